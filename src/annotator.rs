//! The whole way of an article: text → encoder → entities → statements → referents → annotation.

use crate::annotation::{Annotation, Entity, Statement};
use crate::encoder::{Encoded, Encoder, ModelError, Scratch, Source, Window};
use crate::statements::{self, Parts};
use crate::text::{OffsetUnit, Paragraph, Span, paragraphs};
use crate::{entities, referents};
use std::collections::HashMap;
#[cfg(target_family = "wasm")]
use std::collections::HashSet;
use std::rc::Rc;

/// Reads articles with a model.
pub struct Annotator {
    encoder: Encoder,
}

impl Annotator {
    /// Loads a model file, such as `model/newsmark.bin` of this repository.
    pub fn from_bytes(model: &[u8]) -> Result<Annotator, ModelError> {
        Annotator::read_from(&model, || None)
    }

    /// Loads a model from wherever it is; `now` is a clock in milliseconds, if there is one.
    pub(crate) fn read_from(
        model: &dyn Source,
        now: impl Fn() -> Option<f64>,
    ) -> Result<Annotator, ModelError> {
        Ok(Annotator { encoder: Encoder::read_from(model, now)? })
    }

    /// The model's name and version.
    pub fn model(&self) -> &str {
        self.encoder.name()
    }

    /// Reads `text`; offsets are bytes. Every text has an annotation, if an empty one.
    pub fn annotate(&self, text: &str) -> Annotation {
        let mut article = Article::new(text, &mut Memory::default());
        while !matches!(article.step(self, text), Step::End) {}
        article.finish(self, text, &mut Memory::default())
    }

    /// Reads `text` a paragraph a call, so that a long one can be shown as it is read.
    pub fn read<'a>(&'a self, text: &'a str) -> impl Iterator<Item = ParagraphAnnotation> + 'a {
        let mut article = Article::new(text, &mut Memory::default());
        std::iter::from_fn(move || {
            loop {
                match article.step(self, text) {
                    Step::Part => {}
                    Step::Paragraph(paragraph) => return Some(paragraph),
                    Step::End => return None,
                }
            }
        })
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

    /// Begins to read a paragraph.
    fn begin(&self, text: &str) -> Begun {
        let paragraph = Paragraph::parse(text);
        let boilerplate = entities::forms::is_boilerplate(text);
        let windows = if boilerplate { Vec::new() } else { self.encoder.windows(text, &paragraph) };
        Begun { paragraph, boilerplate, windows: windows.into_iter(), encoded: Encoded::default() }
    }

    /// What a paragraph says, of which all windows are read.
    fn paragraph(&self, text: &str, begun: Begun) -> ReadParagraph {
        let Begun { paragraph, boilerplate, encoded, .. } = begun;
        if boilerplate {
            return ReadParagraph { paragraph, entities: Vec::new(), parts: Parts::default() };
        }
        let entities = entities::read(text, &paragraph, &encoded.words);
        let parts =
            statements::parts(text, &paragraph, &encoded.words, |cues| self.encoder.tell(&encoded, cues));
        ReadParagraph { paragraph, entities, parts }
    }
}

/// A paragraph that is being read.
struct Begun {
    paragraph: Paragraph,
    boilerplate: bool,
    windows: std::vec::IntoIter<Window>,
    encoded: Encoded,
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
    begun: Option<Begun>,
    known: HashMap<Box<str>, Rc<ReadParagraph>>,
    scratch: Scratch,
}

/// What a step has read: as much as the encoder sees at a time, so that no paragraph keeps others waiting.
pub(crate) enum Step {
    /// A part of a paragraph.
    Part,
    /// The last part of a paragraph, or all of it.
    Paragraph(ParagraphAnnotation),
    /// Nothing: all was read before.
    End,
}

impl Article {
    /// Takes over what `memory` knows.
    pub fn new(text: &str, memory: &mut Memory) -> Article {
        Article {
            spans: paragraphs(text).collect(),
            read: Vec::new(),
            begun: None,
            known: std::mem::take(&mut memory.0),
            scratch: Scratch::default(),
        }
    }

    /// Share of the text that was read, from 0 to 1.
    #[cfg(target_family = "wasm")]
    pub fn progress(&self) -> f64 {
        let (Some(next), Some(last)) = (self.spans.get(self.read.len()), self.spans.last()) else {
            return 1.0;
        };
        let begun = self.begun.as_ref().and_then(|begun| {
            let window = begun.windows.as_slice().first()?;
            Some(begun.paragraph.words.get(window.words.start)?.span.start)
        });
        (next.start + begun.unwrap_or(0)) as f64 / last.end as f64
    }

    /// Reads on.
    pub fn step(&mut self, annotator: &Annotator, text: &str) -> Step {
        let Some(&span) = self.spans.get(self.read.len()) else { return Step::End };
        let own = span.of(text);
        let read = match (self.begun.take(), self.known.get(own)) {
            (None, Some(known)) => Rc::clone(known),
            (begun, _) => {
                let mut begun = begun.unwrap_or_else(|| annotator.begin(own));
                if let Some(window) = begun.windows.next() {
                    annotator.encoder.read(&window, &mut self.scratch, &mut begun.encoded);
                }
                if begun.windows.len() > 0 {
                    self.begun = Some(begun);
                    return Step::Part;
                }
                let read = Rc::new(annotator.paragraph(own, begun));
                self.known.insert(own.into(), Rc::clone(&read));
                read
            }
        };
        let mut entities: Vec<Entity> = shifted(&read.entities, span.start).collect();
        let mut statements = statements::assemble(text, &[(span, &read.paragraph, &read.parts)]);
        statements::keep_names_whole(&entities, &mut statements);
        annotator.calibrate(&mut entities, &mut statements);
        self.read.push(read);
        Step::Paragraph(ParagraphAnnotation { span, entities, statements })
    }

    /// Gives back to `memory` what is known, when the article is not read to its end. Of one given up again and again, as while it is
    /// typed, the forms of before are forgotten once there are more of them than paragraphs.
    #[cfg(target_family = "wasm")]
    pub fn give_up(mut self, text: &str, memory: &mut Memory) {
        if self.known.len() > 2 * self.spans.len() {
            let own: HashSet<&str> = self.spans.iter().map(|span| span.of(text)).collect();
            self.known.retain(|paragraph, _| own.contains(&**paragraph));
        }
        memory.0.extend(self.known);
    }

    /// Puts together what was read so far, and leaves it in `memory`.
    pub fn finish(mut self, annotator: &Annotator, text: &str, memory: &mut Memory) -> Annotation {
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
        for span in &self.spans[..self.read.len()] {
            memory.0.extend(self.known.remove_entry(span.of(text)));
        }
        Annotation { unit: OffsetUnit::Byte, entities, statements, referents }
    }
}

fn shifted(entities: &[Entity], by: usize) -> impl Iterator<Item = Entity> + '_ {
    entities.iter().map(move |entity| Entity { span: entity.span.shifted(by), ..entity.clone() })
}
