//! The right half: the pictures of the selection, the weights, or similar players.

use eframe::egui;
use egui::{Align, Layout, Rect, Role, ScrollArea, Sense, UiBuilder, Vec2, WidgetInfo, vec2};

use super::pictures::Shot;
use super::{Page, Panel, Picture, bar, keys, price, scatter, similar, weights};
use crate::domain::compare::{Cell, Column, Row, Sheet};
use crate::domain::figures::span;
use crate::domain::figures::whole;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::button::{Button, icon_button};
use crate::ui::widgets::chart::{Chart, player_mark};
use crate::ui::widgets::choice::choice;
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{section_heading, section_heading_with};

/// The row above the pictures.
const HEAD: f32 = 44.0;
const PICTURES: [(Picture, &str); 6] = [
    (Picture::Bars, "Bars"),
    (Picture::Strips, "Strips"),
    (Picture::Radar, "Radar"),
    (Picture::Pizza, "Pizza"),
    (Picture::Scatter, "Scatter"),
    (Picture::Table, "Table"),
];

/// The right half.
pub(super) fn pane_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    page.state.pictures.turn_to(
        &page.compared.sheet,
        page.compared.then.as_deref(),
        &page.compared.ghosts,
        page.ctx.narrow,
    );
    let area = ui.max_rect();
    let head = area.with_max_y(area.top() + HEAD);
    head_ui(ui, page, head);
    let body = area.with_min_y(head.bottom());
    let mut child = ui.new_child(UiBuilder::new().id_salt("body").max_rect(body));
    let shown = (page.state.panel, page.state.picture);
    ScrollArea::vertical()
        .id_salt(("pane", shown.0 as u8, shown.1 as u8))
        .auto_shrink(false)
        .show(&mut child, |ui| {
            // Room for the scroll bar, so that it hides no figure.
            ui.set_width(area.width() - space::S);
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.add_space(space::S);
            match page.state.panel {
                Panel::Pictures => picture_ui(ui, page),
                Panel::Weights => weights::weights_ui(ui, page),
                Panel::Price => price::price_ui(ui, page),
                Panel::Similar => similar::similar_ui(ui, page),
            }
            ui.add_space(space::L);
        });
}

fn head_ui(ui: &mut egui::Ui, page: &mut Page<'_>, head: Rect) {
    let line = Tokens::of(ui).strong_rule();
    paint::rule_below(ui.painter(), head, line);
    let row = UiBuilder::new()
        .id_salt("head")
        .max_rect(head)
        .layout(Layout::left_to_right(Align::Center));
    let mut row = ui.new_child(row);
    match page.state.panel {
        Panel::Pictures => {
            choice(&mut row, "Picture", &PICTURES, &mut page.state.picture);
        }
        Panel::Weights => {
            row.label(Type::Section.rich("Weights"));
        }
        Panel::Similar => {
            row.label(Type::Section.rich("Similar players"));
        }
        Panel::Price => {
            row.label(Type::Section.rich("What they would cost"));
        }
    }
    row.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if page.state.panel != Panel::Pictures {
            if icon_button(ui, Icon::Close, "Back to the pictures").clicked() {
                page.state.panel = Panel::Pictures;
            }
        } else if ui.available_width() > size::CONTROL
            && icon_button(ui, Icon::Copy, "Copy the comparison as text").clicked()
        {
            keys::copy(ui, page.ctx, page.sheet, page.out);
        }
    });
}

fn picture_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let width = ui.available_width();
    let keys: Vec<String> = page.state.pictures.keys().map(str::to_owned).collect();
    let then = page.compared.then.as_deref();
    let metric = page
        .state
        .metric(keys.iter().map(String::as_str))
        .map(str::to_owned);
    match page.state.picture {
        Picture::Bars => bars_ui(ui, page, metric.as_deref(), width),
        Picture::Strips => {
            strips_ui(ui, page, width);
        }
        Picture::Radar => {
            shot_ui(ui, page, Shot::Radar, "radar", width);
            ui.add_space(space::L);
            strips_ui(ui, page, width);
        }
        // Without percentiles a pizza has no slices; those of the other season stand in.
        Picture::Pizza if then.is_none() => shot_ui(ui, page, Shot::Pizza, "pizza", width),
        Picture::Pizza => (),
        Picture::Scatter => scatter::scatter_ui(ui, page),
        Picture::Table => table_ui(ui, page.sheet, metric.as_deref()),
    }
    warnings_ui(ui, page.sheet);
    if let Some(then) = then {
        let faces = (page.state.picture, metric.as_deref());
        then_ui(ui, page, then, faces);
    }
}

/// What the pool says of the players in its own season, below a comparison of another one.
fn then_ui(
    ui: &mut egui::Ui,
    page: &mut Page<'_>,
    then: &Sheet,
    (picture, metric): (Picture, Option<&str>),
) {
    let Some(pool) = &then.pool else { return };
    let width = ui.available_width();
    let row = then.nearest(page.sheet, metric.unwrap_or_default());
    let (heading, shot, salt) = match (picture, row) {
        (Picture::Bars, Some(row)) => {
            let heading = format!("{}, percentile", row.label);
            (heading, Shot::ThenBars(row.key.clone()), "then bars")
        }
        (Picture::Strips, _) => {
            let heading = "All metrics, percentile".to_owned();
            (heading, Shot::ThenRanks, "then strips")
        }
        (Picture::Pizza, _) => ("Percentiles".to_owned(), Shot::ThenPizza, "then pizza"),
        _ => return,
    };
    ui.add_space(space::M);
    let season = pool.season.long();
    let note = format!("{season}, {}", pool.provider);
    let words = format!("Look at {season}");
    let turned = section_heading_with(ui, &heading, &note, |ui| {
        let hint = "Shows everybody in this season, of whom figures are known";
        Button::bare(&words).hint(hint).ui(ui).clicked()
    });
    if turned {
        bar::look_at(page, pool.season);
    }
    let scene = page.state.pictures.scene(ui, shot, width);
    // Its metrics are those of another provider, so it lights up nothing in the table.
    Chart::new(&scene).title(&heading).ui(ui, salt);
    let held = |column: &&Column| then.column_of(column.player).is_none();
    let absent: Vec<&str> = page
        .sheet
        .columns
        .iter()
        .filter(held)
        .map(|column| column.short.as_str())
        .collect();
    if !absent.is_empty() {
        let words = format!("Not in the pool of {season}: {}", absent.join(", "));
        let ink = Tokens::of(ui).text3;
        Type::Note.wrapped(ui, words, ink);
    }
}

/// One metric large, then all of them.
fn bars_ui(ui: &mut egui::Ui, page: &mut Page<'_>, metric: Option<&str>, width: f32) {
    if let Some(row) = metric.and_then(|key| page.sheet.row(key)) {
        section_heading(ui, &row.label, &season_words(page.sheet));
        shot_ui(ui, page, Shot::Bars(row.key.clone()), "bars", width);
        ui.add_space(space::M);
        let ranked = row.cells.iter().any(|cell| cell.percentile.is_some());
        if ranked {
            section_heading(ui, &format!("{}, percentile", row.label), "");
            shot_ui(
                ui,
                page,
                Shot::Percentiles(row.key.clone()),
                "percentiles",
                width,
            );
            ui.add_space(space::L);
        }
    }
    strips_ui(ui, page, width);
}

fn strips_ui(ui: &mut egui::Ui, page: &mut Page<'_>, width: f32) {
    let ranked = page
        .sheet
        .rows()
        .any(|row| row.cells.iter().any(|cell| cell.percentile.is_some()));
    let shot = if ranked { Shot::Ranks } else { Shot::Values };
    let note = match (ranked, page.state.pictures.has_ghosts()) {
        (true, true) => "percentile in the pool; dotted: before it changed",
        (true, false) => "percentile in the pool",
        (false, _) => "further right is better",
    };
    section_heading(ui, "All metrics", note);
    shot_ui(ui, page, shot, "strips", width);
}

/// A picture that lights up with the table.
fn shot_ui(ui: &mut egui::Ui, page: &mut Page<'_>, shot: Shot, salt: &str, width: f32) {
    let scene = page.state.pictures.scene(ui, shot, width);
    page.state.picture_ui(ui, salt, Chart::new(&scene), &scene);
}

/// "2024/25", if everybody is looked at in that season.
fn season_words(sheet: &Sheet) -> String {
    let mut seasons = sheet.columns.iter().filter_map(|column| column.season);
    match seasons.next() {
        None => String::new(),
        Some(first) if seasons.all(|season| season == first) => first.long(),
        Some(_) => "seasons differ".to_owned(),
    }
}

fn warnings_ui(ui: &mut egui::Ui, sheet: &Sheet) {
    let t = Tokens::of(ui);
    for warning in &sheet.warnings {
        ui.add_space(space::S);
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(16.0), Sense::hover());
            Icon::Info.paint_at(ui.painter(), rect.center(), 14.0, t.info);
            Type::Body.wrapped(ui, warning, t.text2);
        });
    }
}

const NAME: f32 = 108.0;
/// The columns of the table right of the name, with the share of the room that each takes.
const COLUMNS: [(&str, f32); 5] = [
    ("Value", 0.16),
    ("Rank", 0.13),
    ("Percentile", 0.19),
    ("90 % interval", 0.28),
    ("Counted", 0.24),
];

/// The figures of one metric as text.
fn table_ui(ui: &mut egui::Ui, sheet: &Sheet, metric: Option<&str>) {
    let Some(row) = metric.and_then(|key| sheet.row(key)) else {
        ui.label(Type::Body.rich("Nothing was counted of these players yet"));
        return;
    };
    let t = Tokens::of(ui);
    section_heading(ui, &row.label, &season_words(sheet));
    let names = COLUMNS.map(|(name, _)| name.to_owned());
    line_ui(ui, None, "Player", &names, "");
    for (column, cell) in sheet.columns.iter().zip(&row.cells) {
        let texts = texts(row, column, cell);
        let why = cell
            .why
            .as_ref()
            .map_or_else(String::new, |why| why.words());
        line_ui(ui, Some(column), &column.short, &texts, &why);
    }
    ui.add_space(space::S);
    Type::Note.wrapped(ui, &row.definition, t.text3);
    let pool = sheet
        .pool
        .as_ref()
        .map_or_else(|| "No pool".to_owned(), |pool| pool.words());
    Type::Note.wrapped(ui, pool, t.text3);
}

fn texts(row: &Row, column: &Column, cell: &Cell) -> [String; 5] {
    let minutes = column
        .minutes
        .map_or_else(String::new, |minutes| format!(" in {}′", whole(minutes)));
    [
        cell.text.clone(),
        cell.rank.map_or_else(String::new, |rank| rank.to_string()),
        cell.percentile
            .map_or_else(String::new, |percentile| format!("{percentile:.0}")),
        cell.interval
            .map_or_else(String::new, |ends| span(ends, row.decimals)),
        cell.counted.map_or_else(String::new, |counted| {
            format!("{}{minutes}", whole(counted))
        }),
    ]
}

fn line_ui(ui: &mut egui::Ui, column: Option<&Column>, name: &str, texts: &[String; 5], why: &str) {
    let t = Tokens::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    response.widget_info(|| {
        let named = COLUMNS
            .iter()
            .zip(texts)
            .filter(|(_, text)| !text.is_empty());
        let words: Vec<String> = named
            .map(|((name, _), text)| format!("{name} {text}"))
            .collect();
        let words = format!("{name}, {}{why}", words.join(", "));
        WidgetInfo::labeled(Role::Row, true, words)
    });
    let (kind, ink) = if column.is_some() {
        (Type::Body, t.text)
    } else {
        (Type::Note, t.text3)
    };
    let mut left = rect.left();
    if let Some(column) = column {
        let centre = egui::pos2(left + 7.0, rect.center().y);
        player_mark(ui.painter(), centre, 11.0, column.slot, !column.is_own(), t);
    }
    left += 20.0;
    let words = paint::line(ui, name, kind, ink, NAME - 24.0);
    paint::put_left(ui.painter(), left, rect, &words);
    left = rect.left() + NAME;
    let room = rect.right() - left;
    if why.is_empty() {
        for ((_, share), text) in COLUMNS.iter().zip(texts) {
            left += room * share;
            let words = paint::line(ui, text, kind, ink, room * share);
            paint::put_right(ui.painter(), left, rect, &words);
        }
    } else {
        let words = paint::line(ui, why, Type::Note, t.text3, room);
        paint::put_left(ui.painter(), left + space::M, rect, &words);
    }
    paint::rule_below(ui.painter(), rect, t.rule());
}
