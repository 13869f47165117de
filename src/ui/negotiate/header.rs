//! Over whom, between which clubs, and what can be done with it.

use eframe::egui;
use egui::{Align, Layout, Sense, Vec2};

use super::{Shown, chair, ledger, sheet, start};
use crate::domain::dossier::RecordRef;
use crate::domain::edit::{Edit, NegotiationEdit};
use crate::domain::field::FieldRef;
use crate::domain::player::Role;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::chart::player_mark;
use crate::ui::widgets::chip::chip;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};
use crate::ui::widgets::menu::{menu_below, menu_item};
use crate::ui::widgets::paint;

/// The header, with a rule below.
pub fn header_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    let row = ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL + space::XS);
        if let Some(slot) = ctx.slot(shown.player.id) {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(14.0), Sense::hover());
            let filled = shown.player.role != Role::Own;
            player_mark(ui.painter(), rect.center(), 12.0, slot, filled, t);
        }
        whom_ui(ui, ctx, shown, view, out);
        clubs_ui(ui, shown, view, out);
        ui.add_space(space::S);
        if shown.negotiation.closed {
            chip(ui, "closed");
        }
        if ui.available_width() > 420.0 {
            chair::confidential_ui(ui, view);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ledger::record_button_ui(ui, ctx, shown, view, out);
            sheet::sheet_ui(ui, ctx, shown, view);
            chair::chair_ui(ui, ctx, shown, view);
        });
    });
    let bottom = row.response.rect.bottom() + 2.0;
    ui.painter()
        .hline(ui.max_rect().x_range(), bottom, t.strong_rule());
    ui.add_space(space::S);
}

/// The player; a list of the others opens below.
fn whom_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let button = Button::bare(&shown.player.name)
        .strong()
        .chevron()
        .hint("Choose over whom")
        .ui(ui);
    view.follow(&FieldRef::Negotiation(shown.negotiation.id), &button);
    menu_below(&button, |ui| {
        ui.set_min_width(240.0);
        for negotiation in ctx.dossier.negotiations.values() {
            let Some(player) = ctx.dossier.player(negotiation.player) else {
                continue;
            };
            let aside = if negotiation.closed { "closed" } else { "" };
            if menu_item(ui, &player.name, aside).clicked() {
                view.negotiate.chosen = Some(negotiation.id);
                view.negotiate.package = None;
                ui.close();
            }
        }
        ui.separator();
        for player in start::without_negotiation(ctx) {
            let words = format!("Start a negotiation over {}", player.name);
            if menu_item(ui, &words, "").clicked() {
                start::start(ctx, player, view, out);
                ui.close();
            }
        }
        let id = shown.negotiation.id;
        let words = if shown.negotiation.closed {
            "Take this negotiation up again"
        } else {
            "Close this negotiation"
        };
        if menu_item(ui, words, "").clicked() {
            let closed = !shown.negotiation.closed;
            out.edit(Edit::Negotiation(id, NegotiationEdit::SetClosed(closed)));
            ui.close();
        }
        if menu_item(ui, "Remove this negotiation", "").clicked() {
            out.edit(Edit::Remove(RecordRef::Negotiation(id)));
            ui.close();
        }
    });
}

fn clubs_ui(ui: &mut egui::Ui, shown: &Shown, view: &mut ViewState, out: &mut Commands) {
    let t = Tokens::of(ui);
    ui.spacing_mut().item_spacing.x = space::XS;
    let negotiation = &shown.negotiation;
    if let Some(club) = club_field(ui, "Selling club", &negotiation.seller, view, shown) {
        let edit = NegotiationEdit::SetSeller(club);
        out.edit(Edit::Negotiation(negotiation.id, edit));
    }
    ui.label(Type::Body.rich("to").color(t.text2));
    if let Some(club) = club_field(ui, "Buying club", &negotiation.buyer, view, shown) {
        let edit = NegotiationEdit::SetBuyer(club);
        out.edit(Edit::Negotiation(negotiation.id, edit));
    }
}

fn club_field(
    ui: &mut egui::Ui,
    label: &str,
    club: &str,
    view: &mut ViewState,
    shown: &Shown,
) -> Option<String> {
    let t = Tokens::of(ui);
    let words = if club.is_empty() { label } else { club };
    let width = paint::line(ui, words, Type::Body, t.text, 180.0).size().x + 14.0;
    let field = DraftField::new(label, club)
        .hint(label)
        .plain()
        .width(width)
        .error_place(ErrorPlace::Elsewhere);
    let field = field.ui(ui, |text| Ok(text.trim().to_owned()));
    if field.response.gained_focus() {
        view.inspected = Some(FieldRef::Negotiation(shown.negotiation.id));
    }
    field.committed
}
