//! Whom the pronouns mean that are sources.

use super::descriptions::ROLE_WORDS;
use super::facts::{self, Gender, has};
use super::layout::Layout;
use super::mentions::{Mention, Mentions, WEIGHED};
use super::names::agree;
use super::sources::Source;
use crate::annotation::{Kind, Label, Statement};
use crate::text::{Shape, Span};
use std::collections::HashSet;

/// How many sentences a pronoun looks back, quoted ones not counted: further back, people are named again.
const SENTENCES_BACK: usize = 4;

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

/// Pronouns of the story that are kept in mind: a sentence has two or three.
const PRONOUNS: usize = 8;

/// Reads pronouns in the order of the text.
pub(super) struct Reader<'a> {
    pub layout: &'a Layout<'a>,
    pub mentions: &'a Mentions,
    pub sources: &'a [Source],
    /// By referent; the pronouns that were read tell more of them.
    pub genders: Vec<Option<Gender>>,
    /// Places where sources start: their pronouns are read one by one.
    pub starts: HashSet<usize>,
    /// Other pronouns and whom they mean, in the order of the text: they keep somebody in mind.
    pub told: Vec<(Span, usize)>,
    /// The first word that was not looked at for them.
    pub next: usize,
}

impl Reader<'_> {
    /// Whom the pronoun means, `I` and `you` left out.
    pub fn read(&self, own: usize, source: &Source, statements: &[Statement]) -> Option<usize> {
        match source {
            Source::Third(gender) => self.third(own, *gender, statements),
            Source::Relative => self.relative(statements[own].source),
            Source::It => self.it(own, statements, false),
            Source::They => self.it(own, statements, true),
            Source::Both => self.both(statements[own].source),
            _ => None,
        }
    }

    /// `she` tells that who is meant is a woman.
    pub fn learn(&mut self, source: &Source, speaker: Option<usize>) {
        if let (Source::Third(gender), Some(speaker)) = (source, speaker)
            && let Some(known) = self.genders.get_mut(speaker)
        {
            *known = known.or(*gender);
        }
    }

    /// Reads the pronouns of the story up to a byte, those left out that stand in what somebody says.
    pub fn follow(&mut self, until: usize, statements: &[Statement]) {
        let layout = self.layout;
        while let Some(place) = layout.words.get(self.next).filter(|place| place.span.start < until) {
            let word = layout.word(self.next);
            self.next += 1;
            let own_story = || !place.quoted && layout.around(place.span, usize::MAX).is_none();
            if !has("he she", &word) || self.starts.contains(&place.span.start) || !own_story() {
                continue;
            }
            let gender = if word == "he" { Gender::Male } else { Gender::Female };
            let before = statements.partition_point(|statement| statement.cue.start < place.span.start);
            if let Some(person) = self.salient(place.span, before, None, Some(gender), statements) {
                self.told.push((place.span, person));
                self.genders[person] = self.genders[person].or(Some(gender));
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
        let around = layout.around(span, own);
        // Nobody speaks of himself by name: those named in the content are not who says it.
        let mut barred: Vec<usize> = Vec::new();
        for content in contents {
            let at = layout.entities.partition_point(|entity| entity.span.start < content.start);
            let inside = layout.entities[at..].iter().take(WEIGHED).take_while(|e| e.span.end <= content.end);
            barred.extend(inside.map(|entity| entity.referent));
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
                    let known = if gender.is_none() { KNOWN_GENDER } else { 0 };
                    weigh(base(far) + SPOKE + known - told(source, i), source.start, None, *gender);
                }
                _ => {}
            }
        }
        for &(place, person) in
            self.told.iter().rev().filter(|(place, _)| place.end <= span.start).take(PRONOUNS)
        {
            if let Some(far) = distance(place.start) {
                weigh(base(far) + SUBJECT - told(place, own), place.start, Some(person), None);
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

    /// `who`, `which`: the name it directly follows, with at most one apposition between.
    fn relative(&self, source: Option<Span>) -> Option<usize> {
        let layout = self.layout;
        let who = layout.words_in(source?).find(|&at| layout.words[at].shape != Shape::Mark)?;
        let wants_person = layout.word(who).starts_with("who");
        let sentence = layout.words.get(who)?.sentence;
        let fits = |at: usize| {
            if layout.words[at].sentence != sentence {
                return None;
            }
            let mention = self.mention_at(at)?;
            let kind = if wants_person {
                mention.label == Label::Person
            } else {
                matches!(mention.label, Label::Org | Label::Gpe)
            };
            // `a newspaper in Mozambique, which …`
            let place = mention.label == Label::Gpe && at > 0;
            let inside = || {
                let preposition = layout.words_in(mention.span).start.checked_sub(1)?;
                let body = self.mention_at(preposition.checked_sub(1)?)?;
                (layout.is(preposition, "in at of from") && body.label == Label::Org).then_some(body.referent)
            };
            match inside().filter(|_| place) {
                Some(body) => body,
                None => mention.referent.filter(|_| kind),
            }
        };
        let before = who.checked_sub(1)?;
        if !layout.comma(before) {
            return fits(before)
                .or_else(|| self.described(who, sentence, wants_person).and_then(fits))
                .or_else(|| self.and_who(who, sentence));
        }
        let direct = before.checked_sub(1)?;
        fits(direct).or_else(|| {
            let start = direct.saturating_sub(2 * ROLE_WORDS);
            let other = (start..direct).rev().find(|&at| layout.comma(at))?;
            fits(other.checked_sub(1)?)
        })
    }

    /// The mention that ends with a word.
    fn mention_at(&self, word: usize) -> Option<&Mention> {
        let span = self.layout.words[word].span;
        self.mentions
            .before(span.end)
            .find(|mention| mention.span.contains(&span))
            .filter(|m| m.span.end == span.end)
    }

    /// `Marat Ospanov, a boxer who says …`: the last word of the name before the description.
    fn described(&self, who: usize, sentence: usize, wants_person: bool) -> Option<usize> {
        let layout = self.layout;
        let start = who.saturating_sub(ROLE_WORDS);
        let comma = (start..who).rev().find(|&at| layout.mark(at))?;
        let described = layout.comma(comma)
            && layout.words[comma].sentence == sentence
            && layout.is(comma + 1, "a an the another")
            && wants_person;
        comma.checked_sub(1).filter(|_| described)
    }

    /// `Ana Ruiz, who left and who said …`: the one whom the `who` before means.
    fn and_who(&self, who: usize, sentence: usize) -> Option<usize> {
        let layout = self.layout;
        let and = who.checked_sub(1).filter(|&at| layout.is(at, "and but"))?;
        let other =
            (and.saturating_sub(WEIGHED)..and).rev().find(|&at| layout.word(at) == layout.word(who))?;
        (layout.words[other].sentence == sentence).then(|| self.relative(Some(layout.words[other].span)))?
    }

    /// `it`, `they`: the organisation, place or document that spoke, or was spoken of, just before.
    fn it(&self, own: usize, statements: &[Statement], plural: bool) -> Option<usize> {
        let layout = self.layout;
        let span = statements[own].source?;
        let here = layout.sentence(span.start);
        let is_body = |referent: usize| match layout.label(referent) {
            Some(Label::Org) => true,
            Some(Label::Gpe) => !plural,
            _ => false,
        };
        let near = |at: usize| here.checked_sub(layout.sentence(at)).is_some_and(|far| far <= 1);
        let spoke = (own.saturating_sub(WEIGHED)..own).rev().find_map(|i| {
            let source =
                statements[i].source.filter(|source| source.end <= span.start && near(source.start))?;
            let document = matches!(self.sources[i], Source::Document(..)) && !plural;
            (source.start < span.start).then_some((statements[i].speaker?, document))
        });
        // `"Customers ring us; they ask …"`: whom a quotation calls `they` is nobody who speaks.
        let quoted = plural && layout.words.get(layout.words_in(span).start).is_some_and(|word| word.quoted);
        if let Some((speaker, document)) = spoke
            && (is_body(speaker) || document)
            && !quoted
        {
            return Some(speaker);
        }
        if plural {
            return None;
        }
        // `She said that the company had cash and that it …`
        let until = self.mentions.list.partition_point(|mention| mention.span.end <= span.start);
        let before = &self.mentions.list[until.saturating_sub(WEIGHED)..until];
        let clause =
            before.iter().rev().take_while(|mention| layout.sentence(mention.span.start) == here).find(
                |mention| {
                    let word = layout.words_in(mention.span).start;
                    let article = mention.name && word > 0 && layout.is(word - 1, "the");
                    let opens = word
                        .checked_sub(1 + usize::from(article))
                        .is_some_and(|at| layout.is(at, "that whether because while if"));
                    opens
                        && matches!(mention.label, Label::Org | Label::Gpe)
                        && !layout.possesses(mention.span.end)
                },
            );
        if let Some(clause) = clause {
            return clause.referent;
        }
        // The subject of the same sentence or of the one before.
        let subject = |sentence: usize| {
            let first = before.iter().find(|mention| {
                layout.sentence(mention.span.start) == sentence
                    && !matches!(mention.label, Label::Date | Label::Time)
            })?;
            let word = layout.words_in(first.span).start;
            // `The operator, Acme, …`
            let opening = layout.words.get(word)?.first;
            let apposed = word > opening + 1
                && word <= opening + ROLE_WORDS
                && layout.comma(word - 1)
                && !layout.is(opening, facts::AFTER_HEAD);
            let starts = apposed || (opening..word).all(|at| layout.is(at, "the but and however ,"));
            let referent = first.referent?;
            // `OSLO - …` is where, not who.
            let dateline = first.name && layout.shape(word) == Shape::Upper && first.label == Label::Gpe;
            (is_body(referent) && starts && !dateline && !layout.possesses(first.span.end))
                .then_some(referent)
        };
        subject(here).or_else(|| subject(here.checked_sub(1)?))
    }

    /// `both`, `the two men`: the two people named last, if they are two; the first of them stands for both.
    fn both(&self, source: Option<Span>) -> Option<usize> {
        let layout = self.layout;
        let span = source?;
        let here = layout.sentence(span.start);
        if layout.words_in(span).any(|at| layout.is(at, "sides groups companies parties countries firms")) {
            return None;
        }
        let near = |mention: &&Mention| layout.sentence(mention.span.start) + SENTENCES_BACK >= here;
        let named = self.mentions.before(span.start).take_while(near);
        let named = named.filter(|mention| mention.name && mention.label == Label::Person);
        // Back to the sentence in which there are two.
        let mut two: Vec<usize> = Vec::new();
        let mut sentence = here;
        for mention in named {
            let at = layout.sentence(mention.span.start);
            if two.len() >= 2 && at < sentence {
                break;
            }
            sentence = at;
            if let Some(referent) = mention.referent.filter(|referent| !two.contains(referent)) {
                two.push(referent);
            }
        }
        two.last().copied().filter(|_| two.len() == 2)
    }

    /// `I`, `we` inside a quotation: who is quoted.
    pub fn first(&self, own: usize, statements: &[Statement]) -> Option<usize> {
        let span = statements[own].source?;
        let Some((_, outer)) = self.layout.around(span, own) else {
            let word = self.layout.words_in(span).start;
            let told = self.layout.words.get(word).is_some_and(|place| !place.quoted);
            return self.byline().filter(|_| told && self.layout.is(word, "i my me"));
        };
        let own = self.layout.is_own_words(self.layout.words_in(span).start, &statements[outer]);
        let tells =
            statements[outer].kind != Kind::Indirect || statements[outer].cue.of(self.layout.text) == ":";
        statements[outer].speaker.filter(|_| own && tells)
    }

    /// Who has written the article: `By Ana Ruiz` in a line near its beginning.
    fn byline(&self) -> Option<usize> {
        const LINES: usize = 5;
        let layout = self.layout;
        let people = layout.entities.iter().take(WEIGHED).filter(|entity| entity.label == Label::Person);
        let mut written = people.filter(|person| {
            let name = layout.words_in(person.span).start;
            let opens = |by: usize| {
                layout.words.get(by).is_some_and(|place| place.first == by && place.sentence <= LINES)
            };
            name.checked_sub(1).is_some_and(|by| layout.is(by, "by") && opens(by))
        });
        written.next().map(|person| person.referent)
    }

    /// `you`: whom the sentence calls by name, or in an interview of two the one who has not the word.
    pub fn second(&self, own: usize, statements: &[Statement]) -> Option<usize> {
        let layout = self.layout;
        let span = statements[own].source?;
        let (_, outer) = layout.around(span, own)?;
        let you = layout.words_in(span).start;
        if let Some(called) = you.checked_sub(2).filter(|_| layout.comma(you - 1))
            && let Some(entity) = layout.entity_at(called).filter(|entity| entity.label == Label::Person)
        {
            return Some(entity.referent);
        }
        let has_word =
            |statement: &Statement| (statement.cue.of(layout.text) == ":").then_some(statement.speaker)?;
        let speaker = has_word(&statements[outer])?;
        let mut others = statements.iter().filter_map(has_word).filter(|&other| other != speaker);
        let other = others.next()?;
        others.all(|another| another == other).then_some(other)
    }
}

/// Whether the mention's sentence begins with it.
fn first_of_sentence(layout: &Layout, mention: &Mention) -> bool {
    let word = layout.words_in(mention.span).start;
    layout.words.get(word).is_some_and(|place| place.first == word)
}
