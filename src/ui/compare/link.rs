//! What the pointer or the keyboard is on, known before anything is drawn: the places are those of
//! the last frame, as everywhere in this toolkit, so both halves light up in the same frame.

use eframe::egui;
use egui::Rect;

use super::{CompareState, Cursor, matrix_id};
use crate::chart::scene::{About, Scene};
use crate::domain::id::PlayerId;
use crate::ui::widgets::chart::{Chart, ChartResponse};

/// A row, a player, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    pub row: Option<String>,
    pub player: Option<PlayerId>,
}

/// A place that is about something.
#[derive(Clone, Debug)]
pub(super) struct Zone {
    pub rect: Rect,
    pub link: Link,
}

/// What is below the pointer, or else what the keyboard is on: a part of a picture, or a cell.
pub(super) fn below(ui: &egui::Ui, state: &mut CompareState) -> Link {
    let focused = std::mem::take(&mut state.focused);
    let at = ui.input(|input| input.pointer.hover_pos());
    let ours = |layer: egui::LayerId| layer == ui.layer_id() || layer.order == egui::Order::Tooltip;
    let free = at.filter(|at| ui.ctx().layer_id_at(*at).is_none_or(ours));
    // What lies above was noted later.
    let hit = free.and_then(|at| state.zones.iter().rev().find(|zone| zone.rect.contains(at)));
    if let Some(zone) = hit {
        return zone.link.clone();
    }
    let in_table = ui.memory(|memory| memory.has_focus(matrix_id()));
    match &state.cursor {
        _ if focused != Link::default() => focused,
        Some(cursor) if in_table => Link {
            row: Some(cursor.row.clone()),
            player: Some(cursor.player),
        },
        _ => Link::default(),
    }
}

impl Link {
    /// True if the row is pointed at.
    pub fn is_row(&self, key: &str) -> bool {
        self.row.as_deref() == Some(key)
    }

    /// True if the player is pointed at.
    pub fn is_player(&self, player: PlayerId) -> bool {
        self.player == Some(player)
    }
}

impl CompareState {
    /// The metric that the pictures are about: below the pointer, or at the cursor, or the first.
    pub(super) fn metric<'a>(
        &'a self,
        measured: impl Iterator<Item = &'a str> + Clone,
    ) -> Option<&'a str> {
        let is_measured = |key: &&str| measured.clone().any(|other| other == *key);
        let pointed = self.link.row.as_deref().filter(is_measured);
        let at_cursor = || {
            self.cursor
                .as_ref()
                .map(|cursor| cursor.row.as_str())
                .filter(is_measured)
        };
        pointed
            .or_else(at_cursor)
            .or_else(|| measured.clone().next())
    }

    /// What is pointed at, as a picture knows it.
    pub(super) fn about(&self) -> Option<About> {
        let link = &self.link;
        let slot_of = |player: PlayerId| {
            let slots = self.pictures.slots().iter();
            let mut found = slots.filter(|(other, _)| *other == player);
            found.next().map(|(_, slot)| *slot)
        };
        let key = link.row.clone().unwrap_or_default();
        match link.player.and_then(slot_of) {
            None if key.is_empty() => None,
            // A row as a whole lights its line and not each of its marks: nobody has this slot.
            None => Some(About::value(key, usize::MAX)),
            slot => Some(About { key, slot }),
        }
    }

    /// Draws a picture that lights up with the table, and notes where its parts are.
    pub(super) fn picture_ui(
        &mut self,
        ui: &mut egui::Ui,
        salt: &str,
        chart: Chart<'_>,
        scene: &Scene,
    ) -> ChartResponse {
        let about = self.about();
        let shown = chart.lit(about.as_ref()).ui(ui, salt);
        let (clip, origin) = (ui.clip_rect(), shown.response.rect.min);
        for mark in &scene.marks {
            let Some(about) = &mark.about else { continue };
            let place = Rect::from_min_size(
                origin + egui::vec2(mark.rect.left, mark.rect.top),
                egui::vec2(mark.rect.width, mark.rect.height),
            );
            if clip.intersects(place) {
                let link = link_of(about, self.pictures.slots());
                let rect = place.intersect(clip);
                self.zones.push(Zone { rect, link });
            }
        }
        let activated = shown
            .activated
            .and_then(|idx| scene.marks.get(idx)?.about.as_ref());
        if let Some(about) = activated {
            self.turn_to(&link_of(about, self.pictures.slots()));
        }
        if shown.response.has_focus() {
            let link = shown
                .about
                .as_ref()
                .map(|about| link_of(about, self.pictures.slots()));
            self.focused = link.unwrap_or_default();
        }
        shown
    }

    /// Puts the cursor of the table where a click on a picture points.
    fn turn_to(&mut self, link: &Link) {
        let before = self.cursor.clone();
        let row = link
            .row
            .clone()
            .or(before.as_ref().map(|cursor| cursor.row.clone()));
        let first = || self.pictures.slots().first().map(|(player, _)| *player);
        let player = link
            .player
            .or(before.map(|cursor| cursor.player))
            .or_else(first);
        if let Some((row, player)) = row.zip(player) {
            self.cursor = Some(Cursor { row, player });
            self.scroll = true;
        }
    }
}

fn link_of(about: &About, slots: &[(PlayerId, usize)]) -> Link {
    let player = about.slot.and_then(|slot| {
        let found = slots.iter().find(|(_, other)| *other == slot);
        found.map(|(player, _)| *player)
    });
    Link {
        row: (!about.key.is_empty()).then(|| about.key.clone()),
        player,
    }
}
