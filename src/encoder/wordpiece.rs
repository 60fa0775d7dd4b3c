//! From words to word pieces: BERT's uncased WordPiece (Devlin et al. 2019), greedy and longest first.

use std::collections::HashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A vocabulary of word pieces; a piece's id is its line in the vocabulary.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    ids: HashMap<Box<str>, u32>,
    /// Lines: a piece that stands twice counts twice, as its id does.
    lines: usize,
    /// Bytes of the longest piece: no longer prefix is looked up.
    longest: usize,
    unknown: u32,
    start: u32,
    end: u32,
}

/// Words of more characters are unknown as a whole, as in BERT.
const LONGEST_WORD: usize = 100;

impl Vocabulary {
    /// Reads a vocabulary of one piece a line; `##` marks a piece that continues a word.
    ///
    /// Returns what is missing if one of BERT's special pieces is.
    pub fn parse(lines: &str) -> Result<Vocabulary, &'static str> {
        let ids: HashMap<Box<str>, u32> =
            lines.lines().zip(0..).map(|(piece, id)| (piece.into(), id)).collect();
        let longest = ids.keys().map(|piece| piece.len()).max().unwrap_or(0);
        let special = |piece: &'static str| ids.get(piece).copied().ok_or(piece);
        let (unknown, start, end) = (special("[UNK]")?, special("[CLS]")?, special("[SEP]")?);
        Ok(Vocabulary { ids, lines: lines.lines().count(), longest, unknown, start, end })
    }

    /// Number of pieces.
    pub fn len(&self) -> usize {
        self.lines
    }

    /// Whether there are no pieces.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The piece before the first word of a sequence, `[CLS]`.
    pub fn start(&self) -> u32 {
        self.start
    }

    /// The piece after the last word of a sequence, `[SEP]`.
    pub fn end(&self) -> u32 {
        self.end
    }

    /// Appends the ids of the pieces of `word`: one at least.
    pub fn pieces(&self, word: &str, out: &mut Vec<u32>) {
        let plain = normalise(word);
        let mark = out.len();
        if plain.is_empty() || plain.chars().count() > LONGEST_WORD {
            out.push(self.unknown);
            return;
        }
        let mut rest = plain.as_str();
        let mut key = String::new();
        while !rest.is_empty() {
            let prefix = if rest.len() == plain.len() { "" } else { "##" };
            let mut end = rest.floor_char_boundary(self.longest.min(rest.len()));
            let found = loop {
                key.clear();
                key.push_str(prefix);
                key.push_str(&rest[..end]);
                if let Some(&id) = self.ids.get(key.as_str()) {
                    break Some(id);
                }
                end = rest.floor_char_boundary(end.saturating_sub(1));
                if end == 0 {
                    break None;
                }
            };
            let Some(id) = found else {
                out.truncate(mark);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            rest = &rest[end..];
        }
    }
}

/// Lower case without accents and invisible characters.
fn normalise(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars()
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|&c| !is_combining_mark(c) && !is_invisible(c))
        .collect()
}

/// Format characters that may stand inside a word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_pieces_first() {
        let vocabulary = Vocabulary::parse("[UNK]\n[CLS]\n[SEP]\nun\n##aff\n##able\n##a\nmuller\n'").unwrap();
        let cut = |word: &str| {
            let mut out = Vec::new();
            vocabulary.pieces(word, &mut out);
            out
        };
        assert_eq!(cut("UNaffable"), [3, 4, 5]);
        assert_eq!(cut("Müller"), [7]);
        assert_eq!(cut("Mu\u{308}l\u{ad}ler"), [7]);
        assert_eq!(cut("unx"), [0]);
        assert_eq!(cut("\u{ad}"), [0]);
        assert_eq!(cut(&"a".repeat(200)), [0]);
        assert_eq!(Vocabulary::parse("[UNK]\n[SEP]").unwrap_err(), "[CLS]");
        assert_eq!(Vocabulary::parse("[UNK]\n[CLS]\n[SEP]\na\na").unwrap().len(), 5);
    }
}
