//! The mark beside a number that says what the number rests on.

use eframe::egui;
use egui::{Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Response, Role, Sense};
use egui::{Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2};

use super::paint;
use crate::domain::sourced::{Basis, Grade};
use crate::ui::fonts;
use crate::ui::tokens::{Tokens, Type, size, space};

/// What a number rests on, as its mark shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkKind {
    /// A statement of the club or the regulator.
    ReportedA,
    /// Several reputable sources.
    B,
    /// A single report or a rumour.
    C,
    /// Sources disagree.
    Disputed,
    /// Computed from other values.
    Derived,
    /// Somebody of ours assumed it.
    Assumed,
    /// Older than its limit.
    Stale,
    /// Nobody said where it is from.
    Unsourced,
    /// There is no value.
    Missing,
}

/// The mark of a value that was entered.
///
/// An assumption is marked as one even if reports disagree, since it is not a report; a grade of
/// a newer version is taken for the weakest that we know.
pub fn mark_of(basis: &Basis, grade: Option<&Grade>, disputed: bool) -> MarkKind {
    if basis.assumed_by.is_some() {
        return MarkKind::Assumed;
    }
    if basis.source.is_none() {
        return MarkKind::Unsourced;
    }
    if disputed {
        return MarkKind::Disputed;
    }
    match grade {
        Some(Grade::A) => MarkKind::ReportedA,
        Some(Grade::B) => MarkKind::B,
        Some(Grade::C | Grade::Other(_)) => MarkKind::C,
        Some(Grade::D) => MarkKind::Disputed,
        None => MarkKind::Unsourced,
    }
}

impl MarkKind {
    /// Every mark, in the order of the legend.
    pub const ALL: [Self; 9] = [
        Self::ReportedA,
        Self::B,
        Self::C,
        Self::Disputed,
        Self::Derived,
        Self::Assumed,
        Self::Stale,
        Self::Unsourced,
        Self::Missing,
    ];

    /// The mark in words, for screen readers and tooltips.
    pub fn words(self) -> &'static str {
        match self {
            Self::ReportedA => "grade A, official",
            Self::B => "grade B, several reputable sources",
            Self::C => "grade C, single report or rumour",
            Self::Disputed => "disputed, sources disagree",
            Self::Derived => "derived, computed from other values",
            Self::Assumed => "assumed",
            Self::Stale => "stale, older than its limit",
            Self::Unsourced => "unsourced, no source yet",
            Self::Missing => "not known",
        }
    }

    /// Draws the mark in a 12 x 12 box around `centre`.
    pub fn paint(self, painter: &Painter, t: &Tokens, centre: Pos2) {
        let origin = pos2(
            (centre.x - size::MARK / 2.0).round(),
            (centre.y - size::MARK / 2.0).round(),
        );
        let at = |x: f32, y: f32| origin + Vec2::new(x, y);
        let thin = |colour| Stroke::new(1.2, colour);
        match self {
            Self::ReportedA => letter(painter, origin, "A", t.panel, t.text2, t.text2),
            Self::B => letter(painter, origin, "B", t.text2, Color32::TRANSPARENT, t.text2),
            Self::C => letter(painter, origin, "C", t.text3, Color32::TRANSPARENT, t.line2),
            Self::Disputed => {
                let clear = Color32::TRANSPARENT;
                letter(painter, origin, "D", t.warn, clear, clear);
                let edge = Rect::from_min_size(at(0.5, 0.5), Vec2::splat(11.0));
                paint::dashed_rect(painter, edge, Stroke::new(1.0, t.warn), 2.0, 1.5);
            }
            Self::Derived => {
                painter.line_segment([at(2.5, 4.5), at(9.5, 4.5)], thin(t.text3));
                painter.line_segment([at(2.5, 7.5), at(9.5, 7.5)], thin(t.text3));
            }
            Self::Assumed => {
                let corners = vec![at(6.0, 1.8), at(10.2, 6.0), at(6.0, 10.2), at(1.8, 6.0)];
                painter.add(Shape::closed_line(corners, thin(t.text2)));
            }
            Self::Stale => {
                painter.circle_stroke(at(6.0, 6.0), 4.8, thin(t.warn));
                let hands = vec![at(6.0, 3.2), at(6.0, 6.0), at(8.0, 7.3)];
                painter.add(Shape::line(hands, thin(t.warn)));
            }
            Self::Unsourced => {
                for step in 0..9_u8 {
                    let angle = f32::from(step) / 9.0 * std::f32::consts::TAU;
                    painter.circle_filled(at(6.0, 6.0) + 4.5 * Vec2::angled(angle), 0.8, t.warn);
                }
            }
            Self::Missing => {}
        }
    }

    /// Draws the mark at the right end of its slot, where `slot` ends the value's cell.
    pub fn paint_in_slot(self, painter: &Painter, t: &Tokens, slot: Rect) {
        let centre = pos2(slot.right() - size::MARK / 2.0, slot.center().y);
        self.paint(painter, t, centre);
    }
}

fn letter(painter: &Painter, origin: Pos2, text: &str, ink: Color32, fill: Color32, edge: Color32) {
    let rect = Rect::from_min_size(origin, Vec2::splat(size::MARK));
    let stroke = Stroke::new(1.0, edge);
    painter.rect(
        rect,
        CornerRadius::same(2),
        fill,
        stroke,
        StrokeKind::Inside,
    );
    let font = FontId::new(8.5, fonts::semibold());
    painter.text(rect.center(), Align2::CENTER_CENTER, text, font, ink);
}

/// The mark alone, in its slot of 16, with its words as the tooltip.
pub fn basis_mark(ui: &mut Ui, kind: MarkKind) -> Response {
    let wanted = Vec2::new(size::MARK_SLOT, 16.0);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, kind.words()));
    kind.paint_in_slot(ui.painter(), Tokens::of(ui), rect);
    response.on_hover_text(kind.words())
}

/// A number in a cell of this width: right-aligned, with its mark in a slot of its own, so that
/// the digits of a column stay below one another. Nothing known is drawn as —.
pub fn value_with_mark(ui: &mut Ui, width: f32, value: &str, kind: MarkKind) -> Response {
    let wanted = Vec2::new(width, size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| {
        let name = match kind {
            MarkKind::Missing => kind.words().to_owned(),
            _ => format!("{value}, {}", kind.words()),
        };
        WidgetInfo::labeled(Role::Label, true, name)
    });
    paint_value(ui, rect, value, kind, Type::Body, Tokens::of(ui).text);
    response.on_hover_text(kind.words())
}

/// Draws a value and its mark into a cell, for tables that paint their own rows.
pub fn paint_value(ui: &Ui, cell: Rect, value: &str, kind: MarkKind, text: Type, ink: Color32) {
    let t = Tokens::of(ui);
    let (value, ink) = match kind {
        MarkKind::Missing => ("—", t.ctl),
        _ => (value, ink),
    };
    let right = cell.right() - size::MARK_SLOT;
    let galley = paint::line(ui, value, text, ink, right - cell.left());
    paint::put_right(ui.painter(), right, cell, &galley);
    if kind == MarkKind::Assumed {
        underline(
            ui.painter(),
            t,
            right - galley.size().x,
            right,
            cell.center().y + space::S,
        );
    }
    kind.paint_in_slot(ui.painter(), t, cell);
}

/// The dashed line below an assumed value.
pub fn underline(painter: &Painter, t: &Tokens, left: f32, right: f32, below: f32) {
    let y = below.floor() - 0.5;
    let stroke = Stroke::new(1.0, t.text2);
    painter.extend(Shape::dashed_line(
        &[pos2(left, y), pos2(right, y)],
        stroke,
        3.0,
        2.0,
    ));
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::id::SourceId;

    fn reported() -> Basis {
        Basis::reported(SourceId(Uuid::from_u128(1)))
    }

    fn assumed() -> Basis {
        Basis {
            assumed_by: Some("Scout".into()),
            ..Basis::default()
        }
    }

    #[test]
    fn a_mark_says_what_a_value_rests_on() {
        let newer = Grade::Other("E".into());
        let cases = [
            (reported(), Some(&Grade::A), false, MarkKind::ReportedA),
            (reported(), Some(&Grade::B), false, MarkKind::B),
            (reported(), Some(&Grade::C), false, MarkKind::C),
            (reported(), Some(&newer), false, MarkKind::C),
            (reported(), Some(&Grade::D), false, MarkKind::Disputed),
            (reported(), Some(&Grade::A), true, MarkKind::Disputed),
            (reported(), None, false, MarkKind::Unsourced),
            (Basis::default(), None, true, MarkKind::Unsourced),
            (assumed(), Some(&Grade::A), true, MarkKind::Assumed),
        ];
        for (basis, grade, disputed, expected) in cases {
            assert_eq!(
                mark_of(&basis, grade, disputed),
                expected,
                "{grade:?} {disputed}"
            );
        }
    }
}
