//! What an article is read into: entities, statements, and the people, organisations and places behind them.

use crate::text::{OffsetMap, OffsetUnit, Span};
use serde::{Deserialize, Serialize};

/// What an entity is; the names are those of OntoNotes 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[repr(u8)]
pub enum Label {
    /// People, without titles or roles.
    Person,
    /// Nationalities, religious, ethnic and political groups.
    Norp,
    /// Companies, institutions, media, parties, armed groups, teams.
    Org,
    /// Countries, states, provinces, cities.
    Gpe,
    /// Regions, seas, mountains, continents.
    Loc,
    /// Buildings, airports, roads, bridges, bases.
    Fac,
    /// Named wars, storms, elections, tournaments, summits.
    Event,
    /// Titles of books, films, songs, programmes.
    WorkOfArt,
    /// Named laws and treaties.
    Law,
    /// Named things that are made.
    Product,
    /// Languages.
    Language,
    /// Dates, and periods of a day or more.
    Date,
    /// Times shorter than a day.
    Time,
    /// Sums of money.
    Money,
    /// Percentages.
    Percent,
    /// Measurements.
    Quantity,
    /// `first`, `19th`.
    Ordinal,
    /// Other numbers.
    Cardinal,
}

impl Label {
    /// Every label, in the order of the declaration.
    pub const ALL: [Label; 18] = [
        Label::Person,
        Label::Norp,
        Label::Org,
        Label::Gpe,
        Label::Loc,
        Label::Fac,
        Label::Event,
        Label::WorkOfArt,
        Label::Law,
        Label::Product,
        Label::Language,
        Label::Date,
        Label::Time,
        Label::Money,
        Label::Percent,
        Label::Quantity,
        Label::Ordinal,
        Label::Cardinal,
    ];

    /// The labels of names, which the encoder tags; the others have a form, which rules read.
    pub const NAMES: usize = 11;

    /// The name as it is written out: `WORK_OF_ART`.
    pub fn name(self) -> &'static str {
        match self {
            Label::Person => "PERSON",
            Label::Norp => "NORP",
            Label::Org => "ORG",
            Label::Gpe => "GPE",
            Label::Loc => "LOC",
            Label::Fac => "FAC",
            Label::Event => "EVENT",
            Label::WorkOfArt => "WORK_OF_ART",
            Label::Law => "LAW",
            Label::Product => "PRODUCT",
            Label::Language => "LANGUAGE",
            Label::Date => "DATE",
            Label::Time => "TIME",
            Label::Money => "MONEY",
            Label::Percent => "PERCENT",
            Label::Quantity => "QUANTITY",
            Label::Ordinal => "ORDINAL",
            Label::Cardinal => "CARDINAL",
        }
    }

    /// Whether the label is one of a name rather than of a number or date.
    pub fn is_name(self) -> bool {
        (self as usize) < Label::NAMES
    }
}

/// A mention of something named, or a date or number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// What it is.
    pub label: Label,
    /// Whom or what it means: an id in [`Annotation::referents`].
    pub referent: usize,
    /// How sure the reading is, from 0 to 1.
    pub confidence: f32,
}

/// How much of a statement's content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of it.
    Direct,
    /// A part of it.
    Mixed,
    /// Nothing of it.
    Indirect,
}

/// Something the article lays in someone's mouth or mind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The words for who says it; none in `it was disclosed that …`.
    pub source: Option<Span>,
    /// The words that attribute: `said`, `according to`, or a colon.
    pub cue: Span,
    /// What is said, in one or more parts, in the order of the text.
    pub content: Vec<Span>,
    /// How much of it stands in quotation marks.
    pub kind: Kind,
    /// Whom the source means: an id in [`Annotation::referents`]; none where the text names nobody. Of several who speak together,
    /// the first that is named stands for all.
    pub speaker: Option<usize>,
    /// How sure the reading is, from 0 to 1.
    pub confidence: f32,
}

/// A person, organisation, place or other thing that the article mentions, once or often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Referent {
    /// Its number in this annotation.
    pub id: usize,
    /// The fullest name the text gives it.
    pub name: String,
    /// What it is.
    pub label: Label,
}

/// All that was read out of an article.
///
/// With serde it is written, and read back, in the shape that the command line prints and JavaScript gets.
///
/// ```
/// use newsmark::{Annotation, Annotator};
/// let annotator = Annotator::from_bytes(&std::fs::read("model/newsmark.bin")?)?;
/// let annotation = annotator.annotate("“I count bees,” said Ngozi Eze.");
/// let json = serde_json::to_string(&annotation)?;
/// assert!(json.starts_with(r#"{"unit":"byte","entities":[{"start":"#));
/// assert_eq!(serde_json::from_str::<Annotation>(&json)?, annotation);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// What the offsets count.
    pub unit: OffsetUnit,
    /// Entities in the order of the text; they do not overlap.
    pub entities: Vec<Entity>,
    /// Statements in the order of their cues; one may lie inside another's content.
    pub statements: Vec<Statement>,
    /// What the entities mean and the statements' sources stand for; a referent's id is its index.
    pub referents: Vec<Referent>,
}

impl Annotation {
    /// The same annotation with offsets in another unit.
    ///
    /// # Panics
    /// If `self` does not count bytes: there is no way back from another unit.
    pub fn in_unit(&self, text: &str, unit: OffsetUnit) -> Annotation {
        assert_eq!(self.unit, OffsetUnit::Byte, "offsets are translated from bytes only");
        let map = OffsetMap::new(text, unit);
        let mut out = Annotation { unit, ..self.clone() };
        each_span(&mut out.entities, &mut out.statements, |span| *span = map.span(*span));
        out
    }
}

/// Changes every span.
pub(crate) fn each_span(
    entities: &mut [Entity],
    statements: &mut [Statement],
    mut change: impl FnMut(&mut Span),
) {
    entities.iter_mut().for_each(|entity| change(&mut entity.span));
    for statement in statements {
        statement.source.iter_mut().for_each(&mut change);
        change(&mut statement.cue);
        statement.content.iter_mut().for_each(&mut change);
    }
}
