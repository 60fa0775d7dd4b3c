//! What holds for every text, tried on texts that nobody would write: with the model that ships, and with models that know nothing and so
//! find what no trained model finds. `fuzz/` tries the same for as long as one likes.

#[allow(dead_code)]
mod promises;
#[allow(dead_code)]
mod tiny;

use newsmark::Annotator;
use newsmark::text::{OffsetMap, OffsetUnit, Paragraph, paragraphs};
use proptest::prelude::*;

/// What news is made of, and what is hard in it.
const PIECES: &[&str] = &[
    "Ngozi Eze",
    "John Smith",
    "Smith",
    "President Musa Okoro",
    "Dr. ",
    "Mr. ",
    "the Hive Trust",
    "LAGOS (AP) — ",
    "he",
    "She",
    "they",
    "who",
    " said ",
    " told ",
    " denied that ",
    "according to ",
    ", claiming ",
    ", adding ",
    " issued a warning of ",
    " says",
    ": ",
    "Q: ",
    "A: ",
    "EZE: ",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    "``",
    "''",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "—",
    "–",
    "-",
    " - ",
    ",",
    ";",
    ".",
    ". ",
    "?",
    "!",
    "…",
    "...",
    "Jan. 3, 2024",
    "Monday",
    "last year",
    "3:30 p.m.",
    "$1.5 million",
    "€3bn–€4bn",
    "20 percent",
    "5%",
    "19th",
    "three",
    "1,000,000",
    "five km",
    "1990s",
    "mid-2023",
    "and",
    " not ",
    "we ",
    "that ",
    "the bees",
    "word",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{61c}",
    "\u{200b}",
    "\u{200c}",
    "\u{200d}",
    "\u{200e}",
    "\u{2028}",
    "\u{2029}",
    "\u{202a}",
    "\u{202e}",
    "\u{202c}",
    "\u{2060}",
    "\u{2066}",
    "\u{2069}",
    "\u{feff}",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "e\u{301}",
    "\u{301}",
    "\u{301}\u{302}\u{303}",
    "a\u{ad}b",
    "ﬁ",
    "ﬄ",
    "ẞ",
    "ß",
    "İ",
    "ı",
    "ŉ",
    "ΐ",
    "Ǆ",
    "K",
    "Å",
    "ＦＵＬＬ",
    "１２",
    "²",
    "½",
    "①",
    "👍",
    "👩‍👩‍👧",
    "👍🏽",
    "🇳🇬",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
    "العربية",
    "עברית",
    "中文",
    "한국어",
    "ไทย",
    "हिन्दी",
    "𝔘",
    "𐐀",
    "<b>",
    "&amp;",
    "https://example.org/a?b=c",
    "@name",
    "#tag",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zA-Z]{1,12} ",
        // Longer than any word of the vocabulary.
        1 => "[a-z]{90,130}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Paragraphs of several windows of the encoder.
fn long_texts() -> impl Strategy<Value = String> {
    proptest::collection::vec(texts(), 12).prop_map(|texts| {
        let lines = ["\n", "\u{b}", "\u{c}", "\r", "\u{85}", "\u{2028}", "\u{2029}"];
        lines.iter().fold(texts.join(" "), |text, line| text.replace(line, " "))
    })
}

fn cases(cases: u32) -> ProptestConfig {
    // What failed is named in the output; a test that checks itself writes no files.
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

thread_local! {
    static SHIPPED: Annotator = Annotator::from_bytes(&std::fs::read("model/newsmark.bin").unwrap()).unwrap();
    static TINY: Vec<Annotator> =
        (0..8).map(|seed| Annotator::from_bytes(&tiny::model(seed)).unwrap()).collect();
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn the_shipped_model_keeps_all_promises(text in texts()) {
        SHIPPED.with(|annotator| promises::check(annotator, &text));
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn paragraphs_of_many_windows_keep_all_promises(text in long_texts(), which in 0_usize..8) {
        TINY.with(|annotators| promises::check(&annotators[which], &text));
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn models_that_know_nothing_keep_all_promises(text in texts(), which in 0_usize..8) {
        TINY.with(|annotators| promises::check(&annotators[which], &text));
    }

    #[test]
    fn paragraphs_and_words_are_all_there_is(text in texts()) {
        let mut rest = text.clone();
        for span in paragraphs(&text).collect::<Vec<_>>().into_iter().rev() {
            let own = span.of(&text);
            let paragraph = Paragraph::parse(own);
            let (mut end, mut kept) = (0, String::new());
            for word in &paragraph.words {
                assert!(end <= word.span.start && !word.span.is_empty());
                assert!(!own[end..word.span.start].chars().any(|c| c.is_alphanumeric() || c == '“'));
                end = word.span.end;
                kept.push_str(word.span.of(own));
            }
            let visible = |c: &char| c.is_alphanumeric();
            assert!(kept.chars().filter(visible).eq(own.chars().filter(visible)));
            for quotation in &paragraph.quotations {
                assert!(quotation.span.contains(&quotation.inner));
                let _ = (quotation.span.of(own), quotation.inner.of(own));
            }
            rest.replace_range(span.start..span.end, "");
        }
        assert!(!rest.chars().any(char::is_alphanumeric), "{rest:?} is in no paragraph");
    }

    #[test]
    fn offsets_are_those_of_the_host(text in texts()) {
        for unit in [OffsetUnit::Byte, OffsetUnit::Utf16, OffsetUnit::Codepoint] {
            let map = OffsetMap::new(&text, unit);
            let mut expected = 0;
            for (at, c) in text.char_indices() {
                assert_eq!(map.at(at), expected);
                expected += match unit {
                    OffsetUnit::Byte => c.len_utf8(),
                    OffsetUnit::Utf16 => c.len_utf16(),
                    OffsetUnit::Codepoint => 1,
                };
            }
            assert_eq!(map.at(text.len()), expected);
        }
    }
}

/// Every character of every class that is hard for somebody, in the middle of a statement.
#[test]
fn every_class_of_characters() {
    let classes = [
        ('\0'..='\u{a0}').collect::<Vec<_>>(),
        ('\u{ad}'..='\u{ad}').collect(),
        ('\u{300}'..='\u{36f}').collect(), // combining marks
        ('\u{600}'..='\u{61c}').collect(), // Arabic signs, bidi
        ('\u{1f00}'..='\u{1f20}').collect(),
        ('\u{2000}'..='\u{206f}').collect(), // spaces, joiners, bidi controls, invisible operators
        ('\u{fb00}'..='\u{fb06}').collect(), // ligatures
        ('\u{fdfa}'..='\u{fdff}').collect(),
        ('\u{fe00}'..='\u{fe0f}').collect(), // variation selectors
        ('\u{fff0}'..='\u{ffff}').collect(),
        ('\u{1f1e6}'..='\u{1f1ff}').collect(), // flags
        ('\u{1f3fb}'..='\u{1f3ff}').collect(), // skin tones
        ('\u{e0000}'..='\u{e007f}').collect(), // tags
        ('\u{10fff0}'..='\u{10ffff}').collect(),
    ];
    for c in classes.concat() {
        for text in [
            format!("“We {c}count bees{c},”{c} said Ngozi{c} Eze{c} of Lagos on{c}Monday."),
            format!("{c}Eze{c}{c} denied {c} that {c}3{c}5{c} per{c}cent were lost{c}{c}"),
        ] {
            TINY.with(|annotators| promises::check(&annotators[c as usize % annotators.len()], &text));
        }
    }
}

/// Long, deep or endless: nothing overflows, and nothing takes for ever.
#[test]
fn texts_without_measure() {
    let nested = format!("{}no{}", "He said that ‘".repeat(300), "’".repeat(300));
    let inner = "He said that she said that they said that ".repeat(200);
    for text in [
        "x".repeat(300_000),
        "“".repeat(30_000),
        "\"' ".repeat(10_000),
        "\u{301}".repeat(50_000),
        "👩\u{200d}".repeat(20_000),
        "a\n".repeat(20_000),
        "Mr. ".repeat(5_000),
        "1,".repeat(20_000),
        "$".repeat(20_000),
        nested,
        inner,
    ] {
        TINY.with(|annotators| {
            let annotation = annotators[0].annotate(&text);
            let spans = annotation.entities.iter().map(|entity| entity.span);
            spans.chain(annotation.statements.iter().map(|statement| statement.cue)).for_each(|span| {
                assert!(!span.of(&text).is_empty());
            });
        });
    }
}
