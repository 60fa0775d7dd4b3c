//! Days, months, years, seasons and times of day. Spans of time with a number are in [`super::amounts`].

use super::Reader;
use super::lexicon::{self, Class};
use crate::annotation::Label;

type Found = Option<(usize, Label)>;

/// First words of holidays that end in `Day`.
const HOLIDAYS: &[&str] = &[
    "Anzac",
    "Armistice",
    "Australia",
    "Bastille",
    "Boxing",
    "Canada",
    "Christmas",
    "Columbus",
    "Earth",
    "Election",
    "Father’s",
    "Inauguration",
    "Independence",
    "Juneteenth",
    "Labor",
    "Labour",
    "Liberation",
    "May",
    "Memorial",
    "Republic",
    "Remembrance",
    "Thanksgiving",
    "Veterans",
    "Victory",
];

impl Reader<'_> {
    /// The date or time that begins at `i`: the token after it.
    pub(super) fn date(&self, i: usize) -> Found {
        let bounds = ["end", "beginning", "start", "middle"];
        if self.is_any(i, &bounds) && self.is(i + 1, "of") {
            let at = if self.is(i + 2, "the") { i + 3 } else { i + 2 };
            let whole = at > i + 2 && self.class(at) == Class::Period;
            return if whole { Some((at + 1, Label::Date)) } else { self.plain_date(at) };
        }
        if self.is_any(i, &["earlier", "later"]) && self.class(i + 1) == Class::Relative {
            return self.plain_date(i + 1);
        }
        self.plain_date(i)
    }

    /// A date without `end of` and `earlier` before it. It never leads back to [`Reader::date`]: a text of nothing but `end
    /// of end of` must not be read from every word to its end.
    fn plain_date(&self, i: usize) -> Found {
        match self.class(i) {
            Class::Early => {
                let at = if self.dashed(i + 1) { i + 2 } else { i + 1 };
                let in_year = self.year(at).map(|end| (end, Label::Date));
                let season =
                    self.class(at) == Class::Season && (self.is(i, "mid") || self.year(at + 1).is_some());
                let dated = match self.class(at) {
                    _ if self.number_starts(at) => None,
                    Class::Early => None,
                    _ if season => Some((at + 1, Label::Date)),
                    _ => self.plain_date(at),
                };
                in_year.or(dated)
            }
            Class::Clock => Some((self.part_of_day(i + 1).unwrap_or(i + 1), Label::Time)),
            Class::Number { value: 0..=23, plain: false, scaled: false }
                if self.part_of_day(i + 1).is_some() =>
            {
                self.part_of_day(i + 1).map(|end| (end, Label::Time))
            }
            Class::Calendar => Some((i + 1, Label::Date)),
            Class::Weekday | Class::ShortWeekday => self.weekday(i),
            Class::Month | Class::UnsureMonth => self.month(i),
            Class::Today => self.today(i),
            Class::Tonight => Some((i + 1, Label::Time)),
            Class::Relative => self.relative(i),
            Class::Season => self.season(i),
            Class::Ordinal => self.ordinal_date(i),
            Class::Number { .. } => self
                .day_month(i)
                .or_else(|| self.era(i))
                .or_else(|| self.bare_year(i))
                .or_else(|| self.age(i)),
            Class::DayPart => {
                let led = i > 0
                    && (self.is(i - 1, "the") && i > 1 && self.is_any(i - 2, &["in", "during", "of"])
                        || (self.is(i - 1, "at") && self.is(i, "night"))
                        || (self.is_any(i - 1, &["by", "before", "until", "till"]) && !self.capital(i)));
                led.then_some((i + 1, Label::Time))
            }
            Class::Period | Class::Hours => self.bare_period(i).or_else(|| self.named_date(i)),
            _ => self.named_date(i),
        }
    }

    /// `in the morning`, `this afternoon` after a time by the clock: the token after it.
    fn part_of_day(&self, i: usize) -> Option<usize> {
        let at = if self.is(i, "in") && self.is(i + 1, "the") { i + 2 } else { i + 1 };
        let led = at == i + 2 || self.is(i, "this");
        (led && self.class(at) == Class::DayPart).then_some(at + 1)
    }

    /// Periods without a number: `for days`, `hours before the vote`, `decades ago`; of the singular ones `year to March`.
    fn bare_period(&self, i: usize) -> Found {
        let hours = self.class(i) == Class::Hours;
        let label = if hours { Label::Time } else { Label::Date };
        let spans =
            ["days", "weeks", "months", "years", "decades", "centuries", "hours", "minutes", "seconds"];
        if self.is_any(i, &spans) {
            let led = i > 0
                && self.is_any(
                    i - 1,
                    &["for", "within", "take", "takes", "took", "taking", "spent", "lasted", "last"],
                );
            let goes_on = self.class(i + 1) == Class::After
                || self.is_any(i + 1, &["before", "after"]) && !self.ends_sentence(i + 1);
            let counted = i > 0 && (self.is_any(i - 1, &["of", "the"]) || self.number_ends(i - 1));
            return (led && self.ends(i + 1) || goes_on && !counted)
                .then(|| (self.after_period(i + 1), label));
        }
        let until = self.is_any(i, &["year", "quarter"]) && self.is(i + 1, "to");
        until.then(|| self.months_until(i + 1)).flatten().map(|end| (end, Label::Date))
    }

    fn ends_sentence(&self, i: usize) -> bool {
        i + 1 >= self.len() || self.is_mark(i + 1, &['.', '!', '?'])
    }

    /// `to June` after a period: the token after it.
    pub(super) fn months_until(&self, i: usize) -> Option<usize> {
        let month =
            matches!(self.class(i + 1), Class::Month | Class::UnsureMonth) || self.day_month(i + 1).is_some();
        let dated = self.day_month(i + 1).or_else(|| self.month(i + 1)).map(|found| found.0);
        (self.is(i, "to") && month).then(|| dated.unwrap_or(i + 2))
    }

    /// `2016`, wherever it stands: the token after it.
    pub(super) fn year(&self, i: usize) -> Option<usize> {
        match self.class(i) {
            Class::Number { value: 1000..=2199, plain: true, .. } if self.text(i).len() == 4 => Some(i + 1),
            Class::Calendar if self.text(i).len() >= 7 && !self.text(i).contains('s') => Some(i + 1),
            _ => None,
        }
    }

    fn number_starts(&self, at: usize) -> bool {
        // `early 19 votes` is no date, `mid-19th century` is.
        matches!(self.class(at), Class::Number { .. })
            && self.year(at).is_none()
            && self.day_month(at).is_none()
    }

    fn weekday(&self, i: usize) -> Found {
        let mut end = i + 1;
        if self.class(i) == Class::ShortWeekday {
            end += usize::from(self.is_mark(end, &['.']) && self.glued(end));
            let at = if self.is_mark(end, &[',']) { end + 1 } else { end };
            let dated = self.month_with_day(at).is_some() || self.day_month(at).is_some();
            if !dated && end == i + 1 {
                return None;
            }
        }
        if self.is_any(end, &["times", "telegraph", "mirror", "mail", "express", "post", "herald"])
            && self.capital(end)
        {
            return None;
        }
        if self.class(end) == Class::DayPart && !(self.capital(end) && self.is(end + 1, "live")) {
            return Some((end + 1, Label::Time));
        }
        let at = if self.is_mark(end, &[',']) { end + 1 } else { end };
        let numbered = matches!(self.class(at + 1), Class::Ordinal | Class::Number { .. });
        let at = if self.is(at, "the") && numbered { at + 1 } else { at };
        let dated =
            self.month_with_day(at).or_else(|| self.day_month(at).map(|found| found.0)).or_else(|| {
                (self.class(at) == Class::Ordinal)
                    .then(|| self.ordinal_date(at).map(|found| found.0))
                    .flatten()
            });
        Some((dated.unwrap_or(end), Label::Date))
    }

    /// A month's name and the full stop of an abbreviated one: the token after it.
    fn month_name(&self, i: usize) -> Option<usize> {
        if !matches!(self.class(i), Class::Month | Class::UnsureMonth) {
            return None;
        }
        let short = self.text(i).len() <= 4 && !self.is_any(i, &["may", "june", "july"]);
        Some(i + 1 + usize::from(short && self.is_mark(i + 1, &['.']) && self.glued(i + 1)))
    }

    /// `Nov. 8`, `November 8-10, 2016`, `Sept. 8 and 9`: the token after it.
    fn month_with_day(&self, i: usize) -> Option<usize> {
        let name = self.month_name(i)?;
        let at = if self.dashed(name) { name + 1 } else { name };
        let mut end = self.day(at)?;
        if self.range_mark(end) || self.is_any(end, &["and", "to"]) {
            // `May 3 to 5`, but not `May 3 and 5 people`
            let closed = self.day(end + 1).filter(|&next| self.range_mark(end) || self.closes(next));
            end = closed.unwrap_or(end);
        }
        Some(self.with_year(end))
    }

    /// Whether the token cannot be something that the number before it counts.
    fn closes(&self, at: usize) -> bool {
        at >= self.len()
            || matches!(self.class(at), Class::Mark(_))
            || lexicon::is_function_word(self.text(at))
    }

    fn with_year(&self, end: usize) -> usize {
        let at = if self.is_mark(end, &[',']) { end + 1 } else { end };
        self.year(at).unwrap_or(end)
    }

    /// A day of a month in digits: the token after it.
    fn day(&self, i: usize) -> Option<usize> {
        match self.class(i) {
            Class::Number { value: 1..=31, plain: true, .. } if !self.percent_or_unit(i + 1) => Some(i + 1),
            Class::Ordinal if self.text(i).starts_with(|c: char| c.is_ascii_digit()) => Some(i + 1),
            _ => None,
        }
    }

    fn percent_or_unit(&self, i: usize) -> bool {
        matches!(self.class(i), Class::Percent | Class::Scale | Class::Sign | Class::Currency)
    }

    fn month(&self, i: usize) -> Found {
        if let Some(end) = self.month_with_day(i) {
            return Some((end, Label::Date));
        }
        let name = self.month_name(i)?;
        let at = if self.is_mark(name, &[',']) || self.is(name, "of") { name + 1 } else { name };
        if let Some(end) = self.year(at) {
            return Some((end, Label::Date));
        }
        let this_year =
            self.is(name, "of") && self.class(name + 1) == Class::Relative && self.is(name + 2, "year");
        if this_year {
            return Some((name + 3, Label::Date));
        }
        // `March last year`
        let year_after = self.is_any(name, &["last", "next", "this"]) && self.is(name + 1, "year");
        if year_after && (self.class(i) == Class::Month || i > 0 && lexicon::leads_date(self.text(i - 1))) {
            return Some((name + 2, Label::Date));
        }
        let joined =
            |at: usize| self.is_any(at, &["and", "to", "or", "through", "until"]) || self.range_mark(at);
        let is_month = |at: usize| matches!(self.class(at), Class::Month | Class::UnsureMonth);
        let led =
            i > 0 && (lexicon::leads_date(self.text(i - 1)) || (i > 1 && joined(i - 1) && is_month(i - 2)));
        // `the June session`
        let described = i > 0
            && self.is(i - 1, "the")
            && self.class(name) == Class::Word
            && !self.capital(name)
            && !self.ends(name);
        let named = led || described || (joined(name) && is_month(name + 1)) || name > i + 1;
        // `Mar del Plata`, `Jan`: an abbreviation by itself needs its full stop.
        if self.text(i).len() == 3 && !self.is(i, "may") && name == i + 1 {
            return None;
        }
        let sure = self.class(i) == Class::Month && !self.names(i);
        (sure || (named && !self.names_after(name))).then_some((name, Label::Date))
    }

    /// Whether a capitalised word touches from either side, inside a sentence: part of a name.
    fn names(&self, i: usize) -> bool {
        self.names_after(i + 1)
            || (i > 0
                && self.class(i - 1) == Class::Word
                && self.capital(i - 1)
                && !self.starts_sentence(i - 1))
    }

    fn names_after(&self, at: usize) -> bool {
        self.class(at) == Class::Word && self.capital(at)
    }

    /// `8 November`, `8-10 November 2016`, `4 and 11 May`.
    pub(super) fn day_month(&self, i: usize) -> Found {
        let mut at = self.day(i)?;
        if self.range_mark(at) || self.is_any(at, &["and", "to"]) {
            at = self.day(at + 1).filter(|&next| self.month_name(next).is_some()).unwrap_or(at);
        }
        let at = if self.is(at, "of") || self.dashed(at) { at + 1 } else { at };
        let name = self.month_name(at)?;
        // `8 May be` has no day; a year or the end of a phrase follows one.
        Some((
            self.with_year(if self.dashed(name) && self.year(name + 1).is_some() { name + 1 } else { name }),
            Label::Date,
        ))
    }

    /// `300 BC`, `AD 79` is left.
    fn era(&self, i: usize) -> Found {
        (self.is_any(i + 1, &["bc", "bce", "ad", "ce"]) && self.capital(i + 1))
            .then_some((i + 2, Label::Date))
    }

    fn bare_year(&self, i: usize) -> Found {
        let end = self.year(i)?;
        let before = if i > 0 { self.lower(i - 1) } else { "" };
        let led =
            i > 0 && lexicon::leads_date(before) || matches!(before, "year" | "season" | "fiscal" | "the");
        let next = self.lower(end);
        let closes = self.closes(end);
        let plural =
            next.len() > 3 && next.ends_with('s') && !next.ends_with("ss") && !closes && !self.capital(end);
        let counts = plural
            || self.percent_or_unit(end)
            || matches!(self.class(end), Class::Measure | Class::Period | Class::Hours);
        let Class::Number { value, .. } = self.class(i) else { return None };
        let name = i > 0
            && self.capital(i - 1)
            && self.class(i - 1) == Class::Word
            && lexicon::is_designator(self.text(i - 1));
        let sure = match value {
            _ if name || (i > 0 && self.class(i - 1) == Class::Sign) => false,
            1800..=2100 => {
                !counts || (led && before != "of" && before != "than" && !self.percent_or_unit(end) && plural)
            }
            // Long ago, a year needs `in`, or a phrase that ends with it.
            _ if before == "to" => closes && i > 1 && self.is(i - 2, "back"),
            _ => led && before != "the" && !counts && (closes || matches!(before, "in" | "since")),
        };
        sure.then_some((end, Label::Date))
    }

    /// `, 42,` after a name; `aged 42`. Risk: any number that an apposition gives by itself after a name.
    fn age(&self, i: usize) -> Found {
        let Class::Number { value: 1..=115, plain: true, .. } = self.class(i) else { return None };
        let after_name =
            i > 1 && self.is_mark(i - 1, &[',']) && self.capital(i - 2) && self.class(i - 2) == Class::Word;
        let apposition =
            after_name && self.is_mark(i + 1, &[',']) && !matches!(self.class(i + 2), Class::Number { .. });
        let aged = i > 0 && self.is_any(i - 1, &["aged", "turned", "turns"]) && !self.range_mark(i + 1);
        // `who is 61`, `She was 84.`, `dies at 84`
        let told = i > 1
            && (self.is_any(i - 1, &["is", "was"]) && self.is_any(i - 2, &["he", "she", "who"])
                || self.is(i - 1, "at") && self.is_any(i - 2, &["dies", "died", "dead"]));
        (apposition || aged || told && self.closes(i + 1)).then_some((i + 1, Label::Date))
    }

    fn today(&self, i: usize) -> Found {
        if i > 0 && self.capital(i) && self.capital(i - 1) && !self.starts_sentence(i) {
            return None; // USA Today
        }
        match self.class(i + 1) {
            Class::DayPart => Some((i + 2, Label::Time)),
            _ => Some((i + 1, Label::Date)),
        }
    }

    /// `last week`, `this morning`, `past three years`, `next May`, `last Thursday night`, `that day`.
    fn relative(&self, i: usize) -> Found {
        let strong = self.is_any(i, &["last", "next", "previous", "past", "coming", "following"]);
        let at =
            if self.is(i, "this") && self.is_any(i + 1, &["past", "coming", "same"]) { i + 2 } else { i + 1 };
        if self.dashed(at) {
            return None;
        }
        match self.class(at) {
            Class::Weekday => self.weekday(at),
            Class::Month | Class::UnsureMonth if !self.names_after(at + 1) => {
                self.month(at).or(Some((at + 1, Label::Date)))
            }
            Class::Season => Some((self.year(at + 1).unwrap_or(at + 1), Label::Date)),
            Class::DayPart => Some((at + 1, Label::Time)),
            // `this second`, `next minute` are idioms; `the past hour` is a time.
            Class::Period => Some((if strong { self.of_year(at + 1) } else { at + 1 }, Label::Date)),
            Class::Hours => (strong || self.is_any(i, &["every", "each"])).then_some((at + 1, Label::Time)),
            _ if strong => self.lasting(at).map(|(end, label)| (self.of_year(end), label)),
            _ if self.is_any(i, &["every", "each"]) => self.lasting(at),
            _ => None,
        }
    }

    /// A span of time with a number: `three years`, `few days`.
    fn lasting(&self, at: usize) -> Found {
        let amount = self.amount(at).or_else(|| self.qualified(at))?;
        matches!(amount.label, Label::Date | Label::Time).then_some((amount.end, amount.label))
    }

    /// `summer of 2019`, `winter 2020-21`, `the summer`; `fall` and `spring` mostly are something else.
    fn season(&self, i: usize) -> Found {
        let at = if self.is(i + 1, "of") { i + 2 } else { i + 1 };
        if let Some(end) = self.year(at) {
            return Some((end, Label::Date));
        }
        let unsure = self.is_any(i, &["fall", "spring"]);
        let with_article = i > 1 && self.is(i - 1, "the") && lexicon::leads_date(self.text(i - 2));
        let led =
            i > 0 && (with_article && !(unsure && self.is(i + 1, "of")) || !unsure && self.is(i - 1, "in"));
        (led && !self.capital(i)).then_some((i + 1, Label::Date))
    }

    /// `of 2016`, `of this year` after a part of it.
    fn of_year(&self, end: usize) -> usize {
        if !self.is(end, "of") {
            // `first quarter 2021`
            return self.year(end).unwrap_or(end);
        }
        let at = if self.is_any(end + 1, &["fiscal", "the"]) { end + 2 } else { end + 1 };
        let relative = self.class(at) == Class::Relative && self.class(at + 1) == Class::Period;
        match self.year(at) {
            Some(year) => year,
            None if relative => at + 2,
            None if self.is(at, "year") => at + 1,
            None if self.month_name(at).is_some() => self.month(at).map_or(end, |found| found.0),
            None => end,
        }
    }

    /// `8th of November`, `third quarter of 2021`, `19th century`, `first half of this year`, `first three months`.
    fn ordinal_date(&self, i: usize) -> Found {
        let digits = self.text(i).starts_with(|c: char| c.is_ascii_digit());
        if let Some(found) = digits.then(|| self.day_month(i)).flatten() {
            return Some(found);
        }
        let unit = if self.dashed(i + 1) { i + 2 } else { i + 1 };
        let half = self.is(unit, "half") && self.of_year(unit + 1) > unit + 1;
        let period = self.class(unit) == Class::Period
            && (unit == i + 1 || self.is_any(unit, &["century", "quarter"]));
        if half || period {
            return Some((self.of_year(unit + 1), Label::Date));
        }
        // `the 81st minute`
        if self.is_any(unit, &["minute", "hour"]) && unit == i + 1 {
            return Some((unit + 1, Label::Time));
        }
        let first = self.is(i, "first") && !self.dashed(i + 1);
        first.then(|| self.lasting(i + 1)).flatten().map(|(end, label)| (self.of_year(end), label))
    }

    /// `fiscal 2020`, `FY2020`, `Q3 2021`, holidays, `day before yesterday`, `Easter Sunday`.
    fn named_date(&self, i: usize) -> Found {
        let date = |end| Some((end, Label::Date));
        let text = self.text(i);
        match text {
            "FY" => return self.year(i + 1).and_then(date),
            "Q1" | "Q2" | "Q3" | "Q4" => return date(self.of_year(i + 1)),
            "Good" | "Black" | "Ash" | "Palm" | "Easter" | "Holy" | "Cyber" | "Super" | "Maundy"
                if self.class(i + 1) == Class::Weekday =>
            {
                return date(i + 2);
            }
            "Christmas" | "Easter" | "Thanksgiving" | "Halloween" | "Diwali" | "Hanukkah" | "Ramadan" => {
                let day = self.is_any(i + 1, &["day", "eve"]) && self.capital(i + 1);
                let name = !day
                    && (self.names_after(i + 1) || self.is_any(i + 1, &["island", "tree", "card", "carol"]));
                return if name { None } else { date(self.with_year(i + 1 + usize::from(day))) };
            }
            "New" if self.is(i + 1, "year") && self.capital(i + 1) => {
                let mark = self.is_mark(i + 2, &['\'', '’']) && self.is(i + 3, "s");
                let eve = i + 2 + 2 * usize::from(mark);
                return date(if self.is_any(eve, &["day", "eve"]) { eve + 1 } else { i + 2 });
            }
            _ if HOLIDAYS.contains(&text) && self.text(i + 1) == "Day" => return date(i + 2),
            _ => {}
        }
        if self.is(i, "fiscal") {
            let at = if self.is(i + 1, "year") { i + 2 } else { i + 1 };
            return self.year(at).and_then(date);
        }
        let beside = self.is(i, "day")
            && self.is_any(i + 1, &["before", "after"])
            && self.class(i + 2) == Class::Today;
        if beside { date(i + 3) } else { None }
    }
}
