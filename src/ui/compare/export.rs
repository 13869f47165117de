//! A comparison as a picture without a window: the same scenes as on the screen, laid out with the
//! same faces.

use eframe::egui;

use super::pictures::{axes, slices};
use crate::chart::bars::bars;
use crate::chart::matrix::{matrix, page};
use crate::chart::percentile_bars::{Rows, percentile_bars};
use crate::chart::pictured::{Ghosts, Pictured};
use crate::chart::pizza::pizza;
use crate::chart::radar::radar;
use crate::chart::scene::{Align, Face, Measure, Scene, Tint, at};
use crate::chart::sheet::sheet as on_a_sheet;
use crate::chart::strips::{StripBy, strips};
use crate::chart::svg::svg;
use crate::domain::compare::Sheet;
use crate::ui::fonts;
use crate::ui::tokens::LIGHT;
use crate::ui::widgets::chart::{UiMeasure, palette};

/// The width of a picture beside the table.
const PICTURE: f32 = 524.0;

/// Which picture of a comparison leaves the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ComparisonPicture {
    /// The table with pictures beside it, as on the screen.
    #[default]
    Page,
    /// The table alone.
    Table,
    /// The bars of the first metric.
    Bars,
    /// All metrics as strips.
    Strips,
    /// The radar.
    Radar,
    /// The pizzas.
    Pizza,
}

/// The picture as SVG, light, with its title above and what it rests on below. The second sheet is
/// that of the season of the pool, where the first has no percentiles.
pub fn comparison_svg(
    sheets: (&Sheet, Option<&Sheet>),
    picture: ComparisonPicture,
    title: &str,
    notes: &[String],
) -> String {
    let ctx = egui::Context::default();
    fonts::install(&ctx);
    // The faces are there from the first pass on.
    let mut output = ctx.run_ui(egui::RawInput::default(), |_| ());
    output.textures_delta.clear();
    let measure = UiMeasure::of(&ctx);
    let scene = scene(&measure, sheets, picture);
    let whole = on_a_sheet(&measure, &scene, title, notes);
    svg(&whole, &palette(&LIGHT))
}

fn scene(
    measure: &dyn Measure,
    (sheet, then): (&Sheet, Option<&Sheet>),
    picture: ComparisonPicture,
) -> Scene {
    let pictured = Pictured::of(sheet, &Ghosts::new(), false);
    let wheel = pictured.judged(sheet, axes(sheet.columns.len()));
    let ranked = pictured.metrics.iter().any(|metric| {
        metric
            .readings
            .iter()
            .any(|reading| reading.percentile.is_some())
    });
    let by = if ranked {
        StripBy::Percentile
    } else {
        StripBy::Value
    };
    let of = pictured.comparison();
    match picture {
        ComparisonPicture::Page => {
            let first = pictured.metrics.first();
            let title = first.map_or_else(|| "Bars".to_owned(), |metric| metric.name());
            let all = if ranked {
                "All metrics, percentile in the pool"
            } else {
                "All metrics"
            };
            let mut beside = vec![
                (title, bars(measure, PICTURE, of, 0)),
                (all.to_owned(), strips(measure, PICTURE, of, by)),
            ];
            beside.extend(then.and_then(|then| then_scene(measure, sheet, then)));
            page(measure, sheet, &beside)
        }
        ComparisonPicture::Table => matrix(measure, sheet),
        ComparisonPicture::Bars => bars(measure, PICTURE, of, 0),
        ComparisonPicture::Strips => {
            let mut all = vec![("All metrics".to_owned(), strips(measure, PICTURE, of, by))];
            all.extend(then.map(|then| then_strips(measure, then)));
            stacked(&all)
        }
        ComparisonPicture::Radar => radar(measure, PICTURE, wheel.comparison()),
        // Without percentiles a pizza has no slices; those of the other season stand in.
        ComparisonPicture::Pizza => match then {
            Some(then) => {
                let scene = pizza(measure, PICTURE, slices(then).comparison());
                stacked(&[(then_title("Percentiles", then), scene)])
            }
            None => pizza(measure, PICTURE, slices(sheet).comparison()),
        },
    }
}

/// What the pool says of the players in its own season.
fn then_scene(measure: &dyn Measure, sheet: &Sheet, then: &Sheet) -> Option<(String, Scene)> {
    let first = sheet.measured().next().map_or("", |row| row.key.as_str());
    let row = then.nearest(sheet, first)?;
    let pictured = Pictured::of(then, &Ghosts::new(), false);
    let rows = Rows::OfMetric(pictured.place(&row.key)?);
    let title = then_title(&format!("{}, percentile", row.label), then);
    let scene = percentile_bars(measure, PICTURE, pictured.comparison(), rows);
    Some((title, scene))
}

fn then_strips(measure: &dyn Measure, then: &Sheet) -> (String, Scene) {
    let pictured = Pictured::of(then, &Ghosts::new(), false);
    let of = pictured.comparison();
    let scene = strips(measure, PICTURE, of, StripBy::Percentile);
    (then_title("All metrics, percentile", then), scene)
}

/// Names the season and the provider, so that nobody takes it for the season beside it.
fn then_title(what: &str, then: &Sheet) -> String {
    match &then.pool {
        Some(pool) => format!("{what}, {}, {}", pool.season.long(), pool.provider),
        None => what.to_owned(),
    }
}

/// Pictures below each other, each under its title.
fn stacked(pictures: &[(String, Scene)]) -> Scene {
    const TITLE: f32 = 32.0;
    const GAP: f32 = 16.0;
    let mut whole = Scene::new(PICTURE, 0.0);
    for (title, scene) in pictures {
        let middle = at(0.0, whole.height + 10.0);
        whole.text(middle, Align::Left, Face::Strong, Tint::Text, title);
        let below = whole.height + 23.5;
        whole.level(below, 0.0, PICTURE, Tint::Line2, 1.0);
        let top = whole.height + TITLE;
        let height = scene.height;
        whole.inset(at(0.0, top), scene.clone());
        whole.height = top + height + GAP;
    }
    if let Some((_, first)) = pictures.first() {
        (whole.name, whole.table) = (first.name.clone(), first.table.clone());
    }
    whole
}
