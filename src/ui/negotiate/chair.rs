//! The seller's chair: the same negotiation as the other side sees it. Our limits are not theirs
//! to see, so nothing here shows them.

use eframe::egui;

use super::Page;
use super::room::{limit_ui, missing_ui, note_ui, pattern_ui, unit};
use crate::domain::belief::Part;
use crate::domain::deal::evaluation::Evaluation;
use crate::domain::deal::figure::Figure;
use crate::domain::edit::NegotiationEdit;
use crate::domain::figures::signed;
use crate::domain::negotiation::{BeliefValue, Side};
use crate::domain::sourced::{Reading, Sourced};
use crate::ui::tokens::space;
use crate::ui::widgets::chip::switch_chip;
use crate::ui::widgets::choice::choice;
use crate::ui::widgets::rows::section_heading;

/// The switch in the header; laid out from the right.
pub fn chair_ui(ui: &mut egui::Ui, page: &mut Page<'_>, short: bool) {
    let (us, them) = chair_words(page, short);
    let items = [(false, us.as_str()), (true, them.as_str())];
    choice(ui, "Chair", &items, &mut page.state.from_their_chair);
}

/// The words on the switch.
pub fn chair_words(page: &Page<'_>, short: bool) -> (String, String) {
    let or = |club: &str, word: &str| match club.trim() {
        "" => word.to_owned(),
        club => club.to_owned(),
    };
    if short {
        ("Our chair".to_owned(), "Theirs".to_owned())
    } else {
        (
            format!(
                "Chair of {}",
                or(&page.shown.negotiation.buyer, "the buyer")
            ),
            or(&page.shown.negotiation.seller, "the seller"),
        )
    }
}

/// Whether limits, beliefs and unsent packages may leave the program, said and switched.
pub fn confidential_ui(ui: &mut egui::Ui, page: &mut Page<'_>, short: bool) {
    let lets_out = page.state.lets_out;
    let words = confidential_words(lets_out, short);
    let chip = switch_chip(ui, words, lets_out).on_hover_text(
        "Ceiling, floor, beliefs and packages that were not sent go into no copy, export or picture. Click to let them into copies of this screen.",
    );
    if chip.clicked() {
        page.state.lets_out = !lets_out;
    }
}

/// The words on that switch.
pub fn confidential_words(lets_out: bool, short: bool) -> &'static str {
    match (lets_out, short) {
        (true, false) => "confidential figures go into copies",
        (true, true) => "goes into copies",
        (false, false) => "confidential: left out of copies",
        (false, true) => "confidential",
    }
}

/// What they see of the room: their floor, what we put on the table, what each package leaves them.
pub fn room_ui(ui: &mut egui::Ui, page: &mut Page<'_>, evaluation: &Evaluation) {
    let seller = &page.shown.negotiation.seller;
    let note = if seller.is_empty() {
        "from their chair".to_owned()
    } else {
        format!("from the chair of {seller}, as we believe it")
    };
    section_heading(ui, "Room to agree", &note);
    replacement_ui(ui, page);
    ui.spacing_mut().item_spacing.y = 0.0;
    let least = evaluation.seller.as_ref().map(|seller| seller.least);
    limit_ui(ui, page, Figure::Least, least, "");
    if least.is_none() {
        let scenario = page.shown.reckoning.scenario.as_ref();
        let missing =
            scenario.map_or_else(Vec::new, |scenario| scenario.beliefs.missing(Part::Seller));
        missing_ui(ui, page, &missing);
    }
    if let Some(bid) = page.shown.negotiation.bid(page.ctx.on) {
        note_ui(ui, &format!("What they see of us: {bid}"));
    }
    let gains: Vec<String> = evaluation
        .packages
        .iter()
        .filter_map(|found| Some(format!("{} {}", found.name, signed(found.seller_gain?, 2))))
        .collect();
    if !gains.is_empty() {
        let words = format!(
            "Above keeping him, {}: {}",
            unit(page.shown),
            gains.join("; ")
        );
        note_ui(ui, &words);
    }
    pattern_ui(ui, page, &Side::Buyer, "Our bids lead to");
    note_ui(
        ui,
        "Our ceiling is hidden here, and with it zone, prices and final offer: they do not know it",
    );
}

/// The belief on their replacement may have several readings; a switch says which one holds.
pub fn replacement_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let key = "replacement_net";
    let Some(sourced) = page.shown.negotiation.beliefs.get(key) else {
        return;
    };
    let Some(used) = sourced.used_reading().map(|reading| reading.id) else {
        return;
    };
    if sourced.readings.len() < 2 {
        return;
    }
    let names: Vec<String> = sourced.readings.iter().map(reading_name).collect();
    let items: Vec<_> = sourced
        .readings
        .iter()
        .zip(&names)
        .map(|(reading, name)| (reading.id, name.as_str()))
        .collect();
    let mut chosen = used;
    if choice(ui, "Their replacement", &items, &mut chosen) {
        let next: Sourced<BeliefValue> = sourced.clone().using(chosen);
        let edit = NegotiationEdit::SetBelief(key.to_owned(), next);
        page.edit(edit);
    }
    ui.add_space(space::S);
}

/// “Guéhi already signed +2.0”, or the sum alone.
fn reading_name(reading: &Reading<BeliefValue>) -> String {
    let sum = match &reading.value {
        BeliefValue::Money(sum) => format!("{}m", sum.millions_text(1)),
        BeliefValue::Percent(share) => share.to_string(),
        BeliefValue::Years(years) => years.to_string(),
    };
    match reading.basis.note.trim() {
        "" => sum,
        note => format!("{note}, {sum}"),
    }
}
