//! The heads of the packages: choose, rename, copy, move, remove, answer; and what one of them
//! costs by season.

use std::sync::Arc;

use eframe::egui;
use egui::{Rect, Role, Sense, WidgetInfo, pos2, vec2};

use super::terms::{CELL, Columns};
use super::{Page, Shown, explain};
use crate::domain::deal::figure::{Figure, PackageFigure};
use crate::domain::deal::scenario::SeasonCash;
use crate::domain::dossier::Record;
use crate::domain::edit::{Edit, NegotiationEdit, PackageEdit};
use crate::domain::field::{FieldRef, TermField};
use crate::domain::figures::millions_text;
use crate::domain::id::NegotiationId;
use crate::domain::negotiation::Side;
use crate::domain::package::Package;
use crate::domain::source::Source;
use crate::domain::sourced::Basis;
use crate::domain::talks::ledger::source_named;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, radius, size, space};
use crate::ui::widgets::button::Button;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};
use crate::ui::widgets::fields::name_of;
use crate::ui::widgets::menu::{menu_below, menu_item, menu_item_off};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{row_ground, section_heading};

/// The names above the columns.
pub fn header_ui(ui: &mut egui::Ui, page: &mut Page<'_>, columns: &Columns) {
    let t = Tokens::of(ui);
    let row = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let taken = columns.label + columns.lock() + CELL * columns.shown.len() as f32;
        let worth = if columns.worth {
            columns.worth_width
        } else {
            0.0
        };
        let free = (ui.available_width() - taken - worth).max(0.0);
        let wanted = vec2(columns.label + columns.lock(), size::ROW);
        let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
        let words = paint::line(ui, "Term", Type::Note, t.text3, rect.width());
        paint::put_left(ui.painter(), rect.left(), rect, &words);
        if columns.more {
            let left = rect.left() + words.size().x + space::XS;
            let place = Rect::from_min_max(pos2(left, rect.top()), rect.max);
            all_ui(ui, page, columns, place);
        }
        for idx in columns.shown.clone() {
            if let Some(package) = page.shown.negotiation.packages.get(idx) {
                ui.push_id(package.id, |ui| {
                    head_ui(ui, page, (idx, package));
                });
            }
        }
        if columns.worth {
            let (rect, _) = ui.allocate_exact_size(vec2(worth, size::ROW), Sense::hover());
            let words = paint::line(ui, "worth, us / them", Type::Note, t.text3, worth);
            paint::put_right(ui.painter(), rect.right() - size::MARK_SLOT, rect, &words);
        }
        ui.add_space(free);
    });
    let bottom = row.response.rect.bottom() - 0.5;
    let range = row.response.rect.left()..=(row.response.rect.left() + ui.available_width());
    ui.painter().hline(range, bottom, t.strong_rule());
}

/// The way to the packages that have no room beside the others.
fn all_ui(ui: &mut egui::Ui, page: &mut Page<'_>, columns: &Columns, place: Rect) {
    let packages = &page.shown.negotiation.packages;
    let (from, to) = (columns.shown.start + 1, columns.shown.end);
    let words = format!("{from}–{to} of {} packages", packages.len());
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let builder = egui::UiBuilder::new().max_rect(place).layout(layout);
    let button = Button::bare(&words)
        .chevron()
        .hint("Choose which package is worked on; its neighbours stand beside it")
        .ui(&mut ui.new_child(builder));
    let chosen = page.chosen();
    menu_below(&button, |ui| {
        ui.set_min_width(200.0);
        for (idx, package) in packages.iter().enumerate() {
            let aside = match (chosen == Some(idx), columns.shown.contains(&idx)) {
                (true, _) => "worked on",
                (false, true) => "shown",
                (false, false) => "",
            };
            if menu_item(ui, &package.name, aside).clicked() {
                page.state.package = Some(package.id);
                ui.close();
            }
        }
    });
}

fn head_ui(ui: &mut egui::Ui, page: &mut Page<'_>, (idx, package): (usize, &Package)) {
    if page.state.renaming == Some(package.id) {
        rename_ui(ui, page, package);
        return;
    }
    let t = Tokens::of(ui);
    let chosen = page.chosen() == Some(idx);
    let (rect, response) = ui.allocate_exact_size(vec2(CELL, size::ROW), Sense::click());
    let theirs = page.shown.negotiation.side_of(package) == Side::Seller;
    let name = if theirs && !package.name.contains("answer") {
        format!("Package {}, their answer", package.name)
    } else {
        format!("Package {}", package.name)
    };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &name));
    if response.hovered() {
        ui.painter().rect_filled(rect, radius::CONTROL, t.hover);
    }
    let (kind, ink) = match (chosen, theirs) {
        (true, false) => (Type::NoteStrong, t.text),
        (false, false) => (Type::Note, t.text2),
        (true, true) => (Type::NoteStrong, t.them),
        (false, true) => (Type::Note, t.them),
    };
    let words = paint::line(
        ui,
        &package.name,
        kind,
        ink,
        CELL - size::MARK_SLOT - space::XS,
    );
    paint::put_right(ui.painter(), rect.right() - size::MARK_SLOT, rect, &words);
    let sign = pos2(rect.right() - size::MARK_SLOT / 2.0 + 2.0, rect.center().y);
    Icon::ChevronDown.paint_at(ui.painter(), sign, 10.0, t.text3);
    if response.has_focus() {
        paint::focus_ring_inside(ui, rect);
    }
    page.view.follow(
        &FieldRef::Package(page.shown.negotiation.id, package.id),
        &response,
    );
    if response.clicked() {
        page.state.package = Some(package.id);
    }
    let response = response.on_hover_text(format!(
        "{name}\nShow, rename, duplicate, move, answer, remove"
    ));
    menu_below(&response, |ui| {
        ui.set_min_width(200.0);
        menu_ui(ui, page, (idx, package));
    });
}

fn menu_ui(ui: &mut egui::Ui, page: &mut Page<'_>, (idx, package): (usize, &Package)) {
    let id = page.shown.negotiation.id;
    let last = page.shown.negotiation.packages.len().saturating_sub(1);
    let mut edit = None;
    if menu_item(ui, "Rename…", "").clicked() {
        page.state.renaming = Some(package.id);
        ui.close();
    }
    if menu_item(ui, "Duplicate", "").clicked() {
        let name = page.shown.negotiation.next_name();
        let mut copy = package.copied(name, || page.ctx.editor.clock().new_id());
        copy.answers = None;
        page.state.package = Some(copy.id);
        edit = Some(NegotiationEdit::AddPackage(copy));
        ui.close();
    }
    if let Some((reply, source)) = reply_to(page.ctx, page.shown, package) {
        if menu_item(ui, "Enter their answer", "").clicked() {
            page.state.package = Some(reply.id);
            let fee = FieldRef::Term(id, reply.id, TermField::FixedFee);
            page.view.reveal = Some(fee);
            page.out.edit(with_source(id, reply, source));
            ui.close();
        }
    } else {
        menu_item_off(ui, "Enter their answer", "not sent yet");
    }
    for (words, to) in [
        ("Move left", idx.checked_sub(1)),
        ("Move right", Some(idx + 1).filter(|to| *to <= last)),
    ] {
        match to {
            Some(to) => {
                if menu_item(ui, words, "").clicked() {
                    edit = Some(NegotiationEdit::MovePackage { id: package.id, to });
                    ui.close();
                }
            }
            None => drop(menu_item_off(ui, words, "at the end")),
        }
    }
    if menu_item(ui, "Remove", "").clicked() {
        edit = Some(NegotiationEdit::RemovePackage(package.id));
        ui.close();
    }
    if let Some(edit) = edit {
        page.edit(edit);
    }
}

/// A package for their answer to what was sent last of this one: the same terms, to be changed.
fn reply_to(
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    package: &Package,
) -> Option<(Package, Option<Source>)> {
    let negotiation = &shown.negotiation;
    let sent =
        negotiation.rounds.iter().rev().find(|round| {
            round.package == Some(package.id) && !negotiation.is_corrected(round.id)
        })?;
    let terms = sent.terms.as_deref()?;
    let short = package.name.split([',', ' ']).next().unwrap_or("");
    let name = match &sent.side {
        Side::Buyer | Side::Other(_) => format!("{short}, their answer"),
        Side::Seller => format!("{short}, our answer"),
    };
    let mut reply = terms.copied(name, || ctx.editor.clock().new_id());
    reply.made_from = Some(package.id);
    reply.answers = Some(sent.id);
    // What a club answers to us, it says itself.
    let club = match &sent.side {
        Side::Buyer | Side::Other(_) => negotiation.club(&Side::Seller),
        Side::Seller => negotiation.club(&Side::Buyer),
    };
    let mut source = None;
    reply.basis = Basis::default();
    if !club.is_empty() {
        let (id, new) = source_named(club, true, ctx.dossier, ctx.new_id());
        reply.basis = Basis::reported(id);
        source = new;
    }
    Some((reply, source))
}

/// Adding a package with the source that it rests on, if that is new.
fn with_source(id: NegotiationId, package: Package, source: Option<Source>) -> Edit {
    let label = format!("add package {}", package.name);
    let add = Edit::Negotiation(id, NegotiationEdit::AddPackage(package));
    match source {
        None => add,
        Some(source) => Edit::Many {
            label,
            edits: vec![Edit::Put(Record::Source(Arc::new(source))), add],
        },
    }
}

fn rename_ui(ui: &mut egui::Ui, page: &mut Page<'_>, package: &Package) {
    let field = DraftField::new("Name of the package", &package.name)
        .width(CELL)
        .error_place(ErrorPlace::Elsewhere);
    let id = field.resolved_id(ui);
    let was_focused = ui.memory(|memory| memory.has_focus(id));
    let begun = page.state.rename_begun;
    if !begun {
        ui.memory_mut(|memory| memory.request_focus(id));
        page.state.rename_begun = true;
    }
    let found = field.ui(ui, name_of("A package"));
    let left = begun && was_focused && !found.response.has_focus();
    if found.entered || (left && found.error.is_none()) {
        page.state.renaming = None;
        page.state.rename_begun = false;
    }
    if let Some(name) = found.committed {
        let edit = NegotiationEdit::Package(package.id, PackageEdit::Rename(name));
        page.edit(edit);
    }
}

/// Adds a package without terms and shows it.
pub fn add(page: &mut Page<'_>) {
    let name = page.shown.negotiation.next_name();
    let basis = Basis::assumed(page.ctx.editor.author());
    let package = Package::new(page.ctx.new_id(), name, basis);
    let fee = FieldRef::Term(page.shown.negotiation.id, package.id, TermField::FixedFee);
    page.state.package = Some(package.id);
    // Its fee is what is typed next.
    page.view.reveal = Some(fee);
    let edit = NegotiationEdit::AddPackage(package);
    page.edit(edit);
}

/// The place of the words of a season, and of the figure behind its bar.
const SEASON: f32 = 52.0;
const FIGURE: f32 = 200.0;
const BAR: f32 = 10.0;

/// What the package in work costs by season: fixed parts plain, expected add-ons hatched.
pub fn cash_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let Some((idx, package)) = page.package() else {
        return;
    };
    let cash = page.shown.figures(idx).map(|figures| &figures.cash);
    let Some(seasons) = cash.filter(|cash| cash.iter().any(|season| all(season) > 0.0)) else {
        return;
    };
    let heading = format!("Cash we pay by season, {}", package.name);
    let note = format!("{} m, fee and expected add-ons", page.shown.currency());
    section_heading(ui, &heading, &note);
    let most = seasons.iter().map(all).fold(0.0, f64::max);
    let room = (ui.available_width() - SEASON - FIGURE).max(40.0);
    for (row, season) in seasons.iter().enumerate() {
        let t = Tokens::of(ui);
        let wanted = vec2(ui.available_width(), size::DENSE_ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        row_ground(ui, rect, &response, false);
        let words = paint::line(ui, &season.season, Type::Note, t.text2, SEASON);
        paint::put_left(ui.painter(), rect.left(), rect, &words);
        let left = rect.left() + SEASON;
        let scale = |millions: f64| {
            if most > 0.0 {
                room * (millions / most) as f32
            } else {
                0.0
            }
        };
        let (fixed, expected) = (scale(season.fixed), scale(season.expected));
        let top = rect.center().y - BAR / 2.0;
        let bar = Rect::from_min_size(pos2(left, top), vec2(fixed, BAR));
        ui.painter().rect_filled(bar, radius::BAR, t.us);
        let more = Rect::from_min_size(pos2(bar.right(), top), vec2(expected, BAR));
        hatch(ui, more);
        let at = more.right() + space::S;
        let sum = millions_text(all(season));
        let sum = paint::line(ui, &sum, Type::Strong, t.text, FIGURE);
        paint::put_left(ui.painter(), at, rect, &sum);
        let note = match season.expected > 0.0 {
            true => format!("of it expected {}", millions_text(season.expected)),
            false => String::new(),
        };
        let at = at + sum.size().x + space::XS;
        let words = paint::line(ui, &note, Type::Note, t.text2, rect.right() - at);
        paint::put_left(ui.painter(), at, rect, &words);
        let name = format!("{}, {} {note}", season.season, millions_text(all(season)));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.trim()));
        let figure = Figure::Package(idx, PackageFigure::SeasonCash(row));
        explain::follow(ui, page, figure.into(), response);
    }
}

fn all(season: &SeasonCash) -> f64 {
    season.fixed + season.expected
}

fn hatch(ui: &egui::Ui, rect: Rect) {
    if rect.width() < 1.0 {
        return;
    }
    let t = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(rect);
    let stroke = egui::Stroke::new(1.0, t.us);
    let mut x = rect.left() - rect.height();
    while x < rect.right() {
        painter.line_segment(
            [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())],
            stroke,
        );
        x += 4.0;
    }
    ui.painter()
        .rect_stroke(rect, 0, stroke, egui::StrokeKind::Inside);
}
