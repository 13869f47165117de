//! What one package comes to: totals, worth by term, cost a year, books and headroom.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::Scenario;
use super::term::{Chair, Term};
use super::term_worth::{Cash, TermWorth};
use crate::domain::belief::Part;
use crate::domain::date::Season;
use crate::domain::deal::amortisation::{CAP_YEARS, Spread};
use crate::domain::deal::error::DealError;
use crate::domain::deal::loan::IN_SUBSTANCE_A_TRANSFER;
use crate::domain::deal::present_value::{Totals, present_value, totals};
use crate::domain::deal::rules::Flag;
use crate::domain::deal::squad_cost::SquadCostRatio;
use crate::domain::deal::terms::{Remark, Terms};
use crate::domain::money::Currency;
use crate::domain::package::LoanEnd;

/// How far the exchange rate is moved.
pub(in crate::domain::deal) const RATE_STEP: f64 = 0.05;
/// How far the share of the season in which he is fit is moved.
const AVAILABILITY_STEP: f64 = 0.15;

/// What one package comes to, in millions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PackageFigures {
    /// What we call it.
    pub name: String,
    /// Headline, guaranteed, expected, present value to the buyer with our chances and to the
    /// seller with theirs, cash by season. A player who goes the other way counts with his agreed
    /// value in the first three, and with what he is worth to each side in the present values.
    pub totals: Totals,
    /// Add-ons weighted with the chances of the seller.
    pub expected_theirs: f64,
    /// What is paid in each season, in their order.
    pub cash: Vec<SeasonCash>,
    /// What each term is worth today to each side.
    pub worths: Vec<TermWorth>,
    /// What the seller keeps of the fixed fee.
    pub seller_keeps: f64,
    /// What he keeps of everything by his chances, in present value at his rate.
    pub seller_keeps_today: f64,
    /// The seller's book profit on the fixed fee; `None` if his book value was not entered.
    pub seller_profit: Option<f64>,
    /// What room the sale gives him in its season: profit and a season's wage; `None` without
    /// either.
    pub seller_frees: Option<f64>,
    /// Everything that goes to agents: ours, and theirs of the fixed fee.
    pub to_agents: f64,
    /// The sell-on clause at the beliefs on a later sale.
    pub sell_on_value: f64,
    /// The buy-back at the same beliefs, undiscounted.
    pub buy_back_value: f64,
    /// The cost that the books spread.
    pub booked_cost: f64,
    /// The charge of each season; empty without an end of the contract.
    pub amortisation: BTreeMap<String, f64>,
    /// What he costs in a full year, part by part.
    pub yearly: YearlyCost,
    /// What he costs in a full year, all parts together.
    pub cost_per_year: f64,
    /// The same for each full match that he is expected to play; `None` without the beliefs on that.
    pub per_90: Option<CostPer90>,
    /// The buyer's squad cost with him, if the books were entered.
    pub squad_cost: Option<SquadCostRatio>,
    /// The room under the three-year test, if its results were entered.
    pub psr: Option<Room>,
    /// The room under the limit of the league in money, if that was entered.
    pub cost_limit: Option<Room>,
    /// What buying him now by this package is worth to the buyer; `None` without his beliefs.
    pub now_worth: Option<f64>,
    /// What selling him now by this package is worth to the seller; `None` without his.
    pub sale_worth: Option<f64>,
    /// What the buyer gains over waiting; `None` without his beliefs.
    pub buyer_gain: Option<f64>,
    /// What the seller gains over keeping; `None` without his.
    pub seller_gain: Option<f64>,
    /// What another exchange rate does; `None` if all sums are in the model currency.
    pub exchange: Option<Exchange>,
    /// The rules that touch these terms, the weightiest first.
    pub flags: Vec<Flag>,
    /// What a reader of the figures must know.
    pub remarks: Vec<Remark>,
    /// Why the package could not be read; no figure then means anything.
    pub problem: Option<String>,
}

/// What is paid in one season, in millions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SeasonCash {
    /// `2025/26`.
    pub season: String,
    /// Whatever happens.
    pub fixed: f64,
    /// Add-ons and the price after a loan, by our chances.
    pub expected: f64,
}

/// What he costs in a full year, in millions. A part is `None` while something is missing for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct YearlyCost {
    /// The cost in the books over the contract.
    pub amortisation: Option<f64>,
    /// His gross wage.
    pub wage: Option<f64>,
    /// What the employer pays on top of it.
    pub employer_charge: Option<f64>,
    /// The signing bonus over the contract.
    pub signing_bonus: Option<f64>,
    /// The fee for a loan.
    pub loan_fee: f64,
}

impl PackageFigures {
    /// True if the cost a year holds all of the fee: there is none, or a contract to spread it over.
    pub fn has_whole_year(&self) -> bool {
        self.booked_cost <= 0.0 || self.yearly.amortisation.is_some()
    }
}

impl YearlyCost {
    /// All parts that are known.
    pub fn total(&self) -> f64 {
        [
            self.amortisation,
            self.wage,
            self.employer_charge,
            self.signing_bonus,
        ]
        .into_iter()
        .flatten()
        .sum::<f64>()
            + self.loan_fee
    }
}

/// The cost of each full match that he is expected to play in the league, in millions.
///
/// Because matches divide, it is the cost per expected 90 and not the expected cost per 90; the
/// range says how much that matters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CostPer90 {
    /// Full matches.
    pub expected_90s: f64,
    /// At that number.
    pub value: f64,
    /// If he is fit in 15 points more of the season.
    pub low: f64,
    /// If he is fit in 15 points less; `None` if he would then not play.
    pub high: Option<f64>,
}

/// What may still be spent before and after the deal, in millions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Room {
    /// Without him.
    pub before: f64,
    /// With him; negative if the limit is passed.
    pub after: f64,
}

/// What the package costs the buyer today at other exchange rates, in millions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Exchange {
    /// The other currencies.
    pub currencies: Vec<Currency>,
    /// If they lose 5 %.
    pub at_low: f64,
    /// If they gain 5 %.
    pub at_high: f64,
}

impl Scenario {
    pub(in crate::domain::deal) fn package_figures(
        &self,
        terms: &Terms,
    ) -> Result<PackageFigures, DealError> {
        let worths = self.worths(terms);
        let (ours, theirs) = (
            self.cash(terms, Chair::Buyer),
            self.cash(terms, Chair::Seller),
        );
        let sums = self.totals(terms, &ours, &theirs)?;
        let (mut remarks, booked_cost) = (terms.remarks.clone(), self.booked_cost(terms));
        let spread = self.spread(terms, booked_cost);
        let yearly = self.yearly(terms, spread.as_ref(), &mut remarks);
        let cost_per_year = yearly.total();
        let case = self
            .beliefs
            .seller(&terms.profile(self.on), terms.solidarity_on_top);
        let seller_keeps = case.kept(terms.fixed_fee);
        let seller_profit = self
            .beliefs
            .is_entered("nbv_S")
            .then(|| seller_keeps - self.beliefs.get("nbv_S"));
        let saved = self.beliefs.known("season_wage");
        let buyer_gain = self
            .knows(Part::Buyer)
            .then(|| self.buyer_gain_of(terms, &worths));
        let seller_gain = self
            .knows(Part::Seller)
            .then(|| self.seller_gain_of(terms, &worths));
        let agents = terms.agent_fee + self.beliefs.get("selling_agent_pct") * terms.fixed_fee;
        self.loan_remarks(terms, &mut remarks);
        let mut figures = PackageFigures {
            name: terms.name.clone(),
            expected_theirs: expected(&theirs) + agreed_value(terms),
            cash: season_cash(&ours),
            seller_keeps,
            seller_keeps_today: self.kept_today(&worths),
            seller_profit,
            seller_frees: seller_profit.zip(saved).map(|(profit, wage)| profit + wage),
            to_agents: agents,
            sell_on_value: self.sell_on_value(terms),
            buy_back_value: self.buy_back_value(terms),
            booked_cost,
            amortisation: spread.map(|spread| spread.by_season()).unwrap_or_default(),
            yearly,
            cost_per_year,
            per_90: self.per_90(cost_per_year),
            squad_cost: self
                .beliefs
                .books()
                .map(|books| books.with(cost_per_year))
                .transpose()?,
            psr: self.psr(cost_per_year),
            cost_limit: self.cost_limit(cost_per_year),
            now_worth: buyer_gain.map(|gain| gain + self.wait_worth()),
            sale_worth: seller_gain.map(|gain| gain + case.keep_value()),
            buyer_gain,
            seller_gain,
            exchange: self.exchange(terms)?,
            flags: Vec::new(),
            remarks,
            problem: terms.problem.clone(),
            totals: sums,
            worths,
        };
        figures.flags = self.package_flags(terms, &figures);
        Ok(figures)
    }

    /// What waiting is worth to the buyer.
    pub(super) fn wait_worth(&self) -> f64 {
        self.beliefs.buyer(&Vec::new()).breakeven().wait_value
    }

    fn totals(&self, terms: &Terms, ours: &Cash, theirs: &Cash) -> Result<Totals, DealError> {
        let (buyer_rate, seller_rate) = (self.beliefs.get("r_buyer"), self.beliefs.get("r_seller"));
        let mut sums = totals(
            self.on,
            &ours.fixed,
            &ours.contingent,
            buyer_rate,
            seller_rate,
        )?;
        sums.npv_seller = present_value(self.on, theirs.all(), seller_rate);
        let agreed = agreed_value(terms);
        sums.headline += agreed;
        sums.guaranteed += agreed;
        sums.expected += agreed;
        if terms.swap.is_some() {
            let worth = |key| self.beliefs.known(key).unwrap_or(agreed);
            sums.npv_buyer += worth("swap_keep_value");
            sums.npv_seller += worth("swap_gain_value");
        }
        Ok(sums)
    }

    /// What the seller keeps of fee, add-ons and loan after what he owes to others.
    fn kept_today(&self, worths: &[TermWorth]) -> f64 {
        let of_the_fee = |row: &&TermWorth| match row.term {
            Term::FixedFee
            | Term::AddOn(_)
            | Term::Solidarity
            | Term::SellOnOwed
            | Term::SellingAgent
            | Term::Swap
            | Term::Loan => true,
            Term::OnCost
            | Term::SellOn
            | Term::BuyBack
            | Term::Wage
            | Term::SigningBonus
            | Term::AgentFee
            | Term::Headroom => false,
        };
        worths
            .iter()
            .filter(of_the_fee)
            .filter_map(|row| row.to_seller)
            .sum()
    }

    fn spread(&self, terms: &Terms, cost: f64) -> Option<Spread> {
        // A contract that ends before it starts has a remark; it spreads nothing.
        Spread::new(cost, self.on, terms.contract_until?, CAP_YEARS as u32).ok()
    }

    fn yearly(
        &self,
        terms: &Terms,
        spread: Option<&Spread>,
        remarks: &mut Vec<Remark>,
    ) -> YearlyCost {
        let mut remark = |member, text: &str| {
            remarks.push(Remark {
                member,
                text: text.to_owned(),
            });
        };
        if terms.contract_until.is_none() {
            let text = "Without the end of the contract nothing can be spread over it";
            remark("contract_until", text);
        }
        if terms.wage_per_year.is_none() {
            remark("wage", "Without a wage the cost a year holds none");
        }
        // A contract of less than a year costs what it costs, not more.
        let years = terms.contract_years(self.on).map(|years| years.max(1.0));
        let loan_fee = terms.loan.as_ref().map_or(0.0, |loan| {
            let years = (loan.until - self.on).num_days() as f64 / 365.0;
            loan.fee / years.max(1.0)
        });
        YearlyCost {
            amortisation: spread.map(|spread| {
                let cost = self.booked_cost(terms);
                (cost * 365.0 / spread.days() as f64).min(cost)
            }),
            wage: terms.wage_per_year,
            employer_charge: terms
                .wage_per_year
                .map(|wage| wage * self.beliefs.get("employer_rate")),
            signing_bonus: years.map(|years| terms.signing_bonus / years),
            loan_fee,
        }
    }

    fn loan_remarks(&self, terms: &Terms, remarks: &mut Vec<Remark>) {
        let Some(loan) = &terms.loan else {
            return;
        };
        let chance = self.bought_after(loan);
        let text = match chance {
            Some(chance)
                if loan.then == LoanEnd::Obligation && chance >= IN_SUBSTANCE_A_TRANSFER =>
            {
                "So likely an obligation is in substance a transfer; auditors decide"
            }
            None => {
                "Without beliefs on his later seasons the price after the loan counts in the headline only"
            }
            Some(_) => return,
        };
        remarks.push(Remark {
            member: "loan",
            text: text.to_owned(),
        });
    }

    /// Full league matches that he is expected to play, at a share of the season in which he is fit.
    fn expected_90s(&self, availability: f64) -> Option<f64> {
        let share = self.beliefs.known("minutes_share")?;
        Some(self.facts.league_matches() * share * availability)
    }

    fn per_90(&self, cost: f64) -> Option<CostPer90> {
        let availability = self.beliefs.known("availability")?;
        let at = |fit: f64| self.expected_90s(fit).filter(|matches| *matches > 0.0);
        let expected_90s = at(availability)?;
        let most = (availability + AVAILABILITY_STEP).min(1.0);
        Some(CostPer90 {
            expected_90s,
            value: cost / expected_90s,
            low: cost / at(most)?,
            high: at(availability - AVAILABILITY_STEP).map(|matches| cost / matches),
        })
    }

    fn psr(&self, cost: f64) -> Option<Room> {
        let before = self.beliefs.known("psr_limit")? + self.beliefs.known("psr_results")?;
        Some(Room {
            before,
            after: before - cost,
        })
    }

    fn cost_limit(&self, cost: f64) -> Option<Room> {
        let belief = |key| self.beliefs.get(key);
        let spent = belief("wages") + belief("amortisation") + belief("agents");
        let before = self.beliefs.known("cost_limit")? - spent;
        Some(Room {
            before,
            after: before - cost,
        })
    }

    fn exchange(&self, terms: &Terms) -> Result<Option<Exchange>, DealError> {
        if terms.currencies.is_empty() {
            return Ok(None);
        }
        let cost_at = |factor: f64| {
            let terms = terms.at_rates(factor);
            let (ours, theirs) = (
                self.cash(&terms, Chair::Buyer),
                self.cash(&terms, Chair::Seller),
            );
            self.totals(&terms, &ours, &theirs)
                .map(|sums| sums.npv_buyer + terms.agent_fee + terms.signing_bonus)
        };
        let currencies: BTreeSet<Currency> = terms.currencies.clone();
        Ok(Some(Exchange {
            currencies: currencies.into_iter().collect(),
            at_low: cost_at(1.0 - RATE_STEP)?,
            at_high: cost_at(1.0 + RATE_STEP)?,
        }))
    }
}

fn agreed_value(terms: &Terms) -> f64 {
    terms.swap.as_ref().map_or(0.0, |swap| swap.agreed_value)
}

fn expected(cash: &Cash) -> f64 {
    cash.all().map(|row| row.amount * row.chance).sum()
}

fn season_cash(cash: &Cash) -> Vec<SeasonCash> {
    let mut seasons: BTreeMap<Season, (f64, f64)> = BTreeMap::new();
    let season = |due: NaiveDate| Season::of(due);
    for row in &cash.fixed {
        seasons.entry(season(row.due)).or_default().0 += row.amount;
    }
    for row in &cash.contingent {
        seasons.entry(season(row.due)).or_default().1 += row.amount * row.chance;
    }
    seasons
        .into_iter()
        .map(|(season, (fixed, expected))| SeasonCash {
            season: season.long(),
            fixed,
            expected,
        })
        .collect()
}
