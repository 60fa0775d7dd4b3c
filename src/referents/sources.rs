//! What the sources of statements are: a name, an office, a document, a pronoun, or nobody that the text names.

use super::descriptions::{Owner, Phrase, read_phrase};
use super::facts::{self, Gender, has};
use super::layout::Layout;
use crate::annotation::{Entity, Label, Statement};
use crate::text::Shape;
use std::ops::Range;

/// Words between a document's noun and its author (`a report last month by the Oslo-based insurer Calder`).
const AUTHOR_WORDS: usize = 9;

/// What a source is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    Named(usize),
    /// `a report by the Lake Board`: the noun and who wrote it.
    Document(String, Option<usize>),
    /// `the minister`, `her daughter`, and the bare `minister` of a headline.
    Described(Phrase),
    /// `her report`, `its account`: whoever the pronoun means.
    Owned(Box<Source>),
    /// `he`, `she`, `the 54-year-old`.
    Third(Option<Gender>),
    /// The age in `the 54-year-old`.
    Aged(String),
    /// `who`, `which`.
    Relative,
    It,
    They,
    /// `both`, `the two men`.
    Both,
    /// `I`.
    First,
    /// `we`.
    We,
    /// `you`.
    Second,
    /// One person whom the text does not name.
    Somebody(Option<Gender>),
    Unknown,
}

impl Layout<'_> {
    pub fn read(&self, statement: &Statement) -> Source {
        let Some(span) = statement.source else { return Source::Unknown };
        let mut words = self.words_in(span);
        while words.end > words.start && self.mark(words.end - 1) {
            words.end -= 1;
        }
        while words.start < words.end && self.shape(words.start) == Shape::Mark {
            words.start += 1;
        }
        // `Ana Ruiz KC`
        let letters = |at: usize| self.plain(at) && self.shape(at) == Shape::Upper && !self.plain(at - 1);
        const AFTERTHOUGHTS: &str = "himself herself itself themselves also too again jr sr s";
        while words.len() > 1
            && self.plain(words.end - 1)
            && (self.is(words.end - 1, AFTERTHOUGHTS) || self.mark(words.end - 1) || letters(words.end - 1))
        {
            words.end -= 1;
        }
        if words.is_empty() {
            return Source::Unknown;
        }
        if words.len() == 1 && self.plain(words.start) {
            return match pronoun(&self.word(words.start)) {
                Source::Unknown => self.bare(words.start),
                pronoun => pronoun,
            };
        }
        self.noun_phrase(words)
    }

    /// A noun alone: `minister` in a headline; `both`.
    fn bare(&self, at: usize) -> Source {
        let noun = self.word(at);
        match noun.as_str() {
            "both" => Source::Both,
            _ if has(facts::DOCUMENTS, &noun) || has(facts::AUTHORS, &noun) && noun != "team" => {
                Source::Document(noun, None)
            }
            // Not `international` in `international concerns about`, though `Iran International` is named.
            _ if has(facts::ROLES, &noun) || has(facts::KINDS, &noun) || noun == "management" => {
                Source::Described(read_phrase(self, at..at, at))
            }
            _ => Source::Unknown,
        }
    }

    /// A source of more than a pronoun: its head decides.
    fn noun_phrase(&self, words: Range<usize>) -> Source {
        let based = |at: usize| self.is(at, "based") && !self.joins(at - 1);
        let ends_head = |at: usize| {
            let word = self.words[at].span.of(self.text);
            self.plain(at)
                && (matches!(word, "," | ":" | ";" | "(" | "—" | "–")
                    || has(facts::AFTER_HEAD, &word.to_lowercase())
                    || based(at)
                    || self.is(at - 1, facts::DOCUMENTS) && participle(word))
        };
        let end = words.clone().find(|&at| at > words.start && ends_head(at)).unwrap_or(words.end);
        let head = words.start..end;
        let mut last = match head.clone().rev().find(|&at| !self.mark(at)) {
            Some(last) => last,
            None => return Source::Unknown,
        };
        if last >= head.start + 4 && self.is(last, "old") && self.is(last - 2, "year") {
            return Source::Aged(self.word(last - 4));
        }
        // `a report last month by …`
        while last > head.start
            && self.entity_at(last).is_some_and(|entity| matches!(entity.label, Label::Date | Label::Time))
        {
            last -= 1;
        }
        if let Some(and) = head.clone().find(|&at| self.plain(at) && self.is(at, "and or nor & neither")) {
            let role = |at: usize| head.contains(&at) && self.plain(at) && self.is(at, facts::ROLES);
            // `chairman and CEO Ana Ruiz` is one. Where two speak the first who is named stands for both.
            if !(and > head.start && role(and - 1) && role(and + 1)) {
                let first = and.checked_sub(1).filter(|at| head.contains(at)).and_then(|at| self.named(at));
                return first.or_else(|| self.named(last)).map_or(Source::Unknown, Source::Named);
            }
        }
        if self.is(head.start, "this") && self.is(last, "newspaper paper page column magazine") {
            return self.masthead.map_or(Source::Unknown, Source::Named);
        }
        if self.is(head.start, "both each") || self.is(head.start, "the") && self.is(head.start + 1, "two") {
            return Source::Both;
        }
        let number = |entity: &&Entity| matches!(entity.label, Label::Cardinal | Label::Ordinal);
        if let Some(entity) = self.entity_at(last).filter(|entity| !number(entity)) {
            // `Ana Ruiz KC`, `The American`
            return match self.named(last) {
                Some(referent) => Source::Named(referent),
                None if entity.label == Label::Norp
                    && self.is(head.start, "the")
                    && self.words_in(entity.span).start == head.start + 1 =>
                {
                    let noun = self.word(last);
                    let one = ["an", "i"].iter().any(|ending| noun.ends_with(ending));
                    if one { Source::Third(None) } else { Source::Unknown }
                }
                None => Source::Unknown,
            };
        }
        let before_last = last.checked_sub(1).filter(|at| head.contains(at));
        if self.shape(last) == Shape::Upper
            && let Some(person) = before_last.and_then(|at| self.named(at)).filter(|&id| self.is_person(id))
        {
            return Source::Named(person);
        }
        self.common_noun(words, end, last)
    }

    /// A phrase whose head is the common noun at `last`.
    fn common_noun(&self, words: Range<usize>, end: usize, last: usize) -> Source {
        let head = words.start..end;
        let noun = self.word(last);
        if let Some(voice) = self.voice(&words, end, last) {
            return voice;
        }
        let whose = pronoun(&self.word(head.start));
        let owned = head.len() > 1 && self.is(head.start, "his her its their my our");
        // `his own` before the cue `estimate`
        if owned && noun == "own" {
            return Source::Owned(Box::new(if whose == Source::We { Source::First } else { whose }));
        }
        let alone = noun != "team" && head.len() <= 2 && end == words.end;
        let authors = noun == "authors" || has(facts::AUTHORS, &noun) && alone;
        if has(facts::DOCUMENTS, &noun) || authors {
            let author = self.author(head.start, last, words.end);
            if author.is_none() && owned {
                return Source::Owned(Box::new(if whose == Source::We { Source::First } else { whose }));
            }
            return Source::Document(noun, author);
        }
        // `his lawyer, Ana Ruiz`: the name stands in apposition; not after a plural.
        let role = has(facts::ROLES, &noun);
        let plural = noun.ends_with('s') && !noun.ends_with("ss") && !role;
        if !plural && let Some(name) = self.apposed(end..words.end) {
            return Source::Named(name);
        }
        // `Governor of Washington Ana Ruiz`: the office's place stands between.
        if role && let Some(person) = self.after_office(end..words.end) {
            return Source::Named(person);
        }
        if owned && has(facts::VOICES, &noun) && matches!(whose, Source::It | Source::They) {
            return Source::Owned(Box::new(whose));
        }
        let phrase = read_phrase(self, head.clone(), last);
        let relative = end + 1 < words.end && self.comma(end) && self.is(end + 1, "which who");
        let ends = end == words.end || relative || self.is(end, "in there here");
        let definite = phrase.determiner.as_deref().is_some_and(|word| !has("a an one another", word));
        let named = matches!(phrase.owner, Owner::Name(_) | Owner::Noun);
        if ends && !plural && (definite || named || phrase.determiner.is_none() && head.len() <= 3) {
            return Source::Described(phrase);
        }
        let human = role || has(facts::PEOPLE, &noun) || has(facts::KIN, &noun);
        if human && !plural { Source::Somebody(facts::gender_of_title(&noun)) } else { Source::Unknown }
    }

    /// The referent of the name at a word, where it is one that may speak.
    fn named(&self, at: usize) -> Option<usize> {
        let entity = self.entity_at(at)?;
        let speaks = matches!(
            entity.label,
            Label::Person
                | Label::Org
                | Label::Gpe
                | Label::Loc
                | Label::Fac
                | Label::WorkOfArt
                | Label::Law
                | Label::Product
        );
        speaks.then_some(entity.referent)
    }

    /// Who wrote the document that the noun at `noun` names: `a World Bank report`, `Eurostat data`, `a letter from Ana Ruiz`.
    pub fn author(&self, start: usize, noun: usize, end: usize) -> Option<usize> {
        let writes = |at: usize| {
            let entity = self.entity_at(at)?;
            matches!(entity.label, Label::Org | Label::Person).then_some(entity.referent)
        };
        let by = (noun + 1..end.min(noun + AUTHOR_WORDS))
            .take_while(|&at| !self.is(at, "which who that to about on"))
            .filter(|&at| self.plain(at) && self.is(at, "by from of at"));
        // `the survey of 1,500 adults by the Lake Board`
        let by = by.clone().find(|&at| self.is(at, "by")).or_else(|| by.clone().next());
        let read_only = |at: usize| self.is(at - 1, "seen obtained reviewed read viewed received shown held");
        if let Some(by) = by.filter(|&by| self.is(by, "by from") || by == noun + 1) {
            // `by the hospital's contractor, InfoPuls`
            let apposed = |at: usize| self.comma(at) && !self.plain(at + 1);
            let name = (by + 1..end.min(by + AUTHOR_WORDS))
                .take_while(|&at| {
                    apposed(at) || !(self.comma(at) || self.plain(at) && self.is(at, facts::AFTER_HEAD))
                })
                .find_map(writes);
            return name.filter(|_| !read_only(by));
        }
        // Between the name and the noun may stand what the document is like.
        let like =
            |at: usize| self.words[at].shape == Shape::Lower || matches!(self.word(at).as_str(), "'" | "’");
        let before = (start..noun).rev().find(|&at| !like(at))?;
        writes(before).filter(|_| before + 4 >= noun)
    }

    /// The person or organisation who is named between a comma and the next one or the end:
    /// `its sponsor, Representative Ana Ruiz of Oslo`.
    fn apposed(&self, words: Range<usize>) -> Option<usize> {
        let closed = |entity: &Entity| {
            let after = self.words_in(entity.span).end;
            after >= words.end
                || self.mark(after) && !self.joins(after)
                || self.is(after, facts::AFTER_HEAD)
                || self.shape(after) == Shape::Upper && entity.label == Label::Person
        };
        let fits = |at: usize| {
            let entity = self.entity_at(at).filter(|entity| !self.possesses(entity.span.end))?;
            // `Its chair, Labour councillor Ana Ruiz`
            let body = entity.label == Label::Org && closed(entity);
            (entity.label == Label::Person || body).then_some(entity)
        };
        words.clone().filter(|&at| self.comma(at)).find_map(|comma| {
            let before_name = |&at: &usize| {
                let ends =
                    self.plain(at) && self.is(at, facts::AFTER_HEAD) && !self.naming(comma + 1..at + 1);
                fits(at).is_none() && !self.comma(at) && !ends
            };
            let name = (comma + 1..words.end).find(|at| !before_name(at))?;
            let entity = fits(name)?;
            let article = (comma + 1..name).any(|at| self.plain(at) && self.is(at, "and or"));
            // `a lawyer for the gang's leader, Ana Ruiz`: who of them is named?
            let of_another = words.start < comma
                && self.is(words.start, facts::AFTER_HEAD)
                && !words.clone().any(|at| at < comma && self.comma(at))
                && self.plain(comma - 1)
                && self.is(comma - 1, facts::ROLES);
            (closed(entity) && !article && !of_another).then_some(entity.referent)
        })
    }

    /// Whether the words say what the described is called: `identified only as`, `who calls himself`.
    fn naming(&self, words: Range<usize>) -> bool {
        const CALLED: &str = "identified named known calls calling call signs styles";
        let who = self.is(words.start, "who which that");
        let verb = words.start + usize::from(who);
        words.len() <= 4 && self.is(verb, CALLED)
    }

    /// The person who ends the stretch up to the next comma, directly behind the name of an organisation or a place; behind
    /// anything else (`spokesman for candidate Ana Ruiz`) the name belongs to what stands before it.
    fn after_office(&self, words: Range<usize>) -> Option<usize> {
        let end = words.clone().find(|&at| self.comma(at)).unwrap_or(words.end);
        let person = self.entity_at(end.checked_sub(1)?).filter(|entity| entity.label == Label::Person)?;
        let before = self.words_in(person.span).start.checked_sub(1).filter(|at| words.contains(at))?;
        let belongs = match self.entity_at(before) {
            Some(place) => matches!(place.label, Label::Org | Label::Gpe | Label::Loc),
            // `minister of state Ana Ruiz`: plain words say what for, unless they are another's office.
            // `president of the merchants' association Ana Ruiz`
            None if self.is(before, facts::KINDS) && !self.is(before, facts::ROLES) => true,
            None => {
                let field = words.start..before + 1;
                field.len() <= 3
                    && self.word(field.start) == "of"
                    && field.clone().all(|at| {
                        matches!(self.words[at].shape, Shape::Lower | Shape::Title)
                            && self.plain(at)
                            && !self.is(at, facts::ROLES)
                    })
            }
        };
        belongs.then_some(person.referent)
    }
}

/// Whether a word behind a document's noun tells what was done to it: `a memo circulated by …`.
fn participle(word: &str) -> bool {
    word.ends_with("ed") || has("seen written sent drawn shown", word)
}

/// What a pronoun, in lower case, asks for; unknown for any other word.
fn pronoun(word: &str) -> Source {
    match word {
        "he" | "him" | "his" => Source::Third(Some(Gender::Male)),
        "she" | "her" | "hers" => Source::Third(Some(Gender::Female)),
        "who" | "which" | "whom" => Source::Relative,
        "it" | "its" => Source::It,
        "they" | "them" | "their" => Source::They,
        "you" | "your" => Source::Second,
        "i" | "my" | "me" => Source::First,
        "we" | "our" | "us" => Source::We,
        _ => Source::Unknown,
    }
}
