//! What JavaScript sees: plain objects, UTF-16 offsets, errors with a message.

use crate::annotation::{Annotation, Entity, Statement};
use crate::annotator::{self, Article, Memory, ParagraphAnnotation, Step};
use crate::encoder::Source;
use crate::text::{OffsetMap, OffsetUnit, Span};
use js_sys::Uint8Array;
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::WorkerGlobalScope;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../../js/types.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "Annotation")]
    pub type JsAnnotation;
    #[wasm_bindgen(typescript_type = "ParagraphAnnotation[]")]
    pub type JsParagraphs;
}

/// An `Error` that JavaScript can catch.
fn error(message: impl ToString) -> JsValue {
    js_sys::Error::new(&message.to_string()).into()
}

fn plain<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    // None becomes null, as the TypeScript types say; a struct with a flattened span counts as a map to serde.
    let serializer =
        serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    value.serialize(&serializer).map_err(error)
}

/// A model file in JavaScript's memory, which is freed when nobody needs it any more.
struct Bytes(Uint8Array);

impl Source for Bytes {
    fn len(&self) -> usize {
        self.0.length() as usize
    }

    fn copy(&self, at: usize, out: &mut [u8]) {
        self.0.subarray(at as u32, (at + out.len()) as u32).copy_to(out);
    }
}

/// A loaded model, with the last article kept so that an edit re-reads only what changed.
#[wasm_bindgen]
pub struct Annotator {
    inner: Rc<annotator::Annotator>,
    memory: Rc<RefCell<Memory>>,
}

#[wasm_bindgen]
impl Annotator {
    /// Loads the bytes of a model file. Throws an `Error` that says what is wrong with them.
    #[wasm_bindgen(constructor)]
    pub fn new(model: Uint8Array) -> Result<Annotator, JsValue> {
        let inner = annotator::Annotator::read_from(&Bytes(model), now).map_err(error)?;
        Ok(Annotator { inner: Rc::new(inner), memory: Rc::default() })
    }

    /// The model's name and version.
    #[wasm_bindgen(getter)]
    pub fn model(&self) -> String {
        self.inner.model().to_owned()
    }

    /// Reads a whole article.
    pub fn annotate(&self, text: String) -> Result<JsAnnotation, JsValue> {
        let mut reading = self.read(text);
        while reading
            .article
            .as_mut()
            .is_some_and(|article| !matches!(article.step(&self.inner, &reading.text), Step::End))
        {}
        reading.finish()
    }

    /// Begins to read an article a paragraph at a time.
    pub fn read(&self, text: String) -> Reading {
        let article = Article::new(&text, &mut self.memory.borrow_mut());
        let offsets = OffsetMap::new(&text, OffsetUnit::Utf16);
        Reading {
            annotator: Rc::clone(&self.inner),
            memory: Rc::clone(&self.memory),
            article: Some(article),
            offsets,
            text,
            done: false,
        }
    }
}

/// An article that is being read.
#[wasm_bindgen]
pub struct Reading {
    annotator: Rc<annotator::Annotator>,
    memory: Rc<RefCell<Memory>>,
    article: Option<Article>,
    offsets: OffsetMap,
    text: String,
    done: bool,
}

impl Drop for Reading {
    fn drop(&mut self) {
        // What an edit broke off is not read again.
        if let Some(article) = self.article.take() {
            article.give_up(&self.text, &mut self.memory.borrow_mut());
        }
    }
}

#[wasm_bindgen]
impl Reading {
    /// Reads on until so many milliseconds have passed, or all is read: gives the paragraphs that were finished, which may be none.
    #[wasm_bindgen(js_name = readFor)]
    pub fn read_for(&mut self, milliseconds: f64) -> Result<JsParagraphs, JsValue> {
        let start = now();
        let mut read = Vec::new();
        while let Some(article) = &mut self.article {
            match article.step(&self.annotator, &self.text) {
                Step::Part => {}
                Step::Paragraph(paragraph) => read.push(Shown::new(paragraph, &self.offsets)),
                Step::End => {
                    self.done = true;
                    break;
                }
            }
            // Without a clock, every turn has one step.
            if start.zip(now()).is_none_or(|(start, now)| now - start >= milliseconds) {
                break;
            }
        }
        Ok(plain(&read)?.unchecked_into())
    }

    /// Whether all is read.
    #[wasm_bindgen(getter)]
    pub fn done(&self) -> bool {
        self.done
    }

    /// Share of the text that is read, from 0 to 1.
    #[wasm_bindgen(getter)]
    pub fn progress(&self) -> f64 {
        self.article.as_ref().map_or(1.0, Article::progress)
    }

    /// The annotation of what was read. Can be called once.
    pub fn finish(&mut self) -> Result<JsAnnotation, JsValue> {
        let article = self.article.take().ok_or_else(|| error("this reading was finished before"))?;
        let mut annotation: Annotation =
            article.finish(&self.annotator, &self.text, &mut self.memory.borrow_mut());
        let Annotation { unit, entities, statements, .. } = &mut annotation;
        *unit = OffsetUnit::Utf16;
        crate::annotation::each_span(entities, statements, |span| *span = self.offsets.span(*span));
        Ok(plain(&annotation)?.unchecked_into())
    }
}

/// A paragraph as JavaScript gets it.
#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    span: Span,
    entities: Vec<Entity>,
    statements: Vec<Statement>,
}

impl Shown {
    fn new(paragraph: ParagraphAnnotation, offsets: &OffsetMap) -> Shown {
        let ParagraphAnnotation { span, mut entities, mut statements } = paragraph;
        crate::annotation::each_span(&mut entities, &mut statements, |span| *span = offsets.span(*span));
        Shown { span: offsets.span(span), entities, statements }
    }
}

/// The clock of the page, the worker or the runtime, in milliseconds.
fn now() -> Option<f64> {
    // `performance` is a property of every global scope, not of a worker's alone.
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    Some(scope.performance()?.now())
}
