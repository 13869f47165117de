//! What each would cost, in millions of the dossier's currency.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive as _;

use super::fit::Made;
use super::{Cell, Group, GroupKey, Rest, RowKind, Why};
use crate::domain::dossier::Dossier;
use crate::domain::exchange::converted;
use crate::domain::field::FieldRef;
use crate::domain::id::PlayerId;
use crate::domain::money::{Money, StatedAmount};
use crate::domain::player::{Player, Role};
use crate::domain::stats::Better;

/// What the deal engine found for one player, in millions of the dossier's currency.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealFigures {
    /// The most that we should pay.
    pub ceiling: Option<f64>,
    /// What we are expected to pay for the transfer.
    pub expected_cost: Option<f64>,
    /// What he costs in a year of the contract.
    pub cost_a_year: Option<f64>,
    /// What 90 minutes of his cost, as many as he is expected to play.
    pub cost_per_90: Option<f64>,
    /// True if an assumption is among what these rest on.
    pub assumed: bool,
    /// The package of which the costs are; empty without one.
    pub package: String,
    /// What is missing for those that are empty: "his worth to us".
    pub needs: String,
}

/// What each would cost.
pub(super) fn money(
    dossier: &Dossier,
    players: &[&Player],
    deals: &BTreeMap<PlayerId, DealFigures>,
    on: NaiveDate,
) -> Group {
    let deal = |player: &Player| deals.get(&player.id);
    let value = |player: &Player| match player.valuation(on) {
        None => Cell::empty(Why::NotEntered),
        Some(value) => {
            let field = Some(FieldRef::Valuation(player.id, value.id));
            let millions = in_millions(dossier, value.amount, on);
            Cell {
                figure: millions,
                text: millions.map_or_else(|| value.amount.to_string(), |figure| text(figure, 1)),
                rest: Some(Rest::Stated(value.basis.clone())),
                field,
                ..Cell::default()
            }
        }
    };
    let ask = |player: &Player| ask(dossier, player, on);
    let figure = |of: fn(&DealFigures) -> Option<f64>, decimals: usize| {
        move |player: &Player| priced(dossier, player, deal(player), of, decimals)
    };
    let short = |player: &Player| {
        let ceiling = priced(dossier, player, deal(player), |deal| deal.ceiling, 2);
        let asked = self::ask(dossier, player, on);
        match (asked.figure, ceiling.figure) {
            (Some(asked), Some(most)) => Cell {
                figure: Some(asked - most),
                text: text(asked - most, 2),
                ..ceiling
            },
            (None, _) => asked,
            (_, None) => ceiling,
        }
    };
    let row = |key, label: &str, decimals, definition| Made {
        key,
        label: label.to_owned(),
        kind: RowKind::Figure,
        better: Better::Less,
        decimals,
        definition,
    };
    let worth = Made {
        better: Better::Neither,
        ..row(
            "market_value",
            "Market value",
            1,
            "The latest market value that was known at the decision date, as its source holds him to be worth.",
        )
    };
    Group {
        key: GroupKey::Money,
        label: "Money".to_owned(),
        note: format!("{} m", dossier.head.currency),
        rows: vec![
            worth.row(players, value),
            row("ask", "Ask", 1, "The seller's last price, as reported.").row(players, ask),
            row(
                "ceiling",
                "Our ceiling",
                2,
                "The fee from which waiting, or another player, is better for us than buying now.",
            )
            .row(players, figure(|deal| deal.ceiling, 2)),
            row(
                "short_of_ask",
                "Short of ask",
                2,
                "The ask less our ceiling. Below zero the ask is one that we can meet.",
            )
            .row(players, short),
            row(
                "expected_cost",
                "Expected cost",
                2,
                "What we are expected to pay for the transfer: what is fixed, and each add-on by our chance, of the \
                 package that we last put forward.",
            )
            .row(players, figure(|deal| deal.expected_cost, 2)),
            row(
                "cost_a_year",
                "Cost a year",
                2,
                "A full year in the books: the fee spread over the contract, his wage, what the employer pays on top \
                 of it, the signing bonus.",
            )
            .row(players, figure(|deal| deal.cost_a_year, 2)),
            row(
                "cost_per_90",
                "Cost per expected 90",
                3,
                "Cost a year over the full matches that he is expected to play in it, from how often he is fit and \
                 picked.",
            )
            .row(players, figure(|deal| deal.cost_per_90, 2)),
        ],
    }
}

fn ask(dossier: &Dossier, player: &Player, on: NaiveDate) -> Cell {
    let Some(negotiation) = dossier.negotiation_over(player.id) else {
        return Cell::empty(nobody_asks(player));
    };
    let round = negotiation.ask(on);
    let Some((round, amount)) = round.and_then(|round| Some((round, round.amount.as_ref()?)))
    else {
        return Cell::empty(Why::NotEntered);
    };
    let figure = in_millions(dossier, amount.low, on);
    Cell {
        figure,
        text: stated(dossier, amount, on).unwrap_or_else(|| amount.to_string()),
        rest: Some(Rest::Stated(round.basis.clone())),
        field: Some(FieldRef::Round(negotiation.id, round.id)),
        ..Cell::default()
    }
}

fn priced(
    dossier: &Dossier,
    player: &Player,
    deal: Option<&DealFigures>,
    of: fn(&DealFigures) -> Option<f64>,
    decimals: usize,
) -> Cell {
    let negotiation = dossier.negotiation_over(player.id);
    let field = negotiation.map(|negotiation| FieldRef::Negotiation(negotiation.id));
    match deal {
        None => Cell::empty(nobody_asks(player)),
        Some(deal) => match of(deal) {
            None => Cell {
                field,
                ..Cell::empty(Why::Needs(needs(deal, of)))
            },
            Some(figure) => Cell {
                figure: Some(figure),
                text: text(figure, decimals),
                rest: Some(if deal.assumed {
                    Rest::Assumed
                } else {
                    Rest::Derived
                }),
                field,
                ..Cell::default()
            },
        },
    }
}

/// What a figure that is missing waits for: our ceiling for beliefs, costs for terms.
fn needs(deal: &DealFigures, of: fn(&DealFigures) -> Option<f64>) -> String {
    let ceiling = DealFigures {
        ceiling: Some(0.0),
        ..DealFigures::default()
    };
    if of(&ceiling).is_some() && !deal.needs.is_empty() {
        deal.needs.clone()
    } else if deal.package.is_empty() {
        "a package of terms".to_owned()
    } else {
        "a wage, the end of a contract, or how often he is expected to play".to_owned()
    }
}

fn nobody_asks(player: &Player) -> Why {
    if player.role == Role::Own {
        Why::Ours
    } else {
        Why::NoNegotiation
    }
}

/// `≥ 50.0`, `20.0–25.0`.
fn stated(dossier: &Dossier, amount: &StatedAmount, on: NaiveDate) -> Option<String> {
    let low = text(in_millions(dossier, amount.low, on)?, 1);
    Some(match (amount.high, amount.or_more) {
        (Some(high), _) => format!("{low}–{}", text(in_millions(dossier, high, on)?, 1)),
        (None, true) => format!("≥ {low}"),
        (None, false) => low,
    })
}

fn in_millions(dossier: &Dossier, amount: Money, on: NaiveDate) -> Option<f64> {
    let amount = converted(&dossier.rates, amount, dossier.head.currency, on)?;
    amount.millions().to_f64()
}

fn text(figure: f64, decimals: usize) -> String {
    format!("{figure:.decimals$}").replace('-', "−")
}
