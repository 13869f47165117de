//! Availability as a bar that starts at 50 %, with a tick at what elite players reach.

use crate::domain::field::FieldRef;
use crate::domain::injury::{Availability, ELITE_AVAILABILITY};

use super::axis::Scale;
use super::scene::{Align, Edge, Face, MISSING, Measure, Rect, Scene, Table, Tint, at};

/// What the bar shows.
#[derive(Clone, Copy, Debug)]
pub struct AvailabilityBar<'a> {
    /// The figure; `None` if the records do not cover its span.
    pub available: Option<Availability>,
    /// The span: "22–25".
    pub span: &'a str,
    /// True if the figure stands beside the bar.
    pub numbered: bool,
    /// Where the records of his injuries stand.
    pub field: Option<&'a FieldRef>,
}

/// The height of the bar.
pub const HEIGHT: f32 = 12.0;
/// Below this the bar has no length: nobody plays a season at half of it.
const FROM: f64 = 50.0;

/// Draws the bar.
pub fn availability(measure: &dyn Measure, width: f32, bar: AvailabilityBar<'_>) -> Scene {
    let height = if bar.numbered { 16.0 } else { HEIGHT };
    let mut scene = Scene::new(width, height);
    let number = measure.width("100.0 %", Face::Strong) + 8.0;
    let end = if bar.numbered {
        (width - number).max(8.0)
    } else {
        width
    };
    let track = Rect::new(0.0, (height - 8.0) / 2.0, end, 8.0);
    let scale = Scale {
        from: FROM,
        to: 100.0,
        start: 0.0,
        end,
    };
    let share = bar
        .available
        .filter(|span| span.days > 0)
        .map(Availability::percent);
    let (text, name) = match (share, bar.available) {
        (Some(percent), Some(span)) => {
            let text = format!("{percent:.1} %");
            (
                text.clone(),
                format!(
                    "Available {} {text}, {} of {} days out",
                    bar.span, span.days_out, span.days
                ),
            )
        }
        _ => ("—".to_owned(), format!("Available {} not known", bar.span)),
    };
    let below = share.is_some_and(|percent| percent < ELITE_AVAILABILITY);
    match share {
        Some(percent) => {
            scene.bar(track, 1.0, Tint::Track);
            let filled = Rect::span(0.0, scale.place(percent), track.top, 8.0);
            let tint = if below { Tint::Them } else { Tint::Us };
            scene.bar(filled.at_least_wide(2.0, 0.0, end), 1.0, tint);
            let tick = scale.place(ELITE_AVAILABILITY);
            scene.upright(tick, track.top - 2.0, track.bottom() + 2.0, Tint::Text, 1.0);
        }
        None => {
            let edge = Edge {
                tint: Tint::Line2,
                width: 1.0,
                dash: MISSING,
            };
            scene.boxed(track.grown(-0.5), 1.0, None, Some(edge));
        }
    }
    if bar.numbered {
        let tint = match share {
            Some(_) if below => Tint::Them,
            Some(_) => Tint::Text,
            None => Tint::Ctl,
        };
        scene.text(
            at(end + 8.0, height / 2.0),
            Align::Left,
            Face::Strong,
            tint,
            text.clone(),
        );
    }
    let lines = vec![
        "Days without injury of all days; a day out twice counts once".to_owned(),
        format!(
            "The bar starts at {FROM} %; the tick is the {ELITE_AVAILABILITY} % of elite players"
        ),
    ];
    scene.mark(track, name.clone(), lines, bar.field.cloned());
    scene.name = name;
    let mut table = Table::new(&["Span", "Available", "Days", "Days out"]);
    let days = |days: Option<i64>| days.map_or_else(|| "—".to_owned(), |days| days.to_string());
    let span = bar.available;
    table.row([
        bar.span.to_owned(),
        text,
        days(span.map(|span| span.days)),
        days(span.map(|span| span.days_out)),
    ]);
    scene.table = table;
    scene
}

#[cfg(test)]
mod tests {
    use super::super::scene::Shape;
    use super::super::testing::{FixedWidth, check_scene};
    use super::*;

    fn draw(width: f32, days: i64, days_out: i64) -> Scene {
        let bar = AvailabilityBar {
            available: Some(Availability { days, days_out }),
            span: "22–25",
            numbered: true,
            field: None,
        };
        availability(&FixedWidth, width, bar)
    }

    #[test]
    fn below_the_baseline_it_is_at_risk() {
        for (days_out, tint) in [(231, Tint::Them), (124, Tint::Us), (1_096, Tint::Them)] {
            for width in [60.0, 184.0, 420.0, 1_400.0] {
                let scene = draw(width, 1_096, days_out);
                check_scene(&scene);
                let filled = |shape: &Shape| matches!(shape, Shape::Rect { rect, fill: Some(found), .. } if *found == tint && rect.width >= 2.0);
                assert!(scene.shapes.iter().any(filled), "{days_out}");
            }
        }
    }

    #[test]
    fn unknown_is_an_outline_not_a_full_bar() {
        let bar = AvailabilityBar {
            available: None,
            span: "22–25",
            numbered: true,
            field: None,
        };
        let scene = availability(&FixedWidth, 184.0, bar);
        check_scene(&scene);
        assert_eq!(scene.name, "Available 22–25 not known");
        assert!(
            scene
                .shapes
                .iter()
                .all(|shape| !matches!(shape, Shape::Rect { fill: Some(_), .. }))
        );
        check_scene(&draw(184.0, 0, 0));
    }
}
