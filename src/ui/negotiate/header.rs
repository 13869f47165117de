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
    let width = ui.available_width();
    let fit = Fit::ALL
        .into_iter()
        .find(|fit| needed(ui, page, *fit) <= width);
    let row = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = space::XS;
        ui.horizontal(|ui| {
            left_ui(ui, page, fit.unwrap_or(Fit::LAST));
            if let Some(fit) = fit {
                right_ui(ui, page, fit);
            }
        });
        if fit.is_none() {
            // In two rows nothing lies over anything.
            ui.horizontal(|ui| right_ui(ui, page, Fit::LAST));
        }
    });
    let bottom = row.response.rect.bottom() + 2.0;
    ui.painter()
        .hline(ui.max_rect().x_range(), bottom, t.strong_rule());
    ui.add_space(space::S);
}

/// Which words of the header are short; they shorten in this order.
#[derive(Clone, Copy, Debug, Default)]
struct Fit {
    confidential: bool,
    chair: bool,
    sheet: bool,
}

impl Fit {
    const LAST: Self = Self {
        confidential: true,
        chair: true,
        sheet: true,
    };
    const ALL: [Self; 4] = [
        Self {
            confidential: false,
            chair: false,
            sheet: false,
        },
        Self {
            confidential: true,
            chair: false,
            sheet: false,
        },
        Self {
            confidential: true,
            chair: true,
            sheet: false,
        },
        Self::LAST,
    ];
}

/// The width of the header with these words, a little on the safe side.
fn needed(ui: &egui::Ui, page: &Page<'_>, fit: Fit) -> f32 {
    const EDGES: f32 = 20.0;
    const CHEVRON: f32 = 16.0;
    let ink = Tokens::of(ui).text;
    let width = |words: &str, kind| paint::line(ui, words, kind, ink, f32::INFINITY).size().x;
    let negotiation = &page.shown.negotiation;
    let club = |club: &str, word: &str| {
        let words = if club.is_empty() { word } else { club };
        width(words, Type::Body).min(180.0) + EDGES
    };
    let (us, them) = chair::chair_words(page, fit.chair);
    let confidential = chair::confidential_words(page.state.lets_out, fit.confidential);
    let sheet = if fit.sheet {
        sheet::COPY_SHORT
    } else {
        sheet::COPY
    };
    22.0 + width(&page.shown.player.name, Type::Strong)
        + EDGES
        + CHEVRON
        + club(&negotiation.seller, "Selling club")
        + club(&negotiation.buyer, "Buying club")
        + if negotiation.closed { 70.0 } else { 0.0 }
        + width("to", Type::Body)
        + width(confidential, Type::Note)
        + width(&us, Type::Strong)
        + width(&them, Type::Strong)
        + width(sheet, Type::Body)
        + width(ledger::record_words(page), Type::Strong)
        + CHEVRON
        + 5.0 * EDGES
        + 8.0 * space::S
}

fn left_ui(ui: &mut egui::Ui, page: &mut Page<'_>, fit: Fit) {
    let t = Tokens::of(ui);
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
    if ui.available_width() > 90.0 {
        chair::confidential_ui(ui, page, fit.confidential);
    }
}

fn right_ui(ui: &mut egui::Ui, page: &mut Page<'_>, fit: Fit) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        ledger::record_button_ui(ui, page);
        sheet::sheet_ui(ui, page, fit.sheet);
        chair::chair_ui(ui, page, fit.chair);
    });
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
