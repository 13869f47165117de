//! Every belief with its question and, where one was published, its usual range.

use super::{BUYER_RATE, BeliefKind, BeliefSpec, Bounds, Part, SELLER_RATE, Typical};

use Part::{Alternatives, Bargain, Books, Both, Buyer, Clauses, Playing, Resale, Seller};
use Typical::Unknown;

/// Every belief, in the order of the screen.
#[rustfmt::skip]
pub const BELIEFS: &[BeliefSpec] = &[
    money("season0_with", "First season with him", Buyer, None,
        "What is his first season worth to us on the pitch, less his wage?",
        illustrated(2.0, 12.0)),
    money("season0_cover", "First season with a stop-gap", Buyer, None,
        "What would that season be worth with the stop-gap that we would use instead, less his wage?",
        Unknown),
    money("mu", "Later seasons net of wages", Buyer, None,
        "What are all his later seasons worth to us next summer, less standard wages?",
        illustrated(32.0, 48.0)),
    size("sigma", "Spread of the later seasons", Buyer, None,
        "By how much may the later seasons turn out better or worse? Two times in three he stays within this.",
        illustrated(5.0, 25.0)),
    money("v_alt", "Plan B", Buyer, None,
        "What is the player whom we would sign next summer instead worth to us, net of everything?",
        illustrated(6.0, 18.0)),
    money("J", "Free-agent premium", Buyer, None,
        "What would he take as a free agent on top of a normal contract: signing bonus, agent, higher wage?",
        illustrated(8.0, 26.0)),
    share("p_renew", "He renews", Both, None,
        "How likely is it that he renews with his club before next summer?",
        illustrated(0.10, 0.50)),
    share("p_rival", "A rival signs him first", Buyer, None,
        "If he does not renew, how likely is it that another club signs him before us?",
        illustrated(0.10, 0.40)),
    share("p_injury", "Serious injury", Buyer, None,
        "How likely is an injury before next summer that would end our interest?",
        Unknown),
    rate("on_cost", "Our costs on top of the fee", Buyer, Some(0.0),
        "What do we pay on top of the fee, as a share of it, beside what the package names?",
        Unknown),
    rate("r_buyer", "Our discount rate", Buyer, Some(BUYER_RATE),
        "What does money cost us a year?",
        illustrated(0.05, 0.12)),
    money("season_value", "His season with the seller", Seller, None,
        "What is his coming season worth to them on the pitch?",
        illustrated(15.0, 25.0)),
    size("season_wage", "His wage there", Seller, None,
        "What does he cost them in that season, taxes on the employer included?",
        Unknown),
    share("p_jan", "They sell in January", Seller, None,
        "If they keep him now, how likely do they sell him in January?",
        illustrated(0.05, 0.30)),
    size("jan_fee", "Fee in January", Seller, None,
        "What would they get for him in January?",
        illustrated(8.0, 22.0)),
    money("renew_value", "A renewal is worth to them", Seller, None,
        "If he renews, what is that worth to them next summer?",
        illustrated(20.0, 40.0)),
    money("replacement_net", "Their replacement, net", Seller, None,
        "What does his replacement bring them, less all that he costs? Negative if forced late.",
        illustrated(-8.0, 2.0)),
    rate("r_seller", "Their discount rate", Seller, Some(SELLER_RATE),
        "What does money cost them a year?",
        published(0.04, 0.11, "what banks took for transfer receivables: 4–5 % in 2018, 5–7 % and once about 11 % in 2019–20 (press)")),
    share("total_solidarity_pct", "Solidarity due", Seller, Some(0.05),
        "Which share of the fee goes to the clubs that trained him?",
        published(0.0, 0.05, "FIFA RSTP art. 21 and Annexe 5, editions to 2026")),
    share("own_training_pct", "Solidarity back to them", Seller, Some(0.0),
        "Which share of the fee comes back to them because they trained him?",
        published(0.0, 0.05, "FIFA RSTP Annexe 5: 0.25 % a season at 12–15, 0.50 % at 16–23")),
    share("sell_on_pct", "Sell-on that they owe", Seller, Some(0.0),
        "Which share of the fee, or of the profit, do they owe to a club that sold him?",
        Unknown),
    size("sell_on_base", "Profit of that sell-on counts above", Seller, Some(0.0),
        "Above which sum does that sell-on count? 0 if it is a share of the whole fee.",
        Unknown),
    share("selling_agent_pct", "Their agent", Seller, Some(0.0),
        "Which share of the fee does their own agent take?",
        published(0.0, 0.10, "the cap for a releasing club in FFAR art. 15, 2022; suspended since 30 December 2023")),
    rate("lam", "Price of their headroom", Seller, Some(0.0),
        "What is one unit of room under their spending rules worth to them?",
        Unknown),
    money("nbv_S", "Book value", Seller, Some(0.0),
        "At what value does he stand in their books?",
        Unknown),
    size("sd_B", "Uncertainty of our ceiling", Bargain, Some(0.0),
        "By how much may our own most be wrong? Two times in three it stays within this.",
        Unknown),
    size("sd_S", "Uncertainty of their floor", Bargain, Some(0.0),
        "By how much may their floor differ from what we reckon? Two times in three it stays within this.",
        Unknown),
    share("theta", "Their power", Bargain, Some(0.5),
        "Which part of a zone do they win? 50 % is an even bargain.",
        Unknown),
    size("rival_bid", "A rival's firm bid", Alternatives, None,
        "Which fee has another club offered them firmly?",
        Unknown),
    size("january_price", "Price in January", Alternatives, None,
        "What would we pay for him in January?",
        Unknown),
    share("january_chance", "He can be had in January", Alternatives, None,
        "How likely is it that they would sell him to us in January at that price?",
        Unknown),
    money("alternative_now", "Another player now", Alternatives, None,
        "What is the other player worth to us if we buy him now: all his seasons less his fee and costs?",
        Unknown),
    money("keep_later", "Who we have, later seasons", Alternatives, None,
        "If we sign nobody, what are the later seasons worth to us next summer with those whom we have?",
        Unknown),
    share("resale_q", "A later sale", Resale, Some(0.0),
        "How likely is it that we sell him again for a fee?",
        Unknown),
    size("resale_mu", "Its price", Resale, Some(0.0),
        "What would that sale bring on average?",
        Unknown),
    rate("resale_sigma", "Spread of its logarithm", Resale, Some(0.0),
        "By which share may that price be off? Two times in three it stays within this.",
        Unknown),
    money("swap_keep_value", "Our player of the swap, to us", Clauses, None,
        "What is the player whom we would give worth to us if he stayed?",
        Unknown),
    money("swap_gain_value", "Our player of the swap, to them", Clauses, None,
        "What is the player whom we would give worth to them?",
        Unknown),
    share("availability", "Share of the season in which he is fit", Playing, None,
        "In which share of the season will he be fit to play?",
        Unknown),
    share("minutes_share", "Share of minutes when fit", Playing, None,
        "When he is fit, which share of our league minutes will he play?",
        Unknown),
    money("wages", "Our wages a year", Books, Some(0.0),
        "What do our players and head coach cost in wages this year?",
        Unknown),
    money("amortisation", "Our amortisation a year", Books, Some(0.0),
        "What do we write off on registrations this year?",
        Unknown),
    money("agents", "Our agents a year", Books, Some(0.0),
        "What do we pay to agents this year?",
        Unknown),
    money("revenue", "Our revenue a year", Books, Some(0.0),
        "What is our adjusted operating revenue this year?",
        Unknown),
    money("disposal_net_36m", "Our sales of 36 months", Books, Some(0.0),
        "What did we gain or lose on player sales over the last 36 months?",
        Unknown),
    rate("limit", "Squad cost limit", Books, Some(0.7),
        "Up to which share of income may our squad cost go?",
        published(0.70, 0.85, "UEFA CLFSR 70 % from 2025/26; Premier League 85 % from 2026/27")),
    money("cost_limit", "Our league's limit in money", Books, None,
        "Which yearly squad cost did our league allow us, as LaLiga does?",
        published(351.0, 761.0, "Barcelona and Real Madrid for 2025/26, LaLiga of September 2025 (press)")),
    money("psr_results", "Our result of three years", Books, None,
        "What is our adjusted result of the three years of the test together? A loss is negative.",
        Unknown),
    money("psr_limit", "Losses allowed over three years", Books, None,
        "Which loss over three years do the rules allow us?",
        Unknown),
    share("employer_rate", "Employer's charge on a wage", Books, Some(0.0),
        "What do we pay on top of a gross wage, as a share of it?",
        published(0.0, 0.15, "UK national insurance of 15 % above GBP 5,000 a year from 6 April 2025 (unverified); in Spain small and capped")),
];

/// Money of any sign.
const fn money(
    key: &'static str,
    label: &'static str,
    part: Part,
    default: Option<f64>,
    question: &'static str,
    typical: Typical,
) -> BeliefSpec {
    BeliefSpec {
        key,
        label,
        kind: BeliefKind::Money,
        bounds: Bounds::None,
        default,
        part,
        question,
        typical,
    }
}

/// Money that is the size of something.
const fn size(
    key: &'static str,
    label: &'static str,
    part: Part,
    default: Option<f64>,
    question: &'static str,
    typical: Typical,
) -> BeliefSpec {
    BeliefSpec {
        bounds: Bounds::Size,
        ..money(key, label, part, default, question, typical)
    }
}

/// A share or a chance.
const fn share(
    key: &'static str,
    label: &'static str,
    part: Part,
    default: Option<f64>,
    question: &'static str,
    typical: Typical,
) -> BeliefSpec {
    BeliefSpec {
        kind: BeliefKind::Percent,
        bounds: Bounds::Share,
        ..money(key, label, part, default, question, typical)
    }
}

/// A percentage that may leave 0 to 100 %: a rate, a cost, a spread, a limit.
const fn rate(
    key: &'static str,
    label: &'static str,
    part: Part,
    default: Option<f64>,
    question: &'static str,
    typical: Typical,
) -> BeliefSpec {
    BeliefSpec {
        kind: BeliefKind::Percent,
        ..money(key, label, part, default, question, typical)
    }
}

/// A range that somebody published.
const fn published(low: f64, high: f64, source: &'static str) -> Typical {
    Typical::Published { low, high, source }
}

/// A range of the worked example.
const fn illustrated(low: f64, high: f64) -> Typical {
    Typical::Illustrated { low, high }
}
