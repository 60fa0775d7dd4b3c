//! Small word lists: what the rules of this module know about the world. All lower-case and without diacritics.

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
        | "man" | "boy" | "policeman" | "councilman" | "fisherman" | "schoolboy" | "stepfather"
        | "widower" | "priest" | "alderman" | "husband" | "nephew" | "grandfather" | "grandson"
        | "boyfriend" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" | "congresswoman" | "frau"
        | "madame" | "senora" | "spokeswoman" | "chairwoman" | "sister" | "businesswoman" | "actress"
        | "mother" | "aunt" | "daughter" | "wife" | "widow" | "niece" | "grandmother" | "granddaughter"
        | "girlfriend" | "woman" | "girl" | "policewoman" | "councilwoman" | "waitress" | "nun"
        | "midwife" | "schoolgirl" | "stepmother" | "fiancee" | "alderwoman" => Some(Gender::Female),
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
    economist analyst historian author writer novelist journalist reporter editor correspondent columnist actor \
    actress singer musician artist filmmaker activist campaigner lawmaker legislator deputy councillor councilman \
    councilwoman candidate nominee leader adviser advisor aide strategist diplomat teacher student engineer pilot \
    farmer businessman businesswoman billionaire entrepreneur investor banker politician mp head boss superintendent \
    inspector administrator treasurer convener convenor sponsor lobbyist alderman magistrate clerk chaplain priest \
    trustee trader dealer broker merchant producer presenter host director-general conductor composer poet curator \
    skipper defender midfielder forward winger goalkeeper trainer umpire referee bowler batsman batter wicketkeeper \
    champion runner swimmer cyclist boxer driver fisherman skipper seaman master surgeon nurse midwife paediatrician \
    pediatrician epidemiologist biologist geologist seismologist meteorologist climatologist glaciologist physicist \
    chemist astronomer archaeologist forecaster modeller pharmacist psychologist sociologist barrister ombudsman \
    auditor accountant consultant architect builder developer planner organiser organizer coordinator supervisor \
    foreman caretaker landlord tenant shopkeeper butcher baker chef sommelier restaurateur barber bookkeeper watchman \
    nightwatchman guard ranger soldier policeman policewoman constable marshal warden firefighter paramedic witness \
    defendant plaintiff suspect victim survivor author co-author apprentice principal headteacher headmaster dean rector \
    provost librarian lecturer graduate pupil worker miner docker trucker sailor fisher grower winemaker brewer";

/// Other nouns for one person, who may be meant by `he` and `she` though nobody names him.
pub(super) const PEOPLE: &str = "man woman boy girl person resident neighbour neighbor official source insider passenger customer client \
    colleague friend teammate opponent rival critic supporter fan reader viewer listener employee member delegate voter \
    protester demonstrator refugee migrant pensioner teenager child baby patient inmate prisoner expert specialist \
    shareholder donor buyer seller villager local elder agent assistant intern volunteer operator technician mechanic \
    visitor tourist guest participant spectator bystander onlooker colleague partner";

/// Offices that one holds for the public: whoever is called so need not be named.
pub(super) const OFFICIALS: &str = "king queen pope policeman policewoman councilman councilwoman congressman congresswoman \
    spokesman spokeswoman chairman chairwoman";

/// Nouns for kin, who belong to somebody: `her daughter`.
pub(super) const KIN: &str = "father mother brother sister son daughter husband wife widow widower uncle aunt cousin nephew niece \
    grandfather grandmother grandson granddaughter boyfriend girlfriend fiance fiancee stepfather stepmother partner twin";

/// Nouns for a kind of organisation, for `the company`.
pub(super) const KINDS: &str = "company firm bank agency ministry newspaper magazine broadcaster airline retailer carmaker \
    manufacturer university institute foundation charity union association group party court council commission \
    committee team club website network board authority department office bureau service centre center school college \
    hospital museum laboratory academy federation league alliance coalition confederation chamber consortium \
    cooperative society trust fund institution organisation organization body regulator watchdog operator contractor \
    supplier insurer lender brokerage consultancy developer builder maker producer startup utility chain publisher \
    studio label brewery refinery shipyard police army navy secretariat parliament senate government administration \
    militia brigade front movement tribunal inspectorate observatory registry exchange embassy delegation mission \
    think-tank coastguard guard conservancy co-operative tank giant shipowner distributor wholesaler \
    supermarket pharmacy hotel restaurant winery farm estate theatre theater orchestra choir festival panel taskforce force";

/// Nouns for a business that an article is about; any of them may stand for any other that no name has been introduced by.
pub(super) const BUSINESSES: &str = "company firm manufacturer retailer carmaker airline startup lender";

/// Nouns for an organisation of any kind.
pub(super) const ANY_BODY: &str = "company firm business group organisation organization body outfit";

/// Words in the names of public bodies and of others that are no business.
pub(super) const PUBLIC: &str = "ministry court council commission committee party union university police department government agency \
    senate parliament congress army navy nations exchange hospital school college church museum institute league federation \
    association authority office bureau observatory society academy service tribunal treasury assembly post times herald \
    tribune courier gazette nation guardian news radio television tv house bank board centre center alliance coalition \
    coast republic democratic workers fund trust embassy delegation";

/// Nouns that name an organisation's voice and leave it the speaker: `the Reuters news agency`, `the Bild newspaper`.
pub(super) const MEDIA: &str =
    "newspaper daily weekly magazine agency website site network channel broadcaster paper tabloid";

/// Nouns for those who speak for a body, and leave it the speaker: `the European Union delegation`, `Kenya's embassy`.
pub(super) const VOICES: &str = "embassy delegation government administration mission leadership authorities secretariat account \
    management board consulate presidency office side";

/// Nouns for those who speak for a person who is named: `Ana Ruiz's campaign`.
pub(super) const OFFICES: &str = "office staff aides campaign camp";

/// What is short for an office before a name: `Gov. Ana Ruiz` is `the governor`.
pub(super) fn unabbreviated(title: &str) -> Option<&'static str> {
    Some(match title {
        "gov" => "governor",
        "sen" => "senator",
        "rep" => "representative",
        "prof" => "professor",
        "dr" => "doctor",
        "gen" => "general",
        "col" => "colonel",
        "lt" => "lieutenant",
        "capt" => "captain",
        "sgt" => "sergeant",
        "cllr" => "councillor",
        "rev" => "pastor",
        "amb" => "ambassador",
        _ => return None,
    })
}

/// Those who speak for the body at which they work, when they are many and none is named: `analysts at Palm Securities`.
pub(super) const EXPERTS: &str = "analysts researchers scientists observers experts economists strategists forecasters seismologists \
    meteorologists astronomers archaeologists epidemiologists chemists biologists geologists physicists historians monitors";

/// Nouns for what somebody has written: who wrote it speaks.
pub(super) const DOCUMENTS: &str = "statement report letter memo study survey poll paper review audit figures data records documents \
    analysis filing post tweet email message note release communique announcement estimate estimates forecast research \
    count tally permit order ruling judgment judgement verdict alert warning notice bulletin guidance submission petition \
    complaint indictment affidavit lawsuit testimony campaign dossier findings speech column essay book diary blog video \
    transcript statistics results minutes wiretaps catalogue catalog reckoning calculation calculations projection projections assessment";

/// Nouns for those who wrote a study.
pub(super) const AUTHORS: &str = "authors researchers scientists team";

/// Nouns for what they wrote.
pub(super) const STUDIES: &str = "report study paper survey analysis research memo letter";

/// Documents that may be called by one another's names.
const SAME_DOCUMENT: [&str; 3] = [
    "report study survey poll paper analysis research review audit assessment findings",
    "statement release communique announcement",
    "memo note letter email message",
];

/// Whether one document may be called by both nouns.
pub(super) fn same_document(a: &str, b: &str) -> bool {
    a == b || SAME_DOCUMENT.iter().any(|nouns| has(nouns, a) && has(nouns, b))
}

/// Nouns of which a more general one may be used later: `the firm` → `the company`, a pair or more a line.
const SAME_KIND: [&str; 18] = [
    "company firm business manufacturer retailer carmaker airline startup lender maker chain operator supplier contractor insurer developer brokerage producer giant",
    "group organisation organization body charity association alliance coalition federation institute",
    "union confederation",
    "centre center institute",
    "agency service bureau office authority",
    "watchdog regulator ombudsman",
    "newspaper paper daily magazine weekly tabloid",
    "team club side",
    "captain skipper",
    "spokesman spokeswoman spokesperson",
    "lawyer attorney solicitor barrister counsel",
    "lawmaker legislator representative senator congressman congresswoman mp deputy",
    "player footballer striker forward midfielder defender winger goalkeeper",
    "scientist researcher",
    "actor actress",
    "priest pastor",
    "doctor physician surgeon",
    "cooperative co-operative",
];

/// The nouns that may have introduced what is called `noun` now.
pub(super) fn kinds_of(noun: &str) -> impl Iterator<Item = &str> {
    let others = SAME_KIND.iter().filter(move |nouns| has(nouns, noun));
    let others = others.flat_map(|nouns| nouns.split_ascii_whitespace()).filter(move |other| *other != noun);
    std::iter::once(noun).chain(others)
}

/// Words that tell nothing apart before a noun: `the new company`.
pub(super) const COLOURLESS: &str = "new old own then late former ex current acting outgoing longtime young based same other first second third \
    private big biggest large largest small local city local main chief lead top senior co";

/// Ends of a company's name.
pub(super) const COMPANY_ENDS: &str = "inc corp corporation ltd llc plc gmbh company co ab oy oyj asa ag sa nv bv spa srl \
    pty pte sarl ltda holdings holding";

/// Words that end the head of a noun phrase: what follows belongs to a modifier.
pub(super) const AFTER_HEAD: &str = "of in within inside from at with without for to by on near among amid around across over under \
    between against about after before during since familiar close who whom whose which that including as like via \
    outside behind speaking citing there here";

/// Prepositions, before an object that is less likely to be meant by `he`.
pub(super) const PREPOSITIONS: &str =
    "of in within from at with for to by on near among against about after before than like";
