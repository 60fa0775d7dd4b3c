//! Interviews and transcripts: a paragraph that begins with its speaker and a colon is what the speaker says.

use super::link::{Cue, Part};
use crate::text::{Paragraph, Shape, Span};
use std::collections::HashMap;

/// Words of a label: a full name with its title.
const WORDS: usize = 5;

/// How sure a turn is: the form leaves little doubt.
const SURE: f32 = 0.9;

/// The turn of each paragraph that is one: the label is the source, the colon the cue, the rest the content.
///
/// A label counts if it stands before a colon twice, and either is written in capitals alone (`Q`, `TBP`) or is a name, which stands
/// elsewhere in the article without a colon: `Note:` and `Updated:` do not.
pub(crate) fn turns(text: &str, paragraphs: &[(Span, &Paragraph)]) -> Vec<Option<Cue>> {
    let found: Vec<Option<(&str, Cue)>> =
        paragraphs.iter().map(|&(span, paragraph)| turn(span.of(text), paragraph)).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (label, _) in found.iter().flatten() {
        *times.entry(label).or_default() += 1;
    }
    times.retain(|_, times| *times >= 2);
    let named = mentions(text, paragraphs, &times);
    times.retain(|label, times| {
        in_capitals(label) || named.get(without_article(label)).is_some_and(|named| named > times)
    });
    found
        .into_iter()
        .map(|turn| turn.filter(|(label, _)| times.contains_key(label)).map(|(_, cue)| cue))
        .collect()
}

fn turn<'a>(text: &'a str, paragraph: &Paragraph) -> Option<(&'a str, Cue)> {
    let words = &paragraph.words;
    let colon = words.iter().take(2 * WORDS).position(|word| word.span.of(text) == ":")?;
    let label = &words[..colon];
    let mut own = label.iter().filter(|word| word.shape != Shape::Mark);
    let joins = |mark: &str| matches!(mark, "." | "-" | "’" | "'");
    let sound = label.iter().all(|word| word.shape != Shape::Mark || joins(word.span.of(text)));
    let capital = own.next()?.span.of(text).chars().next().is_some_and(char::is_uppercase);
    // `10:30` is no turn.
    let apart = words.get(colon + 1)?.span.start > words[colon].span.end;
    if own.count() >= WORDS || !sound || !capital || !apart {
        return None;
    }
    let end = words[colon + 1..].iter().rposition(|word| word.span.of(text) != ".")? + colon + 2;
    let part = |words| Part { words, confidence: SURE };
    let cue = Cue {
        part: part(colon..colon + 1),
        source: Some(part(0..colon)),
        contents: vec![part(colon + 1..end)],
    };
    Some((Span::new(words[0].span.start, words[colon - 1].span.end).of(text), cue))
}

fn in_capitals(label: &str) -> bool {
    label.chars().all(|c| c.is_uppercase() || c == '.') && label.chars().count() <= 5
}

/// A label begins its line with a capital, `the Post` does not.
fn without_article(label: &str) -> &str {
    label.strip_prefix("The ").unwrap_or(label)
}

/// How often each label stands in the text, as whole words.
fn mentions<'a>(
    text: &'a str,
    paragraphs: &[(Span, &Paragraph)],
    labels: &HashMap<&'a str, usize>,
) -> HashMap<&'a str, usize> {
    // A label's words and the marks between them.
    const LONGEST: usize = 2 * WORDS;
    let mut found: HashMap<&str, usize> = labels.keys().map(|label| (without_article(label), 0)).collect();
    if found.is_empty() {
        return found;
    }
    for (span, paragraph) in paragraphs {
        let words = &paragraph.words;
        for (i, first) in words.iter().enumerate().filter(|(_, word)| word.shape != Shape::Mark) {
            for last in &words[i..words.len().min(i + LONGEST)] {
                let stretch = Span::new(first.span.start, last.span.end).shifted(span.start).of(text);
                if let Some(times) = found.get_mut(stretch) {
                    *times += 1;
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs;

    fn found(text: &str) -> Vec<(String, String)> {
        let parsed: Vec<(Span, Paragraph)> =
            paragraphs(text).map(|span| (span, Paragraph::parse(span.of(text)))).collect();
        let given: Vec<(Span, &Paragraph)> =
            parsed.iter().map(|(span, paragraph)| (*span, paragraph)).collect();
        let of = |(span, paragraph): &(Span, Paragraph), part: &Part| {
            let words = &paragraph.words[part.words.clone()];
            Span::new(words[0].span.start, words[words.len() - 1].span.end)
                .shifted(span.start)
                .of(text)
                .to_owned()
        };
        let all = turns(text, &given);
        let each = parsed.iter().zip(&all).filter_map(|(at, turn)| Some((at, turn.as_ref()?)));
        each.map(|(at, turn)| (of(at, turn.source.as_ref().unwrap()), of(at, &turn.contents[0]))).collect()
    }

    #[test]
    fn an_interview_has_turns() {
        let text = "Mayor Ilse Brandt met the Post on Friday.\n\nThe Post: Will you go?\n\nBrandt: No. Never.\n\nThe Post: Why?\n\nBrandt: Ask her: she knows.";
        let turns = found(text);
        let labels: Vec<&str> = turns.iter().map(|turn| turn.0.as_str()).collect();
        assert_eq!(labels, ["The Post", "Brandt", "The Post", "Brandt"]);
        assert_eq!(turns[1].1, "No. Never");
        assert_eq!(turns[3].1, "Ask her: she knows");
    }

    #[test]
    fn letters_are_labels_and_leftovers_are_not() {
        let turns = found(
            "Q: Who?\n\nA: I.\n\nQ: When?\n\nA: 10:30.\n\nNote: it is late.\n\nNote: it is later.\n\nLima: one.",
        );
        assert_eq!(turns.iter().map(|turn| turn.0.as_str()).collect::<Vec<_>>(), ["Q", "A", "Q", "A"]);
    }
}
