//! The clock of a decision: today, the registration windows, pre-contract, the end of the contract.

use chrono::{Datelike as _, Months, NaiveDate};

use crate::domain::date::{day_text, pre_contract_from};
use crate::domain::field::{FieldRef, HeadField};
use crate::domain::squad::RegistrationWindow;

use super::axis::{TimeAxis, month_start};
use super::labels::{self, Flag, Side};
use super::legend::{Swatch, legend};
use super::scene::{Align, Face, Measure, Rect, Scene, Shape, Table, Tint, at};

/// What the clock shows.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    /// The day at which everything is computed.
    pub decision: NaiveDate,
    /// The day around which the span is laid; it stands still while `decision` is dragged.
    pub around: NaiveDate,
    /// The windows; the countries come in the order in which they first appear.
    pub windows: &'a [&'a RegistrationWindow],
    /// The end of the lead target's contract, and the field that holds it.
    pub contract_end: Option<(NaiveDate, &'a FieldRef)>,
}

/// The clock, and the days along it, so that the decision date can be dragged.
#[derive(Clone, Debug)]
pub struct ClockChart {
    /// What to paint.
    pub scene: Scene,
    /// From days to places and back.
    pub axis: TimeAxis,
}

const INSET: f32 = 4.0;
const LANE: f32 = 5.0;
const LANES: [Tint; 3] = [Tint::Fill, Tint::Ink, Tint::Ctl];

/// Draws the clock.
pub fn clock(measure: &dyn Measure, width: f32, clock: Clock<'_>) -> ClockChart {
    let axis = axis(clock, width);
    let countries = countries(clock.windows);
    let events = events(clock, countries.len());
    let far = axis
        .from
        .checked_add_months(Months::new(20))
        .is_some_and(|far| far < axis.to);
    let flags: Vec<Flag> = events
        .iter()
        .map(|event| Flag {
            x: axis.x_of(event.on),
            side: event.side,
            title: event.title(far),
            note: event.note(clock.decision),
            tint: Tint::Text,
        })
        .collect();
    let places = labels::place(measure, &flags, width);
    let top = labels::FLAG_ROW * labels::rows(&places).max(1) as f32 + 2.0;
    let lanes = countries.len().clamp(2, LANES.len());
    let track = Rect::span(
        axis.left,
        axis.right,
        top,
        lanes as f32 * (LANE + 1.0) - 1.0,
    );

    let mut scene = Scene::new(width, 0.0);
    ticks(&mut scene, measure, axis, track.bottom());
    scene.bar(track, 2.0, Tint::Track);
    windows(&mut scene, axis, track, clock.windows, &countries);
    free_agent(&mut scene, axis, track, clock.contract_end);
    for ((event, flag), placed) in events.iter().zip(&flags).zip(&places) {
        let head = labels::draw(&mut scene, flag, *placed, top - 2.0);
        if event.is_decision {
            handle(&mut scene, flag.x, head, track.bottom());
        } else {
            scene.upright(flag.x, head, track.bottom(), Tint::Ink, 1.0);
        }
        let line = Rect::new(flag.x - 4.0, head, 8.0, track.bottom() - head + 4.0);
        let hit = placed.map_or(line, |placed| {
            union(line, labels::label_rect(placed, top - 2.0))
        });
        let hit = within(hit, width);
        let day = day_text(event.on);
        let name = if event.is_decision {
            format!("Decision date, {day}")
        } else {
            format!("{day} {}, {}", event.what, flag.note)
        };
        scene.mark(hit, name, event.lines.clone(), event.field.clone());
    }
    let items = legend_items(clock, &countries);
    let below = track.bottom() + 18.0;
    scene.height = below + legend(&mut scene, measure, below, &items);
    (scene.name, scene.table) = words(clock, &events);
    ClockChart { scene, axis }
}

/// From a month before the first event to a month after the last, in whole months.
fn axis(clock: Clock<'_>, width: f32) -> TimeAxis {
    let decision = clock.decision;
    let year_on = clock
        .around
        .checked_add_months(Months::new(11))
        .unwrap_or(clock.around);
    let end = clock.contract_end.map_or(year_on, |(end, _)| end);
    let first = decision
        .min(clock.around)
        .min(end)
        .checked_sub_months(Months::new(1));
    let last = decision.max(end).checked_add_months(Months::new(2));
    TimeAxis {
        from: month_start(first.unwrap_or(decision)),
        to: last
            .map(month_start)
            .and_then(|day| day.pred_opt())
            .unwrap_or(end),
        left: INSET,
        right: (width - INSET).max(INSET + 1.0),
    }
}

fn countries<'a>(windows: &'a [&RegistrationWindow]) -> Vec<&'a str> {
    let mut countries: Vec<&str> = Vec::new();
    for window in windows {
        if !countries.contains(&window.country.as_str()) {
            countries.push(&window.country);
        }
    }
    countries
}

/// One line of the clock.
#[derive(Clone, Debug)]
struct Event {
    on: NaiveDate,
    what: String,
    side: Side,
    is_decision: bool,
    lines: Vec<String>,
    field: Option<FieldRef>,
}

impl Event {
    fn title(&self, far: bool) -> String {
        let day = if far {
            day_text(self.on)
        } else {
            self.on.format("%-d %b").to_string()
        };
        if self.is_decision {
            day
        } else {
            format!("{day}, {}", self.what)
        }
    }

    fn note(&self, decision: NaiveDate) -> String {
        if self.is_decision {
            return self.what.clone();
        }
        match (self.on - decision).num_days() {
            0 => "on the decision date".to_owned(),
            1 => "in 1 day".to_owned(),
            -1 => "1 day ago".to_owned(),
            days if days > 0 => format!("in {days} days"),
            days => format!("{} days ago", -days),
        }
    }
}

/// The events, the most important first.
fn events(clock: Clock<'_>, countries: usize) -> Vec<Event> {
    let event = |on, what: &str, lines, field| Event {
        on,
        what: what.to_owned(),
        side: Side::Right,
        is_decision: false,
        lines,
        field,
    };
    let mut events = vec![Event {
        is_decision: true,
        ..event(
            clock.decision,
            "decision date",
            vec!["Ages, months left and availability are computed at this date".to_owned()],
            Some(FieldRef::Head(HeadField::DecisionDate)),
        )
    }];
    if let Some((end, field)) = clock.contract_end {
        let lines = vec!["The last day of the lead target’s contract".to_owned()];
        events.push(Event {
            side: Side::Left,
            ..event(end, "contract ends", lines, Some(field.clone()))
        });
    }
    for window in next_windows(clock) {
        let open = window.opens <= clock.decision;
        let (on, verb) = if open {
            (window.closes, "closes")
        } else {
            (window.opens, "opens")
        };
        let mut lines = vec![window.to_string()];
        if !window.closes_at.is_empty() {
            lines.push(format!("Closes at {}", window.closes_at));
        }
        if let Some(same) = events
            .iter_mut()
            .find(|event| event.on == on && event.what.ends_with(verb))
        {
            same.what = format!("windows {}", verb.trim_end_matches('s'));
            same.lines.extend(lines);
            continue;
        }
        let what = if countries > 1 {
            format!("{} {verb}", window.country)
        } else {
            format!("window {verb}")
        };
        events.push(event(on, &what, lines, Some(FieldRef::Window(window.id))));
    }
    if let Some((end, field)) = clock.contract_end {
        let lines = vec![
            "From this day he may sign with a club abroad for the time after his contract"
                .to_owned(),
        ];
        let from = pre_contract_from(end);
        events.push(event(from, "pre-contract", lines, Some(field.clone())));
    }
    events
}

/// Of each country the window that is open, or else the next one.
fn next_windows<'a>(clock: Clock<'a>) -> Vec<&'a RegistrationWindow> {
    let next = |country: &&str| {
        clock
            .windows
            .iter()
            .filter(|window| window.country == *country && window.closes >= clock.decision)
            .filter(|window| window.opens <= window.closes)
            .min_by_key(|window| window.opens)
            .copied()
    };
    countries(clock.windows)
        .iter()
        .take(LANES.len())
        .filter_map(next)
        .collect()
}

fn ticks(scene: &mut Scene, measure: &dyn Measure, axis: TimeAxis, y: f32) {
    let step = axis.month_step(24.0);
    let room = measure.width("May", Face::Note) + 12.0;
    let labelled = axis.month_step(room).max(step);
    let mut free = 0.0;
    let mut year_told = None;
    let marks = if axis.month_step(6.0) == 1 {
        axis.months(1)
    } else {
        axis.months(step)
    };
    for month in marks {
        let x = axis.x_of(month);
        scene.upright(x, y, y + 4.0, Tint::Line2, 1.0);
        if (month.year() as i64 * 12 + i64::from(month.month0())) % i64::from(labelled) != 0 {
            continue;
        }
        let text = match year_told {
            Some(year) if year == month.year() => month.format("%b").to_string(),
            _ if labelled >= 12 => month.year().to_string(),
            _ => month.format("%b %Y").to_string(),
        };
        let right = x + 3.0 + measure.width(&text, Face::Note);
        if x + 3.0 < free || right > scene.width {
            continue;
        }
        year_told = Some(month.year());
        free = right + 6.0;
        scene.text(
            at(x + 3.0, y + 9.0),
            Align::Left,
            Face::Note,
            Tint::Text3,
            text,
        );
    }
}

fn windows(
    scene: &mut Scene,
    axis: TimeAxis,
    track: Rect,
    windows: &[&RegistrationWindow],
    countries: &[&str],
) {
    for window in windows {
        let lane = countries
            .iter()
            .position(|country| *country == window.country);
        let Some((lane, tint)) = lane.and_then(|lane| Some((lane, *LANES.get(lane)?))) else {
            continue;
        };
        if window.closes < axis.from || window.opens > axis.to || window.closes < window.opens {
            continue;
        }
        let top = track.top + lane as f32 * (LANE + 1.0);
        let bar = Rect::span(axis.x_of(window.opens), axis.x_of(window.closes), top, LANE);
        let bar = bar.at_least_wide(2.0, track.left, track.right());
        scene.bar(bar, 1.0, tint);
        let lines = if window.closes_at.is_empty() {
            Vec::new()
        } else {
            vec![format!("Closes at {}", window.closes_at)]
        };
        let name = format!("Registration window, {window}");
        scene.mark(bar, name, lines, Some(FieldRef::Window(window.id)));
    }
}

fn free_agent(scene: &mut Scene, axis: TimeAxis, track: Rect, end: Option<(NaiveDate, &FieldRef)>) {
    if let Some((end, _)) = end {
        let free = Rect::span(axis.x_of(end), track.right(), track.top, track.height);
        scene.hatch(free, Tint::Ctl);
    }
}

/// The decision date: a line with a handle below the track.
fn handle(scene: &mut Scene, x: f32, top: f32, bottom: f32) {
    scene.upright(x, top, bottom + 2.0, Tint::Accent, 2.0);
    let y = bottom + 2.0;
    scene.shapes.push(Shape::Polygon {
        points: vec![at(x - 5.0, y), at(x + 5.0, y), at(x, y - 6.0)],
        fill: Some(Tint::Accent),
        opacity: 1.0,
        edge: None,
    });
}

fn union(a: Rect, b: Rect) -> Rect {
    let top = a.top.min(b.top);
    Rect::span(
        a.left.min(b.left),
        a.right().max(b.right()),
        top,
        a.bottom().max(b.bottom()) - top,
    )
}

fn within(rect: Rect, width: f32) -> Rect {
    Rect::span(
        rect.left.max(0.0),
        rect.right().min(width),
        rect.top,
        rect.height,
    )
}

fn legend_items(clock: Clock<'_>, countries: &[&str]) -> Vec<(Swatch, String)> {
    let mut items = Vec::new();
    for (country, tint) in countries.iter().zip(LANES) {
        let spans: Vec<String> = clock
            .windows
            .iter()
            .filter(|window| window.country == *country && window.closes >= clock.decision)
            .take(2)
            .map(|window| {
                format!(
                    "{} to {}",
                    window.opens.format("%-d %b"),
                    window.closes.format("%-d %b")
                )
            })
            .collect();
        let words = if spans.is_empty() {
            format!("{country}, no window entered after the decision date")
        } else {
            format!("{country} open, {}", spans.join(" and "))
        };
        items.push((Swatch::Bar(tint), words));
    }
    if countries.is_empty() {
        items.push((Swatch::None, "no registration window entered".to_owned()));
    }
    if let Some(more) = countries
        .len()
        .checked_sub(LANES.len())
        .filter(|more| *more > 0)
    {
        items.push((Swatch::None, format!("{more} more countries in the table")));
    }
    match clock.contract_end {
        Some(_) => items.push((Swatch::Hatch(Tint::Ctl), "free agent".to_owned())),
        None => items.push((Swatch::None, "no contract end entered".to_owned())),
    }
    items
}

fn words(clock: Clock<'_>, events: &[Event]) -> (String, Table) {
    let mut table = Table::new(&["Date", "Event", "Days from the decision date"]);
    let mut rows: Vec<(NaiveDate, String)> = events
        .iter()
        .map(|event| (event.on, event.what.clone()))
        .collect();
    for window in clock.windows {
        rows.push((window.opens, format!("{} opens", window.country)));
        rows.push((window.closes, format!("{} closes", window.country)));
    }
    rows.sort();
    rows.dedup();
    for (on, what) in rows {
        let days = (on - clock.decision)
            .num_days()
            .to_string()
            .replace('-', "−");
        table.row([day_text(on), what, days]);
    }
    let said: Vec<String> = events
        .iter()
        .map(|event| format!("{} {}", event.what, day_text(event.on)))
        .collect();
    (format!("Clock. {}", said.join(", ")), table)
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::super::testing::{WIDTHS, check_scene, day, player, window};
    use super::*;
    use crate::domain::fact::FactKey;

    fn draw(width: f32, decision: NaiveDate, end: Option<NaiveDate>) -> ClockChart {
        let windows = [
            window("England", "2025-06-16", "2025-09-01"),
            window("England", "2026-01-01", "2026-02-02"),
            window("Spain", "2025-07-01", "2025-09-01"),
            window("Absurdistan", "2025-09-01", "1850-01-01"),
        ];
        let windows: Vec<&RegistrationWindow> = windows.iter().collect();
        let field = FieldRef::Fact(player(), FactKey::ContractEnd);
        let clock_of = Clock {
            decision,
            around: decision,
            windows: &windows,
            contract_end: end.map(|end| (end, &field)),
        };
        clock(&FixedWidth, width, clock_of)
    }

    use super::super::testing::FixedWidth;

    #[test]
    fn every_date_has_its_line_and_no_label_lies_on_another() {
        for width in WIDTHS {
            for ahead in (0..700).step_by(13) {
                let decision = day("2025-01-10") + Days::new(ahead);
                check_scene(&draw(width, decision, Some(day("2026-06-30"))).scene);
            }
        }
    }

    #[test]
    fn wild_and_missing_dates_hold() {
        for width in WIDTHS {
            for decision in ["1850-01-01", "2025-07-11", "2200-12-31"] {
                for end in [
                    None,
                    Some("1850-03-01"),
                    Some("2025-07-11"),
                    Some("2200-06-30"),
                ] {
                    check_scene(&draw(width, day(decision), end.map(day)).scene);
                }
            }
            for date in [NaiveDate::MIN, NaiveDate::MAX] {
                check_scene(&draw(width, date, Some(day("2026-06-30"))).scene);
                check_scene(&draw(width, day("2026-06-30"), Some(date)).scene);
            }
        }
        let alone = Clock {
            decision: day("2025-07-11"),
            around: day("2025-07-11"),
            windows: &[],
            contract_end: None,
        };
        let scene = clock(&FixedWidth, 600.0, alone).scene;
        check_scene(&scene);
        let told = |words: &str| {
            scene
                .shapes
                .iter()
                .any(|shape| matches!(shape, Shape::Text { text, .. } if text.contains(words)))
        };
        assert!(told("no contract end entered") && told("no registration window entered"));
    }

    #[test]
    fn days_left_are_counted_from_the_decision_date() {
        let chart = draw(1_250.0, day("2025-07-11"), Some(day("2026-06-30")));
        for name in [
            "30 Jun 2026 contract ends, in 354 days",
            "1 Jan 2026 pre-contract, in 174 days",
            "1 Sep 2025 windows close, in 52 days",
        ] {
            assert!(
                chart.scene.marks.iter().any(|mark| mark.name == name),
                "{name}"
            );
        }
        let x = chart.axis.x_of(day("2025-07-11"));
        assert_eq!(chart.axis.date_at(x), day("2025-07-11"));
    }
}
