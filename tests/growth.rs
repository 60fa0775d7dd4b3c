//! The time for a text grows with its length and no faster, whatever the text.

#[allow(dead_code)]
mod tiny;

use newsmark::Annotator;

/// Of the models that know nothing the one that finds most, and so leads through the rules.
const SEED: u64 = 7;

/// Nanoseconds that this thread has run: what other programs do on the machine is not in it.
fn ran() -> u64 {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let counted = counted.and_then(|counted| counted.split(' ').next()?.parse().ok());
    counted.unwrap_or_else(|| {
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |time| time.as_nanos() as u64)
    })
}

/// Texts of about so many bytes: what pages may hold, and what somebody may make up to stop one.
fn texts(bytes: usize) -> Vec<(&'static str, String)> {
    // A number now and then, for paragraphs that were read before are not read again.
    let filled = |unit: &str| {
        let mut text = String::new();
        for i in 0.. {
            text.push_str(&unit.repeat(5000 / unit.len() + 1));
            if text.len() >= bytes {
                return text;
            }
            text.push_str(&i.to_string());
        }
        text
    };
    let pure = |unit: &str| unit.repeat(bytes.div_ceil(unit.len()));
    // What depends on the whole article is cheaper, so that it takes more of it.
    let numbered = |line: &dyn Fn(usize) -> String| {
        let bytes = 5 * bytes;
        let mut text = String::new();
        for i in 0.. {
            text.push_str(&line(i));
            if text.len() >= bytes {
                return text;
            }
        }
        text
    };
    let letters = |i: usize| -> String {
        let name: String = (0..4).map(|k| (b'a' + (i / 26usize.pow(k) % 26) as u8) as char).collect();
        name[..1].to_uppercase() + &name[1..]
    };
    let article = include_str!("articles/harbour.txt");
    vec![
        ("articles", filled(article)),
        ("one paragraph", filled(&article.replace('\n', " "))),
        ("one word", pure("a")),
        ("one word with accents", pure("e\u{301}")),
        ("one number", pure("7")),
        ("one word without case", pure("ش")),
        ("no spaces", filled("東京")),
        ("straight quotation marks", filled("\"")),
        ("opening quotation marks", filled("“")),
        ("apostrophes", filled("'")),
        ("backticks", filled("`")),
        ("brackets", filled("(")),
        ("full stops", filled(".")),
        ("nested quotations", filled("“a ‘b «c ")),
        ("statements in statements", filled("said that ")),
        ("paragraphs of one word", filled("Ana\n")),
        ("a list of names", filled("Ana,\n")),
        ("quotations without an end", filled("“Ana Ruiz said that we go on\n\n")),
        ("one surname", numbered(&|i| format!("{} Ruiz met Mr. Ruiz. ", letters(i)))),
        ("names", numbered(&|i| format!("{} {} said yes. He left.\n", letters(i), letters(i / 7)))),
        (
            "ministers",
            numbered(&|i| format!("Minister {} Ruiz said the minister knew that he did.\n", letters(i))),
        ),
        (
            "companies",
            numbered(&|i| format!("{} Bank (AB) and {} of the bank said it fell.\n", letters(i), letters(i))),
        ),
        ("an interview", numbered(&|i| format!("Q: Do you know {}?\nA: You do.\n", letters(i)))),
        ("interviews", numbered(&|i| format!("{0}: Yes.\n{0}: You said “no”.\n", letters(i)))),
        ("pronouns", filled("He said she said it told them who they are, which he denied. ")),
        ("dates", filled("early end of third quarter of May 3 to 5, 2016 ")),
        ("numbers", filled("between 5 and 10 million to 7 percent of $5 ")),
        ("addresses", filled("http://a.b/c@d.e ")),
        ("commas", filled("the, and, of, ")),
        ("white space", pure(" \u{a0}\t")),
        ("lines", pure("\n\r\u{2028}")),
    ]
}

#[test]
fn time_is_linear_in_the_length_of_any_text() {
    const BYTES: usize = 12_000;
    /// How many times as long the longer texts are, and how many times as much time they may take: 4 in theory, 16 where time grows
    /// with the square.
    const TIMES: usize = 4;
    const MOST: f64 = 8.0;
    /// Two milliseconds, below which nothing can be told.
    const LEAST: f64 = 2e6;
    let annotator = Annotator::from_bytes(&tiny::model(SEED)).unwrap();
    let time = |text: &str| {
        let turn = || {
            let start = ran();
            std::hint::black_box(annotator.annotate(text));
            ran() - start
        };
        (0..2).map(|_| turn()).min().unwrap_or_default() as f64
    };
    let mut slow = Vec::new();
    for ((name, short), (_, long)) in texts(BYTES).into_iter().zip(texts(TIMES * BYTES)) {
        let (one, many) = (time(&short), time(&long));
        println!("{name:28} {:8.1} ms, {TIMES} times as long {:8.1} ms", one / 1e6, many / 1e6);
        if many / one.max(LEAST) > MOST {
            slow.push(name);
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}

#[test]
fn the_tiny_model_finds_enough_to_lead_through_the_rules() {
    let annotator = Annotator::from_bytes(&tiny::model(SEED)).unwrap();
    let found = annotator.annotate(include_str!("articles/harbour.txt"));
    assert!(
        found.entities.len() > 20 && found.statements.len() > 3,
        "{} {}",
        found.entities.len(),
        found.statements.len()
    );
}
