//! Scenes that are built when something changes, not in every frame.

use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::sync::Arc;

use eframe::egui;
use egui::{AsIdSalt, Ui};

use super::UiMeasure;

/// The scene of the last frame if `key` is as it was, else a new one.
///
/// The key holds all that the scene shows: the serial of the dossier, the width, what is chosen.
/// `T` is a scene, or what a builder returns beside one.
pub fn cached<T: Send + Sync + 'static>(
    ui: &Ui,
    id_salt: impl AsIdSalt,
    key: &impl Hash,
    build: impl FnOnce(&UiMeasure) -> T,
) -> Arc<T> {
    let id = ui.make_persistent_id(id_salt).with("scene");
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    // Letters are as wide as the pixels allow.
    ui.pixels_per_point().to_bits().hash(&mut hasher);
    let key = hasher.finish();
    let last: Option<(u64, Arc<T>)> = ui.data(|data| data.get_temp(id));
    if let Some((_, scene)) = last.filter(|(last, _)| *last == key) {
        return scene;
    }
    let scene = Arc::new(build(&UiMeasure::new(ui)));
    ui.data_mut(|data| data.insert_temp(id, (key, scene.clone())));
    scene
}
