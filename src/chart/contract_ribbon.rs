//! The short form of the clock: what is left of one contract.

use chrono::{Datelike as _, NaiveDate};

use crate::domain::contract::OptionYear;
use crate::domain::date::{day_text, months_left, pre_contract_from};
use crate::domain::field::FieldRef;

use super::axis::TimeAxis;
use super::scene::{Align, DASHED, Edge, Face, MISSING, Measure, Rect, Scene, Table, Tint, at};

/// What the ribbon shows.
#[derive(Clone, Copy, Debug)]
pub struct Ribbon<'a> {
    /// The day from which it is counted.
    pub on: NaiveDate,
    /// The last day of the contract, if it is known.
    pub end: Option<NaiveDate>,
    /// An option to extend.
    pub option: Option<&'a OptionYear>,
    /// Where the end stands.
    pub field: &'a FieldRef,
}

/// The height of the ribbon.
pub const HEIGHT: f32 = 48.0;
const BAR: (f32, f32) = (20.0, 10.0);
const ABOVE: f32 = 7.0;
const BELOW: f32 = 41.0;

/// Draws the ribbon.
pub fn contract_ribbon(measure: &dyn Measure, width: f32, ribbon: Ribbon<'_>) -> Scene {
    let mut scene = Scene::new(width, HEIGHT);
    scene.table = Table::new(&["Date", "Event", "Months left"]);
    let Some(end) = ribbon.end else {
        missing(&mut scene, ribbon.field);
        return scene;
    };
    let option = ribbon
        .option
        .map(|option| option.until.latest())
        .filter(|until| *until > end);
    let axis = TimeAxis {
        from: ribbon.on.min(end),
        to: ribbon.on.max(option.unwrap_or(end)),
        left: 1.0,
        right: width - 1.0,
    };
    if end < ribbon.on {
        ended(&mut scene, measure, axis, end, ribbon);
        return scene;
    }
    let words_end = running(&mut scene, measure, axis, end, ribbon);
    if let (Some(until), Some(option)) = (option, ribbon.option) {
        let dates = (end, until);
        extension(&mut scene, axis, dates, &option.to_string(), ribbon.field);
        let word = "option";
        if measure.width(word, Face::Note) + words_end + 8.0 <= width {
            let place = at(width, BELOW);
            scene.text(place, Align::Right, Face::Note, Tint::Text2, word);
        }
    }
    scene
}

fn running(
    scene: &mut Scene,
    measure: &dyn Measure,
    axis: TimeAxis,
    end: NaiveDate,
    ribbon: Ribbon<'_>,
) -> f32 {
    let from = pre_contract_from(end);
    let open = from <= ribbon.on;
    let (start, turn, stop) = (axis.x_of(ribbon.on), axis.x_of(from), axis.x_of(end));
    let left = format!("{:.1} months left", months_left(end, ribbon.on).max(0.0));
    if !open {
        let bar = Rect::span(start, turn, BAR.0, BAR.1);
        scene.bar(bar, 2.0, Tint::Fill);
    }
    scene.bar(Rect::span(turn, stop, BAR.0, BAR.1), 2.0, Tint::Them);
    if !open {
        tick(scene, turn, Tint::Text, 1.0);
    }
    tick(scene, stop, Tint::Text, 1.0);
    tick(scene, start, Tint::Accent, 2.0);

    let same_year = if from.year() == end.year() || from.year() == ribbon.on.year() {
        "%-d %b"
    } else {
        "%-d %b %Y"
    };
    let middle = |text: String| (!open).then_some((turn, text));
    let above = [day_text(ribbon.on), day_text(end)];
    row(
        scene,
        measure,
        ABOVE,
        (start, stop),
        above,
        middle(from.format(same_year).to_string()),
        Face::NoteStrong,
    );
    let below = if open {
        [
            format!("{left}, pre-contract open"),
            "contract ends".to_owned(),
        ]
    } else {
        [left.clone(), "contract ends".to_owned()]
    };
    let words_end = row(
        scene,
        measure,
        BELOW,
        (start, stop),
        below,
        middle("pre-contract abroad".to_owned()),
        Face::Note,
    );

    let mut words = vec![(from, "pre-contract abroad")];
    words.push((end, "contract ends"));
    for (on, what) in words {
        let x = axis.x_of(on);
        let hit = Rect::new(x - 5.0, 0.0, 10.0, HEIGHT).at_least_wide(10.0, 0.0, scene.width);
        let hit = Rect::span(hit.left.max(0.0), hit.right().min(scene.width), 0.0, HEIGHT);
        scene.mark(
            hit,
            format!("{what}, {}", day_text(on)),
            Vec::new(),
            Some(ribbon.field.clone()),
        );
        let months = format!("{:.1}", months_left(on, ribbon.on)).replace('-', "−");
        scene.table.row([day_text(on), what.to_owned(), months]);
    }
    let definition = "Months left are the days to the end divided by 30.4375".to_owned();
    let bar = Rect::span(start, stop, BAR.0, BAR.1).at_least_wide(2.0, 0.0, scene.width);
    scene.marks.insert(
        0,
        super::scene::Mark {
            rect: bar,
            name: left.clone(),
            lines: vec![definition],
            field: Some(ribbon.field.clone()),
            about: None,
        },
    );
    scene.name = format!(
        "Contract to {}, {left}, pre-contract from {}",
        day_text(end),
        day_text(from)
    );
    words_end
}

/// A line of words: left and right keep their ends, the middle one goes where it fits. Returns
/// where the line ends.
fn row(
    scene: &mut Scene,
    measure: &dyn Measure,
    y: f32,
    (start, stop): (f32, f32),
    [left, right]: [String; 2],
    middle: Option<(f32, String)>,
    face: Face,
) -> f32 {
    const APART: f32 = 8.0;
    let tint = if face == Face::NoteStrong {
        Tint::Text
    } else {
        Tint::Text2
    };
    let (left_width, right_width) = (measure.width(&left, face), measure.width(&right, face));
    let start = (start - 1.0).max(0.0);
    // The end stands near the middle if an option runs on; its words then may begin further left.
    let stop = (stop + 1.0).max(start + left_width + APART + right_width);
    let (left, right) = if stop > scene.width {
        (left, String::new())
    } else {
        (left, right)
    };
    scene.text(at(start, y), Align::Left, face, tint, left);
    let mut free = (start + left_width + APART, scene.width);
    if !right.is_empty() {
        scene.text(at(stop, y), Align::Right, face, tint, right);
        free.1 = stop - right_width - APART;
    }
    if let Some((x, text)) = middle {
        let width = measure.width(&text, face);
        let places = [x - width / 2.0, x - width - 3.0, x + 4.0];
        let fits = |place: &f32| *place >= free.0 && place + width <= free.1;
        if let Some(place) = places.into_iter().find(fits) {
            scene.text(at(place, y), Align::Left, face, tint, text);
        }
    }
    stop
}

fn extension(
    scene: &mut Scene,
    axis: TimeAxis,
    (end, until): (NaiveDate, NaiveDate),
    words: &str,
    field: &FieldRef,
) {
    let (left, right) = (axis.x_of(end) + 2.0, axis.x_of(until));
    let rect = Rect::span(left, right - 0.5, BAR.0 + 0.5, BAR.1 - 1.0);
    let edge = Edge {
        tint: Tint::Text2,
        width: 1.0,
        dash: DASHED,
    };
    scene.boxed(rect, 2.0, None, Some(edge));
    tick(scene, right, Tint::Ctl, 1.0);
    let hit = rect.at_least_wide(4.0, 0.0, scene.width);
    scene.mark(hit, words, Vec::new(), Some(field.clone()));
    scene
        .table
        .row([day_text(until), words.to_owned(), String::new()]);
    scene.name = format!("{}, {words}", scene.name);
}

fn ended(
    scene: &mut Scene,
    measure: &dyn Measure,
    axis: TimeAxis,
    end: NaiveDate,
    ribbon: Ribbon<'_>,
) {
    let bar = Rect::span(axis.x_of(end), axis.x_of(ribbon.on), BAR.0, BAR.1);
    scene.bar(bar, 2.0, Tint::Track);
    scene.hatch(bar, Tint::Ctl);
    tick(scene, axis.x_of(end), Tint::Text, 1.0);
    tick(scene, axis.x_of(ribbon.on), Tint::Accent, 2.0);
    let ends = (axis.left, axis.right);
    row(
        scene,
        measure,
        ABOVE,
        ends,
        [day_text(end), day_text(ribbon.on)],
        None,
        Face::NoteStrong,
    );
    let words = ["contract ended".to_owned(), "free agent".to_owned()];
    row(scene, measure, BELOW, ends, words, None, Face::Note);
    scene.name = format!("The contract ended on {}: free agent", day_text(end));
    let name = format!("contract ended, {}", day_text(end));
    scene.mark(
        bar.at_least_wide(4.0, 0.0, scene.width),
        name,
        Vec::new(),
        Some(ribbon.field.clone()),
    );
    let months = format!("{:.1}", months_left(end, ribbon.on)).replace('-', "−");
    scene
        .table
        .row([day_text(end), "contract ended".to_owned(), months]);
}

fn missing(scene: &mut Scene, field: &FieldRef) {
    let rect = Rect::new(0.5, BAR.0 + 0.5, scene.width - 1.0, BAR.1 - 1.0);
    let edge = Edge {
        tint: Tint::Line2,
        width: 1.0,
        dash: MISSING,
    };
    scene.boxed(rect, 2.0, None, Some(edge));
    let (title, advice) = (
        "Contract end not entered",
        "it decides the price and the time",
    );
    scene.text(
        at(0.0, ABOVE),
        Align::Left,
        Face::NoteStrong,
        Tint::Text,
        title,
    );
    scene.text(at(0.0, BELOW), Align::Left, Face::Note, Tint::Text3, advice);
    scene.name = format!("{title}: {advice}");
    scene.mark(
        rect,
        title,
        vec!["Enter the last day of his contract".to_owned()],
        Some(field.clone()),
    );
}

fn tick(scene: &mut Scene, x: f32, tint: Tint, width: f32) {
    scene.upright(x, BAR.0 - 6.0, BAR.0 + BAR.1 + 4.0, tint, width);
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::super::testing::{FixedWidth, WIDTHS, check_scene, day, player};
    use super::*;
    use crate::domain::contract::OptionHolder;
    use crate::domain::date::PartialDate;
    use crate::domain::extra::Extra;
    use crate::domain::fact::FactKey;

    fn draw(width: f32, on: &str, end: Option<NaiveDate>, option: Option<&OptionYear>) -> Scene {
        let field = &FieldRef::Fact(player(), FactKey::ContractEnd);
        contract_ribbon(
            &FixedWidth,
            width,
            Ribbon {
                on: day(on),
                end,
                option,
                field,
            },
        )
    }

    #[test]
    fn words_never_touch_however_long_the_contract_runs() {
        let option = |until: NaiveDate| OptionYear {
            holder: OptionHolder::Club,
            until: PartialDate::Day(until),
            exercise_by: None,
            extra: Extra::new(),
        };
        for width in WIDTHS {
            for days in (0..2_200).step_by(23) {
                let end = day("2025-06-01") + Days::new(days);
                check_scene(&draw(width, "2025-07-11", Some(end), None));
                let until = end + Days::new(365);
                check_scene(&draw(width, "2025-07-11", Some(end), Some(&option(until))));
            }
            for end in ["1850-01-01", "2200-12-31"] {
                check_scene(&draw(width, "2025-07-11", Some(day(end)), None));
            }
        }
    }

    #[test]
    fn it_says_what_is_left_and_what_is_missing() {
        let known = draw(420.0, "2025-07-11", Some(day("2026-06-30")), None);
        assert_eq!(
            known.name,
            "Contract to 30 Jun 2026, 11.6 months left, pre-contract from 1 Jan 2026"
        );
        assert_eq!(known.marks[0].name, "11.6 months left");
        let unknown = draw(420.0, "2025-07-11", None, None);
        check_scene(&unknown);
        assert!(unknown.name.contains("not entered"));
        let over = draw(420.0, "2025-07-11", Some(day("2025-06-30")), None);
        assert!(over.name.contains("free agent"));
    }
}
