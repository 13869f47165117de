//! The eframe adapter: what the desktop tells the program, and what the program tells the desktop.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use eframe::egui;

use crate::editor::Editor;
use crate::editor::action::Action;
use crate::editor::clock::SystemClock;
use crate::editor::command::{Command, Sample};
use crate::editor::dialogs::NativeDialogs;
use crate::editor::jobs::Runner;
use crate::store::{Journals, PoolCache};
use crate::ui;
use crate::ui::screens::Screens;
use crate::ui::state::{Settings, ViewState};
use crate::ui::widgets::draft_field::{commit_focused, untaken_drafts};
use crate::ui::{fonts, tokens};

/// The key under which the settings of the window are stored.
const SETTINGS: &str = "settings";

/// The program in its window.
pub struct App {
    editor: Editor,
    view: ViewState,
    screens: Screens,
    /// Files that a second start hands over.
    handed_over: Option<Receiver<PathBuf>>,
    title: String,
    focused: bool,
    /// How far the program is with showing itself.
    start: Start,
}

/// The first frames.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// Nothing was drawn yet.
    Blank,
    /// The first frame was drawn; when the next one begins, it stands on the screen.
    Drawn,
    /// Work that nobody saw in the first frame has begun.
    Over,
}

impl App {
    /// Opens the files, or the first sample if there are none.
    pub fn new(
        cc: &eframe::CreationContext<'_>,
        files: Vec<PathBuf>,
        handed_over: Option<Receiver<PathBuf>>,
    ) -> Self {
        let settings: Settings = cc
            .storage
            .and_then(|storage| eframe::get_value(storage, SETTINGS))
            .unwrap_or_default();
        prepare(&cc.egui_ctx, &settings);
        let ctx = cc.egui_ctx.clone();
        let wake = Arc::new(move || ctx.request_repaint());
        let mut editor = Editor::new(
            Arc::new(SystemClock::default()),
            NativeDialogs::probe(),
            Runner::Threads,
            wake,
        );
        if let Some(cache) = PoolCache::of_user() {
            editor.set_table_cache(cache);
        }
        if let Some(journals) = Journals::of_user() {
            editor.set_journals(journals);
        }
        editor.put_off_tables();
        editor.apply(Command::SetAuthor(user_name()));
        editor.apply(Command::SetRecent(settings.recent.clone()));
        if files.is_empty() {
            editor.apply(Command::OpenSample(Sample::Konate2025));
        }
        let opening = files.clone();
        for file in files {
            editor.apply(Command::Open(file));
        }
        editor.look_for_unsaved(opening);
        let view = ViewState::new(settings);
        Self {
            editor,
            view,
            screens: Screens::default(),
            handed_over,
            title: String::new(),
            focused: true,
            start: Start::Blank,
        }
    }

    fn begin_what_was_put_off(&mut self) {
        if self.start == Start::Drawn {
            self.start = Start::Over;
            self.editor.look_for_tables();
        }
    }

    fn take_files_handed_over(&mut self, ctx: &egui::Context) {
        let Some(receiver) = &self.handed_over else {
            return;
        };
        let files: Vec<PathBuf> = receiver.try_iter().collect();
        if files.is_empty() {
            return;
        }
        // An empty path only asks for the window.
        for file in files
            .into_iter()
            .filter(|file| !file.as_os_str().is_empty())
        {
            self.editor.apply(Command::Open(file));
        }
        ctx.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
        ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
    }

    fn watch_focus(&mut self, ctx: &egui::Context) {
        let focused = ctx.input(|input| input.viewport().focused).unwrap_or(true);
        if focused && !self.focused {
            self.editor.apply(Command::LookAtFile);
        }
        if !focused && self.focused {
            self.editor.keep_now();
        }
        self.focused = focused;
    }

    /// What is done every few seconds, whether or not anybody moves the mouse.
    fn keep_and_watch(&mut self, ctx: &egui::Context) {
        let waits = [self.editor.keep_up(), self.editor.watch_files()];
        for wait in waits.into_iter().flatten() {
            ctx.request_repaint_after(Duration::from_secs_f64(wait.max(0.0)));
        }
    }

    fn watch_close(&mut self, ctx: &egui::Context) {
        if ctx.input(|input| input.viewport().close_requested()) && !self.editor.ended() {
            if untaken_drafts(ctx).is_empty() {
                self.editor.apply(Command::Quit);
            } else if !self.view.actions.contains(&Action::Quit) {
                // The frame takes what is being typed, or asks.
                commit_focused(ctx);
                self.view.actions.push(Action::Quit);
                ctx.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
            }
            if !self.editor.ended() {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            }
        }
        if self.editor.ended() {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn set_title(&mut self, ctx: &egui::Context) {
        let document = self.editor.shown();
        let mark = if document.unsaved() { "• " } else { "" };
        let title = format!("{mark}{} – Backline", document.name());
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// What a desktop takes of the height of a monitor for the title of a window, in points.
const TITLE: f32 = 36.0;

/// Lets the desktop lay out a window that its monitor has no room for: the size of the first start
/// is a wish, and what lies below the edge cannot be reached.
fn fit_to_monitor(ctx: &egui::Context) {
    let (inner, monitor) = ctx.input(|input| {
        let viewport = input.viewport();
        (viewport.inner_rect, viewport.monitor_size)
    });
    if let (Some(inner), Some(monitor)) = (inner, monitor)
        && !has_room(inner.size(), monitor)
    {
        ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
    }
}

/// True if a window of this size and its title lie within the monitor.
fn has_room(inner: egui::Vec2, monitor: egui::Vec2) -> bool {
    // A monitor that says nothing of its size is taken for large enough.
    monitor.min_elem() <= 0.0 || (inner.x <= monitor.x && inner.y + TITLE <= monitor.y)
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.begin_what_was_put_off();
        self.editor.finish_jobs();
        self.take_files_handed_over(ctx);
        self.watch_focus(ctx);
        self.watch_close(ctx);
        self.keep_and_watch(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        ui::window_ui(ui, &mut self.editor, &mut self.view, &mut self.screens);
        // A job that ends at once should not wait for the next event.
        self.editor.finish_jobs();
        let ctx = ui.ctx().clone();
        self.set_title(&ctx);
        if self.editor.ended() {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        if self.start == Start::Blank {
            self.start = Start::Drawn;
            fit_to_monitor(&ctx);
            ctx.request_repaint();
        }
    }

    fn save(&mut self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, SETTINGS, &self.view.settings);
    }
}

/// Typefaces, style and scale; also for tests and pictures, so that they show the same program.
pub fn prepare(ctx: &egui::Context, settings: &Settings) {
    fonts::install(ctx);
    tokens::apply(ctx, settings.theme);
    ctx.set_zoom_factor(settings.zoom);
    ctx.options_mut(|options| {
        // The program has its own, with a limit and a question.
        options.zoom_with_keyboard = false;
        options.quit_shortcuts.clear();
    });
}

fn user_name() -> String {
    let name = std::env::var("USER").or_else(|_| std::env::var("USERNAME"));
    name.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_its_monitor_cannot_hold_is_noticed() {
        for (inner, monitor, expected) in [
            ([1440.0, 900.0], [1920.0, 1080.0], true),
            ([1440.0, 900.0], [1440.0, 900.0], false),
            ([1440.0, 900.0], [1366.0, 1080.0], false),
            ([1440.0, 860.0], [1440.0, 900.0], true),
            ([1440.0, 900.0], [0.0, 0.0], true),
        ] {
            assert_eq!(
                has_room(inner.into(), monitor.into()),
                expected,
                "{inner:?} on {monitor:?}"
            );
        }
    }
}
