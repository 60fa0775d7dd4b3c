//! The encoder: a small BERT that reads a paragraph and says what each word may be.

mod math;
mod model;
mod network;
mod product;
mod tags;
mod windows;
mod wordpiece;

pub(crate) use math::exp;
pub use model::ModelError;
pub(crate) use tags::spans;
use windows::WINDOW;
pub use windows::{Window, windows};
pub use wordpiece::Vocabulary;

use crate::annotation::Label;
use crate::text::{Paragraph, Shape};
use network::{Network, Scratch, log_softmax};

/// Tags of a kind: outside, and its first and later words.
pub(crate) const fn tags_of(kinds: usize) -> usize {
    1 + 2 * kinds
}

/// What a word of a statement may be: source, cue, content.
pub(crate) const ROLES: usize = 3;

/// For a word of a content, where its cue stands: the second or first cue before it, the first or second after it. For a
/// word of a cue, where its source stands, counted likewise; last, that there is none.
pub(crate) const LINKS: usize = 5;

/// Log-probabilities of one word.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    /// Outside, then first and later word of each label of a name.
    pub names: [f32; tags_of(Label::NAMES)],
    /// Outside, then first and later word of source, cue and content.
    pub roles: [f32; tags_of(ROLES)],
    /// Where the cue or source stands that the word belongs to: see [`LINKS`].
    pub links: [f32; LINKS],
}

/// The word pieces that a model knows.
pub fn vocabulary(model: &[u8]) -> Result<Vocabulary, ModelError> {
    Encoder::from_bytes(model).map(|encoder| encoder.vocabulary)
}

/// A loaded model.
pub struct Encoder {
    name: String,
    vocabulary: Vocabulary,
    temperatures: [f32; 2],
    network: Network,
}

impl Encoder {
    /// Reads a model file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Encoder, ModelError> {
        let mut reader = model::Reader::open(bytes)?;
        let header = reader.header()?;
        let sizes = header.sizes;
        let wanted = [tags_of(Label::NAMES), tags_of(ROLES), LINKS];
        if sizes.tags != wanted || sizes.shapes != Shape::COUNT || sizes.positions < WINDOW {
            return Err(ModelError::invalid(format!(
                "{sizes:?} where {wanted:?} tags and {WINDOW} positions are needed"
            )));
        }
        let vocabulary = Vocabulary::parse(header.vocabulary)
            .map_err(|piece| ModelError::invalid(format!("a vocabulary without {piece}")))?;
        if vocabulary.len() != sizes.pieces {
            return Err(ModelError::invalid(format!(
                "{} pieces for {} vectors",
                vocabulary.len(),
                sizes.pieces
            )));
        }
        let network = Network::read(&mut reader, sizes)?;
        reader.close()?;
        Ok(Encoder { name: header.name.to_owned(), vocabulary, temperatures: header.temperatures, network })
    }

    /// The model's name and version.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What each word of a paragraph may be.
    pub(crate) fn read(&self, text: &str, paragraph: &Paragraph) -> Vec<Reading> {
        let mut scratch = Scratch::default();
        let mut out = Vec::with_capacity(paragraph.words.len());
        for window in windows(text, paragraph, &self.vocabulary) {
            let logits = self.network.run(&window, &mut scratch);
            for row in logits.chunks_exact(tags_of(Label::NAMES) + tags_of(ROLES) + LINKS) {
                let mut reading = Reading { names: [0.0; _], roles: [0.0; _], links: [0.0; _] };
                let (names, rest) = row.split_at(tags_of(Label::NAMES));
                let (roles, links) = rest.split_at(tags_of(ROLES));
                reading.names.copy_from_slice(names);
                reading.roles.copy_from_slice(roles);
                reading.links.copy_from_slice(links);
                log_softmax(&mut reading.names, self.temperatures[0]);
                log_softmax(&mut reading.roles, self.temperatures[1]);
                log_softmax(&mut reading.links, 1.0);
                out.push(reading);
            }
        }
        out
    }
}
