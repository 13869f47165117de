//! The player table without a screen: its rows, columns, filter and order.
//!
//! What a row derives is computed once for each state of a player and each date; an update keeps
//! the rows of players who did not change. Filtering looks through one text that holds every row.

mod arrange;
mod cell;
mod column;
mod copy;
mod explain;
mod paste;
mod query;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use imbl::OrdMap;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::career::SeasonLine;
use super::contract::{Wage, WagePeriod};
use super::date::{Season, months_left};
use super::dossier::Dossier;
use super::exchange::{ExchangeRate, converted};
use super::fact::{FactKey, FactValue, Position};
use super::field::FieldRef;
use super::finding::{Finding, FindingKind, Findings, Weight};
use super::id::{PlayerId, RateId};
use super::injury::{Availability, three_seasons};
use super::money::{Currency, Money, StatedAmount};
use super::negotiation::{Negotiation, Round};
use super::player::Player;
use super::sourced::Basis;
use super::text;

pub use arrange::{Arrangement, Direction, Line, arrange, arrangement_of};
pub use cell::{CellBasis, Remark};
pub use column::Column;
pub use copy::tsv;
pub use paste::{CellReader, PastedRows, RefusedCell, parse_rows};
pub use query::Query;

/// Every player of a dossier at one date.
#[derive(Clone, Debug)]
pub struct Roster {
    on: NaiveDate,
    currency: Currency,
    rates: OrdMap<RateId, Arc<ExchangeRate>>,
    rows: Vec<Arc<Row>>,
    /// The columns in which any row says something.
    filled: Vec<Column>,
    /// The search text of every row, a line each.
    text: String,
    /// Where the line of each row begins in `text`.
    starts: Vec<usize>,
}

/// One player of the table with what is derived of him.
#[derive(Clone, Debug)]
pub struct Row {
    /// The player.
    pub player: Arc<Player>,
    /// Completed years.
    pub age: Option<u32>,
    /// Months to the end of his contract; negative after it.
    pub months_left: Option<f64>,
    /// Percent of the last three complete seasons, if his injuries are known for all of them.
    pub availability: Option<f64>,
    /// Days out in those seasons.
    pub days_out: Option<i64>,
    /// The latest market value in the currency of the dossier.
    pub value: Option<Money>,
    /// Minutes in the last complete season, as one provider counts them.
    pub minutes: Option<u32>,
    /// The last season with minutes, and the minutes.
    pub latest: Option<(Season, u32)>,
    /// How many findings he has.
    pub findings: usize,
    /// The gravest of them.
    pub gravest: Option<Weight>,
    /// The fields that are past their limit; few rows have any.
    stale: Box<[FieldRef]>,
    /// The wage as thousands a week in the currency of the dossier, to sort by.
    wage_per_week: Option<f64>,
    /// Kept apart: few players are negotiated over.
    deal: Option<Box<Deal>>,
    on: NaiveDate,
    /// Lower case without accents: name, full name, club, position.
    search: Box<str>,
    /// Lower case without accents, to sort by.
    name_key: Box<str>,
}

#[derive(Clone, Debug)]
struct Deal {
    negotiation: Arc<Negotiation>,
    ask: Option<Price>,
    bid: Option<Price>,
}

/// An ask or a bid as a cell shows it.
#[derive(Clone, Debug)]
struct Price {
    field: FieldRef,
    basis: Basis,
    /// Millions in the currency of the dossier; as stated if there is no rate.
    text: String,
    millions: Option<f64>,
}

/// What rows are computed with, beside the player.
struct Context<'a> {
    on: NaiveDate,
    currency: Currency,
    rates: &'a OrdMap<RateId, Arc<ExchangeRate>>,
    negotiations: BTreeMap<PlayerId, &'a Arc<Negotiation>>,
}

/// No rows, before the first ones are known.
impl Default for Roster {
    fn default() -> Self {
        Self {
            on: NaiveDate::default(),
            currency: Currency::EUR,
            rates: OrdMap::new(),
            rows: Vec::new(),
            filled: Vec::new(),
            text: String::new(),
            starts: Vec::new(),
        }
    }
}

impl Roster {
    /// The table of a dossier at a date.
    pub fn of(dossier: &Dossier, on: NaiveDate, findings: &Findings) -> Self {
        Self::build(dossier, on, findings, &[])
    }

    /// The table after a change; players who are as they were keep their rows.
    pub fn updated(&self, dossier: &Dossier, on: NaiveDate, findings: &Findings) -> Self {
        let same = self.on == on
            && self.currency == dossier.head.currency
            && self.rates.ptr_eq(&dossier.rates);
        let known: &[Arc<Row>] = if same { &self.rows } else { &[] };
        Self::build(dossier, on, findings, known)
    }

    fn build(dossier: &Dossier, on: NaiveDate, findings: &Findings, known: &[Arc<Row>]) -> Self {
        let negotiated = dossier
            .negotiations
            .values()
            .filter_map(|negotiation| dossier.negotiation_over(negotiation.player));
        let ctx = Context {
            on,
            currency: dossier.head.currency,
            rates: &dossier.rates,
            negotiations: negotiated.map(|it| (it.player, it)).collect(),
        };
        let mut known = known.iter().peekable();
        let mut rows = Vec::with_capacity(dossier.players.len());
        for (place, player) in dossier.players.values().enumerate() {
            let of_player = findings.at_place(place, player.id);
            while known.next_if(|row| row.player.id < player.id).is_some() {}
            let same = known.next_if(|row| row.holds(player, of_player, &ctx));
            rows.push(match same {
                Some(row) => Arc::clone(row),
                None => Arc::new(Row::of(player, of_player, &ctx)),
            });
        }
        let mut roster = Self {
            on,
            currency: ctx.currency,
            rates: dossier.rates.clone(),
            rows,
            filled: Vec::new(),
            text: String::new(),
            starts: Vec::new(),
        };
        roster.find_filled();
        roster.write_text();
        roster
    }

    /// Here and not when it is asked, because an empty column asks every row.
    fn find_filled(&mut self) {
        let rows = &self.rows;
        let filled = |column: &Column| rows.iter().any(|row| !row.text(*column).is_empty());
        self.filled = Column::ALL.iter().copied().filter(filled).collect();
    }

    fn write_text(&mut self) {
        let length = self.rows.iter().map(|row| row.search.len() + 1).sum();
        self.text = String::with_capacity(length);
        self.starts = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            self.starts.push(self.text.len());
            self.text.push_str(&row.search);
            self.text.push('\n');
        }
    }

    /// The rows in the order of their ids; [`Line::Player`] counts along them.
    pub fn rows(&self) -> &[Arc<Row>] {
        &self.rows
    }

    /// A row by its place.
    pub fn row(&self, idx: u32) -> Option<&Arc<Row>> {
        self.rows.get(usize::try_from(idx).ok()?)
    }

    /// The place of a player.
    pub fn position_of(&self, id: PlayerId) -> Option<u32> {
        let found = self.rows.binary_search_by_key(&id, |row| row.player.id);
        found.ok().and_then(|idx| u32::try_from(idx).ok())
    }

    /// The row of a player.
    pub fn row_of(&self, id: PlayerId) -> Option<&Arc<Row>> {
        self.row(self.position_of(id)?)
    }

    /// The date at which it holds.
    pub fn on(&self) -> NaiveDate {
        self.on
    }

    /// The currency of its sums.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The two lines above a column.
    pub fn header(&self, column: Column) -> (&'static str, String) {
        column.header(self.on, self.currency)
    }

    /// True if any row says something in a column; a view leaves the others out by itself.
    pub fn has(&self, column: Column) -> bool {
        self.filled.contains(&column)
    }
}

impl Row {
    fn of(player: &Arc<Player>, of_player: &[Finding], ctx: &Context<'_>) -> Self {
        let on = ctx.on;
        let (first, last) = three_seasons(on);
        let known = player
            .injury_coverage
            .as_ref()
            .is_some_and(|coverage| coverage.covers(first.start(), last.end()));
        let availability = known
            .then(|| Availability::of_three_seasons(&player.spells, on))
            .flatten();
        let value = player.valuation(on).map(|value| value.amount);
        let wage = match player.facts.value(FactKey::Wage) {
            Some(FactValue::Wage(wage)) => ctx.wage_per_week(wage),
            _ => None,
        };
        Self {
            age: player.age(on),
            months_left: player.contract_end().map(|end| months_left(end, on)),
            availability: availability.map(Availability::percent),
            days_out: availability.map(|availability| availability.days_out),
            value: value.and_then(|value| ctx.converted(value)),
            minutes: season_lines(player, last).map(|(minutes, _)| minutes),
            latest: latest_minutes(player, on),
            findings: of_player.len(),
            gravest: of_player.first().map(|finding| finding.weight),
            stale: stale_fields(of_player).cloned().collect(),
            wage_per_week: wage,
            deal: ctx.negotiations.get(&player.id).map(|it| ctx.deal(it)),
            on,
            search: search_text(player).into(),
            name_key: plain_line(&player.name).into(),
            player: Arc::clone(player),
        }
    }

    /// True if the row is what it would be if it were computed again.
    fn holds(&self, player: &Arc<Player>, of_player: &[Finding], ctx: &Context<'_>) -> bool {
        let same_deal = match (&self.deal, ctx.negotiations.get(&player.id)) {
            (None, None) => true,
            (Some(deal), Some(now)) => Arc::ptr_eq(&deal.negotiation, now),
            _ => false,
        };
        Arc::ptr_eq(&self.player, player)
            && same_deal
            && self.findings == of_player.len()
            && self.gravest == of_player.first().map(|finding| finding.weight)
            && self.stale.iter().eq(stale_fields(of_player))
    }
}

fn stale_fields(of_player: &[Finding]) -> impl Iterator<Item = &FieldRef> {
    let stale = |finding: &&Finding| finding.kind == FindingKind::Stale;
    of_player.iter().filter(stale).map(|finding| &finding.field)
}

impl Context<'_> {
    fn converted(&self, amount: Money) -> Option<Money> {
        converted(self.rates, amount, self.currency, self.on)
    }

    fn wage_per_week(&self, wage: &Wage) -> Option<f64> {
        let periods_a_year = match wage.per {
            WagePeriod::Week => 52,
            WagePeriod::Month => 12,
            WagePeriod::Year => 1,
            WagePeriod::Other(_) => return None,
        };
        let amount = self.converted(wage.amount.low)?.major().to_f64()?;
        Some(amount * f64::from(periods_a_year) / 52.0 / 1_000.0)
    }

    fn deal(&self, negotiation: &Arc<Negotiation>) -> Box<Deal> {
        let price = |round: Option<&Round>| {
            let round = round?;
            let amount = round.amount.as_ref()?;
            Some(Price {
                field: FieldRef::Round(negotiation.id, round.id),
                basis: round.basis.clone(),
                text: self
                    .price_text(amount)
                    .unwrap_or_else(|| amount.to_string()),
                millions: self.converted(amount.low).and_then(millions),
            })
        };
        Box::new(Deal {
            negotiation: Arc::clone(negotiation),
            ask: price(negotiation.ask(self.on)),
            bid: price(negotiation.bid(self.on)),
        })
    }

    /// `≥ 50.0`, `20.0–25.0`.
    fn price_text(&self, amount: &StatedAmount) -> Option<String> {
        let low = self.converted(amount.low)?.millions_text(1);
        Some(match (amount.high, amount.or_more) {
            (Some(high), _) => format!("{low}–{}", self.converted(high)?.millions_text(1)),
            (None, true) => format!("≥ {low}"),
            (None, false) => low,
        })
    }
}

fn millions(amount: Money) -> Option<f64> {
    Decimal::to_f64(&amount.millions())
}

/// Minutes of one season and the first line they come from. Lines of a second provider count the
/// same matches again and are left out.
fn season_lines(player: &Player, season: Season) -> Option<(u32, &SeasonLine)> {
    let counted = |line: &&SeasonLine| line.season == season && line.minutes.is_some();
    let first = player.seasons.iter().find(counted)?;
    let minutes = player
        .seasons
        .iter()
        .filter(|line| counted(line) && line.basis.source == first.basis.source)
        .filter_map(|line| line.minutes)
        .fold(0_u32, u32::saturating_add);
    Some((minutes, first))
}

fn latest_minutes(player: &Player, on: NaiveDate) -> Option<(Season, u32)> {
    let known = player
        .seasons
        .iter()
        .filter(|line| line.minutes.is_some() && line.season.start() <= on);
    let season = known.map(|line| line.season).max()?;
    Some((season, season_lines(player, season)?.0))
}

/// Lower case without accents, on one line.
fn plain_line(text: &str) -> String {
    let mut plain = text::plain(text);
    if plain.contains(char::is_control) {
        plain = plain.replace(char::is_control, " ");
    }
    plain.truncate(plain.trim_end().len());
    plain
}

fn search_text(player: &Player) -> String {
    let position = position_of(player).map_or("", Position::label);
    let parts = [
        &player.name,
        &player.full_name,
        player.club().unwrap_or(""),
        position,
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(plain_line)
        .collect();
    parts.join("\t")
}

fn position_of(player: &Player) -> Option<&Position> {
    match player.facts.value(FactKey::Position)? {
        FactValue::Position(position) => Some(position),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
