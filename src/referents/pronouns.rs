//! Whom the pronouns mean that are sources.

use super::facts::{self, Gender};
use super::introductions::ROLE_WORDS;
use super::layout::Layout;
use super::mentions::{Mention, Mentions, WEIGHED};
use super::salience::SENTENCES_BACK;
use super::sources::Source;
use crate::annotation::{Kind, Label, Statement};
use crate::text::{Shape, Span};
use std::collections::HashSet;

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
    pub fn second(&self, own: usize, statements: &[Statement], talkers: &[usize]) -> Option<usize> {
        let layout = self.layout;
        let span = statements[own].source?;
        let (_, outer) = layout.around(span, own)?;
        let you = layout.words_in(span).start;
        if let Some(called) = you.checked_sub(2).filter(|_| layout.comma(you - 1))
            && let Some(entity) = layout.entity_at(called).filter(|entity| entity.label == Label::Person)
        {
            return Some(entity.referent);
        }
        if statements[outer].cue.of(layout.text) != ":" {
            return None;
        }
        let speaker = statements[outer].speaker?;
        match talkers[..] {
            [one, other] if one == speaker => Some(other),
            [other, one] if one == speaker => Some(other),
            _ => None,
        }
    }
}

/// Who has the word in an interview, as far as three: of more than two nobody is `you`.
pub(super) fn talkers(text: &str, statements: &[Statement]) -> Vec<usize> {
    let mut out = Vec::new();
    for statement in statements.iter().filter(|statement| statement.cue.of(text) == ":") {
        if let Some(speaker) = statement.speaker.filter(|speaker| !out.contains(speaker)) {
            out.push(speaker);
            if out.len() > 2 {
                break;
            }
        }
    }
    out
}
