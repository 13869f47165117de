//! The screen before there is a negotiation: over whom it would be.

use std::sync::Arc;

use eframe::egui;

use crate::domain::edit::{Edit, NegotiationEdit};
use crate::domain::negotiation::Negotiation;
use crate::domain::player::{Player, Role};
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::{Floating, ViewState};
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::rows::{empty_state, section_heading};

/// The targets over whom a negotiation can start.
pub fn start_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    section_heading(ui, "Negotiate", "");
    let players = without_negotiation(ctx);
    if players.is_empty() {
        let words = "A negotiation is over a target. Add the player whom you might sign; his contract end then sets the clock, \
                     and the ask, your bid and what you believe give the room to agree.";
        if empty_state(ui, "No target yet", words, Some("Add a player")) {
            view.floating = Some(Floating::AddPlayer(String::new()));
        }
        return;
    }
    let words = "Choose a target. Then enter the ask and the bid as they are reported, a package, and what both sides believe. \
                 The screen shows whether there is room to agree, what each package is worth to each side, and whether to wait.";
    empty_state(ui, "No negotiation yet", words, None);
    ui.add_space(space::M);
    for player in players {
        ui.horizontal(|ui| {
            let words = format!("Negotiate over {}", player.name);
            if quiet_button(ui, &words).clicked() {
                start(ctx, player, view, out);
            }
            let club = player.club().unwrap_or("no club entered");
            ui.label(Type::Note.rich(club).color(Tokens::of(ui).text3));
        });
    }
}

/// Targets and benchmarks over whom no negotiation is open.
pub fn without_negotiation<'a>(ctx: &ViewCtx<'a>) -> Vec<&'a Arc<Player>> {
    let open = |player: &Player| {
        let found = ctx.dossier.negotiation_over(player.id);
        found.is_some_and(|negotiation| !negotiation.closed)
    };
    let mut players = ctx.dossier.players_of(&Role::Target);
    players.extend(ctx.dossier.players_of(&Role::Benchmark));
    players.retain(|player| !open(player));
    players
}

/// Starts a negotiation between his club and ours, and shows it.
pub fn start(ctx: &ViewCtx<'_>, player: &Player, view: &mut ViewState, out: &mut Commands) {
    let (seller, buyer) = (player.club().unwrap_or(""), &ctx.dossier.head.our_club);
    let negotiation = Negotiation::new(ctx.new_id(), player.id, seller, buyer);
    view.negotiation = Some(negotiation.id);
    let id = negotiation.id;
    out.edit(Edit::Negotiation(id, NegotiationEdit::Start(negotiation)));
}
