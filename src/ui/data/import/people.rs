//! The fifth step: who is who. Certain ones are counted, doubtful ones wait for a person.

use eframe::egui;
use egui::{Align, Layout, Role, ScrollArea, Sense, WidgetInfo, vec2};

use super::{ImportState, Shown};
use crate::domain::fact::FactKey;
use crate::domain::figures;
use crate::domain::id::PlayerId;
use crate::domain::player::Role as PlayerRole;
use crate::editor::imports::{Planned, TableImport};
use crate::import::choices::Choices;
use crate::import::plan::Doubt;
use crate::ui::ViewCtx;
use crate::ui::data::cells::{Slot, header_ui};
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::section_heading;
use crate::ui::widgets::search_choice::{Search, SearchChoice, SearchItem};

/// Rows in view at once.
const ROWS: usize = 8;
const ROW: f32 = size::ROW + 2.0;

/// What a person can say of a man of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Decision {
    Is(PlayerId),
    New,
    Nobody,
}

impl Decision {
    fn of(words: &str) -> Self {
        match words {
            "new" => Self::New,
            "nobody" => Self::Nobody,
            id => uuid::Uuid::parse_str(id).map_or(Self::Nobody, |id| Self::Is(PlayerId(id))),
        }
    }

    /// The form of the choices.
    fn words(&self) -> String {
        match self {
            Self::Is(id) => id.to_string(),
            Self::New => "new".to_owned(),
            Self::Nobody => "nobody".to_owned(),
        }
    }
}

/// The step; the decisions that a person made in it.
pub(super) fn people_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    state: &mut ImportState,
    shown: &Shown<'_>,
    (table, planned): (&TableImport, &Planned),
) -> Option<Choices> {
    section_heading(ui, "Who is who", &note(shown, table, planned));
    if table.asked.is_empty() {
        return None;
    }
    let mut chosen = open_ones_ui(ui, shown, table);
    ui.spacing_mut().item_spacing.y = 0.0;
    let slots = slots(ui.available_width(), shown.narrow);
    header_ui(
        ui,
        &slots,
        [
            "In the table",
            "Rows",
            "",
            "Who is he",
            "Why it is not sure",
        ],
    );
    ScrollArea::vertical()
        .id_salt("import people")
        .max_height(ROWS as f32 * ROW)
        .min_scrolled_height(ROWS as f32 * ROW)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, table.asked.len(), |ui, range| {
            for doubt in table.asked.get(range).unwrap_or_default() {
                let top = ui.cursor().min;
                let row = egui::Rect::from_min_size(top, vec2(ui.available_width(), ROW));
                state.keep_neighbours(ui, row);
                if let Some(decision) =
                    row_ui(ui, ctx, (&mut state.who_search, shown), doubt, &slots)
                {
                    let mut next = shown.choices.clone();
                    next.people.insert(doubt.key.clone(), decision.words());
                    chosen = Some(next);
                }
            }
        });
    chosen
}

fn note(shown: &Shown<'_>, table: &TableImport, planned: &Planned) -> String {
    let open = open_ones(shown, table).count();
    let mut parts = vec![format!("{} joined", figures::count(planned.joined))];
    let new = planned.plan.new_players;
    if new > 0 {
        parts.push(format!("{} new", figures::count(new)));
    }
    parts.push(match open {
        0 => "nobody to decide on".to_owned(),
        open => format!("{} to decide on", figures::count(open)),
    });
    parts.join(", ")
}

fn open_ones<'a>(shown: &'a Shown<'_>, table: &'a TableImport) -> impl Iterator<Item = &'a Doubt> {
    let open = |doubt: &&Doubt| !shown.choices.people.contains_key(&doubt.key);
    table.asked.iter().filter(open)
}

/// One choice for all who are still open.
fn open_ones_ui(ui: &mut egui::Ui, shown: &Shown<'_>, table: &TableImport) -> Option<Choices> {
    let open: Vec<&Doubt> = open_ones(shown, table).collect();
    let mut all = None;
    ui.horizontal(|ui| {
        let off = open.is_empty().then_some("all are decided");
        let words = "Leave out all who are open";
        let button = crate::ui::widgets::button::Button::quiet(words).disabled_because(off);
        if button.ui(ui).clicked() {
            let mut next = shown.choices.clone();
            let keys = open.iter().map(|doubt| doubt.key.clone());
            next.people
                .extend(keys.map(|key| (key, Decision::Nobody.words())));
            all = Some(next);
        }
        if !open.is_empty() {
            let words = "Their rows are not imported until you say who they are";
            ui.label(Type::Note.rich(words).color(Tokens::of(ui).text3));
        }
    });
    ui.add_space(space::XS);
    all
}

fn slots(width: f32, narrow: bool) -> [Slot; 5] {
    if narrow {
        Slot::row(width, [240.0, 112.0, 24.0, 220.0, 0.0])
    } else {
        Slot::row(width, [320.0, 120.0, 24.0, 280.0, 0.0])
    }
}

fn row_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    (search, shown): (&mut Search, &Shown<'_>),
    doubt: &Doubt,
    slots: &[Slot; 5],
) -> Option<Decision> {
    let t = Tokens::of(ui);
    let wanted = vec2(ui.available_width(), ROW);
    let (rect, _) = ui.allocate_exact_size(wanted, Sense::hover());
    let [who, rows, sign, is, why] = slots;
    who.put(ui, rect, &doubt.shown, Type::Body, t.text);
    rows.put(ui, rect, &rows_words(&doubt.rows), Type::Body, t.text2);
    let decision = shown.choices.people.get(&doubt.key);
    let decision = decision.map(|words| Decision::of(words));
    let (icon, ink) = match decision {
        Some(_) => (Icon::Check, t.text2),
        None => (Icon::Warning, t.warn),
    };
    icon.paint_at(ui.painter(), sign.rect(rect).center(), 13.0, ink);
    let words = why_words(doubt);
    why.put(ui, rect, &words, Type::Body, t.text2);
    let place = why.rect(rect);
    let response = ui.interact(
        place,
        ui.scope_id().with(("why", &doubt.key)),
        Sense::hover(),
    );
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Label, true, format!("{}. {words}", doubt.shown))
    });
    response.on_hover_text(&words);
    paint::rule_below(ui.painter(), rect, t.rule());

    let builder = egui::UiBuilder::new()
        .id_salt(("is", &doubt.key))
        .max_rect(is.rect(rect))
        .layout(Layout::left_to_right(Align::Center));
    let mut child = ui.new_child(builder);
    let words = decision
        .as_ref()
        .map_or_else(|| "Choose…".to_owned(), |decision| words_of(ctx, decision));
    let choice = SearchChoice {
        label: &format!("Who is {}", doubt.shown),
        words: &words,
        list: "Players",
        hint: "Search players",
        none: "No such player",
    };
    choice.ui(&mut child, search, decision.as_ref(), || items(ctx, doubt))
}

fn words_of(ctx: &ViewCtx<'_>, decision: &Decision) -> String {
    match decision {
        Decision::New => "Another man".to_owned(),
        Decision::Nobody => "Leave out".to_owned(),
        Decision::Is(id) => {
            let player = ctx.dossier.player(*id);
            player.map_or_else(|| "Choose…".to_owned(), |player| player.name.clone())
        }
    }
}

/// "12", "12, 13", "12 and 7 more".
fn rows_words(rows: &[u32]) -> String {
    match rows {
        [] => String::new(),
        [one] => one.to_string(),
        [one, other] => format!("{one}, {other}"),
        [first, ..] => format!("{first} and {} more", rows.len() - 1),
    }
}

fn why_words(doubt: &Doubt) -> String {
    let first = doubt.candidates.first();
    let reasons = first.map(|candidate| candidate.confidence.reasons.join(", "));
    let mut words: Vec<String> = reasons.into_iter().collect();
    words.extend(doubt.notes.iter().cloned());
    words.join("; ")
}

/// The likely players first, then the ways out, then the others of the case and of its pools.
fn items(ctx: &ViewCtx<'_>, doubt: &Doubt) -> Vec<SearchItem<Decision>> {
    let item = |decision: Decision, aside: &str| SearchItem {
        words: words_of(ctx, &decision),
        aside: aside.to_owned(),
        keys: String::new(),
        faint: false,
        value: decision,
    };
    let likely: Vec<PlayerId> = doubt
        .candidates
        .iter()
        .map(|candidate| candidate.player)
        .collect();
    let mut items: Vec<SearchItem<Decision>> = likely
        .iter()
        .map(|id| item(Decision::Is(*id), "likely"))
        .collect();
    items.push(item(Decision::New, ""));
    items.push(item(Decision::Nobody, ""));
    let others = ctx.dossier.players.values();
    let mut others: Vec<_> = others
        .filter(|player| !likely.contains(&player.id))
        .collect();
    others.sort_by_key(|player| player.role == PlayerRole::Pool);
    items.extend(others.into_iter().map(|player| {
        let club = player.facts.value(FactKey::Club);
        let club = club.map(ToString::to_string).unwrap_or_default();
        item(Decision::Is(player.id), &club)
    }));
    items
}
