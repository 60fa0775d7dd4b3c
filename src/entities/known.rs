//! What is known of names beforehand: countries, cities, peoples, and the words that end the name of an organisation.
//!
//! The encoder guesses from context; a country's name is one in any context. The lists are facts, written for this crate from
//! common knowledge. Names that are as often something else (Georgia, Jordan, Chad, Turkey, Polish) are left to the encoder.

use crate::annotation::{Entity, Label};
use crate::text::{Paragraph, Shape, Span, Word};
use std::collections::HashMap;
use std::sync::LazyLock;

const COUNTRIES: &str = "Afghanistan;Albania;Algeria;Andorra;Angola;Argentina;Armenia;Australia;Austria;Azerbaijan;Bahrain;Bangladesh;Barbados;\
Belarus;Belgium;Belize;Benin;Bhutan;Bolivia;Bosnia;Botswana;Brazil;Britain;Brunei;Bulgaria;Burkina Faso;Burma;Burundi;Cambodia;Cameroon;Canada;\
Cape Verde;Chile;China;Colombia;Costa Rica;Croatia;Cuba;Cyprus;Czechia;Denmark;Djibouti;Dominica;Ecuador;Egypt;El Salvador;England;Eritrea;\
Estonia;Eswatini;Ethiopia;Fiji;Finland;France;Gabon;Gambia;Germany;Ghana;Greece;Grenada;Guatemala;Guyana;Haiti;Honduras;Hungary;Iceland;India;\
Indonesia;Iran;Iraq;Ireland;Israel;Italy;Ivory Coast;Jamaica;Japan;Kazakhstan;Kenya;Kiribati;Kosovo;Kuwait;Kyrgyzstan;Laos;Latvia;Lebanon;\
Lesotho;Liberia;Libya;Liechtenstein;Lithuania;Luxembourg;Madagascar;Malawi;Malaysia;Maldives;Mali;Malta;Mauritania;Mauritius;Mexico;Moldova;\
Monaco;Mongolia;Montenegro;Morocco;Mozambique;Myanmar;Namibia;Nauru;Nepal;Netherlands;New Zealand;Nicaragua;Nigeria;North Korea;North Macedonia;\
Northern Ireland;Norway;Oman;Pakistan;Palau;Palestine;Panama;Papua New Guinea;Paraguay;Peru;Philippines;Poland;Portugal;Qatar;Romania;Russia;\
Rwanda;Samoa;San Marino;Saudi Arabia;Scotland;Senegal;Serbia;Seychelles;Sierra Leone;Singapore;Slovakia;Slovenia;Somalia;Somaliland;South Africa;\
South Korea;South Sudan;Soviet Union;Spain;Sri Lanka;Sudan;Suriname;Sweden;Switzerland;Syria;Taiwan;Tajikistan;Tanzania;Thailand;Timor-Leste;\
Tonga;Tunisia;Turkmenistan;Tuvalu;Türkiye;Uganda;Ukraine;United Arab Emirates;United Kingdom;United States;Uruguay;Uzbekistan;Vanuatu;Vatican;\
Venezuela;Vietnam;Wales;Yemen;Zambia;Zimbabwe;UAE;UK;U.K.;USA;U.S.;U.S.A.;DRC";

/// Cities that are hardly ever anything else.
const CITIES: &str = "Abidjan;Abu Dhabi;Abuja;Accra;Addis Ababa;Adelaide;Aden;Ahmedabad;Aleppo;Algiers;Almaty;Amman;Amsterdam;Ankara;Antananarivo;Antwerp;Ashgabat;Asmara;Astana;Asunción;Athens;Atlanta;Auckland;Baghdad;Baku;Baltimore;Bamako;Bandung;Bangalore;Bangkok;Bangui;Banjul;Barcelona;Basra;Beijing;Beirut;Belfast;Belgrade;Bengaluru;Benghazi;Berlin;Bern;Birmingham;Bishkek;Bissau;Bogotá;Bogota;Bordeaux;Boston;Brasília;Brasilia;Bratislava;Brazzaville;Brisbane;Brussels;Bucharest;Budapest;Buenos Aires;Bujumbura;Bulawayo;Busan;Cairo;Calgary;Canberra;Cape Town;Caracas;Cardiff;Casablanca;Chengdu;Chennai;Chicago;Chisinau;Chongqing;Cologne;Colombo;Conakry;Copenhagen;Córdoba;Cotonou;Dakar;Dalian;Dar es Salaam;Davao;Delhi;Detroit;Dhaka;Dili;Doha;Donetsk;Douala;Dubai;Dublin;Durban;Dushanbe;Düsseldorf;Edinburgh;Edmonton;Entebbe;Frankfurt;Freetown;Fukuoka;Gaborone;Gaza City;Gdansk;Geneva;Glasgow;Gothenburg;Guadalajara;Guangzhou;Guatemala City;Guayaquil;Hamburg;Hangzhou;Hanoi;Harare;Havana;Helsinki;Hiroshima;Ho Chi Minh City;Homs;Honolulu;Houston;Hyderabad;Ibadan;Incheon;Islamabad;Istanbul;Izmir;Jaipur;Jakarta;Jeddah;Jerusalem;Johannesburg;Juba;Kabul;Kaduna;Kampala;Kandahar;Kano;Karachi;Kathmandu;Kharkiv;Khartoum;Kherson;Kiev;Kigali;Kingston;Kinshasa;Kisumu;Kolkata;Kuala Lumpur;Kumasi;Kyiv;Kyoto;Lagos;Lahore;La Paz;Leeds;Libreville;Lilongwe;Lima;Lisbon;Liverpool;Ljubljana;Lomé;London;Los Angeles;Luanda;Lubumbashi;Lusaka;Lviv;Lyon;Madrid;Managua;Manama;Manaus;Manchester;Mandalay;Manila;Maputo;Mariupol;Marrakech;Marseille;Maseru;Mecca;Medellín;Medina;Melbourne;Mexico City;Miami;Milan;Minneapolis;Minsk;Mogadishu;Mombasa;Monrovia;Monterrey;Montevideo;Montreal;Moscow;Mosul;Multan;Mumbai;Munich;Muscat;Nagasaki;Nagoya;Nairobi;Nanjing;Naples;N'Djamena;New Delhi;New York;New York City;Niamey;Nicosia;Nouakchott;Odesa;Odessa;Osaka;Oslo;Ottawa;Ouagadougou;Palermo;Panama City;Paris;Perth;Peshawar;Philadelphia;Phnom Penh;Phoenix;Pittsburgh;Podgorica;Port-au-Prince;Port Harcourt;Port Moresby;Prague;Pretoria;Pristina;Pune;Pyongyang;Quetta;Quito;Rabat;Ramallah;Rangoon;Rawalpindi;Recife;Reykjavik;Riga;Rio de Janeiro;Riyadh;Rome;Rotterdam;Saigon;Salvador;Samarkand;San Diego;San Francisco;San José;San Salvador;Sana'a;Sanaa;Santiago;Santo Domingo;São Paulo;Sao Paulo;Sapporo;Sarajevo;Seattle;Seoul;Sevastopol;Shanghai;Sharjah;Sheffield;Shenzhen;Skopje;Sofia;Srinagar;St. Petersburg;Stockholm;Surabaya;Suva;Sydney;Taipei;Tallinn;Tashkent;Tbilisi;Tegucigalpa;Tehran;Tel Aviv;Thessaloniki;Tianjin;Tijuana;Tirana;Tokyo;Toronto;Toulouse;Tripoli;Tunis;Turin;Ulaanbaatar;Utrecht;Valencia;Valletta;Valparaíso;Vancouver;Venice;Vienna;Vientiane;Vilnius;Warsaw;Wellington;Windhoek;Winnipeg;Wuhan;Yangon;Yaoundé;Yerevan;Yokohama;Zagreb;Zanzibar;Zurich";

/// Two names in one: the encoder would read two places.
const JOINED: &str = "Andaman and Nicobar;Antigua and Barbuda;Argyll and Bute;Bosnia and Herzegovina;Brighton and Hove;Castile and León;\
Chaharmahal and Bakhtiari;Dumfries and Galloway;Hammersmith and Fulham;Jammu and Kashmir;Kensington and Chelsea;\
Kohgiluyeh and Boyer-Ahmad;Newfoundland and Labrador;Perth and Kinross;Serbia and Montenegro;Sistan and Baluchestan;\
Trinidad and Tobago;Turks and Caicos;Tyne and Wear;Wallis and Futuna";

const PEOPLES: &str = "Afghan;African;Albanian;Algerian;American;Angolan;Arab;Argentine;Argentinian;Armenian;Asian;Australian;Austrian;Azerbaijani;Bahraini;\
Bangladeshi;Basque;Belarusian;Belgian;Bolivian;Bosnian;Brazilian;British;Bulgarian;Burmese;Burundian;Cambodian;Cameroonian;Canadian;Catalan;Catholic;\
Chechen;Chilean;Chinese;Christian;Colombian;Congolese;Croat;Croatian;Cuban;Cypriot;Czech;Danish;Dutch;Ecuadorian;Egyptian;Emirati;English;\
Eritrean;Estonian;Ethiopian;European;Fijian;Filipino;Finnish;French;Georgian;German;Ghanaian;Greek;Guatemalan;Guinean;Haitian;Hindu;Honduran;\
Hungarian;Icelandic;Indian;Indonesian;Iranian;Iraqi;Irish;Islamic;Islamist;Israeli;Italian;Ivorian;Jamaican;Japanese;Jew;Jewish;Jordanian;Kazakh;\
Kenyan;Korean;Kosovar;Kurd;Kurdish;Kuwaiti;Kyrgyz;Latino;Latvian;Lebanese;Liberian;Libyan;Lithuanian;Malawian;Malaysian;Malian;Maltese;\
Mexican;Moldovan;Mongolian;Moroccan;Mozambican;Muslim;Namibian;Nepalese;Nepali;Nicaraguan;Nigerian;Norwegian;Omani;Ottoman;Pakistani;\
Palestinian;Panamanian;Paraguayan;Pashtun;Peruvian;Portuguese;Qatari;Rohingya;Romanian;Russian;Rwandan;Salvadoran;Saudi;Scottish;Senegalese;Serb;\
Serbian;Shia;Shiite;Sikh;Singaporean;Slovak;Slovenian;Somali;Soviet;Spanish;Sudanese;Sunni;Swedish;Swiss;Syrian;Taiwanese;Tajik;Tanzanian;Thai;\
Tibetan;Tunisian;Turkish;Ugandan;Ukrainian;Uruguayan;Uyghur;Uzbek;Venezuelan;Vietnamese;Welsh;Yemeni;Zambian;Zimbabwean";

/// A run of capitalised words that ends so is an organisation.
const HEADS: &str = "Academy;Administration;Agency;Airlines;Airways;Army;Assembly;Association;Authority;Bank;Board;Broadcaster;Bureau;Chamber;Church;Club;\
Coalition;College;Commission;Committee;Company;Confederation;Congress;Corp;Corporation;Corps;Courier;Council;Court;Department;Directorate;Division;Federation;\
Forum;Fund;Foundation;Gazette;GmbH;Group;Guard;Herald;Holdings;Inc;Industries;Initiative;Institute;Institution;Mission;LLC;Ltd;Ministry;Motors;Museum;Navy;Network;Organisation;Organization;Oyj;Parliament;Partnership;Pharmaceuticals;PLC;\
Party;Police;Secretariat;Securities;Senate;Service;Society;Technologies;Telegraph;Television;Tribunal;Tribune;Trust;Union;University";

/// Organisations that are hardly ever anything else.
const ORGANISATIONS: &str = "AFP;Airbus;Al Jazeera;Al-Qaeda;Alibaba;Amnesty International;ANSA;ASEAN;Associated Press;AstraZeneca;BBC;BioNTech;Bloomberg;\
Boeing;Boko Haram;CBS;CIA;CNN;ECLAC;ECOWAS;EFE;Europol;Facebook;FBI;FIFA;Gazprom;Google;Greenpeace;Hamas;Hezbollah;Honda;Huawei;Human Rights Watch;Hyundai;\
IAEA;IMF;Instagram;Interpol;ISIS;Kremlin;Lufthansa;Mercosur;Microsoft;NASA;NATO;NBC;Nestlé;Netflix;New York Times;OECD;OPEC;OSCE;Oxfam;Pentagon;Pfizer;Politburo;Reuters;\
Samsung;Siemens;Sinopec;Taliban;TASS;Telefónica;Tesla;TikTok;Toyota;Twitter;UEFA;UNESCO;UNHCR;UNICEF;UNRWA;USAID;Vodafone;Volkswagen;Wagner Group;Washington Post;WhatsApp;WTO;\
Xinhua;Yonhap;YouTube";

/// Nouns that an organisation's name stands behind (`newspaper El País`), and what names no person: `Rossem, which`.
const KINDS: &str = "agency;airline;bank;broadcaster;bureau;carmaker;charity;company;firm;forum;foundation;group;lender;magazine;manufacturer;newspaper;outlet;\
paper;party;platform;retailer;startup;station;union;website";

/// A storm's name is an event's; so is a military operation's.
const STORMS: &str = "Cyclone;Hurricane;Operation;Storm;Typhoon";

/// Titles stand outside a person's name.
const TITLES: &str = "Admiral;Alhaja;Alhaji;Ambassador;Amir;Archbishop;Ayatollah;Baroness;Bishop;Brigadier;Capt;Captain;Cardinal;Chancellor;Chief;Col;Colonel;\
Commissioner;Congressman;Congresswoman;Councillor;Dame;Datuk;Deputy;Director;Dr;Emir;Emperor;Engr;Father;Gen;General;Gov;Governor;Hajiya;HE;HH;HRH;Imam;Inspector;Judge;\
Justice;King;Lady;Lieutenant;Lord;Lt;Madam;Madame;Maj;Major;Mayor;Minister;Miss;Mr;Mrs;Ms;Pastor;Pope;President;Prime;Prince;Princess;Prof;Professor;Queen;\
Rabbi;Rep;Rev;Reverend;Sen;Senator;Sergeant;Sgt;Sheik;Sheikh;Sheikha;Shri;Sir;Sister;Smt;Sultan";

/// Abbreviations of common nouns, and other capitalised words that name nothing.
const NO_NAMES: &str = "ADHD;AI;AIDS;ATM;ATMs;CCTV;CEO;CEOs;CFO;COO;COVID;Covid;DIY;DNA;FAQ;GDP;GMT;GPS;HIV;HR;ICU;ID;IPO;IQ;IT;JPEG;LED;LGBT;LGBTQ;MoU;MOU;MoUs;\
MP;MPs;NGO;NGOs;PCR;PDF;PhD;PPE;PR;RNA;SMEs;SMS;SUV;SUVs;TV;UFO;URL;USB;VAT;VIP;VR;WiFi";

fn listed(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(';')
}

/// Countries, cities, peoples and organisations by their name; peoples in the plural too.
static NAMES: LazyLock<HashMap<Box<str>, Label>> = LazyLock::new(|| {
    let peoples = listed(PEOPLES).flat_map(|name| [name.to_owned(), format!("{name}s")]);
    let peoples = peoples.map(|name| (name.into(), Label::Norp));
    let places = listed(COUNTRIES).chain(listed(CITIES)).map(|name| (name.into(), Label::Gpe));
    let bodies = listed(ORGANISATIONS).map(|name| (name.into(), Label::Org));
    places.chain(peoples).chain(bodies).collect()
});

/// A known name is no guess, but it may stand inside a longer one that was missed.
const CONFIDENCE: f32 = 0.9;

/// Puts right the names of a paragraph by what is known; `names` are in order and do not overlap.
pub(super) fn correct(text: &str, paragraph: &Paragraph, names: Vec<Entity>) -> Vec<Entity> {
    let mut out = apart(text, paragraph, names);
    for span in runs(text, paragraph) {
        cover(&mut out, span, Label::Org);
    }
    for name in listed(JOINED) {
        for (start, _) in text.match_indices(name) {
            let span = Span::new(start, start + name.len());
            if bounded(&paragraph.words, span) {
                cover(&mut out, span, Label::Gpe);
            }
        }
    }
    for entity in &mut out {
        if let Some(&label) = NAMES.get(entity.span.of(text)).filter(|&&label| label != entity.label) {
            // `in French`: a language may have its people's name.
            if entity.label != Label::Language {
                *entity = Entity { label, confidence: CONFIDENCE, ..entity.clone() };
            }
        }
    }
    for entity in &mut out {
        if matches!(entity.label, Label::Gpe | Label::Loc | Label::Fac) {
            goes_on(text, paragraph, entity);
        }
        let based = ["-based ", "‑based "].iter().any(|based| text[entity.span.end..].starts_with(based));
        if based && matches!(entity.label, Label::Org | Label::Person) {
            *entity = Entity { label: Label::Gpe, confidence: CONFIDENCE, ..entity.clone() };
        }
        if names_a_body(text, entity) {
            *entity = Entity { label: Label::Org, confidence: CONFIDENCE, ..entity.clone() };
        }
    }
    out.dedup_by(|next, before| next.span.start < before.span.end);
    for span in storms(text, paragraph) {
        cover(&mut out, span, Label::Event);
    }
    out.retain_mut(|entity| {
        strip_titles(text, entity) && !listed(NO_NAMES).any(|word| word == entity.span.of(text))
    });
    missed(text, paragraph, &mut out);
    whole_organisations(text, paragraph, &mut out);
    out
}

/// `Lake` `Orra`: a place's name does not end with its kind.
fn goes_on(text: &str, paragraph: &Paragraph, entity: &mut Entity) {
    const LEADING: [&str; 9] = ["Cape", "Fort", "Lake", "Mount", "Port", "Saint", "San", "Santa", "St"];
    let name = entity.span.of(text);
    let next = paragraph.words.partition_point(|word| word.span.start < entity.span.end);
    let leads = LEADING.contains(&name.rsplit(' ').next().unwrap_or(name));
    if let Some(word) = paragraph.words.get(next).filter(|word| leads && word.shape == Shape::Title) {
        entity.span.end =
            if word.span.start == entity.span.end + 1 { word.span.end } else { entity.span.end };
    }
}

/// Whether what was read as a person or place stands as organisations do: `newspaper El País`, `Van Rossem, which`.
fn names_a_body(text: &str, entity: &Entity) -> bool {
    let before = text[..entity.span.start]
        .trim_end()
        .rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let kind = text[..entity.span.start].ends_with(' ') && listed(KINDS).any(|kind| kind == before);
    let which = text[entity.span.end..].starts_with(", which ");
    match entity.label {
        Label::Person => kind || which,
        Label::Gpe | Label::Loc | Label::Fac => kind && !NAMES.contains_key(entity.span.of(text)),
        _ => false,
    }
}

/// `Typhoon Dalisay`, `Tropical Storm Ada`.
fn storms(text: &str, paragraph: &Paragraph) -> Vec<Span> {
    let pairs = paragraph.words.windows(2).enumerate();
    let found = pairs.filter(|(_, pair)| {
        let joined = pair[0].span.end + 1 == pair[1].span.start;
        joined && pair[1].shape == Shape::Title && listed(STORMS).any(|storm| storm == pair[0].span.of(text))
    });
    let tropical = |at: usize| {
        at.checked_sub(1).map(|at| paragraph.words[at].span).filter(|span| span.of(text) == "Tropical")
    };
    found.map(|(at, pair)| Span::new(tropical(at).unwrap_or(pair[0].span).start, pair[1].span.end)).collect()
}

/// Leaves out names in addresses (`www.example.com/peru`) and sums (`US$5`); takes verbs off people (`Kovind tweeted`); parts `UK-India`.
fn apart(text: &str, paragraph: &Paragraph, names: Vec<Entity>) -> Vec<Entity> {
    let is_space = |c: char| c.is_whitespace();
    let mut out: Vec<Entity> = Vec::with_capacity(names.len());
    // A chunk is looked through once, however many names it holds.
    let mut chunk = Span::new(0, 0);
    let mut address = false;
    for mut entity in names {
        if entity.span.start >= chunk.end {
            let start = text[..entity.span.start].rfind(is_space).map_or(0, |at| at + 1);
            let end =
                text[entity.span.start..].find(is_space).map_or(text.len(), |at| entity.span.start + at);
            chunk = Span::new(text.ceil_char_boundary(start), end);
            let chunk = chunk.of(text);
            address = chunk.contains("://") || chunk.contains("www.");
        }
        if address {
            continue;
        }
        let name = entity.span.of(text);
        if text[entity.span.end..].starts_with('$') && name.ends_with("US") {
            let rest = name[..name.len() - 2].trim_end();
            if rest.is_empty() {
                continue;
            }
            entity.span.end = entity.span.start + rest.len();
        }
        if entity.label == Label::Person {
            let words = paragraph.words.partition_point(|word| word.span.start < entity.span.end);
            let own =
                paragraph.words[..words].iter().rev().take_while(|word| word.span.start >= entity.span.start);
            let last = own.clone().find(|word| !matches!(word.shape, Shape::Lower | Shape::Mark));
            let ends_lower = own
                .clone()
                .next()
                .is_some_and(|word| word.shape == Shape::Lower && text[..word.span.start].ends_with(' '));
            if let Some(last) = last.filter(|_| ends_lower) {
                entity.span.end = last.span.end;
            }
        }
        let halves = entity
            .span
            .of(text)
            .split_once('-')
            .map(|(one, other)| (one.len(), NAMES.get(one), NAMES.get(other)));
        if let Some((len, Some(&one), Some(&other))) = halves {
            let hyphen = entity.span.start + len;
            out.push(Entity { span: Span::new(entity.span.start, hyphen), label: one, ..entity.clone() });
            out.push(Entity { span: Span::new(hyphen + 1, entity.span.end), label: other, ..entity });
        } else {
            out.push(entity);
        }
    }
    out
}

/// Takes the titles off a person; false if nothing else is there.
fn strip_titles(text: &str, entity: &mut Entity) -> bool {
    while entity.label == Label::Person {
        let name = entity.span.of(text);
        let first = name.split([' ', '.']).next().unwrap_or(name);
        if !listed(TITLES).any(|title| title == first) {
            break;
        }
        let rest = name[first.len()..].trim_start_matches(['.', ' ']);
        if rest.is_empty() {
            return false;
        }
        entity.span.start = entity.span.end - rest.len();
    }
    true
}

/// Replaces what lies inside `span` by one entity, unless a longer one or a person is there.
fn cover(entities: &mut Vec<Entity>, span: Span, label: Label) {
    let blocks = |entity: &Entity| {
        entity.span.overlaps(&span)
            && (!span.contains(&entity.span)
                || (entity.label == label && entity.span == span)
                || (entity.label == Label::Person && entity.confidence >= super::UNSURE))
    };
    if entities.iter().any(blocks) {
        return;
    }
    entities.retain(|entity| !entity.span.overlaps(&span));
    let at = entities.partition_point(|entity| entity.span.start < span.start);
    entities.insert(at, Entity { span, label, referent: 0, confidence: CONFIDENCE });
}

fn capitalised(word: &Word) -> bool {
    matches!(word.shape, Shape::Title | Shape::TitleAtStart | Shape::Upper | Shape::Mixed)
}

/// Two to five capitalised words side by side, the last of which ends the name of an organisation.
fn runs(text: &str, paragraph: &Paragraph) -> Vec<Span> {
    const LONGEST: usize = 5;
    let words = &paragraph.words;
    let mut out = Vec::new();
    let mut start = 0;
    for i in 0..words.len() {
        let joined = i > 0 && words[i - 1].span.end + 1 == words[i].span.start && capitalised(&words[i - 1]);
        if !joined {
            start = i;
        }
        let next_joins = words
            .get(i + 1)
            .is_some_and(|next| words[i].span.end + 1 == next.span.start && capitalised(next));
        if !capitalised(&words[i]) || next_joins || i == start || i - start >= LONGEST {
            continue;
        }
        // `The Foreign Ministry`: an article at the start of a sentence is no part of it; nor is a whole heading a name.
        let first = if super::is_article(words[start].span.of(text)) { start + 1 } else { start };
        let heading = words.iter().filter(|word| word.shape == Shape::Lower).count() * 3 < words.len();
        if first < i && !heading && listed(HEADS).any(|head| head == words[i].span.of(text)) {
            out.push(Span::new(words[first].span.start, words[i].span.end));
        }
    }
    out
}

/// Joins to an organisation what belongs to its name: `Central Bank` `of Nigeria`, `Ministry of Energy` `, Water and Irrigation`,
/// `Shareholders` `’ Forum`, `Economic and` `Financial Crimes Commission`.
fn whole_organisations(text: &str, paragraph: &Paragraph, entities: &mut Vec<Entity>) {
    let words = &paragraph.words;
    let word = |at: usize| words.get(at).map_or("", |word| word.span.of(text));
    let title = |at: usize| words.get(at).is_some_and(capitalised);
    let head = |at: usize| listed(HEADS).any(|head| head == word(at));
    let mut grown: Vec<Span> = Vec::new();
    for entity in entities.iter().filter(|entity| entity.label == Label::Org) {
        let mut first = words.partition_point(|word| word.span.end <= entity.span.start);
        let mut end = words.partition_point(|word| word.span.start < entity.span.end);
        let before = end;
        if matches!(word(end), "’" | "'") && word(end - 1).ends_with('s') && head(end + 1) {
            end += 2;
        }
        if head(end - 1) && word(end) == "of" && title(end + 1) {
            end += 1;
            while title(end) && words[end - 1].span.end + 1 == words[end].span.start {
                end += 1;
            }
        }
        if matches!(word(first), "Ministry" | "Department") && word(first + 1) == "of" {
            // `, Water Resources and Irrigation`
            let mut at = end;
            while title(at) || (matches!(word(at), "," | "and") && title(at + 1)) {
                at += 1;
            }
            let listed = end..at;
            if listed.clone().any(|at| word(at) == "and") && word(at.wrapping_sub(1)) != "and" {
                end = at;
            }
        }
        let joins_left =
            head(end - 1) && first >= 3 && word(first - 1) == "and" && title(first - 2) && !head(first - 2);
        if joins_left && word(first - 3).eq_ignore_ascii_case("the") {
            first -= 2;
        }
        if end > before || words[first].span.start < entity.span.start {
            grown.push(Span::new(words[first].span.start, words[end - 1].span.end));
        }
    }
    for span in grown {
        cover(entities, span, Label::Org);
    }
}

/// Whether the span begins and ends with words.
fn bounded(words: &[Word], span: Span) -> bool {
    let starts = words.binary_search_by_key(&span.start, |word| word.span.start).is_ok();
    starts && words.binary_search_by_key(&span.end, |word| word.span.end).is_ok()
}

/// Adds countries, cities, peoples and organisations of one word that stand alone and were not read as names.
fn missed(text: &str, paragraph: &Paragraph, entities: &mut Vec<Entity>) {
    let words = &paragraph.words;
    let mut found = Vec::new();
    let mut next = 0;
    for (i, word) in words.iter().enumerate().filter(|(_, word)| capitalised(word)) {
        while entities.get(next).is_some_and(|entity| entity.span.end <= word.span.start) {
            next += 1;
        }
        let taken = entities.get(next).is_some_and(|entity| entity.span.start < word.span.end);
        let beside = |k: Option<usize>| {
            k.and_then(|k| words.get(k))
                .is_some_and(|other| capitalised(other) || matches!(other.span.of(text), "-" | "."))
        };
        if taken || beside(i.checked_sub(1)) || beside(Some(i + 1)) {
            continue;
        }
        if let Some(&label) = NAMES.get(word.span.of(text)) {
            found.push(Entity { span: word.span, label, referent: 0, confidence: CONFIDENCE });
        }
    }
    entities.extend(found);
    entities.sort_by_key(|entity| entity.span.start);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corrected(text: &str, names: &[(&str, Label)]) -> Vec<(String, Label)> {
        let entities = names
            .iter()
            .map(|&(name, label)| {
                let start = text.find(name).unwrap();
                Entity { span: Span::new(start, start + name.len()), label, referent: 0, confidence: 0.6 }
            })
            .collect();
        let out = correct(text, &Paragraph::parse(text), entities);
        out.into_iter().map(|entity| (entity.span.of(text).to_owned(), entity.label)).collect()
    }

    #[test]
    fn what_is_known_overrules_a_guess() {
        use Label::*;
        type Names = [(&'static str, Label)];
        let cases: [(&str, &Names, &Names); 9] = [
            ("the Iranian Foreign Ministry said", &[("Iranian", Norp)], &[("Iranian Foreign Ministry", Org)]),
            (
                "from Sistan and Baluchestan now",
                &[("Sistan", Gpe), ("Baluchestan", Gpe)],
                &[("Sistan and Baluchestan", Gpe)],
            ),
            ("he left Peru in March", &[("Peru", Person)], &[("Peru", Gpe)]),
            (
                "some Kenyans and Jordan agreed",
                &[("Jordan", Person)],
                &[("Kenyans", Norp), ("Jordan", Person)],
            ),
            ("taught in French there", &[("French", Language)], &[("French", Language)]),
            ("The British Museum was closed today", &[("British Museum", Org)], &[("British Museum", Org)]),
            ("when Lt. Gen. Ada Obi left", &[("Lt. Gen. Ada Obi", Person)], &[("Ada Obi", Person)]),
            ("the CEO and the Sheikh left", &[("CEO", Org), ("Sheikh", Person)], &[]),
            ("we know that Maria Court won", &[("Maria", Person)], &[("Maria Court", Org)]),
        ];
        for (text, names, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(name, label)| (name.to_string(), *label)).collect();
            assert_eq!(corrected(text, names), expected, "{text}");
        }
        let wholes: [(&str, &Names, &str); 5] = [
            (
                "the Central Bank of Nigeria said",
                &[("Central Bank", Org), ("Nigeria", Gpe)],
                "Central Bank of Nigeria",
            ),
            (
                "the Ministry of Energy, Water and Irrigation said",
                &[("Ministry of Energy", Org)],
                "Ministry of Energy, Water and Irrigation",
            ),
            ("the Coastal Traders’ Forum said", &[("Coastal Traders", Org)], "Coastal Traders’ Forum"),
            (
                "the Economic and Crimes Commission said",
                &[("Crimes Commission", Org)],
                "Economic and Crimes Commission",
            ),
            ("the Senate and Oslo Court said", &[("Oslo Court", Org)], "Oslo Court"),
        ];
        for (text, names, expected) in wholes {
            assert_eq!(corrected(text, names), [(expected.to_owned(), Org)], "{text}");
        }
        let parted: [(&str, &Names, &Names); 11] = [
            ("see https://example.com/peru/x now", &[("peru", Gpe)], &[]),
            ("it cost US$5 there", &[("US", Gpe)], &[]),
            ("then Kovind tweeted it", &[("Kovind tweeted", Person)], &[("Kovind", Person)]),
            ("a UK-India deal", &[("UK-India", Gpe)], &[("UK", Gpe), ("India", Gpe)]),
            ("on Twitter today", &[], &[("Twitter", Org)]),
            ("in Tropical Storm Ada now", &[("Ada", Person)], &[("Tropical Storm Ada", Event)]),
            ("the newspaper El Sol said", &[("El Sol", Person)], &[("El Sol", Org)]),
            ("Van Rossem, which fell", &[("Van Rossem", Person)], &[("Van Rossem", Org)]),
            ("the Hsinchu-based firm fell", &[("Hsinchu", Org)], &[("Hsinchu", Gpe)]),
            ("near Lake Orra now", &[("Lake", Loc), ("Orra", Person)], &[("Lake Orra", Loc)]),
            ("Van Rossem, who fell", &[("Van Rossem", Person)], &[("Van Rossem", Person)]),
        ];
        for (text, names, expected) in parted {
            let expected: Vec<_> = expected.iter().map(|(name, label)| (name.to_string(), *label)).collect();
            assert_eq!(corrected(text, names), expected, "{text}");
        }
        // A clear person keeps the name.
        let mut sure = vec![Entity { span: Span::new(0, 11), label: Person, referent: 0, confidence: 0.9 }];
        cover(&mut sure, Span::new(0, 11), Org);
        assert_eq!(sure[0].label, Person);
    }
}
