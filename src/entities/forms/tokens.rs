//! A paragraph as words, marks and whole numeric forms.

use super::lexicon::{Class, of_mark, of_word};
use regex::Regex;
use std::sync::LazyLock;

/// A word, mark or numeric form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What it can be.
    pub class: Class,
    /// Whether white space stands before it.
    pub gap: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

/// What digits can begin, tried at each run of them; the first alternative that fits wins. Always anchored: without its
/// literal searchers the engine would be slow over a whole text. White space inside is no-break, thin or plain.
static NUMERIC: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x) \A (?:
        (?P<clock>
            [0-9]{1,2} (?: [:.] [0-5][0-9] ){0,2} S? (?: [ap]\.S?m\. | [AP]\.S?M\. | [aApP][mM]\b | o['’]clock\b ) Z?
          | [0-2]?[0-9] : [0-5][0-9] (?: : [0-5][0-9] )? \b Z?
          | [0-2]?[0-9] [.h]? [0-5][0-9] Z )
      | (?P<date>
            [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} \b
          | [0-9]{1,2} / [0-9]{1,2} / (?: [0-9]{4} | [0-9]{2} ) \b
          | [0-9]{1,2} \. [0-9]{1,2} \. [0-9]{4} \b
          | (?: 1[0-9] | 20 ) [0-9]{2} S? [-–/] S? (?: 1[0-9] | 20 )? [0-9]{2} \b
          | (?: 1[0-9] | 20 )? [0-9]0 ['’]? s \b
          | 9/11 \b )
      | (?P<code>
            \(? [0-9]{3} (?: \)S? | [-.S] ) [0-9]{3} [-.S] [0-9]{4} \b
          | [0-9]{3} - [0-9]{4} \b
          | 0 [0-9]+ (?: [-S] [0-9]+ )* \b
          | [0-9]+ (?: \. [0-9]+ ){2,} \b
          | [0-9]+ (?: - [0-9]+ ){2,} \b
          | [0-9]+ / [0-9]+ \b )
      | (?P<ordinal> [0-9]+ (?: , [0-9]{3} )* (?: st | nd | rd | th ) \b )
      | (?P<number>
            [0-9]{1,3} (?: , [0-9]{2,3} )* , [0-9]{3} (?: \. [0-9]+ )?
          | [0-9]{1,3} (?: S [0-9]{3} )+ \b
          | [0-9]+ (?: \. [0-9]+ )? ) [½¼¾]?
        (?P<scale> (?: trn | tn | bn | mn | bln | mln | [mMkKbBT] ) \b )? )";
    let zone = r"(?: S? (?: GMT | UTC | [ECMP][SD]?T | [CE]EST | [CEW]ET | [WCE]AT | SAST | [JPH]ST | KST | [HSP]KT | SGT | PHT | WIB | NZ[SD]T | AEDT | BST | IST | AEST | MSK | hrs | local\ time ) \b )";
    // A boundary of ASCII letters: whether another letter follows is looked up where the match ends.
    let pattern = pattern
        .replace(r"\b", r"(?-u:\b)")
        .replace('Z', zone)
        .replace("[-.S]", r"[-.\ \u{a0}\u{2009}\u{202f}]");
    let pattern =
        pattern.replace("[-S]", r"[-\ \u{a0}\u{2009}\u{202f}]").replace("S?", r"[\ \u{a0}\u{2009}\u{202f}]?");
    Regex::new(&pattern.replace("S [0-9]", r"[\ \u{a0}\u{2009}\u{202f}][0-9]"))
        .expect("the pattern is a constant")
});

/// Cuts a paragraph; every byte is looked at a fixed number of times.
pub(super) fn split(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let (mut at, mut gap) = (0, true);
    while let Some(c) = text[at..].chars().next() {
        if is_space(c) {
            (at, gap) = (at + c.len_utf8(), true);
            continue;
        }
        let rest = &text[at..];
        // Only behind the first mark of a chunk, so that no chunk is searched for an address more than twice.
        let opening =
            |token: &Token| token.gap && matches!(token.class, Class::Mark('(' | '"' | '“' | '‘' | '['));
        let opens = gap || tokens.last().is_some_and(opening);
        let (len, class) = match address(rest, opens) {
            Some(len) => (len, Class::Code),
            None if c.is_ascii_digit() => numeric(rest),
            None if opens && let Some(len) = glued_currency(rest) => (len, Class::Sign),
            None if c == '+' && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => telephone(rest),
            None if c == '(' && rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                match NUMERIC.find(&rest[1..]) {
                    // `(202) 555-0123`
                    Some(_) if rest.as_bytes().get(4..6) == Some(b") ") => area_code(rest),
                    _ => (1, Class::Mark(c)),
                }
            }
            None if c.is_alphanumeric() => word(rest),
            None => (c.len_utf8(), of_mark(c)),
        };
        tokens.push(Token { start: at, end: at + len, class, gap, capital: c.is_uppercase() });
        (at, gap) = (at + len, false);
    }
    tokens
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// A web or mail address, a handle or a hashtag at the start of `rest`: its length.
fn address(rest: &str, opens: bool) -> Option<usize> {
    if !opens {
        return None;
    }
    let chunk = &rest[..rest.find(is_space).unwrap_or(rest.len())];
    let tagged = chunk.starts_with(['#', '@']) && chunk[1..].starts_with(char::is_alphanumeric);
    let mail = chunk.find('@').is_some_and(|at| chunk[at + 1..].contains('.'));
    (tagged || mail || chunk.starts_with("www.") || chunk.contains("://"))
        .then(|| chunk.trim_end_matches(['.', ',', ')', '"', '”', '’', ';', ':', '!', '?']).len().max(1))
}

/// The letters of `N18.7bn`, `R5 million` or `RM50`: how many bytes. A single letter before a plain number (`R2`, `N95`) is no currency.
fn glued_currency(rest: &str) -> Option<usize> {
    const CODES: &str = "RM Rs Rp Tk Sh KSh Ksh KES NGN ZAR INR PKR UGX TSh USh GHS EUR USD";
    let len = rest.bytes().take(4).position(|byte| byte.is_ascii_digit()).filter(|&len| len > 0)?;
    let (letters, after) = rest.split_at(len);
    let (end, Class::Number { plain, scaled, .. }) = numeric(after) else { return None };
    let sum = !plain
        || scaled
        || after[..end].contains([',', '.'])
        || of_word(after[end..].trim_start().split(|c: char| !c.is_alphabetic()).next()?) == Class::Scale;
    let known =
        matches!(letters, "N" | "R" | "K" | "P") && sum || CODES.split(' ').any(|code| code == letters);
    known.then_some(len)
}

fn numeric(rest: &str) -> (usize, Class) {
    let Some(found) = NUMERIC.captures(rest) else { return (1, Class::Code) };
    let end = found.get(0).map_or(1, |whole| whole.end());
    let group = |name: &str| found.name(name).map(|part| part.as_str());
    if let Some(number) = group("number") {
        let plain = number.bytes().all(|byte| byte.is_ascii_digit());
        // What does not fit is a large number, and that is all one asks of it.
        let whole = number.split('.').next().unwrap_or_default();
        let digits = whole.bytes().filter(u8::is_ascii_digit);
        let value =
            digits.fold(0u32, |value, byte| value.saturating_mul(10).saturating_add(u32::from(byte - b'0')));
        let glued = letters(&rest[end..]);
        let dotted = rest[end..]
            .strip_prefix('.')
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_lowercase()));
        let scaled = group("scale").is_some();
        return match of_word(&rest[end..end + glued]) {
            // `5km`, `12CUP`: the unit is a word of its own. `4x4`, `24.com` are names.
            _ if dotted => (rest.find(is_space).unwrap_or(rest.len()), Class::Code),
            Class::Measure | Class::CurrencyCode | Class::Percent | Class::Hours => {
                (end, Class::Number { value, plain, scaled })
            }
            _ if glued == 1 && matches!(&rest[end..end + 1], "C" | "F") => {
                (end, Class::Number { value, plain, scaled })
            }
            _ if &rest[end..end + glued] == "in" => (end, Class::Number { value, plain, scaled }),
            _ if glued > 0 => (end + glued, Class::Code),
            _ => (end, Class::Number { value, plain: plain && !scaled, scaled }),
        };
    }
    let glued = letters(&rest[end..]);
    let class = match () {
        () if glued > 0 => Class::Code,
        // `01 October`
        () if end == 2 => {
            Class::Number { value: u32::from(rest.as_bytes()[1] - b'0'), plain: true, scaled: false }
        }
        () if group("clock").is_some() => Class::Clock,
        () if group("date").is_some() => Class::Calendar,
        () if group("ordinal").is_some() => Class::Ordinal,
        () => Class::Code,
    };
    (end + glued, class)
}

/// Bytes of letters and digits at the start of `rest`.
fn letters(rest: &str) -> usize {
    rest.find(|c: char| !c.is_alphanumeric() || matches!(c, '½' | '¼' | '¾')).unwrap_or(rest.len())
}

/// `+44 20 7946 0018`; a plus before fewer digits is a sign.
fn telephone(rest: &str) -> (usize, Class) {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '\u{a0}');
    // Fifteen digits at most, says the numbering plan; with what separates them.
    let end = rest.char_indices().take(24).find(|&(_, c)| !part(c)).map(|(at, _)| at);
    let end = end.or_else(|| rest.char_indices().nth(24).map(|(at, _)| at)).unwrap_or(rest.len());
    let run = rest[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    // The shortest numbers in use with a country's code have seven digits.
    if digits >= 7 { (run.len(), Class::Code) } else { (1, Class::Mark('+')) }
}

/// `(202) 555-0123`
fn area_code(rest: &str) -> (usize, Class) {
    let run = &rest[6..];
    let digits = run.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(run.len());
    let tail = run[..digits].trim_end_matches('-');
    if tail.len() == 8 && tail.contains('-') { (6 + tail.len(), Class::Code) } else { (1, Class::Mark('(')) }
}

fn word(rest: &str) -> (usize, Class) {
    // A combining mark or soft hyphen goes on with the word.
    let goes_on = |c: char| {
        c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
    };
    let mut end = rest.find(|c| !goes_on(c)).unwrap_or(rest.len());
    let bytes = rest.as_bytes();
    // `U.S.`, `N.W.T.`
    if end == 1 && bytes[0].is_ascii_uppercase() {
        while bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_uppercase) {
            end += 2;
        }
        if end > 1 {
            return (end + usize::from(bytes.get(end) == Some(&b'.')), Class::Word);
        }
    }
    let class = of_word(&rest[..end]);
    // `Rs500`, `QR27bn`, `R120 000`: a currency's letters before its number.
    if class == Class::Word && bytes[0].is_ascii_uppercase() {
        let head = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if head < end && (of_word(&rest[..head]) == Class::CurrencyCode || is_rand(rest)) {
            return (head, Class::CurrencyCode);
        }
        if head < end && &rest[..head] == "FY" {
            return (head, Class::Word);
        }
    }
    let prefix = ["pre", "post", "non"].iter().any(|prefix| prefix.eq_ignore_ascii_case(&rest[..end]));
    if class == Class::Word
        && !prefix
        && bytes.get(end) == Some(&b'-')
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        // `Covid-19`, `F-16`: a name.
        end += 1 + letters(&rest[end + 1..]);
    }
    (end, class)
}

/// Whether `R120 000`, `R500` is a sum in rand: three digits or more, not a rating or a road.
fn is_rand(rest: &str) -> bool {
    rest.starts_with('R') && rest[1..].bytes().take_while(u8::is_ascii_digit).count() >= 3
}
