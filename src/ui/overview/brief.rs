//! The question, our club, and the clock of the case.

use eframe::egui;

use crate::chart::clock::{Clock, clock};
use crate::domain::edit::Edit;
use crate::domain::fact::FactKey;
use crate::domain::field::{FieldRef, HeadField};
use crate::domain::negotiation::Round;
use crate::editor::command::{Command, Commands};
use crate::ui::ViewCtx;
use crate::ui::state::{Floating, ViewState};
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::chart::{UiMeasure, draggable_chart_ui};
use crate::ui::widgets::draft_field::DraftField;

/// The question in its own words, and whose it is; both are edited in place.
pub fn question_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let head = &ctx.dossier.head;
    let field = DraftField::new("Question", &head.question)
        .hint("Which question does this dossier answer?")
        .text(Type::Title)
        .plain();
    let shown = field.ui(ui, |text| Ok(text.trim().to_owned()));
    view.follow(&FieldRef::Head(HeadField::Question), &shown.response);
    if let Some(question) = shown.committed {
        out.edit(Edit::SetQuestion(question));
    }
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        short_field(
            ui,
            "Title",
            &head.title,
            190.0,
            HeadField::Title,
            view,
            out,
            Edit::SetTitle,
        );
        short_field(
            ui,
            "Our club",
            &head.our_club,
            130.0,
            HeadField::OurClub,
            view,
            out,
            Edit::SetOurClub,
        );
        short_field(
            ui,
            "Country",
            &head.our_country,
            90.0,
            HeadField::OurCountry,
            view,
            out,
            Edit::SetOurCountry,
        );
        if let Some(words) = prices(ctx) {
            let text = Type::Body.rich(words).color(Tokens::of(ui).text2);
            ui.add(egui::Label::new(text).truncate());
        }
    });
}

#[allow(
    clippy::too_many_arguments,
    reason = "a row of three alike fields; a struct would only rename them"
)]
fn short_field(
    ui: &mut egui::Ui,
    label: &str,
    value: &str,
    width: f32,
    head: HeadField,
    view: &mut ViewState,
    out: &mut Commands,
    edit: fn(String) -> Edit,
) {
    ui.label(Type::Note.rich(label).color(Tokens::of(ui).text3));
    let field = DraftField::new(label, value)
        .hint("not entered")
        .plain()
        .width(width);
    let shown = field.ui(ui, |text| Ok(text.trim().to_owned()));
    view.follow(&FieldRef::Head(head), &shown.response);
    if let Some(text) = shown.committed {
        out.edit(edit(text));
    }
}

/// `Liverpool ask EUR 50m or more for Konaté; Real Madrid would pay EUR 20m–25m`.
fn prices(ctx: &ViewCtx<'_>) -> Option<String> {
    let negotiation = ctx.lead_negotiation()?;
    let player = ctx.dossier.player(negotiation.player)?;
    if player.plays_for(&ctx.dossier.head.our_club) {
        // The deal is done: what was asked then is no price any more.
        return Some(format!("{} plays for us", player.short_name()));
    }
    // The papers print the headline; the limits are about the fixed fee.
    let said = |round: &Round| {
        let amount = round.amount.as_ref()?;
        Some(match round.fee_beside_headline() {
            Some(fee) => format!("{fee} fixed, {amount} with every add-on"),
            None => amount.to_string(),
        })
    };
    let ask = negotiation.ask(ctx.on).and_then(said).map(|amount| {
        format!(
            "{} ask {amount} for {}",
            negotiation.seller,
            player.short_name()
        )
    });
    let bid = negotiation.bid(ctx.on).and_then(said);
    let bid = bid.map(|amount| format!("{} would pay {amount}", negotiation.buyer));
    Some(
        [ask, bid]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join("; "),
    )
    .filter(|words| !words.is_empty())
}

/// Windows, pre-contract date and contract end along the year. The decision date can be dragged:
/// everything is then computed at that day, and the file stays as it is until the day is kept.
pub fn clock_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let windows = ctx.dossier.windows_by_day();
    let windows: Vec<_> = windows.iter().map(|window| window.as_ref()).collect();
    let lead = ctx.lead_target();
    let end = lead.and_then(|player| player.contract_end());
    let field = lead.map(|player| FieldRef::Fact(player.id, FactKey::ContractEnd));
    let contract_end = end.zip(field.as_ref());
    let around = ctx.dossier.head.decision_date;
    let clock_of_case = Clock {
        decision: ctx.on,
        around,
        windows: &windows,
        contract_end,
    };
    let chart = clock(&UiMeasure::new(ui), ui.available_width(), clock_of_case);
    let shown = draggable_chart_ui(ui, "clock", &chart.scene);
    if let (true, Some(point)) = (shown.response.dragged(), shown.pointer()) {
        let day = chart.axis.date_at(point.x);
        if day != ctx.on {
            out.push(Command::LookAt(Some(day)));
        }
    }
    match shown.clicked {
        Some(FieldRef::Window(_)) => view.floating = Some(Floating::Windows),
        Some(field) => view.show_field(&field),
        None => {}
    }
    if windows.is_empty() && quiet_button(ui, "Enter the registration windows…").clicked() {
        view.floating = Some(Floating::Windows);
    }
}
