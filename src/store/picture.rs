//! Charts as pictures: SVG in, PNG out, in the program's own typefaces.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{FontResolver, Options, Tree};
use thiserror::Error;

use super::error::StoreError;
use super::save::export;
use crate::chart::svg::FAMILY;

/// The faces that come with the program; the first two are the text face and its SemiBold.
const SHIPPED: [&[u8]; 6] = [
    include_bytes!("../../assets/fonts/BacklineSans-Regular.otf"),
    include_bytes!("../../assets/fonts/BacklineSans-SemiBold.otf"),
    include_bytes!("../../assets/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansHebrew-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("../../assets/fonts/NotoSansSymbols2-Cut.ttf"),
];

/// A wider or higher picture would only fill the memory.
const LARGEST: f32 = 16_000.0;

/// A picture point by point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// Red, green, blue and opacity of each pixel, row by row; opacity is not multiplied in.
    pub rgba: Vec<u8>,
}

/// Why a picture could not be made.
#[derive(Clone, Debug, Error)]
pub enum PictureError {
    /// The text is no picture.
    #[error("The chart could not be turned into a picture: {0}")]
    NoSvg(String),
    /// It has no size, or one that is too large.
    #[error("A picture of {width} × {height} pixels cannot be made. Choose a smaller scale")]
    Size {
        /// In pixels.
        width: f32,
        /// In pixels.
        height: f32,
    },
    /// The file could not be made.
    #[error("The picture could not be encoded: {0}")]
    NoPng(String),
    /// It could not be written.
    #[error("{0}. {advice}", advice = .0.advice())]
    Store(#[from] StoreError),
}

/// Paints an SVG at a scale: 1 for one pixel to a point, 2 for print.
pub fn picture(svg: &str, scale: f32) -> Result<Picture, PictureError> {
    let pixmap = pixmap(svg, scale)?;
    let pixels = pixmap.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    Ok(Picture {
        width: pixmap.width() as usize,
        height: pixmap.height() as usize,
        rgba: pixels.collect(),
    })
}

/// The bytes of a PNG file of an SVG at a scale.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PictureError> {
    let pixmap = pixmap(svg, scale)?;
    pixmap
        .encode_png()
        .map_err(|err| PictureError::NoPng(err.to_string()))
}

/// The bytes of the file that its ending asks for: `svg` as it is, anything else as a PNG at twice
/// the size.
pub fn picture_file(svg: &str, path: &Path) -> Result<Vec<u8>, PictureError> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    if ending.is_some_and(|ending| ending.eq_ignore_ascii_case("svg")) {
        Ok(svg.as_bytes().to_vec())
    } else {
        png(svg, 2.0)
    }
}

/// Writes the picture to a file whose ending says what it is.
pub fn save_picture(svg: &str, path: &Path) -> Result<(), PictureError> {
    Ok(export(path, &picture_file(svg, path)?)?)
}

fn pixmap(svg: &str, scale: f32) -> Result<Pixmap, PictureError> {
    let options = Options {
        font_family: FAMILY.to_owned(),
        font_resolver: resolver(),
        fontdb: shipped(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|err| PictureError::NoSvg(err.to_string()))?;
    let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
    let refused = PictureError::Size { width, height };
    let fits = |length: f32| (0.5..=LARGEST).contains(&length);
    if !fits(width) || !fits(height) {
        return Err(refused);
    }
    let Some(mut pixmap) = Pixmap::new(width.ceil() as u32, height.ceil() as u32) else {
        return Err(refused);
    };
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixmap.as_mut(),
    );
    Ok(pixmap)
}

/// Our own faces.
fn shipped() -> Arc<Database> {
    static SHIPPED_FACES: OnceLock<Arc<Database>> = OnceLock::new();
    let faces = SHIPPED_FACES.get_or_init(|| {
        let mut database = Database::new();
        for bytes in SHIPPED {
            database.load_font_data(bytes.to_vec());
        }
        database.set_sans_serif_family(FAMILY);
        database.set_serif_family(FAMILY);
        Arc::new(database)
    });
    faces.clone()
}

/// Our own faces, and behind them those of the system. Looking through a system’s fonts takes its
/// time, so it happens once, and only for a letter that none of ours has.
fn installed() -> Arc<Database> {
    static INSTALLED_FACES: OnceLock<Arc<Database>> = OnceLock::new();
    let faces = INSTALLED_FACES.get_or_init(|| {
        let mut database = Database::clone(&shipped());
        database.load_system_fonts();
        Arc::new(database)
    });
    faces.clone()
}

/// Finds a face for a letter that the text face lacks.
fn resolver() -> FontResolver<'static> {
    let among = FontResolver::default_fallback_selector();
    FontResolver {
        select_font: FontResolver::default_font_selector(),
        select_fallback: Box::new(move |letter, tried, faces| {
            among(letter, tried, faces).or_else(|| {
                let all = installed();
                let known = faces.len() < all.len();
                // The faces of ours keep their places in the larger set.
                known.then(|| *faces = all)?;
                among(letter, tried, faces)
            })
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::scene::{Align, Face, Scene, Tint, at};
    use crate::chart::svg::svg;

    fn black_on_white(tint: Tint) -> [u8; 3] {
        if tint == Tint::Panel {
            [255; 3]
        } else {
            [0; 3]
        }
    }

    fn written(words: &str) -> String {
        let mut scene = Scene::new(320.0, 24.0);
        scene.text(at(4.0, 12.0), Align::Left, Face::Strong, Tint::Text, words);
        svg(&scene, &black_on_white)
    }

    /// How many pixels are darker than half.
    fn ink(picture: &Picture) -> usize {
        let dark = |pixel: &&[u8]| pixel.first().is_some_and(|red| *red < 128);
        picture.rgba.chunks_exact(4).filter(dark).count()
    }

    #[test]
    fn names_of_every_shipped_script_leave_ink() {
        for name in [
            "Éder Militão",
            "Κωνσταντίνος Μαυροπάνος",
            "Александр Головин",
            "Nguyễn Quang Hải",
            "محمد صلاح",
            "ערן זהבי",
            "ธีราทร",
            "24.95 − 27.76 ≥ 50",
        ] {
            let drawn = picture(&written(name), 1.0).unwrap();
            assert_eq!((drawn.width, drawn.height), (320, 24));
            let letters = name
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .count();
            assert!(ink(&drawn) > 6 * letters, "{name}: {}", ink(&drawn));
        }
        assert_eq!(ink(&picture(&written(""), 1.0).unwrap()), 0);
    }

    #[test]
    fn a_letter_that_no_face_has_harms_nothing() {
        // A face for it may be installed or not.
        let drawn = picture(&written("金玟哉 Kim"), 1.0).unwrap();
        assert!(ink(&drawn) > 20);
    }

    #[test]
    fn twice_the_scale_is_twice_the_size() {
        let large = picture(&written("Konaté"), 2.0).unwrap();
        assert_eq!((large.width, large.height), (640, 48));
        assert_eq!(large.rgba.len(), 640 * 48 * 4);
        let small = picture(&written("Konaté"), 1.0).unwrap();
        assert!(ink(&large) > 2 * ink(&small));
    }

    #[test]
    fn what_is_no_picture_is_refused_with_a_reason() {
        for (text, scale) in [
            ("", 1.0),
            ("<svg", 1.0),
            ("<p>text</p>", 1.0),
            (written("a").as_str(), 0.0),
            (written("a").as_str(), 1e6),
            (written("a").as_str(), f32::NAN),
        ] {
            let refused = png(text, scale).unwrap_err();
            assert!(!refused.to_string().is_empty());
        }
    }

    #[test]
    fn the_ending_decides_what_is_written() {
        let svg = written("Konaté");
        let bytes = |path: &str| picture_file(&svg, Path::new(path)).unwrap();
        assert_eq!(bytes("a.SVG"), svg.as_bytes());
        assert!(bytes("a.png").starts_with(b"\x89PNG"));
        assert!(bytes("a").starts_with(b"\x89PNG"));
    }
}
