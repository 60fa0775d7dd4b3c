//! Who speaks for whom: `Kenya's embassy`, `the city of Ghent`, `the Kyrgyz government`, `Ana Ruiz's office`.

use super::descriptions::{Owner, read_phrase};
use super::facts::{self, has};
use super::layout::Layout;
use super::names::{Names, fold};
use super::sources::Source;
use crate::annotation::{Entity, Label};
use crate::text::Shape;
use std::collections::HashMap;
use std::ops::Range;

/// Words from a preposition to the name it governs (`analysts at the Palm Securities`).
const GOVERNED: usize = 3;

/// Letters that a people and its country have in common, at least (`Lao`, `Laos`).
const SHARED: usize = 3;

/// Countries that begin alike and are kept in mind.
const ALIKE: usize = 8;

/// The names of places, folded, by their first letters.
pub(super) fn places(names: &Names) -> HashMap<String, Vec<(usize, String)>> {
    let mut places: HashMap<String, Vec<(usize, String)>> = HashMap::new();
    for place in names.referents.iter().filter(|referent| referent.label == Label::Gpe) {
        let name = fold(&place.name, false).concat();
        let alike = places.entry(name.chars().take(SHARED).collect()).or_default();
        if alike.len() < ALIKE {
            alike.push((place.id, name));
        }
    }
    places
}

impl Layout<'_> {
    /// The body, place or person for whom the common noun at `last` speaks; `words` are the whole source, `end` is where its head does.
    pub fn voice(&self, words: &Range<usize>, end: usize, last: usize) -> Option<Source> {
        let head = words.start..end;
        let noun = self.word(last);
        let unmarked = |at: &usize| !self.mark(*at) && !self.is(*at, "s");
        let body = |entity: &&Entity| matches!(entity.label, Label::Org | Label::Gpe);
        let before = (head.start..last).rev().find(unmarked).and_then(|at| self.entity_at(at));
        let governed = |prepositions: &str| {
            let from = Some(end).filter(|&end| end + 1 < words.end && self.is(end, prepositions))?;
            (from + 1..words.end.min(from + 1 + GOVERNED)).find_map(|at| self.entity_at(at))
        };
        let named = |entity: &Entity| Some(Source::Named(entity.referent));
        if has(facts::MEDIA, &noun)
            && let Some(before) = (head.start..last).rev().find(|at| unmarked(at) && self.word(*at) != "news")
            && let Some(entity) = self.entity_at(before).filter(|entity| entity.label == Label::Org)
        {
            return named(entity);
        }
        // `the European Union delegation`, `Kenya's embassy`, `the board of Orbel`, `the Kyrgyz government`
        if has(facts::VOICES, &noun) {
            if let Some(body) = before.filter(body).or_else(|| governed("of").filter(body)) {
                return named(body);
            }
            // `the United Nations human rights office`
            let plain = |at: usize| self.shape(at) == Shape::Lower && self.plain(at);
            let name = (head.start..last).rev().find(|&at| !plain(at)).and_then(|at| self.entity_at(at));
            if let Some(body) = name.filter(|entity| entity.label == Label::Org) {
                return named(body);
            }
            let people = before.filter(|entity| entity.label == Label::Norp);
            if let Some(country) = people.and_then(|people| self.country_of(people)) {
                return Some(Source::Named(country));
            }
        }
        // `Ana Ruiz's office`
        if has(facts::OFFICES, &noun)
            && let Owner::Name(owner) = read_phrase(self, head.clone(), last).owner
        {
            return Some(Source::Named(owner));
        }
        // `Seoul's defence ministry`, `the health department of Ghent`
        if has("ministry department", &noun) {
            if let Owner::Name(owner) = read_phrase(self, head.clone(), last).owner
                && self.label(owner) == Some(Label::Gpe)
            {
                return Some(Source::Named(owner));
            }
            if let Some(place) = governed("of").filter(|entity| entity.label == Label::Gpe) {
                return named(place);
            }
        }
        // `the city of Ghent`, `the government in Ghent`
        if has("city town state province village port island kingdom republic county", &noun)
            && let Some(place) = governed("of").filter(|entity| entity.label == Label::Gpe)
        {
            return named(place);
        }
        if noun == "government"
            && let Some(place) = governed("in").filter(|entity| entity.label == Label::Gpe)
        {
            return named(place);
        }
        // `analysts at Palm Securities`
        if has(facts::EXPERTS, &noun)
            && let Some(body) = governed("at from with").filter(|entity| entity.label == Label::Org)
        {
            return named(body);
        }
        None
    }

    /// Whether a body's name has the noun in it, or no noun for another kind.
    pub fn may_be_called(&self, body: usize, noun: &str) -> bool {
        let words = fold(&self.names.referents[body].name, false);
        words.iter().any(|word| word == noun) || !words.iter().any(|word| has(facts::KINDS, word))
    }

    /// The only country of the article whose name begins as its people's does: `Kyrgyz`, `Kyrgyzstan`.
    fn country_of(&self, people: &Entity) -> Option<usize> {
        let people = fold(people.span.of(self.text), false).concat();
        let shared = |name: &str| people.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        let places = self.places.get(&people.chars().take(SHARED).collect::<String>())?;
        let mut alike = places.iter().filter(|(_, name)| {
            // All but the endings: `-an`, `-ese`, `-ish`; `-stan`, `-way`.
            let shared = shared(name);
            shared + 3 >= people.chars().count() && shared * 2 >= name.chars().count()
        });
        let country = alike.next()?;
        alike.next().is_none().then_some(country.0)
    }
}
