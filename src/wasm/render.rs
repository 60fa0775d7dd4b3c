//! Marks in a page: text nodes and `<mark>` elements, never HTML, so that no text can become anything else.

use super::{JsAnnotation, JsParagraph, error};
use crate::annotation::{Entity, Statement};
use crate::render::{Segment, segments};
use crate::text::Span;
use js_sys::JsString;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Node};

#[wasm_bindgen]
extern "C" {
    /// With JavaScript's own string, which may hold what Rust's cannot: half of a surrogate pair.
    type TextFactory;
    #[wasm_bindgen(method, js_name = createTextNode)]
    fn create_text(this: &TextFactory, text: &JsString) -> Node;
}

/// The parts of an annotation that are painted.
#[derive(Deserialize)]
struct Painted {
    entities: Vec<Entity>,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct PaintedParagraph {
    #[serde(flatten)]
    span: Span,
    #[serde(flatten)]
    painted: Painted,
}

/// Replaces what `element` holds by the annotated text: a `<p>` for each paragraph, a `<mark>` for each marked segment.
///
/// The element's `textContent` is then `text`. A mark has the classes of `Segment::classes`, and in `data-entity` and
/// `data-statements` the indices of what it marks.
#[wasm_bindgen]
pub fn render(element: &Element, text: &JsString, annotation: JsAnnotation) -> Result<(), JsValue> {
    let painted: Painted = serde_wasm_bindgen::from_value(annotation.into()).map_err(error)?;
    let document = document(element)?;
    let fragment: Node = document.create_document_fragment().into();
    let lines = lines(text);
    let mut end = 0;
    let (mut entities, mut statements) = (painted.entities.as_slice(), Sweep::new(&painted.statements));
    for span in lines {
        let skipped = entities.partition_point(|entity| entity.span.end <= span.start);
        let first = painted.entities.len() - entities.len() + skipped;
        entities = &entities[skipped..];
        let here = &entities[..entities.partition_point(|entity| entity.span.start < span.end)];
        gap(&document, &fragment, text, end, span.start)?;
        let near = statements.of(span);
        let own: Vec<Statement> = near.iter().map(|&i| painted.statements[i].clone()).collect();
        paragraph(&document, &fragment, text, span, here, &own, |i| first + i, |i| near[i])?;
        end = span.end;
    }
    gap(&document, &fragment, text, end, text.length() as usize)?;
    element.set_text_content(None);
    element.append_child(&fragment)?;
    Ok(())
}

/// Appends one paragraph as it comes from `Reading.step`, with the text between it and the one before, which ended at `from`.
#[wasm_bindgen(js_name = renderParagraph)]
pub fn render_paragraph(
    element: &Element,
    text: &JsString,
    from: u32,
    read: JsParagraph,
) -> Result<(), JsValue> {
    let PaintedParagraph { span, painted } = serde_wasm_bindgen::from_value(read.into()).map_err(error)?;
    let document = document(element)?;
    gap(&document, element, text, from as usize, span.start)?;
    paragraph(&document, element, text, span, &painted.entities, &painted.statements, |i| i, |i| i)
}

/// For paragraphs in order, the statements that have a part in them; most lie in one paragraph, few in several.
struct Sweep<'a> {
    statements: &'a [Statement],
    /// Where each statement begins and ends, by the beginning.
    reach: Vec<(Span, usize)>,
    next: usize,
    open: Vec<usize>,
}

impl Sweep<'_> {
    fn new(statements: &[Statement]) -> Sweep<'_> {
        let mut reach: Vec<(Span, usize)> = statements
            .iter()
            .enumerate()
            .map(|(i, statement)| {
                let parts = statement.source.iter().chain([&statement.cue]).chain(&statement.content);
                let whole =
                    parts.fold(statement.cue, |a, b| Span::new(a.start.min(b.start), a.end.max(b.end)));
                (whole, i)
            })
            .collect();
        reach.sort_by_key(|(span, _)| span.start);
        Sweep { statements, reach, next: 0, open: Vec::new() }
    }

    fn of(&mut self, span: Span) -> Vec<usize> {
        while self.reach.get(self.next).is_some_and(|(reach, _)| reach.start < span.end) {
            self.open.push(self.next);
            self.next += 1;
        }
        self.open.retain(|&k| self.reach[k].0.end > span.start);
        let mut out: Vec<usize> = self.open.iter().map(|&k| self.reach[k].1).collect();
        out.sort_unstable();
        debug_assert!(out.iter().all(|&i| i < self.statements.len()));
        out
    }
}

/// The lines of the text that hold more than white space, trimmed, as the core's paragraphs; in UTF-16 code units.
fn lines(text: &JsString) -> Vec<Span> {
    let host = String::from(text);
    let map = crate::text::OffsetMap::new(&host, crate::text::OffsetUnit::Utf16);
    crate::text::paragraphs(&host).map(|span| map.span(span)).collect()
}

fn document(element: &Element) -> Result<Document, JsValue> {
    element.owner_document().ok_or_else(|| error("the element belongs to no document"))
}

fn text_node(document: &Document, text: &JsString, span: Span) -> Node {
    let slice = text.slice(span.start as u32, span.end as u32);
    document.unchecked_ref::<TextFactory>().create_text(&slice)
}

/// The white space between paragraphs.
fn gap(document: &Document, parent: &Node, text: &JsString, from: usize, to: usize) -> Result<(), JsValue> {
    if from < to {
        parent.append_child(&text_node(document, text, Span::new(from, to)))?;
    }
    Ok(())
}

#[allow(clippy::too_many_arguments)]
fn paragraph(
    document: &Document,
    parent: &Node,
    text: &JsString,
    span: Span,
    entities: &[Entity],
    statements: &[Statement],
    entity_index: impl Fn(usize) -> usize,
    statement_index: impl Fn(usize) -> usize,
) -> Result<(), JsValue> {
    let p = document.create_element("p")?;
    for segment in segments(span, entities, statements) {
        let node = text_node(document, text, segment.span);
        if segment.is_plain() {
            p.append_child(&node)?;
            continue;
        }
        let mark = document.create_element("mark")?;
        mark.set_class_name(&segment.classes(entities, statements));
        let Segment { entity, roles, .. } = segment;
        if let Some(entity) = entity {
            mark.set_attribute("data-entity", &entity_index(entity).to_string())?;
        }
        if !roles.is_empty() {
            let indices: Vec<String> = roles.iter().map(|&(i, _)| statement_index(i).to_string()).collect();
            mark.set_attribute("data-statements", &indices.join(" "))?;
        }
        mark.append_child(&node)?;
        p.append_child(&mark)?;
    }
    parent.append_child(&p)?;
    Ok(())
}
