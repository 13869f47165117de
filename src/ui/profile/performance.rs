//! What providers counted, season by season: totals and per 90 minutes.

use eframe::egui;

use super::row::{Cell, Cells, hand_over, header_row, row_ui, words};
use crate::domain::career::{Measure, SeasonLine, typed_season};
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::extra::Extra;
use crate::domain::field::FieldRef;
use crate::domain::figures::whole;
use crate::domain::injury::three_seasons;
use crate::domain::player::Player;
use crate::domain::sourced::Basis;
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::ViewState;
use crate::ui::tokens::{size, space};
use crate::ui::widgets::rows::section_heading;

const SEASON: f32 = 52.0;
const MINUTES: f32 = 52.0;
const SOURCE: f32 = 76.0;
const FIGURE: f32 = 84.0;
const REMOVE: f32 = 24.0;
/// Above any count of one season; what is larger is a slip of a key.
const MOST: f64 = 100_000.0;

/// Every season that the file holds, the latest first.
pub fn seasons_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let note = if ctx.dossier.pools.is_empty() {
        "no pool in this file, so no rank"
    } else {
        "ranked in Compare"
    };
    section_heading(ui, "Performance", note);
    ui.spacing_mut().item_spacing.y = 0.0;
    let fixed = SEASON + MINUTES + SOURCE + size::MARK_SLOT + REMOVE + 6.0 * space::DENSE;
    let rest = (ui.available_width() - fixed).max(120.0);
    let names = (rest * 0.55, rest * 0.45);
    let mut lines: Vec<&SeasonLine> = player.seasons.iter().collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.season));
    if !lines.is_empty() {
        header_row(
            ui,
            &[
                ("Season", SEASON, false),
                ("Competition", names.0, false),
                ("Club", names.1, false),
                ("Minutes", MINUTES, true),
                ("Source", SOURCE, true),
            ],
        );
    }
    for line in lines {
        ui.push_id(line.id, |ui| {
            season_ui(ui, ctx, player, line, names, view, out)
        });
        ui.add_space(space::M);
    }
    row_ui(ui, None, view, |cells| {
        let cell = Cell::new(
            "New season, competition",
            "",
            "Add a season by its competition",
            SEASON + rest,
        );
        let name = cells.cell(cell, words);
        if let Some(competition) = name.filter(|name| !name.is_empty()) {
            let line = new_line(ctx, player, competition);
            out.edit(Edit::Player(player.id, PlayerEdit::PutSeason(line)));
        }
    });
}

/// The last complete season with his present club: the row that is missing most often.
fn new_line(ctx: &ViewCtx<'_>, player: &Player, competition: String) -> SeasonLine {
    SeasonLine {
        id: ctx.new_id(),
        season: three_seasons(ctx.on).1,
        competition,
        club: player.club().unwrap_or_default().to_owned(),
        minutes: None,
        metrics: Default::default(),
        basis: Basis::default(),
        extra: Extra::new(),
    }
}

fn season_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    line: &SeasonLine,
    names: (f32, f32),
    view: &mut ViewState,
    out: &mut Commands,
) {
    let field = FieldRef::Season(player.id, line.id);
    let mut next = line.clone();
    let removed = row_ui(ui, Some(&field), view, |cells| {
        line_ui(cells, ctx, line, names, &mut next)
    });
    let label = (ui.available_width() - 2.0 * FIGURE - 2.0 * space::DENSE).max(80.0);
    if !line.metrics.is_empty() {
        let columns = [
            ("", label, false),
            ("total", FIGURE, true),
            ("per 90, or %", FIGURE, true),
        ];
        header_row(ui, &columns);
    }
    for (key, measure) in line.metrics.keys().zip(line.measures()) {
        row_ui(ui, Some(&field), view, |cells| {
            if let Some(figure) = measure_ui(cells, &measure, label) {
                match figure {
                    Some(figure) => next.metrics.insert(key.clone(), figure),
                    None => next.metrics.remove(key),
                };
            }
        });
    }
    row_ui(ui, Some(&field), view, |cells| {
        let cell = Cell::new(
            "New count",
            "",
            "Add a count, such as Tackles 40",
            label + FIGURE,
        );
        if let Some(Some((key, figure))) = cells.cell(cell, named_figure) {
            next.metrics.insert(key, figure);
        }
    });
    let removed = removed.then_some(PlayerEdit::RemoveSeason(line.id));
    hand_over(out, player.id, (line, next), PlayerEdit::PutSeason, removed);
}

/// Season, competition, club and minutes; true if the season is to be removed.
fn line_ui(
    cells: &mut Cells<'_>,
    ctx: &ViewCtx<'_>,
    line: &SeasonLine,
    (competition, club): (f32, f32),
    next: &mut SeasonLine,
) -> bool {
    cells.findings(ctx);
    let season = line.season.long();
    let cell = Cell::new("Season", &season, "season", SEASON);
    let no_season = |text: &str| format!("“{}” is no season. Type 2024/25", text.trim());
    if let Some(season) = cells.cell(cell, |text| {
        typed_season(text).ok_or_else(|| no_season(text))
    }) {
        next.season = season;
    }
    let cell = Cell::new("Competition", &line.competition, "competition", competition);
    if let Some(name) = cells.cell(cell, |text| match text.trim() {
        "" => Err("A season needs its competition".to_owned()),
        name => Ok(name.to_owned()),
    }) {
        next.competition = name;
    }
    let cell = Cell::new("Club of the season", &line.club, "club", club);
    cells.put(cell, words, &mut next.club);
    let minutes = line
        .minutes
        .map_or_else(String::new, |minutes| whole(f64::from(minutes)));
    let cell = Cell::new("Minutes", &minutes, "—", MINUTES).right();
    let parse = |text: &str| typed::count(text, 0..=10_000).map_err(|err| err.to_string());
    cells.put(cell, parse, &mut next.minutes);
    cells.words(&ctx.source_words(&line.basis), SOURCE);
    cells.mark(ctx.mark(&line.basis, false));
    cells.remove("Remove this season")
}

/// One metric: what was counted is typed, what follows from it is not. A new figure, or none.
fn measure_ui(cells: &mut Cells<'_>, measure: &Measure, label: f32) -> Option<Option<f64>> {
    cells.label(&measure.label, label);
    let rate = measure.rate.map_or_else(
        || "—".to_owned(),
        |rate| format!("{rate:.*}", measure.decimals),
    );
    let shown = match measure.total {
        Some(total) => total.to_string(),
        None => rate.clone(),
    };
    if measure.total.is_none() {
        cells.words("", FIGURE);
    }
    let cell = Cell::new(&measure.label, &shown, "not counted", FIGURE).right();
    let figure = cells.cell(cell, figure);
    if measure.total.is_some() {
        cells.words(&rate, FIGURE);
    }
    figure
}

fn figure(text: &str) -> Result<Option<f64>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    // A comma divides thousands; as a decimal comma it would make 405 of 40,5.
    let whole = text.split('.').next().unwrap_or(text);
    let grouped = whole.split(',').skip(1).all(|group| group.len() == 3);
    let number = text
        .replace(',', "")
        .parse::<f64>()
        .ok()
        .filter(|_| grouped);
    number
        .filter(|number| (0.0..=MOST).contains(number))
        .map(Some)
        .ok_or_else(|| format!("“{text}” is no count. Type 40 or 71.8"))
}

/// Reads `Tackles 40` and `Aerials won, % 71.8`.
fn named_figure(text: &str) -> Result<Option<(String, f64)>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let named = text.rsplit_once(' ').and_then(|(name, number)| {
        let key = SeasonLine::metric_key(name)?;
        Some((key, figure(number).ok()??))
    });
    named
        .map(Some)
        .ok_or_else(|| format!("“{text}” needs a name and a number, as in Tackles 40"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_read_or_refused_and_never_guessed() {
        for (text, read) in [
            ("40", Some(Some(40.0))),
            (" 71.8 ", Some(Some(71.8))),
            ("1,240", Some(Some(1_240.0))),
            ("", Some(None)),
            ("40,5", None),
            ("-3", None),
            ("NaN", None),
            ("1e9", None),
            ("many", None),
        ] {
            assert_eq!(figure(text).ok(), read, "{text}");
        }
    }

    #[test]
    fn a_new_count_has_a_name_and_a_number() {
        for (text, read) in [
            ("Tackles 40", Some(("tackles", 40.0))),
            ("Aerials won, % 71.8", Some(("aerials_won_pct", 71.8))),
            ("Tackles", None),
            ("40", None),
            ("Tackles many", None),
        ] {
            let found = named_figure(text).ok().flatten();
            let found = found.as_ref().map(|(key, figure)| (key.as_str(), *figure));
            assert_eq!(found, read, "{text}");
        }
    }
}
