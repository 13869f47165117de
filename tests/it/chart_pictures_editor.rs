//! A chart goes to the clipboard or into a file, and says so; what fails loses nothing.

use std::sync::Arc;

use crate::support::program::Program;
use backline::editor::command::{ChartPicture, Command};
use backline::editor::jobs::ChoosePurpose;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">\
                   <rect width=\"40\" height=\"20\" fill=\"#00589a\"/></svg>";

fn chart() -> ChartPicture {
    ChartPicture {
        file_name: "bars.png".to_owned(),
        svg: Arc::from(SVG),
    }
}

#[test]
fn a_copied_chart_waits_for_the_clipboard_once() {
    let mut program = Program::start();
    program.run(Command::CopyPicture(Arc::from(SVG)));
    let picture = program.editor.take_picture().unwrap();
    assert_eq!((picture.width, picture.height), (80, 40));
    assert_eq!(picture.rgba[..4], [0x00, 0x58, 0x9a, 0xff]);
    assert!(program.editor.take_picture().is_none());
    assert_eq!(program.said(), ["Copied the picture"]);
}

#[test]
fn what_cannot_be_painted_is_said_with_a_way_out() {
    let mut program = Program::start();
    program.run(Command::CopyPicture(Arc::from("no picture")));
    assert!(program.editor.take_picture().is_none());
    assert_eq!(program.said(), ["Could not copy the picture"]);
    assert!(program.notice().detail.contains("Copy its data"));
}

#[test]
fn the_ending_of_the_chosen_file_decides_its_kind() {
    for (name, file, begins) in [
        ("bars.png", "bars.png", b"\x89PNG".as_slice()),
        ("bars.svg", "bars.svg", b"<svg".as_slice()),
        ("bars", "bars.png", b"\x89PNG".as_slice()),
    ] {
        let mut program = Program::start();
        program.answer(Some(&program.path(name)));
        program.run(Command::ChoosePicture(chart()));
        assert!(program.all_answered());
        let bytes = std::fs::read(program.path(file)).unwrap();
        assert!(bytes.starts_with(begins), "{name}");
        assert_eq!(program.said(), [format!("Saved {file}")]);
    }
}

#[test]
fn a_cancelled_dialog_writes_nothing() {
    let mut program = Program::start();
    program.answer(None);
    program.run(Command::ChoosePicture(chart()));
    assert!(program.said().is_empty());
}

#[test]
fn without_a_dialog_the_path_is_typed_and_nothing_is_overwritten_unasked() {
    let mut program = Program::on_desktop(false);
    program.run(Command::ChoosePicture(chart()));
    assert_eq!(program.editor.path_wanted(), Some(ChoosePurpose::Picture));
    assert_eq!(program.editor.picture_name(), "bars.png");

    let path = program.file_of("bars.png", b"older");
    let typed = |path| Command::SavePicture {
        path,
        replace: false,
    };
    program.run(typed(path.clone()));
    assert_eq!(program.editor.path_wanted(), None);
    assert_eq!(program.said(), ["bars.png is already there"]);
    assert_eq!(std::fs::read(&path).unwrap(), b"older");

    program.choose("Replace it");
    assert!(std::fs::read(&path).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn a_folder_that_is_gone_is_said_and_the_chart_can_be_saved_elsewhere() {
    let mut program = Program::start();
    program.answer(Some(&program.path("gone/bars.png")));
    program.run(Command::ChoosePicture(chart()));
    assert_eq!(program.said(), ["Could not save bars.png"]);
    assert!(
        program.notice().detail.contains("another folder"),
        "{}",
        program.notice().detail
    );

    program.answer(Some(&program.path("bars.png")));
    program.choose("Save as…");
    assert!(program.path("bars.png").exists());
}
