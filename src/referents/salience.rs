//! Whom `he` and `she` mean: the most salient person before them.

use super::descriptions::{Descriptions, Owner, Phrase};
use super::facts::{self, Gender, has};
use super::layout::Layout;
use super::mentions::{Mention, WEIGHED};
use super::names::agree;
use super::pronouns::Reader;
use super::sources::Source;
use crate::annotation::{Entity, Label, Statement};
use crate::text::Span;

/// How many sentences a pronoun looks back, quoted ones not counted: further back, people are named again.
pub(super) const SENTENCES_BACK: usize = 4;

// How a person before `he` or `she` is weighed. The order matters, the figures only keep it: a sentence further back costs more
// than any one advantage gives, so that a new subject takes over from who spoke before; a name that is only spoken of, or stands
// in passing, does not.
const SENTENCE: isize = 10;
/// Said something.
const SPOKE: isize = 9;
/// Is the first person of the sentence.
const SUBJECT: isize = 6;
/// Stands in what someone else says.
const IN_PASSING: isize = 8;
/// Stands before `'s`.
const OWNER: isize = 5;
/// Stands after a preposition.
const OBJECT: isize = 3;
/// A gender that is known to agree counts for more than to be the subject.
const KNOWN_GENDER: isize = 7;
/// Somebody who is not named and says nothing: a writer does not go on with him as with a name.
const UNNAMED: isize = 3;

/// Somebody unnamed who has said something, and may be man or woman.
const NEWCOMER: isize = 3;

/// Cues of what is said to another.
const ANSWERS: &str = "replied replies answered answers retorted retorts";

/// Pronouns of the story that are kept in mind: a sentence has two or three.
const PRONOUNS: usize = 8;

impl Reader<'_> {
    /// Reads the pronouns of the story up to a byte, those left out that stand in what somebody says.
    pub fn follow(&mut self, until: usize, statements: &[Statement]) {
        let layout = self.layout;
        while let Some(place) = layout.words.get(self.next).filter(|place| place.span.start < until) {
            let word = layout.word(self.next);
            self.next += 1;
            let own_story = || !place.quoted && layout.around(place.span, usize::MAX).is_none();
            if !has("he she his her", &word) || self.starts.contains(&place.span.start) || !own_story() {
                continue;
            }
            let gender = if has("she her", &word) { Gender::Female } else { Gender::Male };
            let weight = if has("he she", &word) { SUBJECT } else { -OWNER };
            let before = statements.partition_point(|statement| statement.cue.start < place.span.start);
            if let Some(person) = self.salient(place.span, before, None, Some(gender), statements) {
                self.told.push((place.span, person, weight));
                // Whose `his` is is less sure.
                if weight == SUBJECT {
                    self.genders[person] = self.genders[person].or(Some(gender));
                }
            }
        }
    }

    /// `he`, `she` as the source of a statement.
    pub fn third(&self, own: usize, gender: Option<Gender>, statements: &[Statement]) -> Option<usize> {
        self.salient(statements[own].source?, own, Some(own), gender, statements)
    }

    /// The most salient person before a pronoun; none where that is somebody whom nobody names. Only the statements before `until`
    /// count; `own` is the one whose source the pronoun is.
    fn salient(
        &self,
        span: Span,
        until: usize,
        own: Option<usize>,
        gender: Option<Gender>,
        statements: &[Statement],
    ) -> Option<usize> {
        let layout = self.layout;
        let contents = own.map_or(&[][..], |own| &statements[own].content);
        let own = own.unwrap_or(usize::MAX);
        let known = |referent: usize| self.genders.get(referent).copied().flatten();
        let fits = |referent: usize| agree(known(referent), gender);
        let around = layout.around_source(span, own);
        // Nobody speaks of himself by name: those named in the content are not who says it.
        let mut barred: Vec<usize> = Vec::new();
        for content in contents {
            let at = layout.entities.partition_point(|entity| entity.span.start < content.start);
            let inside = layout.entities[at..].iter().take(WEIGHED).take_while(|e| e.span.end <= content.end);
            // `He said, ‘Ana, …’` in what Ana tells is another's word.
            let others = |entity: &&Entity| {
                layout
                    .around(entity.span, own)
                    .is_some_and(|(inner, _)| content.contains(&inner) && inner != *content)
            };
            barred.extend(inside.filter(|entity| !others(entity)).map(|entity| entity.referent));
        }
        // Who answers is not who has asked.
        if let Some(statement) = statements.get(own)
            && layout.words_in(statement.cue).any(|at| layout.is(at, ANSWERS))
            && let Some(asker) = own.checked_sub(1).and_then(|before| self.asker(before, statements))
        {
            barred.push(asker);
        }
        if let Some((_, outer)) = around
            && let Some(speaker) = statements[outer].speaker
        {
            // `Ruiz said she thought …` is Ruiz; `"She lied," Ruiz said` is someone else.
            let quoted = layout.is_own_words(layout.words_in(span).start, &statements[outer]);
            if !quoted && fits(speaker) && layout.is_person(speaker) {
                return Some(speaker);
            }
            if quoted {
                barred.push(speaker);
            }
        }
        let here = layout.sentence(span.start);
        let distance = |at: usize| here.checked_sub(layout.sentence(at)).filter(|&far| far <= SENTENCES_BACK);
        let mut best: Option<(isize, usize, Option<usize>)> = None; // score, place, referent
        let mut weigh = |score: isize, at: usize, referent: Option<usize>, own: Option<Gender>| {
            let gender_of = referent.map_or(own, known);
            let score = score + if gender_of.is_some() { KNOWN_GENDER } else { 0 };
            let possible = agree(gender_of, gender) && !referent.is_some_and(|id| barred.contains(&id));
            if possible && best.is_none_or(|best| (score, at) > (best.0, best.1)) {
                best = Some((score, at, referent));
            }
        };
        let base = |far: usize| -(SENTENCE * far as isize);
        // Inside what someone else says; what the same speaker says is one story.
        let teller = around.and_then(|(_, outer)| statements[outer].speaker);
        let told = |place: Span, own: usize| match layout.around(place, own) {
            Some((content, by)) if !content.contains(&span) => {
                if teller.is_some() && statements[by].speaker == teller { 0 } else { IN_PASSING }
            }
            _ => 0,
        };
        for (i, statement) in statements.iter().enumerate().take(until).skip(until.saturating_sub(WEIGHED)) {
            let Some(source) = statement.source.filter(|source| source.end <= span.start) else { continue };
            let Some(far) = distance(source.start) else { continue };
            match (statement.speaker, &self.sources[i]) {
                (Some(speaker), _) if layout.is_person(speaker) => {
                    weigh(base(far) + SPOKE - told(source, i), source.start, Some(speaker), None);
                }
                (None, Source::Somebody(gender)) => {
                    let known = if gender.is_none() { NEWCOMER } else { 0 };
                    weigh(base(far) + SPOKE + known - told(source, i), source.start, None, *gender);
                }
                _ => {}
            }
        }
        for &(place, person, weight) in
            self.told.iter().rev().filter(|(place, ..)| place.end <= span.start).take(PRONOUNS)
        {
            if let Some(far) = distance(place.start) {
                weigh(base(far) + weight - told(place, own), place.start, Some(person), None);
            }
        }
        // Whom the article is about is in mind as if named two sentences before.
        if let Some((protagonist, first)) =
            self.mentions.protagonist.filter(|(_, first)| first.end <= span.start)
        {
            weigh(SUBJECT - 2 * SENTENCE, first.start, Some(protagonist), None);
        }
        for mention in self.mentions.before(span.start).filter(|mention| mention.label == Label::Person) {
            let own_words = || contents.iter().any(|content| content.contains(&mention.span));
            let unsure = mention.unsure && !first_of_sentence(layout, mention);
            if mention.span.end > span.start || unsure || mention.referent.is_none() && own_words() {
                continue;
            }
            let at = mention.span.start;
            let Some(far) = distance(at) else { continue };

            let words = layout.words_in(mention.span);
            let preposition = words.start.checked_sub(1).is_some_and(|at| layout.is(at, facts::PREPOSITIONS));
            let mut score = base(far);
            score += if self.opens_sentence(mention) { SUBJECT } else { 0 };
            score -= told(mention.span, own);
            score -= if layout.possesses(mention.span.end) { OWNER } else { 0 };
            score -= if preposition { OBJECT } else { 0 };
            score -= if mention.referent.is_none() { UNNAMED } else { 0 };
            weigh(score, at, mention.referent, mention.gender);
        }
        best.and_then(|(_, _, referent)| referent)
    }

    /// `Ana Ruiz went on. … The actress said`: the person with whom the sentence before begins, where nobody else is called so.
    pub fn renamed(
        &self,
        own: usize,
        phrase: &Phrase,
        descriptions: &Descriptions,
        statements: &[Statement],
    ) -> Option<usize> {
        let layout = self.layout;
        let gender = facts::gender_of_title(&phrase.noun);
        if gender.is_none()
            || has(facts::OFFICIALS, &phrase.noun)
            || phrase.owner != Owner::Nobody
            || phrase.determiner.as_deref() != Some("the")
            || descriptions.introduces(&phrase.noun)
        {
            return None;
        }
        let span = statements[own].source?;
        let here = layout.sentence(span.start);
        let found = self.third(own, gender, statements)?;
        let mut before = self.mentions.before(span.start).filter(|mention| mention.label == Label::Person);
        let subject = before.find(|mention| mention.referent == Some(found) && mention.name)?;
        let near = layout.sentence(subject.span.start) + 1 >= here;
        (near && self.opens_sentence(subject)).then_some(found)
    }

    /// Who has said the last thing before an answer, if it stands by itself.
    fn asker(&self, before: usize, statements: &[Statement]) -> Option<usize> {
        let layout = self.layout;
        let last =
            (0..=before).rev().take(WEIGHED).find(|&i| layout.around(statements[i].cue, i).is_none())?;
        statements[last].speaker
    }

    /// Whether nobody stands before the mention in its sentence, nor a preposition directly before it.
    fn opens_sentence(&self, mention: &Mention) -> bool {
        let layout = self.layout;
        let word = layout.words_in(mention.span).start;
        let Some(place) = layout.words.get(word) else { return false };
        let first = layout.words[place.first].span.start;
        let at = self.mentions.list.partition_point(|other| other.span.end <= first);
        let people =
            self.mentions.list[at..].iter().take(WEIGHED).filter(|other| other.label == Label::Person);
        let subject = people.map(|other| other.span.start).next();
        subject.is_some_and(|subject| subject >= mention.span.start)
            && !word.checked_sub(1).is_some_and(|at| layout.is(at, facts::PREPOSITIONS))
    }
}

/// Whether the mention's sentence begins with it.
fn first_of_sentence(layout: &Layout, mention: &Mention) -> bool {
    let word = layout.words_in(mention.span).start;
    layout.words.get(word).is_some_and(|place| place.first == word)
}
