//! Sources: where each fact comes from, and everything that rests on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui;
use egui::{Role, Sense, WidgetInfo, vec2};

use super::ViewCtx;
use super::inspector::named_source;
use super::state::ViewState;
use super::tokens::{Tokens, Type, size, space};
use super::widgets::basis_mark::MarkKind;
use super::widgets::button::{Button, quiet_button};
use super::widgets::choice_field::ChoiceField;
use super::widgets::draft_field::DraftField;
use super::widgets::paint;
use super::widgets::rows::{empty_state, row_ground, section_heading};
use crate::domain::citation::{Citation, citations, grade};
use crate::domain::dossier::{Record, RecordRef};
use crate::domain::edit::Edit;
use crate::domain::field::FieldRef;
use crate::domain::id::SourceId;
use crate::domain::source::{Source, SourceKind};
use crate::domain::sourced::Grade;
use crate::domain::typed;
use crate::editor::command::Commands;

/// Values of one source that are listed; the filter of Players finds more.
const LISTED: usize = 400;

/// What the screen remembers.
#[derive(Default)]
pub struct SourcesState {
    chosen: Option<Chosen>,
    cache: Option<Cache>,
}

/// What the right side shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Chosen {
    Source(SourceId),
    Assumed,
    Unsourced,
}

/// Counts and values of one state of the dossier.
struct Cache {
    serial: u64,
    counts: BTreeMap<Chosen, usize>,
    listed: Option<(Chosen, Vec<Value>)>,
}

struct Value {
    field: FieldRef,
    subject: String,
    text: String,
    mark: MarkKind,
    used: bool,
}

/// The screen.
pub fn sources_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut SourcesState,
    view: &mut ViewState,
    out: &mut Commands,
) {
    if let Some(FieldRef::Source(id)) = view.reveal.clone() {
        state.chosen = Some(Chosen::Source(id));
        view.reveal = None;
    }
    if state.chosen.is_none() {
        state.chosen = ctx
            .dossier
            .sources
            .keys()
            .next()
            .copied()
            .map(Chosen::Source);
    }
    state.refresh(ctx);
    let list = if ctx.narrow { 330.0 } else { 440.0 };
    egui::Panel::left("sources-list")
        .exact_size(list)
        .resizable(false)
        .frame(egui::Frame::new().inner_margin(space::L))
        .show(ui, |ui| list_ui(ui, ctx, state, out));
    egui::CentralPanel::default().frame(egui::Frame::new().inner_margin(space::L)).show(ui, |ui| {
        egui::ScrollArea::vertical().id_salt("source").auto_shrink(false).show(ui, |ui| {
                    // Room for the scroll bar.
                    ui.set_max_width(ui.available_width() - space::M);
            match state.chosen {
                Some(Chosen::Source(id)) => match ctx.dossier.source(id) {
                    Some(source) => ui.push_id(id, |ui| source_ui(ui, ctx, source, state, out)).inner,
                    None => state.chosen = None,
                },
                Some(Chosen::Assumed) => heading(ui, "Assumed", "Values that a person here assumed"),
                Some(Chosen::Unsourced) => {
                    heading(ui, "No source", "Choose a value to say where it comes from, in the inspector of its field");
                }
                None => {}
            }
            values_ui(ui, state, view);
        });
    });
}

impl SourcesState {
    /// Adds a source and shows it.
    pub fn add(&mut self, ctx: &ViewCtx<'_>, out: &mut Commands) {
        let source = named_source(ctx.new_id(), "New source".to_owned());
        self.chosen = Some(Chosen::Source(source.id));
        out.edit(Edit::Put(Record::Source(Arc::new(source))));
    }
}

fn heading(ui: &mut egui::Ui, title: &str, note: &str) {
    ui.label(Type::Title.rich(title));
    ui.label(Type::Body.rich(note).color(Tokens::of(ui).text2));
}

fn list_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, state: &mut SourcesState, out: &mut Commands) {
    ui.horizontal(|ui| {
        ui.label(Type::Title.rich("Sources"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if Button::quiet("Add a source")
                .icon(super::icons::Icon::Plus)
                .ui(ui)
                .clicked()
            {
                state.add(ctx, out);
            }
        });
    });
    ui.add_space(space::S);
    if ctx.dossier.sources.is_empty() {
        empty_state(
            ui,
            "No sources yet",
            "Name the papers, providers and people from whom facts come. A number with a source can be defended in the meeting.",
            None,
        );
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    header_ui(ui);
    egui::ScrollArea::vertical()
        .id_salt("sources")
        .auto_shrink(false)
        .show(ui, |ui| {
            for source in ctx.dossier.sources.values() {
                let aside = source.on.map_or_else(String::new, |on| on.to_string());
                let row = Row {
                    name: &source.name,
                    aside: &aside,
                    grade: Some(&source.grade),
                };
                list_row_ui(ui, state, Chosen::Source(source.id), &row);
            }
            for (chosen, name) in [
                (Chosen::Assumed, "Assumed here"),
                (Chosen::Unsourced, "No source"),
            ] {
                if state.count(chosen) > 0 {
                    list_row_ui(
                        ui,
                        state,
                        chosen,
                        &Row {
                            name,
                            aside: "",
                            grade: None,
                        },
                    );
                }
            }
        });
}

struct Row<'a> {
    name: &'a str,
    aside: &'a str,
    grade: Option<&'a Grade>,
}

/// The names of fields, and the fields beside them.
const NAME: f32 = 84.0;
const FIELD: f32 = 460.0;
const COUNT: f32 = 48.0;
const GRADE: f32 = 44.0;
const AS_OF: f32 = 84.0;

fn header_ui(ui: &mut egui::Ui) {
    let t = Tokens::of(ui);
    let (rect, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::DENSE_ROW), Sense::hover());
    let word = |right: f32, text: &str| {
        let galley = paint::line(ui, text, Type::Note, t.text3, rect.width());
        paint::put_right(ui.painter(), right, rect, &galley);
    };
    let name = paint::line(ui, "Name", Type::Note, t.text3, rect.width());
    paint::put_left(ui.painter(), rect.left() + space::S, rect, &name);
    word(rect.right() - space::S, "Values");
    word(rect.right() - COUNT - space::S, "Grade");
    word(rect.right() - COUNT - GRADE - space::S, "As of");
    paint::rule_below(ui.painter(), rect, t.strong_rule());
}

fn list_row_ui(ui: &mut egui::Ui, state: &mut SourcesState, chosen: Chosen, row: &Row<'_>) {
    let t = Tokens::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    let on = state.chosen == Some(chosen);
    let count = state.count(chosen);
    response.widget_info(|| {
        WidgetInfo::selected(
            Role::ListBoxOption,
            true,
            on,
            format!("{}, {count} values", row.name),
        )
    });
    row_ground(ui, rect, &response, on);
    let right = rect.right() - space::S;
    let put = |right: f32, text: &str, colour| {
        let galley = paint::line(ui, text, Type::Body, colour, AS_OF);
        paint::put_right(ui.painter(), right, rect, &galley);
    };
    put(right, &count.to_string(), t.text);
    put(right - COUNT, row.grade.map_or("", Grade::key), t.text2);
    put(right - COUNT - GRADE, row.aside, t.text2);
    let room = rect.width() - COUNT - GRADE - AS_OF - 2.0 * space::S;
    let name = paint::line(ui, row.name, Type::Body, t.text, room);
    paint::put_left(ui.painter(), rect.left() + space::S, rect, &name);
    if response.clicked() {
        state.chosen = Some(chosen);
    }
}

/// The texts of a source: their names, what an empty one asks for, and where they are.
type Text = (&'static str, &'static str, fn(&mut Source) -> &mut String);
const TEXTS: [Text; 5] = [
    ("Name", "its name", |source| &mut source.name),
    ("Title", "headline or table", |source| &mut source.title),
    ("Address", "web address", |source| &mut source.url),
    ("Licence", "terms of use", |source| &mut source.licence),
    ("Note", "what to know about it", |source| &mut source.note),
];

fn source_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    source: &Arc<Source>,
    state: &SourcesState,
    out: &mut Commands,
) {
    let mut next = Source::clone(source);
    heading(ui, &source.name, source.kind.label());
    ui.add_space(space::M);
    section_heading(ui, "About this source", "");
    ui.spacing_mut().item_spacing.y = space::XS;
    for (label, hint, place) in TEXTS {
        let text = place(&mut next);
        let shown = text.clone();
        let field = DraftField::new(label, &shown).hint(hint);
        let parse = |text: &str| Ok(text.trim().to_owned());
        let typed = labelled_ui(ui, label, |ui, width| field.width(width).ui(ui, parse));
        if let Some(typed) = typed.committed {
            *text = typed;
        }
    }
    let shown = source.on.map_or_else(String::new, |on| on.to_string());
    let field = DraftField::new("As of", &shown).hint("date of the statement");
    let parse = |text: &str| typed::date(text, ctx.on).map_err(|err| err.to_string());
    let typed = labelled_ui(ui, "As of", |ui, width| field.width(width).ui(ui, parse));
    if let Some(on) = typed.committed {
        next.on = on;
    }
    if let Some(grade) = pick_ui(ui, "Grade", Grade::ALL, &source.grade, Grade::label) {
        next.grade = grade;
    }
    if let Some(kind) = pick_ui(ui, "Kind", SourceKind::ALL, &source.kind, SourceKind::label) {
        next.kind = kind;
    }
    if next != **source {
        out.edit(Edit::Put(Record::Source(Arc::new(next))));
    }
    ui.add_space(space::M);
    let unused = state.count(Chosen::Source(source.id)) == 0;
    if unused && quiet_button(ui, "Remove this source").clicked() {
        out.edit(Edit::Remove(RecordRef::Source(source.id)));
    }
    ui.add_space(space::S);
}

fn pick_ui<T: Clone + PartialEq>(
    ui: &mut egui::Ui,
    label: &str,
    all: &[T],
    now: &T,
    words: impl Fn(&T) -> &str,
) -> Option<T> {
    let mut items: Vec<(T, &str)> = all.iter().map(|item| (item.clone(), words(item))).collect();
    if !all.contains(now) {
        items.insert(0, (now.clone(), words(now)));
    }
    labelled_ui(ui, label, |ui, width| {
        let name = format!("{label}, {}", words(now));
        ChoiceField::new(&name, words(now))
            .width(width)
            .ui(ui, &items, Some(now))
    })
}

/// A field beside its name: the eye need not cross the page.
fn labelled_ui<R>(
    ui: &mut egui::Ui,
    label: &str,
    field: impl FnOnce(&mut egui::Ui, f32) -> R,
) -> R {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(NAME, size::CONTROL), Sense::hover());
        let words = paint::line(ui, label, Type::Body, Tokens::of(ui).text2, NAME);
        paint::put_left(ui.painter(), rect.left(), rect, &words);
        let width = ui.available_width().min(FIELD);
        field(ui, width)
    })
    .inner
}

fn values_ui(ui: &mut egui::Ui, state: &SourcesState, view: &mut ViewState) {
    let Some(chosen) = state.chosen else { return };
    let Some((_, values)) = state.cache.as_ref().and_then(|cache| cache.listed.as_ref()) else {
        return;
    };
    let count = state.count(chosen);
    let note = if count > values.len() {
        format!("the first {} of {count}", values.len())
    } else {
        count.to_string()
    };
    ui.add_space(space::L);
    section_heading(ui, "What rests on it", &note);
    if values.is_empty() {
        ui.label(Type::Body.rich("Nothing yet").color(Tokens::of(ui).text2));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    for value in values {
        if value_row_ui(ui, value) {
            view.show_field(&value.field);
        }
    }
}

fn value_row_ui(ui: &mut egui::Ui, value: &Value) -> bool {
    let t = Tokens::of(ui);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    if !ui.is_rect_visible(rect) {
        return false;
    }
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Button,
            true,
            format!("{}, {}", value.subject, value.text),
        )
    });
    row_ground(ui, rect, &response, false);
    let subject = paint::line(ui, &value.subject, Type::Body, t.text2, 220.0);
    paint::put_left(ui.painter(), rect.left() + space::S, rect, &subject);
    let room = rect.width() - 236.0 - size::MARK_SLOT - space::S - 60.0;
    let text = paint::line(ui, &value.text, Type::Body, t.text, room);
    paint::put_left(ui.painter(), rect.left() + 236.0, rect, &text);
    let slot = rect
        .with_min_x(rect.right() - size::MARK_SLOT)
        .translate(vec2(-space::XS, 0.0));
    value.mark.paint_in_slot(ui.painter(), t, slot);
    if !value.used {
        let note = paint::line(ui, "not used", Type::Note, t.text3, 60.0);
        paint::put_right(ui.painter(), slot.left() - space::S, rect, &note);
    }
    response.clicked()
}

fn chosen_of(citation: &Citation<'_>) -> Chosen {
    match (&citation.basis.assumed_by, citation.basis.source) {
        (Some(_), _) => Chosen::Assumed,
        (None, Some(source)) => Chosen::Source(source),
        (None, None) => Chosen::Unsourced,
    }
}

impl SourcesState {
    fn count(&self, chosen: Chosen) -> usize {
        self.cache
            .as_ref()
            .and_then(|cache| cache.counts.get(&chosen))
            .copied()
            .unwrap_or(0)
    }

    fn refresh(&mut self, ctx: &ViewCtx<'_>) {
        let serial = ctx.document.history.serial();
        let fresh = self.cache.as_ref().is_some_and(|cache| {
            cache.serial == serial
                && cache.listed.as_ref().map(|(chosen, _)| *chosen) == self.chosen
        });
        if fresh {
            return;
        }
        let mut counts = BTreeMap::new();
        let mut values = Vec::new();
        for citation in citations(ctx.dossier) {
            let of = chosen_of(&citation);
            *counts.entry(of).or_insert(0) += 1;
            if Some(of) == self.chosen && values.len() < LISTED {
                values.push(value_of(ctx, &citation));
            }
        }
        self.cache = Some(Cache {
            serial,
            counts,
            listed: self.chosen.map(|chosen| (chosen, values)),
        });
    }
}

fn value_of(ctx: &ViewCtx<'_>, citation: &Citation<'_>) -> Value {
    let whose = citation
        .field
        .player()
        .and_then(|id| ctx.dossier.player(id))
        .map(|player| player.short_name());
    let what = citation.field.label();
    let subject = match whose {
        Some(name) => format!("{name}, {}", what.to_lowercase()),
        None => what.to_owned(),
    };
    let mark = super::widgets::basis_mark::mark_of(
        citation.basis,
        grade(ctx.dossier, citation.basis),
        false,
    );
    Value {
        field: citation.field.clone(),
        subject,
        text: citation.value.to_string(),
        mark,
        used: citation.used,
    }
}
