//! The registration windows of the case.

use std::sync::Arc;

use chrono::{Months, NaiveDate};
use eframe::egui;
use egui::{Sense, vec2};

use super::{Answer, dialog};
use crate::domain::date::day_text;
use crate::domain::dossier::{Record, RecordRef};
use crate::domain::edit::Edit;
use crate::domain::extra::Extra;
use crate::domain::field::FieldRef;
use crate::domain::sourced::Basis;
use crate::domain::squad::RegistrationWindow;
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark::basis_mark;
use crate::ui::widgets::button::{Button, icon_button, main_button};
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::fields::date_field;
use crate::ui::widgets::paint;

const COUNTRY: f32 = 120.0;
const DAY: f32 = 130.0;

/// Country, first and last day of each window; edited in place.
pub fn windows_ui(
    ui: &egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    out: &mut Commands,
) -> Answer {
    dialog(ui, "Registration windows", 560.0, |ui| {
        let words = "The clock shows when players can be registered in our country and in theirs.";
        ui.label(Type::Body.rich(words).color(Tokens::of(ui).text2));
        ui.add_space(space::M);
        let windows = ctx.dossier.windows_by_day();
        header_ui(ui);
        egui::ScrollArea::vertical()
            .max_height(320.0)
            .show(ui, |ui| {
                for window in &windows {
                    ui.push_id(window.id, |ui| window_ui(ui, ctx, view, window, out));
                }
            });
        ui.add_space(space::S);
        if Button::quiet("Add a window")
            .icon(Icon::Plus)
            .ui(ui)
            .clicked()
        {
            out.edit(Edit::Put(Record::Window(Arc::new(new_window(ctx)))));
        }
        ui.add_space(space::L);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if main_button(ui, "Close").clicked() {
                Answer::Closed
            } else {
                Answer::Open
            }
        })
        .inner
    })
}

fn header_ui(ui: &mut egui::Ui) {
    ui.horizontal(|ui| {
        for (words, width) in [("Country", COUNTRY), ("Opens", DAY), ("Closes", DAY)] {
            let cell = vec2(width, Type::Note.line_height());
            let (rect, _) = ui.allocate_exact_size(cell, Sense::hover());
            let galley = paint::line(ui, words, Type::Note, Tokens::of(ui).text3, width);
            paint::put_left(ui.painter(), rect.left(), rect, &galley);
        }
    });
}

/// A window of our country that opens at the decision date: a place to type the true days into.
fn new_window(ctx: &ViewCtx<'_>) -> RegistrationWindow {
    let opens = ctx.dossier.head.decision_date;
    RegistrationWindow {
        id: ctx.new_id(),
        country: ctx.dossier.head.our_country.clone(),
        opens,
        closes: opens.checked_add_months(Months::new(2)).unwrap_or(opens),
        closes_at: String::new(),
        basis: Basis::default(),
        extra: Extra::new(),
    }
}

fn window_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    window: &Arc<RegistrationWindow>,
    out: &mut Commands,
) {
    let put = |out: &mut Commands, next: RegistrationWindow| {
        out.edit(Edit::Put(Record::Window(Arc::new(next))));
    };
    ui.horizontal(|ui| {
        let country = DraftField::new("Country", &window.country)
            .hint("country")
            .width(COUNTRY);
        let country = country.ui(ui, |text| Ok(text.trim().to_owned()));
        view.follow(&FieldRef::Window(window.id), &country.response);
        if let Some(country) = country.committed {
            put(
                out,
                RegistrationWindow {
                    country,
                    ..RegistrationWindow::clone(window)
                },
            );
        }
        if let Some(opens) = day_ui(ui, ctx, "Opens", window.opens) {
            put(
                out,
                RegistrationWindow {
                    opens,
                    ..RegistrationWindow::clone(window)
                },
            );
        }
        if let Some(closes) = day_ui(ui, ctx, "Closes", window.closes) {
            put(
                out,
                RegistrationWindow {
                    closes,
                    ..RegistrationWindow::clone(window)
                },
            );
        }
        basis_mark(ui, ctx.mark(&window.basis, false))
            .on_hover_text(ctx.source_words(&window.basis));
        if icon_button(ui, Icon::Trash, "Remove this window").clicked() {
            out.edit(Edit::Remove(RecordRef::Window(window.id)));
        }
    });
}

fn day_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, label: &str, day: NaiveDate) -> Option<NaiveDate> {
    let shown = day_text(day);
    let field = DraftField::new(label, &shown).width(DAY);
    let parse = |text: &str| match typed::day(text, ctx.on) {
        Ok(Some(day)) => Ok(day),
        Ok(None) => Err("A window needs this day".to_owned()),
        Err(err) => Err(err.to_string()),
    };
    date_field(ui, field, Some(day), day, parse).committed
}
