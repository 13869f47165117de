//! Sums as their sources state them: printed conversions, ranges that run downwards, fees in
//! dispute.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::readings::{differs, with_source};
use super::{FindingContext, FindingKind, Log, Weight};
use crate::domain::career::Transfer;
use crate::domain::exchange::{ExchangeRate, fresh_rate_on};
use crate::domain::fact::FactValue;
use crate::domain::field::FieldRef;
use crate::domain::money::{Money, StatedAmount};
use crate::domain::player::{Player, Role};
use crate::domain::sourced::Basis;

pub(super) fn check(player: &Player, ctx: &FindingContext<'_>, out: &mut Log<'_>) {
    for (key, sourced) in player.facts.iter() {
        let field = FieldRef::Fact(player.id, key);
        for reading in &sourced.readings {
            let amount = match &reading.value {
                FactValue::Wage(wage) => &wage.amount,
                FactValue::Clause(clause) => &clause.amount,
                _ => continue,
            };
            let found = amount_findings(amount, &reading.basis, None, ctx);
            add(&field, &key.name().to_lowercase(), found, out);
        }
    }
    for transfer in player.transfers.iter() {
        fee(player, transfer, ctx, out);
    }
}

fn add(
    field: &FieldRef,
    what: &str,
    found: Vec<((Weight, FindingKind), String)>,
    out: &mut Log<'_>,
) {
    for (found, text) in found {
        out.add(field.clone(), found, what, text);
    }
}

fn fee(player: &Player, transfer: &Transfer, ctx: &FindingContext<'_>, out: &mut Log<'_>) {
    let field = FieldRef::Transfer(player.id, transfer.id);
    let what = format!("fee {}", transfer.on.earliest().format("%Y"));
    for reading in &transfer.fee.readings {
        let found = amount_findings(&reading.value, &reading.basis, transfer.on.day(), ctx);
        add(&field, &what, found, out);
    }
    let Some(used) = transfer.fee.used_reading() else {
        return;
    };
    let mut told = vec![used];
    for other in transfer.fee.others() {
        if told.iter().all(|told| {
            differs(&told.value, &other.value)
                && !same_sum(&told.value, &other.value, transfer.on.day(), ctx)
        }) {
            told.push(other);
        }
    }
    if told.len() > 1 {
        // What a target cost is an argument in the talks; what others cost is history.
        let weight = if player.role == Role::Target {
            Weight::Warning
        } else {
            Weight::Note
        };
        let texts: Vec<String> = told
            .iter()
            .map(|reading| with_source(reading, ctx))
            .collect();
        let text = format!("{}.", texts.join(" or "));
        out.add(field, (weight, FindingKind::Disputed), &what, text);
    }
}

/// True if two plain figures are one sum in two currencies at the rate of the day.
fn same_sum(
    one: &StatedAmount,
    other: &StatedAmount,
    on: Option<NaiveDate>,
    ctx: &FindingContext<'_>,
) -> bool {
    let plain = |amount: &StatedAmount| amount.high.is_none() && !amount.or_more;
    let (Some(on), true) = (on, plain(one) && plain(other)) else {
        return false;
    };
    let Some(rate) = rate_of_day(one.low, other.low, on, ctx) else {
        return false;
    };
    let million = 10_i64.saturating_pow(6 + other.low.currency.minor_digits());
    rate.convert(one.low)
        .is_some_and(|sum| sum.minor.abs_diff(other.low.minor) <= million.unsigned_abs() / 2)
}

/// What is wrong with one figure, wherever it stands. `on` is the day to which it belongs, if its
/// basis does not say.
pub(super) fn amount_findings(
    amount: &StatedAmount,
    basis: &Basis,
    on: Option<NaiveDate>,
    ctx: &FindingContext<'_>,
) -> Vec<((Weight, FindingKind), String)> {
    let mut found = Vec::new();
    if let Some(high) = amount.high
        && high.currency == amount.low.currency
        && high.minor < amount.low.minor
    {
        let text = format!("{amount} runs downwards.");
        found.push(((Weight::Error, FindingKind::Rule), text));
    }
    let day = basis
        .on
        .or_else(|| ctx.source(basis)?.on)
        .and_then(|on| on.day())
        .or(on);
    if let Some(text) = day.and_then(|day| conversion(amount, day, ctx)) {
        found.push(((Weight::Warning, FindingKind::Conversion), text));
    }
    found
}

/// `EUR 25m printed as GBP 21m; ECB rate gives 21.6m.`
fn conversion(amount: &StatedAmount, day: NaiveDate, ctx: &FindingContext<'_>) -> Option<String> {
    let printed = amount.printed.as_ref()?;
    let rate = rate_of_day(amount.low, printed.low, day, ctx)?;
    let ends = [
        Some((amount.low, printed.low)),
        amount.high.zip(printed.high),
    ];
    let wrong: Vec<String> = ends
        .into_iter()
        .flatten()
        .filter_map(|(stated, printed_as)| {
            let exact = rate.convert(stated)?;
            let off = exact.minor.abs_diff(printed_as.minor);
            if off.saturating_mul(2) <= printed.unit.unsigned_abs() {
                return None;
            }
            let given = rounded(exact, printed.unit / 10).short();
            let rate = rate_name(rate, ctx);
            Some(format!(
                "{stated} printed as {printed_as}; {rate} gives {given}."
            ))
        })
        .collect();
    (!wrong.is_empty()).then(|| wrong.join(" "))
}

fn rate_of_day<'a>(
    from: Money,
    to: Money,
    day: NaiveDate,
    ctx: &FindingContext<'a>,
) -> Option<&'a ExchangeRate> {
    fresh_rate_on(ctx.rates, from.currency, to.currency, day)
}

fn rate_name(rate: &ExchangeRate, ctx: &FindingContext<'_>) -> String {
    match ctx.source(&rate.basis) {
        Some(source) if source.name.starts_with("ECB") => "ECB rate".to_owned(),
        _ => "the rate of that day".to_owned(),
    }
}

/// To whole multiples of `unit` minor units, one digit finer than the print.
fn rounded(amount: Money, unit: i64) -> Money {
    let unit = Decimal::from(unit.max(1));
    let multiples = (Decimal::from(amount.minor) / unit).round();
    let minor = i64::try_from(multiples * unit).unwrap_or(amount.minor);
    Money::new(minor, amount.currency)
}
