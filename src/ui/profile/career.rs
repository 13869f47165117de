//! Transfers, market values and the clubs that trained him.

use eframe::egui;

use super::row::{Cell, hand_over, header_row, row_ui, words};
use crate::chart::value_line::{ValueLine, value_line};
use crate::domain::career::{Training, Transfer, TransferKind, Valuation};
use crate::domain::date::PartialDate;
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::extra::Extra;
use crate::domain::field::FieldRef;
use crate::domain::money::StatedAmount;
use crate::domain::player::Player;
use crate::domain::sourced::{Basis, Sourced};
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::space;
use crate::ui::widgets::chart::{UiMeasure, chart_ui};
use crate::ui::widgets::rows::section_heading;

const DATE: f32 = 84.0;
const FEE: f32 = 124.0;
const MARK: f32 = 16.0;
const REMOVE: f32 = 24.0;
const GAPS: f32 = 6.0 * space::DENSE;

fn required_date(ctx: &ViewCtx<'_>, text: &str) -> Result<PartialDate, String> {
    match typed::date(text, ctx.on) {
        Ok(Some(date)) => Ok(date),
        Ok(None) => Err("The row needs a date".to_owned()),
        Err(err) => Err(err.to_string()),
    }
}

fn stated(ctx: &ViewCtx<'_>, text: &str) -> Result<Option<StatedAmount>, String> {
    typed::stated_amount(text, ctx.dossier.head.currency).map_err(|err| err.to_string())
}

/// His moves, newest first.
pub fn transfers_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    section_heading(ui, "Transfers", &player.transfers.len().to_string());
    ui.spacing_mut().item_spacing.y = 0.0;
    let rest = ui.available_width() - DATE - FEE - MARK - REMOVE - GAPS;
    let club = (rest / 2.0).max(48.0);
    header_row(
        ui,
        &[
            ("Date", DATE, false),
            ("From", club, false),
            ("To", club, false),
            ("Fee or kind", FEE, true),
        ],
    );
    let mut transfers: Vec<&Transfer> = player.transfers.iter().collect();
    transfers.sort_by_key(|transfer| std::cmp::Reverse(transfer.on));
    for transfer in transfers {
        ui.push_id(transfer.id, |ui| {
            transfer_ui(ui, ctx, player, transfer, club, view, out)
        });
    }
    row_ui(ui, None, view, |cells| {
        let cell = Cell::new(
            "New transfer, club joined",
            "",
            "Add a club that he joined",
            DATE + club * 2.0,
        );
        if let Some(to) = cells.cell(cell, words).filter(|to| !to.is_empty()) {
            let transfer = Transfer {
                id: ctx.new_id(),
                on: ctx.on.into(),
                from: player.club().unwrap_or_default().to_owned(),
                to,
                kind: TransferKind::Fee,
                fee: Sourced::default(),
                basis: Basis::default(),
                extra: Extra::new(),
            };
            out.edit(Edit::Player(player.id, PlayerEdit::PutTransfer(transfer)));
        }
    });
}

fn transfer_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    transfer: &Transfer,
    club: f32,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let field = FieldRef::Transfer(player.id, transfer.id);
    let mut next = transfer.clone();
    let removed = row_ui(ui, Some(&field), view, |cells| {
        cells.findings(ctx);
        let on = transfer.on.to_string();
        let cell = Cell::new("Date of the transfer", &on, "date", DATE);
        cells.put(cell, |text| required_date(ctx, text), &mut next.on);
        let cell = Cell::new("Club left", &transfer.from, "not known", club);
        cells.put(cell, words, &mut next.from);
        let cell = Cell::new("Club joined", &transfer.to, "club", club);
        cells.put(cell, words, &mut next.to);
        let fee = match transfer.fee.value() {
            Some(fee) => fee.to_string(),
            None if transfer.kind == TransferKind::Fee => String::new(),
            None => transfer.kind.label().to_owned(),
        };
        let cell = Cell::new("Fee or kind of transfer", &fee, "fee not known", FEE).right();
        if let Some(typed) = cells.cell(cell, |text| fee_or_kind(ctx, transfer, text)) {
            match typed {
                FeeOrKind::Fee(amount) => {
                    if next.kind == TransferKind::Free {
                        next.kind = TransferKind::Fee;
                    }
                    next.fee = transfer.fee.clone().entered(ctx.new_id(), amount);
                }
                FeeOrKind::Kind(kind) => {
                    if kind != TransferKind::Loan {
                        next.fee = Sourced::default();
                    }
                    next.kind = kind;
                }
            }
        }
        cells.mark(match transfer.fee.is_empty() {
            true => ctx.mark(&transfer.basis, false),
            false => ctx.mark_of_sourced(&transfer.fee),
        });
        cells.remove("Remove this transfer")
    });
    let removed = removed.then_some(PlayerEdit::RemoveTransfer(transfer.id));
    hand_over(
        out,
        player.id,
        (transfer, next),
        PlayerEdit::PutTransfer,
        removed,
    );
}

enum FeeOrKind {
    Fee(StatedAmount),
    Kind(TransferKind),
}

/// A kind without a fee takes no report of a fee away: that is done in the inspector, knowingly.
fn fee_or_kind(ctx: &ViewCtx<'_>, transfer: &Transfer, text: &str) -> Result<FeeOrKind, String> {
    let kind = match TransferKind::parse(text) {
        Some(kind) => kind,
        None => match stated(ctx, text)? {
            Some(amount) => return Ok(FeeOrKind::Fee(amount)),
            None => TransferKind::Fee,
        },
    };
    let mut fees = transfer.fee.readings.iter();
    if kind != TransferKind::Loan && fees.any(|fee| !fee.basis.is_unsourced()) {
        return Err("A source states a fee. Remove its reading in the inspector first".to_owned());
    }
    Ok(FeeOrKind::Kind(kind))
}

/// What he was held to be worth, as a line and as rows.
pub fn values_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    section_heading(
        ui,
        "Market value",
        &format!("{} m", ctx.dossier.head.currency),
    );
    let source = |basis: &Basis| ctx.source_words(basis);
    let line = ValueLine {
        player: player.id,
        values: &player.valuations,
        source: &source,
    };
    let scene = value_line(&UiMeasure::new(ui), ui.available_width(), line);
    if let Some(field) = chart_ui(ui, "value line", &scene).clicked {
        view.show_field(&field);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut values: Vec<&Valuation> = player.valuations.iter().collect();
    values.sort_by_key(|value| std::cmp::Reverse(value.on));
    let amount =
        (ui.available_width() - DATE - 16.0 - MARK - REMOVE - 4.0 * space::DENSE).max(60.0);
    for value in values {
        ui.push_id(value.id, |ui| {
            value_ui(ui, ctx, player, value, amount, view, out)
        });
    }
    row_ui(ui, None, view, |cells| {
        let cell = Cell::new(
            "New market value",
            "",
            "Add a value, such as 50m",
            DATE + amount,
        );
        let parse = |text: &str| {
            typed::money(text, ctx.dossier.head.currency).map_err(|err| err.to_string())
        };
        if let Some(Some(amount)) = cells.cell(cell, parse) {
            let value = Valuation {
                id: ctx.new_id(),
                on: ctx.on.into(),
                amount,
                basis: Basis::default(),
                extra: Extra::new(),
            };
            out.edit(Edit::Player(player.id, PlayerEdit::PutValuation(value)));
        }
    });
}

fn value_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    value: &Valuation,
    width: f32,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let field = FieldRef::Valuation(player.id, value.id);
    let mut next = value.clone();
    let removed = row_ui(ui, Some(&field), view, |cells| {
        cells.findings(ctx);
        let on = value.on.to_string();
        let cell = Cell::new("Date of the market value", &on, "date", DATE + 16.0);
        cells.put(cell, |text| required_date(ctx, text), &mut next.on);
        let amount = value.amount.to_string();
        let cell = Cell::new("Market value", &amount, "amount", width).right();
        let parse = |text: &str| match typed::money(text, ctx.dossier.head.currency) {
            Ok(Some(amount)) => Ok(amount),
            Ok(None) => Err("The row needs an amount".to_owned()),
            Err(err) => Err(err.to_string()),
        };
        if let Some(amount) = cells.cell(cell, parse) {
            next.amount = amount;
        }
        cells.mark(ctx.mark(&value.basis, false));
        cells.remove("Remove this market value")
    });
    let removed = removed.then_some(PlayerEdit::RemoveValuation(value.id));
    hand_over(
        out,
        player.id,
        (value, next),
        PlayerEdit::PutValuation,
        removed,
    );
}

/// The clubs that trained him, which share in a later fee.
pub fn training_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    section_heading(ui, "Trained by", "ages 12 to 23 share in a later fee");
    ui.spacing_mut().item_spacing.y = 0.0;
    let club = (ui.available_width() - 2.0 * 56.0 - MARK - REMOVE - 5.0 * space::DENSE).max(80.0);
    header_row(
        ui,
        &[
            ("Club", club, false),
            ("From age", 56.0, true),
            ("To age", 56.0, true),
        ],
    );
    let mut stays: Vec<&Training> = player.training.iter().collect();
    stays.sort_by_key(|stay| stay.from_age);
    for stay in stays {
        ui.push_id(stay.id, |ui| {
            stay_ui(ui, ctx, player, stay, club, view, out)
        });
    }
    row_ui(ui, None, view, |cells| {
        let cell = Cell::new("New training club", "", "Add a club", club);
        if let Some(name) = cells.cell(cell, words).filter(|name| !name.is_empty()) {
            let stay = Training {
                id: ctx.new_id(),
                club: name,
                from_age: 12,
                to_age: 23,
                basis: Basis::default(),
                extra: Extra::new(),
            };
            out.edit(Edit::Player(player.id, PlayerEdit::PutTraining(stay)));
        }
    });
}

fn stay_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    stay: &Training,
    club: f32,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let field = FieldRef::Training(player.id, stay.id);
    let mut next = stay.clone();
    let removed = row_ui(ui, Some(&field), view, |cells| {
        cells.findings(ctx);
        let cell = Cell::new("Training club", &stay.club, "club", club);
        cells.put(cell, words, &mut next.club);
        for (label, age, slot) in [
            ("From age", stay.from_age, &mut next.from_age),
            ("To age", stay.to_age, &mut next.to_age),
        ] {
            let shown = age.to_string();
            let cell = Cell::new(label, &shown, "age", 56.0).right();
            if let Some(age) = cells.cell(cell, typed_age) {
                *slot = age;
            }
        }
        cells.mark(ctx.mark(&stay.basis, false));
        cells.remove("Remove this stay")
    });
    let removed = removed.then_some(PlayerEdit::RemoveTraining(stay.id));
    hand_over(
        out,
        player.id,
        (stay, next),
        PlayerEdit::PutTraining,
        removed,
    );
}

fn typed_age(text: &str) -> Result<u8, String> {
    match typed::count(text, 5..=40) {
        Ok(Some(age)) => u8::try_from(age).map_err(|err| err.to_string()),
        Ok(None) => Err("The row needs an age".to_owned()),
        Err(err) => Err(err.to_string()),
    }
}
