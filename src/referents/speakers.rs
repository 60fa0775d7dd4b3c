//! Whom the sources of statements mean.
//!
//! Names come first, then `the minister`, then pronouns, then `who`, `it` and `I`, each with what the passes before have found.
//! Where nothing is sure enough the statement has no speaker.

use super::facts::{self, Gender, has};
use super::names::{Names, agree};
use super::sources::{Layout, ROLE_WORDS, Source};
use crate::annotation::{Entity, Kind, Label, Statement};
use crate::text::{Paragraph, Shape, Span};
use std::collections::HashMap;

/// How many sentences a pronoun looks back, quoted ones not counted: further back, people are named again.
const SENTENCES_BACK: usize = 4;

/// How many mentions and statements before a pronoun are weighed: more do not stand in [`SENTENCES_BACK`] sentences, and a list of
/// thousands of names must not be walked for each `he`.
const WEIGHED: usize = 32;

// How a person before `he` or `she` is weighed. The order matters, the figures only keep it: a sentence further back costs more
// than any one advantage gives, so that a new subject takes over from who spoke before; a name that is only spoken of, or stands
// in passing, does not.
const SENTENCE: isize = 10;
/// Said something.
const SPOKE: isize = 9;
/// Is the first person of the sentence.
const SUBJECT: isize = 6;
/// Stands in what someone else says.
const IN_PASSING: isize = 8;
/// Stands before `'s`.
const OWNER: isize = 5;
/// Stands after a preposition.
const OBJECT: isize = 3;
/// A gender that is known to agree counts for more than to be the subject.
const KNOWN_GENDER: isize = 7;

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
    let business = layout.business();
    let mut genders = names.genders.clone();
    let sources: Vec<Source> = statements.iter().map(|statement| layout.read(statement)).collect();
    for (statement, source) in statements.iter_mut().zip(&sources) {
        statement.speaker = match source {
            Source::Named(referent) => Some(*referent),
            Source::Role(role) if has(facts::BUSINESSES, role) => {
                let named_before = |(_, first): &(usize, Span)| {
                    statement.source.is_some_and(|source| first.end <= source.start)
                };
                let known = roles.get(role).copied().flatten();
                known.or(business.filter(named_before).map(|(referent, _)| referent))
            }
            Source::Role(role) => roles.get(role).copied().flatten(),
            _ => None,
        };
    }
    let labels = layout.labels(statements);
    for statement in statements.iter_mut().filter(|statement| statement.speaker.is_none()) {
        let label = statement.source.filter(|_| statement.cue.of(text) == ":").map(|source| source.of(text));
        statement.speaker = label.and_then(|label| labels.get(label).copied());
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
            genders[speaker] = genders[speaker].or(*gender);
        }
    }
    // The statement around `I` may have its cue after it, and a `he` that is known only now.
    for i in (0..sources.len()).filter(|&i| sources[i] == Source::First) {
        statements[i].speaker = layout.first(i, statements);
    }
    for i in (0..sources.len()).filter(|&i| sources[i] == Source::Second) {
        statements[i].speaker = layout.second(i, statements);
    }
}

impl Layout<'_> {
    /// `he`, `she`: the most salient person before it.
    fn third(
        &self,
        own: usize,
        gender: Option<Gender>,
        genders: &[Option<Gender>],
        statements: &[Statement],
    ) -> Option<usize> {
        let span = statements[own].source?;
        let fits = |referent: usize| genders.get(referent).is_some_and(|&known| agree(known, gender));
        let person = |referent: usize| self.label(referent) == Some(Label::Person);
        let around = self.around(span, own);
        // Nobody speaks of himself by name: those named in the content are not who says it.
        let mut barred: Vec<usize> = Vec::new();
        for content in &statements[own].content {
            let at = self.entities.partition_point(|entity| entity.span.start < content.start);
            let inside = self.entities[at..].iter().take(WEIGHED).take_while(|e| e.span.end <= content.end);
            barred.extend(inside.map(|entity| entity.referent));
        }
        if let Some((_, outer)) = around
            && let Some(speaker) = statements[outer].speaker
        {
            // `Ruiz said she thought …` is Ruiz; `"She lied," Ruiz said` is someone else.
            let quoted = self.is_own_words(self.words_in(span).start, &statements[outer]);
            if !quoted && fits(speaker) && person(speaker) {
                return Some(speaker);
            }
            if quoted {
                barred.push(speaker);
            }
        }
        let here = self.sentence(span.start);
        let distance = |at: usize| here.checked_sub(self.sentence(at)).filter(|&far| far <= SENTENCES_BACK);
        let mut best: Option<(isize, usize, usize)> = None; // score, place, referent
        let mut weigh = |score: isize, at: usize, referent: usize| {
            let score =
                score + if genders.get(referent).copied().flatten().is_some() { KNOWN_GENDER } else { 0 };
            if fits(referent)
                && !barred.contains(&referent)
                && best.is_none_or(|best| (score, at) > (best.0, best.1))
            {
                best = Some((score, at, referent));
            }
        };
        let base = |far: usize| -(SENTENCE * far as isize);
        let before = own.saturating_sub(WEIGHED)..own;
        for statement in &statements[before] {
            let (Some(source), Some(speaker)) = (statement.source, statement.speaker) else { continue };
            if source.end <= span.start
                && person(speaker)
                && let Some(far) = distance(source.start)
            {
                weigh(base(far) + SPOKE, source.start, speaker);
            }
        }
        let until = self.entities.partition_point(|entity| entity.span.end <= span.start);
        for entity in
            self.entities[until.saturating_sub(WEIGHED)..until].iter().filter(|e| e.label == Label::Person)
        {
            let at = entity.span.start;
            let Some(far) = distance(at) else { continue };
            let in_passing =
                self.around(entity.span, own).is_some_and(|(content, _)| !content.contains(&span));
            let words = self.words_in(entity.span);
            if words.is_empty() {
                continue;
            }
            let previous = words.start.checked_sub(1).map(|at| self.word(at)).unwrap_or_default();
            let mut score = base(far);
            score += if self.opens_sentence(words.start) { SUBJECT } else { 0 };
            score -= if in_passing { IN_PASSING } else { 0 };
            score -= if self.possesses(entity) { OWNER } else { 0 };
            score -= if has(facts::PREPOSITIONS, &previous) { OBJECT } else { 0 };
            weigh(score, at, entity.referent);
        }
        best.map(|(_, _, referent)| referent)
    }

    /// `the company`: the business that the article is about, which is named far more often than any other; with its first mention.
    fn business(&self) -> Option<(usize, Span)> {
        /// Mentions that make a topic, and how many times as many as of any other.
        const TOPIC: usize = 3;
        const TIMES: usize = 2;
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for entity in self.entities.iter().filter(|entity| entity.label == Label::Org) {
            let public = self.words_in(entity.span).any(|at| has(facts::PUBLIC, &self.word(at)));
            if !public {
                *counts.entry(entity.referent).or_default() += 1;
            }
        }
        let (&business, &most) =
            counts.iter().max_by_key(|&(&referent, &count)| (count, std::cmp::Reverse(referent)))?;
        let next =
            counts.iter().filter(|&(&referent, _)| referent != business).map(|(_, &count)| count).max();
        let first = self.entities.iter().find(|entity| entity.referent == business)?;
        (most >= TOPIC && most >= TIMES * next.unwrap_or(0)).then_some((business, first.span))
    }

    /// Whom the labels of an interview mean that say their name somewhere: `HOST: I'm Ana Ruiz.`
    fn labels(&self, statements: &[Statement]) -> HashMap<&str, usize> {
        const INTRODUCTIONS: [&str; 4] = ["I'm", "I’m", "I am", "my name is"];
        let mut labels = HashMap::new();
        for statement in statements.iter().filter(|statement| statement.cue.of(self.text) == ":") {
            let Some(source) = statement.source else { continue };
            for content in &statement.content {
                let from = self.entities.partition_point(|entity| entity.span.start < content.start);
                let inside = self.entities[from..].iter().take_while(|entity| entity.span.end <= content.end);
                let named = inside.filter(|entity| entity.label == Label::Person).find(|entity| {
                    let before = self.text[content.start..entity.span.start].trim_end();
                    INTRODUCTIONS.iter().any(|words| before.ends_with(words))
                });
                if let Some(person) = named {
                    labels.entry(source.of(self.text)).or_insert(person.referent);
                }
            }
        }
        labels
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
        let who = self.words_in(source?).find(|&at| self.words[at].shape != Shape::Mark)?;
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
            return fits(before)
                .or_else(|| self.described(who, sentence, wants_person).and_then(fits))
                .or_else(|| self.and_who(who, sentence));
        }
        let direct = before.checked_sub(1)?;
        fits(direct).or_else(|| {
            let start = direct.saturating_sub(2 * ROLE_WORDS);
            let other = (start..direct).rev().find(|&at| comma(at))?;
            fits(other.checked_sub(1)?)
        })
    }

    /// `Marat Ospanov, a boxer who says …`: the last word of the name before the description.
    fn described(&self, who: usize, sentence: usize, wants_person: bool) -> Option<usize> {
        let start = who.saturating_sub(ROLE_WORDS);
        let comma = (start..who)
            .rev()
            .find(|&at| self.words[at].shape == Shape::Mark && self.entity_at(at).is_none())?;
        let described = self.words[comma].span.of(self.text) == ","
            && self.words[comma].sentence == sentence
            && matches!(self.word(comma + 1).as_str(), "a" | "an" | "the" | "another")
            && wants_person;
        comma.checked_sub(1).filter(|_| described)
    }

    /// `Ana Ruiz, who left and who said …`: the one whom the `who` before means.
    fn and_who(&self, who: usize, sentence: usize) -> Option<usize> {
        let and = who.checked_sub(1).filter(|&at| matches!(self.word(at).as_str(), "and" | "but"))?;
        let other = (and.saturating_sub(WEIGHED)..and).rev().find(|&at| self.word(at) == self.word(who))?;
        (self.words[other].sentence == sentence).then(|| self.relative(Some(self.words[other].span)))?
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
        let own = self.is_own_words(self.words_in(span).start, &statements[outer]);
        let tells = statements[outer].kind != Kind::Indirect || statements[outer].cue.of(self.text) == ":";
        statements[outer].speaker.filter(|_| own && tells)
    }

    /// `you` in an interview of two: the one who has not the word.
    fn second(&self, own: usize, statements: &[Statement]) -> Option<usize> {
        let (_, outer) = self.around(statements[own].source?, own)?;
        let has_word =
            |statement: &Statement| (statement.cue.of(self.text) == ":").then_some(statement.speaker)?;
        let speaker = has_word(&statements[outer])?;
        let mut others = statements.iter().filter_map(has_word).filter(|&other| other != speaker);
        let other = others.next()?;
        others.all(|another| another == other).then_some(other)
    }
}
