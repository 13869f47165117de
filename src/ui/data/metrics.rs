//! The catalogue of metrics: key, provider, unit, kind, direction, and the rule of counting.

use eframe::egui;
use egui::{Role, Sense, TextEdit, WidgetInfo, vec2};

use super::cells::{Slot, header_ui};
use crate::domain::stats::{METRICS, Metric, MetricGroup, Provider};
use crate::ui::ViewCtx;
use crate::ui::inspector::{self, better_words, definitions_ui, kind_words};
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::rows::{group_row, row_ground};

/// What the catalogue remembers.
#[derive(Default)]
pub(super) struct MetricsState {
    search: String,
}

/// Wider, and the eye loses the row.
const WIDEST: f32 = 1080.0;

/// The columns, one for each provider among them.
type Slots = [Slot; 9];

/// The catalogue.
pub(super) fn metrics_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut MetricsState,
    view: &mut ViewState,
) {
    let wanted = state.search.trim().to_lowercase();
    let found: Vec<&Metric> = METRICS
        .iter()
        .filter(|metric| matches(metric, &wanted))
        .collect();
    search_ui(ui, state, found.len());
    ui.add_space(space::S);
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = (ui.available_width() - space::M).min(WIDEST);
    let slots = slots(width, ctx.narrow);
    let names = [
        "Metric",
        "Key",
        "Unit",
        "Kind",
        "Better",
        "Adjustable",
        Provider::StatsBomb.label(),
        Provider::Wyscout.label(),
        Provider::Opta.label(),
    ];
    ui.scope(|ui| {
        ui.set_max_width(width);
        header_ui(ui, &slots, names);
    });
    let beside = inspector::is_open(view);
    egui::ScrollArea::vertical()
        .id_salt("metrics")
        .auto_shrink(false)
        .show(ui, |ui| {
            ui.set_max_width(width);
            for group in MetricGroup::ALL {
                let of_group = found.iter().filter(|metric| metric.group == *group);
                let count = of_group.clone().count();
                if count == 0 {
                    continue;
                }
                group_row(ui, group.label(), &count.to_string());
                for metric in of_group {
                    row_ui(ui, metric, &slots, view);
                    if !beside && view.inspects_metric(metric.key) {
                        below_ui(ui, metric);
                    }
                }
            }
            if found.is_empty() {
                let words = "No metric has this in its name, key or definition";
                ui.add_space(space::S);
                ui.label(Type::Body.rich(words).color(Tokens::of(ui).text2));
            }
            ui.add_space(space::XL);
        });
}

fn search_ui(ui: &mut egui::Ui, state: &mut MetricsState, found: usize) {
    let t = Tokens::of(ui);
    ui.horizontal(|ui| {
        let hint = "Search name, key or definition";
        let edit = TextEdit::singleline(&mut state.search)
            .font(Type::Body.font())
            .hint_text(Type::Body.rich(hint).color(t.text3))
            .desired_width(264.0);
        ui.add(edit).accessible_name("Search metrics");
        let words = format!("{found} of {} metrics", METRICS.len());
        ui.label(Type::Note.rich(words).color(t.text3));
    });
}

fn matches(metric: &Metric, wanted: &str) -> bool {
    let words = [metric.label, metric.key, metric.group.label()];
    let rules = metric.definitions.iter().map(|(_, rule)| *rule);
    let mut all = words.into_iter().chain(rules);
    wanted.is_empty() || all.any(|words| words.to_lowercase().contains(wanted))
}

fn slots(width: f32, narrow: bool) -> Slots {
    if narrow {
        Slot::row(
            width,
            [0.0, 172.0, 44.0, 56.0, 52.0, 76.0, 76.0, 68.0, 84.0],
        )
    } else {
        Slot::row(
            width,
            [0.0, 200.0, 56.0, 64.0, 64.0, 84.0, 84.0, 72.0, 92.0],
        )
    }
}

fn row_ui(ui: &mut egui::Ui, metric: &Metric, slots: &Slots, view: &mut ViewState) {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let on = view.inspects_metric(metric.key);
    response.widget_info(|| {
        let name = format!("{}, {}", metric.title(false), metric.key);
        WidgetInfo::selected(Role::ListBoxOption, true, on, name)
    });
    view.follow_metric(metric.key, &response);
    if !ui.is_rect_visible(rect) {
        return;
    }
    row_ground(ui, rect, &response, on);
    let [name, key, unit, kind, better, adjustable, providers @ ..] = slots;
    name.put(ui, rect, &metric.title(false), Type::Body, t.text);
    key.put(ui, rect, metric.key, Type::Body, t.text2);
    let unit_words = if metric.is_rate() { "%" } else { metric.unit };
    unit.put(ui, rect, unit_words, Type::Body, t.text2);
    kind.put(ui, rect, kind_words(metric.kind), Type::Body, t.text2);
    let words = better_words(metric.better);
    better.put(ui, rect, words, Type::Body, t.text2);
    let words = if metric.adjustable { "yes" } else { "" };
    adjustable.put(ui, rect, words, Type::Body, t.text2);
    for (slot, provider) in providers.iter().zip(Provider::KNOWN) {
        let (words, ink) = match metric.definition(provider) {
            Some(_) => ("counts it", t.text2),
            None => ("—", t.ctl),
        };
        slot.put(ui, rect, words, Type::Body, ink);
    }
}

/// The rules of counting under their row, where no inspector has room.
fn below_ui(ui: &mut egui::Ui, metric: &Metric) {
    let frame = egui::Frame::new().inner_margin(egui::Margin {
        left: 24,
        right: 8,
        top: 8,
        bottom: 8,
    });
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        definitions_ui(ui, metric);
    });
}
