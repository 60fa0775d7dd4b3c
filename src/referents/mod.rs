//! Whom the mentions mean, and who "he" is.
//!
//! Rules, the surest first; a wrong speaker is worse than none. [`names`] joins the mentions of one person, organisation, place or
//! other thing to a referent. [`introductions`] notes by what nouns they are introduced, so that [`descriptions`] knows whom
//! `the minister` means; [`mentions`] is everyone who is spoken of, named or not. [`sources`] reads what a statement's source is,
//! [`voices`] for whom an office speaks, [`unmarked`] whom a name means that is no entity, [`lead`] who is named only later,
//! [`dialogue`] the labels of an interview and `you`, [`salience`] whom `he` means, [`pronouns`] the other pronouns, and
//! [`speakers`] puts it together.

mod descriptions;
mod dialogue;
mod facts;
mod given;
#[cfg(test)]
mod gold;
mod introductions;
mod layout;
mod lead;
mod mentions;
mod names;
mod pronouns;
mod salience;
mod sources;
mod speakers;
#[cfg(test)]
mod tests;
mod unmarked;
mod voices;

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
