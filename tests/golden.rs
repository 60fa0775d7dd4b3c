//! Whole articles through the shipped model. `UPDATE_GOLDEN=1 cargo test --test golden` writes what is read now; look at the
//! difference before you commit it.

#[allow(dead_code)]
mod promises;

use newsmark::{Annotation, Annotator};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn annotator() -> Annotator {
    static MODEL: LazyLock<Vec<u8>> = LazyLock::new(|| {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("model/newsmark.bin")).unwrap()
    });
    Annotator::from_bytes(&MODEL).unwrap()
}

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/articles");
    let mut found: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    found.sort();
    found
}

/// The annotation as one would write it down.
fn written(text: &str, annotation: &Annotation) -> String {
    let mut out = String::new();
    let name = |id: usize| annotation.referents[id].name.as_str();
    for entity in &annotation.entities {
        writeln!(out, "{:<12} {}  = {}", entity.label.name(), entity.span.of(text), name(entity.referent))
            .unwrap();
    }
    for statement in &annotation.statements {
        let source = statement.source.map_or("–", |span| span.of(text));
        let speaker = statement.speaker.map_or("–", name);
        writeln!(out, "\n{:?}: {source}  = {speaker}\n  cue: {}", statement.kind, statement.cue.of(text))
            .unwrap();
        for content in &statement.content {
            writeln!(out, "  content: {}", content.of(text)).unwrap();
        }
    }
    out
}

#[test]
fn articles_are_read_as_before() {
    let annotator = annotator();
    for path in articles() {
        let text = std::fs::read_to_string(&path).unwrap();
        let found = written(&text, &annotator.annotate(&text));
        let golden = path.with_extension("golden");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&golden, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(found, expected, "{}", path.display());
    }
}

#[test]
fn annotations_keep_their_promises_on_articles_and_on_what_is_none() {
    let annotator = annotator();
    for path in articles() {
        let text = std::fs::read_to_string(path).unwrap();
        promises::check(&annotator, &text);
    }
    let odd = [
        "",
        " \n\t\u{a0}\u{2028}",
        "\"",
        "““““””",
        "He said “",
        "\0\0said\0",
        "👩‍👩‍👧 said “👍🏽”.",
        "e\u{301}\u{301}\u{301} sa\u{ad}id that I\u{307} left.",
        "\u{202e}dias eH\u{202c}",
        "ＦＵＬＬ ＷＩＤＴＨ said ﬁne.",
        "\r\nCRLF said so.\r\n",
        "他说：“好。”",
    ];
    for text in odd {
        promises::check(&annotator, text);
    }
    let long = "word".repeat(5_000) + &"\"".repeat(2_000) + &" he said".repeat(300);
    promises::sound(&long, &annotator.annotate(&long));
}

#[test]
fn a_text_is_read_alike_whole_and_in_paragraphs() {
    let annotator = annotator();
    for path in articles() {
        let text = std::fs::read_to_string(path).unwrap();
        let whole = annotator.annotate(&text);
        let paragraphs: Vec<_> = annotator.read(&text).collect();
        let cues: Vec<_> = paragraphs.iter().flat_map(|p| p.statements.iter().map(|s| s.cue)).collect();
        assert_eq!(cues, whole.statements.iter().map(|s| s.cue).collect::<Vec<_>>());
        for paragraph in &paragraphs {
            for entity in &paragraph.entities {
                assert!(whole.entities.iter().any(|e| e.span == entity.span));
            }
        }
    }
}

#[test]
fn the_model_is_no_larger_than_a_page_may_ask_of_its_reader() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("model/newsmark.bin");
    assert!(model.metadata().unwrap().len() <= 10_000_000);
}

#[test]
fn models_that_are_damaged_are_refused() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("model/newsmark.bin");
    let model = std::fs::read(path).unwrap();
    let refused =
        |bytes: &[u8]| Annotator::from_bytes(bytes).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(refused(&model[..model.len() / 2]).contains("damaged"));
    let mut flipped = model.clone();
    flipped[model.len() / 3] ^= 1;
    assert!(refused(&flipped).contains("damaged"));
    let mut older = model;
    older[8] = 0;
    assert!(refused(&older).contains("format 0"));
    assert!(refused(b"PK\x03\x04").contains("not a newsmark model"));
}
