//! Cases in a small markup: `[P:Ana Ruiz]` is an entity, `<s>…</s>` a source, `<c>…</c>` a cue, `<t>…</t>` a content. A number
//! (`<s2>`) tells whose part it is; none means the first statement's.

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
fn sources_with_a_name() {
    let cases = [
        ("<s>[N:Norse] trade spokesman [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>[P:Ana Ruiz], who replaced [P:Tom Bell],</s> agreed", "Ana Ruiz"),
        ("<s>[P:Tom Bell]'s lawyer</s> agreed", "-"),
        ("<s>[P:Tom Bell]'s lawyer [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>[P:Tom Bell]'s lawyer, [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>The chairman of the [O:Harbour Guard], Alhaji [P:Tom Bell]</s> agreed", "Tom Bell"),
        ("<s>a spokesman for [P:Bell]</s> agreed", "-"),
        ("<s>a spokesman for [P:Bell], [P:Ana Ruiz],</s> agreed", "Ana Ruiz"),
        ("<s>aides to [P:Bell]</s> agreed", "-"),
        ("<s>[P:Bell] and [P:Ruiz]</s> agreed", "Bell"),
        ("<s>chairman and CEO [P:Tom Bell]</s> agreed", "Tom Bell"),
        ("<s>Mr. [P:Bell]</s> agreed", "Bell"),
        ("<s>[P:Bell] himself</s> agreed", "Bell"),
        ("<s>The [O:Harbour Guard]</s> agreed", "Harbour Guard"),
        ("<s>[G:Oslo]</s> agreed", "Oslo"),
        ("<s>[G:Oslo] officials</s> agreed", "-"),
        ("<s>senior [N:Norse] officials</s> agreed", "-"),
        ("<s>Sources within [N:Norse] circles</s> agreed", "-"),
        ("<s>Sources in [G:Oslo]</s> agreed", "-"),
        ("<s>[O:Board of Trade]</s> agreed", "Board of Trade"),
        ("<s>the “[O:Harbour Post]” website</s> agreed", "Harbour Post"),
        ("<s>the [O:Harbour Post]'s editor</s> agreed", "-"),
        ("Foreign Minister [P:Ana Ruiz] came. <s>The minister</s> agreed", "Ana Ruiz"),
        ("Minister [P:Ana Ruiz] met Minister [P:Tom Bell]. <s>The minister</s> agreed", "-"),
        ("[P:Ana Ruiz], the former Norse senator, came. <s>The senator</s> agreed", "Ana Ruiz"),
        ("[O:Acme Inc.] fell. <s>The company</s> agreed", "Acme Inc."),
        ("Minister [P:Ana Ruiz] came. <s>A minister</s> agreed", "-"),
        (
            "[O:Orbel] fell. [O:Orbel] rose at [O:Oslo Exchange]. [O:Orbel] fell. <s>The firm, which rose,</s> agreed",
            "Orbel",
        ),
        ("[O:Orbel] fell. [O:Acme] and [O:Orbel] fell. <s>The firm</s> agreed", "-"),
        ("<s>Many</s> agreed", "-"),
        ("<s>Mayor of [G:Oslo] [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>a spokesman for candidate [P:Ana Ruiz]</s> agreed", "-"),
        ("<s>the lawyer of [O:Acme] founder [P:Ana Ruiz]</s> agreed", "-"),
        ("<s>[P:Ana Ruiz] of the [O:Harbour Guard]</s> agreed", "Ana Ruiz"),
        ("<s>Records at the [O:Board of Trade]</s> agreed", "Board of Trade"),
        ("<s>a leaked [O:Board of Trade] report</s> agreed", "Board of Trade"),
        ("<s>a letter from [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>[P:Ana Ruiz]'s own report</s> agreed", "Ana Ruiz"),
        ("<s>a letter to [P:Ana Ruiz]</s> agreed", "-"),
        ("<s>the report</s> agreed", "-"),
        ("<s>[N:Norse] minister of state [P:Ana Ruiz]</s> agreed", "Ana Ruiz"),
        ("<s>a spokesman of candidate [P:Ana Ruiz]</s> agreed", "-"),
        ("The [O:Reserve Bank of Oslo] met. <s>The bank itself</s> agreed", "Reserve Bank of Oslo"),
        ("The [O:Bank of Oslo] met [O:Bank of Lima]. <s>The bank</s> agreed", "-"),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn sources_that_are_pronouns() {
    let cases = [
        ("<s1>[P:Ruiz]</s1> agreed. <s2>She</s2> smiled.", "Ruiz; Ruiz"),
        ("[P:Ana Ruiz] met [P:Tom Bell]. <s>He</s> agreed.", "Tom Bell"),
        ("[P:Ana Ruiz] met [P:Tom Bell]. <s>She</s> agreed.", "Ana Ruiz"),
        ("[P:Moss] met [P:Bell]. <s>He</s> agreed.", "Moss"),
        ("<s1>[P:Moss]</s1> said <t1>[P:Bell] had left</t1>. <s2>He</s2> agreed.", "Moss; Moss"),
        ("<s1>[P:Moss]</s1> agreed. [P:Bell] came. <s2>He</s2> sang.", "Moss; Bell"),
        ("[P:Moss] came. <t>“[P:Bell] is fine,”</t> <s>he</s> said.", "Moss"),
        ("<t>“[P:Bell] is fine,”</t> <s>he</s> said.", "-"),
        ("[P:Moss] met [P:Eva Bell]. [P:Bell] came. <t>“[P:Bell] is fine,”</t> <s>she</s> said.", "Moss"),
        ("<t1>“<s2>[P:Bell]</s2> <c2>hopes</c2> <t2>so</t2>,”</t1> <s1>he</s1> <c1>said</c1>.", "Bell; -"),
        ("<s1>[P:Moss]</s1> <c1>said</c1> <t1><s2>he</s2> <c2>thought</c2> <t2>so</t2></t1>.", "Moss; Moss"),
        (
            "[P:Bell] came. <s1>[P:Moss]</s1> <c1>said</c1>: <t1>“<s2>He</s2> <c2>thought</c2> so.”</t1>",
            "Moss; Bell",
        ),
        ("<t1>“<s2>I</s2> <c2>think</c2> <t2>so</t2>,”</t1> <c1>said</c1> <s1>[P:Moss]</s1>.", "Moss; Moss"),
        ("<s>I</s> think so, and [P:Moss] too.", "-"),
        ("[P:Ana Ruiz], <s>who</s> agreed, left.", "Ana Ruiz"),
        ("[P:Ana Ruiz], a clerk at [O:Acme], <s>who</s> agreed, left.", "Ana Ruiz"),
        ("[P:Ana Ruiz] met people <s>who</s> agreed.", "-"),
        ("[P:Ana Ruiz], a former clerk <s>who</s> agreed, left.", "Ana Ruiz"),
        ("[P:Ana Ruiz], <s1>who</s1> agreed and <s2>who</s2> hoped, left.", "Ana Ruiz; Ana Ruiz"),
        ("[P:Aru Moss] met her uncle, [P:Ilo Bell]. <s>He</s> agreed.", "Ilo Bell"),
        ("[O:Acme], <s>which</s> agreed, left.", "Acme"),
        ("<s1>[O:Acme]</s1> agreed. <s2>It</s2> hoped.", "Acme; Acme"),
        ("[O:Acme] fell. <s>It</s> hoped.", "Acme"),
        ("[P:Ruiz] fell. <s>It</s> hoped.", "-"),
        ("<s1>[O:Acme]</s1> agreed. <s2>They</s2> hoped.", "Acme; Acme"),
        ("<s1>[P:Ruiz]</s1> agreed. <s2>They</s2> hoped.", "Ruiz; -"),
        ("<s1>[P:Ruiz]</s1> agreed. A. B. One. Two. Three. Four. Five. Six. <s2>She</s2> hoped.", "Ruiz; -"),
        ("<s1>[P:Moss]</s1><c1>:</c1> <t1>No. <s2>I</s2> <c2>think</c2> <t2>so</t2></t1>.", "Moss; Moss"),
        (
            "<s1>[P:Moss]</s1><c1>:</c1> <t1>Yes.</t1>\n<s2>[P:Bell]</s2><c2>:</c2> <t2><s3>You</s3> <c3>said</c3> <t3>no</t3></t2>.",
            "Moss; Bell; Moss",
        ),
        ("<s1>[P:Moss]</s1> said <t1><s2>you</s2> <c2>think</c2> <t2>so</t2></t1>.", "Moss; -"),
        ("Mr. [P:Moss] and Mrs. [P:Bell] came. <s>She</s> hoped.", "Bell"),
        (
            "<s1>HOST</s1><c1>:</c1> <t1>I'm [P:Ana Ruiz].</t1>\n<s2>[P:Bell]</s2><c2>:</c2> <t2>Hello.</t2>\n<s3>HOST</s3><c3>:</c3> <t3>Go on.</t3>",
            "Ana Ruiz; Bell; Ana Ruiz",
        ),
        ("The landlord, [P:Ruiz], left. <s>The landlord</s> hoped.", "Ruiz"),
        (
            "The [O:Lake Board] met. <s>Its president, [P:Bell],</s> agreed. <s2>The board</s2> hoped.",
            "Bell; Lake Board",
        ),
        ("The [O:Lake Board] met the [O:Hill Board]. <s>The board</s> hoped.", "-"),
        ("<s>Her partner, optical engineer [P:Bell]</s>, agreed.", "Bell"),
        ("<s>The workers' union, [O:Local 9]</s>, agreed.", "Local 9"),
        ("<s>The [G:Kenya] delegation</s> agreed.", "Kenya"),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn sources_that_are_described() {
    let cases = [
        ("The contractor, [O:Orbel], left. <s>The contractor</s> agreed.", "Orbel"),
        ("The firm [O:Orbel] left. <s>The company</s> agreed.", "Orbel"),
        ("The [O:Lake Centre for Reeds] met [P:Bell]. <s>The centre</s> agreed.", "Lake Centre for Reeds"),
        ("[O:Orbel] left [P:Bell]. <s>The company</s> agreed.", "Orbel"),
        ("The [O:Lake Ministry] left. <s>The company</s> agreed.", "-"),
        ("The [O:Hill Union] met. The [O:Lake Union] met. <s>The union</s> agreed.", "Lake Union"),
        ("The [O:Lake Union] met. <s>The rail union</s> agreed.", "-"),
        ("The rail union [O:Orail] met the [O:Lake Union]. <s>The rail union</s> agreed.", "Orail"),
        ("Her daughter, [P:Ana Ruiz], left. <s>Her daughter</s> agreed.", "Ana Ruiz"),
        ("Her daughter, [P:Ana Ruiz], left. <s>His daughter</s> agreed.", "-"),
        ("His lawyer, [P:Ana Ruiz], left. <s>[P:Bell]'s lawyer</s> agreed.", "-"),
        ("Its author, the risk officer, [P:Ana Ruiz], left. <s>The report</s> agreed.", "Ana Ruiz"),
        ("[P:Bell], 54, left [P:Moss]. <s>The [D:54-year-old]</s> agreed.", "Bell"),
        ("[P:Bell], defending, left. <s>The defence</s> agreed.", "Bell"),
        ("<s>minister</s> agreed.\n\nMinister [P:Bell] left.", "Bell"),
        ("[P:Tom Bell] met [P:Ana Ruiz]. <s>Both</s> agreed.", "Tom Bell"),
        ("[P:Tom Bell] met [P:Ana Ruiz] and [P:Moss]. <s>The two men</s> agreed.", "-"),
        ("<s>[G:Ontario] and [G:Quebec]</s> agreed.", "Ontario"),
        ("<s>two sources and a [N:Norse] official</s> agreed.", "-"),
        ("<s>[G:Kenya]'s embassy there</s> agreed. <s2>The embassy in [G:Oslo]</s2> hoped.", "Kenya; Kenya"),
        ("<s>[G:Oslo]'s defence ministry</s> agreed.", "Oslo"),
        ("<s>the city of [G:Oslo]</s> agreed.", "Oslo"),
        ("<s>[P:Ana Ruiz] KC, defending,</s> agreed.", "Ana Ruiz"),
        ("<s>One independent, [G:Oslo]'s [P:Ana Ruiz]</s>, agreed.", "Ana Ruiz"),
        ("<s>its sponsor, Representative [P:Ana Ruiz] of [G:Oslo]</s>, agreed.", "Ana Ruiz"),
        ("<s>Her sister, the singer [P:Ana Ruiz]</s>, agreed.", "Ana Ruiz"),
        ("<s>The ship's manager, [G:Oslo]-based [O:Orbel]</s>, agreed.", "Orbel"),
        ("<s>A lawyer for the gang's leader, [P:Bell]</s>, agreed.", "-"),
        ("<s>analysts at [O:Orbel]</s> agreed.", "Orbel"),
        ("<s>a report [D:last month] by the insurer [O:Orbel]</s> agreed.", "Orbel"),
        ("<s>a memo circulated by the [O:Lake Board]</s> agreed.", "Lake Board"),
        ("<s>a memo seen by the [O:Lake Post]</s> agreed.", "-"),
        (
            "<s>[O:Orbel]</s> <c>said</c> in a statement <t>so</t>. <s2>The statement</s2> hoped.",
            "Orbel; Orbel",
        ),
        ("<s>[O:Orbel]</s> agreed. <s2>Its account</s2> hoped.", "Orbel; Orbel"),
        ("<s>[P:Ruiz], who leads [O:Orbel],</s> agreed. <s2>Her organization</s2> hoped.", "Ruiz; Orbel"),
        (
            "<t1>“<s2>We</s2> <c2>hope</c2> <t2>so</t2>,”</t1> <c1>said</c1> <s1>[P:Moss], head of sales at [O:Orbel]</s1>.",
            "Orbel; Moss",
        ),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
    }
}

#[test]
fn people_whom_nobody_names() {
    let cases = [
        ("[P:Tom Bell] left. <s1>A nurse</s1> agreed. <s2>He</s2> hoped.", "-; -"),
        (
            "<s1>[P:Ana Ruiz]</s1> agreed. <s2>A man</s2> laughed. <s3>She</s3> hoped.",
            "Ana Ruiz; -; Ana Ruiz",
        ),
        (
            "[P:Bell] left. <t1>“<s2>He</s2> <c2>said</c2> <t2>yes</t2>,”</t1> <s1>she</s1> <c1>said</c1> of him.",
            "-; Bell",
        ),
        ("[P:Tom Bell] met a newspaper in [G:Oslo], <s>which</s> agreed.", "-"),
        ("<s>[O:Orbel]</s> <c>said</c>: <t>“<s2>They</s2> <c2>think</c2> so.”</t>", "Orbel; -"),
        ("By [P:Ana Ruiz]\n\n<s>I</s> think so, and [P:Moss] too.", "Ana Ruiz"),
    ];
    for (markup, expected) in cases {
        assert_eq!(speakers(markup), expected, "{markup}");
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
