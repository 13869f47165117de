//! Players: every player of the dossier in one table, with a filter as you type.

pub mod cells;

mod bar;
mod grid;
mod keys;

use std::collections::BTreeSet;

use eframe::egui;

use super::ViewCtx;
use super::state::{Floating, ViewState};
use super::tokens::space;
use super::widgets::rows::empty_state;
use crate::domain::id::PlayerId;
use crate::domain::roster::{Arrangement, Column, Direction, Query, RefusedCell};
use crate::editor::command::{Command, Commands};

/// What the table remembers beside the dossier.
pub struct TableState {
    /// The filter as it is typed.
    pub query: String,
    /// The columns by which rows are sorted, the first one first.
    pub sort: Vec<(Column, Direction)>,
    /// True to divide the rows by role.
    pub grouped: bool,
    /// True if the filter is to take the keyboard.
    pub focus_filter: bool,
    /// Selected players.
    pub selected: BTreeSet<PlayerId>,
    /// The cell of the cursor.
    cursor: Option<PlayerId>,
    column: Column,
    /// The other end of a selection that is being extended.
    anchor: Option<PlayerId>,
    /// The cell that is being edited.
    editing: Option<(PlayerId, Column)>,
    /// True if the cursor is to be scrolled into view.
    reveal: bool,
    /// What was asked for last.
    asked: Option<Arrangement>,
    /// The columns, as far as they were worked out for a state of the roster.
    columns: Option<Columns>,
    column_search: String,
    /// Cells of the last paste that could not be taken.
    refused: Vec<RefusedCell>,
}

struct Columns {
    serial: u64,
    chosen: Vec<String>,
    shown: Vec<Column>,
}

impl Default for TableState {
    fn default() -> Self {
        Self {
            query: String::new(),
            sort: Vec::new(),
            grouped: true,
            focus_filter: false,
            selected: BTreeSet::new(),
            cursor: None,
            column: Column::Name,
            anchor: None,
            editing: None,
            reveal: false,
            asked: None,
            columns: None,
            column_search: String::new(),
            refused: Vec::new(),
        }
    }
}

impl TableState {
    /// Asks for the order that belongs to the filter and the sort, once.
    fn arrange(&mut self, out: &mut Commands) {
        let wanted = Arrangement {
            query: self.query.clone(),
            sort: self.sort.clone(),
            grouped: self.grouped,
        };
        if self.asked.as_ref() != Some(&wanted) {
            self.asked = Some(wanted.clone());
            out.push(Command::Arrange(wanted));
        }
    }

    /// The columns from left to right: the chosen ones, or the usual ones that hold anything.
    fn columns(&mut self, ctx: &ViewCtx<'_>, chosen: &[String]) -> Vec<Column> {
        let roster = &ctx.derived.roster;
        let fresh =
            |columns: &&Columns| columns.serial == ctx.derived.serial && columns.chosen == chosen;
        if let Some(columns) = self.columns.as_ref().filter(fresh) {
            return columns.shown.clone();
        }
        let mut shown: Vec<Column> = if chosen.is_empty() {
            let usual = Column::ALL
                .iter()
                .copied()
                .filter(|column| column.is_shown_first());
            usual.filter(|column| roster.has(*column)).collect()
        } else {
            chosen
                .iter()
                .filter_map(|key| Column::from_key(key))
                .collect()
        };
        shown.retain(|column| *column != Column::Name);
        shown.insert(0, Column::Name);
        self.columns = Some(Columns {
            serial: ctx.derived.serial,
            chosen: chosen.to_vec(),
            shown: shown.clone(),
        });
        shown
    }

    /// Puts the cursor on a player; what is selected goes with it.
    fn put_cursor(&mut self, player: PlayerId) {
        self.cursor = Some(player);
        self.anchor = Some(player);
        self.selected = BTreeSet::from([player]);
        self.reveal = true;
    }
}

/// The screen.
pub fn players_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let mut table = std::mem::take(&mut view.table);
    table.arrange(out);
    let columns = table.columns(ctx, &view.settings.columns);
    bar::bar_ui(ui, ctx, view, &mut table, &columns, out);
    table.arrange(out);
    if ctx.dossier.players.is_empty() {
        empty_ui(ui, view);
    } else if ctx.editor.arranged().players == 0 && !Query::parse(&table.query).is_empty() {
        no_hit_ui(ui, &mut table);
    } else {
        grid::grid_ui(ui, ctx, view, &mut table, &columns, out);
    }
    view.table = table;
}

fn empty_ui(ui: &mut egui::Ui, view: &mut ViewState) {
    egui::Frame::new().inner_margin(space::L).show(ui, |ui| {
        let words = "Add the players whom you might sign and your own, or paste rows from a spreadsheet with Ctrl+V. \
                     The first row may hold the names of the columns.";
        if empty_state(ui, "No players yet", words, Some("Add a player")) {
            view.floating = Some(Floating::AddPlayer(String::new()));
        }
    });
}

fn no_hit_ui(ui: &mut egui::Ui, table: &mut TableState) {
    egui::Frame::new().inner_margin(space::L).show(ui, |ui| {
        let words = format!("“{}” finds nobody in this file.", table.query);
        if empty_state(ui, "Nobody found", &words, Some("Clear the filter")) {
            table.query.clear();
        }
    });
}
