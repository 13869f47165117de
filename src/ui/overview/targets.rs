//! The targets, a row each.

use std::borrow::Cow;
use std::sync::Arc;

use eframe::egui;
use egui::{Rect, Role as NodeRole, Sense, WidgetInfo, pos2, vec2};

use crate::chart::availability::{AvailabilityBar, availability};
use crate::domain::deal::figure::Figure;
use crate::domain::figures::millions_text;
use crate::domain::id::PlayerId;
use crate::domain::injury::Availability;
use crate::domain::roster::{Column, Row};
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::negotiate::room_of;
use crate::ui::players::cells::{number_ui, short_sign};
use crate::ui::players::inspected;
use crate::ui::state::{Floating, Inspected, Screen, ViewState};
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{MarkKind, paint_value};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::chart::{UiMeasure, paint as paint_scene, player_mark};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{empty_state, legend_item, row_ground};

/// A column with its width; the first takes what is left.
struct Place {
    shown: Shown,
    width: f32,
}

/// What a column shows.
#[derive(Clone, Copy, PartialEq)]
enum Shown {
    /// A column of the player table.
    Known(Column),
    /// The most that we would pay.
    Ceiling,
    /// How far that lies below the ask.
    ShortOfAsk,
}

/// What the negotiation over a target says of our side, in millions.
#[derive(Clone, Copy)]
struct Limit {
    ceiling: f64,
    short_of_ask: Option<f64>,
}

impl Shown {
    fn label(self) -> &'static str {
        match self {
            Self::Known(column) => column.label(),
            Self::Ceiling => "Our ceiling",
            Self::ShortOfAsk => "Short of ask",
        }
    }

    fn text(self, row: &Row, limit: Option<Limit>) -> Cow<'_, str> {
        let millions = match self {
            Self::Known(column) => return row.text(column),
            Self::Ceiling => limit.map(|limit| limit.ceiling),
            Self::ShortOfAsk => limit.and_then(|limit| limit.short_of_ask),
        };
        millions.map_or(Cow::Borrowed(""), |sum| Cow::Owned(millions_text(sum)))
    }
}

/// The columns that fit; what we would pay takes the room of what says least beside it.
fn places(is_wide: bool, is_priced: bool) -> Vec<Place> {
    let width = |narrow: f32, wide: f32| if is_wide { wide } else { narrow };
    let known = |column, width| Place {
        shown: Shown::Known(column),
        width,
    };
    let limit = |shown, width| is_priced.then_some(Place { shown, width });
    [
        Some(known(Column::Club, width(104.0, 110.0))),
        (is_wide || !is_priced).then(|| known(Column::Stage, width(84.0, 88.0))),
        Some(known(Column::Age, width(52.0, 58.0))),
        Some(known(Column::MonthsLeft, width(84.0, 92.0))),
        Some(known(Column::Availability, width(140.0, 150.0))),
        is_wide.then(|| known(Column::Minutes, 92.0)),
        Some(known(Column::Value, width(84.0, 92.0))),
        Some(known(Column::Ask, width(96.0, 104.0))),
        (is_wide && !is_priced).then(|| known(Column::Bid, 104.0)),
        limit(Shown::Ceiling, 92.0),
        limit(Shown::ShortOfAsk, 100.0),
        is_wide.then(|| known(Column::NextStep, if is_priced { 110.0 } else { 170.0 })),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Takes columns out until the others and a name have room, those first that say least here.
fn fitted(mut places: Vec<Place>, room: f32) -> Vec<Place> {
    const GO_FIRST: [Shown; 8] = [
        Shown::Known(Column::Stage),
        Shown::Known(Column::Minutes),
        Shown::Known(Column::NextStep),
        Shown::Known(Column::Bid),
        Shown::ShortOfAsk,
        Shown::Known(Column::Club),
        Shown::Known(Column::Age),
        Shown::Known(Column::Value),
    ];
    for goes in GO_FIRST {
        let width: f32 = places.iter().map(|place| place.width).sum();
        if NAME + width <= room {
            break;
        }
        places.retain(|place| place.shown != goes);
    }
    places
}

/// The least room for a name.
const NAME: f32 = 140.0;
const BAR: f32 = 62.0;
/// From the right edge of a column, the part that a figure and its mark take.
const FIGURE: f32 = 68.0;
/// Targets that are listed; Players has the rest.
const LISTED: usize = 12;

/// The table of targets and benchmarks.
pub fn targets_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let targets = &ctx.derived.targets;
    let note = format!(
        "{} of {} players in this file",
        targets.len(),
        ctx.dossier.players.len()
    );
    super::heading(ui, "Targets", &note);
    if targets.is_empty() {
        let words = "Add the players whom you might sign. The overview then shows their contract, availability and \
                     price beside each other.";
        if empty_state(ui, "No targets yet", words, Some("Add a player")) {
            view.floating = Some(Floating::AddPlayer(String::new()));
        }
        return;
    }
    let rows: Vec<(&Arc<Row>, Option<Limit>)> = targets
        .iter()
        .take(LISTED)
        .filter_map(|id| Some((ctx.derived.roster.row_of(*id)?, limit_of(ctx, *id, view))))
        .collect();
    let is_priced = rows.iter().any(|(_, limit)| limit.is_some());
    let room = ui.available_width();
    let places = fitted(places(room >= 1000.0, is_priced), room);
    ui.spacing_mut().item_spacing.y = 0.0;
    header_ui(ui, ctx, &places);
    for (row, limit) in rows {
        ui.push_id(row.player.id, |ui| {
            row_ui(ui, ctx, view, &places, (row, limit));
        });
    }
    if targets.len() > LISTED {
        let words = format!("{} more in Players", targets.len() - LISTED);
        if Button::bare(&words).ui(ui).clicked() {
            view.show(Screen::Players);
        }
    }
    ui.add_space(space::S);
    legend_ui(ui);
}

fn limit_of(ctx: &ViewCtx<'_>, player: PlayerId, view: &mut ViewState) -> Option<Limit> {
    let room = room_of(ctx, player, view)?;
    Some(Limit {
        ceiling: room.most?,
        short_of_ask: room.short_of_ask,
    })
}

fn first_width(ui: &egui::Ui, places: &[Place]) -> f32 {
    let rest: f32 = places.iter().map(|place| place.width).sum();
    (ui.available_width() - rest).clamp(NAME, 240.0)
}

fn header_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, places: &[Place]) {
    let t = Tokens::of(ui);
    let first = first_width(ui, places);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    paint::rule_below(ui.painter(), rect, t.rule());
    let name = paint::line(ui, "Target", Type::Note, t.text3, first);
    paint::put_left(ui.painter(), rect.left() + space::S, rect, &name);
    let mut left = rect.left() + first;
    for place in places {
        let words = header_words(ctx, place.shown);
        let words = paint::line(ui, &words, Type::Note, t.text3, place.width);
        if is_numeric(place.shown) {
            paint::put_right(
                ui.painter(),
                left + place.width - size::MARK_SLOT,
                rect,
                &words,
            );
        } else {
            paint::put_left(ui.painter(), left + space::L, rect, &words);
        }
        left += place.width;
    }
}

fn header_words(ctx: &ViewCtx<'_>, shown: Shown) -> String {
    let Shown::Known(column) = shown else {
        return shown.label().to_owned();
    };
    let (name, unit) = ctx.derived.roster.header(column);
    match (column, unit.as_str()) {
        (Column::MonthsLeft, _) => format!("{name} {unit}"),
        (_, "") => name.to_owned(),
        (_, unit) => format!("{name} {unit}"),
    }
}

fn is_numeric(shown: Shown) -> bool {
    match shown {
        Shown::Known(column) => column.is_numeric(),
        Shown::Ceiling | Shown::ShortOfAsk => true,
    }
}

fn row_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    places: &[Place],
    (row, limit): (&Row, Option<Limit>),
) {
    let t = Tokens::of(ui);
    let first = first_width(ui, places);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    response.widget_info(|| {
        let cells = places.iter().map(|place| {
            let text = place.shown.text(row, limit);
            format!("{} {}", place.shown.label(), known(&text))
        });
        let words = format!(
            "{}, {}",
            row.player.name,
            cells.collect::<Vec<_>>().join(", ")
        );
        WidgetInfo::labeled(NodeRole::Row, true, words)
    });
    row_ground(ui, rect, &response, false);
    let over = ctx.dossier.negotiation_over(row.player.id).map(|it| it.id);
    if let Some(slot) = ctx.slot(row.player.id) {
        let centre = pos2(rect.left() + 14.0, rect.center().y);
        player_mark(ui.painter(), centre, 10.0, slot, true, t);
    }
    let name = paint::line(ui, &row.player.name, Type::Strong, t.text, first - 32.0);
    paint::put_left(ui.painter(), rect.left() + 28.0, rect, &name);
    let mut left = rect.left() + first;
    let mut asked = false;
    for place in places {
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(place.width, rect.height()));
        match place.shown {
            Shown::Known(column) => cell_ui(ui, ctx, cell, row, column),
            Shown::Ceiling | Shown::ShortOfAsk => {
                let text = place.shown.text(row, limit);
                let mark = match limit {
                    Some(_) if !text.is_empty() => MarkKind::Assumed,
                    _ => MarkKind::Missing,
                };
                paint_value(ui, cell, &text, mark, Type::Body, t.text);
            }
        }
        let what = match place.shown {
            Shown::Known(column) if column.is_numeric() => inspected(row, column),
            Shown::Known(_) => None,
            Shown::Ceiling | Shown::ShortOfAsk => {
                over.map(|id| Inspected::Figure(id, Figure::Most.into()))
            }
        };
        let text = place.shown.text(row, limit);
        if let (Some(what), false) = (what, text.is_empty()) {
            let number = cell.with_min_x(cell.right().min(cell.left().max(cell.right() - FIGURE)));
            let words = format!("{}, {} {text}", row.player.name, place.shown.label());
            asked |= ask_ui(ui, number, &words, what, view);
        }
        left += place.width;
    }
    if response.clicked() && !asked {
        view.show_player(row.player.id);
    }
}

/// The place of a figure, which explains itself on a click; the rest of the row leads to the player.
fn ask_ui(ui: &egui::Ui, at: Rect, words: &str, what: Inspected, view: &mut ViewState) -> bool {
    let t = Tokens::of(ui);
    let response = ui.interact(at, ui.scope_id().with(words), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(NodeRole::Button, true, words));
    if response.hovered() {
        let line = at.shrink2(vec2(2.0, 3.0));
        ui.painter().hline(
            line.x_range(),
            line.bottom(),
            egui::Stroke::new(1.0, t.text3),
        );
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui, at);
    }
    if response.clicked() {
        view.ask(what);
    } else if response.gained_focus() {
        view.inspected = Some(what);
    }
    response.clicked()
}

fn known(text: &str) -> &str {
    if text.is_empty() { "not known" } else { text }
}

fn cell_ui(ui: &egui::Ui, ctx: &ViewCtx<'_>, cell: Rect, row: &Row, column: Column) {
    let t = Tokens::of(ui);
    let text = row.text(column);
    if !column.is_numeric() {
        let (words, ink) = if text.is_empty() {
            ("—", t.ctl)
        } else {
            (&*text, t.text2)
        };
        let words = paint::line(
            ui,
            words,
            Type::Body,
            ink,
            cell.width() - space::L - space::XS,
        );
        paint::put_left(ui.painter(), cell.left() + space::L, cell, &words);
        return;
    }
    number_ui(ui, ctx, cell, row, column);
    if column == Column::Availability && row.availability.is_some() {
        let available = Availability::of_three_seasons(&row.player.spells, ctx.on);
        let measure = UiMeasure::new(ui);
        let bar = AvailabilityBar {
            available,
            span: "",
            numbered: false,
            field: None,
        };
        let scene = availability(&measure, BAR, bar);
        let at = pos2(cell.left() + space::L, cell.center().y - scene.height / 2.0);
        paint_scene(ui.painter(), at, &scene, t);
    }
}

fn legend_ui(ui: &mut egui::Ui) {
    let t = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space::L, space::XS);
        for (mark, words) in [
            (MarkKind::B, "reported, with grade A to D"),
            (MarkKind::Derived, "derived"),
            (MarkKind::Assumed, "assumed"),
        ] {
            legend_item(ui, words, size::MARK, |painter, rect| {
                mark.paint(painter, t, rect.center())
            });
        }
        legend_item(ui, "under 12 months", 10.0, |painter, rect| {
            short_sign(painter, rect.center(), t.them);
        });
        legend_item(
            ui,
            "bar starts at 50 %; tick: 86 % elite baseline; orange is below it",
            12.0,
            |painter, rect| {
                Icon::Info.paint_at(painter, rect.center(), 12.0, t.text3);
            },
        );
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_the_targets_never_reach_out_of_the_page() {
        for (room, is_priced) in [
            (1240.0, true),
            (1056.0, true),
            (1056.0, false),
            (920.0, true),
            (620.0, true),
        ] {
            let kept = fitted(places(room >= 1000.0, is_priced), room);
            let width: f32 = kept.iter().map(|place| place.width).sum();
            assert!(NAME + width <= room, "{room}: {width}");
            assert!(
                kept.iter()
                    .any(|place| place.shown == Shown::Known(Column::Ask)),
                "{room}"
            );
        }
        let all = fitted(places(true, true), 1240.0);
        assert!(
            all.iter()
                .any(|place| place.shown == Shown::Known(Column::NextStep))
        );
    }
}
