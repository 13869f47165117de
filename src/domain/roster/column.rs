//! The columns of the player table.

use chrono::NaiveDate;

use crate::domain::fact::FactKey;
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::id::PlayerId;
use crate::domain::injury::three_seasons;
use crate::domain::money::Currency;

/// What a column reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    /// A plain field, which can be typed into.
    Field(PlayerField),
    /// A sourced fact, which can be typed into.
    Fact(FactKey),
    /// Something computed from a fact or a field.
    From(From),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Fact(FactKey),
    Field(PlayerField),
    Rows,
}

/// The second line above a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Plain(&'static str),
    Millions,
    ThreeSeasons(&'static str),
    LastSeason,
}

macro_rules! columns {
    ($( $(#[$meta:meta])* $variant:ident = $key:literal, $label:literal, $head:literal, $unit:expr, $numeric:literal, $shown:literal, $reads:expr, $definition:expr; )+) => {
        /// A column of the player table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Column { $( $(#[$meta])* $variant, )+ }

        impl Column {
            /// Every column, in the order of the chooser.
            pub const ALL: &[Self] = &[ $( Self::$variant, )+ ];

            /// The name in a saved view and in a filter.
            pub fn key(self) -> &'static str {
                match self { $( Self::$variant => $key, )+ }
            }

            /// Reads the name in a saved view.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $( $key => Some(Self::$variant), )+ _ => None }
            }

            /// The words in the chooser.
            pub fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )+ }
            }

            /// True for figures, which stand at the right.
            pub fn is_numeric(self) -> bool {
                match self { $( Self::$variant => $numeric, )+ }
            }

            /// True if a new file shows it.
            pub fn is_shown_first(self) -> bool {
                match self { $( Self::$variant => $shown, )+ }
            }

            /// What it means and how it is counted.
            pub fn definition(self) -> &'static str {
                match self { $( Self::$variant => $definition, )+ }
            }

            fn head(self) -> &'static str {
                match self { $( Self::$variant => $head, )+ }
            }

            fn unit(self) -> Unit {
                match self { $( Self::$variant => $unit, )+ }
            }

            fn reads(self) -> Reads {
                match self { $( Self::$variant => $reads, )+ }
            }
        }
    };
}

const NONE: Unit = Unit::Plain("");

const fn fact(key: FactKey) -> Reads {
    Reads::Fact(key)
}

const fn field(field: PlayerField) -> Reads {
    Reads::Field(field)
}

const fn from(key: FactKey) -> Reads {
    Reads::From(From::Fact(key))
}

const ROWS: Reads = Reads::From(From::Rows);

columns! {
    /// The name by which he is known.
    Name = "name", "Player", "Player", NONE, false, true, field(PlayerField::Name), "The name by which he is known.";
    /// His full legal name.
    FullName = "full_name", "Full name", "Full name", NONE, false, false, field(PlayerField::FullName), "His full legal name, if it differs.";
    /// What he is to the decision.
    Role = "role", "Role", "Role", NONE, false, true, field(PlayerField::Role), "What he is to the decision: target, benchmark, own player or one of a pool.";
    /// How far he has come.
    Stage = "stage", "Stage", "Stage", NONE, false, true, field(PlayerField::Stage), "How far a target has come.";
    /// Main position.
    Position = "position", "Position", "Position", NONE, false, true, fact(FactKey::Position), FactKey::Position.definition();
    /// Date of birth.
    Born = "born", "Born", "Born", NONE, false, false, fact(FactKey::Born), FactKey::Born.definition();
    /// Completed years.
    Age = "age", "Age", "Age", NONE, true, true, from(FactKey::Born), "Completed years at the decision date.";
    /// Standing height.
    Height = "height", "Height", "Height", Unit::Plain("cm"), true, true, fact(FactKey::Height), FactKey::Height.definition();
    /// Preferred foot.
    Foot = "foot", "Foot", "Foot", NONE, false, true, fact(FactKey::Foot), FactKey::Foot.definition();
    /// Nationality.
    Nationality = "nationality", "Nationality", "Nationality", NONE, false, false, fact(FactKey::Nationality), FactKey::Nationality.definition();
    /// Caps for the national team.
    Caps = "caps", "Caps", "Caps", NONE, true, false, fact(FactKey::Caps), FactKey::Caps.definition();
    /// Training status.
    Training = "training_status", "Locally trained", "Locally trained", NONE, false, false, fact(FactKey::Training), FactKey::Training.definition();
    /// The club that holds the registration.
    Club = "club", "Club", "Club", NONE, false, true, fact(FactKey::Club), FactKey::Club.definition();
    /// When he joined the club.
    ClubSince = "club_since", "With the club since", "At club since", NONE, false, false, fact(FactKey::ClubSince), FactKey::ClubSince.definition();
    /// The end of the contract.
    ContractEnd = "contract_end", "Contract end", "Contract end", NONE, false, true, fact(FactKey::ContractEnd), FactKey::ContractEnd.definition();
    /// Months to the end of the contract.
    MonthsLeft = "months_left", "Months left", "Months", Unit::Plain("left"), true, true, from(FactKey::ContractEnd), "Days from the decision date to the end of the contract, divided by 30.4375.";
    /// An option to extend.
    OptionYear = "option_year", "Contract option", "Option", NONE, false, false, fact(FactKey::OptionYear), FactKey::OptionYear.definition();
    /// A release clause.
    ReleaseClause = "release_clause", "Release clause", "Release clause", NONE, false, false, fact(FactKey::ReleaseClause), FactKey::ReleaseClause.definition();
    /// His wage.
    Wage = "wage", "Wage", "Wage", NONE, false, false, fact(FactKey::Wage), "The wage in the convention of its source. Sorted and filtered as thousands a week in the currency of the dossier; gross and net are not told apart there.";
    /// The wage that he asks.
    WageAsked = "wage_asked", "Wage asked", "Wage asked", NONE, false, false, fact(FactKey::WageAsked), FactKey::WageAsked.definition();
    /// Talks over an extension.
    Talks = "talks", "Contract talks", "Contract talks", NONE, false, false, fact(FactKey::Talks), FactKey::Talks.definition();
    /// His agent.
    Agent = "agent", "Agent", "Agent", NONE, false, false, fact(FactKey::Agent), FactKey::Agent.definition();
    /// A sell-on that the selling club owes.
    SellOnOwed = "sell_on_owed", "Sell-on owed", "Sell-on owed", NONE, false, false, fact(FactKey::SellOnOwed), FactKey::SellOnOwed.definition();
    /// Percent of three seasons for which he was fit.
    Availability = "availability", "Availability", "Available", Unit::ThreeSeasons("%"), true, true, Reads::From(From::Field(PlayerField::Coverage)), "100 · (days − days out) / days over the last three complete seasons. Overlapping spells count a day once; rest, illness, suspension and quarantine do not count. Empty if his injuries are not known for all three.";
    /// Days out in three seasons.
    DaysOut = "days_out", "Days out", "Days out", Unit::ThreeSeasons(""), true, false, Reads::From(From::Field(PlayerField::Coverage)), "Days lost to injury in the last three complete seasons, each counted once.";
    /// How many injuries are known.
    Spells = "spells", "Injuries", "Injuries", Unit::Plain("known"), true, false, Reads::From(From::Field(PlayerField::Coverage)), "Injury spells up to the decision date, as far as they are known.";
    /// The latest market value.
    Value = "value", "Market value", "Value", Unit::Millions, true, true, ROWS, "The latest market value at the decision date, in the currency of the dossier at the last rate.";
    /// The date of the latest market value.
    ValueDate = "value_date", "Date of value", "Value of", NONE, false, false, ROWS, "The date to which the latest market value belongs.";
    /// What his club asks.
    Ask = "ask", "Ask", "Ask", Unit::Millions, true, true, ROWS, "The last price of the seller with a figure, as its source states it.";
    /// What we bid.
    Bid = "bid", "Bid", "Bid", Unit::Millions, true, true, ROWS, "The last price of the buyer with a figure, as its source states it.";
    /// Minutes in the last complete season.
    Minutes = "minutes", "Minutes", "Minutes", Unit::LastSeason, true, true, ROWS, "Minutes in the last complete season, as the first provider counts them; providers are never added up.";
    /// Minutes in the last season that is known.
    LatestMinutes = "latest_minutes", "Minutes, latest season", "Minutes", Unit::Plain("latest"), true, false, ROWS, "Minutes in the last season that the file holds for him.";
    /// That season.
    LatestSeason = "latest_season", "Latest season", "Season", Unit::Plain("latest"), false, false, ROWS, "The last season with minutes that the file holds for him.";
    /// What happens next.
    NextStep = "next_step", "Next step", "Next step", NONE, false, false, field(PlayerField::NextStep), "What happens next.";
    /// Who does it.
    Owner = "owner", "Owner", "Owner", NONE, false, false, field(PlayerField::Owner), "Who does it.";
    /// Free remarks.
    Note = "note", "Note", "Note", NONE, false, false, field(PlayerField::Note), "Free remarks.";
    /// How many findings he has.
    Findings = "findings", "Findings", "Findings", NONE, true, false, ROWS, "What is missing, contradictory, stale or outside a rule.";
}

impl Column {
    /// The two lines above the column: name and unit.
    pub fn header(self, on: NaiveDate, currency: Currency) -> (&'static str, String) {
        let unit = match self.unit() {
            Unit::Plain(unit) => unit.to_owned(),
            Unit::Millions => format!("{currency} m"),
            Unit::LastSeason => three_seasons(on).1.to_string(),
            Unit::ThreeSeasons(unit) => {
                let (first, last) = three_seasons(on);
                let years = format!("{}–{}", first.start().format("%y"), last.end().format("%y"));
                match unit {
                    "" => years,
                    unit => format!("{years}, {unit}"),
                }
            }
        };
        (self.head(), unit)
    }

    /// The field that typing into the column changes; `None` for a derived column.
    pub fn field(self, player: PlayerId) -> Option<FieldRef> {
        match self.reads() {
            Reads::Field(field) => Some(FieldRef::Player(player, field)),
            Reads::Fact(key) => Some(FieldRef::Fact(player, key)),
            Reads::From(_) => None,
        }
    }

    /// The field that the inspector shows: what the column reads, or what it derives from.
    pub fn inspects(self, player: PlayerId) -> Option<FieldRef> {
        match self.reads() {
            Reads::From(From::Fact(key)) => Some(FieldRef::Fact(player, key)),
            Reads::From(From::Field(field)) => Some(FieldRef::Player(player, field)),
            Reads::From(From::Rows) => None,
            Reads::Field(_) | Reads::Fact(_) => self.field(player),
        }
    }

    /// The fact that it shows as it stands.
    pub fn fact(self) -> Option<FactKey> {
        match self.reads() {
            Reads::Fact(key) => Some(key),
            Reads::Field(_) | Reads::From(_) => None,
        }
    }

    /// Reads what a person types for a column: its key, its label or a short form.
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        let short = match word.as_str() {
            "pos" => Some(Self::Position),
            "contract" | "months" | "left" => Some(Self::MonthsLeft),
            "end" | "expires" => Some(Self::ContractEnd),
            "avail" | "available" => Some(Self::Availability),
            "nat" | "nation" | "country" => Some(Self::Nationality),
            "min" | "mins" => Some(Self::Minutes),
            "out" | "days" => Some(Self::DaysOut),
            "injuries" => Some(Self::Spells),
            "clause" => Some(Self::ReleaseClause),
            "option" => Some(Self::OptionYear),
            "next" => Some(Self::NextStep),
            "trained" => Some(Self::Training),
            "player" => Some(Self::Name),
            _ => None,
        };
        let by_name =
            |column: &&Self| word == column.key() || word == column.label().to_lowercase();
        short.or_else(|| Self::ALL.iter().find(by_name).copied())
    }
}
