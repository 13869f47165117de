//! The hole in the squad that a target would fill, and the room to agree on his price.

use eframe::egui;

use crate::chart::range_bar::{Figure, RangeBar, range_bar};
use crate::chart::squad_bars::{SquadBars, SquadRow, squad_bars};

use crate::domain::fact::FactKey;
use crate::domain::field::FieldRef;
use crate::domain::negotiation::{Negotiation, Round};
use crate::domain::squad::outlook::ContractBar;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type};
use crate::ui::widgets::chart::{UiMeasure, chart_ui};
use crate::ui::widgets::rows::empty_state;

/// How long our players of the lead target's position are bound.
pub fn hole_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let outlook = &ctx.derived.outlook;
    let title = match outlook.hole() {
        Some(hole) => format!("The hole: {}", hole.season),
        None => format!("Our {}s", outlook.position.label().to_lowercase()),
    };
    super::heading(ui, &title, &outlook.sentence().unwrap_or_default());
    if outlook.own.is_empty() && outlook.targets.is_empty() {
        let words = "Add our own players of this position with the end of their contracts. The bars then show in \
                     which season somebody is missing.";
        empty_state(ui, "No squad yet", words, None);
        return;
    }
    let rows: Vec<SquadRow> = outlook
        .own
        .iter()
        .map(|bar| (bar, true))
        .chain(outlook.targets.iter().map(|bar| (bar, false)))
        .map(|(bar, is_own)| SquadRow {
            name: bar.name.clone(),
            slot: ctx.slot(bar.player).unwrap_or_default(),
            is_own,
            end: bar.until,
            note: bar_note(ctx, bar, is_own),
            field: FieldRef::Fact(bar.player, FactKey::ContractEnd),
        })
        .collect();
    let hole = outlook.hole().map(|cover| cover.season);
    let bars = SquadBars {
        on: ctx.on,
        rows: &rows,
        hole,
    };
    let scene = squad_bars(&UiMeasure::new(ui), ui.available_width(), bars);
    if let Some(field) = chart_ui(ui, "hole", &scene).clicked {
        view.show_field(&field);
    }
}

/// `2026, aged 33, out to 31 Jul` for one of ours, `free in July 2026` for a target.
fn bar_note(ctx: &ViewCtx<'_>, bar: &ContractBar, is_own: bool) -> String {
    let Some(until) = bar.until else {
        return "no contract end entered".to_owned();
    };
    if !is_own {
        let free = until.succ_opt().unwrap_or(until);
        return format!("free in {}", free.format("%B %Y"));
    }
    let mut words = until.format("%Y").to_string();
    if let Some(age) = bar.age_at_end {
        words.push_str(&format!(", aged {age}"));
    }
    let player = ctx.dossier.player(bar.player);
    let spell = player.and_then(|player| player.spells.iter().find(|spell| spell.covers(ctx.on)));
    match spell.map(|spell| spell.to) {
        Some(Some(back)) => words.push_str(&format!(", out to {}", back.format("%-d %b"))),
        Some(None) => words.push_str(", out"),
        None => {}
    }
    words
}

/// Ask, bid and market value of the lead target on one axis.
pub fn room_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let Some(player) = ctx.lead_target() else {
        return;
    };
    let negotiation = ctx.dossier.negotiation_over(player.id);
    let ask = negotiation.and_then(|negotiation| Some((negotiation, negotiation.ask(ctx.on)?)));
    let bid = negotiation.and_then(|negotiation| Some((negotiation, negotiation.bid(ctx.on)?)));
    let note = match (&ask, &bid) {
        (Some(_), Some(_)) => "as far as figures are reported",
        (None, None) => "no figure is reported",
        _ => "one side has named no figure",
    };
    super::heading(ui, &format!("{}: room to agree", player.short_name()), note);
    let value = player.valuation(ctx.on).map(|value| {
        let field = FieldRef::Valuation(player.id, value.id);
        Figure::valued(value, ctx.standing_words(&value.basis), field)
    });
    let bar = RangeBar {
        currency: ctx.dossier.head.currency,
        bid: bid.and_then(|(negotiation, round)| figure(ctx, negotiation, round)),
        ask: ask.and_then(|(negotiation, round)| figure(ctx, negotiation, round)),
        value,
        ceiling: None,
        floor: None,
        sentence: String::new(),
    };
    let measure = UiMeasure::new(ui);
    let scene = range_bar(&measure, ui.available_width(), &bar);
    if let Some(field) = chart_ui(ui, "room", &scene).clicked {
        view.show_field(&field);
    }
    for round in [ask, bid].into_iter().flatten() {
        printed_ui(ui, ctx, round.1);
    }
}

fn figure(ctx: &ViewCtx<'_>, negotiation: &Negotiation, round: &Round) -> Option<Figure> {
    let field = FieldRef::Round(negotiation.id, round.id);
    Some(Figure::stated(
        round.amount.as_ref()?,
        &round.basis,
        ctx.standing_words(&round.basis),
        field,
    ))
}

/// `Ask EUR 50m or more, printed as GBP 43m (Daily paper, 11 Jul 2025)`.
fn printed_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, round: &Round) {
    let Some(amount) = &round.amount else { return };
    let mut words = format!("{} {amount}", round.kind.label());
    if let Some(printed) = &amount.printed {
        words.push_str(&format!(", printed as {}", printed.low));
        if let Some(high) = printed.high {
            words.push_str(&format!("–{}", high.short()));
        }
    }
    words.push_str(&format!(
        " ({}, {})",
        ctx.source_words(&round.basis),
        crate::domain::date::day_text(round.on)
    ));
    ui.add(egui::Label::new(Type::Note.rich(words).color(Tokens::of(ui).text3)).wrap());
}
