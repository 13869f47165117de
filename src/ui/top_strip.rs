//! The top strip: file, undo and redo, decision date, currency and rate, search.

use eframe::egui;
use egui::{Align, Align2, Layout, Role, Sense, Vec2, WidgetInfo, pos2};

use super::ViewCtx;
use super::actions::{disabled, label};
use super::icons::Icon;
use super::state::ViewState;
use super::tokens::{Tokens, Type, radius, size, space};
use super::widgets::button::Button;
use super::widgets::choice::choice;
use super::widgets::fields::day_field;
use super::widgets::menu::{menu_below, menu_button, menu_item, menu_item_off};
use super::widgets::paint;
use crate::domain::date::day_text;
use crate::domain::edit::Edit;
use crate::domain::exchange::last_rate_on;
use crate::domain::money::Currency;
use crate::domain::typed;
use crate::editor::action::{Action, Group};
use crate::editor::command::{Command, Commands};

/// The currencies that the strip offers besides the dossier's own.
const CURRENCIES: [Currency; 2] = [Currency::EUR, Currency::GBP];

/// The top strip.
pub fn top_strip_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let t = Tokens::of(ui);
    let bottom = ui.max_rect().bottom() - 0.5;
    ui.painter()
        .hline(ui.max_rect().x_range(), bottom, t.strong_rule());
    ui.horizontal_centered(|ui| {
        ui.add_space(space::S);
        file_menu_ui(ui, ctx, view, out);
        unsaved_ui(ui, ctx);
        ui.add_space(space::M);
        for (action, icon) in [(Action::Undo, Icon::Undo), (Action::Redo, Icon::Redo)] {
            let off = disabled(action, ctx);
            let button = Button::sign(icon, &label(action, ctx))
                .shortcut(action.keys())
                .disabled_because(off)
                .ui(ui);
            if button.clicked() {
                view.actions.push(action);
            }
        }
        ui.add_space(space::M);
        date_ui(ui, ctx, out);
        ui.add_space(space::S);
        currency_ui(ui, ctx, view, out);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            let action = Action::Inspector;
            let button = Button::sign(Icon::Inspector, action.label()).shortcut(action.keys());
            if button.selected(view.wants_inspector()).ui(ui).clicked() {
                view.actions.push(Action::Inspector);
            }
            view_menu_ui(ui, ctx, view);
            search_ui(ui, ctx, view);
        });
    });
}

fn file_menu_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let name = ctx.document.name();
    let stem = name.strip_suffix(".backline").unwrap_or(name);
    let most = if ctx.narrow { 150.0 } else { 240.0 };
    let text = elided(ui, stem, most);
    let button = Button::bare(&text).strong().chevron().ui(ui);
    let menu = menu_below(&button, |ui| {
        ui.set_min_width(260.0);
        actions_ui(ui, ctx, view, Group::File);
        if ctx.editor.documents().len() > 1 {
            ui.separator();
            ui.label(Type::NoteStrong.rich("Open dossiers"));
            for document in ctx.editor.documents() {
                let shown = document.key == ctx.document.key;
                if menu_item(
                    ui,
                    document.name(),
                    if shown { "in the window" } else { "" },
                )
                .clicked()
                {
                    out.push(Command::Switch(document.key));
                    ui.close();
                }
            }
        }
        if !ctx.editor.recent().is_empty() {
            ui.separator();
            ui.label(Type::NoteStrong.rich("Recent files"));
            for path in ctx.editor.recent().iter().take(8) {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let button = menu_item(ui, &name, "").on_hover_text(path.display().to_string());
                if button.clicked() {
                    out.push(Command::Open(path.clone()));
                    ui.close();
                }
            }
        }
        ui.separator();
        actions_ui(ui, ctx, view, Group::Help);
    });
    menu.response
        .on_hover_text(format!("{name}. Open, save, recent files, samples"));
}

fn view_menu_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let percent = (view.settings.zoom * 100.0).round();
    let menu = menu_button(ui, "View", |ui| {
        ui.set_min_width(220.0);
        actions_ui(ui, ctx, view, Group::View);
        ui.separator();
        ui.label(Type::Note.rich(format!("Scale {percent} %")));
    });
    menu.response.on_hover_text("Theme, scale, inspector");
}

fn actions_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, group: Group) {
    for action in Action::ALL
        .iter()
        .copied()
        .filter(|action| action.group() == group)
    {
        let off = disabled(action, ctx);
        let words = label(action, ctx);
        let response = match off {
            Some(reason) => menu_item_off(ui, &words, reason),
            None => menu_item(ui, &words, action.keys()),
        };
        if response.clicked() && off.is_none() {
            view.actions.push(action);
            ui.close();
        }
    }
}

fn unsaved_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>) {
    if !ctx.document.unsaved() {
        return;
    }
    let t = Tokens::of(ui);
    let words = match ctx.document.unsaved_steps() {
        Some(1) => "1 change not saved".to_owned(),
        Some(steps) => format!("{steps} changes not saved"),
        None => "changes not saved".to_owned(),
    };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(8.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    ui.painter().circle_filled(rect.center(), 3.0, t.warn);
    response.on_hover_text(&words);
    if !ctx.narrow {
        ui.label(Type::Note.rich(words).color(t.text2));
    }
}

fn date_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, out: &mut Commands) {
    let t = Tokens::of(ui);
    let looking = ctx.document.looking_at.is_some();
    if !ctx.narrow {
        let words = if looking {
            "Looking at"
        } else {
            "Decision date"
        };
        ui.label(
            Type::Note
                .rich(words)
                .color(if looking { t.warn } else { t.text2 }),
        );
    }
    let parse = |text: &str| match typed::day(text, ctx.on) {
        Ok(Some(day)) => Ok(day),
        Ok(None) => Err("The dossier needs a decision date".to_owned()),
        Err(err) => Err(err.to_string()),
    };
    if let Some(date) = day_field(ui, "Decision date", ctx.on, parse) {
        out.push(Command::LookAt(Some(date)));
    }
    if looking {
        let keep = Button::quiet("Keep").hint("Make this the decision date of the dossier");
        if keep.ui(ui).clicked() {
            out.edit(Edit::SetDecisionDate(ctx.on));
        }
        let own = day_text(ctx.dossier.head.decision_date);
        if Button::quiet("Back")
            .hint(&format!("Back to the decision date, {own}"))
            .ui(ui)
            .clicked()
        {
            out.push(Command::LookAt(None));
        }
    }
}

fn currency_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState, out: &mut Commands) {
    let own = ctx.document.dossier().head.currency;
    let seen = ctx.dossier.head.currency;
    let mut offered = CURRENCIES.to_vec();
    if !offered.contains(&own) {
        offered.insert(0, own);
    }
    let items: Vec<(Currency, &str)> = offered
        .iter()
        .map(|currency| (*currency, currency.code()))
        .collect();
    let mut chosen = seen;
    if choice(ui, "Currency of sums", &items, &mut chosen) {
        look_in(ctx, (chosen != own).then_some(chosen), view, out);
    }
    if seen != own && !ctx.narrow {
        let words = format!("Make {seen} the currency of the dossier, which is {own}");
        if Button::quiet("Keep").hint(&words).ui(ui).clicked() {
            out.edit(Edit::SetCurrency(seen));
            look_in(ctx, None, view, out);
        }
    }
    if ui.available_width() > 560.0 && !ctx.narrow {
        rate_ui(ui, ctx);
    }
}

/// Shows sums in a currency and remembers it for this dossier, outside its file.
fn look_in(
    ctx: &ViewCtx<'_>,
    currency: Option<Currency>,
    view: &mut ViewState,
    out: &mut Commands,
) {
    let remembered = &mut view.settings.currencies;
    match currency {
        Some(currency) => remembered.insert(ctx.dossier.id, currency),
        None => remembered.remove(&ctx.dossier.id),
    };
    out.push(Command::LookIn(currency));
}

/// The rate between both currencies: marked once it is too old for the day, and said to be missing
/// with the reason where there is none.
fn rate_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>) {
    let t = Tokens::of(ui);
    let [one, other] = CURRENCIES;
    let day = day_text(ctx.on);
    let Some((rate, is_fresh)) = last_rate_on(&ctx.dossier.rates, one, other, ctx.on) else {
        let why = format!(
            "The dossier holds no rate between {one} and {other} of {day} or before. Sums in another currency are shown as stated"
        );
        let words = Type::Note.rich("no rate for this day").color(t.text2);
        ui.label(words).on_hover_text(why);
        return;
    };
    let source = ctx.source_words(&rate.basis);
    let words = format!(
        "{} 1 = {} {}, {source}, {}",
        rate.base,
        rate.quote,
        rate.rate,
        day_text(rate.on)
    );
    if is_fresh {
        ui.label(Type::Note.rich(words).color(t.text2));
        return;
    }
    let days = (ctx.on - rate.on).num_days();
    let why = format!("No newer rate is in the dossier: this one is {days} days older than {day}");
    ui.spacing_mut().item_spacing.x = space::XS;
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(12.0), Sense::hover());
    Icon::Warning.paint_at(ui.painter(), rect.center(), 12.0, t.warn);
    let words = format!("{words}, stale");
    ui.label(Type::Note.rich(words).color(t.warn))
        .on_hover_text(why);
}

fn search_ui(ui: &mut egui::Ui, ctx: &ViewCtx<'_>, view: &mut ViewState) {
    let t = Tokens::of(ui);
    let width: f32 = if ctx.narrow { 148.0 } else { 264.0 };
    let width = width.min(ui.available_width() - space::S).max(90.0);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, size::CONTROL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, Action::Palette.label()));
    let painter = ui.painter();
    let edge = if response.hovered() {
        t.edge()
    } else {
        t.strong_rule()
    };
    painter.rect(
        rect,
        radius::CONTROL,
        t.panel,
        edge,
        egui::StrokeKind::Inside,
    );
    Icon::Search.paint_at(
        painter,
        pos2(rect.left() + 14.0, rect.center().y),
        14.0,
        t.text3,
    );
    let words = if ctx.narrow {
        "Search"
    } else {
        "Search or run a command"
    };
    painter.text(
        pos2(rect.left() + 28.0, rect.center().y),
        Align2::LEFT_CENTER,
        words,
        Type::Body.font(),
        t.text3,
    );
    let at = pos2(rect.right() - 8.0, rect.center().y);
    painter.text(
        at,
        Align2::RIGHT_CENTER,
        Action::Palette.keys(),
        Type::Key.font(),
        t.text3,
    );
    if response.has_focus() {
        paint::focus_ring(ui, rect, radius::CONTROL);
    }
    if response.clicked() {
        view.actions.push(Action::Palette);
    }
}

/// A name cut to a width, with an ellipsis.
fn elided(ui: &egui::Ui, text: &str, most: f32) -> String {
    let width = |text: &str| {
        let job = text.to_owned();
        ui.fonts_mut(|fonts| fonts.layout_no_wrap(job, Type::Strong.font(), egui::Color32::BLACK))
            .size()
            .x
    };
    if width(text) <= most {
        return text.to_owned();
    }
    let mut kept: String = text.to_owned();
    while kept.pop().is_some() {
        let cut = format!("{}…", kept.trim_end());
        if width(&cut) <= most {
            return cut;
        }
    }
    "…".to_owned()
}
