//! Over whom, between which clubs, and what can be done with it.

use eframe::egui;
use egui::{Align, Layout, Sense, Vec2};

use super::{Page, chair, ledger, sheet, start};
use crate::domain::dossier::RecordRef;
use crate::domain::edit::{Edit, NegotiationEdit};
use crate::domain::field::FieldRef;
use crate::domain::player::Role;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::chart::player_mark;
use crate::ui::widgets::chip::chip;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};
use crate::ui::widgets::menu::{menu_below, menu_item};
use crate::ui::widgets::paint;

/// The header, with a rule below.
pub fn header_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let t = Tokens::of(ui);
    let row = ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL + space::XS);
        if let Some(slot) = page.ctx.slot(page.shown.player.id) {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(14.0), Sense::hover());
            let filled = page.shown.player.role != Role::Own;
            player_mark(ui.painter(), rect.center(), 12.0, slot, filled, t);
        }
        whom_ui(ui, page);
        clubs_ui(ui, page);
        ui.add_space(space::S);
        if page.shown.negotiation.closed {
            chip(ui, "closed");
        }
        if ui.available_width() > 420.0 {
            chair::confidential_ui(ui, page);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            ledger::record_button_ui(ui, page);
            sheet::sheet_ui(ui, page);
            chair::chair_ui(ui, page);
        });
    });
    let bottom = row.response.rect.bottom() + 2.0;
    ui.painter()
        .hline(ui.max_rect().x_range(), bottom, t.strong_rule());
    ui.add_space(space::S);
}

/// The player; a list of the others opens below.
fn whom_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let button = Button::bare(&page.shown.player.name)
        .strong()
        .chevron()
        .hint("Choose over whom")
        .ui(ui);
    page.view
        .follow(&FieldRef::Negotiation(page.shown.negotiation.id), &button);
    menu_below(&button, |ui| {
        ui.set_min_width(240.0);
        for negotiation in page.ctx.dossier.negotiations.values() {
            let Some(player) = page.ctx.dossier.player(negotiation.player) else {
                continue;
            };
            let aside = if negotiation.closed { "closed" } else { "" };
            if menu_item(ui, &player.name, aside).clicked() {
                page.view.negotiation = Some(negotiation.id);
                page.state.package = None;
                ui.close();
            }
        }
        ui.separator();
        for player in start::without_negotiation(page.ctx) {
            let words = format!("Start a negotiation over {}", player.name);
            if menu_item(ui, &words, "").clicked() {
                start::start(page.ctx, player, page.view, page.out);
                ui.close();
            }
        }
        let id = page.shown.negotiation.id;
        let words = if page.shown.negotiation.closed {
            "Take this negotiation up again"
        } else {
            "Close this negotiation"
        };
        if menu_item(ui, words, "").clicked() {
            let closed = !page.shown.negotiation.closed;
            page.edit(NegotiationEdit::SetClosed(closed));
            ui.close();
        }
        if menu_item(ui, "Remove this negotiation", "").clicked() {
            page.out.edit(Edit::Remove(RecordRef::Negotiation(id)));
            ui.close();
        }
    });
}

fn clubs_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let t = Tokens::of(ui);
    ui.spacing_mut().item_spacing.x = space::XS;
    let negotiation = &page.shown.negotiation;
    if let Some(club) = club_field(ui, "Selling club", &negotiation.seller, page) {
        let edit = NegotiationEdit::SetSeller(club);
        page.edit(edit);
    }
    ui.label(Type::Body.rich("to").color(t.text2));
    if let Some(club) = club_field(ui, "Buying club", &negotiation.buyer, page) {
        let edit = NegotiationEdit::SetBuyer(club);
        page.edit(edit);
    }
}

fn club_field(ui: &mut egui::Ui, label: &str, club: &str, page: &mut Page<'_>) -> Option<String> {
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
        page.view
            .inspect(&FieldRef::Negotiation(page.shown.negotiation.id));
    }
    field.committed
}
