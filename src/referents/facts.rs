//! Small word lists: what the rules of this module know about the world. All lower-case and without diacritics.

use std::collections::HashMap;

/// What a name or title tells of whether `he` or `she` fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// Whether `word` stands in a list of words.
pub(super) fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Titles that may be tagged with a name; they are no part of it.
pub(super) const TITLES: &str = "mr mrs ms miss mx dr prof professor sir dame lord lady president vice prime minister \
    chancellor senator sen rep representative congressman congresswoman gov governor mayor gen general col colonel lt \
    lieutenant maj major capt captain sgt sergeant cpl private pvt admiral adm judge justice king queen prince princess \
    pope archbishop bishop cardinal rev reverend imam ayatollah sheikh secretary ambassador";

/// Titles that tell the gender.
pub(super) fn gender_of_title(title: &str) -> Option<Gender> {
    match title {
        "mr" | "sir" | "lord" | "king" | "prince" | "pope" | "congressman" | "herr" | "monsieur"
        | "senor" | "spokesman" | "chairman" | "father" | "brother" | "businessman" | "uncle" | "son"
        | "husband" | "nephew" | "grandfather" | "grandson" | "boyfriend" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "congresswoman" | "frau"
        | "madame" | "senora" | "spokeswoman" | "chairwoman" | "sister" | "businesswoman" | "actress"
        | "mother" | "aunt" | "daughter" | "wife" | "widow" | "niece" | "grandmother" | "granddaughter"
        | "girlfriend" => Some(Gender::Female),
        _ => None,
    }
}

/// What follows a surname without being one.
pub(super) const NAME_SUFFIXES: &str = "jr sr ii iii iv";

/// Words that initials skip.
pub(super) const SKIPPED_IN_INITIALS: &str = "of the and for in on to de la des du del";

/// Family names that stand first: `Kim Jong Un` is Mr. Kim.
pub(super) const FAMILY_FIRST: &str = "kim lee park choi jung kang cho yoon jang lim moon ban roh xi li wang zhang liu chen \
    yang huang zhao wu zhou hu jiang wen deng mao ma lin sun zhu guo he gao luo zheng liang xie tsai nguyen tran pham le";

/// Short and long forms of one given name, a pair or more a line.
const NICKNAMES: [&str; 24] = [
    "joe joseph joey",
    "bill william will billy",
    "bob robert rob bobby",
    "mike michael mick",
    "jim james jimmy",
    "tom thomas tommy",
    "dave david",
    "dan daniel danny",
    "tony anthony",
    "ted edward ed eddie",
    "steve steven stephen",
    "chris christopher",
    "matt matthew",
    "nick nicholas",
    "andy andrew drew",
    "ben benjamin",
    "sam samuel",
    "ron ronald ronnie",
    "rick richard dick",
    "chuck charles charlie",
    "liz elizabeth beth",
    "kate katherine catherine kathy",
    "sue susan",
    "alex alexander alexandra",
];

/// Whether two given names may be one person's.
pub(super) fn same_given_name(a: &str, b: &str) -> bool {
    a == b || NICKNAMES.iter().any(|line| has(line, a) && has(line, b))
}

/// Names of one country each; the first is the one the others are looked up by.
const COUNTRIES: [&[&str]; 16] = [
    &["united states", "us", "usa", "united states of america", "america", "the states"],
    &["united kingdom", "uk", "britain", "great britain"],
    &["united arab emirates", "uae", "emirates"],
    &["european union", "eu"],
    &["soviet union", "ussr", "union of soviet socialist republics"],
    &["north korea", "dprk", "democratic peoples republic of korea"],
    &["south korea", "republic of korea"],
    &["china", "peoples republic of china", "prc"],
    &["russia", "russian federation"],
    &["iran", "islamic republic of iran"],
    &["democratic republic of congo", "democratic republic of the congo", "drc", "dr congo"],
    &["czech republic", "czechia"],
    &["turkey", "turkiye"],
    &["myanmar", "burma"],
    &["ivory coast", "cote divoire"],
    &["washington", "washington dc"],
];

/// The name by which a country's other names are looked up.
pub(super) fn country(name: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|names| names.contains(&name)).map(|names| names[0])
}

/// Nouns for the bearer of an office or trade, for `the minister`.
pub(super) const ROLES: &str = "minister premier chancellor president senator congressman congresswoman representative governor mayor \
    secretary ambassador envoy spokesman spokeswoman spokesperson chairman chairwoman chair chief director commissioner \
    executive ceo founder owner manager coach captain player striker goalkeeper judge justice prosecutor attorney lawyer \
    solicitor general colonel lieutenant major admiral commander sergeant officer detective sheriff king queen prince \
    princess pope archbishop bishop cardinal pastor imam ayatollah sheikh professor doctor physician scientist researcher \
    economist analyst historian author writer novelist journalist reporter editor correspondent columnist director actor \
    actress singer musician artist filmmaker activist campaigner lawmaker legislator deputy councillor councilman \
    councilwoman candidate nominee leader adviser advisor aide strategist diplomat teacher student engineer pilot \
    farmer businessman businesswoman billionaire entrepreneur investor banker politician mp";

/// Nouns for a kind of organisation, for `the company`.
pub(super) const KINDS: &str = "company firm bank agency ministry newspaper magazine broadcaster airline retailer carmaker \
    manufacturer university institute foundation charity union association group party court council commission \
    committee team club website network";

/// Nouns for a business that an article is about.
pub(super) const BUSINESSES: &str = "company firm manufacturer retailer carmaker airline startup lender";

/// Words in the names of public bodies, which are no business.
pub(super) const PUBLIC: &str = "ministry court council commission committee party union university police department government agency \
    senate parliament congress army navy nations exchange";

/// Nouns that name an organisation's voice and leave it the speaker: `the Reuters news agency`, `the Bild newspaper`.
pub(super) const MEDIA: &str =
    "newspaper daily weekly magazine agency website site network channel broadcaster paper tabloid";

/// Nouns for those who speak for a body, and leave it the speaker: `the European Union delegation`, `Kenya's embassy`.
pub(super) const VOICES: &str = "embassy delegation government administration mission leadership authorities";

/// Nouns for what somebody has written: who wrote it speaks.
pub(super) const DOCUMENTS: &str = "statement report letter memo study survey poll paper review audit figures data records documents \
    analysis filing post tweet email message note release communique announcement estimate estimates forecast research";

/// Ends of a company's name.
pub(super) const COMPANY_ENDS: &str = "inc corp corporation ltd llc plc gmbh company co";

/// Words that end the head of a noun phrase: what follows belongs to a modifier.
pub(super) const AFTER_HEAD: &str = "of in within inside from at with without for to by on near among amid around across over under \
    between against about after before during since familiar close who whom whose which that including as like via \
    outside behind based speaking citing";

/// Prepositions, before an object that is less likely to be meant by `he`.
pub(super) const PREPOSITIONS: &str =
    "of in within from at with for to by on near among against about after before than like";

const MEN: &str = "aaron abdul abdullah abraham adam adrian ahmad ahmed alan alberto alejandro alexander alexei ali amir andre \
    andreas andrei andrew angelo anthony antonio anwar arjun arnold arthur ashraf austin barack benjamin bernard bernie \
    bilal bill bob boris brad brandon brett brian bruce carl carlos charles charlie chinedu chris christian christopher \
    chuck claude colin craig daniel darren dave david dennis dick diego dieter dmitri dmitry donald doug douglas edward \
    emeka emmanuel enrique eric erik ernesto ethan fabio felipe felix fernando francisco francois frank franz fred gareth \
    gary george gerald gerhard giorgio giovanni giuseppe gordon graham greg gregory gustavo hamid hans harold harry hassan \
    heinz henrik henry hiroshi hossein hugo hussein hussain ian ibrahim igor imran ivan jack jacob jacques jake jamal james jan \
    jared jason javier jean jeff jeffrey jeremy jerome jerry jim jimmy joe john jonathan jorge jose joseph josh joshua juan \
    julian jurgen justin karl kazuo keith ken kenneth kenji kevin khalid klaus kofi konstantin kumar kwame lars larry leonard \
    leonid lloyd louis luca lucas luigi luis luiz mahmoud manuel marc marco mario mark markus martin masoud matt matthew \
    maurice maxim michael michel miguel mike mikhail mohamed mohammad mohammed mohammad muhammad mustafa narendra nasser \
    nathan neil nelson nicholas nick nicolas nigel nikolai nikos oleg oliver olusegun omar oscar osama pablo paolo patrick \
    paul pavel pedro peter petr philip philippe pierre piotr rafael rahul rajesh ralph ramon raul ravi recep reza ricardo \
    richard rick rob robert roberto rodrigo roger roland ronald rudy russell ryan sajid salman samuel sanjay scott sean \
    sebastian sergei sergey sergio shinzo simon stefan stephen steve steven stuart sunil takeshi tariq ted terry thabo thomas \
    tim timothy tom tomas tony trevor umar vicente victor viktor vijay vincent vladimir vikram volodymyr walter warren wayne \
    werner wilhelm william wolfgang yasser youssef yuri yusuf zachary";

const WOMEN: &str = "abigail adriana agnes aisha alexandra alice alicia alison amanda amelia amina amy ana anastasia andrea angela \
    anita ann anna anne annette annie anya ashley asma astrid ayesha barbara beatrice beatriz benazir bernadette beth betty \
    brenda brigitte bridget camila carla carmen carol carolina caroline catherine cecilia charlotte chelsea chiara chloe \
    christina christine cindy claire clara claudia cristina cynthia daniela deborah denise diana diane donna doris dorothy \
    edith elena elisabeth elizabeth ella ellen emily emma erika erin esther eva evelyn fatima fatou fiona florence frances \
    francesca gabriela gina giorgia giulia gloria grace greta gretchen hannah heather heidi helen helena hilary hillary hina \
    ines ingrid irene irina isabel isabella ivanka jacinda jane janet janice jasmine jeanne jennifer jessica jill joan joanna \
    joyce judith judy julia julie kamala karen karin kate katherine kathleen kathy katja kayla keiko kelly kimberly kristen \
    kristin lakshmi latifa laura lauren laila leila leticia linda lisa liz lucia lucy luisa lydia madeleine magdalena malala \
    mandy margaret maria mariam marie marina marta martha mary maryam megan mei melania melissa mercedes meredith michelle \
    miriam monica nadia nancy naomi natalia natalie natasha ngozi nicola nicole nina nora olga olivia pamela patricia paula \
    penny petra pilar priya priyanka rachel rebecca renate rita rosa rose rosemary ruth sabine sabrina sally samantha sandra \
    sara sarah sharon sheila shirin silvia simone sofia sonia sophia sophie stella stephanie susan susanne svetlana sylvia \
    tamara tania tanya tatiana teresa theresa tracy ulrike ursula valentina valerie vanessa vera veronica victoria violeta \
    virginia wendy winnie yasmin yolanda yoko yulia yvonne zainab zoe";

/// Given names by gender; names of either are left out.
pub(super) fn given_names() -> HashMap<&'static str, Gender> {
    let men = MEN.split_ascii_whitespace().map(|name| (name, Gender::Male));
    men.chain(WOMEN.split_ascii_whitespace().map(|name| (name, Gender::Female))).collect()
}
