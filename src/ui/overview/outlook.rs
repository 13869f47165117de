//! The hole in the squad that a target would fill, and the room to agree on his price.

use eframe::egui;

use crate::chart::range_bar::{Figure, RangeBar, range_bar};
use crate::chart::squad_bars::{SquadBars, SquadRow, squad_bars};

use crate::domain::fact::FactKey;
use crate::domain::field::FieldRef;
use crate::domain::id::NegotiationId;
use crate::domain::negotiation::Round;
use crate::domain::outlook::ContractBar;
use crate::ui::ViewCtx;
use crate::ui::negotiate::{bar_clicked, room_of};
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type};
use crate::ui::widgets::chart::{Chart, UiMeasure, chart_ui};
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
    if player.plays_for(&ctx.dossier.head.our_club) {
        return;
    }
    let negotiation = ctx.dossier.negotiation_over(player.id);
    let ask = negotiation.and_then(|negotiation| negotiation.ask(ctx.on));
    let bid = negotiation.and_then(|negotiation| negotiation.bid(ctx.on));
    let note = match (&ask, &bid) {
        (Some(_), Some(_)) => "as far as figures are reported",
        (None, None) => "no figure is reported",
        _ => "one side has named no figure",
    };
    let room = room_of(ctx, player.id, view);
    let has_limits = room.as_ref().is_some_and(|room| room.has_limits);
    let note = if has_limits {
        "figures reported, limits assumed"
    } else {
        note
    };
    super::heading(ui, &format!("{}: room to agree", player.short_name()), note);
    let Some(room) = room else {
        let value = player.valuation(ctx.on).map(|value| {
            let field = FieldRef::Valuation(player.id, value.id);
            Figure::valued(value, ctx.standing_words(&value.basis), field)
        });
        let bar = RangeBar {
            currency: ctx.dossier.head.currency,
            bid: None,
            ask: None,
            value,
            offer: None,
            ceiling: None,
            floor: None,
            sentence: String::new(),
        };
        bar_ui(ui, (&bar, None), None, view);
        return;
    };
    room.advice.ui(ui);
    let of = negotiation.map(|negotiation| negotiation.id);
    bar_ui(ui, (&room.bar, Some(&room.open)), of, view);
    Type::Note.wrapped(ui, &room.ceiling, Tokens::of(ui).text2);
    for round in [ask, bid].into_iter().flatten() {
        printed_ui(ui, ctx, round);
    }
}

/// The bar; `open` is what leaves the program in its place.
fn bar_ui(
    ui: &mut egui::Ui,
    (bar, open): (&RangeBar, Option<&RangeBar>),
    of: Option<NegotiationId>,
    view: &mut ViewState,
) {
    let measure = UiMeasure::new(ui);
    let width = ui.available_width();
    let scene = range_bar(&measure, width, bar);
    let open = open.map(|open| range_bar(&measure, width, open));
    let mut chart = Chart::new(&scene).title("Room to agree");
    if let Some(open) = &open {
        chart = chart.leaves_as(open);
    }
    let found = chart.ui(ui, "room");
    match (of, &found.clicked) {
        (Some(of), _) => bar_clicked(&found, &scene, of, view),
        (None, Some(field)) => view.show_field(field),
        (None, None) => {}
    }
}

/// `Ask EUR 50m or more, printed as GBP 43m (Daily paper, 11 Jul 2025)`.
fn printed_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, round: &Round) {
    let Some(amount) = &round.amount else { return };
    let mut words = format!("{} {amount}", round.kind.label());
    if let Some(fee) = round.fee_beside_headline() {
        words.push_str(&format!(" with every add-on, fixed fee {fee}"));
    }
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
    Type::Note.wrapped(ui, words, Tokens::of(ui).text3);
}
