//! From bytes to the units in which others count.

use super::Span;
use serde::{Deserialize, Serialize};

/// What an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// UTF-8 bytes, as `&str` is sliced in Rust.
    Byte,
    /// UTF-16 code units, as strings are sliced in JavaScript.
    Utf16,
    /// Unicode code points, as strings are sliced in Python.
    Codepoint,
}

/// Translates byte offsets of one text: built in one pass, then a look-up each.
///
/// ```
/// use newsmark::text::{OffsetMap, OffsetUnit};
/// let map = OffsetMap::new("a👍b", OffsetUnit::Utf16);
/// assert_eq!([map.at(0), map.at(1), map.at(5), map.at(6)], [0, 1, 3, 4]);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap {
    /// Every 64 bytes, the unit offset of the first character that starts at or after that byte; empty for bytes.
    steps: Vec<usize>,
    text: Vec<u8>,
    unit: OffsetUnit,
}

/// Bytes between two remembered offsets: a look-up reads at most so many, the table takes an eighth of the text.
const STEP: usize = 64;

impl OffsetMap {
    /// A map for `text`.
    pub fn new(text: &str, unit: OffsetUnit) -> OffsetMap {
        let (mut steps, mut units) = (Vec::new(), 0);
        if unit == OffsetUnit::Byte {
            return OffsetMap { steps, text: Vec::new(), unit };
        }
        for (i, &byte) in text.as_bytes().iter().enumerate() {
            if i % STEP == 0 {
                steps.push(units);
            }
            units += weight(byte, unit);
        }
        OffsetMap { steps, text: text.as_bytes().to_vec(), unit }
    }

    /// The offset in the map's unit of the character that starts at `byte`, or of the end of the text.
    pub fn at(&self, byte: usize) -> usize {
        if self.unit == OffsetUnit::Byte {
            return byte;
        }
        let byte = byte.min(self.text.len());
        let step = (byte / STEP).min(self.steps.len().saturating_sub(1));
        let counted = self.steps.get(step).copied().unwrap_or(0);
        counted + self.text[step * STEP..byte].iter().map(|&b| weight(b, self.unit)).sum::<usize>()
    }

    /// The span in the map's unit.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.at(span.start), self.at(span.end))
    }
}

/// How many units a character adds, counted at its first byte.
fn weight(byte: u8, unit: OffsetUnit) -> usize {
    match (byte, unit) {
        (0x80..=0xbf, _) => 0, // a continuation byte
        (0xf0.., OffsetUnit::Utf16) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library_at_every_character() {
        let text = "naïve 👩‍👧 “quoted” \u{1d518} — e\u{301}\0\r\n".repeat(20);
        for unit in [OffsetUnit::Byte, OffsetUnit::Utf16, OffsetUnit::Codepoint] {
            let map = OffsetMap::new(&text, unit);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                let expected = match unit {
                    OffsetUnit::Byte => at,
                    OffsetUnit::Utf16 => text[..at].encode_utf16().count(),
                    OffsetUnit::Codepoint => text[..at].chars().count(),
                };
                assert_eq!(map.at(at), expected, "{unit:?} {at}");
            }
        }
        assert_eq!(OffsetMap::new("", OffsetUnit::Utf16).at(0), 0);
    }
}
