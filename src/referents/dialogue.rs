//! Who speaks to whom: the labels of interviews (`HOST:`, `J.B.:`, `Q:`), and whom `you` means.

use super::layout::Layout;
use super::mentions::WEIGHED;
use super::pronouns::Reader;
use super::sources::Source;
use super::unmarked::Unmarked;
use crate::annotation::{Kind, Label, Statement};
use crate::text::Span;
use std::collections::HashMap;

/// Sentences within which one who is spoken to says something himself.
const EXCHANGE: usize = 3;

/// Gives the statements behind a label their speaker where the label is no name.
pub(super) fn label(layout: &Layout, unmarked: &Unmarked, statements: &mut [Statement]) {
    let told = labels(layout, statements);
    let asked = questioned(layout, statements);
    for statement in statements.iter_mut() {
        let Some(label) = label_of(layout, statement).map(|span| span.of(layout.text)) else { continue };
        let by_initials = unmarked.by_initials(label);
        if statement.speaker.is_none() || by_initials.is_some() {
            statement.speaker = by_initials.or_else(|| told.get(label).copied());
        }
        if statement.speaker.is_none()
            && let Some((asks, answers)) = asked
        {
            statement.speaker = match label {
                "Q" => Some(asks),
                "A" => Some(answers),
                _ => None,
            };
        }
    }
}

fn label_of(layout: &Layout, statement: &Statement) -> Option<Span> {
    statement.source.filter(|_| statement.cue.of(layout.text) == ":")
}

/// Whom the labels of an interview mean that say their name somewhere: `HOST: I'm Ana Ruiz.`
fn labels<'a>(layout: &Layout<'a>, statements: &[Statement]) -> HashMap<&'a str, usize> {
    const INTRODUCTIONS: [&str; 4] = ["I'm", "I’m", "I am", "my name is"];
    let mut labels = HashMap::new();
    for statement in statements {
        let Some(source) = label_of(layout, statement) else { continue };
        for content in &statement.content {
            let from = layout.entities.partition_point(|entity| entity.span.start < content.start);
            let inside = layout.entities[from..].iter().take_while(|entity| entity.span.end <= content.end);
            let named = inside.filter(|entity| entity.label == Label::Person).find(|entity| {
                let before = layout.text[content.start..entity.span.start].trim_end();
                INTRODUCTIONS.iter().any(|words| before.ends_with(words))
            });
            if let Some(person) = named {
                labels.entry(source.of(layout.text)).or_insert(person.referent);
            }
        }
    }
    labels
}

/// Who asks and who answers where the labels are `Q` and `A`: the two who have had the word before them by name.
fn questioned(layout: &Layout, statements: &[Statement]) -> Option<(usize, usize)> {
    let labelled = statements.iter().filter_map(|statement| Some((statement, label_of(layout, statement)?)));
    let named = labelled
        .take_while(|(_, label)| !matches!(label.of(layout.text), "Q" | "A"))
        .filter_map(|(statement, _)| statement.speaker);
    match few(named)[..] {
        [asks, answers] => Some((asks, answers)),
        _ => None,
    }
}

/// Whoever of an interview has the word, as far as three.
pub(super) fn talkers(layout: &Layout, statements: &[Statement]) -> Vec<usize> {
    few(statements.iter().filter_map(|statement| has_word(layout, statement)))
}

/// Who speaks behind a label.
fn has_word(layout: &Layout, statement: &Statement) -> Option<usize> {
    statement.speaker.filter(|_| statement.cue.of(layout.text) == ":")
}

/// Each speaker once, as far as three: where there are more than two, nobody is the other one.
fn few(speakers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut out = Vec::new();
    for speaker in speakers {
        if !out.contains(&speaker) {
            out.push(speaker);
            if out.len() > 2 {
                break;
            }
        }
    }
    out
}

impl Reader<'_> {
    /// `you`: whom the sentence calls by name, who is told by name, in an interview of two the one who has not the word, or who
    /// speaks directly before or after.
    pub fn second(&self, own: usize, statements: &[Statement], talkers: &[usize]) -> Option<usize> {
        let layout = self.layout;
        let span = statements[own].source?;
        let (_, outer) = layout.around_source(span, own)?;
        let you = layout.words_in(span).start;
        if let Some(called) = you.checked_sub(2).filter(|_| layout.comma(you - 1))
            && let Some(entity) = layout.entity_at(called).filter(|entity| entity.label == Label::Person)
        {
            return Some(entity.referent);
        }
        if let Some(speaker) = has_word(layout, &statements[outer]) {
            match talkers[..] {
                [_] => return None,
                [one, other] | [other, one] if one == speaker => return Some(other),
                _ => {}
            }
        }
        self.partner(outer, statements)
    }

    /// The other one of an exchange: who spoke last before a quotation in quotation marks, else who speaks next.
    fn partner(&self, outer: usize, statements: &[Statement]) -> Option<usize> {
        let layout = self.layout;
        let own = &statements[outer];
        let speaker = own.speaker.filter(|&speaker| layout.is_person(speaker))?;
        let here = layout.sentence(own.cue.start);
        let place = own.content.first()?;
        let speaks = |i: usize| {
            let statement = &statements[i];
            let other = statement.speaker.filter(|&other| other != speaker && layout.is_person(other))?;
            let near = layout.sentence(statement.cue.start).abs_diff(here) <= EXCHANGE;
            let direct = statement.kind == Kind::Direct
                && matches!(self.sources[i], Source::Named(_) | Source::Third(_) | Source::Described(_));
            let apart = layout.around(statement.cue, i).is_none();
            (near && direct && apart && !place.contains(&statement.cue)).then_some(other)
        };
        let before = (outer.saturating_sub(WEIGHED)..outer).rev().find_map(speaks);
        before.or_else(|| (outer + 1..statements.len().min(outer + WEIGHED)).find_map(speaks))
    }
}
