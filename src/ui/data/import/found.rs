//! The second step: what was found out about the table, on what evidence, and the choice of
//! something else.

use eframe::egui;
use egui::{Align, Layout, Role, Sense, WidgetInfo, vec2};

use super::Shown;
use super::source::source_ui;
use crate::domain::career::typed_season;
use crate::domain::contract::WagePeriod;
use crate::domain::money::Currency;
use crate::domain::player::Role as PlayerRole;
use crate::import::choices::Choices;
use crate::import::csv::{SEPARATORS, separator_word};
use crate::import::detect::{Counting, DateOrder, DecimalSign};
use crate::import::draft::{Draft, record_words};
use crate::import::kind::TableKind;
use crate::import::settings::SettingLine;
use crate::ui::ViewCtx;
use crate::ui::data::cells::Slot;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::button::icon_button;
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{Sign, section_heading};

/// Encodings in which tables of football come, the likeliest first.
const ENCODINGS: [&str; 10] = [
    "UTF-8",
    "windows-1252",
    "windows-1250",
    "ISO-8859-2",
    "windows-1254",
    "windows-1251",
    "windows-1253",
    "UTF-16LE",
    "UTF-16BE",
    "macintosh",
];

/// Places of a line: label, value, sign, evidence, the way back.
fn slots(width: f32, narrow: bool) -> [Slot; 4] {
    let value = if narrow { 220.0 } else { 260.0 };
    Slot::row(width, [140.0, value, 24.0, 0.0])
}

/// The step; the choices that a person made in it.
pub(super) fn found_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown<'_>,
    draft: &Draft,
) -> Option<Choices> {
    let lines = draft.lines();
    let doubtful = lines.iter().filter(|line| !line.sure).count();
    let note = match doubtful {
        0 => "with the evidence; each can be chosen otherwise".to_owned(),
        1 => "one should be looked at".to_owned(),
        many => format!("{many} should be looked at"),
    };
    section_heading(ui, "What was found", &note);
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut chosen = None;
    for line in &lines {
        if let Some(choices) = line_ui(ui, shown, draft, line) {
            chosen = Some(choices);
        }
    }
    // The rates have their source of themselves.
    if draft.kind.value == TableKind::Rates {
        return chosen;
    }
    source_ui(ui, ctx, shown, draft, slots).or(chosen)
}

fn line_ui(
    ui: &mut egui::Ui,
    shown: &Shown<'_>,
    draft: &Draft,
    line: &SettingLine,
) -> Option<Choices> {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), size::ROW + 2.0);
    let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let [label, value, sign, evidence] = slots(rect.width(), shown.narrow);
    label.put(ui, rect, line.label, Type::Body, t.text2);
    if !line.sure {
        let centre = sign.rect(rect).center();
        Sign::Warning
            .icon()
            .paint_at(ui.painter(), centre, 14.0, t.warn);
    }
    let by_hand = is_chosen(shown.choices, line.key);
    let room = if by_hand { 32.0 } else { 0.0 };
    let place = evidence.rect(rect);
    let place = place.with_max_x(place.right() - room);
    let ink = if line.sure { t.text2 } else { t.text };
    let words = paint::line(ui, &line.evidence, Type::Body, ink, place.width());
    paint::put_left(ui.painter(), place.left(), rect, &words);
    let response = ui.interact(
        place,
        ui.scope_id().with(("evidence", line.key)),
        Sense::hover(),
    );
    response.widget_info(|| {
        let doubt = if line.sure { "" } else { "Look at this. " };
        let name = format!("{}, {}. {doubt}{}", line.label, line.value, line.evidence);
        WidgetInfo::labeled(Role::Label, true, name)
    });
    response.on_hover_text(&line.evidence);
    paint::rule_below(ui.painter(), rect, t.rule());

    let builder = egui::UiBuilder::new()
        .id_salt(line.key)
        .max_rect(value.rect(rect))
        .layout(Layout::left_to_right(Align::Center));
    let mut child = ui.new_child(builder);
    let mut chosen = value_ui(&mut child, shown.choices, draft, line);
    if by_hand {
        let place = rect.with_min_x(rect.right() - 28.0);
        let builder = egui::UiBuilder::new()
            .id_salt((line.key, "back"))
            .max_rect(place)
            .layout(Layout::left_to_right(Align::Center));
        let mut child = ui.new_child(builder);
        let words = format!("{}, back to what was detected", line.label);
        if icon_button(&mut child, Icon::Undo, &words).clicked() {
            chosen = Some(without(shown.choices, line.key));
        }
    }
    chosen
}

fn value_ui(
    ui: &mut egui::Ui,
    choices: &Choices,
    draft: &Draft,
    line: &SettingLine,
) -> Option<Choices> {
    let with = |change: &dyn Fn(&mut Choices)| {
        let mut next = choices.clone();
        change(&mut next);
        Some(next)
    };
    let reading = &draft.reading;
    match line.key {
        "sheet" => {
            let sheets = draft.layout.sheets.iter();
            let items: Vec<(String, &str)> =
                sheets.map(|name| (name.clone(), name.as_str())).collect();
            let picked = pick(ui, line, &items, draft.layout.sheet.as_ref())?;
            with(&|next| next.sheet = Some(picked.clone()))
        }
        "encoding" => {
            let found = draft.layout.encoding.as_ref().map(|found| found.value);
            let unlisted = found.filter(|found| !ENCODINGS.contains(found));
            let all = unlisted.into_iter().chain(ENCODINGS);
            let items: Vec<(&str, &str)> = all.map(|name| (name, name)).collect();
            let picked = pick(ui, line, &items, found.as_ref())?;
            with(&|next| next.encoding = Some(picked.to_owned()))
        }
        "separator" => {
            let items = SEPARATORS.map(|sign| (sign, separator_word(sign)));
            let found = draft.layout.separator.as_ref().map(|found| found.value);
            let picked = pick(ui, line, &items, found.as_ref())?;
            with(&|next| next.separator = Some(char::from(picked)))
        }
        "header_row" => header_ui(ui, choices, draft),
        "kind" => {
            let items = TableKind::ALL.map(|kind| (kind, kind.label()));
            let picked = pick(ui, line, &items, Some(&draft.kind.value))?;
            with(&|next| next.kind = Some(picked))
        }
        "decimal" => {
            let all = [DecimalSign::Point, DecimalSign::Comma];
            let items = all.map(|sign| (sign, sign.label()));
            let picked = pick(ui, line, &items, Some(&reading.decimal.value))?;
            with(&|next| next.decimal = Some(picked))
        }
        "dates" => {
            let items = DateOrder::ALL.map(|order| (order, order.label()));
            let picked = pick(ui, line, &items, Some(&reading.dates.value))?;
            with(&|next| next.dates = Some(picked))
        }
        "counting" => {
            let items = [Counting::Totals, Counting::Per90].map(|one| (one, one.label()));
            let found = reading.counting.as_ref().map(|found| found.value);
            let picked = pick(ui, line, &items, found.as_ref())?;
            with(&|next| next.counting = Some(picked))
        }
        "wage_period" => {
            let items: Vec<(WagePeriod, &str)> = WagePeriod::ALL
                .iter()
                .map(|per| (per.clone(), per.label()))
                .collect();
            let found = reading.wage_period.as_ref().map(|found| &found.value);
            let picked = pick(ui, line, &items, found)?;
            with(&|next| next.wage_period = Some(picked.clone()))
        }
        "role" => {
            let mut items: Vec<(Option<PlayerRole>, &str)> = PlayerRole::ALL
                .iter()
                .map(|role| (Some(role.clone()), role.label()))
                .collect();
            items.push((None, "left out"));
            let found = reading.role.as_ref().map(|found| found.value.clone());
            let picked = pick(ui, line, &items, Some(&found))?;
            with(&|next| {
                next.add_players = Some(picked.is_some());
                next.role.clone_from(&picked);
            })
        }
        "full_record" => {
            let items = [true, false].map(|full| (full, record_words(full)));
            let found = choices.full_record.unwrap_or_default();
            let picked = pick(ui, line, &items, Some(&found))?;
            with(&|next| next.full_record = Some(picked))
        }
        "currency" => {
            let read = |text: &str| {
                let code = text.trim().to_uppercase();
                let why = format!("“{code}” is no currency. Type a code such as EUR");
                Currency::from_code(&code).ok_or(why)
            };
            let picked = typed(ui, line, "EUR", read)?;
            with(&|next| next.currency = Some(picked))
        }
        "season" => {
            let read = |text: &str| {
                let why = format!("“{}” is no season. Type 2024/25", text.trim());
                typed_season(text).ok_or(why)
            };
            let picked = typed(ui, line, "2024/25", read)?;
            with(&|next| next.season = Some(picked.long()))
        }
        "provider" => {
            let read = |text: &str| Ok(text.trim().to_lowercase());
            let picked = typed(ui, line, "whose numbers", read)?;
            with(&|next| next.provider = Some(picked.clone()).filter(|name| !name.is_empty()))
        }
        _ => {
            let ink = Tokens::of(ui).text;
            ui.label(Type::Body.rich(&line.value).color(ink));
            None
        }
    }
}

fn pick<T: Clone + PartialEq>(
    ui: &mut egui::Ui,
    line: &SettingLine,
    items: &[(T, &str)],
    found: Option<&T>,
) -> Option<T> {
    ChoiceField::new(line.label, &line.value).ui(ui, items, found)
}

fn typed<T>(
    ui: &mut egui::Ui,
    line: &SettingLine,
    hint: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Option<T> {
    DraftField::new(line.label, &line.value)
        .hint(hint)
        .error_place(ErrorPlace::Elsewhere)
        .ui(ui, read)
        .committed
}

/// The row of the headers and how many there are.
fn header_ui(ui: &mut egui::Ui, choices: &Choices, draft: &Draft) -> Option<Choices> {
    let head = draft.layout.head.value;
    let row = head.row.map_or(0, |row| row + 1);
    let shown = row.to_string();
    let mut next = None;
    ui.spacing_mut().item_spacing.x = space::XS;
    ui.label(Type::Body.rich("row"));
    let field = DraftField::new("Row of the headers, 0 for none", &shown)
        .width(48.0)
        .right()
        .error_place(ErrorPlace::Elsewhere);
    let read = |text: &str| {
        let number = text.trim().parse::<u32>();
        number.map_err(|_| format!("“{}” is no row. Type a number", text.trim()))
    };
    if let Some(number) = field.ui(ui, read).committed {
        next = Some(Choices {
            header_row: Some(number),
            ..choices.clone()
        });
    }
    let items = [(1_u8, "1 row"), (2, "2 rows")];
    let found = u8::try_from(head.rows).unwrap_or(1);
    let words = if found == 2 { "2 rows" } else { "1 row" };
    let field = ChoiceField::new("Rows of headers", words).width(84.0);
    if let Some(rows) = field.ui(ui, &items, Some(&found)) {
        next = Some(Choices {
            header_rows: Some(rows),
            ..choices.clone()
        });
    }
    next
}

/// True if a person chose this setting.
fn is_chosen(choices: &Choices, key: &str) -> bool {
    *choices != without(choices, key)
}

/// The choices without one setting.
fn without(choices: &Choices, key: &str) -> Choices {
    let mut next = choices.clone();
    match key {
        "sheet" => next.sheet = None,
        "encoding" => next.encoding = None,
        "separator" => next.separator = None,
        "header_row" => (next.header_row, next.header_rows) = (None, None),
        "kind" => next.kind = None,
        "decimal" => next.decimal = None,
        "dates" => next.dates = None,
        "counting" => next.counting = None,
        "currency" => next.currency = None,
        "wage_period" => next.wage_period = None,
        "season" => next.season = None,
        "provider" => next.provider = None,
        "full_record" => next.full_record = None,
        "role" => (next.role, next.add_players) = (None, None),
        _ => {}
    }
    next
}
