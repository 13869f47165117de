//! Saved views: columns, sort, filter and grouping under a name. A few come with the program, the others
//! belong to the dossier.

use std::sync::Arc;

use eframe::egui;

use super::chooser::keys;
use super::{Page, TableState};
use crate::domain::comparison::SavedView;
use crate::domain::dossier::{Record, RecordRef};
use crate::domain::edit::Edit;
use crate::domain::extra::Extra;
use crate::domain::roster::{Column, Direction, arrangement_of};
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::button::{Button, icon_button};
use crate::ui::widgets::draft_field::DraftField;
use crate::ui::widgets::menu::{menu_item, sheet_below};

type Sort = (Column, Direction);

/// The views of the program. Without columns a view shows the usual ones.
const BUILT_IN: &[(&str, &[Column], &[Sort])] = &[
    ("All", &[], &[]),
    (
        "Contract and load",
        &[
            Column::Name,
            Column::Role,
            Column::Age,
            Column::Club,
            Column::ContractEnd,
            Column::MonthsLeft,
            Column::OptionYear,
            Column::Availability,
            Column::DaysOut,
            Column::Minutes,
            Column::Value,
        ],
        &[(Column::MonthsLeft, Direction::Up)],
    ),
    (
        "Deal",
        &[
            Column::Name,
            Column::Stage,
            Column::Club,
            Column::MonthsLeft,
            Column::Value,
            Column::Ask,
            Column::Bid,
            Column::Wage,
            Column::WageAsked,
            Column::ReleaseClause,
            Column::NextStep,
            Column::Owner,
        ],
        &[(Column::Stage, Direction::Down)],
    ),
    (
        "What is missing",
        &[
            Column::Name,
            Column::Role,
            Column::Findings,
            Column::Born,
            Column::Height,
            Column::Foot,
            Column::Nationality,
            Column::ContractEnd,
            Column::Wage,
            Column::Agent,
            Column::Spells,
        ],
        &[(Column::Findings, Direction::Down)],
    ),
];

/// Columns, sort, filter and grouping as a view holds them.
#[derive(Clone)]
struct Look {
    columns: Vec<Column>,
    sort: Vec<Sort>,
    filter: String,
    /// `None` leaves the grouping as it is.
    flat: Option<bool>,
}

impl Look {
    fn built_in(columns: &[Column], sort: &[Sort]) -> Self {
        Self {
            columns: columns.to_vec(),
            sort: sort.to_vec(),
            filter: String::new(),
            flat: None,
        }
    }

    fn is(&self, now: &Self) -> bool {
        let grouping = self.flat.is_none() || self.flat == now.flat;
        let content = (&self.columns, &self.sort, &self.filter);
        grouping && content == (&now.columns, &now.sort, &now.filter)
    }

    fn saved(view: &SavedView) -> Self {
        let (columns, arrangement) = arrangement_of(view);
        Self {
            columns,
            sort: arrangement.sort,
            filter: arrangement.query,
            flat: Some(!arrangement.grouped),
        }
    }

    fn now(state: &TableState, chosen: &[String]) -> Self {
        Self {
            columns: chosen
                .iter()
                .filter_map(|key| Column::from_key(key))
                .collect(),
            sort: state.sort.clone(),
            filter: state.query.clone(),
            flat: Some(state.flat),
        }
    }

    fn show(self, page: &mut Page<'_>) {
        page.view.settings.columns = keys(&self.columns);
        page.state.sort = self.sort;
        page.state.query = self.filter;
        page.state.flat = self.flat.unwrap_or(page.state.flat);
        page.state.scroll = true;
    }
}

/// The button with the name of the present view, and the list behind it.
pub(super) fn views_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let now = Look::now(page.state, &page.view.settings.columns);
    let name = name_of(page.ctx, &now).unwrap_or("Changed");
    let button = Button::quiet(name).chevron().hint("Saved views").ui(ui);
    if !page.ctx.narrow {
        ui.label(Type::Body.rich("View").color(Tokens::of(ui).text2));
    }
    sheet_below(&button, "Views", 240.0, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (name, columns, sort) in BUILT_IN {
            let look = Look::built_in(columns, sort);
            if item_ui(ui, name, look.is(&now)) {
                look.show(page);
                ui.close();
            }
        }
        if !page.ctx.dossier.views.is_empty() {
            ui.separator();
        }
        for saved in page.ctx.dossier.views.values() {
            ui.push_id(saved.id, |ui| {
                saved_ui(ui, saved, &now, page);
            });
        }
        ui.separator();
        let mut grouped = !page.state.flat;
        let words = Type::Body.rich("Group by role");
        if ui.checkbox(&mut grouped, words).changed() {
            page.state.flat = !grouped;
        }
        ui.add_space(space::XS);
        save_ui(ui, page);
    });
}

fn name_of<'a>(ctx: &ViewCtx<'a>, now: &Look) -> Option<&'a str> {
    let built_in = BUILT_IN
        .iter()
        .find(|(_, columns, sort)| Look::built_in(columns, sort).is(now));
    let saved = || {
        ctx.dossier
            .views
            .values()
            .find(|view| Look::saved(view).is(now))
    };
    built_in
        .map(|(name, ..)| *name)
        .or_else(|| saved().map(|view| view.name.as_str()))
}

fn item_ui(ui: &mut egui::Ui, name: &str, on: bool) -> bool {
    menu_item(ui, name, if on { "shown" } else { "" }).clicked()
}

fn saved_ui(ui: &mut egui::Ui, saved: &SavedView, now: &Look, page: &mut Page<'_>) {
    let look = Look::saved(saved);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let width = ui.available_width() - size::CONTROL;
        let shown = ui.scope(|ui| {
            ui.set_max_width(width);
            item_ui(ui, &saved.name, look.is(now))
        });
        let remove = format!("Remove view {}", saved.name);
        if icon_button(ui, Icon::Trash, &remove).clicked() {
            page.out.edit(Edit::Remove(RecordRef::View(saved.id)));
        }
        if shown.inner {
            look.show(page);
            ui.close();
        }
    });
}

/// A name for the present columns, sort and filter. The name of a saved view replaces that view.
fn save_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let field = DraftField::new("Save view as…", "").hint("Save this view as…");
    let Some(name) = field.ui(ui, |text| Ok(text.trim().to_owned())).committed else {
        return;
    };
    if name.is_empty() {
        return;
    }
    let same = page
        .ctx
        .dossier
        .views
        .values()
        .find(|view| view.name == name);
    let sort = page
        .state
        .sort
        .iter()
        .map(|(column, direction)| match direction {
            Direction::Up => column.key().to_owned(),
            Direction::Down => format!("-{}", column.key()),
        });
    let saved = SavedView {
        id: same.map_or_else(|| page.ctx.new_id(), |view| view.id),
        name,
        columns: keys(page.columns),
        sort: sort.collect(),
        filter: page.state.query.clone(),
        flat: page.state.flat,
        extra: same.map_or_else(Extra::new, |view| view.extra.clone()),
    };
    page.view.settings.columns.clone_from(&saved.columns);
    page.out.edit(Edit::Put(Record::View(Arc::new(saved))));
    ui.close();
}
