//! Where the keyboard is in the table, and which rows are selected. Players are remembered by id,
//! so that sorting and filtering take nobody for somebody else.

use std::collections::HashSet;

use crate::domain::id::PlayerId;
use crate::domain::roster::{Column, Line};
use crate::editor::derived::Arranged;

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub player: PlayerId,
    pub column: Column,
}

/// The cell with the keyboard and the selected rows. The row of the cursor is always selected.
#[derive(Default)]
pub(super) struct Selection {
    cursor: Option<Cell>,
    /// Where a range began.
    anchor: Option<PlayerId>,
    rows: HashSet<PlayerId>,
    /// Every row that the filter lets through; a set of them all would cost a frame.
    all: bool,
}

/// A move of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Rows(isize),
    Columns(isize),
    FirstRow,
    LastRow,
    FirstColumn,
    LastColumn,
}

impl Selection {
    pub fn cursor(&self) -> Option<Cell> {
        self.cursor
    }

    pub fn is_selected(&self, player: PlayerId) -> bool {
        self.all
            || self.cursor.is_some_and(|cell| cell.player == player)
            || self.rows.contains(&player)
    }

    /// True if more than the row of the cursor is selected.
    pub fn is_many(&self) -> bool {
        self.all || self.rows.len() > 1
    }

    /// How many rows are selected.
    pub fn count(&self, arranged: &Arranged) -> usize {
        if self.all {
            return arranged.players;
        }
        let outside = self
            .cursor
            .is_some_and(|cell| !self.rows.contains(&cell.player));
        self.rows.len() + usize::from(outside)
    }

    /// Moves the cursor; its row alone is selected.
    pub fn put(&mut self, cell: Cell) {
        self.one();
        self.cursor = Some(cell);
        self.anchor = Some(cell.player);
    }

    /// Moves the cursor and keeps the selection.
    pub fn move_within(&mut self, cell: Cell) {
        self.cursor = Some(cell);
    }

    /// Moves the cursor and selects every row between it and where the range began.
    pub fn extend_to(&mut self, cell: Cell, arranged: &Arranged) {
        self.all = false;
        let anchor = *self.anchor.get_or_insert(cell.player);
        self.cursor = Some(cell);
        let ends = arranged
            .position_of(anchor)
            .zip(arranged.position_of(cell.player));
        let Some((one, other)) = ends else { return };
        let lines = arranged
            .lines
            .get(one.min(other)..=one.max(other))
            .unwrap_or_default();
        self.rows = lines
            .iter()
            .filter_map(|line| player_at(arranged, line))
            .collect();
    }

    /// Adds a row to the selection or takes it out.
    pub fn toggle(&mut self, cell: Cell, arranged: &Arranged) {
        if std::mem::take(&mut self.all) {
            let lines = arranged.lines.iter();
            self.rows = lines.filter_map(|line| player_at(arranged, line)).collect();
        }
        if let Some(before) = self.cursor {
            self.rows.insert(before.player);
        }
        if self.rows.len() > 1 && self.rows.remove(&cell.player) {
            let other = self.rows.iter().next().copied();
            self.cursor = other.map(|player| Cell {
                player,
                column: cell.column,
            });
            return;
        }
        self.rows.insert(cell.player);
        self.cursor = Some(cell);
        self.anchor = Some(cell.player);
    }

    /// Selects every row that the filter lets through.
    pub fn all(&mut self) {
        self.all = true;
    }

    /// Leaves the row of the cursor alone selected.
    pub fn one(&mut self) {
        self.all = false;
        self.rows.clear();
    }

    /// The selected players from top to bottom; those that the filter hides are left out.
    pub fn players(&self, arranged: &Arranged) -> Vec<PlayerId> {
        let shown = arranged
            .lines
            .iter()
            .filter_map(|line| player_at(arranged, line));
        shown.filter(|player| self.is_selected(*player)).collect()
    }
}

fn player_at(arranged: &Arranged, line: &Line) -> Option<PlayerId> {
    match line {
        Line::Group { .. } => None,
        Line::Player(row) => Some(arranged.roster.row(*row)?.player.id),
    }
}

/// The first cell of the table.
pub(super) fn first(arranged: &Arranged, columns: &[Column]) -> Option<Cell> {
    let mut players = arranged
        .lines
        .iter()
        .filter_map(|line| player_at(arranged, line));
    Some(Cell {
        player: players.next()?,
        column: *columns.first()?,
    })
}

/// The cell to which a step leads.
pub(super) fn moved(
    arranged: &Arranged,
    columns: &[Column],
    from: Option<Cell>,
    step: Step,
) -> Option<Cell> {
    let line = from.and_then(|cell| arranged.position_of(cell.player));
    let Some((from, line)) = from.zip(line) else {
        return first(arranged, columns);
    };
    let at = columns
        .iter()
        .position(|column| *column == from.column)
        .unwrap_or(0);
    let last = columns.len().checked_sub(1)?;
    let column = match step {
        Step::Columns(by) => at.saturating_add_signed(by).min(last),
        Step::FirstColumn => 0,
        Step::LastColumn => last,
        Step::Rows(_) | Step::FirstRow | Step::LastRow => at,
    };
    let lines = &arranged.lines;
    let player = match step {
        Step::Columns(_) | Step::FirstColumn | Step::LastColumn => Some(from.player),
        Step::FirstRow => lines.iter().find_map(|line| player_at(arranged, line)),
        Step::LastRow => lines
            .iter()
            .rev()
            .find_map(|line| player_at(arranged, line)),
        Step::Rows(by) if by < 0 => {
            let above = lines.get(..line).unwrap_or_default().iter().rev();
            let players = above.filter_map(|line| player_at(arranged, line));
            players.take(by.unsigned_abs()).last()
        }
        Step::Rows(by) => {
            let below = lines.get(line + 1..).unwrap_or_default().iter();
            let players = below.filter_map(|line| player_at(arranged, line));
            players.take(by.unsigned_abs()).last()
        }
    };
    Some(Cell {
        player: player.unwrap_or(from.player),
        column: *columns.get(column)?,
    })
}
