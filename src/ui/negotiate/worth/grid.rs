//! Figures of all packages in one table: one stop of the Tab key, arrows within.

use std::ops::Range;

use eframe::egui;
use egui::{
    EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

use super::columns::{aside, is_strong, label, text};
use crate::domain::deal::figure::{Figure, PackageFigure};
use crate::domain::figures::figure as printed;
use crate::domain::package::Package;
use crate::ui::negotiate::explain;
use crate::ui::negotiate::{Page, Shown, Subject};
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;

/// The words of a row get at least this.
const LABEL: f32 = 150.0;
const COLUMN: f32 = 59.0;

/// A row of the table.
pub enum Row {
    /// A heading between figures.
    Heading(&'static str),
    /// A figure of each package.
    Figure(PackageFigure),
    /// The charge of one season.
    Season(String),
}

/// The place of the keyboard: row and package.
type Cursor = (usize, usize);

struct Table<'a> {
    shown: &'a Shown,
    rows: &'a [Row],
    columns: Range<usize>,
    rect: Rect,
    chosen: Option<usize>,
    cursor: Option<Cursor>,
}

/// The table.
pub fn grid_ui(ui: &mut Ui, page: &mut Page<'_>, (name, rows): (&str, &[Row])) {
    let height = size::DENSE_ROW * (rows.len() + 1) as f32;
    let wanted = vec2(ui.available_width(), height);
    let (rect, group) = ui.allocate_exact_size(wanted, Sense::focusable_noninteractive());
    let chosen = page.chosen();
    let columns = columns(page.shown.negotiation.packages.len(), chosen, rect.width());
    group
        .widget_info(|| WidgetInfo::labeled(Role::Grid, true, format!("{name}, table of figures")));
    let mut table = Table {
        shown: page.shown,
        rows,
        columns,
        rect,
        chosen,
        cursor: None,
    };
    table.cursor = group
        .has_focus()
        .then(|| table.moved_by_keys(ui, group.id, page));
    table.header_ui(ui, page, &group);
    for (idx, row) in rows.iter().enumerate() {
        table.row_ui(ui, page, &group, (idx, row));
    }
}

/// The packages that fit; the chosen one is among them.
fn columns(count: usize, chosen: Option<usize>, width: f32) -> Range<usize> {
    let fit = (((width - LABEL) / COLUMN).floor() as usize)
        .max(1)
        .min(count);
    let last_start = count - fit;
    let start = chosen
        .map_or(0, |chosen| (chosen + 1).saturating_sub(fit))
        .min(last_start);
    start..start + fit
}

impl Table<'_> {
    fn packages(&self) -> impl Iterator<Item = (usize, &Package)> {
        let packages = &self.shown.negotiation.packages;
        self.columns
            .clone()
            .filter_map(|idx| Some((idx, packages.get(idx)?)))
    }

    fn row_rect(&self, line: usize) -> Rect {
        let top = self.rect.top() + size::DENSE_ROW * line as f32;
        Rect::from_min_size(
            pos2(self.rect.left(), top),
            vec2(self.rect.width(), size::DENSE_ROW),
        )
    }

    fn cell(&self, row: Rect, idx: usize) -> Rect {
        let from_right = (self.columns.end - 1 - idx) as f32 * COLUMN;
        let right = row.right() - from_right;
        Rect::from_min_max(pos2(right - COLUMN, row.top()), pos2(right, row.bottom()))
    }

    fn subject(&self, (line, idx): Cursor) -> Option<Subject> {
        let figure = match self.rows.get(line)? {
            Row::Heading(_) => return None,
            Row::Figure(figure) => *figure,
            Row::Season(season) => {
                let seasons = &self.shown.figures(idx)?.amortisation;
                let at = seasons.keys().position(|known| known == season)?;
                PackageFigure::SeasonCharge(at)
            }
        };
        Some(Subject::Figure(Figure::Package(idx, figure)))
    }

    /// Where the keys lead; the inspector follows.
    fn moved_by_keys(&self, ui: &Ui, id: Id, page: &mut Page<'_>) -> Cursor {
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(id, filter);
        });
        let first = (0, self.chosen.unwrap_or(self.columns.start));
        let before: Option<Cursor> = ui.data(|data| data.get_temp(id));
        let (mut line, mut idx) = before.unwrap_or(first);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.rows.len().saturating_sub(1);
        let is_figure = |line: usize| !matches!(self.rows.get(line), Some(Row::Heading(_)));
        line = line.min(last);
        if pressed(Key::ArrowDown) {
            line = (line + 1..=last)
                .find(|line| is_figure(*line))
                .unwrap_or(line);
        }
        if pressed(Key::ArrowUp) {
            line = (0..line)
                .rev()
                .find(|line| is_figure(*line))
                .unwrap_or(line);
        }
        if pressed(Key::ArrowRight) {
            idx += 1;
        }
        if pressed(Key::ArrowLeft) {
            idx = idx.saturating_sub(1);
        }
        let packages = &self.shown.negotiation.packages;
        idx = idx.min(packages.len().saturating_sub(1));
        // Beyond the edge the next package moves in; it is the one then worked on.
        if let (Some(package), false) = (packages.get(idx), self.columns.contains(&idx)) {
            page.state.package = Some(package.id);
            ui.ctx().request_repaint();
        }
        let now = (line, idx);
        if before != Some(now) {
            ui.data_mut(|data| data.insert_temp(id, now));
            page.explain(self.subject(now));
        }
        if pressed(Key::Enter)
            && let Some(subject) = self.subject(now)
        {
            page.ask(subject);
        }
        now
    }

    fn header_ui(&self, ui: &mut Ui, page: &mut Page<'_>, group: &Response) {
        let t = Tokens::of(ui);
        let row = self.row_rect(0);
        paint::rule_below(ui.painter(), row, t.strong_rule());
        let count = self.shown.negotiation.packages.len();
        if self.columns.len() < count {
            let (from, to) = (self.columns.start + 1, self.columns.end);
            let words = format!("{from}–{to} of {count} packages");
            let words = paint::line(ui, &words, Type::Note, t.text3, LABEL);
            paint::put_left(ui.painter(), row.left(), row, &words);
        }
        for (idx, package) in self.packages() {
            let cell = self.cell(row, idx);
            let is_chosen = self.chosen == Some(idx);
            let response = ui.interact(cell, group.id.with(("column", idx)), Sense::CLICK);
            response.widget_info(|| {
                let name = format!("Work on package {}", package.name);
                WidgetInfo::selected(Role::ColumnHeader, true, is_chosen, name)
            });
            let (kind, ink) = if is_chosen {
                (Type::NoteStrong, t.text)
            } else {
                (Type::Note, t.text3)
            };
            let words = paint::line(ui, package.letter(), kind, ink, COLUMN - space::XS);
            paint::put_right(ui.painter(), cell.right() - 2.0, cell, &words);
            if response.clicked() {
                page.state.package = Some(package.id);
            }
            let _ = response.on_hover_text(&package.name);
        }
    }

    fn row_ui(
        &self,
        ui: &mut Ui,
        page: &mut Page<'_>,
        group: &Response,
        (line, row): (usize, &Row),
    ) {
        let t = Tokens::of(ui);
        let rect = self.row_rect(line + 1);
        let (words, small, ink) = match row {
            Row::Heading(words) => {
                let words = paint::line(ui, words, Type::NoteStrong, t.text2, rect.width());
                paint::put_left(
                    ui.painter(),
                    rect.left(),
                    rect.translate(vec2(0.0, 3.0)),
                    &words,
                );
                paint::rule_below(ui.painter(), rect, t.rule());
                return;
            }
            Row::Figure(figure) => (label(*figure), aside(*figure, self.shown), t.text),
            Row::Season(season) => (season.as_str(), String::new(), t.text2),
        };
        let room = self.cell(rect, self.columns.start).left() + 8.0 - rect.left();
        let words = paint::line(ui, words, Type::Body, ink, room);
        paint::put_left(ui.painter(), rect.left(), rect, &words);
        let left = rect.left() + words.size().x + space::XS;
        let small = paint::line(ui, &small, Type::Note, t.text3, rect.left() + room - left);
        paint::put_left(ui.painter(), left, rect, &small);
        paint::rule_below(ui.painter(), rect, t.rule());
        for (idx, package) in self.packages() {
            self.cell_ui(ui, page, group, (line, row), (idx, package));
        }
    }

    fn cell_ui(
        &self,
        ui: &mut Ui,
        page: &mut Page<'_>,
        group: &Response,
        (line, row): (usize, &Row),
        (idx, package): (usize, &Package),
    ) {
        let t = Tokens::of(ui);
        let cell = self.cell(self.row_rect(line + 1), idx);
        let found = self.shown.figures(idx);
        let (whose, value, strong) = match row {
            Row::Heading(_) => return,
            Row::Figure(figure) => (
                figure.name(),
                text(*figure, self.shown, idx),
                is_strong(*figure),
            ),
            Row::Season(season) => (
                season.as_str(),
                found
                    .and_then(|found| found.amortisation.get(season))
                    .map(|charge| printed(*charge, 2)),
                false,
            ),
        };
        let response = ui.interact(cell, group.id.with((line, idx)), Sense::CLICK);
        response.widget_info(|| {
            let value = value.as_deref().unwrap_or("not known");
            let words = format!("{whose}, {}, {value}", package.letter());
            WidgetInfo::labeled(Role::GridCell, true, words)
        });
        let kind = if strong { Type::Strong } else { Type::Body };
        let ink = match value {
            // What was typed last is not in it.
            Some(_) if page.state.unread.contains(&package.id) => t.ctl,
            Some(_) => t.text,
            None => t.ctl,
        };
        let text = paint::line(ui, value.as_deref().unwrap_or("—"), kind, ink, COLUMN);
        if response.hovered() {
            ui.painter().rect_filled(cell, 0.0, t.hover);
        }
        paint::put_right(ui.painter(), cell.right() - 2.0, cell, &text);
        let is_here = self.cursor == Some((line, idx));
        if is_here {
            paint::focus_ring_inside(ui, cell);
        }
        let Some(subject) = self.subject((line, idx)) else {
            return;
        };
        if response.clicked() {
            ui.data_mut(|data| data.insert_temp(group.id, (line, idx)));
            group.request_focus();
            page.ask(subject);
        }
        explain::beside(ui, page, subject, response, is_here);
    }
}
