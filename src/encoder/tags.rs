//! From tags to spans: the most likely path of tags in which no span goes on that has not begun (Viterbi 1967).

use super::math::exp;
use std::ops::Range;

/// A span of words that was read as one thing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tagged {
    pub words: Range<usize>,
    pub kind: usize,
    /// How likely its least likely tag is, and that the word after it does not go on; from 0 to 1. (The product over all words would
    /// call every long content unsure.)
    pub confidence: f32,
}

/// The spans in `rows`: log-probabilities of the tags of each word, outside first, then the first and later words of each kind.
pub(crate) fn spans<const TAGS: usize>(rows: &[[f32; TAGS]]) -> Vec<Tagged> {
    bridged(rows, None)
}

/// As [`spans`], where one kind may go on behind another: of `Some((inner, outer))` a later word of `outer` may follow `inner`, as a content
/// goes on behind the cue of a statement inside of it. What goes on is a span of its own.
pub(crate) fn bridged<const TAGS: usize>(
    rows: &[[f32; TAGS]],
    bridge: Option<(usize, usize)>,
) -> Vec<Tagged> {
    let path = best_path(rows, bridge);
    let mut out: Vec<Tagged> = Vec::new();
    for (i, &tag) in path.iter().enumerate() {
        let chance = rows[i][tag];
        match (tag, out.last_mut()) {
            (0, _) => {}
            (_, Some(last)) if tag % 2 == 0 && last.kind == (tag - 1) / 2 && last.words.end == i => {
                last.words.end = i + 1;
                last.confidence = last.confidence.min(chance);
            }
            _ => out.push(Tagged { words: i..i + 1, kind: (tag - 1) / 2, confidence: chance }),
        }
    }
    for span in &mut out {
        let goes_on = rows.get(span.words.end).map_or(0.0, |row| exp(row[2 + 2 * span.kind]));
        span.confidence = exp(span.confidence) * (1.0 - goes_on);
    }
    out
}

fn best_path<const TAGS: usize>(rows: &[[f32; TAGS]], bridge: Option<(usize, usize)>) -> Vec<usize> {
    let Some(first) = rows.first() else { return Vec::new() };
    let later = |tag: usize| tag > 0 && tag.is_multiple_of(2);
    let mut best = *first;
    for (tag, score) in best.iter_mut().enumerate() {
        if later(tag) {
            *score = f32::NEG_INFINITY;
        }
    }
    let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(rows.len());
    for row in &rows[1..] {
        let top = highest(&best);
        let (mut next, mut from) = ([0.0; TAGS], [top as u8; TAGS]);
        for tag in 0..TAGS {
            // A later word follows its kind's first or later word, every other tag follows anything.
            let mut before = if later(tag) && best[tag] >= best[tag - 1] {
                tag
            } else if later(tag) {
                tag - 1
            } else {
                top
            };
            if let Some((inner, outer)) = bridge
                && tag == 2 + 2 * outer
            {
                for other in [1 + 2 * inner, 2 + 2 * inner] {
                    before = if best[other] > best[before] { other } else { before };
                }
            }
            from[tag] = before as u8;
            next[tag] = best[before] + row[tag];
        }
        back.push(from);
        best = next;
    }
    let mut tag = highest(&best);
    let mut path = vec![tag];
    for from in back.iter().rev() {
        tag = usize::from(from[tag]);
        path.push(tag);
    }
    path.reverse();
    path
}

fn highest<const N: usize>(scores: &[f32; N]) -> usize {
    (1..N).fold(0, |best, i| if scores[i] > scores[best] { i } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(probabilities: &[[f32; 5]]) -> Vec<[f32; 5]> {
        probabilities.iter().map(|row| row.map(f32::ln)).collect()
    }

    #[test]
    fn a_span_never_goes_on_before_it_begins() {
        // The second word looks like a later word of kind 0, the first like a first word of kind 1.
        let found = spans(&rows(&[
            [0.1, 0.3, 0.1, 0.4, 0.1],
            [0.1, 0.1, 0.7, 0.05, 0.05],
            [0.9, 0.025, 0.025, 0.025, 0.025],
        ]));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].words.clone(), found[0].kind), (0..2, 0));
        assert!((found[0].confidence - 0.3 * 0.975).abs() < 1e-4);
        assert!(spans::<5>(&[]).is_empty());
    }

    #[test]
    fn a_content_goes_on_behind_an_inner_cue() {
        let one = |tag: usize| std::array::from_fn(|i| if i == tag { 0.9 } else { 0.02 });
        let read = rows(&[one(3), one(1), one(4)]);
        let kinds =
            |found: Vec<Tagged>| found.into_iter().map(|span| (span.kind, span.words)).collect::<Vec<_>>();
        assert_eq!(kinds(bridged(&read, Some((0, 1)))), [(1, 0..1), (0, 1..2), (1, 2..3)]);
        assert_ne!(kinds(spans(&read)), [(1, 0..1), (0, 1..2), (1, 2..3)]);
    }

    #[test]
    fn neighbours_of_one_kind_stay_two() {
        let found = spans(&rows(&[[0.1, 0.8, 0.05, 0.025, 0.025], [0.1, 0.8, 0.05, 0.025, 0.025]]));
        assert_eq!(found.iter().map(|span| span.words.clone()).collect::<Vec<_>>(), [0..1, 1..2]);
    }
}
