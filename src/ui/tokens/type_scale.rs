//! The type scale: eight uses of text, each with size, line height and weight.

use eframe::egui;
use egui::{FontFamily, FontId, RichText, TextStyle};

use crate::ui::fonts;

/// What a piece of text is for. Two weights, five sizes, no italics, no capitals for emphasis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A player, or the question of the page: 20 / 24 SemiBold.
    Title,
    /// The deciding figure: 18 / 24 SemiBold.
    Figure,
    /// A section heading: 13 / 16 SemiBold.
    Section,
    /// Body, table, field, button: 12 / 16.
    Body,
    /// The best cell, a name, a total: 12 / 16 SemiBold.
    Strong,
    /// Header, unit, note, chart label: 11 / 14.
    Note,
    /// A group row, a chart label that names something: 11 / 14 SemiBold.
    NoteStrong,
    /// A key cap, the narrow rail: 10 / 12.
    Key,
}

impl Type {
    /// All uses, largest first.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Figure,
        Self::Section,
        Self::Body,
        Self::Strong,
        Self::Note,
        Self::NoteStrong,
        Self::Key,
    ];

    /// The size, in points.
    pub fn size(self) -> f32 {
        match self {
            Self::Title => 20.0,
            Self::Figure => 18.0,
            Self::Section => 13.0,
            Self::Body | Self::Strong => 12.0,
            Self::Note | Self::NoteStrong => 11.0,
            Self::Key => 10.0,
        }
    }

    /// The height of a line, in points.
    pub fn line_height(self) -> f32 {
        match self {
            Self::Title | Self::Figure => 24.0,
            Self::Section | Self::Body | Self::Strong => 16.0,
            Self::Note | Self::NoteStrong => 14.0,
            Self::Key => 12.0,
        }
    }

    /// The face and size, for the painter.
    pub fn font(self) -> FontId {
        FontId::new(self.size(), self.family())
    }

    /// This text in this use, for `ui.label`: `ui.label(Type::Strong.rich("Total"))`.
    pub fn rich(self, text: impl Into<String>) -> RichText {
        RichText::new(text)
            .font(self.font())
            .line_height(Some(self.line_height()))
    }

    /// Shows text that wraps at the width of its place.
    pub fn wrapped(
        self,
        ui: &mut egui::Ui,
        text: impl Into<String>,
        ink: egui::Color32,
    ) -> egui::Response {
        ui.add(egui::Label::new(self.rich(text).color(ink)).wrap())
    }

    /// The toolkit's name for this use, for `ui.style().text_styles`.
    pub fn text_style(self) -> TextStyle {
        match self {
            Self::Title => TextStyle::Heading,
            Self::Body => TextStyle::Body,
            Self::Note => TextStyle::Small,
            Self::Figure => TextStyle::Name("figure".into()),
            Self::Section => TextStyle::Name("section".into()),
            Self::Strong => TextStyle::Name("strong".into()),
            Self::NoteStrong => TextStyle::Name("note-strong".into()),
            Self::Key => TextStyle::Name("key".into()),
        }
    }

    fn family(self) -> FontFamily {
        match self {
            Self::Title | Self::Figure | Self::Section | Self::Strong | Self::NoteStrong => {
                fonts::semibold()
            }
            Self::Body | Self::Note | Self::Key => FontFamily::Proportional,
        }
    }
}
