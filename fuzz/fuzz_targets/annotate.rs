//! Any text, read with models that know nothing and so find the oddest things: all that is promised holds.

#![no_main]

#[path = "../../tests/promises/mod.rs"]
mod promises;
#[path = "../../tests/tiny/mod.rs"]
#[allow(dead_code)]
mod tiny;

use libfuzzer_sys::fuzz_target;
use newsmark::Annotator;

/// Models: what one never tags, another does.
const MODELS: u8 = 8;

thread_local! {
    static ANNOTATORS: Vec<Annotator> =
        (0..MODELS).map(|seed| Annotator::from_bytes(&tiny::model(seed.into())).unwrap()).collect();
}

fuzz_target!(|data: &[u8]| {
    let Some((&first, text)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    // Paragraphs by themselves take twice as long again: every eighth time.
    let check = if first / MODELS % 8 == 0 { promises::check } else { promises::check_whole };
    ANNOTATORS.with(|annotators| check(&annotators[usize::from(first % MODELS)], &text));
});
