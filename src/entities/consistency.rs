//! One name, one reading: a name that an article gives clearly once is read alike where it stands alone.

use crate::annotation::{Entity, Label};
use crate::text::{Paragraph, Shape, Span};
use std::collections::{HashMap, HashSet};

/// From here on a reading is clear enough to stand for the same name elsewhere; below, it may be overruled.
const CLEAR: f32 = 0.85;

/// Labels whose names are names wherever they stand: a person or a place, but not the `Times` or `Independence Day`.
fn spreads(label: Label) -> bool {
    matches!(label, Label::Person | Label::Org | Label::Gpe | Label::Norp)
}

/// What stands directly behind the name of a company and hardly ever behind a person's.
const OF_A_COMPANY: [&str; 16] = [
    "chief executive",
    "CEO",
    "CFO",
    "analyst",
    "analysts",
    "economist",
    "economists",
    "co-founder",
    "shares",
    "shareholders",
    "stock",
    "subsidiary",
    "headquarters",
    "chairman",
    "board member",
    "customers",
];

/// A lone name that was read as a person's is a company's if it has a chief executive, or is what the article calls a company for
/// short: `Crestline` of `Crestline Bank`.
fn companies(text: &str, entities: &mut [Entity]) {
    let mut people: HashSet<&str> = HashSet::new();
    let mut short: HashSet<&str> = HashSet::new();
    for entity in entities.iter() {
        let name = entity.span.of(text);
        match entity.label {
            Label::Person if name.contains(' ') => people.extend(name.split(' ')),
            Label::Org => short.extend(name.split_once(' ').map(|(first, _)| first)),
            _ => {}
        }
    }
    for entity in entities.iter() {
        let after = text[entity.span.end..].strip_prefix(' ').unwrap_or_default();
        let owns = OF_A_COMPANY.iter().any(|word| {
            after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        if entity.label == Label::Person && owns {
            short.insert(entity.span.of(text));
        }
    }
    for entity in entities.iter_mut().filter(|entity| entity.label == Label::Person) {
        let name = entity.span.of(text);
        if short.contains(name) && !people.contains(name) {
            entity.label = Label::Org;
        }
    }
}

/// Relabels unsure mentions like the clear ones of the same name and adds the capitalised ones that were missed.
///
/// `paragraphs` are those of the article, `entities` its entities in order.
pub(crate) fn agree(text: &str, paragraphs: &[(Span, &Paragraph)], entities: &mut Vec<Entity>) {
    companies(text, entities);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str, names: &[(&str, Label)]) -> Vec<Label> {
        let mut from = 0;
        let found = names.iter().map(|&(name, label)| {
            let start = from + text[from..].find(name).unwrap();
            from = start + name.len();
            Entity { span: Span::new(start, from), label, referent: 0, confidence: 0.7 }
        });
        let mut entities: Vec<Entity> = found.collect();
        companies(text, &mut entities);
        entities.iter().map(|entity| entity.label).collect()
    }

    #[test]
    fn companies_are_no_people() {
        use Label::*;
        let short = "Crestline Bank fell. Crestline said no.";
        assert_eq!(labels(short, &[("Crestline Bank", Org), ("Crestline", Person)]), [Org, Org]);
        let led = "Orbel chief executive Ana Ruiz left. Orbel said no.";
        assert_eq!(
            labels(led, &[("Orbel", Person), ("Ana Ruiz", Person), ("Orbel", Person)]),
            [Org, Person, Org]
        );
        let founder = "Ford Motor fell. Ana Ford left. Ford said no.";
        let given = [("Ford Motor", Org), ("Ana Ford", Person), ("Ford", Person)];
        assert_eq!(labels(founder, &given), [Org, Person, Person]);
    }
}
