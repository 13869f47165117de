//! Match events: how many were counted, of which competition they are, and everybody's totals.

use std::collections::BTreeSet;

use eframe::egui;
use egui::text::LayoutJob;
use egui::{CornerRadius, Id, Role, Sense, WidgetInfo, vec2};
use egui_table::{CellInfo, HeaderCellInfo, HeaderRow, Table, TableDelegate};

use super::note_ui;
use crate::domain::career::typed_season;
use crate::domain::figures;
use crate::domain::figures::counted;
use crate::domain::stats::{METRICS, Metric, StatTable};
use crate::editor::command::{Command, Commands};
use crate::editor::imports::{EventImport, EventNames, FileKey, ImportCommand};
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::MarkKind;
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{fact_row, fact_row_field, fact_row_with, section_heading};

const HEADER: f32 = 38.0;
/// Rows in view at once.
const ROWS: f32 = 14.0;
/// Name, club and competition.
const WORDS: [(&str, f32); 3] = [("Player", 190.0), ("Club", 150.0), ("Position", 70.0)];
const FIGURE: f32 = 96.0;

/// The steps for events.
pub(super) fn counted_ui(
    ui: &mut egui::Ui,
    (key, events): (FileKey, &EventImport),
    out: &mut Commands,
) {
    ui.add_space(space::XL);
    section_heading(ui, "What was counted", "by the rules of Metrics");
    ui.scope(|ui| {
        ui.set_max_width(520.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let provider = events.set.provider();
        fact_row_with(ui, "Provider", |ui| {
            let end = egui::Layout::right_to_left(egui::Align::Center);
            ui.with_layout(end, |ui| {
                ui.add_space(size::MARK_SLOT);
                ui.label(Type::Body.rich(provider.label()));
            });
        });
        let matches = figures::count(events.set.matches());
        fact_row(ui, "Matches", &matches, MarkKind::Derived);
        if events.set.asks_competition() {
            names_ui(ui, key, events, out);
        }
    });
    for note in events.notes() {
        note_ui(ui, &note);
    }
    let said = events.set.named();
    let is_unsaid = said.is_empty() || said.iter().any(|name| name.season.is_none());
    if events.set.asks_competition() && events.names.season.is_none() && is_unsaid {
        let words = "Give the season: without it no row can be entered into a profile";
        note_ui(ui, words);
    }
    let Some(table) = &events.table else {
        return;
    };
    ui.add_space(space::XL);
    let note = format!("{}; totals of the season", counted(table.rows.len(), "row"));
    section_heading(ui, "Players", &note);
    table_ui(ui, key, table);
}

fn names_ui(ui: &mut egui::Ui, key: FileKey, events: &EventImport, out: &mut Commands) {
    let names = &events.names;
    let said = events.set.named();
    let label = "Competition";
    let competitions = said.iter().map(|name| name.competition.clone()).collect();
    let hint_of_competition = hint(&competitions, "the events do not say it");
    let field = DraftField::new(label, &names.competition).hint(&hint_of_competition);
    let rename = |out: &mut Commands, names: EventNames| {
        let command = ImportCommand::NameEvents(key, names);
        out.push(Command::Import(command));
    };
    let read = |text: &str| Ok(text.trim().to_owned());
    if let Some(competition) = fact_row_field(ui, label, field, read).committed {
        let season = names.season;
        rename(
            out,
            EventNames {
                competition,
                season,
            },
        );
    }
    let shown = names
        .season
        .map_or_else(String::new, |season| season.long());
    let seasons = said.iter().filter_map(|name| Some(name.season?.long()));
    let hint_of_season = hint(&seasons.collect(), "such as 2017/18");
    let field = DraftField::new("Season", &shown).hint(&hint_of_season);
    let read = |text: &str| {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let why = || format!("“{}” is no season. Type 2017/18", text.trim());
        typed_season(text).map(Some).ok_or_else(why)
    };
    if let Some(season) = fact_row_field(ui, "Season", field, read).committed {
        let competition = names.competition.clone();
        rename(
            out,
            EventNames {
                competition,
                season,
            },
        );
    }
}

/// What the list of matches says, in a field that may say otherwise.
fn hint(said: &BTreeSet<String>, none: &str) -> String {
    match (said.first(), said.len()) {
        (None, _) => none.to_owned(),
        (Some(one), 1) => format!("{one}, from the list of matches"),
        (Some(_), many) => format!("{many} in the list of matches"),
    }
}

/// Everybody's totals; the rows in view alone are drawn.
fn table_ui(ui: &mut egui::Ui, key: FileKey, totals: &StatTable) {
    let metrics: Vec<&Metric> = METRICS
        .iter()
        .filter(|metric| totals.columns.contains_key(metric.key))
        .collect();
    let in_view = (totals.rows.len() as f32).clamp(1.0, ROWS);
    let height = HEADER + in_view * size::DENSE_ROW + space::M;
    let wanted = vec2(ui.available_width(), height);
    let (area, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let t = Tokens::of(ui);
    let head = area.with_max_y(area.top() + HEADER);
    ui.painter().rect_filled(head, CornerRadius::ZERO, t.raised);
    let widths = WORDS.iter().map(|(_, width)| *width);
    let widths = widths.chain(metrics.iter().map(|_| FIGURE));
    let columns = widths.enumerate().map(|(idx, width)| {
        egui_table::Column::new(width)
            .id(Id::unique(("totals column", idx)))
            .resizable(false)
    });
    let table = Table::new()
        .id_salt(("totals", key))
        .num_rows(totals.rows.len() as u64)
        .columns(columns.collect::<Vec<_>>())
        .num_sticky_cols(1)
        .headers([HeaderRow::new(HEADER)])
        .auto_size_mode(egui_table::AutoSizeMode::Never);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(area).id_salt("totals"));
    let id = table.get_id(&child);
    if egui_table::TableState::load(child.ctx(), id).is_none() {
        egui_table::TableState::default().store(child.ctx(), id);
    }
    table.show(&mut child, &mut Totals { totals, metrics });
    let below = area.top() + HEADER - 0.5;
    ui.painter().hline(area.x_range(), below, t.strong_rule());
    ui.painter().hline(area.x_range(), area.bottom(), t.rule());
}

struct Totals<'a> {
    totals: &'a StatTable,
    metrics: Vec<&'static Metric>,
}

impl TableDelegate for Totals<'_> {
    fn default_row_height(&self) -> f32 {
        size::DENSE_ROW
    }

    fn header_cell_ui(&mut self, ui: &mut egui::Ui, info: &HeaderCellInfo) {
        let t = Tokens::of(ui);
        let rect = ui.max_rect().shrink2(vec2(space::DENSE, 3.0));
        let column = info.col_range.start;
        if let Some((name, _)) = WORDS.get(column) {
            let name = paint::line(ui, name, Type::NoteStrong, t.text, rect.width());
            paint::put_left(ui.painter(), rect.left(), rect, &name);
            return;
        }
        let Some(metric) = self.metrics.get(column - WORDS.len()) else {
            return;
        };
        let title = metric.title(false);
        let mut job = LayoutJob::simple(title.clone(), Type::Note.font(), t.text, rect.width());
        job.halign = egui::Align::RIGHT;
        job.wrap.max_rows = 2;
        let words = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let top = rect.center().y - words.size().y / 2.0;
        ui.painter()
            .galley(egui::pos2(rect.right(), top), words, t.text);
        let response = ui.interact(ui.max_rect(), ui.scope_id().with("header"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &title));
        if let Some(rule) = metric.definition(&self.totals.provider) {
            response.on_hover_text(format!("{title}\n{rule}"));
        }
    }

    fn cell_ui(&mut self, ui: &mut egui::Ui, info: &CellInfo) {
        let row = usize::try_from(info.row_nr).ok();
        let Some((row, who)) = row.and_then(|row| Some((row, self.totals.rows.get(row)?))) else {
            return;
        };
        let t = Tokens::of(ui);
        let rect = ui.max_rect();
        paint::rule_below(ui.painter(), rect, t.rule());
        let inner = rect.shrink2(vec2(space::DENSE, 0.0));
        let put = |words: &str, ink| {
            let galley = paint::line(ui, words, Type::Body, ink, inner.width());
            paint::put_left(ui.painter(), inner.left(), rect, &galley);
        };
        match info.col_nr {
            0 => put(&who.name, t.text),
            1 => put(&who.club, t.text2),
            2 => {
                let positions = who.positions.iter().map(|position| position.key());
                put(&positions.collect::<Vec<_>>().join(", "), t.text2);
            }
            column => {
                let Some(metric) = self.metrics.get(column - WORDS.len()) else {
                    return;
                };
                let (words, ink) = match self.totals.total(row, metric) {
                    Some(total) if metric.is_rate() => (format!("{total:.1}"), t.text),
                    Some(total) => (format!("{total:.0}"), t.text),
                    None => ("—".to_owned(), t.ctl),
                };
                let galley = paint::line(ui, &words, Type::Body, ink, inner.width());
                paint::put_right(ui.painter(), inner.right(), rect, &galley);
            }
        }
        let response = ui.interact(rect, ui.scope_id().with("cell"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &who.name));
    }
}
