//! The room between both limits: zone or gap, prices by theory, a bridge, the best final offer.
//!
//! From the seller's chair our ceiling is not to be seen, nor anything that rests on it.

use eframe::egui;

use super::explain::FigureRow;
use super::{Page, Shown, Subject, chair};
use crate::domain::deal::beliefs::MissingBelief;
use crate::domain::deal::evaluation::{Band, Evaluation, RoomToAgree};
use crate::domain::deal::figure::Figure;
use crate::domain::deal::zone::Solutions;
use crate::domain::field::FieldRef;
use crate::domain::figures::{figure, span};
use crate::domain::negotiation::Side;
use crate::domain::talks::pattern::Pattern;
use crate::ui::reckoned::Who;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::rows::{empty_state, section_heading};

/// Why nothing spans the gap, in words: the engine says it in symbols.
const NO_BRIDGE: &str =
    "No bridge over the gap yet: it takes an add-on that they hold likelier than we do";

/// The room.
pub fn room_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some(evaluation) = page.shown.evaluation() else {
        section_heading(ui, "Room to agree", "");
        return;
    };
    if page.state.from_their_chair {
        chair::room_ui(ui, page, evaluation);
        return;
    }
    let unit = unit(page.shown);
    let note = match evaluation.room.as_ref().map(|room| room.solutions) {
        Some(Solutions::Zone { .. }) => format!("{unit}, on these assumptions"),
        Some(Solutions::Gap { .. }) => "no zone on these assumptions".to_owned(),
        None => String::new(),
    };
    section_heading(ui, "Room to agree", &note);
    chair::replacement_ui(ui, page);
    ui.spacing_mut().item_spacing.y = 0.0;
    limits_ui(ui, page, evaluation);
    if let Some(room) = &evaluation.room {
        zone_ui(ui, page, room);
        prices_ui(ui, page, room);
        last_offers_ui(ui, page, room);
        outside_ui(ui, page, room);
    } else {
        missing_ui(ui, page, &evaluation.missing);
    }
    pattern_ui(ui, page, &Side::Seller, "Their asks lead to");
    pattern_ui(ui, page, &Side::Buyer, "Our bids lead to");
}

/// “EUR m”.
pub fn unit(shown: &Shown) -> String {
    format!("{} m", shown.currency())
}

fn plain_ui(
    ui: &mut egui::Ui,
    page: &mut Page<'_>,
    name: &str,
    value: Option<f64>,
    note: &str,
    of: impl Into<Subject>,
) {
    let aside = unit(page.shown);
    FigureRow {
        aside: &aside,
        value: value.map(|value| figure(value, 2)),
        note,
        ..FigureRow::new(name, of)
    }
    .ui(ui, page);
}

/// A figure under its own name.
fn figure_ui(ui: &mut egui::Ui, page: &mut Page<'_>, of: Figure, value: Option<f64>, note: &str) {
    plain_ui(ui, page, of.name(), value, note, of);
}

fn limits_ui(ui: &mut egui::Ui, page: &mut Page<'_>, evaluation: &Evaluation) {
    let room = evaluation.room.as_ref();
    let ours = evaluation.buyer.as_ref().map(|buyer| buyer.most);
    let theirs = evaluation.seller.as_ref().map(|seller| seller.least);
    let note = band_text(room.map(|room| room.most));
    limit_ui(ui, page, Figure::Most, ours, &note);
    let note = band_text(room.map(|room| room.least));
    limit_ui(ui, page, Figure::Least, theirs, &note);
}

/// A limit with its band.
pub fn limit_ui(
    ui: &mut egui::Ui,
    page: &mut Page<'_>,
    of: Figure,
    value: Option<f64>,
    note: &str,
) {
    let aside = unit(page.shown);
    FigureRow {
        aside: &aside,
        value: value.map(|value| figure(value, 2)),
        note: if value.is_none() {
            "beliefs are missing"
        } else {
            note
        },
        is_strong: true,
        ..FigureRow::new(of.name(), of)
    }
    .ui(ui, page);
}

fn zone_ui(ui: &mut egui::Ui, page: &mut Page<'_>, room: &RoomToAgree) {
    match room.solutions {
        Solutions::Zone { width, .. } => {
            plain_ui(ui, page, "Zone", Some(width), "", Figure::Width);
        }
        Solutions::Gap { gap, .. } => {
            plain_ui(ui, page, "Gap", Some(gap), "", Figure::Width);
        }
    }
    let chance = room.chance.as_ref();
    let expected = chance.map_or_else(
        || "uncertainty missing".to_owned(),
        |chance| format!("{} m expected", figure(chance.expected_surplus, 2)),
    );
    FigureRow {
        aside: "%",
        value: chance.map(|chance| percent(chance.p_zopa)),
        note: &expected,
        leads_to: chance.is_none().then(|| belief(page.shown, "sd_S")),
        ..FigureRow::new(Figure::ChanceOfZone.name(), Figure::ChanceOfZone)
    }
    .ui(ui, page);
}

fn prices_ui(ui: &mut egui::Ui, page: &mut Page<'_>, room: &RoomToAgree) {
    let Solutions::Zone { nash, .. } = room.solutions else {
        return;
    };
    let theta = page.shown.reckoning.scenario.as_ref();
    let theta = theta.map_or(0.5, |scenario| scenario.beliefs.get("theta"));
    let inner = room
        .nash_by_theta
        .iter()
        .filter(|(power, _)| *power > 0.0 && *power < 1.0);
    let by_power: Vec<String> = inner
        .map(|(power, price)| format!("{} % {}", percent(*power), figure(*price, 1)))
        .collect();
    let name = format!("Price at their {} % of power", percent(theta));
    plain_ui(
        ui,
        page,
        &name,
        Some(nash),
        &by_power.join(" · "),
        Figure::Nash,
    );
}

fn last_offers_ui(ui: &mut egui::Ui, page: &mut Page<'_>, room: &RoomToAgree) {
    let offer = room.final_offer.as_ref();
    let note = offer.map_or_else(
        || "uncertainty missing".to_owned(),
        |offer| format!("accepted with {} %", percent(offer.p_accept)),
    );
    let offer = offer.map(|offer| offer.offer);
    figure_ui(ui, page, Figure::FinalOffer, offer, &note);
    if let Some(bridge) = &room.bridge {
        figure_ui(ui, page, Figure::BridgeFee, Some(bridge.fixed_fee), "");
        let note = "each side just at its limit";
        figure_ui(ui, page, Figure::BridgeAddOn, Some(bridge.addon), note);
    } else if room.no_bridge.is_some() {
        note_ui(ui, NO_BRIDGE);
    }
}

fn outside_ui(ui: &mut egui::Ui, page: &mut Page<'_>, room: &RoomToAgree) {
    let Some(outside) = &room.outside else {
        FigureRow {
            note: "not entered",
            leads_to: Some(belief(page.shown, "rival_bid")),
            ..FigureRow::new("A rival’s firm bid", Figure::OutsidePrinciple)
        }
        .ui(ui, page);
        return;
    };
    let bid = format!("rival bids {}", figure(outside.fee, 2));
    figure_ui(ui, page, Figure::OutsidePrinciple, outside.principle, &bid);
    let price = outside.disagreement_point;
    figure_ui(ui, page, Figure::OutsideDisagreement, price, &bid);
    if let Some(why) = &outside.why_not {
        note_ui(ui, why);
    }
}

/// Where a side's offers lead, once there are three.
pub fn pattern_ui(ui: &mut egui::Ui, page: &mut Page<'_>, side: &Side, name: &str) {
    let found = page
        .shown
        .negotiation
        .pattern(side, &page.shown.reckoning.rounds);
    let who = match side {
        Side::Buyer => "our own",
        Side::Seller | Side::Other(_) => "their",
    };
    let (value, note) = match found {
        Pattern::Leads(limit) => (Some(limit.limit), "if the pattern continues".to_owned()),
        Pattern::TooFew(1) => (None, "one more offer shows it".to_owned()),
        Pattern::TooFew(more) => (None, format!("{more} more offers show it")),
        Pattern::Nowhere(why) => {
            let words = format!("The pattern of {who} offers leads to no limit. {why}");
            note_ui(ui, &words);
            return;
        }
    };
    let subject = Subject::Pattern(match side {
        Side::Buyer => Who::Us,
        Side::Seller | Side::Other(_) => Who::Them,
    });
    plain_ui(ui, page, name, value, &note, subject);
}

fn band_text(band: Option<Band>) -> String {
    match band {
        Some(band) if band.hi80 > band.lo80 => {
            format!("{}, 80 %", span((band.lo80, band.hi80), 1))
        }
        _ => String::new(),
    }
}

/// A fraction in whole percent.
pub fn percent(fraction: f64) -> String {
    figure(100.0 * fraction, 0)
}

/// The field of a belief.
pub fn belief(shown: &Shown, key: &str) -> FieldRef {
    FieldRef::Belief(shown.negotiation.id, key.to_owned())
}

/// Small words below the rows.
pub fn note_ui(ui: &mut egui::Ui, words: &str) {
    ui.add_space(space::XS);
    Type::Note.wrapped(ui, words, Tokens::of(ui).text2);
    ui.add_space(space::XS);
}

/// What must be entered before there is room to speak of, and a way to the first of it.
pub fn missing_ui(ui: &mut egui::Ui, page: &mut Page<'_>, missing: &[MissingBelief]) {
    let Some(first) = missing.first() else {
        return;
    };
    let sentence = format!(
        "The limits rest on what both sides believe: {}. They decide whether there is a zone, what to offer, and whether to wait.",
        page.shown.reckoning.lacking()
    );
    ui.add_space(space::S);
    if empty_state(
        ui,
        "No room can be reckoned yet",
        &sentence,
        Some("Enter the beliefs"),
    ) {
        page.view.show_field(&belief(page.shown, first.key));
    }
    ui.add_space(space::S);
}
