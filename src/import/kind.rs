//! What a table is about, by its headers.

use serde::{Deserialize, Serialize};

use super::aliases::{folded, meaning};
use super::detect::Detected;
use super::field::Field;
use super::table::Table;
use crate::domain::fact::FactKey;
use crate::domain::money::Currency;

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Players with what is known of them.
    Players,
    /// Injuries.
    Injuries,
    /// Transfers.
    Transfers,
    /// Market values.
    Values,
    /// Figures of a season.
    Seasons,
    /// Players of EA's game.
    EaFc,
    /// Players of Football Manager.
    FootballManager,
    /// The ECB's exchange rates, a row for each working day.
    Rates,
    /// Nothing that a dossier holds.
    #[default]
    Unknown,
}

impl TableKind {
    /// Every kind, in the order of a list.
    pub const ALL: [Self; 9] = [
        Self::Players,
        Self::Injuries,
        Self::Transfers,
        Self::Values,
        Self::Seasons,
        Self::EaFc,
        Self::FootballManager,
        Self::Rates,
        Self::Unknown,
    ];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Players => "players",
            Self::Injuries => "injuries",
            Self::Transfers => "transfers",
            Self::Values => "market values",
            Self::Seasons => "season figures",
            Self::EaFc => "EA FC players",
            Self::FootballManager => "Football Manager players",
            Self::Rates => "exchange rates of the ECB",
            Self::Unknown => "not known",
        }
    }

    /// True if each row is one player.
    pub fn is_players(self) -> bool {
        matches!(self, Self::Players | Self::EaFc | Self::FootballManager)
    }

    /// How well a field fits a table of this kind: 2 if it is what the table is about, 1 if it helps
    /// to know the player, 0 if it has no place there.
    pub fn fit(self, field: &Field) -> u8 {
        let who = matches!(
            field,
            Field::Id | Field::Name | Field::FullName | Field::FirstName | Field::LastName
        );
        let helps = matches!(
            field,
            Field::Fact(FactKey::Born | FactKey::Club | FactKey::Height | FactKey::Position)
        );
        let own = match self {
            Self::Players | Self::EaFc | Self::FootballManager => matches!(
                field,
                Field::Fact(_) | Field::SecondNationality | Field::Value | Field::ValueDate
            ),
            Self::Injuries => matches!(
                field,
                Field::SpellKind
                    | Field::SpellFrom
                    | Field::SpellTo
                    | Field::SpellDays
                    | Field::SpellGames
                    | Field::SpellPart
                    | Field::Season
            ),
            Self::Transfers => matches!(
                field,
                Field::TransferId
                    | Field::TransferDate
                    | Field::TransferFrom
                    | Field::TransferTo
                    | Field::TransferClub
                    | Field::TransferOtherClub
                    | Field::TransferDirection
                    | Field::TransferWindow
                    | Field::TransferFee
                    | Field::TransferKind
                    | Field::Season
            ),
            Self::Values => matches!(field, Field::Value | Field::ValueDate),
            Self::Seasons => matches!(
                field,
                Field::Season | Field::Competition | Field::Minutes | Field::Metric(_)
            ),
            Self::Rates => matches!(field, Field::ValueDate),
            Self::Unknown => false,
        };
        if self == Self::Rates {
            return if own { 2 } else { 0 };
        }
        let age = matches!(
            field,
            Field::Fact(FactKey::StatedAge | FactKey::Nationality)
        );
        if own || (who && self != Self::Unknown) {
            2
        } else if helps && self != Self::Unknown
            || (age && matches!(self, Self::Seasons | Self::Transfers))
        {
            1
        } else {
            0
        }
    }
}

const FM_HEADERS: [&str; 24] = [
    "cor", "cro", "dri", "fin", "fir", "fre", "hea", "lth", "mar", "pas", "tck", "tec", "agg",
    "ant", "bra", "cnt", "dec", "det", "fla", "ldr", "otb", "jum", "sta", "uid",
];
const EA_HEADERS: [&str; 8] = [
    "overall",
    "potential",
    "skillmoves",
    "weakfoot",
    "workrate",
    "ovr",
    "pot",
    "internationalreputation",
];

/// What a table is about.
pub fn kind(table: &Table) -> Detected<TableKind> {
    if let Some(found) = beside_players(table) {
        return found;
    }
    let found = Found::of(table);
    let said = |kind: TableKind, headers: &[String]| {
        let shown: Vec<String> = headers
            .iter()
            .take(4)
            .map(|name| format!("“{name}”"))
            .collect();
        let verb = if shown.len() == 1 {
            "belongs"
        } else {
            "belong"
        };
        let evidence = format!("{} {verb} to {}", listed(&shown), kind.label());
        Detected::sure(kind, evidence)
    };
    let of = |fields: &[Field]| -> Vec<String> {
        let names = fields.iter().filter_map(|field| found.header(field));
        names.map(str::to_owned).collect()
    };
    let fm = found.named(&FM_HEADERS);
    if fm.len() >= 8 {
        return said(TableKind::FootballManager, &fm);
    }
    let ea = found.named(&EA_HEADERS);
    if ea.len() >= 2 {
        return said(TableKind::EaFc, &ea);
    }
    let spells = of(&[
        Field::SpellKind,
        Field::SpellFrom,
        Field::SpellDays,
        Field::SpellGames,
    ]);
    if found.has(&Field::SpellKind) && spells.len() >= 2 {
        return said(TableKind::Injuries, &spells);
    }
    let clubs = [
        Field::TransferFrom,
        Field::TransferTo,
        Field::TransferOtherClub,
    ];
    let moves = of(&[
        Field::TransferFee,
        Field::TransferFrom,
        Field::TransferTo,
        Field::TransferOtherClub,
        Field::TransferDirection,
    ]);
    if moves.len() >= 2
        && clubs.iter().any(|field| found.has(field))
        && !found.has(&Field::SpellDays)
    {
        return said(TableKind::Transfers, &moves);
    }
    let metrics = found.metrics();
    if found.has(&Field::Minutes) && metrics.len() >= 3 || metrics.len() >= 6 {
        return said(TableKind::Seasons, &metrics);
    }
    let facts = found.facts();
    let values = of(&[Field::Value, Field::ValueDate]);
    let who = found.has(&Field::Id) || found.has(&Field::Name) || found.has(&Field::LastName);
    if found.has(&Field::Value)
        && who
        && (values.len() == 2 || facts.is_empty())
        && facts.len() <= 2
    {
        return said(TableKind::Values, &values);
    }
    if who && !facts.is_empty() {
        return said(TableKind::Players, &facts);
    }
    if found.has(&Field::Name) && table.width() == 1 {
        let evidence = "One column of names";
        return Detected::doubtful(TableKind::Players, evidence);
    }
    Detected::doubtful(
        TableKind::Unknown,
        "The headers name nothing that a dossier holds",
    )
}

/// What is known by its headers and holds no player.
fn beside_players(table: &Table) -> Option<Detected<TableKind>> {
    let headers: Vec<String> = table
        .headers()
        .iter()
        .map(|head| head.written.trim().to_lowercase())
        .collect();
    let is_code = |header: &&String| header.len() == 3 && Currency::from_code(header).is_some();
    let codes = headers.iter().filter(is_code).count();
    if headers.first().is_some_and(|first| first == "date") && codes >= 10 {
        let evidence = format!("A date and {codes} codes of currencies, as the ECB lists them");
        return Some(Detected::sure(TableKind::Rates, evidence));
    }
    let has = |names: &[&str]| {
        names
            .iter()
            .any(|name| headers.iter().any(|one| one == name))
    };
    let is_matches = has(&["match_id", "game_id", "match id"])
        && has(&["home_team", "home_team_name", "first_listed_team", "home"])
        && !has(&["player", "player_name", "player_id"]);
    is_matches.then(|| {
        let evidence = "A list of matches names no player. Choose the events with it";
        Detected::doubtful(TableKind::Unknown, evidence)
    })
}

/// The headers with what they can mean.
struct Found<'a> {
    headers: Vec<(&'a str, String, Vec<Field>)>,
}

impl<'a> Found<'a> {
    fn of(table: &'a Table) -> Self {
        let headers = table.headers().iter().map(|head| {
            let fields = meaning(&head.written, &head.group).fields;
            (head.name.as_str(), folded(&head.written), fields)
        });
        Self {
            headers: headers.collect(),
        }
    }

    fn header(&self, field: &Field) -> Option<&'a str> {
        let holds = |(_, _, fields): &&(&str, String, Vec<Field>)| fields.contains(field);
        self.headers.iter().find(holds).map(|(name, ..)| *name)
    }

    fn has(&self, field: &Field) -> bool {
        self.header(field).is_some()
    }

    fn named(&self, words: &[&str]) -> Vec<String> {
        let named = |word: &&str| self.headers.iter().find(|(_, folded, _)| folded == word);
        let names = words.iter().filter_map(named);
        names.map(|(name, ..)| (*name).to_owned()).collect()
    }

    fn metrics(&self) -> Vec<String> {
        let counts = |field: &Field| match field {
            Field::Metric(key) => !matches!(key.as_str(), "matches" | "starts"),
            _ => false,
        };
        self.names(counts)
    }

    fn facts(&self) -> Vec<String> {
        self.names(|field| matches!(field, Field::Fact(_)))
    }

    fn names(&self, wanted: impl Fn(&Field) -> bool) -> Vec<String> {
        let wanted = |fields: &[Field]| fields.iter().any(&wanted);
        let found = self.headers.iter().filter(|(_, _, fields)| wanted(fields));
        found.map(|(name, ..)| (*name).to_owned()).collect()
    }
}

/// `a`, `a and b`, `a, b and c`.
pub(super) fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::csv;
    use crate::import::limits::Limits;

    #[test]
    fn a_table_is_known_by_its_headers() {
        for (header, expected) in [
            (
                "player_id,season,injury_reason,from_date,end_date,days_missed",
                TableKind::Injuries,
            ),
            ("Verletzung,von,bis,Tage,Spieler", TableKind::Injuries),
            (
                "player,club_from_name,club_to_name,transfer_date,transfer_fee",
                TableKind::Transfers,
            ),
            (
                "Spieler,Abgebender Verein,Aufnehmender Verein,Ablöse",
                TableKind::Transfers,
            ),
            ("player_id,date_unix,value", TableKind::Values),
            ("Jugador,Fecha,Valor de mercado", TableKind::Values),
            ("Player,Squad,Min,Tkl,Int,Clr", TableKind::Seasons),
            (
                "Nombre,Equipo,Altura,Pie,Contrato hasta",
                TableKind::Players,
            ),
            (
                "ID,Name,Overall,Potential,SkillMoves,Value",
                TableKind::EaFc,
            ),
            (
                "Name,Cor,Cro,Dri,Fin,Fir,Fre,Hea,Lon,UID",
                TableKind::FootballManager,
            ),
            ("Date,USD,JPY,GBP", TableKind::Unknown),
            (
                "Date,USD,JPY,GBP,CZK,DKK,PLN,SEK,CHF,NOK,TRY,AUD,",
                TableKind::Rates,
            ),
            (
                "match_id,competition,home_team,away_team,goals_first",
                TableKind::Unknown,
            ),
        ] {
            let grid = csv::read(header, b',', &Limits::default()).unwrap();
            let found = kind(&Table::new(grid, Some(0), 1));
            assert_eq!(found.value, expected, "{header}: {}", found.evidence);
        }
    }
}
