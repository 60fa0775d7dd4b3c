//! Whom the mentions mean, and who "he" is.
//!
//! Two steps: [`names`] joins the mentions of one person, organisation, place or other thing to a referent; [`sources`] and
//! [`speakers`] find the referent that a statement's source stands for. Both are rules, the surest first; a wrong speaker is worse than none.

mod descriptions;
mod facts;
mod given;
#[cfg(test)]
mod gold;
mod introductions;
mod layout;
mod mentions;
mod names;
mod pronouns;
mod salience;
mod sources;
mod speakers;
#[cfg(test)]
mod tests;

use crate::annotation::{Entity, Referent, Statement};
use crate::text::{Paragraph, Span};

/// Gives every entity its referent and every statement its speaker, where the text names one.
///
/// `paragraphs` are those of the article; `entities` stand in order and do not overlap, `statements` in the order of their
/// cues. A referent's id is its index, in the order of first mention.
pub(crate) fn resolve(
    text: &str,
    paragraphs: &[(Span, &Paragraph)],
    entities: &mut [Entity],
    statements: &mut [Statement],
) -> Vec<Referent> {
    let names = names::resolve(text, entities);
    speakers::resolve(text, paragraphs, entities, &names, statements);
    names.referents
}
