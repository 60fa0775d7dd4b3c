//! Whom the sources of statements mean.
//!
//! Names come first, then what is described (`the minister`), then in the order of the text pronouns and documents, each with what
//! has been found before it, last `I` and `you`. Where nothing is sure enough the statement has no speaker; where two speak
//! together the first who is named stands for both.

use super::descriptions::{Descriptions, Owner, Phrase};
use super::dialogue;
use super::facts::{self, Gender, has};
use super::layout::Layout;
use super::lead;
use super::mentions::Mentions;
use super::names::Names;
use super::pronouns::Reader;
use super::sources::Source;
use super::unmarked::Unmarked;
use crate::annotation::{Entity, Statement};
use crate::text::{Paragraph, Span};

/// Words around a cue in which `in a statement` tells whose statement it is.
const STATEMENT_WORDS: usize = 16;

/// Sets the speakers.
pub(super) fn resolve(
    text: &str,
    paragraphs: &[(Span, &Paragraph)],
    entities: &[Entity],
    names: &Names,
    statements: &mut [Statement],
) {
    let layout = Layout::new(text, paragraphs, entities, names, statements);
    let descriptions = Descriptions::new(&layout);
    let mentions = Mentions::new(&layout, &descriptions);
    let sources: Vec<Source> = statements.iter().map(|statement| layout.read(statement)).collect();
    for (statement, source) in statements.iter_mut().zip(&sources) {
        statement.speaker = match source {
            Source::Named(referent) => Some(*referent),
            Source::Document(_, author) => *author,
            Source::Described(phrase) => mentions.find(&layout, &descriptions, phrase),
            _ => None,
        };
    }
    let unnamed = |i: &usize| statements[*i].speaker.is_none() && lead::unnamed(&sources[*i]);
    let by_name = Unmarked::new(&layout);
    let find = |i: usize| {
        let source = statements[i].source?;
        by_name.speaker(&layout, source).or_else(|| lead::person(&layout, source, statements))
    };
    let described: Vec<(usize, usize)> =
        (0..statements.len()).filter(unnamed).filter_map(|i| Some((i, find(i)?))).collect();
    for (i, person) in described {
        statements[i].speaker = Some(person);
    }
    dialogue::label(&layout, &by_name, statements);
    let told = |(id, gender): (usize, &Option<Gender>)| gender.or(descriptions.genders.get(&id).copied());
    let genders = names.genders.iter().enumerate().map(told).collect();
    let starts = statements.iter().filter_map(|statement| Some(statement.source?.start)).collect();
    let mut reader = Reader {
        layout: &layout,
        mentions: &mentions,
        sources: &sources,
        genders,
        starts,
        told: Vec::new(),
        next: 0,
    };
    let mut documents = Documents::default();
    for i in outer_first(&layout, statements) {
        let source = &sources[i];
        if let Some(span) = statements[i].source {
            reader.follow(span.start, statements);
        }
        let speaker = match source {
            Source::Document(noun, None) => documents
                .author(noun)
                .or_else(|| descriptions.author(noun))
                .or_else(|| lead::document(&layout, &statements[i], noun, &sources, statements)),
            Source::Aged(age) => descriptions.of_age(age).or_else(|| reader.third(i, None, statements)),
            Source::Owned(owner) => reader.read(i, owner, statements),
            // `Her organization`
            Source::Described(phrase)
                if statements[i].speaker.is_none()
                    && has(facts::KINDS, &phrase.noun)
                    && owned_by_person(phrase) =>
            {
                let gender = match &phrase.owner {
                    Owner::Pronoun(word) if word == "her" => Gender::Female,
                    Owner::Pronoun(word) if word == "his" => Gender::Male,
                    _ => continue,
                };
                let person = reader.third(i, Some(gender), statements);
                let body = person.and_then(|person| descriptions.affiliation(person));
                body.filter(|&body| {
                    has(facts::ANY_BODY, &phrase.noun) || layout.may_be_called(body, &phrase.noun)
                })
            }
            Source::Described(phrase) if statements[i].speaker.is_none() && phrase.noun == "team" => {
                descriptions.author("team")
            }
            Source::Described(phrase) if statements[i].speaker.is_none() => {
                let old = phrase.qualifiers.windows(3).find(|words| words[1] == "year" && words[2] == "old");
                match old {
                    Some(words) => {
                        descriptions.of_age(&words[0]).or_else(|| reader.third(i, None, statements))
                    }
                    None => reader.renamed(i, phrase, &descriptions, statements),
                }
            }
            _ => reader.read(i, source, statements),
        };
        if statements[i].speaker.is_none() {
            statements[i].speaker = speaker;
        }
        reader.learn(source, statements[i].speaker);
        documents.note(&layout, &statements[i], source);
    }
    // The statement around `I` may have its cue after it, and a `he` that is known only now.
    for (i, source) in sources.iter().enumerate() {
        let source = match source {
            Source::Owned(owner) => owner,
            source => source,
        };
        match source {
            Source::First => statements[i].speaker = reader.first(i, statements),
            Source::We => {
                let speaker = reader.first(i, statements);
                statements[i].speaker =
                    speaker.map(|person| descriptions.affiliation(person).unwrap_or(person));
            }
            _ => {}
        }
    }
    let talkers = dialogue::talkers(&layout, statements);
    for i in (0..sources.len()).filter(|&i| sources[i] == Source::Second) {
        statements[i].speaker = reader.second(i, statements, &talkers);
    }
}

/// `her organization`
fn owned_by_person(phrase: &Phrase) -> bool {
    matches!(&phrase.owner, Owner::Pronoun(word) if has("his her", word))
}

/// The statements in their order, but whoever is quoted before what he says: `"He said yes," she told him`.
fn outer_first(layout: &Layout, statements: &[Statement]) -> Vec<usize> {
    let mut order = Vec::with_capacity(statements.len());
    let mut done = vec![false; statements.len()];
    for first in 0..statements.len() {
        let mut chain = Vec::new();
        let mut next = Some(first);
        while let Some(i) = next.filter(|&i| !done[i]) {
            done[i] = true;
            chain.push(i);
            next = layout
                .around_source(statements[i].source.unwrap_or(statements[i].cue), i)
                .map(|(_, outer)| outer);
        }
        order.extend(chain.into_iter().rev());
    }
    order
}

/// Who has written what so far: `Acme said in a statement … The statement added …`.
#[derive(Default)]
struct Documents {
    /// The noun and who wrote it, the last of each kind.
    authors: Vec<(String, usize)>,
}

impl Documents {
    fn author(&self, noun: &str) -> Option<usize> {
        self.authors
            .iter()
            .rev()
            .find(|(other, _)| facts::same_document(other, noun))
            .map(|(_, author)| *author)
    }

    fn note(&mut self, layout: &Layout, statement: &Statement, source: &Source) {
        let Some(speaker) = statement.speaker else { return };
        let written = match source {
            Source::Document(noun, _) => Some(noun.clone()),
            _ => {
                let cue = layout.words_in(statement.cue);
                let from = cue.start.saturating_sub(STATEMENT_WORDS);
                let here = |&at: &usize| layout.same_sentence(at, cue.start) && layout.plain(at);
                (from..cue.end + STATEMENT_WORDS).filter(here).find_map(|at| {
                    let document = layout.is(at, facts::DOCUMENTS)
                        && (at.saturating_sub(4)..at).any(|before| {
                            layout.is(before, "in") && layout.is(before + 1, "a an its his her their")
                        });
                    document.then(|| layout.word(at))
                })
            }
        };
        if let Some(noun) = written {
            self.authors.retain(|(other, _)| *other != noun);
            self.authors.push((noun, speaker));
        }
    }
}
