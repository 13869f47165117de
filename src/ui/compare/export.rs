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
use crate::chart::scene::{Measure, Scene};
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ComparisonPicture {
    /// The table with the pictures beside it.
    #[default]
    Page,
    /// The table alone.
    Table,
    /// The bars of the first metric and the strips of all.
    Bars,
    /// The strips.
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
            let title = first.map_or_else(String::new, |metric| metric.name());
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
        ComparisonPicture::Strips => strips(measure, PICTURE, of, by),
        ComparisonPicture::Radar => radar(measure, PICTURE, wheel.comparison()),
        ComparisonPicture::Pizza => pizza(measure, PICTURE, slices(sheet).comparison()),
    }
}

/// What the pool says of the players in its own season.
fn then_scene(measure: &dyn Measure, sheet: &Sheet, then: &Sheet) -> Option<(String, Scene)> {
    let pool = then.pool.as_ref()?;
    let first = sheet.measured().next().map_or("", |row| row.key.as_str());
    let row = then.nearest(sheet, first)?;
    let pictured = Pictured::of(then, &Ghosts::new(), false);
    let rows = Rows::OfMetric(pictured.place(&row.key)?);
    let title = format!(
        "{}, percentile, {}, {}",
        row.label,
        pool.season.long(),
        pool.provider
    );
    let scene = percentile_bars(measure, PICTURE, pictured.comparison(), rows);
    Some((title, scene))
}
