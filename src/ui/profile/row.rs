//! A row of cells that are edited in place, with the reason for a refused text below it.

use chrono::NaiveDate;
use eframe::egui;
use egui::{Rect, Role, Sense, Vec2, WidgetInfo, pos2, vec2};

use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::field::FieldRef;
use crate::domain::id::PlayerId;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::inspector::finding_row;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{MarkKind, basis_mark};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, FieldResponse, error_line};
use crate::ui::widgets::fields::date_field;
use crate::ui::widgets::paint;

/// A sign in the margin left of a row; the gap between columns has room for it.
const SIGN: f32 = 11.0;
const SIGN_OUT: f32 = 8.0;

/// How much of the button that removes a row is seen from afar.
const FAINT: f32 = 0.35;

/// The cells of one row.
pub struct Cells<'a> {
    ui: &'a mut egui::Ui,
    field: Option<&'a FieldRef>,
    view: &'a mut ViewState,
    error: Option<String>,
    takes_focus: bool,
}

/// Where a cell stands and how it is named.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    label: &'a str,
    shown: &'a str,
    hint: &'a str,
    width: f32,
    right: bool,
}

impl Cells<'_> {
    /// One cell; a new value, once.
    pub fn cell<T>(
        &mut self,
        cell: Cell<'_>,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let shown = cell.field().ui(self.ui, parse);
        self.take(shown)
    }

    /// One cell; a new value goes into its place.
    pub fn put<T>(
        &mut self,
        cell: Cell<'_>,
        parse: impl Fn(&str) -> Result<T, String>,
        place: &mut T,
    ) {
        if let Some(value) = self.cell(cell, parse) {
            *place = value;
        }
    }

    /// Words at the left that name what follows.
    pub fn label(&mut self, text: &str, width: f32) {
        let t = Tokens::of(self.ui);
        let wanted = vec2(width, size::DENSE_ROW);
        let (rect, _) = self.ui.allocate_exact_size(wanted, Sense::hover());
        let line = paint::line(self.ui, text, Type::Body, t.text2, width);
        paint::put_left(self.ui.painter(), rect.left(), rect, &line);
    }

    /// Words at the right that are not edited.
    pub fn words(&mut self, text: &str, width: f32) {
        let t = Tokens::of(self.ui);
        let (rect, _) = self
            .ui
            .allocate_exact_size(vec2(width, size::DENSE_ROW), Sense::hover());
        let line = paint::line(self.ui, text, Type::Body, t.text2, width);
        paint::put_right(self.ui.painter(), rect.right(), rect, &line);
    }

    /// What the row rests on.
    pub fn mark(&mut self, mark: MarkKind) {
        basis_mark(self.ui, mark);
    }

    /// The toolkit, for what is no cell.
    pub fn ui(&mut self) -> &mut egui::Ui {
        self.ui
    }

    /// A button that takes the row away; faint until somebody is near.
    pub fn remove(&mut self, words: &str) -> bool {
        let near = self.ui.rect_contains_pointer(self.ui.max_rect());
        self.ui
            .scope(|ui| {
                ui.multiply_opacity(if near { 1.0 } else { FAINT });
                icon_button(ui, Icon::Close, words).clicked()
            })
            .inner
    }

    /// A cell for a date, with its calendar; `day` is the day that it shows. The sign of the calendar
    /// stands at the left, so the date must stand at the right.
    pub fn date<T>(
        &mut self,
        cell: Cell<'_>,
        day: Option<NaiveDate>,
        near: NaiveDate,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let shown = date_field(self.ui, cell.field(), day, near, parse);
        self.take(shown)
    }

    /// The cell that comes next takes the keyboard.
    pub fn focus_next(&mut self) {
        self.takes_focus = true;
    }

    fn take<T>(&mut self, shown: FieldResponse<T>) -> Option<T> {
        if std::mem::take(&mut self.takes_focus) {
            shown.response.request_focus();
        }
        if let Some(field) = self.field {
            self.view.follow(field, &shown.response);
        }
        self.error = self.error.take().or(shown.error);
        shown.committed
    }

    /// The sign of what is found in the row.
    pub fn findings(&mut self, ctx: &ViewCtx<'_>) {
        if let Some(field) = self.field {
            let place = self.ui.max_rect();
            let row = Rect::from_min_size(place.min, vec2(place.width(), size::ROW));
            finding_sign(self.ui, ctx, field, row);
        }
    }
}

impl<'a> Cell<'a> {
    /// A cell with its accessible name, the value of the document, what an empty one asks for, and
    /// its width.
    pub fn new(label: &'a str, shown: &'a str, hint: &'a str, width: f32) -> Self {
        Self {
            label,
            shown,
            hint,
            width,
            right: false,
        }
    }

    /// With numbers and dates at the right.
    pub fn right(self) -> Self {
        Self {
            right: true,
            ..self
        }
    }

    fn field(self) -> DraftField<'a> {
        let field = DraftField::new(self.label, self.shown)
            .hint(self.hint)
            .plain()
            .width(self.width)
            .error_place(ErrorPlace::Elsewhere);
        if self.right { field.right() } else { field }
    }
}

/// The sign of the gravest finding of a field, left of its row; its sentence is the tooltip.
pub fn finding_sign(ui: &egui::Ui, ctx: &ViewCtx<'_>, field: &FieldRef, row: Rect) {
    let Some(gravest) = ctx.derived.findings.at(field).next() else {
        return;
    };
    let sign = finding_row(gravest).sign;
    let centre = pos2(row.left() - SIGN_OUT, row.center().y);
    sign.icon()
        .paint_at(ui.painter(), centre, SIGN, sign.colour(Tokens::of(ui)));
    let place = Rect::from_center_size(centre, Vec2::splat(SIGN));
    let response = ui.interact(
        place,
        ui.scope_id().with(("finding", field)),
        Sense::hover(),
    );
    response.widget_info(|| {
        let words = format!("{}. {}", sign.word(), gravest.text);
        WidgetInfo::labeled(Role::Image, true, words)
    });
    response.on_hover_text(&gravest.text);
}

/// One row.
pub fn row_ui<R>(
    ui: &mut egui::Ui,
    field: Option<&FieldRef>,
    view: &mut ViewState,
    content: impl FnOnce(&mut Cells<'_>) -> R,
) -> R {
    let width = ui.available_width();
    let (inner, error) = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::DENSE;
            ui.set_min_height(size::ROW);
            let mut cells = Cells {
                ui,
                field,
                view,
                error: None,
                takes_focus: false,
            };
            let inner = content(&mut cells);
            let error = cells.error;
            (inner, error)
        })
        .inner;
    if let Some(why) = error {
        error_line(ui, &why, width);
    }
    let t = Tokens::of(ui);
    let bottom = ui.min_rect().bottom();
    ui.painter().hline(
        ui.min_rect().left()..=(ui.min_rect().left() + width),
        bottom - 0.5,
        t.rule(),
    );
    inner
}

/// Hands over what became of a record in its row: it is removed, or put in place of what it was.
pub fn hand_over<T: PartialEq>(
    out: &mut Commands,
    player: PlayerId,
    (before, next): (&T, T),
    put: fn(T) -> PlayerEdit,
    removed: Option<PlayerEdit>,
) {
    let changed = (next != *before).then(|| put(next));
    if let Some(edit) = removed.or(changed) {
        out.edit(Edit::Player(player, edit));
    }
}

/// Reads words; none are as good as some.
pub fn words(text: &str) -> Result<String, String> {
    Ok(text.trim().to_owned())
}

/// The words above the cells: each with its width, right-aligned if true.
pub fn header_row(ui: &mut egui::Ui, columns: &[(&str, f32, bool)]) {
    let t = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::DENSE;
        for (words, width, right) in columns {
            let (rect, _) = ui.allocate_exact_size(vec2(*width, size::DENSE_ROW), Sense::hover());
            let line = paint::line(ui, words, Type::Note, t.text3, *width);
            if *right {
                paint::put_right(ui.painter(), rect.right(), rect, &line);
            } else {
                paint::put_left(ui.painter(), rect.left(), rect, &line);
            }
        }
    });
}
