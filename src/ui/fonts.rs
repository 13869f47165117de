//! The typefaces of the program, the same bytes on every machine.
//!
//! The text face has tabular figures built in (see `assets/fonts/README.md`), so numbers line up
//! without any switch. Scripts it lacks fall back to Noto; Chinese, Japanese and Korean are left
//! to the fonts of the system.

use std::sync::Arc;

use eframe::egui;
use egui::{FontData, FontDefinitions, FontFamily};

/// The name of the second weight; see [`semibold`].
const SEMIBOLD: &str = "semibold";

const FALLBACKS: [(&str, &[u8]); 4] = [
    (
        "noto-arabic",
        include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
    ),
    (
        "noto-hebrew",
        include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"),
    ),
    (
        "noto-thai",
        include_bytes!("../../assets/fonts/NotoSansThai-Regular.ttf"),
    ),
    (
        "noto-symbols",
        include_bytes!("../../assets/fonts/NotoSansSymbols2-Cut.ttf"),
    ),
];

/// The SemiBold face, for headings, names, totals and the best cell.
pub fn semibold() -> FontFamily {
    FontFamily::Name(SEMIBOLD.into())
}

/// Makes the program's faces known. Call once, before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(definitions());
}

/// What [`install`] sets: the text face first, then the scripts it lacks, then the toolkit's own.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let mut add = |name: &str, bytes: &'static [u8]| {
        let data = Arc::new(FontData::from_static(bytes));
        fonts.font_data.insert(name.to_owned(), data);
    };
    add(
        "text",
        include_bytes!("../../assets/fonts/BacklineSans-Regular.otf"),
    );
    add(
        "text-semibold",
        include_bytes!("../../assets/fonts/BacklineSans-SemiBold.otf"),
    );
    for (name, bytes) in FALLBACKS {
        add(name, bytes);
    }

    let toolkit = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    let chain = |first: &[&str]| -> Vec<String> {
        let ours = first
            .iter()
            .copied()
            .chain(FALLBACKS.iter().map(|(name, _)| *name));
        ours.map(str::to_owned)
            .chain(toolkit.iter().cloned())
            .collect()
    };
    fonts
        .families
        .insert(FontFamily::Proportional, chain(&["text"]));
    fonts
        .families
        .insert(semibold(), chain(&["text-semibold", "text"]));
    fonts
}

#[cfg(test)]
mod tests {
    use egui::{Color32, FontId};

    use super::*;

    fn width_of(ctx: &egui::Context, text: &str, family: &FontFamily) -> f32 {
        let font = FontId::new(120.0, family.clone());
        ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font, Color32::BLACK))
            .size()
            .x
    }

    fn with_fonts(check: impl Fn(&egui::Context)) {
        let ctx = egui::Context::default();
        ctx.set_missing_glyph_policy(egui::epaint::text::MissingGlyphPolicy::Panic);
        install(&ctx);
        let mut output = ctx.run_ui(egui::RawInput::default(), |_| {});
        output.textures_delta.clear();
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| check(ui.ctx()));
        output.textures_delta.clear();
    }

    #[test]
    fn every_figure_has_one_width() {
        with_fonts(|ctx| {
            for family in [FontFamily::Proportional, semibold()] {
                let zero = width_of(ctx, "00", &family);
                for digit in '1'..='9' {
                    let width = width_of(ctx, &format!("{digit}{digit}"), &family);
                    assert_eq!(width, zero, "{digit} in {family:?}");
                }
            }
        });
    }

    #[test]
    fn both_signs_have_one_width() {
        with_fonts(|ctx| {
            for family in [FontFamily::Proportional, semibold()] {
                assert_eq!(width_of(ctx, "+", &family), width_of(ctx, "−", &family));
            }
        });
    }

    #[test]
    fn names_of_many_scripts_have_glyphs() {
        let names = [
            "Éder Militão",
            "Joško Gvardiol",
            "Çağlar Söyüncü İıŞşĞğ",
            "Милан Шкриняр",
            "Κωνσταντίνος Μαυροπάνος",
            "Nguyễn Quang Hải, Văn Hậu",
            "محمد صلاح",
            "ערן זהבי",
            "ธีราทร บุญมาทัน",
            "→ ↓ ✓ ★ ◇ ≥ − – … ⚽ 🏆",
        ];
        with_fonts(|ctx| {
            for name in names {
                for family in [FontFamily::Proportional, semibold()] {
                    assert!(width_of(ctx, name, &family) > 0.0, "{name}");
                }
            }
        });
    }
}
