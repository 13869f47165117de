//! The package in work as a term sheet, on the clipboard.

use eframe::egui;
use egui::Id;

use super::Page;
use super::ledger::off_ui;
use crate::domain::id::PackageId;
use crate::domain::talks::term_sheet::{Form, Reader, TermSheet, term_sheet};
use crate::editor::command::Command;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::menu::{menu_below, menu_item, menu_item_off};

/// What the paper never says, so that nobody has to wonder.
const LEFT_OUT: &str =
    "Left out: ceiling, floor, beliefs, chances, worths and the name of the package";

/// The words on the button.
pub const COPY: &str = "Copy as term sheet";
/// The same where room is short.
pub const COPY_SHORT: &str = "Term sheet";
/// The width of the menu.
const MENU: f32 = 320.0;

/// Puts the paper for a reader on the clipboard, as plain text.
pub fn copy(ui: &egui::Ui, page: &mut Page<'_>, reader: Reader) {
    let paper = page.package().map(|(_, package)| {
        term_sheet(
            package,
            &page.shown.negotiation,
            page.ctx.dossier,
            reader,
            page.ctx.on,
        )
    });
    let words = match paper.filter(|paper| !paper.is_empty()) {
        Some(paper) => {
            ui.copy_text(paper.written(Form::Text));
            "Copied the term sheet"
        }
        None => "Nothing is offered yet, so there is no term sheet",
    };
    page.out.push(Command::Tell(words.to_owned()));
}

/// The button in the header; laid out from the right.
pub fn sheet_ui(ui: &mut egui::Ui, page: &mut Page<'_>, short: bool) {
    let copy = if short { COPY_SHORT } else { COPY };
    let package = page.package().map(|(_, package)| package);
    let Some(package) = package else {
        off_ui(ui, copy, "there is no package");
        return;
    };
    let paper = |reader| {
        term_sheet(
            package,
            &page.shown.negotiation,
            page.ctx.dossier,
            reader,
            page.ctx.on,
        )
    };
    // What was copied is old once anything changes.
    let memory = Id::unique("term-sheet-copied");
    let now = (package.id, page.ctx.document.history.serial());
    let copied = ui.data(|data| data.get_temp::<(PackageId, u64)>(memory)) == Some(now);
    let words = match (copied, short) {
        (true, false) => "Term sheet copied",
        (true, true) => "Copied",
        (false, _) => copy,
    };
    let button = Button::quiet(words).chevron().hint(LEFT_OUT).ui(ui);
    let seller = if page.shown.negotiation.seller.is_empty() {
        "his club"
    } else {
        &page.shown.negotiation.seller
    };
    menu_below(&button, |ui| {
        ui.set_max_width(MENU);
        let rows = [
            (Reader::Club, format!("For {seller}")),
            (
                Reader::Player,
                format!("For {} and his agent", page.shown.player.short_name()),
            ),
            (Reader::Both, "For us, both parts".to_owned()),
        ];
        for (reader, whom) in rows {
            let paper: TermSheet = paper(reader);
            for (form, how) in [(Form::Text, "plain text"), (Form::Markdown, "Markdown")] {
                let item = format!("{whom}, {how}");
                if paper.is_empty() {
                    menu_item_off(ui, &item, "nothing is offered yet");
                } else if menu_item(ui, &item, "").clicked() {
                    ui.ctx().copy_text(paper.written(form));
                    ui.data_mut(|data| data.insert_temp(memory, now));
                }
            }
        }
        ui.add_space(space::XS);
        Type::Note.wrapped(ui, LEFT_OUT, Tokens::of(ui).text3);
    });
}
