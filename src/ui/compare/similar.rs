//! Who in the pool plays like one of the players, and in what.

use eframe::egui;
use egui::{Align, Layout, Role, Sense, WidgetInfo, vec2};

use super::{Page, scatter};
use crate::domain::compare::Similar;
use crate::domain::figures::whole;
use crate::domain::id::PlayerId;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::paint;

const ROW: f32 = 54.0;

/// The panel.
pub(super) fn similar_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let t = Tokens::of(ui);
    let asked = page
        .compared
        .key
        .as_ref()
        .and_then(|key| key.request.similar_to);
    let items: Vec<(PlayerId, &str)> = page
        .sheet
        .columns
        .iter()
        .map(|column| (column.player, column.name.as_str()))
        .collect();
    let shown = asked
        .and_then(|id| items.iter().find(|(player, _)| *player == id))
        .map_or("", |item| item.1);
    if let Some(picked) = ChoiceField::new("Like whom", shown).ui(ui, &items, asked.as_ref()) {
        page.state.similar_to = Some(picked);
    }
    ui.add_space(space::S);
    let note = |ui: &mut egui::Ui, words: &str| {
        Type::Body.wrapped(ui, words, t.text2);
    };
    let Some(table) = page.compared.table() else {
        note(
            ui,
            "Choose a pool whose table is at hand. Similar players are looked for among its rows.",
        );
        return;
    };
    if page.compared.similar.is_empty() {
        note(
            ui,
            "The pool holds too few figures of this player. It needs five metrics that its provider counted of him.",
        );
        return;
    }
    if let Some((player, pool)) = asked.zip(page.compared.pool()) {
        let season = page.sheet.pool.as_ref().map(|pool| pool.season.long());
        let played_in = pool.played_in(player).map(str::to_owned);
        let known = [season, played_in].into_iter().flatten();
        let words = format!("His figures: {}", known.collect::<Vec<_>>().join(", "));
        ui.label(Type::Note.rich(words).color(t.text3));
        ui.add_space(space::XS);
    }
    for similar in &page.compared.similar {
        let add = row_ui(ui, similar);
        if add {
            scatter::add_rows(page, table, &[similar.row]);
        }
    }
    ui.add_space(space::S);
    let pool = page
        .sheet
        .pool
        .as_ref()
        .map_or_else(String::new, |pool| pool.words());
    let words = format!(
        "Distance: the mean difference of their percentiles over the metrics that both have. Two players drawn at \
         random lie 33 apart. {pool}"
    );
    Type::Note.wrapped(ui, words, t.text3);
}

/// One player; true if he is to be added.
fn row_ui(ui: &mut egui::Ui, similar: &Similar) -> bool {
    let t = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let minutes = whole(similar.minutes);
    let distance = format!("{}, {:.0} apart", similar.alike.label(), similar.distance);
    let because = similar.because.join(", ");
    let but = similar
        .but
        .as_ref()
        .map_or_else(String::new, |but| format!("but {but}"));
    response.widget_info(|| {
        let words = format!(
            "{}, {}, {distance}, {because}, {but}",
            similar.name, similar.club
        );
        WidgetInfo::labeled(Role::Row, true, words.trim_end_matches(", "))
    });
    let mut add = false;
    let mut side = ui.new_child(
        egui::UiBuilder::new()
            .id_salt(similar.row)
            .max_rect(rect.with_min_x(rect.right() - size::CONTROL))
            .layout(Layout::right_to_left(Align::Center)),
    );
    if icon_button(&mut side, Icon::Plus, &format!("Add {}", similar.name)).clicked() {
        add = true;
    }
    let room = rect.width() - size::CONTROL - space::S;
    let line = |from: f32| {
        rect.with_min_y(rect.top() + from)
            .with_max_y(rect.top() + from + 16.0)
    };
    let name = paint::line(ui, &similar.name, Type::Strong, t.text, room * 0.5);
    paint::put_left(ui.painter(), rect.left(), line(3.0), &name);
    let club = format!("{}, {minutes} minutes", similar.club);
    let left = rect.left() + name.size().x + space::S;
    let far = paint::line(ui, &distance, Type::Note, t.text, room);
    let club = paint::line(
        ui,
        &club,
        Type::Note,
        t.text3,
        room - name.size().x - far.size().x - 2.0 * space::S,
    );
    paint::put_left(ui.painter(), left, line(3.0), &club);
    paint::put_right(ui.painter(), rect.left() + room, line(3.0), &far);
    let words = paint::line(ui, &because, Type::Note, t.text2, room);
    paint::put_left(ui.painter(), rect.left(), line(19.0), &words);
    let words = paint::line(ui, &but, Type::Note, t.text3, room);
    paint::put_left(ui.painter(), rect.left(), line(34.0), &words);
    paint::rule_below(ui.painter(), rect, t.rule());
    add
}
