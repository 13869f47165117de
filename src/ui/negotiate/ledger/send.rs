//! An offer that is about to be recorded: when, to whom, by whom. Enter records it, Escape leaves it.

use chrono::NaiveDate;
use eframe::egui;
use egui::Key;

use super::to_record;
use crate::domain::date::day_text;
use crate::domain::id::PackageId;
use crate::domain::negotiation::Side;
use crate::domain::package::Package;
use crate::domain::sourced::Basis;
use crate::domain::talks::ledger::{package_words, record, source_named};
use crate::domain::typed;
use crate::ui::negotiate::Page;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, FieldResponse, error_line};
use crate::ui::widgets::fields::date_field;

/// What is asked before an offer goes into the ledger.
#[derive(Clone, Debug)]
pub struct SendDraft {
    package: PackageId,
    on: NaiveDate,
    to: String,
    by: String,
    /// Frames for which it has been drawn.
    age: u8,
}

impl SendDraft {
    /// A package on the day that is looked at, from one club to the other.
    pub(in crate::ui::negotiate) fn of(page: &Page<'_>, package: &Package) -> Self {
        let negotiation = &page.shown.negotiation;
        let (to, by) = match negotiation.side_of(package) {
            Side::Seller => (negotiation.buyer.clone(), String::new()),
            Side::Buyer | Side::Other(_) => {
                let author = page.ctx.editor.author();
                (negotiation.seller.clone(), author.to_owned())
            }
        };
        Self {
            package: package.id,
            on: page.ctx.on,
            to,
            by,
            age: 0,
        }
    }

    /// `to Liverpool, by Anna`.
    fn note(&self) -> String {
        let parts = [("to", &self.to), ("by", &self.by)];
        let said = parts.iter().filter(|(_, whom)| !whom.trim().is_empty());
        let said: Vec<String> = said
            .map(|(word, whom)| format!("{word} {}", whom.trim()))
            .collect();
        said.join(", ")
    }
}

/// The questions, in one row below the header.
pub fn send_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some(mut draft) = page.state.sending.take() else {
        return;
    };
    let Ok(package) = to_record(page) else {
        return;
    };
    if package.id != draft.package {
        return;
    }
    let leaves = escape_pressed(ui);
    let t = Tokens::of(ui);
    let mut errors = Vec::new();
    let mut done = false;
    let width = ui.available_width();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::XS);
        let words = format!("Record {}", package_words(package, page.shown.currency()));
        ui.label(Type::Strong.rich(words).color(t.text));
        done |= date_ui(ui, page, &mut draft, &mut errors);
        done |= name_ui(ui, "To", &mut draft.to);
        done |= name_ui(ui, "By", &mut draft.by);
        done |= Button::main("Record").ui(ui).clicked();
        if Button::bare("Cancel").shortcut("Esc").ui(ui).clicked() || leaves {
            draft.age = u8::MAX;
        }
    });
    for why in errors.iter().take(1) {
        error_line(ui, why, width);
    }
    ui.add_space(space::XS);
    if draft.age == u8::MAX {
        return;
    }
    if done && errors.is_empty() {
        write(page, package, &draft);
    } else {
        page.state.sending = Some(draft);
    }
}

/// True if Escape was pressed and no list is open that it closes first.
pub fn escape_pressed(ui: &egui::Ui) -> bool {
    !egui::Popup::is_any_open(ui.ctx()) && ui.input(|input| input.key_pressed(Key::Escape))
}

fn date_ui(
    ui: &mut egui::Ui,
    page: &Page<'_>,
    draft: &mut SendDraft,
    errors: &mut Vec<String>,
) -> bool {
    let text = day_text(draft.on);
    ui.label(Type::Note.rich("on").color(Tokens::of(ui).text2));
    let field = DraftField::new("Sent on", &text)
        .width(116.0)
        .error_place(ErrorPlace::Elsewhere);
    let id = field.resolved_id(ui);
    // Not in the first frame: the Enter that opened the form would record at once.
    if draft.age == 1 {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if draft.age < 2 {
        draft.age += 1;
        ui.ctx().request_repaint();
    }
    let today = page.ctx.on;
    let found = date_field(ui, field, Some(draft.on), today, |text| {
        let day = typed::day(text, today).map_err(|err| err.to_string())?;
        day.ok_or_else(|| "An offer needs its day".to_owned())
    });
    if let Some(on) = found.committed {
        draft.on = on;
    }
    errors.extend(found.error);
    found.entered
}

fn name_ui(ui: &mut egui::Ui, label: &str, value: &mut String) -> bool {
    ui.label(
        Type::Note
            .rich(label.to_lowercase())
            .color(Tokens::of(ui).text2),
    );
    let name = match label {
        "To" => "Sent to",
        _ => "Sent by",
    };
    let field = DraftField::new(name, value).hint("name").width(132.0);
    let found: FieldResponse<String> = field.ui(ui, |text| Ok(text.trim().to_owned()));
    let entered = found.entered;
    if let Some(text) = found.committed {
        *value = text;
    }
    entered
}

/// Writes the package into the ledger. Its source is the club that speaks.
fn write(page: &mut Page<'_>, package: &Package, draft: &SendDraft) {
    let negotiation = &page.shown.negotiation;
    let club = negotiation.club(&negotiation.side_of(package)).to_owned();
    let (mut basis, source) = if club.is_empty() {
        (Basis::default(), None)
    } else {
        let (id, source) = source_named(&club, true, page.ctx.dossier, page.ctx.new_id());
        (Basis::reported(id), source)
    };
    basis.on = Some(draft.on.into());
    basis.note = draft.note();
    let round = negotiation.row_of(page.ctx.new_id(), package, draft.on, basis);
    page.out.edit(record(negotiation, round, source));
}
