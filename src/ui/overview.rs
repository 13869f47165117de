//! The case at a glance: the question and its clock, the targets, the hole in the squad, the room
//! to agree, and what is wrong with the file.

mod brief;
mod changes;
mod outlook;
mod targets;

use eframe::egui;

use super::ViewCtx;
use super::inspector::finding_row;
use super::state::ViewState;
use super::tokens::{Type, size, space};
use super::widgets::button::quiet_button;
use super::widgets::rows::{section_heading, section_heading_with};
use crate::editor::command::Commands;

/// Findings that are listed before somebody asks for all.
const FINDINGS: usize = 16;
/// Below this width the two columns stand below each other.
const TWO_COLUMNS: f32 = 900.0;

/// The screen.
pub fn overview_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let inset = if ctx.narrow { space::M } else { space::L };
    egui::ScrollArea::vertical()
        .id_salt("overview")
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new().inner_margin(inset).show(ui, |ui| {
                ui.set_max_width(ui.available_width().min(size::PAGE));
                brief::question_ui(ui, ctx, view, out);
                ui.add_space(space::L);
                brief::clock_ui(ui, ctx, view, out);
                ui.add_space(space::XL);
                targets::targets_ui(ui, ctx, view);
                ui.add_space(space::XL);
                if ui.available_width() >= TWO_COLUMNS {
                    two_columns_ui(ui, ctx, view, out);
                } else {
                    left_ui(ui, ctx, view);
                    ui.add_space(space::XL);
                    right_ui(ui, ctx, view, out);
                }
                ui.add_space(space::XL);
            });
        });
}

fn two_columns_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let width = (ui.available_width() - space::XXL) / 2.0;
    let inner = ui.spacing().item_spacing.x;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XXL;
        for is_left in [true, false] {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.x = inner;
                ui.set_width(width);
                if is_left {
                    left_ui(ui, ctx, view);
                } else {
                    right_ui(ui, ctx, view, out);
                }
            });
        }
    });
}

fn left_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    outlook::hole_ui(ui, ctx, view);
    ui.add_space(space::XL);
    outlook::room_ui(ui, ctx, view);
    ui.add_space(space::XL);
    changes::statements_ui(ui, ctx, view);
}

fn right_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    findings_ui(ui, ctx, view, out);
    ui.add_space(space::XL);
    changes::changes_ui(ui, ctx, view);
}

fn findings_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let findings = &ctx.derived.findings;
    let counts = findings.counts();
    let heading = ui.scope(|ui| {
        section_heading_with(ui, "Findings", &counts.to_string(), |ui| {
            ui.label(
                Type::Note
                    .rich("Enter goes to the field")
                    .color(super::tokens::Tokens::of(ui).text3),
            );
        });
    });
    if std::mem::take(&mut view.scroll_to_findings) {
        heading.response.scroll_to_me(Some(egui::Align::TOP));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let total = counts.errors + counts.warnings + counts.notes;
    if total == 0 {
        let words = "Nothing is missing, contradictory, stale or outside a rule";
        ui.label(
            Type::Body
                .rich(words)
                .color(super::tokens::Tokens::of(ui).text2),
        );
    }
    let shown = if view.all_findings {
        total.min(200)
    } else {
        FINDINGS
    };
    for (idx, finding) in findings.all().take(shown).enumerate() {
        let row = ui.push_id(idx, |ui| finding_row(finding).ui(ui)).inner;
        if row.clicked() {
            view.show_field(&finding.field);
        }
        if let Some(mend) = finding.mend {
            ui.push_id((idx, "mend"), |ui| {
                ui.horizontal(|ui| {
                    ui.add_space(space::XL);
                    if quiet_button(ui, mend.label()).clicked() {
                        out.edit(mend.edit());
                    }
                });
            });
        }
    }
    if total > FINDINGS {
        ui.add_space(space::S);
        let words = if view.all_findings {
            "Show fewer".to_owned()
        } else {
            format!("Show all {total}")
        };
        if super::widgets::button::Button::bare(&words)
            .ui(ui)
            .clicked()
        {
            view.all_findings = !view.all_findings;
        }
    }
}

fn heading(ui: &mut egui::Ui, title: &str, note: &str) {
    section_heading(ui, title, note);
}
