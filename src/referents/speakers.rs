//! Whom the sources of statements mean.
//!
//! Names come first, then `the minister`, then pronouns, then `who`, `it` and `I`, each with what the passes before have found.
//! Where nothing is sure enough the statement has no speaker.

use super::facts::{self, Gender, has};
use super::names::{Names, agree};
use crate::annotation::{Entity, Kind, Label, Statement};
use crate::text::{Paragraph, Shape, Span};
use std::collections::HashMap;

/// How many sentences a pronoun looks back, quoted ones not counted: further back, people are named again.
const SENTENCES_BACK: usize = 4;

/// How many mentions and statements before a pronoun are weighed: more do not stand in [`SENTENCES_BACK`] sentences, and a list of
/// thousands of names must not be walked for each `he`.
const WEIGHED: usize = 32;

/// How deep contents lie in one another, at most: bounds the search for the statement around a word.
const NESTING: usize = 16;

/// Words of a role before or after a name (`the former U.S. deputy foreign minister`).
const ROLE_WORDS: usize = 8;

/// Sets the speakers.
pub(super) fn resolve(
    text: &str,
    paragraphs: &[(Span, &Paragraph)],
    entities: &[Entity],
    names: &Names,
    statements: &mut [Statement],
) {
    let layout = Layout::new(text, paragraphs, entities, names, statements);
    let roles = layout.roles();
    let mut genders = names.genders.clone();
    let sources: Vec<Source> = statements.iter().map(|statement| layout.read(statement)).collect();
    for (statement, source) in statements.iter_mut().zip(&sources) {
        statement.speaker = match source {
            Source::Named(referent) => Some(*referent),
            Source::Role(role) => roles.get(role).copied().flatten(),
            _ => None,
        };
    }
    for (i, source) in sources.iter().enumerate() {
        let speaker = match source {
            Source::Third(gender) => layout.third(i, *gender, &genders, statements),
            Source::Relative => layout.relative(statements[i].source),
            Source::It => layout.it(i, statements, false),
            Source::They => layout.it(i, statements, true),
            _ => continue,
        };
        statements[i].speaker = speaker;
        if let (Source::Third(gender), Some(speaker)) = (source, speaker) {
            genders[speaker].get_or_insert(*gender);
        }
    }
    // The statement around `I` may have its cue after it, and a `he` that is known only now.
    for i in (0..sources.len()).filter(|&i| sources[i] == Source::First) {
        statements[i].speaker = layout.first(i, statements);
    }
}

/// What a source is.
#[derive(Clone, Debug, PartialEq)]
enum Source {
    Named(usize),
    /// `the minister`.
    Role(String),
    /// `he`, `she`.
    Third(Gender),
    /// `who`, `which`.
    Relative,
    It,
    They,
    /// `I`, `we`.
    First,
    Unknown,
}

/// A word of the article.
struct Place {
    span: Span,
    shape: Shape,
    quoted: bool,
    /// Counted through the article; a quotation's sentences count as the one they stand in.
    sentence: usize,
    /// The sentence's first word.
    first: usize,
}

struct Layout<'a> {
    text: &'a str,
    words: Vec<Place>,
    entities: &'a [Entity],
    /// Contents with their statement, by start.
    contents: Vec<(Span, usize)>,
    names: &'a Names,
}

impl<'a> Layout<'a> {
    fn new(
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

    /// The words of a span, as indices.
    fn words_in(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.words.partition_point(|word| word.span.start < span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }

    fn word(&self, at: usize) -> String {
        self.words[at].span.of(self.text).to_lowercase()
    }

    fn sentence(&self, at: usize) -> usize {
        self.words.get(self.words_in(Span::new(at, at)).start).map_or(0, |word| word.sentence)
    }

    /// The entity that covers a word.
    fn entity_at(&self, word: usize) -> Option<&'a Entity> {
        let span = self.words[word].span;
        let at = self.entities.partition_point(|entity| entity.span.end <= span.start);
        self.entities.get(at).filter(|entity| entity.span.start < span.end)
    }

    /// The smallest content around `span` that is not one of statement `own`, with its statement.
    fn around(&self, span: Span, own: usize) -> Option<(Span, usize)> {
        let at = self.contents.partition_point(|(content, _)| content.start <= span.start);
        let mut near = self.contents[..at].iter().rev().take(NESTING);
        near.find(|(content, statement)| *statement != own && content.contains(&span)).copied()
    }

    fn read(&self, statement: &Statement) -> Source {
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
                "he" | "him" | "his" => Source::Third(Gender::Male),
                "she" | "her" | "hers" => Source::Third(Gender::Female),
                "who" | "which" | "whom" => Source::Relative,
                "it" | "its" => Source::It,
                "they" | "them" | "their" => Source::They,
                "i" | "we" | "my" | "our" | "me" | "us" => Source::First,
                _ => Source::Unknown,
            };
        }
        self.noun_phrase(words)
    }

    /// A source of more than a pronoun: its head decides.
    fn noun_phrase(&self, words: std::ops::Range<usize>) -> Source {
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
        // `his lawyer, Ana Ruiz`: the name stands in apposition; not after a plural.
        let plural = noun.ends_with('s') && !noun.ends_with("ss") && !has(facts::ROLES, &noun);
        if !plural && let Some(person) = self.apposed(end..words.end) {
            return Source::Named(person);
        }
        let known = has(facts::ROLES, &noun) || has(facts::KINDS, &noun);
        if known && self.word(head.start) == "the" && end == words.end && head.clone().all(outside) {
            return Source::Role(noun);
        }
        Source::Unknown
    }

    /// The person who stands between a comma, or the start of `words`, and the next comma or the end.
    fn apposed(&self, words: std::ops::Range<usize>) -> Option<usize> {
        let comma = |at: usize| self.words[at].span.of(self.text) == ",";
        words.clone().filter(|&at| comma(at)).find_map(|at| {
            let first = (at + 1..words.end)
                .find(|&at| !has(facts::TITLES, &self.word(at)) && self.word(at) != ".")?;
            let person = self.entity_at(first).filter(|entity| entity.label == Label::Person)?;
            let after = self.words_in(person.span).end;
            let closed = after >= words.end || comma(after) || self.word(after) == "who";
            closed.then_some(person.referent)
        })
    }

    /// Who holds an office, or is a company, by the noun for it; none if several are.
    fn roles(&self) -> HashMap<String, Option<usize>> {
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
            if entity.label == Label::Person
                && let Some(before) = words.start.checked_sub(1)
            {
                let role = self.word(before);
                if has(list, &role) && self.words[before].sentence == self.words[before + 1].sentence {
                    note(role, entity.referent);
                }
            }
            if entity.label == Label::Org && words.len() > 1 {
                let last = (words.clone())
                    .rev()
                    .map(|at| self.word(at))
                    .find(|word| word != ".")
                    .unwrap_or_default();
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

    /// `he`, `she`: the most salient person before it.
    fn third(
        &self,
        own: usize,
        gender: Gender,
        genders: &[Option<Gender>],
        statements: &[Statement],
    ) -> Option<usize> {
        let span = statements[own].source?;
        let fits = |referent: usize| genders.get(referent).is_some_and(|&known| agree(known, Some(gender)));
        let person = |referent: usize| self.label(referent) == Some(Label::Person);
        let around = self.around(span, own);
        let mut barred = None;
        if let Some((_, outer)) = around
            && let Some(speaker) = statements[outer].speaker
        {
            // `Ruiz said she thought …` is Ruiz; `"She lied," Ruiz said` is someone else.
            let quoted = self.words.get(self.words_in(span).start).is_some_and(|word| word.quoted);
            if !quoted && fits(speaker) && person(speaker) {
                return Some(speaker);
            }
            barred = quoted.then_some(speaker);
        }
        let here = self.sentence(span.start);
        let distance = |at: usize| here.checked_sub(self.sentence(at)).filter(|&far| far <= SENTENCES_BACK);
        let mut best: Option<(isize, usize, usize)> = None; // score, place, referent
        let mut weigh = |score: isize, at: usize, referent: usize| {
            // A gender that is known to agree counts for a little more than an unknown one.
            let score = score + if genders.get(referent).copied().flatten().is_some() { 2 } else { 0 };
            if fits(referent)
                && Some(referent) != barred
                && best.is_none_or(|best| (score, at) > (best.0, best.1))
            {
                best = Some((score, at, referent));
            }
        };
        // One sentence further back outweighs every other advantage but that of having spoken over a name in passing.
        let base = |far: usize| -(10 * far as isize);
        let before = own.saturating_sub(WEIGHED)..own;
        for statement in &statements[before] {
            let (Some(source), Some(speaker)) = (statement.source, statement.speaker) else { continue };
            if source.end <= span.start
                && person(speaker)
                && let Some(far) = distance(source.start)
            {
                weigh(base(far) + 9, source.start, speaker);
            }
        }
        let until = self.entities.partition_point(|entity| entity.span.end <= span.start);
        for entity in
            self.entities[until.saturating_sub(WEIGHED)..until].iter().filter(|e| e.label == Label::Person)
        {
            let at = entity.span.start;
            let Some(far) = distance(at) else { continue };
            if statements[own].content.iter().any(|content| content.contains(&entity.span)) {
                continue;
            }
            let in_passing =
                self.around(entity.span, own).is_some_and(|(content, _)| !content.contains(&span));
            let words = self.words_in(entity.span);
            let previous = words.start.checked_sub(1).map(|at| self.word(at)).unwrap_or_default();
            let mut score = base(far);
            score += if self.opens_sentence(words.start) { 6 } else { 0 };
            score -= if in_passing { 8 } else { 0 };
            score -= if self.possesses(entity) { 5 } else { 0 };
            score -= if has(facts::PREPOSITIONS, &previous) { 3 } else { 0 };
            weigh(score, at, entity.referent);
        }
        best.map(|(_, _, referent)| referent)
    }

    fn label(&self, referent: usize) -> Option<Label> {
        self.names.referents.get(referent).map(|referent| referent.label)
    }

    /// Whether no name stands before the word in its sentence, nor a preposition directly before it.
    fn opens_sentence(&self, word: usize) -> bool {
        let first = self.words[self.words[word].first].span.start;
        let at = self.entities.partition_point(|entity| entity.span.end <= first);
        let subject = self.entities[at..].iter().take(WEIGHED).find(|entity| entity.label == Label::Person);
        subject.is_some_and(|subject| subject.span.start >= self.words[word].span.start)
            && !word.checked_sub(1).is_some_and(|at| has(facts::PREPOSITIONS, &self.word(at)))
    }

    fn possesses(&self, entity: &Entity) -> bool {
        let after = &self.text[entity.span.end..];
        after.starts_with("'s")
            || after.starts_with("’s")
            || after.starts_with("' ")
            || after.starts_with("’ ")
    }

    /// `who`, `which`: the name it directly follows, with at most one apposition between.
    fn relative(&self, source: Option<Span>) -> Option<usize> {
        let who = self.words_in(source?).start;
        let wants_person = self.word(who).starts_with("who");
        let sentence = self.words.get(who)?.sentence;
        let comma = |at: usize| self.words[at].span.of(self.text) == ",";
        let fits = |at: usize| {
            let entity = self.entity_at(at).filter(|_| self.words[at].sentence == sentence)?;
            let kind = if wants_person {
                entity.label == Label::Person
            } else {
                matches!(entity.label, Label::Org | Label::Gpe)
            };
            kind.then_some(entity.referent)
        };
        let before = who.checked_sub(1)?;
        if !comma(before) {
            return fits(before);
        }
        let direct = before.checked_sub(1)?;
        fits(direct).or_else(|| {
            let start = direct.saturating_sub(2 * ROLE_WORDS);
            let other = (start..direct).rev().find(|&at| comma(at))?;
            fits(other.checked_sub(1)?)
        })
    }

    /// `it`, `they`: the organisation or place that spoke, or was spoken of, just before.
    fn it(&self, own: usize, statements: &[Statement], plural: bool) -> Option<usize> {
        let span = statements[own].source?;
        let here = self.sentence(span.start);
        let is_body = |referent: usize| match self.label(referent) {
            Some(Label::Org) => true,
            Some(Label::Gpe) => !plural,
            _ => false,
        };
        let near = |at: usize| here.checked_sub(self.sentence(at)).is_some_and(|far| far <= 1);
        let spoke = statements[own.saturating_sub(WEIGHED)..own].iter().rev().find_map(|statement| {
            let source = statement.source.filter(|source| source.end <= span.start && near(source.start))?;
            (source.start < span.start).then_some(statement.speaker)
        });
        if let Some(speaker) = spoke.flatten().filter(|&speaker| is_body(speaker)) {
            return Some(speaker);
        }
        if plural {
            return None;
        }
        // The subject of the sentence before.
        let until = self.entities.partition_point(|entity| entity.span.end <= span.start);
        let before = &self.entities[until.saturating_sub(WEIGHED)..until];
        let first = before.iter().find(|entity| self.sentence(entity.span.start) + 1 == here)?;
        let word = self.words_in(first.span).start;
        let starts = (word.saturating_sub(1)..word)
            .all(|at| self.word(at) == "the" || self.words[at].sentence + 1 != here);
        (is_body(first.referent) && starts && !self.possesses(first)).then_some(first.referent)
    }

    /// `I`, `we` inside a quotation: who is quoted.
    fn first(&self, own: usize, statements: &[Statement]) -> Option<usize> {
        let span = statements[own].source?;
        let (_, outer) = self.around(span, own)?;
        let quoted = self.words.get(self.words_in(span).start)?.quoted;
        statements[outer].speaker.filter(|_| quoted && statements[outer].kind != Kind::Indirect)
    }
}
