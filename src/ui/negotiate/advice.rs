//! What to do, in one sentence above everything else; and that the beliefs are older than the day.

use eframe::egui;

use super::{Page, Shown};
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;

/// The sentence for a day, and what must be known beside it.
pub struct Advice {
    /// `Open at 20, go to 24.95, walk away above`.
    pub words: String,
    /// True if the package that is worked on goes beyond our ceiling.
    pub goes_too_far: bool,
    /// That the beliefs were stated for an earlier day.
    pub stale: Option<String>,
}

impl Advice {
    /// The sentence on a negotiation.
    pub fn of(ctx: &ViewCtx<'_>, shown: &Shown) -> Self {
        let (negotiation, reckoning) = (&shown.negotiation, &shown.reckoning);
        Self {
            words: negotiation.advice(ctx.dossier, reckoning),
            goes_too_far: reckoning
                .against_ceiling()
                .is_some_and(|lies| lies.is_above()),
            stale: negotiation.stale_beliefs(ctx.dossier, reckoning.on),
        }
    }

    /// Shows it in one line; words for which there is no room stand in the hover.
    pub fn ui(&self, ui: &mut egui::Ui) {
        if self.words.is_empty() {
            return;
        }
        let t = Tokens::of(ui);
        let wanted = egui::vec2(ui.available_width(), size::DENSE_ROW);
        let (rect, response) = ui.allocate_exact_size(wanted, egui::Sense::hover());
        let all = match &self.stale {
            Some(stale) => format!("{}; {stale}", self.words),
            None => self.words.clone(),
        };
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &all));
        let ink = if self.goes_too_far { t.them } else { t.text };
        let stale = self.stale.as_deref().map(|words| {
            let room = (rect.width() * 0.45).max(120.0);
            paint::line(ui, words, Type::Note, t.warn, room)
        });
        let behind = stale
            .as_ref()
            .map_or(0.0, |line| line.size().x + 16.0 + space::M);
        let line = paint::line(ui, &self.words, Type::Strong, ink, rect.width() - behind);
        paint::put_left(ui.painter(), rect.left(), rect, &line);
        let mut cut = line.elided;
        if let Some(stale) = stale {
            let left = rect.left() + line.size().x + space::M;
            let centre = egui::pos2(left + 6.0, rect.center().y);
            Icon::Warning.paint_at(ui.painter(), centre, 12.0, t.warn);
            paint::put_left(ui.painter(), left + 16.0, rect, &stale);
            cut |= stale.elided;
        }
        if cut {
            response.on_hover_text(all);
        }
    }
}

/// The sentence on the negotiation of the screen. Who sits in their chair does not know our ceiling.
pub fn advice_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    let mut advice = Advice::of(page.ctx, page.shown);
    if page.state.from_their_chair {
        let (dossier, on) = (page.ctx.dossier, page.shown.reckoning.on);
        let day = page.shown.negotiation.day_words(dossier, on).join("; ");
        advice.words = crate::domain::text::capitalised(&day);
        advice.goes_too_far = false;
    }
    advice.ui(ui);
}
