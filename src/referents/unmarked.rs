//! Speakers whose name is missing from the entities or from the source: what the tagger has read in part.

use super::facts::{self, has};
use super::layout::Layout;
use super::names::fold;
use crate::annotation::Label;
use crate::text::{Shape, Span};

/// Letters of a name that is looked for, at least.
const LETTERS: usize = 3;

/// Whom a source without a name in it means all the same.
pub(super) fn speaker(layout: &Layout, source: Span) -> Option<usize> {
    apposed(layout, source).or_else(|| same_name(layout, source))
}

/// `Ana Ruiz, 54, | a former referee,`: the description of the name before it.
fn apposed(layout: &Layout, source: Span) -> Option<usize> {
    let start = layout.words_in(source).start;
    let mut comma =
        start.checked_sub(1).filter(|&at| layout.comma(at) && layout.is(start, "a an the former"))?;
    let age = comma.checked_sub(1).filter(|&at| layout.shape(at) == Shape::Digits);
    if let Some(age) = age {
        comma = age.checked_sub(1).filter(|&at| layout.comma(at))?;
    }
    let name = layout.entity_at(comma.checked_sub(1)?).filter(|entity| entity.label == Label::Person)?;
    let words = layout.words_in(name.span);
    let opens = layout.words.get(words.start).is_some_and(|place| place.first == words.start);
    let here = layout.same_sentence(words.start, start);
    (here && (age.is_some() || opens)).then_some(name.referent)
}

/// `Ruiz-Bell` or `the painter Ana Ruiz`, unmarked here, of a person or body that is marked elsewhere by that name.
fn same_name(layout: &Layout, source: Span) -> Option<usize> {
    let words = layout.words_in(source);
    let ends = |at: usize| layout.mark(at) && !layout.joins(at) || layout.is(at, facts::AFTER_HEAD);
    let end = (words.start + 1..words.end).find(|&at| ends(at)).unwrap_or(words.end);
    let great = |at: usize| {
        let shape = layout.shape(at);
        layout.plain(at) && (matches!(shape, Shape::Title | Shape::Upper) || layout.joins(at))
    };
    let start = (words.start..end).rev().take_while(|&at| great(at)).last()?;
    let (first, last) = (layout.words.get(start)?, layout.words.get(end.checked_sub(1)?)?);
    let name = fold(&layout.text[first.span.start..last.span.end], false);
    let known =
        |word: &String| has(facts::ROLES, word) || has(facts::KINDS, word) || has(facts::TITLES, word);
    if name.iter().all(known) || name.concat().chars().count() < LETTERS {
        return None;
    }
    let mut alike = layout.names.referents.iter().filter(|referent| {
        let full = fold(&referent.name, false);
        match referent.label {
            Label::Person => full.ends_with(&name) || full.len() > 1 && name.ends_with(&full),
            Label::Org | Label::Gpe => full == name,
            _ => false,
        }
    });
    let one = alike.next()?;
    alike.next().is_none().then_some(one.id)
}
