//! What providers counted, season by season: totals and per 90 minutes.

use eframe::egui;
use egui::{Role, Sense, WidgetInfo, vec2};

use crate::domain::career::{Measure, SeasonLine};
use crate::domain::field::FieldRef;
use crate::domain::player::Player;
use crate::domain::roster::grouped;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{row_ground, section_heading};

const FIGURE: f32 = 84.0;

/// Every season that the file holds, the latest first.
pub fn seasons_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    _: &mut Commands,
) {
    section_heading(ui, "Performance", "no pool in this file, so no rank");
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut lines: Vec<&SeasonLine> = player.seasons.iter().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.season));
    if lines.is_empty() {
        ui.label(
            Type::Body
                .rich("No season entered")
                .color(Tokens::of(ui).text2),
        );
    }
    for line in lines {
        ui.push_id(line.id, |ui| season_ui(ui, ctx, player, line, view));
        ui.add_space(space::M);
    }
}

fn season_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    line: &SeasonLine,
    view: &mut ViewState,
) {
    let t = Tokens::of(ui);
    let field = FieldRef::Season(player.id, line.id);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    let minutes = line.minutes.map_or_else(
        || "minutes not known".to_owned(),
        |minutes| format!("{} minutes", grouped(f64::from(minutes))),
    );
    let source = ctx.source_words(&line.basis);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{line}, {minutes}, {source}"))
    });
    row_ground(ui, rect, &response, false);
    view.follow(&field, &response);
    let name = format!("{}, {}", line.season.long(), line.competition);
    let name = paint::line(ui, &name, Type::Strong, t.text, rect.width() * 0.6);
    paint::put_left(ui.painter(), rect.left(), rect, &name);
    let words = format!("{} · {minutes}", line.club);
    let words = paint::line(
        ui,
        words.trim_start_matches(" · "),
        Type::Note,
        t.text2,
        rect.width() * 0.5,
    );
    paint::put_left(
        ui.painter(),
        rect.left() + name.size().x + space::S,
        rect,
        &words,
    );
    let source = paint::line(ui, &source, Type::Note, t.text3, 120.0);
    paint::put_right(
        ui.painter(),
        rect.right() - size::MARK_SLOT - space::XS,
        rect,
        &source,
    );
    let slot = rect.with_min_x(rect.right() - size::MARK_SLOT);
    ctx.mark(&line.basis, false)
        .paint_in_slot(ui.painter(), t, slot);
    header_ui(ui);
    for measure in line.measures() {
        metric_ui(ui, &measure);
    }
}

fn header_ui(ui: &mut egui::Ui) {
    let t = Tokens::of(ui);
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::DENSE_ROW), Sense::hover());
    for (right, words) in [(FIGURE + space::S, "total"), (0.0, "per 90, or %")] {
        let words = paint::line(ui, words, Type::Note, t.text3, FIGURE);
        paint::put_right(ui.painter(), rect.right() - right, rect, &words);
    }
}

fn metric_ui(ui: &mut egui::Ui, measure: &Measure) {
    let t = Tokens::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::DENSE_ROW), Sense::hover());
    let total = measure
        .total
        .map_or_else(String::new, |total| format!("{total:.0}"));
    let rate = measure.rate.map_or_else(
        || "—".to_owned(),
        |rate| format!("{rate:.*}", measure.decimals),
    );
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Label,
            true,
            format!("{}, {total}, {rate}", measure.label),
        )
    });
    paint::rule_below(ui.painter(), rect, t.rule());
    let label = paint::line(
        ui,
        &measure.label,
        Type::Body,
        t.text2,
        rect.width() - 2.0 * FIGURE - space::L,
    );
    paint::put_left(ui.painter(), rect.left(), rect, &label);
    for (right, words) in [(FIGURE + space::S, &total), (0.0, &rate)] {
        let words = paint::line(ui, words, Type::Body, t.text, FIGURE);
        paint::put_right(ui.painter(), rect.right() - right, rect, &words);
    }
}
