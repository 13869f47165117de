//! The rules of the date, as flags: what touches this deal, by which article, and how far that was
//! checked.

use eframe::egui;
use egui::{Color32, Role, Sense, WidgetInfo, pos2, vec2};

use crate::domain::deal::rules::{Flag, Severity};
use crate::ui::negotiate::Page;
use crate::ui::tokens::{Tokens, Type, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{Sign, section_heading};

const SIGN: f32 = 20.0;

/// The flags of the day, then those of the chosen package.
pub fn flags_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some(evaluation) = page.shown.evaluation() else {
        return;
    };
    let chosen = page.chosen();
    let package = chosen.and_then(|idx| evaluation.packages.get(idx));
    let mut flags: Vec<&Flag> = evaluation.flags.iter().collect();
    flags.extend(package.iter().flat_map(|found| &found.flags));
    flags.sort_by_key(|flag| flag.severity);
    let note = package.map_or_else(String::new, |found| format!("package {}", found.name));
    section_heading(ui, "Rules of the date", &note);
    if flags.is_empty() {
        let words = "No rule that we know touches this deal. Enter his birth and his contract for those that ask for them.";
        Type::Note.wrapped(ui, words, Tokens::of(ui).text2);
    }
    for flag in flags {
        flag_ui(ui, flag);
    }
}

fn sign(severity: Severity) -> Sign {
    match severity {
        Severity::Blocking => Sign::Error,
        Severity::Warning => Sign::Warning,
        Severity::Note => Sign::Note,
    }
}

fn flag_ui(ui: &mut egui::Ui, flag: &Flag) {
    let t = Tokens::of(ui);
    let sign = sign(flag.severity);
    let binding = if flag.binding {
        ""
    } else {
        ", reference line, binds nobody at present"
    };
    let article = format!("{}; {}{binding}", flag.article, flag.mark.label());
    let width = ui.available_width();
    let room = width - SIGN;
    let text = paint::block(ui, &flag.text, Type::Body, t.text2, room);
    let below = paint::block(ui, &article, Type::Note, t.text3, room);
    let height = text.size().y + below.size().y + space::S;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        let words = format!("{}. {} {article}", sign.word(), flag.text);
        WidgetInfo::labeled(Role::Label, true, words)
    });
    let top = rect.top() + 3.0;
    let centre = pos2(rect.left() + 7.0, top + 8.0);
    sign.icon()
        .paint_at(ui.painter(), centre, 13.0, sign.colour(t));
    let left = rect.left() + SIGN;
    let split = top + text.size().y;
    ui.painter()
        .galley(pos2(left, top), text, Color32::PLACEHOLDER);
    ui.painter()
        .galley(pos2(left, split), below, Color32::PLACEHOLDER);
}
