//! Injuries, one lane for each season from July to June, the newest first.
//!
//! A day that the records do not cover is drawn as not known, never as healthy.

mod bars;
mod lanes;

use chrono::NaiveDate;

use crate::domain::date::{Season, day_text};
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::id::PlayerId;
use crate::domain::injury::{Availability, ELITE_AVAILABILITY, InjuryCoverage, Spell};
use crate::domain::sourced::Basis;

use super::legend::{LEGEND_ROW, Swatch, legend};
use super::scene::{Align, DASHED, Face, Group, Measure, Rect, SOLID, Scene, Table, Tint, at};
use lanes::{Lane, Layout};

/// What the lanes show.
#[derive(Clone, Copy)]
pub struct Injuries<'a> {
    /// Whose they are.
    pub player: PlayerId,
    /// All his spells, in any order.
    pub spells: &'a [Spell],
    /// How much of his injuries is known; `None` if nobody looked.
    pub coverage: Option<&'a InjuryCoverage>,
    /// The decision date; what starts later is unknown.
    pub on: NaiveDate,
    /// The height of a lane: 26, or 24 where there is little room.
    pub row: f32,
    /// Names the source of a statement, for the hover.
    pub source: &'a dyn Fn(&Basis) -> String,
}

const HEADER: f32 = 18.0;

/// Draws the lanes.
pub fn injury_lanes(measure: &dyn Measure, width: f32, injuries: Injuries<'_>) -> Scene {
    if injuries.spells.is_empty() && injuries.coverage.is_none() {
        let advice = "Enter his spells, or say from when to when the records were looked through. \
                      Availability decides how much of the price is at risk.";
        return Scene::empty(measure, width, "No injuries entered", advice);
    }
    let layout = Layout::new(measure, width, injuries.row);
    let (lanes, left_out) = lanes::lanes(&layout, HEADER, injuries);
    let bottom = lanes.last().map_or(HEADER, |lane| lane.rect.bottom());

    let mut scene = Scene::new(width, bottom);
    header(&mut scene, measure, &layout, bottom);
    for lane in &lanes {
        lanes::ground(&mut scene, &layout, lane);
    }
    for lane in &lanes {
        bars::bars(&mut scene, measure, &layout, lane, injuries);
        lanes::unknown_words(&mut scene, measure, &layout, lane);
        columns(&mut scene, &layout, lane, injuries);
    }
    bars::arcs(&mut scene, &lanes, &layout, injuries);
    let items = legend_items(&lanes, injuries, left_out);
    scene.height = bottom + 6.0 + legend(&mut scene, measure, bottom + 6.0, &items).max(LEGEND_ROW);
    (scene.name, scene.table) = words(injuries, &lanes);
    scene
}

fn header(scene: &mut Scene, measure: &dyn Measure, layout: &Layout, bottom: f32) {
    const MONTHS: [&str; 12] = [
        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun",
    ];
    let month = layout.width() / 12.0;
    let room = measure.width("May", Face::Note) + 6.0;
    let every = [1, 2, 3, 6]
        .into_iter()
        .find(|every| month * *every as f32 >= room)
        .unwrap_or(12);
    for (idx, name) in MONTHS.iter().enumerate() {
        let x = layout.left + month * idx as f32;
        scene.upright(x, HEADER, bottom, Tint::Line, 1.0);
        if idx % every == 0 {
            scene.text(
                at(x + 2.0, 6.0),
                Align::Left,
                Face::Note,
                Tint::Text3,
                *name,
            );
        }
    }
    scene.upright(layout.right, HEADER, bottom, Tint::Line, 1.0);
    for (x, words) in [
        (layout.available, layout.available_words),
        (layout.lost, layout.lost_words),
    ] {
        scene.text(at(x, 6.0), Align::Right, Face::Note, Tint::Text3, words);
    }
}

/// Season at the left, available and days lost at the right.
fn columns(scene: &mut Scene, layout: &Layout, lane: &Lane<'_>, injuries: Injuries<'_>) {
    let y = lane.middle;
    scene.level(lane.rect.bottom() - 0.5, 0.0, scene.width, Tint::Line, 1.0);
    scene.text(
        at(0.0, y),
        Align::Left,
        Face::Note,
        Tint::Text2,
        lane.season.to_string(),
    );
    let figures = figures(lane, injuries);
    let (face, tint) = match figures.percent {
        Some(percent) if percent < ELITE_AVAILABILITY => (Face::NoteStrong, Tint::Them),
        Some(_) => (Face::Note, Tint::Text),
        None => (Face::Note, Tint::Ctl),
    };
    scene.text(
        at(layout.available, y),
        Align::Right,
        face,
        tint,
        figures.available.clone(),
    );
    let tint = if figures.lost == "—" {
        Tint::Ctl
    } else {
        Tint::Text2
    };
    scene.text(
        at(layout.lost, y),
        Align::Right,
        Face::Note,
        tint,
        figures.lost.clone(),
    );
    let name = match figures.percent {
        Some(_) => format!(
            "{}, {} % available, {} days lost",
            lane.season.long(),
            figures.available,
            figures.lost
        ),
        None if figures.lost == "—" => format!("{}, not known", lane.season.long()),
        None => format!(
            "{}, availability not known, {} days lost",
            lane.season.long(),
            figures.lost
        ),
    };
    let mut lines = vec![format!(
        "{} – {}",
        day_text(lane.season.start()),
        day_text(lane.last_day(injuries.on))
    )];
    lines.push(match (figures.percent, injuries.coverage) {
        (Some(_), _) => "Days without injury of all days; a day out twice counts once".to_owned(),
        (None, Some(coverage)) => format!("Records cover {coverage}"),
        (None, None) => "Nobody has said what the records cover".to_owned(),
    });
    if let Some(coverage) = injuries.coverage {
        lines.push((injuries.source)(&coverage.basis));
    }
    let hit = Rect::span(
        layout.right + 4.0,
        scene.width,
        lane.rect.top,
        lane.rect.height,
    );
    let field = FieldRef::Player(injuries.player, PlayerField::Coverage);
    scene.mark(hit, name, lines, Some(field));
}

/// The two figures of a season, as printed.
struct Figures {
    percent: Option<f64>,
    available: String,
    lost: String,
}

fn figures(lane: &Lane<'_>, injuries: Injuries<'_>) -> Figures {
    let to = lane.last_day(injuries.on);
    let known = injuries
        .coverage
        .is_some_and(|coverage| coverage.covers(lane.season.start(), to));
    let season = Availability::of_season(injuries.spells, lane.season, injuries.on);
    let percent = season.filter(|_| known).map(Availability::percent);
    let lost = season.map_or(0, |season| season.days_out);
    Figures {
        percent,
        available: percent.map_or_else(|| "—".to_owned(), |percent| format!("{percent:.1}")),
        lost: match (known, lost) {
            (true, _) => lost.to_string(),
            (false, 0) => "—".to_owned(),
            (false, _) => format!("≥ {lost}"),
        },
    }
}

fn legend_items(
    lanes: &[Lane<'_>],
    injuries: Injuries<'_>,
    left_out: lanes::LeftOut,
) -> Vec<(Swatch, String)> {
    const GROUPS: [(Group, &str); 6] = [
        (Group::Muscle, "muscle"),
        (Group::Joint, "joint"),
        (Group::Bone, "bone"),
        (Group::Head, "head"),
        (Group::Illness, "illness or other absence"),
        (Group::Knock, "knock"),
    ];
    let drawn = || lanes.iter().flat_map(|lane| &lane.pieces);
    let mut items = Vec::new();
    for (group, words) in GROUPS {
        let mut of_group = drawn().filter(|piece| Group::from(&piece.spell.group) == group);
        let Some(first) = of_group.next() else {
            continue;
        };
        let counts =
            first.spell.counts_as_injury() || of_group.any(|piece| piece.spell.counts_as_injury());
        let swatch = if counts {
            Swatch::Bar(Tint::Injury(group))
        } else {
            Swatch::Outline(Tint::Injury(group), SOLID)
        };
        items.push((swatch, words.to_owned()));
    }
    let mut tell = |shown: bool, swatch, words: &str| {
        if shown {
            items.push((swatch, words.to_owned()));
        }
    };
    tell(
        drawn().any(|piece| piece.spell.surgery),
        Swatch::Hatch(Tint::Text2),
        "operation",
    );
    tell(
        drawn().any(|piece| !piece.spell.counts_as_injury()),
        Swatch::Outline(Tint::Text3, SOLID),
        "does not count",
    );
    tell(
        drawn().any(|piece| piece.expected.is_some()),
        Swatch::Outline(Tint::Text3, DASHED),
        "expected",
    );
    tell(
        lanes.iter().any(|lane| !lane.unknown.is_empty()),
        Swatch::Hatch(Tint::Line2),
        "not known",
    );
    tell(
        bars::recurs(injuries.spells, injuries.on),
        Swatch::Arc(Tint::Text2),
        "same part again within a year",
    );
    tell(
        drawn().any(|piece| bars::games(piece.spell).is_some()),
        Swatch::None,
        "number: games missed",
    );
    let count = |count: usize, one: &str, many: &str| {
        if count == 1 {
            format!("1 {one}")
        } else {
            format!("{count} {many}")
        }
    };
    if left_out.later > 0 {
        let words = count(left_out.later, "spell starts", "spells start");
        tell(
            true,
            Swatch::None,
            &format!("{words} after the decision date"),
        );
    }
    if left_out.no_room > 0 {
        let words = count(left_out.no_room, "more spell", "more spells");
        tell(true, Swatch::None, &format!("{words} in the table"));
    }
    items
}

fn words(injuries: Injuries<'_>, lanes: &[Lane<'_>]) -> (String, Table) {
    let mut table = Table::new(&[
        "Season",
        "Injury",
        "Group",
        "From",
        "To",
        "Days out",
        "Games missed",
        "Available, %",
        "Days lost",
    ]);
    let mut spells: Vec<&Spell> = injuries
        .spells
        .iter()
        .filter(|spell| spell.from <= injuries.on)
        .collect();
    spells.sort_by_key(|spell| std::cmp::Reverse(spell.from));
    for lane in lanes {
        let figures = figures(lane, injuries);
        let empty = String::new;
        let season = lane.season.long();
        table.row([
            season,
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            empty(),
            figures.available,
            figures.lost,
        ]);
    }
    for spell in &spells {
        table.row([
            Season::of(spell.from).long(),
            spell.kind.clone(),
            spell.group.label().to_owned(),
            day_text(spell.from),
            spell.to.map_or_else(|| "still out".to_owned(), day_text),
            spell.days_out(injuries.on).to_string(),
            spell
                .games_missed_club
                .map_or_else(|| "—".to_owned(), |games| games.to_string()),
            String::new(),
            String::new(),
        ]);
    }
    let count = match spells.len() {
        1 => "1 spell".to_owned(),
        many => format!("{many} spells"),
    };
    let cover = match injuries.coverage {
        Some(coverage) => format!("records cover {coverage}"),
        None => "what the records cover is not known".to_owned(),
    };
    (format!("Injuries by season, {count}, {cover}"), table)
}

#[cfg(test)]
mod tests;
