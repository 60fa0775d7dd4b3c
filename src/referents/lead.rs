//! Whom a headline and a lead mean that name nobody yet: news tells first what happened to `a retired teacher`, then who he is.

use super::descriptions::LEAD;
use super::facts::{self, has};
use super::layout::Layout;
use super::mentions::WEIGHED;
use super::sources::Source;
use crate::annotation::{Entity, Label, Statement};
use crate::text::{Shape, Span};
use std::ops::Range;

/// Nouns for those who stay unnamed.
const SHY: &str = "source insider official spokesman spokeswoman spokesperson diplomat aide expert analyst";

/// Sentences after the lead in which its person is named.
const SOON: usize = 2;

/// The person whom the lead describes: the first who is named, if that is soon, with a full name, and as the subject or as who speaks.
pub(super) fn person(layout: &Layout, source: Span, statements: &[Statement]) -> Option<usize> {
    let here = layout.sentence(source.start);
    let words = layout.words_in(source);
    let headline = here == 1 && in_headline(layout, words.clone());
    if here > LEAD || !headline && !describes_one(layout, words.start, words.end) {
        return None;
    }
    let mut people = layout
        .entities
        .iter()
        .filter(|entity| entity.label == Label::Person && !layout.in_byline(entity.span));
    let first = people.next().filter(|first| first.span.start >= source.end)?;
    let there = layout.sentence(first.span.start);
    let full = layout.words_in(first.span).len() > 1;
    let speaks = || {
        let mut sources = statements.iter().take(WEIGHED).filter_map(|statement| statement.source);
        sources.any(|other| other.contains(&first.span))
    };
    let apart = there > here || layout.text[source.end..first.span.start].contains('\n');
    let soon = apart && there <= here.max(2) + SOON;
    (soon && full && (opens(layout, first) || speaks())).then_some(first.referent)
}

/// Whether the sentence begins with the name.
fn opens(layout: &Layout, name: &Entity) -> bool {
    let word = layout.words_in(name.span).start;
    layout.words.get(word).is_some_and(|place| place.first == word)
}

/// Whether the phrase is the bare noun of a headline for one person, with at most what tells of where: `Norse opposition candidate`.
fn in_headline(layout: &Layout, words: Range<usize>) -> bool {
    let end = words.clone().find(|&at| layout.is(at, facts::AFTER_HEAD)).unwrap_or(words.end);
    let lower = |at: usize| layout.shape(at) == Shape::Lower;
    let first = words.start;
    let bare = !layout.is(first, "a an the his her its their my our");
    let head = end.checked_sub(1).filter(|&head| head >= first && (head == first || lower(head)));
    bare && head.is_some_and(|at| layout.plain(at) && layout.is(at, facts::ROLES) && !layout.is(at, SHY))
}

/// Whether the phrase is `a`, or `the` with what tells more, and a noun for one person, who is nobody that wants to be unnamed.
fn describes_one(layout: &Layout, start: usize, end: usize) -> bool {
    if !layout.is(start, "a an the") {
        return false;
    }
    let head = (start + 1..end)
        .find(|&at| {
            layout.plain(at) && (layout.mark(at) && !layout.joins(at) || layout.is(at, facts::AFTER_HEAD))
        })
        .unwrap_or(end);
    // `a jeweller accused of …`
    let participle = |at: usize| layout.is(at, "accused charged convicted suspected jailed known named");
    let head = (start + 1..head).find(|&at| participle(at)).unwrap_or(head) - 1;
    let noun = layout.word(head);
    let person = has(facts::ROLES, &noun) || has(facts::PEOPLE, &noun) || has(facts::KIN, &noun);
    let agent = || ["er", "or", "ist", "ian"].iter().any(|ending| noun.ends_with(ending));
    let thing = has(facts::KINDS, &noun) || has(facts::DOCUMENTS, &noun) || has(facts::VOICES, &noun);
    let shy = has(SHY, &noun);
    // `the leader of a sect`, who is not known from anywhere else
    let told = !layout.is(start, "the") || head + 1 < end && has(facts::ROLES, &noun);
    head > start && layout.plain(head) && !shy && told && (person || !thing && agent())
}

/// Who wrote the document of a headline or a lead: the first who is named as author of such a one soon after.
pub(super) fn document(
    layout: &Layout,
    own: &Statement,
    noun: &str,
    sources: &[Source],
    statements: &[Statement],
) -> Option<usize> {
    let here = layout.sentence(own.source?.start);
    let soon = |statement: &Statement| {
        let there = statement.source.map_or(0, |source| layout.sentence(source.start));
        there >= here && there <= LEAD + SOON
    };
    let mut later =
        sources.iter().zip(statements).take(WEIGHED).filter(|(_, statement)| here <= LEAD && soon(statement));
    later.find_map(|(source, _)| match source {
        Source::Document(other, author) if facts::same_document(other, noun) => *author,
        _ => None,
    })
}

/// Whether a source may be one whom the lead describes.
pub(super) fn unnamed(source: &Source) -> bool {
    matches!(source, Source::Somebody(_) | Source::Unknown | Source::Described(_))
}
