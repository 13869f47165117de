//! A chart on the screen: painted from its scene, alive under the pointer and the keyboard, legible
//! to a screen reader, and readable as a table.

mod paint;
mod table;

pub use paint::{colour, paint, palette, player_mark};

use eframe::egui;
use egui::{
    Button, CornerRadius, EventFilter, Id, Key, Pos2, Response, Role, Sense, SetOpenCommand,
    Stroke, StrokeKind, Tooltip, Ui, UiBuilder, WidgetInfo, vec2,
};

use crate::chart::scene::{Face, Mark, Measure, Point, Scene};
use crate::domain::field::FieldRef;
use crate::ui::tokens::{Tokens, Type};

/// What happened to a chart in this frame.
pub struct ChartResponse {
    /// The chart as a whole.
    pub response: Response,
    /// The mark below the pointer, by its place in the scene.
    pub hovered: Option<usize>,
    /// The field to which the user wants to go.
    pub clicked: Option<FieldRef>,
    origin: Pos2,
}

impl ChartResponse {
    /// Where the pointer holds the chart, in the scene's own measure: for dragging.
    pub fn pointer(&self) -> Option<Point> {
        let place = self.response.interact_pointer_pos()? - self.origin;
        Some(Point {
            x: place.x,
            y: place.y,
        })
    }
}

/// Measures texts in the program's faces.
pub struct UiMeasure {
    ctx: egui::Context,
}

impl UiMeasure {
    /// For the window in which this `ui` draws.
    pub fn new(ui: &Ui) -> Self {
        Self {
            ctx: ui.ctx().clone(),
        }
    }
}

impl Measure for UiMeasure {
    fn width(&self, text: &str, face: Face) -> f32 {
        let font = paint::font(face).font();
        let colour = egui::Color32::PLACEHOLDER;
        let galley = self
            .ctx
            .fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, colour));
        galley.size().x
    }
}

/// Draws a chart.
pub fn chart_ui(ui: &mut Ui, id_salt: impl egui::AsIdSalt, scene: &Scene) -> ChartResponse {
    chart_sensing(ui, id_salt, scene, Sense::click())
}

/// Draws a chart that can be dragged; see [`ChartResponse::pointer`].
pub fn draggable_chart_ui(
    ui: &mut Ui,
    id_salt: impl egui::AsIdSalt,
    scene: &Scene,
) -> ChartResponse {
    chart_sensing(ui, id_salt, scene, Sense::click_and_drag())
}

fn chart_sensing(
    ui: &mut Ui,
    id_salt: impl egui::AsIdSalt,
    scene: &Scene,
    sense: Sense,
) -> ChartResponse {
    let id = ui.make_persistent_id(id_salt);
    let table_id = id.with("table");
    let is_table = ui.data(|data| data.get_temp(table_id)).unwrap_or(false);
    let chart = if is_table {
        as_table(ui, id, scene)
    } else {
        as_chart(ui, id, scene, sense)
    };
    let (response, hovered, clicked, menu) = chart;
    menu_ui(ui, &response, menu, table_id, is_table, scene);
    ChartResponse {
        origin: response.rect.min,
        response,
        hovered,
        clicked,
    }
}

/// Where the menu should open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Menu {
    AtPointer,
    AtChart,
    Stay,
}

type Drawn = (Response, Option<usize>, Option<FieldRef>, Menu);

fn as_table(ui: &mut Ui, id: Id, scene: &Scene) -> Drawn {
    let scope = UiBuilder::new().id_salt(id).sense(Sense::click());
    let inner = ui.scope_builder(scope, |ui| {
        ui.label(
            Type::Note
                .rich(scene.name.as_str())
                .color(Tokens::of(ui).text2),
        );
        table::table_ui(ui, id, scene);
    });
    let response = inner.response;
    let name = format!("{}, as a table", scene.name);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
    focus_ring(ui, &response, response.rect);
    let menu = menu_wanted(ui, &response, response.secondary_clicked());
    (response, None, None, menu)
}

fn as_chart(ui: &mut Ui, id: Id, scene: &Scene, sense: Sense) -> Drawn {
    let (space, _) = ui.allocate_exact_size(vec2(scene.width, scene.height), Sense::hover());
    let response = ui.interact(space, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &scene.name));
    if !ui.is_rect_visible(space) {
        return (response, None, None, Menu::Stay);
    }
    paint(ui.painter(), space.min, scene, Tokens::of(ui));
    focus_ring(ui, &response, space);

    let linked = linked(ui, id);
    let cursor = cursor(ui, &response, scene.marks.len());
    let (mut hovered, mut clicked) = (None, None);
    let mut secondary = response.secondary_clicked();
    for (idx, mark) in scene.marks.iter().enumerate() {
        let rect = paint::rect_at(space.min, mark.rect);
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let at_cursor = cursor == Some(idx);
        let part = mark_ui(ui, id.with(("mark", idx)), rect, mark, at_cursor);
        if part.hovered() {
            hovered = Some(idx);
        }
        if part.clicked() || (at_cursor && ui.input(|input| input.key_pressed(Key::Enter))) {
            clicked.clone_from(&mark.field);
        }
        secondary |= part.secondary_clicked();
        let is_linked = linked.is_some() && linked == mark.field;
        if part.hovered() || is_linked {
            let stroke = Stroke::new(1.0, Tokens::of(ui).text);
            let corner = CornerRadius::same(1);
            ui.painter()
                .rect_stroke(rect.expand(0.5), corner, stroke, StrokeKind::Outside);
        }
        if at_cursor {
            ring(ui, rect);
        }
    }
    if let Some(field) = hovered.and_then(|idx| scene.marks.get(idx)?.field.clone()) {
        link(ui, id, field);
    }
    let menu = match cursor {
        Some(_) if !secondary => Menu::Stay,
        _ => menu_wanted(ui, &response, secondary),
    };
    (response, hovered, clicked, menu)
}

/// The mark to which the arrow keys have gone; the chart itself is one stop of Tab.
fn cursor(ui: &Ui, response: &Response, marks: usize) -> Option<usize> {
    let id = response.id.with("cursor");
    if !response.has_focus() || marks == 0 {
        ui.data_mut(|data| data.remove::<usize>(id));
        return None;
    }
    ui.memory_mut(|memory| {
        let arrows = EventFilter {
            horizontal_arrows: true,
            escape: true,
            ..Default::default()
        };
        memory.set_focus_lock_filter(response.id, arrows);
    });
    let before: Option<usize> = ui.data(|data| data.get_temp(id));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let after = match before {
        _ if pressed(Key::Escape) => None,
        None if pressed(Key::ArrowRight) => Some(0),
        None if pressed(Key::ArrowLeft) => Some(marks - 1),
        Some(idx) if pressed(Key::ArrowRight) => Some((idx + 1).min(marks - 1)),
        Some(idx) if pressed(Key::ArrowLeft) => Some(idx.saturating_sub(1)),
        other => other.filter(|idx| *idx < marks),
    };
    ui.data_mut(|data| match after {
        Some(idx) => drop(data.insert_temp(id, idx)),
        None => data.remove::<usize>(id),
    });
    after
}

/// One part of the chart: what the pointer meets, what a screen reader says.
fn mark_ui(ui: &Ui, id: Id, rect: egui::Rect, mark: &Mark, at_cursor: bool) -> Response {
    const EASY: f32 = 8.0;
    // A day out is 2 px wide, too little for a hand.
    let short = (vec2(EASY, EASY) - rect.size()).max(egui::Vec2::ZERO) / 2.0;
    let hit = rect.expand2(short).intersect(ui.clip_rect());
    // Not focusable: dozens of stops would stand between two fields.
    let response = ui.interact(hit, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &mark.name));
    if !mark.lines.is_empty() {
        let more = mark.lines.join(". ");
        ui.accesskit_node_builder(response.id, |node| node.set_description(more));
    }
    let words = |ui: &mut Ui| {
        let tokens = Tokens::of(ui);
        ui.label(Type::Strong.rich(mark.name.as_str()));
        for line in mark.lines.iter().filter(|line| !line.is_empty()) {
            ui.label(Type::Note.rich(line.as_str()).color(tokens.text2));
        }
    };
    if at_cursor && !response.hovered() {
        Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), response.id, &response).show(words);
        return response;
    }
    response.on_hover_ui(words)
}

fn focus_ring(ui: &Ui, response: &Response, rect: egui::Rect) {
    if response.has_focus() {
        ring(ui, rect);
    }
}

fn ring(ui: &Ui, rect: egui::Rect) {
    let stroke = Stroke::new(2.0, Tokens::of(ui).accent);
    let corner = CornerRadius::same(2);
    ui.painter()
        .rect_stroke(rect.expand(1.0), corner, stroke, StrokeKind::Outside);
}

fn menu_wanted(ui: &Ui, response: &Response, secondary: bool) -> Menu {
    let pressed =
        || ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
    if secondary {
        Menu::AtPointer
    } else if response.has_focus() && pressed() {
        Menu::AtChart
    } else {
        Menu::Stay
    }
}

fn menu_ui(ui: &Ui, response: &Response, menu: Menu, table_id: Id, is_table: bool, scene: &Scene) {
    let anchor_id = table_id.with("anchor");
    let mut popup = egui::Popup::menu(response)
        .open_memory((menu != Menu::Stay).then_some(SetOpenCommand::Bool(true)));
    if menu != Menu::Stay {
        ui.data_mut(|data| data.insert_temp(anchor_id, menu == Menu::AtPointer));
    }
    if ui.data(|data| data.get_temp(anchor_id)).unwrap_or(false) {
        popup = popup.at_pointer_fixed();
    }
    popup.show(|ui| {
        let has_rows = !scene.table.rows.is_empty();
        let words = if is_table {
            "Show as chart"
        } else {
            "Show as table"
        };
        if ui
            .add_enabled(has_rows || is_table, Button::new(words))
            .clicked()
        {
            ui.data_mut(|data| data.insert_temp(table_id, !is_table));
        }
        if ui
            .add_enabled(has_rows, Button::new("Copy as text"))
            .clicked()
        {
            ui.copy_text(scene.table.to_tsv());
        }
    });
}

/// The field below the pointer, with the chart that told it and when.
#[derive(Clone)]
struct Linked {
    by: Id,
    field: FieldRef,
    pass: u64,
}

fn linked_id() -> Id {
    Id::unique("linked chart mark")
}

/// The field that another chart shows below the pointer.
fn linked(ui: &Ui, by: Id) -> Option<FieldRef> {
    let linked: Linked = ui.data(|data| data.get_temp(linked_id()))?;
    let fresh = linked.pass + 1 >= ui.cumulative_pass_nr();
    (fresh && linked.by != by).then_some(linked.field)
}

fn link(ui: &Ui, by: Id, field: FieldRef) {
    let before: Option<Linked> = ui.data(|data| data.get_temp(linked_id()));
    if before.is_none_or(|before| before.field != field || before.by != by) {
        // Charts above this one have already been drawn.
        ui.request_repaint();
    }
    let pass = ui.cumulative_pass_nr();
    ui.data_mut(|data| data.insert_temp(linked_id(), Linked { by, field, pass }));
}

#[cfg(test)]
mod tests;
