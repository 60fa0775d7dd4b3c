//! Sources, cues and contents of one paragraph, and the links between them.

use crate::encoder::{Reading, spans};
use crate::text::{Paragraph, Shape};
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
pub(crate) fn parts(text: &str, paragraph: &Paragraph, readings: &[Reading]) -> Parts {
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
    complete::cues(text, paragraph, readings, &mut parts);
    link_contents(readings, &mut parts);
    complete::contents(paragraph, readings, &mut parts);
    link_sources(readings, &mut parts);
    if complete::sources(paragraph, readings, &mut parts) {
        link_sources(readings, &mut parts);
    }
    parts
}

fn link_sources(readings: &[Reading], parts: &mut Parts) {
    let sources: Vec<usize> = parts.sources.iter().map(|part| part.words.start).collect();
    for cue in &mut parts.cues {
        let words = cue.part.words.clone();
        let none = mean(words.clone(), |word| readings[word].links[NONE]);
        let best = best_of(&sources, words, readings);
        cue.source = best.filter(|&(_, score)| score > none).map(|(index, _)| index);
    }
}

fn link_contents(readings: &[Reading], parts: &mut Parts) {
    let cues: Vec<usize> = parts.cues.iter().map(|cue| cue.part.words.start).collect();
    for (i, content) in parts.contents.iter().enumerate() {
        if let Some((cue, _)) = best_of(&cues, content.words.clone(), readings) {
            parts.cues[cue].contents.push(i);
        }
    }
}

/// What the tags missed and the structure asks for: tags are chosen word by word, and a statement needs its parts.
mod complete {
    use super::*;
    use crate::encoder::{ROLES, exp};

    /// Participles that, after a comma, add a statement to the one before.
    const PARTICIPLES: &str = "accusing;adding;alleging;arguing;asking;asserting;claiming;demanding;denying;insisting;noting;promising;saying;\
                               stating;suggesting;urging;warning";
    /// Probabilities from which a word is taken for what is missing; chosen on PolNeAR dev (`docs/figures.md`).
    const CUE: f32 = 0.1;
    const CONTENT: f32 = 0.15;
    const SOURCE: f32 = 0.12;

    /// Probability that the word belongs to a role, as first word or at all.
    fn chance(reading: &Reading, role: usize, first: bool) -> f32 {
        debug_assert!(role < ROLES);
        let begins = exp(reading.roles[1 + 2 * role]);
        if first { begins } else { begins + exp(reading.roles[2 + 2 * role]) }
    }

    fn taken(parts: &Parts, word: usize) -> bool {
        let all = parts.sources.iter().chain(&parts.contents).chain(parts.cues.iter().map(|cue| &cue.part));
        all.map(|part| &part.words).any(|words| words.contains(&word))
    }

    /// The sentence around a word.
    fn sentence(paragraph: &Paragraph, word: usize) -> Range<usize> {
        let words = &paragraph.words;
        let start = (0..=word).rev().find(|&i| words[i].starts_sentence).unwrap_or(0);
        let end = (word + 1..words.len()).find(|&i| words[i].starts_sentence).unwrap_or(words.len());
        start..end
    }

    pub fn cues(text: &str, paragraph: &Paragraph, readings: &[Reading], parts: &mut Parts) {
        for (i, pair) in paragraph.words.windows(2).enumerate() {
            let (comma, word) = (&pair[0], &pair[1]);
            let confidence = chance(&readings[i + 1], 1, true);
            let participle = word.shape == Shape::Lower
                && comma.span.of(text) == ","
                && PARTICIPLES.split(';').any(|p| p == word.span.of(text));
            if participle && confidence >= CUE && !taken(parts, i + 1) {
                let at = parts.cues.partition_point(|cue| cue.part.words.start <= i);
                let part = Part { words: i + 1..i + 2, confidence };
                parts.cues.insert(at, Cue { part, source: None, contents: Vec::new() });
            }
        }
    }

    /// A cue without content takes what follows it in its sentence.
    pub fn contents(paragraph: &Paragraph, readings: &[Reading], parts: &mut Parts) {
        for c in 0..parts.cues.len() {
            let start = parts.cues[c].part.words.end;
            if !parts.cues[c].contents.is_empty() || start >= paragraph.words.len() {
                continue;
            }
            let free = (start..sentence(paragraph, start - 1).end).take_while(|&word| !taken(parts, word));
            let Some(last) = free.filter(|&word| paragraph.words[word].shape != Shape::Mark).last() else {
                continue;
            };
            let confidence = mean(start..last + 1, |word| chance(&readings[word], 2, false));
            if confidence >= CONTENT {
                parts.cues[c].contents.push(parts.contents.len());
                parts.contents.push(Part { words: start..last + 1, confidence });
            }
        }
    }

    /// A cue whose source would lie in another sentence looks for one before it in its own. Whether any was found.
    pub fn sources(paragraph: &Paragraph, readings: &[Reading], parts: &mut Parts) -> bool {
        let before = parts.sources.len();
        for c in 0..parts.cues.len() {
            let cue = parts.cues[c].part.words.clone();
            let sentence = sentence(paragraph, cue.start);
            let near = |part: &Part| sentence.contains(&part.words.start);
            let found = match parts.cues[c].source {
                Some(source) => near(&parts.sources[source]),
                None => parts.sources.iter().any(near),
            };
            if found || parts.cues[c].contents.is_empty() {
                continue;
            }
            let words = (sentence.start..cue.start).filter(|&word| !taken(parts, word));
            let best =
                words.map(|word| (chance(&readings[word], 0, true), word)).max_by(|a, b| a.0.total_cmp(&b.0));
            let Some((confidence, first)) = best.filter(|(confidence, _)| *confidence >= SOURCE) else {
                continue;
            };
            let goes_on = |&word: &usize| exp(readings[word].roles[2]) >= SOURCE && !taken(parts, word);
            let end = (first + 1..cue.start).take_while(goes_on).last().map_or(first + 1, |last| last + 1);
            let at = parts.sources.partition_point(|part| part.words.start < first);
            parts.sources.insert(at, Part { words: first..end, confidence });
        }
        parts.sources.len() > before
    }
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

    fn read(words: &[(usize, usize)]) -> Parts {
        let text = "word ".repeat(words.len());
        parts(&text, &Paragraph::parse(&text), &sure(words))
    }

    #[test]
    fn a_participle_after_a_comma_needs_little_to_be_a_cue() {
        let text = "She left, claiming it was late.";
        let paragraph = Paragraph::parse(text);
        let mut readings = sure(&[(0, 0); 8]);
        readings[3].roles[3] = -1.5; // claiming
        for reading in &mut readings[4..7] {
            reading.roles[6] = -1.0;
        }
        readings[0].roles[1] = -1.2; // She
        readings[3].links = [-9.0, -0.1, -9.0, -9.0, -3.0];
        let found = parts(text, &paragraph, &readings);
        assert_eq!(found.cues.len(), 1);
        assert_eq!(found.contents[0].words, 4..7);
        assert_eq!(found.cues[0].source.map(|i| found.sources[i].words.clone()), Some(0..1));
    }

    #[test]
    fn one_source_serves_two_cues_and_a_content_has_two_parts() {
        // content (its cue after it), cue (source after it), source, content (cue before it), cue (source before it), content
        let found = read(&[(5, 2), (6, 2), (3, 2), (1, 0), (2, 0), (5, 1), (3, 1), (5, 1), (6, 1)]);
        assert_eq!(found.sources.len(), 1);
        assert_eq!(found.cues[0].source, Some(0));
        assert_eq!(found.cues[1].source, Some(0));
        assert_eq!(found.cues[0].contents, [0, 1]);
        assert_eq!(found.cues[1].contents, [2]);
    }

    #[test]
    fn a_cue_may_have_no_source() {
        let found = read(&[(1, 0), (0, 0), (3, 4), (5, 1)]);
        assert_eq!(found.cues[0].source, None);
        assert_eq!(found.cues[0].contents, [0]);
    }
}
