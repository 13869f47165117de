//! What the inspector says of a metric: who counts it how, and what may be done with it.

use eframe::egui;

use crate::domain::stats::{Better, Metric, MetricKind, metric};
use crate::ui::icons::Icon;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::rows::section_heading;

/// The metric in the inspector.
pub(super) fn metric_ui(ui: &mut egui::Ui, shown: &Metric, view: &mut ViewState) {
    egui::ScrollArea::vertical()
        .id_salt("inspector metric")
        .auto_shrink(false)
        .show(ui, |ui| {
            egui::Frame::new().inner_margin(space::M).show(ui, |ui| {
                let t = Tokens::of(ui);
                ui.horizontal(|ui| {
                    ui.label(Type::Note.rich(shown.group.label()).color(t.text3));
                    let end = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(end, |ui| {
                        if icon_button(ui, Icon::Close, "Close the inspector").clicked() {
                            view.open_inspector(false);
                        }
                    });
                });
                ui.label(Type::Section.rich(shown.title(true)));
                ui.label(Type::Note.rich(shown.key).color(t.text3));
                ui.add_space(space::L);
                section_heading(ui, "Definition", "by provider");
                definitions_ui(ui, shown);
                ui.add_space(space::L);
                section_heading(ui, "How it is compared", "");
                for words in compared_words(shown) {
                    Type::Body.wrapped(ui, words, t.text2);
                    ui.add_space(space::XS);
                }
            });
        });
}

/// Each provider who counts it, with his rule.
pub fn definitions_ui(ui: &mut egui::Ui, shown: &Metric) {
    let t = Tokens::of(ui);
    for (provider, rule) in shown.definitions {
        ui.label(Type::NoteStrong.rich(provider.label()).color(t.text));
        Type::Body.wrapped(ui, *rule, t.text2);
        ui.add_space(space::XS);
    }
    if shown.definitions.is_empty() {
        let words = "No provider has told us how it is counted";
        ui.label(Type::Body.rich(words).color(t.text2));
    }
}

fn compared_words(shown: &Metric) -> Vec<String> {
    let mut words = Vec::new();
    words.push(match shown.kind {
        MetricKind::Volume => {
            "A count. Players are compared for 90 minutes, with a 90 % Poisson interval.".to_owned()
        }
        MetricKind::Rate { won, of } => {
            let name = |key: &str| metric(key).map_or_else(|| key.to_owned(), lower_label);
            let of: Vec<String> = of.iter().map(|key| name(key)).collect();
            format!(
                "A share: {} of {}. Never put on 90 minutes, with a 90 % Wilson interval.",
                name(won),
                of.join(" and ")
            )
        }
        MetricKind::Derived => "Compared as it is.".to_owned(),
    });
    words.push(match shown.better {
        Better::More => "More is better.".to_owned(),
        Better::Less => "Less is better: percentiles are turned round.".to_owned(),
        Better::Neither => "Neither more nor less is better: it describes a style.".to_owned(),
    });
    if shown.adjustable {
        let words_of =
            "It depends on how long the opponent has the ball, and can be adjusted for possession.";
        words.push(words_of.to_owned());
    }
    if shown.definitions.len() > 1 {
        words.push("Providers count differently. Their figures are not mixed.".to_owned());
    }
    words
}

fn lower_label(shown: &'static Metric) -> String {
    shown.label.to_lowercase()
}

/// What sort of number it is, in a word.
pub fn kind_words(kind: MetricKind) -> &'static str {
    match kind {
        MetricKind::Volume => "count",
        MetricKind::Rate { .. } => "share",
        MetricKind::Derived => "figure",
    }
}

/// Which way is better, in a word.
pub fn better_words(better: Better) -> &'static str {
    match better {
        Better::More => "more",
        Better::Less => "less",
        Better::Neither => "style",
    }
}
