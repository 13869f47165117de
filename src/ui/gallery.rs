//! Every widget in every state on one page, for the eye and for tests.

pub mod samples;

mod charts;

pub use charts::{ChartGalleryState, charts_ui};

use chrono::NaiveDate;
use eframe::egui;
use egui::{Id, Ui, UiBuilder, vec2};

use crate::domain::player::Stage;
use crate::ui::icons::Icon;
use crate::ui::tokens::{InjuryTint, Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{self, MarkKind};
use crate::ui::widgets::button::{Button, icon_button};
use crate::ui::widgets::calendar::Calendar;
use crate::ui::widgets::choice::{choice, choice_with_face};
use crate::ui::widgets::choice_field::{self, ChoiceField};
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};
use crate::ui::widgets::highlight::highlighted;
use crate::ui::widgets::menu::{menu_button, menu_item, menu_item_off};
use crate::ui::widgets::notice::Notice;
use crate::ui::widgets::paint::Face;
use crate::ui::widgets::progress::Progress;
use crate::ui::widgets::rows::{self, FindingRow, Sign};
use crate::ui::widgets::{chip, draft_field, fields};

/// What the widgets of the gallery have been set to.
#[derive(Clone, Debug)]
pub struct GalleryState {
    count: Count,
    amount: String,
    height: String,
    note: String,
    day: NaiveDate,
    stage: Stage,
    only_own: bool,
    primed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Count {
    Per90,
    Total,
}

impl Default for GalleryState {
    fn default() -> Self {
        Self {
            count: Count::Per90,
            amount: "22.17".into(),
            height: "194".into(),
            note: String::new(),
            day: NaiveDate::from_ymd_opt(2026, 6, 30).unwrap_or_default(),
            stage: Stage::Shortlist,
            only_own: true,
            primed: false,
        }
    }
}

/// The page: two columns, each part under its heading.
pub fn gallery_ui(ui: &mut Ui, state: &mut GalleryState) {
    if !state.primed {
        state.primed = true;
        for (label, text) in [(REFUSED_AMOUNT, "12x"), (REFUSED_HEIGHT, "about 190")] {
            draft_field::preset_invalid(ui.ctx(), refused_id(label), label, text, NOT_A_NUMBER);
        }
    }
    ui.painter()
        .rect_filled(ui.max_rect(), 0.0, Tokens::of(ui).panel);
    let page = ui.max_rect().shrink2(vec2(space::L, space::L));
    let width = (page.width() - space::XL) / 2.0;
    let columns: [fn(&mut Ui, &mut GalleryState); 2] = [left_ui, right_ui];
    for (idx, column_ui) in columns.into_iter().enumerate() {
        let left = page.left() + idx as f32 * (width + space::XL);
        let place =
            egui::Rect::from_min_size(egui::pos2(left, page.top()), vec2(width, page.height()));
        let mut column = ui.new_child(UiBuilder::new().id_salt(idx).max_rect(place));
        column.spacing_mut().item_spacing = vec2(space::S, 0.0);
        column_ui(&mut column, state);
    }
}

const NOT_A_NUMBER: &str = "Not a number: write 12 or 12.5";

const REFUSED_AMOUNT: &str = "Refused amount";
const REFUSED_HEIGHT: &str = "Refused height";

fn refused_id(label: &str) -> Id {
    Id::unique(("gallery", label))
}

fn left_ui(ui: &mut Ui, state: &mut GalleryState) {
    section(ui, "Buttons", buttons_ui, state);
    section(ui, "Choice, chips and menu", choices_ui, state);
    section(ui, "Value marks", |ui, _| marks_ui(ui), state);
    section(ui, "Fields", fields_ui, state);
    section(ui, "Popups", popups_ui, state);
}

fn right_ui(ui: &mut Ui, state: &mut GalleryState) {
    section(ui, "Fields that read like text", rows_ui, state);
    section(ui, "Findings", |ui, _| findings_ui(ui), state);
    section(ui, "Empty state", |ui, _| empty_ui(ui), state);
    section(ui, "Notices and jobs", |ui, _| notices_ui(ui), state);
    section(ui, "Words and signs", |ui, _| words_ui(ui), state);
    section(ui, "Colours", |ui, _| colours_ui(ui), state);
}

fn section(
    ui: &mut Ui,
    heading: &str,
    content: impl FnOnce(&mut Ui, &mut GalleryState),
    state: &mut GalleryState,
) {
    rows::section_heading(ui, heading, "");
    ui.push_id(heading, |ui| content(ui, state));
    ui.add_space(space::L);
}

/// A line 32 high: the name of the state, then the widgets.
fn line(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 32.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(name)
            .max_rect(rect.shrink2(vec2(0.0, 4.0)))
            .layout(layout),
    );
    let label = vec2(64.0, size::CONTROL);
    let (_, place) = child.allocate_space(label);
    let words = crate::ui::widgets::paint::line(
        &child,
        name,
        Type::Note,
        Tokens::of(&child).text3,
        label.x,
    );
    crate::ui::widgets::paint::put_left(child.painter(), place.left(), place, &words);
    content(&mut child);
}

fn buttons_ui(ui: &mut Ui, _: &mut GalleryState) {
    line(ui, "rest", |ui| {
        Button::quiet("Compare").ui(ui);
        Button::main("Negotiate").ui(ui);
        Button::bare("Weights").ui(ui);
        Button::quiet("New report").icon(Icon::Plus).ui(ui);
        Button::sign(Icon::Undo, "Undo change of wage")
            .shortcut("Ctrl+Z")
            .ui(ui);
        icon_button(ui, Icon::More, "More commands");
    });
    for (name, face) in [
        ("hover", Face::Hover),
        ("focus", Face::Focus),
        ("pressed", Face::Pressed),
    ] {
        line(ui, name, |ui| {
            Button::quiet("Compare").face(face).ui(ui);
            Button::main("Negotiate").face(face).ui(ui);
            Button::bare("Weights").face(face).ui(ui);
            Button::sign(Icon::Inspector, "Inspector").face(face).ui(ui);
        });
    }
    line(ui, "on", |ui| {
        Button::sign(Icon::Inspector, "Inspector, on")
            .selected(true)
            .ui(ui);
        Button::quiet("Locked")
            .icon(Icon::PadlockClosed)
            .selected(true)
            .ui(ui);
    });
    line(ui, "disabled", |ui| {
        let reason = Some("needs two players");
        Button::main("Negotiate").disabled_because(Some("")).ui(ui);
        Button::sign(Icon::Redo, "Redo")
            .disabled_because(Some("nothing was undone"))
            .ui(ui);
        Button::quiet("Compare").disabled_because(reason).ui(ui);
    });
}

fn choices_ui(ui: &mut Ui, state: &mut GalleryState) {
    const ITEMS: [(Count, &str); 2] = [(Count::Per90, "Per 90"), (Count::Total, "Total")];
    line(ui, "choice", |ui| {
        choice(ui, "Count", &ITEMS, &mut state.count);
    });
    line(ui, "focus", |ui| {
        let mut chosen = Count::Total;
        choice_with_face(ui, "Count, focused", &ITEMS, &mut chosen, Face::Focus);
    });
    line(ui, "chips", |ui| {
        chip::chip(ui, "centre-back");
        if chip::switch_chip(ui, "own players", state.only_own).clicked() {
            state.only_own = !state.only_own;
        }
        chip::removable_chip(ui, "age below 27");
    });
    line(ui, "menu", |ui| {
        menu_button(ui, "Add", |ui| {
            menu_item(ui, "Report", "Ctrl+R");
            menu_item(ui, "Spell", "");
            menu_item_off(ui, "Package", "needs a negotiation");
        });
    });
}

fn marks_ui(ui: &mut Ui) {
    let samples = [
        "0–4", "80k", "50.0", "194", "11.6", "24.95", "60.0", "186", "",
    ];
    for (kind, value) in MarkKind::ALL.into_iter().zip(samples) {
        let t = Tokens::of(ui);
        let width = ui.available_width();
        let start = ui.cursor().min;
        ui.horizontal(|ui| {
            basis_mark::value_with_mark(ui, 96.0, value, kind);
            ui.label(Type::Body.rich(kind.words()).color(t.text2));
        });
        let bottom = start.y + size::ROW - 0.5;
        ui.painter()
            .hline(start.x..=start.x + width, bottom, t.rule());
    }
}

fn fields_ui(ui: &mut Ui, state: &mut GalleryState) {
    let amount = state.amount.clone();
    let boxed = |label: &'static str| DraftField::new(label, &amount).width(132.0).unit("EUR m");
    line(ui, "rest", |ui| {
        if let Some(text) = boxed("Amount").ui(ui, number).committed {
            state.amount = text;
        }
    });
    line(ui, "hover", |ui| {
        boxed("Amount below the pointer")
            .face(Face::Hover)
            .ui(ui, number);
    });
    line(ui, "focus", |ui| {
        boxed("Amount with the keyboard")
            .face(Face::Focus)
            .ui(ui, number);
    });
    line(ui, "empty", |ui| {
        let field = DraftField::new("Empty amount", "")
            .hint("50m, 42.5m")
            .width(132.0);
        field.unit("EUR").ui(ui, number);
    });
    line(ui, "assumed", |ui| {
        let field = DraftField::new("Assumed amount", "40.0").width(132.0);
        field.mark(MarkKind::Assumed).ui(ui, number);
    });
    line(ui, "invalid", |ui| {
        let field = boxed(REFUSED_AMOUNT).id(refused_id(REFUSED_AMOUNT));
        field.error_place(ErrorPlace::Beside).ui(ui, number);
    });
    line(ui, "disabled", |ui| {
        fields::read_only_field(ui, "Own club", "own player", "he is not for sale", 132.0);
    });
    line(ui, "date", |ui| {
        let text = crate::domain::date::day_text(state.day);
        let field = DraftField::new("Contract end", &text).width(132.0);
        let typed = fields::date_field(ui, field, Some(state.day), state.day, iso_day);
        if let Some(day) = typed.committed {
            state.day = day;
        }
    });
    line(ui, "day", |ui| {
        if let Some(day) = fields::day_field(ui, "Decision date", state.day, iso_day) {
            state.day = day;
        }
    });
    line(ui, "money", |ui| {
        let field = DraftField::new("Ask", "EUR 50m").width(168.0);
        fields::money_field(ui, field, "= GBP 43.3m", "printed 43m", number);
    });
    line(ui, "list", |ui| {
        let stages: Vec<(Stage, &str)> = Stage::ALL
            .iter()
            .map(|stage| (stage.clone(), stage.label()))
            .collect();
        let field = ChoiceField::new("Stage", state.stage.label()).width(132.0);
        if let Some(stage) = field.ui(ui, &stages, Some(&state.stage)) {
            state.stage = stage;
        }
    });
    ui.add_space(space::XS);
    let note = state.note.clone();
    let field = DraftField::new("Note", &note).hint("What you saw, in your words");
    if let Some(text) = fields::note_field(ui, field, 3) {
        state.note = text;
    }
}

fn popups_ui(ui: &mut Ui, state: &mut GalleryState) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XL;
        Calendar::face_ui(ui, state.day);
        let stages: Vec<&str> = Stage::ALL.iter().map(Stage::label).take(7).collect();
        choice_field::list_face_ui(ui, &stages, 1, 2, 132.0);
    });
}

fn rows_ui(ui: &mut Ui, state: &mut GalleryState) {
    rows::group_row(ui, "Bio", "4 of 5 known");
    rows::fact_row(ui, "Born", "25 May 1999", MarkKind::ReportedA);
    let height = state.height.clone();
    let field = DraftField::new("Height", &height).mark(MarkKind::Disputed);
    if let Some(text) = rows::fact_row_field(ui, "Height, cm", field, number).committed {
        state.height = text;
    }
    let field = DraftField::new("Caps", "24")
        .mark(MarkKind::B)
        .face(Face::Hover);
    rows::fact_row_field(ui, "Caps, hover", field, number);
    let field = DraftField::new("Wage", "80k")
        .mark(MarkKind::C)
        .face(Face::Focus);
    rows::fact_row_field(ui, "Wage, focus", field, number);
    let field = DraftField::new("Ceiling", "24.95").mark(MarkKind::Assumed);
    rows::fact_row_field(ui, "Ceiling, EUR m", field, number);
    rows::fact_row(ui, "Months left", "11.6", MarkKind::Derived);
    let field = DraftField::new(REFUSED_HEIGHT, "190").id(refused_id(REFUSED_HEIGHT));
    rows::fact_row_field(ui, "Height, refused", field.mark(MarkKind::B), number);
    rows::fact_row_missing(ui, "Release clause", "none reported");
}

fn findings_ui(ui: &mut Ui) {
    let all = [
        (
            Sign::Error,
            "Konaté, age",
            "Article prints 27. Born 25 May 1999: he is 26.",
            "contradictory",
        ),
        (
            Sign::Warning,
            "Konaté, height",
            "Transfermarkt 194 cm, Wyscout 192 cm. 194 is used.",
            "contradictory",
        ),
        (
            Sign::Note,
            "Alaba, meniscus",
            "Out since 29 Apr 2025, expected to 31 Jul 2025.",
            "ongoing",
        ),
    ];
    for (idx, (sign, subject, sentence, kind)) in all.into_iter().enumerate() {
        let selected = idx == 1;
        FindingRow {
            sign,
            subject,
            sentence,
            kind,
            selected,
        }
        .ui(ui);
    }
}

fn empty_ui(ui: &mut Ui) {
    rows::empty_state(
        ui,
        "No scout report yet",
        "Write what you saw. It fills role fit and lets Konaté move to “talks”.",
        Some("New report"),
    );
}

fn notices_ui(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.y = space::S;
    let notices = [
        Notice {
            sign: Sign::Note,
            title: "Undid change height of Konaté",
            detail: "",
            actions: &[],
        },
        Notice {
            sign: Sign::Error,
            title: "Could not save konate.backline. The disk is full",
            detail: "Free some room or save it on another disk. Your work is kept here.",
            actions: &["Try again", "Save as…"],
        },
    ];
    for notice in notices {
        ui.push_id(notice.title, |ui| notice.ui(ui));
    }
    let jobs = [
        ("Importing players", Some(0.4), "1,204 of 3,000"),
        ("Reading sources", None, ""),
    ];
    for (label, done, count) in jobs {
        ui.push_id(label, |ui| Progress { label, done, count }.ui(ui));
    }
}

fn words_ui(ui: &mut Ui) {
    ui.horizontal(|ui| {
        let t = Tokens::of(ui);
        ui.label(highlighted(
            "Add Konaté to the comparison",
            &[4, 5, 6, 7, 8, 9],
            t,
        ));
        rows::key_cap(ui, "Space");
        rows::key_cap(ui, "Ctrl+4");
        rows::legend_item(ui, "our ceiling", 16.0, |painter, place| {
            painter.hline(
                place.x_range(),
                place.center().y,
                egui::Stroke::new(2.0, t.us),
            );
        });
    });
    ui.add_space(space::XS);
    for kind in Type::ALL {
        ui.label(kind.rich(format!(
            "{kind:?} {} / {}, 1,234.50",
            kind.size(),
            kind.line_height()
        )));
    }
}

fn colours_ui(ui: &mut Ui) {
    let t = Tokens::of(ui);
    let injuries = [
        InjuryTint::Muscle,
        InjuryTint::Joint,
        InjuryTint::Bone,
        InjuryTint::Head,
        InjuryTint::Illness,
        InjuryTint::Knock,
    ];
    let players: Vec<_> = t.players.into_iter().collect();
    let roles = vec![
        t.us,
        t.them,
        t.us_bg,
        t.them_bg,
        t.us_band,
        t.them_band,
        t.accent,
    ];
    let signs = vec![t.error, t.warn, t.info, t.fill, t.ink, t.track, t.ctl];
    let injuries: Vec<_> = injuries.map(|group| t.injury(group)).into_iter().collect();
    for (name, colours) in [
        ("players", players),
        ("sides", roles),
        ("signs", signs),
        ("injuries", injuries),
    ] {
        line(ui, name, |ui| {
            for colour in colours {
                let (_, rect) = ui.allocate_space(vec2(40.0, 16.0));
                ui.painter().rect_filled(rect, 2.0, colour);
            }
        });
    }
}

fn number(text: &str) -> Result<String, String> {
    let text = text.trim();
    match text.parse::<f64>() {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(NOT_A_NUMBER.to_owned()),
    }
}

fn iso_day(text: &str) -> Result<NaiveDate, String> {
    let text = text.trim();
    text.parse()
        .or_else(|_| NaiveDate::parse_from_str(text, "%d %b %Y"))
        .map_err(|_| "Not a date: write 2026-06-30 or 30 Jun 2026".to_owned())
}
