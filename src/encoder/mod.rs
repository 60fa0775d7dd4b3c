//! The encoder: a small BERT that reads a paragraph and says what each word may be.

mod attention;
mod kernels;
mod math;
mod model;
mod network;
mod product;
mod tags;
mod windows;
mod wordpiece;

pub(crate) use math::exp;
use model::Curve;
pub use model::ModelError;
pub(crate) use model::Source;
pub(crate) use tags::{bridged, spans};
use windows::WINDOW;
pub use windows::{Window, windows};
pub use wordpiece::Vocabulary;

use crate::annotation::Label;
use crate::text::{Paragraph, Shape};
use kernels::Kernel;
pub(crate) use network::Scratch;
use network::{Network, Teller, log_softmax};
use std::ops::Range;

/// Tags of a kind: outside, and its first and later words.
pub(crate) const fn tags_of(kinds: usize) -> usize {
    1 + 2 * kinds
}

/// What a word of a statement may be: source, cue, content.
pub(crate) const ROLES: usize = 3;

/// What a word may be to one cue: source or content.
pub(crate) const TOLD: usize = tags_of(2);

/// Log-probabilities of one word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    /// Outside, then first and later word of each label of a name.
    pub names: [f32; tags_of(Label::NAMES)],
    /// Outside, then first and later word of source, cue and content.
    pub roles: [f32; tags_of(ROLES)],
}

/// What the words around a cue are to it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    /// The word of the first row.
    pub first: usize,
    /// Log-probabilities: outside, then first and later word of source and content.
    pub rows: Vec<[f32; TOLD]>,
}

/// A paragraph as the encoder read it, or as much of it as it has read.
#[derive(Default)]
pub(crate) struct Encoded {
    /// What each word may be.
    pub words: Vec<Reading>,
    /// The words' vectors, one after the other.
    vectors: Vec<f32>,
}

/// The word pieces that a model knows.
pub fn vocabulary(model: &[u8]) -> Result<Vocabulary, ModelError> {
    Encoder::read_from(&model, || None).map(|encoder| encoder.vocabulary)
}

/// A loaded model.
pub struct Encoder {
    name: String,
    vocabulary: Vocabulary,
    curves: [Curve; 2],
    kernel: Kernel,
    network: Network,
    teller: Teller,
}

impl Encoder {
    /// Reads a model file; `now` is a clock in milliseconds, if there is one.
    pub fn read_from(source: &dyn Source, now: impl Fn() -> Option<f64>) -> Result<Encoder, ModelError> {
        let mut reader = model::Reader::open(source)?;
        let header = reader.header()?;
        let sizes = header.sizes;
        let wanted = [tags_of(Label::NAMES), tags_of(ROLES)];
        if sizes.tags != wanted || sizes.shapes != Shape::COUNT || sizes.positions < WINDOW {
            return Err(ModelError::invalid(format!(
                "{sizes:?} where {wanted:?} tags and {WINDOW} positions are needed"
            )));
        }
        let vocabulary = Vocabulary::parse(&header.vocabulary)
            .map_err(|piece| ModelError::invalid(format!("a vocabulary without {piece}")))?;
        if vocabulary.len() != sizes.pieces {
            return Err(ModelError::invalid(format!(
                "{} pieces for {} vectors",
                vocabulary.len(),
                sizes.pieces
            )));
        }
        let network = Network::read(&mut reader, sizes)?;
        let teller = Teller::read(&mut reader, sizes)?;
        reader.close()?;
        let kernel = Kernel::fastest(now);
        Ok(Encoder { name: header.name, vocabulary, curves: header.curves, kernel, network, teller })
    }

    /// The model's name and version.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How often a name is right that was read with this probability.
    pub(crate) fn sure_of_name(&self, probability: f32) -> f32 {
        self.curves[0].at(probability)
    }

    /// How often a statement is right that was read with this probability.
    pub(crate) fn sure_of_statement(&self, probability: f32) -> f32 {
        self.curves[1].at(probability)
    }

    /// The windows of a paragraph, which are read one after the other.
    pub(crate) fn windows(&self, text: &str, paragraph: &Paragraph) -> Vec<Window> {
        windows(text, paragraph, &self.vocabulary)
    }

    /// Reads the next window: adds to `out` what each of its words may be.
    pub(crate) fn read(&self, window: &Window, scratch: &mut Scratch, out: &mut Encoded) {
        let logits = self.network.run(self.kernel, window, scratch, &mut out.vectors);
        for row in logits.chunks_exact(tags_of(Label::NAMES) + tags_of(ROLES)) {
            let mut reading = Reading { names: [0.0; _], roles: [0.0; _] };
            let (names, roles) = row.split_at(tags_of(Label::NAMES));
            reading.names.copy_from_slice(names);
            reading.roles.copy_from_slice(roles);
            log_softmax(&mut reading.names);
            log_softmax(&mut reading.roles);
            out.words.push(reading);
        }
    }

    /// What the words are to each of the cues, which are ranges of words.
    pub(crate) fn tell(&self, encoded: &Encoded, cues: &[Range<usize>]) -> Vec<Told> {
        if cues.is_empty() { Vec::new() } else { self.teller.run(self.kernel, &encoded.vectors, cues) }
    }
}
