//! `newsmark annotate`: every line is answered or named as one that cannot be read.

#![no_main]

#[path = "../../src/bin/newsmark/ndjson.rs"]
mod ndjson;
#[path = "../../tests/tiny/mod.rs"]
#[allow(dead_code)]
mod tiny;

use libfuzzer_sys::fuzz_target;
use newsmark::Annotator;
use newsmark::text::OffsetUnit;

thread_local! {
    static ANNOTATOR: Annotator = Annotator::from_bytes(&tiny::model(3)).unwrap();
}

fuzz_target!(|data: &[u8]| {
    let Some((&first, lines)) = data.split_first() else { return };
    let unit = [OffsetUnit::Byte, OffsetUnit::Utf16, OffsetUnit::Codepoint][usize::from(first % 3)];
    let (mut out, mut errors) = (Vec::new(), Vec::new());
    let all =
        ANNOTATOR.with(|annotator| ndjson::annotate(annotator, unit, lines, &mut out, &mut errors)).unwrap();
    let (out, errors) = (String::from_utf8(out).unwrap(), String::from_utf8(errors).unwrap());
    assert_eq!(all, errors.is_empty());
    let lines = lines.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(out.lines().count() + errors.lines().count(), lines);
    for line in out.lines() {
        let answer: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(answer.get("id").is_some());
        assert!(["entities", "statements", "referents"].iter().all(|key| answer[key].is_array()));
    }
});
