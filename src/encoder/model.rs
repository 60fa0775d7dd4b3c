//! The model file.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `newsmark` |
//! | 4 | format version, [`VERSION`] |
//! | 4 | CRC-32 of all that follows |
//! | 40 | layers, hidden, heads, inner, positions, pieces, shapes, name tags, role tags, width of the teller |
//! | 88 | calibration, of names and of statements: what share is right of those read with a probability of 0, 0.1, … 1 |
//! | 4 + n | the model's name |
//! | 4 + n | the vocabulary, one piece a line |
//! | | the tensors, in the order of the fields of [`Network`](super::network::Network) and [`Teller`](super::network::Teller) |
//!
//! Numbers are little-endian, 32 bits, unsigned or IEEE float. A tensor is a byte for its encoding and its numbers: 0, half-precision
//! floats; 1, integers of 4 bits in groups of [`GROUP`] with a half-precision scale each, all scales first, two integers a
//! byte, the first in the low half, 8 standing for zero. Shapes follow from the header.

use half::f16;
use std::fmt;

/// Where the bytes of a model file are. In a browser they stay outside of WebAssembly's memory, which never shrinks.
pub(crate) trait Source {
    /// How many there are.
    fn len(&self) -> usize;
    /// Copies those from `at` on to `out`; there are so many.
    fn copy(&self, at: usize, out: &mut [u8]);
}

impl Source for &[u8] {
    fn len(&self) -> usize {
        <[u8]>::len(self)
    }

    fn copy(&self, at: usize, out: &mut [u8]) {
        out.copy_from_slice(&self[at..at + out.len()]);
    }
}

/// The format this crate reads.
pub const VERSION: u32 = 2;

/// Weights that share a scale.
pub const GROUP: usize = 32;

/// Bounds on what a file may ask for: the largest BERT anyone would send to a browser.
const LARGEST: [(&str, u32); 10] = [
    ("layers", 24),
    ("hidden", 1024),
    ("heads", 16),
    ("inner", 4096),
    ("positions", 4096),
    ("pieces", 1 << 17),
    ("shapes", 64),
    ("name tags", 64),
    ("role tags", 64),
    ("wide teller", 1024),
];

/// Why a model file was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelError(Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Foreign,
    Version(u32),
    Truncated,
    Damaged,
    Invalid(String),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match &self.0 {
            Kind::Foreign => write!(f, "this is not a newsmark model file"),
            Kind::Version(found) => {
                write!(
                    f,
                    "the model file has format {found}, this newsmark reads format {VERSION}: take the model of the same release"
                )
            }
            Kind::Truncated => write!(f, "the model file ends too early: load it again"),
            Kind::Damaged => {
                write!(f, "the model file is damaged (its checksum does not match): load it again")
            }
            Kind::Invalid(what) => write!(f, "the model file makes no sense: {what}"),
        }
    }
}

impl std::error::Error for ModelError {}

impl ModelError {
    pub(super) fn invalid(what: impl Into<String>) -> ModelError {
        ModelError(Kind::Invalid(what.into()))
    }
}

/// Sizes of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Transformer layers.
    pub layers: usize,
    /// Width of a piece's vector.
    pub hidden: usize,
    /// Attention heads.
    pub heads: usize,
    /// Width of the feed-forward layer.
    pub inner: usize,
    /// Pieces in a window at the most.
    pub positions: usize,
    /// Pieces in the vocabulary.
    pub pieces: usize,
    /// Word shapes.
    pub shapes: usize,
    /// Outputs for names and roles.
    pub tags: [usize; 2],
    /// Width of the layer that compares words with a cue.
    pub teller: usize,
}

/// What share is right of those read with a probability of 0, 0.1, … 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Curve([f32; 11]);

impl Curve {
    /// The share at a probability, between two of the points on the line through them.
    pub fn at(&self, probability: f32) -> f32 {
        let x = probability.clamp(0.0, 1.0) * 10.0;
        let i = (x as usize).min(9);
        self.0[i] + (self.0[i + 1] - self.0[i]) * (x - i as f32)
    }
}

/// What stands before the tensors.
pub(super) struct Header {
    pub sizes: Sizes,
    /// Calibration of names and of statements.
    pub curves: [Curve; 2],
    pub name: String,
    pub vocabulary: String,
}

/// A matrix as the file holds it.
pub(super) enum Tensor {
    Float(Vec<f32>),
    Grouped { scales: Vec<f16>, nibbles: Vec<u8> },
}

impl Tensor {
    /// Writes row `row` of a matrix of `out.len()` columns.
    pub fn row(&self, row: usize, out: &mut [f32]) {
        let columns = out.len();
        match self {
            Tensor::Float(values) => out.copy_from_slice(&values[row * columns..][..columns]),
            Tensor::Grouped { scales, nibbles } => {
                let scales = &scales[row * columns / GROUP..];
                let nibbles = &nibbles[row * columns / 2..][..columns / 2];
                for ((out, pairs), scale) in
                    out.chunks_exact_mut(GROUP).zip(nibbles.chunks_exact(GROUP / 2)).zip(scales)
                {
                    let scale = scale.to_f32();
                    for (pair, &byte) in out.chunks_exact_mut(2).zip(pairs) {
                        pair[0] = (f32::from(byte & 15) - 8.0) * scale;
                        pair[1] = (f32::from(byte >> 4) - 8.0) * scale;
                    }
                }
            }
        }
    }
}

/// Reads a model file from its start to its end.
pub(super) struct Reader<'a> {
    source: &'a dyn Source,
    at: usize,
}

impl<'a> Reader<'a> {
    /// Checks magic, version and checksum.
    pub fn open(source: &'a dyn Source) -> Result<Reader<'a>, ModelError> {
        /// Bytes that are checked at a time.
        const CHUNK: usize = 1 << 16;
        const MAGIC: &[u8] = b"newsmark";
        let mut reader = Reader { source, at: 0 };
        if reader.take(MAGIC.len()).ok().as_deref() != Some(MAGIC) {
            return Err(ModelError(Kind::Foreign));
        }
        let version = reader.number()?;
        if version != VERSION {
            return Err(ModelError(Kind::Version(version)));
        }
        let expected = reader.number()?;
        let start = reader.at;
        let mut checksum = crc32fast::Hasher::new();
        while reader.left() > 0 {
            checksum.update(&reader.take(CHUNK.min(reader.left()))?);
        }
        reader.at = start;
        if checksum.finalize() != expected { Err(ModelError(Kind::Damaged)) } else { Ok(reader) }
    }

    pub fn header(&mut self) -> Result<Header, ModelError> {
        let mut n = [0; LARGEST.len()];
        for (n, (what, largest)) in n.iter_mut().zip(LARGEST) {
            let found = self.number()?;
            if found == 0 || found > largest {
                return Err(ModelError::invalid(format!("{found} {what}, 1 to {largest} are possible")));
            }
            *n = found as usize;
        }
        let [layers, hidden, heads, inner, positions, pieces, shapes, names, roles, teller] = n;
        if [hidden, inner, teller].iter().any(|width| width % GROUP != 0) || hidden % heads != 0 {
            return Err(ModelError::invalid(format!(
                "widths {hidden}, {inner}, {teller} with {heads} heads"
            )));
        }
        let sizes =
            Sizes { layers, hidden, heads, inner, positions, pieces, shapes, tags: [names, roles], teller };
        let curves = [self.curve()?, self.curve()?];
        Ok(Header { sizes, curves, name: self.string()?, vocabulary: self.string()? })
    }

    pub fn tensor(&mut self, rows: usize, columns: usize) -> Result<Tensor, ModelError> {
        match self.take(1)?[0] {
            0 => Ok(Tensor::Float(
                self.halves(rows * columns, "weight")?.into_iter().map(f16::to_f32).collect(),
            )),
            1 if columns.is_multiple_of(GROUP) => {
                let scales = self.halves(rows * columns / GROUP, "scale")?;
                Ok(Tensor::Grouped { scales, nibbles: self.take(rows * columns / 2)? })
            }
            other => Err(ModelError::invalid(format!("encoding {other}"))),
        }
    }

    /// The scales and integers of a tensor that has to have them.
    pub fn grouped(&mut self, rows: usize, columns: usize) -> Result<(Vec<f16>, Vec<u8>), ModelError> {
        match self.tensor(rows, columns)? {
            Tensor::Grouped { scales, nibbles } => Ok((scales, nibbles)),
            Tensor::Float(_) => Err(ModelError::invalid("a layer of floats")),
        }
    }

    fn halves(&mut self, count: usize, what: &str) -> Result<Vec<f16>, ModelError> {
        let bytes = self.take(count * 2)?;
        let values: Vec<_> = bytes.chunks_exact(2).map(|b| f16::from_le_bytes([b[0], b[1]])).collect();
        if values.iter().all(|value| value.is_finite()) {
            Ok(values)
        } else {
            Err(ModelError::invalid(format!("a {what} is not a number")))
        }
    }

    /// A tensor of one row.
    pub fn vector(&mut self, columns: usize) -> Result<Vec<f32>, ModelError> {
        let tensor = self.tensor(1, columns)?;
        let mut out = vec![0.0; columns];
        tensor.row(0, &mut out);
        Ok(out)
    }

    /// All bytes must have been read.
    pub fn close(self) -> Result<(), ModelError> {
        match self.left() {
            0 => Ok(()),
            left => Err(ModelError::invalid(format!("{left} bytes too many"))),
        }
    }

    fn left(&self) -> usize {
        self.source.len() - self.at
    }

    fn take(&mut self, count: usize) -> Result<Vec<u8>, ModelError> {
        if count > self.left() {
            return Err(ModelError(Kind::Truncated));
        }
        let mut taken = vec![0; count];
        self.source.copy(self.at, &mut taken);
        self.at += count;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, ModelError> {
        let b = self.take(4)?;
        Ok(u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    fn curve(&mut self) -> Result<Curve, ModelError> {
        let mut points = [0.0; 11];
        for point in &mut points {
            *point = f32::from_bits(self.number()?);
        }
        if points.is_sorted() && points.iter().all(|point| (0.0..=1.0).contains(point)) {
            Ok(Curve(points))
        } else {
            Err(ModelError::invalid("a calibration that falls or leaves 0 to 1"))
        }
    }

    fn string(&mut self) -> Result<String, ModelError> {
        let length = self.number()? as usize;
        String::from_utf8(self.take(length)?).map_err(|_| ModelError::invalid("text that is not UTF-8"))
    }
}

#[cfg(test)]
impl<'a> Reader<'a> {
    /// A reader of what stands behind the header.
    pub fn unchecked(source: &'a dyn Source) -> Reader<'a> {
        Reader { source, at: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        Reader::open(&bytes).err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn refuses_what_is_no_model_and_says_why() {
        assert!(refused(b"").contains("not a newsmark model"));
        assert!(refused(b"<!doctype html>").contains("not a newsmark model"));
        assert!(refused(b"newsmark\x01").contains("ends too early"));
        assert!(refused(b"newsmark\x63\0\0\0\0\0\0\0").contains("format 99"));
        assert!(refused(b"newsmark\x02\0\0\0\x01\x02\x03\x04rest").contains("damaged"));
    }

    #[test]
    fn calibration_is_read_between_its_points() {
        let curve = Curve(std::array::from_fn(|i| i as f32 / 20.0));
        assert_eq!([curve.at(0.0), curve.at(1.0)], [0.0, 0.5]);
        assert!((curve.at(0.25) - 0.125).abs() < 1e-6 && (curve.at(2.0) - 0.5).abs() < 1e-6);
    }

    #[test]
    fn groups_of_four_bits() {
        let mut bytes = vec![1];
        bytes.extend(f16::from_f32(0.5).to_le_bytes());
        bytes.extend((0..16).map(|i| i | 15 << 4));
        let bytes = &bytes[..];
        let mut reader = Reader::unchecked(&bytes);
        let tensor = reader.tensor(1, 32).unwrap();
        let mut row = [0.0; 32];
        tensor.row(0, &mut row);
        assert_eq!(row[..6], [-4.0, 3.5, -3.5, 3.5, -3.0, 3.5]);
        reader.close().unwrap();
    }
}
