//! What the sources of statements are: a name, an office, a pronoun, or nobody that the text names.

use super::facts::{self, Gender, has};
use super::names::Names;
use crate::annotation::{Entity, Label, Statement};
use crate::text::{Paragraph, Shape, Span};
use std::collections::HashMap;
use std::ops::Range;

/// How deep contents lie in one another, at most: bounds the search for the statement around a word.
const NESTING: usize = 16;

/// Words of a role after a name (`the former U.S. deputy foreign minister`).
pub(super) const ROLE_WORDS: usize = 8;

/// What a source is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    Named(usize),
    /// `the minister`.
    Role(String),
    /// `he`, `she`, `the 54-year-old`.
    Third(Option<Gender>),
    /// `who`, `which`.
    Relative,
    It,
    They,
    /// `I`, `we`.
    First,
    /// `you`.
    Second,
    Unknown,
}

/// A word of the article.
pub(super) struct Place {
    pub span: Span,
    pub shape: Shape,
    pub quoted: bool,
    /// Counted through the article; a quotation's sentences count as the one they stand in.
    pub sentence: usize,
    /// The sentence's first word.
    pub first: usize,
}

/// The article as the rules look at it.
pub(super) struct Layout<'a> {
    pub text: &'a str,
    pub words: Vec<Place>,
    pub entities: &'a [Entity],
    /// Contents with their statement, by start.
    contents: Vec<(Span, usize)>,
    pub names: &'a Names,
}

impl<'a> Layout<'a> {
    pub fn new(
        text: &'a str,
        paragraphs: &[(Span, &Paragraph)],
        entities: &'a [Entity],
        names: &'a Names,
        statements: &[Statement],
    ) -> Layout<'a> {
        let mut words: Vec<Place> = Vec::new();
        let (mut sentence, mut first) = (0, 0);
        for (span, paragraph) in paragraphs {
            for (i, word) in paragraph.words.iter().enumerate() {
                let quoted_before = i > 0 && paragraph.words[i - 1].quoted;
                // A paragraph that opens with a quotation goes on with the one before it.
                if (word.starts_sentence || i == 0) && !(word.quoted && (quoted_before || i == 0)) {
                    (sentence, first) = (sentence + 1, words.len());
                }
                let span = word.span.shifted(span.start);
                words.push(Place { span, shape: word.shape, quoted: word.quoted, sentence, first });
            }
        }
        let each = statements.iter().enumerate();
        let mut contents: Vec<(Span, usize)> = each
            .flat_map(|(i, statement)| statement.content.iter().map(move |content| (*content, i)))
            .collect();
        contents.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        Layout { text, words, entities, contents, names }
    }

    /// The words of a span, as indices; none for a span behind the last word.
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }

    pub fn word(&self, at: usize) -> String {
        self.words[at].span.of(self.text).to_lowercase()
    }

    pub fn sentence(&self, at: usize) -> usize {
        self.words.get(self.words.partition_point(|word| word.span.end <= at)).map_or(0, |word| word.sentence)
    }

    /// The entity that covers a word.
    pub fn entity_at(&self, word: usize) -> Option<&'a Entity> {
        let span = self.words[word].span;
        let at = self.entities.partition_point(|entity| entity.span.end <= span.start);
        self.entities.get(at).filter(|entity| entity.span.start < span.end)
    }

    /// The smallest content around `span` that is not one of statement `own`, with its statement.
    pub fn around(&self, span: Span, own: usize) -> Option<(Span, usize)> {
        let at = self.contents.partition_point(|(content, _)| content.start <= span.start);
        let mut near = self.contents[..at].iter().rev().take(NESTING);
        near.find(|(content, statement)| *statement != own && content.contains(&span)).copied()
    }

    /// Whether the word stands in someone's own words: inside quotation marks or after a speaker's colon in an interview.
    pub fn is_own_words(&self, word: usize, outer: &Statement) -> bool {
        self.words.get(word).is_some_and(|word| word.quoted) || outer.cue.of(self.text) == ":"
    }

    pub fn read(&self, statement: &Statement) -> Source {
        let Some(span) = statement.source else { return Source::Unknown };
        let mut words = self.words_in(span);
        let mark = |at: usize| self.words[at].shape == Shape::Mark;
        while words.end > words.start && mark(words.end - 1) && self.entity_at(words.end - 1).is_none() {
            words.end -= 1;
        }
        while words.start < words.end && mark(words.start) {
            words.start += 1;
        }
        if words.is_empty() {
            return Source::Unknown;
        }
        const AFTERTHOUGHTS: &str = "himself herself itself themselves also too again jr sr";
        while words.len() > 1 && (has(AFTERTHOUGHTS, &self.word(words.end - 1)) || mark(words.end - 1)) {
            if self.entity_at(words.end - 1).is_some() {
                break;
            }
            words.end -= 1;
        }
        if words.len() == 1 && self.entity_at(words.start).is_none() {
            return match self.word(words.start).as_str() {
                "he" | "him" | "his" => Source::Third(Some(Gender::Male)),
                "she" | "her" | "hers" => Source::Third(Some(Gender::Female)),
                "who" | "which" | "whom" => Source::Relative,
                "it" | "its" => Source::It,
                "they" | "them" | "their" => Source::They,
                "you" | "your" => Source::Second,
                "i" | "we" | "my" | "our" | "me" | "us" => Source::First,
                _ => Source::Unknown,
            };
        }
        self.noun_phrase(words)
    }

    /// A source of more than a pronoun: its head decides.
    fn noun_phrase(&self, words: Range<usize>) -> Source {
        let outside = |at: usize| self.entity_at(at).is_none();
        let ends_head = |at: usize| {
            let word = self.words[at].span.of(self.text);
            outside(at)
                && (matches!(word, "," | ":" | ";" | "(" | "—" | "–")
                    || has(facts::AFTER_HEAD, &word.to_lowercase()))
        };
        let end = words.clone().find(|&at| at > words.start && ends_head(at)).unwrap_or(words.end);
        let head = words.start..end;
        // Two people speak: no single one is meant. `chairman and CEO Tim Cook` is one.
        let joins = |at: usize| {
            outside(at) && matches!(self.word(at).as_str(), "and" | "or" | "nor" | "&" | "neither")
        };
        if let Some(and) = head.clone().find(|&at| joins(at)) {
            let role_before = and > head.start && outside(and - 1) && has(facts::ROLES, &self.word(and - 1));
            let role_after = and + 1 < head.end && outside(and + 1) && has(facts::ROLES, &self.word(and + 1));
            if !role_before || !role_after {
                return Source::Unknown;
            }
        }
        let marked = |at: &usize| self.words[*at].shape == Shape::Mark && outside(*at);
        let Some(last) = head.clone().rev().find(|at| !marked(at)) else { return Source::Unknown };
        if let Some(entity) = self.entity_at(last) {
            return match entity.label {
                Label::Person
                | Label::Org
                | Label::Gpe
                | Label::Loc
                | Label::Fac
                | Label::WorkOfArt
                | Label::Law => Source::Named(entity.referent),
                _ => Source::Unknown,
            };
        }
        let noun = self.word(last);
        if has(facts::MEDIA, &noun)
            && let Some(before) = (head.start..last).rev().find(|at| !marked(at) && self.word(*at) != "news")
            && let Some(entity) = self.entity_at(before).filter(|entity| entity.label == Label::Org)
        {
            return Source::Named(entity.referent);
        }
        // `the European Union delegation`, `Kenya's embassy`
        if has(facts::VOICES, &noun)
            && let Some(before) = (head.start..last).rev().find(|&at| !has("'s ’s ' ’", &self.word(at)))
            && let Some(body) = self.entity_at(before)
            && matches!(body.label, Label::Org | Label::Gpe)
        {
            return Source::Named(body.referent);
        }
        if has(facts::DOCUMENTS, &noun)
            && let Some(author) = self.author(head.start, last, words.end)
        {
            return Source::Named(author);
        }
        // `his lawyer, Ana Ruiz`: the name stands in apposition; not after a plural.
        let plural = noun.ends_with('s') && !noun.ends_with("ss") && !has(facts::ROLES, &noun);
        let group = has(facts::KINDS, &noun);
        if !plural && let Some(name) = self.apposed(end..words.end, group) {
            return Source::Named(name);
        }
        // `Governor of Washington Ana Ruiz`: the office's place stands between.
        if has(facts::ROLES, &noun)
            && let Some(person) = self.after_office(end..words.end)
        {
            return Source::Named(person);
        }
        let relative = end + 1 < words.end
            && self.word(end) == ","
            && matches!(self.word(end + 1).as_str(), "which" | "who");
        let ends = end == words.end || relative;
        // `the Hsinchu-based company`
        let place = |at: usize| {
            at + 2 < head.end && self.word(at + 2) == "based" && self.words[at + 1].shape == Shape::Mark
        };
        let plain = head.clone().all(|at| outside(at) || place(at));
        let own = matches!(self.word(head.start).as_str(), "its" | "their") && has(facts::ROLES, &noun);
        if (self.word(head.start) == "the" || own) && ends && plain {
            return match noun.as_str() {
                "old" => Source::Third(None),
                _ => Source::Role(noun),
            };
        }
        Source::Unknown
    }

    /// Who wrote the document that the noun at `noun` names: `a World Bank report`, `Eurostat data`, `a letter from Ana Ruiz`.
    fn author(&self, start: usize, noun: usize, end: usize) -> Option<usize> {
        let writes = |at: usize| {
            let entity = self.entity_at(at)?;
            matches!(entity.label, Label::Org | Label::Person).then_some(entity.referent)
        };
        let by = noun + 1;
        if by < end && matches!(self.word(by).as_str(), "by" | "from" | "of" | "at") {
            let name = if by + 1 < end && self.word(by + 1) == "the" { by + 2 } else { by + 1 };
            return (name < end).then(|| writes(name))?;
        }
        // Between the name and the noun may stand what the document is like.
        let like =
            |at: usize| self.words[at].shape == Shape::Lower || matches!(self.word(at).as_str(), "'" | "’");
        let before = (start..noun).rev().find(|&at| !like(at))?;
        writes(before).filter(|_| before + 4 >= noun)
    }

    /// The person, or organisation in apposition to a `group`, who stands between a comma and the next one or the end.
    fn apposed(&self, words: Range<usize>, group: bool) -> Option<usize> {
        let comma = |at: usize| self.words[at].span.of(self.text) == ",";
        words.clone().filter(|&at| comma(at)).find_map(|at| {
            let first = (at + 1..words.end).find(|&at| {
                let title = self.words[at].shape == Shape::Title || has(facts::TITLES, &self.word(at));
                // `optical engineer Yoav Benshalom`
                let role = self.words[at].shape == Shape::Lower
                    && !has(facts::AFTER_HEAD, &self.word(at))
                    && !has("a an the and or", &self.word(at));
                self.entity_at(at).is_some() || !title && !role && !has(". - ‑", &self.word(at))
            })?;
            let person = self
                .entity_at(first)
                .filter(|entity| entity.label == Label::Person || group && entity.label == Label::Org)?;
            let after = self.words_in(person.span).end;
            let closed = after >= words.end || comma(after) || self.word(after) == "who";
            closed.then_some(person.referent)
        })
    }

    /// The person who ends the stretch up to the next comma, directly behind the name of an organisation or a place; behind
    /// anything else (`spokesman for candidate Ana Ruiz`) the name belongs to what stands before it.
    fn after_office(&self, words: Range<usize>) -> Option<usize> {
        let comma = |at: usize| self.words[at].span.of(self.text) == "," && self.entity_at(at).is_none();
        let end = words.clone().find(|&at| comma(at)).unwrap_or(words.end);
        let person = self.entity_at(end.checked_sub(1)?).filter(|entity| entity.label == Label::Person)?;
        let before = self.words_in(person.span).start.checked_sub(1).filter(|at| words.contains(at))?;
        let belongs = match self.entity_at(before) {
            Some(place) => matches!(place.label, Label::Org | Label::Gpe | Label::Loc),
            // `minister of state Ana Ruiz`: plain words say what for, unless they are another's office.
            None => {
                let field = words.start..before + 1;
                field.len() <= 3
                    && self.word(field.start) == "of"
                    && field.clone().all(|at| {
                        self.words[at].shape == Shape::Lower
                            && self.entity_at(at).is_none()
                            && !has(facts::ROLES, &self.word(at))
                    })
            }
        };
        belongs.then_some(person.referent)
    }

    /// The noun that a name follows, or stands in apposition to: `editor Ana Ruiz`, `the landlord, Ana Ruiz`.
    fn noun_before(&self, name: usize) -> Option<String> {
        let before = name.checked_sub(1)?;
        let apposed = self.words[before].span.of(self.text) == ",";
        let at = if apposed { before.checked_sub(1)? } else { before };
        let noun = self.word(at);
        let here = |at: &usize| self.words[*at].sentence == self.words[name].sentence;
        let definite = || {
            let phrase = (at.saturating_sub(ROLE_WORDS)..at).rev().filter(here);
            let mut phrase = phrase.take_while(|&at| self.words[at].shape != Shape::Mark);
            phrase.any(|at| has("the its his her their", &self.word(at)))
        };
        let known = if apposed { definite() } else { has(facts::ROLES, &noun) };
        (known && here(&at) && self.entity_at(at).is_none()).then_some(noun)
    }

    /// Who holds an office, or is a company, by the noun for it; none if several are.
    pub fn roles(&self) -> HashMap<String, Option<usize>> {
        let mut roles: HashMap<String, Option<usize>> = HashMap::new();
        let mut note = |role: String, referent: usize| {
            roles
                .entry(role)
                .and_modify(|known| *known = known.filter(|&known| known == referent))
                .or_insert(Some(referent));
        };
        for entity in self.entities {
            let list = match entity.label {
                Label::Person => facts::ROLES,
                Label::Org => facts::KINDS,
                _ => continue,
            };
            let words = self.words_in(entity.span);
            if words.is_empty() {
                continue;
            }
            if entity.label == Label::Person
                && let Some(noun) = self.noun_before(words.start)
            {
                note(noun, entity.referent);
            }
            if entity.label == Label::Org && words.len() > 1 {
                let last = (words.clone())
                    .rev()
                    .map(|at| self.word(at))
                    .find(|word| word != ".")
                    .unwrap_or_default();
                // `the board`: the Cricket Board.
                for at in words.clone().filter(|&at| at + 1 == words.end || has(facts::KINDS, &self.word(at)))
                {
                    note(self.word(at), entity.referent);
                }
                if has(facts::COMPANY_ENDS, &last) {
                    note("company".into(), entity.referent);
                    note("firm".into(), entity.referent);
                }
            }
            // `Ana Ruiz, the former deputy minister of …`: the head of the phrase after the comma.
            let mut after = words.end..self.words.len().min(words.end + ROLE_WORDS);
            if after.next().is_some_and(|at| self.words[at].span.of(self.text) == ",") {
                let phrase: Vec<usize> = after
                    .take_while(|&at| {
                        let inside = self.entity_at(at);
                        inside.is_some_and(|entity| entity.label != Label::Person)
                            || inside.is_none()
                                && self.words[at].shape != Shape::Mark
                                && !has(facts::AFTER_HEAD, &self.word(at))
                                && self.word(at) != "and"
                    })
                    .collect();
                if let Some(role) = phrase.last().map(|&at| self.word(at)).filter(|role| has(list, role)) {
                    note(role, entity.referent);
                }
            }
        }
        roles
    }
}
