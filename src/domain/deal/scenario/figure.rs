//! Every figure of the screen by name, and how it was reached.

use serde_json::{Value, json};

use super::recipe::Recipe;
use super::term_worth::Chair;
use super::{Evaluation, PackageFigures, Path, RoomToAgree, Scenario, Solutions, Term};
use crate::domain::deal::beliefs::{BeliefKind, Part, belief};
use crate::domain::deal::catalogue::{MILLIONS, Mark};
use crate::domain::deal::explain::{BY_DEFAULT, ExplainedInput, Explanation, Standing, Tag};
use crate::domain::deal::terms::Terms;
use crate::domain::deal::tornado::{Bar, EXCHANGE_RATE};

/// A figure of one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PackageFigure {
    /// Every add-on met.
    Headline,
    /// Paid whatever happens.
    Guaranteed,
    /// Add-ons weighted with our chances.
    Expected,
    /// Add-ons weighted with theirs.
    ExpectedTheirs,
    /// Present value to the buyer.
    WorthToBuyer,
    /// Present value to the seller.
    WorthToSeller,
    /// What is paid in the season of that row.
    SeasonCash(usize),
    /// What the seller keeps of the fixed fee.
    SellerKeeps,
    /// What he keeps of everything, today.
    SellerKeepsToday,
    /// His book profit.
    SellerProfit,
    /// The room that the sale gives him.
    SellerFrees,
    /// Everything that goes to agents.
    ToAgents,
    /// The sell-on clause.
    SellOn,
    /// The buy-back clause.
    BuyBack,
    /// The cost in the books.
    BookedCost,
    /// Its charge in a full year.
    Amortisation,
    /// Its charge in the season of that row.
    SeasonCharge(usize),
    /// What he costs in a full year.
    CostPerYear,
    /// The same for each full match.
    CostPer90,
    /// Full matches that he is expected to play.
    Expected90s,
    /// Squad cost by income, without him.
    SquadCostBefore,
    /// The same with him.
    SquadCostAfter,
    /// Room under the squad cost limit, without him.
    HeadroomBefore,
    /// The same with him.
    HeadroomAfter,
    /// Room under the three-year test, without him.
    PsrBefore,
    /// The same with him.
    PsrAfter,
    /// Room under the limit of the league in money, without him.
    CostLimitBefore,
    /// The same with him.
    CostLimitAfter,
    /// What buying him now is worth.
    NowWorth,
    /// What selling him now is worth.
    SaleWorth,
    /// What the buyer gains over waiting.
    BuyerGain,
    /// What the seller gains over keeping.
    SellerGain,
    /// The cost if other currencies lose 5 %.
    ExchangeLow,
    /// The cost if they gain 5 %.
    ExchangeHigh,
}

/// A figure of the screen. Packages are counted in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    /// A figure of a package.
    Package(usize, PackageFigure),
    /// What a term of a package is worth to a side.
    Term(usize, Term, Chair),
    /// A belief as it was entered or holds by default.
    Belief(&'static str),
    /// What something that a side could do is worth to it.
    Path(Path),
    /// The buyer's most.
    Most,
    /// The seller's least.
    Least,
    /// What waiting is worth.
    WaitValue,
    /// What keeping him is worth to the seller.
    KeepValue,
    /// The chance that he can be had for nothing.
    PAvailable,
    /// The chance that waiting ends with a signature.
    PSign,
    /// How wide the zone is; negative for a gap.
    Width,
    /// The price at the seller's power as believed.
    Nash,
    /// The price at the seller's power of that row.
    NashAt(usize),
    /// The price that gives both the same part of their best.
    KalaiSmorodinsky,
    /// The price that gives both the same gain.
    Egalitarian,
    /// The chance of a zone.
    ChanceOfZone,
    /// What the zone is expected to be worth.
    ExpectedSurplus,
    /// The best offer that can be made once.
    FinalOffer,
    /// The chance that it is taken.
    FinalOfferChance,
    /// The add-on that spans the gap.
    BridgeAddOn,
    /// The fixed fee beside it.
    BridgeFee,
    /// The price with a rival's bid as an outside option.
    OutsidePrinciple,
    /// The price with a rival's bid as the point of disagreement.
    OutsideDisagreement,
    /// Buying now less waiting at the fee of that point.
    Curve(usize),
    /// Selling now less keeping at the fee of that point.
    CurveSeller(usize),
    /// How far the limit of a side moves with that belief.
    Bar(Chair, &'static str),
}

impl Figure {
    /// The unit of its value.
    pub fn unit(self) -> &'static str {
        use PackageFigure as P;
        match self {
            Self::Belief(key) => match belief(key).map(|spec| spec.kind) {
                Some(BeliefKind::Money) => MILLIONS,
                _ => "fraction",
            },
            Self::Package(_, P::SquadCostBefore | P::SquadCostAfter) => "fraction",
            Self::Package(_, P::Expected90s) => "matches",
            Self::Package(_, P::CostPer90) => "m per 90 minutes",
            Self::Package(_, P::CostPerYear | P::Amortisation) => "m per year",
            Self::PAvailable | Self::PSign | Self::ChanceOfZone | Self::FinalOfferChance => {
                "probability"
            }
            _ => MILLIONS,
        }
    }

    /// The words on the screen.
    fn label(self, scenario: &Scenario) -> String {
        match self {
            Self::Term(idx, term, chair) => {
                let default = Terms::default();
                let terms = scenario.packages.get(idx).unwrap_or(&default);
                let whom = match chair {
                    Chair::Buyer => "to us",
                    Chair::Seller => "to them",
                };
                format!("{}, worth today {whom}", term.label(terms))
            }
            Self::Belief(key) => belief(key).map_or("", |spec| spec.label).to_owned(),
            Self::Path(path) => path.label().to_owned(),
            Self::Bar(chair, key) => {
                let whose = match chair {
                    Chair::Buyer => "our ceiling",
                    Chair::Seller => "their floor",
                };
                let what = match key {
                    EXCHANGE_RATE => "Exchange rate",
                    key => belief(key).map_or(key, |spec| spec.label),
                };
                format!("{what}, how far it moves {whose}")
            }
            other => other.name().to_owned(),
        }
    }

    /// The figure in an evaluation; `None` if it is not there. A bar gives its swing.
    pub fn value(self, scenario: &Scenario, found: &Evaluation) -> Option<f64> {
        let room = found.room.as_ref();
        let offer = room.and_then(|room| room.final_offer);
        let bridge = room.and_then(|room| room.bridge);
        let outside = room.and_then(|room| room.outside.as_ref());
        let chance = room.and_then(|room| room.chance);
        match self {
            Self::Package(idx, figure) => figure.value(found.packages.get(idx)?),
            Self::Term(idx, term, chair) => {
                let rows = &found.packages.get(idx)?.worths;
                let row = rows.iter().find(|row| row.term == term)?;
                match chair {
                    Chair::Buyer => row.to_buyer,
                    Chair::Seller => row.to_seller,
                }
            }
            Self::Belief(key) => scenario.beliefs.known(key),
            Self::Path(path) => {
                let mut rows = found.buyer_paths.iter().chain(&found.seller_paths);
                rows.find(|row| row.path == path)?.worth
            }
            Self::Most => found.buyer.map(|buyer| buyer.most),
            Self::Least => found.seller.map(|seller| seller.least),
            Self::WaitValue => found.buyer.map(|buyer| buyer.wait_value),
            Self::KeepValue => found.seller.map(|seller| seller.keep_value),
            Self::PAvailable => found.buyer.map(|buyer| buyer.p_available),
            Self::PSign => found.buyer.map(|buyer| buyer.p_sign),
            Self::Width => room.map(|room| room.most.value - room.least.value),
            Self::Nash => solution(room?, |nash, _, _| nash),
            Self::KalaiSmorodinsky => solution(room?, |_, middle, _| middle),
            Self::Egalitarian => solution(room?, |_, _, even| even),
            Self::NashAt(row) => room?.nash_by_theta.get(row).map(|(_, price)| *price),
            Self::ChanceOfZone => chance.map(|chance| chance.p_zopa),
            Self::ExpectedSurplus => chance.map(|chance| chance.expected_surplus),
            Self::FinalOffer => offer.map(|offer| offer.offer),
            Self::FinalOfferChance => offer.map(|offer| offer.p_accept),
            Self::BridgeAddOn => bridge.map(|bridge| bridge.addon),
            Self::BridgeFee => bridge.map(|bridge| bridge.fixed_fee),
            Self::OutsidePrinciple => outside?.principle,
            Self::OutsideDisagreement => outside?.disagreement_point,
            Self::Curve(point) => found.curve.get(point).map(|(_, gain)| *gain),
            Self::CurveSeller(point) => found.curve_seller.get(point).map(|(_, gain)| *gain),
            Self::Bar(chair, key) => {
                let bars = match chair {
                    Chair::Buyer => &found.tornado_buyer,
                    Chair::Seller => &found.tornado_seller,
                };
                bars.iter().find(|bar| bar.key == key).map(Bar::swing)
            }
        }
    }

    /// The package whose terms go in; limits are those of a fee paid as in the first one.
    fn package(self) -> usize {
        match self {
            Self::Package(idx, _) | Self::Term(idx, ..) => idx,
            _ => 0,
        }
    }
}

fn solution(room: &RoomToAgree, pick: fn(f64, f64, f64) -> f64) -> Option<f64> {
    match room.solutions {
        Solutions::Zone {
            nash,
            kalai_smorodinsky,
            egalitarian,
            ..
        } => Some(pick(nash, kalai_smorodinsky, egalitarian)),
        Solutions::Gap { .. } => None,
    }
}

impl PackageFigure {
    fn value(self, found: &PackageFigures) -> Option<f64> {
        let ratio = found.squad_cost;
        // A fee that is spread over no contract is missing from the year.
        let a_year = |value: f64| found.has_whole_year().then_some(value);
        match self {
            Self::Headline => Some(found.totals.headline),
            Self::Guaranteed => Some(found.totals.guaranteed),
            Self::Expected => Some(found.totals.expected),
            Self::ExpectedTheirs => Some(found.expected_theirs),
            Self::WorthToBuyer => Some(found.totals.npv_buyer),
            Self::WorthToSeller => Some(found.totals.npv_seller),
            Self::SeasonCash(row) => found.cash.get(row).map(|row| row.fixed + row.expected),
            Self::SellerKeeps => Some(found.seller_keeps),
            Self::SellerKeepsToday => Some(found.seller_keeps_today),
            Self::SellerProfit => found.seller_profit,
            Self::SellerFrees => found.seller_frees,
            Self::ToAgents => Some(found.to_agents),
            Self::SellOn => Some(found.sell_on_value),
            Self::BuyBack => Some(found.buy_back_value),
            Self::BookedCost => Some(found.booked_cost),
            Self::Amortisation => found.yearly.amortisation,
            Self::SeasonCharge(row) => found.amortisation.values().nth(row).copied(),
            Self::CostPerYear => a_year(found.cost_per_year),
            Self::CostPer90 => found.per_90.and_then(|cost| a_year(cost.value)),
            Self::Expected90s => found.per_90.map(|cost| cost.expected_90s),
            Self::SquadCostBefore => ratio.map(|ratio| ratio.ratio_before),
            Self::SquadCostAfter => ratio.and_then(|ratio| a_year(ratio.ratio_after)),
            Self::HeadroomBefore => ratio.map(|ratio| ratio.headroom_before),
            Self::HeadroomAfter => ratio.and_then(|ratio| a_year(ratio.headroom_after)),
            Self::PsrBefore => found.psr.map(|room| room.before),
            Self::PsrAfter => found.psr.and_then(|room| a_year(room.after)),
            Self::CostLimitBefore => found.cost_limit.map(|room| room.before),
            Self::CostLimitAfter => found.cost_limit.and_then(|room| a_year(room.after)),
            Self::NowWorth => found.now_worth,
            Self::SaleWorth => found.sale_worth,
            Self::BuyerGain => found.buyer_gain,
            Self::SellerGain => found.seller_gain,
            Self::ExchangeLow => found.exchange.as_ref().map(|cost| cost.at_low),
            Self::ExchangeHigh => found.exchange.as_ref().map(|cost| cost.at_high),
        }
    }
}

impl Scenario {
    /// How a figure of an evaluation was reached: formula, inputs, and what each of them rests on.
    pub fn explain(&self, found: &Evaluation, figure: Figure) -> Explanation {
        let recipe = figure.recipe();
        let empty = Terms::default();
        let terms = self.packages.get(figure.package()).unwrap_or(&empty);
        let mut inputs: Vec<ExplainedInput> = recipe
            .terms
            .iter()
            .filter_map(|name| term_input(name, terms))
            .collect();
        inputs.extend(recipe.beliefs.iter().map(|key| self.belief_input(key)));
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
        let has_terms = recipe.terms.iter().any(|name| has_term(name, terms));
        let of_terms = has_terms.then_some(&terms.tag);
        let of_beliefs = recipe.beliefs.iter().map(|key| self.beliefs.tag(key));
        let by_default = Tag::assumed(BY_DEFAULT);
        let of_league = takes_league(recipe).then_some(&by_default);
        let mut tag = Tag::derived(
            recipe.formula,
            of_terms.into_iter().chain(of_beliefs).chain(of_league),
        );
        // An unverified rule weakens a figure as an assumption does.
        if let (Mark::M, Tag::Derived { rests_on, .. }) = (recipe.mark, &mut tag) {
            *rests_on = Standing::Assumed;
        }
        tag
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
        }
    }

    /// Every figure that this evaluation holds, package by package.
    pub fn figures(&self, found: &Evaluation) -> Vec<Figure> {
        let mut figures = Figure::OF_THE_ROOM.to_vec();
        for (idx, package) in found.packages.iter().enumerate() {
            let of_package = |figure| Figure::Package(idx, figure);
            figures.extend(PackageFigure::PLAIN.iter().copied().map(of_package));
            let seasons = 0..package.cash.len();
            figures.extend(seasons.map(PackageFigure::SeasonCash).map(of_package));
            let charges = 0..package.amortisation.len();
            figures.extend(charges.map(PackageFigure::SeasonCharge).map(of_package));
            for row in &package.worths {
                figures.extend(
                    [Chair::Buyer, Chair::Seller].map(|chair| Figure::Term(idx, row.term, chair)),
                );
            }
        }
        let paths = found.buyer_paths.iter().chain(&found.seller_paths);
        figures.extend(paths.map(|row| Figure::Path(row.path)));
        let bars = |chair, bars: &[Bar]| -> Vec<Figure> {
            bars.iter().map(|bar| Figure::Bar(chair, bar.key)).collect()
        };
        figures.extend(bars(Chair::Buyer, &found.tornado_buyer));
        figures.extend(bars(Chair::Seller, &found.tornado_seller));
        let thetas = found
            .room
            .as_ref()
            .map_or(0, |room| room.nash_by_theta.len());
        figures.extend((0..thetas).map(Figure::NashAt));
        figures.extend((0..found.curve.len()).map(Figure::Curve));
        figures.extend((0..found.curve_seller.len()).map(Figure::CurveSeller));
        figures.retain(|figure| figure.value(self, found).is_some());
        figures
    }

    /// The limit of a side as its own function explains it.
    pub fn explain_limit(&self, found: &Evaluation, chair: Chair) -> Option<Explanation> {
        let (part, figure) = match chair {
            Chair::Buyer => (Part::Buyer, Figure::Most),
            Chair::Seller => (Part::Seller, Figure::Least),
        };
        let mut explained = self.explanation(part).ok()?;
        explained.label = figure.label(self);
        explained.value = figure.value(self, found);
        explained.unit = figure.unit();
        Some(explained)
    }
}

/// True for what is counted in full matches of a season.
fn takes_league(recipe: &Recipe) -> bool {
    recipe.beliefs.contains(&"minutes_share")
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
        let row = |row: &crate::domain::deal::terms::AddOnTerm| json!({"event": row.event, "due": row.due, "amount": row.amount, "ours": row.ours, "theirs": row.theirs});
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
    })
}
