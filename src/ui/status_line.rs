//! The status line: the file at the left; running jobs, findings and help at the right.

use eframe::egui;
use egui::{Align, Layout};

use super::ViewCtx;
use super::state::{Floating, Screen, ViewState};
use super::tokens::{Tokens, Type, space};
use super::widgets::paint;
use super::widgets::progress::Progress;
use crate::editor::command::{Command, Commands};

/// Work that takes less than this, in seconds, is not announced.
const PATIENCE: f64 = 0.1;
/// How often the count of a running job is drawn anew.
const TICK: std::time::Duration = std::time::Duration::from_millis(100);

/// The status line.
pub fn status_line_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    let top = ui.max_rect().top() + 0.5;
    ui.painter()
        .hline(ui.max_rect().x_range(), top, t.strong_rule());
    ui.horizontal_centered(|ui| {
        ui.add_space(space::M);
        ui.label(Type::Note.rich(file_words(ctx)).color(t.text2));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::S);
            if link(ui, "F1 shortcuts") {
                view.floating = Some(Floating::Shortcuts);
            }
            if link(ui, &ctx.derived.findings.counts().to_string()) {
                view.show(Screen::Overview);
                view.scroll_to_findings = true;
            }
            jobs_ui(ui, ctx, out);
        });
    });
}

fn link(ui: &mut egui::Ui, words: &str) -> bool {
    let response = ui.add(egui::Button::new(Type::Note.rich(words)).frame(false));
    if response.has_focus() {
        paint::focus_ring_inside(ui, response.rect.expand2(egui::vec2(space::XS, 1.0)));
    }
    response.clicked()
}

fn jobs_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, out: &mut Commands) {
    let now = ctx.editor.clock().seconds();
    for job in ctx
        .editor
        .jobs()
        .running()
        .iter()
        .filter(|job| !job.label.is_empty())
    {
        let age = now - job.started;
        if age < PATIENCE {
            ui.ctx()
                .request_repaint_after(std::time::Duration::from_secs_f64(PATIENCE - age));
            continue;
        }
        let (done, count) = match job.progress() {
            Some((done, of)) => (Some(done as f32 / of as f32), format!("{done} of {of}")),
            None => (None, String::new()),
        };
        if done.is_some() {
            ui.ctx().request_repaint_after(TICK);
        }
        let progress = Progress {
            label: &job.label,
            done,
            count: &count,
        };
        if progress.ui(ui) {
            out.push(Command::Cancel(job.id));
        }
    }
}

fn file_words(ctx: &ViewCtx<'_>) -> String {
    let document = ctx.document;
    match (&document.path, &document.read_only) {
        (Some(path), None) => path.display().to_string(),
        (Some(path), Some(_)) => format!("{}, to be saved as a copy only", path.display()),
        (None, _) => "In no file yet. Save asks where".to_owned(),
    }
}
