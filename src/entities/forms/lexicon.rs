//! Words that dates and amounts are made of.

/// What a word or mark can be in a date or an amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    /// Any other word.
    Word,
    /// Punctuation or a symbol.
    Mark(char),
    /// Digits: the whole part, whether it is written in digits alone, whether a scale hangs on it (`20bn`).
    Number { value: u32, plain: bool, scaled: bool },
    /// `10:30 GMT`, `9 p.m.`.
    Clock,
    /// `2016-11-08`, `2016-17`, `1990s`.
    Calendar,
    /// Digits that count nothing: telephone numbers, versions, `4x4`, addresses.
    Code,
    /// `one` … `nine`.
    Ones,
    /// `ten` … `nineteen`.
    Teens,
    /// `twenty` … `ninety`.
    Tens,
    /// `hundred`, `million`, `crore`, `dozen`.
    Scale,
    /// `hundreds`, `millions`, `dozens`.
    Scales,
    /// `first`, `19th`.
    Ordinal,
    /// A month whose name is nothing else.
    Month,
    /// A month that may be a verb, a name or a word (`May`, `April`).
    UnsureMonth,
    /// `Thursday`.
    Weekday,
    /// `Thu`.
    ShortWeekday,
    /// `day`, `years`.
    Period,
    /// `hour`, `minutes`.
    Hours,
    /// `morning`.
    DayPart,
    /// `summer`.
    Season,
    /// `today`.
    Today,
    /// `tonight`, `noon`, `dawn`.
    Tonight,
    /// `last`, `this`.
    Relative,
    /// `early`, `late`, `mid`.
    Early,
    /// `ago`, `later`.
    After,
    /// `dollars`.
    Currency,
    /// `USD`, `Rs`.
    CurrencyCode,
    /// `$`, `€`.
    Sign,
    /// `km`.
    Measure,
    /// `%`, `percent`.
    Percent,
}

/// The class of a symbol.
pub(super) fn of_mark(c: char) -> Class {
    match c {
        // The block of currency symbols and the older ones.
        '$' | '£' | '€' | '¥' | '￥' | '₠'..='₿' | '¢' | '฿' => Class::Sign,
        '%' | '٪' | '％' => Class::Percent,
        '°' => Class::Measure,
        _ => Class::Mark(c),
    }
}

/// Longer than the longest word below; a longer one is none of them.
const LONGEST: usize = 14;

/// The class of a word that does not begin with a digit.
pub(super) fn of_word(word: &str) -> Class {
    let mut lower = [0; LONGEST];
    let Some(lower) = lower.get_mut(..word.len()) else { return Class::Word };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let Ok(lower) = std::str::from_utf8(lower) else { return Class::Word };
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    match lower {
        "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "zero" => {
            Class::Ones
        }
        "ten" | "eleven" | "twelve" | "thirteen" | "fourteen" | "fifteen" | "sixteen" | "seventeen"
        | "eighteen" | "nineteen" => Class::Teens,
        "twenty" | "thirty" | "forty" | "fifty" | "sixty" | "seventy" | "eighty" | "ninety" => Class::Tens,
        "hundred" | "thousand" | "bln" | "mln" | "million" | "billion" | "trillion" | "quadrillion"
        | "lakh" | "crore" | "dozen" => Class::Scale,
        "tens" | "hundreds" | "thousands" | "millions" | "billions" | "trillions" | "lakhs" | "crores"
        | "dozens" => Class::Scales,
        "first" | "second" | "third" | "fourth" | "fifth" | "sixth" | "seventh" | "eighth" | "ninth"
        | "tenth" | "eleventh" | "twelfth" | "thirteenth" | "fourteenth" | "fifteenth" | "sixteenth"
        | "seventeenth" | "eighteenth" | "nineteenth" | "twentieth" | "thirtieth" | "fortieth"
        | "fiftieth" | "sixtieth" | "hundredth" => Class::Ordinal,
        "january" | "february" | "july" | "september" | "october" | "november" | "december" => Class::Month,
        "feb" | "jul" | "sep" | "sept" | "oct" | "nov" | "dec" | "aug" if capital => Class::Month,
        "march" | "april" | "may" | "june" | "august" | "jan" | "mar" | "apr" | "jun" if capital => {
            Class::UnsureMonth
        }
        "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday" | "mondays"
        | "tuesdays" | "wednesdays" | "thursdays" | "fridays" | "saturdays" | "sundays" => Class::Weekday,
        "mon" | "tue" | "tues" | "wed" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun" if capital => {
            Class::ShortWeekday
        }
        "day" | "days" | "week" | "weeks" | "weekend" | "weekends" | "month" | "months" | "year"
        | "years" | "decade" | "decades" | "century" | "centuries" | "fortnight" | "quarter" | "quarters"
        | "season" | "seasons" | "summers" | "autumns" | "winters" | "semester" => Class::Period,
        "hour" | "hours" | "minute" | "minutes" | "seconds" | "hrs" | "mins" | "secs" => Class::Hours,
        "morning" | "afternoon" | "evening" | "night" | "mornings" | "afternoons" | "evenings" | "nights" => {
            Class::DayPart
        }
        "spring" | "summer" | "autumn" | "fall" | "winter" => Class::Season,
        "today" | "yesterday" | "tomorrow" => Class::Today,
        "tonight" | "noon" | "midday" | "midnight" | "overnight" | "dawn" | "daybreak" | "sunrise"
        | "dusk" | "sunset" | "nightfall" => Class::Tonight,
        "last" | "next" | "this" | "previous" | "past" | "coming" | "following" | "every" | "each"
        | "that" | "same" | "current" => Class::Relative,
        "early" | "late" | "mid" => Class::Early,
        "ago" | "earlier" | "later" | "prior" => Class::After,
        "dollar" | "dollars" | "euro" | "euros" | "pound" | "pounds" | "sterling" | "yen" | "yuan"
        | "renminbi" | "rupee" | "rupees" | "rupiah" | "rouble" | "roubles" | "ruble" | "rubles"
        | "franc" | "francs" | "cent" | "cents" | "pence" | "won" | "peso" | "pesos" | "real" | "reais"
        | "rand" | "naira" | "shilling" | "shillings" | "cedi" | "cedis" | "dirham" | "dirhams" | "dinar"
        | "dinars" | "riyal" | "riyals" | "rial" | "rials" | "lira" | "liras" | "lire" | "krona"
        | "kronor" | "krone" | "kroner" | "zloty" | "zlotys" | "złoty" | "złotys" | "złotych" | "hryvnia"
        | "hryvnias" | "shekel" | "shekels" | "taka" | "baht" | "ringgit" | "dong" | "forint" | "forints"
        | "leu" | "lei" | "lev" | "leva" | "koruna" | "koruny" | "afghani" | "afghanis" | "birr"
        | "kwacha" | "tenge" | "bolivar" | "bolivars" | "toman" | "tomans" | "marks" | "guilders" => {
            Class::Currency
        }
        "usd" | "eur" | "gbp" | "jpy" | "cny" | "rmb" | "inr" | "aud" | "cad" | "nzd" | "chf" | "hkd"
        | "sgd" | "zar" | "ngn" | "kes" | "ghs" | "aed" | "sar" | "qar" | "kwd" | "pkr" | "bdt" | "lkr"
        | "npr" | "php" | "idr" | "myr" | "thb" | "vnd" | "krw" | "twd" | "rub" | "uah" | "pln" | "czk"
        | "huf" | "ron" | "sek" | "nok" | "dkk" | "brl" | "mxn" | "ars" | "clp" | "ils" | "egp" | "mad"
        | "cup" | "rm" | "tk" | "qr" | "kd" | "bd" | "rp" | "ksh" | "sh" | "shs" | "dh" | "dhs" | "nis"
            if capital =>
        {
            Class::CurrencyCode
        }
        "rs" | "kr" => Class::CurrencyCode,
        "km" | "kms" | "kilometre" | "kilometres" | "kilometer" | "kilometers" | "metre" | "metres"
        | "meter" | "meters" | "cm" | "mm" | "centimetre" | "centimetres" | "centimeter" | "centimeters"
        | "millimetre" | "millimetres" | "millimeter" | "millimeters" | "mile" | "miles" | "foot"
        | "feet" | "ft" | "inch" | "inches" | "yard" | "yards" | "acre" | "acres" | "hectare"
        | "hectares" | "ha" | "sq" | "kg" | "kgs" | "kilo" | "kilos" | "kilogram" | "kilograms"
        | "kilogramme" | "kilogrammes" | "gram" | "grams" | "grammes" | "milligrams" | "mg" | "ton"
        | "tons" | "tonne" | "tonnes" | "ounce" | "ounces" | "oz" | "lb" | "lbs" | "litre" | "litres"
        | "liter" | "liters" | "gallon" | "gallons" | "barrel" | "barrels" | "bushels" | "degree"
        | "degrees" | "mph" | "kph" | "kmh" | "knots" | "watts" | "kilowatts" | "megawatt" | "megawatts"
        | "gigawatt" | "gigawatts" | "mw" | "gw" | "kw" | "kwh" | "mwh" | "kilowatt" | "megabytes"
        | "gigabytes" | "gb" | "mb" | "tb" | "volts" | "hertz" | "hz" | "mhz" | "ghz" | "calories"
        | "decibels" | "horsepower" => Class::Measure,
        "percent" | "percentage" | "pct" => Class::Percent,
        _ => Class::Word,
    }
}

/// Words after which a number is a name's (`Boeing 737`, `Article 5`), also where a sentence begins with them.
pub(super) fn is_designator(word: &str) -> bool {
    const DESIGNATORS: &[&str] = &[
        "Airbus",
        "Apollo",
        "Area",
        "Article",
        "Articles",
        "Boeing",
        "Box",
        "Chapter",
        "Channel",
        "Class",
        "Flight",
        "Formula",
        "Group",
        "Highway",
        "Interstate",
        "Act",
        "iPhone",
        "Level",
        "Phase",
        "Resolution",
        "Route",
        "Section",
        "Stage",
        "Terminal",
        "Title",
        "Type",
        "Unit",
        "War",
        "Windows",
    ];
    DESIGNATORS.contains(&word)
}

/// Words before which a year stands (`in 2016`) and after which an unsure month is one (`since May`).
pub(super) fn leads_date(word: &str) -> bool {
    const LEADS: &[&str] = &[
        "in", "since", "until", "till", "by", "from", "during", "before", "after", "through", "between",
        "of", "circa", "early", "late", "mid", "last", "next", "this", "every",
    ];
    LEADS.iter().any(|lead| lead.eq_ignore_ascii_case(word))
}

/// Small words and auxiliaries: what follows `one` or a year when that is not followed by what it counts.
pub(super) fn is_function_word(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "and", "another", "are", "as", "at", "be", "but", "by", "can", "could", "did", "does",
        "for", "from", "had", "has", "have", "he", "her", "his", "if", "in", "into", "is", "it", "its",
        "may", "might", "must", "not", "of", "on", "or", "our", "she", "should", "so", "than", "that", "the",
        "their", "them", "they", "this", "to", "under", "until", "was", "we", "were", "when", "where",
        "which", "while", "who", "whose", "will", "with", "would",
    ];
    WORDS.iter().any(|small| small.eq_ignore_ascii_case(word))
}
