//! One player: who he is, what binds him, how available he was, and what he was held to be worth.
//! Every field is edited where it stands.

mod career;
mod facts;
mod header;
mod injuries;
mod performance;
mod row;
mod strip;

use eframe::egui;

use super::ViewCtx;
use super::inspector::finding_row;
use super::negotiate;
use super::state::{Screen, ViewState};
use super::tokens::{Tokens, Type, size, space};
use super::widgets::rows::{empty_state, section_heading};
use crate::domain::player::{Player, Role};
use crate::editor::command::Commands;

/// Widths from which the page has three columns, or two: with less, the rows of the middle or the
/// right column would reach out of it.
const THREE_COLUMNS: f32 = 1240.0;
const TWO_COLUMNS: f32 = 772.0;
/// The column of the facts and the column of the injuries.
const FACTS: f32 = 280.0;
const INJURIES: f32 = 468.0;

/// The screen.
pub fn profile_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let Some(player) = view.player.and_then(|id| ctx.dossier.player(id)) else {
        gone_ui(ui, view);
        return;
    };
    let inset = if ctx.narrow { space::M } else { space::L };
    egui::ScrollArea::vertical()
        .id_salt(("profile", player.id))
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new().inner_margin(inset).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(size::PAGE));
                ui.push_id(player.id, |ui| {
                    header::header_ui(ui, ctx, player, view, out);
                    ui.add_space(space::M);
                    strip::strip_ui(ui, ctx, player, view);
                    ui.add_space(space::L);
                    if is_blank(player) {
                        blank_ui(ui);
                        ui.add_space(space::L);
                    }
                    columns_ui(ui, ctx, player, view, out);
                });
            });
        });
}

fn gone_ui(ui: &mut egui::Ui, view: &mut ViewState) {
    egui::Frame::new().inner_margin(space::L).show(ui, |ui| {
        let words = "He was removed, or the step that added him was undone. Redo brings him back.";
        if empty_state(
            ui,
            "This player is not in the dossier",
            words,
            Some("Back to players"),
        ) {
            view.show(Screen::Players);
        }
    });
}

/// True if only his name is known.
fn is_blank(player: &Player) -> bool {
    player.facts.is_empty()
        && player.spells.is_empty()
        && player.transfers.is_empty()
        && player.valuations.is_empty()
        && player.seasons.is_empty()
}

fn blank_ui(ui: &mut egui::Ui) {
    empty_state(
        ui,
        "Only his name is known",
        "Born, club and contract end give his age, the months left and whom to ask. Injuries and the \
         span that they cover give his availability, market values a measure for the price. Each is \
         typed where it stands below.",
        None,
    );
}

type Part = fn(&mut egui::Ui, &ViewCtx<'_>, &Player, &mut ViewState, &mut Commands);

fn columns_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let width = ui.available_width();
    let is_priced =
        player.role == Role::Target || ctx.dossier.negotiation_over(player.id).is_some();
    let price: &[Part] = if is_priced { &[negotiation_ui] } else { &[] };
    let mut columns: Vec<(f32, Vec<Part>)> = if width >= THREE_COLUMNS {
        let middle = width - FACTS - INJURIES - 2.0 * space::XL;
        vec![
            (FACTS, vec![facts::facts_ui, career::values_ui]),
            (
                middle,
                vec![
                    career::transfers_ui,
                    performance::seasons_ui,
                    career::training_ui,
                    findings_ui,
                ],
            ),
            (INJURIES, vec![injuries::injuries_ui]),
        ]
    } else if width >= TWO_COLUMNS {
        let right = (width - FACTS - space::XL).max(FACTS);
        vec![
            (FACTS, vec![facts::facts_ui, career::values_ui, findings_ui]),
            (
                right,
                vec![
                    injuries::injuries_ui,
                    career::transfers_ui,
                    performance::seasons_ui,
                    career::training_ui,
                ],
            ),
        ]
    } else {
        let all: Vec<Part> = vec![
            facts::facts_ui,
            injuries::injuries_ui,
            career::values_ui,
            career::transfers_ui,
            performance::seasons_ui,
            career::training_ui,
            findings_ui,
        ];
        vec![(width, all)]
    };
    // In the widest column but that of the injuries, or below the facts.
    let at = columns.len().min(2).saturating_sub(1);
    if let Some((_, parts)) = columns.get_mut(at) {
        let below = usize::from(at == 0);
        parts.splice(below..below, price.iter().copied());
    }
    let inner = ui.spacing().item_spacing.x;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        for (width, parts) in columns {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = inner;
                ui.set_width(width);
                for part in parts {
                    part(ui, ctx, player, view, out);
                    ui.add_space(space::XL);
                }
            });
        }
    });
}

/// The price of him in short; somebody who is no target and not talked of has none.
fn negotiation_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    negotiate::brief_ui(ui, ctx, player.id, view, out);
}

fn findings_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    _: &mut Commands,
) {
    let findings = ctx.derived.findings.of_player(player.id);
    section_heading(ui, "Findings", "");
    if findings.is_empty() {
        let words = "Nothing is missing, contradictory, stale or outside a rule";
        ui.label(Type::Body.rich(words).color(Tokens::of(ui).text2));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for (idx, finding) in findings.iter().enumerate() {
        if ui
            .push_id(idx, |ui| finding_row(finding).ui(ui))
            .inner
            .clicked()
        {
            view.show_field(&finding.field);
        }
    }
}
