//! The ledger: what was asked and offered, oldest first. Rows are never changed; a correction is a
//! new row that names the old one.

mod form;
mod send;

pub use self::form::RowDraft;
pub use self::send::{SendDraft, send_ui};

use chrono::NaiveDate;
use eframe::egui;
use egui::{Color32, Rect, Role, Sense, WidgetInfo, pos2, vec2};

use super::{Page, Shown};
use crate::chart::rounds::{RoundPoint, Rounds, Who, rounds};
use crate::domain::date::day_text;
use crate::domain::field::FieldRef;
use crate::domain::figures::millions_text;
use crate::domain::negotiation::{Round, RoundStatus, Side};
use crate::domain::package::Package;
use crate::domain::talks::ledger::{package_words, stated_words};
use crate::domain::text::capitalised;
use crate::editor::command::Command;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::{MarkKind, paint_value};
use crate::ui::widgets::button::{Button, icon_button};
use crate::ui::widgets::chart::{Chart, UiMeasure};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{row_ground, section_heading_with};

const DATE: f32 = 88.0;
const SIDE: f32 = 96.0;
const FIGURE: f32 = 108.0;
const WORTH: f32 = 92.0;
const STATUS: f32 = 84.0;
const CORRECT: f32 = 28.0;

/// Where the columns of the ledger stand.
struct Places {
    package: f32,
    source: f32,
}

impl Places {
    fn of(width: f32) -> Self {
        let room = width - DATE - SIDE - FIGURE - WORTH - STATUS - CORRECT - space::S;
        if room < 160.0 {
            // In the narrow column the source stands in the hover.
            return Self {
                package: (width - DATE - SIDE - FIGURE - CORRECT - space::S).max(60.0),
                source: 0.0,
            };
        }
        Self {
            package: (room * 0.44).max(120.0),
            source: room - (room * 0.44).max(120.0),
        }
    }

    fn is_narrow(&self) -> bool {
        self.source == 0.0
    }
}

/// The rows, the row that is being written, and the chart of ask and bid over time.
pub fn ledger_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let count = page.shown.negotiation.rounds.len();
    let note = match count {
        0 => "nothing was said yet".to_owned(),
        1 => "1 row; rows stay as they are, a correction is a new row".to_owned(),
        count => format!("{count} rows; rows stay as they are, a correction is a new row"),
    };
    section_heading_with(ui, "Ledger", &note, |ui| {
        let adding = page.state.row.is_some();
        if !adding && Button::quiet("Add a row").icon(Icon::Plus).ui(ui).clicked() {
            page.state.row = Some(RowDraft::new(page.ctx));
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let places = Places::of(ui.available_width());
    header_ui(ui, page.shown, &places, page.state.from_their_chair);
    for (idx, round) in page.shown.negotiation.rounds.iter().enumerate() {
        ui.push_id(round.id, |ui| {
            row_ui(ui, page, &places, (idx, round));
        });
    }
    draft_ui(ui, page, &places);
    if page.state.row.is_some() {
        ui.add_space(space::S);
        form::form_ui(ui, page);
    }
    if count >= 2 {
        ui.add_space(space::L);
        chart_of_rounds(ui, page);
    }
}

fn header_ui(ui: &mut egui::Ui, shown: &Shown, places: &Places, theirs: bool) {
    let t = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::hover());
    paint::rule_below(ui.painter(), rect, t.strong_rule());
    let mut at = Cursor::new(rect);
    let headline = format!("Headline, {} m", shown.currency());
    let worth = if theirs {
        "Worth to them"
    } else {
        "Worth today"
    };
    at.left(ui, "Date", DATE, t.text3);
    at.left(ui, "Side", SIDE, t.text3);
    at.left(ui, "Package", places.package, t.text3);
    at.right(ui, &headline, FIGURE, t.text3);
    if !places.is_narrow() {
        at.right(ui, worth, WORTH, t.text3);
        at.skip(space::S);
        at.left(ui, "Status", STATUS, t.text3);
        at.left(ui, "Source", places.source, t.text3);
    }
}

/// Goes from cell to cell of a painted row.
struct Cursor {
    row: Rect,
    x: f32,
}

impl Cursor {
    fn new(row: Rect) -> Self {
        let x = row.left() + space::S;
        Self { row, x }
    }

    fn skip(&mut self, width: f32) {
        self.x += width;
    }

    fn cell(&mut self, width: f32) -> Rect {
        let cell =
            Rect::from_min_size(pos2(self.x, self.row.top()), vec2(width, self.row.height()));
        self.x += width;
        cell
    }

    fn left(&mut self, ui: &egui::Ui, words: &str, width: f32, ink: Color32) {
        self.words(ui, words, width, Type::Note, ink);
    }

    fn words(&mut self, ui: &egui::Ui, words: &str, width: f32, kind: Type, ink: Color32) {
        let cell = self.cell(width);
        let line = paint::line(ui, words, kind, ink, width - space::XS);
        paint::put_left(ui.painter(), cell.left(), cell, &line);
    }

    fn right(&mut self, ui: &egui::Ui, words: &str, width: f32, ink: Color32) {
        let cell = self.cell(width);
        let line = paint::line(ui, words, Type::Note, ink, width - size::MARK_SLOT);
        paint::put_right(ui.painter(), cell.right() - size::MARK_SLOT, cell, &line);
    }

    fn figure(&mut self, ui: &egui::Ui, text: &str, mark: MarkKind, width: f32, ink: Color32) {
        let cell = self.cell(width);
        let mark = if text.is_empty() {
            MarkKind::Missing
        } else {
            mark
        };
        paint_value(ui, cell, text, mark, Type::Body, ink);
    }
}

/// What one row says, for eye and ear.
struct Told {
    date: String,
    side: Side,
    club: String,
    words: String,
    figure: String,
    mark: MarkKind,
    worth: Option<f64>,
    status: String,
    source: String,
    faded: bool,
}

impl Told {
    fn name(&self) -> String {
        let figure = if self.figure.is_empty() {
            "no figure"
        } else {
            &self.figure
        };
        format!(
            "{}, {}, {}, {figure}, {}, {}",
            self.date, self.club, self.words, self.status, self.source
        )
    }

    fn paint(&self, ui: &egui::Ui, rect: Rect, places: &Places) {
        let t = Tokens::of(ui);
        let ink = if self.faded { t.text3 } else { t.text };
        let club = match (self.faded, &self.side) {
            (true, _) => t.text3,
            (false, Side::Seller) => t.them,
            (false, Side::Buyer | Side::Other(_)) => t.us,
        };
        let mut at = Cursor::new(rect);
        at.words(ui, &self.date, DATE, Type::Body, ink);
        at.words(ui, &self.club, SIDE, Type::Strong, club);
        at.words(ui, &self.words, places.package, Type::Body, ink);
        at.figure(ui, &self.figure, self.mark, FIGURE, ink);
        if places.is_narrow() {
            return;
        }
        let worth = self.worth.map_or_else(String::new, millions_text);
        at.figure(ui, &worth, MarkKind::Assumed, WORTH, ink);
        at.skip(space::S);
        at.words(ui, &self.status, STATUS, Type::Body, ink);
        at.words(ui, &self.source, places.source, Type::Body, t.text2);
    }
}

fn told(ctx: &ViewCtx<'_>, shown: &Shown, (idx, round): (usize, &Round), theirs: bool) -> Told {
    let negotiation = &shown.negotiation;
    let corrected = negotiation.is_corrected(round.id);
    let figures = shown.reckoning.rounds.get(idx).copied().unwrap_or_default();
    let mut words = round.words(shown.currency());
    if let Some(old) = round.corrects.and_then(|id| negotiation.round(id)) {
        words.push_str(&format!(", corrects the row of {}", day_text(old.on)));
    }
    let mut source = ctx.source_words(&round.basis);
    if !round.basis.note.is_empty() {
        source.push_str(&format!(", {}", round.basis.note));
    }
    let stated = stated_words(round, ctx.dossier);
    if !stated.is_empty() {
        source.push_str(&format!(", {stated}"));
    }
    Told {
        date: day_text(round.on),
        club: negotiation.club(&round.side).to_owned(),
        side: round.side.clone(),
        words,
        figure: shown.reckoning.figure_text(idx, round),
        mark: ctx.mark(&round.basis, false),
        worth: if theirs {
            figures.worth_them
        } else {
            figures.worth_us
        },
        status: if corrected {
            "corrected".to_owned()
        } else {
            negotiation.status_now(round).label().to_owned()
        },
        source,
        faded: corrected,
    }
}

fn row_ui(ui: &mut egui::Ui, page: &mut Page<'_>, places: &Places, (idx, round): (usize, &Round)) {
    let told = told(
        page.ctx,
        page.shown,
        (idx, round),
        page.state.from_their_chair,
    );
    let field = FieldRef::Round(page.shown.negotiation.id, round.id);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let wanted = vec2(ui.available_width() - CORRECT, size::ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, told.name()));
        row_ground(ui, rect, &response, false);
        told.paint(ui, rect, places);
        page.view.follow(&field, &response);
        response.on_hover_text(told.name());
        if told.faded {
            ui.allocate_exact_size(vec2(CORRECT, size::ROW), Sense::hover());
            return;
        }
        let words = format!("Correct the row of {}, {}", told.date, told.words);
        if icon_button(ui, Icon::Undo, &words).clicked() {
            page.state.row = Some(RowDraft::correcting(round));
        }
    });
}

/// The package in work as it would stand in the ledger.
fn draft_ui(ui: &mut egui::Ui, page: &mut Page<'_>, places: &Places) {
    let Some((idx, package)) = page.package() else {
        return;
    };
    if page.shown.negotiation.cannot_send(package).is_some() {
        return;
    }
    let figures = page.shown.figures(idx);
    let side = page.shown.negotiation.side_of(package);
    let totals = figures.map(|figures| &figures.totals);
    let told = Told {
        date: "draft".to_owned(),
        club: page.shown.negotiation.club(&side).to_owned(),
        side,
        words: format!("Package {}", package_words(package, page.shown.currency())),
        figure: totals.map_or_else(String::new, |totals| millions_text(totals.headline)),
        mark: MarkKind::Assumed,
        worth: totals.map(|totals| {
            if page.state.from_their_chair {
                totals.npv_seller
            } else {
                totals.npv_buyer
            }
        }),
        status: "draft".to_owned(),
        source: "own, not recorded yet".to_owned(),
        faded: false,
    };
    let wanted = vec2(ui.available_width() - CORRECT, size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, told.name()));
    let t = Tokens::of(ui);
    ui.painter().rect_filled(rect, 0, t.sel);
    let bar = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    ui.painter().rect_filled(bar, 0, t.accent);
    told.paint(ui, rect, places);
}

fn chart_of_rounds(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let points = |wanted: fn(&Round) -> bool| -> Vec<RoundPoint> {
        let rows = page.shown.negotiation.rounds.iter().enumerate();
        rows.filter(|(_, round)| wanted(round))
            .filter_map(|(idx, round)| point(page.ctx, page.shown, idx, round))
            .collect()
    };
    let unit = format!("{} m", page.shown.currency());
    let (measure, width) = (UiMeasure::new(ui), ui.available_width().min(720.0));
    let drawn = |points: &[RoundPoint]| {
        let chart = Rounds {
            unit: &unit,
            points,
            deadline: deadline(page.ctx),
        };
        rounds(&measure, width, chart)
    };
    let scene = drawn(&points(|_| true));
    // What we only thought of is nobody's business outside.
    let open = drawn(&points(|round| round.status != RoundStatus::NotSent));
    let chart = Chart::new(&scene).title("Asks and bids");
    let chart = if page.state.lets_out {
        chart
    } else {
        chart.leaves_as(&open)
    };
    if let Some(field) = chart.ui(ui, "rounds").clicked {
        page.view.show_field(&field);
    }
}

/// The day on which the window of our country closes.
fn deadline(ctx: &ViewCtx<'_>) -> Option<NaiveDate> {
    let windows = ctx.dossier.windows_by_day();
    let ours = windows
        .iter()
        .filter(|window| window.country == ctx.dossier.head.our_country && window.closes >= ctx.on);
    ours.map(|window| window.closes).min()
}

fn point(ctx: &ViewCtx<'_>, shown: &Shown, idx: usize, round: &Round) -> Option<RoundPoint> {
    let figures = shown.reckoning.rounds.get(idx)?;
    let told = told(ctx, shown, (idx, round), false);
    Some(RoundPoint {
        on: round.on,
        who: match round.side {
            Side::Seller => Who::Them,
            Side::Buyer | Side::Other(_) => Who::Us,
        },
        // Guaranteed against guaranteed: add-ons that may never be paid bring nobody closer.
        low: figures.guaranteed.or(figures.headline)?,
        high: figures.up_to.filter(|_| figures.guaranteed.is_none()),
        headline: figures.headline.filter(|headline| {
            let guaranteed = figures.guaranteed;
            guaranteed.is_some_and(|guaranteed| headline - guaranteed >= 0.005)
        }),
        or_more: round.amount.as_ref().is_some_and(|amount| amount.or_more),
        is_believed: round.status == RoundStatus::Believed,
        is_corrected: told.faded,
        name: round.to_string(),
        lines: vec![told.status, told.source],
        field: Some(FieldRef::Round(shown.negotiation.id, round.id)),
    })
}

/// The package in work, if it can go into the ledger, or why it cannot.
fn to_record<'a>(page: &Page<'a>) -> Result<&'a Package, &'static str> {
    let (_, package) = page.package().ok_or("there is no package")?;
    match page.shown.negotiation.cannot_send(package) {
        Some(why) => Err(why),
        None => Ok(package),
    }
}

/// The button in the header that records the package in work.
pub fn record_button_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let package = page.package().map(|(_, package)| package);
    let words = record_words(page);
    match to_record(page) {
        Ok(package) => {
            let hint = "Asks when, to whom and by whom, then writes the chosen package into the ledger as it stands";
            if Button::main(words).hint(hint).ui(ui).clicked() {
                page.state.sending = Some(SendDraft::of(page, package));
            }
        }
        Err(why) => {
            // Beside the button there is no room for the reason: it stands in the hover.
            let recorded = package.is_some_and(|package| {
                page.shown.negotiation.was_sent(package.id) && !package.is_blank()
            });
            let words = if recorded { "Recorded" } else { words };
            off_ui(ui, words, why);
        }
    }
}

/// The words on that button.
pub(super) fn record_words(page: &Page<'_>) -> &'static str {
    let package = page.package().map(|(_, package)| package);
    let side = package.map(|package| page.shown.negotiation.side_of(package));
    match side {
        Some(Side::Seller) => "Record their answer",
        Some(Side::Buyer | Side::Other(_)) | None => "Record offer",
    }
}

/// A button that cannot be pressed; the reason stands in the hover and is read aloud.
pub fn off_ui(ui: &mut egui::Ui, words: &str, why: &str) {
    let button = ui
        .add_enabled_ui(false, |ui| Button::quiet(words).ui(ui))
        .inner;
    button.widget_info(|| WidgetInfo::labeled(Role::Button, false, format!("{words}, {why}")));
    button.on_disabled_hover_text(capitalised(why));
}

/// Asks how the chosen package goes into the ledger, or says why it cannot.
pub fn record_chosen(page: &mut Page<'_>) {
    match to_record(page) {
        Ok(package) => page.state.sending = Some(SendDraft::of(page, package)),
        Err(why) => {
            let words = format!("Nothing was recorded: {why}");
            page.out.push(Command::Tell(words));
        }
    }
}
