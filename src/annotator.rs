//! The whole way of an article: text → encoder → entities → statements → referents → annotation.

use crate::annotation::{Annotation, Entity, Statement};
use crate::encoder::{Encoder, ModelError};
use crate::statements::{self, Parts};
use crate::text::{OffsetUnit, Paragraph, Span, paragraphs};
use crate::{entities, referents};
use std::collections::HashMap;
use std::rc::Rc;

/// Reads articles with a model.
pub struct Annotator {
    encoder: Encoder,
}

impl Annotator {
    /// Loads a model file, such as `model/newsmark.bin` of this repository.
    pub fn from_bytes(model: &[u8]) -> Result<Annotator, ModelError> {
        Ok(Annotator { encoder: Encoder::from_bytes(model)? })
    }

    /// The model's name and version.
    pub fn model(&self) -> &str {
        self.encoder.name()
    }

    /// Reads `text`; offsets are bytes. Every text has an annotation, if an empty one.
    pub fn annotate(&self, text: &str) -> Annotation {
        let mut article = Article::new(text, &mut Memory::default());
        while article.step(self, text).is_some() {}
        article.finish(self, text, &mut Memory::default())
    }

    /// Reads `text` a paragraph a call, so that a long one can be shown as it is read.
    pub fn read<'a>(&'a self, text: &'a str) -> impl Iterator<Item = ParagraphAnnotation> + 'a {
        let mut article = Article::new(text, &mut Memory::default());
        std::iter::from_fn(move || article.step(self, text))
    }

    /// From probabilities, which the rules compare, to what they have meant on dev sets.
    fn calibrate(&self, entities: &mut [Entity], statements: &mut [Statement]) {
        for entity in entities.iter_mut().filter(|entity| entity.label.is_name()) {
            entity.confidence = self.encoder.sure_of_name(entity.confidence);
        }
        for statement in statements {
            statement.confidence = self.encoder.sure_of_statement(statement.confidence);
        }
    }

    fn paragraph(&self, text: &str) -> ReadParagraph {
        let paragraph = Paragraph::parse(text);
        if entities::forms::is_boilerplate(text) {
            return ReadParagraph { paragraph, entities: Vec::new(), parts: Parts::default() };
        }
        let encoded = self.encoder.read(text, &paragraph);
        let entities = entities::read(text, &paragraph, &encoded.words);
        let parts =
            statements::parts(text, &paragraph, &encoded.words, |cues| self.encoder.tell(&encoded, cues));
        ReadParagraph { paragraph, entities, parts }
    }
}

/// What a paragraph says by itself: spans count from its start.
struct ReadParagraph {
    paragraph: Paragraph,
    entities: Vec<Entity>,
    parts: Parts,
}

/// A paragraph as it stands before the whole article is read: referents are all 0, speakers none.
#[derive(Clone, Debug, PartialEq)]
pub struct ParagraphAnnotation {
    /// Where it stands.
    pub span: Span,
    /// Its entities.
    pub entities: Vec<Entity>,
    /// Its statements.
    pub statements: Vec<Statement>,
}

/// The paragraphs of the last article by their text: after an edit only what changed is read again.
#[derive(Default)]
pub(crate) struct Memory(HashMap<Box<str>, Rc<ReadParagraph>>);

/// An article that is being read.
pub(crate) struct Article {
    spans: Vec<Span>,
    read: Vec<Rc<ReadParagraph>>,
    known: HashMap<Box<str>, Rc<ReadParagraph>>,
}

impl Article {
    /// Takes over what `memory` knows.
    pub fn new(text: &str, memory: &mut Memory) -> Article {
        Article { spans: paragraphs(text).collect(), read: Vec::new(), known: std::mem::take(&mut memory.0) }
    }

    /// Share of the text that was read, from 0 to 1.
    #[cfg(target_family = "wasm")]
    pub fn progress(&self) -> f64 {
        match (self.spans.get(self.read.len()), self.spans.last()) {
            (Some(next), Some(last)) => next.start as f64 / last.end as f64,
            _ => 1.0,
        }
    }

    /// Reads the next paragraph, unless all are read.
    pub fn step(&mut self, annotator: &Annotator, text: &str) -> Option<ParagraphAnnotation> {
        let span = *self.spans.get(self.read.len())?;
        let own = span.of(text);
        let read = match self.known.get(own) {
            Some(known) => Rc::clone(known),
            None => {
                let read = Rc::new(annotator.paragraph(own));
                self.known.insert(own.into(), Rc::clone(&read));
                read
            }
        };
        let mut entities: Vec<Entity> = shifted(&read.entities, span.start).collect();
        let mut statements = statements::assemble(text, &[(span, &read.paragraph, &read.parts)]);
        statements::keep_names_whole(&entities, &mut statements);
        annotator.calibrate(&mut entities, &mut statements);
        self.read.push(read);
        Some(ParagraphAnnotation { span, entities, statements })
    }

    /// Gives back to `memory` all that is known, when the article is not read to its end.
    #[cfg(target_family = "wasm")]
    pub fn give_up(self, memory: &mut Memory) {
        memory.0.extend(self.known);
    }

    /// Puts together what was read so far, and leaves it in `memory`.
    pub fn finish(self, annotator: &Annotator, text: &str, memory: &mut Memory) -> Annotation {
        let read: Vec<(Span, &ReadParagraph)> =
            self.spans.iter().copied().zip(self.read.iter().map(Rc::as_ref)).collect();
        let paragraphs: Vec<(Span, &Paragraph)> =
            read.iter().map(|(span, read)| (*span, &read.paragraph)).collect();
        let parts: Vec<_> = read.iter().map(|(span, read)| (*span, &read.paragraph, &read.parts)).collect();
        let mut entities: Vec<Entity> =
            read.iter().flat_map(|(span, read)| shifted(&read.entities, span.start)).collect();
        entities::agree(text, &paragraphs, &mut entities);
        let mut statements = statements::assemble(text, &parts);
        statements::keep_names_whole(&entities, &mut statements);
        let referents = referents::resolve(text, &paragraphs, &mut entities, &mut statements);
        annotator.calibrate(&mut entities, &mut statements);
        for (span, read) in self.spans.iter().zip(&self.read) {
            memory.0.insert(span.of(text).into(), Rc::clone(read));
        }
        Annotation { unit: OffsetUnit::Byte, entities, statements, referents }
    }
}

fn shifted(entities: &[Entity], by: usize) -> impl Iterator<Item = Entity> + '_ {
    entities.iter().map(move |entity| Entity { span: entity.span.shifted(by), ..entity.clone() })
}
