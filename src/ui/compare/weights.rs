//! What each group weighs for a role, who leads by these weights, and how much that hangs on them.

use eframe::egui;
use egui::{Rect, Role, Sense, Slider, UiBuilder, WidgetInfo, vec2};

use super::Page;
use crate::domain::compare::{
    Column, GroupKey, Robustness, Sheet, SpellOfFirst, Standing, WEIGHED, WEIGHTINGS, standings,
    weight_of,
};
use crate::domain::comparison::Comparison;
use crate::domain::edit::ComparisonEdit;
use crate::domain::figures::whole;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::chart::player_mark;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::menu::{menu_button, menu_item};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::section_heading;

/// The panel.
pub(super) fn weights_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    role_ui(ui, page);
    ui.add_space(space::M);
    sliders_ui(ui, page);
    ui.add_space(space::L);
    let drafted = page.state.draft.as_ref().map(|weights| Comparison {
        weights: weights.clone(),
        ..page.comparison.clone()
    });
    let live = drafted.map(|comparison| standings(page.sheet, &comparison));
    let robust = page
        .compared
        .robustness
        .as_deref()
        .filter(|_| page.state.draft.is_none());
    let shown = live.as_deref().unwrap_or(&page.compared.standings);
    standings_ui(ui, page.sheet, shown, robust);
}

/// The name of the role, and weights of roles that other comparisons hold.
fn role_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let others: Vec<&Comparison> = page
        .ctx
        .dossier
        .comparisons
        .values()
        .map(AsRef::as_ref)
        .filter(|other| other.id != page.comparison.id && !other.role.is_empty())
        .collect();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let side = if others.is_empty() { 0.0 } else { 110.0 };
        let field = DraftField::new("Role", &page.comparison.role)
            .hint("Role, such as left-sided stopper")
            .width((ui.available_width() - side).max(100.0));
        let typed = field.ui(ui, |text| Ok(text.trim().to_owned())).committed;
        if let Some(name) = typed {
            page.edit(ComparisonEdit::SetRole {
                name,
                weights: page.comparison.weights.clone(),
            });
        }
        if !others.is_empty() {
            menu_button(ui, "Take from", |ui| {
                for other in &others {
                    if menu_item(ui, &other.role, &other.name).clicked() {
                        page.edit(ComparisonEdit::SetRole {
                            name: other.role.clone(),
                            weights: other.weights.clone(),
                        });
                    }
                }
            });
        }
    });
}

fn sliders_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    section_heading(ui, "What counts", "0 to 100; all alike without a choice");
    for group in WEIGHED {
        let measured = is_measured(page.sheet, group);
        let drafted = page
            .state
            .draft
            .as_ref()
            .and_then(|draft| draft.get(group.key()).copied());
        let before = drafted.unwrap_or_else(|| weight_of(page.comparison, group));
        let mut weight = before;
        let done = slider_ui(ui, group, measured, &mut weight);
        if weight != before {
            let draft = page
                .state
                .draft
                .get_or_insert_with(|| page.comparison.weights.clone());
            draft.insert(group.key().to_owned(), weight);
        }
        if done && let Some(weights) = page.state.draft.take() {
            let name = page.comparison.role.clone();
            page.edit(ComparisonEdit::SetRole { name, weights });
        }
    }
}

/// One weight: words, slider, figure; true if a change of it has come to its end.
fn slider_ui(ui: &mut egui::Ui, group: GroupKey, measured: bool, weight: &mut f64) -> bool {
    const ASIDE: f32 = 92.0;
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let ink = if measured { t.text } else { t.text3 };
    let words = paint::line(ui, group.label(), Type::Body, ink, size::LABEL);
    paint::put_left(ui.painter(), rect.left(), rect, &words);
    let figure = if measured {
        format!("{weight:.0}")
    } else {
        "not measured".to_owned()
    };
    let kind = if measured { Type::Body } else { Type::Note };
    let figure = paint::line(ui, &figure, kind, ink, ASIDE);
    paint::put_right(ui.painter(), rect.right(), rect, &figure);
    let left = rect.left() + size::LABEL;
    let place = Rect::from_min_max(
        egui::pos2(left, rect.center().y - 8.0),
        egui::pos2(rect.right() - ASIDE, rect.center().y + 8.0),
    );
    let child = UiBuilder::new().id_salt(group.key()).max_rect(place);
    let mut child = ui.new_child(child);
    child.spacing_mut().interact_size.y = 16.0;
    child.spacing_mut().slider_width = place.width().max(40.0);
    // The usual rail has the colour of the ground.
    child.visuals_mut().widgets.inactive.bg_fill = t.track;
    let slider = Slider::new(weight, 0.0..=100.0)
        .step_by(5.0)
        .show_value(false)
        .trailing_fill(true);
    let response = child.add_enabled(measured, slider);
    let value = *weight;
    response.widget_info(|| {
        WidgetInfo::slider(measured, value, format!("Weight of {}", group.label()))
    });
    // A drag is one step; a key is one each.
    response.drag_stopped() || (response.changed() && !response.dragged())
}

fn is_measured(sheet: &Sheet, group: GroupKey) -> bool {
    let rows = sheet.groups.iter().filter(|other| other.key == group);
    rows.flat_map(|group| &group.rows)
        .any(|row| row.cells.iter().any(|cell| cell.figure.is_some()))
}

fn standings_ui(
    ui: &mut egui::Ui,
    sheet: &Sheet,
    standings: &[Standing],
    robust: Option<&Robustness>,
) {
    section_heading(ui, "Who leads", "score, and how often first");
    let mut places: Vec<Place<'_>> = standings
        .iter()
        .zip(&sheet.columns)
        .enumerate()
        .map(|(idx, (standing, column))| {
            let spell = robust.and_then(|robust| robust.players.get(idx));
            Place::of(sheet, column, standing, spell)
        })
        .collect();
    places.sort_by_key(|place| place.standing.rank.unwrap_or(usize::MAX));
    for place in places {
        place.ui(ui);
    }
    ui.add_space(space::S);
    let words = format!(
        "Score: the mean of the percentiles of each group, or of the places among these players without a pool, \
         weighed; those of few minutes are pulled towards 50, and whoever is known in less than half of it has none. How often first: over {} weightings, each weight drawn between half and one and a half times yours.",
        whole(WEIGHTINGS as f64)
    );
    Type::Note.wrapped(ui, words, Tokens::of(ui).text3);
}

/// The row of one player: his place, score, how often he is first, and what decides that.
struct Place<'a> {
    column: &'a Column,
    standing: &'a Standing,
    rank: String,
    score: String,
    share: String,
    why: String,
}

impl<'a> Place<'a> {
    fn of(
        sheet: &Sheet,
        column: &'a Column,
        standing: &'a Standing,
        spell: Option<&SpellOfFirst>,
    ) -> Self {
        let rival = spell
            .and_then(|spell| spell.rival)
            .and_then(|id| sheet.columns.get(sheet.column_of(id)?))
            .map_or("", |column| column.short.as_str());
        let dash = || "—".to_owned();
        Self {
            column,
            standing,
            rank: standing.rank.map_or_else(dash, |rank| rank.to_string()),
            score: standing
                .score
                .map_or_else(dash, |score| format!("{score:.0}")),
            share: spell.map_or_else(String::new, |spell| format!("{:.0} %", 100.0 * spell.share)),
            why: match spell.and_then(|spell| spell.decides.as_deref()) {
                Some(metric) if standing.rank == Some(1) => format!("ahead of {rival} by {metric}"),
                Some(metric) => format!("behind {rival} by {metric}"),
                None => String::new(),
            },
        }
    }

    fn spoken(&self) -> String {
        let first = match self.share.as_str() {
            "" => String::new(),
            share => format!(", first in {share}"),
        };
        let (name, why) = (&self.column.short, &self.why);
        let words = format!("{}, {name}, score {}{first}, {why}", self.rank, self.score);
        words.trim_end_matches(", ").to_owned()
    }

    fn ui(&self, ui: &mut egui::Ui) {
        let wanted = vec2(ui.available_width(), size::ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, self.spoken()));
        self.paint(ui, rect);
        let known = format!(
            "Known in {} of {} weighed groups",
            self.standing.known, self.standing.weighed
        );
        response.on_hover_text(match self.why.as_str() {
            "" => known,
            why => format!("{why}\n{known}"),
        });
    }

    fn paint(&self, ui: &egui::Ui, rect: Rect) {
        let t = Tokens::of(ui);
        let (painter, column) = (ui.painter(), self.column);
        let (left, centre) = (rect.left(), rect.center().y);
        let words = paint::line(ui, &self.rank, Type::Note, t.text3, 14.0);
        paint::put_left(painter, left, rect, &words);
        let at = egui::pos2(left + 24.0, centre);
        player_mark(painter, at, 11.0, column.slot, !column.is_own(), t);
        let name = paint::line(ui, &column.short, Type::Strong, t.text, 88.0);
        paint::put_left(painter, left + 36.0, rect, &name);
        let words = paint::line(ui, &self.score, Type::Body, t.text, 30.0);
        paint::put_right(painter, left + 154.0, rect, &words);
        let kind = if self.standing.rank == Some(1) {
            Type::Strong
        } else {
            Type::Body
        };
        let words = paint::line(ui, &self.share, kind, t.text, 44.0);
        paint::put_right(painter, left + 204.0, rect, &words);
        let note = paint::line(ui, &self.why, Type::Note, t.text2, rect.width() - 216.0);
        paint::put_left(painter, left + 216.0, rect, &note);
        paint::rule_below(painter, rect, t.rule());
    }
}
