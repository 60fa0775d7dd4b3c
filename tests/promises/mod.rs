//! What newsmark promises of every text, whatever it is: for tests and fuzzing.

use newsmark::text::{OffsetUnit, Span};
use newsmark::{Annotation, Annotator, Entity, ParagraphAnnotation, Statement};

/// Panics unless all that is promised holds for the text.
pub fn check(annotator: &Annotator, text: &str) -> Annotation {
    streamed(annotator, text);
    check_whole(annotator, text)
}

/// The same but for paragraphs by themselves, in a third of the time.
pub fn check_whole(annotator: &Annotator, text: &str) -> Annotation {
    let annotation = annotator.annotate(text);
    sound(text, &annotation);
    units(text, &annotation);
    annotation
}

/// Spans lie in the text, at the borders of characters, in order, and hold words; ids lead somewhere.
pub fn sound(text: &str, annotation: &Annotation) {
    let Annotation { unit, entities, statements, referents } = annotation;
    assert_eq!(*unit, OffsetUnit::Byte);
    parts(text, entities, statements);
    for (i, referent) in referents.iter().enumerate() {
        assert_eq!(referent.id, i);
        assert!(!referent.name.trim().is_empty(), "a referent without a name");
    }
    assert!(entities.iter().all(|entity| entity.referent < referents.len()));
    assert!(statements.iter().all(|statement| statement.speaker.is_none_or(|id| id < referents.len())));
}

fn parts(text: &str, entities: &[Entity], statements: &[Statement]) {
    let whole = |span: &Span| {
        let words = span.of(text); // panics off a character boundary
        assert!(!words.is_empty() && words.trim() == words, "{words:?}");
    };
    let mut end = 0;
    for entity in entities {
        assert!(entity.span.start >= end, "entities overlap or are out of order");
        end = entity.span.end;
        whole(&entity.span);
        assert!((0.0..=1.0).contains(&entity.confidence));
    }
    assert!(statements.is_sorted_by_key(|statement| statement.cue.start), "cues are out of order");
    for statement in statements {
        assert!(!statement.content.is_empty());
        assert!(statement.content.is_sorted_by_key(|span| span.start), "contents are out of order");
        let mut all: Vec<_> =
            statement.source.iter().chain([&statement.cue]).chain(&statement.content).collect();
        all.iter().for_each(|span| whole(span));
        all.sort_by_key(|span| span.start);
        assert!(all.is_sorted_by(|a, b| a.end <= b.start), "parts of a statement overlap: {all:?}");
        assert!((0.0..=1.0).contains(&statement.confidence));
    }
}

/// Offsets in other units are what the host itself counts.
fn units(text: &str, annotation: &Annotation) {
    let bytes = spans(annotation);
    let utf16 = spans(&annotation.in_unit(text, OffsetUnit::Utf16));
    let codepoints = spans(&annotation.in_unit(text, OffsetUnit::Codepoint));
    assert_eq!(spans(&annotation.in_unit(text, OffsetUnit::Byte)), bytes);
    let units: Vec<u16> = text.encode_utf16().collect();
    let letters: Vec<char> = text.chars().collect();
    for ((span, utf16), codepoints) in bytes.iter().zip(utf16).zip(codepoints) {
        assert_eq!(String::from_utf16(&units[utf16.start..utf16.end]).unwrap(), span.of(text));
        assert_eq!(letters[codepoints.start..codepoints.end].iter().collect::<String>(), span.of(text));
        assert_eq!(utf16.start, text[..span.start].encode_utf16().count());
        assert_eq!(codepoints.start, text[..span.start].chars().count());
    }
}

fn spans(annotation: &Annotation) -> Vec<Span> {
    let entities = annotation.entities.iter().map(|entity| entity.span);
    let statements = annotation
        .statements
        .iter()
        .flat_map(|s| s.source.into_iter().chain([s.cue]).chain(s.content.iter().copied()));
    entities.chain(statements).collect()
}

/// A paragraph in the article is read as it is alone, and between paragraphs there is nothing to read.
fn streamed(annotator: &Annotator, text: &str) {
    let mut end = 0;
    for ParagraphAnnotation { span, entities, statements } in annotator.read(text) {
        let between = &text[end..span.start];
        assert!(!between.chars().any(char::is_alphanumeric), "words between paragraphs: {between:?}");
        end = span.end;
        parts(text, &entities, &statements);
        let own = span.of(text);
        let mut alone = annotator.read(own);
        let same = alone.next().unwrap();
        assert!(alone.next().is_none(), "a paragraph is two");
        assert_eq!(same.span, Span::new(0, own.len()));
        let moved = |part: Span| part.shifted(span.start);
        let entities_alone: Vec<Entity> =
            same.entities.into_iter().map(|e| Entity { span: moved(e.span), ..e }).collect();
        assert_eq!(entities_alone, entities);
        let statements_alone: Vec<Statement> = same
            .statements
            .into_iter()
            .map(|s| Statement {
                source: s.source.map(moved),
                cue: moved(s.cue),
                content: s.content.iter().copied().map(moved).collect(),
                ..s
            })
            .collect();
        assert_eq!(statements_alone, statements);
    }
    assert!(!text[end..].chars().any(char::is_alphanumeric), "words after the last paragraph");
}
