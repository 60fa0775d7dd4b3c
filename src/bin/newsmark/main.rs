//! The command line: see `newsmark --help`.

mod corpus;
mod evaluate;
mod ndjson;

use clap::{Parser, Subcommand, ValueEnum};
use newsmark::Annotator;
use newsmark::text::{OffsetMap, OffsetUnit, Paragraph, paragraphs};
use newsmark::training::{Vocabulary, vocabulary, windows};
use std::io::{BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Parser)]
#[command(version, about = "Who says what in a news article")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads articles, NDJSON in and out: {"id", "text"} a line on standard input, {"id", "unit", "entities", "statements",
    /// "referents"} a line on standard output.
    ///
    /// A line that cannot be read is reported on standard error with its number, the rest is processed; the exit status is 1 then.
    Annotate {
        /// What offsets count.
        #[arg(long, value_enum, default_value_t = Offsets::Codepoint)]
        offsets: Offsets,
        /// A model file to use instead of the one built in.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Prints how accurate a model is on annotated articles, with examples of its errors.
    Evaluate {
        /// A folder of .mark files, one such file, or a file of NDJSON with "entities" or "attributions" (offsets in code points).
        #[arg(default_value = "tests/corpus")]
        articles: PathBuf,
        /// Examples shown of each class of errors.
        #[arg(long, default_value_t = 0)]
        examples: usize,
        /// A model file to use instead of the one built in.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Another reading of the same articles, by name, to compare with instead of a model's: how well two annotators agree.
        #[arg(long, conflicts_with = "model")]
        against: Option<PathBuf>,
    },
    /// Checks annotated articles and turns them into NDJSON, offsets in code points; doubtful annotation is named on standard error.
    Corpus {
        /// A folder of .mark files, or one such file.
        articles: PathBuf,
    },
    /// Cuts texts into what the encoder reads: NDJSON in and out, used by training/ and bench/.
    #[command(hide = true)]
    Pieces {
        /// Word pieces, one a line, instead of the built-in model's.
        #[arg(long)]
        vocabulary: Option<PathBuf>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Offsets {
    /// Unicode code points: what Python slices by.
    Codepoint,
    /// UTF-16 code units: what JavaScript slices by.
    Utf16,
    /// UTF-8 bytes: what Rust slices by.
    Byte,
}

impl From<Offsets> for OffsetUnit {
    fn from(offsets: Offsets) -> OffsetUnit {
        match offsets {
            Offsets::Codepoint => OffsetUnit::Codepoint,
            Offsets::Utf16 => OffsetUnit::Utf16,
            Offsets::Byte => OffsetUnit::Byte,
        }
    }
}

/// The model of this release.
const MODEL: &[u8] = include_bytes!("../../../model/newsmark.bin");

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Annotate { offsets, model } => annotate(offsets.into(), model.as_deref()),
        Command::Evaluate { articles, examples, against: Some(other), .. } => {
            agree(&articles, &other, examples)
        }
        Command::Evaluate { articles, examples, model, against: None } => {
            evaluate(&articles, examples, model.as_deref())
        }
        Command::Corpus { articles } => convert(&articles),
        Command::Pieces { vocabulary } => pieces(vocabulary.as_deref()),
    }
    .unwrap_or_else(|error| {
        // Whoever reads has read enough: `newsmark evaluate | head`.
        let of_json = |error: &serde_json::Error| error.io_error_kind();
        let kind = error.downcast_ref().map(std::io::Error::kind).or(error.downcast_ref().and_then(of_json));
        if kind == Some(std::io::ErrorKind::BrokenPipe) {
            return ExitCode::SUCCESS;
        }
        eprintln!("newsmark: {error}");
        ExitCode::from(2)
    })
}

type Outcome = Result<ExitCode, Box<dyn std::error::Error>>;

fn load(model: Option<&Path>) -> Result<Annotator, Box<dyn std::error::Error>> {
    let bytes = match model {
        Some(path) => std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?,
        None => MODEL.to_vec(),
    };
    Ok(Annotator::from_bytes(&bytes)?)
}

fn evaluate(articles: &Path, examples: usize, model: Option<&Path>) -> Outcome {
    let annotator = load(model)?;
    let gold = corpus::load(articles)?;
    let mut report = evaluate::Report::default();
    for article in &gold {
        report.add(&annotator, article);
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    writeln!(out, "{}: {} articles, model {}", articles.display(), gold.len(), annotator.model())?;
    report.write(&mut out, examples)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn agree(articles: &Path, other: &Path, examples: usize) -> Outcome {
    let second = corpus::load(other)?;
    let mut report = evaluate::Report::default();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut both = 0;
    for first in corpus::load(articles)? {
        if let Some(second) = second.iter().find(|second| second.id == first.id) {
            report.agree(&first, second)?;
            both += 1;
        }
    }
    writeln!(out, "{}: {both} articles, against {}", articles.display(), other.display())?;
    report.write(&mut out, examples)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn convert(articles: &Path) -> Outcome {
    let mut out = BufWriter::new(std::io::stdout().lock());
    for article in corpus::load(articles)? {
        for doubt in corpus::doubts(&article) {
            eprintln!("{doubt}");
        }
        serde_json::to_writer(&mut out, &corpus::to_json(&article))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn annotate(unit: OffsetUnit, model: Option<&Path>) -> Outcome {
    let annotator = load(model)?;
    let out = BufWriter::new(std::io::stdout().lock());
    let all = ndjson::annotate(&annotator, unit, std::io::stdin().lock(), out, std::io::stderr())?;
    Ok(if all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// For each line `{"id", "text"}` the windows of its paragraphs: words as code point offsets, pieces, shapes, quoted, first.
fn pieces(file: Option<&Path>) -> Outcome {
    let vocabulary = match file {
        Some(file) => Vocabulary::parse(&std::fs::read_to_string(file)?)
            .map_err(|piece| format!("the vocabulary has no {piece}"))?,
        None => vocabulary(MODEL)?,
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let input: serde_json::Value = serde_json::from_str(&line?)?;
        let text = input["text"].as_str().ok_or("a line without text")?;
        let map = OffsetMap::new(text, OffsetUnit::Codepoint);
        let mut read = Vec::new();
        for span in paragraphs(text) {
            let paragraph = Paragraph::parse(span.of(text));
            let cut = windows(span.of(text), &paragraph, &vocabulary);
            read.push(serde_json::Value::from_iter(cut.into_iter().map(|window| {
                let words = &paragraph.words[window.words.clone()];
                let spans: Vec<_> =
                    words.iter().map(|word| map.span(word.span.shifted(span.start))).collect();
                serde_json::json!({
                    "starts": spans.iter().map(|s| s.start).collect::<Vec<_>>(),
                    "ends": spans.iter().map(|s| s.end).collect::<Vec<_>>(),
                    "pieces": window.pieces,
                    "shapes": window.shapes,
                    "quoted": window.quoted.iter().map(|&q| u8::from(q)).collect::<Vec<_>>(),
                    "first": window.first,
                })
            })));
        }
        serde_json::to_writer(&mut out, &serde_json::json!({ "id": input["id"], "paragraphs": read }))?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
