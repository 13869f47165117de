//! What is on the screen. Views read the dossier and push commands; nothing here changes it.

pub mod fonts;
pub mod icons;
pub mod tokens;
pub mod widgets;

pub mod actions;
pub mod dialogs;
mod drop;
pub mod inspector;
pub mod notices_view;
pub mod palette;
pub mod rail;
pub mod state;
pub mod status_line;
pub mod top_strip;

pub mod compare;
pub mod data;
pub mod negotiate;
pub mod overview;
pub mod players;
pub mod profile;
pub mod sources;

pub mod screens;

pub mod gallery;

mod context;
mod pool_fields;
mod reckoned;
mod untaken;

use eframe::egui;

pub use self::context::ViewCtx;
use self::screens::Screens;
use self::state::{Screen, ViewState};
use self::tokens::{Tokens, size};
use self::widgets::chart::{set_imprint, take_asked};
use crate::domain::date::day_text;
use crate::editor::Editor;
use crate::editor::command::{Command, Commands};

/// Draws the window and carries out what was asked for in it.
pub fn window_ui(
    ui: &mut egui::Ui,
    editor: &mut Editor,
    view: &mut ViewState,
    screens: &mut Screens,
) {
    let mut out = Commands::default();
    {
        let ctx = ViewCtx::new(ui, editor);
        let before = view.currency_on_turn(ctx.document.key, ctx.dossier.id);
        if before.is_some() {
            out.push(Command::LookIn(before));
        }
        if view.turn_to(ctx.document.key, ctx.dossier.id, editor.clock().now()) {
            *screens = Screens::default();
        }
        set_imprint(ui.ctx(), imprint(&ctx));
        untaken::go_to_field(ui, view);
        frame_ui(ui, &ctx, view, screens, &mut out);
        untaken::note_typing(ui, &ctx, view);
    }
    out.extend(take_asked(ui.ctx()));
    for command in out.take() {
        editor.apply(command);
    }
    if let Some(picture) = editor.take_picture() {
        let size = [picture.width, picture.height];
        let image = egui::ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
        ui.ctx().copy_image(image);
    }
    view.settings.recent = editor.recent().to_vec();
}

/// What the pictures of charts say at their foot.
fn imprint(ctx: &ViewCtx<'_>) -> String {
    format!("{}, at {}", ctx.document.name(), day_text(ctx.on))
}

fn frame_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    screens: &mut Screens,
    out: &mut Commands,
) {
    view.narrow = ctx.narrow;
    inspector::settle(ctx, view);
    if !view.is_covered(ctx.editor) {
        actions::shortcuts_ui(ui, ctx, view, screens, out);
    }
    drop::dropped_files(ui, view, screens, out);
    apply_settings(ui, view);

    let t = Tokens::of(ui);
    let bare = |fill| egui::Frame::new().fill(fill);
    egui::Panel::top("strip")
        .exact_size(size::STRIP)
        .frame(bare(t.bg))
        .show(ui, |ui| top_strip::top_strip_ui(ui, ctx, view, out));
    egui::Panel::bottom("status")
        .exact_size(size::STATUS)
        .frame(bare(t.bg))
        .show(ui, |ui| status_line::status_line_ui(ui, ctx, view, out));
    let rail = if ctx.narrow {
        size::NARROW_RAIL
    } else {
        size::RAIL
    };
    egui::Panel::left("rail")
        .exact_size(rail)
        .resizable(false)
        .frame(bare(t.bg))
        .show(ui, |ui| rail::rail_ui(ui, ctx, view));
    if inspector::is_open(view) && !ctx.narrow {
        egui::Panel::right("inspector")
            .exact_size(size::INSPECTOR)
            .resizable(false)
            .frame(bare(t.raised))
            .show(ui, |ui| inspector::inspector_ui(ui, ctx, view, out));
    }
    egui::CentralPanel::default()
        .frame(bare(t.panel))
        .show(ui, |ui| screen_ui(ui, ctx, view, screens, out));
    if inspector::is_open(view) && ctx.narrow {
        inspector::over_ui(ui, ctx, view, out);
    }

    notices_view::notices_ui(ui, ctx, out);
    palette::palette_ui(ui, ctx, &mut screens.palette, view);
    dialogs::dialogs_ui(ui, ctx, view, out);
    drop::hint_ui(ui);
    actions::run(ui, ctx, view, screens, out);
}

fn screen_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    screens: &mut Screens,
    out: &mut Commands,
) {
    match view.screen {
        Screen::Overview => overview::overview_ui(ui, ctx, view, out),
        Screen::Players => players::players_ui(ui, ctx, &mut screens.players, view, out),
        Screen::Compare => compare::compare_ui(ui, ctx, &mut screens.compare, view, out),
        Screen::Profile => profile::profile_ui(ui, ctx, view, out),
        Screen::Negotiate => negotiate::negotiate_ui(ui, ctx, &mut screens.negotiate, view, out),
        Screen::Data => data::data_ui(ui, ctx, &mut screens.data, view, out),
        Screen::Sources => sources::sources_ui(ui, ctx, &mut screens.sources, view, out),
    }
}

/// Theme and scale are settings of the window; they are set when they differ.
fn apply_settings(ui: &egui::Ui, view: &ViewState) {
    let ctx = ui.ctx();
    if ctx.options(|options| options.theme_preference) != view.settings.theme {
        ctx.set_theme(view.settings.theme);
    }
    if (ctx.zoom_factor() - view.settings.zoom).abs() > 0.001 {
        ctx.set_zoom_factor(view.settings.zoom);
    }
}

/// What the window asks when the desktop wants to close it.
pub fn close_requested(editor: &mut Editor) {
    editor.apply(Command::Quit);
}
