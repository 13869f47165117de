//! Rows for the ledger: what is put forward, by whom, and in which words the screen tells it.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive as _;

use super::reckoning::Reckoning;
use crate::domain::date::{PartialDate, day_text};
use crate::domain::deal::model::Model;
use crate::domain::dossier::{Dossier, Record};
use crate::domain::edit::{Edit, NegotiationEdit};
use crate::domain::extra::Extra;
use crate::domain::figures::millions_text;
use crate::domain::id::{RoundId, SourceId};
use crate::domain::money::{Currency, StatedAmount};
use crate::domain::negotiation::{Move, Negotiation, Round, RoundStatus, Side};
use crate::domain::package::Package;
use crate::domain::source::{Source, SourceKind};
use crate::domain::sourced::{Basis, Grade};
use crate::domain::text::same_words;

impl Negotiation {
    /// The club of a side.
    pub fn club<'a>(&'a self, side: &'a Side) -> &'a str {
        match side {
            Side::Buyer => &self.buyer,
            Side::Seller => &self.seller,
            Side::Other(other) => other,
        }
    }

    /// What putting a package forward is: the first word of a side, or an answer.
    pub fn move_of(&self, package: &Package) -> Move {
        let side = self.side_of(package);
        let spoken = self.rounds.iter().any(|round| {
            round.side == side && round.terms.is_some() && !self.is_corrected(round.id)
        });
        match side {
            _ if spoken || package.answers.is_some() => Move::Counter,
            Side::Seller => Move::Ask,
            Side::Buyer | Side::Other(_) => Move::Bid,
        }
    }

    /// Why a package cannot be put forward now; `None` if it can.
    pub fn cannot_send(&self, package: &Package) -> Option<&'static str> {
        if package.is_blank() {
            return Some("the package has no terms yet");
        }
        let same = |round: &Round| round.terms.as_deref() == Some(package);
        let sent = self.sent(package.id).next();
        sent.is_some_and(same).then_some("already in the ledger")
    }

    /// The row for a package put forward on a day.
    pub fn row_of(&self, id: RoundId, package: &Package, on: NaiveDate, basis: Basis) -> Round {
        Round {
            id,
            on,
            side: self.side_of(package),
            kind: self.move_of(package),
            package: Some(package.id),
            terms: Some(Arc::new(package.clone())),
            amount: package.headline().map(StatedAmount::exactly),
            status: RoundStatus::Standing,
            corrects: None,
            basis,
            extra: Extra::new(),
        }
    }
}

/// Writing a row, with the source that it needs and that is not in the dossier yet.
pub fn record(negotiation: &Negotiation, round: Round, source: Option<Source>) -> Edit {
    let label = format!("record {}", round.kind.label().to_lowercase());
    let row = Edit::Negotiation(negotiation.id, NegotiationEdit::Record(round));
    match source {
        None => row,
        Some(source) => Edit::Many {
            label,
            edits: vec![Edit::Put(Record::Source(Arc::new(source))), row],
        },
    }
}

/// The source of this name, or a new one: a club that speaks for itself is official, anybody else
/// the lowest grade that is not disputed.
pub fn source_named(
    name: &str,
    club: bool,
    dossier: &Dossier,
    id: SourceId,
) -> (SourceId, Option<Source>) {
    let known = dossier.sources.values().find(|source| {
        same_words(&source.name, name) && (!club || source.kind == SourceKind::Official)
    });
    if let Some(source) = known {
        return (source.id, None);
    }
    let (kind, grade) = if club {
        (SourceKind::Official, Grade::A)
    } else {
        (SourceKind::Person, Grade::C)
    };
    let source = Source::new(id, name.trim().to_owned(), kind, grade);
    (id, Some(source))
}

impl Round {
    /// What was put forward: `Bid, package A: 22.17 fixed, 19.26 add-on`.
    pub fn words(&self, currency: Currency) -> String {
        let mut words = self.kind.label().to_owned();
        if let Some(terms) = self.terms.as_deref() {
            words.push_str(&format!(", package {}", package_words(terms, currency)));
        } else if self.status == RoundStatus::Believed {
            words.push_str(", believed, not stated by the club");
        }
        words
    }
}

/// `A: 22.17 fixed, 19.26 add-on`.
pub fn package_words(package: &Package, currency: Currency) -> String {
    let mut parts = Vec::new();
    if let Some(fee) = package.fixed_fee {
        parts.push(format!("{} fixed", fee.in_column_of(currency)));
    }
    for add_on in &package.add_ons {
        parts.push(format!("{} add-on", add_on.amount.in_column_of(currency)));
    }
    if let Some(clause) = &package.sell_on {
        parts.push(format!("{} sell-on", clause.share));
    }
    if let Some(loan) = &package.loan {
        parts.push(format!("loan {loan}"));
    }
    if parts.is_empty() {
        package.name.clone()
    } else {
        format!("{}: {}", package.name, parts.join(", "))
    }
}

impl Reckoning {
    /// The figure of a row in millions: `≥ 50.00`, `20.00–25.00`; empty without one, or without a
    /// rate to its currency.
    pub fn figure_text(&self, place: usize, round: &Round) -> String {
        let Some(figures) = self.rounds.get(place) else {
            return String::new();
        };
        let Some(low) = figures.headline else {
            return round
                .amount
                .as_ref()
                .map_or_else(String::new, ToString::to_string);
        };
        let mut text = millions_text(low);
        if let Some(high) = figures.up_to {
            text.push_str(&format!("–{}", millions_text(high)));
        }
        if round.amount.as_ref().is_some_and(|amount| amount.or_more) {
            text.insert_str(0, "≥ ");
        }
        text
    }
}

/// `stated as EUR 50m, printed as GBP 43m; the rate of 11 Jul 2025 gives 43.3m`. Empty for a plain
/// figure in the currency of the dossier.
pub fn stated_words(round: &Round, dossier: &Dossier) -> String {
    let Some(amount) = &round.amount else {
        return String::new();
    };
    let mut words = Vec::new();
    if amount.currency() != dossier.head.currency {
        words.push(format!("stated as {amount}"));
    }
    if let Some(printed) = &amount.printed {
        let mut text = format!("printed as {}", printed.low);
        if let Some(high) = printed.high {
            text.push_str(&format!("–{}", high.short()));
        }
        let on = round
            .basis
            .on
            .and_then(PartialDate::day)
            .unwrap_or(round.on);
        let model = Model {
            on,
            currency: printed.low.currency,
            dossier: Some(dossier),
        };
        let at_rate = |sum| {
            let millions = model.millions(sum, "amount").ok()?;
            let short = Decimal::from_f64(millions)?.round_dp(1).normalize();
            Some(short.to_string())
        };
        let low = at_rate(amount.low);
        let both = low.map(|low| match amount.high.and_then(at_rate) {
            Some(high) => format!("{low}–{high}m"),
            None => format!("{low}m"),
        });
        if let Some(given) = both {
            text.push_str(&format!("; the rate of {} gives {given}", day_text(on)));
        }
        words.push(text);
    }
    words.join(", ")
}
