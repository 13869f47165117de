//! How the figures of a package come about.

use super::{
    AGENT, ALL, BUY_BACK, BUYER, Believed, CONVENTION, FEE, FEE_T, KEEPING, KEPT_T, NO_TERMS,
    NOTHING, OPTION, OWED, RESALE, Row, SELL_ON, SELLER, row, these,
};
use crate::domain::deal::figure::PackageFigure as P;
use crate::domain::deal::function::Mark;

const BOOK: &[&str] = &[
    "fixed_fee",
    "solidarity_on_top",
    "agent_fee",
    "swap",
    "contract_until",
];
const YEAR: &[&str] = &[
    "fixed_fee",
    "solidarity_on_top",
    "agent_fee",
    "swap",
    "contract_until",
    "wage",
    "signing_bonus",
    "loan",
];

const LATER_SEASONS: &[&str] = &["mu", "sigma", "v_alt"];
const COSTS: &[&str] = &["on_cost", "total_solidarity_pct"];
const CHARGE: &[&str] = &["employer_rate"];
const SQUAD: &[&str] = &["wages", "amortisation", "agents"];
const INCOME: &[&str] = &["revenue", "disposal_net_36m", "limit"];
const TEST: &[&str] = &["psr_results", "psr_limit"];
const FITNESS: &[&str] = &["availability", "minutes_share"];

const LATER: Believed = these(&[LATER_SEASONS]);
const WORTH_B: Believed = these(&[&["r_buyer", "swap_keep_value"], LATER_SEASONS]);
const WORTH_S: Believed = these(&[&["r_seller", "swap_gain_value"], LATER_SEASONS]);
const KEPT: Believed = these(&[OWED]);
const KEPT_R: Believed = these(&[&["r_seller"], OWED]);
const PROFIT: Believed = these(&[OWED, &["nbv_S"]]);
const FREES: Believed = these(&[OWED, &["nbv_S", "season_wage"]]);
const AGENT_B: Believed = these(&[&["selling_agent_pct"]]);
const BOOK_B: Believed = these(&[COSTS]);
const YEAR_B: Believed = these(&[COSTS, CHARGE]);
const PLAY: Believed = these(&[COSTS, CHARGE, FITNESS]);
const PLAY_ONLY: Believed = these(&[FITNESS]);
const BOOKS: Believed = these(&[SQUAD, INCOME]);
const BOOKS_Y: Believed = these(&[SQUAD, INCOME, COSTS, CHARGE]);
const PSR: Believed = these(&[TEST]);
const PSR_Y: Believed = these(&[TEST, COSTS, CHARGE]);
const LIMIT: Believed = these(&[&["cost_limit"], SQUAD]);
const LIMIT_Y: Believed = these(&[&["cost_limit"], SQUAD, COSTS, CHARGE]);

const SQUAD_COST: &str = "UEFA CLFSR art. 92; limit art. 94, edition 2024: 70 % from 2025/26";

/// How a figure of a package comes about.
#[rustfmt::skip]
pub(super) const fn of_package(figure: P) -> Row {
    match figure {
        P::Headline => row("deal_totals", "Headline", "What the papers print: every add-on met.")
            .by("Σ instalments + Σ add-ons + agreed value of a swap + fee and price of a loan", FEE, NOTHING)
            .source(CONVENTION),
        P::Guaranteed => row("deal_totals", "Guaranteed", "What is paid whatever happens.")
            .by("Σ instalments + agreed value of a swap + fee of a loan", FEE, NOTHING)
            .source(CONVENTION),
        P::Expected => row("deal_totals", "Expected, our beliefs", "What we expect to pay.")
            .by("guaranteed + Σ our chance × add-on + chance × price after a loan", FEE, LATER)
            .source(CONVENTION),
        P::ExpectedTheirs => row("deal_totals", "Expected, their beliefs", "What they expect to be paid.")
            .by("guaranteed + Σ their chance × add-on + chance × price after a loan", FEE, LATER)
            .source(CONVENTION),
        P::WorthToBuyer => row("deal_totals", "Worth today to us", "What the offer costs us in today's money.")
            .by("Σ expected payment by our chances × (1 + r)^(−days/365), r our rate; a swap at what he is worth to us", FEE, WORTH_B),
        P::WorthToSeller => row("deal_totals", "Worth today to them", "What the offer is worth to them before what they owe to others.")
            .by("Σ expected payment by their chances × (1 + r)^(−days/365), r their rate; a swap at what he is worth to them", FEE, WORTH_S),
        P::SeasonCash(_) => row("deal_totals", "Paid in the season", "What we pay in one season.")
            .by("Σ expected payment due from 1 July to 30 June, by our chances", FEE, LATER)
            .source(CONVENTION),
        P::SellerKeeps => row("seller_net", "Seller keeps of the fixed fee", "What is left of the fixed fee after all that the seller owes.")
            .by("fee × (1 − solidarity + own training − agent) − sell-on owed: a share of the fee, or of what it exceeds the base by", KEPT_T, KEPT),
        P::SellerKeepsToday => row("seller_net", "Seller keeps, today", "What is left of everything, in today's money.")
            .by("worth today to them × (1 − solidarity + own training − agent) − sell-on owed", FEE_T, KEPT_R),
        P::SellerProfit => row("disposal_profit", "Their book profit", "What the sale adds to their result.")
            .by("what the seller keeps of the fixed fee − book value", KEPT_T, PROFIT),
        P::SellerFrees => row("disposal_profit", "Room that it frees them", "What the sale frees under their spending rules in its season.")
            .by("book profit + a season's wage", KEPT_T, FREES)
            .source("convention of section 3.8; the rules differ in what they count").mark(Mark::M),
        P::ToAgents => row("agent_cap", "To agents", "Everything that goes to agents.")
            .by("our agent + their agent's share × fixed fee", AGENT, AGENT_B)
            .source("the terms").mark(Mark::V),
        P::SellOn => row("sell_on_expected", "Sell-on clause", "What their share of a later sale is expected to cost us, undiscounted.")
            .by("gross: q s mu; profit: q s L(mu, v, base), L the lognormal call", SELL_ON, RESALE)
            .source("Black 1976"),
        P::BuyBack => row("buy_back_value", "Buy-back clause", "What their right to buy him back is worth, undiscounted.")
            .by("q L(mu, v, strike)", BUY_BACK, RESALE),
        P::BookedCost => row("amort", "To book", "The cost that our books spread over the contract.")
            .by("fixed fee × (1 + our costs on top + solidarity if on top) + our agent + agreed value of a swap", BOOK, BOOK_B)
            .source("IAS 38; add-ons are booked when they are due"),
        P::Amortisation => row("amort", "Amortisation, full season", "The yearly charge on our result.")
            .by("cost × 365 / days of the contract, at most five years", BOOK, BOOK_B),
        P::SeasonCharge(_) => row("amort", "Amortisation, the season", "The charge of one season.")
            .by("cost × days in season / days of the contract, at most five years", BOOK, BOOK_B),
        P::CostPerYear => row("tco_season", "Total cost a year", "What he costs in a full year.")
            .by("amortisation + wage + employer's charge + signing bonus / years of the contract + fee for a loan", YEAR, YEAR_B)
            .source(CONVENTION),
        P::CostPer90 => row("tco_season", "Cost per expected 90", "What a full match of his costs.")
            .by("total cost a year / (league matches × share of minutes when fit × share of the season in which he is fit)", YEAR, PLAY)
            .source("convention; because E[1/X] > 1/E[X] it is the cost per expected 90, not the expected cost per 90; range: fit in 15 points more or less of the season"),
        P::Expected90s => row("tco_season", "Expected 90s", "How many full league matches he is expected to play.")
            .by("league matches × share of minutes when fit × share of the season in which he is fit", NO_TERMS, PLAY_ONLY)
            .source("38 league matches; 34 in Germany and France"),
        P::SquadCostBefore => row("squad_cost_ratio", "Squad cost before", "Our squad cost by income without him.")
            .by("(wages + amortisation + agents) / (revenue + net result of sales of 36 months / 3)", NO_TERMS, BOOKS)
            .source(SQUAD_COST),
        P::SquadCostAfter => row("squad_cost_ratio", "Squad cost after", "Our squad cost by income with him for a full year.")
            .by("(wages + amortisation + agents + his cost a year) / (revenue + net result of sales of 36 months / 3)", YEAR, BOOKS_Y)
            .source(SQUAD_COST),
        P::HeadroomBefore => row("squad_cost_ratio", "Squad-cost room before", "What we may still spend a year.")
            .by("limit × income − squad cost", NO_TERMS, BOOKS)
            .source(SQUAD_COST),
        P::HeadroomAfter => row("squad_cost_ratio", "Squad-cost room after", "What we may still spend a year with him.")
            .by("limit × income − squad cost − his cost a year", YEAR, BOOKS_Y)
            .source(SQUAD_COST),
        P::PsrBefore => row("psr_three_year", "Three-year test before", "What we may still lose under the three-year test.")
            .by("losses allowed + result of three years", NO_TERMS, PSR),
        P::PsrAfter => row("psr_three_year", "Three-year test after", "The same after a full year of him.")
            .by("losses allowed + result of three years − his cost a year", YEAR, PSR_Y),
        P::CostLimitBefore => row("squad_cost_ratio", "League limit before", "What our league lets us spend on top.")
            .by("limit − wages − amortisation − agents", NO_TERMS, LIMIT)
            .source("LaLiga, squad cost limit 2025/26 (press)").section("2.5").mark(Mark::S),
        P::CostLimitAfter => row("squad_cost_ratio", "League limit after", "The same with him.")
            .by("limit − wages − amortisation − agents − his cost a year", YEAR, LIMIT_Y)
            .source("LaLiga, squad cost limit 2025/26 (press)").section("2.5").mark(Mark::S),
        P::NowWorth => row("buyer_breakeven", "Buying now is worth", "What buying him by this package is worth to us.")
            .by("with + δ mu − what the terms cost today", ALL, BUYER)
            .source(OPTION),
        P::SaleWorth => row("seller_reservation", "Selling now is worth", "What selling him by this package is worth to them.")
            .by("what the terms bring today + replacement", ALL, SELLER)
            .source(KEEPING),
        P::BuyerGain => row("buyer_breakeven", "We gain over waiting", "What we gain by this package over waiting until he is free.")
            .by("with + δ mu − WAIT − what the terms cost today", ALL, BUYER)
            .source(OPTION),
        P::SellerGain => row("seller_reservation", "They gain over keeping", "What they gain by this package over keeping him.")
            .by("what the terms bring today + replacement − K", ALL, SELLER)
            .source(KEEPING),
        P::ExchangeLow => row("convert", "Cost if other currencies lose 5 %", "What a lower rate does to our cost.")
            .by("what the terms cost today with every other currency × 0.95", ALL, WORTH_B)
            .source("section 9: no forward rates; the other currencies move together"),
        P::ExchangeHigh => row("convert", "Cost if other currencies gain 5 %", "What a higher rate does to our cost.")
            .by("what the terms cost today with every other currency × 1.05", ALL, WORTH_B)
            .source("section 9: no forward rates; the other currencies move together"),
    }
}
