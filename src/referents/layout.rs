//! The article as the rules look at it: its words, names and contents by place.

use super::facts::has;
use super::names::Names;
use super::voices::places;
use crate::annotation::{Entity, Label, Statement};
use crate::text::{Paragraph, Shape, Span};
use std::collections::HashMap;
use std::ops::Range;

/// Lines in which an article's head stands.
const TOP: usize = 5;

/// How deep contents lie in one another, at most: bounds the search for the statement around a word.
const NESTING: usize = 16;

/// A word of the article.
pub(super) struct Place {
    pub span: Span,
    pub shape: Shape,
    pub quoted: bool,
    /// Counted through the article; a quotation's sentences count as the one they stand in.
    pub sentence: usize,
    /// The sentence's first word.
    pub first: usize,
}

pub(super) struct Layout<'a> {
    pub text: &'a str,
    pub words: Vec<Place>,
    pub entities: &'a [Entity],
    /// Contents with their statement, by start.
    contents: Vec<(Span, usize)>,
    pub names: &'a Names,
    /// Places by the first letters of their names.
    pub places: HashMap<String, Vec<(usize, String)>>,
    /// The lines that name who wrote the article.
    bylines: Vec<Span>,
    /// The newspaper that a line near the beginning names: `we` in its editorial.
    pub masthead: Option<usize>,
}

impl<'a> Layout<'a> {
    pub fn new(
        text: &'a str,
        paragraphs: &[(Span, &Paragraph)],
        entities: &'a [Entity],
        names: &'a Names,
        statements: &[Statement],
    ) -> Layout<'a> {
        let count = paragraphs.iter().map(|(_, paragraph)| paragraph.words.len()).sum();
        let mut words: Vec<Place> = Vec::with_capacity(count);
        let (mut sentence, mut first) = (0, 0);
        for (span, paragraph) in paragraphs {
            for (i, word) in paragraph.words.iter().enumerate() {
                let quoted_before = i > 0 && paragraph.words[i - 1].quoted;
                // A paragraph that opens with a quotation goes on with the one before it.
                if (word.starts_sentence || i == 0) && !(word.quoted && (quoted_before || i == 0)) {
                    (sentence, first) = (sentence + 1, words.len());
                }
                let span = word.span.shifted(span.start);
                words.push(Place { span, shape: word.shape, quoted: word.quoted, sentence, first });
            }
        }
        let each = statements.iter().enumerate();
        let mut contents: Vec<(Span, usize)> = each
            .flat_map(|(i, statement)| statement.content.iter().map(move |content| (*content, i)))
            .collect();
        contents.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let bylines = bylines(text, paragraphs, entities);
        let masthead = masthead(text, paragraphs, entities);
        Layout { text, words, entities, contents, names, places: places(names), bylines, masthead }
    }

    /// Whether the span stands in a line that names who wrote the article.
    pub fn in_byline(&self, span: Span) -> bool {
        self.bylines.iter().any(|line| line.contains(&span))
    }

    /// The words of a span, as indices; none for a span behind the last word.
    pub fn words_in(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|word| word.span.end <= span.start);
        let end = self.words.partition_point(|word| word.span.start < span.end);
        start..end.max(start)
    }

    /// The word in lower case; nothing behind the last one.
    pub fn word(&self, at: usize) -> String {
        self.words.get(at).map_or_else(String::new, |word| word.span.of(self.text).to_lowercase())
    }

    /// Whether the word stands in a list.
    pub fn is(&self, at: usize, list: &str) -> bool {
        has(list, &self.word(at))
    }

    pub fn shape(&self, at: usize) -> Shape {
        self.words.get(at).map_or(Shape::Mark, |word| word.shape)
    }

    /// Whether the word is a mark that belongs to no name.
    pub fn mark(&self, at: usize) -> bool {
        self.shape(at) == Shape::Mark && self.plain(at)
    }

    pub fn comma(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.span.of(self.text) == ",") && self.plain(at)
    }

    /// Whether the word belongs to no name.
    pub fn plain(&self, at: usize) -> bool {
        at >= self.words.len() || self.entity_at(at).is_none()
    }

    /// The hyphen and the apostrophe, which part no phrase.
    pub fn joins(&self, at: usize) -> bool {
        self.is(at, "- ‑ ' ’")
    }

    /// The sentence in which the byte stands.
    pub fn sentence(&self, at: usize) -> usize {
        self.words.get(self.words.partition_point(|word| word.span.end <= at)).map_or(0, |word| word.sentence)
    }

    pub fn same_sentence(&self, a: usize, b: usize) -> bool {
        matches!((self.words.get(a), self.words.get(b)), (Some(a), Some(b)) if a.sentence == b.sentence)
    }

    /// The entity that covers a word.
    pub fn entity_at(&self, word: usize) -> Option<&'a Entity> {
        let span = self.words.get(word)?.span;
        let at = self.entities.partition_point(|entity| entity.span.end <= span.start);
        self.entities.get(at).filter(|entity| entity.span.start < span.end)
    }

    pub fn label(&self, referent: usize) -> Option<Label> {
        self.names.referents.get(referent).map(|referent| referent.label)
    }

    pub fn is_person(&self, referent: usize) -> bool {
        self.label(referent) == Some(Label::Person)
    }

    /// Whether the byte is followed by a possessive ending.
    pub fn possesses(&self, end: usize) -> bool {
        let after = &self.text[end..];
        ["'s", "’s", "' ", "’ "].iter().any(|ending| after.starts_with(ending))
    }

    /// The contents around `span`, the smallest first, with their statements.
    fn contents_around(&self, span: Span) -> impl Iterator<Item = (Span, usize)> {
        let at = self.contents.partition_point(|(content, _)| content.start <= span.start);
        let near = self.contents[..at].iter().rev().take(NESTING);
        near.filter(move |(content, _)| content.contains(&span)).copied()
    }

    /// The smallest content around `span` that is not one of statement `own`, with its statement.
    pub fn around(&self, span: Span, own: usize) -> Option<(Span, usize)> {
        self.contents_around(span).find(|(_, statement)| *statement != own)
    }

    /// The smallest content around a source; not one that ends with the source, whose cue stands behind it.
    pub fn around_source(&self, source: Span, own: usize) -> Option<(Span, usize)> {
        self.contents_around(source)
            .find(|(content, statement)| *statement != own && content.end > source.end)
    }

    /// Whether the word stands in someone's own words: inside quotation marks or after a speaker's colon in an interview.
    pub fn is_own_words(&self, word: usize, outer: &Statement) -> bool {
        self.words.get(word).is_some_and(|word| word.quoted) || outer.cue.of(self.text) == ":"
    }
}

/// The organisation that is all of a line near the article's beginning.
fn masthead(text: &str, paragraphs: &[(Span, &Paragraph)], entities: &[Entity]) -> Option<usize> {
    paragraphs.iter().take(TOP).find_map(|(span, _)| {
        let at = entities.partition_point(|entity| entity.span.start < span.start);
        let name =
            entities.get(at).filter(|entity| entity.label == Label::Org && span.contains(&entity.span))?;
        let before = text[span.start..name.span.start].trim().to_lowercase();
        let alone = before.is_empty() || before == "the";
        (alone && text[name.span.end..span.end].trim().is_empty()).then_some(name.referent)
    })
}

/// The lines near the article's beginning that are a name with at most an office or a place: `By Ana Ruiz, Oslo`.
fn bylines(text: &str, paragraphs: &[(Span, &Paragraph)], entities: &[Entity]) -> Vec<Span> {
    /// Words of such a line.
    const WORDS: usize = 10;
    let byline = |(i, (span, paragraph)): (usize, &(Span, &Paragraph))| {
        let written = span.of(text).trim();
        let at = entities.partition_point(|entity| entity.span.start < span.start);
        let name =
            entities.get(at).filter(|entity| entity.label == Label::Person && span.contains(&entity.span))?;
        let before = text[span.start..name.span.start].trim().to_lowercase();
        let after = text[name.span.end..span.end].trim();
        let by = before == "by";
        let alone = i > 0 && before.is_empty() && (after.is_empty() || after.starts_with([',', '|']));
        let short = paragraph.words.len() <= WORDS && !written.ends_with(['.', '!', '?', '”', '"', ':']);
        (short && (by || alone)).then_some(*span)
    };
    paragraphs.iter().take(TOP).enumerate().filter_map(byline).collect()
}
