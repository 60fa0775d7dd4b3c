//! Everyone and everything that is spoken of, in the order of the text: names, descriptions of the named, and people whom nobody
//! names, so that `he` after `a nurse` is not taken for the mayor.

use super::descriptions::{Descriptions, LEAD, Owner, Phrase, read_phrase};
use super::facts::{self, Gender, has};
use super::layout::Layout;
use crate::annotation::{Entity, Label};
use crate::text::{Shape, Span};
use std::cmp::Reverse;
use std::collections::HashMap;

/// How many mentions before a place are looked at: more do not stand in the sentences that count, and a list of thousands of
/// names must not be walked for each `he`.
pub(super) const WEIGHED: usize = 40;

/// Titles between a description and the name (`the chairman, Alhaji Sir …`).
const TITLE_WORDS: usize = 3;

/// Words from an article to its noun.
const PHRASE_WORDS: usize = 6;

/// Sentences over which `the company` takes up a name that nothing has called a company: a paragraph or two.
const BODY_BACK: usize = 6;

pub(super) struct Mention {
    pub span: Span,
    /// None for somebody or something that is not named.
    pub referent: Option<usize>,
    pub gender: Option<Gender>,
    pub label: Label,
    /// Whether it may be somebody who is named, though it is not known who: `the defendant`.
    pub unsure: bool,
    /// Whether it is a name and no description.
    pub name: bool,
}

pub(super) struct Mentions {
    pub list: Vec<Mention>,
    /// The business that the article is about, with its first mention.
    business: Option<(usize, Span)>,
    /// The person whom the article is about, with the first mention.
    pub protagonist: Option<(usize, Span)>,
}

impl Mentions {
    pub fn new(layout: &Layout, descriptions: &Descriptions) -> Mentions {
        let mut mentions = Mentions {
            list: Vec::new(),
            business: topic(layout, Label::Org),
            protagonist: topic(layout, Label::Person).or_else(|| headlined(layout)),
        };
        let mut entities = layout.entities.iter().peekable();
        for at in 0..layout.words.len() {
            let start = layout.words[at].span.start;
            while let Some(entity) = entities.next_if(|entity| entity.span.start <= start) {
                // Who wrote the article is not who it speaks of.
                if layout.in_byline(entity.span) {
                    continue;
                }
                mentions.list.push(Mention {
                    span: entity.span,
                    referent: Some(entity.referent),
                    gender: None,
                    label: entity.label,
                    unsure: false,
                    name: true,
                });
            }
            if layout.plain(at) && layout.is(at, "the a an one his her its their my our another this") {
                let described = described(layout, descriptions, at);
                mentions.list.extend(described.map(|phrase| mentions.of(layout, descriptions, phrase)));
            }
        }
        mentions
    }

    fn of(&self, layout: &Layout, descriptions: &Descriptions, phrase: Phrase) -> Mention {
        let definite = !phrase.determiner.as_ref().is_none_or(|word| has("a an one another", word));
        let referent = if definite { self.find(layout, descriptions, &phrase) } else { None };
        let body = has(facts::KINDS, &phrase.noun) && !has(facts::ROLES, &phrase.noun);
        let unnamed = if body { Label::Org } else { Label::Person };
        Mention {
            span: phrase.span,
            label: referent.and_then(|referent| layout.label(referent)).unwrap_or(unnamed),
            gender: facts::gender_of_title(&phrase.noun),
            unsure: referent.is_none() && phrase.determiner.as_deref() == Some("the"),
            referent,
            name: false,
        }
    }

    /// The mentions that start before a byte, the nearest first, as many as count.
    pub fn before(&self, at: usize) -> impl Iterator<Item = &Mention> {
        let until = self.list.partition_point(|mention| mention.span.start < at);
        self.list[..until].iter().rev().take(WEIGHED)
    }

    /// Whom a description means.
    pub fn find(&self, layout: &Layout, descriptions: &Descriptions, phrase: &Phrase) -> Option<usize> {
        let last_named = |several: &[usize]| {
            let mut before = self.before(phrase.span.start);
            let mut them = before
                .by_ref()
                .filter_map(|mention| Some((mention.span.start, mention.referent?)))
                .filter(|(_, other)| several.contains(other));
            let last = them.next()?;
            // Two in one sentence: either may be meant.
            let here = layout.sentence(last.0);
            let mut beside = them.take_while(|&(at, _)| layout.sentence(at) == here);
            beside.all(|(_, other)| other == last.1).then_some(last)
        };
        descriptions.find(layout, phrase, last_named).or_else(|| self.topic(layout, phrase))
    }

    /// `the company`, though nothing is called one: what the article is about, or the last business that was named.
    fn topic(&self, layout: &Layout, phrase: &Phrase) -> Option<usize> {
        let at = phrase.span.start;
        let management = phrase.noun == "management";
        if !has(facts::BUSINESSES, &phrase.noun) && !has(facts::ANY_BODY, &phrase.noun) && !management {
            return None;
        }
        let told = phrase.qualifiers.iter().any(|word| !has(facts::COLOURLESS, word));
        let definite = phrase.determiner.as_deref() == Some("the") || management;
        if !matches!(phrase.owner, Owner::Nobody) || !definite {
            return None;
        }
        let of_business = management || has(facts::BUSINESSES, &phrase.noun);
        let business = self.business.filter(|(_, first)| of_business && first.end <= at);
        let last = || {
            let here = layout.sentence(at);
            let near = |mention: &&Mention| layout.sentence(mention.span.start) + BODY_BACK >= here;
            let before = self.before(at).take_while(near).filter(|mention| mention.label == Label::Org);
            let named = before.filter_map(|mention| Some((mention.span, mention.referent?)));
            let mut bodies = named.filter(|(span, _)| is_business(layout, *span));
            let (span, referent) = bodies.next()?;
            // Two in one sentence: either may be meant.
            let mut beside =
                bodies.take_while(|(other, _)| layout.sentence(other.start) == layout.sentence(span.start));
            beside.all(|(_, other)| other == referent).then_some(referent)
        };
        business.map(|(referent, _)| referent).or_else(|| if told || management { None } else { last() })
    }
}

/// Whether no word of the name is one of a public body or of another that is no business.
fn is_business(layout: &Layout, span: Span) -> bool {
    !layout.words_in(span).any(|at| layout.is(at, facts::PUBLIC))
}

/// The person or the business that is named far more often than any other, with the first mention.
fn topic(layout: &Layout, label: Label) -> Option<(usize, Span)> {
    /// Mentions that make a topic, and how many times as many as of any other.
    const TOPIC: usize = 3;
    const TIMES: usize = 2;
    let mut counts: HashMap<usize, (usize, Span)> = HashMap::new();
    for entity in layout.entities.iter().filter(|entity| entity.label == label) {
        if label == Label::Person || is_business(layout, entity.span) {
            counts.entry(entity.referent).or_insert((0, entity.span)).0 += 1;
        }
    }
    let (&topic, &(most, first)) =
        counts.iter().max_by_key(|&(&referent, &(count, _))| (count, Reverse(referent)))?;
    let others = counts.iter().filter(|&(&referent, _)| referent != topic);
    let next = others.map(|(_, &(count, _))| count).max().unwrap_or(0);
    (most >= TOPIC && most >= TIMES * next).then_some((topic, first))
}

/// The person with whom both the headline and the lead begin, with the first mention.
fn headlined(layout: &Layout) -> Option<(usize, Span)> {
    let mut people = layout
        .entities
        .iter()
        .take_while(|entity| layout.sentence(entity.span.start) <= LEAD)
        .filter(|entity| entity.label == Label::Person && !layout.in_byline(entity.span));
    let first = people.next().filter(|first| layout.sentence(first.span.start) == 1)?;
    let begins = |entity: &Entity| {
        let word = layout.words_in(entity.span).start;
        layout.words.get(word).is_some_and(|place| word <= place.first + TITLE_WORDS)
    };
    let again = people.find(|other| layout.sentence(other.span.start) > 1)?;
    (again.referent == first.referent && begins(again)).then_some((first.referent, first.span))
}

/// The phrase that a determiner opens, if its noun is one for a person or a body.
fn described(layout: &Layout, descriptions: &Descriptions, determiner: usize) -> Option<Phrase> {
    let known = |at: usize| {
        if !layout.plain(at) || layout.mark(at) {
            return false;
        }
        let noun = layout.word(at);
        has(facts::ROLES, &noun)
            || has(facts::PEOPLE, &noun)
            || has(facts::KIN, &noun)
            || has(facts::KINDS, &noun)
            || descriptions.introduces(&noun)
    };
    let mut reach = determiner + 1..(determiner + 1 + PHRASE_WORDS).min(layout.words.len());
    let first = reach
        .by_ref()
        .take_while(|&at| {
            layout.same_sentence(determiner, at)
                && (!layout.mark(at) || layout.joins(at))
                && !(layout.plain(at) && layout.is(at, facts::AFTER_HEAD))
        })
        .find(|&at| known(at))?;
    // `company spokesman`: the last of them.
    let mut noun = first;
    while known(noun + 1) && layout.same_sentence(determiner, noun + 1) {
        noun += 1;
    }
    // `the minister, Cllr Ana Ruiz`: the name stands for itself.
    let after = noun + 1 + usize::from(layout.comma(noun + 1));
    let name = (after..after + TITLE_WORDS).find(|&at| {
        !layout.plain(at)
            || match layout.shape(at) {
                Shape::Mark => true,
                Shape::Lower => !layout.is(at, facts::ROLES),
                _ => false,
            }
    });
    let named = name
        .and_then(|at| layout.entity_at(at))
        .is_some_and(|next| matches!(next.label, Label::Person | Label::Org));
    (!named).then(|| read_phrase(layout, determiner..noun, noun))
}
