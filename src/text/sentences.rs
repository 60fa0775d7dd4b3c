//! Where sentences begin.

use super::{Shape, Word};

/// Abbreviations whose full stop ends no sentence (lower case, without it).
const ABBREVIATIONS: &[&str] = &[
    "adm", "atty", "aug", "ave", "brig", "capt", "cmdr", "co", "col", "cpl", "dec", "dept", "dr", "feb",
    "fr", "gen", "gov", "hon", "jan", "jr", "lt", "ltd", "maj", "messrs", "mr", "mrs", "ms", "mt", "no",
    "nov", "oct", "pfc", "prof", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "supt",
    "vs",
];

/// Sets [`Word::starts_sentence`], and [`Shape::TitleAtStart`] for the capital that says nothing there.
pub(super) fn mark_starts(text: &str, words: &mut [Word]) {
    let mut begins = true;
    let mut ended = false; // a full stop was read, and since then nothing but closing marks
    for i in 0..words.len() {
        let word = words[i].span.of(text);
        if words[i].shape == Shape::Mark {
            if ends_sentence(text, words, i) {
                ended = true;
            } else if matches!(word, ":" | "—" | "–") {
                ended = false;
            }
            continue;
        }
        let gap = i > 0 && words[i - 1].span.end < words[i].span.start;
        let after_mark = i > 0 && words[i - 1].shape == Shape::Mark;
        if ended && (gap || after_mark) && words[i].shape != Shape::Lower {
            begins = true;
        }
        ended = false;
        if begins {
            words[i].starts_sentence = true;
            if words[i].shape == Shape::Title {
                words[i].shape = Shape::TitleAtStart;
            }
            begins = false;
        }
    }
}

/// Whether the mark at `i` ends a sentence: a full stop after an abbreviation or inside `U.S.` or `4.5` does not.
fn ends_sentence(text: &str, words: &[Word], i: usize) -> bool {
    let mark = words[i].span.of(text);
    if matches!(mark, "?" | "!" | "…" | "。" | "？" | "！") {
        return true;
    }
    if mark != "." {
        return false;
    }
    let next_touches = words
        .get(i + 1)
        .is_some_and(|next| next.span.start == words[i].span.end && next.shape != Shape::Mark);
    let Some(before) =
        i.checked_sub(1).map(|k| &words[k]).filter(|word| word.span.end == words[i].span.start)
    else {
        return !next_touches;
    };
    if next_touches {
        return false;
    }
    let word = before.span.of(text);
    let abbreviated = before.shape == Shape::Initial
        || (word.len() <= 6 && ABBREVIATIONS.contains(&word.to_lowercase().as_str()));
    !abbreviated
}

#[cfg(test)]
mod tests {
    use super::super::words::split;
    use super::*;

    #[test]
    fn sentences_start_after_full_stops_but_not_after_abbreviations() {
        let text =
            "Mr. Li of the U.S. Senate left. “Why?” asked Gov. J. B. Ng. It cost $4.5 million… No. 3 won.";
        let mut words = split(text);
        mark_starts(text, &mut words);
        let starts: Vec<_> =
            words.iter().filter(|word| word.starts_sentence).map(|word| word.span.of(text)).collect();
        assert_eq!(starts, ["Mr", "Why", "It", "No"]);
    }
}
