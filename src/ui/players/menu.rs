//! The menu of a row, and what can be done with several rows at once.

use eframe::egui;
use egui::{Popup, PopupAnchor, PopupCloseBehavior, Pos2};

use super::chooser::{closing_button, keys, with};
use super::edit::choices;
use super::rows::change_all;
use super::selection::Cell;
use super::{Page, TableState, edit, rows, table_id};
use crate::domain::edit::PlayerEdit;
use crate::domain::figures::counted;
use crate::domain::roster::Column;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::menu::{menu_item, sheet_below};

/// How wide the menu is.
const MENU: f32 = 230.0;

/// Whether the menu of a row is open, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Menu {
    #[default]
    Closed,
    /// Below the cell of the cursor.
    AtCursor,
    /// Where the pointer asked for it.
    At(Pos2),
}

/// Opens the menu at the cell of the cursor.
pub(super) fn open_at_cursor(state: &mut TableState) {
    if state.selection.cursor().is_some() {
        state.menu = Menu::AtCursor;
        state.scroll = true;
    }
}

/// The menu of the row of the cursor, if it is open; `below` is where its cell ends.
pub(super) fn menu_ui(ui: &mut egui::Ui, page: &mut Page<'_>, below: Option<Pos2>) {
    let at = match page.state.menu {
        Menu::Closed => return,
        Menu::AtCursor => below,
        Menu::At(at) => Some(at),
    };
    let Some((at, cell)) = at.zip(page.state.selection.cursor()) else {
        return;
    };
    // From here on it stays where it is.
    page.state.menu = Menu::At(at);
    let mut open = true;
    let layer = ui.layer_id();
    Popup::new(
        table_id().with("menu"),
        ui.ctx().clone(),
        PopupAnchor::Position(at),
        layer,
    )
    .kind(egui::PopupKind::Menu)
    .layout(egui::Layout::top_down_justified(egui::Align::Min))
    .open_bool(&mut open)
    .close_behavior(PopupCloseBehavior::CloseOnClick)
    .accessible_name("Row")
    .show(|ui| {
        ui.set_width(MENU);
        ui.spacing_mut().item_spacing.y = 0.0;
        items_ui(ui, page, cell);
    });
    if !open {
        page.state.menu = Menu::Closed;
        ui.memory_mut(|memory| {
            if memory.focused().is_none() {
                memory.request_focus(table_id());
            }
        });
    }
}

fn items_ui(ui: &mut egui::Ui, page: &mut Page<'_>, cell: Cell) {
    let label = cell.column.label();
    let lower = label.to_lowercase();
    let first = menu_item(ui, "Open profile", "Enter");
    if page.state.menu_is_fresh(ui) {
        first.request_focus();
    }
    if first.clicked() {
        page.view.show_player(cell.player);
    }
    if menu_item(ui, &format!("Edit {lower}"), "E").clicked() {
        edit::begin(page, "");
    }
    let mark = if page.view.marked.contains(&cell.player) {
        "Take the mark back"
    } else {
        "Mark for comparison"
    };
    if menu_item(ui, mark, "Space").clicked() {
        rows::toggle_marks(page);
    }
    if menu_item(ui, "Copy rows", "Ctrl+C").clicked() {
        rows::copy(ui, page);
    }
    ui.separator();
    if menu_item(ui, &format!("Sort by {lower}"), "").clicked() {
        page.state.sort_by(cell.column, false);
        page.state.scroll = true;
    }
    if menu_item(ui, &format!("Then sort by {lower}"), "").clicked() {
        page.state.sort_by(cell.column, true);
        page.state.scroll = true;
    }
    if cell.column != Column::Name && menu_item(ui, &format!("Hide {lower}"), "").clicked() {
        page.view.settings.columns = keys(&with(page.columns, cell.column, false));
        page.state.selection.move_within(Cell {
            column: Column::Name,
            ..cell
        });
    }
    ui.separator();
    if menu_item(ui, "Remove", "Delete").clicked() {
        rows::remove(page);
    }
}

impl TableState {
    /// True in the first frame in which the menu can take the focus.
    fn menu_is_fresh(&self, ui: &egui::Ui) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        focused.is_none_or(|id| id == table_id())
    }
}

/// What can be changed for all selected rows, while several are selected.
pub(super) fn selection_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    if !page.state.selection.is_many() {
        return;
    }
    let words = format!(
        "{} selected",
        page.state.selection.count(page.ctx.editor.arranged())
    );
    let button = Button::quiet(&words)
        .chevron()
        .hint("Change all of them")
        .ui(ui);
    sheet_below(&button, "Selected rows", 240.0, |ui| {
        let t = Tokens::of(ui);
        let players = page.state.selection.players(page.ctx.editor.arranged());
        let note = format!("For {} at once", counted(players.len(), "player"));
        ui.label(Type::Note.rich(note).color(t.text2));
        for column in [Column::Role, Column::Stage] {
            if let Some(edit) = pick_ui(ui, page.ctx, column) {
                let what = column.label().to_lowercase();
                change_all(&players, &what, &edit, page.out);
                ui.close();
            }
        }
        let field = DraftField::new("Owner", "").hint("Owner…");
        let owner = field.ui(ui, |text| Ok(text.trim().to_owned())).committed;
        if let Some(owner) = owner.filter(|owner| !owner.is_empty()) {
            change_all(&players, "owner", &PlayerEdit::SetOwner(owner), page.out);
            ui.close();
        }
        ui.add_space(space::XS);
        if closing_button(ui, "Mark for comparison") {
            rows::toggle_marks(page);
        }
        if closing_button(ui, "Remove") {
            rows::remove(page);
        }
    });
}

fn pick_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, column: Column) -> Option<PlayerEdit> {
    let choices = choices(ctx, column)?;
    let items: Vec<(usize, &str)> = choices
        .iter()
        .enumerate()
        .map(|(idx, (words, _))| (idx, *words))
        .collect();
    let shown = format!("{}…", column.label());
    let picked = ChoiceField::new(column.label(), &shown).ui(ui, &items, None)?;
    choices.get(picked).map(|(_, edit)| edit.clone())
}
