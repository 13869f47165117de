//! The clock of the negotiation: windows, pre-contract, the end of his contract, and the date at
//! which everything is reckoned, which can be dragged.

use eframe::egui;

use super::Page;
use crate::chart::clock::{Clock, clock};
use crate::domain::fact::FactKey;
use crate::domain::field::FieldRef;
use crate::editor::command::Command;
use crate::ui::state::Floating;
use crate::ui::tokens::{Tokens, Type};
use crate::ui::widgets::chart::{UiMeasure, draggable_chart_ui};

/// The clock.
pub fn clock_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let windows = page.ctx.dossier.windows_by_day();
    let windows: Vec<_> = windows.iter().map(|window| window.as_ref()).collect();
    let field = FieldRef::Fact(page.shown.player.id, FactKey::ContractEnd);
    let clock_of_talks = Clock {
        decision: page.ctx.on,
        around: page.ctx.dossier.head.decision_date,
        windows: &windows,
        contract_end: page.shown.player.contract_end().map(|end| (end, &field)),
    };
    let chart = clock(&UiMeasure::new(ui), ui.available_width(), clock_of_talks);
    let drawn = draggable_chart_ui(ui, "clock", &chart.scene);
    if let (true, Some(point)) = (drawn.response.dragged(), drawn.pointer()) {
        let day = chart.axis.date_at(point.x);
        if day != page.ctx.on {
            page.out.push(Command::LookAt(Some(day)));
        }
    }
    match drawn.clicked {
        Some(FieldRef::Window(_)) => page.view.floating = Some(Floating::Windows),
        Some(field) => page.view.show_field(&field),
        None => {}
    }
    if let Some(before) = page
        .view
        .reckonings
        .at_decision(page.ctx, page.shown.negotiation.id)
    {
        let words = page.shown.reckoning.change_from(&before.reckoning);
        let line = Type::NoteStrong.rich(words).color(Tokens::of(ui).text);
        ui.add(egui::Label::new(line).truncate());
    }
}
