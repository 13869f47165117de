//! The terms of the packages side by side. Each cell is edited where it stands; a sum can be
//! dragged; a term that differs from what was sent before is tinted.

mod cell;

use eframe::egui;
use egui::{Align, FocusDirection, Layout, Rect, Role, Sense, UiBuilder, WidgetInfo, pos2, vec2};

use super::{Page, Shown, packages};
use crate::domain::belief::BeliefKind;
use crate::domain::edit::{Edit, NegotiationEdit, PackageEdit};
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::field::FieldRef;
use crate::domain::figures::counted;
use crate::domain::negotiation::BeliefValue;
use crate::domain::package::Package;
use crate::domain::talks::term_table::TermRow;
use crate::domain::typed;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::choice::choice;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, error_line};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{empty_state, row_ground, section_heading_with};

/// A value with its mark.
pub const CELL: f32 = 104.0;
const LOCK: f32 = 20.0;
/// Rows as dense as those of what the packages are worth, so that both tables run together.
pub const ROW: f32 = size::DENSE_ROW;
/// The words before a row need at least this.
const LABEL: f32 = 150.0;
/// The worth of a term to both sides needs more than a value.
const WIDER: f32 = 32.0;
/// The belief on what the seller owes of this sale.
const OWED: &str = "sell_on_pct";
/// More packages beside each other are hard to compare.
const MOST: f32 = 4.0;

/// Which packages stand in the table, and how wide the words before them are.
#[derive(Clone)]
pub struct Columns {
    /// The width of the words.
    pub label: f32,
    /// Places of the packages, in their order.
    pub shown: std::ops::Range<usize>,
    /// True if more packages stand before or behind them.
    pub more: bool,
    /// True if there is room for the worth of each term of the package that is worked on.
    pub worth: bool,
    /// The width of that worth: two signed sums.
    pub worth_width: f32,
}

impl Columns {
    /// The width of the padlocks.
    pub fn lock(&self) -> f32 {
        LOCK
    }

    fn of(width: f32, count: usize, chosen: usize) -> Self {
        let room = ((width - LABEL - LOCK) / CELL).floor();
        let fit = room.clamp(1.0, MOST) as usize;
        let shown = fit.min(count);
        let first = (chosen + 1).saturating_sub(shown);
        let label = width - LOCK - CELL * fit as f32;
        let free = fit - shown;
        // With one free place the words make room for it.
        let wider = match free {
            1 => (label - LABEL).clamp(0.0, WIDER),
            _ => WIDER,
        };
        Self {
            label: if free == 1 { label - wider } else { label },
            shown: first..first + shown,
            more: shown < count,
            worth: free > 0,
            worth_width: CELL + wider,
        }
    }
}

/// The table.
pub fn terms_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let negotiation = &page.shown.negotiation;
    let chosen = page.chosen();
    let answering = negotiation
        .packages
        .iter()
        .any(|package| negotiation.base_of(package).is_some());
    let note = if answering {
        "changed terms are tinted"
    } else {
        ""
    };
    section_heading_with(ui, "Terms", note, |ui| {
        if chosen.is_some() {
            let items = [(false, "Terms"), (true, "Worth today")];
            choice(ui, "Show", &items, &mut page.state.worths);
            ui.add_space(space::S);
        }
        let t = Tokens::of(ui);
        let words = if page.state.worths {
            "to us / to them"
        } else {
            "padlock: do not solve"
        };
        ui.label(Type::Note.rich(words).color(t.text3));
    });
    let Some(chosen) = chosen else {
        none_ui(ui, page);
        return;
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    // A frame late: what was typed may have added rows.
    let goes_down = std::mem::take(&mut page.state.goes_down);
    let columns = Columns::of(ui.available_width(), negotiation.packages.len(), chosen);
    packages::header_ui(ui, page, &columns);
    let add_ons = negotiation.packages.iter();
    let add_ons = add_ons.map(|package| package.add_ons.len()).max();
    let rows = TermRow::of(&negotiation.packages);
    let is_folded = |row: &TermRow| {
        row.folds()
            && !negotiation
                .packages
                .iter()
                .any(|package| package.fills(*row))
    };
    let owed = negotiation
        .beliefs
        .get(OWED)
        .is_some_and(|owed| owed.value().is_some());
    page.state.unread.clear();
    let folded: Vec<TermRow> = rows.iter().copied().filter(is_folded).collect();
    let open = fold_is_open(ui, page, &folded);
    for row in rows.into_iter().filter(|row| open || !is_folded(row)) {
        let line = Line {
            row,
            label: row.label(add_ons.unwrap_or(0)),
            unit: unit(page.ctx, page.shown, row),
        };
        ui.push_id(row, |ui| {
            line.ui(ui, page, &columns);
        });
        if row == TermRow::SellOn && (open || owed) {
            owed_ui(ui, page, &columns);
        }
    }
    if owed && !open && folded.contains(&TermRow::SellOn) {
        owed_ui(ui, page, &columns);
    }
    fold_ui(ui, page, &folded, open);
    ui.add_space(space::S);
    if goes_down {
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Down));
    }
    if goes_down || page.state.goes_down {
        ui.ctx().request_repaint();
    }
}

/// True while the terms that no package has are listed; leading to one of them opens them.
fn fold_is_open(ui: &egui::Ui, page: &mut Page<'_>, folded: &[TermRow]) -> bool {
    if let Some(FieldRef::Term(id, _, term)) = &page.view.reveal
        && *id == page.shown.negotiation.id
        && folded.iter().any(|row| row.term() == *term)
    {
        page.state.all_terms = true;
        ui.ctx().request_repaint();
    }
    page.state.all_terms
}

fn fold_ui(ui: &mut egui::Ui, page: &mut Page<'_>, folded: &[TermRow], open: bool) {
    if folded.is_empty() {
        return;
    }
    let t = Tokens::of(ui);
    let mut names: Vec<String> = Vec::new();
    for row in folded {
        let name = row.term().label().to_lowercase();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let words = if open {
        "Fewer terms".to_owned()
    } else {
        format!(
            "{}: {}",
            counted(folded.len(), "more term"),
            names.join(", ")
        )
    };
    let wanted = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &words));
    row_ground(ui, rect, &response, false);
    let sign = if open {
        Icon::ChevronUp
    } else {
        Icon::ChevronRight
    };
    let centre = pos2(rect.left() + 6.0, rect.center().y);
    sign.paint_at(ui.painter(), centre, 12.0, t.text3);
    let line = paint::line(ui, &words, Type::Note, t.text2, rect.width() - 16.0);
    paint::put_left(ui.painter(), rect.left() + 16.0, rect, &line);
    if response.clicked() {
        page.state.all_terms = !open;
    }
}

fn none_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let words = "A package is one set of terms: fee, how it is paid, add-ons, clauses and wage. Several stand side by side, \
                 and each shows at once what it is worth to either club.";
    if empty_state(ui, "No package yet", words, Some("Add package A")) {
        packages::add(page);
    }
}

/// The unit behind the words of a row; the wage names what the player asks.
fn unit(ctx: &ViewCtx<'_>, shown: &Shown, row: TermRow) -> String {
    if row != TermRow::Wage {
        return row.unit(ctx.document.dossier().head.currency);
    }
    let (per, tax) = typed::wage_convention(&ctx.dossier.head.our_country);
    let tax = tax.map_or(String::new(), |tax| format!(" {}", tax.label()));
    match shown.player.facts.value(FactKey::WageAsked) {
        Some(FactValue::Wage(asked)) => {
            format!("he asks {} {}", asked.amount.low, asked.per.label())
        }
        _ => {
            let currency = ctx.document.dossier().head.currency;
            format!("{currency} {}{tax}", per.label())
        }
    }
}

/// One row: words, padlock, a cell for each package.
struct Line {
    row: TermRow,
    label: String,
    unit: String,
}

impl Line {
    fn ui(&self, ui: &mut egui::Ui, page: &mut Page<'_>, columns: &Columns) {
        let width = ui.available_width();
        let left = ui.cursor().left();
        let mut errors = Vec::new();
        ui.spacing_mut().interact_size.y = ROW;
        let row = ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.set_min_height(ROW);
            label_ui(ui, &self.label, &self.unit, columns.label);
            self.lock_ui(ui, page);
            for idx in columns.shown.clone() {
                let Some(package) = page.shown.negotiation.packages.get(idx) else {
                    continue;
                };
                if page.state.worths {
                    ui.push_id(package.id, |ui| {
                        let place = cell::WorthPlace {
                            label: &self.label,
                            width: CELL,
                            is_stop: true,
                        };
                        cell::worth_ui(ui, page, (idx, package), self.row, place);
                    });
                    continue;
                }
                let error = in_cell(ui, package.id, |ui| {
                    let at = (idx, package);
                    cell::cell_ui(ui, page, at, self.row, &self.label)
                });
                if let Some(why) = error {
                    page.state.unread.push(package.id);
                    errors.push(format!("{}: {why}", package.letter()));
                }
            }
            self.beside_ui(ui, page, columns);
        });
        let bottom = row.response.rect.bottom();
        for why in errors {
            error_line(ui, &why, width);
        }
        let rule = Tokens::of(ui).rule();
        ui.painter()
            .hline(left..=(left + width), bottom - 0.5, rule);
    }

    /// What the term is worth today in the package that is worked on, where there is room.
    fn beside_ui(&self, ui: &mut egui::Ui, page: &mut Page<'_>, columns: &Columns) {
        if !columns.worth || page.state.worths {
            return;
        }
        if let Some(at) = page.package() {
            let place = cell::WorthPlace {
                label: &self.label,
                width: columns.worth_width,
                is_stop: false,
            };
            cell::worth_ui(ui, page, at, self.row, place);
        }
    }

    fn lock_ui(&self, ui: &mut egui::Ui, page: &mut Page<'_>) {
        let package = page.package().map(|(_, package)| package);
        let Some(package) = package.filter(|_| self.row.has_lock()) else {
            ui.allocate_exact_size(vec2(LOCK, ROW), Sense::hover());
            return;
        };
        if let Some(closed) = padlock(ui, package, self.row) {
            let edit = PackageEdit::Lock(self.row.term(), closed);
            let edit = NegotiationEdit::Package(package.id, edit);
            page.edit(edit);
        }
    }
}

fn label_ui(ui: &mut egui::Ui, label: &str, unit: &str, width: f32) {
    let t = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let words = paint::line(ui, label, Type::Body, t.text, width - space::XS);
    paint::put_left(ui.painter(), rect.left(), rect, &words);
    let left = rect.left() + words.size().x + space::XS;
    let unit_line = paint::line(
        ui,
        unit,
        Type::Note,
        t.text3,
        rect.right() - left - space::XS,
    );
    paint::put_left(
        ui.painter(),
        left,
        rect.translate(vec2(0.0, 0.5)),
        &unit_line,
    );
    if words.elided || unit_line.elided {
        response.on_hover_text(format!("{label} {unit}"));
    }
}

/// The padlock of a term of the package that is worked on; true if it is to be closed.
fn padlock(ui: &mut egui::Ui, package: &Package, row: TermRow) -> Option<bool> {
    let t = Tokens::of(ui);
    let closed = package.is_locked(row.term());
    let (rect, response) = ui.allocate_exact_size(vec2(LOCK, ROW), Sense::click());
    let term = row.term().label().to_lowercase();
    let name = format!("Lock {term} of {}", package.name);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, closed, &name));
    let (icon, ink) = match (closed, response.hovered()) {
        (true, _) => (Icon::PadlockClosed, t.text),
        (false, true) => (Icon::PadlockOpen, t.text2),
        (false, false) => (Icon::PadlockOpen, t.ctl),
    };
    icon.paint_at(ui.painter(), rect.center(), 14.0, ink);
    if response.has_focus() {
        paint::focus_ring_inside(ui, rect);
    }
    let words = if closed {
        format!("{name}: locked, solving leaves it alone")
    } else {
        format!("{name}: open, solving may change it")
    };
    response.on_hover_text(words).clicked().then_some(!closed)
}

/// What the seller still owes to an earlier club out of this sale: a belief, not a term, but it
/// decides what he keeps.
fn owed_ui(ui: &mut egui::Ui, page: &mut Page<'_>, columns: &Columns) {
    let belief = page.shown.negotiation.beliefs.get(OWED);
    let value = belief.and_then(|belief| belief.value());
    let text = value.map_or_else(String::new, |value| {
        value.to_string().trim_end_matches(" %").to_owned()
    });
    let field_ref = FieldRef::Belief(page.shown.negotiation.id, OWED.to_owned());
    let width = ui.available_width();
    let left = ui.cursor().left();
    let mut error = None;
    let interact = ui.spacing().interact_size;
    ui.spacing_mut().interact_size.y = ROW;
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.set_min_height(ROW);
        label_ui(ui, "Sell-on that they owe", "%", columns.label);
        ui.allocate_exact_size(vec2(LOCK, ROW), Sense::hover());
        let mut field = DraftField::new("Sell-on that the seller owes", &text)
            .hint("—")
            .plain()
            .right()
            .width(CELL)
            .error_place(ErrorPlace::Elsewhere);
        if let Some(belief) = belief {
            field = field.mark(page.ctx.mark_of_sourced(belief));
        }
        let found = in_cell(ui, "owed", |ui| {
            field.ui(ui, |text| {
                typed::belief(BeliefKind::Percent, text, page.shown.currency())
                    .map_err(|err| err.to_string())
            })
        });
        if found.response.gained_focus() {
            page.view.inspect(&field_ref);
        }
        if let Some(value) = found.committed {
            page.out
                .edit(belief_edit(page.ctx, page.shown, OWED, value));
        }
        error = found.error;
        let t = Tokens::of(ui);
        let room = ui.available_width();
        if room > CELL {
            let words = "in every package, to an earlier club";
            let words = paint::line(ui, words, Type::Note, t.text3, room - space::S);
            let (rect, _) = ui.allocate_exact_size(vec2(room, ROW), Sense::hover());
            paint::put_left(ui.painter(), rect.left() + space::S, rect, &words);
        }
    });
    ui.spacing_mut().interact_size = interact;
    let bottom = row.response.rect.bottom();
    if let Some(why) = error {
        error_line(ui, &why, width);
    }
    let rule = Tokens::of(ui).rule();
    ui.painter()
        .hline(left..=(left + width), bottom - 0.5, rule);
}

fn belief_edit(ctx: &ViewCtx<'_>, shown: &Shown, key: &str, value: Option<BeliefValue>) -> Edit {
    let edit = NegotiationEdit::EnterBelief {
        key: key.to_owned(),
        value,
        reading: ctx.new_id(),
        by: ctx.editor.author().to_owned(),
    };
    Edit::Negotiation(shown.negotiation.id, edit)
}

/// The place of one cell. A field is a little higher than a dense row and reaches over it.
fn in_cell<R>(
    ui: &mut egui::Ui,
    id: impl egui::AsIdSalt,
    content: impl FnOnce(&mut egui::Ui) -> R,
) -> R {
    let (rect, _) = ui.allocate_exact_size(vec2(CELL, ROW), Sense::hover());
    let over = (size::CONTROL - ROW) / 2.0;
    let place = UiBuilder::new()
        .id_salt(id)
        .max_rect(rect.expand2(vec2(0.0, over)))
        .layout(Layout::left_to_right(Align::Center));
    let mut child = ui.new_child(place);
    child.spacing_mut().item_spacing.x = 0.0;
    content(&mut child)
}

/// The rectangle of a cell's tint.
fn ground(ui: &egui::Ui) -> Rect {
    Rect::from_center_size(ui.max_rect().center(), vec2(CELL, ROW - 1.0))
}

/// A package with other terms, as an edit.
fn package_edit(shown: &Shown, package: &Package, edit: PackageEdit) -> Edit {
    Edit::Negotiation(
        shown.negotiation.id,
        NegotiationEdit::Package(package.id, edit),
    )
}
