//! What one chart tells the others: the field or the subject below the pointer.

use eframe::egui;
use egui::{Id, Ui};

use crate::domain::field::FieldRef;

/// The field below the pointer, with the chart that told it and when.
#[derive(Clone)]
struct Linked {
    by: Id,
    field: FieldRef,
    pass: u64,
}

fn linked_id() -> Id {
    Id::unique("linked chart mark")
}

/// The field that another chart shows below the pointer.
pub(super) fn linked(ui: &Ui, by: Id) -> Option<FieldRef> {
    let linked: Linked = ui.data(|data| data.get_temp(linked_id()))?;
    let fresh = linked.pass + 1 >= ui.cumulative_pass_nr();
    (fresh && linked.by != by).then_some(linked.field)
}

/// Tells the field to the other charts.
pub(super) fn link(ui: &Ui, by: Id, field: FieldRef) {
    let before: Option<Linked> = ui.data(|data| data.get_temp(linked_id()));
    if before.is_none_or(|before| before.field != field || before.by != by) {
        // Charts above this one have already been drawn.
        ui.request_repaint();
    }
    let pass = ui.cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(linked_id(), Linked { by, field, pass }));
}
