//! The palette (Ctrl+K): commands, players, screens, fields and findings, by a few letters.

mod rank;

use eframe::egui;
use egui::{Align2, Area, Id, Key, Order, Role, Sense, Vec2, WidgetInfo, pos2};

use self::rank::{Fit, Query, Rank};
use super::ViewCtx;
use super::actions::{disabled, label};
use super::state::{Floating, ViewState};
use super::tokens::{Tokens, Type, radius, size, space};
use super::widgets::highlight::highlighted;
use crate::domain::fact::FactKey;
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::id::PlayerId;
use crate::domain::player::Role as PlayerRole;
use crate::editor::action::{Action, Group};

const WIDTH: f32 = 560.0;
const FROM_TOP: f32 = 80.0;
const ROWS: usize = 12;
/// Players of a pool are found by the filter of the table; the palette looks at so many at most.
const PLAYERS: usize = 2_000;

/// What the palette holds while it is open.
#[derive(Debug, Default)]
pub struct PaletteState {
    query: String,
    chosen: usize,
    /// What was found for `found_for`, the best first.
    found: Vec<Found>,
    found_for: Option<String>,
}

#[derive(Clone, Debug)]
struct Found {
    goal: Goal,
    text: String,
    /// What kind of thing it is, or its keys.
    aside: String,
    /// What is searched beside the text: the club of a player.
    also: String,
    /// Indices of matched letters.
    matched: Vec<u32>,
}

#[derive(Clone, Debug)]
enum Goal {
    Action(Action),
    Player(PlayerId),
    Field(FieldRef),
}

/// The palette, if it is open.
pub fn palette_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut PaletteState,
    view: &mut ViewState,
) {
    if !matches!(view.floating, Some(Floating::Palette)) {
        return;
    }
    if state.found_for.as_ref() != Some(&state.query) {
        state.search(ctx);
    }
    let keys = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(egui::Modifiers::NONE, key);
        (
            pressed(Key::ArrowDown),
            pressed(Key::ArrowUp),
            pressed(Key::Enter),
            pressed(Key::Escape),
        )
    });
    let (down, up, enter, escape) = keys;
    let last = state.found.len().saturating_sub(1);
    state.chosen = match (down, up) {
        (true, _) => (state.chosen + 1).min(last),
        (_, true) => state.chosen.saturating_sub(1),
        _ => state.chosen.min(last),
    };
    let mut done = enter.then_some(state.chosen);
    let area = Area::new(Id::unique("palette"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_TOP, Vec2::new(0.0, FROM_TOP))
        .show(ui.ctx(), |ui| box_ui(ui, state));
    done = area.inner.or(done);
    let outside = area.response.clicked_elsewhere();
    let found = done.and_then(|idx| state.found.get(idx));
    if found.is_some() || escape || outside {
        view.floating = None;
    }
    match found.map(|found| &found.goal) {
        Some(Goal::Action(action)) => view.actions.push(*action),
        Some(Goal::Player(player)) => view.show_player(*player),
        Some(Goal::Field(field)) => view.show_field(field),
        None => {}
    }
}

fn box_ui(ui: &mut egui::Ui, state: &mut PaletteState) -> Option<usize> {
    let t = Tokens::of(ui);
    let frame = egui::Frame::new()
        .fill(t.panel)
        .stroke(t.strong_rule())
        .corner_radius(radius::FLOAT)
        .shadow(t.deep_shadow)
        .inner_margin(4.0);
    frame
        .show(ui, |ui| {
            ui.set_width(WIDTH.min(ui.ctx().content_rect().width() - 40.0));
            ui.spacing_mut().item_spacing.y = 0.0;
            let edit = egui::TextEdit::singleline(&mut state.query)
                .hint_text("Type a command, a player, a screen or a field")
                .frame(egui::Frame::NONE)
                .margin(egui::Margin::symmetric(10, 10))
                .desired_width(f32::INFINITY);
            let response = ui.add(edit);
            response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search"));
            response.request_focus();
            if response.changed() {
                state.chosen = 0;
            }
            ui.painter().hline(
                ui.max_rect().x_range(),
                response.rect.bottom(),
                t.strong_rule(),
            );
            if state.found.is_empty() {
                ui.add_space(space::S);
                ui.label(
                    Type::Body
                        .rich("  Nothing found. The filter of Players searches the whole table")
                        .color(t.text3),
                );
                ui.add_space(space::S);
            }
            let mut clicked = None;
            for (idx, found) in state.found.iter().enumerate() {
                if found_ui(ui, found, idx == state.chosen) {
                    clicked = Some(idx);
                }
            }
            clicked
        })
        .inner
}

/// One row of what was found; true if it was clicked.
fn found_ui(ui: &mut egui::Ui, found: &Found, chosen: bool) -> bool {
    let t = Tokens::of(ui);
    let wanted = Vec2::new(ui.available_width(), size::PALETTE_ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &found.text));
    if chosen || response.hovered() {
        let fill = if chosen { t.sel } else { t.hover };
        ui.painter().rect_filled(rect, radius::CONTROL, fill);
    }
    let job = highlighted(&found.text, &found.matched, t);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = pos2(rect.left() + 10.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, t.text);
    let at = pos2(rect.right() - 10.0, rect.center().y);
    ui.painter().text(
        at,
        Align2::RIGHT_CENTER,
        &found.aside,
        Type::Note.font(),
        t.text3,
    );
    response.clicked()
}

impl PaletteState {
    fn search(&mut self, ctx: &ViewCtx<'_>) {
        let mut query = Query::new(&self.query);
        let mut ranked: Vec<(Rank, Found)> = Vec::new();
        for mut found in candidates(ctx, &self.query) {
            let rank = query.rank(&found.text, &found.also);
            let Some(mut rank) = rank.filter(|rank| found.may_be(rank.fit)) else {
                continue;
            };
            found.matched = std::mem::take(&mut rank.matched);
            ranked.push((rank, found));
        }
        ranked.sort_by_key(|(rank, found)| {
            let (fit, aside, score) = rank.order();
            (fit, found.is_sample(), aside, score)
        });
        if ranked
            .first()
            .is_some_and(|(rank, _)| rank.fit < Fit::Nearly)
        {
            // Who is understood made no slip.
            ranked.retain(|(rank, _)| rank.fit != Fit::Nearly);
        }
        let found = ranked.into_iter().map(|(_, found)| found);
        self.found = found.take(ROWS).collect();
        self.found_for = Some(self.query.clone());
        self.chosen = 0;
    }
}

impl Found {
    /// True for what opens another dossier: it stands behind what is in this one.
    fn is_sample(&self) -> bool {
        matches!(
            self.goal,
            Goal::Action(Action::SampleKonate | Action::SampleWorked | Action::SampleHindsight)
        )
    }

    /// What changes a dossier or a file must be meant: Enter on a chance hit would do it.
    fn may_be(&self, fit: Fit) -> bool {
        match self.goal {
            Goal::Action(action) => {
                fit == Fit::Begins || !matches!(action.group(), Group::File | Group::Edit)
            }
            Goal::Player(_) | Goal::Field(_) => true,
        }
    }
}

/// What people call an action besides its own words.
fn other_words(action: Action) -> &'static str {
    match action {
        Action::ZoomIn | Action::ZoomOut | Action::ZoomReset => "zoom scale",
        Action::Inspector => "sources history side panel",
        Action::Shortcuts => "help",
        Action::Quit => "exit",
        Action::RecordOffer => "record an offer",
        Action::ImportFiles => "choose tables events",
        _ => "",
    }
}

fn candidates(ctx: &ViewCtx<'_>, query: &str) -> Vec<Found> {
    let found = |goal, text: String, aside: &str| Found {
        goal,
        text,
        aside: aside.to_owned(),
        also: String::new(),
        matched: Vec::new(),
    };
    let actions = Action::ALL
        .iter()
        .filter(|action| **action != Action::Palette && disabled(**action, ctx).is_none());
    let mut all: Vec<Found> = actions
        .map(|action| {
            // The step that undo would take back names a field: whoever looks for that field must
            // not undo it.
            let (words, whole) = (action.label().to_owned(), label(*action, ctx));
            let aside = match whole.strip_prefix(&words) {
                Some(step) if !step.is_empty() => {
                    format!("{}  {}", step.trim_start_matches(": "), action.keys())
                }
                _ => action.keys().to_owned(),
            };
            Found {
                also: other_words(*action).to_owned(),
                ..found(Goal::Action(*action), words, &aside)
            }
        })
        .collect();
    for comparison in ctx.dossier.comparisons.values() {
        let goal = Goal::Field(FieldRef::Comparison(comparison.id));
        all.push(found(goal, comparison.name.clone(), "comparison"));
    }
    for player in ctx.dossier.players.values().take(PLAYERS) {
        let club = player.facts.value(FactKey::Club).map(ToString::to_string);
        let club = club.unwrap_or_default();
        let aside = match club.as_str() {
            "" => player.role.label().to_owned(),
            club => format!("{club}, {}", player.role.label().to_lowercase()),
        };
        let whom = found(Goal::Player(player.id), player.name.clone(), &aside);
        all.push(Found { also: club, ..whom });
        if query.is_empty() || player.role == PlayerRole::Pool {
            continue;
        }
        for key in FactKey::ALL {
            let field = FieldRef::Fact(player.id, *key);
            all.push(found(
                Goal::Field(field),
                format!("{}, {}", player.short_name(), key.name().to_lowercase()),
                "field",
            ));
        }
        for key in PlayerField::ALL {
            let field = FieldRef::Player(player.id, *key);
            all.push(found(
                Goal::Field(field),
                format!("{}, {}", player.short_name(), key.label().to_lowercase()),
                "field",
            ));
        }
    }
    if !query.is_empty() {
        all.extend(of_negotiations(ctx));
    }
    all
}

/// The terms, beliefs and rounds of what is being negotiated.
fn of_negotiations(ctx: &ViewCtx<'_>) -> Vec<Found> {
    let mut all = Vec::new();
    for negotiation in ctx.dossier.negotiations.values() {
        let Some(player) = ctx.dossier.player(negotiation.player) else {
            continue;
        };
        let whose = player.short_name();
        for (field, words) in negotiation.fields() {
            all.push(Found {
                goal: Goal::Field(field),
                text: format!("{whose}, {words}"),
                aside: "negotiation".to_owned(),
                also: String::new(),
                matched: Vec::new(),
            });
        }
    }
    all
}
