//! The signs of the program: strokes on a 16 x 16 box, round ends, no fill.
//!
//! They are path texts, flattened once, and take the colour of the text beside them. A sign alone
//! never says enough: its button has words or a tooltip.

mod path;

use std::sync::LazyLock;

use eframe::egui;
use egui::emath::GuiRounding as _;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2};

use path::Polyline;

/// Stroke width in a 16 px box.
const STROKE: f32 = 1.4;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $path:literal,)*) => {
        /// A sign.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($(#[$doc])* $name,)* }

        impl Icon {
            /// Every sign, in the order of this file.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            fn path(self) -> &'static str {
                match self { $(Self::$name => $path,)* }
            }
        }
    };
}

icons! {
    /// The rail: Overview.
    Overview = "M2.5 3.5h11v9h-11zM2.5 6.5h11M7 6.5v6",
    /// The rail: Players.
    Players = "M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.8 13.2c.3-2.4 1.9-3.7 4.2-3.7s3.9 1.3 4.2 3.7M10.8 3.2a2.2 2.2 0 0 1 0 4.1M12 9.8c1.3.5 2.1 1.7 2.3 3.4",
    /// The rail: Compare.
    Compare = "M3 13V6M6.5 13V3M10 13V8M13.5 13V5",
    /// The rail: Negotiate.
    Negotiate = "M2 5.5h9.5M9 3l2.5 2.5L9 8M14 10.5H4.5M7 8l-2.5 2.5L7 13",
    /// The rail: Squad.
    Squad = "M2.5 2.5h11v11h-11zM2.5 8h11M8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z",
    /// The rail: Reports; one report.
    Reports = "M4 2.5h6l2.5 2.5v8.5H4zM6 8h4.5M6 10.5h4.5",
    /// The rail: Data.
    Data = "M8 6c3 0 5-.9 5-1.9S11 2.2 8 2.2s-5 .9-5 1.9S5 6 8 6zM3 4.1v7.8c0 1 2 1.9 5 1.9s5-.9 5-1.9V4.1M3 8c0 1 2 1.9 5 1.9S13 9 13 8",
    /// The rail: Sources; one source.
    Sources = "M3 3h4.5v10H3zM7.5 3l3.3-.7 2 9.7-3.3.8",
    /// Undo.
    Undo = "M6 3.5L3 6.5l3 3M3 6.5h6.5a3.2 3.2 0 0 1 0 6.5H7",
    /// Redo.
    Redo = "M10 3.5l3 3-3 3M13 6.5H6.5a3.2 3.2 0 0 0 0 6.5H9",
    /// Search.
    Search = "M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.3 10.3L14 14",
    /// Open or close the inspector.
    Inspector = "M2.5 3h11v10h-11zM10 3v10",
    /// A date.
    Calendar = "M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5v3M10.5 2.5v3",
    /// Choose columns.
    Columns = "M2.5 3h11v10h-11zM6 3v10M10 3v10",
    /// A table.
    Table = "M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.6h11M6.5 6.3V13",
    /// Choose rows.
    Filter = "M2.5 3.5h11L9.5 8.5V13l-3-1.5V8.5z",
    /// Settings.
    Settings = "M2.5 4.5h5M11.5 4.5h2M9.5 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM2.5 11.5h2M8.5 11.5h5M6.5 13.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    /// Add.
    Plus = "M8 3v10M3 8h10",
    /// Take away.
    Minus = "M3 8h10",
    /// Close.
    Close = "M4 4l8 8M12 4l-8 8",
    /// Back; the day before.
    ChevronLeft = "M9.5 4L6 8l3.5 4",
    /// Forward; the day after; closed group.
    ChevronRight = "M6.5 4L10 8l-3.5 4",
    /// Open group; choose one.
    ChevronDown = "M4 6.5L8 10l4-3.5",
    /// Fold up.
    ChevronUp = "M4 9.5L8 6l4 3.5",
    /// Ascending.
    ArrowUp = "M8 13V3.5M4.5 7L8 3.5 11.5 7",
    /// Descending.
    ArrowDown = "M8 3v9.5M4.5 9L8 12.5 11.5 9",
    /// Leads on.
    ArrowRight = "M3 8h9.5M9 4.5L12.5 8 9 11.5",
    /// A term that must not move.
    PadlockClosed = "M4 7.5h8V13H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2",
    /// A term that may move.
    PadlockOpen = "M4 7.5h8V13H4zM5.5 7.5V5a2.5 2.5 0 0 1 4.8-.9",
    /// Open a file or folder.
    Folder = "M2 12.5V3.5h4.2l1.5 2H14v7z",
    /// Save.
    Save = "M3 3h8l2 2v8H3zM5.5 3v3.5h4V3M5 13V9.5h6V13",
    /// A warning.
    Warning = "M8 2.5l6 11H2zM8 6.5v3.5M8 11.7v.6",
    /// An error.
    Error = "M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v4M8 10.8v.7",
    /// A note.
    Info = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.3v3.7M8 4.8v.7",
    /// Time; stale.
    Clock = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.6V8l2.4 1.6",
    /// More commands.
    More = "M8 3.2v.6M8 7.7v.6M8 12.2v.6",
    /// Copy.
    Copy = "M5.5 5.5h8v8h-8zM3 10.5V2.5h8",
    /// Delete.
    Trash = "M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4",
    /// Done; on.
    Check = "M3 8.5L6.5 12 13 4.5",
    /// Edit.
    Pencil = "M3 13l.6-3L10.5 3.1l2.4 2.4L6 12.4zM9 4.6L11.4 7",
    /// Leads out of the program.
    External = "M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13.5 2.5L7.5 8.5",
    /// Save a copy as a picture or a table.
    Export = "M8 10V2.5M4.8 5.5L8 2.5l3.2 3M2.5 10v3.5h11V10",
    /// Take data in.
    Import = "M8 2.5V10M4.8 7L8 10l3.2-3M2.5 10v3.5h11V10",
    /// Shown.
    Eye = "M1.5 8C3 5.2 5.3 3.8 8 3.8S13 5.2 14.5 8C13 10.8 10.7 12.2 8 12.2S3 10.8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    /// Kept in front.
    Pin = "M5.5 2.5h5M6.3 2.5v4.2L4 9.5h8L9.7 6.7V2.5M8 9.5v4.5",
    /// The light theme.
    Sun = "M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM8 1.5v1.2M8 13.3v1.2M1.5 8h1.2M13.3 8h1.2M3.4 3.4l.8.8M11.8 11.8l.8.8M3.4 12.6l.8-.8M11.8 4.2l.8-.8",
    /// The dark theme.
    Moon = "M13 9.6A5.5 5.5 0 1 1 6.4 3a4.4 4.4 0 0 0 6.6 6.6z",
    /// Help.
    Help = "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.2 6.3A1.8 1.8 0 1 1 8 8.2v1.2M8 11.2v.4",
}

/// Every sign as lines, in the order of [`Icon::ALL`].
static LINES: LazyLock<Vec<Vec<Polyline>>> = LazyLock::new(|| {
    Icon::ALL
        .iter()
        .map(|icon| path::flatten(icon.path()))
        .collect()
});

impl Icon {
    /// Draws the sign centred in `rect`, as large as its shorter side.
    pub fn paint(self, painter: &Painter, rect: Rect, colour: Color32) {
        let scale = rect.width().min(rect.height()) / 16.0;
        // A whole pixel keeps the straight strokes sharp.
        let origin =
            (rect.center() - Vec2::splat(8.0 * scale)).round_to_pixels(painter.pixels_per_point());
        let stroke = Stroke::new(STROKE * scale.max(0.85), colour);
        for line in &LINES[self as usize] {
            let points: Vec<Pos2> = line
                .points
                .iter()
                .map(|&[x, y]| origin + Vec2::new(x, y) * scale)
                .collect();
            if line.closed {
                painter.add(Shape::closed_line(points, stroke));
                continue;
            }
            for end in [points.first(), points.last()].into_iter().flatten() {
                painter.circle_filled(*end, stroke.width / 2.0, colour);
            }
            painter.add(Shape::line(points, stroke));
        }
    }

    /// Draws the sign in a square of this size around `centre`.
    pub fn paint_at(self, painter: &Painter, centre: Pos2, size: f32, colour: Color32) {
        self.paint(
            painter,
            Rect::from_center_size(centre, Vec2::splat(size)),
            colour,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_fits_its_box() {
        for (icon, lines) in Icon::ALL.iter().zip(LINES.iter()) {
            assert!(!lines.is_empty(), "{icon:?} draws nothing");
            for [x, y] in lines.iter().flat_map(|line| &line.points) {
                let inside = (1.0..=15.0).contains(x) && (1.0..=15.0).contains(y);
                assert!(inside, "{icon:?} leaves its box at {x}, {y}");
            }
        }
    }
}
