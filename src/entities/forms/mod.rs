//! Entities that have a form: dates, times, money, percentages, quantities, ordinals, cardinals; datelines and leftovers.
//!
//! A paragraph is cut into words, marks and whole numeric forms (`tokens`, where the regular expressions are), each is
//! looked up (`lexicon`), and from left to right the longest date (`dates`) or amount (`amounts`) is read off. Every step
//! looks at a few neighbours only, so the time is linear in the text's length.
//!
//! The conventions are those of OntoNotes 5 with the article left outside, and where OntoNotes wavers:
//! - A qualifier belongs to an amount (`more than 300`, `about two years`), not to a calendar date (`around` | `2016`).
//!   `over`, `under`, `some`, `around` only where they can hardly be a preposition; `just`, `only` never.
//! - `a` that counts belongs to it: `a year ago`, `a million dollars`; a rate's is nothing: `$20 a month`, `3 metres a year`.
//! - An amount given as a range is one (`10 to 20 percent`, `between $5 and $10`), a change is two (`from 5% to 7%`).
//!   Dates joined by a hyphen or sharing a month are one (`2016-17`, `May 3 to 5`), else two (`from 2016 to 2020`).
//! - A clock time and a date are two (`9 p.m.` | `Thursday`), a part of the day with its day is one `TIME` (`Thursday night`).
//! - `end of 2016`, `early May`, `mid-2019`, `past three years`, `earlier this year`, `third quarter of 2021` are one date.
//! - Ages are dates (`42-year-old`, `, 42,` after a name, `aged 42`); `daily` and `annual` are nothing.
//! - `first` in a name (`First Lady`), digits in a name (`Boeing 737`, `Covid-19`), addresses and telephone numbers are nothing.

mod amounts;
mod dates;
mod layout;
mod lexicon;
#[cfg(test)]
mod tests;
mod tokens;

pub use layout::{dateline, is_boilerplate};

use crate::annotation::Label;
use crate::text::Span;
use lexicon::Class;
use tokens::Token;

/// The dates, times and amounts of one paragraph, in order and without overlaps.
pub fn find(text: &str) -> Vec<(Span, Label)> {
    let reader = Reader::new(text);
    let mut found = Vec::new();
    let mut i = 0;
    while i < reader.len() {
        match reader.entity(i).filter(|&(end, _)| end > i && end <= reader.len()) {
            Some((end, label)) => {
                found.push((Span::new(reader.tokens[i].start, reader.tokens[end - 1].end), label));
                i = end;
            }
            None => i += 1,
        }
    }
    found
}

/// A paragraph's tokens. Every question about a token past the end is answered as about an unknown word.
struct Reader<'a> {
    text: &'a str,
    /// The same bytes in ASCII lower case.
    lower: String,
    tokens: Vec<Token>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Reader<'a> {
        Reader { text, lower: text.to_ascii_lowercase(), tokens: tokens::split(text) }
    }

    /// What begins at `i`: the token after it, and the label.
    fn entity(&self, i: usize) -> Option<(usize, Label)> {
        let class = self.class(i);
        // Most words begin nothing.
        if class == Class::Word && !self.capital(i) && !OPENERS.contains(&self.lower(i))
            || class == Class::Code
        {
            return None;
        }
        if matches!(class, Class::Number { .. }) && (self.in_list(i) || (i > 0 && self.in_name(i))) {
            return None;
        }
        if let Some(amount) = self.qualified(i) {
            return Some((amount.end, amount.label));
        }
        if self.unit_outside(i) {
            return None;
        }
        let amount = self.amount(i).map(|amount| (amount.end, amount.label));
        let measured = amount.filter(|found| !matches!(found.1, Label::Cardinal));
        let share = self.percent_of_fraction(i);
        share
            .or(measured)
            .or_else(|| self.date(i))
            .or_else(|| self.fraction(i).map(|end| (end, Label::Cardinal)))
            .or_else(|| self.ordinal(i).map(|end| (end, Label::Ordinal)))
            .or(amount)
    }

    /// `half a percent`, `a percentage point`.
    fn percent_of_fraction(&self, i: usize) -> Option<(usize, Label)> {
        let at = if self.is(i, "half") && self.is(i + 1, "a") { i + 2 } else { i + 1 };
        let counted = self.is_any(i, &["a", "half"]);
        let point = self.is(at, "percentage") && self.is(at + 1, "point");
        let percent = self.is(at, "percent") && self.is(i, "half");
        (counted && (point || percent)).then_some((at + 1 + usize::from(point), Label::Percent))
    }

    /// `second` in `a split second` and the like.
    fn unit_outside(&self, i: usize) -> bool {
        self.is(i, "second")
            && i > 0
            && self.is_any(i - 1, &["split", "per", "every", "each", "any", "a"])
            && self.ends(i + 1)
            && !self.dashed(i + 1)
    }

    /// `first`, `19th`, `twenty-second`: the token after it.
    fn ordinal(&self, i: usize) -> Option<usize> {
        if self.class(i) == Class::Tens && self.dashed(i + 1) && self.class(i + 2) == Class::Ordinal {
            return Some(i + 3);
        }
        if self.class(i) != Class::Ordinal {
            return None;
        }
        let first = self.is(i, "first");
        let idiom = first
            && (i > 0 && self.is(i - 1, "at")
                || self.is(i + 1, "of") && self.is(i + 2, "all")
                || self.is_any(i + 1, &["aid", "lady", "name", "names"]));
        let hand = self.dashed(i + 1) && self.is_any(i + 2, &["hand", "class"]);
        let digits = self.text(i).starts_with(|c: char| c.is_ascii_digit());
        let name = (digits || self.capital(i)) && self.capital(i + 1) && self.class(i + 1) == Class::Word;
        let dash = i > 0 && self.dashed(i - 1);
        (!idiom && !hand && !name && !dash).then_some(i + 1)
    }

    /// Whether the number at `i` counts the items of a list: `1. Taiwan`, `2) Portugal`.
    fn in_list(&self, i: usize) -> bool {
        i == 0 && self.is_mark(1, &['.', ')']) && self.glued(1) && self.len() > 2
    }

    /// Whether the number at `i` belongs to a name: `Boeing 737`, `Area 51`, `France 24`.
    fn in_name(&self, i: usize) -> bool {
        let before = i - 1;
        // `No. 5`, `law no. 12`, `№5`
        let numbered = i > 1 && self.is_mark(before, &['.']) && self.is_any(i - 2, &["no", "nos"]);
        if numbered || self.is_mark(before, &['№', '#']) {
            return true;
        }
        if self.class(before) == Class::Word && self.glued(i) && self.text(before) != "FY" {
            return true;
        }
        if self.class(before) != Class::Word || !self.capital(before) || self.glued(i) {
            return false;
        }
        let dated = self.year(i).is_some() || self.date(i).is_some();
        if lexicon::is_designator(self.text(before)) {
            return true;
        }
        let next = self.class(i + 1);
        // `In Kabul 12 people`: what is counted follows.
        let counted = next != Class::Word && !matches!(next, Class::Mark(_))
            || (next == Class::Word && !self.ends(i + 1) && !self.capital(i + 1));
        !dated && !counted && !self.starts_sentence(before)
    }

    fn len(&self) -> usize {
        self.tokens.len()
    }

    fn class(&self, i: usize) -> Class {
        self.tokens.get(i).map_or(Class::Word, |token| token.class)
    }

    fn text(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |token| &self.text[token.start..token.end])
    }

    fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |token| &self.lower[token.start..token.end])
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.lower(i) == word
    }

    fn is_any(&self, i: usize, words: &[&str]) -> bool {
        let lower = self.lower(i);
        !lower.is_empty() && words.contains(&lower)
    }

    fn is_mark(&self, i: usize, marks: &[char]) -> bool {
        matches!(self.class(i), Class::Mark(c) if marks.contains(&c))
    }

    fn capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.capital)
    }

    /// Whether no white space stands before the token.
    fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| !token.gap)
    }

    /// Whether the token is a hyphen between two words.
    fn dashed(&self, i: usize) -> bool {
        self.is_mark(i, &['-', '‐', '‑']) && self.glued(i) && self.glued(i + 1)
    }

    /// Whether the token is a hyphen or dash that can join the ends of a range.
    fn range_mark(&self, i: usize) -> bool {
        self.dashed(i) || (self.is_mark(i, &['–', '−']) && self.glued(i) == self.glued(i + 1))
    }

    /// Whether a phrase ends before the token.
    fn ends(&self, i: usize) -> bool {
        i >= self.len() || matches!(self.class(i), Class::Mark(_)) || lexicon::is_function_word(self.text(i))
    }

    fn starts_sentence(&self, i: usize) -> bool {
        i == 0 || self.is_mark(i - 1, &['.', '!', '?', ':', '“', '"', '‘', '…', '•', '(', ';'])
    }
}

/// Words without a class of their own with which a date or an amount can begin.
const OPENERS: &[&str] = &[
    "a",
    "about",
    "almost",
    "an",
    "approximately",
    "around",
    "as",
    "at",
    "beginning",
    "between",
    "close",
    "end",
    "estimated",
    "few",
    "fewer",
    "fiscal",
    "greater",
    "half",
    "just",
    "less",
    "many",
    "middle",
    "more",
    "nearly",
    "no",
    "not",
    "over",
    "recent",
    "roughly",
    "several",
    "slightly",
    "some",
    "start",
    "under",
    "up",
    "well",
];
