//! Speakers whose name is missing from the entities or from the source: what the tagger has read in part.

use super::facts::{self, has};
use super::layout::Layout;
use super::names::fold;
use crate::annotation::Label;
use crate::text::{Shape, Span};
use std::collections::HashMap;

/// Letters of a name that is looked for, at least.
const LETTERS: usize = 3;

/// Letters of the initials that label a speaker (`I.T.L.:`).
const INITIALS: std::ops::RangeInclusive<usize> = 2..=4;

/// Names with one last word that are kept in mind: a family in the news is smaller.
const NAMESAKES: usize = 16;

/// The names of the article as they may be looked up by a part of them.
pub(super) struct Unmarked {
    /// People and bodies by the last word of their name.
    by_last: HashMap<String, Vec<(usize, Vec<String>)>>,
    /// People by their initials; none if two have them.
    by_initials: HashMap<String, Option<usize>>,
}

impl Unmarked {
    pub fn new(layout: &Layout) -> Unmarked {
        let mut names = Unmarked { by_last: HashMap::new(), by_initials: HashMap::new() };
        for referent in &layout.names.referents {
            if !matches!(referent.label, Label::Person | Label::Org | Label::Gpe) {
                continue;
            }
            let words = fold(&referent.name, false);
            if referent.label == Label::Person && words.len() > 1 {
                let initials = words.iter().filter_map(|word| word.chars().next()).collect();
                names
                    .by_initials
                    .entry(initials)
                    .and_modify(|known| *known = None)
                    .or_insert(Some(referent.id));
            }
            let Some(last) = words.last().cloned() else { continue };
            let namesakes = names.by_last.entry(last).or_default();
            if namesakes.len() < NAMESAKES {
                namesakes.push((referent.id, words));
            }
        }
        names
    }

    /// Whom a source without a name in it means all the same.
    pub fn speaker(&self, layout: &Layout, source: Span) -> Option<usize> {
        apposed(layout, source).or_else(|| self.same_name(layout, source))
    }

    /// The person whose initials a label is: `A.R.` is Ana Ruiz, `ATM` Ana Tanaka-Moss.
    pub fn by_initials(&self, label: &str) -> Option<usize> {
        let letters: Vec<char> = label.chars().filter(|c| *c != '.' && !c.is_whitespace()).collect();
        if !INITIALS.contains(&letters.len()) || !letters.iter().all(|c| c.is_uppercase()) {
            return None;
        }
        let initials = fold(&letters.iter().collect::<String>(), false).concat();
        self.by_initials.get(&initials).copied().flatten()
    }

    /// `Ruiz-Bell` or `the painter Ana Ruiz`, unmarked here, of a person or body that is marked elsewhere by that name.
    fn same_name(&self, layout: &Layout, source: Span) -> Option<usize> {
        let words = layout.words_in(source);
        let ends = |at: usize| layout.mark(at) && !layout.joins(at) || layout.is(at, facts::AFTER_HEAD);
        let end = (words.start + 1..words.end).find(|&at| ends(at)).unwrap_or(words.end);
        let great = |at: usize| {
            let name = matches!(
                layout.shape(at),
                Shape::Title | Shape::TitleAtStart | Shape::Upper | Shape::Mixed | Shape::Initial
            );
            layout.plain(at) && !layout.is(at, "the a an") && (name || layout.joins(at))
        };
        let start = (words.start..end).rev().take_while(|&at| great(at)).last()?;
        let (first, last) = (layout.words.get(start)?, layout.words.get(end.checked_sub(1)?)?);
        let name = fold(&layout.text[first.span.start..last.span.end], false);
        let known =
            |word: &String| has(facts::ROLES, word) || has(facts::KINDS, word) || has(facts::TITLES, word);
        if name.iter().all(known) || name.concat().chars().count() < LETTERS {
            return None;
        }
        let namesakes = self.by_last.get(name.last()?)?;
        let mut alike = namesakes.iter().filter(|(id, full)| match layout.is_person(*id) {
            true => full.ends_with(&name) || full.len() > 1 && name.ends_with(full),
            false => *full == name,
        });
        let (one, _) = alike.next()?;
        alike.next().is_none().then_some(*one)
    }
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
