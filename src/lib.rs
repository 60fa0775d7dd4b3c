//! Who says what in a news article: named entities and attributed statements.
//!
//! An [`Annotator`] is made from a model file and reads a text into an [`Annotation`]: entities, statements with source,
//! cue and content, and the referents behind the names.
#![warn(missing_docs)]

mod annotation;
mod annotator;
mod encoder;
mod entities;
mod referents;
pub mod render;
mod statements;
pub mod text;
#[cfg(target_family = "wasm")]
mod wasm;

pub use annotation::{Annotation, Entity, Kind, Label, Referent, Statement};
pub use annotator::{Annotator, ParagraphAnnotation};
pub use encoder::ModelError;

/// What training needs: how the product cuts text into the encoder's input.
#[doc(hidden)]
pub mod training {
    pub use crate::encoder::{Vocabulary, Window, vocabulary, windows};
}
