//! Who says what in a news article: named entities and attributed statements.
//!
//! An [`Annotator`] is made from a model file and reads a text into an [`Annotation`]: entities, statements with source,
//! cue and content, and the referents behind the names.
//!
//! ```
//! let annotator = newsmark::Annotator::from_bytes(&std::fs::read("model/newsmark.bin")?)?;
//! let text = "“I count bees,” said Ngozi Eze. She denied that the hives were lost.";
//! let annotation = annotator.annotate(text);
//! let told: Vec<_> = annotation.statements.iter().map(|statement| {
//!     let speaker = statement.speaker.map(|id| annotation.referents[id].name.as_str());
//!     (speaker, statement.cue.of(text), statement.content[0].of(text))
//! }).collect();
//! assert_eq!(told, [
//!     (Some("Ngozi Eze"), "said", "“I count bees,”"),
//!     (Some("Ngozi Eze"), "denied", "that the hives were lost"),
//! ]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![warn(missing_docs)]

mod annotation;
mod annotator;
mod encoder;
mod entities;
mod referents;
mod statements;
pub mod text;
#[cfg(target_family = "wasm")]
mod wasm;

pub use annotation::{Annotation, Entity, Kind, Label, Referent, Statement};
pub use annotator::{Annotator, ParagraphAnnotation};
pub use encoder::ModelError;

/// The README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// What training needs: how the product cuts text into the encoder's input.
#[doc(hidden)]
pub mod training {
    pub use crate::encoder::{Vocabulary, Window, vocabulary, windows};
}
