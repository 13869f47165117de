//! Compare: players side by side, the table and the pictures of the same selection.
//!
//! Every figure comes from the sheet that the editor keeps worked out. What the pointer or the
//! keyboard is on in one half lights up in the other within the same frame.

pub mod export;

mod bar;
pub mod cells;
mod dots;
mod head;
mod keys;
mod link;
mod matrix;
mod names;
mod pane;
mod pictures;
mod pool;
mod price;
mod rows;
mod scatter;
mod similar;
mod weights;

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui;
use egui::{Id, Rect};

use self::link::{Link, Zone};
use self::pictures::Pictures;
use super::ViewCtx;
use super::state::{Screen, ViewState};
use super::tokens::{Tokens, space};
use super::widgets::rows::empty_state;
use crate::domain::compare::{Look, Sheet};
use crate::domain::comparison::{Comparison, MOST_PLAYERS, StatPool};
use crate::domain::edit::{ComparisonEdit, Edit};
use crate::domain::figures::counted;
use crate::domain::id::{ComparisonId, PlayerId};
use crate::editor::command::{Command, Commands};
use crate::editor::compared::{CompareRequest, Compared};

/// With less room the pictures take the place of the table.
const LEAST_PANE: f32 = 280.0;
const BAR: f32 = 40.0;

/// What the right half shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Panel {
    #[default]
    Pictures,
    Weights,
    Similar,
    Price,
}

/// Which picture is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Picture {
    /// One metric large, then all of them.
    #[default]
    Bars,
    /// All metrics.
    Strips,
    /// The shape of each player, then all metrics.
    Radar,
    /// Percentiles as slices.
    Pizza,
    /// Two metrics against each other.
    Scatter,
    /// The figures of one metric.
    Table,
}

/// The cell with the keyboard: a row by its key, and a column by its player.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cursor {
    row: String,
    player: PlayerId,
}

/// What the screen remembers.
#[derive(Default)]
pub struct CompareState {
    /// The one in the window.
    shown: Option<ComparisonId>,
    look: Look,
    /// What the editor was last asked for.
    asked: Option<CompareRequest>,
    panel: Panel,
    picture: Picture,
    /// True while a narrow window shows the pictures in place of the table.
    only_pane: bool,
    cursor: Option<Cursor>,
    /// True if the cursor is to be scrolled into view.
    scroll: bool,
    /// Below the pointer or the cursor in this frame.
    link: Link,
    /// The part of a picture that has the keyboard.
    focused: Link,
    /// What could be pointed at in the last frame.
    zones: Vec<Zone>,
    /// The column that is dragged, and where it would come to stand.
    dragged: Option<(PlayerId, usize)>,
    /// The column whose menu is to open.
    menu: Option<PlayerId>,
    /// A pool that is tried without being kept.
    trial: Option<Arc<StatPool>>,
    /// Weights that are being dragged.
    draft: Option<BTreeMap<String, f64>>,
    similar_to: Option<PlayerId>,
    pictures: Pictures,
    scatter: scatter::ScatterState,
    search: String,
}

impl CompareState {
    /// Forgets what belongs to the comparison that was shown before.
    fn turn_to_comparison(&mut self, comparison: ComparisonId) {
        if self.shown != Some(comparison) {
            self.shown = Some(comparison);
            self.trial = None;
            self.draft = None;
            self.cursor = None;
        }
    }

    /// Turns to a picture.
    pub fn show_picture(&mut self, picture: Picture) {
        self.picture = picture;
    }

    fn request(&self, comparison: &Comparison) -> CompareRequest {
        CompareRequest {
            look: self.look,
            trial: self.trial.clone(),
            robust: self.panel == Panel::Weights,
            similar_to: self
                .similar_to
                .filter(|_| self.panel == Panel::Similar)
                .or_else(|| comparison.players.first().copied())
                .filter(|_| self.panel == Panel::Similar),
            ..CompareRequest::of(comparison.id)
        }
    }
}

/// The screen in one frame: what its parts read, what they may change, and where they ask for
/// more.
struct Page<'a> {
    ctx: &'a ViewCtx<'a>,
    comparison: &'a Comparison,
    /// What the editor worked out for it, and the figures of that.
    compared: &'a Compared,
    sheet: &'a Sheet,
    state: &'a mut CompareState,
    view: &'a mut ViewState,
    out: &'a mut Commands,
}

impl Page<'_> {
    /// Asks for a change of the comparison.
    fn edit(&mut self, edit: ComparisonEdit) {
        self.out.edit(Edit::Comparison(self.comparison.id, edit));
    }

    /// Asks for several changes of it that are undone as one.
    fn edit_all(&mut self, label: String, edits: impl IntoIterator<Item = ComparisonEdit>) {
        let id = self.comparison.id;
        let edits = edits.into_iter().map(|edit| Edit::Comparison(id, edit));
        self.out.edit(Edit::Many {
            label,
            edits: edits.collect(),
        });
    }
}

/// The Tab stop of the table. There is one.
fn matrix_id() -> Id {
    Id::unique("comparison table")
}

/// Begins a comparison of these players and shows it.
pub fn compare_players(
    ctx: &ViewCtx<'_>,
    players: Vec<PlayerId>,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let id: ComparisonId = ctx.new_id();
    let name = names::fresh(ctx.dossier, &players);
    let edit = ComparisonEdit::Create { name, players };
    out.edit(Edit::Comparison(id, edit));
    view.show_comparison(id);
}

/// Begins a comparison of the marked players; the marks have then done their work.
pub fn compare_marked(ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let present = |id: &PlayerId| ctx.dossier.player(*id).is_some();
    let players: Vec<PlayerId> = view.marked.iter().copied().filter(present).collect();
    if players.is_empty() {
        let words = "Nobody is marked. Mark players with Space in Players first";
        out.push(Command::Tell(words.to_owned()));
        return;
    }
    view.marked.clear();
    compare_players(ctx, players, view, out);
}

/// Puts the comparison on the clipboard that is or was shown last, but for what is confidential.
pub fn copy_shown(ui: &egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    view.show(Screen::Compare);
    let compared = ctx.editor.compared();
    let shown = compared.key.as_ref().map(|key| key.request.comparison);
    if shown.is_some_and(|id| ctx.dossier.comparisons.contains_key(&id)) {
        keys::copy(ui, ctx, &compared.sheet, out);
    } else {
        let words = "The comparison is worked out now. Copy it when it is shown";
        out.push(Command::Tell(words.to_owned()));
    }
}

/// The screen.
pub fn compare_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut CompareState,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let comparisons = &ctx.dossier.comparisons;
    // The chosen one stays chosen while it is not there: it may come after this frame, or by redo.
    let chosen = view.comparison.and_then(|id| comparisons.get(&id));
    let Some(comparison) = chosen.or_else(|| comparisons.values().next()) else {
        nothing_ui(ui, ctx, view, out);
        return;
    };
    state.turn_to_comparison(comparison.id);
    ask(ui, state, comparison, out);
    let compared = ctx.editor.compared();
    let shown = compared.key.as_ref().map(|key| key.request.comparison);
    if shown != Some(comparison.id) {
        // It is worked out after this frame.
        return;
    }
    state.link = link::below(ui, state);
    let page = &mut Page {
        ctx,
        comparison,
        compared,
        sheet: &compared.sheet,
        state,
        view,
        out,
    };
    if keys::is_active(ui, page) {
        keys::keys_ui(ui, page);
    }
    egui::Panel::top("compare-bar")
        .exact_size(BAR)
        .frame(egui::Frame::new())
        .show(ui, |ui| bar::bar_ui(ui, page));
    egui::CentralPanel::default()
        .frame(egui::Frame::new())
        .show(ui, |ui| {
            if page.sheet.columns.is_empty() {
                nobody_ui(ui, page);
            } else {
                halves_ui(ui, page);
            }
        });
}

fn halves_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    page.state.zones.clear();
    let inset = if page.ctx.narrow { space::M } else { space::L };
    let area = ui.max_rect().shrink2(egui::vec2(inset, 0.0));
    let gap = if page.ctx.narrow { 20.0 } else { space::XL };
    let table = matrix::width(page.sheet.columns.len(), page.ctx.narrow).min(area.width());
    let beside = area.width() - table - gap >= LEAST_PANE;
    if beside || !page.state.only_pane {
        let place = Rect::from_min_size(area.min, egui::vec2(table, area.height()));
        let mut left = ui.new_child(egui::UiBuilder::new().id_salt("matrix").max_rect(place));
        matrix::matrix_ui(&mut left, page);
    }
    let place = if beside {
        let x = area.left() + table + gap / 2.0;
        ui.painter()
            .vline(x, area.y_range(), Tokens::of(ui).strong_rule());
        area.with_min_x(area.left() + table + gap)
    } else if page.state.only_pane {
        area
    } else {
        return;
    };
    let mut right = ui.new_child(egui::UiBuilder::new().id_salt("pane").max_rect(place));
    pane::pane_ui(&mut right, page);
}

/// Asks for what this frame needs; it is there in the next one.
fn ask(ui: &egui::Ui, state: &mut CompareState, comparison: &Comparison, out: &mut Commands) {
    let wanted = state.request(comparison);
    if state.asked.as_ref() != Some(&wanted) {
        state.asked = Some(wanted.clone());
        out.push(Command::Compare(wanted));
        ui.ctx().request_repaint();
    }
}

fn nothing_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let case: Vec<PlayerId> = names::of_the_case(ctx.dossier);
    let marked = view.marked.len();
    let words = "Two to six players side by side: what they did on the pitch and how sure that is, how often they \
                 could play, what binds them and what they would cost. It decides who is worth a negotiation. Mark \
                 players with Space in Players, or begin with those of the case.";
    let button = match (marked, case.is_empty()) {
        (0, true) => "Go to Players".to_owned(),
        (0, false) => "Compare the players of the case".to_owned(),
        (marked, _) => format!("Compare the {}", counted(marked, "marked player")),
    };
    egui::Frame::new().inner_margin(space::L).show(ui, |ui| {
        if empty_state(ui, "No comparison yet", words, Some(&button)) {
            match (marked, case.is_empty()) {
                (0, true) => view.show(Screen::Players),
                (0, false) => compare_players(ctx, case, view, out),
                _ => compare_marked(ctx, view, out),
            }
        }
    });
}

fn nobody_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    egui::Frame::new().inner_margin(space::L).show(ui, |ui| {
        let words = "Add up to six players: targets, and our own to hold them against.";
        let marked = !page.view.marked.is_empty();
        let button = marked.then_some("Add the marked players");
        if empty_state(ui, "Nobody in this comparison", words, button) {
            let label = format!("add players to {}", page.comparison.name);
            let players = page.view.marked.iter().take(MOST_PLAYERS).copied();
            let edits: Vec<_> = players.map(ComparisonEdit::AddPlayer).collect();
            page.edit_all(label, edits);
        }
        if page.ctx.dossier.players.is_empty() && ui.button("Go to Players").clicked() {
            page.view.show(Screen::Players);
        }
    });
}
