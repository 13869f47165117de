//! Numbers in, shapes out.
//!
//! A builder takes records of the domain, a width and a [`Measure`](scene::Measure), and returns a
//! [`Scene`](scene::Scene): shapes in roles of colour, what each of them says, and the same numbers
//! as a table. The screen and SVG paint the same scene. Nothing here knows the screen.

pub mod scene;

pub mod availability;
pub mod clock;
pub mod contract_ribbon;
pub mod injury_lanes;
pub mod range_bar;
pub mod squad_bars;
pub mod value_line;

pub mod bars;
pub mod comparison;
pub mod matrix;
pub mod percentile_bars;
pub mod pictured;
pub mod pizza;
pub mod radar;
pub mod scatter;
pub mod strips;

pub mod now_or_later;
pub mod rounds;
pub mod tornado;

pub mod axis;
pub mod geometry;
pub mod labels;
pub mod legend;
pub mod markers;
pub mod sheet;
pub mod spots;
pub mod svg;

mod about;
mod table;
mod wheel;

#[cfg(test)]
mod testing;
