//! Sources, cues and contents of one paragraph, and which belong together.

use crate::encoder::{Reading, Told, spans};
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
    pub source: Option<Part>,
    /// In order.
    pub contents: Vec<Part>,
}

/// What was read in a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parts {
    pub cues: Vec<Cue>,
    /// Contents that no cue of the paragraph has.
    pub loose: Vec<Part>,
}

/// Finds the cues of a paragraph and, for each of them, its source and contents; `tell` says what the words are to each cue.
pub(crate) fn parts(
    text: &str,
    paragraph: &Paragraph,
    readings: &[Reading],
    tell: impl FnOnce(&[Range<usize>]) -> Vec<Told>,
) -> Parts {
    let rows: Vec<_> = readings.iter().map(|reading| reading.roles).collect();
    let (mut cues, mut contents) = (Vec::new(), Vec::new());
    for tagged in spans(&rows) {
        let part = Part { words: tagged.words, confidence: tagged.confidence };
        match tagged.kind {
            0 => {}
            1 => cues.push(part),
            _ => contents.push(part),
        }
    }
    complete::cues(text, paragraph, readings, &mut cues);
    let told = tell(&cues.iter().map(|cue| cue.words.clone()).collect::<Vec<_>>());
    let cues: Vec<Cue> =
        cues.into_iter().zip(&told).map(|(part, told)| read(paragraph, part, told)).collect();
    let free = |part: &Part| {
        let mut all = cues.iter().flat_map(|cue| &cue.contents);
        !all.any(|other| other.words.start < part.words.end && part.words.start < other.words.end)
    };
    contents.retain(free);
    Parts { cues, loose: contents }
}

/// A cue with what the words around it are to it.
fn read(paragraph: &Paragraph, part: Part, told: &Told) -> Cue {
    let (mut sources, mut contents) = (Vec::new(), Vec::new());
    for tagged in spans(&told.rows) {
        let words = tagged.words.start + told.first..tagged.words.end + told.first;
        let found = Part { words, confidence: tagged.confidence };
        if tagged.kind == 0 { sources.push(found) } else { contents.push(found) }
    }
    let mut cue = Cue {
        part,
        source: sources.into_iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence)),
        contents,
    };
    complete::content(paragraph, told, &mut cue);
    complete::source(paragraph, told, &mut cue);
    cue
}

/// What the tags missed and the structure asks for: tags are chosen word by word, and a statement needs its parts.
mod complete {
    use super::*;
    use crate::encoder::exp;

    /// Participles that, after a comma, add a statement to the one before.
    const PARTICIPLES: &str = "accusing;adding;alleging;arguing;asking;asserting;claiming;demanding;denying;insisting;noting;promising;saying;\
                               stating;suggesting;urging;warning";
    /// Probabilities from which a word is taken for what is missing; chosen on PolNeAR dev (`docs/figures.md`).
    const CUE: f32 = 0.1;
    const CONTENT: f32 = 0.15;
    const SOURCE: f32 = 0.12;

    /// The sentence around a word.
    fn sentence(paragraph: &Paragraph, word: usize) -> Range<usize> {
        let words = &paragraph.words;
        let start = (0..=word).rev().find(|&i| words[i].starts_sentence).unwrap_or(0);
        let end = (word + 1..words.len()).find(|&i| words[i].starts_sentence).unwrap_or(words.len());
        start..end
    }

    pub fn cues(text: &str, paragraph: &Paragraph, readings: &[Reading], cues: &mut Vec<Part>) {
        for (i, pair) in paragraph.words.windows(2).enumerate() {
            let (comma, word) = (&pair[0], &pair[1]);
            let participle = word.shape == Shape::Lower
                && comma.span.of(text) == ","
                && PARTICIPLES.split(';').any(|p| p == word.span.of(text));
            let at = cues.partition_point(|cue| cue.words.end <= i + 1);
            let taken = cues.get(at).is_some_and(|cue| cue.words.contains(&(i + 1)));
            let confidence = exp(readings[i + 1].roles[3]);
            if participle && !taken && confidence >= CUE {
                cues.insert(at, Part { words: i + 1..i + 2, confidence });
            }
        }
    }

    /// A cue without content takes what follows it in its sentence.
    pub fn content(paragraph: &Paragraph, told: &Told, cue: &mut Cue) {
        let start = cue.part.words.end;
        if !cue.contents.is_empty() || start >= paragraph.words.len() {
            return;
        }
        let source = cue.source.as_ref().map_or(0..0, |source| source.words.clone());
        let free = (start..sentence(paragraph, start - 1).end.min(told.first + told.rows.len()))
            .take_while(|word| !source.contains(word));
        let Some(last) = free.filter(|&word| paragraph.words[word].shape != Shape::Mark).last() else {
            return;
        };
        let chance =
            |word: usize| exp(told.rows[word - told.first][3]) + exp(told.rows[word - told.first][4]);
        let confidence = (start..=last).map(chance).sum::<f32>() / (last + 1 - start) as f32;
        if confidence >= CONTENT {
            cue.contents.push(Part { words: start..last + 1, confidence });
        }
    }

    /// A cue without source looks for one before it in its sentence.
    pub fn source(paragraph: &Paragraph, told: &Told, cue: &mut Cue) {
        let words = cue.part.words.clone();
        if cue.source.is_some() || cue.contents.is_empty() {
            return;
        }
        let row = |word: usize| told.rows[word - told.first];
        let free = |word: &usize| !cue.contents.iter().any(|content| content.words.contains(word));
        let before = (sentence(paragraph, words.start).start.max(told.first)..words.start).filter(free);
        let best = before.map(|word| (exp(row(word)[1]), word)).max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((confidence, first)) = best.filter(|(confidence, _)| *confidence >= SOURCE) else { return };
        let goes_on = |word: &usize| exp(row(*word)[2]) >= SOURCE && free(word);
        let end = (first + 1..words.start).take_while(goes_on).last().map_or(first + 1, |last| last + 1);
        cue.source = Some(Part { words: first..end, confidence });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::{ROLES, TOLD, tags_of};

    const SOURCE: usize = 1;
    const CONTENT: usize = 3;

    /// Readings that are sure that the given words are cues, and of nothing else.
    fn cues(words: usize, cues: &[usize]) -> Vec<Reading> {
        let read = |word| {
            let mut roles = [-9.0; tags_of(ROLES)];
            roles[if cues.contains(&word) { 3 } else { 0 }] = -0.01;
            Reading { names: [0.0; _], roles }
        };
        (0..words).map(read).collect()
    }

    /// What words are to a cue: pairs of words and tags; all others nothing.
    fn told(words: usize, tags: &[(Range<usize>, usize)]) -> Told {
        let mut rows = vec![[-0.01, -9.0, -9.0, -9.0, -9.0]; words];
        for (range, tag) in tags {
            for word in range.clone() {
                rows[word] = [-9.0; TOLD];
                rows[word][tag + usize::from(word > range.start)] = -0.01;
            }
        }
        Told { first: 0, rows }
    }

    #[test]
    fn a_statement_inside_another_and_a_source_of_two_cues() {
        let text = "He said that Eze denied it, adding more";
        let paragraph = Paragraph::parse(text);
        let all = [
            told(9, &[(0..1, SOURCE), (2..6, CONTENT)]),
            told(9, &[(3..4, SOURCE), (5..6, CONTENT)]),
            told(9, &[(0..1, SOURCE), (8..9, CONTENT)]),
        ];
        let found = parts(text, &paragraph, &cues(9, &[1, 4, 7]), |asked| {
            assert_eq!(asked, [1..2, 4..5, 7..8]);
            all.to_vec()
        });
        let words = |part: &Part| part.words.clone();
        let sources: Vec<_> = found.cues.iter().map(|cue| cue.source.as_ref().map(words)).collect();
        assert_eq!(sources, [Some(0..1), Some(3..4), Some(0..1)]);
        let contents: Vec<_> = found.cues.iter().flat_map(|cue| &cue.contents).map(words).collect();
        assert_eq!(contents, [2..6, 5..6, 8..9]);
    }

    #[test]
    fn a_participle_after_a_comma_needs_little_to_be_a_cue() {
        let text = "She left, claiming it was late.";
        let paragraph = Paragraph::parse(text);
        let mut readings = cues(8, &[]);
        readings[3].roles[3] = -1.5; // claiming
        let mut unsure = told(8, &[]);
        unsure.rows[0][1] = -1.2; // She
        for row in &mut unsure.rows[4..7] {
            row[4] = -1.0;
        }
        let found = parts(text, &paragraph, &readings, |_| vec![unsure]);
        assert_eq!(found.cues.len(), 1);
        assert_eq!(found.cues[0].contents[0].words, 4..7);
        assert_eq!(found.cues[0].source.as_ref().map(|source| source.words.clone()), Some(0..1));
    }

    #[test]
    fn a_content_without_a_cue_is_loose() {
        let mut readings = cues(3, &[]);
        readings[1].roles[5] = 0.0;
        let found = parts("a b c", &Paragraph::parse("a b c"), &readings, |_| Vec::new());
        assert_eq!(found.loose.len(), 1);
        assert!(found.cues.is_empty());
    }
}
