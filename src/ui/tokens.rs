//! Colours, type, spacing and sizes, named by role, for the light and the dark theme.
//!
//! Views take every colour and every recurring size from here. A colour is a statement: `us` is
//! ours or at the baseline and above, `them` is theirs or at risk, `accent` is focus and selection,
//! a player colour is that player; everything else is grey.

mod apply;
mod colours;
mod type_scale;

pub use apply::apply;
pub use colours::{DARK, LIGHT};
pub use type_scale::Type;

use eframe::egui;
use egui::{Color32, Stroke, Ui};

/// Every colour role of one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Tokens {
    /// Window, rail and strips.
    pub bg: Color32,
    /// Content and fields.
    pub panel: Color32,
    /// Inspector, group rows and headers.
    pub raised: Color32,
    /// A row or control under the pointer.
    pub hover: Color32,
    /// A selected row or chosen segment.
    pub sel: Color32,
    /// The rule under a row.
    pub line: Color32,
    /// The rule under a heading, the edge of a quiet control.
    pub line2: Color32,
    /// The empty part of a bar.
    pub track: Color32,
    /// The edge of a field, the zero of an axis, the dash that stands for nothing.
    pub ctl: Color32,
    /// Text.
    pub text: Color32,
    /// Labels and notes.
    pub text2: Color32,
    /// Headers, units and hints.
    pub text3: Color32,
    /// Focus ring, selection bar and main button.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Ours; at the baseline or above.
    pub us: Color32,
    /// Theirs; below the baseline; at risk.
    pub them: Color32,
    /// A term that we changed.
    pub us_bg: Color32,
    /// A term that they changed; an open place.
    pub them_bg: Color32,
    /// The 80 % band of our limit.
    pub us_band: Color32,
    /// The 80 % band of their limit.
    pub them_band: Color32,
    /// The ground of the gap between two limits, below its hatch.
    pub gap_bg: Color32,
    /// Something is wrong.
    pub error: Color32,
    /// Something may be wrong.
    pub warn: Color32,
    /// Something to know.
    pub info: Color32,
    /// A neutral bar.
    pub fill: Color32,
    /// The second neutral bar.
    pub ink: Color32,
    /// The pitch.
    pub pitch: Color32,
    /// The lines on the pitch.
    pub pitch_line: Color32,
    /// The seven player colours; see [`Tokens::player`].
    pub players: [Color32; 7],
    /// The six injury colours; see [`Tokens::injury`].
    pub injuries: [Color32; 6],
    /// The shadow below a notice or a menu.
    pub shadow: egui::Shadow,
    /// The shadow below the palette and a dialog.
    pub deep_shadow: egui::Shadow,
}

impl Tokens {
    /// The tokens of the theme in which this `ui` draws.
    pub fn of(ui: &Ui) -> &'static Self {
        Self::dark(ui.visuals().dark_mode)
    }

    /// The tokens of the dark or the light theme.
    pub fn dark(dark: bool) -> &'static Self {
        if dark { &DARK } else { &LIGHT }
    }

    /// The colour of the player in this slot, counted from 0; an eighth player begins again.
    pub fn player(&self, slot: usize) -> Color32 {
        self.players[slot % self.players.len()]
    }

    /// The colour of an injury group.
    pub fn injury(&self, group: InjuryTint) -> Color32 {
        self.injuries[group as usize]
    }

    /// The colour of a number inside a bar of this injury group.
    pub fn on_injury(&self, group: InjuryTint) -> Color32 {
        match group {
            InjuryTint::Knock => self.text,
            _ => self.panel,
        }
    }

    /// The 1 px rule under a row.
    pub fn rule(&self) -> Stroke {
        Stroke::new(1.0, self.line)
    }

    /// The 1 px rule under a heading and around quiet controls.
    pub fn strong_rule(&self) -> Stroke {
        Stroke::new(1.0, self.line2)
    }

    /// A 1 px edge around a field.
    pub fn edge(&self) -> Stroke {
        Stroke::new(1.0, self.ctl)
    }
}

/// The groups of injuries that have a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InjuryTint {
    /// Muscle.
    Muscle,
    /// Ligament or joint.
    Joint,
    /// Bone.
    Bone,
    /// Head.
    Head,
    /// Illness.
    Illness,
    /// Knock; also whatever the source does not say.
    Knock,
}

/// Distances, in points.
pub mod space {
    /// The grid.
    pub const XS: f32 = 4.0;
    /// Between things that belong together; heading to content; table cell inset.
    pub const S: f32 = 8.0;
    /// Page inset in a narrow window.
    pub const M: f32 = 12.0;
    /// Page inset.
    pub const L: f32 = 16.0;
    /// Between columns of a page and between sections.
    pub const XL: f32 = 24.0;
    /// Between sections that have little to do with each other.
    pub const XXL: f32 = 32.0;
    /// Cell inset in a dense table.
    pub const DENSE: f32 = 6.0;
}

/// Corner radii, in points.
pub mod radius {
    /// Bars.
    pub const BAR: u8 = 1;
    /// Controls and slots.
    pub const CONTROL: u8 = 4;
    /// What floats.
    pub const FLOAT: u8 = 6;
    /// Chips.
    pub const CHIP: u8 = 9;
}

/// Heights and widths that recur, in points.
pub mod size {
    /// A row.
    pub const ROW: f32 = 24.0;
    /// A row in a dense list.
    pub const DENSE_ROW: f32 = 22.0;
    /// A row of the palette, and a strip of the strip chart.
    pub const PALETTE_ROW: f32 = 28.0;
    /// A rail item in a wide window.
    pub const RAIL_ROW: f32 = 32.0;
    /// A rail item in a narrow window.
    pub const NARROW_RAIL_ROW: f32 = 44.0;
    /// Buttons and fields.
    pub const CONTROL: f32 = 24.0;
    /// The slot right of a number, in which its mark stands.
    pub const MARK_SLOT: f32 = 16.0;
    /// The mark itself.
    pub const MARK: f32 = 12.0;
    /// The label of a fact row.
    pub const LABEL: f32 = 116.0;
    /// The top strip.
    pub const STRIP: f32 = 40.0;
    /// The status line.
    pub const STATUS: f32 = 24.0;
    /// The rail.
    pub const RAIL: f32 = 148.0;
    /// The rail in a narrow window.
    pub const NARROW_RAIL: f32 = 56.0;
    /// The inspector.
    pub const INSPECTOR: f32 = 264.0;
    /// The widest that a page of text and tables becomes.
    pub const PAGE: f32 = 1680.0;
    /// Below this window width the layout is the narrow one.
    pub const NARROW_BELOW: f32 = 1100.0;
}
