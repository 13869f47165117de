//! The clock of the negotiation: windows, pre-contract, the end of his contract, and the date at
//! which everything is reckoned, which can be dragged.

use eframe::egui;

use super::Shown;
use crate::chart::clock::{Clock, clock};
use crate::domain::fact::FactKey;
use crate::domain::field::FieldRef;
use crate::editor::command::{Command, Commands};
use crate::ui::ViewCtx;
use crate::ui::state::{Floating, ViewState};
use crate::ui::tokens::{Tokens, Type};
use crate::ui::widgets::chart::{UiMeasure, draggable_chart_ui};

/// The clock.
pub fn clock_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let windows = ctx.dossier.windows_by_day();
    let windows: Vec<_> = windows.iter().map(|window| window.as_ref()).collect();
    let field = FieldRef::Fact(shown.player.id, FactKey::ContractEnd);
    let clock_of_talks = Clock {
        decision: ctx.on,
        around: ctx.dossier.head.decision_date,
        windows: &windows,
        contract_end: shown.player.contract_end().map(|end| (end, &field)),
    };
    let chart = clock(&UiMeasure::new(ui), ui.available_width(), clock_of_talks);
    let drawn = draggable_chart_ui(ui, "clock", &chart.scene);
    if let (true, Some(point)) = (drawn.response.dragged(), drawn.pointer()) {
        let day = chart.axis.date_at(point.x);
        if day != ctx.on {
            out.push(Command::LookAt(Some(day)));
        }
    }
    match drawn.clicked {
        Some(FieldRef::Window(_)) => view.floating = Some(Floating::Windows),
        Some(field) => view.show_field(&field),
        None => {}
    }
    if let Some(before) = view.negotiate.at_decision(ctx, shown.negotiation.id) {
        let words = shown.reckoning.change_from(&before.reckoning);
        let line = Type::NoteStrong.rich(words).color(Tokens::of(ui).text);
        ui.add(egui::Label::new(line).truncate());
    }
}
