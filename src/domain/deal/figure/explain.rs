//! How a figure was reached: its recipe, with the terms and beliefs of this negotiation filled in.

use serde_json::{Value, json};

use super::Figure;
use super::recipe::Recipe;
use super::steps::steps;
use crate::domain::belief::{BeliefKind, belief};
use crate::domain::deal::evaluation::Evaluation;
use crate::domain::deal::explain::{ExplainedInput, Explanation};
use crate::domain::deal::field::MILLIONS;
use crate::domain::deal::scenario::Scenario;
use crate::domain::deal::tag::{BY_DEFAULT, Tag};
use crate::domain::deal::terms::{AddOnTerm, Terms};

impl Scenario {
    /// How a figure of an evaluation was reached: formula, inputs, and what each of them rests on.
    pub fn explain(&self, found: &Evaluation, figure: Figure) -> Explanation {
        let recipe = figure.recipe();
        let empty = Terms::default();
        let terms = self.packages.get(figure.package()).unwrap_or(&empty);
        let mut inputs: Vec<ExplainedInput> = recipe
            .terms
            .iter()
            .filter(|name| plays(name, terms))
            .filter_map(|name| term_input(name, terms))
            .collect();
        let beliefs = entering(figure, &recipe, terms);
        inputs.extend(beliefs.map(|key| self.belief_input(key)));
        if takes_league(&recipe) {
            inputs.push(self.league_input());
        }
        let tag = self.tag_by(figure, &recipe);
        Explanation {
            label: figure.label(self),
            value: figure.value(self, found),
            unit: figure.unit(),
            function: recipe.function,
            purpose: recipe.purpose,
            section: recipe.section,
            steps: steps(self, found, figure),
            formula: recipe.formula,
            source: recipe.source,
            mark: recipe.mark.label(),
            inputs,
            words: tag.to_string(),
            tag,
        }
    }

    /// What a figure rests on, as its explanation says it.
    pub fn tag(&self, figure: Figure) -> Tag {
        self.tag_by(figure, &figure.recipe())
    }

    fn tag_by(&self, figure: Figure, recipe: &Recipe) -> Tag {
        if let Figure::Belief(key) = figure {
            return self.beliefs.tag(key).clone();
        }
        let empty = Terms::default();
        let terms = self.packages.get(figure.package()).unwrap_or(&empty);
        let enters = |name: &&str| has_term(name, terms) && plays(name, terms);
        let has_terms = recipe.terms.iter().any(enters);
        let of_terms = has_terms.then_some(&terms.tag);
        let of_beliefs = entering(figure, recipe, terms).map(|key| self.beliefs.tag(key));
        let by_default = Tag::assumed(BY_DEFAULT);
        let of_league = takes_league(recipe).then_some(&by_default);
        let from = of_terms.into_iter().chain(of_beliefs).chain(of_league);
        recipe.mark.derived(recipe.formula, from)
    }

    fn belief_input(&self, key: &'static str) -> ExplainedInput {
        let spec = belief(key);
        let known = self.beliefs.known(key);
        let tag = self.beliefs.tag(key).clone();
        ExplainedInput {
            name: key,
            label: spec.map_or("", |spec| spec.label).to_owned(),
            value: known.map_or(Value::Null, Value::from),
            unit: match spec.map(|spec| spec.kind) {
                Some(BeliefKind::Money) => MILLIONS,
                _ => "fraction",
            },
            words: match known {
                Some(_) => tag.to_string(),
                None => "not entered".to_owned(),
            },
            tag,
            note: String::new(),
            field: None,
        }
    }

    fn league_input(&self) -> ExplainedInput {
        let tag = Tag::assumed(BY_DEFAULT);
        ExplainedInput {
            name: "league_matches",
            label: "League matches of a season".to_owned(),
            value: self.facts.league_matches().into(),
            unit: "matches",
            words: tag.to_string(),
            tag,
            note: String::new(),
            field: None,
        }
    }
}

/// True for what is counted in full matches of a season.
fn takes_league(recipe: &Recipe) -> bool {
    recipe.beliefs.contains(&"minutes_share")
}

/// The beliefs of a recipe that play a part for these terms: what a later season is worth does so
/// only where a loan leaves open whether he is bought, what a swap is worth only with a swap.
fn entering<'a>(
    figure: Figure,
    recipe: &'a Recipe,
    terms: &'a Terms,
) -> impl Iterator<Item = &'static str> + 'a {
    let of_package = matches!(figure, Figure::Package(..) | Figure::Term(..));
    let is_limit = recipe.beliefs.contains(&"p_rival");
    recipe
        .beliefs
        .iter()
        .copied()
        .filter(move |key| match *key {
            "mu" | "sigma" | "v_alt" if of_package && !is_limit => terms.loan.is_some(),
            "swap_keep_value" | "swap_gain_value" => terms.swap.is_some(),
            _ => true,
        })
}

/// False for a term that is there and changes nothing.
fn plays(name: &str, terms: &Terms) -> bool {
    match name {
        "solidarity_on_top" => terms.solidarity_on_top,
        "agent_fee" => terms.agent_fee != 0.0,
        "signing_bonus" => terms.signing_bonus != 0.0,
        _ => true,
    }
}

/// True if the package has that term.
fn has_term(name: &str, terms: &Terms) -> bool {
    match name {
        "add_ons" => !terms.add_ons.is_empty(),
        "wage" => terms.wage_per_year.is_some(),
        "contract_until" => terms.contract_until.is_some(),
        "sell_on" => terms.sell_on.is_some(),
        "buy_back" => terms.buy_back.is_some(),
        "swap" => terms.swap.is_some(),
        "loan" => terms.loan.is_some(),
        _ => true,
    }
}

/// A term as an input; `None` if the package has none of it.
fn term_input(name: &'static str, terms: &Terms) -> Option<ExplainedInput> {
    if !has_term(name, terms) {
        return None;
    }
    let schedule = || json!(terms.schedule);
    let add_ons = || {
        let row = |row: &AddOnTerm| json!({"event": row.event, "due": row.due, "amount": row.amount, "ours": row.ours, "theirs": row.theirs});
        Value::Array(terms.add_ons.iter().map(row).collect())
    };
    let (label, value, unit) = match name {
        "fixed_fee" => ("Fixed fee", json!(terms.fixed_fee), MILLIONS),
        "instalments" => ("Paid in parts", schedule(), "day, share"),
        "add_ons" => ("Add-ons", add_ons(), MILLIONS),
        "solidarity_on_top" => ("Solidarity on top", json!(terms.solidarity_on_top), ""),
        "agent_fee" => ("Our agent", json!(terms.agent_fee), MILLIONS),
        "signing_bonus" => ("Signing bonus", json!(terms.signing_bonus), MILLIONS),
        "wage" => ("Wage", json!(terms.wage_per_year?), "m per year"),
        "contract_until" => ("Contract to", json!(terms.contract_until?), ""),
        "sell_on" => ("Sell-on", json!(terms.sell_on.as_ref()?.0), "fraction"),
        "buy_back" => ("Buy-back", json!(terms.buy_back?), MILLIONS),
        "swap" => ("Swap", json!(terms.swap.as_ref()?.agreed_value), MILLIONS),
        "loan" => {
            let loan = terms.loan.as_ref()?;
            let value = json!({"fee": loan.fee, "until": loan.until, "price": loan.price, "chance": loan.chance});
            ("Loan", value, MILLIONS)
        }
        _ => return None,
    };
    Some(ExplainedInput {
        name,
        label: label.to_owned(),
        value,
        unit,
        words: terms.tag.to_string(),
        tag: terms.tag.clone(),
        note: String::new(),
        field: None,
    })
}
