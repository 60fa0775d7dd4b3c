//! Words and punctuation marks, cut as BERT's basic tokenizer cuts them, but with offsets into the untouched text.

use super::Span;
use unicode_normalization::char::is_combining_mark;

/// How a word is written: the encoder's vocabulary is lower-case, this gives back what that loses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Shape {
    /// Punctuation, symbols.
    Mark = 0,
    /// `word`, and letters of scripts without case.
    Lower = 1,
    /// `Word` inside a sentence.
    Title = 2,
    /// `Word` where a sentence begins and every word is written so.
    TitleAtStart = 3,
    /// `WORD`.
    Upper = 4,
    /// `W`.
    Initial = 5,
    /// `McWord`, `iWord`.
    Mixed = 6,
    /// `2024`.
    Digits = 7,
    /// `20th`, `F16`.
    DigitsAndLetters = 8,
}

impl Shape {
    /// Number of shapes: rows of the encoder's shape embedding.
    pub const COUNT: usize = 9;

    fn of(word: &str) -> Shape {
        let (mut upper, mut lower, mut digits, mut letters) = (0, 0, 0, 0);
        let mut upper_first = false;
        for c in word.chars() {
            if c.is_numeric() {
                digits += 1;
            } else if c.is_alphabetic() {
                upper_first |= letters == 0 && c.is_uppercase();
                letters += 1;
                upper += usize::from(c.is_uppercase());
                lower += usize::from(!c.is_uppercase());
            }
        }
        match (letters, digits) {
            (0, 0) => Shape::Mark,
            (0, _) => Shape::Digits,
            (_, 1..) => Shape::DigitsAndLetters,
            (1, _) if upper == 1 => Shape::Initial,
            _ if upper == 0 => Shape::Lower,
            _ if lower == 0 => Shape::Upper,
            _ if upper == 1 && upper_first => Shape::Title,
            _ => Shape::Mixed,
        }
    }
}

/// A word or a single punctuation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Bytes from the start of the paragraph.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// Whether it opens a sentence.
    pub starts_sentence: bool,
    /// Whether it stands inside quotation marks; the marks count as inside.
    pub quoted: bool,
}

/// White space, and what has no width and joins nothing.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Characters that belong to the character before them.
fn extends(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c,
            '\u{ad}' // soft hyphen
            | '\u{200c}'..='\u{200f}' // joiners, direction marks
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' // embeddings, isolates
            | '\u{fe00}'..='\u{fe0f}' // variation selectors
            | '\u{1f3fb}'..='\u{1f3ff}' // skin tones
            | '\u{e0020}'..='\u{e007f}') // tags
}

/// Scripts written without spaces: a character is a word, as in BERT.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Whether a character that is no part of a longer word ends at byte `at`, so that the text may be cut there.
pub(super) fn may_part(text: &str, at: usize) -> bool {
    let ends = text[..at]
        .chars()
        .next_back()
        .is_some_and(|c| is_blank(c) || stands_alone(c) || !c.is_alphanumeric() && !extends(c));
    ends && !text[at..].starts_with(extends)
}

/// Cuts a paragraph into words.
pub(super) fn split(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5);
    let mut open = false; // the last word may grow
    let mut joined = false; // the last character was a zero-width joiner
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if is_blank(c) {
            (open, joined) = (false, false);
            continue;
        }
        let letter = c.is_alphanumeric() && !stands_alone(c);
        let adjacent = words.last().is_some_and(|word| word.span.end == at);
        if adjacent && (extends(c) || joined || (letter && open)) {
            if let Some(word) = words.last_mut() {
                word.span.end = end;
            }
        } else {
            let span = Span::new(at, end);
            words.push(Word { span, shape: Shape::Mark, starts_sentence: false, quoted: false });
            open = letter;
        }
        joined = c == '\u{200d}';
    }
    for word in &mut words {
        word.shape = Shape::of(word.span.of(text));
    }
    // They are kept as long as the article.
    words.shrink_to_fit();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        split(text).iter().map(|word| word.span.of(text)).collect()
    }

    #[test]
    fn words_keep_every_character_that_is_not_blank() {
        let cases: [(&str, &[&str]); 9] = [
            ("Müller's U.S.", &["Müller", "'", "s", "U", ".", "S", "."]),
            ("Mu\u{308}ller", &["Mu\u{308}ller"]),
            ("co\u{ad}operate", &["co\u{ad}operate"]),
            ("Amir-Abdollahian", &["Amir", "-", "Abdollahian"]),
            ("東京都 says", &["東", "京", "都", "says"]),
            ("👩\u{200d}👩\u{200d}👧 ok", &["👩\u{200d}👩\u{200d}👧", "ok"]),
            ("$4.5", &["$", "4", ".", "5"]),
            ("میخواهم", &["میخواهم"]),
            ("a\0b\u{200b}c", &["a", "b", "c"]),
        ];
        for (text, expected) in cases {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn shapes() {
        let shapes: Vec<_> =
            split("the Prime NATO X McKay 2024 20th , Ålesund").iter().map(|w| w.shape).collect();
        use Shape::*;
        assert_eq!(shapes, [Lower, Title, Upper, Initial, Mixed, Digits, DigitsAndLetters, Mark, Title]);
    }
}
