//! The readings of the inspected value: which one is used, and what each rests on.

use eframe::egui;

use super::basis::{Rebased, basis_ui};
use crate::domain::belief::belief;
use crate::domain::edit::{Edit, NegotiationEdit, PlayerEdit};
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::id::{NegotiationId, PlayerId};
use crate::domain::negotiation::BeliefValue;
use crate::domain::player::Player;
use crate::domain::sourced::{Basis, Reading, Sourced};
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark::basis_mark;
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::rows::section_heading;

/// The readings of a fact, or the one basis of a row.
pub fn readings_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    field: &FieldRef,
    view: &mut ViewState,
    out: &mut Commands,
) {
    if let FieldRef::Belief(negotiation, key) = field {
        belief_ui(ui, ctx, *negotiation, key, out);
        return;
    }
    let Some(player) = field.player().and_then(|id| ctx.dossier.player(id)) else {
        return;
    };
    match field {
        FieldRef::Fact(_, key) => fact_ui(ui, ctx, player, *key, out),
        FieldRef::Spell(_, id) => {
            if let Some(spell) = player.spells.iter().find(|spell| spell.id == *id) {
                row_ui(ui, ctx, player.id, &spell.basis, out, |basis| {
                    PlayerEdit::PutSpell(crate::domain::injury::Spell {
                        basis,
                        ..spell.clone()
                    })
                });
                remove_ui(
                    ui,
                    "Remove this injury",
                    player.id,
                    PlayerEdit::RemoveSpell(*id),
                    view,
                    out,
                );
            }
        }
        FieldRef::Valuation(_, id) => {
            if let Some(value) = player.valuations.iter().find(|value| value.id == *id) {
                row_ui(ui, ctx, player.id, &value.basis, out, |basis| {
                    PlayerEdit::PutValuation(crate::domain::career::Valuation {
                        basis,
                        ..value.clone()
                    })
                });
                remove_ui(
                    ui,
                    "Remove this market value",
                    player.id,
                    PlayerEdit::RemoveValuation(*id),
                    view,
                    out,
                );
            }
        }
        FieldRef::Transfer(_, id) => {
            if let Some(transfer) = player.transfers.iter().find(|transfer| transfer.id == *id) {
                row_ui(ui, ctx, player.id, &transfer.basis, out, |basis| {
                    PlayerEdit::PutTransfer(crate::domain::career::Transfer {
                        basis,
                        ..transfer.clone()
                    })
                });
                fees_ui(ui, ctx, player.id, transfer, out);
                remove_ui(
                    ui,
                    "Remove this transfer",
                    player.id,
                    PlayerEdit::RemoveTransfer(*id),
                    view,
                    out,
                );
            }
        }
        FieldRef::Season(_, id) => {
            if let Some(line) = player.seasons.iter().find(|line| line.id == *id) {
                row_ui(ui, ctx, player.id, &line.basis, out, |basis| {
                    PlayerEdit::PutSeason(crate::domain::career::SeasonLine {
                        basis,
                        ..line.clone()
                    })
                });
                remove_ui(
                    ui,
                    "Remove this season",
                    player.id,
                    PlayerEdit::RemoveSeason(*id),
                    view,
                    out,
                );
            }
        }
        FieldRef::Training(_, id) => {
            if let Some(training) = player.training.iter().find(|training| training.id == *id) {
                row_ui(ui, ctx, player.id, &training.basis, out, |basis| {
                    PlayerEdit::PutTraining(crate::domain::career::Training {
                        basis,
                        ..training.clone()
                    })
                });
                remove_ui(
                    ui,
                    "Remove this stay",
                    player.id,
                    PlayerEdit::RemoveTraining(*id),
                    view,
                    out,
                );
            }
        }
        FieldRef::Player(_, PlayerField::Coverage) => {
            if let Some(coverage) = &player.injury_coverage {
                row_ui(ui, ctx, player.id, &coverage.basis, out, |basis| {
                    let coverage = crate::domain::injury::InjuryCoverage {
                        basis,
                        ..coverage.clone()
                    };
                    PlayerEdit::SetCoverage(Some(coverage))
                });
            }
        }
        _ => {}
    }
}

fn fact_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    key: FactKey,
    out: &mut Commands,
) {
    let sourced = player.facts.get(key).cloned().unwrap_or_default();
    let note = match (sourced.readings.len(), sourced.disagrees()) {
        (0, _) => String::new(),
        (1, _) => "1".to_owned(),
        (count, true) => format!("{count}, they disagree"),
        (count, false) => format!("{count}, they agree"),
    };
    ui.add_space(space::M);
    section_heading(ui, "Sources", &note);
    let set =
        |sourced: Sourced<FactValue>| Edit::Player(player.id, PlayerEdit::SetFact(key, sourced));
    sourced_ui(ui, ctx, &sourced, |value| value.to_string(), set, out);
    if sourced.is_empty() {
        return;
    }
    let field = DraftField::new("Another reading", "").hint("what another source says");
    let parse =
        |text: &str| typed::fact(key, text, &ctx.dossier.head).map_err(|err| err.to_string());
    if let Some(Some(value)) = field.ui(ui, parse).committed {
        let reading = Reading::new(ctx.new_id(), value, Basis::default());
        out.edit(set(sourced.with_reading(reading)));
    }
}

/// The readings of a belief: an assumption names the person who makes it.
fn belief_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    id: NegotiationId,
    key: &str,
    out: &mut Commands,
) {
    let Some(negotiation) = ctx.dossier.negotiations.get(&id) else {
        return;
    };
    let sourced = negotiation.beliefs.get(key).cloned().unwrap_or_default();
    let note = match sourced.readings.len() {
        0 => String::new(),
        1 => "1".to_owned(),
        count => format!("{count}, one is used"),
    };
    ui.add_space(space::M);
    section_heading(ui, "Readings", &note);
    let set = |sourced: Sourced<BeliefValue>| {
        Edit::Negotiation(id, NegotiationEdit::SetBelief(key.to_owned(), sourced))
    };
    sourced_ui(ui, ctx, &sourced, |value| value.to_string(), set, out);
    let (Some(spec), false) = (belief(key), sourced.is_empty()) else {
        return;
    };
    let field = DraftField::new("Another case", "").hint("if it turns out otherwise");
    let currency = ctx.dossier.head.currency;
    let parse =
        |text: &str| typed::belief(spec.kind, text, currency).map_err(|err| err.to_string());
    if let Some(Some(value)) = field.ui(ui, parse).committed {
        let basis = Basis::assumed(ctx.editor.author());
        let reading = Reading::new(ctx.new_id(), value, basis);
        out.edit(set(sourced.with_reading(reading)));
    }
}

fn fees_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: PlayerId,
    transfer: &crate::domain::career::Transfer,
    out: &mut Commands,
) {
    ui.add_space(space::M);
    section_heading(
        ui,
        "Fee",
        if transfer.fee.disagrees() {
            "sources disagree"
        } else {
            ""
        },
    );
    let set = |fee| {
        let transfer = crate::domain::career::Transfer {
            fee,
            ..transfer.clone()
        };
        Edit::Player(player, PlayerEdit::PutTransfer(transfer))
    };
    sourced_ui(ui, ctx, &transfer.fee, |fee| fee.to_string(), set, out);
    let field = DraftField::new("Another fee", "").hint("what another source says");
    let currency = ctx.dossier.head.currency;
    let parse = |text: &str| typed::stated_amount(text, currency).map_err(|err| err.to_string());
    if let Some(Some(value)) = field.ui(ui, parse).committed {
        let reading = Reading::new(ctx.new_id(), value, Basis::default());
        out.edit(set(transfer.fee.clone().with_reading(reading)));
    }
}

/// All readings, one of them used; each with what it rests on.
fn sourced_ui<T: Clone + PartialEq>(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    sourced: &Sourced<T>,
    text: impl Fn(&T) -> String,
    set: impl Fn(Sourced<T>) -> Edit,
    out: &mut Commands,
) {
    let used = sourced.used_reading().map(|reading| reading.id);
    for reading in &sourced.readings {
        ui.push_id(reading.id, |ui| {
            let is_used = used == Some(reading.id);
            ui.horizontal(|ui| {
                let radio = ui.radio(
                    is_used,
                    if is_used {
                        Type::Strong.rich(text(&reading.value))
                    } else {
                        Type::Body.rich(text(&reading.value))
                    },
                );
                if radio
                    .on_hover_text("Use this reading in tables and sums")
                    .clicked()
                    && !is_used
                {
                    out.edit(set(sourced.clone().using(reading.id)));
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    basis_mark(ui, ctx.mark(&reading.basis, false));
                });
            });
            let header = Type::Note
                .rich(ctx.source_words(&reading.basis))
                .color(Tokens::of(ui).text2);
            let open = reading.basis.is_unsourced();
            egui::CollapsingHeader::new(header)
                .id_salt("basis")
                .default_open(open)
                .show(ui, |ui| {
                    if let Some(rebased) = basis_ui(ui, ctx, &reading.basis) {
                        let reading = Reading {
                            basis: rebased.basis.clone(),
                            ..reading.clone()
                        };
                        push(out, set(sourced.clone().with_reading(reading)), rebased);
                    }
                    if quiet_button(ui, "Remove this reading").clicked() {
                        out.edit(set(sourced.clone().without(reading.id)));
                    }
                });
            ui.add_space(space::XS);
        });
    }
}

/// The one basis of a row.
fn row_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: PlayerId,
    basis: &Basis,
    out: &mut Commands,
    edit: impl FnOnce(Basis) -> PlayerEdit,
) {
    ui.add_space(space::M);
    section_heading(ui, "Source", "");
    if let Some(rebased) = basis_ui(ui, ctx, basis) {
        push(
            out,
            Edit::Player(player, edit(rebased.basis.clone())),
            rebased,
        );
    }
}

/// Pushes an edit, together with the source that it needs as one step.
fn push(out: &mut Commands, edit: Edit, rebased: Rebased) {
    out.edit(match rebased.new_source {
        Some(source) => Edit::Many {
            label: "add source".to_owned(),
            edits: vec![source, edit],
        },
        None => edit,
    });
}

fn remove_ui(
    ui: &mut egui::Ui,
    words: &str,
    player: PlayerId,
    edit: PlayerEdit,
    view: &mut ViewState,
    out: &mut Commands,
) {
    ui.add_space(space::M);
    if quiet_button(ui, words).clicked() {
        out.edit(Edit::Player(player, edit));
        view.inspected = None;
    }
}
