//! From spans that overlap to segments that do not: what a page paints one after the other.

use crate::annotation::{Entity, Kind, Statement};
use crate::text::Span;

/// A segment's part in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Who says it.
    Source,
    /// The words that attribute.
    Cue,
    /// What is said.
    Content,
}

/// A stretch of text in which nothing begins or ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands, in the unit of the spans it was made from.
    pub span: Span,
    /// Index of the entity that it is part of.
    pub entity: Option<usize>,
    /// Statements that it is part of: index and role, in order of the index.
    pub roles: Vec<(usize, Role)>,
}

impl Segment {
    /// Whether nothing is marked here.
    pub fn is_plain(&self) -> bool {
        self.entity.is_none() && self.roles.is_empty()
    }

    /// The CSS classes of the segment's mark: see `www/style.css`.
    pub fn classes(&self, entities: &[Entity], statements: &[Statement]) -> String {
        let mut out = String::from("nm");
        if let Some(entity) = self.entity {
            out.push_str(" nm-entity nm-");
            out.push_str(entities[entity].label.name());
        }
        let has = |role| self.roles.iter().any(|&(_, r)| r == role);
        for (role, class) in
            [(Role::Source, " nm-source"), (Role::Cue, " nm-cue"), (Role::Content, " nm-content")]
        {
            if has(role) {
                out.push_str(class);
            }
        }
        let mut within = self.roles.iter().filter(|(_, role)| *role == Role::Content);
        match within.clone().count() {
            0 | 1 => {}
            2 => out.push_str(" nm-depth-2"),
            _ => out.push_str(" nm-depth-3"),
        }
        if let Some(&(statement, _)) = within.next_back() {
            out.push_str(match statements[statement].kind {
                Kind::Direct => " nm-direct",
                Kind::Mixed => " nm-mixed",
                Kind::Indirect => " nm-indirect",
            });
        }
        out
    }
}

/// What marks a span: an entity, or a part of a statement.
#[derive(Clone, Copy)]
enum Mark {
    Entity(usize),
    Part(usize, Role),
}

/// Cuts `whole` at every place where an entity or a part of a statement begins or ends. The segments follow one another without
/// gaps from the start of `whole` to its end; what lies outside of it is not painted.
pub fn segments(whole: Span, entities: &[Entity], statements: &[Statement]) -> Vec<Segment> {
    let mut marks: Vec<(Span, Mark)> = Vec::new();
    marks.extend(entities.iter().enumerate().map(|(i, entity)| (entity.span, Mark::Entity(i))));
    for (i, statement) in statements.iter().enumerate() {
        marks.extend(statement.source.iter().map(|&span| (span, Mark::Part(i, Role::Source))));
        marks.push((statement.cue, Mark::Part(i, Role::Cue)));
        marks.extend(statement.content.iter().map(|&span| (span, Mark::Part(i, Role::Content))));
    }
    marks.retain(|(span, _)| span.overlaps(&whole) && span.start < span.end);
    marks.sort_by_key(|(span, _)| span.start);
    let mut cuts: Vec<usize> =
        marks.iter().flat_map(|(span, _)| [span.start, span.end]).chain([whole.start, whole.end]).collect();
    cuts.retain(|cut| (whole.start..=whole.end).contains(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::with_capacity(cuts.len());
    let (mut next, mut active): (usize, Vec<usize>) = (0, Vec::new());
    for pair in cuts.windows(2) {
        let span = Span::new(pair[0], pair[1]);
        active.retain(|&mark| marks[mark].0.end > span.start);
        while next < marks.len() && marks[next].0.start <= span.start {
            if marks[next].0.end > span.start {
                active.push(next);
            }
            next += 1;
        }
        let mut segment = Segment { span, entity: None, roles: Vec::new() };
        for &mark in &active {
            match marks[mark].1 {
                Mark::Entity(entity) => segment.entity = Some(entity),
                Mark::Part(statement, role) => segment.roles.push((statement, role)),
            }
        }
        segment.roles.sort_unstable();
        segment.roles.dedup();
        out.push(segment);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotation::Label;

    fn entity(start: usize, end: usize) -> Entity {
        Entity { span: Span::new(start, end), label: Label::Person, referent: 0, confidence: 1.0 }
    }

    #[test]
    fn segments_follow_one_another_and_keep_what_overlaps() {
        let entities = [entity(0, 4), entity(10, 14)];
        let outer = Statement {
            source: Some(Span::new(0, 8)),
            cue: Span::new(8, 9),
            content: vec![Span::new(9, 30)],
            kind: Kind::Mixed,
            speaker: None,
            confidence: 1.0,
        };
        let inner = Statement {
            source: None,
            cue: Span::new(14, 16),
            content: vec![Span::new(17, 30)],
            ..outer.clone()
        };
        let statements = [outer, inner];
        let cut = segments(Span::new(0, 40), &entities, &statements);
        assert_eq!(cut.first().unwrap().span.start, 0);
        assert_eq!(cut.last().unwrap().span.end, 40);
        assert!(cut.windows(2).all(|pair| pair[0].span.end == pair[1].span.start));
        let at = |place: usize| cut.iter().find(|s| s.span.start <= place && place < s.span.end).unwrap();
        assert_eq!(at(1).classes(&entities, &statements), "nm nm-entity nm-PERSON nm-source");
        assert_eq!(at(12).classes(&entities, &statements), "nm nm-entity nm-PERSON nm-content nm-mixed");
        assert_eq!(at(20).roles, [(0, Role::Content), (1, Role::Content)]);
        assert_eq!(at(20).classes(&entities, &statements), "nm nm-content nm-depth-2 nm-mixed");
        assert!(at(35).is_plain());
        assert_eq!(segments(Span::new(0, 0), &[], &[]), []);
        let part = segments(Span::new(12, 20), &entities, &statements);
        assert_eq!((part[0].span.start, part.last().unwrap().span.end), (12, 20));
    }
}
