//! A model file that is small and knows nothing: for tests and fuzzing, which want many readings a second and odder ones than a trained
//! model gives.

use half::f16;
use newsmark::text::Shape;

const HIDDEN: usize = 32;
const INNER: usize = 32;
const TELLER: usize = 32;
const HEADS: usize = 2;
/// As many as a window of the encoder has pieces.
const POSITIONS: usize = 224;
/// Tags of names and of roles: outside, and first and later word of 11 labels and of 3 roles.
const TAGS: [usize; 2] = [23, 7];
/// Classes of distances from a cue, and tags of what a word is to it.
const NEAR: usize = 21;
const TOLD: usize = 5;

/// Bytes before the checksummed part: magic, version, checksum.
pub const CHECKED_FROM: usize = 16;

/// A model file with random weights; another `seed` gives another model.
pub fn model(seed: u64) -> Vec<u8> {
    let mut out = Writer { bytes: Vec::new(), state: seed.wrapping_mul(2).wrapping_add(1) };
    let vocabulary = vocabulary();
    let pieces = vocabulary.lines().count();
    let sizes = [1, HIDDEN, HEADS, INNER, POSITIONS, pieces, Shape::COUNT, TAGS[0], TAGS[1], TELLER];
    out.bytes.extend(b"newsmark");
    out.number(2);
    out.number(0); // the checksum, see below
    sizes.iter().for_each(|&size| out.number(size as u32));
    for _ in 0..2 {
        (0..=10).for_each(|i| out.number((i as f32 / 10.0).to_bits()));
    }
    for text in ["tiny", &vocabulary] {
        out.number(text.len() as u32);
        out.bytes.extend(text.as_bytes());
    }
    for rows in [pieces, POSITIONS, Shape::COUNT, 2] {
        out.grouped(rows, HIDDEN, 0.2);
    }
    out.norm();
    for (rows, columns) in [(3 * HIDDEN, HIDDEN), (HIDDEN, HIDDEN)] {
        out.linear(rows, columns);
    }
    out.norm();
    for (rows, columns) in [(INNER, HIDDEN), (HIDDEN, INNER)] {
        out.linear(rows, columns);
    }
    out.norm();
    // Sharp enough that every tag wins somewhere.
    out.grouped(TAGS.iter().sum(), HIDDEN, 0.3);
    out.floats(TAGS.iter().sum(), -0.5, 0.5);
    out.linear(2 * TELLER, HIDDEN);
    out.linear(2 * TELLER, HIDDEN);
    out.grouped(NEAR, TELLER, 0.2);
    out.grouped(TOLD, TELLER, 0.2);
    out.floats(TOLD, -0.5, 0.5);
    with_checksum(out.bytes)
}

/// The same file with the checksum that belongs to it.
pub fn with_checksum(mut model: Vec<u8>) -> Vec<u8> {
    let checksum = crc32fast::hash(&model[CHECKED_FROM..]);
    model[CHECKED_FROM - 4..CHECKED_FROM].copy_from_slice(&checksum.to_le_bytes());
    model
}

/// Some letters, digits and marks, and some words, so that a word has one piece or many; most are unknown, which is one piece and fast.
fn vocabulary() -> String {
    let mut pieces: Vec<String> = ["[UNK]", "[CLS]", "[SEP]"].map(str::to_owned).into();
    for letter in ('a'..='g').chain('0'..='9') {
        pieces.extend([letter.to_string(), format!("##{letter}")]);
    }
    pieces.extend(".,:;!?'\"()-–—“”‘’«»$%&/`".chars().map(String::from));
    let words = "the a of that he she they it who said told says denied according to mr mayor minister president \
                 not and but on in for john smith london monday march ##ed ##ing ##s ##er";
    pieces.extend(words.split_whitespace().map(str::to_owned));
    let mut seen = std::collections::HashSet::new();
    pieces.retain(|piece| seen.insert(piece.clone()));
    pieces.join("\n")
}

struct Writer {
    bytes: Vec<u8>,
    state: u64,
}

impl Writer {
    fn number(&mut self, number: u32) {
        self.bytes.extend(number.to_le_bytes());
    }

    /// Xorshift: the same numbers on every machine.
    fn random(&mut self) -> u64 {
        for shift in [13, -7, 17_i32] {
            self.state ^= if shift > 0 { self.state << shift } else { self.state >> -shift };
        }
        self.state
    }

    /// A tensor of half-precision floats.
    fn floats(&mut self, count: usize, from: f32, to: f32) {
        self.bytes.push(0);
        for _ in 0..count {
            let share = (self.random() >> 40) as f32 / (1 << 24) as f32;
            self.bytes.extend(f16::from_f32(from + (to - from) * share).to_le_bytes());
        }
    }

    /// A tensor of 4-bit integers in groups of 32 with a scale each.
    fn grouped(&mut self, rows: usize, columns: usize, scale: f32) {
        self.bytes.push(1);
        for _ in 0..rows * columns / 32 {
            self.bytes.extend(f16::from_f32(scale).to_le_bytes());
        }
        for _ in 0..rows * columns / 2 {
            let byte = (self.random() >> 32) as u8;
            self.bytes.push(byte);
        }
    }

    fn linear(&mut self, rows: usize, columns: usize) {
        self.grouped(rows, columns, 0.08);
        self.floats(rows, -0.1, 0.1);
    }

    fn norm(&mut self) {
        self.floats(HIDDEN, 0.8, 1.2);
        self.floats(HIDDEN, -0.1, 0.1);
    }
}
