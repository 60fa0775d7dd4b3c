//! Names, dates and numbers.

mod consistency;
pub(crate) mod forms;
mod known;

pub(crate) use consistency::agree;

use crate::annotation::{Entity, Label};
use crate::encoder::{Reading, spans};
use crate::text::{Paragraph, Shape, Span, Word};
use std::ops::Range;

/// What the rules of [`forms`] read has a form that leaves little doubt; measured on dev dates and sums of money.
const FORM_CONFIDENCE: f32 = 0.9;

/// A name below this gives way to a date or number that stands in the same words.
const UNSURE: f32 = 0.7;

/// The entities of a paragraph, in order and without overlaps, as byte ranges of it; referents are not yet known.
pub(crate) fn read(text: &str, paragraph: &Paragraph, readings: &[Reading]) -> Vec<Entity> {
    let dateline = forms::dateline(text);
    let fixed: Vec<Entity> = dateline
        .iter()
        .flat_map(|line| &line.entities)
        .map(|&(span, label)| entity(span, label, FORM_CONFIDENCE))
        .collect();
    let names = known::correct(text, paragraph, names(text, paragraph, readings));
    let values: Vec<Entity> =
        forms::find(text).into_iter().map(|(span, label)| entity(span, label, FORM_CONFIDENCE)).collect();
    let (sure, unsure): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| name.confidence >= UNSURE);
    // `EUR 94 million` is no organisation.
    let (sums, values): (Vec<_>, Vec<_>) =
        values.into_iter().partition(|value| matches!(value.label, Label::Money | Label::Percent));
    let mut out = Vec::new();
    for group in [fixed, sums, sure, values, unsure] {
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
            let range = if label == Label::Person {
                whole_surname(text, paragraph, tagged.words)
            } else {
                tagged.words
            };
            let words = &paragraph.words[range];
            // A name neither begins with an article nor ends with a word that leads to the next.
            let of = |word: &Word| word.span.of(text);
            let first = words.iter().position(|word| word.shape != Shape::Mark && !is_article(of(word)))?;
            let last = words.iter().rposition(|word| word.shape != Shape::Mark && !leads_on(of(word)))?;
            let (first, last) = (words.get(first)?, words[first..=last.max(first)].last()?);
            let tagged_end = words.last().map_or(last.span.end, |word| word.span.end);
            let mut end = last.span.end;
            if abbreviates(text, last.span, tagged_end) {
                end += 1;
            }
            Some(entity(Span::new(first.span.start, end), label, tagged.confidence))
        })
        .collect()
}

/// A person's name goes on over hyphens: `Vasquez-Lund`, `Chu Cheuk-hei`.
fn whole_surname(text: &str, paragraph: &Paragraph, range: Range<usize>) -> Range<usize> {
    let words = &paragraph.words;
    let joined = |hyphen: usize| {
        let [before, between, after] = &words[hyphen - 1..hyphen + 2] else { return false };
        let capital = |word: &Word| word.span.of(text).chars().next().is_some_and(char::is_uppercase);
        let touches = before.span.end == between.span.start && between.span.end == after.span.start;
        // A short syllable ends a given name; `Ana Ruiz-led` is a participle.
        let syllable = range.len() > 1
            && after.shape == Shape::Lower
            && after.span.len() <= 5
            && !PARTICIPLES.split(' ').any(|participle| participle == after.span.of(text));
        let goes_on = capital(after) || syllable;
        touches && matches!(between.span.of(text), "-" | "‐" | "‑") && capital(before) && goes_on
    };
    let (mut start, mut end) = (range.start, range.end);
    while start >= 2 && joined(start - 1) {
        start -= 2;
    }
    while end + 1 < words.len() && joined(end) {
        end += 2;
    }
    start..end
}

/// Short words that stand after a name and a hyphen.
const PARTICIPLES: &str = "led era run type style like based held made born owned aided bred free only";

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

fn leads_on(word: &str) -> bool {
    matches!(word, "and" | "of" | "the" | "in" | "for" | "on" | "at" | "to" | "&")
}

/// Whether the full stop behind the word `last` belongs to the name, as in `U.S.`, `John F. Kerry Jr.` and `Example Inc.`; `until` is
/// where the tagged words end.
fn abbreviates(text: &str, last: Span, until: usize) -> bool {
    const ABBREVIATIONS: [&str; 7] = ["Inc", "Corp", "Ltd", "Co", "Jr", "Sr", "Bros"];
    let letters = last.of(text);
    let lone = letters.chars().count() == 1;
    let acronym = lone && text[..last.start].ends_with('.');
    text[last.end..].starts_with('.')
        && (acronym || (until > last.end && (lone || ABBREVIATIONS.contains(&letters))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::{ROLES, tags_of};

    /// The names in a text of which the words in brackets are tagged as one organisation or place.
    fn read_tagged(marked: &str) -> Vec<String> {
        let text = marked.replace(['[', ']'], "");
        let paragraph = Paragraph::parse(&text);
        let (start, end) = (marked.find('[').unwrap(), marked.find(']').unwrap() - 1);
        let tag = |word: &Word| match word.span.start {
            at if at == start => 1 + 2 * Label::Gpe as usize,
            at if (start..end).contains(&at) => 2 + 2 * Label::Gpe as usize,
            _ => 0,
        };
        let readings: Vec<Reading> = paragraph
            .words
            .iter()
            .map(|word| {
                let mut names = [-9.0; tags_of(Label::NAMES)];
                names[tag(word)] = -0.001;
                Reading { names, roles: [0.0; tags_of(ROLES)] }
            })
            .collect();
        names(&text, &paragraph, &readings).iter().map(|entity| entity.span.of(&text).to_owned()).collect()
    }

    #[test]
    fn names_begin_and_end_with_words_of_their_own() {
        for (marked, expected) in [
            ("in [the Hague] now", "Hague"),
            ("in [Sistan and] Baluchestan", "Sistan"),
            ("in the [U.S]. and", "U.S."),
            ("in the [U.S.] and", "U.S."),
            ("by [Example Inc.] today", "Example Inc."),
            ("He left [Lima.]", "Lima"),
            ("the [“Meridian News”] agency", "Meridian News"),
        ] {
            assert_eq!(read_tagged(marked), [expected], "{marked}");
        }
        assert!(read_tagged("about [the] of").is_empty());
    }
}
