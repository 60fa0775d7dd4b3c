//! Quotation marks: which open, which close, which are apostrophes.
//!
//! Marks are paired inside a paragraph. A double mark that is never closed holds to the end of the paragraph when the
//! paragraph opens with it or another (a quotation that goes on in the next one), else to the end of its sentence: one forgotten mark
//! must not turn the rest of the text inside out.

use super::{Shape, Span, Word};

/// A stretch of text between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// From the opening to the closing mark, marks included.
    pub span: Span,
    /// The text between the marks.
    pub inner: Span,
    /// Whether the closing mark is there.
    pub closed: bool,
    /// Whether the marks are single ones.
    pub single: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Open,
    Close,
}

struct Open {
    word: usize,
    len: usize,
    family: char,
}

/// Pairs the marks of a paragraph.
pub(super) fn pair(text: &str, words: &[Word]) -> Vec<Quotation> {
    let mut open: Vec<Open> = Vec::new();
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let Some((len, family, side)) = mark(text, words, i, &open) else {
            i += 1;
            continue;
        };
        match side {
            Side::Open => open.push(Open { word: i, len, family }),
            Side::Close => {
                if let Some(at) = open.iter().rposition(|o| o.family == family) {
                    // What was opened inside and not closed is dropped: an inner single mark was an apostrophe.
                    let o = open.drain(at..).next();
                    if let Some(o) = o {
                        let (start, inner) = (words[o.word].span.start, words[o.word + o.len - 1].span.end);
                        found.push(Quotation {
                            span: Span::new(start, words[i + len - 1].span.end),
                            inner: Span::new(inner, words[i].span.start.max(inner)),
                            closed: true,
                            single: family == '\'',
                        });
                    }
                }
            }
        }
        i += len;
    }
    // `“No,” she said. “Never. Not I.` goes on in the next paragraph.
    let begun = found
        .iter()
        .any(|quotation| words.first().is_some_and(|word| word.span.start == quotation.span.start));
    for o in open.into_iter().filter(|o| o.family != '\'') {
        let whole = words[..o.word].iter().all(|word| word.shape == Shape::Mark);
        let after = o.word + o.len;
        let sentence_end = || {
            let first = (after..words.len()).find(|&k| words[k].shape != Shape::Mark).unwrap_or(after);
            (first + 1..words.len()).find(|&k| words[k].starts_sentence).unwrap_or(words.len())
        };
        let end = if whole || begun { words.len() } else { sentence_end() };
        if end > after {
            let end = words[end - 1].span.end;
            found.push(Quotation {
                span: Span::new(words[o.word].span.start, end),
                inner: Span::new(words[after - 1].span.end, end),
                closed: false,
                single: false,
            });
        }
    }
    found.sort_by_key(|quotation| (quotation.span.start, std::cmp::Reverse(quotation.span.end)));
    found
}

/// Reads the word at `i` as a quotation mark: how many words it takes, its family, and its side.
fn mark(text: &str, words: &[Word], i: usize, open: &[Open]) -> Option<(usize, char, Side)> {
    let word = &words[i];
    if word.shape != Shape::Mark {
        return None;
    }
    let touches_before = i > 0 && words[i - 1].span.end == word.span.start;
    let letter_before = touches_before && words[i - 1].shape != Shape::Mark;
    let inside = |family: char| open.iter().any(|o| o.family == family);
    let this = word.span.of(text);
    let doubled =
        words.get(i + 1).is_some_and(|next| next.span.start == word.span.end && next.span.of(text) == this);
    match this {
        "“" if open.last().is_some_and(|o| words[o.word].span.of(text) == "„") => {
            Some((1, '"', Side::Close))
        }
        "“" => Some((1, '"', Side::Open)),
        "”" => Some((1, '"', Side::Close)),
        "„" => Some((1, '"', Side::Open)),
        "«" => Some((1, '«', Side::Open)),
        "»" => Some((1, '«', Side::Close)),
        "`" if doubled => Some((2, '"', Side::Open)),
        "'" | "’" if doubled && (inside('"') || letter_before) => Some((2, '"', Side::Close)),
        "\"" | "'" | "‘" | "’" | "`" => {
            let (len, family) = match this {
                "\"" => (1, '"'),
                "'" | "’" if doubled => (2, '"'),
                _ => (1, '\''),
            };
            let next = words.get(i + len);
            let touches_after = next.is_some_and(|next| next.span.start == words[i + len - 1].span.end);
            let letter_after = touches_after && next.is_some_and(|next| next.shape != Shape::Mark);
            if family == '\'' {
                return single(text, words, i, inside('\'')).map(|side| (1, '\'', side));
            }
            // A straight mark says nothing of its side: the white space around it does, and what is open.
            let side = match (inside('"'), touches_before, touches_after) {
                (true, true, _) => Side::Close,
                (true, false, false) => Side::Close,
                (true, false, true) if !letter_after => Side::Close,
                (true, false, true) => {
                    // ` "word` while one is open: the open one was never closed.
                    Side::Open
                }
                (false, _, _) => Side::Open,
            };
            Some((len, family, side))
        }
        _ => None,
    }
}

/// A single mark opens after white space or an opening mark and before a letter; it closes after a letter or a mark and
/// before none. What stands between letters, before a year (`'90s`) or after a plural's s is an apostrophe.
fn single(text: &str, words: &[Word], i: usize, inside: bool) -> Option<Side> {
    let word = &words[i];
    let before = i.checked_sub(1).map(|k| &words[k]).filter(|before| before.span.end == word.span.start);
    let after = words.get(i + 1).filter(|after| after.span.start == word.span.end);
    let letter_before = before.is_some_and(|before| before.shape != Shape::Mark);
    let letter_after = after.is_some_and(|after| after.shape != Shape::Mark);
    let year = after.is_some_and(|after| matches!(after.shape, Shape::Digits | Shape::DigitsAndLetters));
    let opening_before = before.is_none_or(|before| {
        matches!(before.span.of(text), "“" | "\"" | "(" | "[" | "—" | "–" | "-" | "«" | "„")
    });
    if letter_before && letter_after {
        return None;
    }
    let opening_shape = matches!(word.span.of(text), "'" | "‘" | "`");
    if opening_before
        && (letter_after || after.is_some_and(|after| matches!(after.span.of(text), "\"" | "$" | "#" | "@")))
    {
        return (opening_shape && !(year && word.span.of(text) == "'") && !inside).then_some(Side::Open);
    }
    (inside && before.is_some() && !letter_after && word.span.of(text) != "‘").then_some(Side::Close)
}

#[cfg(test)]
mod tests {
    use super::super::Paragraph;

    fn quoted(text: &str) -> Vec<&str> {
        Paragraph::parse(text).quotations.iter().map(|quotation| quotation.span.of(text)).collect()
    }

    #[test]
    fn marks_of_every_house_style() {
        let cases: [(&str, &[&str]); 12] = [
            (r#""Yes," he said, "no.""#, &[r#""Yes,""#, r#""no.""#]),
            ("“Yes,” he said.", &["“Yes,”"]),
            ("‘Yes,’ he said of the boys’ ‘plan’.", &["‘Yes,’", "‘plan’"]),
            ("'It's the '90s,' said O'Hara.", &["'It's the '90s,'"]),
            ("``Yes,'' he said.", &["``Yes,''"]),
            ("„Ja“, sagt er.", &["„Ja“"]),
            ("«Oui», dit-il.", &["«Oui»"]),
            ("“He said ‘no’ to us,” she said.", &["“He said ‘no’ to us,”", "‘no’"]),
            ("the workers' rights and the players' union", &[]),
            ("“We go on. And on", &["“We go on. And on"]),
            ("He said “we go. Then he went. They stayed.", &["“we go."]),
            ("Rock 'n' roll isn't dead", &["'n'"]),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected, "{text}");
        }
    }
}
