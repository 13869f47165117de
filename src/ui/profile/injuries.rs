//! Injuries: a lane for each season, how much is known, and a row for each spell.

use chrono::NaiveDate;
use eframe::egui;
use egui::{Id, Sense, Vec2};

use super::row::{Cell, Cells, hand_over, header_row, row_ui, words};
use crate::chart::injury_lanes::{Injuries, injury_lanes};
use crate::chart::scene::{Group, Tint};
use crate::domain::date::day_text;
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::extra::Extra;
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::injury::{BodySide, InjuryCoverage, Spell, SpellGroup, SpellTotals};
use crate::domain::player::Player;
use crate::domain::sourced::Basis;
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, size, space};
use crate::ui::widgets::chart::{UiMeasure, chart_ui, colour};
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::rows::section_heading;

/// A day and, before it, the sign of its calendar.
const DATE: f32 = 100.0;
const DAYS: f32 = 32.0;
const GAMES: f32 = 40.0;
const SQUARE: f32 = 10.0;
const REMOVE: f32 = 24.0;

/// The column of the injuries.
pub fn injuries_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let totals = SpellTotals::of(&player.spells, ctx.on);
    section_heading(ui, "Injuries", &totals.to_string());
    let source = |basis: &Basis| ctx.source_words(basis);
    let injuries = Injuries {
        player: player.id,
        spells: &player.spells,
        coverage: player.injury_coverage.as_ref(),
        on: ctx.on,
        row: if ctx.narrow { 24.0 } else { 26.0 },
        source: &source,
    };
    let scene = injury_lanes(&UiMeasure::new(ui), ui.available_width(), injuries);
    if let Some(field) = chart_ui(ui, "lanes", &scene).clicked {
        view.show_field(&field);
    }
    ui.add_space(space::S);
    ui.spacing_mut().item_spacing.y = 0.0;
    coverage_ui(ui, ctx, player, view, out);
    spells_ui(ui, ctx, player, view, out);
}

/// From when to when his injuries are known.
fn coverage_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let field = FieldRef::Player(player.id, PlayerField::Coverage);
    let known = player.injury_coverage.clone();
    let mut next = known.clone();
    row_ui(ui, Some(&field), view, |cells| {
        cells.findings(ctx);
        cells.label("Records cover", 90.0);
        let from = known.as_ref().map(|coverage| {
            coverage
                .from
                .map_or_else(|| "whole career".to_owned(), |from| from.to_string())
        });
        let until = known.as_ref().map(|coverage| {
            coverage
                .until
                .map_or_else(|| "decision date".to_owned(), |until| until.to_string())
        });
        let from = from.unwrap_or_default();
        let until = until.unwrap_or_default();
        let parse = |text: &str| match text.trim() {
            "whole career" | "decision date" => Ok(None),
            text => typed::date(text, ctx.on).map_err(|err| err.to_string()),
        };
        let cell = Cell::new("Records cover from", &from, "from when?", 96.0).right();
        if let Some(from) = cells.cell(cell, parse) {
            next.get_or_insert_with(nothing_known).from = from;
        }
        cells.words("to", 16.0);
        let cell = Cell::new("Records cover until", &until, "until when?", 96.0);
        if let Some(until) = cells.cell(cell, parse) {
            next.get_or_insert_with(nothing_known).until = until;
        }
        if let Some(coverage) = &known {
            cells.mark(ctx.mark(&coverage.basis, false));
            if cells.remove("Forget what the records cover") {
                next = None;
            }
        }
    });
    if next != known {
        out.edit(Edit::Player(player.id, PlayerEdit::SetCoverage(next)));
    }
}

fn nothing_known() -> InjuryCoverage {
    InjuryCoverage {
        from: None,
        until: None,
        basis: Basis::default(),
        extra: Extra::new(),
    }
}

fn spells_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let fixed = SQUARE + 2.0 * DATE + DAYS + GAMES + size::MARK_SLOT + REMOVE + 7.0 * space::DENSE;
    let kind = (ui.available_width() - fixed).max(70.0);
    new_spell_ui(ui, ctx, player, kind, view, out);
    header_row(
        ui,
        &[
            ("", SQUARE, false),
            ("Type", kind, false),
            ("From", DATE, true),
            ("To", DATE, true),
            ("Days", DAYS, true),
            ("Games", GAMES, true),
        ],
    );
    let mut spells: Vec<&Spell> = player.spells.iter().collect();
    spells.sort_by_key(|spell| std::cmp::Reverse(spell.from));
    for spell in spells {
        ui.push_id(spell.id, |ui| {
            spell_ui(ui, ctx, player, spell, kind, view, out)
        });
    }
}

/// The row of a new injury. Its type waits here until its first day is known: an injury without one
/// is no record, and a day that nobody said must not stand in the dossier.
fn new_spell_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    kind: f32,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let memory = ui.make_persistent_id("new injury");
    let waiting: String = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let begun = ui.make_persistent_id("new injury begun");
    let mut next = waiting.clone();
    let from = row_ui(ui, None, view, |cells| {
        let hint = "Add an injury, such as hamstring";
        let width = if waiting.is_empty() {
            SQUARE + kind + DATE
        } else {
            SQUARE + kind
        };
        let cell = Cell::new("New injury", &waiting, hint, width);
        if let Some(typed) = cells.cell(cell, words) {
            next = typed;
        }
        if waiting.is_empty() {
            return None;
        }
        if cells
            .ui()
            .data(|data| data.get_temp(begun))
            .unwrap_or(false)
        {
            cells.ui().data_mut(|data| data.remove::<bool>(begun));
            cells.focus_next();
        }
        let cell = Cell::new("First day out of the new injury", "", "from when?", DATE).right();
        let from = cells.date(cell, None, ctx.on, |text| day(ctx, text, false));
        if cells.remove("Do not add this injury") {
            next = String::new();
        }
        from.flatten()
    });
    if let Some(from) = from {
        let spell = new_spell(ctx, waiting, from);
        view.inspect(&FieldRef::Spell(player.id, spell.id));
        ui.data_mut(|data| data.insert_temp(asked_for_end(&spell), true));
        out.edit(Edit::Player(player.id, PlayerEdit::PutSpell(spell)));
        ui.data_mut(|data| data.remove::<String>(memory));
    } else if next != waiting {
        let is_new = !next.is_empty();
        ui.data_mut(|data| {
            data.insert_temp(memory, next);
            data.insert_temp(begun, is_new);
        });
        ui.ctx().request_repaint();
    }
}

/// Remembers that the last day of a new injury is asked for next.
fn asked_for_end(spell: &Spell) -> Id {
    Id::unique(("last day of new injury", spell.id))
}

fn new_spell(ctx: &ViewCtx<'_>, kind: String, from: NaiveDate) -> Spell {
    Spell {
        id: ctx.new_id(),
        group: SpellGroup::of_kind(&kind),
        kind,
        body_part: String::new(),
        side: None,
        from,
        to: None,
        games_missed_club: None,
        games_missed_country: None,
        surgery: false,
        counts: None,
        basis: Basis::default(),
        extra: Extra::new(),
    }
}

fn spell_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    spell: &Spell,
    kind: f32,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let field = FieldRef::Spell(player.id, spell.id);
    let mut next = spell.clone();
    let removed = row_ui(ui, Some(&field), view, |cells| {
        first_line(cells, ctx, spell, kind, &mut next)
    });
    if view.inspected_field() == Some(&field) {
        row_ui(ui, Some(&field), view, |cells| {
            second_line(cells, spell, &mut next)
        });
    }
    let removed = removed.then_some(PlayerEdit::RemoveSpell(spell.id));
    hand_over(out, player.id, (spell, next), PlayerEdit::PutSpell, removed);
}

fn first_line(
    cells: &mut Cells<'_>,
    ctx: &ViewCtx<'_>,
    spell: &Spell,
    kind: f32,
    next: &mut Spell,
) -> bool {
    cells.findings(ctx);
    let ui = cells.ui();
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SQUARE), Sense::hover());
    let tint = colour(Tokens::of(ui), Tint::Injury(Group::from(&spell.group)));
    ui.painter().rect_filled(rect, 1, tint);
    response.on_hover_text(spell.group.label());
    let cell = Cell::new("Type of injury", &spell.kind, "type", kind);
    if let Some(kind) = cells.cell(cell, |text| match text.trim() {
        "" => Err("An injury needs a type".to_owned()),
        kind => Ok(kind.to_owned()),
    }) {
        next.kind = kind;
    }
    let from = day_text(spell.from);
    let cell = Cell::new("First day out", &from, "from", DATE).right();
    if let Some(Some(from)) =
        cells.date(cell, Some(spell.from), ctx.on, |text| day(ctx, text, true))
    {
        next.from = from;
    }
    let to = spell.to.map_or_else(String::new, day_text);
    let asked = asked_for_end(spell);
    if cells.ui().data_mut(|data| data.remove_temp(asked)) == Some(true) {
        cells.focus_next();
    }
    let cell = Cell::new("Last day out", &to, "still out", DATE).right();
    if let Some(to) = cells.date(cell, spell.to, ctx.on, |text| day(ctx, text, false)) {
        next.to = to;
    }
    cells.words(&spell.days_out(ctx.on).to_string(), DAYS);
    let games = spell
        .games_missed_club
        .map_or_else(String::new, |games| games.to_string());
    let cell = Cell::new("Games missed for the club", &games, "—", GAMES).right();
    cells.put(cell, games_of, &mut next.games_missed_club);
    cells.mark(ctx.mark(&spell.basis, false));
    cells.remove("Remove this injury")
}

/// What is rarely looked at; shown for the row that is inspected.
fn second_line(cells: &mut Cells<'_>, spell: &Spell, next: &mut Spell) {
    let groups: Vec<(SpellGroup, &str)> = SpellGroup::ALL
        .iter()
        .map(|group| (group.clone(), group.label()))
        .collect();
    let field = ChoiceField::new("Injury group", spell.group.label()).width(110.0);
    if let Some(group) = field.ui(cells.ui(), &groups, Some(&spell.group)) {
        next.group = group;
    }
    let cell = Cell::new("Body part", &spell.body_part, "body part", 74.0);
    cells.put(cell, words, &mut next.body_part);
    let mut sides: Vec<(Option<BodySide>, &str)> = vec![(None, "side?")];
    sides.extend(
        BodySide::ALL
            .iter()
            .map(|side| (Some(side.clone()), side.label())),
    );
    let shown = spell.side.as_ref().map_or("side?", BodySide::label);
    if let Some(side) =
        ChoiceField::new("Side", shown)
            .width(64.0)
            .ui(cells.ui(), &sides, Some(&spell.side))
    {
        next.side = side;
    }
    let country = spell
        .games_missed_country
        .map_or_else(String::new, |games| games.to_string());
    let cell = Cell::new(
        "Games missed for his country",
        &country,
        "country games",
        76.0,
    );
    cells.put(cell, games_of, &mut next.games_missed_country);
    cells.ui().checkbox(&mut next.surgery, "surgery");
}

fn day(ctx: &ViewCtx<'_>, text: &str, required: bool) -> Result<Option<NaiveDate>, String> {
    match typed::day(text, ctx.on) {
        Ok(None) if required => Err("An injury needs its first day".to_owned()),
        Ok(day) => Ok(day),
        Err(err) => Err(err.to_string()),
    }
}

fn games_of(text: &str) -> Result<Option<u16>, String> {
    let games = typed::count(text, 0..=200).map_err(|err| err.to_string())?;
    games
        .map(u16::try_from)
        .transpose()
        .map_err(|err| err.to_string())
}
