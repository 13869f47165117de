//! Market values over time.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use rust_decimal::prelude::ToPrimitive as _;

use crate::domain::career::Valuation;
use crate::domain::date::PartialDate;
use crate::domain::field::FieldRef;
use crate::domain::id::PlayerId;
use crate::domain::money::Currency;
use crate::domain::sourced::Basis;

use super::axis::{Scale, TimeAxis, tick_text};
use super::scene::{
    Align, DOTTED, Edge, Face, Measure, Point, Rect, SOLID, Scene, Shape, Table, Tint, at,
};

/// What the line shows.
#[derive(Clone, Copy)]
pub struct ValueLine<'a> {
    /// Whose values they are.
    pub player: PlayerId,
    /// The values, in any order. Those in another currency than the latest are told, not drawn.
    pub values: &'a [Valuation],
    /// Names the source of a statement, for the hover.
    pub source: &'a dyn Fn(&Basis) -> String,
}

/// The height of the chart.
pub const HEIGHT: f32 = 92.0;
const TOP: f32 = 14.0;
const BOTTOM: f32 = 72.0;
const DOT: f32 = 3.0;

/// Draws the line.
pub fn value_line(measure: &dyn Measure, width: f32, line: ValueLine<'_>) -> Scene {
    let mut values: Vec<&Valuation> = line.values.iter().collect();
    values.sort_by_key(|value| value.on);
    let Some(currency) = values.last().map(|value| value.amount.currency) else {
        let advice = "Enter what a provider held him to be worth, with the date. It is the first thing to hold an ask against.";
        return Scene::empty(measure, width, "No market value entered", advice);
    };
    let mut scene = Scene::new(width, HEIGHT);
    (scene.name, scene.table) = words(&values, line);
    let drawn: Vec<&Valuation> = values
        .iter()
        .copied()
        .filter(|value| value.amount.currency == currency)
        .collect();
    let scale = scale(&drawn);
    let left = axis_labels(&mut scene, measure, scale, width);
    let axis = axis(&drawn, left, width);
    years(&mut scene, measure, axis);

    let points: Vec<Point> = drawn
        .iter()
        .map(|value| at(axis.x_of(middle(value.on)), scale.place(amount(value))))
        .collect();
    pieces(&mut scene, &drawn, &points);
    for (value, point) in drawn.iter().zip(&points) {
        dot(&mut scene, value, *point);
        mark(&mut scene, value, *point, line);
    }
    labels(&mut scene, measure, &drawn, &points, left);
    let foreign = values.len() - drawn.len();
    if foreign > 0 {
        foreign_note(&mut scene, measure, currency, foreign);
    }
    scene
}

fn amount(value: &Valuation) -> f64 {
    value.amount.millions().to_f64().unwrap_or(0.0)
}

/// The middle of the days that a partial date can mean.
fn middle(on: PartialDate) -> NaiveDate {
    let (first, last) = (on.earliest(), on.latest());
    let half = (last - first).num_days().max(0).unsigned_abs() / 2;
    first.checked_add_days(Days::new(half)).unwrap_or(first)
}

/// An axis from 0 whose end and middle are round.
fn scale(values: &[&Valuation]) -> Scale {
    let most = values.iter().map(|value| amount(value)).fold(0.0, f64::max);
    let least = values.iter().map(|value| amount(value)).fold(0.0, f64::min);
    let from = if least < 0.0 { -round_end(-least) } else { 0.0 };
    Scale {
        from,
        to: if most > 0.0 || from == 0.0 {
            round_end(most)
        } else {
            0.0
        },
        start: BOTTOM,
        end: TOP,
    }
}

/// The next amount whose half is round, too.
fn round_end(least: f64) -> f64 {
    const ENDS: [f64; 9] = [1.0, 1.2, 1.6, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0];
    let least = least.max(0.01);
    let power = 10_f64.powf(least.log10().floor());
    let end = ENDS
        .into_iter()
        .find(|end| end * power >= least * (1.0 - 1e-9));
    end.unwrap_or(10.0) * power
}

/// Levels with their amounts at the left; returns where the line may begin.
fn axis_labels(scene: &mut Scene, measure: &dyn Measure, scale: Scale, width: f32) -> f32 {
    let ticks = [scale.from, (scale.from + scale.to) / 2.0, scale.to];
    let widest = ticks
        .iter()
        .map(|tick| measure.width(&tick_text(*tick), Face::Note))
        .fold(0.0, f32::max);
    let left = (widest + 8.0).min(width * 0.4);
    for tick in ticks {
        let y = scale.place(tick);
        scene.level(y, left, width, Tint::Line, 1.0);
        scene.text(
            at(left - 6.0, y),
            Align::Right,
            Face::Note,
            Tint::Text3,
            tick_text(tick),
        );
    }
    left
}

fn axis(values: &[&Valuation], left: f32, width: f32) -> TimeAxis {
    let days = || values.iter().map(|value| middle(value.on));
    let first = days().min().unwrap_or_default();
    let last = days().max().unwrap_or(first);
    let around = Months::new(6);
    TimeAxis {
        from: if first == last {
            first.checked_sub_months(around).unwrap_or(first)
        } else {
            first
        },
        to: if first == last {
            last.checked_add_months(around).unwrap_or(last)
        } else {
            last
        },
        left: left + 12.0,
        right: (width - 16.0).max(left + 13.0),
    }
}

fn years(scene: &mut Scene, measure: &dyn Measure, axis: TimeAxis) {
    let room = measure.width("2025", Face::Note) + 14.0;
    let step = axis.month_step(room).max(12);
    let mut years = axis.months(step);
    if years.is_empty() {
        years.push(axis.from);
    }
    let half = measure.width("2025", Face::Note) / 2.0;
    let mut free = 0.0;
    for year in years {
        let x = axis.x_of(year);
        if x - half < free || x + half > scene.width {
            continue;
        }
        free = x + half + 6.0;
        scene.upright(x, BOTTOM, BOTTOM + 3.0, Tint::Line2, 1.0);
        scene.text(
            at(x, BOTTOM + 12.0),
            Align::Centre,
            Face::Note,
            Tint::Text3,
            year.year().to_string(),
        );
    }
}

/// The line, piece by piece: dotted where an end has no source.
fn pieces(scene: &mut Scene, values: &[&Valuation], points: &[Point]) {
    let ends = values.iter().zip(points);
    for ((one, from), (other, to)) in ends.clone().zip(ends.skip(1)) {
        let unsourced = one.basis.is_unsourced() || other.basis.is_unsourced();
        let dash = if unsourced { DOTTED } else { SOLID };
        scene.line(vec![*from, *to], Tint::Fill, 1.5, dash);
    }
}

fn dot(scene: &mut Scene, value: &Valuation, centre: Point) {
    let unsourced = value.basis.is_unsourced();
    let edge = Edge {
        tint: Tint::Text,
        width: 1.5,
        dash: SOLID,
    };
    scene.shapes.push(Shape::Circle {
        centre,
        radius: DOT,
        fill: Some(if unsourced { Tint::Panel } else { Tint::Text }),
        edge: unsourced.then_some(edge),
    });
}

fn mark(scene: &mut Scene, value: &Valuation, point: Point, line: ValueLine<'_>) {
    let hit = Rect::new(point.x - 5.0, point.y - 5.0, 10.0, 10.0);
    let source = if value.basis.is_unsourced() {
        "No source yet".to_owned()
    } else {
        (line.source)(&value.basis)
    };
    let field = FieldRef::Valuation(line.player, value.id);
    scene.mark(
        hit,
        format!("Market value {value}"),
        vec![source],
        Some(field),
    );
}

/// Amounts beside their dots, the latest and the highest first, where they have room.
fn labels(
    scene: &mut Scene,
    measure: &dyn Measure,
    values: &[&Valuation],
    points: &[Point],
    left: f32,
) {
    let face = Face::NoteStrong;
    let dots: Vec<Rect> = points
        .iter()
        .map(|point| Rect::new(point.x, point.y, 0.0, 0.0).grown(DOT + 1.0))
        .collect();
    let mut order: Vec<usize> = (0..values.len()).rev().collect();
    let rank = |idx: &usize| {
        let is_end = *idx == 0 || *idx + 1 == values.len();
        let amount = values.get(*idx).map_or(0.0, |value| amount(value));
        (!is_end, std::cmp::Reverse((amount * 100.0) as i64))
    };
    order.sort_by_key(rank);
    let mut taken: Vec<Rect> = Vec::new();
    for idx in order {
        let (Some(value), Some(point)) = (values.get(idx), points.get(idx)) else {
            continue;
        };
        let text = tick_text((amount(value) * 100.0).round() / 100.0);
        let width = measure.width(&text, face);
        let rect = |dx: f32, dy: f32| Rect::new(point.x + dx, point.y + dy - 5.0, width, 10.0);
        let places = [
            rect(-width - 4.0, -8.0),
            rect(-width / 2.0, -10.0),
            rect(5.0, -7.0),
            rect(5.0, 8.0),
            rect(-width / 2.0, 10.0),
        ];
        let whole = Rect::span(left, scene.width, 0.0, BOTTOM - 1.0);
        let free = |place: &&Rect| {
            whole.holds(**place)
                && taken
                    .iter()
                    .all(|other| !other.grown(2.0).overlaps(**place))
                && dots.iter().all(|dot| !dot.overlaps(**place))
        };
        let Some(place) = places.iter().find(free).copied() else {
            continue;
        };
        taken.push(place);
        scene.text(
            at(place.left, place.centre().y),
            Align::Left,
            face,
            Tint::Text,
            text,
        );
        // A long record has more labels than room; looking on would only cost time.
        if taken.len() > 40 {
            break;
        }
    }
}

fn foreign_note(scene: &mut Scene, measure: &dyn Measure, currency: Currency, count: usize) {
    let words = format!("{count} not in {currency}, in the table");
    let words = super::labels::elide(measure, &words, Face::Note, scene.width);
    let y = HEIGHT + 6.0;
    scene.text(at(0.0, y), Align::Left, Face::Note, Tint::Text3, words);
    scene.height = HEIGHT + 16.0;
}

fn words(values: &[&Valuation], line: ValueLine<'_>) -> (String, Table) {
    let mut table = Table::new(&["Date", "Market value", "Source"]);
    for value in values {
        let source = if value.basis.is_unsourced() {
            "—".to_owned()
        } else {
            (line.source)(&value.basis)
        };
        table.row([value.on.to_string(), value.amount.to_string(), source]);
    }
    let name = match (values.first(), values.last()) {
        (Some(first), Some(last)) if values.len() > 1 => {
            format!(
                "Market value, {} values from {first} to {last}",
                values.len()
            )
        }
        (Some(only), _) => format!("Market value, {only}"),
        (None, _) => String::new(),
    };
    (name, table)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::testing::{FixedWidth, WIDTHS, check_scene, million, player, reported};
    use super::*;
    use crate::domain::extra::Extra;
    use crate::domain::id::ValuationId;
    use crate::domain::money::Money;

    fn value(on: &str, amount: Money) -> Valuation {
        Valuation {
            id: ValuationId(Uuid::nil()),
            on: PartialDate::from_iso(on).unwrap(),
            amount,
            basis: reported(),
            extra: Extra::new(),
        }
    }

    fn draw(width: f32, values: &[Valuation]) -> Scene {
        let line = ValueLine {
            player: player(),
            values,
            source: &|_| "Transfermarkt".to_owned(),
        };
        let scene = value_line(&FixedWidth, width, line);
        check_scene(&scene);
        scene
    }

    #[test]
    fn values_of_any_size_and_year_hold() {
        for width in WIDTHS {
            assert!(draw(width, &[]).name.starts_with("No market value entered"));
            for on in ["1850", "2025-06", "2200-12-31"] {
                for minor in [0, 1, 30_000_000, 6_000_000_000, i64::MAX, -5] {
                    let one = value(on, Money::new(minor, Currency::EUR));
                    draw(width, std::slice::from_ref(&one));
                    draw(
                        width,
                        &[value("2017", million(60)), one, value("2021", million(35))],
                    );
                }
            }
        }
    }

    #[test]
    fn a_long_record_keeps_its_last_and_highest_label() {
        let values: Vec<Valuation> = (0..5_000)
            .map(|idx| {
                let on = format!(
                    "{:04}-{:02}-{:02}",
                    1900 + idx / 40,
                    idx % 12 + 1,
                    idx % 28 + 1
                );
                value(&on, million(i64::from(idx * 37 % 90)))
            })
            .chain([value("2030", million(61))])
            .collect();
        let scene = draw(420.0, &values);
        let told = |words: &str| {
            scene
                .shapes
                .iter()
                .any(|shape| matches!(shape, Shape::Text { text, .. } if text == words))
        };
        assert!(told("61"));
        assert_eq!(scene.marks.len(), 5_001);
    }

    #[test]
    fn an_unsourced_value_is_dotted_and_another_currency_is_told() {
        let mut unsourced = value("2019", million(12));
        unsourced.basis = Basis::default();
        let pounds = value("2020", Money::new(100, Currency::GBP));
        let scene = draw(
            420.0,
            &[
                value("2017", million(3)),
                unsourced,
                pounds,
                value("2021", million(35)),
            ],
        );
        let dotted = |shape: &&Shape| matches!(shape, Shape::Line { dash, .. } if *dash == DOTTED);
        assert_eq!(scene.shapes.iter().filter(dotted).count(), 2);
        assert_eq!(scene.table.rows.len(), 4);
        assert!(
            scene.shapes.iter().any(
                |shape| matches!(shape, Shape::Text { text, .. } if text.contains("not in EUR"))
            )
        );
    }
}
