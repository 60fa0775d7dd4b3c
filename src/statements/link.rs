//! Sources, cues and contents of one paragraph, and the links between them.

use crate::encoder::{Reading, spans};
use std::ops::Range;

/// A source, cue or content.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// The paragraph's words that it holds.
    pub words: Range<usize>,
    /// Probability of its tags.
    pub confidence: f32,
}

/// A cue and what it joins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cue {
    pub part: Part,
    /// Index of its source.
    pub source: Option<usize>,
    /// Indices of its contents, in order.
    pub contents: Vec<usize>,
}

/// What was read in a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    pub sources: Vec<Part>,
    pub cues: Vec<Cue>,
    pub contents: Vec<Part>,
}

/// A link further away than the encoder's classes reach: less likely than any of them.
const FAR: f32 = -12.0;
/// Index of the class "has none" among the links.
const NONE: usize = 4;

/// Reads the parts of a paragraph and links them as the encoder's link scores, averaged over the words of a part, say best.
pub(crate) fn parts(readings: &[Reading]) -> Parts {
    let rows: Vec<_> = readings.iter().map(|reading| reading.roles).collect();
    let mut parts = Parts::default();
    for tagged in spans(&rows) {
        let part = Part { words: tagged.words, confidence: tagged.confidence };
        match tagged.kind {
            0 => parts.sources.push(part),
            1 => parts.cues.push(Cue { part, source: None, contents: Vec::new() }),
            _ => parts.contents.push(part),
        }
    }
    let sources: Vec<usize> = parts.sources.iter().map(|part| part.words.start).collect();
    let cues: Vec<usize> = parts.cues.iter().map(|cue| cue.part.words.start).collect();
    for cue in &mut parts.cues {
        let words = cue.part.words.clone();
        let none = mean(words.clone(), |word| readings[word].links[NONE]);
        let best = best_of(&sources, words, readings);
        cue.source = best.filter(|&(_, score)| score > none).map(|(index, _)| index);
    }
    for (i, content) in parts.contents.iter().enumerate() {
        if let Some((cue, _)) = best_of(&cues, content.words.clone(), readings) {
            parts.cues[cue].contents.push(i);
        }
    }
    parts
}

/// Which of the parts that start at the words `stands` the words of a part point to, and how clearly.
fn best_of(stands: &[usize], words: Range<usize>, readings: &[Reading]) -> Option<(usize, f32)> {
    // No class reaches further than two parts to either side.
    let first = stands.partition_point(|&at| at < words.start).saturating_sub(2);
    let last = (stands.partition_point(|&at| at < words.end) + 2).min(stands.len());
    (first..last)
        .map(|target| (target, mean(words.clone(), |word| score(stands, target, word, &readings[word]))))
        .max_by(|a, b| a.1.total_cmp(&b.1))
}

fn score(stands: &[usize], target: usize, word: usize, reading: &Reading) -> f32 {
    let left = stands.partition_point(|&at| at <= word);
    // Parts counted from the word: the second and the first to its left, the first and the second to its right.
    match (target + 2).checked_sub(left) {
        Some(class @ 0..=3) => reading.links[class],
        _ => FAR,
    }
}

fn mean(words: Range<usize>, of: impl Fn(usize) -> f32) -> f32 {
    let count = words.len() as f32;
    words.map(of).sum::<f32>() / count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::{LINKS, ROLES, tags_of};

    /// Readings that are sure of a tag (0 outside, then first and later of source, cue, content) and of a link.
    fn sure(words: &[(usize, usize)]) -> Vec<Reading> {
        words
            .iter()
            .map(|&(tag, link)| {
                let mut reading =
                    Reading { names: [0.0; _], roles: [-9.0; tags_of(ROLES)], links: [-9.0; LINKS] };
                reading.roles[tag] = -0.01;
                reading.links[link] = -0.01;
                reading
            })
            .collect()
    }

    #[test]
    fn one_source_serves_two_cues_and_a_content_has_two_parts() {
        // content (its cue after it), cue (source after it), source, content (cue before it), cue (source before it), content
        let found = parts(&sure(&[(5, 2), (6, 2), (3, 2), (1, 0), (2, 0), (5, 1), (3, 1), (5, 1), (6, 1)]));
        assert_eq!(found.sources.len(), 1);
        assert_eq!(found.cues[0].source, Some(0));
        assert_eq!(found.cues[1].source, Some(0));
        assert_eq!(found.cues[0].contents, [0, 1]);
        assert_eq!(found.cues[1].contents, [2]);
    }

    #[test]
    fn a_cue_may_have_no_source() {
        let found = parts(&sure(&[(1, 0), (0, 0), (3, 4), (5, 1)]));
        assert_eq!(found.cues[0].source, None);
        assert_eq!(found.cues[0].contents, [0]);
    }
}
