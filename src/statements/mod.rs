//! Statements: which source, cue and content belong together.

mod link;
mod turns;

pub(crate) use link::{Part, Parts, parts};

use crate::annotation::{Entity, Kind, Statement};
use crate::text::{Paragraph, Shape, Span, Word};

/// A statement less probable than this is wrong nine times in ten (PolNeAR dev). 0.15 would gain 0.1 F1 there, at the cost of statements
/// whose edges alone are unsure.
const LEAST: f32 = 0.1;

/// A statement inside of another's content needs more than one by itself: PolNeAR, whose gold leaves them out, loses 0.5 F1 of relations by
/// those above this and 1.1 by all, our own articles lose 0.3 of sources and cues by leaving out those below it.
const LEAST_INNER: f32 = 0.45;

/// With a cue as sure as this there is a statement, and only its edges are unsure.
const SURE: f32 = 0.8;

/// Joins the parts that were read in the paragraphs of an article to statements; spans are byte ranges of the article.
///
/// A paragraph's content without a cue continues the quotation before it if both stand in quotation marks; otherwise nobody is
/// known to say it, and it is left out.
pub(crate) fn assemble(text: &str, paragraphs: &[(Span, &Paragraph, &Parts)]) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    // Where the last paragraph's last quotation, if it ended in one, belongs.
    let mut open: Option<usize> = None;
    let given: Vec<(Span, &Paragraph)> =
        paragraphs.iter().map(|&(span, paragraph, _)| (span, paragraph)).collect();
    let turns = turns::turns(text, &given);
    for ((span, paragraph, parts), turn) in paragraphs.iter().zip(turns) {
        let place = |part: &Part| {
            let words = &paragraph.words[part.words.clone()];
            Span::new(words[0].span.start, words[words.len() - 1].span.end).shifted(span.start)
        };
        let before = out.len();
        let after_label = turn.as_ref().map_or(0, |turn| turn.part.words.end);
        let own = parts.cues.iter().filter(|cue| {
            let source = cue.source.as_ref().map_or(after_label, |source| source.words.start);
            cue.part.words.start.min(source) >= after_label
        });
        let mut inside = vec![false; paragraph.words.len()];
        for content in parts.cues.iter().flat_map(|cue| &cue.contents) {
            inside[content.words.clone()].fill(true);
        }
        for cue in turn.iter().chain(own) {
            let source =
                cue.source.as_ref().filter(|source| !is_expletive(text, place(source), place(&cue.part)));
            if cue.contents.is_empty() {
                continue;
            }
            let all = cue.contents.iter().chain(source).chain([&cue.part]);
            let confidence = all.map(|part| part.confidence).fold(1.0, f32::min);
            if confidence < LEAST && cue.part.confidence < SURE
                || confidence < LEAST_INNER && inside[cue.part.words.start]
            {
                continue;
            }
            out.push(Statement {
                source: source.map(place),
                cue: place(&cue.part),
                kind: kind(paragraph, &cue.contents),
                content: cue.contents.iter().map(place).collect(),
                speaker: None,
                confidence,
            });
        }
        let words = &paragraph.words;
        let quoted = |words: &[Word]| words.iter().all(|word| word.quoted || word.shape == Shape::Mark);
        let part_quoted = |part: &Part| quoted(&words[part.words.clone()]);
        // Whoever is cited inside of the quotation does not end it.
        let all_inside = parts
            .cues
            .iter()
            .all(|cue| part_quoted(&cue.part) && cue.source.as_ref().is_none_or(part_quoted));
        let opens_quoted = turn.is_none() && words.first().is_some_and(|word| word.quoted);
        let ends_quoted = words.last().is_some_and(|word| word.quoted);
        if let Some(statement) = open.filter(|_| opens_quoted && all_inside) {
            // The tags of a paragraph with inner cues show those.
            if quoted(words) && (parts.loose.is_empty() || !parts.cues.is_empty()) {
                out[statement].content.push(place(&Part { words: 0..words.len(), confidence: 1.0 }));
            } else {
                out[statement].content.extend(parts.loose.iter().filter(|part| part_quoted(part)).map(place));
            }
            // A mark that closes ends it.
            open = open.filter(|_| ends_quoted && !paragraph.quotations.last().is_some_and(|q| q.closed));
        } else {
            // A quotation goes on from where it ended the paragraph, closed or not.
            let last = (before..out.len()).max_by_key(|&i| out[i].content.last().map(|content| content.end));
            open = last.filter(|&i| ends_quoted && out[i].kind != Kind::Indirect);
        }
    }
    debug_assert!(out.iter().all(|s| text.is_char_boundary(s.cue.start)));
    out
}

/// Names are not cut: the edge of a source or content that falls inside of one moves to the name's edge. `entities` are in order.
pub(crate) fn keep_names_whole(entities: &[Entity], statements: &mut [Statement]) {
    let grown = |span: Span| {
        let around = |at: usize| {
            let next = entities.partition_point(|entity| entity.span.end <= at);
            entities.get(next).filter(|entity| entity.span.start < at && entity.label.is_name())
        };
        let start = around(span.start).map_or(span.start, |entity| entity.span.start);
        Span::new(start, around(span.end).map_or(span.end, |entity| entity.span.end))
    };
    for statement in statements {
        let Statement { source, cue, content, .. } = statement;
        for at in 0..=content.len() {
            let own = if at == 0 { *source } else { Some(content[at - 1]) };
            let Some(whole) = own.map(grown).filter(|whole| Some(*whole) != own) else { continue };
            // Contents are in order: of a quotation over thousands of paragraphs only the neighbours can be met. The source may meet any.
            let near = match at {
                0 => content.partition_point(|other| other.end <= whole.start),
                _ => at.saturating_sub(2),
            };
            let near = content.iter().enumerate().skip(near).take(3).filter(|(i, _)| i + 1 != at);
            let others = near.map(|(_, span)| span);
            let others = others.chain(source.iter().filter(|_| at > 0)).chain([&*cue]);
            if others.into_iter().any(|other| other.overlaps(&whole)) {
                continue;
            }
            if at == 0 { *source = Some(whole) } else { content[at - 1] = whole }
        }
    }
}

/// Whether the source is the `it` of `it was disclosed that …`, which stands for nobody.
fn is_expletive(text: &str, source: Span, cue: Span) -> bool {
    const PASSIVE: [&str; 7] = ["is", "was", "has been", "had been", "will be", "would be", "has also been"];
    let cue = cue.of(text);
    source.of(text).eq_ignore_ascii_case("it")
        && PASSIVE.iter().any(|be| cue.strip_prefix(be).is_some_and(|rest| rest.starts_with(' ')))
}

/// How much of the content stands in quotation marks, by its words.
fn kind(paragraph: &Paragraph, contents: &[Part]) -> Kind {
    let words = contents
        .iter()
        .flat_map(|part| &paragraph.words[part.words.clone()])
        .filter(|word| word.shape != Shape::Mark);
    let (mut quoted, mut all) = (0, 0);
    for word in words {
        all += 1;
        quoted += usize::from(word.quoted);
    }
    match quoted {
        0 => Kind::Indirect,
        _ if quoted == all => Kind::Direct,
        _ => Kind::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Label;
    use std::ops::Range;

    fn cue(source: Option<Range<usize>>, words: Range<usize>, content: Range<usize>) -> link::Cue {
        let part = |words: &Range<usize>| Part { words: words.clone(), confidence: 0.9 };
        link::Cue { part: part(&words), source: source.as_ref().map(part), contents: vec![part(&content)] }
    }

    /// The contents of each statement of two paragraphs with the given cues.
    fn contents(first: &str, one: Vec<link::Cue>, second: &str, two: Vec<link::Cue>) -> Vec<Vec<String>> {
        let text = format!("{first}\n{second}");
        let parsed = [Paragraph::parse(first), Paragraph::parse(second)];
        let parts = [one, two].map(|cues| Parts { cues, loose: Vec::new() });
        let spans = [Span::new(0, first.len()), Span::new(first.len() + 1, text.len())];
        let statements =
            assemble(&text, &[(spans[0], &parsed[0], &parts[0]), (spans[1], &parsed[1], &parts[1])]);
        let of =
            |statement: Statement| statement.content.iter().map(|span| span.of(&text).to_owned()).collect();
        statements.into_iter().map(of).collect()
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        let said = || vec![cue(Some(5..6), 6..7, 0..5)];
        let first = "“I left,” she said. “It was late.";
        let plain = contents(first, said(), "“I slept.”", vec![]);
        assert_eq!(plain, [vec!["“I left,”", "“I slept.”"]]);
        let inner = contents(first, said(), "“He says no.”", vec![cue(Some(1..2), 2..3, 3..4)]);
        assert_eq!(inner, [vec!["“I left,”", "“He says no.”"], vec!["no"]]);
        let other = contents(first, said(), "“No,” he said.", vec![cue(Some(4..5), 5..6, 0..4)]);
        assert_eq!(other, [vec!["“I left,”"], vec!["“No,”"]]);
        let told = contents(first, said(), "He slept.", vec![]);
        assert_eq!(told, [vec!["“I left,”"]]);
    }

    #[test]
    fn a_name_is_in_a_part_or_not() {
        let text = "Staff of Oslo University said Ana Ruiz left";
        let entity = |name: &str, label| {
            let start = text.find(name).unwrap();
            Entity { span: Span::new(start, start + name.len()), label, referent: 0, confidence: 0.9 }
        };
        let entities = [entity("Oslo University", Label::Org), entity("Ana Ruiz", Label::Person)];
        let part = |words: &str| entity(words, Label::Org).span;
        let mut statements = [Statement {
            source: Some(part("Staff of Oslo")),
            cue: part("said"),
            content: vec![part("Ruiz left")],
            kind: Kind::Indirect,
            speaker: None,
            confidence: 0.9,
        }];
        keep_names_whole(&entities, &mut statements);
        assert_eq!(statements[0].source.unwrap().of(text), "Staff of Oslo University");
        assert_eq!(statements[0].content[0].of(text), "Ana Ruiz left");
    }
}
