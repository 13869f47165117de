//! What the readings of an import will rest on: a source with its grade and date.

use eframe::egui;
use egui::{Align, Layout, Sense, vec2};

use super::Shown;
use crate::domain::date::PartialDate;
use crate::domain::sourced::Grade;
use crate::domain::typed;
use crate::import::choices::{Choices, SourceChoice};
use crate::import::draft::Draft;
use crate::ui::ViewCtx;
use crate::ui::data::cells::Slot;
use crate::ui::tokens::{Tokens, Type, size};
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};
use crate::ui::widgets::fields::date_field;
use crate::ui::widgets::paint;

/// The lines; the choices that a person made in them.
pub(super) fn source_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown<'_>,
    draft: &Draft,
    slots: fn(f32, bool) -> [Slot; 4],
) -> Option<Choices> {
    let chosen = shown.choices.source.clone();
    let source = chosen.unwrap_or_else(|| SourceChoice {
        name: draft.name.clone(),
        grade: None,
        on: None,
    });
    let mut sources = ctx.dossier.sources.values();
    let known = sources.find(|known| known.name.eq_ignore_ascii_case(source.name.trim()));
    let mut next: Option<SourceChoice> = None;
    let note = match known {
        Some(_) => "A source of the dossier; the readings are added to it",
        None => "A new source, entered with the import",
    };
    line_ui(ui, shown, ("Source", note), slots, |ui| {
        let field = DraftField::new("Source", &source.name)
            .hint("Transfermarkt")
            .error_place(ErrorPlace::Elsewhere);
        let read = |text: &str| {
            let name = text.trim().to_owned();
            if name.is_empty() {
                Err("A source needs a name".to_owned())
            } else {
                Ok(name)
            }
        };
        if let Some(name) = field.ui(ui, read).committed {
            next = Some(SourceChoice {
                name,
                ..source.clone()
            });
        }
    });
    let grade = known
        .map(|known| known.grade.clone())
        .or(source.grade.clone());
    let grade = grade.unwrap_or(Grade::C);
    let note = match known {
        Some(_) => "The grade of this source in the dossier; Sources changes it",
        None => "How far its statements can be trusted",
    };
    line_ui(ui, shown, ("Grade", note), slots, |ui| {
        let items: Vec<(Grade, &str)> = Grade::ALL
            .iter()
            .map(|grade| (grade.clone(), grade.label()))
            .collect();
        let field = ChoiceField::new("Grade", grade.label()).enabled(known.is_none());
        if let Some(grade) = field.ui(ui, &items, Some(&grade)) {
            next = Some(SourceChoice {
                grade: Some(grade),
                ..source.clone()
            });
        }
    });
    let on = source.on.map_or_else(String::new, |on| on.to_string());
    let note = "The day on which the source said it; ages and values without a day need it";
    line_ui(ui, shown, ("As of", note), slots, |ui| {
        let field = DraftField::new("As of", &on)
            .hint("date of the file")
            .error_place(ErrorPlace::Elsewhere);
        let day = source.on.and_then(PartialDate::day);
        let read = |text: &str| typed::date(text, ctx.on).map_err(|err| err.to_string());
        if let Some(on) = date_field(ui, field, day, ctx.on, read).committed {
            next = Some(SourceChoice {
                on,
                ..source.clone()
            });
        }
    });
    next.map(|source| Choices {
        source: Some(source),
        ..shown.choices.clone()
    })
}

fn line_ui(
    ui: &mut egui::Ui,
    shown: &Shown<'_>,
    (name, note): (&str, &str),
    slots: fn(f32, bool) -> [Slot; 4],
    value: impl FnOnce(&mut egui::Ui),
) {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW + 2.0);
    let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let [label, place, _, words] = slots(rect.width(), shown.narrow);
    label.put(ui, rect, name, Type::Body, t.text2);
    words.put(ui, rect, note, Type::Body, t.text2);
    paint::rule_below(ui.painter(), rect, t.rule());
    let builder = egui::UiBuilder::new()
        .id_salt(("source", name))
        .max_rect(place.rect(rect))
        .layout(Layout::left_to_right(Align::Center));
    value(&mut ui.new_child(builder));
}
