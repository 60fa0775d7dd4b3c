//! By what nouns the named are introduced: `editor Ana Ruiz`, `the landlord, Ana Ruiz,`, `Ana Ruiz, a clerk at Acme`.

use super::descriptions::{DETERMINERS, Descriptions, Owner, read_phrase};
use super::facts::{self, has};
use super::layout::Layout;
use crate::annotation::{Entity, Label};
use crate::text::Shape;
use std::ops::Range;

/// Words of a description before or after a name (`the former U.S. deputy foreign minister`).
pub(super) const ROLE_WORDS: usize = 8;

/// Words from the start of an apposition to the name, with what qualifies it (`The chairman of the Forum of Coastal Shareholders, …`).
const APPOSITION_WORDS: usize = 14;

impl Descriptions {
    /// Walks over the names of an article.
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
            // `Gov. Ana Ruiz`
            let title = if layout.is(name - 1, ".") { name.checked_sub(2) } else { Some(name - 1) };
            let office = title.and_then(|at| facts::unabbreviated(&layout.word(at)));
            if let Some(office) = office.filter(|_| entity.label == Label::Person) {
                self.note(office.into(), entity, Owner::Nobody, Vec::new());
            }
        }
        self.leads(layout, entity, at);
        // `Its author, the chief risk officer, Ana Ruiz`: one apposition may stand before another.
        // `his daughter, the singer Ana Ruiz`
        let article = at > first + 1 && layout.is(at - 1, "the a an") && layout.comma(at - 2);
        let mut comma = at.checked_sub(1 + usize::from(article)).filter(|&at| at > first && layout.comma(at));
        for _ in 0..2 {
            let Some(at) = comma else { break };
            comma = self.apposed(layout, entity, first, at);
        }
    }

    /// `The authors, led by biologist Ana Ruiz`: she wrote the study; `start` is where her name with its title does.
    fn leads(&mut self, layout: &Layout, entity: &Entity, start: usize) {
        let Some(by) =
            start.checked_sub(1).filter(|&at| entity.label == Label::Person && layout.is(at, "by"))
        else {
            return;
        };
        let led = by.checked_sub(1).filter(|&at| layout.is(at, "led written authored headed"));
        let team = led.and_then(|led| (led.saturating_sub(3)..led).rev().find(|&at| !layout.mark(at)));
        if team.is_some_and(|at| layout.is(at, facts::AUTHORS) || layout.is(at, facts::STUDIES)) {
            self.note("author".into(), entity, Owner::Nobody, vec!["lead".into()]);
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
        // `Ana Ruiz of the Lake Board`
        if entity.label == Label::Person
            && here(from)
            && layout.is(from, "of at from")
            && let Some(body) = (from + 1..from + 3).find_map(|at| layout.entity_at(at))
            && body.label == Label::Org
        {
            self.affiliations.entry(entity.referent).or_insert(body.referent);
        }
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
            "prosecuting" => {
                self.note("prosecution".into(), entity, Owner::Nobody, Vec::new());
                self.note("prosecutor".into(), entity, Owner::Nobody, Vec::new());
            }
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
