//! Names, dates and numbers.

mod consistency;
pub(crate) mod forms;

pub(crate) use consistency::agree;

use crate::annotation::{Entity, Label};
use crate::encoder::{Reading, spans};
use crate::text::{Paragraph, Shape, Span};

/// What the rules of [`forms`] read has a form that leaves little doubt; measured on dev dates and sums of money.
const FORM_CONFIDENCE: f32 = 0.9;

/// A name below this gives way to a date or number that stands in the same words.
const UNSURE: f32 = 0.7;

/// The entities of a paragraph, in order and without overlaps, as byte ranges of it; referents are not yet known.
pub(crate) fn read(text: &str, paragraph: &Paragraph, readings: &[Reading]) -> Vec<Entity> {
    let dateline = forms::dateline(text);
    let fixed: Vec<Entity> =
        dateline.iter().flat_map(|line| &line.entities).map(|&(span, label)| entity(span, label, FORM_CONFIDENCE)).collect();
    let names = names(text, paragraph, readings);
    let values: Vec<Entity> =
        forms::find(text).into_iter().map(|(span, label)| entity(span, label, FORM_CONFIDENCE)).collect();
    let (sure, unsure): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.confidence >= UNSURE);
    let mut out = Vec::new();
    for group in [fixed, sure, values, unsure] {
        merge(&mut out, group);
    }
    out
}

fn entity(span: Span, label: Label, confidence: f32) -> Entity {
    Entity { span, label, referent: 0, confidence }
}

/// Adds those of `more` that overlap nothing in `out`; both are in order.
fn merge(out: &mut Vec<Entity>, more: Vec<Entity>) {
    let free: Vec<Entity> = more
        .into_iter()
        .filter(|new| {
            let next = out.partition_point(|old| old.span.end <= new.span.start);
            out.get(next).is_none_or(|old| old.span.start >= new.span.end)
        })
        .collect();
    out.extend(free);
    out.sort_by_key(|entity| entity.span.start);
}

fn names(text: &str, paragraph: &Paragraph, readings: &[Reading]) -> Vec<Entity> {
    let rows: Vec<_> = readings.iter().map(|reading| reading.names).collect();
    spans(&rows)
        .into_iter()
        .filter_map(|tagged| {
            let label = Label::ALL[tagged.kind];
            let words = &paragraph.words[tagged.words];
            let keep = |word: &crate::text::Word| {
                word.shape != Shape::Mark && !(word.shape == Shape::Lower && is_article(word.span.of(text)))
            };
            let (first, last) = (words.iter().position(keep)?, words.iter().rposition(|word| word.shape != Shape::Mark)?);
            if first > last {
                return None;
            }
            let (first, last) = (&words[first], &words[last]);
            let mut end = last.span.end;
            // The full stop of `U.S.` and `Inc.` belongs to the name.
            if abbreviates(text, last.span, words.last().map_or(end, |word| word.span.end)) {
                end += 1;
            }
            Some(entity(Span::new(first.span.start, end), label, tagged.confidence))
        })
        .collect()
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

/// Whether the full stop behind the word `last` was tagged with it (`until` is the end of the tagged words) and belongs to it.
fn abbreviates(text: &str, last: Span, until: usize) -> bool {
    let letters = last.of(text);
    until > last.end && text[last.end..].starts_with('.') && (letters.chars().count() == 1 || ["Inc", "Corp", "Ltd", "Co", "Jr", "Sr", "Bros"].contains(&letters))
}
