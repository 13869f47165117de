//! A chart on the screen: painted from its scene, alive under the pointer and the keyboard, legible
//! to a screen reader, and readable as a table.

mod brush;
mod cache;
mod link;
mod menu;
mod paint;
mod table;

pub use brush::brush_ui;
pub use cache::cached;
pub use menu::{set_imprint, take_asked};
pub use paint::{colour, paint, palette, player_mark};

use eframe::egui;
use egui::{
    CornerRadius, EventFilter, Id, Key, Pos2, Response, Role, Sense, Stroke, StrokeKind, Tooltip,
    Ui, UiBuilder, WidgetInfo, vec2,
};

use self::link::{link, linked};
use self::menu::{Leaves, Menu, menu_ui};
use crate::chart::scene::{About, Face, Mark, Measure, Point, Scene};
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
    /// The mark that was clicked, or on which Enter was pressed, by its place in the scene.
    pub activated: Option<usize>,
    /// What the mark below the pointer or the keyboard’s cursor is about, for the other pictures.
    pub about: Option<About>,
    origin: Pos2,
}

impl ChartResponse {
    /// A place of the scene in the window.
    pub fn on_screen(&self, place: Point) -> Pos2 {
        self.origin + vec2(place.x, place.y)
    }

    /// Where the pointer holds the chart, in the scene's own measure: for dragging.
    pub fn pointer(&self) -> Option<Point> {
        Some(self.in_scene(self.response.interact_pointer_pos()?))
    }

    /// Where the pointer stands above the chart, in the scene's own measure.
    pub fn under_pointer(&self, ui: &Ui) -> Option<Point> {
        let pointer = ui.input(|input| input.pointer.latest_pos())?;
        ui.rect_contains_pointer(self.response.rect)
            .then(|| self.in_scene(pointer))
    }

    fn in_scene(&self, place: Pos2) -> Point {
        let place = place - self.origin;
        Point {
            x: place.x,
            y: place.y,
        }
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

impl UiMeasure {
    /// For pictures that are made without a window; the faces must be installed.
    pub fn of(ctx: &egui::Context) -> Self {
        Self { ctx: ctx.clone() }
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

/// A chart and how it stands on the screen.
#[derive(Clone, Copy, Debug)]
pub struct Chart<'a> {
    scene: &'a Scene,
    title: &'a str,
    notes: &'a [String],
    lit: Option<&'a About>,
    sense: Sense,
    leaves: Leaves<'a>,
}

impl<'a> Chart<'a> {
    /// The chart of a scene.
    pub fn new(scene: &'a Scene) -> Self {
        Self {
            scene,
            title: "",
            notes: &[],
            lit: None,
            sense: Sense::click(),
            leaves: Leaves::Same,
        }
    }

    /// What its picture is headed and its file is called.
    pub fn title(self, title: &'a str) -> Self {
        Self { title, ..self }
    }

    /// What its picture says below: provider, season, adjustment.
    pub fn notes(self, notes: &'a [String]) -> Self {
        Self { notes, ..self }
    }

    /// Lights up every mark that is about this: what another picture has below the pointer.
    pub fn lit(self, lit: Option<&'a About>) -> Self {
        Self { lit, ..self }
    }

    /// Lets it be dragged; see [`ChartResponse::pointer`] and [`brush_ui`].
    pub fn draggable(self) -> Self {
        let sense = Sense::click_and_drag();
        Self { sense, ..self }
    }

    /// Lets another scene leave the program in its place: one without what is confidential.
    pub fn leaves_as(self, scene: &'a Scene) -> Self {
        let leaves = Leaves::Instead(scene);
        Self { leaves, ..self }
    }

    /// Lets nothing leave the program.
    pub fn confidential(self) -> Self {
        let leaves = Leaves::Nothing;
        Self { leaves, ..self }
    }

    /// Draws it.
    pub fn ui(self, ui: &mut Ui, id_salt: impl egui::AsIdSalt) -> ChartResponse {
        let id = ui.make_persistent_id(id_salt);
        let table_id = id.with("table");
        let is_table = ui.data(|data| data.get_temp(table_id)).unwrap_or(false);
        let drawn = if is_table {
            as_table(ui, id, self.scene)
        } else {
            as_chart(ui, id, &self)
        };
        menu_ui(ui, &drawn.response, drawn.menu, (table_id, is_table), &self);
        let about = drawn.at_cursor.or(drawn.hovered);
        let about = about.and_then(|idx| self.scene.marks.get(idx)?.about.clone());
        let activated = drawn.activated;
        ChartResponse {
            origin: drawn.response.rect.min,
            response: drawn.response,
            hovered: drawn.hovered,
            clicked: activated.and_then(|idx| self.scene.marks.get(idx)?.field.clone()),
            activated,
            about,
        }
    }
}

/// Draws a chart.
pub fn chart_ui(ui: &mut Ui, id_salt: impl egui::AsIdSalt, scene: &Scene) -> ChartResponse {
    Chart::new(scene).ui(ui, id_salt)
}

/// Draws a chart that can be dragged; see [`ChartResponse::pointer`].
pub fn draggable_chart_ui(
    ui: &mut Ui,
    id_salt: impl egui::AsIdSalt,
    scene: &Scene,
) -> ChartResponse {
    Chart::new(scene).draggable().ui(ui, id_salt)
}

/// What came of drawing; marks by their places in the scene.
struct Drawn {
    response: Response,
    hovered: Option<usize>,
    at_cursor: Option<usize>,
    activated: Option<usize>,
    menu: Menu,
}

impl Drawn {
    fn quiet(response: Response, menu: Menu) -> Self {
        Self {
            response,
            hovered: None,
            at_cursor: None,
            activated: None,
            menu,
        }
    }
}

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
    let menu = menu_wanted(ui, &response, response.secondary_clicked(), false);
    Drawn::quiet(response, menu)
}

fn as_chart(ui: &mut Ui, id: Id, chart: &Chart<'_>) -> Drawn {
    let scene = chart.scene;
    let (space, _) = ui.allocate_exact_size(vec2(scene.width, scene.height), Sense::hover());
    let response = ui.interact(space, id, chart.sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &scene.name));
    if !ui.is_rect_visible(space) {
        return Drawn::quiet(response, Menu::Stay);
    }
    let is_lit = |mark: &Mark| match (chart.lit, &mark.about) {
        (Some(lit), Some(about)) => lit.meets(about),
        _ => false,
    };
    for mark in scene
        .marks
        .iter()
        .filter(|mark| is_row(mark) && is_lit(mark))
    {
        let ground = paint::rect_at(space.min, mark.rect);
        ui.painter().rect_filled(ground, 0.0, Tokens::of(ui).hover);
    }
    paint(ui.painter(), space.min, scene, Tokens::of(ui));
    focus_ring(ui, &response, space);

    let linked = linked(ui, id);
    let at_cursor = cursor(ui, &response, scene.marks.len());
    let (mut hovered, mut activated) = (None, None);
    let mut secondary = response.secondary_clicked();
    for (idx, mark) in scene.marks.iter().enumerate() {
        let rect = paint::rect_at(space.min, mark.rect);
        if !ui.is_rect_visible(rect) {
            continue;
        }
        let here = at_cursor == Some(idx);
        let part = mark_ui(ui, id.with(("mark", idx)), rect, mark, here);
        if part.hovered() {
            hovered = Some(idx);
        }
        if part.clicked() || (here && ui.input(|input| input.key_pressed(Key::Enter))) {
            activated = Some(idx);
        }
        secondary |= part.secondary_clicked();
        let is_linked = linked.is_some() && linked == mark.field;
        if part.hovered() || is_linked || (is_lit(mark) && !is_row(mark)) {
            edge(ui, rect);
        }
        if here {
            ring(ui, rect);
        }
    }
    if let Some(field) = hovered.and_then(|idx| scene.marks.get(idx)?.field.clone()) {
        link(ui, id, field);
    }
    let menu = menu_wanted(ui, &response, secondary, at_cursor.is_some());
    Drawn {
        response,
        hovered,
        at_cursor,
        activated,
        menu,
    }
}

/// True for a mark that is about a metric or a player as a whole and lies below other marks.
fn is_row(mark: &Mark) -> bool {
    mark.about
        .as_ref()
        .is_some_and(|about| about.slot.is_none())
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

fn edge(ui: &Ui, rect: egui::Rect) {
    let stroke = Stroke::new(1.0, Tokens::of(ui).text);
    let corner = CornerRadius::same(1);
    ui.painter()
        .rect_stroke(rect.expand(0.5), corner, stroke, StrokeKind::Outside);
}

/// Space opens the menu; so does Enter, unless it goes to the mark below the cursor.
fn menu_wanted(ui: &Ui, response: &Response, secondary: bool, on_mark: bool) -> Menu {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if secondary {
        Menu::AtPointer
    } else if response.has_focus() && (pressed(Key::Space) || (!on_mark && pressed(Key::Enter))) {
        Menu::AtChart
    } else {
        Menu::Stay
    }
}

#[cfg(test)]
mod tests;
