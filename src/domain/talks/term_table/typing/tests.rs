use super::*;
use crate::domain::dossier::Head;
use crate::domain::id::{DossierId, PackageId};
use crate::domain::sourced::Basis;

fn dossier(currency: Currency, country: &str) -> Dossier {
    let head = Head {
        our_country: country.to_owned(),
        ..Head::new("Centre-back", "2025-07-11".parse().unwrap(), currency)
    };
    Dossier::new(DossierId(Uuid::nil()), head)
}

struct Desk {
    dossier: Dossier,
    package: Package,
    ids: std::cell::Cell<u128>,
}

impl Desk {
    fn new(currency: Currency, country: &str) -> Self {
        Self {
            dossier: dossier(currency, country),
            package: Package::new(PackageId(Uuid::nil()), "A", Basis::default()),
            ids: std::cell::Cell::new(1),
        }
    }

    fn read(&self, row: TermRow, text: &str) -> Result<PackageEdit, String> {
        let new_id = || {
            self.ids.set(self.ids.get() + 1);
            Uuid::from_u128(self.ids.get())
        };
        let how = Reading {
            on: self.dossier.head.decision_date,
            dossier: &self.dossier,
            new_id: &new_id,
        };
        self.package.typed(row, text, &how)
    }

    fn types(&mut self, row: TermRow, text: &str) {
        let edit = self.read(row, text).unwrap();
        self.package.carry_out(&edit).unwrap();
    }

    fn shows(&self, row: TermRow) -> String {
        self.package.cell_text(row, &self.dossier)
    }
}

#[test]
fn what_a_cell_shows_can_be_typed_back_and_changes_nothing() {
    let mut desk = Desk::new(Currency::EUR, "Spain");
    for (row, text, shown) in [
        (TermRow::FixedFee, "22.5", "22.50"),
        (TermRow::Shares, "50/50", "50/50"),
        (TermRow::Dues, "1 year", "1 year"),
        (TermRow::AddOn(0), "19.26", "19.26"),
        (TermRow::AddOnEvent(0), "wins the league", "wins the league"),
        (TermRow::AddOnDue(0), "11/7/26", "11 Jul 2026"),
        (TermRow::ChanceOurs(0), "15", "15"),
        (TermRow::ChanceTheirs(0), "30 %", "30"),
        (TermRow::SellOn, "15 profit", "15 % profit"),
        (
            TermRow::BuyBack,
            "40 until 30/6/28",
            "40.00 until 30 Jun 2028",
        ),
        (TermRow::Wage, "10m", "10m/y net"),
        (TermRow::SigningBonus, "£2", "GBP 2.00"),
        (TermRow::AgentFee, "800k", "0.80"),
        (TermRow::ContractUntil, "30/6/30", "30 Jun 2030"),
        (TermRow::AnswerBy, "1/9/25", "1 Sep 2025"),
        (TermRow::Solidarity, "on top", "on top"),
    ] {
        desk.types(row, text);
        assert_eq!(desk.shows(row), shown, "{row:?}");
        let before = desk.package.clone();
        desk.types(row, shown);
        assert_eq!(desk.package, before, "{row:?} typed back");
    }
    assert_eq!(desk.package.headline().unwrap().to_string(), "EUR 41.76m");
}

#[test]
fn a_fee_with_a_plus_brings_its_add_on() {
    let mut desk = Desk::new(Currency::GBP, "England");
    desk.types(TermRow::FixedFee, "20 + 5");
    assert_eq!(desk.shows(TermRow::FixedFee), "20.00");
    assert_eq!(desk.shows(TermRow::AddOn(0)), "5.00");
    desk.types(TermRow::FixedFee, "21 + 6 + 1");
    let sums: Vec<String> = (0..3).map(|idx| desk.shows(TermRow::AddOn(idx))).collect();
    assert_eq!(sums, ["6.00", "1.00", ""]);
    desk.types(TermRow::AddOn(0), "");
    assert_eq!(desk.shows(TermRow::AddOn(0)), "1.00");
}

#[test]
fn nonsense_changes_nothing_and_says_why() {
    let mut desk = Desk::new(Currency::EUR, "Spain");
    desk.types(TermRow::FixedFee, "20 + 5");
    for (row, text) in [
        (TermRow::FixedFee, "-1"),
        (TermRow::FixedFee, "a lot"),
        (TermRow::Shares, "50/60"),
        (TermRow::AddOn(0), "−3"),
        (TermRow::AddOnDue(0), "1/1/25"),
        (TermRow::ChanceOurs(0), "101"),
        (TermRow::ChanceTheirs(0), "-1"),
        (TermRow::SellOn, "half"),
        (TermRow::ContractUntil, "11/7/25"),
        (TermRow::Swap, "Nobody 10"),
        (TermRow::Wage, "lots"),
        (TermRow::OptionYear, "maybe"),
        (TermRow::AnswerBy, "soon"),
    ] {
        let found = desk.read(row, text);
        assert!(
            found.as_ref().is_err_and(|why| why.len() > 8),
            "{row:?} {text}: {found:?}"
        );
    }
}

#[test]
fn dragging_stays_between_nothing_and_a_thousand_million() {
    let fee = |minor| Money::new(minor, Currency::EUR);
    for (from, steps, fine, to) in [
        (2_217_222_100, 0, false, 2_217_222_100),
        (2_217_222_100, 1, false, 2_220_000_000),
        (2_217_222_100, 1, true, 2_218_000_000),
        (100_000_000, -1_000_000, false, 0),
        (0, i64::MAX, false, 100_000_000_000),
        (0, i64::MIN, false, 0),
    ] {
        assert_eq!(
            dragged_sum(fee(from), steps, fine),
            fee(to),
            "{from} by {steps}"
        );
    }
}
