//! Where both clubs stand on one line of money: reported figures solid, limits dashed with their
//! bands, and the sentence on zone or gap.

use eframe::egui;
use egui::{Color32, Painter, Rect, Shape};

use super::{Page, Shown};
use crate::chart::range_bar::{Figure, Limit, Offer, RangeBar, range_bar};
use crate::chart::scene::{Mark, Scene};
use crate::domain::deal::evaluation::Band;
use crate::domain::deal::figure::Figure as Explained;
use crate::domain::deal::model::Model;
use crate::domain::field::{FieldRef, TermField};
use crate::domain::id::NegotiationId;
use crate::domain::money::{Money, StatedAmount};
use crate::domain::negotiation::Round;
use crate::ui::ViewCtx;
use crate::ui::state::{Inspected, ViewState};
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark::MarkKind;
use crate::ui::widgets::chart::{Chart, ChartResponse, UiMeasure};
use crate::ui::widgets::rows::{legend_item, section_heading_with};

/// The bar with its heading.
pub fn range_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let mut note = note(page.shown);
    if let Some(package) = page.shown.paid_as()
        && page.state.unread.contains(&package.id)
    {
        note.push_str("; as it was before the term that cannot be read");
    }
    section_heading_with(ui, "Room to agree", &note, legend_ui);
    let mut bar = bar_of(page.ctx, page.shown);
    if page.state.from_their_chair {
        // They know neither our ceiling nor what rests on it.
        bar.ceiling = None;
        bar.sentence.clear();
        if let Some(offer) = &mut bar.offer {
            offer.note.clear();
            offer.is_above = false;
        }
    }
    let (measure, width) = (UiMeasure::new(ui), ui.available_width());
    let scene = range_bar(&measure, width, &bar);
    let open = range_bar(&measure, width, &without_limits(&bar));
    let chart = Chart::new(&scene).title("Room to agree");
    let chart = if page.state.lets_out {
        chart
    } else {
        chart.leaves_as(&open)
    };
    // The bar stays in sight while the inspector takes its room.
    let found = chart.ui(ui, "range");
    clicked(&found, &scene, page.shown.negotiation.id, page.view);
}

/// Follows a click on a bar that stands on another screen.
pub fn clicked(found: &ChartResponse, scene: &Scene, of: NegotiationId, view: &mut ViewState) {
    let mark = found.activated.and_then(|idx| scene.marks.get(idx));
    match (&found.clicked, mark.and_then(limit_of)) {
        (Some(field), _) => view.show_field(field),
        (None, Some(figure)) => view.ask(Inspected::Figure(of, figure.into())),
        (None, None) => {}
    }
}

/// The figure behind a mark that leads to no field: a limit, or what lies between both.
pub fn limit_of(mark: &Mark) -> Option<Explained> {
    if mark.field.is_some() {
        return None;
    }
    let name = mark.name.to_lowercase();
    let figures = [
        ("our ceiling", Explained::Most),
        ("their floor", Explained::Least),
    ];
    let found = figures.iter().find(|(words, _)| name.starts_with(words));
    Some(found.map_or(Explained::Width, |(_, figure)| *figure))
}

/// The bar as others may see it: what is reported.
pub fn without_limits(bar: &RangeBar) -> RangeBar {
    RangeBar {
        offer: None,
        ceiling: None,
        floor: None,
        sentence: String::new(),
        ..bar.clone()
    }
}

/// `EUR m, package B, fixed fee paid 50/50; our ceiling needs 9 beliefs`.
fn note(shown: &Shown) -> String {
    let mut words = format!("{} m", shown.currency());
    if let Some(package) = shown.paid_as() {
        words.push_str(&format!(", package {}", package.letter()));
        let paid = package.shares_text();
        if !paid.is_empty() {
            words.push_str(&format!(", fixed fee paid {paid}"));
        }
    }
    let lacking = shown.reckoning.lacking();
    if !lacking.is_empty() {
        words.push_str(&format!("; {lacking}"));
    }
    words
}

/// What the bar shows of a negotiation.
pub fn bar_of(ctx: &ViewCtx<'_>, shown: &Shown) -> RangeBar {
    let (negotiation, on) = (&shown.negotiation, shown.reckoning.on);
    let value = shown.player.valuation(on).map(|value| {
        let field = FieldRef::Valuation(shown.player.id, value.id);
        let mut note = ctx.standing_words(&value.basis);
        let stated = value.amount;
        let amount = brought(ctx, shown, stated).unwrap_or(stated);
        if amount != stated {
            note.push_str(&format!(", stated as {stated}"));
        }
        Figure::stated(&StatedAmount::exactly(amount), &value.basis, note, field)
    });
    let evaluation = shown.evaluation();
    let room = evaluation.and_then(|found| found.room.as_ref());
    let alone = |value: f64| Band {
        value,
        lo80: value,
        hi80: value,
    };
    let most = room.map(|room| room.most);
    let most = most.or_else(|| Some(alone(evaluation?.buyer.as_ref()?.most)));
    let least = room.map(|room| room.least);
    let least = least.or_else(|| Some(alone(evaluation?.seller.as_ref()?.least)));
    RangeBar {
        currency: shown.currency(),
        bid: negotiation
            .bid(on)
            .and_then(|round| figure(ctx, shown, round)),
        ask: negotiation
            .ask(on)
            .and_then(|round| figure(ctx, shown, round)),
        value,
        offer: offer(shown),
        ceiling: most.and_then(|band| limit(shown, band)),
        floor: least.and_then(|band| limit(shown, band)),
        sentence: shown.reckoning.sentence(),
    }
}

/// The fee of the package as which the limits are reckoned.
fn offer(shown: &Shown) -> Option<Offer> {
    let package = shown.paid_as()?;
    let lies = shown.reckoning.against_ceiling();
    let fee = shown
        .reckoning
        .fee()
        .filter(|_| package.fixed_fee.is_some())?;
    Some(Offer {
        name: package.letter().to_owned(),
        at: Money::from_millions(fee, shown.currency())?,
        note: lies.map_or_else(String::new, |lies| lies.words()),
        is_above: lies.is_some_and(|lies| lies.is_above()),
        field: FieldRef::Term(shown.negotiation.id, package.id, TermField::FixedFee),
    })
}

/// A sum in the currency of the screen; `None` without a rate.
fn brought(ctx: &ViewCtx<'_>, shown: &Shown, sum: Money) -> Option<Money> {
    if sum.currency == shown.currency() {
        return Some(sum);
    }
    let model = Model {
        on: shown.reckoning.on,
        currency: shown.currency(),
        dossier: Some(ctx.dossier),
    };
    Money::from_millions(model.millions(sum, "value").ok()?, shown.currency())
}

fn figure(ctx: &ViewCtx<'_>, shown: &Shown, round: &Round) -> Option<Figure> {
    let field = FieldRef::Round(shown.negotiation.id, round.id);
    if let Some(fee) = round.terms.as_deref().and_then(|terms| terms.fixed_fee) {
        return fee_figure(ctx, shown, round, fee, field);
    }
    let stated = shown
        .negotiation
        .stated(round, ctx.dossier, &shown.reckoning)?;
    let mut note = ctx.standing_words(&round.basis);
    if let (true, Some(said)) = (stated.converted, &round.amount) {
        note.push_str(&format!(", stated as {said}"));
    }
    let amount = stated.amount.or_else(|| round.amount.clone())?;
    Some(Figure::stated(&amount, &round.basis, note, field))
}

/// The fixed fee of terms that were put forward: the limits are fixed fees too. What the papers
/// would print stands in the note.
fn fee_figure(
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    round: &Round,
    fee: Money,
    field: FieldRef,
) -> Option<Figure> {
    let of_fee = Round {
        amount: Some(StatedAmount::exactly(fee)),
        ..round.clone()
    };
    let stated = shown
        .negotiation
        .stated(&of_fee, ctx.dossier, &shown.reckoning)?;
    let headline = round.amount.as_ref().filter(|amount| amount.low != fee);
    let note = match headline {
        Some(headline) => format!(
            "{}, fixed fee; headline {headline}",
            ctx.standing_words(&round.basis)
        ),
        None => ctx.standing_words(&round.basis),
    };
    let amount = stated.amount.unwrap_or_else(|| StatedAmount::exactly(fee));
    Some(Figure::stated(&amount, &round.basis, note, field))
}

fn limit(shown: &Shown, band: Band) -> Option<Limit> {
    let money = |millions| Money::from_millions(millions, shown.currency());
    let ends = money(band.lo80).zip(money(band.hi80));
    Some(Limit {
        at: money(band.value)?,
        band: ends.filter(|(low, high)| low != high),
        note: "assumed".to_owned(),
        field: None,
    })
}

fn legend_ui(ui: &mut egui::Ui) {
    if ui.available_width() < 420.0 {
        return;
    }
    let t = Tokens::of(ui);
    ui.spacing_mut().item_spacing.x = space::L;
    ui.label(Type::Note.rich("solid: reported").color(t.text2));
    legend_item(ui, "dashed: assumed", 12.0, |painter, rect| {
        MarkKind::Assumed.paint(painter, t, rect.center());
    });
    legend_item(ui, "80 % band of each limit", 34.0, |painter, rect| {
        let (left, right) = rect.split_left_right_at_fraction(0.5);
        band(painter, left, t.us_band);
        band(painter, right, t.them_band);
    });
}

fn band(painter: &Painter, rect: Rect, colour: Color32) {
    let rect = rect.shrink2(egui::vec2(1.0, 3.0));
    painter.add(Shape::rect_filled(rect, 0, colour));
}
