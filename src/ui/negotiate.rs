//! Negotiate: the price of one player, both sides of it. Clock and range bar stay in sight; below
//! them the terms at the left, at the right what they are worth, and the ledger of offers.

mod beliefs;
mod brief;
mod chair;
mod clock;
mod explain;
mod header;
mod later;
mod ledger;
mod packages;
mod range;
mod room;
mod sheet;
mod shown;
mod solve;
mod start;
mod terms;
mod worth;

pub use self::brief::{Room, brief_ui, room_of};
pub use self::explain::inspector_ui;
pub use self::shown::{Aside, NegotiateState, Shown};

use eframe::egui;

use super::ViewCtx;
use super::state::ViewState;
use super::tokens::{Tokens, Type, space};
use super::widgets::choice::choice;
use crate::editor::action::Action;
use crate::editor::command::Commands;

/// Widths from which the page has three columns, or two.
const THREE_COLUMNS: f32 = 1180.0;
const TWO_COLUMNS: f32 = 820.0;
/// The columns at the right of a wide page.
const WORTH: f32 = 328.0;
const LATER: f32 = 356.0;
/// The terms in a narrow page.
const TERMS: f32 = 528.0;

/// The screen.
pub fn negotiate_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let inset = if ctx.narrow { space::M } else { space::L };
    let Some(shown) = view.negotiate.current(ctx) else {
        egui::Frame::new()
            .inner_margin(inset)
            .show(ui, |ui| start::start_ui(ui, ctx, view, out));
        return;
    };
    let frame = egui::Frame::new().inner_margin(egui::Margin {
        left: inset as i8,
        right: inset as i8,
        top: space::S as i8,
        bottom: space::S as i8,
    });
    egui::Panel::top("negotiate-head")
        .frame(frame)
        .resizable(false)
        .show(ui, |ui| {
            header::header_ui(ui, ctx, &shown, view, out);
            clock::clock_ui(ui, ctx, &shown, view, out);
            range::range_ui(ui, ctx, &shown, view);
        });
    egui::CentralPanel::default()
        .frame(egui::Frame::new())
        .show(ui, |ui| {
            egui::ScrollArea::vertical()
                .id_salt(("negotiate", shown.negotiation.id))
                .auto_shrink(false)
                .show(ui, |ui| {
                    egui::Frame::new().inner_margin(inset).show(ui, |ui| {
                        ui.push_id(shown.negotiation.id, |ui| {
                            trouble_ui(ui, &shown);
                            page_ui(ui, ctx, &shown, view, out);
                        });
                    });
                    keep_focus_in_sight(ui, view);
                });
        });
}

/// Carries out an action of the table that concerns the negotiation on the screen.
pub fn perform(action: Action, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let Some(shown) = view.negotiate.current(ctx) else {
        return;
    };
    match action {
        Action::AddPackage => packages::add(ctx, &shown, view, out),
        Action::RecordOffer => ledger::record_chosen(ctx, &shown, view, out),
        Action::AddRow => {
            view.negotiate.row = Some(ledger::RowDraft::new(ctx));
            view.negotiate.aside = Aside::Ledger;
        }
        _ => {}
    }
}

/// Scrolls to what Tab has gone to, where that is out of sight.
fn keep_focus_in_sight(ui: &egui::Ui, view: &mut ViewState) {
    let focused = ui.memory(|memory| memory.focused());
    let moved = std::mem::replace(&mut view.negotiate.focused, focused) != focused;
    // Who points at something sees it; asking for its response now would take its focus.
    if !moved || ui.input(|input| input.pointer.any_down() || input.pointer.any_released()) {
        return;
    }
    let response = focused.and_then(|id| ui.ctx().read_response(id));
    let Some(response) = response else { return };
    let seen = response.interact_rect;
    let hidden = !seen.is_positive() || seen.height() + 1.0 < response.rect.height();
    if hidden {
        ui.scroll_to_rect(response.rect.expand(space::L), None);
    }
}

/// Why the engine can reckon nothing, where that is so; the rest stays to be edited.
fn trouble_ui(ui: &mut egui::Ui, shown: &Shown) {
    if let Some(why) = &shown.reckoning.trouble {
        let words = format!("Nothing can be reckoned yet. {why}");
        let t = Tokens::of(ui);
        ui.add(egui::Label::new(Type::Body.rich(words).color(t.error)).wrap());
        ui.add_space(space::S);
    }
}

type Part = fn(&mut egui::Ui, &ViewCtx<'_>, &Shown, &mut ViewState, &mut Commands);

fn page_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let width = ui.available_width();
    let is_wide = width >= THREE_COLUMNS;
    if is_wide {
        let terms = width - WORTH - LATER - 2.0 * space::XL;
        let first: [Column<'_>; 3] = [
            (terms, &[terms_column]),
            (WORTH, &[worth::worth_ui, later::paths_ui]),
            (LATER, &[later::later_ui]),
        ];
        columns_ui(ui, ctx, shown, view, out, &first);
        ledger::ledger_ui(ui, ctx, shown, view, out);
        ui.add_space(space::XL);
        let third = (width - 2.0 * space::XL) / 3.0;
        let below: [Column<'_>; 3] = [
            (third, &[beliefs::beliefs_ui]),
            (third, &[room::room_ui, worth::rules_ui]),
            (third, &[worth::books_ui, later::precedents_ui]),
        ];
        columns_ui(ui, ctx, shown, view, out, &below);
    } else if width >= TWO_COLUMNS {
        let right = width - TERMS - space::XL;
        let two: [Column<'_>; 2] = [(TERMS, &[terms_column]), (right, &[aside_ui])];
        columns_ui(ui, ctx, shown, view, out, &two);
    } else {
        columns_ui(
            ui,
            ctx,
            shown,
            view,
            out,
            &[(width, &[terms_column, aside_ui])],
        );
    }
}

type Column<'a> = (f32, &'a [Part]);

/// Parts one below the other.
fn parts_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
    parts: &[Part],
) {
    let spacing = ui.spacing().item_spacing;
    for part in parts {
        ui.spacing_mut().item_spacing = spacing;
        part(ui, ctx, shown, view, out);
        ui.add_space(space::XL);
    }
    ui.spacing_mut().item_spacing = spacing;
}

/// Columns side by side, the parts of each one below the other.
fn columns_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
    columns: &[Column<'_>],
) {
    let inner = ui.spacing().item_spacing;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for (idx, (width, parts)) in columns.iter().enumerate() {
            ui.push_id(idx, |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing = inner;
                    ui.set_width(*width);
                    parts_ui(ui, ctx, shown, view, out, parts);
                });
            });
        }
    });
}

fn terms_column(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    terms::terms_ui(ui, ctx, shown, view, out);
    ui.add_space(space::M);
    solve::solve_ui(ui, ctx, shown, view, out);
    ui.add_space(space::L);
    packages::cash_ui(ui, ctx, shown, view);
}

/// The right side of a narrow page: one of its parts.
fn aside_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let items: Vec<(Aside, &str)> = Aside::ALL
        .iter()
        .map(|aside| (*aside, aside.label()))
        .collect();
    choice(ui, "Right side", &items, &mut view.negotiate.aside);
    ui.add_space(space::S);
    match view.negotiate.aside {
        Aside::Worth => {
            parts_ui(ui, ctx, shown, view, out, &[worth::worth_ui, room::room_ui]);
            parts_ui(
                ui,
                ctx,
                shown,
                view,
                out,
                &[worth::books_ui, worth::rules_ui],
            );
        }
        Aside::Later => {
            parts_ui(
                ui,
                ctx,
                shown,
                view,
                out,
                &[later::later_ui, later::paths_ui],
            );
            parts_ui(ui, ctx, shown, view, out, &[later::precedents_ui]);
        }
        Aside::Beliefs => beliefs::beliefs_ui(ui, ctx, shown, view, out),
        Aside::Ledger => ledger::ledger_ui(ui, ctx, shown, view, out),
    }
}
