//! By what nouns the named are introduced, and whom `the minister`, `her daughter` and `the company` mean then.

use super::facts::{self, Gender, has};
use super::layout::Layout;
use crate::annotation::{Entity, Label};
use crate::text::{Shape, Span};
use std::collections::HashMap;
use std::ops::Range;

/// Words of a description before or after a name (`the former U.S. deputy foreign minister`).
pub(super) const ROLE_WORDS: usize = 8;

/// Words from the start of an apposition to the name, with what qualifies it (`The chairman of the Forum of Coastal Shareholders, …`).
const APPOSITION_WORDS: usize = 14;

/// Introductions by one noun that are kept in mind, the last ones first: an article of thousands of ministers names them again.
const CANDIDATES: usize = 16;

/// Sentences over which a description takes up the last named of several: further back, names come again.
const SENTENCES_BACK: usize = 3;

/// Sentences of a headline and a lead, which speak of people who are named further down.
const LEAD: usize = 4;

const DETERMINERS: &str = "the a an its his her their my our one another this that these those";

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

struct Introduction {
    referent: usize,
    /// Where the name stands.
    at: usize,
    owners: Vec<Owner>,
    qualifiers: Vec<String>,
}

#[derive(Default)]
pub(super) struct Descriptions {
    by_noun: HashMap<String, Vec<Introduction>>,
    known: HashMap<(String, usize), usize>,
    /// The organisation at which a person works.
    affiliations: HashMap<usize, usize>,
    /// Whom a noun calls a woman or a man: `spokeswoman Ana Ruiz`.
    pub genders: HashMap<usize, Gender>,
    /// Whose age is told, by the number; none if several people's is.
    ages: HashMap<String, Option<usize>>,
}

impl Descriptions {
    pub fn new(layout: &Layout) -> Descriptions {
        let mut descriptions = Descriptions::default();
        for entity in layout.entities {
            let words = layout.words_in(entity.span);
            if words.is_empty() || !matches!(entity.label, Label::Person | Label::Org | Label::Gpe) {
                continue;
            }
            if entity.label == Label::Gpe {
                descriptions.voices(layout, entity, words);
                continue;
            }
            if entity.label == Label::Org {
                descriptions.name(layout, entity, words.clone());
            } else {
                descriptions.age(layout, entity, words.clone());
            }
            descriptions.before(layout, entity, words.start);
            descriptions.after(layout, entity, words.end);
        }
        descriptions
    }

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
        let written = has("report study paper survey analysis research memo letter authors", noun);
        wrote.next().filter(|_| written).map(|known| known.referent)
    }

    pub fn introduces(&self, noun: &str) -> bool {
        self.by_noun.contains_key(noun)
    }

    fn note(&mut self, noun: String, entity: &Entity, owner: Owner, qualifiers: Vec<String>) {
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

    /// The nouns in an organisation's own name: `the board` is the Cricket Board.
    fn name(&mut self, layout: &Layout, entity: &Entity, words: Range<usize>) {
        let all: Vec<String> = words.map(|at| layout.word(at)).filter(|word| word != ".").collect();
        if all.len() < 2 {
            return;
        }
        let head = all.iter().position(|word| has("of for on in and", word)).unwrap_or(all.len());
        for (i, word) in all.iter().enumerate() {
            if i + 1 == all.len() || i + 1 == head || has(facts::KINDS, word) {
                let others = all.iter().filter(|other| *other != word).cloned().collect();
                self.note(word.clone(), entity, Owner::Nobody, others);
            }
        }
        if all.last().is_some_and(|last| has(facts::COMPANY_ENDS, last)) {
            self.note("company".into(), entity, Owner::Nobody, all);
        }
    }

    /// `Kenya's embassy`: where it is called `the embassy` it is still Kenya.
    fn voices(&mut self, layout: &Layout, entity: &Entity, words: Range<usize>) {
        let noun = (words.end..words.end + 3).find(|&at| !layout.is(at, "' ’ s 's ’s"));
        if let Some(noun) = noun.map(|at| layout.word(at)).filter(|noun| has("embassy delegation", noun)) {
            self.note(noun, entity, Owner::Name(entity.referent), Vec::new());
        }
    }

    fn age(&mut self, layout: &Layout, entity: &Entity, words: Range<usize>) {
        let digits = |at: usize| layout.shape(at) == Shape::Digits;
        let after = words.end + 1;
        let age = if layout.comma(words.end) && digits(after) && !layout.shape(after + 1).eq(&Shape::Lower) {
            Some(after)
        } else {
            // `54-year-old Ana Ruiz`
            let old = words.start.checked_sub(5).filter(|&at| digits(at));
            old.filter(|at| layout.is(at + 2, "year") && layout.is(at + 4, "old"))
        };
        if let Some(age) = age.map(|at| layout.word(at)) {
            let same = |known: &mut Option<usize>| *known = known.filter(|&known| known == entity.referent);
            self.ages.entry(age).and_modify(same).or_insert(Some(entity.referent));
        }
    }

    /// `editor Ana Ruiz`, `the landlord, Ana Ruiz`.
    fn before(&mut self, layout: &Layout, entity: &Entity, name: usize) {
        let fits = |noun: &str| names_kind(entity.label, noun);
        let mut at = name;
        let first = layout.words[name].first;
        let mut steps = 0;
        // Back over titles and a second role to the comma: `His host, writer Ana Ruiz`.
        while at > first && steps < ROLE_WORDS && !layout.comma(at - 1) {
            if layout.mark(at - 1) && !layout.joins(at - 1) && !layout.is(at - 1, ".")
                || layout.is(at - 1, facts::AFTER_HEAD)
                || layout.is(at - 1, DETERMINERS)
            {
                break;
            }
            (at, steps) = (at - 1, steps + 1);
        }
        if name > first && layout.plain(name - 1) {
            let noun = layout.word(name - 1);
            let determined =
                at > first && layout.is(at - 1, DETERMINERS) && layout.shape(name - 1) == Shape::Lower;
            let kind = fits(&noun) || determined && at < name && plausible(entity.label, &noun);
            if kind && !layout.mark(name - 1) {
                self.phrase(layout, entity, at..name - 1, name - 1);
            }
        }
        // `Its author, the chief risk officer, Ana Ruiz`: one apposition may stand before another.
        let mut comma = at.checked_sub(1).filter(|&at| at > first && layout.comma(at));
        for _ in 0..2 {
            let Some(at) = comma else { break };
            comma = self.apposed(layout, entity, first, at);
        }
    }

    /// The phrase that ends before the comma; returns the comma before the phrase.
    fn apposed(&mut self, layout: &Layout, entity: &Entity, first: usize, comma: usize) -> Option<usize> {
        let start = first.max(comma.saturating_sub(APPOSITION_WORDS));
        let breaks = |at: usize| layout.mark(at) && !layout.joins(at);
        let from = (start..comma).rev().find(|&at| breaks(at)).map_or(start, |at| at + 1);
        // The head stands before the first preposition after the determiner that the whole phrase begins with.
        let mut noun = comma;
        let mut determiner = None;
        let mut at = comma;
        while at > from {
            at -= 1;
            if layout.is(at, DETERMINERS) || layout.is(at, "s") && layout.joins(at.saturating_sub(1)) {
                determiner = Some(at);
                let before = at.checked_sub(1).filter(|&before| before > from);
                match before {
                    Some(before) if layout.is(before, "of for at in from to") => {
                        (noun, at) = (before, before)
                    }
                    _ if layout.is(at, "s") => {}
                    _ => break,
                }
            }
        }
        let mut noun = noun.checked_sub(1)?;
        if let Some(determiner) = determiner {
            let ends = (determiner + 1..noun).find(|&at| layout.is(at, facts::AFTER_HEAD));
            noun = ends.map_or(noun, |end| end - 1);
        }
        let word = layout.word(noun);
        let known =
            names_kind(entity.label, &word) || has(facts::KIN, &word) && entity.label == Label::Person;
        let free = determiner
            .is_some_and(|at| at == layout.words[at].first || !layout.is(at - 1, facts::AFTER_HEAD));
        let likely = free && plausible(entity.label, &word);
        if layout.plain(noun) && !layout.mark(noun) && (known || likely) {
            self.phrase(layout, entity, determiner.unwrap_or(noun)..noun, noun);
        }
        from.checked_sub(1).filter(|&at| determiner == Some(from) && at > first && layout.comma(at))
    }

    /// Notes the noun with what stands before it.
    fn phrase(&mut self, layout: &Layout, entity: &Entity, before: Range<usize>, noun: usize) {
        let from = before.start.saturating_sub(3).max(layout.words[noun].first);
        let phrase = read_phrase(layout, from..noun, noun);
        if entity.label == Label::Person
            && let Owner::Name(owner) = phrase.owner
            && layout.label(owner) == Some(Label::Org)
        {
            self.affiliations.entry(entity.referent).or_insert(owner);
        }
        // `The institute's director`
        if entity.label == Label::Person
            && phrase.owner == Owner::Noun
            && let Some(possessive) = (from..noun).rev().find(|&at| layout.joins(at))
            && let Some([body]) =
                possessive.checked_sub(1).and_then(|at| self.by_noun.get(&layout.word(at))).map(|l| &l[..])
            && layout.label(body.referent) == Some(Label::Org)
        {
            self.affiliations.entry(entity.referent).or_insert(body.referent);
        }
        let inside = before.filter_map(|at| layout.entity_at(at)).find(|other| other.label == Label::Org);
        if let Some(body) = inside.filter(|_| entity.label == Label::Person) {
            self.affiliations.entry(entity.referent).or_insert(body.referent);
        }
        if let Some(gender) = facts::gender_of_title(&phrase.noun) {
            self.genders.entry(entity.referent).or_insert(gender);
        }
        self.note(phrase.noun, entity, phrase.owner, phrase.qualifiers);
    }

    /// `Ana Ruiz, the former deputy minister of …`, `Ana Ruiz is a builder`: the head of the phrase after the name.
    fn after(&mut self, layout: &Layout, entity: &Entity, end: usize) {
        let here = |at: usize| layout.same_sentence(end - 1, at);
        let mut from = end;
        // `Ana Ruiz KC`
        if layout.shape(from) == Shape::Upper && layout.plain(from) {
            from += 1;
        }
        let copula = layout.is(from, "is was became remains") && layout.is(from + 1, "a an the");
        if !here(from) || !(layout.comma(from) || copula) {
            return;
        }
        from += 1;
        if entity.label == Label::Person {
            self.works(layout, entity, from);
        }
        if layout.shape(from) == Shape::Digits && layout.comma(from + 1) {
            from += 2;
        }
        let stop = |at: usize| {
            let person = layout.entity_at(at).is_some_and(|other| other.label == Label::Person);
            person
                || layout.mark(at) && !layout.joins(at)
                || layout.plain(at) && (layout.is(at, facts::AFTER_HEAD) || layout.is(at, "and or"))
        };
        let last = from + ROLE_WORDS;
        let head_end = (from..last).find(|&at| !here(at) || stop(at)).unwrap_or(last);
        let Some(noun) = head_end.checked_sub(1).filter(|&noun| noun >= from) else { return };
        let determined = layout.is(from, DETERMINERS);
        let word = layout.word(noun);
        let kind = names_kind(entity.label, &word) || determined && plausible(entity.label, &word);
        if !layout.plain(noun) || layout.mark(noun) || !kind {
            return;
        }
        self.phrase(layout, entity, from..noun, noun);
        // `chief executive of the Lake Board`
        if entity.label == Label::Person && layout.is(head_end, "of at for with from in") {
            let body = (head_end + 1..head_end + ROLE_WORDS)
                .take_while(|&at| here(at) && !layout.comma(at) && !layout.is(at, "who which that"))
                .find_map(|at| layout.entity_at(at).filter(|other| other.label == Label::Org));
            if let Some(body) = body {
                self.affiliations.entry(entity.referent).or_insert(body.referent);
            }
        }
    }

    /// `Ana Ruiz, who heads the Lake Board`, `Ana Ruiz, whose group, the Lake Board, …`, and in court `Ana Ruiz, defending`.
    fn works(&mut self, layout: &Layout, entity: &Entity, from: usize) {
        match layout.word(from).as_str() {
            "defending" => self.note("defence".into(), entity, Owner::Nobody, Vec::new()),
            "prosecuting" => self.note("prosecution".into(), entity, Owner::Nobody, Vec::new()),
            _ => {}
        }
        let leads = layout.is(from, "who")
            && layout.is(from + 1, "directs runs heads leads chairs founded manages owns edits");
        if leads || layout.is(from, "whose") {
            let body = (from + 1..from + ROLE_WORDS)
                .take_while(|&at| layout.same_sentence(from, at))
                .find_map(|at| layout.entity_at(at).filter(|other| other.label == Label::Org));
            if let Some(body) = body {
                self.affiliations.entry(entity.referent).or_insert(body.referent);
            }
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
                    exact && ((here <= LEAD || body) && fits(layout, phrase, known) || next)
                };
                // Of several the first, whom the headline means.
                let most = if here <= LEAD { 1 } else { CANDIDATES };
                lists().flat_map(|list| list[before(list)..].iter().filter(soon).take(most)).collect()
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
            .filter(|known| told.iter().any(|word| known.qualifiers.contains(word)))
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

/// Whether the noun is one for what the label says.
fn names_kind(label: Label, noun: &str) -> bool {
    match label {
        Label::Person => has(facts::ROLES, noun) || has(facts::PEOPLE, noun) || has(facts::KIN, noun),
        _ => has(facts::KINDS, noun),
    }
}

/// Whether a noun that no list has may be one for what the label says.
fn plausible(label: Label, noun: &str) -> bool {
    let other = if label == Label::Person {
        has(facts::KINDS, noun) && !has(facts::ROLES, noun)
    } else {
        has(facts::ROLES, noun) && !has(facts::KINDS, noun) || has(facts::KIN, noun)
    };
    !other
        && !has(facts::DOCUMENTS, noun)
        && !has(facts::AFTER_HEAD, noun)
        && !has("day week month year time", noun)
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
