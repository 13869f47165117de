//! The deal engine: a whole negotiation in one call, and simulated waiting against numpy.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use backline::domain::belief::{BELIEFS, BeliefKind};
use backline::domain::deal::model::Model;
use backline::domain::deal::monte_carlo::wait_value;
use backline::domain::deal::scenario::Scenario;
use backline::domain::deal::wait::{Branches, BuyerCase};
use backline::domain::dossier::Dossier;
use backline::domain::extra::Extra;
use backline::domain::id::{AddOnId, NegotiationId, PackageId, PlayerId};
use backline::domain::money::{Currency, Money, Percent};
use backline::domain::negotiation::{BeliefValue, Negotiation};
use backline::domain::package::AddOn;
use backline::domain::sourced::{Basis, Reading, Sourced};
use chrono::Days;
use uuid::Uuid;

use crate::generate::{Dice, dossier, today};
use crate::table::Row;
use crate::{PLAYERS, best, millis, timed};

const PATHS: u64 = 400_000;
const ROUNDS: usize = 15;
/// Evaluations in one measurement, so that the clock is fine enough.
const CALLS: u32 = 50;

/// The same paths in numpy, each as fast as we could make it: draws as floats of 64 or 32 bits or
/// as whole numbers, buffers made once, the fastest generator. Prints the best time in seconds.
const NUMPY: &str = r"
import time
import numpy as np
n = 400_000
rng = np.random.Generator(np.random.SFC64(42))
u, z = np.empty((3, n)), np.empty(n)
def doubles():
    rng.random(out=u)
    rng.standard_normal(out=z)
    free = (u[0] >= 0.30) & (u[1] >= 0.25) & (u[2] >= 0.10)
    return np.where(free, np.maximum(23.0 + 15.0 * z, 12.0), 12.0)
u4, z4 = np.empty((3, n), np.float32), np.empty(n, np.float32)
def singles():
    rng.random(out=u4, dtype=np.float32)
    rng.standard_normal(out=z4, dtype=np.float32)
    free = (u4[0] >= 0.30) & (u4[1] >= 0.25) & (u4[2] >= 0.10)
    return np.where(free, np.maximum(23 + 15 * z4, 12), 12)
ends = [int(p * 2**32) for p in (0.30, 0.25, 0.10)]
def whole():
    w = rng.integers(0, 2**32, size=(3, n), dtype=np.uint32)
    rng.standard_normal(out=z)
    free = (w[0] >= ends[0]) & (w[1] >= ends[1]) & (w[2] >= ends[2])
    return np.where(free, np.maximum(23.0 + 15.0 * z, 12.0), 12.0)
def seconds(way):
    start = time.perf_counter()
    worth = way()
    mean, error = worth.mean(), worth.std() / n**0.5
    taken = time.perf_counter() - start
    assert abs(2 + mean / 1.08 - 18.8095) < 6 * error
    return taken
print(min(seconds(way) for way in (doubles, singles, whole) for _ in range(15)))
";

/// The same with the inverse normal distribution, as the program draws.
const SCIPY: &str = r"
import time
import numpy as np
from scipy.special import ndtri
n = 400_000
rng = np.random.Generator(np.random.SFC64(42))
u = np.empty((4, n))
def seconds():
    start = time.perf_counter()
    rng.random(out=u)
    free = (u[0] >= 0.30) & (u[1] >= 0.25) & (u[2] >= 0.10)
    worth = np.where(free, np.maximum(23.0 + 15.0 * ndtri(u[3]), 12.0), 12.0)
    mean, error = worth.mean(), worth.std() / n**0.5
    return time.perf_counter() - start
print(min(seconds() for _ in range(15)))
";

/// Everything that is promised of the deal engine.
pub fn rows() -> Vec<Row> {
    let small = dossier(10);
    let large = dossier(PLAYERS);
    let mut rows = vec![evaluation(&small), read_and_evaluation(&small, &large)];
    rows.push(rows_of_a_package(&small));
    rows.extend(simulation());
    rows
}

fn model(dossier: &Dossier) -> Model<'_> {
    Model {
        on: today(),
        currency: Currency::EUR,
        dossier: Some(dossier),
    }
}

fn euros(millions: f64) -> Money {
    Money::new((millions * 1e8) as i64, Currency::EUR)
}

/// A negotiation with every belief entered and so many add-ons.
fn negotiation(dossier: &Dossier, add_ons: u64) -> Negotiation {
    let mut dice = Dice::new(3);
    let player = dossier.players.keys().next().copied();
    let mut negotiation: Negotiation = serde_json::from_value(serde_json::json!({
        "id": dice.id::<NegotiationId>(),
        "player": player.unwrap_or(PlayerId(Uuid::nil())),
        "seller": "Liverpool",
        "buyer": "Real Madrid",
        "packages": [{
            "id": dice.id::<PackageId>(),
            "name": "A",
            "fixed_fee": euros(25.0),
            "sell_on": {"share": 2000, "of": "profit_fixed"},
            "buy_back": {"amount": euros(45.0)},
            "wage": {"amount": {"low": {"minor": 20_000_000, "currency": "GBP"}}, "per": "week"},
            "signing_bonus": euros(5.0),
            "agent_fee": euros(2.0),
            "contract_until": "2030-06-30"
        }]
    }))
    .unwrap();
    let package = &mut Arc::make_mut(&mut negotiation.packages)[0];
    package.add_ons = (0..add_ons)
        .map(|row| AddOn {
            id: dice.id::<AddOnId>(),
            event: format!("match {row}"),
            amount: euros(0.1),
            due: today().checked_add_days(Days::new(row)),
            chance_ours: Some(Percent(4_000)),
            chance_theirs: Some(Percent(6_000)),
            extra: Extra::new(),
        })
        .collect();
    for spec in BELIEFS {
        let value = match spec.kind {
            BeliefKind::Money => BeliefValue::Money(euros(match spec.key {
                "mu" => 40.0,
                "season_value" => 20.0,
                "revenue" => 900.0,
                _ => 7.0,
            })),
            BeliefKind::Percent => BeliefValue::Percent(Percent(1_000)),
        };
        let basis = Basis {
            assumed_by: Some("Scout".to_owned()),
            ..Basis::default()
        };
        let reading = Reading::new(dice.id(), value, basis);
        let key = spec.key.to_owned();
        negotiation.beliefs.insert(key, Sourced::single(reading));
    }
    negotiation
}

/// The time of one call, the least disturbed of several measurements.
fn per_call(mut call: impl FnMut()) -> Duration {
    best([(); ROUNDS].map(|()| timed(|| (0..CALLS).for_each(|_| call())).0)) / CALLS
}

fn evaluate(scenario: &Scenario) -> Duration {
    per_call(|| {
        let found = scenario.evaluate().unwrap();
        assert!(found.curve.len() == 200 && !found.tornado_buyer.is_empty());
        std::hint::black_box(found);
    })
}

fn evaluation(dossier: &Dossier) -> Row {
    let negotiation = negotiation(dossier, 5);
    let scenario = Scenario::read(&negotiation, &model(dossier)).unwrap();
    let time = evaluate(&scenario);
    Row {
        what: "A negotiation reckoned anew: package, both tornadoes, 200 points of both curves"
            .into(),
        found: Some(time.as_secs_f64() * 1e3),
        unit: "ms",
        limit: Some(1.0),
        detail: format!("best of {ROUNDS}, {CALLS} calls each"),
    }
}

fn read_and_evaluation(small: &Dossier, large: &Dossier) -> Row {
    let time = |dossier: &Dossier| {
        let negotiation = negotiation(dossier, 5);
        per_call(|| {
            let scenario = Scenario::read(&negotiation, &model(dossier)).unwrap();
            std::hint::black_box(scenario.evaluate().unwrap());
        })
    };
    let (few, many) = (time(small), time(large));
    Row {
        what: format!("The same read from a dossier of {PLAYERS} players, against 10"),
        found: Some(many.as_secs_f64() / few.as_secs_f64()),
        unit: "×",
        limit: Some(1.2),
        detail: format!("{} against {}", millis(many), millis(few)),
    }
}

fn rows_of_a_package(dossier: &Dossier) -> Row {
    let time = |add_ons| {
        let negotiation = negotiation(dossier, add_ons);
        evaluate(&Scenario::read(&negotiation, &model(dossier)).unwrap())
    };
    let (none, few, many) = (time(0), time(200), time(2_000));
    let added = |time: Duration| time.saturating_sub(none).as_secs_f64();
    Row {
        what: "What 2000 add-ons add to it, against 200".into(),
        found: Some(added(many) / added(few)),
        unit: "×",
        // Ten times the rows; the rest is what more memory costs.
        limit: Some(14.0),
        detail: format!("{} and {} over {}", millis(many), millis(few), millis(none)),
    }
}

fn simulation() -> Vec<Row> {
    let case = BuyerCase {
        season0_with: 7.0,
        season0_cover: 2.0,
        rate: 0.08,
        mean: 40.0,
        sd: 15.0,
        alternative: 12.0,
        free_premium: 17.0,
        branches: Branches {
            renew: 0.30,
            rival: 0.25,
            injury: 0.10,
        },
        profile: vec![(0.0, 0.5), (1.0, 0.5)],
        on_cost: 0.05,
        resale: None,
    };
    let ours = best([(); ROUNDS].map(|()| {
        let (time, found) = timed(|| wait_value(&case, 42, PATHS, |_| true).unwrap());
        assert!((found.wait_value - 18.8095).abs() < 6.0 * found.standard_error);
        time
    }));
    let against = |way, needs, script, limit| {
        let theirs = python(script);
        Row {
            what: format!("{PATHS} simulated paths, against {way} on one core"),
            found: theirs.map(|theirs| ours.as_secs_f64() / theirs.as_secs_f64()),
            unit: "×",
            limit,
            detail: match theirs {
                Some(theirs) => format!("{} against {}", millis(ours), millis(theirs)),
                None => format!("{}; python3 with {needs} is not there", millis(ours)),
            },
        }
    };
    vec![
        against("numpy's fastest way", "numpy", NUMPY, Some(1.0 / 3.0)),
        against("numpy with scipy's inverse normal", "scipy", SCIPY, None),
    ]
}

/// The seconds that a script prints, if its libraries are there.
fn python(script: &str) -> Option<Duration> {
    let output = Command::new("python3")
        .args(["-c", script])
        .env("OMP_NUM_THREADS", "1")
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let seconds = String::from_utf8(output.stdout).ok()?.trim().parse().ok()?;
    Some(Duration::from_secs_f64(seconds))
}
