//! The article as text: paragraphs, words, sentences and quotation marks, all as byte ranges of the input.
//!
//! Nothing here changes the input. A word remembers where it stands, how it is written ([`Shape`]) and whether it
//! stands inside quotation marks; that is all the encoder sees of the layout.

mod offsets;
mod quotes;
mod sentences;
mod words;

pub use offsets::{OffsetMap, OffsetUnit};
pub use quotes::Quotation;
pub use words::{Shape, Word};

use serde::{Deserialize, Serialize};

/// A half-open byte range of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to `end`.
    pub const fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The text of the span.
    ///
    /// # Panics
    /// If the span does not belong to `text`.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(&self, other: &Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    /// The span moved by `by` bytes to the right.
    pub fn shifted(&self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }
}

/// A line of the article that holds more than white space (or a part of one that is endless): the unit that is read, painted and cached by itself.
///
/// Its parts are counted from the start of the paragraph, so that a paragraph that moves stays the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Words and punctuation marks in their order.
    pub words: Vec<Word>,
    /// Quotations in the order of their opening marks.
    pub quotations: Vec<Quotation>,
}

impl Paragraph {
    /// Reads one paragraph.
    pub fn parse(text: &str) -> Paragraph {
        let mut words = words::split(text);
        sentences::mark_starts(text, &mut words);
        let quotations = quotes::pair(text, &words);
        for quotation in &quotations {
            let first = words.partition_point(|word| word.span.start < quotation.span.start);
            for word in words[first..].iter_mut().take_while(|word| word.span.end <= quotation.span.end) {
                word.quoted = true;
            }
        }
        Paragraph { words, quotations }
    }
}

/// Where the paragraphs of `text` lie: lines without the white space around them, empty ones left out. A line that is longer than
/// any paragraph of news is cut at the end of a sentence or, without one, between words, so that memory stays bounded.
pub fn paragraphs(text: &str) -> impl Iterator<Item = Span> + '_ {
    // Besides the line feed, the other characters that Unicode calls mandatory breaks.
    const BREAKS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    text.split(BREAKS).flat_map(pieces).filter_map(move |piece| {
        let start = piece.as_ptr() as usize - text.as_ptr() as usize;
        let kept = piece.trim_matches(words::is_blank);
        let lead = kept.as_ptr() as usize - piece.as_ptr() as usize;
        (!kept.is_empty()).then(|| Span::new(start + lead, start + lead + kept.len()))
    })
}

/// Cuts a line that is too long; only a single word may stay longer.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    // Bytes: 1,600 words, four times the longest paragraph of PolNeAR.
    const LONGEST: usize = 10_000;
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = if rest.len() <= LONGEST {
            rest.len()
        } else {
            let head = &rest[..rest.floor_char_boundary(LONGEST)];
            let sentence = head.rfind(". ").map(|at| at + 2).filter(|&at| at > LONGEST / 2);
            let end_of = |(at, c): (usize, char)| at + c.len_utf8();
            let space = || head.char_indices().rfind(|(_, c)| c.is_whitespace()).map(end_of);
            // Without any white space, behind a mark: 100,000 quotation marks are no word.
            let mark = || head.char_indices().map(end_of).rev().find(|&at| words::may_part(rest, at));
            let next = || {
                let later = rest[head.len()..].char_indices().map(|found| head.len() + end_of(found));
                later.filter(|&at| at < rest.len()).find(|&at| words::may_part(rest, at))
            };
            sentence.or_else(space).or_else(mark).or_else(next).unwrap_or(rest.len())
        };
        let (piece, later) = rest.split_at(end);
        rest = later;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_trimmed_lines() {
        let text = "\u{feff}One. \r\n\n\t two\u{a0}three \u{2029}\u{200b}\n  ";
        let found: Vec<_> = paragraphs(text).map(|span| span.of(text)).collect();
        assert_eq!(found, ["One.", "two\u{a0}three"]);
    }

    #[test]
    fn a_line_without_end_is_cut_between_words() {
        let sentence = "The bees came back. ";
        let text = sentence.repeat(2000) + &"x".repeat(30_000) + " end";
        let found: Vec<_> = paragraphs(&text).collect();
        assert!(found.len() > 4);
        for span in &found {
            assert!(span.len() <= 10_000 || span.of(&text).trim_start_matches('x').is_empty());
        }
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let again: Vec<_> = found.iter().flat_map(|span| words(span.of(&text))).collect();
        assert_eq!(again, words(&text));
    }

    #[test]
    fn marks_and_signs_without_white_space_are_cut_between_words() {
        for one in ["'", "(", ".a", "東", "👩\u{200d}👧", "x\u{301}-", "“", "…"] {
            let text = one.repeat(60_000 / one.len());
            let found: Vec<_> = paragraphs(&text).collect();
            assert!(found.iter().all(|span| span.len() <= 10_000), "{one}");
            let words = |text: &str| -> Vec<String> {
                Paragraph::parse(text).words.iter().map(|word| word.span.of(text).to_owned()).collect()
            };
            assert_eq!(found.iter().flat_map(|span| words(span.of(&text))).collect::<Vec<_>>(), words(&text));
        }
        let word = "e\u{301}".repeat(20_000);
        assert_eq!(paragraphs(&word).count(), 1);
    }

    #[test]
    fn words_inside_quotation_marks_know_it() {
        let paragraph = Paragraph::parse("He said “no way” twice.");
        let quoted: Vec<_> = paragraph.words.iter().map(|word| word.quoted).collect();
        assert_eq!(quoted, [false, false, true, true, true, true, false, false]);
    }
}
