//! Availability and contract: how often he could play, and what binds him.

use chrono::NaiveDate;

use super::{Cell, CellRemark, Group, GroupKey, Rest, Row, RowKind, Why};
use crate::domain::date::{day_text, months_left};
use crate::domain::fact::FactKey;
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::injury::{Availability, ELITE_AVAILABILITY, SpellTotals, three_seasons};
use crate::domain::player::Player;
use crate::domain::stats::Better;

/// Below this many months a contract ends soon.
const SOON: f64 = 12.0;

/// How often each could play.
pub(super) fn availability(players: &[&Player], on: NaiveDate) -> Group {
    let (first, last) = three_seasons(on);
    let span = format!("seasons {first} to {last}");
    let available = |player: &Player| {
        let Some(availability) = three_years(player, on) else {
            return Cell::empty(Why::InjuriesUnknown);
        };
        let percent = availability.percent();
        Cell {
            figure: Some(percent),
            text: format!("{percent:.1}"),
            rest: Some(Rest::Derived),
            field: Some(coverage(player)),
            remark: (percent < ELITE_AVAILABILITY).then_some(CellRemark::BelowBaseline),
            ..Cell::default()
        }
    };
    let days = |player: &Player| match three_years(player, on) {
        Some(availability) => whole(availability.days_out, coverage(player)),
        None => Cell::empty(Why::InjuriesUnknown),
    };
    let spells = |player: &Player| match three_years(player, on) {
        Some(_) => {
            let spells = player.spells.iter();
            let counted = spells.filter(|spell| {
                spell.counts_as_injury()
                    && spell.from <= last.end()
                    && spell.last_day_known(on) >= first.start()
            });
            let counted: Vec<_> = counted.cloned().collect();
            let count = SpellTotals::of(&counted, on).spells;
            whole(i64::try_from(count).unwrap_or(i64::MAX), coverage(player))
        }
        None => Cell::empty(Why::InjuriesUnknown),
    };
    let out_now = |player: &Player| {
        let known = player.injury_coverage.as_ref();
        if !known.is_some_and(|coverage| coverage.covers(on, on)) {
            return Cell::empty(Why::InjuriesUnknown);
        }
        let out = player
            .spells
            .iter()
            .any(|spell| spell.from <= on && spell.counts_as_injury() && spell.covers(on));
        Cell {
            text: if out { "yes" } else { "no" }.to_owned(),
            rest: Some(Rest::Derived),
            field: Some(coverage(player)),
            remark: out.then_some(CellRemark::BelowBaseline),
            ..Cell::default()
        }
    };
    let percent = Made {
        key: "available_pct",
        label: "Available, %".to_owned(),
        kind: RowKind::Figure,
        better: Better::More,
        decimals: 1,
        definition: "Days of the last three complete seasons on which he was not out injured. Rest, illness and \
                     suspension do not count as injury. The best are available on 86 %.",
    };
    let lost = Made {
        key: "days_out",
        label: "Days out".to_owned(),
        kind: RowKind::Figure,
        better: Better::Less,
        decimals: 0,
        definition: "Days lost to injury in the last three complete seasons, each day counted once.",
    };
    let count = Made {
        key: "spells",
        label: "Injuries".to_owned(),
        kind: RowKind::Figure,
        better: Better::Less,
        decimals: 0,
        definition: "Injuries of the last three complete seasons.",
    };
    let now = Made {
        key: "out_now",
        label: format!("Out on {}", day_text(on)),
        kind: RowKind::Words,
        better: Better::Neither,
        decimals: 0,
        definition: "Whether an injury that is known at the decision date had not ended on it.",
    };
    Group {
        key: GroupKey::Availability,
        label: "Availability".to_owned(),
        note: span,
        rows: vec![
            percent.row(players, available),
            lost.row(players, days),
            count.row(players, spells),
            now.row(players, out_now),
        ],
    }
}

/// What binds each.
pub(super) fn contract(players: &[&Player], on: NaiveDate) -> Group {
    let fact = |key: FactKey| move |player: &Player| fact_cell(player, key);
    let ends = |player: &Player| match player.contract_end() {
        Some(end) => Cell {
            text: end.format("%b %Y").to_string(),
            ..fact_cell(player, FactKey::ContractEnd)
        },
        None => Cell::empty(Why::NotEntered),
    };
    let months = |player: &Player| match player.contract_end() {
        Some(end) => {
            let months = months_left(end, on);
            Cell {
                figure: Some(months),
                text: format!("{months:.1}").replace('-', "−"),
                rest: Some(Rest::Derived),
                field: Some(FieldRef::Fact(player.id, FactKey::ContractEnd)),
                remark: (months < SOON).then_some(CellRemark::EndsSoon),
                ..Cell::default()
            }
        }
        None => Cell::empty(Why::NotEntered),
    };
    let words = |key: &'static str, label: &str, definition: &'static str| Made {
        key,
        label: label.to_owned(),
        kind: RowKind::Words,
        better: Better::Neither,
        decimals: 0,
        definition,
    };
    let left = Made {
        key: "months_left",
        label: "Months left".to_owned(),
        kind: RowKind::Figure,
        better: Better::Neither,
        decimals: 1,
        definition: "Days from the decision date to the end of the contract, divided by 30.4375.",
    };
    Group {
        key: GroupKey::Contract,
        label: "Contract".to_owned(),
        note: String::new(),
        rows: vec![
            words("contract_end", "Ends", FactKey::ContractEnd.definition()).row(players, ends),
            left.row(players, months),
            words("option_year", "Option", FactKey::OptionYear.definition())
                .row(players, fact(FactKey::OptionYear)),
            words(
                "release_clause",
                "Release clause",
                FactKey::ReleaseClause.definition(),
            )
            .row(players, fact(FactKey::ReleaseClause)),
            words("wage", "Wage", FactKey::Wage.definition()).row(players, fact(FactKey::Wage)),
        ],
    }
}

/// A row that is about to be filled.
pub(super) struct Made {
    pub key: &'static str,
    pub label: String,
    pub kind: RowKind,
    pub better: Better,
    pub decimals: usize,
    pub definition: &'static str,
}

impl Made {
    pub fn row(self, players: &[&Player], cell: impl Fn(&Player) -> Cell) -> Row {
        Row {
            key: self.key.to_owned(),
            label: self.label,
            kind: self.kind,
            better: self.better,
            decimals: self.decimals,
            definition: self.definition.to_owned(),
            cells: players.iter().map(|player| cell(player)).collect(),
            spread: None,
            adjustment: None,
        }
    }
}

fn three_years(player: &Player, on: NaiveDate) -> Option<Availability> {
    let (first, last) = three_seasons(on);
    let coverage = player.injury_coverage.as_ref()?;
    let covered = coverage.covers(first.start(), last.end());
    covered.then(|| Availability::of_three_seasons(&player.spells, on))?
}

fn coverage(player: &Player) -> FieldRef {
    FieldRef::Player(player.id, PlayerField::Coverage)
}

fn whole(count: i64, field: FieldRef) -> Cell {
    Cell {
        figure: Some(count as f64),
        text: crate::domain::figures::whole(count as f64),
        rest: Some(Rest::Derived),
        field: Some(field),
        ..Cell::default()
    }
}

fn fact_cell(player: &Player, key: FactKey) -> Cell {
    let field = Some(FieldRef::Fact(player.id, key));
    match player
        .facts
        .get(key)
        .and_then(|sourced| sourced.used_reading())
    {
        Some(reading) => Cell {
            text: reading.value.to_string(),
            rest: Some(Rest::Stated(reading.basis.clone())),
            field,
            ..Cell::default()
        },
        None => Cell {
            field,
            ..Cell::empty(Why::NotEntered)
        },
    }
}
