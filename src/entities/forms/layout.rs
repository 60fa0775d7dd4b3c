//! Paragraphs and beginnings of paragraphs that are layout rather than prose: leftovers of a web page, datelines.

use super::find;
use crate::annotation::Label;
use crate::text::Span;
use regex::Regex;
use regex::bytes::RegexBuilder;
use std::sync::LazyLock;

/// Leftovers are short; what is longer is prose.
const LONGEST_LEFTOVER: usize = 160;

/// A whole paragraph that a web page leaves between or after those of the article.
static LEFTOVER: LazyLock<regex::bytes::Regex> = LazyLock::new(|| {
    let pattern = r"(?x) \A [^a-z(@0-9\xc2]* (?:
        (?: leave | post | add | write | view | show | see | read | load ) \s (?: a | an | your | all | the | [0-9]+ )? \s? (?: comments? | reply | discussion )
      | (?: [0-9]+ \s )? comments? (?: \s \( [0-9]+ \) )? | no \s comments (?: \s yet )?
      | (?: read | see | learn | show | load | view | click | tap | find ) \s (?: more | next | also | full | all | on ) (?: \s (?: stories | articles | news | here | out \s more | (?: at | on | about | from | in | : ) [^.!?]* | story | article ) )? (?: : .* )?
      | read \s (?: the \s )? (?: full | original ) \s (?: story | article | report ) (?: \s here )?
      | (?: also | must | further | recommended ) \s read (?: ing )? (?: : .* )?
      | related (?: \s (?: stor(?: y | ies ) | articles? | topics? | news | posts? | coverage | content | links? | read | viewed | popular | now | on \s this (?: \s (?: story | topic ) )? ) )? \s? : .*
      | (?: recommended | more | trending | popular | latest | most ) \s (?: stor(?: y | ies ) | articles? | topics? | news | posts? | coverage | content | links? | read | viewed | popular | now | on \s this (?: \s (?: story | topic ) )? ) \s? : .*
      | (?: related | recommended | trending | popular | latest | most ) \s (?: stor(?: y | ies ) | articles? | topics? | posts? | coverage | content | links? | read | viewed | popular )
      | (?: share | tweet | e-?mail | print | save | copy | bookmark | pin ) (?: \s (?: this | link | it | on | via | with | to | the | article | story | page | post | facebook | twitter | x | whatsapp | linkedin | email | friends | your ) )*
      | (?: sign \s up | subscribe | register | log \s in | sign \s in | join \s us ) (?: \s (?: for | to | here | now | today | and | or | with | by | free | our | us | the | a | an | your | daily | weekly | morning | email | e-mail | free | newsletters? | channel | alerts? | account | inbox | updates | read | more | continue | reading ) )*
      | (?: follow | like | find | join ) \s (?: us | me | @ \S+ | [a-z]+ ) \s on \s (?: facebook | twitter | x | instagram | youtube | tiktok | telegram | whatsapp | linkedin | threads | mastodon | bluesky | google \s news ) (?: [\s,] [^.!?]* )?
      | follow \s us
      | click \s (?: here | on ) [^.!?]* | tap \s here [^.!?]*
      | (?: story \s continues | article \s continues | continue \s reading | continues ) (?: \s below )? (?: \s (?: the \s main \s story | this \s advertisement | advertisement | below ) )*
      | (?: advertisements? | advertising | sponsored (?: \s content )? | promoted | paid \s content | ad | loading | skip \s ad | skip \s to \s (?: main \s )? content | scroll \s to \s continue [^.!?]* | back \s to \s top | previous \s article | next \s article | most \s read | newsletter | menu | home )
      | \xc2\xa9 .* | (?: \( c \) | copyright ) \s? (?: \xc2\xa9 \s? | [0-9]{4} ) .*
      | this \s (?: website | site | page ) \s uses \s cookies .* | (?: accept | manage ) \s (?: all \s )? cookies
      | (?: your \s email \s address \s will \s not \s be \s published | required \s fields \s are \s marked ) .*
      | (?: watch | listen ) (?: \s (?: now | live | here | the \s video ) )? (?: : .* )?
      | (?: tags? | filed \s under | categories | topics ) \s? : .*
    ) [^a-z0-9]* \z";
    // Over the bytes of a lower-cased text, without Unicode's classes: with them the pattern takes milliseconds to compile.
    let pattern = pattern.replace(r"\s", r"[\ ]");
    RegexBuilder::new(&pattern).unicode(false).build().expect("the pattern is a constant")
});

/// Whether the paragraph is a leftover of a web page ("Leave a comment"): neither entity nor statement is read in it.
pub fn is_boilerplate(paragraph: &str) -> bool {
    let text = paragraph.trim();
    if text.len() > LONGEST_LEFTOVER {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    // A sentence of its own, not the end of one.
    let reserved = lower.trim_end_matches(['.', '!']).strip_suffix("all rights reserved");
    let reserved =
        reserved.is_some_and(|before| !before.trim_end().ends_with(|c: char| c.is_alphabetic() || c == ','));
    reserved || LEFTOVER.is_match(lower.as_bytes())
}

/// The beginning of a report that says where, when and for whom it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dateline {
    /// The places, the agency and the date, in their order.
    pub entities: Vec<(Span, Label)>,
    /// Where the text proper begins.
    pub end: usize,
}

/// Longer than the longest dateline: two cities with their countries, a date and an agency.
const LONGEST_DATELINE: usize = 120;

/// Place, and then in brackets or after a comma what else there is, up to a dash that white space follows.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?x) \A
        (?P<place> CAPS (?: [\ ,/] \ ? CAPS )* (?: ,\ NAME (?: \ NAME )* )? | NAME (?: [\ -] NAME )* (?: ,\ NAME (?: \ NAME )* )? )
        (?: ,\ (?P<date> (?: [A-Z][a-z]+ \.? ,? \ )? (?: [A-Z][a-z]+ \.? \ [0-9]+ | [0-9]+ \ [A-Z][a-z]+ \.? ) (?: ,?\ [0-9]+ )? ) )?
        (?: ,? \ ? \( (?P<agency> [^()\n]+ ) \) | ,\ (?P<open> AP | AFP | Reuters | UPI | IPS | ANI | PTI | IANS | Xinhua ) )?
        (?: \ ? [—–] | \ --? | : ) \ *";
    // A word in capitals, and a capitalised one.
    let pattern = pattern.replace("CAPS", r"(?: [A-ZÀ-ÖØ-ÞİŞĞŁŚŻŽŠČ][A-ZÀ-ÖØ-ÞİŞĞŁŚŻŽŠČ.'’-]+ )");
    let pattern = pattern.replace("NAME", r"(?: [A-ZÀ-ÖØ-ÞİŞĞŁŚŻŽŠČ][\w.'’]+ )");
    Regex::new(&pattern).expect("the pattern is a constant")
});

/// Reads the dateline with which a paragraph begins, if it surely has one.
///
/// Without an agency or a date, only capitals and a dash make one (`PARIS —`), so that `Brazil – the hosts – won` has none.
pub fn dateline(paragraph: &str) -> Option<Dateline> {
    let mut cut = paragraph.len().min(LONGEST_DATELINE);
    while !paragraph.is_char_boundary(cut) {
        cut -= 1;
    }
    let head = &paragraph[..cut];
    // Cheaper than the pattern, and most paragraphs end here.
    if !head.starts_with(char::is_uppercase) || !(head.contains(['—', '–', ':']) || head.contains("-")) {
        return None;
    }
    let found = DATELINE.captures(head)?;
    let (whole, place) = (found.get(0)?, found.name("place")?);
    let mark = whole.as_str().trim_end().chars().next_back()?;
    let agency = found.name("agency").or_else(|| found.name("open"));
    let date = found
        .name("date")
        .filter(|date| find(date.as_str()).first().is_some_and(|first| first.1 == Label::Date));
    let city = place.as_str().split([',', '/']).next().unwrap_or_default();
    let capitals =
        !city.chars().any(char::is_lowercase) && city.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let agency = agency.filter(|agency| is_agency(agency.as_str()));
    let refused =
        found.name("agency").is_some() && agency.is_none() || found.name("date").is_some() && date.is_none();
    // A colon follows a speaker in a transcript; a heading in capitals goes on in capitals.
    let rest = paragraph[whole.end()..].trim_start();
    let headline = rest
        .split_whitespace()
        .next()
        .is_some_and(|word| word.len() > 3 && !word.chars().any(char::is_lowercase) && agency.is_none());
    let sure = agency.is_some() || (capitals && mark != ':' && !headline) || (date.is_some() && capitals);
    // `Smith (Labour) - who won - left` goes on with a small letter.
    let goes_on = !capitals && rest.starts_with(char::is_lowercase);
    if refused || !sure || goes_on || rest.is_empty() || (mark == ':' && agency.is_none()) {
        return None;
    }
    let mut entities = Vec::new();
    let mut at = place.start();
    for part in place.as_str().split([',', '/']) {
        let start = at + part.len() - part.trim_start().len();
        entities.push((Span::new(start, start + part.trim().len()), Label::Gpe));
        at += part.len() + 1;
    }
    entities.extend(date.map(|date| (Span::new(date.start(), date.end()), Label::Date)));
    if let Some(agency) = agency {
        let mut at = agency.start();
        for part in agency.as_str().split([',', '/']) {
            let start = at + part.len() - part.trim_start().len();
            let (span, dated) = (Span::new(start, start + part.trim().len()), find(part.trim()));
            match dated.first() {
                Some((inner, label)) => entities.push((inner.shifted(start), *label)),
                None => entities.push((span, Label::Org)),
            }
            at += part.len() + 1;
        }
    }
    entities.retain(|(span, _)| !span.is_empty());
    Some(Dateline { entities, end: whole.end() })
}

/// Whether what stands in the brackets can be a newsroom: a few capitalised words or a web address.
fn is_agency(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let name = |word: &str| {
        word.starts_with(char::is_uppercase) || word.contains('.') || matches!(word, "of" | "the" | "and")
    };
    text.len() <= 50
        && text.split_whitespace().next().is_some_and(name)
        && words.clone().count() <= 6
        && words.all(|word| name(word) || word.bytes().all(|byte| byte.is_ascii_digit()))
}
