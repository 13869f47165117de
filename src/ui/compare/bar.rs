//! The bar above the table: which comparison, who is in it, and how counts are shown.

use std::collections::BTreeSet;

use eframe::egui;
use egui::{Align, Layout, Rect, ScrollArea, UiBuilder, vec2};

use super::{LEAST_PANE, Page, Panel, compare_players, matrix, pool, rows};
use crate::domain::compare::{Column, Counting, Shown};
use crate::domain::comparison::{Comparison, MOST_PLAYERS};
use crate::domain::date::Season;
use crate::domain::dossier::Dossier;
use crate::domain::edit::ComparisonEdit;
use crate::domain::id::PlayerId;
use crate::domain::player::Role;
use crate::domain::stats::Adjustment;
use crate::domain::text::plain;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::choice::choice;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::fields::{name_of, note_field, search_field};
use crate::ui::widgets::menu::{is_sheet_open, menu_below, menu_button, menu_item, sheet_below};

/// Players that the list for adding shows at most; a search finds the others.
const LISTED: usize = 60;

/// The bar.
pub(super) fn bar_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let all = ui.max_rect();
    let below = all.bottom() - 0.5;
    ui.painter()
        .hline(all.x_range(), below, Tokens::of(ui).strong_rule());
    let inset = if page.ctx.narrow { space::M } else { space::L };
    let inner = all.shrink2(vec2(inset, 0.0));
    // The left side first, so that Tab goes from left to right.
    let left = UiBuilder::new()
        .id_salt("left")
        .max_rect(inner)
        .layout(Layout::left_to_right(Align::Center));
    let mut left = ui.new_child(left);
    left.spacing_mut().item_spacing.x = space::S;
    which_ui(&mut left, page);
    add_ui(&mut left, page);
    rows::rows_ui(&mut left, page);
    let used = left.min_rect().right() + space::S;
    let room = inner.with_min_x(used);
    at_right(ui, room, |ui| {
        counting_ui(ui, page);
        // Each under its own name: a choice that comes or goes before it must not hand its open
        // sheet on to its neighbour.
        ui.push_id("cells", |ui| shown_ui(ui, page));
        ui.push_id("pool", |ui| {
            pool::pool_ui(ui, page);
        });
        ui.push_id("season", |ui| {
            season_ui(ui, page);
        });
        panels_ui(ui, page, all.width());
    });
}

/// Lays out from left to right, as Tab goes, what stands at the right: as wide as it was last.
fn at_right(ui: &mut egui::Ui, room: Rect, add: impl FnOnce(&mut egui::Ui)) {
    let id = ui.scope_id().with("width of the right side");
    let before: f32 = ui.data(|data| data.get_temp(id)).unwrap_or(0.0);
    let left = (room.right() - before).max(room.left());
    let right = UiBuilder::new()
        .id_salt("right")
        .max_rect(room.with_min_x(left))
        .layout(Layout::left_to_right(Align::Center));
    let mut right = ui.new_child(right);
    right.spacing_mut().item_spacing.x = space::S;
    add(&mut right);
    let width = right.min_rect().width();
    if (width - before).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, width));
        // Not a second pass: a click would count twice in it.
        ui.ctx().request_repaint();
    }
}

/// The name of the comparison, its note, and the others.
fn which_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let words = format!("{}, {}", page.comparison.name, page.sheet.columns.len());
    let words = if words.chars().count() > 26 {
        format!(
            "{}, {}",
            cut(&page.comparison.name, 21),
            page.sheet.columns.len()
        )
    } else {
        words
    };
    let hint = if page.comparison.note.is_empty() {
        "Name, note, other comparisons"
    } else {
        &page.comparison.note
    };
    let button = Button::bare(&words).strong().chevron().hint(hint).ui(ui);
    sheet_below(&button, "Comparison", 300.0, |ui| {
        let field = DraftField::new("Name of the comparison", &page.comparison.name);
        let named = field.ui(ui, name_of("A comparison"));
        if let Some(name) = named.committed {
            page.edit(ComparisonEdit::SetName(name));
        }
        let field = DraftField::new("Note on the comparison", &page.comparison.note).hint("Note");
        if let Some(note) = note_field(ui, field, 3) {
            page.edit(ComparisonEdit::SetNote(note));
        }
        ui.add_space(space::XS);
        ui.separator();
        ui.spacing_mut().item_spacing.y = 0.0;
        for other in page.ctx.dossier.comparisons.values() {
            if other.id != page.comparison.id && menu_item(ui, &other.name, "").clicked() {
                page.view.show_comparison(other.id);
                ui.close();
            }
        }
        if menu_item(ui, "New comparison of these players", "").clicked() {
            let players = page.comparison.players.clone();
            compare_players(page.ctx, players, page.view, page.out);
            ui.close();
        }
        if !page.view.marked.is_empty()
            && menu_item(ui, "New comparison of the marked players", "").clicked()
        {
            compare_players(page.ctx, page.view.marked.clone(), page.view, page.out);
            ui.close();
        }
        if menu_item(ui, "Remove this comparison", "").clicked() {
            page.edit(ComparisonEdit::Delete);
            ui.close();
        }
    });
}

/// A name of so many letters at most.
pub(super) fn cut(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let cut: String = name.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end_matches([' ', ',']))
}

/// The button that adds a player, and the list to choose from.
fn add_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let present = |id: &&PlayerId| page.ctx.dossier.player(**id).is_some();
    let full = page.comparison.players.iter().filter(present).count() >= MOST_PLAYERS;
    // With percentiles the right side is longer.
    let short = page.ctx.narrow || page.sheet.is_ranked();
    let button = if short {
        Button::sign(Icon::Plus, "Add player").disabled_because(full.then_some("six is the most"))
    } else {
        Button::quiet("Add player").icon(Icon::Plus)
    };
    if full && !page.ctx.narrow {
        // A full comparison has no room for the reason either; the heads say how to take one out.
        return;
    }
    let button = button.ui(ui);
    let fresh = !is_sheet_open(&button);
    if fresh {
        page.state.search.clear();
    }
    sheet_below(&button, "Add player", 280.0, |ui| {
        let search = search_field(ui, &mut page.state.search, "Search players");
        if fresh {
            search.request_focus();
        }
        ui.add_space(space::XS);
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical()
            .max_height(360.0)
            .auto_shrink([false, true]);
        area.show(ui, |ui| {
            for (player, name, role) in
                candidates(page.ctx.dossier, page.comparison, &page.state.search)
            {
                if menu_item(ui, &name, role).clicked() {
                    page.edit(ComparisonEdit::AddPlayer(player));
                    ui.close();
                }
            }
        });
    });
}

/// Whom the search finds: those of the case first, then the pool.
fn candidates<'a>(
    dossier: &'a Dossier,
    comparison: &Comparison,
    search: &str,
) -> Vec<(PlayerId, String, &'a str)> {
    let wanted = plain(search.trim());
    let players = dossier.players.values();
    let (pool, case): (Vec<_>, Vec<_>) = players
        .filter(|player| !comparison.players.contains(&player.id))
        .filter(|player| wanted.is_empty() || plain(&player.name).contains(&wanted))
        .take(LISTED * 4)
        .partition(|player| player.role == Role::Pool);
    let all = case.into_iter().chain(pool).take(LISTED);
    all.map(|player| (player.id, player.name.clone(), player.role.label()))
        .collect()
}

fn counting_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let items = [(Counting::Per90, "Per 90"), (Counting::Total, "Total")];
    choice(ui, "Counts", &items, &mut page.state.look.counting);
    let on = page.state.look.shrunk || page.state.look.adjustment != Adjustment::None;
    let button = Button::sign(Icon::Settings, "How figures are put right")
        .selected(on)
        .ui(ui);
    sheet_below(&button, "How figures are put right", 320.0, |ui| {
        let t = Tokens::of(ui);
        ui.checkbox(
            &mut page.state.look.shrunk,
            Type::Body.rich("Shrink percentiles of few minutes"),
        );
        let words = "Pulls a percentile towards 50 by 270 / (minutes + 270)";
        ui.label(Type::Note.rich(words).color(t.text3));
        ui.add_space(space::S);
        ui.label(Type::Strong.rich("Counts, for the ball that the opponent has"));
        for adjustment in Adjustment::ALL {
            ui.radio_value(
                &mut page.state.look.adjustment,
                *adjustment,
                Type::Body.rich(adjustment.label()),
            );
        }
        let words = "Never for rates. Needs the share of possession of his team";
        ui.label(Type::Note.rich(words).color(t.text3));
    });
}

fn shown_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let baseline = page.sheet.columns.iter().find(|column| column.is_baseline);
    let against = baseline.map(|column| format!("Against {}", cut(&column.short, 14)));
    let mut items: Vec<(Shown, &str)> = vec![(Shown::Values, "Values")];
    if page.sheet.is_ranked() {
        items.push((Shown::Percentiles, "Percentiles"));
    }
    if let Some(against) = &against {
        items.push((Shown::Differences, against));
    }
    if !items
        .iter()
        .any(|(shown, _)| *shown == page.state.look.shown)
    {
        page.state.look.shown = Shown::Values;
    }
    if items.len() > 1 {
        choice(ui, "Cells", &items, &mut page.state.look.shown);
    }
}

/// The season in which everybody is looked at; the head of a column chooses for one alone.
fn season_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let shown: BTreeSet<Season> = page
        .sheet
        .columns
        .iter()
        .filter_map(|column| column.season)
        .collect();
    let all: BTreeSet<Season> = page
        .sheet
        .columns
        .iter()
        .flat_map(|column| column.seasons.iter().copied())
        .collect();
    if all.len() < 2 {
        return;
    }
    let words = match (shown.len(), shown.first()) {
        (1, Some(season)) if page.ctx.narrow => season.to_string(),
        (1, Some(season)) => format!("Season {}", season.long()),
        _ if page.ctx.narrow => "Seasons".to_owned(),
        _ => "Seasons differ".to_owned(),
    };
    menu_button(ui, &words, |ui| {
        ui.set_width(200.0);
        for season in all.iter().rev() {
            let has = |column: &&Column| column.seasons.contains(season);
            let count = page.sheet.columns.iter().filter(has).count();
            let aside = format!("{count} of {}", page.sheet.columns.len());
            if menu_item(ui, &season.long(), &aside).clicked() {
                look_at(page, *season);
            }
        }
    });
}

/// Looks at everybody in a season, of whom figures of it are known.
pub(super) fn look_at(page: &mut Page<'_>, season: Season) {
    let has = |column: &&Column| column.seasons.contains(&season);
    let columns = page.sheet.columns.iter().filter(has);
    let edits = columns.map(|column| ComparisonEdit::SetSeason(column.player, Some(season)));
    let label = format!("look at {} in {}", page.comparison.name, season.long());
    page.edit_all(label, edits);
}

/// The other faces of the right half.
fn panels_ui(ui: &mut egui::Ui, page: &mut Page<'_>, width: f32) {
    let faces = [
        (Panel::Weights, "Weights"),
        (Panel::Similar, "Similar"),
        (Panel::Price, "Price"),
    ];
    let mut chosen = None;
    if page.ctx.narrow {
        let more = Button::sign(Icon::More, "More")
            .selected(page.state.panel != Panel::Pictures)
            .ui(ui);
        menu_below(&more, |ui| {
            for (panel, words) in &faces {
                if menu_item(ui, words, "").clicked() {
                    chosen = Some(*panel);
                }
            }
        });
    } else {
        for (panel, words) in faces {
            if Button::bare(words)
                .selected(page.state.panel == panel)
                .ui(ui)
                .clicked()
            {
                chosen = Some(panel);
            }
        }
    }
    if let Some(panel) = chosen {
        page.state.panel = if page.state.panel == panel {
            Panel::Pictures
        } else {
            panel
        };
        page.state.only_pane = true;
    }
    let beside =
        width - matrix::width(page.sheet.columns.len(), page.ctx.narrow) - 48.0 >= LEAST_PANE;
    if beside {
        page.state.only_pane = false;
    } else {
        let words = if page.state.only_pane {
            "Table"
        } else {
            "Pictures"
        };
        if Button::quiet(words).ui(ui).clicked() {
            page.state.only_pane = !page.state.only_pane;
        }
    }
}
