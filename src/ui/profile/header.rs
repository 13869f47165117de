//! Two lines that say who he is, and his contract as a ribbon.

use eframe::egui;
use egui::{Align, Layout, Sense, Vec2, vec2};

use crate::chart::contract_ribbon::{Ribbon, contract_ribbon};
use crate::domain::edit::{ComparisonEdit, Edit, PlayerEdit};
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::player::{Player, Role, Stage};
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::compare::compare_players;
use crate::ui::icons::Icon;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, radius, space};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::chart::{UiMeasure, chart_ui, player_mark};
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::fields::name_of;
use crate::ui::widgets::menu::{menu_below, menu_item};
use crate::ui::widgets::paint;

const RIBBON: f32 = 390.0;
/// Beside a long name it is shorter.
const NARROW_RIBBON: f32 = 280.0;
/// Where the ribbon has a line of its own, it need not be longer.
const WIDE_RIBBON: f32 = 620.0;
/// From these widths of the page and of the window the ribbon stands beside the name.
const BESIDE: f32 = 860.0;
const WIDE_WINDOW: f32 = 1100.0;
/// What stands right of the name: role, stage, and the buttons.
const CONTROLS: f32 = 352.0;
const PORTRAIT: f32 = 44.0;

/// The header.
pub fn header_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    // Beside the ribbon the name would be cut, or its buttons would lie under the ribbon.
    let below = ui.available_width() < BESIDE || ui.ctx().content_rect().width() < WIDE_WINDOW;
    let beside = PORTRAIT + name_width(ui, player) + CONTROLS + 3.0 * space::L;
    let ribbon = (ui.available_width() - beside).clamp(NARROW_RIBBON, RIBBON);
    ui.horizontal_top(|ui| {
        portrait_ui(ui, player);
        let room = ui.available_width() - if below { 0.0 } else { ribbon + space::L };
        ui.vertical(|ui| {
            ui.set_width(room);
            ui.horizontal(|ui| name_ui(ui, ctx, player, view, out));
            let line = paint::line(
                ui,
                &second_line(ctx, player),
                Type::Body,
                Tokens::of(ui).text2,
                room,
            );
            let (rect, response) = ui.allocate_exact_size(vec2(room, 20.0), Sense::hover());
            paint::put_left(ui.painter(), rect.left(), rect, &line);
            response.on_hover_text(second_line(ctx, player));
        });
        if !below {
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                ribbon_ui(ui, ctx, player, ribbon, view);
            });
        }
    });
    if below {
        ui.add_space(space::S);
        let width = ui.available_width().min(WIDE_RIBBON);
        ribbon_ui(ui, ctx, player, width, view);
    }
}

/// The time to the end of his contract.
fn ribbon_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    width: f32,
    view: &mut ViewState,
) {
    let field = FieldRef::Fact(player.id, FactKey::ContractEnd);
    let option = match player.facts.value(FactKey::OptionYear) {
        Some(FactValue::Option(option)) => Some(option),
        _ => None,
    };
    let ribbon_of = Ribbon {
        on: ctx.on,
        end: player.contract_end(),
        option,
        field: &field,
    };
    let scene = contract_ribbon(&UiMeasure::new(ui), width, ribbon_of);
    if let Some(field) = chart_ui(ui, "ribbon", &scene).clicked {
        view.show_field(&field);
    }
}

fn portrait_ui(ui: &mut egui::Ui, player: &Player) {
    let t = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(PORTRAIT), Sense::hover());
    ui.painter().rect_filled(rect, radius::CONTROL, t.track);
    let initials: String = player
        .name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect();
    let words = paint::line(
        ui,
        &initials.to_uppercase(),
        Type::Section,
        t.text2,
        PORTRAIT,
    );
    paint::put_left(
        ui.painter(),
        rect.center().x - words.size().x / 2.0,
        rect,
        &words,
    );
}

/// The room that his name takes, and the edge of its field.
fn name_width(ui: &egui::Ui, player: &Player) -> f32 {
    let ink = Tokens::of(ui).text;
    let name = paint::line(ui, &player.name, Type::Title, ink, f32::INFINITY);
    name.size().x + 16.0
}

fn name_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    if let Some(slot) = ctx.slot(player.id) {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
        player_mark(
            ui.painter(),
            rect.center(),
            12.0,
            slot,
            player.role != Role::Own,
            t,
        );
    }
    let width = name_width(ui, player);
    let is_target = player.role == Role::Target;
    let controls = if is_target {
        CONTROLS
    } else {
        CONTROLS - 120.0
    };
    let most = (ui.available_width() - controls).max(120.0);
    let field = DraftField::new("Name", &player.name)
        .text(Type::Title)
        .plain()
        .width(width.clamp(80.0, most));
    let mut shown = field.ui(ui, name_of("A player"));
    if width > most {
        shown.response = shown.response.on_hover_text(&player.name);
    }
    view.follow(
        &FieldRef::Player(player.id, PlayerField::Name),
        &shown.response,
    );
    if let Some(name) = shown.committed {
        out.edit(Edit::Player(player.id, PlayerEdit::SetName(name)));
    }
    let roles: Vec<(Role, &str)> = Role::ALL
        .iter()
        .map(|role| (role.clone(), role.label()))
        .collect();
    let field = ChoiceField::new("Role", player.role.label()).width(104.0);
    let of_role = FieldRef::Player(player.id, PlayerField::Role);
    view.follow_id(&of_role, ui, field.resolved_id(ui));
    let of_stage = FieldRef::Player(player.id, PlayerField::Stage);
    if player.role != Role::Target && view.reveal.as_ref() == Some(&of_stage) {
        // Only a target has a stage; his role decides whether he is one.
        view.follow_id(&of_stage, ui, field.resolved_id(ui));
    }
    if let Some(role) = field.ui(ui, &roles, Some(&player.role)) {
        out.edit(Edit::Player(player.id, PlayerEdit::SetRole(role)));
    }
    if is_target {
        let mut stages: Vec<(Option<Stage>, &str)> = vec![(None, "no stage")];
        stages.extend(
            Stage::ALL
                .iter()
                .map(|stage| (Some(stage.clone()), stage.label())),
        );
        let shown = player.stage.as_ref().map_or("no stage", Stage::label);
        let field = ChoiceField::new("Stage", shown).width(112.0);
        view.follow_id(&of_stage, ui, field.resolved_id(ui));
        if let Some(stage) = field.ui(ui, &stages, Some(&player.stage)) {
            out.edit(Edit::Player(player.id, PlayerEdit::SetStage(stage)));
        }
    }
    add_to_comparison_ui(ui, ctx, player, view, out);
    for (icon, words, step) in [
        (Icon::ChevronLeft, "Previous player", -1),
        (Icon::ChevronRight, "Next player", 1),
    ] {
        if icon_button(ui, icon, words).clicked()
            && let Some(next) = neighbour(ctx, player, step)
        {
            view.show_player(next);
        }
    }
}

/// The comparisons in which he stands or may stand.
fn add_to_comparison_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let button = icon_button(ui, Icon::Compare, "Add to comparison");
    menu_below(&button, |ui| {
        ui.set_min_width(240.0);
        for comparison in ctx.dossier.comparisons.values() {
            let is_in = comparison.players.contains(&player.id);
            let (words, aside) = if is_in {
                (format!("Show {}", comparison.name), "he is in it")
            } else {
                (format!("Add to {}", comparison.name), "")
            };
            if menu_item(ui, &words, aside).clicked() {
                if !is_in {
                    let edit = ComparisonEdit::AddPlayer(player.id);
                    out.edit(Edit::Comparison(comparison.id, edit));
                }
                view.show_comparison(comparison.id);
            }
        }
        if menu_item(ui, "New comparison with him", "").clicked() {
            compare_players(ctx, vec![player.id], view, out);
        }
    });
}

/// The player before or after in the order of the table.
fn neighbour(
    ctx: &ViewCtx<'_>,
    player: &Player,
    step: isize,
) -> Option<crate::domain::id::PlayerId> {
    let arranged = ctx.editor.arranged();
    let here = arranged.position_of(player.id)?;
    arranged.player_near(here, step)
}

fn second_line(ctx: &ViewCtx<'_>, player: &Player) -> String {
    let fact = |key| player.facts.value(key).map(ToString::to_string);
    let age = player.age(ctx.on).map(|age| format!("{age} years"));
    let height = fact(FactKey::Height).map(|height| format!("{height} cm"));
    let foot = match player.facts.value(FactKey::Foot) {
        Some(FactValue::Foot(crate::domain::fact::Foot::Both)) => Some("both feet".to_owned()),
        Some(foot) => Some(format!("{foot} foot")),
        None => None,
    };
    let parts = [
        fact(FactKey::Position),
        age,
        height,
        foot,
        fact(FactKey::Nationality),
        fact(FactKey::Club),
    ];
    let known: Vec<String> = parts.into_iter().flatten().collect();
    if known.is_empty() {
        "Nothing entered yet".to_owned()
    } else {
        known.join(" · ")
    }
}
