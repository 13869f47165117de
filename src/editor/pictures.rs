//! Charts that leave the program: into the clipboard or into a file.

use std::path::PathBuf;
use std::sync::Arc;

use super::Editor;
use super::command::{ChartPicture, Command};
use super::files::file_name;
use super::jobs::{ChoosePurpose, Outcome};
use super::notices::NoticeWeight;
use crate::store::{self, Picture, PictureError};

/// Sharp enough for a slide.
const SCALE: f32 = 2.0;

/// What is on its way.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// Waits for a path.
    waiting: Option<ChartPicture>,
    /// Waits for the clipboard.
    painted: Option<Picture>,
}

impl Editor {
    /// The chart that was painted for the clipboard, once.
    pub fn take_picture(&mut self) -> Option<Picture> {
        self.pictures.painted.take()
    }

    /// The name that the file of the waiting chart is offered.
    pub fn picture_name(&self) -> String {
        let waiting = self.pictures.waiting.as_ref();
        waiting.map_or_else(
            || "chart.png".to_owned(),
            |picture| picture.file_name.clone(),
        )
    }

    pub(super) fn copy_picture(&mut self, svg: Arc<str>) {
        self.jobs.start(
            "Copying the picture",
            self.clock.seconds(),
            true,
            move |_| {
                let result = store::picture(&svg, SCALE);
                Outcome::new(move |editor| editor.finish_painting(result))
            },
        );
    }

    fn finish_painting(&mut self, result: Result<Picture, PictureError>) {
        match result {
            Ok(picture) => {
                self.pictures.painted = Some(picture);
                self.notices.done("Copied the picture");
            }
            Err(err) => self.notices.show(
                NoticeWeight::Failure,
                "Could not copy the picture",
                format!("{err}. Copy its data instead, or save it as SVG."),
                Vec::new(),
            ),
        }
    }

    pub(super) fn choose_picture(&mut self, picture: ChartPicture) {
        self.pictures.waiting = Some(picture);
        self.choose(ChoosePurpose::Picture);
    }

    pub(super) fn save_picture(&mut self, path: PathBuf, replace: bool) {
        self.path_wanted = None;
        let Some(picture) = self.pictures.waiting.clone() else {
            return;
        };
        let mut path = std::path::absolute(&path).unwrap_or(path);
        if path.extension().is_none() {
            path.set_extension("png");
        }
        if !replace && path.try_exists().unwrap_or(false) {
            let title = format!("{} is already there", file_name(&path));
            let replace = Command::SavePicture {
                path,
                replace: true,
            };
            let actions = vec![
                ("Replace it".to_owned(), replace),
                (
                    "Choose another…".to_owned(),
                    Command::ChoosePicture(picture),
                ),
            ];
            self.notices.show(
                NoticeWeight::Warning,
                title,
                "Nothing was written.",
                actions,
            );
            return;
        }
        let label = format!("Saving {}", file_name(&path));
        self.jobs
            .start(label, self.clock.seconds(), false, move |_| {
                let result = store::save_picture(&picture.svg, &path);
                Outcome::new(move |editor| editor.finish_picture(path, result))
            });
    }

    fn finish_picture(&mut self, path: PathBuf, result: Result<(), PictureError>) {
        let Err(err) = result else {
            return self.notices.done(format!("Saved {}", file_name(&path)));
        };
        let title = format!("Could not save {}", file_name(&path));
        let again = Command::SavePicture {
            path,
            replace: true,
        };
        let mut actions = vec![("Try again".to_owned(), again)];
        if let Some(picture) = self.pictures.waiting.clone() {
            actions.push(("Save as…".to_owned(), Command::ChoosePicture(picture)));
        }
        self.notices
            .show(NoticeWeight::Failure, title, err.to_string(), actions);
    }
}
