//! Statements: which source, cue and content belong together.

mod link;
mod turns;

pub(crate) use link::{Part, Parts, parts};

use crate::annotation::{Kind, Statement};
use crate::text::{Paragraph, Shape, Span};

/// A statement less probable than this is wrong four times in five (PolNeAR dev); leaving it out costs 0.3 F1 of cues and gains as much in
/// whole statements.
const LEAST: f32 = 0.15;

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
        for cue in turn.iter().chain(own) {
            let source =
                cue.source.as_ref().filter(|source| !is_expletive(text, place(source), place(&cue.part)));
            if cue.contents.is_empty() {
                continue;
            }
            let all = cue.contents.iter().chain(source).chain([&cue.part]);
            let confidence = all.map(|part| part.confidence).fold(1.0, f32::min);
            if confidence < LEAST {
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
        let opens_quoted = paragraph.words.first().is_some_and(|word| word.quoted);
        if let Some(statement) = open.filter(|_| opens_quoted && before == out.len() && parts.cues.is_empty())
        {
            let quoted = parts.loose.iter().filter(|part| paragraph.words[part.words.start].quoted);
            out[statement].content.extend(quoted.map(place));
            // A mark that closes ends it.
            if !paragraph.words.last().is_some_and(|word| word.quoted)
                || paragraph.quotations.last().is_some_and(|q| q.closed)
            {
                open = None;
            }
        } else {
            open = None;
        }
        if before < out.len() {
            // A quotation goes on from where it ended the paragraph, closed or not.
            let ends_quoted = paragraph.words.last().is_some_and(|word| word.quoted);
            let last = (before..out.len()).max_by_key(|&i| out[i].content.last().map(|content| content.end));
            open = last.filter(|&i| ends_quoted && out[i].kind != Kind::Indirect);
        }
    }
    debug_assert!(out.iter().all(|s| text.is_char_boundary(s.cue.start)));
    out
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
