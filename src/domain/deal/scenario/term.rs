//! The terms of a package as the engine names them, and from whose chair they are looked at.

use serde::Serialize;

use crate::domain::deal::terms::Terms;

/// A term, or what hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// The fixed fee.
    FixedFee,
    /// The add-on of that row.
    AddOn(usize),
    /// Our costs on top of what we pay.
    OnCost,
    /// What goes to the clubs that trained him.
    Solidarity,
    /// A sell-on that the seller owes to others.
    SellOnOwed,
    /// The seller's agent.
    SellingAgent,
    /// The seller's share of a later sale.
    SellOn,
    /// The seller's right to buy him back.
    BuyBack,
    /// A player who goes the other way.
    Swap,
    /// A loan before or instead of a transfer.
    Loan,
    /// His wage.
    Wage,
    /// His signing bonus.
    SigningBonus,
    /// Our agent.
    AgentFee,
    /// The seller's room under his spending rules.
    Headroom,
}

impl Term {
    /// The words on the screen.
    pub fn label(self, terms: &Terms) -> String {
        match self {
            Self::FixedFee => "Fixed fee".to_owned(),
            Self::AddOn(idx) => match terms.add_ons.get(idx).map(|row| row.event.as_str()) {
                None | Some("") => format!("Add-on {}", idx + 1),
                Some(event) => format!("Add-on, {event}"),
            },
            Self::OnCost => "Our costs on top".to_owned(),
            Self::Solidarity => "Solidarity".to_owned(),
            Self::SellOnOwed => "Sell-on that they owe".to_owned(),
            Self::SellingAgent => "Their agent".to_owned(),
            Self::SellOn => "Sell-on".to_owned(),
            Self::BuyBack => "Buy-back".to_owned(),
            Self::Swap => match terms.swap.as_ref().map(|swap| swap.player.as_str()) {
                None | Some("") => "Swap".to_owned(),
                Some(player) => format!("Swap, {player}"),
            },
            Self::Loan => "Loan".to_owned(),
            Self::Wage => "Wage".to_owned(),
            Self::SigningBonus => "Signing bonus".to_owned(),
            Self::AgentFee => "Our agent".to_owned(),
            Self::Headroom => "Their headroom".to_owned(),
        }
    }

    /// The member of the package that a person locks; `None` for what is no term of its own.
    pub fn member(self) -> Option<&'static str> {
        match self {
            Self::FixedFee => Some("fixed_fee"),
            Self::AddOn(_) => Some("add_ons"),
            Self::SellOn => Some("sell_on"),
            Self::BuyBack => Some("buy_back"),
            Self::Swap => Some("swap"),
            Self::Loan => Some("loan"),
            Self::Wage => Some("wage"),
            Self::SigningBonus => Some("signing_bonus"),
            Self::AgentFee => Some("agent_fee"),
            Self::Solidarity => Some("solidarity_on_top"),
            Self::OnCost | Self::SellOnOwed | Self::SellingAgent | Self::Headroom => None,
        }
    }
}

/// From whose chair one looks: with whose beliefs, and at whose rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chair {
    /// The club that buys.
    Buyer,
    /// The club that sells, as we believe that it thinks.
    Seller,
}
