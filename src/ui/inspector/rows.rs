//! The readings of the inspected value: which one is used, and what each rests on.

use eframe::egui;

use super::basis::{Rebased, basis_ui};
use crate::domain::belief::belief;
use crate::domain::career::Transfer;
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
    let rows = &mut Rows {
        ui,
        ctx,
        player,
        view,
        out,
    };
    match field {
        FieldRef::Fact(_, key) => fact_ui(rows.ui, ctx, player, *key, rows.out),
        FieldRef::Spell(_, id) => {
            if let Some(spell) = player.spells.iter().find(|spell| spell.id == *id) {
                rows.basis_ui(spell, |spell| &mut spell.basis, PlayerEdit::PutSpell);
                rows.remove_ui("Remove this injury", PlayerEdit::RemoveSpell(*id));
            }
        }
        FieldRef::Valuation(_, id) => {
            if let Some(value) = player.valuations.iter().find(|value| value.id == *id) {
                rows.basis_ui(value, |value| &mut value.basis, PlayerEdit::PutValuation);
                rows.remove_ui("Remove this market value", PlayerEdit::RemoveValuation(*id));
            }
        }
        FieldRef::Transfer(_, id) => {
            if let Some(transfer) = player.transfers.iter().find(|transfer| transfer.id == *id) {
                rows.basis_ui(transfer, |it| &mut it.basis, PlayerEdit::PutTransfer);
                fees_ui(rows.ui, ctx, player.id, transfer, rows.out);
                rows.remove_ui("Remove this transfer", PlayerEdit::RemoveTransfer(*id));
            }
        }
        FieldRef::Season(_, id) => {
            if let Some(line) = player.seasons.iter().find(|line| line.id == *id) {
                rows.basis_ui(line, |line| &mut line.basis, PlayerEdit::PutSeason);
                rows.remove_ui("Remove this season", PlayerEdit::RemoveSeason(*id));
            }
        }
        FieldRef::Training(_, id) => {
            if let Some(stay) = player.training.iter().find(|stay| stay.id == *id) {
                rows.basis_ui(stay, |stay| &mut stay.basis, PlayerEdit::PutTraining);
                rows.remove_ui("Remove this stay", PlayerEdit::RemoveTraining(*id));
            }
        }
        FieldRef::Player(_, PlayerField::Coverage) => {
            if let Some(coverage) = &player.injury_coverage {
                let put = |coverage| PlayerEdit::SetCoverage(Some(coverage));
                rows.basis_ui(coverage, |it| &mut it.basis, put);
            }
        }
        _ => {}
    }
}

/// What can be done with one record of a player.
struct Rows<'a> {
    ui: &'a mut egui::Ui,
    ctx: &'a ViewCtx<'a>,
    player: &'a Player,
    view: &'a mut ViewState,
    out: &'a mut Commands,
}

impl Rows<'_> {
    /// The one basis of a record.
    fn basis_ui<T: Clone>(
        &mut self,
        record: &T,
        basis: fn(&mut T) -> &mut Basis,
        put: fn(T) -> PlayerEdit,
    ) {
        self.ui.add_space(space::M);
        section_heading(self.ui, "Source", "");
        let mut next = record.clone();
        let place = basis(&mut next);
        if let Some(rebased) = basis_ui(self.ui, self.ctx, place) {
            place.clone_from(&rebased.basis);
            push(self.out, Edit::Player(self.player.id, put(next)), rebased);
        }
    }

    fn remove_ui(&mut self, words: &str, edit: PlayerEdit) {
        self.ui.add_space(space::M);
        if quiet_button(self.ui, words).clicked() {
            self.out.edit(Edit::Player(self.player.id, edit));
            self.view.inspected = None;
        }
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
    transfer: &Transfer,
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
        let transfer = Transfer {
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
