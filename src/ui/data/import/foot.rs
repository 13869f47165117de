//! The foot of the page: what the import comes to, and the button.

use eframe::egui;
use egui::{Align, Layout};

use crate::domain::figures;
use crate::editor::command::{Command, Commands};
use crate::editor::imports::{FileKey, ImportCommand, Planned, TableImport};
use crate::import::plan::Outcome;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;

/// The foot.
pub(super) fn foot_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    (key, table): (FileKey, &TableImport),
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    let ready = table.ready(ctx.document.history.serial());
    let count = ready.map_or(0, |planned| {
        let taken = [Outcome::New, Outcome::Changed, Outcome::Conflicting];
        let of = taken
            .iter()
            .filter_map(|outcome| planned.groups.get(outcome));
        of.map(Vec::len).sum()
    });
    let serial = ctx.document.history.serial();
    let is_stopped = table.is_stopped(ctx.editor.jobs(), serial);
    let off = match ready {
        None if is_stopped => Some("stopped"),
        _ if table.trouble.is_some() => Some("it cannot be read as chosen"),
        None => Some("being worked out"),
        Some(planned) if planned.plan.edit.is_none() => {
            Some(match planned.plan.doubts.as_slice() {
                [] => "nothing would change",
                _ => "first say who is who",
            })
        }
        Some(_) => None,
    };
    ui.horizontal_centered(|ui| {
        let words = match ready {
            Some(planned) => summary(planned),
            None => String::new(),
        };
        ui.label(Type::Body.rich(words).color(t.text2));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = match count {
                0 => "Import".to_owned(),
                1 => "Import 1 row".to_owned(),
                count => format!("Import {} rows", figures::count(count)),
            };
            // The reason stands left of the button, where the eye comes from.
            let button = Button::main(&words).disabled_because(off.map(|_| ""));
            if button
                .hint("One step, which undo takes back")
                .ui(ui)
                .clicked()
            {
                out.push(Command::Import(ImportCommand::Apply(key)));
            }
            if let Some(why) = off {
                ui.add_space(space::XS);
                ui.label(Type::Note.rich(why).color(t.text3));
            }
            if is_stopped {
                ui.add_space(space::XS);
                if Button::quiet("Go on").ui(ui).clicked() {
                    out.push(Command::Import(ImportCommand::Resume(key)));
                }
            }
        });
    });
}

/// `2,792 new, 6 doubtful`.
fn summary(planned: &Planned) -> String {
    let counts = Outcome::ALL.iter().filter_map(|outcome| {
        let count = planned.groups.get(outcome)?.len();
        Some(format!("{} {}", figures::count(count), outcome.label()))
    });
    counts.collect::<Vec<_>>().join(", ")
}
