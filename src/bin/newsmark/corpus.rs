//! Annotated articles: the `.mark` format of `tests/corpus/README.md`, and the NDJSON of the research corpora.

use newsmark::text::{OffsetMap, OffsetUnit, Paragraph, Shape, Span, paragraphs};
use newsmark::{Annotation, Entity, Kind, Label, Referent, Statement};
use serde::Deserialize;
use serde::de::Error as _;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// An article with its annotation; spans are byte ranges of the text.
pub struct Gold {
    pub id: String,
    pub text: String,
    /// None where the corpus marks no entities at all.
    pub entities: Option<Vec<Mention>>,
    /// None where the corpus marks no statements at all.
    pub statements: Option<Vec<Told>>,
}

pub struct Mention {
    pub span: Span,
    /// As the corpus writes it: an OntoNotes label, or a coarser one such as `LOC` for all places.
    pub label: String,
    pub referent: Option<String>,
}

#[derive(Default)]
pub struct Told {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
    pub kind: Option<Kind>,
    /// Who speaks, by any of the names in the article; `Some(empty)` if the article names nobody, `None` if the corpus doesn't say.
    pub speaker: Option<Vec<String>>,
}

impl Gold {
    /// The annotation as if it had been read by a model that is sure of all, to compare two readings of one article.
    pub fn reading(&self) -> Annotation {
        let mentions = self.entities.iter().flatten();
        let entities = mentions.filter_map(|mention| {
            let label = Label::ALL.into_iter().find(|label| label.name() == mention.label)?;
            Some(Entity { span: mention.span, label, referent: 0, confidence: 1.0 })
        });
        let mut referents: Vec<Referent> = Vec::new();
        let mut statements = Vec::new();
        for told in self.statements.iter().flatten() {
            let Some(&cue) = told.cue.first() else { continue };
            // The fullest of the speaker's names.
            let name = told.speaker.iter().flatten().max_by_key(|name| name.len());
            let speaker = name.map(|name| {
                referents.push(Referent { id: referents.len(), name: name.clone(), label: Label::Person });
                referents.len() - 1
            });
            statements.push(Statement {
                source: told.source.first().copied(),
                cue,
                content: told.content.clone(),
                kind: told.kind.unwrap_or(Kind::Indirect),
                speaker,
                confidence: 1.0,
            });
        }
        Annotation { unit: OffsetUnit::Byte, entities: entities.collect(), statements, referents }
    }
}

/// The articles of a `.mark` file, of all `.mark` files in a folder and below, or of a file of NDJSON.
pub fn load(path: &Path) -> Result<Vec<Gold>, Box<dyn std::error::Error>> {
    if path.extension().is_some_and(|e| e == "jsonl" || e == "ndjson") {
        let lines = std::fs::read_to_string(path)?;
        let parse =
            |(i, line)| from_json(line).map_err(|error| format!("{}:{}: {error}", path.display(), i + 1));
        return Ok((0..)
            .zip(lines.lines())
            .filter(|(_, line)| !line.trim().is_empty())
            .map(parse)
            .collect::<Result<_, _>>()?);
    }
    let mut files = Vec::new();
    marked(path, &mut files)?;
    if files.is_empty() {
        return Err(format!("{}: no .mark files", path.display()).into());
    }
    files.sort();
    let mut out = Vec::new();
    let mut errors = Vec::new();
    for file in files {
        let id = file.file_stem().unwrap_or_default().to_string_lossy();
        match parse(&id, &std::fs::read_to_string(&file)?) {
            Ok(gold) => out.push(gold),
            Err(found) => {
                errors.extend(found.into_iter().map(|error| format!("{}: {error}", file.display())))
            }
        }
    }
    if errors.is_empty() { Ok(out) } else { Err(errors.join("\n").into()) }
}

fn marked(path: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_dir() {
        for entry in std::fs::read_dir(path)? {
            marked(&entry?.path(), out)?;
        }
    } else if path.extension().is_some_and(|e| e == "mark") || !path.exists() {
        out.push(path.to_owned());
    }
    Ok(())
}

#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    text: String,
    entities: Option<Vec<(usize, usize, String)>>,
    attributions: Option<Vec<Attribution>>,
}

#[derive(Deserialize)]
struct Attribution {
    source: Option<Vec<(usize, usize)>>,
    cue: Option<Vec<(usize, usize)>>,
    content: Option<Vec<(usize, usize)>>,
    #[serde(rename = "type")]
    kind: Option<Kind>,
}

/// Reads an article of the corpora.
pub fn from_json(line: &str) -> Result<Gold, serde_json::Error> {
    let line: Line = serde_json::from_str(line)?;
    let at: Vec<usize> = line.text.char_indices().map(|(i, _)| i).chain([line.text.len()]).collect();
    let span = |&(start, end): &(usize, usize)| match (at.get(start), at.get(end)) {
        (Some(&from), Some(&to)) if from <= to => Ok(Span::new(from, to)),
        _ => Err(serde_json::Error::custom(format!("{start}..{end} is no part of the text"))),
    };
    let spans = |list: &Option<Vec<(usize, usize)>>| -> Result<Vec<Span>, serde_json::Error> {
        list.iter().flatten().map(span).collect()
    };
    let mention = |(start, end, label): &(usize, usize, String)| -> Result<Mention, serde_json::Error> {
        Ok(Mention { span: span(&(*start, *end))?, label: label.clone(), referent: None })
    };
    let told = |a: &Attribution| -> Result<Told, serde_json::Error> {
        Ok(Told {
            source: spans(&a.source)?,
            cue: spans(&a.cue)?,
            content: spans(&a.content)?,
            kind: a.kind,
            speaker: None,
        })
    };
    let entities = line.entities.map(|list| list.iter().map(mention).collect::<Result<_, _>>()).transpose();
    let statements =
        line.attributions.map(|list| list.iter().map(told).collect::<Result<_, _>>()).transpose();
    Ok(Gold { id: line.id.to_string(), entities: entities?, statements: statements?, text: line.text })
}

/// Reads a marked article, or says all that is wrong with it.
pub fn parse(id: &str, marked: &str) -> Result<Gold, Vec<String>> {
    let mut errors = Vec::new();
    let (body, footer) = marked.rsplit_once("\n---\n").unwrap_or_else(|| {
        errors.push("no line --- after the article".to_owned());
        (marked, "")
    });
    let (mut text, mut open): (String, Vec<(&str, usize)>) = Default::default();
    let mut mentions = Vec::new();
    let mut told: BTreeMap<usize, Told> = BTreeMap::new();
    let mut rest = body;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>').map(|end| at + end) else {
            errors.push(format!("a tag without end: {}", excerpt(&rest[at..])));
            break;
        };
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        let Some(name) = tag.strip_prefix('/') else {
            open.push((tag, text.len()));
            continue;
        };
        let Some(opened) = open.iter().rposition(|(tag, _)| tag.split(' ').next() == Some(name)) else {
            errors.push(format!("</{name}> closes nothing"));
            continue;
        };
        let (tag, start) = open.remove(opened);
        let span = Span::new(start, text.len());
        let inside = span.of(&text);
        if inside.trim() != inside || inside.is_empty() || inside.contains('\n') {
            errors.push(format!(
                "<{tag}> holds white space at its edges, more than one line, or nothing: {inside:?}"
            ));
        }
        if let Some(label) = Label::ALL.into_iter().find(|label| label.name() == name) {
            let referent = tag.split_once(' ').map(|(_, id)| id.to_owned());
            if referent.is_some() != label.is_name() {
                errors.push(format!("<{tag}>: names have an id, dates and numbers none"));
            }
            mentions.push(Mention { span, label: name.to_owned(), referent });
            continue;
        }
        let number = name.get(1..).and_then(|number| number.parse().ok());
        let Some(number) = number.filter(|_| matches!(name.as_bytes()[0], b's' | b'q' | b'c')) else {
            errors.push(format!("<{tag}> is neither a label nor a part of a statement"));
            continue;
        };
        let statement = told.entry(number).or_default();
        match &name[..1] {
            "s" => statement.source.push(span),
            "q" => statement.cue.push(span),
            _ => statement.content.push(span),
        }
    }
    text.push_str(rest);
    errors.extend(open.iter().map(|(tag, _)| format!("<{tag}> is never closed")));
    mentions.sort_by_key(|mention| mention.span.start);
    for pair in mentions.windows(2).filter(|pair| pair[1].span.start < pair[0].span.end) {
        errors.push(format!(
            "entities in one another: {} and {}",
            pair[0].span.of(&text),
            pair[1].span.of(&text)
        ));
    }
    speakers(footer, &mentions, &text, &mut told, &mut errors);
    for (number, statement) in &mut told {
        statement.content.sort_by_key(|span| span.start);
        if statement.cue.len() != 1 || statement.source.len() > 1 || statement.content.is_empty() {
            errors.push(format!("statement {number}: one cue, at most one source, at least one content"));
        }
        if statement.kind.is_none() {
            errors.push(format!("statement {number} has no line after ---"));
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(Gold {
        id: id.to_owned(),
        text,
        entities: Some(mentions),
        statements: Some(told.into_values().collect()),
    })
}

/// The lines `number kind speaker`.
fn speakers(
    footer: &str,
    mentions: &[Mention],
    text: &str,
    told: &mut BTreeMap<usize, Told>,
    errors: &mut Vec<String>,
) {
    let mut names: HashMap<&str, Vec<String>> = HashMap::new();
    for mention in mentions {
        if let Some(id) = &mention.referent {
            names.entry(id).or_default().push(mention.span.of(text).to_owned());
        }
    }
    for line in footer.lines().filter(|line| !line.trim().is_empty()) {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let (Some(number), &[_, kind, speaker]) = (parts[0].parse::<usize>().ok(), parts.as_slice()) else {
            errors.push(format!("not \"number kind speaker\": {line}"));
            continue;
        };
        let Some(statement) = told.get_mut(&number) else {
            errors.push(format!("line {line}: there is no statement {number}"));
            continue;
        };
        statement.kind = match kind {
            "direct" => Some(Kind::Direct),
            "mixed" => Some(Kind::Mixed),
            "indirect" => Some(Kind::Indirect),
            _ => None,
        };
        let mut all = Vec::new();
        for id in speaker.split('|').filter(|&id| id != "-") {
            match names.get(id) {
                Some(names) => all.extend(names.iter().cloned()),
                None => errors.push(format!("line {line}: nothing is called {id}")),
            }
        }
        statement.speaker = Some(all);
    }
}

/// What an annotator may have got wrong without breaking the format.
pub fn doubts(gold: &Gold) -> Vec<String> {
    let mut out = Vec::new();
    let mut quoted = Vec::new();
    for span in paragraphs(&gold.text) {
        let paragraph = Paragraph::parse(span.of(&gold.text));
        quoted.extend(
            paragraph
                .words
                .iter()
                .filter(|word| word.shape != Shape::Mark)
                .map(|word| (word.span.shifted(span.start), word.quoted)),
        );
    }
    for statement in gold.statements.iter().flatten() {
        let inside = |at: usize| statement.content.iter().any(|span| (span.start..span.end).contains(&at));
        let marks: Vec<bool> =
            quoted.iter().filter(|(span, _)| inside(span.start)).map(|&(_, quoted)| quoted).collect();
        let kind = match marks.iter().filter(|&&quoted| quoted).count() {
            0 => Kind::Indirect,
            n if n == marks.len() => Kind::Direct,
            _ => Kind::Mixed,
        };
        if statement.kind != Some(kind) {
            let content =
                statement.content.iter().map(|span| span.of(&gold.text)).collect::<Vec<_>>().join(" … ");
            out.push(format!(
                "{}: {:?} by its marks, not {:?}: {}",
                gold.id,
                kind,
                statement.kind,
                excerpt(&content)
            ));
        }
    }
    out
}

/// As a line of NDJSON, offsets in code points, as the research corpora have it, with referents, kinds and speakers.
pub fn to_json(gold: &Gold) -> serde_json::Value {
    let map = OffsetMap::new(&gold.text, OffsetUnit::Codepoint);
    let pair = |span: &Span| {
        let span = map.span(*span);
        [span.start, span.end]
    };
    let pairs = |spans: &[Span]| spans.iter().map(pair).collect::<Vec<_>>();
    let mut out = serde_json::json!({ "id": gold.id, "text": gold.text });
    if let Some(entities) = &gold.entities {
        let rows = entities.iter().map(|e| {
            let [start, end] = pair(&e.span);
            serde_json::json!([start, end, e.label])
        });
        out["entities"] = rows.collect();
        out["referents"] = entities.iter().map(|e| serde_json::json!(e.referent)).collect();
    }
    if let Some(statements) = &gold.statements {
        let rows = statements.iter().map(|s| {
            serde_json::json!({ "source": pairs(&s.source), "cue": pairs(&s.cue), "content": pairs(&s.content), "type": s.kind, "speaker": s.speaker })
        });
        out["attributions"] = rows.collect();
    }
    out
}

/// Both ends of a text that is too long to show.
pub fn excerpt(text: &str) -> String {
    const END: usize = 35;
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 2 * END {
        return text.to_owned();
    }
    let part = |letters: &[char]| letters.iter().collect::<String>();
    format!("{} … {}", part(&letters[..END]), part(&letters[letters.len() - END..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = "<s1><PERSON eze>Ngozi Eze</PERSON></s1> <q1>said</q1> <c1>that <s2>the <ORG hive>Hive Trust</ORG></s2> <q2>had promised</q2> <c2>“a hive for every school” by <DATE>2027</DATE></c2></c1>.\n---\n1 mixed eze\n2 mixed hive\n";

    #[test]
    fn a_marked_article() {
        let gold = parse("x", ARTICLE).unwrap();
        assert_eq!(
            gold.text,
            "Ngozi Eze said that the Hive Trust had promised “a hive for every school” by 2027."
        );
        let told = gold.statements.as_ref().unwrap();
        assert_eq!(told[0].content[0].of(&gold.text), &gold.text[15..gold.text.len() - 1]);
        assert_eq!(told[1].source[0].of(&gold.text), "the Hive Trust");
        assert_eq!(told[1].speaker.as_deref(), Some(&["Hive Trust".to_owned()][..]));
        assert!(doubts(&gold).is_empty());
    }

    #[test]
    fn offsets_outside_of_the_text_are_refused() {
        for span in ["[2, 1]", "[0, 4]", "[9, 9]"] {
            let line = format!(r#"{{"id": 1, "text": "Née", "attributions": [{{"cue": [{span}]}}]}}"#);
            let error = from_json(&line).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(error.contains("is no part of the text"), "{span}: {error}");
        }
        assert!(from_json(r#"{"id": 1, "text": "Née", "entities": [[1, 3, "PER"]]}"#).is_ok());
    }

    #[test]
    fn mistakes_are_named() {
        for (wrong, why) in [
            ("<q1>said</q1> <c1>x</c1>", "no line ---"),
            ("<PERSON>Eze</PERSON>\n---\n", "names have an id"),
            ("<DATE x>May</DATE>\n---\n", "names have an id"),
            ("<c1>x \n---\n", "never closed"),
            ("x</c1>\n---\n", "closes nothing"),
            ("<q1>said</q1>\n---\n1 direct -\n", "at least one content"),
            ("<q1>said</q1> <c1>x</c1>\n---\n1 direct eze\n", "nothing is called eze"),
            ("<q1>said</q1> <c1>x</c1>\n---\n", "no line after"),
            ("<b>x</b>\n---\n", "neither a label"),
            ("<PERSON a>A <GPE b>B</GPE></PERSON>\n---\n", "in one another"),
            ("a > b <q1\n---\n", "a tag without end"),
        ] {
            let errors = parse("x", wrong).err().unwrap_or_default();
            assert!(errors.iter().any(|error| error.contains(why)), "{wrong}: {errors:?}");
        }
    }
}
