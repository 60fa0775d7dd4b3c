//! What the encoder is given: the pieces of a paragraph, in windows that it can hold.

use super::Vocabulary;
use crate::text::Paragraph;
use std::ops::Range;

/// Pieces in a window, the two that frame it included. The encoder knows 256 positions; shorter windows cost less attention,
/// and only 1 in 500 paragraphs of news has more pieces.
pub const WINDOW: usize = 224;

/// A stretch of words as the encoder reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The paragraph's words that it holds.
    pub words: Range<usize>,
    /// Ids of the pieces, framed by `[CLS]` and `[SEP]`.
    pub pieces: Vec<u32>,
    /// [`Shape`](crate::text::Shape) of the word that each piece belongs to.
    pub shapes: Vec<u8>,
    /// Whether that word stands inside quotation marks.
    pub quoted: Vec<bool>,
    /// For each word, the index of its first piece: the one that is tagged.
    pub first: Vec<usize>,
}

/// Cuts a paragraph into windows, at the last sentence end that fits where there is one.
pub fn windows(text: &str, paragraph: &Paragraph, vocabulary: &Vocabulary) -> Vec<Window> {
    let words = &paragraph.words;
    let mut pieces = Vec::new();
    let mut ends = Vec::with_capacity(words.len());
    for word in words {
        let before = pieces.len();
        vocabulary.pieces(word.span.of(text), &mut pieces);
        pieces.truncate(before + WINDOW - 2); // never reached: a word has at most 100 characters or is one piece
        ends.push(pieces.len());
    }
    let begin = |word: usize| if word == 0 { 0 } else { ends[word - 1] };
    let mut out = Vec::new();
    let mut from = 0;
    while from < words.len() {
        let fits = from + ends[from..].partition_point(|&end| end - begin(from) <= WINDOW - 2);
        let to = if fits == words.len() {
            fits
        } else {
            (from + 1..=fits).rev().find(|&i| words[i].starts_sentence).unwrap_or(fits)
        };
        out.push(window(
            paragraph,
            from..to,
            &pieces[begin(from)..ends[to - 1]],
            &ends,
            begin(from),
            vocabulary,
        ));
        from = to;
    }
    out
}

fn window(
    paragraph: &Paragraph,
    words: Range<usize>,
    pieces: &[u32],
    ends: &[usize],
    base: usize,
    vocabulary: &Vocabulary,
) -> Window {
    let mut w = Window {
        words: words.clone(),
        pieces: Vec::with_capacity(pieces.len() + 2),
        shapes: vec![0],
        quoted: vec![false],
        first: Vec::with_capacity(words.len()),
    };
    w.pieces.push(vocabulary.start());
    w.pieces.extend_from_slice(pieces);
    w.pieces.push(vocabulary.end());
    for i in words {
        w.first.push(w.shapes.len());
        let end = 1 + ends[i] - base;
        w.shapes.resize(end, paragraph.words[i].shape as u8);
        w.quoted.resize(end, paragraph.words[i].quoted);
    }
    w.shapes.push(0);
    w.quoted.push(false);
    w
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_hold_every_word_once_and_break_at_sentences() {
        let vocabulary = Vocabulary::parse("[UNK]\n[CLS]\n[SEP]\nword\n.\nnext").unwrap();
        let text = "Word word word. Next next. ".repeat(200);
        let paragraph = Paragraph::parse(&text);
        let cut = windows(&text, &paragraph, &vocabulary);
        assert!(cut.len() > 1);
        let mut at = 0;
        for window in &cut {
            assert_eq!(window.words.start, at);
            at = window.words.end;
            assert!(window.pieces.len() <= WINDOW);
            assert_eq!(window.pieces.len(), window.shapes.len());
            assert_eq!(window.pieces.len(), window.quoted.len());
            assert_eq!(window.words.len(), window.first.len());
            assert!(paragraph.words[window.words.start].starts_sentence);
        }
        assert_eq!(at, paragraph.words.len());
        let endless = "word ".repeat(5000);
        let paragraph = Paragraph::parse(&endless);
        let words: usize = windows(&endless, &paragraph, &vocabulary).iter().map(|w| w.words.len()).sum();
        assert_eq!(words, 5000);
    }
}
