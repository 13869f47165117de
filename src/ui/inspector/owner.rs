//! To whom and to what an inspected value belongs.

use crate::domain::field::FieldRef;
use crate::domain::id::{NegotiationId, PackageId, PlayerId};
use crate::ui::ViewCtx;
use crate::ui::state::Inspected;

/// The player and the negotiation that a screen shows; none where it shows several.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Owner {
    pub player: Option<PlayerId>,
    pub negotiation: Option<NegotiationId>,
}

/// True if what is inspected is still there and is of what the screen shows.
pub(super) fn is_of(ctx: &ViewCtx<'_>, inspected: &Inspected, shown: Owner) -> bool {
    let (player, negotiation) = match inspected {
        Inspected::Metric(_) => return true,
        Inspected::Field(field) => (field.player(), field.negotiation()),
        Inspected::Figure(id, _) => (None, Some(*id)),
        Inspected::Cell(player, _)
        | Inspected::SquadPlace(player)
        | Inspected::Compared(_, player) => (Some(*player), None),
    };
    let over = match negotiation {
        Some(id) => match ctx.dossier.negotiations.get(&id) {
            Some(found) => Some(found.player),
            None => return false,
        },
        None => None,
    };
    let is_there = player.is_none_or(|id| ctx.dossier.player(id).is_some());
    let of = player.or(over);
    let is_his = shown.player.is_none() || of.is_none() || of == shown.player;
    let of_talks =
        shown.negotiation.is_none() || negotiation.is_none() || negotiation == shown.negotiation;
    is_there && is_his && of_talks
}

/// Whose a field is: a player, with the package where it is a term; else the dossier.
pub(super) fn whose(ctx: &ViewCtx<'_>, field: &FieldRef) -> String {
    let player = |id: PlayerId| ctx.dossier.player(id).map(|player| player.short_name());
    if let Some(name) = field.player().and_then(player) {
        return name.to_owned();
    }
    let Some(id) = field.negotiation() else {
        return "Dossier".to_owned();
    };
    let package = match field {
        FieldRef::Package(_, package) | FieldRef::Term(_, package, _) => Some(*package),
        FieldRef::AddOn(_, package, _) => Some(*package),
        _ => None,
    };
    of_negotiation(ctx, id, package)
}

/// `Konaté, package A, bridge`.
pub(super) fn of_negotiation(
    ctx: &ViewCtx<'_>,
    id: NegotiationId,
    package: Option<PackageId>,
) -> String {
    let Some(negotiation) = ctx.dossier.negotiations.get(&id) else {
        return "Dossier".to_owned();
    };
    let name = ctx
        .dossier
        .player(negotiation.player)
        .map_or("Negotiation", |player| player.short_name());
    let package = package.and_then(|id| negotiation.packages.iter().find(|it| it.id == id));
    match package {
        Some(package) => format!("{name}, package {}", package.name),
        None => name.to_owned(),
    }
}
