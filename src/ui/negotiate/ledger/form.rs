//! A row that is being written: what somebody asked, offered, accepted or refused, as its source
//! states it.

use chrono::NaiveDate;
use eframe::egui;

use super::send::escape_pressed;
use crate::domain::date::day_text;
use crate::domain::extra::Extra;
use crate::domain::id::RoundId;
use crate::domain::money::{PrintedConversion, StatedAmount};
use crate::domain::negotiation::{Move, Round, RoundStatus, Side};
use crate::domain::sourced::{Basis, Grade};
use crate::domain::talks::ledger::{record, source_named};
use crate::domain::typed;
use crate::ui::ViewCtx;
use crate::ui::negotiate::{Page, Shown};
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, error_line};
use crate::ui::widgets::fields::date_field;

/// The row, before it is written.
#[derive(Clone, Debug)]
pub struct RowDraft {
    on: NaiveDate,
    side: Side,
    kind: Move,
    amount: Option<StatedAmount>,
    status: RoundStatus,
    source: String,
    grade: Option<Grade>,
    /// The row that it corrects, with what stays of it.
    corrects: Option<Round>,
    /// Frames for which it has been drawn.
    age: u8,
}

impl RowDraft {
    /// A row of the day that is looked at: an ask that a paper reports.
    pub fn new(ctx: &ViewCtx<'_>) -> Self {
        Self {
            on: ctx.on,
            side: Side::Seller,
            kind: Move::Ask,
            amount: None,
            status: RoundStatus::Believed,
            source: String::new(),
            grade: None,
            corrects: None,
            age: 0,
        }
    }

    /// A row that says what another should have said.
    pub fn correcting(round: &Round) -> Self {
        Self {
            on: round.on,
            side: round.side.clone(),
            kind: round.kind.clone(),
            amount: round.amount.clone(),
            status: round.status.clone(),
            source: String::new(),
            grade: round.basis.grade.clone(),
            corrects: Some(round.clone()),
            age: 0,
        }
    }

    fn round(&self, id: RoundId, basis: Basis) -> Round {
        let old = self.corrects.as_ref();
        // The terms were those of the old figure; another figure stands without them.
        let same = old.is_some_and(|old| old.amount == self.amount);
        let kept = old.filter(|_| same);
        Round {
            id,
            on: self.on,
            side: self.side.clone(),
            kind: self.kind.clone(),
            package: kept.and_then(|old| old.package),
            terms: kept.and_then(|old| old.terms.clone()),
            amount: self.amount.clone(),
            status: self.status.clone(),
            corrects: old.map(|old| old.id),
            basis,
            extra: Extra::new(),
        }
    }

    fn lacks(&self) -> Option<&'static str> {
        let needs_sum = matches!(self.kind, Move::Ask | Move::Bid | Move::Counter);
        (needs_sum && self.amount.is_none()).then_some("it needs its amount")
    }
}

/// The form; Record writes the row.
pub fn form_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some(mut row) = page.state.row.take() else {
        return;
    };
    if escape_pressed(ui) {
        return;
    }
    let t = Tokens::of(ui);
    let words = match &row.corrects {
        Some(old) => format!("A row that corrects {old}"),
        None => "A row for the ledger".to_owned(),
    };
    ui.label(Type::NoteStrong.rich(words).color(t.text2));
    ui.add_space(space::XS);
    let width = ui.available_width();
    let mut errors = Vec::new();
    let mut done = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, space::S);
        errors.extend(amount_ui(ui, page.ctx, &mut row));
        choices_ui(ui, page.shown, &mut row);
        errors.extend(date_ui(ui, page.ctx, &mut row));
        source_ui(ui, page.ctx, &mut row);
        let record_it = Button::quiet("Record")
            .strong()
            .disabled_because(row.lacks())
            .ui(ui);
        if record_it.clicked() {
            write(page, &row);
            done = true;
        }
        if Button::bare("Cancel").ui(ui).clicked() {
            done = true;
        }
    });
    for why in errors {
        error_line(ui, &why, width);
    }
    if !done {
        page.state.row = Some(row);
    }
}

fn amount_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, row: &mut RowDraft) -> Option<String> {
    let text = row.amount.as_ref().map_or_else(String::new, |amount| {
        let printed = amount.printed.as_ref().map(printed_text);
        format!("{amount}{}", printed.unwrap_or_default())
    });
    let field = DraftField::new("Amount as stated", &text)
        .hint("50m or more (GBP 43m)")
        .width(190.0)
        .error_place(ErrorPlace::Elsewhere);
    let id = field.resolved_id(ui);
    // Not in the first frame: the Enter that opened the form would leave the field at once.
    if row.age == 1 {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if row.age < 2 {
        row.age += 1;
        ui.ctx().request_repaint();
    }
    let currency = ctx.dossier.head.currency;
    let found = field.ui(ui, |text| {
        typed::stated_in_millions(text, currency).map_err(|err| err.to_string())
    });
    if row.age == 2 {
        row.age += 1;
        found.response.scroll_to_me(Some(egui::Align::Center));
    }
    if let Some(amount) = found.committed {
        row.amount = amount;
    }
    found.error
}

/// ` (GBP 17m–21m)`, as it can be typed back.
fn printed_text(printed: &PrintedConversion) -> String {
    let high = printed.high.map(|high| format!("–{}", high.short()));
    format!(" ({}{})", printed.low, high.unwrap_or_default())
}

fn choices_ui(ui: &mut egui::Ui, shown: &Shown, row: &mut RowDraft) {
    let club = |side: &Side, word: &str| match shown.negotiation.club(side) {
        "" => word.to_owned(),
        club => club.to_owned(),
    };
    let (seller, buyer) = (club(&Side::Seller, "seller"), club(&Side::Buyer, "buyer"));
    let sides = [
        (Side::Seller, seller.as_str()),
        (Side::Buyer, buyer.as_str()),
    ];
    let shown_side = if row.side == Side::Seller {
        &seller
    } else {
        &buyer
    };
    let field = ChoiceField::new("Side of the row", shown_side).width(116.0);
    if let Some(side) = field.ui(ui, &sides, Some(&row.side)) {
        // An ask is the seller's word, a bid the buyer's.
        row.kind = match (&side, &row.kind) {
            (Side::Seller, Move::Bid) => Move::Ask,
            (Side::Buyer, Move::Ask) => Move::Bid,
            (_, kind) => kind.clone(),
        };
        row.side = side;
    }
    let moves: Vec<(Move, &str)> = Move::ALL
        .iter()
        .map(|kind| (kind.clone(), kind.label()))
        .collect();
    let field = ChoiceField::new("Move of the row", row.kind.label()).width(92.0);
    if let Some(kind) = field.ui(ui, &moves, Some(&row.kind)) {
        row.kind = kind;
    }
    let statuses: Vec<(RoundStatus, &str)> = RoundStatus::ALL
        .iter()
        .map(|status| (status.clone(), status.label()))
        .collect();
    let field = ChoiceField::new("Status of the row", row.status.label()).width(92.0);
    if let Some(status) = field.ui(ui, &statuses, Some(&row.status)) {
        row.status = status;
    }
}

fn date_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, row: &mut RowDraft) -> Option<String> {
    let text = day_text(row.on);
    let field = DraftField::new("Date of the row", &text)
        .width(116.0)
        .error_place(ErrorPlace::Elsewhere);
    let found = date_field(ui, field, Some(row.on), ctx.on, |text| {
        let day = typed::day(text, ctx.on).map_err(|err| err.to_string())?;
        day.ok_or_else(|| "A row needs its day".to_owned())
    });
    if let Some(on) = found.committed {
        row.on = on;
    }
    found.error
}

fn source_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, row: &mut RowDraft) {
    let hint = match &row.corrects {
        Some(old) => ctx.source_words(&old.basis),
        None => "source, by name".to_owned(),
    };
    let field = DraftField::new("Source of the row", &row.source)
        .hint(&hint)
        .width(150.0);
    let found = field.ui(ui, |text| Ok(text.trim().to_owned()));
    if let Some(source) = found.committed {
        row.source = source;
    }
    let mut grades: Vec<(Option<Grade>, &str)> = vec![(None, "grade of source")];
    grades.extend(
        Grade::ALL
            .iter()
            .map(|grade| (Some(grade.clone()), grade.label())),
    );
    let words = row.grade.as_ref().map_or("grade of source", Grade::label);
    let field = ChoiceField::new("Grade of the row", words).width(128.0);
    if let Some(grade) = field.ui(ui, &grades, Some(&row.grade)) {
        row.grade = grade;
    }
}

fn write(page: &mut Page<'_>, row: &RowDraft) {
    let (mut basis, mut source) = match &row.corrects {
        Some(old) => (old.basis.clone(), None),
        None => (Basis::default(), None),
    };
    if !row.source.is_empty() {
        let club = [Side::Buyer, Side::Seller]
            .iter()
            .any(|side| page.shown.negotiation.club(side) == row.source);
        let (id, new) = source_named(&row.source, club, page.ctx.dossier, page.ctx.new_id());
        (basis, source) = (Basis::reported(id), new);
    }
    basis.grade.clone_from(&row.grade);
    let round = row.round(page.ctx.new_id(), basis);
    page.out
        .edit(record(&page.shown.negotiation, round, source));
}
