//! A row of cells that are edited in place, with the reason for a refused text below it.

use eframe::egui;
use egui::{Sense, vec2};

use crate::domain::field::FieldRef;
use crate::ui::icons::Icon;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{MarkKind, basis_mark};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, error_line};
use crate::ui::widgets::paint;

/// How much of the button that removes a row is seen from afar.
const FAINT: f32 = 0.35;

/// The cells of one row.
pub struct Cells<'a> {
    ui: &'a mut egui::Ui,
    field: Option<&'a FieldRef>,
    view: &'a mut ViewState,
    error: Option<String>,
}

/// Where a cell stands and how it is named.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    /// The accessible name.
    pub label: &'a str,
    /// The value of the document.
    pub shown: &'a str,
    /// What to write into an empty cell.
    pub hint: &'a str,
    /// The width.
    pub width: f32,
    /// True for numbers and dates.
    pub right: bool,
}

impl Cells<'_> {
    /// One cell; a new value, once.
    pub fn cell<T>(
        &mut self,
        cell: Cell<'_>,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let mut field = DraftField::new(cell.label, cell.shown)
            .hint(cell.hint)
            .plain()
            .width(cell.width)
            .error_place(ErrorPlace::Elsewhere);
        if cell.right {
            field = field.right();
        }
        let shown = field.ui(self.ui, parse);
        if let Some(field) = self.field {
            self.view.follow(field, &shown.response);
        }
        self.error = self.error.take().or(shown.error);
        shown.committed
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
