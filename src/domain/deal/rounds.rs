//! Offers in turn: without end (Rubinstein) and before a deadline (Ståhl).

use serde::Serialize;

use super::error::{Code, DealError};
use super::field::{Field, Kind};
use super::function::{Function, Mark};
use super::input::{Input, output};
use super::zone::{R_B, R_S, Room, zone_or_refuse};

const DELTA_B: Field = Field::new("delta_B", Kind::Share, "per round");
const DELTA_S: Field = Field::new("delta_S", Kind::Share, "per round");
const FIRST: Field = Field::new("first", Kind::Choice(&["B", "S"]), "");
const OUTPUTS: &[(&str, &str)] = &[
    ("buyer_share", "fraction of the zone"),
    ("seller_share", "fraction of the zone"),
    ("fee", "m"),
];

pub(super) const FUNCTIONS: &[Function] = &[
    Function {
        name: "rubinstein",
        section: "5.3",
        purpose: "How two impatient sides share the zone if they can go on for ever.",
        formula: "buyer first: buyer's share = (1 − δ_S)/(1 − δ_B δ_S); seller first: seller's share = (1 − δ_B)/(1 − δ_B δ_S)",
        source: "Rubinstein 1982",
        mark: Mark::M,
        fields: &[DELTA_B, DELTA_S, FIRST, R_S, R_B],
        outputs: OUTPUTS,
        run: |input| {
            let (buyer, seller) = (input.number("delta_B")?, input.number("delta_S")?);
            let share = rubinstein(buyer, seller, buyer_first(input)?)?;
            output(&Shares::of(share, zone(input)?))
        },
    },
    Function {
        name: "stahl_finite",
        section: "5.3",
        purpose: "The same with a deadline: the side that moves last gains.",
        formula: "backwards from v_N = 1: v_n = 1 − δ_responder v_(n+1)",
        source: "Ståhl 1972",
        mark: Mark::M,
        fields: &[
            Field::new("rounds", Kind::Count(1), "rounds"),
            DELTA_B,
            DELTA_S,
            FIRST,
            R_S,
            R_B,
        ],
        outputs: OUTPUTS,
        run: |input| {
            let share = stahl(
                input.count("rounds")?,
                input.number("delta_B")?,
                input.number("delta_S")?,
                buyer_first(input)?,
            );
            output(&Shares::of(share, zone(input)?))
        },
    },
];

fn buyer_first(input: &Input<'_>) -> Result<bool, DealError> {
    Ok(input.word("first")? == "B")
}

fn zone(input: &Input<'_>) -> Result<Room, DealError> {
    zone_or_refuse(input.number("R_S")?, input.number("R_B")?, "R_S")
}

#[derive(Serialize)]
struct Shares {
    buyer_share: f64,
    seller_share: f64,
    fee: f64,
}

impl Shares {
    fn of(buyer_share: f64, room: Room) -> Self {
        let seller_share = 1.0 - buyer_share;
        Self {
            buyer_share,
            seller_share,
            fee: room.nash(seller_share),
        }
    }
}

/// The buyer's share of the zone if offers go on for ever.
pub fn rubinstein(buyer: f64, seller: f64, buyer_first: bool) -> Result<f64, DealError> {
    let loss = 1.0 - buyer * seller;
    if loss <= 0.0 {
        let message = "Nobody loses by waiting: one of delta_B and delta_S must be below 1";
        return Err(DealError::new(Code::DivisionByZero, "delta_B", message));
    }
    Ok(if buyer_first {
        (1.0 - seller) / loss
    } else {
        1.0 - (1.0 - buyer) / loss
    })
}

/// The buyer's share of the zone if the `rounds`-th offer is the last.
pub fn stahl(rounds: u32, buyer: f64, seller: f64, buyer_first: bool) -> f64 {
    let mut proposer_share = 1.0;
    for round in (1..rounds).rev() {
        let buyer_proposes = (round % 2 == 1) == buyer_first;
        let responder = if buyer_proposes { seller } else { buyer };
        proposer_share = 1.0 - responder * proposer_share;
    }
    if buyer_first {
        proposer_share
    } else {
        1.0 - proposer_share
    }
}
