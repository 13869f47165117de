//! The facts of a player: bio, contract, and what we plan.

use chrono::NaiveDate;
use eframe::egui;

use super::row::finding_sign;
use crate::domain::date::PartialDate;
use crate::domain::dossier::Head;
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::fact::{FactGroup, FactKey, FactKind, FactValue, Foot, Position};
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::player::Player;
use crate::domain::roster::Column;
use crate::domain::sourced::Sourced;
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::state::{Inspected, ViewState};
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{MarkKind, basis_mark};
use crate::ui::widgets::choice_field::ChoiceField;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, FieldResponse};
use crate::ui::widgets::fields::date_field;
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{
    error_under_value, fact_row, fact_row_field, fact_row_with, section_heading,
};

/// What stands where nothing was entered.
const NOT_ENTERED: &str = "not entered";

/// The column of the facts.
pub fn facts_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    view: &mut ViewState,
    out: &mut Commands,
) {
    section_heading(ui, "Facts", "");
    ui.spacing_mut().item_spacing.y = 0.0;
    group_ui(ui, ctx, player, FactGroup::Bio, view, out);
    plain_ui(
        ui,
        player,
        PlayerField::FullName,
        &player.full_name,
        view,
        out,
        PlayerEdit::SetFullName,
    );
    sub_heading(ui, "Contract");
    group_ui(ui, ctx, player, FactGroup::Contract, view, out);
    sub_heading(ui, "Our plan");
    plain_ui(
        ui,
        player,
        PlayerField::NextStep,
        &player.next_step,
        view,
        out,
        PlayerEdit::SetNextStep,
    );
    plain_ui(
        ui,
        player,
        PlayerField::Owner,
        &player.owner,
        view,
        out,
        PlayerEdit::SetOwner,
    );
    ui.add_space(space::S);
    let note = DraftField::new("Note", &player.note)
        .hint("Remarks; Ctrl+Enter keeps them")
        .multiline(3);
    let shown = note.ui(ui, |text| Ok(text.trim_end().to_owned()));
    view.follow(
        &FieldRef::Player(player.id, PlayerField::Note),
        &shown.response,
    );
    if let Some(text) = shown.committed {
        out.edit(Edit::Player(player.id, PlayerEdit::SetNote(text)));
    }
}

fn sub_heading(ui: &mut egui::Ui, words: &str) {
    ui.add_space(space::M);
    ui.label(Type::NoteStrong.rich(words).color(Tokens::of(ui).text2));
}

fn group_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    group: FactGroup,
    view: &mut ViewState,
    out: &mut Commands,
) {
    for key in FactKey::ALL
        .iter()
        .copied()
        .filter(|key| key.group() == group)
    {
        fact_ui(ui, ctx, player, key, view, out);
        if key == FactKey::Born {
            let age = player
                .age(ctx.on)
                .map_or_else(String::new, |age| age.to_string());
            let mark = if age.is_empty() {
                MarkKind::Missing
            } else {
                MarkKind::Derived
            };
            let row = fact_row(ui, "Age", &age, mark);
            // No stop of Tab, which walks through what is typed; Players explains it by keyboard.
            let row = ui.interact(row.rect, row.id.with("explain"), egui::Sense::CLICK);
            if row.clicked() {
                view.ask(Inspected::Cell(player.id, Column::Age));
            }
        }
    }
}

fn fact_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    player: &Player,
    key: FactKey,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let sourced = player.facts.get(key);
    let shown = sourced
        .and_then(|sourced| sourced.value())
        .map_or_else(String::new, ToString::to_string);
    let others: Vec<String> = sourced
        .filter(|sourced| sourced.disagrees())
        .map(|sourced| {
            sourced
                .others()
                .map(|reading| brief(&reading.value))
                .collect()
        })
        .unwrap_or_default();
    let aside = match (key.unit(), others.as_slice()) {
        (unit, []) => unit.to_owned(),
        (unit, others) => format!("{unit} or {}", others.join(", ")),
    };
    let mark = sourced.map(|_| ctx.mark_of_fact(player, key));
    let head = head_for(ctx, sourced);
    let parse = |text: &str| {
        let value = match key {
            FactKey::OptionYear => typed::option_year(text, ctx.on, player.contract_end())
                .map(|option| option.map(FactValue::Option)),
            _ => typed::fact(key, text, &head),
        };
        value.map_err(|err| err.to_string())
    };
    let of_fact = FieldRef::Fact(player.id, key);
    let top = ui.cursor().min;
    let committed = match choices(key) {
        Some(choices) => {
            let value = sourced.and_then(Sourced::value);
            choice_row(ui, key, &shown, mark, &choices, value, |ui, id| {
                view.follow_id(&of_fact, ui, id);
            })
        }
        None => {
            let date = match sourced.and_then(Sourced::value) {
                Some(FactValue::Date(date)) => Some(*date),
                _ => None,
            };
            let row = ValueRow {
                key,
                shown: &shown,
                aside: aside.trim(),
                mark,
                day: match date {
                    Some(PartialDate::Day(day)) => Some(day),
                    _ => None,
                },
                near: date.map_or(ctx.on, PartialDate::earliest),
            };
            let field = row.ui(ui, parse);
            view.follow(&of_fact, &field.response);
            field.committed
        }
    };
    let row = egui::Rect::from_min_size(top, egui::vec2(ui.available_width(), size::ROW));
    finding_sign(ui, ctx, &of_fact, row);
    if let Some(value) = committed {
        let reading = ctx.new_id();
        out.edit(Edit::Player(
            player.id,
            PlayerEdit::EnterFact {
                key,
                value,
                reading,
            },
        ));
    }
}

/// Another reading in as few letters as tell it apart.
fn brief(value: &FactValue) -> String {
    match value {
        FactValue::Wage(wage) => wage.amount.low.short(),
        FactValue::Clause(clause) => clause.amount.low.short(),
        other => other.to_string(),
    }
}

/// The head of the dossier for reading a typed sum: one without a currency is meant in the
/// currency of the value that it takes the place of.
fn head_for(ctx: &ViewCtx<'_>, sourced: Option<&Sourced<FactValue>>) -> Head {
    let mut head = Head::clone(&ctx.dossier.head);
    match sourced.and_then(Sourced::value) {
        Some(FactValue::Wage(wage)) => head.currency = wage.amount.currency(),
        Some(FactValue::Clause(clause)) => head.currency = clause.amount.currency(),
        _ => {}
    }
    head
}

/// The values of a fact that is one of a few.
fn choices(key: FactKey) -> Option<Vec<(Option<FactValue>, &'static str)>> {
    let none = std::iter::once((None, "not known"));
    Some(match key.kind() {
        FactKind::Position => none
            .chain(Position::ALL.iter().map(|position| {
                let value = FactValue::Position(position.clone());
                (Some(value), position.label())
            }))
            .collect(),
        FactKind::Foot => none
            .chain(Foot::ALL.iter().map(|foot| {
                let value = FactValue::Foot(foot.clone());
                (Some(value), foot.label())
            }))
            .collect(),
        FactKind::Text
        | FactKind::Date
        | FactKind::Count
        | FactKind::Wage
        | FactKind::Option
        | FactKind::Clause => return None,
    })
}

fn choice_row(
    ui: &mut egui::Ui,
    key: FactKey,
    shown: &str,
    mark: Option<MarkKind>,
    choices: &[(Option<FactValue>, &str)],
    value: Option<&FactValue>,
    follow: impl FnOnce(&egui::Ui, egui::Id),
) -> Option<Option<FactValue>> {
    let mark = mark.unwrap_or(MarkKind::Missing);
    fact_row_with(ui, key.label(), |ui| {
        let field = ChoiceField::new(key.name(), shown)
            .hint(NOT_ENTERED)
            .plain()
            .mark(mark);
        follow(ui, field.resolved_id(ui));
        field.ui(ui, choices, Some(&value.cloned()))
    })
}

/// A value that is typed, with what stands behind it (unit, other readings) and its mark.
struct ValueRow<'a> {
    key: FactKey,
    shown: &'a str,
    aside: &'a str,
    mark: Option<MarkKind>,
    /// The day that it is, for a date.
    day: Option<NaiveDate>,
    /// The day at which a calendar opens if there is none.
    near: NaiveDate,
}

impl ValueRow<'_> {
    fn ui(
        self,
        ui: &mut egui::Ui,
        parse: impl Fn(&str) -> Result<Option<FactValue>, String>,
    ) -> FieldResponse<Option<FactValue>> {
        let field = DraftField::new(self.key.name(), self.shown).hint(NOT_ENTERED);
        let field = match self.mark {
            Some(mark) if self.aside.is_empty() => field.mark(mark),
            _ => field,
        };
        let field = field.plain().right().error_place(ErrorPlace::Elsewhere);
        let shown = fact_row_with(ui, self.key.label(), |ui| match self.mark {
            Some(mark) if !self.aside.is_empty() => self.beside(ui, field, mark, parse),
            _ => self.field(ui, field, parse),
        });
        if let Some(why) = &shown.error {
            error_under_value(ui, why);
        }
        shown
    }

    fn field(
        &self,
        ui: &mut egui::Ui,
        field: DraftField<'_>,
        parse: impl Fn(&str) -> Result<Option<FactValue>, String>,
    ) -> FieldResponse<Option<FactValue>> {
        match self.key.kind() {
            FactKind::Date => date_field(ui, field, self.day, self.near, parse),
            _ => field.ui(ui, parse),
        }
    }

    /// The field, then the unit or the other readings, then the mark.
    fn beside(
        &self,
        ui: &mut egui::Ui,
        field: DraftField<'_>,
        mark: MarkKind,
        parse: impl Fn(&str) -> Result<Option<FactValue>, String>,
    ) -> FieldResponse<Option<FactValue>> {
        let t = Tokens::of(ui);
        let value = paint::line(ui, self.shown, Type::Body, t.text, f32::INFINITY);
        let most = ui.available_width() - value.size().x - size::MARK_SLOT - 2.0 * space::XS;
        let aside = paint::line(ui, self.aside, Type::Body, t.text3, most);
        let room = ui.available_width() - aside.size().x - space::XS - size::MARK_SLOT;
        ui.spacing_mut().item_spacing.x = 0.0;
        let shown = self.field(ui, field.width(room), parse);
        let wanted = egui::vec2(aside.size().x + space::XS, size::ROW);
        let (rect, _) = ui.allocate_exact_size(wanted, egui::Sense::hover());
        paint::put_right(ui.painter(), rect.right(), rect, &aside);
        basis_mark(ui, mark);
        shown
    }
}

fn plain_ui(
    ui: &mut egui::Ui,
    player: &Player,
    key: PlayerField,
    value: &str,
    view: &mut ViewState,
    out: &mut Commands,
    edit: fn(String) -> PlayerEdit,
) {
    let field = DraftField::new(key.label(), value).hint(NOT_ENTERED);
    let shown = fact_row_field(ui, key.label(), field, |text| Ok(text.trim().to_owned()));
    view.follow(&FieldRef::Player(player.id, key), &shown.response);
    if let Some(text) = shown.committed {
        out.edit(Edit::Player(player.id, edit(text)));
    }
}
