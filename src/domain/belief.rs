//! The beliefs that the deal engine can use: what a person is asked, in which unit, within which
//! limits. What is believed stands in a negotiation.

mod list;

pub use list::BELIEFS;

/// The buyer's yearly discount rate if nobody gave one; an assumption.
pub const BUYER_RATE: f64 = 0.08;
/// The seller's yearly discount rate if nobody gave one; an assumption, near what banks took for
/// transfer receivables in 2018–2020.
pub const SELLER_RATE: f64 = 0.07;

/// What a belief is a figure of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeliefKind {
    /// A sum; may be negative.
    Money,
    /// A share, a chance or a yearly rate.
    Percent,
}

/// One belief that the engine can use.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BeliefSpec {
    /// Its key in the negotiation; the field of the catalogue where there is one.
    pub key: &'static str,
    /// The words on the screen.
    pub label: &'static str,
    /// What it is a figure of.
    pub kind: BeliefKind,
    /// Where it ends.
    pub bounds: Bounds,
    /// What holds without it; `None` if nothing is assumed in its place. A reservation needs those
    /// of its own part.
    pub default: Option<f64>,
    /// What it belongs to.
    pub part: Part,
    /// What a person is asked.
    pub question: &'static str,
    /// Which values are usual.
    pub typical: Typical,
}

/// Where a belief ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bounds {
    /// Nowhere: money of any sign, or a rate that may leave 0 to 100 %.
    None,
    /// At 0 and at 100 %: a share or a chance.
    Share,
    /// At nothing: the size of something, which cannot be negative.
    Size,
}

/// What a belief belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The buyer's most.
    Buyer,
    /// The seller's least.
    Seller,
    /// Both.
    Both,
    /// Uncertainty and power in the bargain.
    Bargain,
    /// The other things that either side could do.
    Alternatives,
    /// A later sale.
    Resale,
    /// The worth of a player who goes the other way.
    Clauses,
    /// How much he will play.
    Playing,
    /// The buyer's books and the rules on spending.
    Books,
}

/// Which values are usual, and who says so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Typical {
    /// Somebody published a range: millions of euro, or fractions.
    Published {
        /// Its lower end.
        low: f64,
        /// Its upper end.
        high: f64,
        /// Who, and of when.
        source: &'static str,
    },
    /// The worked example moves it in this range to show the method; no evidence.
    Illustrated {
        /// Its lower end.
        low: f64,
        /// Its upper end.
        high: f64,
    },
    /// No published range is known.
    Unknown,
}

impl BeliefSpec {
    /// The usual range with its source, or that none is known, in one sentence.
    pub fn typical_text(&self) -> String {
        let end = |value: f64| match self.kind {
            BeliefKind::Money => value.to_string().replace('-', "−"),
            BeliefKind::Percent => ((value * 1e4).round() / 1e2).to_string(),
        };
        let unit = match self.kind {
            BeliefKind::Money => "EUR m",
            BeliefKind::Percent => "%",
        };
        let range = |low: f64, high: f64| match self.kind {
            BeliefKind::Money => format!("{unit} {} to {}", end(low), end(high)),
            BeliefKind::Percent => format!("{}–{} {unit}", end(low), end(high)),
        };
        match self.typical {
            Typical::Published { low, high, source } => format!("{}: {source}", range(low, high)),
            Typical::Illustrated { low, high } => format!(
                "{} in the worked example, assumed to illustrate; no published range is known",
                range(low, high)
            ),
            Typical::Unknown => "No published range is known".to_owned(),
        }
    }
}

/// The belief of that key.
pub fn belief(key: &str) -> Option<&'static BeliefSpec> {
    BELIEFS.iter().find(|spec| spec.key == key)
}
