//! A target who plays for us already, and how much a finding weighs in the decision: whose it is,
//! and what it is about.

use super::{FindingContext, Log, Mend};
use crate::domain::fact::FactGroup;
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::id::PlayerId;
use crate::domain::player::{Player, Role};
use crate::domain::text::clubs_alike;

pub(super) fn check(player: &Player, ctx: &FindingContext<'_>, out: &mut Log<'_>) {
    if player.role != Role::Target || !player.plays_for(ctx.our_club) {
        return;
    }
    let text = format!(
        "{} plays for us and is still a target.",
        player.short_name()
    );
    let field = FieldRef::Player(player.id, PlayerField::Role);
    out.add_mended(Mend::MakeOurs(player.id), field, "role", text);
}

impl Player {
    /// True if his club is this one.
    pub fn plays_for(&self, club: &str) -> bool {
        let known = self.club().filter(|_| !club.trim().is_empty());
        known.is_some_and(|known| clubs_alike(known, club))
    }
}

/// Whose a finding is, the most important for the decision first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Whose {
    /// The target that the case is about.
    Lead,
    /// Another target.
    Target,
    /// The case as a whole: head, windows, squad places.
    Case,
    /// One of ours, or somebody to compare with.
    Known,
    /// Anybody else.
    Other,
}

impl Whose {
    pub(super) fn of(player: &Player, lead: Option<PlayerId>) -> Self {
        match player.role {
            _ if Some(player.id) == lead => Self::Lead,
            Role::Target => Self::Target,
            Role::Own | Role::Benchmark => Self::Known,
            Role::Pool | Role::Other(_) => Self::Other,
        }
    }
}

/// What a finding is about, the most important for the decision first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Matter {
    /// Whether there is anything to decide on him.
    Whether,
    /// Price, contract and rules of the deal.
    Money,
    /// How much he can play.
    Health,
    /// What he did so far.
    Career,
    /// Who he is.
    Person,
    /// The file itself.
    File,
}

impl Matter {
    pub(super) fn of(field: &FieldRef) -> Self {
        match field {
            FieldRef::Fact(_, key) if key.group() == FactGroup::Contract => Self::Money,
            FieldRef::Valuation(..)
            | FieldRef::Transfer(..)
            | FieldRef::Round(..)
            | FieldRef::Negotiation(_)
            | FieldRef::Package(..)
            | FieldRef::Term(..)
            | FieldRef::AddOn(..)
            | FieldRef::Belief(..)
            | FieldRef::Window(_) => Self::Money,
            FieldRef::Player(_, PlayerField::Role) => Self::Whether,
            FieldRef::Spell(..) | FieldRef::Player(_, PlayerField::Coverage) => Self::Health,
            FieldRef::Season(..) | FieldRef::Training(..) => Self::Career,
            FieldRef::Fact(..) | FieldRef::Player(..) => Self::Person,
            FieldRef::Head(_)
            | FieldRef::Source(_)
            | FieldRef::Slot(_)
            | FieldRef::Rate(_)
            | FieldRef::Statement(_)
            | FieldRef::Comparison(_)
            | FieldRef::Other(_) => Self::File,
        }
    }
}
