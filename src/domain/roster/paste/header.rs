//! What stands above the columns of pasted rows, in the words of clubs and providers.

use super::CellReader;
use crate::domain::fact::FactKey;
use crate::domain::money::Currency;
use crate::domain::roster::{Column, plain_line};

/// A column of the pasted text.
pub(super) struct Head {
    pub label: String,
    pub goes_to: Target,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    Name,
    FullName,
    Role,
    Stage,
    NextStep,
    Owner,
    Note,
    Fact(FactKey),
    /// A market value, with the currency and the letter that its header names.
    Value(Option<Currency>, &'static str),
    ValueDate,
    /// Computed by the program, or not known to it.
    Nothing,
}

/// Where the cells under a label go; `None` for one that nobody knows.
pub(super) fn target(header: &str, reader: CellReader) -> Option<Target> {
    let label = plain_line(header);
    let (name, unit) = match label.split_once('(') {
        Some((name, unit)) => (name.trim(), unit.trim_end_matches(')')),
        None => (label.trim(), ""),
    };
    let known = match name {
        "player" | "name" | "player name" | "spieler" | "jugador" | "joueur" | "giocatore" => {
            Target::Name
        }
        "full name" => Target::FullName,
        "team" | "squad" | "current club" | "verein" => Target::Fact(FactKey::Club),
        "dob" | "date of birth" | "birth date" | "birthdate" | "birthday" => {
            Target::Fact(FactKey::Born)
        }
        // Alone it is how long he is bound; the months are a column of the program.
        "contract" | "contract expires" | "contract until" | "contract expiry" | "expires"
        | "end" => Target::Fact(FactKey::ContractEnd),
        "joined" | "since" => Target::Fact(FactKey::ClubSince),
        "height cm" | "height in cm" => Target::Fact(FactKey::Height),
        "preferred foot" | "footed" => Target::Fact(FactKey::Foot),
        "value" | "market value" | "value eur m" | "market value eur m" => {
            let unit = if unit.is_empty() { name } else { unit };
            let mut words = unit.split_whitespace().rev();
            let letter = words.next() == Some("m");
            let code = if letter {
                words.next()
            } else {
                unit.split_whitespace().next_back()
            };
            let currency = code.and_then(Currency::from_code);
            Target::Value(currency, if letter { "m" } else { "" })
        }
        name => match Column::parse(name).or_else(|| (reader.column)(header))? {
            Column::Name => Target::Name,
            Column::FullName => Target::FullName,
            Column::Value => Target::Value(None, ""),
            Column::Role => Target::Role,
            Column::Stage => Target::Stage,
            Column::NextStep => Target::NextStep,
            Column::Owner => Target::Owner,
            Column::Note => Target::Note,
            Column::ValueDate => Target::ValueDate,
            column => column.fact().map_or(Target::Nothing, Target::Fact),
        },
    };
    Some(known)
}

/// True if a line names the column of the player.
pub(super) fn is_header(cells: &[String], reader: CellReader) -> bool {
    cells
        .iter()
        .any(|cell| target(cell, reader) == Some(Target::Name))
}
