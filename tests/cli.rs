//! The command line as others call it.

use std::io::Write;
use std::process::{Command, Stdio};

fn newsmark(arguments: &[&str], input: &[u8]) -> (Option<i32>, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_newsmark"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const ARTICLE: &str = "👍 “Nobody was hurt,” said Leïla Haddad, the mayor of Tunis.";

fn first_person(offsets: &str) -> (u64, u64) {
    let line = serde_json::json!({ "id": 7, "text": ARTICLE }).to_string();
    let (status, out, _) = newsmark(&["annotate", "--offsets", offsets], line.as_bytes());
    assert_eq!(status, Some(0));
    let found: serde_json::Value = serde_json::from_str(out.trim()).unwrap();
    assert_eq!(found["id"], 7);
    assert_eq!(found["unit"], offsets);
    let person = found["entities"].as_array().unwrap().iter().find(|e| e["label"] == "PERSON").unwrap();
    (person["start"].as_u64().unwrap(), person["end"].as_u64().unwrap())
}

#[test]
fn offsets_in_every_unit() {
    let byte = ARTICLE.find("Leïla Haddad").unwrap();
    let before = &ARTICLE[..byte];
    let name = "Leïla Haddad";
    let codepoint = before.chars().count();
    let utf16 = before.encode_utf16().count();
    assert_eq!(first_person("byte"), (byte as u64, (byte + name.len()) as u64));
    assert_eq!(first_person("codepoint"), (codepoint as u64, (codepoint + 12) as u64));
    assert_eq!(first_person("utf16"), (utf16 as u64, (utf16 + 12) as u64));
}

#[test]
fn bad_lines_are_named_and_the_rest_is_read() {
    let input = b"{\"id\": 1, \"text\": \"Fine.\"}\n{\"id\": 2}\n\nnonsense\n\xff\xfe\n{\"id\": \"last\", \"text\": \"\"}";
    let (status, out, error) = newsmark(&["annotate"], input);
    assert_eq!(status, Some(1));
    let ids: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, [serde_json::json!(1), serde_json::json!("last")]);
    for line in ["line 2: missing field `text`", "line 4: ", "line 5: "] {
        assert!(error.contains(line), "{error}");
    }
}

#[test]
fn a_file_that_is_no_model_is_refused() {
    let (status, out, error) = newsmark(&["annotate", "--model", "Cargo.toml"], b"");
    assert_eq!((status, out.as_str()), (Some(2), ""));
    assert!(error.contains("not a newsmark model"), "{error}");
}

#[test]
fn the_corpus_is_sound() {
    let (status, out, error) = newsmark(&["corpus", "tests/corpus"], b"");
    assert_eq!(status, Some(0), "{error}");
    assert!(out.lines().count() >= 10);
    for line in out.lines() {
        let article: serde_json::Value = serde_json::from_str(line).unwrap();
        let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
        assert!(text.split(|c| c.is_whitespace()).count() >= 300, "{}", article["id"]);
        for entity in article["entities"].as_array().unwrap() {
            let (start, end) = (entity[0].as_u64().unwrap() as usize, entity[1].as_u64().unwrap() as usize);
            assert!(start < end && !text[start].is_whitespace() && !text[end - 1].is_whitespace());
        }
        assert!(article["attributions"].as_array().unwrap().len() >= 10, "{}", article["id"]);
    }
}

#[test]
fn the_readme_s_command_does_what_it_says() {
    let readme = include_str!("../README.md");
    let line = readme.lines().find(|line| line.contains("| cargo run --release -- ")).unwrap();
    let (echo, command) = line.split_once(" | cargo run --release -- ").unwrap();
    let input = echo.strip_prefix("echo '").and_then(|rest| rest.strip_suffix('\'')).unwrap();
    let arguments: Vec<&str> = command.split(' ').collect();
    let (status, out, errors) = newsmark(&arguments, input.as_bytes());
    assert_eq!((status, errors.as_str()), (Some(0), ""));
    let found: serde_json::Value = serde_json::from_str(out.trim()).unwrap();
    assert_eq!(found["referents"][0]["name"], "Ngozi Eze");
    assert_eq!(found["statements"][0]["kind"], "direct");
}
