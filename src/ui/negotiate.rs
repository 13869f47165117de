//! Negotiate: the price of one player, both sides of it. Clock and range bar stay in sight; below
//! them the terms at the left, at the right what they are worth, and the ledger of offers.

mod advice;
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
mod solve;
mod start;
mod state;
mod terms;
mod worth;

pub use self::advice::Advice;
pub use self::brief::{Room, brief_ui, room_of};
pub use self::range::clicked as bar_clicked;
pub use self::state::{Aside, NegotiateState};

use eframe::egui;

use super::ViewCtx;
use super::reckoned::{Shown, Subject};
use super::state::{Inspected, ViewState};
use super::tokens::{Tokens, Type, size, space};
use super::widgets::choice::choice;
use crate::domain::edit::{Edit, NegotiationEdit};
use crate::domain::package::Package;
use crate::domain::talks::term_sheet::Reader;
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

/// The screen in one frame: what its parts read, what they may change, and where they ask for
/// more.
struct Page<'a> {
    ctx: &'a ViewCtx<'a>,
    shown: &'a Shown,
    state: &'a mut NegotiateState,
    view: &'a mut ViewState,
    out: &'a mut Commands,
}

impl<'a> Page<'a> {
    /// Asks for a change of the negotiation.
    fn edit(&mut self, edit: NegotiationEdit) {
        let edit = Edit::Negotiation(self.shown.negotiation.id, edit);
        self.out.edit(edit);
    }

    /// Lets the inspector explain a figure.
    fn explain(&mut self, subject: Option<Subject>) {
        let id = self.shown.negotiation.id;
        self.view.inspected = subject.map(|subject| Inspected::Figure(id, subject));
    }

    /// Opens the inspector on a figure that was clicked.
    fn ask(&mut self, subject: Subject) {
        if !self.view.wants_inspector() {
            // The page may now have two columns in place of three: the one that was clicked stays.
            self.state.aside = Aside::of(subject).unwrap_or(self.state.aside);
            self.state.keep = Some(subject);
        }
        let id = self.shown.negotiation.id;
        self.view.ask(Inspected::Figure(id, subject));
    }

    /// The package that is worked on, with its place.
    fn package(&self) -> Option<(usize, &'a Package)> {
        let idx = self.chosen()?;
        Some((idx, self.shown.negotiation.packages.get(idx)?))
    }

    /// The place of the package that is worked on.
    fn chosen(&self) -> Option<usize> {
        self.state.chosen_package(self.shown)
    }
}

/// The screen.
pub fn negotiate_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut NegotiateState,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let inset = if ctx.narrow { space::M } else { space::L };
    if let Some(field) = view.leads_to.take() {
        state.turn_to(&field);
    }
    view.reckonings.chosen = state.package;
    let Some(shown) = view.reckonings.current(ctx, view.negotiation) else {
        egui::Frame::new()
            .inner_margin(inset)
            .show(ui, |ui| start::start_ui(ui, ctx, view, out));
        return;
    };
    let page = &mut Page {
        ctx,
        shown: &shown,
        state,
        view,
        out,
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
            header::header_ui(ui, page);
            ledger::send_ui(ui, page);
            advice::advice_ui(ui, page);
            clock::clock_ui(ui, page);
            range::range_ui(ui, page);
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
                            page_ui(ui, page);
                        });
                    });
                    keep_focus_in_sight(ui, page);
                });
        });
}

/// Carries out an action of the table that concerns the negotiation on the screen.
pub fn perform(
    ui: &egui::Ui,
    action: Action,
    ctx: &ViewCtx<'_>,
    state: &mut NegotiateState,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let Some(shown) = view.reckonings.current(ctx, view.negotiation) else {
        return;
    };
    let page = &mut Page {
        ctx,
        shown: &shown,
        state,
        view,
        out,
    };
    match action {
        Action::AddPackage => packages::add(page),
        Action::RecordOffer => ledger::record_chosen(page),
        Action::AddRow => {
            page.state.row = Some(ledger::RowDraft::new(ctx));
            page.state.aside = Aside::Ledger;
        }
        Action::CopySheetForClub => sheet::copy(ui, page, Reader::Club),
        Action::CopySheetForPlayer => sheet::copy(ui, page, Reader::Player),
        Action::CopySheetForUs => sheet::copy(ui, page, Reader::Both),
        _ => {}
    }
}

/// Scrolls to what Tab has gone to, where that is out of sight.
fn keep_focus_in_sight(ui: &egui::Ui, page: &mut Page<'_>) {
    let focused = ui.memory(|memory| memory.focused());
    let moved = std::mem::replace(&mut page.state.focused, focused) != focused;
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
        Type::Body.wrapped(ui, words, t.error);
        ui.add_space(space::S);
    }
}

type Part = fn(&mut egui::Ui, &mut Page<'_>);
type Column<'a> = (f32, &'a [Part]);

fn page_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let width = ui.available_width().min(size::PAGE);
    ui.set_max_width(width);
    if width >= THREE_COLUMNS {
        let terms = width - WORTH - LATER - 2.0 * space::XL;
        let first: [Column<'_>; 3] = [
            (terms, &[terms_only]),
            (WORTH, &[worth::worth_ui]),
            (LATER, &[later::later_ui]),
        ];
        columns_ui(ui, page, &first);
        ledger::ledger_ui(ui, page);
        ui.add_space(space::XL);
        let third = (width - 2.0 * space::XL) / 3.0;
        let below: [Column<'_>; 3] = [
            (third, &[beliefs::beliefs_ui]),
            (third, &[room::room_ui, later::paths_ui, worth::rules_ui]),
            (
                third,
                &[packages::cash_ui, worth::books_ui, later::precedents_ui],
            ),
        ];
        columns_ui(ui, page, &below);
    } else if width >= TWO_COLUMNS {
        let right = width - TERMS - space::XL;
        columns_ui(ui, page, &[(TERMS, &[terms_column]), (right, &[aside_ui])]);
    } else {
        columns_ui(ui, page, &[(width, &[terms_column, aside_ui])]);
    }
}

/// Parts one below the other.
fn parts_ui(ui: &mut egui::Ui, page: &mut Page<'_>, parts: &[Part]) {
    let spacing = ui.spacing().item_spacing;
    for part in parts {
        ui.spacing_mut().item_spacing = spacing;
        part(ui, page);
        ui.add_space(space::XL);
    }
    ui.spacing_mut().item_spacing = spacing;
}

/// Columns side by side, the parts of each one below the other.
fn columns_ui(ui: &mut egui::Ui, page: &mut Page<'_>, columns: &[Column<'_>]) {
    let inner = ui.spacing().item_spacing;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for (idx, (width, parts)) in columns.iter().enumerate() {
            ui.push_id(idx, |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing = inner;
                    ui.set_width(*width);
                    parts_ui(ui, page, parts);
                });
            });
        }
    });
}

fn terms_only(ui: &mut egui::Ui, page: &mut Page<'_>) {
    terms::terms_ui(ui, page);
    ui.add_space(space::M);
    solve::solve_ui(ui, page);
}

fn terms_column(ui: &mut egui::Ui, page: &mut Page<'_>) {
    terms_only(ui, page);
    ui.add_space(space::L);
    packages::cash_ui(ui, page);
}

/// The right side of a narrow page: one of its parts.
fn aside_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let items = Aside::ALL.map(|aside| (aside, aside.label()));
    choice(ui, "Right side", &items, &mut page.state.aside);
    ui.add_space(space::S);
    match page.state.aside {
        Aside::Worth => {
            let parts: [Part; 4] = [
                worth::worth_ui,
                room::room_ui,
                worth::books_ui,
                worth::rules_ui,
            ];
            parts_ui(ui, page, &parts);
        }
        Aside::Later => {
            let parts: [Part; 3] = [later::later_ui, later::paths_ui, later::precedents_ui];
            parts_ui(ui, page, &parts);
        }
        Aside::Beliefs => beliefs::beliefs_ui(ui, page),
        Aside::Ledger => ledger::ledger_ui(ui, page),
    }
}
