//! Every belief with its question and, where one was published, its usual range.

use super::{BUYER_RATE, BeliefKind, BeliefSpec, Bounds, Part, SELLER_RATE, Typical};

use Part::{Alternatives, Bargain, Books, Both, Buyer, Clauses, Playing, Resale, Seller};

/// Every belief, in the order of the screen.
#[rustfmt::skip]
pub const BELIEFS: &[BeliefSpec] = &[
    money("season0_with", "First season with him", Buyer)
        .asks("What is his first season worth to us on the pitch, less his wage?")
        .illustrated(2.0, 12.0),
    money("season0_cover", "First season with a stop-gap", Buyer)
        .asks("What would that season be worth with the stop-gap that we would use instead, less his wage?"),
    money("mu", "Later seasons net of wages", Buyer)
        .asks("What are all his later seasons worth to us next summer, less standard wages?")
        .illustrated(32.0, 48.0),
    size("sigma", "Spread of the later seasons", Buyer)
        .asks("By how much may the later seasons turn out better or worse? Two times in three he stays within this.")
        .illustrated(5.0, 25.0),
    money("v_alt", "Plan B", Buyer)
        .asks("What is the player whom we would sign next summer instead worth to us, net of everything?")
        .illustrated(6.0, 18.0),
    money("J", "Free-agent premium", Buyer)
        .asks("What would he take as a free agent on top of a normal contract: signing bonus, agent, higher wage?")
        .illustrated(8.0, 26.0),
    share("p_renew", "He renews", Both)
        .asks("How likely is it that he renews with his club before next summer?")
        .illustrated(0.10, 0.50),
    share("p_rival", "A rival signs him first", Buyer)
        .asks("If he does not renew, how likely is it that another club signs him before us?")
        .illustrated(0.10, 0.40),
    share("p_injury", "Serious injury", Buyer)
        .asks("How likely is an injury before next summer that would end our interest?"),
    rate("on_cost", "Our costs on top of the fee", Buyer).or(0.0)
        .asks("What do we pay on top of the fee, as a share of it, beside what the package names?"),
    rate("r_buyer", "Our discount rate", Buyer).or(BUYER_RATE)
        .asks("What does money cost us a year?")
        .illustrated(0.05, 0.12),
    money("season_value", "His season with the seller", Seller)
        .asks("What is his coming season worth to them on the pitch?")
        .illustrated(15.0, 25.0),
    size("season_wage", "His wage there", Seller)
        .asks("What does he cost them in that season, taxes on the employer included?"),
    share("p_jan", "They sell in January", Seller)
        .asks("If they keep him now, how likely do they sell him in January?")
        .illustrated(0.05, 0.30),
    size("jan_fee", "Fee in January", Seller)
        .asks("What would they get for him in January?")
        .illustrated(8.0, 22.0),
    money("renew_value", "A renewal is worth to them", Seller)
        .asks("If he renews, what is that worth to them next summer?")
        .illustrated(20.0, 40.0),
    money("replacement_net", "Their replacement, net", Seller)
        .asks("What does his replacement bring them, less all that he costs? Negative if forced late.")
        .illustrated(-8.0, 2.0),
    rate("r_seller", "Their discount rate", Seller).or(SELLER_RATE)
        .asks("What does money cost them a year?")
        .published(0.04, 0.11, "what banks took for transfer receivables: 4–5 % in 2018, 5–7 % and once about 11 % in 2019–20 (press)"),
    share("total_solidarity_pct", "Solidarity due", Seller).or(0.05)
        .asks("Which share of the fee goes to the clubs that trained him?")
        .published(0.0, 0.05, "FIFA RSTP art. 21 and Annexe 5, editions to 2026"),
    share("own_training_pct", "Solidarity back to them", Seller).or(0.0)
        .asks("Which share of the fee comes back to them because they trained him?")
        .published(0.0, 0.05, "FIFA RSTP Annexe 5: 0.25 % a season at 12–15, 0.50 % at 16–23"),
    share("sell_on_pct", "Sell-on that they owe", Seller).or(0.0)
        .asks("Which share of the fee, or of the profit, do they owe to a club that sold him?"),
    size("sell_on_base", "Profit of that sell-on counts above", Seller).or(0.0)
        .asks("Above which sum does that sell-on count? 0 if it is a share of the whole fee."),
    share("selling_agent_pct", "Their agent", Seller).or(0.0)
        .asks("Which share of the fee does their own agent take?")
        .published(0.0, 0.10, "the cap for a releasing club in FFAR art. 15, 2022; suspended since 30 December 2023"),
    rate("lam", "Price of their headroom", Seller).or(0.0)
        .asks("What is one unit of room under their spending rules worth to them?"),
    money("nbv_S", "Book value", Seller).or(0.0)
        .asks("At what value does he stand in their books?"),
    size("sd_B", "Uncertainty of our ceiling", Bargain).or(0.0)
        .asks("By how much may our own most be wrong? Two times in three it stays within this."),
    size("sd_S", "Uncertainty of their floor", Bargain).or(0.0)
        .asks("By how much may their floor differ from what we reckon? Two times in three it stays within this."),
    share("theta", "Their power", Bargain).or(0.5)
        .asks("Which part of a zone do they win? 50 % is an even bargain."),
    size("rival_bid", "A rival's firm bid", Alternatives)
        .asks("Which fee has another club offered them firmly?"),
    size("january_price", "Price in January", Alternatives)
        .asks("What would we pay for him in January?"),
    share("january_chance", "He can be had in January", Alternatives)
        .asks("How likely is it that they would sell him to us in January at that price?"),
    money("alternative_now", "Another player now", Alternatives)
        .asks("What is the other player worth to us if we buy him now: all his seasons less his fee and costs?"),
    money("keep_later", "Who we have, later seasons", Alternatives)
        .asks("If we sign nobody, what are the later seasons worth to us next summer with those whom we have?"),
    share("resale_q", "A later sale", Resale).or(0.0)
        .asks("How likely is it that we sell him again for a fee?"),
    size("resale_mu", "Its price", Resale).or(0.0)
        .asks("What would that sale bring on average?"),
    rate("resale_sigma", "Spread of its logarithm", Resale).or(0.0)
        .asks("By which share may that price be off? Two times in three it stays within this."),
    money("swap_keep_value", "Our player of the swap, to us", Clauses)
        .asks("What is the player whom we would give worth to us if he stayed?"),
    money("swap_gain_value", "Our player of the swap, to them", Clauses)
        .asks("What is the player whom we would give worth to them?"),
    share("availability", "Share of the season in which he is fit", Playing)
        .asks("In which share of the season will he be fit to play?"),
    share("minutes_share", "Share of minutes when fit", Playing)
        .asks("When he is fit, which share of our league minutes will he play?"),
    money("wages", "Our wages a year", Books).or(0.0)
        .asks("What do our players and head coach cost in wages this year?"),
    money("amortisation", "Our amortisation a year", Books).or(0.0)
        .asks("What do we write off on registrations this year?"),
    money("agents", "Our agents a year", Books).or(0.0)
        .asks("What do we pay to agents this year?"),
    money("revenue", "Our revenue a year", Books).or(0.0)
        .asks("What is our adjusted operating revenue this year?"),
    money("disposal_net_36m", "Our sales of 36 months", Books).or(0.0)
        .asks("What did we gain or lose on player sales over the last 36 months?"),
    rate("limit", "Squad cost limit", Books).or(0.7)
        .asks("Up to which share of income may our squad cost go?")
        .published(0.70, 0.85, "UEFA CLFSR 70 % from 2025/26; Premier League 85 % from 2026/27"),
    money("cost_limit", "Our league's limit in money", Books)
        .asks("Which yearly squad cost did our league allow us, as LaLiga does?")
        .published(351.0, 761.0, "Barcelona and Real Madrid for 2025/26, LaLiga of September 2025 (press)"),
    money("psr_results", "Our result of three years", Books)
        .asks("What is our adjusted result of the three years of the test together? A loss is negative."),
    money("psr_limit", "Losses allowed over three years", Books)
        .asks("Which loss over three years do the rules allow us?"),
    share("employer_rate", "Employer's charge on a wage", Books).or(0.0)
        .asks("What do we pay on top of a gross wage, as a share of it?")
        .published(0.0, 0.15, "UK national insurance of 15 % above GBP 5,000 a year from 6 April 2025 (unverified); in Spain small and capped"),
];

/// Money of any sign.
const fn money(key: &'static str, label: &'static str, part: Part) -> BeliefSpec {
    BeliefSpec {
        key,
        label,
        kind: BeliefKind::Money,
        bounds: Bounds::None,
        default: None,
        part,
        question: "",
        typical: Typical::Unknown,
    }
}

/// Money that is the size of something.
const fn size(key: &'static str, label: &'static str, part: Part) -> BeliefSpec {
    BeliefSpec {
        bounds: Bounds::Size,
        ..money(key, label, part)
    }
}

/// A share or a chance.
const fn share(key: &'static str, label: &'static str, part: Part) -> BeliefSpec {
    BeliefSpec {
        kind: BeliefKind::Percent,
        bounds: Bounds::Share,
        ..money(key, label, part)
    }
}

/// A percentage that may leave 0 to 100 %: a rate, a cost, a spread, a limit.
const fn rate(key: &'static str, label: &'static str, part: Part) -> BeliefSpec {
    BeliefSpec {
        kind: BeliefKind::Percent,
        ..money(key, label, part)
    }
}

impl BeliefSpec {
    const fn or(mut self, default: f64) -> Self {
        self.default = Some(default);
        self
    }

    const fn asks(mut self, question: &'static str) -> Self {
        self.question = question;
        self
    }

    /// A range that somebody published.
    const fn published(mut self, low: f64, high: f64, source: &'static str) -> Self {
        self.typical = Typical::Published { low, high, source };
        self
    }

    /// A range of the worked example.
    const fn illustrated(mut self, low: f64, high: f64) -> Self {
        self.typical = Typical::Illustrated { low, high };
        self
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_belief_stands_once_and_is_asked_for() {
        let keys: BTreeSet<&str> = BELIEFS.iter().map(|spec| spec.key).collect();
        assert_eq!(keys.len(), BELIEFS.len());
        for spec in BELIEFS {
            assert!(spec.question.ends_with(['?', '.']), "{}", spec.key);
        }
    }
}
