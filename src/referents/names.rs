//! Which mentions are one referent.
//!
//! A sieve as in Raghunathan et al., "A Multi-Pass Sieve for Coreference Resolution" (2010) and Lee et al. (2013): passes from
//! the surest to the least sure, each seeing what the ones before have joined. Mentions are looked up by their folded words,
//! so that the time grows with the number of mentions only.

use super::facts::{self, Gender, has};
use super::given;
use crate::annotation::{Entity, Label, Referent};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// People of one surname that are kept in mind, the last mentioned first: a family in the news is smaller.
const NAMESAKES: usize = 8;

/// Longest name, in words, whose shorter forms are looked for: longer ones are titles of works or mistakes.
const MOST_WORDS: usize = 12;

/// Letters of an acronym, at least and at most (`UNESCO`, `UNHCR`); longer capitals are words that shout.
const ACRONYM: std::ops::RangeInclusive<usize> = 2..=7;

/// The referents of an article and what is known of them.
pub(super) struct Names {
    pub referents: Vec<Referent>,
    /// By referent.
    pub genders: Vec<Option<Gender>>,
}

/// Gives every entity its referent.
pub(super) fn resolve(text: &str, entities: &mut [Entity]) -> Names {
    let mut clusters = Clusters::default();
    let mut of_entity = vec![0; entities.len()];
    people(text, entities, &mut of_entity, &mut clusters);
    things(text, entities, &mut of_entity, &mut clusters);

    let mut ids: HashMap<usize, usize> = HashMap::new();
    let mut names = Names { referents: Vec::new(), genders: Vec::new() };
    let mut fullness: Vec<(usize, bool, usize)> = Vec::new();
    for (entity, cluster) in entities.iter_mut().zip(of_entity) {
        let cluster = clusters.root(cluster);
        let id = *ids.entry(cluster).or_insert(names.referents.len());
        entity.referent = id;
        let name = untitled(entity.span.of(text), entity.label);
        let rank = (fold(name, false).len(), name.chars().any(char::is_lowercase), name.len());
        if id == names.referents.len() {
            names.referents.push(Referent { id, name: name.into(), label: entity.label });
            names.genders.push(clusters.genders[cluster]);
            fullness.push(rank);
        } else if rank > fullness[id] {
            names.referents[id] = Referent { id, name: name.into(), label: entity.label };
            fullness[id] = rank;
        }
    }
    names
}

/// What is joined so far; a cluster's parent is the cluster it was joined to, or itself.
#[derive(Default)]
struct Clusters {
    parents: Vec<usize>,
    genders: Vec<Option<Gender>>,
}

impl Clusters {
    fn add(&mut self, gender: Option<Gender>) -> usize {
        self.parents.push(self.parents.len());
        self.genders.push(gender);
        self.parents.len() - 1
    }

    fn root(&mut self, mut cluster: usize) -> usize {
        while self.parents[cluster] != cluster {
            self.parents[cluster] = self.parents[self.parents[cluster]];
            cluster = self.parents[cluster];
        }
        cluster
    }
}

/// A key's only cluster; none if several share the key.
type Only = HashMap<String, Option<usize>>;

fn note(only: &mut Only, key: String, cluster: usize) {
    only.entry(key)
        .and_modify(|known| *known = known.filter(|&known| known == cluster))
        .or_insert(Some(cluster));
}

fn the_only(only: &Only, key: &str) -> Option<usize> {
    only.get(key).copied().flatten()
}

/// The words of a name in lower case without diacritics, dots and apostrophes; `initials` cuts `J.K.` in two.
pub(super) fn fold(name: &str, initials: bool) -> Vec<String> {
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let mut folded = String::with_capacity(name.len());
    for c in name.nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            '.' if initials => folded.push(' '),
            '.' | '\'' | '’' | '‘' | '\u{ad}' | '\u{200c}'..='\u{200f}' => {}
            '&' => folded.push_str(" and "),
            'ß' => folded.push_str("ss"),
            'æ' | 'Æ' => folded.push_str("ae"),
            'ø' | 'Ø' => folded.push('o'),
            'ł' | 'Ł' => folded.push('l'),
            'đ' | 'Đ' => folded.push('d'),
            'ı' | 'İ' => folded.push('i'),
            _ if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => folded.push(' '),
        }
    }
    let words: Vec<String> = folded.split_whitespace().map(String::from).collect();
    match words.iter().all(|word| word.chars().count() == 1) && !initials && words.len() > 1 {
        true => vec![words.concat()], // `U. S.`
        false => words,
    }
}

/// A person's name as it is written, without the titles before it.
fn untitled(name: &str, label: Label) -> &str {
    let mut rest = name;
    while label == Label::Person
        && let Some((first, others)) = rest.split_once(char::is_whitespace)
        && has(facts::TITLES, &first.trim_end_matches('.').to_lowercase())
    {
        rest = others.trim_start();
    }
    if rest.is_empty() { name } else { rest }
}

/// A way in which a person is named.
struct Form {
    words: Vec<String>,
    /// `jr`.
    suffix: Option<String>,
    gender: Option<Gender>,
    /// The cluster of a full name; surnames and given names alone get theirs mention by mention.
    cluster: Option<usize>,
}

impl Form {
    fn read(name: &str, given: &HashMap<&str, Gender>) -> Form {
        let all = fold(name, true);
        let titles = fold(&name[..name.len() - untitled(name, Label::Person).len()], true).len();
        let mut words = all[titles..].to_vec();
        let suffix = words.pop_if(|last| has(facts::NAME_SUFFIXES, last));
        if words.is_empty() {
            words = vec![name.to_lowercase()];
        }
        let title = all[..titles].iter().find_map(|word| facts::gender_of_title(word));
        let gender = title.or_else(|| given.get(words[0].as_str()).copied().filter(|_| words.len() > 1));
        Form { words, suffix, gender, cluster: None }
    }

    /// Whether one name may be short for the other: same surname, no contradiction before it.
    fn fits(&self, other: &Form) -> bool {
        let (short, long) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let ([first, middle @ .., last], [long_first, long_middle @ .., long_last]) =
            (&short.words[..], &long.words[..])
        else {
            return false;
        };
        let mut rest = long_middle.iter();
        last == long_last
            && (facts::same_given_name(first, long_first) || is_initial(first, long_first))
            && middle.iter().all(|word| rest.any(|other| word == other || is_initial(word, other)))
            && (self.suffix.is_none() || other.suffix.is_none() || self.suffix == other.suffix)
            && agree(self.gender, other.gender)
    }
}

/// Whether one of the words is the other's first letter.
fn is_initial(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.chars().count() == 1 && long.starts_with(short)
}

/// Whether two readings of a gender do not contradict each other.
pub(super) fn agree(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}

fn people(text: &str, entities: &[Entity], of_entity: &mut [usize], clusters: &mut Clusters) {
    let given = given::given_names();
    let mut forms: Vec<Form> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut mentions: Vec<(usize, usize, Option<Gender>)> = Vec::new(); // entity, form, gender by title
    for (i, entity) in entities.iter().enumerate().filter(|(_, entity)| entity.label == Label::Person) {
        let form = Form::read(entity.span.of(text), &given);
        // Joined words: `Ki-moon`, `Ki Moon` and `Kimoon` are one.
        let key = format!("{} {}", form.words.concat(), form.suffix.as_deref().unwrap_or_default());
        let title =
            title_before(&text[..entity.span.start]).or(form.gender.filter(|_| form.words.len() == 1));
        let at = *known.entry(key).or_insert_with(|| {
            forms.push(form);
            forms.len() - 1
        });
        // A title is surer than a list of names.
        if forms[at].words.len() > 1 && title.is_some() {
            forms[at].gender = title;
        }
        mentions.push((i, at, title));
    }

    // Full names, the fullest first; initials after what they may stand for.
    let mut order: Vec<usize> = (0..forms.len()).filter(|&i| forms[i].words.len() > 1).collect();
    order.sort_by_key(|&i| (forms[i].words[0].chars().count() == 1, Reverse(forms[i].words.len()), i));
    let mut by_last: HashMap<String, Vec<usize>> = HashMap::new();
    let (mut surnames, mut others) = (Only::new(), Only::new());
    for i in order {
        let form = &forms[i];
        // `von der Leyen`: the end of a longer name, and not a given name that starts another's.
        if surnames.contains_key(&form.words.concat()) && !given.contains_key(form.words[0].as_str()) {
            continue;
        }
        let last = form.words.last().cloned().unwrap_or_default();
        let same_last = by_last.entry(last).or_default();
        let mut fitting: Vec<usize> = same_last
            .iter()
            .rev()
            .take(NAMESAKES)
            .filter(|&&other| forms[other].fits(form))
            .filter_map(|&other| forms[other].cluster)
            .collect();
        fitting.dedup();
        let cluster = match fitting[..] {
            [cluster] => cluster,
            _ => clusters.add(form.gender),
        };
        clusters.genders[cluster] = clusters.genders[cluster].or(form.gender);
        same_last.push(i);
        for key in surname_keys(&form.words) {
            note(&mut surnames, key, cluster);
        }
        for word in form.words[..form.words.len() - 1].iter().filter(|word| word.chars().count() > 1) {
            note(&mut others, word.clone(), cluster);
        }
        forms[i].cluster = Some(cluster);
    }

    // In the order of the text: a surname means the last mentioned bearer that fits.
    let mut recent: HashMap<String, Vec<usize>> = HashMap::new();
    for (entity, form, title) in mentions {
        let form = &forms[form];
        let key = form.words.concat();
        let cluster = form.cluster.unwrap_or_else(|| {
            let fits = |cluster: &usize| agree(clusters.genders[*cluster], title);
            let before = recent.get(&key).and_then(|namesakes| namesakes.iter().copied().find(fits));
            let found = before
                .or_else(|| the_only(&surnames, &key).filter(fits))
                .or_else(|| the_only(&others, &key).filter(fits).filter(|_| !surnames.contains_key(&key)));
            found.unwrap_or_else(|| clusters.add(title.or(form.gender)))
        });
        clusters.genders[cluster] = clusters.genders[cluster].or(title);
        of_entity[entity] = cluster;
        for key in surname_keys(&form.words).into_iter().chain([key]) {
            let namesakes = recent.entry(key).or_default();
            namesakes.retain(|&other| other != cluster);
            namesakes.insert(0, cluster);
            namesakes.truncate(NAMESAKES);
        }
    }
}

/// What may stand for a full name as its surname: its ends, and the family name that stands first.
fn surname_keys(words: &[String]) -> Vec<String> {
    let from = words.len().saturating_sub(MOST_WORDS).max(1);
    let mut keys: Vec<String> = (from..words.len()).map(|start| words[start..].concat()).collect();
    if words.len() > 1 && has(facts::FAMILY_FIRST, &words[0]) {
        keys.push(words[0].clone());
    }
    keys
}

/// The gender that a title directly before a name tells, or kinship: `her uncle, Ilo Bell`.
fn title_before(text: &str) -> Option<Gender> {
    // Bytes that hold two words: a list of names without any space must not be read from its start for each of them.
    const TWO_WORDS: usize = 80;
    let text = &text[text.ceil_char_boundary(text.len().saturating_sub(TWO_WORDS))..];
    let text = text.trim_end();
    let text = match text.strip_suffix(',') {
        Some(kin) => {
            let whose = kin.rsplit(' ').nth(1)?.to_lowercase();
            Some(kin).filter(|_| ["her", "his", "their", "my", "our"].contains(&whose.as_str()))?
        }
        None => text,
    };
    let text = text.strip_suffix('.').unwrap_or(text);
    let start = text
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    facts::gender_of_title(&text[start..].to_lowercase())
}

/// Organisations, places, groups, works, dates and numbers.
fn things(text: &str, entities: &[Entity], of_entity: &mut [usize], clusters: &mut Clusters) {
    let mut known: HashMap<(Option<Label>, String), usize> = HashMap::new();
    let mut bodies: Vec<Body> = Vec::new();
    let mut aliases: Vec<(String, usize)> = Vec::new();
    for (i, entity) in entities.iter().enumerate().filter(|(_, entity)| entity.label != Label::Person) {
        let written = entity.span.of(text);
        let words = fold(written, false);
        let words = if words.len() > 1 && words[0] == "the" { &words[1..] } else { &words[..] };
        let body = matches!(entity.label, Label::Org | Label::Gpe | Label::Loc | Label::Fac);
        let joined = words.join(" ");
        let country = facts::country(&joined).filter(|_| body);
        let key = match entity.label {
            _ if body => (None, country.map_or(joined, String::from)),
            Label::Norp => (Some(Label::Norp), singular(joined)),
            label if label.is_name() && !joined.is_empty() => (Some(label), joined),
            label => (Some(label), written.to_lowercase()),
        };
        let key = if key.1.is_empty() { (key.0, written.to_lowercase()) } else { key };
        let new = !known.contains_key(&key);
        let cluster = *known.entry(key).or_insert_with(|| clusters.add(None));
        of_entity[i] = cluster;
        if !body {
            continue;
        }
        if new {
            bodies.push(Body {
                words: words.to_vec(),
                cluster,
                org: true,
                acronym: acronym(written) && country.is_none(),
            });
        }
        // A name that is also a place's is not taken for the short form of a company's.
        if entity.label != Label::Org
            && let Ok(at) = bodies.binary_search_by_key(&cluster, |body| body.cluster)
        {
            bodies[at].org = false;
        }
        if words.len() > 1
            && let Some(short) = in_parentheses(&text[entity.span.end..])
            && abbreviates(&short, words)
        {
            aliases.push((short, cluster));
        }
    }

    let mut initials = Only::new();
    for (short, cluster) in aliases {
        note(&mut initials, short, cluster);
    }
    let introduced: HashSet<String> = initials.keys().cloned().collect();
    for body in bodies.iter().filter(|body| (2..=MOST_WORDS).contains(&body.words.len())) {
        for key in initials_of(&body.words) {
            if !introduced.contains(&key) {
                note(&mut initials, key, body.cluster);
            }
        }
    }
    for body in bodies.iter().filter(|body| body.acronym) {
        if let Some(long) = the_only(&initials, &body.words[0]) {
            join(clusters, body.cluster, long);
        }
    }

    // Short forms, the longest names first, so that a short form of a short form finds the longest.
    bodies.retain(|body| body.org && !body.acronym && body.words.len() <= MOST_WORDS);
    bodies.sort_by_key(|body| Reverse(body.words.len()));
    let mut shorts = Only::new();
    for body in &bodies {
        if let Some(long) = the_only(&shorts, &body.words.join(" ")) {
            join(clusters, body.cluster, long);
        }
        let cluster = clusters.root(body.cluster);
        for cut in 1..body.words.len() {
            note(&mut shorts, body.words[..cut].join(" "), cluster);
            note(&mut shorts, body.words[cut..].join(" "), cluster);
        }
    }
}

/// The name of an organisation or a place.
struct Body {
    words: Vec<String>,
    cluster: usize,
    /// Whether every mention is one of an organisation.
    org: bool,
    acronym: bool,
}

fn join(clusters: &mut Clusters, cluster: usize, to: usize) {
    let (cluster, to) = (clusters.root(cluster), clusters.root(to));
    clusters.parents[cluster] = to;
}

/// `Iranians` → `iranian`, but not `swiss`.
fn singular(mut name: String) -> String {
    if name.len() > 4 && name.ends_with('s') && !name.ends_with("ss") && !name.ends_with("us") {
        name.pop();
    }
    name
}

/// Whether a name is one word of capitals, with or without dots.
fn acronym(name: &str) -> bool {
    let letters = name.chars().filter(|&c| c != '.').count();
    ACRONYM.contains(&letters) && name.chars().all(|c| c == '.' || c.is_uppercase())
}

/// First letters of a name's words, without and with the small words.
fn initials_of(words: &[String]) -> Vec<String> {
    let first = |word: &String| word.chars().next();
    let great: String =
        words.iter().filter(|word| !has(facts::SKIPPED_IN_INITIALS, word)).filter_map(first).collect();
    let all: String = words.iter().filter_map(first).collect();
    let mut keys = vec![great, all];
    keys.dedup();
    keys.retain(|key| key.chars().count() > 1);
    keys
}

/// The acronym in parentheses at the start of `text`, folded.
fn in_parentheses(text: &str) -> Option<String> {
    let inner = text.trim_start_matches(' ').strip_prefix('(')?;
    // An acronym with dots has at most twice its letters; a letter has at most four bytes.
    let end = inner.bytes().take(8 * ACRONYM.end()).position(|byte| byte == b')')?;
    let name = inner[..end].trim();
    acronym(name).then(|| fold(name, false).concat())
}

/// Whether the letters of `short` come in their order in a name, the first one first.
fn abbreviates(short: &str, words: &[String]) -> bool {
    let name = words.concat();
    let mut letters = name.chars();
    short.chars().next() == name.chars().next() && short.chars().all(|c| letters.any(|letter| letter == c))
}
