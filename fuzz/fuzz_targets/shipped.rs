//! Any text, read with the model that ships: slow, but what its tags make of a text is what readers see.

#![no_main]

#[path = "../../tests/promises/mod.rs"]
#[allow(dead_code)]
mod promises;

use libfuzzer_sys::fuzz_target;
use newsmark::Annotator;

thread_local! {
    static ANNOTATOR: Annotator =
        Annotator::from_bytes(include_bytes!("../../model/newsmark.bin")).unwrap();
}

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    ANNOTATOR.with(|annotator| promises::check(annotator, &text));
});
