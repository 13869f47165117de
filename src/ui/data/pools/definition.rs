//! What one pool is: its fields, edited in place.

use std::sync::Arc;

use eframe::egui;

use super::table_of;
use crate::domain::career::typed_season;
use crate::domain::comparison::StatPool;
use crate::domain::dossier::{Record, RecordRef};
use crate::domain::edit::Edit;
use crate::domain::fact::Position;
use crate::domain::stats::StatTable;
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::basis_mark::MarkKind;
use crate::ui::widgets::button::quiet_button;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::rows::{fact_row, fact_row_field, section_heading};

type Change = fn(&mut StatPool, &str) -> Result<(), String>;

/// One field of the definition.
struct Line {
    label: &'static str,
    hint: &'static str,
    shown: String,
    change: Change,
}

/// The fields, who is in it, and what the dossier quotes.
pub(super) fn definition_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    pool: &Arc<StatPool>,
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    let table = table_of(ctx, pool);
    ui.label(Type::Figure.rich(&pool.name));
    ui.label(
        Type::Body
            .rich(figures_sentence(pool, table))
            .color(t.text2),
    );
    ui.add_space(space::M);
    section_heading(ui, "Who belongs to it", "");
    ui.spacing_mut().item_spacing.y = 0.0;
    name_ui(ui, pool, out);
    fact_row(ui, "Provider", &pool.provider, MarkKind::Derived);
    match table {
        Some(table) => {
            for line in lines(pool) {
                line_ui(ui, pool, table, &line, out);
            }
        }
        None => {
            for line in lines(pool) {
                let shown = if line.shown.is_empty() {
                    "any"
                } else {
                    &line.shown
                };
                read_only_ui(ui, line.label, shown);
            }
            let words = "These can be changed once the table of the pool is loaded: import it again. Until then the dossier draws from the figures that it quotes.";
            ui.add_space(space::S);
            ui.add(egui::Label::new(Type::Note.rich(words).color(t.text3)).wrap());
        }
    }
    ui.add_space(space::L);
    quoted_ui(ui, ctx, pool);
    ui.add_space(space::L);
    delete_ui(ui, ctx, pool, out);
    ui.add_space(space::XL);
}

fn figures_sentence(pool: &StatPool, table: Option<&Arc<StatTable>>) -> String {
    match table {
        Some(table) => format!(
            "n = {} of {} rows of {}",
            pool.size,
            table.rows.len(),
            table.name
        ),
        None => format!(
            "n = {}. The table is not loaded; the dossier quotes {} players and {} metrics of it",
            pool.size,
            pool.quoted.len(),
            pool.spread.len()
        ),
    }
}

fn name_ui(ui: &mut egui::Ui, pool: &StatPool, out: &mut Commands) {
    let field = DraftField::new("Name", &pool.name).hint("what we call it");
    let parse = |text: &str| {
        let name = text.trim();
        if name.is_empty() {
            Err("A pool needs a name".to_owned())
        } else {
            Ok(name.to_owned())
        }
    };
    if let Some(name) = fact_row_field(ui, "Name", field, parse).committed {
        put(
            out,
            StatPool {
                name,
                ..pool.clone()
            },
        );
    }
}

fn put(out: &mut Commands, pool: StatPool) {
    out.edit(Edit::Put(Record::Pool(Arc::new(pool))));
}

fn lines(pool: &StatPool) -> [Line; 6] {
    let positions: Vec<&str> = pool.positions.iter().map(Position::key).collect();
    let age = |age: Option<u8>| age.map_or_else(String::new, |age| age.to_string());
    [
        Line {
            label: "Competitions",
            hint: "any; several divided by ;",
            shown: pool.competitions.join("; "),
            change: set_competitions,
        },
        Line {
            label: "Season",
            hint: "2024/25",
            shown: pool.season.long(),
            change: set_season,
        },
        Line {
            label: "Positions",
            hint: "any; cb, lb",
            shown: positions.join(", "),
            change: set_positions,
        },
        Line {
            label: "Minutes from",
            hint: "0",
            shown: pool.min_minutes.to_string(),
            change: |pool, text| {
                let minutes = number(text, 100_000)?;
                pool.min_minutes = minutes.unwrap_or(0);
                Ok(())
            },
        },
        Line {
            label: "Age from",
            hint: "any",
            shown: age(pool.min_age),
            change: |pool, text| {
                pool.min_age = number(text, 99)?.and_then(|age| u8::try_from(age).ok());
                Ok(())
            },
        },
        Line {
            label: "Age to",
            hint: "any",
            shown: age(pool.max_age),
            change: |pool, text| {
                pool.max_age = number(text, 99)?.and_then(|age| u8::try_from(age).ok());
                Ok(())
            },
        },
    ]
}

fn number(text: &str, most: u32) -> Result<Option<u32>, String> {
    typed::count(text, 0..=most).map_err(|err| err.to_string())
}

fn set_competitions(pool: &mut StatPool, text: &str) -> Result<(), String> {
    let names = text
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    pool.competitions = names.map(str::to_owned).collect();
    Ok(())
}

fn set_season(pool: &mut StatPool, text: &str) -> Result<(), String> {
    let why = || format!("“{}” is no season. Type 2024/25", text.trim());
    pool.season = typed_season(text).ok_or_else(why)?;
    Ok(())
}

fn set_positions(pool: &mut StatPool, text: &str) -> Result<(), String> {
    let words = text.split([',', ';']).map(str::trim);
    let read = words
        .filter(|word| !word.is_empty())
        .map(|word| typed::position(word).map_err(|err| err.to_string()));
    let positions: Result<Vec<Option<Position>>, String> = read.collect();
    pool.positions = positions?.into_iter().flatten().collect();
    Ok(())
}

fn line_ui(ui: &mut egui::Ui, pool: &StatPool, table: &StatTable, line: &Line, out: &mut Commands) {
    let field = DraftField::new(line.label, &line.shown).hint(line.hint);
    let read = |text: &str| {
        let mut next = pool.clone();
        (line.change)(&mut next, text)?;
        if let Some(name) = unknown_competition(&next, table) {
            let known = table.competitions().join("; ");
            return Err(format!("“{name}” is not in the table. It holds {known}"));
        }
        Ok(next)
    };
    if let Some(next) = fact_row_field(ui, line.label, field, read).committed {
        put(out, next.worked_out(table));
    }
}

fn unknown_competition<'a>(pool: &'a StatPool, table: &StatTable) -> Option<&'a str> {
    let known = table.competitions();
    let mut names = pool.competitions.iter().map(String::as_str);
    names.find(|name| !known.contains(name))
}

fn read_only_ui(ui: &mut egui::Ui, label: &str, shown: &str) {
    crate::ui::widgets::rows::fact_row_with(ui, label, |ui| {
        let end = egui::Layout::right_to_left(egui::Align::Center);
        ui.with_layout(end, |ui| {
            ui.add_space(crate::ui::tokens::size::MARK_SLOT);
            ui.label(Type::Body.rich(shown).color(Tokens::of(ui).text2));
        });
    });
}

/// The players of the dossier of whom the pool says something.
fn quoted_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, pool: &StatPool) {
    let note = "so that the file draws without the table";
    section_heading(ui, "Quoted in the dossier", note);
    let named = pool.quoted.keys().chain(pool.row_keys.keys());
    let mut players: Vec<_> = named.collect();
    players.sort();
    players.dedup();
    if players.is_empty() {
        let words = "No player of the dossier is in it yet";
        ui.label(Type::Body.rich(words).color(Tokens::of(ui).text2));
    }
    for id in players {
        let Some(player) = ctx.dossier.player(*id) else {
            continue;
        };
        let count = pool.quoted.get(id).map_or(0, |figures| figures.len());
        let words = format!("{count} figures");
        fact_row(ui, player.short_name(), &words, MarkKind::Derived);
    }
}

fn delete_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, pool: &StatPool, out: &mut Commands) {
    let users = ctx.dossier.comparisons.values();
    let users = users.filter(|comparison| comparison.pool == Some(pool.id));
    let names: Vec<&str> = users.map(|comparison| comparison.name.as_str()).collect();
    ui.horizontal(|ui| {
        if quiet_button(ui, "Delete this pool").clicked() {
            out.edit(Edit::Remove(RecordRef::Pool(pool.id)));
        }
        if !names.is_empty() {
            let words = format!("{} ranks against it", names.join(", "));
            ui.label(Type::Note.rich(words).color(Tokens::of(ui).text3));
        }
    });
}
