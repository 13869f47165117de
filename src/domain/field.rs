//! The address of one field: findings, search, the inspector and the change history lead to it.

use std::fmt;
use std::str::FromStr as _;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::belief::belief;
use super::fact::FactKey;
use super::id::*;

macro_rules! named_fields {
    ($(#[$meta:meta])* $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $key:literal, $label:literal; )+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$vmeta])* $variant, )+ }

        impl $name {
            /// Every field, in the order of the screen.
            pub const ALL: &[Self] = &[ $( Self::$variant, )+ ];

            /// The name in the file.
            pub fn key(self) -> &'static str {
                match self { $( Self::$variant => $key, )+ }
            }

            /// The words on the screen.
            pub fn label(self) -> &'static str {
                match self { $( Self::$variant => $label, )+ }
            }

            fn from_key(key: &str) -> Option<Self> {
                match key { $( $key => Some(Self::$variant), )+ _ => None }
            }
        }
    };
}

named_fields! {
    /// A field of the dossier as a whole.
    HeadField {
        /// The title.
        Title = "title", "Title";
        /// The question to decide.
        Question = "question", "Question";
        /// Our club.
        OurClub = "our_club", "Our club";
        /// The country of our league.
        OurCountry = "our_country", "Country of our league";
        /// The date at which everything is computed.
        DecisionDate = "decision_date", "Decision date";
        /// The currency of sums.
        Currency = "currency", "Currency";
    }
}

named_fields! {
    /// A plain field of a player, one that needs no source.
    PlayerField {
        /// The name by which he is known.
        Name = "name", "Name";
        /// His full legal name.
        FullName = "full_name", "Full name";
        /// What he is to the decision.
        Role = "role", "Role";
        /// How far he has come.
        Stage = "stage", "Stage";
        /// What happens next.
        NextStep = "next_step", "Next step";
        /// Who does it.
        Owner = "owner", "Owner";
        /// Free remarks.
        Note = "note", "Note";
        /// How much of his injuries is known.
        Coverage = "injury_coverage", "Injury records cover";
    }
}

named_fields! {
    /// A term of a package; the key is the name under which it is locked.
    TermField {
        /// Paid whatever happens.
        FixedFee = "fixed_fee", "Fixed fee";
        /// How the fixed fee is paid.
        Instalments = "instalments", "Instalments";
        /// Paid if something happens.
        AddOns = "add_ons", "Add-ons";
        /// The seller's share of a later sale.
        SellOn = "sell_on", "Sell-on";
        /// The seller's right to buy him back.
        BuyBack = "buy_back", "Buy-back";
        /// A player who goes the other way.
        Swap = "swap", "Swap";
        /// A loan before or instead of a transfer.
        Loan = "loan", "Loan";
        /// What we would pay the player.
        Wage = "wage", "Wage";
        /// Paid to the player on signing.
        SigningBonus = "signing_bonus", "Signing bonus";
        /// Paid to agents by us.
        AgentFee = "agent_fee", "Agent fee";
        /// The last day of the contract.
        ContractUntil = "contract_until", "Contract until";
        /// An option in that contract.
        OptionYear = "option_year", "Contract option";
        /// The day by which they must answer.
        AnswerBy = "answer_by", "Answer by";
        /// Who pays the solidarity contribution.
        Solidarity = "solidarity_on_top", "Solidarity";
    }
}

/// The address of one field or one row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldRef {
    /// A field of the dossier as a whole.
    Head(HeadField),
    /// A plain field of a player.
    Player(PlayerId, PlayerField),
    /// A sourced fact of a player.
    Fact(PlayerId, FactKey),
    /// An injury.
    Spell(PlayerId, SpellId),
    /// A transfer.
    Transfer(PlayerId, TransferId),
    /// A market value.
    Valuation(PlayerId, ValuationId),
    /// A season of one provider.
    Season(PlayerId, SeasonLineId),
    /// A stay at a club that trained him.
    Training(PlayerId, TrainingId),
    /// A source.
    Source(SourceId),
    /// A round of a negotiation.
    Round(NegotiationId, RoundId),
    /// A negotiation.
    Negotiation(NegotiationId),
    /// A package of a negotiation.
    Package(NegotiationId, PackageId),
    /// A term of a package.
    Term(NegotiationId, PackageId, TermField),
    /// An add-on of a package.
    AddOn(NegotiationId, PackageId, AddOnId),
    /// A belief of a negotiation, by the name that the deal engine gives it.
    Belief(NegotiationId, String),
    /// A place in our squad.
    Slot(SlotId),
    /// A registration window.
    Window(WindowId),
    /// An exchange rate.
    Rate(RateId),
    /// A statement in words.
    Statement(StatementId),
    /// A comparison of players.
    Comparison(ComparisonId),
    /// An address that only a newer version understands.
    Other(String),
}

impl FieldRef {
    /// The player to whom it belongs.
    pub fn player(&self) -> Option<PlayerId> {
        match self {
            Self::Player(id, _)
            | Self::Fact(id, _)
            | Self::Spell(id, _)
            | Self::Transfer(id, _)
            | Self::Valuation(id, _)
            | Self::Season(id, _)
            | Self::Training(id, _) => Some(*id),
            Self::Head(_)
            | Self::Source(_)
            | Self::Round(..)
            | Self::Negotiation(_)
            | Self::Package(..)
            | Self::Term(..)
            | Self::AddOn(..)
            | Self::Belief(..)
            | Self::Slot(_)
            | Self::Window(_)
            | Self::Rate(_)
            | Self::Statement(_)
            | Self::Comparison(_)
            | Self::Other(_) => None,
        }
    }

    /// The negotiation to which it belongs.
    pub fn negotiation(&self) -> Option<NegotiationId> {
        match self {
            Self::Round(id, _)
            | Self::Negotiation(id)
            | Self::Package(id, _)
            | Self::Term(id, ..)
            | Self::AddOn(id, ..)
            | Self::Belief(id, _) => Some(*id),
            _ => None,
        }
    }

    /// The package to which it belongs.
    pub fn package(&self) -> Option<PackageId> {
        match self {
            Self::Package(_, id) | Self::Term(_, id, _) | Self::AddOn(_, id, _) => Some(*id),
            _ => None,
        }
    }

    /// The words for the field itself, without whose it is.
    pub fn label(&self) -> &str {
        match self {
            Self::Head(field) => field.label(),
            Self::Player(_, field) => field.label(),
            Self::Fact(_, key) => key.name(),
            Self::Spell(..) => "Injury",
            Self::Transfer(..) => "Transfer",
            Self::Valuation(..) => "Market value",
            Self::Season(..) => "Season",
            Self::Training(..) => "Training club",
            Self::Source(_) => "Source",
            Self::Round(..) => "Offer",
            Self::Negotiation(_) => "Negotiation",
            Self::Package(..) => "Package",
            Self::Term(_, _, field) => field.label(),
            Self::AddOn(..) => "Add-on",
            Self::Belief(_, key) => belief_label(key),
            Self::Slot(_) => "Squad place",
            Self::Window(_) => "Registration window",
            Self::Rate(_) => "Exchange rate",
            Self::Statement(_) => "Statement",
            Self::Comparison(_) => "Comparison",
            Self::Other(text) => text,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let mut next = || parts.next();
        let field = match next()? {
            "head" => Self::Head(HeadField::from_key(next()?)?),
            "player" => {
                let player = PlayerId(id(next()?)?);
                match (next()?, next()?) {
                    ("field", key) => Self::Player(player, PlayerField::from_key(key)?),
                    ("fact", key) => Self::Fact(player, FactKey::from_key(key)?),
                    ("spell", row) => Self::Spell(player, SpellId(id(row)?)),
                    ("transfer", row) => Self::Transfer(player, TransferId(id(row)?)),
                    ("valuation", row) => Self::Valuation(player, ValuationId(id(row)?)),
                    ("season", row) => Self::Season(player, SeasonLineId(id(row)?)),
                    ("training", row) => Self::Training(player, TrainingId(id(row)?)),
                    _ => return None,
                }
            }
            "source" => Self::Source(SourceId(id(next()?)?)),
            "negotiation" => {
                let negotiation = NegotiationId(id(next()?)?);
                match next() {
                    None => Self::Negotiation(negotiation),
                    Some("round") => Self::Round(negotiation, RoundId(id(next()?)?)),
                    Some("belief") => Self::Belief(negotiation, next()?.to_owned()),
                    Some("package") => {
                        let package = PackageId(id(next()?)?);
                        match (next(), next()) {
                            (None, _) => Self::Package(negotiation, package),
                            (Some("term"), Some(key)) => {
                                Self::Term(negotiation, package, TermField::from_key(key)?)
                            }
                            (Some("add_on"), Some(row)) => {
                                Self::AddOn(negotiation, package, AddOnId(id(row)?))
                            }
                            _ => return None,
                        }
                    }
                    Some(_) => return None,
                }
            }
            "slot" => Self::Slot(SlotId(id(next()?)?)),
            "window" => Self::Window(WindowId(id(next()?)?)),
            "rate" => Self::Rate(RateId(id(next()?)?)),
            "statement" => Self::Statement(StatementId(id(next()?)?)),
            "comparison" => Self::Comparison(ComparisonId(id(next()?)?)),
            _ => return None,
        };
        parts.next().is_none().then_some(field)
    }
}

/// The words of the deal engine for a belief.
fn belief_label(key: &str) -> &str {
    belief(key).map_or(key, |spec| spec.label)
}

fn id(text: &str) -> Option<Uuid> {
    Uuid::from_str(text).ok()
}

/// The form of the file: `player/<id>/fact/wage`.
impl fmt::Display for FieldRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Head(field) => write!(f, "head/{}", field.key()),
            Self::Player(player, field) => write!(f, "player/{player}/field/{}", field.key()),
            Self::Fact(player, key) => write!(f, "player/{player}/fact/{}", key.key()),
            Self::Spell(player, row) => write!(f, "player/{player}/spell/{row}"),
            Self::Transfer(player, row) => write!(f, "player/{player}/transfer/{row}"),
            Self::Valuation(player, row) => write!(f, "player/{player}/valuation/{row}"),
            Self::Season(player, row) => write!(f, "player/{player}/season/{row}"),
            Self::Training(player, row) => write!(f, "player/{player}/training/{row}"),
            Self::Source(source) => write!(f, "source/{source}"),
            Self::Round(negotiation, row) => write!(f, "negotiation/{negotiation}/round/{row}"),
            Self::Negotiation(negotiation) => write!(f, "negotiation/{negotiation}"),
            Self::Package(negotiation, id) => write!(f, "negotiation/{negotiation}/package/{id}"),
            Self::Term(negotiation, id, field) => {
                let key = field.key();
                write!(f, "negotiation/{negotiation}/package/{id}/term/{key}")
            }
            Self::AddOn(negotiation, id, row) => {
                write!(f, "negotiation/{negotiation}/package/{id}/add_on/{row}")
            }
            Self::Belief(negotiation, key) => write!(f, "negotiation/{negotiation}/belief/{key}"),
            Self::Slot(slot) => write!(f, "slot/{slot}"),
            Self::Window(window) => write!(f, "window/{window}"),
            Self::Rate(rate) => write!(f, "rate/{rate}"),
            Self::Statement(statement) => write!(f, "statement/{statement}"),
            Self::Comparison(comparison) => write!(f, "comparison/{comparison}"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl Serialize for FieldRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FieldRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Ok(Self::parse(&text).unwrap_or_else(|| Self::Other(text.into_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_survive_the_file_and_unknown_ones_are_kept() {
        let player = PlayerId(Uuid::from_u128(7));
        let row = Uuid::from_u128(8);
        for field in [
            FieldRef::Head(HeadField::Question),
            FieldRef::Player(player, PlayerField::Stage),
            FieldRef::Fact(player, FactKey::Wage),
            FieldRef::Spell(player, SpellId(row)),
            FieldRef::Round(NegotiationId(row), RoundId(row)),
            FieldRef::Negotiation(NegotiationId(row)),
            FieldRef::Package(NegotiationId(row), PackageId(row)),
            FieldRef::Term(NegotiationId(row), PackageId(row), TermField::SellOn),
            FieldRef::AddOn(NegotiationId(row), PackageId(row), AddOnId(row)),
            FieldRef::Belief(NegotiationId(row), "p_renew".to_owned()),
            FieldRef::Comparison(ComparisonId(row)),
            FieldRef::Other("player/of/tomorrow".to_owned()),
        ] {
            let text = serde_json::to_string(&field).unwrap();
            assert_eq!(
                serde_json::from_str::<FieldRef>(&text).unwrap(),
                field,
                "{text}"
            );
        }
    }
}
