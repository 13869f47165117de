//! A file may hold anything that its types allow; a negotiation of it is still reckoned.

use rand_chacha::ChaCha8Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use serde_json::{Value, json};

use super::*;
use crate::domain::belief::BeliefKind;
use crate::domain::negotiation::Negotiation;

const NEGOTIATIONS: usize = 500;

struct Vandal(ChaCha8Rng);

impl Vandal {
    fn below(&mut self, end: u64) -> u64 {
        self.0.next_u64() % end
    }

    fn one_of<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize].clone()
    }

    fn id(&mut self) -> String {
        format!("0197f95b-4e00-7000-8000-{:012x}", self.below(1 << 40))
    }

    fn money(&mut self) -> Value {
        let any = self.0.next_u64() as i64;
        let usual = self.below(10_000_000_000) as i64;
        let minor = self.one_of(&[
            0,
            1,
            -1,
            usual,
            usual,
            usual,
            -usual,
            any,
            i64::MAX,
            i64::MIN,
        ]);
        // No rate is known of the last.
        let currency = match self.below(300) {
            0 => "XAF",
            other => ["EUR", "EUR", "GBP", "USD", "JPY"][other as usize % 5],
        };
        json!({"minor": minor, "currency": currency})
    }

    fn percent(&mut self) -> Value {
        let (usual, odd) = (self.below(10_001), self.below(1 << 32));
        json!(self.one_of(&[usual, usual, usual, 0, 10_000, odd, u64::from(u32::MAX)]))
    }

    fn day(&mut self) -> Value {
        let year = self.one_of(&[1850, 2024, 2025, 2025, 2026, 2030, 2200]);
        let month = 1 + self.below(12);
        let day = 1 + self.below(28);
        json!(format!("{year}-{month:02}-{day:02}"))
    }

    fn package(&mut self) -> Value {
        let mut package = json!({"id": self.id(), "name": "A"});
        let members = package.as_object_mut().unwrap();
        let instalment = |vandal: &mut Self| json!({"id": vandal.id(), "due": vandal.day(), "amount": vandal.money()});
        let add_on = |vandal: &mut Self| {
            json!({"id": vandal.id(), "event": "wins", "due": vandal.day(), "amount": vandal.money(),
                   "chance_ours": vandal.percent(), "chance_theirs": vandal.percent()})
        };
        let base = self.one_of(&["gross", "profit_fixed", "profit_paid", "profit_cost", "odd"]);
        let end = self.one_of(&["return", "option", "obligation", "odd"]);
        let per = self.one_of(&["week", "month", "year", "odd"]);
        let rows: [(&str, Value); 12] = [
            ("fixed_fee", self.money()),
            (
                "instalments",
                (0..self.below(4)).map(|_| instalment(self)).collect(),
            ),
            (
                "add_ons",
                (0..self.below(4)).map(|_| add_on(self)).collect(),
            ),
            ("sell_on", json!({"share": self.percent(), "of": base})),
            ("buy_back", json!({"amount": self.money()})),
            (
                "swap",
                json!({"player": self.id(), "agreed_value": self.money()}),
            ),
            (
                "loan",
                json!({"fee": self.money(), "until": self.day(), "then": end, "price": self.money(),
                       "chance": self.percent()}),
            ),
            (
                "wage",
                json!({"amount": {"low": self.money()}, "per": per, "tax": "net"}),
            ),
            ("signing_bonus", self.money()),
            ("agent_fee", self.money()),
            ("contract_until", self.day()),
            ("solidarity_on_top", json!(true)),
        ];
        for (name, value) in rows {
            if self.below(3) > 0 {
                members.insert(name.to_owned(), value);
            }
        }
        package
    }

    fn negotiation(&mut self) -> Negotiation {
        let mut beliefs = serde_json::Map::new();
        for spec in BELIEFS {
            if self.below(60) == 0 {
                continue;
            }
            // Now and then of the wrong kind.
            let is_money = (spec.kind == BeliefKind::Money) != (self.below(200) == 0);
            let value = if is_money {
                json!({"money": self.money()})
            } else {
                json!({"percent": self.percent()})
            };
            let reading = json!({"id": self.id(), "value": value});
            beliefs.insert(spec.key.to_owned(), json!({"readings": [reading]}));
        }
        let packages: Vec<Value> = (0..self.below(4)).map(|_| self.package()).collect();
        serde_json::from_value(json!({
            "id": self.id(), "player": self.id(), "seller": "S", "buyer": "B",
            "packages": packages, "beliefs": beliefs,
        }))
        .unwrap()
    }
}

#[test]
fn a_negotiation_of_any_content_is_reckoned_in_finite_numbers() {
    let mut vandal = Vandal(ChaCha8Rng::seed_from_u64(11));
    let (mut rooms, mut told) = (0, 0);
    for _ in 0..NEGOTIATIONS {
        let negotiation = vandal.negotiation();
        let on = vandal.one_of(&["2025-07-15", "2024-02-29", "1999-12-31", "2200-12-31"]);
        let model = Model {
            on: day(on),
            currency: Currency::EUR,
            dossier: None,
        };
        let scenario = Scenario::read(&negotiation, &model).unwrap();
        let found = scenario.evaluate().unwrap_or_else(|err| {
            panic!("{err}: {}", serde_json::to_string(&negotiation).unwrap())
        });
        assert_eq!(found.packages.len(), negotiation.packages.len());
        rooms += usize::from(found.room.is_some());
        for figure in Figure::all(&scenario, &found) {
            let value = figure.value(&scenario, &found).unwrap();
            assert!(
                value.is_finite(),
                "{figure:?} is {value}: {}",
                serde_json::to_string(&negotiation).unwrap()
            );
            if matches!(figure, Figure::Curve(_) | Figure::CurveSeller(_)) {
                continue;
            }
            assert_eq!(scenario.explain(&found, figure).value, Some(value));
            told += 1;
        }
        for unread in found
            .packages
            .iter()
            .filter(|package| package.problem.is_some())
        {
            assert_eq!(unread.totals.headline, 0.0);
        }
    }
    println!("{NEGOTIATIONS} negotiations, {rooms} with a room to agree, {told} figures explained");
    assert!(rooms > 20, "{rooms}");
}
