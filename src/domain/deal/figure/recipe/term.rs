//! How the worth of a term comes about.

use super::{
    AGENT, BUY_BACK, Believed, FEE, FEE_T, KEPT_T, NOTHING, OWED, RESALE, Row, SELL_ON, these,
    unnamed,
};
use crate::domain::deal::function::Mark;
use crate::domain::deal::scenario::Term;

const FEE_ONLY: &[&str] = &["fixed_fee", "instalments"];
const ADD: &[&str] = &["add_ons"];
const SWAP: &[&str] = &["swap"];
const LOAN: &[&str] = &["loan"];
const WAGE: &[&str] = &["wage", "contract_until"];
const BONUS: &[&str] = &["signing_bonus"];

const RATES_OF_BOTH: &[&str] = &["r_buyer", "r_seller"];
const TRAINING: &[&str] = &["total_solidarity_pct", "own_training_pct"];
const LATER: &[&str] = &["mu", "sigma", "v_alt"];
const RENEWAL: &[&str] = &["p_renew", "renew_value"];

const RATES: Believed = these(&[RATES_OF_BOTH]);
const ONCOST: Believed = these(&[&["on_cost", "r_buyer"]]);
const SOLI: Believed = these(&[TRAINING, RATES_OF_BOTH]);
const SELL_ON_B: Believed = these(&[&["sell_on_pct", "sell_on_base", "r_seller"]]);
const SAGENT: Believed = these(&[&["selling_agent_pct", "r_seller"]]);
const SWAP_B: Believed = these(&[&["swap_keep_value", "swap_gain_value"]]);
const LOAN_B: Believed = these(&[LATER, RATES_OF_BOTH, RENEWAL]);
const WAGE_B: Believed = these(&[&["employer_rate", "r_buyer"]]);
const HEAD: Believed = these(&[&["lam", "season_wage", "nbv_S"], OWED]);

/// How the worth of a term comes about.
#[rustfmt::skip]
pub(super) const fn of_term(term: Term) -> Row {
    match term {
        Term::FixedFee => unnamed("deal_totals", "What the fixed fee is worth today.")
            .by("Σ instalment × (1 + r)^(−days/365), r the side's rate", FEE_ONLY, RATES),
        Term::AddOn(_) => unnamed("deal_totals", "What the add-on is worth today.")
            .by("chance of the side × add-on × (1 + r)^(−days/365)", ADD, RATES),
        Term::OnCost => unnamed("buyer_breakeven", "What we pay beside the payments.")
            .by("our costs on top × present value of all payments", FEE, ONCOST)
            .source("the belief").mark(Mark::V),
        Term::Solidarity => unnamed("seller_net", "What goes to the clubs that trained him.")
            .by("(own training − solidarity) × present value; on top: solidarity × present value for us, own training for them", FEE_T, SOLI)
            .section("2.2"),
        Term::SellOnOwed => unnamed("seller_net", "What they owe to the club that sold him to them.")
            .by("share × present value, of what all payments exceed the base by", FEE, SELL_ON_B)
            .source("the clause that they owe").mark(Mark::V),
        Term::SellingAgent => unnamed("seller_net", "What their agent takes.")
            .by("their agent's share × present value", FEE, SAGENT)
            .source("the belief").mark(Mark::V),
        Term::SellOn => unnamed("sell_on_expected", "What their share of a later sale is expected to be, undiscounted.")
            .by("gross: q s mu; profit: q s L(mu, v, base), L the lognormal call", SELL_ON, RESALE)
            .source("Black 1976"),
        Term::BuyBack => unnamed("buy_back_value", "What their right to buy him back is worth, undiscounted.")
            .by("q L(mu, v, strike)", BUY_BACK, RESALE),
        Term::Swap => unnamed("swap", "What the player who goes is worth to each side.")
            .by("what our player is worth to the side; the agreed value if that was not entered", SWAP, SWAP_B)
            .source("a swap creates value if he is worth more to them than to us").mark(Mark::V),
        Term::Loan => unnamed("loan_option", "What the loan and what follows are worth.")
            .by("us: later seasons that may not be ours, less fee and price; them: fee, price, and a renewal if he comes back", LOAN, LOAN_B)
            .source("Bachelier 1900; he is bought if he is worth more than price and plan B").mark(Mark::M),
        Term::Wage => unnamed("tco_season", "What his wages cost us over the contract, in today's money.")
            .by("wage × (1 + employer's charge) × ∫ (1 + r)^−t dt over the contract", WAGE, WAGE_B)
            .source("the beliefs on his seasons are net of it, so it is no part of the gain"),
        Term::SigningBonus => unnamed("tco_season", "What the player gets for signing.")
            .by("as stated, paid on signing", BONUS, NOTHING)
            .source("the terms"),
        Term::AgentFee => unnamed("agent_cap", "What our agent gets.")
            .by("as stated, paid on signing", AGENT, NOTHING)
            .source("the terms").mark(Mark::V),
        Term::Headroom => unnamed("seller_reservation", "What room under their spending rules is worth to them.")
            .by("lam × (kept of the fixed fee + wage − book value)", KEPT_T, HEAD)
            .source("shadow price of regulatory headroom").section("5.10"),
    }
}
