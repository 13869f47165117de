//! One cell: the value of a term in one package.

use eframe::egui;
use egui::{CursorIcon, Rect, Role, Sense, WidgetInfo, pos2, vec2};

use super::{CELL, ROW, ground, package_edit};
use crate::domain::deal::figure::Figure;
use crate::domain::deal::scenario::Chair;
use crate::domain::edit::PackageEdit;
use crate::domain::field::FieldRef;
use crate::domain::money::Money;
use crate::domain::negotiation::Side;
use crate::domain::package::Package;
use crate::domain::talks::term_table::{
    Reading, TermRow, Worth, dragged_sum, worth_of, worth_text,
};
use crate::ui::ViewCtx;
use crate::ui::negotiate::explain;
use crate::ui::negotiate::{Page, Shown, Subject};
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark::{MarkKind, paint_value};
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};
use crate::ui::widgets::fields::date_field;
use crate::ui::widgets::paint::focus_ring_inside;

/// So many points of the pointer are one step of a sum.
const POINTS_A_STEP: f32 = 2.0;
/// Where a sum is gripped, at the left of its cell.
const GRIP: f32 = 16.0;

/// The cell; why its text cannot be read, if so.
pub fn cell_ui(
    ui: &mut egui::Ui,
    page: &mut Page<'_>,
    (idx, package): (usize, &Package),
    row: TermRow,
    label: &str,
) -> Option<String> {
    if !package.takes(row) {
        ui.allocate_exact_size(vec2(CELL, ROW), Sense::hover());
        return None;
    }
    let text = package.cell_text(row, page.ctx.document.dossier());
    let before = changed(page.ctx, page.shown, package, row, &text);
    if before.is_some() {
        let t = Tokens::of(ui);
        let tint = match page.shown.negotiation.side_of(package) {
            Side::Seller => t.them_bg,
            Side::Buyer | Side::Other(_) => t.us_bg,
        };
        ui.painter().rect_filled(ground(ui), 0, tint);
    }
    let cell = Cell {
        row,
        package,
        text: &text,
        label: format!("{label} of {}", package.name),
        field: package.field_of(page.shown.negotiation.id, row),
        before,
        worth: page
            .shown
            .figures(idx)
            .and_then(|figures| worth_of(figures, row)),
    };
    if row == TermRow::Solidarity {
        cell.choice_ui(ui, page);
        return None;
    }
    cell.field_ui(ui, page)
}

/// What a term is worth today to us and to them, explained as the side in the chair sees it.
pub fn worth_ui(
    ui: &mut egui::Ui,
    page: &mut Page<'_>,
    (idx, package): (usize, &Package),
    row: TermRow,
    place: WorthPlace<'_>,
) {
    let figures = page.shown.figures(idx);
    let text = figures
        .filter(|_| package.has(row))
        .and_then(|figures| worth_of(figures, row))
        .map_or_else(String::new, worth_text);
    let wanted = vec2(place.width, ROW);
    let Some(term) = row.worth() else {
        ui.allocate_exact_size(wanted, Sense::hover());
        return;
    };
    let sense = if place.is_stop && !text.is_empty() {
        Sense::click()
    } else {
        Sense::hover()
    };
    let (rect, response) = ui.allocate_exact_size(wanted, sense);
    let chair = if page.state.from_their_chair {
        Chair::Seller
    } else {
        Chair::Buyer
    };
    let subject = Subject::Figure(Figure::Term(idx, term, chair));
    let mark = match text.as_str() {
        "" => MarkKind::Missing,
        _ => subject.mark(page.shown),
    };
    let words = match text.as_str() {
        "" => "nothing".to_owned(),
        text => format!("{text}, to us and to them"),
    };
    let label = place.label.to_lowercase();
    let name = format!("Worth of {label} of {}, {words}", package.name);
    let role = if sense.senses_click() {
        Role::Button
    } else {
        Role::Label
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, &name));
    if response.has_focus() {
        focus_ring_inside(ui, rect);
    }
    // Two sums and their signs are wider than a value.
    paint_value(ui, rect, &text, mark, Type::Note, Tokens::of(ui).text);
    if text.is_empty() {
        response.on_hover_text(name);
    } else {
        explain::follow(ui, page, subject, response);
    }
}

/// Where the worth of a term stands.
pub struct WorthPlace<'a> {
    /// The words of its row.
    pub label: &'a str,
    /// How wide.
    pub width: f32,
    /// True if the Tab key stops at it; beside the terms it would only be in the way.
    pub is_stop: bool,
}

/// What stood there before, if the cell says something else now.
fn changed(
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    package: &Package,
    row: TermRow,
    text: &str,
) -> Option<String> {
    let base = shown.negotiation.base_of(package)?;
    let before = base.cell_text(row, ctx.document.dossier());
    (before != text).then_some(before)
}

struct Cell<'a> {
    row: TermRow,
    package: &'a Package,
    text: &'a str,
    label: String,
    field: FieldRef,
    before: Option<String>,
    worth: Option<Worth>,
}

impl Cell<'_> {
    fn field_ui(&self, ui: &mut egui::Ui, page: &mut Page<'_>) -> Option<String> {
        let mut field = DraftField::new(&self.label, self.text)
            .hint("—")
            .plain()
            .right()
            .width(CELL - space::XS)
            .error_place(ErrorPlace::Elsewhere);
        let mark = if self.text.is_empty() {
            MarkKind::Missing
        } else {
            page.ctx.mark(&self.package.basis, false)
        };
        field = field.mark(mark);
        ui.add_space(space::XS);
        let new_id = || page.ctx.editor.clock().new_id();
        let how = Reading {
            on: page.ctx.on,
            // Terms are typed and stay as they are stated, whatever one looks in.
            dossier: page.ctx.document.dossier(),
            new_id: &new_id,
        };
        let parse = |text: &str| self.package.typed(self.row, text, &how);
        let found = if self.row.is_day() {
            date_field(ui, field, self.day(), page.ctx.on, parse)
        } else {
            field.ui(ui, parse)
        };
        page.view.follow(&self.field, &found.response);
        if let Some(edit) = found.committed {
            page.out.edit(package_edit(page.shown, self.package, edit));
        } else if let Some(sum) = self.sum() {
            self.drag_ui(ui, page, sum, found.response.rect);
        }
        let response = found.response.on_hover_text(self.words());
        if response.has_focus() {
            page.state.package = Some(self.package.id);
        }
        page.state.goes_down |= found.entered;
        found.error
    }

    fn choice_ui(&self, ui: &mut egui::Ui, page: &mut Page<'_>) {
        let items = [(false, "out of fee"), (true, "on top")];
        let mark = page.ctx.mark(&self.package.basis, false);
        ui.add_space(space::XS);
        let field = ChoiceField::new(&self.label, self.text)
            .plain()
            .mark(mark)
            .width(CELL - space::XS);
        page.view.follow_id(&self.field, ui, field.resolved_id(ui));
        let now = self.package.solidarity_on_top;
        if let Some(on_top) = field.ui(ui, &items, Some(&now)) {
            let edit = PackageEdit::SetSolidarityOnTop(on_top);
            page.out.edit(package_edit(page.shown, self.package, edit));
        }
    }

    fn day(&self) -> Option<chrono::NaiveDate> {
        match self.row {
            TermRow::AddOnDue(idx) => self.package.add_ons.get(idx)?.due,
            TermRow::ContractUntil => self.package.contract_until,
            TermRow::AnswerBy => self.package.answer_by,
            _ => None,
        }
    }

    /// The sum of the cell, if it can be dragged.
    fn sum(&self) -> Option<Money> {
        match self.row {
            TermRow::FixedFee => self.package.fixed_fee,
            TermRow::AddOn(idx) => Some(self.package.add_ons.get(idx)?.amount),
            _ => None,
        }
    }

    /// Drags the sum: everything on the screen follows, and letting go is one edit. Esc lets the
    /// old sum stand.
    fn drag_ui(&self, ui: &mut egui::Ui, page: &mut Page<'_>, sum: Money, field: Rect) {
        let at = pos2(field.left() - space::XS, field.top());
        let place = Rect::from_min_size(at, vec2(GRIP, field.height()));
        let id = ui.scope_id().with("grip");
        let grip = ui
            .interact(place, id, Sense::DRAG)
            .on_hover_cursor(CursorIcon::ResizeHorizontal);
        let held = Held { id, sum };
        if grip.drag_started() {
            held.take_up(ui);
        }
        let is_dragged = self.is_dragged(page);
        if is_dragged && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
            page.view.reckonings.dragged = None;
            ui.ctx().stop_dragging();
        } else if grip.dragged() {
            let fine = ui.input(|input| input.modifiers.shift);
            let moved = held.moved(ui, grip.drag_delta().x, fine);
            let dragged = self.with_sum(moved);
            page.view.reckonings.dragged = Some((page.shown.negotiation.id, dragged));
            page.state.package = Some(self.package.id);
        } else if grip.drag_stopped() && is_dragged {
            page.view.reckonings.dragged = None;
            page.out
                .edit(package_edit(page.shown, self.package, self.edit(sum)));
        }
        if grip.hovered() || is_dragged || ui.rect_contains_pointer(field) {
            let t = Tokens::of(ui);
            let centre = place.center();
            for x in [-2.0, 2.0] {
                ui.painter()
                    .vline(centre.x + x, (centre.y - 4.0)..=(centre.y + 4.0), t.edge());
            }
        }
        grip.on_hover_text("Drag to change; Shift for small steps");
    }

    fn is_dragged(&self, page: &Page<'_>) -> bool {
        let dragged = page.view.reckonings.dragged.as_ref();
        dragged.is_some_and(|(_, package)| package.id == self.package.id)
    }

    fn with_sum(&self, sum: Money) -> Package {
        let mut package = self.package.clone();
        match self.row {
            TermRow::FixedFee => package = package.with_fixed_fee(Some(sum)),
            TermRow::AddOn(idx) => {
                if let Some(add_on) = package.add_ons.get_mut(idx) {
                    add_on.amount = sum;
                }
            }
            _ => {}
        }
        package
    }

    fn edit(&self, sum: Money) -> PackageEdit {
        match self.row {
            TermRow::AddOn(idx) => match self.package.add_ons.get(idx) {
                Some(add_on) => PackageEdit::PutAddOn(add_on.clone()),
                None => PackageEdit::SetFixedFee(Some(sum)),
            },
            _ => PackageEdit::SetFixedFee(Some(sum)),
        }
    }

    /// The hover: the whole value, what stood there before, how to type it.
    fn words(&self) -> String {
        let whole = self.package.term_text(self.row.term());
        let mut lines = vec![self.label.clone()];
        if !whole.is_empty() && whole != self.text {
            lines.push(whole);
        }
        match self.before.as_deref() {
            Some("") => lines.push("Before: not part of the offer".to_owned()),
            Some(before) => lines.push(format!("Before: {before}")),
            None => {}
        }
        if let Some(worth) = self.worth.filter(|worth| *worth != (None, None)) {
            let worth = worth_text(worth);
            lines.push(format!("Worth today, to us / to them: {worth}"));
        }
        lines.push(format!("Type {}", self.row.example()));
        lines.join("\n")
    }
}

/// A sum that is held by the pointer: where it began and how far it has come.
struct Held {
    id: egui::Id,
    sum: Money,
}

impl Held {
    fn take_up(&self, ui: &egui::Ui) {
        let begun = (self.sum, 0.0_f32);
        ui.data_mut(|data| data.insert_temp(self.id, begun));
    }

    fn moved(&self, ui: &egui::Ui, by: f32, fine: bool) -> Money {
        let begun: Option<(Money, f32)> = ui.data(|data| data.get_temp(self.id));
        let (from, way) = begun.unwrap_or((self.sum, 0.0));
        let way = way + by;
        ui.data_mut(|data| data.insert_temp(self.id, (from, way)));
        dragged_sum(from, (way / POINTS_A_STEP) as i64, fine)
    }
}
