//! The document: everything that a club holds on one decision.
//!
//! A dossier is never changed in place. [`Dossier::edited`](super::edit) returns the next one, which shares
//! every untouched record with the one before, so undo, background save and the unsaved mark cost
//! nothing.

use std::sync::Arc;

use chrono::NaiveDate;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::change::Change;
use super::comparison::{Comparison, SavedView, StatPool};
use super::exchange::ExchangeRate;
use super::extra::Extra;
use super::id::*;
use super::import_memory::{Identity, ImportMapping};
use super::money::Currency;
use super::negotiation::Negotiation;
use super::player::{Player, Role};
use super::report::ScoutReport;
use super::source::Source;
use super::squad::{RegistrationWindow, SquadSlot};
use super::statement::Statement;
use super::text::plain;

/// What the dossier as a whole says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// "Centre-back for 2025/26".
    pub title: String,
    /// The question to decide.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// Our club.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub our_club: String,
    /// The country of our league; decides windows and non-EU places.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub our_country: String,
    /// All ages, months left and availabilities are computed at this date.
    pub decision_date: NaiveDate,
    /// The currency of sums.
    pub currency: Currency,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Head {
    /// A head that says no more than it must.
    pub fn new(title: impl Into<String>, decision_date: NaiveDate, currency: Currency) -> Self {
        Self {
            title: title.into(),
            question: String::new(),
            our_club: String::new(),
            our_country: String::new(),
            decision_date,
            currency,
            extra: Extra::new(),
        }
    }
}

macro_rules! records {
    ($( $(#[$meta:meta])* $field:ident: $kind:ident($id:ident) of $record:ty, $word:literal; )+) => {
        /// A dossier. Records are shared between its states and sorted by id.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Dossier {
            /// The same in every copy and revision.
            pub id: DossierId,
            /// What it says as a whole.
            pub head: Arc<Head>,
            $( $(#[$meta])* pub $field: OrdMap<$id, Arc<$record>>, )+
            /// Record kinds of a newer version.
            pub extra: Arc<Extra>,
        }

        /// One record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record { $( $(#[$meta])* $kind(Arc<$record>), )+ }

        /// The id of one record of any kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RecordRef { $( $(#[$meta])* $kind($id), )+ }

        impl Record {
            /// The section of the file, the word on the screen.
            pub fn word(&self) -> &'static str {
                match self { $( Self::$kind(_) => $word, )+ }
            }

            /// Its id.
            pub fn id(&self) -> RecordRef {
                match self { $( Self::$kind(record) => RecordRef::$kind(record.id), )+ }
            }

            /// Reads one record of a section of the file; `None` if the section is not known.
            pub fn deserialize<'de, D: serde::Deserializer<'de>>(
                section: &str,
                deserializer: D,
            ) -> Option<Result<Self, D::Error>> {
                match section {
                    $( stringify!($field) => Some(<$record>::deserialize(deserializer).map(|record| Self::$kind(Arc::new(record)))), )+
                    _ => None,
                }
            }
        }

        impl Serialize for Record {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self { $( Self::$kind(record) => record.serialize(serializer), )+ }
            }
        }

        impl RecordRef {
            /// The word on the screen.
            pub fn word(self) -> &'static str {
                match self { $( Self::$kind(_) => $word, )+ }
            }

            /// The section of the file in which the record stands.
            pub fn section(self) -> &'static str {
                match self { $( Self::$kind(_) => stringify!($field), )+ }
            }

            /// Its id, whatever the kind.
            pub fn uuid(self) -> Uuid {
                match self { $( Self::$kind(id) => id.0, )+ }
            }

            /// The record of a section of the file; `None` if the section is not known.
            pub fn of(section: &str, id: Uuid) -> Option<Self> {
                match section {
                    $( stringify!($field) => Some(Self::$kind($id(id))), )+
                    _ => None,
                }
            }
        }

        impl Dossier {
            /// The names of the sections in the file, in their order.
            pub const SECTIONS: &[&str] = &[ $( stringify!($field), )+ ];

            /// An empty dossier.
            pub fn new(id: DossierId, head: Head) -> Self {
                Self { id, head: Arc::new(head), $( $field: OrdMap::new(), )+ extra: Arc::default() }
            }

            /// A record by its id.
            pub fn record(&self, id: RecordRef) -> Option<Record> {
                match id { $( RecordRef::$kind(id) => self.$field.get(&id).cloned().map(Record::$kind), )+ }
            }

            /// Adds a record or replaces the one of the same id, which is returned.
            pub fn put(&mut self, record: Record) -> Option<Record> {
                match record { $( Record::$kind(record) => self.$field.insert(record.id, record).map(Record::$kind), )+ }
            }

            /// Takes a record out.
            pub fn remove(&mut self, id: RecordRef) -> Option<Record> {
                match id { $( RecordRef::$kind(id) => self.$field.remove(&id).map(Record::$kind), )+ }
            }

            /// Every record that is not the same one in another state of this dossier, or is in one of
            /// the two alone.
            pub fn differing(&self, other: &Self) -> Vec<RecordRef> {
                let mut found = Vec::new();
                $( differing(&self.$field, &other.$field, |id| found.push(RecordRef::$kind(id))); )+
                found
            }

            /// How many records it holds.
            pub fn len(&self) -> usize {
                0 $( + self.$field.len() )+
            }

            /// True if it holds no record.
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// Shows every section to a visitor, in the order of the file.
            pub fn visit_sections<V: SectionVisitor>(&self, visitor: &mut V) -> Result<(), V::Error> {
                $( visitor.section(stringify!($field), self.$field.len(), self.$field.values().map(Arc::as_ref))?; )+
                Ok(())
            }
        }
    };
}

records! {
    /// Targets, benchmarks, own players.
    players: Player(PlayerId) of Player, "player";
    /// The places of our squad.
    squad: Slot(SlotId) of SquadSlot, "squad place";
    /// Negotiations.
    negotiations: Negotiation(NegotiationId) of Negotiation, "negotiation";
    /// Scouting reports.
    reports: Report(ReportId) of ScoutReport, "scouting report";
    /// Stat pools.
    pools: Pool(PoolId) of StatPool, "stat pool";
    /// Comparisons.
    comparisons: Comparison(ComparisonId) of Comparison, "comparison";
    /// Statements in words.
    statements: Statement(StatementId) of Statement, "statement";
    /// Registration windows.
    windows: Window(WindowId) of RegistrationWindow, "registration window";
    /// Exchange rates.
    rates: Rate(RateId) of ExchangeRate, "exchange rate";
    /// Sources.
    sources: Source(SourceId) of Source, "source";
    /// Views of the player table.
    views: View(ViewId) of SavedView, "view";
    /// Who is who in the tables of providers.
    identities: Identity(IdentityId) of Identity, "identity";
    /// How tables are read.
    mappings: Mapping(MappingId) of ImportMapping, "import mapping";
    /// The change history.
    changes: Change(ChangeId) of Change, "change";
}

/// Ids under which two maps do not share one record. Records that were changed and changed back
/// count too; comparing their contents would take as long as writing them.
fn differing<I: Copy + Ord, T>(
    one: &OrdMap<I, Arc<T>>,
    other: &OrdMap<I, Arc<T>>,
    mut tell: impl FnMut(I),
) {
    if one.ptr_eq(other) {
        return;
    }
    for (id, record) in one {
        if !other
            .get(id)
            .is_some_and(|other| Arc::ptr_eq(record, other))
        {
            tell(*id);
        }
    }
    for id in other.keys().filter(|id| !one.contains_key(*id)) {
        tell(*id);
    }
}

/// Sees the sections of a dossier one by one.
pub trait SectionVisitor {
    /// What can go wrong.
    type Error;

    /// One section with its records in the order of their ids.
    fn section<'a, T: Serialize + Sync + 'a>(
        &mut self,
        name: &'static str,
        len: usize,
        records: impl Iterator<Item = &'a T>,
    ) -> Result<(), Self::Error>;
}

impl Dossier {
    /// A player.
    pub fn player(&self, id: PlayerId) -> Option<&Arc<Player>> {
        self.players.get(&id)
    }

    /// Everybody of one role, by name.
    pub fn players_of(&self, role: &Role) -> Vec<&Arc<Player>> {
        let mut players: Vec<_> = self
            .players
            .values()
            .filter(|player| player.role == *role)
            .collect();
        players.sort_by(|one, other| one.name.cmp(&other.name));
        players
    }

    /// Those among some who have this name or last name, in any case and without accents; if nobody
    /// has, those of whose names it is a part.
    pub fn players_named(&self, name: &str, among: impl Fn(&Player) -> bool) -> Vec<&Arc<Player>> {
        let wanted = plain(name.trim());
        if wanted.is_empty() {
            return Vec::new();
        }
        let those = |fits: &dyn Fn(&Player) -> bool| -> Vec<&Arc<Player>> {
            let players = self.players.values();
            players
                .filter(|player| among(player) && fits(player))
                .collect()
        };
        let whole = those(&|player| {
            [&player.name, player.short_name()]
                .iter()
                .any(|name| plain(name.trim()) == wanted)
        });
        if whole.is_empty() {
            those(&|player| plain(&player.name).contains(&wanted))
        } else {
            whole
        }
    }

    /// The negotiation over a player that is still open, or else the last one.
    pub fn negotiation_over(&self, player: PlayerId) -> Option<&Arc<Negotiation>> {
        let over = |negotiation: &&Arc<Negotiation>| negotiation.player == player;
        self.negotiations
            .values()
            .filter(over)
            .find(|negotiation| !negotiation.closed)
            .or_else(|| self.negotiations.values().rfind(over))
    }

    /// A source.
    pub fn source(&self, id: SourceId) -> Option<&Arc<Source>> {
        self.sources.get(&id)
    }

    /// The target that the case is about: the first over whom there is a negotiation, else the first.
    pub fn lead_target(&self) -> Option<PlayerId> {
        let targets = || {
            let players = self.players.values();
            players.filter(|player| player.role == Role::Target)
        };
        let priced = targets().find(|player| self.negotiation_over(player.id).is_some());
        let lead = priced.or_else(|| targets().next());
        lead.map(|player| player.id)
    }

    /// The registration windows by the day on which they open.
    pub fn windows_by_day(&self) -> Vec<&Arc<RegistrationWindow>> {
        let mut windows: Vec<_> = self.windows.values().collect();
        windows.sort_by_key(|window| (window.opens, window.closes, window.id));
        windows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier() -> Dossier {
        let head = Head::new("Names", NaiveDate::default(), Currency::EUR);
        let mut dossier = Dossier::new(DossierId(Uuid::nil()), head);
        let names = [
            "Marc Guéhi",
            "Antonio Rüdiger",
            "Sahr Rüdigerson",
            "Dan Dijk",
            "Virgil van Dijk",
        ];
        for (id, name) in (1..).zip(names) {
            let player = Player::new(PlayerId(Uuid::from_u128(id)), name, Role::Own);
            dossier.put(Record::Player(Arc::new(player)));
        }
        dossier
    }

    #[test]
    fn a_name_is_found_whole_before_it_is_found_as_a_part() {
        let dossier = dossier();
        for (typed, found) in [
            (" guehi", &["Marc Guéhi"][..]),
            ("RÜDIGER", &["Antonio Rüdiger"]),
            ("rudig", &["Antonio Rüdiger", "Sahr Rüdigerson"]),
            ("dijk", &["Dan Dijk"]),
            ("van Dijk", &["Virgil van Dijk"]),
            ("nobody", &[]),
            (" ", &[]),
        ] {
            let players = dossier.players_named(typed, |_| true);
            let names: Vec<&str> = players.iter().map(|player| player.name.as_str()).collect();
            assert_eq!(names, found, "{typed:?}");
        }
        assert!(
            dossier
                .players_named("guehi", |player| player.role == Role::Target)
                .is_empty()
        );
    }
}
