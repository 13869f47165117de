//! A new player: his name is enough.

use std::sync::Arc;

use eframe::egui;

use super::{Answer, dialog, enter_pressed};
use crate::domain::dossier::Record;
use crate::domain::edit::Edit;
use crate::domain::fact::FactKey;
use crate::domain::field::FieldRef;
use crate::domain::player::{Player, Role};
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::{main_button, quiet_button};

/// Asks for the name and leads to the profile.
pub fn add_player_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    name: &mut String,
    view: &mut ViewState,
    out: &mut Commands,
) -> Answer {
    dialog(ui, "Add a player", 380.0, |ui| {
        let enter = enter_pressed(ui);
        let label = ui.label(
            Type::Note
                .rich("Name by which he is known")
                .color(Tokens::of(ui).text2),
        );
        let field = ui.add(
            egui::TextEdit::singleline(name)
                .desired_width(f32::INFINITY)
                .margin(6.0),
        );
        let field = field.labelled_by(label.id);
        if ui.memory(|memory| memory.focused().is_none()) {
            field.request_focus();
        }
        ui.add_space(space::L);
        let typed = !name.trim().is_empty();
        let mut answer = Answer::Open;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let clicked = ui
                .add_enabled_ui(typed, |ui| main_button(ui, "Add as target").clicked())
                .inner;
            if typed && (clicked || enter) {
                let player = Player::new(ctx.new_id(), name.trim(), Role::Target);
                // What is asked next about him.
                view.show_field(&FieldRef::Fact(player.id, FactKey::Born));
                out.edit(Edit::Put(Record::Player(Arc::new(player))));
                answer = Answer::Closed;
            }
            if quiet_button(ui, "Cancel").clicked() {
                answer = Answer::Closed;
            }
        });
        answer
    })
}
