//! The figures on which the decision turns.

use eframe::egui;
use egui::{Role, Sense, WidgetInfo, vec2};

use crate::domain::date::{day_text, pre_contract_from};
use crate::domain::deal;
use crate::domain::figures::millions_text;
use crate::domain::injury::{ELITE_AVAILABILITY, three_seasons};
use crate::domain::money::Currency;
use crate::domain::player::Player;
use crate::domain::roster::{Column, Row};
use crate::ui::ViewCtx;
use crate::ui::negotiate::{Room, room_of};
use crate::ui::players::inspected;
use crate::ui::state::{Inspected, ViewState};
use crate::ui::tokens::{Tokens, Type, radius, size, space};
use crate::ui::widgets::basis_mark::MarkKind;
use crate::ui::widgets::paint;

const HEIGHT: f32 = 62.0;
/// A longer note is cut; its hover has it whole.
const WIDEST: f32 = 200.0;

/// One figure: what it is, how much, and what to know about it.
struct Figure {
    label: String,
    value: String,
    mark: Option<MarkKind>,
    low: bool,
    note: String,
    /// What a click explains.
    inspected: Option<Inspected>,
}

/// The strip.
pub fn strip_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, player: &Player, view: &mut ViewState) {
    let Some(row) = ctx.derived.roster.row_of(player.id) else {
        return;
    };
    let room = room_of(ctx, player.id, view);
    let figures = figures(ctx, player, row, room.as_ref());
    let t = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.top() + 0.5, t.strong_rule());
    ui.painter()
        .hline(rect.x_range(), rect.bottom() - 0.5, t.strong_rule());
    let widths = widths(ui, &figures, rect.width());
    let mut left = rect.left();
    for (idx, (figure, width)) in figures.iter().zip(&widths).enumerate() {
        let inset = if idx == 0 { 0.0 } else { space::L };
        if idx > 0 {
            ui.painter().vline(
                left,
                (rect.top() + 4.0)..=(rect.bottom() - 4.0),
                t.strong_rule(),
            );
        }
        let cell = egui::Rect::from_min_max(
            egui::pos2(left + inset, rect.top()),
            egui::pos2(left + width - space::S, rect.bottom()),
        );
        figure_ui(ui, cell, figure, view);
        left += width;
    }
}

/// The room of each figure. Where there is too little, notes are cut before values.
fn widths(ui: &egui::Ui, figures: &[Figure], all: f32) -> Vec<f32> {
    let needs: Vec<(f32, f32)> = figures.iter().map(|figure| need(ui, figure)).collect();
    let least: f32 = needs.iter().map(|(least, _)| least).sum();
    let wanted: f32 = needs.iter().map(|(_, wanted)| wanted).sum();
    if all >= wanted || wanted <= least {
        let share = |(_, own): &(f32, f32)| all * own / wanted.max(1.0);
        return needs.iter().map(share).collect();
    }
    let part = ((all - least) / (wanted - least)).max(0.0);
    let share = |(least, wanted): &(f32, f32)| least + part * (wanted - least);
    needs.iter().map(share).collect()
}

/// The room that a figure needs for its value, and what it would like for its words.
fn need(ui: &egui::Ui, figure: &Figure) -> (f32, f32) {
    let width = |text: &str, kind: Type| {
        let ink = Tokens::of(ui).text;
        paint::line(ui, text, kind, ink, f32::INFINITY).size().x
    };
    let value = width(&figure.value, Type::Figure) + size::MARK_SLOT;
    let words = width(&figure.label, Type::Note).max(width(&figure.note, Type::Note));
    let wanted = value.max(words).clamp(64.0, WIDEST);
    let least = value.clamp(48.0, wanted);
    (least + space::XL, wanted + space::XL)
}

fn figure_ui(ui: &egui::Ui, cell: egui::Rect, figure: &Figure, view: &mut ViewState) {
    let t = Tokens::of(ui);
    let line = |top: f32, height: f32| {
        egui::Rect::from_min_size(
            egui::pos2(cell.left(), cell.top() + top),
            vec2(cell.width(), height),
        )
    };
    let sense = match figure.inspected {
        Some(_) => Sense::click(),
        None => Sense::hover(),
    };
    let response = ui.interact(cell, ui.scope_id().with(&figure.label), sense);
    if response.hovered() && figure.inspected.is_some() {
        let ground = cell.expand2(vec2(space::XS, -2.0));
        ui.painter()
            .rect_filled(ground, egui::CornerRadius::same(radius::BAR), t.hover);
    }
    let label = paint::line(ui, &figure.label, Type::Note, t.text3, cell.width());
    paint::put_left(ui.painter(), cell.left(), line(5.0, 14.0), &label);
    let (text, ink) = match (figure.value.as_str(), figure.low) {
        ("", _) => ("—", t.ctl),
        (value, true) => (value, t.them),
        (value, false) => (value, t.text),
    };
    let middle = line(19.0, 24.0);
    let value = paint::line(ui, text, Type::Figure, ink, cell.width() - size::MARK_SLOT);
    paint::put_left(ui.painter(), cell.left(), middle, &value);
    if let Some(mark) = figure.mark {
        let centre = egui::pos2(
            cell.left() + value.size().x + 4.0 + size::MARK / 2.0,
            middle.center().y,
        );
        mark.paint(ui.painter(), t, centre);
    }
    let note = paint::line(ui, &figure.note, Type::Note, t.text2, cell.width());
    paint::put_left(ui.painter(), cell.left(), line(43.0, 14.0), &note);
    let words = format!("{} {text}, {}", figure.label, figure.note);
    let role = match figure.inspected {
        Some(_) => Role::Button,
        None => Role::Label,
    };
    response.widget_info(|| WidgetInfo::labeled(role, true, &words));
    if response.has_focus() {
        paint::focus_ring_inside(ui, cell);
    }
    if let Some(inspected) = &figure.inspected {
        if response.clicked() {
            view.ask(inspected.clone());
        } else if response.gained_focus() {
            view.inspected = Some(inspected.clone());
        }
    }
    response.on_hover_text(words);
}

fn figures(ctx: &ViewCtx<'_>, player: &Player, row: &Row, room: Option<&Room>) -> Vec<Figure> {
    let mark =
        |column| Some(ctx.mark_of_cell(row, column)).filter(|mark| *mark != MarkKind::Missing);
    let with_unit = |column: Column, unit: &str| match row.text(column) {
        text if text.is_empty() => String::new(),
        text => format!("{text}{unit}"),
    };
    let (first, last) = three_seasons(ctx.on);
    let span = format!("{}–{}", first.start().format("%y"), last.end().format("%y"));
    let available = Figure {
        label: format!("Available {span}"),
        value: with_unit(Column::Availability, " %"),
        mark: mark(Column::Availability),
        low: row
            .availability
            .is_some_and(|percent| percent < ELITE_AVAILABILITY),
        note: match row.availability {
            Some(_) => format!("elite baseline {ELITE_AVAILABILITY:.0} %"),
            None => "injuries not known for these seasons".to_owned(),
        },
        inspected: inspected(row, Column::Availability),
    };
    let months = Figure {
        label: "Months left".to_owned(),
        value: with_unit(Column::MonthsLeft, ""),
        mark: mark(Column::MonthsLeft),
        low: false,
        note: pre_contract_words(ctx, player),
        inspected: inspected(row, Column::MonthsLeft),
    };
    let currency = ctx.dossier.head.currency;
    let price = |column: Column, label: &str, none: &str| {
        let value = with_unit(column, "");
        let note = match (row.basis(column), value.is_empty()) {
            (Some(crate::domain::roster::CellBasis::Stated(basis)), false) => {
                ctx.source_words(basis)
            }
            _ => none.to_owned(),
        };
        Figure {
            label: format!("{label}, {currency} m"),
            value,
            mark: mark(column),
            low: false,
            note,
            inspected: inspected(row, column),
        }
    };
    let mut value = price(Column::Value, "Market value", "no market value entered");
    if let Some(valuation) = player.valuation(ctx.on) {
        value.note = format!("{}, {}", value.note, valuation.on);
    }
    let mut figures = vec![available, months, value];
    if let Some(negotiation) = ctx.dossier.negotiation_over(player.id) {
        for (column, label, none, round) in [
            (
                Column::Ask,
                "Ask",
                "no ask reported",
                negotiation.ask(ctx.on),
            ),
            (
                Column::Bid,
                "Bid",
                "no bid reported",
                negotiation.bid(ctx.on),
            ),
        ] {
            let mut price = price(column, label, none);
            if let Some(fee) = round.and_then(|round| round.fee_beside_headline()) {
                price.note = format!("headline; fixed fee {fee}, {}", price.note);
            }
            figures.push(price);
        }
    }
    let most = ctx
        .dossier
        .negotiation_over(player.id)
        .map(|negotiation| Inspected::Figure(negotiation.id, deal::figure::Figure::Most.into()));
    figures.extend(room.map(|room| ceiling(room, currency, most)));
    figures.extend(slot(ctx, player));
    figures
}

/// The most that we would pay, and how far that lies below their ask; or what is lacking for it.
fn ceiling(room: &Room, currency: Currency, inspected: Option<Inspected>) -> Figure {
    Figure {
        label: format!("Our ceiling, {currency} m"),
        value: room.most.map_or_else(String::new, millions_text),
        mark: room.most.map(|_| MarkKind::Assumed),
        low: false,
        inspected,
        note: match (room.most, room.short_of_ask) {
            (None, _) => "beliefs not entered".to_owned(),
            (Some(_), None) => "no ask to hold it against".to_owned(),
            (Some(_), Some(short)) if short > 0.0 => {
                format!("{} short of the ask", millions_text(short))
            }
            (Some(_), Some(above)) => format!("{} above the ask", millions_text(-above)),
        },
    }
}

fn pre_contract_words(ctx: &ViewCtx<'_>, player: &Player) -> String {
    let Some(end) = player.contract_end() else {
        return "no contract end entered".to_owned();
    };
    let from = pre_contract_from(end);
    match (from - ctx.on).num_days() {
        _ if end < ctx.on => format!("ended {}", day_text(end)),
        days if days > 0 => format!("pre-contract in {days} days"),
        _ => format!("pre-contract since {}", day_text(from)),
    }
}

/// The place in our squad that he holds or would fill.
fn slot(ctx: &ViewCtx<'_>, player: &Player) -> Option<Figure> {
    let outlook = &ctx.derived.outlook;
    let among = |bars: &[crate::domain::outlook::ContractBar]| {
        bars.iter().any(|bar| bar.player == player.id)
    };
    if !among(&outlook.own) && !among(&outlook.targets) {
        return None;
    }
    let value = match outlook.hole() {
        Some(hole) => format!("{}, {}", outlook.position.label(), hole.season),
        None => outlook.position.label().to_owned(),
    };
    let note = outlook
        .sentence()
        .unwrap_or_else(|| "nobody of ours entered".to_owned());
    Some(Figure {
        label: "Squad place".to_owned(),
        value,
        mark: None,
        low: false,
        note,
        inspected: Some(Inspected::SquadPlace(player.id)),
    })
}
