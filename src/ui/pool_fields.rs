//! Who belongs to a pool: competitions, positions, minutes, ages and season, chosen among what its
//! table holds. One that is tried and one that is kept are narrowed down alike.

use std::collections::BTreeSet;

use eframe::egui;
use egui::ScrollArea;

use super::tokens::{Tokens, Type, space};
use super::widgets::draft_field::DraftField;
use crate::domain::comparison::StatPool;
use crate::domain::date::Season;
use crate::domain::fact::Position;
use crate::domain::stats::StatTable;
use crate::domain::typed;

/// The fields; the pool with what was changed in this frame.
pub fn pool_fields_ui(ui: &mut egui::Ui, pool: &StatPool, table: &StatTable) -> Option<StatPool> {
    let mut next = pool.clone();
    competitions_ui(ui, table, &mut next.competitions);
    positions_ui(ui, &mut next.positions);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        if let Some(minutes) = count_ui(ui, "Minutes from", Some(next.min_minutes), 10_000) {
            next.min_minutes = minutes.unwrap_or(0);
        }
        age_ui(ui, "Age from", &mut next.min_age);
        age_ui(ui, "Age to", &mut next.max_age);
    });
    season_ui(ui, table, &mut next.season);
    (next != *pool).then_some(next)
}

fn competitions_ui(ui: &mut egui::Ui, table: &StatTable, chosen: &mut Vec<String>) {
    let names = table.competitions();
    if names.len() < 2 {
        return;
    }
    heading_ui(ui, "Competitions, all without a choice");
    ScrollArea::vertical()
        .id_salt("competitions")
        .max_height(120.0)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for name in names {
                tick_ui(ui, chosen, name.to_owned(), name);
            }
        });
}

fn positions_ui(ui: &mut egui::Ui, chosen: &mut Vec<Position>) {
    heading_ui(ui, "Positions, all without a choice");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(space::S, 2.0);
        for position in Position::ALL {
            tick_ui(ui, chosen, position.clone(), position.label());
        }
    });
}

fn heading_ui(ui: &mut egui::Ui, words: &str) {
    ui.label(Type::Note.rich(words).color(Tokens::of(ui).text2));
}

/// Takes one more among those that are chosen, or one less.
fn tick_ui<T: PartialEq>(ui: &mut egui::Ui, chosen: &mut Vec<T>, item: T, words: &str) {
    let mut on = chosen.contains(&item);
    if ui.checkbox(&mut on, Type::Body.rich(words)).changed() {
        chosen.retain(|other| *other != item);
        if on {
            chosen.push(item);
        }
    }
}

fn age_ui(ui: &mut egui::Ui, label: &str, age: &mut Option<u8>) {
    if let Some(typed) = count_ui(ui, label, age.map(u32::from), 99) {
        *age = typed.and_then(|age| u8::try_from(age).ok());
    }
}

/// A small field for a whole number; a new one, or none where it was emptied.
fn count_ui(ui: &mut egui::Ui, label: &str, now: Option<u32>, most: u32) -> Option<Option<u32>> {
    ui.vertical(|ui| {
        heading_ui(ui, label);
        let shown = now.map_or_else(String::new, |count| count.to_string());
        let field = DraftField::new(label, &shown).width(88.0).right();
        let parse = |text: &str| typed::count(text, 0..=most).map_err(|err| err.to_string());
        field.ui(ui, parse).committed
    })
    .inner
}

fn season_ui(ui: &mut egui::Ui, table: &StatTable, chosen: &mut Season) {
    let seasons: BTreeSet<Season> = table.rows.iter().filter_map(|row| row.season).collect();
    if seasons.len() < 2 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for season in seasons {
            ui.radio_value(chosen, season, Type::Body.rich(season.long()));
        }
    });
}
