//! Figures of accuracy against annotated articles, counted as research counts them: exact spans, and statements whole.

use crate::corpus::{Gold, Told, excerpt};
use newsmark::text::Span;
use newsmark::{Annotation, Annotator, Entity, Kind, Statement};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// Shares of content that a statement must have in common with gold: as most would call right, and as some would.
const STRICT: f64 = 0.8;
const LENIENT: f64 = 0.5;
/// Lower edges of the bins of confidence.
const BINS: [f32; 7] = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn line(&self) -> String {
        let share = |of: usize| if of == 0 { 0.0 } else { 100.0 * self.right as f64 / of as f64 };
        let both = self.found + self.gold;
        let f1 = if both == 0 { 0.0 } else { 200.0 * self.right as f64 / both as f64 };
        format!("P {:5.1}  R {:5.1}  F1 {f1:5.1}  gold {}", share(self.found), share(self.gold), self.gold)
    }
}

/// Figures and errors, gathered article by article.
#[derive(Default)]
pub struct Report {
    tallies: BTreeMap<(u8, String), Tally>,
    kinds: BTreeMap<&'static str, (usize, usize)>,
    speakers: BTreeMap<&'static str, (usize, usize)>,
    bins: [[(usize, usize, f64); BINS.len()]; 2],
    errors: BTreeMap<String, Vec<String>>,
}

impl Report {
    /// Reads an article and compares.
    pub fn add(&mut self, annotator: &Annotator, gold: &Gold) {
        self.compare(gold, &annotator.annotate(&gold.text));
    }

    /// Compares a second reading of an article with the first.
    pub fn agree(&mut self, first: &Gold, second: &Gold) -> Result<(), String> {
        if first.text != second.text {
            return Err(format!("{}: the two readings have different texts", first.id));
        }
        self.compare(first, &second.reading());
        // People did not say how sure they were.
        self.bins = Default::default();
        Ok(())
    }

    fn compare(&mut self, gold: &Gold, found: &Annotation) {
        if let Some(mentions) = &gold.entities {
            let all: Vec<(Span, &str)> = mentions.iter().map(|m| (m.span, m.label.as_str())).collect();
            self.entities(&gold.text, &all, &found.entities);
        }
        if let Some(told) = &gold.statements {
            self.statements(&gold.text, told, found);
        }
    }

    fn entities(&mut self, text: &str, gold: &[(Span, &str)], found: &[Entity]) {
        let trim = Trim::new();
        // A label that the corpus never has says nothing about the corpus.
        let fine: BTreeSet<&str> = gold.iter().map(|(_, label)| *label).collect();
        let gold_set: BTreeSet<(Span, &str)> =
            gold.iter().map(|(span, label)| (trim.span(text, *span), *label)).collect();
        let found_set: BTreeSet<(Span, &str)> =
            found.iter().map(|e| (trim.span(text, e.span), e.label.name())).collect();
        for label in &fine {
            self.count(
                0,
                label,
                gold_set.iter().filter(|g| g.1 == *label),
                found_set.iter().filter(|f| f.1 == *label),
            );
        }
        let gold_names: BTreeSet<(Span, &'static str)> =
            gold_set.iter().filter_map(|(span, label)| Some((*span, coarse(label)?))).collect();
        let found_names: BTreeSet<(Span, &'static str)> =
            found.iter().filter_map(|e| Some((trim.span(text, e.span), coarse(e.label.name())?))).collect();
        self.count(1, "PER, ORG, LOC, NORP", gold_names.iter(), found_names.iter());
        // A corpus may cut `African Union` into a people and an organisation: what is then left of the name is no error to learn from.
        let holds = |outer: &Span, inner: &Span| outer != inner && outer.contains(inner);
        let cut = |found: &Span| gold_names.iter().any(|(gold, _)| holds(found, gold));
        let in_cut = |gold: &Span| found_names.iter().any(|(found, _)| holds(found, gold));
        self.count(
            1,
            "… uncut in gold",
            gold_names.iter().filter(|(span, _)| !in_cut(span)),
            found_names.iter().filter(|(span, _)| !cut(span)),
        );
        for entity in found {
            if let Some(label) = coarse(entity.label.name()) {
                let right = gold_names.contains(&(trim.span(text, entity.span), label));
                self.sure(0, entity.confidence, right);
            }
        }
        // Errors of all labels that the corpus has, places as one.
        let shown = |label: &'static str| coarse(label).unwrap_or(label);
        let known: BTreeSet<&str> = fine.iter().map(|label| coarse(label).unwrap_or(label)).collect();
        let gold: BTreeSet<(Span, &str)> =
            gold_set.iter().map(|(span, label)| (*span, coarse(label).unwrap_or(label))).collect();
        let found: BTreeSet<(Span, &str)> = found
            .iter()
            .map(|e| (trim.span(text, e.span), shown(e.label.name())))
            .filter(|(_, label)| known.contains(label))
            .collect();
        for (span, label) in gold.difference(&found) {
            let near = found.iter().find(|(other, _)| other.overlaps(span));
            let (class, other) = match near {
                None => (format!("{label} missed"), String::new()),
                Some((other, instead)) if other == span => {
                    (format!("{label} taken for {instead}"), String::new())
                }
                Some((other, _)) => (format!("{label} cut elsewhere"), format!(" → {}", other.of(text))),
            };
            self.error(class, format!("{}{other}", context(text, *span)));
        }
        for (span, label) in found.iter().filter(|(span, _)| !gold.iter().any(|(g, _)| g.overlaps(span))) {
            self.error(format!("{label} where there is none"), context(text, *span));
        }
    }

    fn statements(&mut self, text: &str, gold: &[Told], found: &Annotation) {
        for role in ["source", "cue", "content"] {
            let of_gold = |told: &Told| match role {
                "source" => told.source.clone(),
                "cue" => told.cue.clone(),
                _ => told.content.clone(),
            };
            let of_found = |statement: &Statement| match role {
                "source" => statement.source.into_iter().collect(),
                "cue" => vec![statement.cue],
                _ => statement.content.clone(),
            };
            let gold: BTreeSet<Span> = gold.iter().flat_map(of_gold).collect();
            let found: BTreeSet<Span> = found.statements.iter().flat_map(of_found).collect();
            self.count(2, role, gold.iter(), found.iter());
        }
        let gold_parts: Vec<Letters> =
            gold.iter().map(|t| Letters::new(text, &t.source, &t.cue, &t.content)).collect();
        let found_parts: Vec<Letters> = found
            .statements
            .iter()
            .map(|s| Letters::new(text, s.source.as_slice(), &[s.cue], &s.content))
            .collect();
        let strict = pairs(&gold_parts, &found_parts, STRICT);
        let lenient = pairs(&gold_parts, &found_parts, LENIENT);
        for (name, pairs) in [("relation", &strict), ("lenient", &lenient)] {
            let tally = self.tallies.entry((3, name.to_owned())).or_default();
            tally.right += pairs.len();
            tally.found += found_parts.len();
            tally.gold += gold_parts.len();
        }
        for (g, told) in gold.iter().enumerate() {
            let hit = strict.iter().any(|&(a, _)| a == g);
            let cue = told.cue.first();
            let inner = cue.is_some_and(|cue| {
                let others = gold.iter().enumerate().filter(|&(other, _)| other != g);
                others.flat_map(|(_, other)| &other.content).any(|content| content.contains(cue))
            });
            for name in told.kind.map(kind_name).into_iter().chain([if inner { "inner" } else { "outer" }]) {
                let count = self.kinds.entry(name).or_default();
                count.0 += usize::from(hit);
                count.1 += 1;
            }
            let cue = cue.map_or("", |cue| cue.of(text));
            let shown = format!("{cue}: {}", all(text, &told.content));
            if !hit {
                let near = gold_parts[g].cue.as_slice();
                let cue_found = found_parts.iter().position(|f| shares(near, &f.cue));
                let (class, instead) = match cue_found {
                    None => ("statement missed", String::new()),
                    Some(f) if !same_source(&gold_parts[g], &found_parts[f]) => {
                        let source = |source: Option<Span>| source.map_or("nobody", |source| source.of(text));
                        let both = [source(told.source.first().copied()), source(found.statements[f].source)];
                        ("statement with another source", format!(" (by {}, not {})", both[0], both[1]))
                    }
                    Some(f) => (
                        "statement with other content",
                        format!(" → {}", all(text, &found.statements[f].content)),
                    ),
                };
                self.error(class.to_owned(), format!("{shown}{instead}"));
            }
            if let (Some(speaker), Some(source)) = (&told.speaker, told.source.first()) {
                self.speaker(text, speaker, *source, found, &shown);
            }
        }
        for (f, statement) in found.statements.iter().enumerate() {
            let right = strict.iter().any(|&(_, b)| b == f);
            self.sure(1, statement.confidence, right);
            if !right && !gold_parts.iter().any(|g| shares(&g.cue, &found_parts[f].cue)) {
                let shown = format!("{}: {}", statement.cue.of(text), all(text, &statement.content));
                self.error("statement where there is none".to_owned(), shown);
            }
        }
    }

    fn speaker(&mut self, text: &str, names: &[String], source: Span, found: &Annotation, shown: &str) {
        const PRONOUNS: &str = "|he|she|they|it|who|i|we|you|his|her|their|him|them|which|that|my|our|";
        let Some(hit) = found.statements.iter().find(|s| s.source.is_some_and(|s| s.overlaps(&source)))
        else {
            return;
        };
        let bare = PRONOUNS.contains(&format!("|{}|", source.of(text).to_lowercase()));
        let class = if names.is_empty() {
            "unnamed"
        } else if bare {
            "pronoun"
        } else {
            "named"
        };
        let got = hit.speaker.map(|id| found.referents[id].name.as_str());
        let right = match got {
            None => names.is_empty(),
            Some(got) => names.iter().any(|name| same_name(name, got)),
        };
        let count = self.speakers.entry(class).or_default();
        count.0 += usize::from(right);
        count.1 += 1;
        if !right {
            let wanted = names.first().map_or("nobody", String::as_str);
            self.error(
                format!("speaker, {class}"),
                format!("{} = {wanted}, not {} ({shown})", source.of(text), got.unwrap_or("nobody")),
            );
        }
    }

    fn count<'a, T: Ord + 'a>(
        &mut self,
        part: u8,
        name: &str,
        gold: impl Iterator<Item = &'a T>,
        found: impl Iterator<Item = &'a T>,
    ) {
        let (gold, found): (BTreeSet<&T>, BTreeSet<&T>) = (gold.collect(), found.collect());
        let tally = self.tallies.entry((part, name.to_owned())).or_default();
        tally.right += gold.intersection(&found).count();
        tally.found += found.len();
        tally.gold += gold.len();
    }

    fn sure(&mut self, what: usize, confidence: f32, right: bool) {
        let bin = BINS.iter().rposition(|&edge| confidence >= edge).unwrap_or(0);
        let (n, hits, sum) = &mut self.bins[what][bin];
        *n += 1;
        *hits += usize::from(right);
        *sum += f64::from(confidence);
    }

    fn error(&mut self, class: String, example: String) {
        self.errors.entry(class).or_default().push(example.replace('\n', " "));
    }

    /// Writes all figures, and so many examples of each class of errors.
    pub fn write(&self, out: &mut impl Write, examples: usize) -> std::io::Result<()> {
        let heads = ["Entities, exact", "", "Statements, exact spans", "Statements, whole"];
        let mut last = None;
        for ((part, name), tally) in &self.tallies {
            if last != Some(*part) && !heads[usize::from(*part)].is_empty() {
                writeln!(out, "\n{}", heads[usize::from(*part)])?;
            }
            last = Some(*part);
            writeln!(out, "  {name:20} {}", tally.line())?;
        }
        for (title, counts) in [
            ("Recall of whole statements by kind, and of those inside of others", &self.kinds),
            ("Speaker right, of the sources found", &self.speakers),
        ] {
            if !counts.is_empty() {
                writeln!(out, "\n{title}")?;
            }
            for (name, (right, all)) in counts {
                writeln!(out, "  {name:20} {:5.1} % of {all}", 100.0 * *right as f64 / (*all).max(1) as f64)?;
            }
        }
        for (title, bins) in ["Confidence of names", "Confidence of statements"].iter().zip(&self.bins) {
            if bins.iter().all(|bin| bin.0 == 0) {
                continue;
            }
            writeln!(out, "\n{title}: how many are right")?;
            for (i, (n, hits, sum)) in bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
                let to = BINS.get(i + 1).unwrap_or(&1.0);
                writeln!(
                    out,
                    "  {:.2}–{to:.2}  mean {:4.1} %  right {:4.1} % of {n}",
                    BINS[i],
                    100.0 * sum / *n as f64,
                    100.0 * *hits as f64 / *n as f64
                )?;
            }
        }
        writeln!(out, "\nErrors")?;
        let mut classes: Vec<_> = self.errors.iter().collect();
        classes.sort_by_key(|(_, list)| std::cmp::Reverse(list.len()));
        for (class, list) in classes {
            writeln!(out, "  {:5} {class}", list.len())?;
            // Spread over the articles instead of the first ones.
            for example in list.iter().step_by((list.len() / examples.max(1)).max(1)).take(examples) {
                writeln!(out, "          {example}")?;
            }
        }
        Ok(())
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "direct",
        Kind::Mixed => "mixed",
        Kind::Indirect => "indirect",
    }
}

/// The labels that most corpora part, by any of the names they give them.
fn coarse(label: &str) -> Option<&'static str> {
    match label.to_uppercase().as_str() {
        "PER" | "PERSON" => Some("PER"),
        "ORG" | "ORGANIZATION" | "ORGANISATION" => Some("ORG"),
        "LOC" | "LOCATION" | "GPE" | "FAC" | "FACILITY" | "PLACE" => Some("LOC"),
        "NORP" => Some("NORP"),
        _ => None,
    }
}

/// Every part of a content.
fn all(text: &str, content: &[Span]) -> String {
    content.iter().map(|span| excerpt(span.of(text))).collect::<Vec<_>>().join(" | ")
}

/// The word with a little of what stands around it.
fn context(text: &str, span: Span) -> String {
    const AROUND: usize = 25;
    let before: String =
        text[..span.start].chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = text[span.end..].chars().take(AROUND).collect();
    format!("{before}[{}]{after}", span.of(text))
}

/// Leaves out what corpora count differently: a leading article or qualifier (`about`), marks at the edges, a possessive.
struct Trim {
    lead: Regex,
    trail: Regex,
}

impl Trim {
    fn new() -> Trim {
        let compile = |pattern| Regex::new(pattern).expect("a constant");
        Trim {
            lead: compile(
                r#"^(?i:(?:(?:the|a|an|about|nearly|almost|roughly|approximately|some|over|under|around|more than|less than|fewer than|at least|at most|up to|as many as|as much as|only|just|estimated)\s+|[\s"'“”‘’`(\[{<,.;:!?–—-]+)+)"#,
            ),
            trail: compile(r#"(?:(?:['’]s?|[\s"“”‘`)\]}>,;:!?–—-]+)+)$"#),
        }
    }

    fn span(&self, text: &str, span: Span) -> Span {
        let start = self.lead.find(span.of(text)).map_or(span.start, |m| span.start + m.end());
        let start = if start < span.end { start } else { span.start };
        let inside = &text[start..span.end];
        let end = self.trail.find(inside).filter(|m| m.start() > 0).map_or(span.end, |m| start + m.start());
        Span::new(start, end)
    }
}

/// Positions of the letters and digits of a statement's parts.
struct Letters {
    source: Vec<usize>,
    cue: Vec<usize>,
    content: Vec<usize>,
}

impl Letters {
    fn new(text: &str, source: &[Span], cue: &[Span], content: &[Span]) -> Letters {
        let of = |spans: &[Span]| {
            let all = |span: &Span| -> Vec<usize> {
                let letters = span
                    .of(text)
                    .char_indices()
                    .filter(|(_, c)| c.is_alphanumeric())
                    .map(|(i, _)| span.start + i);
                letters.collect()
            };
            let mut out: Vec<usize> = spans.iter().flat_map(all).collect();
            if out.is_empty() {
                // A colon as a cue has no letters.
                out = spans.iter().flat_map(|span| span.start..span.end).collect();
            }
            out.sort_unstable();
            out.dedup();
            out
        };
        Letters { source: of(source), cue: of(cue), content: of(content) }
    }
}

/// How many numbers two sorted lists share.
fn common(a: &[usize], b: &[usize]) -> usize {
    a.iter().filter(|x| b.binary_search(x).is_ok()).count()
}

fn shares(a: &[usize], b: &[usize]) -> bool {
    common(a, b) > 0
}

fn same_source(gold: &Letters, found: &Letters) -> bool {
    gold.source.is_empty() == found.source.is_empty()
        && (gold.source.is_empty() || shares(&gold.source, &found.source))
}

/// Pairs of gold and found statements one to one, best content first: cues touch, sources touch or both are absent.
fn pairs(gold: &[Letters], found: &[Letters], share: f64) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (a, g) in gold.iter().enumerate() {
        for (b, f) in found.iter().enumerate() {
            if !shares(&g.cue, &f.cue) || !same_source(g, f) {
                continue;
            }
            let both = common(&g.content, &f.content);
            let union = g.content.len() + f.content.len() - both;
            let jaccard = if union == 0 { 1.0 } else { both as f64 / union as f64 };
            if jaccard >= share {
                all.push((jaccard, a, b));
            }
        }
    }
    all.sort_by(|x, y| y.0.total_cmp(&x.0));
    let (mut gold_used, mut found_used, mut out) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for (_, a, b) in all {
        if !gold_used.contains(&a) && !found_used.contains(&b) {
            gold_used.insert(a);
            found_used.insert(b);
            out.push((a, b));
        }
    }
    out
}

/// Whether one name is the other, or a part of it word for word.
fn same_name(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty() && !matches!(*word, "the" | "s"))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.windows(short.len()).any(|part| part == short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_parts_of_one_another() {
        assert!(same_name("Hossein Amir-Abdollahian", "Abdollahian"));
        assert!(same_name("the Hive Trust", "Hive Trust's"));
        assert!(!same_name("Ann Lee", "Bo Lee"));
        assert!(!same_name("", "Bo Lee"));
    }

    #[test]
    fn edges_that_do_not_count() {
        let text = "the “United Nations”'s";
        assert_eq!(Trim::new().span(text, Span::new(0, text.len())).of(text), "United Nations");
    }

    #[test]
    fn a_statement_is_paired_once() {
        let text = "He said yes and no.";
        let (he, said, yes) = ([Span::new(0, 2)], [Span::new(3, 7)], [Span::new(8, 18)]);
        let gold = [Letters::new(text, &he, &said, &yes)];
        let twice =
            [Letters::new(text, &he, &said, &[Span::new(8, 11)]), Letters::new(text, &he, &said, &yes)];
        assert_eq!(pairs(&gold, &twice, STRICT), [(0, 1)]);
        assert!(pairs(&gold, &[Letters::new(text, &[], &said, &yes)], STRICT).is_empty());
    }
}
