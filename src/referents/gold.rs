//! How right the speakers are when entities and statements are: on annotated articles, so that every rule's effect is seen
//! apart from what the tagger misses. `GOLD="FOLDER FOLDER" cargo test --lib speakers_of_gold -- --ignored --nocapture`

use super::resolve;
use crate::annotation::{Entity, Kind, Label, Statement};
use crate::text::{Paragraph, Span, paragraphs};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

/// An article of the `.mark` format of `tests/corpus/README.md`.
struct Article {
    text: String,
    entities: Vec<Entity>,
    /// By entity.
    ids: Vec<String>,
    statements: Vec<Statement>,
    /// By statement: ids joined by `|`, or `-`.
    speakers: Vec<String>,
}

fn parse(marked: &str) -> Article {
    let (body, footer) = marked.rsplit_once("\n---\n").expect("a line ---");
    let (mut text, mut rest) = (String::new(), body);
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut names: Vec<(Span, Label, String)> = Vec::new();
    let mut parts: BTreeMap<u32, Vec<(u8, Span)>> = BTreeMap::new();
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').expect("a tag's end");
        rest = after;
        let Some(name) = tag.strip_prefix('/') else {
            open.push((tag, text.len()));
            continue;
        };
        let at =
            open.iter().rposition(|(tag, _)| tag.split(' ').next() == Some(name)).expect("a tag's start");
        let (tag, start) = open.remove(at);
        let span = Span::new(start, text.len());
        match Label::ALL.into_iter().find(|label| label.name() == name) {
            Some(label) => names.push((span, label, tag.split_once(' ').map_or("", |(_, id)| id).into())),
            None => {
                let number = name[1..].parse().expect("a number");
                parts.entry(number).or_default().push((name.as_bytes()[0], span));
            }
        }
    }
    text.push_str(rest);
    names.sort_by_key(|(span, ..)| span.start);
    let lines: HashMap<u32, (&str, &str)> = footer
        .lines()
        .filter_map(|line| {
            let mut fields = line.split_whitespace();
            Some((fields.next()?.parse().ok()?, (fields.next()?, fields.next()?)))
        })
        .collect();
    let mut told: Vec<(Statement, String)> = Vec::new();
    for (number, mut parts) in parts {
        parts.sort_by_key(|(_, span)| span.start);
        let of = |role: u8| parts.iter().filter(move |part| part.0 == role).map(|part| part.1);
        let (kind, speaker) = lines[&number];
        let kind = match kind {
            "direct" => Kind::Direct,
            "mixed" => Kind::Mixed,
            _ => Kind::Indirect,
        };
        let statement = Statement {
            source: of(b's').next(),
            cue: of(b'q').next().expect("a cue"),
            content: of(b'c').collect(),
            kind,
            speaker: None,
            confidence: 1.0,
        };
        told.push((statement, speaker.into()));
    }
    told.sort_by_key(|(statement, _)| statement.cue.start);
    let (statements, speakers) = told.into_iter().unzip();
    let ids = names.iter().map(|(.., id)| id.clone()).collect();
    let entity =
        |(span, label, _): (Span, Label, String)| Entity { span, label, referent: 0, confidence: 1.0 };
    Article { text, entities: names.into_iter().map(entity).collect(), ids, statements, speakers }
}

/// Whether one name is the other, or a part of it word for word.
fn same_name(a: &str, b: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.to_lowercase();
        let words = words.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty() && !matches!(*word, "the" | "s")).map(String::from).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && long.windows(short.len()).any(|part| part == short)
}

#[test]
#[ignore = "measures; reads the folders named in GOLD"]
fn speakers_of_gold() {
    const PRONOUNS: &str = "he she they it who i we you his her their him them which that my our its";
    let folders = std::env::var("GOLD").unwrap_or("tests/corpus/open".into());
    let mut files: Vec<PathBuf> = folders
        .split_whitespace()
        .flat_map(|path| match std::fs::read_dir(path) {
            Ok(folder) => folder.map(|file| file.expect("a file").path()).collect(),
            Err(_) => vec![PathBuf::from(path)],
        })
        .filter(|path| path.extension().is_some_and(|end| end == "mark"))
        .collect();
    files.sort();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for file in files {
        let mut article = parse(&std::fs::read_to_string(&file).expect("a text"));
        let text = &article.text;
        let spans: Vec<Span> = paragraphs(text).collect();
        let parsed: Vec<Paragraph> = spans.iter().map(|span| Paragraph::parse(span.of(text))).collect();
        let pairs: Vec<(Span, &Paragraph)> = spans.into_iter().zip(&parsed).collect();
        let referents = resolve(text, &pairs, &mut article.entities, &mut article.statements);
        for (statement, wanted) in article.statements.iter().zip(&article.speakers) {
            let Some(source) = statement.source else { continue };
            let names: Vec<&str> = wanted
                .split('|')
                .flat_map(|id| article.entities.iter().zip(&article.ids).filter(move |(_, own)| *own == id))
                .map(|(entity, _)| entity.span.of(text))
                .collect();
            let pronoun = PRONOUNS.split(' ').any(|word| word == source.of(text).to_lowercase());
            let class = match (names.is_empty(), pronoun) {
                (true, _) => "unnamed",
                (_, true) => "pronoun",
                _ => "named",
            };
            let got = statement.speaker.map(|id| referents[id].name.as_str());
            let right = got.map_or(names.is_empty(), |got| names.iter().any(|name| same_name(name, got)));
            let count = counts.entry(class).or_default();
            *count = (count.0 + usize::from(right), count.1 + 1);
            if !right {
                let sentence = &text[text[..source.start].rfind('\n').map_or(0, |at| at + 1)..];
                let told = statement.content.first().map_or("", |content| content.of(text));
                println!(
                    "{class} {}: [{}] {} ({}) = {wanted}, not {} | {}",
                    file.file_stem().unwrap_or_default().display(),
                    source.of(text),
                    statement.cue.of(text),
                    told.chars().take(40).collect::<String>(),
                    got.unwrap_or("nobody"),
                    sentence.chars().take(60).take_while(|&c| c != '\n').collect::<String>(),
                );
            }
        }
    }
    for (class, (right, all)) in counts {
        println!("{class:8} {:5.1} % of {all}", 100.0 * right as f64 / all as f64);
    }
}
