//! Sources, cues and contents of one paragraph, and which belong together.

use crate::encoder::{Reading, TOLD, Told, bridged, spans};
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

/// Cues before a cue with which it may dispute a content.
const NEIGHBOURS: usize = 4;

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
    let (mut cues, mut flat) = (Vec::new(), Flat::default());
    for tagged in bridged(&rows, Some((CUE, CONTENT))) {
        let part = Part { words: tagged.words, confidence: tagged.confidence };
        match tagged.kind {
            0 => flat.sources.push(part),
            CUE => cues.push(part),
            _ => flat.contents.push(part),
        }
    }
    flat.wholes = wholes(&flat.contents, &cues);
    let participles = complete::cues(text, paragraph, &mut cues);
    let phrases = complete::phrases(text, paragraph, readings, &mut cues);
    let told = tell(&cues.iter().map(|cue| cue.words.clone()).collect::<Vec<_>>());
    let parts = std::mem::take(&mut cues);
    let mut cues: Vec<Cue> = Vec::with_capacity(parts.len());
    for (part, told) in parts.into_iter().zip(&told) {
        let mut cue = read(text, paragraph, part, told, &flat);
        if participles.binary_search(&cue.part.words.start).is_ok() {
            complete::participle(paragraph, told, cues.last(), &mut cue);
        }
        if phrases.binary_search(&cue.part.words.start).is_ok() {
            complete::phrase(text, paragraph, told, &mut cue);
        }
        cues.push(cue);
    }
    settle(&mut cues);
    for cue in &mut cues {
        let Cue { part, source, contents } = cue;
        let source = source.as_ref().map_or(0..0, |source| source.words.clone());
        for i in 0..contents.len() {
            let [before, after] = beside(contents, i);
            tidy(text, paragraph, &mut contents[i].words, &[&part.words, &source, &before, &after]);
        }
    }
    let mut held = vec![false; paragraph.words.len()];
    for content in cues.iter().flat_map(|cue| &cue.contents) {
        held[content.words.clone()].fill(true);
    }
    let free = |part: &Part| !held[part.words.clone()].contains(&true);
    flat.contents.retain(free);
    Parts { cues, loose: flat.contents }
}

/// Where two cues claim the same words and neither statement lies in the other's content, the surer one keeps them.
fn settle(cues: &mut [Cue]) {
    for b in 1..cues.len() {
        // Only cues nearby can meet: what is told of a cue ends soon after it.
        for a in b.saturating_sub(NEIGHBOURS)..b {
            let (before, rest) = cues.split_at_mut(b);
            let (first, second) = (&mut before[a], &mut rest[0]);
            let holds = |outer: &Cue, inner: &Cue| {
                outer.contents.iter().any(|content| content.words.contains(&inner.part.words.start))
            };
            if holds(first, second) || holds(second, first) {
                continue;
            }
            let rival = |content: &Part, other: &Cue| {
                let found = other.contents.iter().filter(|found| meets(&found.words, &content.words));
                found.map(|found| found.confidence).fold(0.0, f32::max)
            };
            let weaker: Vec<bool> =
                first.contents.iter().map(|content| rival(content, second) > content.confidence).collect();
            let weak: Vec<bool> =
                second.contents.iter().map(|content| rival(content, first) >= content.confidence).collect();
            let mut kept = weaker.into_iter();
            first.contents.retain(|_| !kept.next().unwrap_or_default());
            let mut kept = weak.into_iter();
            second.contents.retain(|_| !kept.next().unwrap_or_default());
        }
    }
}

/// Kinds of the flat tags; sources are 0.
const CUE: usize = 1;
const CONTENT: usize = 2;

/// Surely neither source nor content.
const OUTSIDE: [f32; TOLD] =
    [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];

/// Sources and contents as the words were tagged once, whatever their cue.
#[derive(Default)]
struct Flat {
    sources: Vec<Part>,
    contents: Vec<Part>,
    /// Contents that only the cues of inner statements part, as one.
    wholes: Vec<Part>,
}

/// The contents that begin where a cue ends that begins where the content before ends, joined with it.
fn wholes(contents: &[Part], cues: &[Part]) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut joined = false;
    for pair in contents.windows(2) {
        let between = pair[0].words.end..pair[1].words.start;
        let at = cues.partition_point(|cue| cue.words.start < between.start);
        let parted = cues.get(at).is_some_and(|cue| cue.words == between);
        match out.last_mut() {
            Some(last) if parted && joined => {
                last.words.end = pair[1].words.end;
                last.confidence = last.confidence.min(pair[1].confidence);
            }
            _ if parted => out.push(Part {
                words: pair[0].words.start..pair[1].words.end,
                confidence: pair[0].confidence.min(pair[1].confidence),
            }),
            _ => {}
        }
        joined = parted;
    }
    out
}

/// The words of the contents before and after one of them, which it must not run into.
fn beside(contents: &[Part], i: usize) -> [Range<usize>; 2] {
    let words = |part: Option<&Part>| part.map_or(0..0, |part| part.words.clone());
    [words(i.checked_sub(1).and_then(|before| contents.get(before))), words(contents.get(i + 1))]
}

fn meets(words: &Range<usize>, other: &Range<usize>) -> bool {
    words.start < other.end && other.start < words.end
}

/// Takes over the edges of the flat part that is nearly the same: they are the better ones (`docs/figures.md`), the
/// parts told of a cue the better choice. Not if it runs into `others` of the statement.
fn snap(part: &mut Part, flat: &[&[Part]], others: &[&Range<usize>]) {
    /// Share of all words of both that they have in common.
    const NEARLY: f32 = 0.5;
    let share = |other: &Range<usize>| {
        let both = other.end.min(part.words.end).saturating_sub(other.start.max(part.words.start));
        both as f32 / (other.len() + part.words.len() - both) as f32
    };
    let near = flat.iter().flat_map(|parts| {
        let first = parts.partition_point(|other| other.words.end <= part.words.start);
        parts[first..].iter().take_while(|other| other.words.start < part.words.end)
    });
    let near = near.filter(|other| {
        share(&other.words) >= NEARLY && others.iter().all(|words| !meets(words, &other.words))
    });
    let near = near.max_by(|a, b| share(&a.words).total_cmp(&share(&b.words)));
    if let Some(near) = near {
        part.words = near.words.clone();
    }
}

/// A content neither ends with a comma that is not quoted nor cuts a word with hyphens, and has the mark that closes its quotation.
fn tidy(text: &str, paragraph: &Paragraph, content: &mut Range<usize>, others: &[&Range<usize>]) {
    let words = &paragraph.words;
    let is =
        |at: usize, marks: &[&str]| words.get(at).is_some_and(|word| marks.contains(&word.span.of(text)));
    while content.len() > 1 && is(content.end - 1, &[",", ";"]) && !words[content.end - 1].quoted {
        content.end -= 1;
    }
    let glued =
        |at: usize| at > 0 && words.get(at).is_some_and(|word| word.span.start == words[at - 1].span.end);
    let hyphen = |at: usize| is(at, &["-", "‐", "‑"]);
    // `100-` | `page report`, `100` | `-page report`
    let joined = |at: usize| {
        glued(at)
            && at < words.len()
            && (hyphen(at - 1) && words[at].shape != Shape::Mark && glued(at - 1)
                || hyphen(at) && glued(at + 1) && words[at + 1].shape != Shape::Mark)
    };
    let free = |at: usize| others.iter().all(|other| !other.contains(&at));
    while joined(content.end) && free(content.end) {
        content.end += 1;
    }
    while content.start > 0 && joined(content.start) && free(content.start - 1) {
        content.start -= 1;
    }
    // `“the Old Lady` | `”`: marks that enclose a content belong to it.
    const PAIRS: [(&str, &str); 5] = [("“", "”"), ("\"", "\""), ("‘", "’"), ("«", "»"), ("„", "“")];
    let closing = PAIRS.iter().find(|(open, _)| is(content.start, &[open])).map(|&(_, close)| close);
    if let Some(close) = closing
        && is(content.end, &[close])
        && glued(content.end)
        && free(content.end)
        && !(content.start + 1..content.end).any(|at| is(at, &[close]))
    {
        content.end += 1;
    }
}

/// Whether a source holds more than marks and words that join clauses.
fn names(text: &str, paragraph: &Paragraph, source: &Part) -> bool {
    let joins =
        |word: &str| ["and", "but", "or", "as", "so", "then"].iter().any(|j| word.eq_ignore_ascii_case(j));
    let words = &paragraph.words[source.words.clone()];
    words.iter().any(|word| word.shape != Shape::Mark && !joins(word.span.of(text)))
}

/// A cue with what the words around it are to it.
fn read(text: &str, paragraph: &Paragraph, part: Part, told: &Told, flat: &Flat) -> Cue {
    let (mut sources, mut contents) = (Vec::new(), Vec::new());
    let mut rows = told.rows.clone();
    for word in part.words.clone() {
        // The cue is part of nothing else.
        rows[word - told.first] = OUTSIDE;
    }
    for tagged in spans(&rows) {
        let words = tagged.words.start + told.first..tagged.words.end + told.first;
        let found = Part { words, confidence: tagged.confidence };
        if tagged.kind == 0 { sources.push(found) } else { contents.push(found) }
    }
    let mut cue = Cue {
        part,
        source: sources
            .into_iter()
            .filter(|source| names(text, paragraph, source))
            .max_by(|a, b| a.confidence.total_cmp(&b.confidence)),
        contents,
    };
    let cue_words = cue.part.words.clone();
    if let Some(source) = &mut cue.source {
        let others: Vec<_> = cue.contents.iter().map(|content| &content.words).chain([&cue_words]).collect();
        snap(source, &[&flat.sources], &others);
    }
    let source_words = cue.source.as_ref().map_or(0..0, |source| source.words.clone());
    for i in 0..cue.contents.len() {
        let [before, after] = beside(&cue.contents, i);
        let others = [&cue_words, &source_words, &before, &after];
        snap(&mut cue.contents[i], &[&flat.contents, &flat.wholes], &others);
    }
    complete::content(paragraph, told, &mut cue);
    complete::source(text, paragraph, told, complete::SOURCE, &mut cue);
    cue
}

/// What the tags missed and the structure asks for: tags are chosen word by word, and a statement needs its parts.
mod complete {
    use super::*;
    use crate::encoder::exp;

    /// Participles that, after a comma, add a statement to the one before.
    const PARTICIPLES: &str = "accusing;adding;alleging;arguing;asking;asserting;claiming;demanding;denying;insisting;noting;promising;saying;\
                               stating;suggesting;urging;warning";
    /// Probabilities from which a word is taken for what is missing; chosen on PolNeAR dev.
    /// Of 34 such participles after a comma in PolNeAR dev, 33 are cues.
    const PARTICIPLE: f32 = 0.97;
    const PHRASE: f32 = 0.2;
    const CONTENT: f32 = 0.15;
    pub const SOURCE: f32 = 0.12;
    const SUBJECT: f32 = 0.02;

    /// The sentence around a word.
    fn sentence(paragraph: &Paragraph, word: usize) -> Range<usize> {
        let words = &paragraph.words;
        let start = (0..=word).rev().find(|&i| words[i].starts_sentence).unwrap_or(0);
        let end = (word + 1..words.len()).find(|&i| words[i].starts_sentence).unwrap_or(words.len());
        start..end
    }

    pub fn cues(text: &str, paragraph: &Paragraph, cues: &mut Vec<Part>) -> Vec<usize> {
        let mut added = Vec::new();
        for (i, pair) in paragraph.words.windows(2).enumerate() {
            let (comma, word) = (&pair[0], &pair[1]);
            let participle = word.shape == Shape::Lower
                && comma.span.of(text) == ","
                && PARTICIPLES.split(';').any(|p| p == word.span.of(text));
            let at = cues.partition_point(|cue| cue.words.end <= i + 1);
            let taken = cues.get(at).is_some_and(|cue| cue.words.contains(&(i + 1)));
            if participle && !taken {
                cues.insert(at, Part { words: i + 1..i + 2, confidence: PARTICIPLE });
                added.push(i + 1);
            }
        }
        added
    }

    /// Verbs and nouns that make a cue together: `issued a warning of`.
    const VERBS: &str = "delivered;expressed;gave;issued;made;offered;published;released;renewed;repeated;sent;sounded;voiced";
    const NOUNS: &str = "accusation;accusations;apology;appeal;assurance;assurances;call;claim;claims;complaint;demand;denial;plea;pledge;promise;\
                         promises;statement;threat;threats;warning;warnings";
    const LEADING: &str = "about;against;for;of;over";

    /// A cue that was missed because it is a verb with a noun: the words that lead to the content belong to it.
    pub fn phrases(
        text: &str,
        paragraph: &Paragraph,
        readings: &[Reading],
        cues: &mut Vec<Part>,
    ) -> Vec<usize> {
        let mut added = Vec::new();
        let words = &paragraph.words;
        let is = |i: usize, list: &str| {
            words.get(i).is_some_and(|word| list.split(';').any(|listed| listed == word.span.of(text)))
        };
        for (first, reading) in readings.iter().enumerate() {
            // Between verb and noun there may be an article and an adjective.
            let Some(noun) = (first + 1..first + 4).find(|&i| is(i, NOUNS)) else { continue };
            let confidence = exp(reading.roles[3]);
            if !is(first, VERBS) || confidence < PHRASE {
                continue;
            }
            let end = if is(noun + 1, LEADING) { noun + 2 } else { noun + 1 };
            let at = cues.partition_point(|cue| cue.words.end <= first);
            if cues.get(at).is_none_or(|cue| cue.words.start >= end) {
                cues.insert(at, Part { words: first..end, confidence });
                added.push(first);
            }
        }
        added
    }

    /// An added phrase has a subject, and says what stands from its end to the next comma.
    pub fn phrase(text: &str, paragraph: &Paragraph, told: &Told, cue: &mut Cue) {
        let words = &paragraph.words;
        let start = cue.part.words.end;
        let found = cue.contents.first().map_or(start, |content| content.words.start);
        let clause = start..sentence(paragraph, cue.part.words.start).end;
        let own_source = cue.source.as_ref().map_or(0..0, |source| source.words.clone());
        let last = clause
            .take_while(|&word| words[word].span.of(text) != "," && !own_source.contains(&word))
            .filter(|&word| words[word].shape != Shape::Mark)
            .last();
        if let Some(last) = last.filter(|_| found == start) {
            let confidence = cue.contents.first().map_or(CONTENT, |content| content.confidence);
            cue.contents = vec![Part { words: start..last + 1, confidence }];
        }
        source(text, paragraph, told, SUBJECT, cue);
        if let Some(source) = &mut cue.source {
            // That there is a subject is as sure as the cue.
            source.confidence = source.confidence.max(cue.part.confidence);
        }
    }

    /// An added participle has the source of the cue before it in its sentence, and says all the rest of the sentence.
    pub fn participle(paragraph: &Paragraph, told: &Told, before: Option<&Cue>, cue: &mut Cue) {
        let words = cue.part.words.clone();
        let sentence = sentence(paragraph, words.start);
        let leads = before.filter(|before| sentence.contains(&before.part.words.start));
        if cue.source.is_none() {
            // Unless this cue or what is told of it stands there.
            let taken = |source: &Part| {
                let mut own = cue.contents.iter().chain([&cue.part]);
                own.any(|part| meets(&part.words, &source.words))
            };
            cue.source = leads.and_then(|before| before.source.clone()).filter(|source| !taken(source));
        }
        if cue.contents.first().is_none_or(|content| content.words.start == words.end) {
            let told_of_it = std::mem::take(&mut cue.contents);
            content(paragraph, told, cue);
            if cue.contents.is_empty() {
                cue.contents = told_of_it;
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
    pub fn source(text: &str, paragraph: &Paragraph, told: &Told, least: f32, cue: &mut Cue) {
        let words = cue.part.words.clone();
        if cue.source.is_some() || cue.contents.is_empty() {
            return;
        }
        let row = |word: usize| told.rows[word - told.first];
        let free = |word: &usize| !cue.contents.iter().any(|content| content.words.contains(word));
        let before = (sentence(paragraph, words.start).start.max(told.first)..words.start).filter(free);
        let best = before.map(|word| (exp(row(word)[1]), word)).max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((confidence, first)) = best.filter(|(confidence, _)| *confidence >= least) else { return };
        let goes_on = |word: &usize| exp(row(*word)[2]) >= least && free(word);
        let end = (first + 1..words.start).take_while(goes_on).last().map_or(first + 1, |last| last + 1);
        cue.source =
            Some(Part { words: first..end, confidence }).filter(|source| names(text, paragraph, source));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoder::{ROLES, tags_of};

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
    fn a_participle_after_a_comma_is_a_cue() {
        let text = "She left, claiming it was late.";
        let paragraph = Paragraph::parse(text);
        let readings = cues(8, &[]);
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
    fn a_conjunction_is_no_source() {
        let text = "Two came and blamed him";
        let told = told(5, &[(2..3, SOURCE), (4..5, CONTENT)]);
        let found = parts(text, &Paragraph::parse(text), &cues(5, &[3]), |_| vec![told]);
        assert_eq!(found.cues[0].source, None);
    }

    #[test]
    fn contents_go_on_over_inner_cues() {
        let part = |words| Part { words, confidence: 1.0 };
        let contents = [part(1..3), part(4..6), part(8..9), part(10..12), part(13..14)];
        let cues = [part(0..1), part(3..4), part(7..8), part(9..10), part(12..13)];
        let found = wholes(&contents, &cues);
        assert_eq!(found.iter().map(|whole| whole.words.clone()).collect::<Vec<_>>(), [1..6, 8..14]);
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
