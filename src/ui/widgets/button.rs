//! Buttons: quiet, filled and with a sign only.

use eframe::egui;
use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2};
use egui::{WidgetInfo, pos2};

use super::paint::{self, Face};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    Quiet,
    Main,
    Bare,
    Sign,
}

/// A button 24 high. One filled button a screen at most.
#[derive(Clone, Debug)]
pub struct Button<'a> {
    text: &'a str,
    icon: Option<Icon>,
    look: Look,
    shortcut: &'a str,
    hint: &'a str,
    disabled_because: Option<&'a str>,
    selected: bool,
    strong: bool,
    chevron: bool,
    width: Option<f32>,
    face: Face,
}

impl<'a> Button<'a> {
    fn new(text: &'a str, look: Look) -> Self {
        Self {
            text,
            icon: None,
            look,
            shortcut: "",
            hint: "",
            disabled_because: None,
            selected: false,
            strong: look == Look::Main,
            chevron: false,
            width: None,
            face: Face::Live,
        }
    }

    /// The ordinary button: an edge and words.
    pub fn quiet(text: &'a str) -> Self {
        Self::new(text, Look::Quiet)
    }

    /// What the screen is for: filled.
    pub fn main(text: &'a str) -> Self {
        Self::new(text, Look::Main)
    }

    /// Words without an edge, for what matters less.
    pub fn bare(text: &'a str) -> Self {
        Self::new(text, Look::Bare)
    }

    /// A sign only; `name` is its tooltip and what a screen reader says.
    pub fn sign(icon: Icon, name: &'a str) -> Self {
        Self {
            icon: Some(icon),
            ..Self::new(name, Look::Sign)
        }
    }

    /// A sign before the words.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The keys that do the same, for the tooltip.
    pub fn shortcut(mut self, shortcut: &'a str) -> Self {
        self.shortcut = shortcut;
        self
    }

    /// More about what it does, for the tooltip.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Why it cannot be pressed; `None` if it can. The reason stands beside it, or in the
    /// tooltip of a button that is a sign only.
    pub fn disabled_because(mut self, reason: Option<&'a str>) -> Self {
        self.disabled_because = reason;
        self
    }

    /// On, for a button that switches something.
    pub fn selected(mut self, selected: bool) -> Self {
        self.selected = selected;
        self
    }

    /// Its words SemiBold, for the one thing to do.
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }

    /// A chevron after the words: it opens a list.
    pub fn chevron(mut self) -> Self {
        self.chevron = true;
        self
    }

    /// A width other than that of its words.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Drawn in this state, for the gallery.
    pub fn face(mut self, face: Face) -> Self {
        self.face = face;
        self
    }

    /// Shows it.
    pub fn ui(self, ui: &mut Ui) -> Response {
        let t = Tokens::of(ui);
        let enabled = self.disabled_because.is_none() && ui.is_enabled();
        let ink = self.ink(t, enabled);
        let kind = if self.strong {
            Type::Strong
        } else {
            Type::Body
        };
        let words =
            (self.look != Look::Sign).then(|| paint::line(ui, self.text, kind, ink, f32::INFINITY));
        let words_width = words.as_ref().map_or(0.0, |words| words.size().x);

        let natural = match self.look {
            Look::Sign => size::CONTROL,
            _ => {
                let icon = if self.icon.is_some() { 16.0 } else { 0.0 };
                let chevron = if self.chevron { 16.0 } else { 0.0 };
                (words_width + icon + chevron + 2.0 * space::S).ceil()
            }
        };
        let button = Vec2::new(self.width.unwrap_or(natural), size::CONTROL);
        let reason = self
            .disabled_because
            .filter(|reason| self.look != Look::Sign && !reason.is_empty())
            .map(|reason| paint::line(ui, reason, Type::Note, t.text3, f32::INFINITY));
        let beside = reason
            .as_ref()
            .map_or(0.0, |reason| space::S + reason.size().x.ceil());

        let sense = if enabled {
            Sense::click()
        } else {
            Sense::hover()
        };
        let (all, mut response) = ui.allocate_exact_size(button + Vec2::new(beside, 0.0), sense);
        let rect = Rect::from_min_size(all.min, button);
        response.rect = rect;
        let name = self.name();
        response.widget_info(|| {
            if self.selected {
                WidgetInfo::selected(Role::Button, enabled, true, &name)
            } else {
                WidgetInfo::labeled(Role::Button, enabled, &name)
            }
        });

        if ui.is_rect_visible(all) {
            self.paint(ui, rect, &response, enabled);
            self.paint_inside(ui, rect, words.as_ref(), ink);
            if let Some(reason) = &reason {
                paint::put_left(ui.painter(), rect.right() + space::S, all, reason);
            }
        }
        self.with_tooltip(response)
    }

    /// What a screen reader says, the reason for which it is off included.
    fn name(&self) -> String {
        match self.disabled_because {
            Some(reason) if !reason.is_empty() => format!("{}, {reason}", self.text),
            _ => self.text.to_owned(),
        }
    }

    fn ink(&self, t: &Tokens, enabled: bool) -> Color32 {
        let ink = match self.look {
            Look::Main => t.on_accent,
            Look::Quiet => t.text,
            Look::Bare if self.strong => t.text,
            Look::Bare | Look::Sign => t.text2,
        };
        match (enabled, self.look) {
            (true, _) => ink,
            (false, Look::Main) => ink,
            (false, _) => t.text3.gamma_multiply(0.5),
        }
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, enabled: bool) {
        let t = Tokens::of(ui);
        let hovered = enabled && (response.hovered() || self.face == Face::Hover);
        let pressed =
            enabled && (response.is_pointer_button_down_on() || self.face == Face::Pressed);
        let focused = response.has_focus() || self.face == Face::Focus;
        let bare = matches!(self.look, Look::Bare | Look::Sign);
        let (mut fill, mut edge) = match self.look {
            Look::Main if !enabled => (t.accent.gamma_multiply(0.5), Color32::TRANSPARENT),
            Look::Main => (t.accent, t.accent),
            Look::Quiet => (t.panel, t.line2),
            Look::Bare | Look::Sign => (Color32::TRANSPARENT, Color32::TRANSPARENT),
        };
        match self.look {
            Look::Main if pressed => fill = t.accent.lerp_to_gamma(t.text, 0.24),
            Look::Main if hovered => fill = t.accent.lerp_to_gamma(t.text, 0.12),
            Look::Main => {}
            _ if pressed || self.selected => fill = t.sel,
            _ if hovered => {
                fill = t.hover;
                edge = if bare { t.hover } else { t.ctl };
            }
            _ => {}
        }
        if !enabled && self.look == Look::Quiet {
            edge = t.line;
        }
        if focused {
            edge = t.accent;
        }
        let corner = CornerRadius::same(radius::CONTROL);
        let stroke = Stroke::new(1.0, edge);
        ui.painter()
            .rect(rect, corner, fill, stroke, StrokeKind::Inside);
        if focused {
            paint::focus_ring(ui, rect, radius::CONTROL);
        }
    }

    fn paint_inside(
        &self,
        ui: &Ui,
        rect: Rect,
        words: Option<&std::sync::Arc<egui::Galley>>,
        ink: Color32,
    ) {
        let t = Tokens::of(ui);
        let Some(words) = words else {
            if let Some(icon) = self.icon {
                let ink = if self.selected { t.accent } else { ink };
                icon.paint_at(ui.painter(), rect.center(), 16.0, ink);
            }
            return;
        };
        let mut left = rect.left() + space::S;
        if let Some(icon) = self.icon {
            icon.paint_at(ui.painter(), pos2(left + 6.0, rect.center().y), 12.0, ink);
            left += 16.0;
        }
        paint::put_left(&ui.painter_at(rect), left, rect, words);
        if self.chevron {
            let centre = pos2(rect.right() - space::S - 6.0, rect.center().y);
            Icon::ChevronDown.paint_at(ui.painter(), centre, 12.0, t.text3);
        }
    }

    fn with_tooltip(&self, response: Response) -> Response {
        let mut tip = Vec::new();
        if self.look == Look::Sign {
            tip.push(self.text);
        }
        tip.extend(
            [self.hint, self.shortcut]
                .into_iter()
                .filter(|part| !part.is_empty()),
        );
        if let Some(reason) = self.disabled_because.filter(|reason| !reason.is_empty()) {
            tip.push(reason);
        }
        if tip.is_empty() {
            response
        } else {
            response.on_hover_text(tip.join("\n"))
        }
    }
}

/// The ordinary button.
pub fn quiet_button(ui: &mut Ui, text: &str) -> Response {
    Button::quiet(text).ui(ui)
}

/// The filled button.
pub fn main_button(ui: &mut Ui, text: &str) -> Response {
    Button::main(text).ui(ui)
}

/// A sign whose name is its tooltip.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    Button::sign(icon, name).ui(ui)
}
