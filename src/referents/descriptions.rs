//! By what nouns the named are introduced, and whom `the minister`, `her daughter` and `the company` mean then.

use super::facts::{self, Gender, has};
use super::layout::Layout;
use crate::annotation::Entity;
use crate::text::Span;
use std::collections::HashMap;
use std::ops::Range;

/// Introductions by one noun that are kept in mind, the last ones first: an article of thousands of ministers names them again.
const CANDIDATES: usize = 16;

/// Sentences over which a description takes up the last named of several: further back, names come again.
const SENTENCES_BACK: usize = 3;

/// Sentences of a headline and a lead, which speak of people who are named further down.
pub(super) const LEAD: usize = 4;

/// Letters that words of one stem share.
const STEM: usize = 5;

pub(super) const DETERMINERS: &str = "the a an its his her their my our one another this that these those";

/// To whom the described belongs.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Owner {
    Nobody,
    /// `her`, in lower case.
    Pronoun(String),
    /// `Kenya's`.
    Name(usize),
    /// `the city's`.
    Noun,
}

/// A noun phrase that names nobody: `the former Norse senator`, `her daughter`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phrase {
    pub noun: String,
    pub owner: Owner,
    /// The words before the noun.
    pub qualifiers: Vec<String>,
    pub span: Span,
    /// Begins with an article, a possessive, or with none of them.
    pub determiner: Option<String>,
}

pub(super) struct Introduction {
    pub referent: usize,
    /// Where the name stands.
    at: usize,
    owners: Vec<Owner>,
    qualifiers: Vec<String>,
}

#[derive(Default)]
pub(super) struct Descriptions {
    pub by_noun: HashMap<String, Vec<Introduction>>,
    known: HashMap<(String, usize), usize>,
    /// The organisation at which a person works.
    pub affiliations: HashMap<usize, usize>,
    /// Whom a noun calls a woman or a man: `spokeswoman Ana Ruiz`.
    pub genders: HashMap<usize, Gender>,
    /// Whose age is told, by the number; none if several people's is.
    pub ages: HashMap<String, Option<usize>>,
}

impl Descriptions {
    pub fn affiliation(&self, person: usize) -> Option<usize> {
        self.affiliations.get(&person).copied()
    }

    pub fn of_age(&self, age: &str) -> Option<usize> {
        self.ages.get(age).copied().flatten()
    }

    /// Who wrote `the report`, if one person is introduced as an author.
    pub fn author(&self, noun: &str) -> Option<usize> {
        let authors = self.by_noun.get("author")?;
        // `lead author Ana Ruiz`, `Its author, Ana Ruiz,`: not an author who is only in the news.
        let mut wrote = authors.iter().filter(|known| {
            known.qualifiers.iter().any(|word| has("lead co first main senior study report", word))
                || known.owners.contains(&Owner::Pronoun("its".into()))
        });
        let written = has(facts::STUDIES, noun) || has(facts::AUTHORS, noun);
        wrote.next().filter(|_| written).map(|known| known.referent)
    }

    pub fn introduces(&self, noun: &str) -> bool {
        self.by_noun.contains_key(noun)
    }

    pub fn note(&mut self, noun: String, entity: &Entity, owner: Owner, qualifiers: Vec<String>) {
        let list = self.by_noun.entry(noun.clone()).or_default();
        let at = *self.known.entry((noun, entity.referent)).or_insert(list.len());
        match list.get_mut(at) {
            Some(known) if known.owners.len() < CANDIDATES => {
                known.owners.push(owner);
                known.qualifiers.extend(qualifiers);
            }
            Some(_) => {}
            None => list.push(Introduction {
                referent: entity.referent,
                at: entity.span.start,
                owners: vec![owner],
                qualifiers,
            }),
        }
    }

    /// Who is meant by a description that stands where its span does; `last_named` gives the last mention of any of some referents.
    pub fn find(
        &self,
        layout: &Layout,
        phrase: &Phrase,
        last_named: impl Fn(&[usize]) -> Option<(usize, usize)>,
    ) -> Option<usize> {
        let at = phrase.span.start;
        let kinds: Vec<&str> = facts::kinds_of(&phrase.noun).collect();
        // The noun itself is surer than another for the same kind.
        for kinds in [&kinds[..1], &kinds[1..]] {
            let exact = kinds.first() == Some(&phrase.noun.as_str());
            if !exact && phrase.owner != Owner::Nobody {
                break;
            }
            let lists = || kinds.iter().filter_map(|kind| self.by_noun.get(*kind));
            let before = |list: &'_ Vec<Introduction>| list.partition_point(|known| known.at < at);
            let known: Vec<&Introduction> = lists()
                .flat_map(|list| list[..before(list)].iter().rev().take(CANDIDATES))
                .filter(|known| fits(layout, phrase, known))
                .collect();
            let known = if known.is_empty() {
                // Introduced only later: a headline and a lead do so, and elsewhere a body is (`The firm fell. … The firm, Orbel, …`).
                let here = layout.sentence(at);
                let soon = |known: &&Introduction| {
                    let there = layout.sentence(known.at);
                    let body = there <= here + SENTENCES_BACK && !layout.is_person(known.referent);
                    let next = there <= here + 2 && known.owners.contains(&Owner::Nobody);
                    // Nobody else is introduced so in all the article.
                    let only = || {
                        let all = self.by_noun.get(&phrase.noun).map_or(0, Vec::len);
                        all == 1 && layout.is_person(known.referent) && phrase.determiner.is_some()
                    };
                    exact && ((here <= LEAD || body || only()) && fits(layout, phrase, known) || next)
                };
                // Of several the first, whom the headline means.
                let most = if here <= LEAD { 1 } else { CANDIDATES };
                lists()
                    .flat_map(|list| list[before(list)..].iter().take(CANDIDATES).filter(soon).take(most))
                    .collect()
            } else {
                known
            };
            if let Some(found) = choose(layout, phrase, &known, &last_named) {
                return found;
            }
        }
        None
    }
}

/// The only one, the only one of these qualifiers, or the last named; `Some(None)` where it stays unsure.
fn choose(
    layout: &Layout,
    phrase: &Phrase,
    known: &[&Introduction],
    last_named: impl Fn(&[usize]) -> Option<(usize, usize)>,
) -> Option<Option<usize>> {
    let distinct = |list: &[&Introduction]| -> Vec<usize> {
        let mut referents: Vec<usize> = list.iter().map(|known| known.referent).collect();
        referents.sort_unstable();
        referents.dedup();
        referents
    };
    let told: Vec<&String> = phrase.qualifiers.iter().filter(|word| !has(facts::COLOURLESS, word)).collect();
    let mut known = known.to_vec();
    if !told.is_empty() {
        let alike: Vec<&Introduction> = known
            .iter()
            .filter(|known| told.iter().any(|word| known.qualifiers.iter().any(|other| akin(word, other))))
            .copied()
            .collect();
        if alike.is_empty() {
            return None;
        }
        known = alike;
    }
    match distinct(&known)[..] {
        [] => None,
        [only] => Some(Some(only)),
        ref several => {
            let here = layout.sentence(phrase.span.start);
            let near = last_named(several).filter(|&(at, _)| layout.sentence(at) + SENTENCES_BACK >= here);
            Some(near.map(|(_, referent)| referent))
        }
    }
}

/// Whether two words are one but for their endings: `electoral`, `elections`.
fn akin(a: &str, b: &str) -> bool {
    let stem = |word: &str| word.chars().take(STEM).collect::<String>();
    a == b || a.chars().count() >= STEM && stem(a) == stem(b)
}

/// Whether what was introduced so may be owned as the phrase tells.
fn fits(layout: &Layout, phrase: &Phrase, known: &Introduction) -> bool {
    let of_body = |owner: &Owner| match owner {
        Owner::Pronoun(word) => has("its their", word),
        Owner::Name(referent) => !layout.is_person(*referent),
        Owner::Nobody | Owner::Noun => true,
    };
    match &phrase.owner {
        Owner::Nobody | Owner::Noun => true,
        Owner::Name(owner) => known.owners.contains(&Owner::Name(*owner)),
        Owner::Pronoun(word) if has("its their our", word) => known.owners.iter().any(of_body),
        Owner::Pronoun(word) => known.owners.iter().any(|owner| match owner {
            Owner::Pronoun(other) => other == word || has("my our", word),
            Owner::Name(referent) => layout.is_person(*referent),
            _ => has("my our", word),
        }),
    }
}

/// Reads the words before a noun: back to the determiner, and whose it is.
pub(super) fn read_phrase(layout: &Layout, before: Range<usize>, noun: usize) -> Phrase {
    let start = before.clone().rev().find(|&at| layout.plain(at) && layout.is(at, DETERMINERS));
    let possessive = before.clone().rev().find(|&at| layout.is(at, "s") && at > 0 && layout.joins(at - 1));
    let word = start.map(|at| layout.word(at));
    let owner = match (possessive, &word) {
        (Some(at), _) if start.is_none_or(|start| start < at) => {
            let whose = at.checked_sub(2).and_then(|at| layout.entity_at(at));
            whose.map_or(Owner::Noun, |entity| Owner::Name(entity.referent))
        }
        (_, Some(word)) if has("its his her their my our", word) => Owner::Pronoun(word.clone()),
        _ => Owner::Nobody,
    };
    let from = start.max(possessive).map_or(before.start, |at| at + 1);
    let qualifiers = (from..noun).filter(|&at| !layout.mark(at)).map(|at| layout.word(at)).collect();
    let first = start.unwrap_or(from).min(noun);
    let span = Span::new(layout.words[first].span.start, layout.words[noun].span.end);
    Phrase { noun: layout.word(noun), owner, qualifiers, span, determiner: word }
}
