//! How the worth of a term comes about.

use super::{AGENT, BUY_BACK, FEE, FEE_T, KEPT_T, RESALE, Recipe, SELL_ON};
use crate::domain::deal::catalogue::Mark;
use crate::domain::deal::scenario::Term;

const FEE_ONLY: &[&str] = &["fixed_fee", "instalments"];
const ADD: &[&str] = &["add_ons"];
const SWAP: &[&str] = &["swap"];
const LOAN: &[&str] = &["loan"];
const WAGE: &[&str] = &["wage", "contract_until"];
const BONUS: &[&str] = &["signing_bonus"];
const RATES: &[&str] = &["r_buyer", "r_seller"];
const ONCOST: &[&str] = &["on_cost", "r_buyer"];
const SOLI: &[&str] = &[
    "total_solidarity_pct",
    "own_training_pct",
    "r_buyer",
    "r_seller",
];
const OWED: &[&str] = &["sell_on_pct", "sell_on_base", "r_seller"];
const SAGENT: &[&str] = &["selling_agent_pct", "r_seller"];
const SWAP_B: &[&str] = &["swap_keep_value", "swap_gain_value"];
const LOAN_B: &[&str] = &[
    "mu",
    "sigma",
    "v_alt",
    "r_buyer",
    "r_seller",
    "p_renew",
    "renew_value",
];
const WAGE_B: &[&str] = &["employer_rate", "r_buyer"];
const HEAD: &[&str] = &[
    "lam",
    "season_wage",
    "nbv_S",
    "total_solidarity_pct",
    "own_training_pct",
    "sell_on_pct",
    "sell_on_base",
    "selling_agent_pct",
];

/// How the worth of a term comes about.
pub(super) fn of_term(term: Term) -> Recipe {
    match term {
        Term::FixedFee => Recipe {
            label: "",
            function: "deal_totals",
            section: "3.1",
            formula: "Σ instalment × (1 + r)^(−days/365), r the side's rate",
            source: "ACT/365F, annual effective discounting",
            mark: Mark::V,
            terms: FEE_ONLY,
            beliefs: RATES,
            purpose: "What the fixed fee is worth today.",
        },
        Term::AddOn(_) => Recipe {
            label: "",
            function: "deal_totals",
            section: "3.1",
            formula: "chance of the side × add-on × (1 + r)^(−days/365)",
            source: "ACT/365F, annual effective discounting",
            mark: Mark::V,
            terms: ADD,
            beliefs: RATES,
            purpose: "What the add-on is worth today.",
        },
        Term::OnCost => Recipe {
            label: "",
            function: "buyer_breakeven",
            section: "6.2",
            formula: "our costs on top × present value of all payments",
            source: "the belief",
            mark: Mark::V,
            terms: FEE,
            beliefs: ONCOST,
            purpose: "What we pay beside the payments.",
        },
        Term::Solidarity => Recipe {
            label: "",
            function: "seller_net",
            section: "2.2",
            formula: "(own training − solidarity) × present value; on top: solidarity × present value for us, own training for them",
            source: "FIFA RSTP art. 21 and Annexe 5, editions to 2026",
            mark: Mark::S,
            terms: FEE_T,
            beliefs: SOLI,
            purpose: "What goes to the clubs that trained him.",
        },
        Term::SellOnOwed => Recipe {
            label: "",
            function: "seller_net",
            section: "3.2",
            formula: "share × present value, of what all payments exceed the base by",
            source: "the clause that they owe",
            mark: Mark::V,
            terms: FEE,
            beliefs: OWED,
            purpose: "What they owe to the club that sold him to them.",
        },
        Term::SellingAgent => Recipe {
            label: "",
            function: "seller_net",
            section: "3.2",
            formula: "their agent's share × present value",
            source: "the belief",
            mark: Mark::V,
            terms: FEE,
            beliefs: SAGENT,
            purpose: "What their agent takes.",
        },
        Term::SellOn => Recipe {
            label: "",
            function: "sell_on_expected",
            section: "3.4",
            formula: "gross: q s mu; profit: q s L(mu, v, base), L the lognormal call",
            source: "Black 1976",
            mark: Mark::V,
            terms: SELL_ON,
            beliefs: RESALE,
            purpose: "What their share of a later sale is expected to be, undiscounted.",
        },
        Term::BuyBack => Recipe {
            label: "",
            function: "buy_back_value",
            section: "3.5",
            formula: "q L(mu, v, strike)",
            source: "Black 1976",
            mark: Mark::V,
            terms: BUY_BACK,
            beliefs: RESALE,
            purpose: "What their right to buy him back is worth, undiscounted.",
        },
        Term::Swap => Recipe {
            label: "",
            function: "swap",
            section: "3.7",
            formula: "what our player is worth to the side; the agreed value if that was not entered",
            source: "a swap creates value if he is worth more to them than to us",
            mark: Mark::V,
            terms: SWAP,
            beliefs: SWAP_B,
            purpose: "What the player who goes is worth to each side.",
        },
        Term::Loan => Recipe {
            label: "",
            function: "loan_option",
            section: "3.6",
            formula: "us: later seasons that may not be ours, less fee and price; them: fee, price, and a renewal if he comes back",
            source: "Bachelier 1900; he is bought if he is worth more than price and plan B",
            mark: Mark::M,
            terms: LOAN,
            beliefs: LOAN_B,
            purpose: "What the loan and what follows are worth.",
        },
        Term::Wage => Recipe {
            label: "",
            function: "tco_season",
            section: "3.9",
            formula: "wage × (1 + employer's charge) × ∫ (1 + r)^−t dt over the contract",
            source: "the beliefs on his seasons are net of it, so it is no part of the gain",
            mark: Mark::V,
            terms: WAGE,
            beliefs: WAGE_B,
            purpose: "What his wages cost us over the contract, in today's money.",
        },
        Term::SigningBonus => Recipe {
            label: "",
            function: "tco_season",
            section: "3.9",
            formula: "as stated, paid on signing",
            source: "the terms",
            mark: Mark::V,
            terms: BONUS,
            beliefs: &[],
            purpose: "What the player gets for signing.",
        },
        Term::AgentFee => Recipe {
            label: "",
            function: "agent_cap",
            section: "2.3",
            formula: "as stated, paid on signing",
            source: "the terms",
            mark: Mark::V,
            terms: AGENT,
            beliefs: &[],
            purpose: "What our agent gets.",
        },
        Term::Headroom => Recipe {
            label: "",
            function: "seller_reservation",
            section: "5.10",
            formula: "lam × (kept of the fixed fee + wage − book value)",
            source: "shadow price of regulatory headroom",
            mark: Mark::M,
            terms: KEPT_T,
            beliefs: HEAD,
            purpose: "What room under their spending rules is worth to them.",
        },
    }
}
