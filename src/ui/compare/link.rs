//! What the pointer or the keyboard is on, known before anything is drawn: the places are those of
//! the last frame, as everywhere in this toolkit, so both halves light up in the same frame.

use eframe::egui;
use egui::{CornerRadius, Rect, Stroke, StrokeKind};

use super::CompareState;
use crate::chart::scene::{About, Scene};
use crate::domain::id::PlayerId;
use crate::ui::tokens::Tokens;

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

/// What is below the pointer.
pub(super) fn below(ui: &egui::Ui, state: &CompareState) -> Link {
    let Some(at) = ui.input(|input| input.pointer.hover_pos()) else {
        return Link::default();
    };
    if ui.ctx().layer_id_at(at) != Some(ui.layer_id()) {
        return Link::default();
    }
    // What lies above was noted later.
    let hit = state.zones.iter().rev().find(|zone| zone.rect.contains(at));
    hit.map_or_else(Link::default, |zone| zone.link.clone())
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
    pub(super) fn metric<'a>(&'a self, measured: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
        let is_measured = |key: &&str| measured.clone().any(|other| other == *key);
        let pointed = self.link.row.as_deref().filter(is_measured);
        let at_cursor = || self.cursor.as_ref().map(|cursor| cursor.row.as_str()).filter(is_measured);
        pointed.or_else(at_cursor).or_else(|| measured.clone().next())
    }

    /// Notes what the parts of a picture are about, and edges those that are pointed at elsewhere.
    pub(super) fn note_picture(&mut self, ui: &egui::Ui, rect: Rect, scene: &Scene, slots: &[(PlayerId, usize)]) {
        let clip = ui.clip_rect();
        for mark in &scene.marks {
            let Some(about) = &mark.about else { continue };
            let place = Rect::from_min_size(
                egui::pos2(rect.left() + mark.rect.left, rect.top() + mark.rect.top),
                egui::vec2(mark.rect.width, mark.rect.height),
            );
            if !clip.intersects(place) {
                continue;
            }
            let link = link_of(about, slots);
            if self.lights(&link) {
                let stroke = Stroke::new(1.0, Tokens::of(ui).text);
                ui.painter()
                    .rect_stroke(place, CornerRadius::same(1), stroke, StrokeKind::Inside);
            }
            let rect = place.intersect(clip);
            self.zones.push(Zone { rect, link });
        }
    }

    /// True if a part of a picture is about what is pointed at: a cell lights its own mark, a row or
    /// a player all of his.
    fn lights(&self, link: &Link) -> bool {
        let row = match (&self.link.row, &link.row) {
            (Some(one), Some(other)) => Some(one == other),
            _ => None,
        };
        let player = match (self.link.player, link.player) {
            (Some(one), Some(other)) => Some(one == other),
            _ => None,
        };
        match (row, player) {
            (Some(row), Some(player)) => row && player,
            (None, Some(player)) => player && self.link.row.is_none(),
            (Some(row), None) => row && link.player.is_none(),
            (None, None) => false,
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
