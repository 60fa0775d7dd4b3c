//! Sums, shares, measures, durations and plain numbers: a number, or a range of two, and what it counts.

use super::Reader;
use super::lexicon::{self, Class};
use crate::annotation::Label;

/// A number without what it counts.
#[derive(Clone, Copy)]
pub(super) struct Number {
    /// The token after it.
    pub end: usize,
    /// Ten or more: `over ten` counts, `over two` may be a place.
    pub big: bool,
    /// `millions`, which takes `of` before what it counts.
    plural: bool,
    /// Written in digits.
    digits: bool,
}

/// A number with what it counts.
#[derive(Clone, Copy)]
pub(super) struct Amount {
    /// The token after it.
    pub end: usize,
    /// What it is.
    pub label: Label,
    /// See [`Number::big`].
    pub big: bool,
}

/// Words that may stand between a number and its period: `three straight years`.
const BETWEEN: &[&str] = &[
    "additional",
    "business",
    "calendar",
    "consecutive",
    "entire",
    "extra",
    "full",
    "long",
    "more",
    "school",
    "straight",
    "successive",
    "trading",
    "whole",
    "working",
];

impl Reader<'_> {
    /// An amount with the qualifier that OntoNotes counts as part of it: `more than 300`, `about two years`.
    pub(super) fn qualified(&self, i: usize) -> Option<Amount> {
        let head = match self.lower(i) {
            "about" | "nearly" | "almost" | "roughly" | "approximately" | "estimated" => i + 1,
            "around" | "over" | "under" | "some" => return self.weakly_qualified(i, i + 1),
            "up" | "close" if self.is(i + 1, "to") => return self.weakly_qualified(i, i + 2),
            "more" | "less" | "fewer" | "greater" if self.is(i + 1, "than") => i + 2,
            "at" if self.is(i + 1, "least") || self.is(i + 1, "most") => i + 2,
            "just" | "well" | "slightly" if self.is(i + 1, "over") || self.is(i + 1, "under") => i + 2,
            "no" | "not" if self.is_any(i + 1, &["more", "less", "fewer"]) && self.is(i + 2, "than") => i + 3,
            "as" if self.is_any(i + 1, &["many", "much", "few", "little"]) && self.is(i + 2, "as") => i + 3,
            _ => return None,
        };
        if let Some(amount) = self.amount(head) {
            return Some(amount);
        }
        let half = self.is(head, "half") && !self.is(head + 1, "way");
        half.then_some(Amount { end: head + 1, label: Label::Cardinal, big: true })
    }

    /// After a word that is a preposition as well, only what can hardly be a place, topic or span of time.
    fn weakly_qualified(&self, i: usize, head: usize) -> Option<Amount> {
        let amount = self.amount(head)?;
        let sum = matches!(amount.label, Label::Money | Label::Percent | Label::Quantity);
        let counted = amount.label == Label::Cardinal && amount.big;
        let led = i > 0 && (self.is(i - 1, "for") || self.is(i - 1, "of") || self.is(i - 1, "than"));
        let lasting =
            matches!(amount.label, Label::Date | Label::Time) && (led || !self.is_any(i, &["over", "under"]));
        (sum || counted || lasting).then_some(amount)
    }

    /// A number with what it counts, or two of them that make one range.
    pub(super) fn amount(&self, i: usize) -> Option<Amount> {
        if self.is(i, "between") {
            let low = self.single(i + 1)?;
            let high = self.single(low.end + 1).filter(|_| self.is(low.end, "and"))?;
            let one = low.label == Label::Cardinal || low.label == high.label;
            let years =
                low.label == Label::Cardinal && high.label == Label::Cardinal && self.year(i + 1).is_some();
            return (one && !years && self.day_month(i + 1).is_none()).then_some(high);
        }
        let low = self.single(i)?;
        let joined = self.range_mark(low.end);
        let worded = !joined && (self.is(low.end, "to") || self.is(low.end, "or"));
        if !joined && !worded {
            return Some(low);
        }
        let Some(high) = self.single(low.end + 1) else { return Some(low) };
        let bare = low.label == Label::Cardinal;
        // `from 10 to 20` is a change, `from 10 to 20 percent` a range; `two or three`, but not `2016 or 30 people`.
        let change = i > 0 && self.is(i - 1, "from") && low.label == high.label;
        let small = self.is(low.end, "to") || (!low.big && !high.big);
        // `$25-35 million`
        let signed = joined && low.label == Label::Money && high.label == Label::Cardinal;
        if signed {
            return Some(Amount { label: Label::Money, ..high });
        }
        let alike = low.label == high.label || (bare && high.label.is_form_of_amount());
        if alike && !(worded && (change || !small)) { Some(high) } else { Some(low) }
    }

    /// One number with what it counts.
    fn single(&self, i: usize) -> Option<Amount> {
        if let Some(end) = self.money_prefix(i) {
            let number = self.number(end)?;
            // `$5 USD`, `$5 million dollars`
            let named = matches!(self.class(number.end), Class::CurrencyCode | Class::Currency);
            let end = number.end + usize::from(named);
            return Some(Amount { end, label: Label::Money, big: true });
        }
        let signed = self.is_mark(i, &['-', '−', '+']) && !self.glued(i) && self.glued(i + 1);
        if signed {
            let number = self.number(i + 1).filter(|number| number.digits)?;
            return self.counted(number).filter(|amount| amount.label == Label::Percent);
        }
        if let Some(amount) = self.vague_period(i) {
            return Some(amount);
        }
        let number = self.number(i)?;
        if let Some(amount) = self.counted(number) {
            return Some(amount);
        }
        let end = number.end;
        let label = Label::Cardinal;
        (self.class(i) != Class::Ones || !self.is(i, "one") || end > i + 1 || self.counts_as_one(i))
            .then_some(Amount { end, label, big: number.big })
    }

    /// `$`, `US$`, `Rs.`, `EUR`: the token of the number.
    fn money_prefix(&self, i: usize) -> Option<usize> {
        let next = match self.class(i) {
            Class::Sign => i + 1,
            Class::Word
                if self.class(i + 1) == Class::Sign
                    && (matches!(self.text(i), "US" | "U.S.")
                        || self.glued(i + 1) && self.text(i).len() <= 4) =>
            {
                i + 2
            }
            Class::CurrencyCode if self.class(i + 1) == Class::Sign && self.glued(i + 1) => i + 2,
            Class::CurrencyCode if self.is_mark(i + 1, &['.']) && self.glued(i + 1) => i + 2,
            Class::CurrencyCode => i + 1,
            _ => return None,
        };
        matches!(self.class(next), Class::Number { .. }).then_some(next)
    }

    /// Digits or number words, with their scales.
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        let article = self.is_any(i, &["a", "an", "half", "several", "few"]);
        if article {
            // `a million`, `half a million`, `several hundred`, `a few dozen`
            let more = if self.is_any(i + 1, &["a", "few"]) { i + 2 } else { i + 1 };
            let scale = self.class(more) == Class::Scale && !self.dashed(more + 1);
            return scale.then(|| self.scales(more + 1, false));
        }
        match self.class(i) {
            Class::Number { value, scaled, .. } => {
                let number = self.scales(i + 1, true);
                let end = if self.is_mark(number.end, &['+']) && self.glued(number.end) {
                    number.end + 1
                } else {
                    number.end
                };
                Some(Number { end, big: scaled || value >= 10 || number.end > i + 1, ..number })
            }
            Class::Ones | Class::Teens | Class::Tens | Class::Scale => Some(self.spelled(i)),
            Class::Scales => {
                let mut end = i + 1;
                while self.is(end, "of") && self.class(end + 1) == Class::Scales {
                    end += 2;
                }
                let tens = self.is(i, "tens") && end == i + 1;
                (!tens).then_some(Number { end, big: true, plural: true, digits: false })
            }
            _ => None,
        }
    }

    /// The scales after a number: `4.5 million`, `2 lakh crore`, `$5-billion`.
    fn scales(&self, from: usize, digits: bool) -> Number {
        let mut end = from;
        loop {
            let at = if self.dashed(end) { end + 1 } else { end };
            match self.class(at) {
                Class::Scale => end = at + 1,
                _ => return Number { end, big: true, plural: false, digits },
            }
        }
    }

    /// `two`, `twenty-two`, `two hundred and five thousand`, `two and a half`.
    fn spelled(&self, i: usize) -> Number {
        let (mut end, mut last) = (i + 1, self.class(i));
        let mut big = last != Class::Ones;
        loop {
            let at = if self.dashed(end) { end + 1 } else { end };
            let joined = if self.is(at, "and") && last == Class::Scale { at + 1 } else { at };
            let next = self.class(joined);
            let grows = match next {
                Class::Scale => true,
                Class::Ones => matches!(last, Class::Tens | Class::Scale) && !self.is(joined + 1, "of"),
                Class::Teens | Class::Tens => last == Class::Scale,
                _ => false,
            };
            if !grows {
                break;
            }
            (end, last, big) = (joined + 1, next, true);
        }
        let dash = usize::from(self.dashed(end));
        if self.is(end + dash, "and")
            && self.is(end + 2 * dash + 1, "a")
            && self.is(end + 3 * dash + 2, "half")
        {
            end += 3 + 3 * dash;
        }
        Number { end, big, plural: false, digits: false }
    }

    /// What the number counts, if that makes it more than a number.
    fn counted(&self, number: Number) -> Option<Amount> {
        let mut at = number.end;
        let dash = self.dashed(at);
        at += usize::from(dash);
        if number.plural && self.is(at, "of") {
            at += 1;
        }
        let found = self.percent(at).map(|end| (end, Label::Percent));
        let found = found.or_else(|| self.currency(at).map(|end| (end, Label::Money)));
        let found = found.or_else(|| self.measure(at, number).map(|end| (end, Label::Quantity)));
        let found = found.or_else(|| self.period(at, number));
        found.map(|(end, label)| Amount { end, label, big: number.big })
    }

    fn percent(&self, at: usize) -> Option<usize> {
        if self.is(at, "per") {
            // `40-per-cent`
            let cent = if self.dashed(at + 1) { at + 2 } else { at + 1 };
            return self.is(cent, "cent").then_some(cent + 1);
        }
        if self.is_any(at, &["percentage", "basis"]) {
            return self.is_any(at + 1, &["point", "points"]).then_some(at + 2);
        }
        (self.class(at) == Class::Percent).then_some(at + 1)
    }

    /// `dollars`, `Swiss francs`, `New Zealand dollars`, `USD`, `€`.
    fn currency(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while end < at + 2 && self.class(end) == Class::Word && self.capital(end) {
            end += 1;
        }
        match self.class(end) {
            Class::Currency => Some(end + 1),
            // `$` after a number belongs to the next sum, unless it touches this one: `5$`.
            Class::CurrencyCode if end == at => Some(end + 1),
            Class::Sign if end == at && !self.dashed(at.wrapping_sub(1)) => {
                let next = matches!(self.class(at + 1), Class::Number { .. }) && self.glued(at + 1);
                (!next).then_some(end + 1)
            }
            _ => None,
        }
    }

    fn measure(&self, at: usize, number: Number) -> Option<usize> {
        let kind = self.is_any(at, &["square", "cubic", "nautical", "metric", "light"]);
        let unit = at + usize::from(kind);
        let unit = unit + usize::from(kind && self.dashed(unit));
        let glued_inch = self.is(at, "in") && self.glued(at) && number.digits;
        let glued_degree = number.digits && self.glued(at) && matches!(self.text(at), "C" | "F");
        if glued_inch || glued_degree {
            return Some(at + 1);
        }
        if self.class(unit) != Class::Measure {
            return None;
        }
        let mut end = unit + 1;
        if self.text(unit) == "°" || self.is_any(unit, &["degree", "degrees"]) {
            end += usize::from(self.is_any(end, &["c", "f", "celsius", "fahrenheit", "centigrade"]));
        }
        if self.is_any(unit, &["ft", "foot", "feet"]) {
            // `5ft 10in`, `5 feet 10 inches`, `5-foot-10`
            let dash = usize::from(self.dashed(end));
            if let Class::Number { value: 0..=12, .. } = self.class(end + dash) {
                let inches = self.is_any(end + 1, &["in", "inch", "inches"]);
                end += if inches && dash == 0 { 2 } else { 2 * dash };
            }
        }
        let spelled = self.is_any(end, &["per", "an"]) && self.is_any(end + 1, &["hour", "second", "day"]);
        let slashed = self.is_mark(end, &['/']) && self.is_any(end + 1, &["h", "s", "hr"]);
        Some(if spelled || slashed { end + 2 } else { end })
    }

    /// `days`, `straight years`, `-year-old`, and what follows a period: `ago`, `old`, `from now`.
    fn period(&self, at: usize, number: Number) -> Option<(usize, Label)> {
        let unit = if self.is_any(at, BETWEEN) { at + 1 } else { at };
        let second = self.is(unit, "second") && self.dashed(unit.wrapping_sub(1));
        let label = match self.class(unit) {
            // Three quarters are as often a share as nine months.
            Class::Period if !self.is_any(unit, &["quarter", "quarters"]) || unit > at => Label::Date,
            Class::Hours | Class::DayPart => Label::Time,
            // `90-second`, `ten-second`; `twenty-second` is an ordinal.
            _ if second && (number.digits || self.class(number.end - 1) == Class::Teens) => Label::Time,
            _ => return None,
        };
        let end = self.after_period(unit + 1);
        if label == Label::Time {
            return Some((self.smaller_units(end), label));
        }
        let until = (end == unit + 1).then(|| self.months_until(end)).flatten();
        Some((until.unwrap_or(end), label))
    }

    /// `and 51 minutes`, `, 20 minutes and 30 seconds` after a time in larger units: the token after it.
    fn smaller_units(&self, mut end: usize) -> usize {
        const UNITS: [&str; 3] = ["hour", "minute", "second"];
        let rank = |at: usize| UNITS.iter().position(|unit| self.lower(at).trim_end_matches('s') == *unit);
        while let Some(larger) = rank(end - 1) {
            let joined = self.is(end, "and") || self.is_mark(end, &[',']);
            let Some(more) = self.number(end + usize::from(joined)) else { break };
            if rank(more.end).is_none_or(|smaller| smaller <= larger) {
                break;
            }
            end = more.end + 1;
        }
        end
    }

    /// Where a period ends that began before `end`.
    pub(super) fn after_period(&self, end: usize) -> usize {
        // `a year and a half ago`
        let half = self.is(end, "and") && self.is(end + 1, "a") && self.is(end + 2, "half");
        let end = if half { end + 3 } else { end };
        if self.dashed(end) && self.is_any(end + 1, &["old", "olds", "long"]) {
            return end + 2;
        }
        if self.class(end) == Class::After {
            // `two days later this week`: later belongs to the week.
            let next = self.class(end + 1) == Class::Relative && self.class(end + 2) == Class::Period;
            return if next { end } else { end + 1 };
        }
        if self.is(end, "from") && self.is(end + 1, "now") {
            return end + 2;
        }
        if self.is(end, "old") && (!self.is_any(end + 1, &["man", "boy", "age"]) || self.dashed(end - 1)) {
            end + 1
        } else {
            end
        }
    }

    /// Periods whose number is no number: `a year ago`, `several days`, `a couple of hours`, `half an hour`.
    fn vague_period(&self, i: usize) -> Option<Amount> {
        let mut at = match self.lower(i) {
            "a" | "an" if self.is(i + 1, "couple") => i + 2 + usize::from(self.is(i + 2, "of")),
            "a" | "an" if self.is(i + 1, "few") => i + 2,
            "half" if self.is_any(i + 1, &["a", "an"]) => i + 2,
            "several" | "many" | "few" | "a" | "an" | "recent" => i + 1,
            _ => return None,
        };
        if self.is_any(at, BETWEEN) {
            at += 1;
        }
        let single = self.is_any(
            at,
            &["day", "week", "month", "year", "decade", "century", "fortnight", "minute", "hour"],
        );
        let several =
            self.is_any(i, &["several", "many", "few", "recent"]) || at > i + 1 && !self.is(i, "half");
        let plural = matches!(self.class(at), Class::Period | Class::Hours)
            && !self.is_any(at, &["quarters"])
            && !single;
        // `$20 a month`, `27 metres a year`, `three nights a week`: a rate.
        let rate = i > 0
            && self.is_any(i, &["a", "an"])
            && at == i + 1
            && self.class(at + 1) != Class::After
            && (self.number_ends(i - 1)
                || matches!(self.class(i - 1), Class::DayPart | Class::Period | Class::Hours));
        // In `a week-long trip` the article is the trip's.
        let adjective = self.dashed(at + 1) && !self.is(i, "half");
        let label = if self.class(at) == Class::Hours { Label::Time } else { Label::Date };
        let fits = if several { plural || (single && self.is_any(i, &["a", "an"])) } else { single };
        (fits && !adjective && !rate).then(|| Amount { end: self.after_period(at + 1), label, big: true })
    }

    /// Whether the token ends a number, a sum, a measure or a share.
    pub(super) fn number_ends(&self, i: usize) -> bool {
        use Class::{
            Currency, CurrencyCode, Measure, Number, Ones, Percent, Scale, Scales, Sign, Teens, Tens,
        };
        matches!(
            self.class(i),
            Number { .. }
                | Ones
                | Teens
                | Tens
                | Scale
                | Scales
                | Currency
                | CurrencyCode
                | Sign
                | Measure
                | Percent
        )
    }

    /// Whether `one` counts: `one man`, `one of the three`; not `no one`, `the one who`, `one can`.
    fn counts_as_one(&self, i: usize) -> bool {
        let before = [
            "no", "the", "this", "that", "which", "any", "every", "each", "some", "another", "only", "number",
        ];
        if i > 0 && self.is_any(i - 1, &before) || self.dashed(i + 1) || (i > 0 && self.dashed(i - 1)) {
            return false;
        }
        if self.is(i + 1, "of") {
            let counted =
                if self.is_any(i + 2, &["the", "his", "her", "its", "their"]) { i + 3 } else { i + 2 };
            return self.number(counted).is_some();
        }
        let next = self.class(i + 1);
        let worded = !matches!(next, Class::Mark(_)) && !lexicon::is_function_word(self.text(i + 1));
        i + 1 < self.len() && worded && !self.is_any(i + 1, &["day", "s"])
            || self.is_any(i + 1, &["or", "to"]) && self.number(i + 2).is_some()
    }

    /// `two-thirds`, `a third of`, `a quarter of`, `half of`: the token after it.
    pub(super) fn fraction(&self, i: usize) -> Option<usize> {
        const PARTS: &[&str] = &[
            "thirds", "quarters", "fifths", "sixths", "eighths", "tenths", "third", "quarter", "fifth",
            "tenth",
        ];
        let part = if self.dashed(i + 1) { i + 2 } else { i + 1 };
        let of = self.is(part + 1, "of");
        match self.lower(i) {
            "a" | "one" => {
                ((of || (self.is(i, "one") && part == i + 2)) && self.is_any(part, PARTS)).then_some(part + 1)
            }
            "half" => self.is(i + 1, "of").then_some(i + 1),
            _ if matches!(self.class(i), Class::Ones) => self.is_any(part, &PARTS[..6]).then_some(part + 1),
            _ => None,
        }
    }
}

impl Label {
    /// Labels whose unit may stand once for both ends of a range.
    fn is_form_of_amount(self) -> bool {
        matches!(self, Label::Money | Label::Percent | Label::Quantity | Label::Date | Label::Time)
    }
}
