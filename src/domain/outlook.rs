//! How long our players of one position are bound, and in which season the hole opens.

use chrono::{Months, NaiveDate};

use crate::domain::date::{Season, age_on, day_text};
use crate::domain::dossier::Dossier;
use crate::domain::fact::{FactKey, FactValue, Position};
use crate::domain::id::PlayerId;
use crate::domain::player::{Player, Role};

/// A contract may end so long before 30 June and still cover the season.
const SEASON_OVER: Months = Months::new(2);

/// Our players of one position, season by season.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// The position.
    pub position: Position,
    /// Our players, the longest contract first.
    pub own: Vec<ContractBar>,
    /// The targets of that position, likewise.
    pub targets: Vec<ContractBar>,
    /// The seasons from the present one on.
    pub seasons: Vec<SeasonCover>,
    /// How many the club wants there, or has now if nobody said.
    pub wanted: usize,
}

/// One contract as a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct ContractBar {
    /// Whose.
    pub player: PlayerId,
    /// The name as narrow tables print it.
    pub name: String,
    /// The last day; `None` if it is not known.
    pub until: Option<NaiveDate>,
    /// His age on the last day.
    pub age_at_end: Option<u32>,
}

/// How many are bound through one season.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeasonCover {
    /// The season.
    pub season: Season,
    /// Contracts that last to its end.
    pub bound: usize,
}

impl Outlook {
    /// No players and no seasons, before anybody looked.
    pub fn nothing() -> Self {
        Self {
            position: Position::CentreBack,
            own: Vec::new(),
            targets: Vec::new(),
            seasons: Vec::new(),
            wanted: 0,
        }
    }

    /// The outlook of a position over a number of seasons, the one of `on` first.
    pub fn of(dossier: &Dossier, position: &Position, on: NaiveDate, seasons: usize) -> Self {
        let slots = || {
            dossier
                .squad
                .values()
                .filter(|slot| slot.position == *position)
        };
        let in_slot = |id: PlayerId| slots().any(|slot| slot.players.contains(&id));
        let plays = |player: &Player| {
            let fact = player.facts.value(FactKey::Position);
            matches!(fact, Some(FactValue::Position(other)) if other == position)
        };
        let bars = |role: Role| {
            let players = dossier
                .players
                .values()
                .filter(|player| player.role == role && (plays(player) || in_slot(player.id)));
            let mut bars: Vec<ContractBar> =
                players.map(|player| ContractBar::of(player)).collect();
            bars.sort_by(|one, other| (other.until, &one.name).cmp(&(one.until, &other.name)));
            bars
        };
        let (own, targets) = (bars(Role::Own), bars(Role::Target));
        let first = Season::of(on);
        let seasons = (0..).take(seasons).map(|offset| {
            let season = first.offset(offset);
            let bound = own.iter().filter(|bar| bar.covers(season)).count();
            SeasonCover { season, bound }
        });
        let wanted = slots().map(|slot| usize::from(slot.wanted)).sum::<usize>();
        Self {
            position: position.clone(),
            seasons: seasons.collect(),
            wanted: if wanted > 0 { wanted } else { own.len() },
            own,
            targets,
        }
    }

    /// The first season for which too few are bound.
    pub fn hole(&self) -> Option<SeasonCover> {
        let short = |cover: &&SeasonCover| cover.bound < self.wanted;
        self.seasons.iter().find(short).copied()
    }

    /// `2 of our 4 centre-backs have a contract after 30 Jun 2026`; `None` without players.
    pub fn sentence(&self) -> Option<String> {
        let season = self.hole().or_else(|| self.seasons.first().copied())?;
        let before = day_text(season.season.start().pred_opt()?);
        let all = self.own.len();
        if all == 0 {
            return None;
        }
        let bound = |bar: &&ContractBar| {
            bar.until
                .is_some_and(|until| until >= season.season.start())
        };
        let position = self.position.label().to_lowercase();
        let who = match (self.own.iter().filter(bound).count(), all) {
            (0, 1) => format!("Our only {position} has no contract"),
            (1, 1) => format!("Our only {position} has a contract"),
            (0, all) => format!("None of our {all} {position}s has a contract"),
            (1, all) => format!("1 of our {all} {position}s has a contract"),
            (bound, all) => format!("{bound} of our {all} {position}s have a contract"),
        };
        Some(format!("{who} after {before}"))
    }
}

impl ContractBar {
    fn of(player: &Player) -> Self {
        let until = player.contract_end();
        let born = player.born();
        Self {
            player: player.id,
            name: player.short_name().to_owned(),
            until,
            age_at_end: born
                .zip(until)
                .and_then(|(born, until)| age_on(born, until)),
        }
    }

    /// True if the contract lasts through a season.
    pub fn covers(&self, season: Season) -> bool {
        let enough = season.end().checked_sub_months(SEASON_OVER);
        self.until
            .zip(enough)
            .is_some_and(|(until, enough)| until >= enough)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use uuid::Uuid;

    use super::*;
    use crate::domain::date::PartialDate;
    use crate::domain::dossier::Record;
    use crate::domain::extra::Extra;
    use crate::domain::id::{ReadingId, SlotId};

    use crate::domain::sourced::{Basis, Reading, Sourced};
    use crate::domain::squad::SquadSlot;
    use crate::domain::testing::empty_dossier;

    fn dossier(players: &[(&str, &str)], wanted: u8) -> Dossier {
        let mut dossier = empty_dossier();
        for (n, (name, end)) in players.iter().enumerate() {
            let id = PlayerId(Uuid::from_u128(n as u128));
            let mut player = Player::new(id, *name, Role::Own);
            let mut set = |key, value| {
                let reading = Reading::new(ReadingId(Uuid::nil()), value, Basis::default());
                player.facts.set(key, Sourced::single(reading));
            };
            set(FactKey::Position, FactValue::Position(Position::CentreBack));
            if let Some(end) = PartialDate::from_iso(end) {
                set(FactKey::ContractEnd, FactValue::Date(end));
            }
            dossier.put(Record::Player(Arc::new(player)));
        }
        if wanted > 0 {
            dossier.put(Record::Slot(Arc::new(SquadSlot {
                id: SlotId(Uuid::nil()),
                name: "Centre-back".to_owned(),
                position: Position::CentreBack,
                players: Vec::new(),
                wanted,
                note: String::new(),
                extra: Extra::new(),
            })));
        }
        dossier
    }

    fn check(players: &[(&str, &str)], wanted: u8, hole: Option<&str>, sentence: Option<&str>) {
        let on = "2025-07-11".parse().unwrap();
        let outlook = Outlook::of(&dossier(players, wanted), &Position::CentreBack, on, 5);
        let season = outlook.hole().map(|cover| cover.season.to_string());
        assert_eq!(season.as_deref(), hole);
        assert_eq!(outlook.sentence().as_deref(), sentence);
    }

    #[test]
    fn the_hole_opens_in_the_first_season_with_too_few() {
        let madrid = [
            ("Huijsen", "2030-06-30"),
            ("Militão", "2028-06-30"),
            ("Rüdiger", "2026-06-30"),
            ("Alaba", "2026-06-30"),
        ];
        let two_left = Some("2 of our 4 centre-backs have a contract after 30 Jun 2026");
        check(&madrid, 0, Some("26/27"), two_left);
        check(&madrid, 4, Some("26/27"), two_left);
        let one_left = Some("1 of our 4 centre-backs has a contract after 30 Jun 2028");
        check(&madrid, 2, Some("28/29"), one_left);
        check(
            &[("Huijsen", "2031-05-31")],
            1,
            None,
            Some("Our only centre-back has a contract after 30 Jun 2025"),
        );
        check(
            &[("Huijsen", "")],
            0,
            Some("25/26"),
            Some("Our only centre-back has no contract after 30 Jun 2025"),
        );
        check(&[], 0, None, None);
    }
}
