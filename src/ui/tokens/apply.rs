//! The tokens as the toolkit's own style, so that its menus, scroll bars, tooltips and windows
//! look like the rest.

use eframe::egui;
use egui::style::{HandleShape, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{
    Color32, CornerRadius, FontId, Margin, Stroke, Style, TextStyle, Theme, ThemePreference, Vec2,
    Visuals,
};

use super::{Tokens, Type, radius, size, space};

/// Sets both themes and shows this one; `ThemePreference::System` follows the desktop.
pub fn apply(ctx: &egui::Context, theme: impl Into<ThemePreference>) {
    for (theme, dark) in [(Theme::Light, false), (Theme::Dark, true)] {
        ctx.style_mut_of(theme, |style| set_style(style, Tokens::dark(dark), dark));
    }
    ctx.set_theme(theme.into());
}

fn set_style(style: &mut Style, t: &Tokens, dark: bool) {
    style.text_styles = Type::ALL
        .map(|text| (text.text_style(), text.font()))
        .into();
    style
        .text_styles
        .insert(TextStyle::Button, Type::Body.font());
    style
        .text_styles
        .insert(TextStyle::Monospace, FontId::monospace(Type::Note.size()));
    style.drag_value_text_style = TextStyle::Body;
    style.animation_time = 0.12;
    style.visuals = visuals(t, dark);

    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::S, space::XS);
    spacing.button_padding = Vec2::new(space::S, 3.0);
    spacing.interact_size = Vec2::new(size::CONTROL, size::CONTROL);
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(4);
    spacing.indent = space::L;
    spacing.icon_width = 14.0;
    spacing.icon_width_inner = 8.0;
    spacing.icon_spacing = space::S;
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        floating_width: 4.0,
        handle_min_length: 24.0,
        ..ScrollStyle::floating()
    };

    let interaction = &mut style.interaction;
    interaction.selectable_labels = false;
    interaction.tooltip_delay = 0.35;
    interaction.resize_grab_radius_side = 4.0;
}

fn visuals(t: &Tokens, dark: bool) -> Visuals {
    let mut visuals = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    visuals.widgets = widgets(t);
    visuals.selection = Selection {
        bg_fill: t.sel,
        stroke: Stroke::new(1.0, t.accent),
    };
    visuals.weak_text_color = Some(t.text3);
    visuals.hyperlink_color = t.accent;
    visuals.faint_bg_color = t.raised;
    visuals.extreme_bg_color = t.panel;
    visuals.text_edit_bg_color = Some(t.panel);
    visuals.code_bg_color = t.track;
    visuals.warn_fg_color = t.warn;
    visuals.error_fg_color = t.error;
    visuals.window_corner_radius = CornerRadius::same(radius::FLOAT);
    visuals.menu_corner_radius = CornerRadius::same(radius::FLOAT);
    visuals.window_fill = t.panel;
    visuals.window_stroke = t.strong_rule();
    visuals.window_shadow = t.deep_shadow;
    visuals.popup_shadow = t.shadow;
    visuals.window_highlight_topmost = false;
    visuals.panel_fill = t.panel;
    visuals.text_cursor.stroke = Stroke::new(1.5, t.accent);
    visuals.indent_has_left_vline = false;
    visuals.striped = false;
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals
}

fn widgets(t: &Tokens) -> Widgets {
    let state = |fill: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    Widgets {
        noninteractive: state(t.panel, t.line2, t.text),
        inactive: state(t.panel, t.line2, t.text),
        hovered: state(t.hover, t.ctl, t.text),
        active: state(t.sel, t.accent, t.text),
        open: state(t.sel, t.line2, t.text),
    }
}
