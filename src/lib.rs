//! Who says what in a news article.
#![warn(missing_docs)]

mod annotation;
pub mod entities;
pub mod referents;
pub mod text;

pub use annotation::{Annotation, Entity, Kind, Label, Referent, Statement};
