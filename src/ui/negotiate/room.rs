//! The room between both limits: zone or gap, prices by theory, a bridge, the best final offer.
//!
//! From the seller's chair our ceiling is not to be seen, nor anything that rests on it.

use eframe::egui;

use super::explain::{FigureRow, Subject};
use super::{Shown, chair};
use crate::domain::deal::beliefs::MissingBelief;
use crate::domain::deal::evaluation::{Band, Evaluation, RoomToAgree};
use crate::domain::deal::figure::Figure;
use crate::domain::deal::zone::Solutions;
use crate::domain::field::FieldRef;
use crate::domain::figures::{figure, span};
use crate::domain::negotiation::Side;
use crate::domain::talks::pattern::Pattern;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::rows::{empty_state, section_heading};

/// Why nothing spans the gap, in words: the engine says it in symbols.
const NO_BRIDGE: &str =
    "No bridge over the gap yet: it takes an add-on that they hold likelier than we do";

/// The room.
pub fn room_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let Some(evaluation) = shown.evaluation() else {
        section_heading(ui, "Room to agree", "");
        return;
    };
    if view.negotiate.from_their_chair {
        chair::room_ui(ui, ctx, shown, evaluation, view, out);
        return;
    }
    let unit = unit(shown);
    let note = match evaluation.room.as_ref().map(|room| room.solutions) {
        Some(Solutions::Zone { .. }) => format!("{unit}, on these assumptions"),
        Some(Solutions::Gap { .. }) => "no zone on these assumptions".to_owned(),
        None => String::new(),
    };
    section_heading(ui, "Room to agree", &note);
    chair::replacement_ui(ui, shown, out);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut rows = Rows {
        ui,
        ctx,
        shown,
        view,
    };
    rows.limits(evaluation);
    if let Some(room) = &evaluation.room {
        rows.room(room);
        rows.prices(room);
        rows.last_offers(room);
        rows.outside(room);
    } else {
        missing_ui(rows.ui, shown, &evaluation.missing, rows.view);
    }
    rows.pattern(&Side::Seller, "Their asks lead to");
    rows.pattern(&Side::Buyer, "Our bids lead to");
}

/// “EUR m”.
pub fn unit(shown: &Shown) -> String {
    format!("{} m", shown.currency())
}

/// Rows of figures, one below the other.
pub struct Rows<'a, 'b> {
    /// Where they are drawn.
    pub ui: &'a mut egui::Ui,
    /// What may be read.
    pub ctx: &'a ViewCtx<'b>,
    /// The negotiation.
    pub shown: &'a Shown,
    /// The window.
    pub view: &'a mut ViewState,
}

impl Rows<'_, '_> {
    /// One row.
    pub fn row(&mut self, row: FigureRow<'_>) {
        row.ui(self.ui, self.ctx, self.shown, self.view);
    }

    fn plain(&mut self, name: &str, value: Option<f64>, note: &str, of: impl Into<Subject>) {
        let aside = unit(self.shown);
        self.row(FigureRow {
            name,
            aside: &aside,
            value: value.map(|value| figure(value, 2)),
            note,
            is_strong: false,
            is_long: false,
            subject: of.into(),
            leads_to: None,
        });
    }

    /// A figure under its own name.
    fn figure(&mut self, of: Figure, value: Option<f64>, note: &str) {
        self.plain(of.name(), value, note, of);
    }

    fn limits(&mut self, evaluation: &Evaluation) {
        let room = evaluation.room.as_ref();
        let ours = evaluation.buyer.as_ref().map(|buyer| buyer.most);
        let theirs = evaluation.seller.as_ref().map(|seller| seller.least);
        let note = band_text(room.map(|room| room.most));
        self.limit(Figure::Most, ours, &note);
        let note = band_text(room.map(|room| room.least));
        self.limit(Figure::Least, theirs, &note);
    }

    /// A limit with its band.
    pub fn limit(&mut self, of: Figure, value: Option<f64>, note: &str) {
        let aside = unit(self.shown);
        self.row(FigureRow {
            name: of.name(),
            aside: &aside,
            value: value.map(|value| figure(value, 2)),
            note: if value.is_none() {
                "beliefs are missing"
            } else {
                note
            },
            is_strong: true,
            is_long: false,
            subject: Subject::Figure(of),
            leads_to: None,
        });
    }

    fn room(&mut self, room: &RoomToAgree) {
        match room.solutions {
            Solutions::Zone { width, .. } => {
                self.plain("Zone", Some(width), "", Figure::Width);
            }
            Solutions::Gap { gap, .. } => {
                self.plain("Gap", Some(gap), "", Figure::Width);
            }
        }
        let chance = room.chance.as_ref();
        let expected = chance.map_or_else(
            || "uncertainty missing".to_owned(),
            |chance| format!("{} m expected", figure(chance.expected_surplus, 2)),
        );
        self.row(FigureRow {
            name: Figure::ChanceOfZone.name(),
            aside: "%",
            value: chance.map(|chance| percent(chance.p_zopa)),
            note: &expected,
            is_strong: false,
            is_long: false,
            subject: Subject::Figure(Figure::ChanceOfZone),
            leads_to: chance.is_none().then(|| belief(self.shown, "sd_S")),
        });
    }

    fn prices(&mut self, room: &RoomToAgree) {
        let Solutions::Zone { nash, .. } = room.solutions else {
            return;
        };
        let theta = self.shown.reckoning.scenario.as_ref();
        let theta = theta.map_or(0.5, |scenario| scenario.beliefs.get("theta"));
        let inner = room
            .nash_by_theta
            .iter()
            .filter(|(power, _)| *power > 0.0 && *power < 1.0);
        let by_power: Vec<String> = inner
            .map(|(power, price)| format!("{} % {}", percent(*power), figure(*price, 1)))
            .collect();
        let name = format!("Price at their {} % of power", percent(theta));
        self.plain(&name, Some(nash), &by_power.join(" · "), Figure::Nash);
    }

    fn last_offers(&mut self, room: &RoomToAgree) {
        let offer = room.final_offer.as_ref();
        let note = offer.map_or_else(
            || "uncertainty missing".to_owned(),
            |offer| format!("accepted with {} %", percent(offer.p_accept)),
        );
        let offer = offer.map(|offer| offer.offer);
        self.figure(Figure::FinalOffer, offer, &note);
        if let Some(bridge) = &room.bridge {
            self.figure(Figure::BridgeFee, Some(bridge.fixed_fee), "");
            let note = "each side just at its limit";
            self.figure(Figure::BridgeAddOn, Some(bridge.addon), note);
        } else if room.no_bridge.is_some() {
            note_ui(self.ui, NO_BRIDGE);
        }
    }

    fn outside(&mut self, room: &RoomToAgree) {
        let Some(outside) = &room.outside else {
            self.row(FigureRow {
                name: "A rival’s firm bid",
                aside: "",
                value: None,
                note: "not entered",
                is_strong: false,
                is_long: false,
                subject: Figure::OutsidePrinciple.into(),
                leads_to: Some(belief(self.shown, "rival_bid")),
            });
            return;
        };
        let bid = format!("rival bids {}", figure(outside.fee, 2));
        self.figure(Figure::OutsidePrinciple, outside.principle, &bid);
        let price = outside.disagreement_point;
        self.figure(Figure::OutsideDisagreement, price, &bid);
        if let Some(why) = &outside.why_not {
            note_ui(self.ui, why);
        }
    }

    /// Where a side's offers lead, once there are three.
    pub fn pattern(&mut self, side: &Side, name: &str) {
        let found = self
            .shown
            .negotiation
            .pattern(side, &self.shown.reckoning.rounds);
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
                note_ui(self.ui, &words);
                return;
            }
        };
        let subject = Subject::Pattern(match side {
            Side::Buyer => super::explain::Who::Us,
            Side::Seller | Side::Other(_) => super::explain::Who::Them,
        });
        self.plain(name, value, &note, subject);
    }
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
    let words = Type::Note.rich(words).color(Tokens::of(ui).text2);
    ui.add(egui::Label::new(words).wrap());
    ui.add_space(space::XS);
}

/// What must be entered before there is room to speak of, and a way to the first of it.
pub fn missing_ui(
    ui: &mut egui::Ui,
    shown: &Shown,
    missing: &[MissingBelief],
    view: &mut ViewState,
) {
    let Some(first) = missing.first() else {
        return;
    };
    let answers = match missing.len() {
        1 => "one answer is".to_owned(),
        count => format!("{count} answers are"),
    };
    let sentence = format!(
        "The limits rest on what both sides believe, and {answers} still missing. They decide whether there is a zone, what to offer, and whether to wait.",
    );
    ui.add_space(space::S);
    if empty_state(
        ui,
        "No room can be reckoned yet",
        &sentence,
        Some("Enter the beliefs"),
    ) {
        view.show_field(&belief(shown, first.key));
    }
    ui.add_space(space::S);
}
