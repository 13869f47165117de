//! What each term of a package is worth today to each side.

use serde::Serialize;

use super::Scenario;
use super::term::{Chair, Term};
use crate::domain::deal::input::Payment;
use crate::domain::deal::loan::Loan;
use crate::domain::deal::normal::lognormal_call;
use crate::domain::deal::present_value::present_value;
use crate::domain::deal::terms::{LoanTerm, Terms};
use crate::domain::deal::time::{discount, years_between};
use crate::domain::package::{LoanEnd, SellOnBase};

/// What a term is worth today, in millions. What a side pays is negative.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TermWorth {
    /// Which.
    pub term: Term,
    /// The words on the screen.
    pub label: String,
    /// To the buyer, by his beliefs and at his rate; `None` if a belief is missing.
    pub to_buyer: Option<f64>,
    /// To the seller, by his; `None` if a belief is missing.
    pub to_seller: Option<f64>,
    /// False if the beliefs on his seasons hold it already, as they are net of his wage. It is then
    /// no part of a side's gain.
    pub counts: bool,
    /// The beliefs without which it cannot be reckoned, or only as agreed.
    pub needs: Vec<&'static str>,
}

/// The payments of a package as one side expects them.
pub(super) struct Cash {
    /// Paid whatever happens.
    pub fixed: Vec<Payment>,
    /// Paid with a chance.
    pub contingent: Vec<Payment>,
}

impl Cash {
    pub(super) fn all(&self) -> impl Iterator<Item = &Payment> {
        self.fixed.iter().chain(&self.contingent)
    }
}

impl Scenario {
    /// What a package pays, by the chances of one side.
    pub(super) fn cash(&self, terms: &Terms, by: Chair) -> Cash {
        let mut fixed = terms.fixed();
        let mut contingent = match by {
            Chair::Buyer => terms.add_ons_ours(),
            Chair::Seller => terms.add_ons_theirs(),
        };
        if let Some(loan) = &terms.loan {
            fixed.push(Payment {
                due: self.on,
                amount: loan.fee,
                chance: 1.0,
            });
            if loan.then != LoanEnd::Return {
                contingent.push(Payment {
                    due: loan.until,
                    amount: loan.price,
                    chance: self.bought_after(loan).unwrap_or(0.0),
                });
            }
        }
        Cash { fixed, contingent }
    }

    fn option(&self, loan: &LoanTerm) -> Option<Loan> {
        let known = |key| self.beliefs.known(key);
        Some(Loan {
            fee: loan.fee,
            strike: loan.price,
            // He is bought if he is worth more than his price and plan B together.
            mean: known("mu")? - known("v_alt")?,
            sd: known("sigma")?,
            rate: self.beliefs.get("r_buyer"),
            years: years_between(self.on, loan.until),
        })
    }

    /// How likely a loan ends in a purchase; `None` if the beliefs do not say.
    pub fn bought_after(&self, loan: &LoanTerm) -> Option<f64> {
        match loan.then {
            LoanEnd::Return | LoanEnd::Other(_) => Some(0.0),
            LoanEnd::Obligation => Some(loan.chance.unwrap_or(1.0)),
            LoanEnd::Option => match loan.chance {
                Some(chance) => Some(chance),
                None => Some(self.option(loan)?.figures(None).p_exercise),
            },
        }
    }

    /// What a loan is worth to the buyer: its fee, and later seasons that may not be his.
    fn loan_to_buyer(&self, loan: &LoanTerm) -> Option<f64> {
        let known = |key| self.beliefs.known(key);
        let (mean, plan_b) = (known("mu")?, known("v_alt")?);
        let next_summer = discount(self.beliefs.get("r_buyer"), 1.0);
        let at_end = discount(
            self.beliefs.get("r_buyer"),
            years_between(self.on, loan.until),
        );
        let later = match (&loan.then, loan.chance) {
            (LoanEnd::Option, None) => {
                next_summer * plan_b + self.option(loan)?.figures(None).option_value
            }
            (LoanEnd::Return | LoanEnd::Other(_), _) => next_summer * plan_b,
            (LoanEnd::Option | LoanEnd::Obligation, _) => {
                let chance = self.bought_after(loan)?;
                next_summer * (chance * mean + (1.0 - chance) * plan_b)
                    - chance * loan.price * at_end
            }
        };
        Some(later - next_summer * mean - loan.fee)
    }

    /// What it is worth to the seller: fee, price, and a renewal if he comes back.
    fn loan_to_seller(&self, loan: &LoanTerm) -> Option<f64> {
        let rate = self.beliefs.get("r_seller");
        let chance = self.bought_after(loan)?;
        let price = chance * loan.price * discount(rate, years_between(self.on, loan.until));
        let renewal = self.beliefs.known("p_renew")? * self.beliefs.known("renew_value")?;
        Some(loan.fee + price + (1.0 - chance) * renewal * discount(rate, 1.0))
    }

    /// The sell-on clause at the beliefs on a later sale; continuous in every term.
    pub(super) fn sell_on_value(&self, terms: &Terms) -> f64 {
        let Some((share, of)) = &terms.sell_on else {
            return 0.0;
        };
        let (mean, log_sd) = (
            self.beliefs.get("resale_mu"),
            self.beliefs.get("resale_sigma"),
        );
        let due = match of {
            SellOnBase::Gross | SellOnBase::Other(_) => mean,
            SellOnBase::ProfitOverFixedFee => lognormal_call(mean, log_sd, terms.fixed_fee),
            SellOnBase::ProfitOverPaid => {
                let paid: f64 = terms.add_ons.iter().map(|row| row.amount * row.ours).sum();
                lognormal_call(mean, log_sd, terms.fixed_fee + paid)
            }
            SellOnBase::ProfitOverCost => lognormal_call(mean, log_sd, self.booked_cost(terms)),
        };
        self.beliefs.get("resale_q") * share * due
    }

    /// The buy-back at the same beliefs, undiscounted.
    pub(super) fn buy_back_value(&self, terms: &Terms) -> f64 {
        let (mean, log_sd) = (
            self.beliefs.get("resale_mu"),
            self.beliefs.get("resale_sigma"),
        );
        terms.buy_back.map_or(0.0, |strike| {
            self.beliefs.get("resale_q") * lognormal_call(mean, log_sd, strike)
        })
    }

    /// The cost that the buyer's books spread.
    pub fn booked_cost(&self, terms: &Terms) -> f64 {
        terms.capitalised_cost(
            self.beliefs.get("total_solidarity_pct"),
            self.beliefs.get("on_cost"),
        )
    }

    /// What the seller owes of all payments to a club that sold him, in present value.
    fn owed(&self, cash: &Cash, worth_today: f64) -> f64 {
        match self.beliefs.owed() {
            None => self.beliefs.get("sell_on_pct") * worth_today,
            Some((share, base)) => {
                let paid: f64 = cash.all().map(|row| row.amount * row.chance).sum();
                if paid <= base {
                    return 0.0;
                }
                share * (paid - base) / paid * worth_today
            }
        }
    }

    /// Every term of a package, in the order of the form.
    pub fn worths(&self, terms: &Terms) -> Vec<TermWorth> {
        let mut rows = Rows {
            terms,
            rows: Vec::with_capacity(12),
        };
        self.fee_rows(terms, &mut rows);
        self.clause_rows(terms, &mut rows);
        self.player_rows(terms, &mut rows);
        rows.rows
    }

    fn fee_rows(&self, terms: &Terms, rows: &mut Rows<'_>) {
        let belief = |key| self.beliefs.get(key);
        let (buyer_rate, seller_rate) = (belief("r_buyer"), belief("r_seller"));
        let fixed = terms.fixed();
        rows.add(
            Term::FixedFee,
            -present_value(self.on, &fixed, buyer_rate),
            present_value(self.on, &fixed, seller_rate),
        );
        for (idx, row) in terms.add_ons.iter().enumerate() {
            let years = years_between(self.on, row.due);
            rows.add(
                Term::AddOn(idx),
                -row.amount * row.ours * discount(buyer_rate, years),
                row.amount * row.theirs * discount(seller_rate, years),
            );
        }
        let (ours, theirs) = (
            self.cash(terms, Chair::Buyer),
            self.cash(terms, Chair::Seller),
        );
        let paid = present_value(self.on, ours.all(), buyer_rate);
        let got = present_value(self.on, theirs.all(), seller_rate);
        rows.add_unless_nothing(Term::OnCost, -belief("on_cost") * paid, 0.0);
        let (due, back) = (belief("total_solidarity_pct"), belief("own_training_pct"));
        if terms.solidarity_on_top {
            rows.add_unless_nothing(Term::Solidarity, -due * paid, back * got);
        } else {
            rows.add_unless_nothing(Term::Solidarity, 0.0, (back - due) * got);
        }
        rows.add_unless_nothing(Term::SellOnOwed, 0.0, -self.owed(&theirs, got));
        rows.add_unless_nothing(Term::SellingAgent, 0.0, -belief("selling_agent_pct") * got);
        let price = belief("lam");
        if price > 0.0 {
            let case = self
                .beliefs
                .seller(&terms.profile(self.on), terms.solidarity_on_top);
            let room = case.kept(terms.fixed_fee) + case.season_wage - case.book_value;
            rows.add(Term::Headroom, 0.0, price * room);
        }
    }

    fn clause_rows(&self, terms: &Terms, rows: &mut Rows<'_>) {
        let resale: Vec<&'static str> = ["resale_q", "resale_mu", "resale_sigma"]
            .into_iter()
            .filter(|key| !self.beliefs.is_entered(key) && self.beliefs.get(key) == 0.0)
            .collect();
        if terms.sell_on.is_some() {
            let value = self.sell_on_value(terms);
            rows.add(Term::SellOn, -value, value);
            rows.resale_needs(&resale);
        }
        if terms.buy_back.is_some() {
            let value = self.buy_back_value(terms);
            rows.add(Term::BuyBack, -value, value);
            rows.resale_needs(&resale);
        }
        if let Some(swap) = &terms.swap {
            let known = |key| self.beliefs.known(key);
            rows.add(
                Term::Swap,
                -known("swap_keep_value").unwrap_or(swap.agreed_value),
                known("swap_gain_value").unwrap_or(swap.agreed_value),
            );
            let values = ["swap_keep_value", "swap_gain_value"];
            let unknown = values.into_iter().filter(|key| known(key).is_none());
            rows.agreed_only(unknown.collect());
        }
        if let Some(loan) = &terms.loan {
            rows.maybe(
                Term::Loan,
                self.loan_to_buyer(loan),
                self.loan_to_seller(loan),
            );
            let values = ["mu", "sigma", "v_alt", "p_renew", "renew_value"];
            let unknown = values
                .into_iter()
                .filter(|key| self.beliefs.known(key).is_none());
            rows.agreed_only(unknown.collect());
        }
    }

    fn player_rows(&self, terms: &Terms, rows: &mut Rows<'_>) {
        if let Some(wage) = terms.wage_per_year {
            let yearly = wage * (1.0 + self.beliefs.get("employer_rate"));
            let years = terms.contract_years(self.on);
            let value = years.map(|years| -yearly * annuity(self.beliefs.get("r_buyer"), years));
            rows.maybe(Term::Wage, value, Some(0.0));
            rows.in_the_beliefs();
        }
        rows.add_unless_nothing(Term::SigningBonus, -terms.signing_bonus, 0.0);
        rows.add_unless_nothing(Term::AgentFee, -terms.agent_fee, 0.0);
    }

    /// What the buyer gains by a package over waiting.
    pub fn buyer_gain(&self, terms: &Terms) -> f64 {
        self.buyer_gain_of(terms, &self.worths(terms))
    }

    /// The same from the worth of its terms.
    pub(super) fn buyer_gain_of(&self, terms: &Terms, worths: &[TermWorth]) -> f64 {
        let breakeven = self.beliefs.buyer(&terms.profile(self.on)).breakeven();
        breakeven.now_value_at_zero_fee - breakeven.wait_value + counted(worths, Chair::Buyer)
    }

    /// What the seller gains by a package over keeping him.
    pub fn seller_gain(&self, terms: &Terms) -> f64 {
        self.seller_gain_of(terms, &self.worths(terms))
    }

    /// The same from the worth of its terms.
    pub(super) fn seller_gain_of(&self, terms: &Terms, worths: &[TermWorth]) -> f64 {
        let case = self
            .beliefs
            .seller(&terms.profile(self.on), terms.solidarity_on_top);
        counted(worths, Chair::Seller) + case.replacement_net - case.keep_value()
    }
}

/// The worth of all terms that count, to one side.
pub(super) fn counted(worths: &[TermWorth], chair: Chair) -> f64 {
    let worth = |row: &TermWorth| match chair {
        Chair::Buyer => row.to_buyer,
        Chair::Seller => row.to_seller,
    };
    let rows = worths.iter().filter(|row| row.counts);
    rows.filter_map(worth).sum()
}

/// The present value of one unit a year, paid through the year.
fn annuity(rate: f64, years: f64) -> f64 {
    let force = rate.ln_1p();
    // Near 0 the formula divides two vanishing numbers.
    if force.abs() < 1e-9 {
        return years;
    }
    (1.0 - discount(rate, years)) / force
}

struct Rows<'a> {
    terms: &'a Terms,
    rows: Vec<TermWorth>,
}

impl Rows<'_> {
    fn maybe(&mut self, term: Term, to_buyer: Option<f64>, to_seller: Option<f64>) {
        self.rows.push(TermWorth {
            term,
            label: term.label(self.terms),
            to_buyer,
            to_seller,
            counts: true,
            needs: Vec::new(),
        });
    }

    fn add(&mut self, term: Term, to_buyer: f64, to_seller: f64) {
        self.maybe(term, Some(to_buyer), Some(to_seller));
    }

    fn add_unless_nothing(&mut self, term: Term, to_buyer: f64, to_seller: f64) {
        if to_buyer != 0.0 || to_seller != 0.0 {
            self.add(term, to_buyer, to_seller);
        }
    }

    /// The last row has no worth without the chance and the price of a later sale. Without the
    /// spread of that price it is worth what the price alone says.
    fn resale_needs(&mut self, needs: &[&'static str]) {
        if let Some(row) = self.rows.last_mut() {
            if needs.iter().any(|key| *key != "resale_sigma") {
                (row.to_buyer, row.to_seller) = (None, None);
            }
            row.needs = needs.to_vec();
        }
    }

    /// The last row has the worth that both agreed on while these are not entered.
    fn agreed_only(&mut self, needs: Vec<&'static str>) {
        if let Some(row) = self.rows.last_mut() {
            row.needs = needs;
        }
    }

    /// The last row is part of the beliefs on his seasons.
    fn in_the_beliefs(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.counts = false;
        }
    }
}
