//! `cargo bench`: an article, what of it is the rules' share, and loading. `docs/speed.md` has the figures.

#[allow(dead_code)]
#[path = "../tests/tiny/mod.rs"]
mod tiny;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use newsmark::Annotator;
use newsmark::text::{OffsetMap, OffsetUnit, Paragraph};
use std::hint::black_box;

/// Of the models that know nothing the one that finds most.
const SEED: u64 = 7;

fn article(criterion: &mut Criterion) {
    let text = include_str!("../tests/articles/harbour.txt");
    let model = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/model/newsmark.bin"))
        .expect("the model is there");
    let mut group = criterion.benchmark_group("article");
    group.throughput(Throughput::Bytes(text.len() as u64));
    let annotator = Annotator::from_bytes(&model).expect("the model is sound");
    group.bench_function("annotate", |bench| bench.iter(|| annotator.annotate(black_box(text))));
    let tiny = Annotator::from_bytes(&tiny::model(SEED)).expect("the model is sound");
    group.bench_function("rules (tiny model)", |bench| bench.iter(|| tiny.annotate(black_box(text))));
    group.bench_function("words and quotations", |bench| bench.iter(|| Paragraph::parse(black_box(text))));
    group
        .bench_function("offsets", |bench| bench.iter(|| OffsetMap::new(black_box(text), OffsetUnit::Utf16)));
    group.finish();
    criterion.bench_function("load", |bench| bench.iter(|| Annotator::from_bytes(black_box(&model)).is_ok()));
}

criterion_group!(benches, article);
criterion_main!(benches);
