//! The way to a figure in words, with the numbers of this negotiation put in.

use super::{Figure, PackageFigure};
use crate::domain::deal::evaluation::Evaluation;
use crate::domain::deal::scenario::Scenario;
use crate::domain::figures::figure as number;

/// The steps to a figure, the last one gives it; none where its inputs say as much.
pub(super) fn steps(scenario: &Scenario, found: &Evaluation, figure: Figure) -> Vec<String> {
    let way = Way { scenario, found };
    let steps = match figure {
        Figure::Most => way.most(),
        Figure::WaitValue => way.waiting(),
        Figure::Least => way.least(),
        Figure::PAvailable => way.available(),
        Figure::PSign => way.sign(),
        Figure::Width => way.width(),
        Figure::Nash => way.nash(),
        Figure::KalaiSmorodinsky => way.middle(),
        Figure::Package(idx, figure) => way.package(idx, figure),
        _ => None,
    };
    steps.unwrap_or_default()
}

/// What is looked up on the way.
struct Way<'a> {
    scenario: &'a Scenario,
    found: &'a Evaluation,
}

impl Way<'_> {
    fn sum(&self, key: &str) -> String {
        money(self.scenario.beliefs.get(key))
    }

    fn share(&self, key: &str) -> String {
        percent(self.scenario.beliefs.get(key))
    }

    fn available(&self) -> Option<Vec<String>> {
        let buyer = self.found.buyer?;
        Some(vec![format!(
            "He can be had for nothing if he does not renew, no rival takes him and he is not badly hurt: (1 − {}) × \
             (1 − {}) × (1 − {}) = {}",
            self.share("p_renew"),
            self.share("p_rival"),
            self.share("p_injury"),
            percent(buyer.p_available)
        )])
    }

    /// What signing him for nothing would gain over plan B.
    fn gain(&self) -> f64 {
        let beliefs = &self.scenario.beliefs;
        beliefs.get("mu") - beliefs.get("J") - beliefs.get("v_alt")
    }

    fn option(&self) -> Option<String> {
        let buyer = self.found.buyer?;
        Some(format!(
            "Free next summer he would gain us his later seasons {} − what a free agent takes {} − plan B {} = {} over \
             plan B. With an uncertainty of {}, and as we need not sign, that chance is worth {}",
            self.sum("mu"),
            self.sum("J"),
            self.sum("v_alt"),
            money(self.gain()),
            self.sum("sigma"),
            money(buyer.option)
        ))
    }

    fn waiting(&self) -> Option<Vec<String>> {
        let buyer = self.found.buyer?;
        let mut steps = self.available()?;
        steps.push(self.option()?);
        steps.push(format!(
            "Waiting: the season with a stop-gap {} + (plan B {} + {} × {}) ÷ (1 + {}) = {}",
            self.sum("season0_cover"),
            self.sum("v_alt"),
            percent(buyer.p_available),
            money(buyer.option),
            self.share("r_buyer"),
            money(buyer.wait_value)
        ));
        Some(steps)
    }

    fn most(&self) -> Option<Vec<String>> {
        let buyer = self.found.buyer?;
        let mut steps = self.waiting()?;
        steps.push(format!(
            "Buying now, before the fee: the season with him {} + his later seasons {} ÷ (1 + {}) = {}",
            self.sum("season0_with"),
            self.sum("mu"),
            self.share("r_buyer"),
            money(buyer.now_value_at_zero_fee)
        ));
        steps.push(format!(
            "Each 1 of the fee costs us {} today, as it is paid in parts, and {} on top",
            number(buyer.phi, 3),
            self.share("on_cost")
        ));
        steps.push(format!(
            "The ceiling makes both worth the same: ({} − {}) ÷ ({} × (1 + {})) = {}",
            money(buyer.now_value_at_zero_fee),
            money(buyer.wait_value),
            number(buyer.phi, 3),
            self.share("on_cost"),
            money(buyer.most)
        ));
        Some(steps)
    }

    fn sign(&self) -> Option<Vec<String>> {
        let buyer = self.found.buyer?;
        let mut steps = self.available()?;
        let wants = buyer.p_sign / buyer.p_available;
        if wants.is_finite() {
            steps.push(format!(
                "Signing him would gain us {} over plan B, give or take {}: we would want him in {} of such cases",
                money(self.gain()),
                self.sum("sigma"),
                percent(wants)
            ));
            steps.push(format!(
                "{} × {} = {}",
                percent(buyer.p_available),
                percent(wants),
                percent(buyer.p_sign)
            ));
        }
        Some(steps)
    }

    fn least(&self) -> Option<Vec<String>> {
        let seller = self.found.seller?;
        Some(vec![
            format!("Keeping him is worth {} to them", money(seller.keep_value)),
            format!(
                "A replacement costs or brings them {}",
                self.sum("replacement_net")
            ),
            format!(
                "Each 1 that they keep of the fee is worth {} today, as it is paid in parts",
                number(seller.phi, 3)
            ),
            format!(
                "After what they owe to others, a fee of {} leaves them no worse than keeping him",
                money(seller.least)
            ),
        ])
    }

    fn limits(&self) -> Option<(f64, f64)> {
        let room = self.found.room.as_ref()?;
        Some((room.most.value, room.least.value))
    }

    fn width(&self) -> Option<Vec<String>> {
        let (most, least) = self.limits()?;
        Some(vec![format!(
            "Our ceiling {} − their floor {} = {}",
            money(most),
            money(least),
            money(most - least)
        )])
    }

    fn nash(&self) -> Option<Vec<String>> {
        let (most, least) = self.limits()?;
        let price = Figure::Nash.value(self.scenario, self.found)?;
        Some(vec![format!(
            "Their floor {} + their power {} × the zone {} = {}",
            money(least),
            self.share("theta"),
            money(most - least),
            money(price)
        )])
    }

    fn middle(&self) -> Option<Vec<String>> {
        let (most, least) = self.limits()?;
        let price = Figure::KalaiSmorodinsky.value(self.scenario, self.found)?;
        Some(vec![format!(
            "Half of their floor {} and our ceiling {} = {}",
            money(least),
            money(most),
            money(price)
        )])
    }

    fn package(&self, idx: usize, figure: PackageFigure) -> Option<Vec<String>> {
        let terms = self.scenario.packages.get(idx)?;
        let found = self.found.packages.get(idx)?;
        let is_plain = terms.loan.is_none() && terms.swap.is_none();
        let add_ons = |chance: fn(&crate::domain::deal::terms::AddOnTerm) -> Option<f64>| {
            let parts = terms.add_ons.iter().map(|add_on| match chance(add_on) {
                Some(chance) => format!(" + {} × {}", percent(chance), money(add_on.amount)),
                None => format!(" + {}", money(add_on.amount)),
            });
            parts.collect::<String>()
        };
        let (parts, value) = match figure {
            _ if !is_plain => return None,
            PackageFigure::Headline => (add_ons(|_| None), found.totals.headline),
            PackageFigure::Expected => (add_ons(|it| Some(it.ours)), found.totals.expected),
            PackageFigure::ExpectedTheirs => (add_ons(|it| Some(it.theirs)), found.expected_theirs),
            _ => return None,
        };
        Some(vec![format!(
            "Fixed fee {}{parts} = {}",
            money(terms.fixed_fee),
            money(value)
        )])
    }
}

fn money(millions: f64) -> String {
    number(millions, 2)
}

fn percent(share: f64) -> String {
    let text = number(100.0 * share, 1);
    format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
}

/// What the symbols of formulas stand for.
const SYMBOLS: [(&str, &str); 24] = [
    ("C", "the chance to sign him free"),
    ("B", "an option at a normal spread"),
    ("mu", "later seasons net of wages"),
    ("J", "what a free agent takes"),
    ("v_alt", "plan B"),
    ("sigma", "the uncertainty of mu"),
    ("WAIT", "waiting"),
    ("cover", "the season with a stop-gap"),
    ("δ", "1 ÷ (1 + our discount rate)"),
    ("p_a", "he can be had for nothing"),
    ("p_available", "he can be had for nothing"),
    ("NOW", "buying now before the fee"),
    ("with", "the season with him"),
    ("R_B", "our ceiling"),
    ("phi_B", "1 of the fee today, to us"),
    ("R_S", "their floor"),
    ("phi_S", "1 of the fee today, to them"),
    ("K", "keeping him"),
    ("n_S", "what they keep of 1 of the fee"),
    ("lam", "what room under their limit is worth"),
    ("nbv", "his book value there"),
    ("theta", "their power"),
    ("Φ", "the normal distribution"),
    ("r", "the discount rate"),
];

/// The symbols of a formula and what they stand for, in the order of the formula.
pub fn symbols(formula: &str) -> Vec<(&'static str, &'static str)> {
    let mut named: Vec<(&str, &str)> = Vec::new();
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    for word in formula.split(|letter| !is_part(letter)) {
        let found = SYMBOLS.iter().find(|(symbol, _)| *symbol == word);
        if let Some(found) = found.filter(|found| !named.contains(found)) {
            named.push(*found);
        }
    }
    // "with" is a symbol only beside another: alone it is a word.
    if let [(only, _)] = named.as_slice()
        && *only == "with"
    {
        named.clear();
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_told_once_and_plain_words_are_none() {
        let found = symbols("R_S + theta (R_B − R_S)");
        let names: Vec<&str> = found.iter().map(|(symbol, _)| *symbol).collect();
        assert_eq!(names, ["R_S", "theta", "R_B"]);
        assert!(symbols("losses allowed with him").is_empty());
    }
}
