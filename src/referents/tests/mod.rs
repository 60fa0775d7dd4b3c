//! Cases in a small markup: `[P:Ana Ruiz]` is an entity, `<s>…</s>` a source, `<c>…</c>` a cue, `<t>…</t>` a content. A number
//! (`<s2>`) tells whose part it is; none means the first statement's.

mod speakers;

use super::resolve;
use crate::annotation::{Entity, Kind, Label, Referent, Statement};
use crate::text::{Paragraph, Span, paragraphs};

struct Read {
    text: String,
    entities: Vec<Entity>,
    statements: Vec<Statement>,
    referents: Vec<Referent>,
}

fn label(letter: &str) -> Label {
    match letter {
        "P" => Label::Person,
        "O" => Label::Org,
        "G" => Label::Gpe,
        "N" => Label::Norp,
        "L" => Label::Loc,
        "F" => Label::Fac,
        "D" => Label::Date,
        "W" => Label::WorkOfArt,
        _ => panic!("no label {letter}"),
    }
}

fn read(markup: &str) -> Read {
    let mut text = String::new();
    let mut entities = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut parts: Vec<(usize, char, Span)> = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find(['[', '<', ']']) {
        text.push_str(&rest[..at]);
        let mark = &rest[at..];
        rest = &mark[1..];
        if mark.starts_with('[') {
            let (kind, after) = rest.split_once(':').unwrap();
            open.push((kind.into(), text.len()));
            rest = after;
        } else if mark.starts_with(']') {
            let (kind, start) = open.pop().unwrap();
            entities.push(Entity {
                span: Span::new(start, text.len()),
                label: label(&kind),
                referent: 0,
                confidence: 1.0,
            });
        } else {
            let (tag, after) = rest.split_once('>').unwrap();
            rest = after;
            match tag.strip_prefix('/') {
                None => open.push((tag.into(), text.len())),
                Some(tag) => {
                    let (opened, start) = open.pop().unwrap();
                    assert!(opened.starts_with(tag), "{markup}");
                    parts.push((
                        opened[1..].parse().unwrap_or(1),
                        opened.chars().next().unwrap(),
                        Span::new(start, text.len()),
                    ));
                }
            }
        }
    }
    text.push_str(rest);
    let mut numbers: Vec<usize> = parts.iter().map(|part| part.0).collect();
    numbers.sort();
    numbers.dedup();
    let mut statements: Vec<Statement> = numbers
        .into_iter()
        .map(|number| {
            let of = |kind: char| {
                parts.iter().filter(move |part| part.0 == number && part.1 == kind).map(|part| part.2)
            };
            let source = of('s').next();
            let content: Vec<Span> = of('t').collect();
            let quoted = content.iter().any(|span| span.of(&text).contains(['"', '“']));
            Statement {
                // Without a cue of its own the statement's source stands for it.
                cue: of('c').next().or(source).unwrap(),
                source,
                content,
                kind: if quoted { Kind::Direct } else { Kind::Indirect },
                speaker: None,
                confidence: 1.0,
            }
        })
        .collect();
    statements.sort_by_key(|statement| statement.cue.start);
    let spans: Vec<Span> = paragraphs(&text).collect();
    let parsed: Vec<Paragraph> = spans.iter().map(|span| Paragraph::parse(span.of(&text))).collect();
    let pairs: Vec<(Span, &Paragraph)> = spans.into_iter().zip(&parsed).collect();
    let referents = resolve(&text, &pairs, &mut entities, &mut statements);
    Read { text, entities, statements, referents }
}

/// The mentions of each referent, by its name.
fn groups(markup: &str) -> Vec<String> {
    let read = read(markup);
    let of = |referent: &Referent| {
        let own = read.entities.iter().filter(|entity| entity.referent == referent.id);
        let mentions: Vec<&str> = own.map(|entity| entity.span.of(&read.text)).collect();
        format!("{}: {}", referent.name, mentions.join(", "))
    };
    read.referents.iter().map(of).collect()
}

/// The speakers in the order of the cues; `-` is none.
fn speakers(markup: &str) -> String {
    let read = read(markup);
    let name = |statement: &Statement| {
        statement.speaker.map_or("-", |id| read.referents[id].name.as_str()).to_string()
    };
    read.statements.iter().map(name).collect::<Vec<_>>().join("; ")
}

#[test]
fn mentions_of_one_referent() {
    let cases: [(&str, &[&str]); 33] = [
        ("[P:Ana Ruiz] spoke. [P:Ruiz] left.", &["Ana Ruiz: Ana Ruiz, Ruiz"]),
        ("[P:Ruiz] wins. [P:Ana Ruiz] spoke.", &["Ana Ruiz: Ruiz, Ana Ruiz"]),
        ("[P:ANA RUIZ] WINS. [P:Ana Ruiz] spoke.", &["Ana Ruiz: ANA RUIZ, Ana Ruiz"]),
        ("[P:Omid Rad-Karimi] and [P:Karimi].", &["Omid Rad-Karimi: Omid Rad-Karimi, Karimi"]),
        (
            "[P:Omid Rad-Karimi] and [P:Rad] and [P:Rad-Karimi].",
            &["Omid Rad-Karimi: Omid Rad-Karimi, Rad, Rad-Karimi"],
        ),
        (
            "[P:Eva von der Mark], [P:von der Mark], [P:Mark]",
            &["Eva von der Mark: Eva von der Mark, von der Mark, Mark"],
        ),
        ("[P:Ana Ruiz] called. [P:Ana] laughed.", &["Ana Ruiz: Ana Ruiz, Ana"]),
        (
            "[P:Ana Ruiz] and [P:Ana Bell]. [P:Ana] laughed.",
            &["Ana Ruiz: Ana Ruiz", "Ana Bell: Ana Bell", "Ana: Ana"],
        ),
        ("[P:Tom Bell], [P:Eva Bell], [P:Bell]", &["Tom Bell: Tom Bell", "Eva Bell: Eva Bell, Bell"]),
        ("[P:Tom Bell], [P:Eva Bell], Mr. [P:Bell]", &["Tom Bell: Tom Bell, Bell", "Eva Bell: Eva Bell"]),
        ("[P:Bell] [P:Tom Bell], [P:Eva Bell]", &["Bell: Bell", "Tom Bell: Tom Bell", "Eva Bell: Eva Bell"]),
        ("[P:Joe Bell Jr.] and [P:Joseph R. Bell]", &["Joseph R. Bell: Joe Bell Jr., Joseph R. Bell"]),
        (
            "[P:Joe Bell Jr.] and [P:Joe Bell Sr.]",
            &["Joe Bell Jr.: Joe Bell Jr.", "Joe Bell Sr.: Joe Bell Sr."],
        ),
        ("[P:J.K. Moss] and [P:J. K. Moss]", &["J. K. Moss: J.K. Moss, J. K. Moss"]),
        ("[P:T. Bell] and [P:Tom Bell]", &["Tom Bell: T. Bell, Tom Bell"]),
        ("[P:Han Ki-moon], [P:Han Ki Moon]", &["Han Ki-moon: Han Ki-moon, Han Ki Moon"]),
        ("[P:Xi Dao] met. [P:Xi] left.", &["Xi Dao: Xi Dao, Xi"]),
        ("[P:President Ana Ruiz] and [P:Mrs. Ruiz]", &["Ana Ruiz: President Ana Ruiz, Mrs. Ruiz"]),
        ("[P:José Núñez] and [P:Nunez]", &["José Núñez: José Núñez, Nunez"]),
        ("[P:Ana Ford] drives a [O:Ford].", &["Ana Ford: Ana Ford", "Ford: Ford"]),
        ("the [O:United Nations], the [O:U.N.], the [O:UN]", &["United Nations: United Nations, U.N., UN"]),
        (
            "[O:BfE] [O:Board of Examiners] ([O:BOE]) [O:BOE]",
            &["BfE: BfE", "Board of Examiners: Board of Examiners, BOE, BOE"],
        ),
        (
            "[O:Office for Tax Fairness] (OQZ) [O:OQZ]",
            &["Office for Tax Fairness: Office for Tax Fairness", "OQZ: OQZ"],
        ),
        ("[O:Office of Tax] (OOT), [O:OT], [O:OOT]", &["Office of Tax: Office of Tax, OT, OOT"]),
        ("[O:Acme Inc.], [O:Acme]", &["Acme Inc.: Acme Inc., Acme"]),
        ("[O:Harbour Guard] and [O:Guard]", &["Harbour Guard: Harbour Guard, Guard"]),
        (
            "[O:Norse Guard], [O:Harbour Guard], [O:Guard]",
            &["Norse Guard: Norse Guard", "Harbour Guard: Harbour Guard", "Guard: Guard"],
        ),
        ("[G:Leeds] and [O:Leeds United]", &["Leeds: Leeds", "Leeds United: Leeds United"]),
        (
            "[G:U.S.], [G:US], [G:United States], [G:America]",
            &["United States: U.S., US, United States, America"],
        ),
        ("[G:Britain], [G:U.K.], [N:British]", &["Britain: Britain, U.K.", "British: British"]),
        ("[N:Iranian], [N:Iranians], [G:Iran]", &["Iranians: Iranian, Iranians", "Iran: Iran"]),
        ("[O:White House] and [F:White House]", &["White House: White House, White House"]),
        ("[D:Monday] and [D:Monday], [D:Tuesday]", &["Monday: Monday, Monday", "Tuesday: Tuesday"]),
    ];
    for (markup, expected) in cases {
        assert_eq!(groups(markup), expected, "{markup}");
    }
}

#[test]
fn ids_follow_the_text_and_empty_articles_are_fine() {
    assert!(read("").referents.is_empty());
    let found = read("[O:Acme], [P:Ana Ruiz], [P:...], [O:...], [D:,], [P:Mr.], [P:Ruiz]");
    assert!(found.referents.iter().enumerate().all(|(i, referent)| referent.id == i));
    assert_eq!(
        found.entities.iter().map(|entity| entity.referent).collect::<Vec<_>>(),
        [0, 1, 2, 3, 4, 5, 1]
    );
}

#[test]
fn thousands_of_mentions() {
    let one = "[P:Ana Ruiz] met [P:Tom Bell] of the [O:U.N.], and <s>he</s> agreed, [P:Bell] and [O:United Nations]. \
        He left Minister [P:T Moss], the company and her daughter. ";
    let numbered = |i: usize| {
        one.replace("<s>", &format!("<s{i}>"))
            .replace("Tom", &format!("T{i}om"))
            .replace("T Moss", &format!("T{i} Moss"))
    };
    let markup: String = (1..=4000).map(numbered).collect();
    let found = read(&markup);
    assert_eq!(found.statements.len(), 4000);
}
