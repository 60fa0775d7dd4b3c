//! Annotated articles, in the `.mark` format and as NDJSON of the corpora: what is taken has spans that lie in its text.

#![no_main]
// Not everything of the module is used here.
#![allow(dead_code)]

#[path = "../../src/bin/newsmark/corpus.rs"]
mod corpus;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let read = match text.strip_prefix('{') {
        Some(_) => corpus::from_json(text).map_err(|error| vec![error.to_string()]),
        None => corpus::parse("x", text),
    };
    match read {
        Err(errors) => assert!(!errors.is_empty() && errors.iter().all(|error| !error.is_empty())),
        Ok(gold) => {
            for mention in gold.entities.iter().flatten() {
                let _ = mention.span.of(&gold.text);
            }
            for told in gold.statements.iter().flatten() {
                for span in told.source.iter().chain(&told.cue).chain(&told.content) {
                    let _ = span.of(&gold.text);
                }
            }
            corpus::doubts(&gold);
            serde_json::to_string(&corpus::to_json(&gold)).unwrap();
            gold.reading();
        }
    }
});
