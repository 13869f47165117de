//! What one statement rests on, to read and to edit.

use std::sync::Arc;

use eframe::egui;

use crate::domain::dossier::Record;
use crate::domain::edit::Edit;
use crate::domain::extra::Extra;
use crate::domain::id::SourceId;
use crate::domain::source::{Source, SourceKind};
use crate::domain::sourced::{Basis, Grade};
use crate::domain::typed;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, Type, size};
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};

/// A new basis, and a source that it needs and that is not in the dossier yet.
pub struct Rebased {
    /// What the statement rests on from now on.
    pub basis: Basis,
    /// A source to add first.
    pub new_source: Option<Edit>,
}

/// Source, date, grade and note; gives the new basis when one of them was changed.
pub fn basis_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, basis: &Basis) -> Option<Rebased> {
    let mut new_source = None;
    let mut next = basis.clone();
    let naming = ui.make_persistent_id("naming a source");
    row(ui, "Source", |ui| source_ui(ui, ctx, naming, &mut next));
    if ui.data(|data| data.get_temp::<bool>(naming)).is_some() {
        row(ui, "Name", |ui| {
            new_source = named_ui(ui, ctx, naming, &mut next);
        });
    }
    row(ui, "As of", |ui| {
        let shown = basis.on.map_or_else(String::new, |on| on.to_string());
        let field = DraftField::new("Date of the statement", &shown)
            .hint("date")
            .error_place(ErrorPlace::Below);
        let field = field.ui(ui, |text| {
            typed::date(text, ctx.on).map_err(|err| err.to_string())
        });
        if let Some(on) = field.committed {
            next.on = on;
        }
    });
    row(ui, "Grade", |ui| grade_ui(ui, ctx, &mut next));
    row(ui, "Note", |ui| {
        let field = DraftField::new("Note on the statement", &basis.note).hint("none");
        if let Some(note) = field.ui(ui, |text| Ok(text.trim().to_owned())).committed {
            next.note = note;
        }
    });
    (next != *basis).then_some(Rebased {
        basis: next,
        new_source,
    })
}

fn row(ui: &mut egui::Ui, label: &str, content: impl FnOnce(&mut egui::Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) =
            ui.allocate_exact_size(egui::vec2(44.0, size::CONTROL), egui::Sense::hover());
        let at = egui::pos2(rect.left(), rect.center().y);
        let colour = Tokens::of(ui).text2;
        ui.painter().text(
            at,
            egui::Align2::LEFT_CENTER,
            label,
            Type::Note.font(),
            colour,
        );
        content(ui);
    });
}

fn source_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, naming: egui::Id, basis: &mut Basis) {
    #[derive(Clone, PartialEq)]
    enum Pick {
        None,
        Assumed,
        Source(SourceId),
        New,
    }
    let words = ctx.source_words(basis);
    let now = match (&basis.assumed_by, basis.source) {
        (Some(_), _) => Pick::Assumed,
        (None, Some(id)) => Pick::Source(id),
        (None, None) => Pick::None,
    };
    let mut items = vec![(Pick::None, "No source"), (Pick::Assumed, "Assumed by me")];
    let sources = ctx.dossier.sources.values();
    items.extend(sources.map(|source| (Pick::Source(source.id), source.name.as_str())));
    items.push((Pick::New, "A new source…"));
    let name = format!("Source, {words}");
    let picked = ChoiceField::new(&name, &words).ui(ui, &items, Some(&now));
    match picked {
        Some(Pick::None) => (basis.source, basis.assumed_by) = (None, None),
        Some(Pick::Assumed) => {
            (basis.source, basis.assumed_by) = (None, Some(ctx.editor.author().to_owned()));
        }
        Some(Pick::Source(id)) => (basis.source, basis.assumed_by) = (Some(id), None),
        Some(Pick::New) => {
            ui.data_mut(|data| data.insert_temp(naming, true));
        }
        None => {}
    }
}

/// A field for the name of a source that the dossier does not have yet.
fn named_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    naming: egui::Id,
    basis: &mut Basis,
) -> Option<Edit> {
    let field = DraftField::new("New source", "").hint("a new source, by name");
    let name = field.ui(ui, |text| Ok(text.trim().to_owned())).committed?;
    ui.data_mut(|data| data.remove::<bool>(naming));
    if name.is_empty() {
        return None;
    }
    let source = named_source(ctx.new_id(), name);
    (basis.source, basis.assumed_by) = (Some(source.id), None);
    Some(Edit::Put(Record::Source(Arc::new(source))))
}

/// A source of which nothing but the name is known; its grade is the lowest that is not disputed.
pub fn named_source(id: SourceId, name: String) -> Source {
    Source {
        id,
        name,
        kind: SourceKind::Person,
        grade: Grade::C,
        on: None,
        title: String::new(),
        url: String::new(),
        licence: String::new(),
        note: String::new(),
        extra: Extra::new(),
    }
}

fn grade_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, basis: &mut Basis) {
    let of_source = basis
        .source
        .and_then(|id| ctx.dossier.source(id))
        .map(|source| source.grade.clone());
    let words = match (&basis.grade, &of_source) {
        (Some(grade), _) => grade.label().to_owned(),
        (None, Some(grade)) => format!("{}, as its source", grade.key()),
        (None, None) => "none".to_owned(),
    };
    let mut items: Vec<(Option<Grade>, &str)> = vec![(None, "As its source")];
    items.extend(
        Grade::ALL
            .iter()
            .map(|grade| (Some(grade.clone()), grade.label())),
    );
    let name = format!("Grade, {words}");
    let picked = ChoiceField::new(&name, &words).ui(ui, &items, Some(&basis.grade));
    if let Some(grade) = picked {
        basis.grade = grade;
    }
}
