//! One name, one reading: a name that an article gives clearly once is read alike where it stands alone.

use crate::annotation::{Entity, Label};
use crate::text::{Paragraph, Shape, Span};
use std::collections::HashMap;

/// From here on a reading is clear enough to stand for the same name elsewhere; below, it may be overruled.
const CLEAR: f32 = 0.85;

/// Labels whose names are names wherever they stand: a person or a place, but not the `Times` or `Independence Day`.
fn spreads(label: Label) -> bool {
    matches!(label, Label::Person | Label::Org | Label::Gpe | Label::Norp)
}

/// Relabels unsure mentions like the clear ones of the same name and adds the capitalised ones that were missed.
///
/// `paragraphs` are those of the article, `entities` its entities in order.
pub(crate) fn agree(text: &str, paragraphs: &[(Span, &Paragraph)], entities: &mut Vec<Entity>) {
    let mut votes: HashMap<&str, HashMap<Label, f32>> = HashMap::new();
    for entity in entities.iter().filter(|entity| entity.label.is_name() && entity.confidence >= CLEAR) {
        *votes.entry(entity.span.of(text)).or_default().entry(entity.label).or_default() += entity.confidence;
    }
    // The label with most of the votes; the label's order breaks a tie, so that the same text is always read alike.
    let clear: HashMap<&str, Label> = votes
        .iter()
        .filter_map(|(name, labels)| {
            let best = labels.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))?;
            Some((*name, *best.0))
        })
        .collect();
    for entity in entities.iter_mut().filter(|entity| entity.label.is_name() && entity.confidence < CLEAR) {
        if let Some(&label) = clear.get(entity.span.of(text)) {
            entity.label = label;
        }
    }
    let mut missed = Vec::new();
    let mut next = 0;
    for (span, paragraph) in paragraphs {
        let words = &paragraph.words;
        for (i, word) in words.iter().enumerate() {
            if !matches!(word.shape, Shape::Title | Shape::TitleAtStart | Shape::Upper | Shape::Mixed) {
                continue;
            }
            let here = word.span.shifted(span.start);
            while entities.get(next).is_some_and(|entity| entity.span.end <= here.start) {
                next += 1;
            }
            let taken = entities.get(next).is_some_and(|entity| entity.span.start < here.end);
            // Part of a longer name that was not read as one: leave it.
            let joined = |k: Option<&crate::text::Word>| {
                k.is_some_and(|w| {
                    matches!(w.shape, Shape::Title | Shape::Upper | Shape::Mixed | Shape::Initial)
                })
            };
            let alone = !joined(i.checked_sub(1).map(|k| &words[k])) && !joined(words.get(i + 1));
            let hyphen = |k: Option<&crate::text::Word>| k.is_some_and(|w| w.span.of(span.of(text)) == "-");
            let hyphened = hyphen(i.checked_sub(1).map(|k| &words[k])) || hyphen(words.get(i + 1));
            if taken || !alone || hyphened {
                continue;
            }
            if let Some(&label) = clear.get(here.of(text)).filter(|label| spreads(**label)) {
                missed.push(Entity { span: here, label, referent: 0, confidence: CLEAR });
            }
        }
    }
    entities.extend(missed);
    entities.sort_by_key(|entity| entity.span.start);
}
