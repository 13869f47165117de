//! What we promise about files: nothing is lost, nothing of others is replaced, trouble ends in a
//! notice that says what to do.

use std::fs;
use std::path::{Path, PathBuf};

use backline::domain::edit::Edit;
use backline::editor::command::{Command, Sample};
use backline::editor::jobs::ChoosePurpose;
use backline::editor::notices::NoticeWeight;

use crate::support::program::{Program, golden, title_in};

const GOLDEN_TITLE: &str = "Centre-back for 2025/26";

#[test]
fn what_was_saved_is_there_when_it_is_opened_again() {
    let mut program = Program::start();
    let path = program.open("a.backline");
    assert!(!program.shown().unsaved());
    program.retitle("Mine");
    assert!(program.shown().unsaved());
    assert_eq!(program.shown().unsaved_steps(), Some(1));
    program.run(Command::Save);
    assert!(!program.shown().unsaved());
    assert_eq!(program.said(), ["Saved a.backline"]);
    let bytes = program.bytes();

    program.run(Command::Close);
    assert!(program.shown().path.is_none());
    program.run(Command::Open(path));
    assert_eq!(program.title(), "Mine");
    assert!(program.bytes() == bytes);
}

#[test]
fn a_saved_state_that_is_undone_is_unsaved_and_is_saved_once_it_is_redone() {
    let mut program = Program::start();
    program.open("a.backline");
    program.retitle("Mine");
    program.run(Command::Save);
    program.run(Command::Undo);
    assert!(program.shown().unsaved());
    assert_eq!(program.shown().unsaved_steps(), None);
    program.run(Command::Redo);
    assert!(!program.shown().unsaved());
}

#[test]
fn a_dossier_in_no_file_asks_where_and_cancelling_keeps_it() {
    let mut program = Program::start();
    program.retitle("Mine");
    program.answer(None);
    program.run(Command::Save);
    assert!(program.shown().unsaved() && program.shown().path.is_none());

    let path = program.path("mine.backline");
    program.answer(Some(&path));
    program.run(Command::Save);
    assert_eq!(title_in(&path), "Mine");
    assert_eq!(program.shown().name(), "mine.backline");
    // Now it has a file, and nobody is asked again.
    program.retitle("Mine again");
    program.run(Command::Save);
    assert_eq!(title_in(&path), "Mine again");
    assert!(program.all_answered());
}

#[test]
fn saving_as_leaves_the_first_file_as_it_was_and_goes_on_in_the_second() {
    let mut program = Program::start();
    let first = program.open("a.backline");
    let bytes = fs::read(&first).unwrap();
    program.retitle("Mine");
    // The ending is added where it lacks.
    program.run(Command::SaveAs {
        path: program.path("b"),
        replace: false,
    });
    let second = program.path("b.backline");
    assert_eq!(title_in(&second), "Mine");
    assert!(fs::read(&first).unwrap() == bytes);
    program.retitle("Second");
    program.run(Command::Save);
    assert_eq!(title_in(&second), "Second");
    assert!(fs::read(&first).unwrap() == bytes);
}

#[test]
fn what_is_asked_for_while_a_save_runs_is_saved_too() {
    let mut program = Program::start();
    let first = program.open("a.backline");
    program.retitle("Mine");
    program.editor.apply(Command::Save);
    let edit = Edit::SetTitle("Mine again".to_owned());
    program.editor.apply(Command::Edit(edit));
    program.editor.apply(Command::Save);
    program.settle();
    assert_eq!(title_in(&first), "Mine again");

    let second = program.path("b.backline");
    program.retitle("Second");
    program.editor.apply(Command::Save);
    program.run(Command::SaveAs {
        path: second.clone(),
        replace: false,
    });
    assert_eq!(title_in(&first), "Second");
    assert_eq!(title_in(&second), "Second");
    assert_eq!(program.shown().path, Some(second));
    assert!(!program.shown().unsaved() && !program.shown().saving());
}

#[test]
fn recent_files_stand_the_latest_first_and_each_once() {
    let mut program = Program::start();
    let a = program.open("a.backline");
    let b = program.open("b.backline");
    assert_eq!(program.editor.recent(), [b.clone(), a.clone()]);
    program.run(Command::Close);
    program.run(Command::Close);
    program.run(Command::Open(a.clone()));
    assert_eq!(program.editor.recent(), [a.clone(), b.clone()]);

    program.run(Command::Close);
    fs::remove_file(&b).unwrap();
    program.run(Command::Open(b));
    assert_eq!(program.editor.recent(), [a]);
}

#[test]
fn a_new_dossier_makes_room_only_while_nothing_is_in_it() {
    let mut program = Program::start();
    let a = program.open("a.backline");
    assert_eq!(program.editor.documents().len(), 1);
    program.run(Command::New);
    assert_eq!(program.editor.documents().len(), 2);
    program.retitle("Mine");
    program.open("b.backline");
    assert_eq!(program.editor.documents().len(), 3);
    // Opening what is open shows it.
    program.run(Command::Open(a.clone()));
    assert_eq!(program.editor.documents().len(), 3);
    assert_eq!(program.shown().path, Some(a));
}

/// A dossier with changes whose file somebody else changed; gives the file and its bytes.
fn changed_by_both(program: &mut Program) -> (PathBuf, Vec<u8>) {
    let path = program.open("a.backline");
    program.retitle("Mine");
    let theirs = String::from_utf8(golden("full")).unwrap();
    let theirs = theirs.replace(GOLDEN_TITLE, "Theirs").into_bytes();
    fs::write(&path, &theirs).unwrap();
    program.run(Command::Save);
    (path, theirs)
}

fn check_told_of_change(program: &Program) {
    let notice = program.notice();
    assert_eq!(notice.title, "a.backline was changed by another program");
    let offers: Vec<&str> = notice
        .actions
        .iter()
        .map(|(label, _)| label.as_str())
        .collect();
    assert_eq!(offers, ["Save a copy…", "Reload", "See both"]);
}

#[test]
fn a_file_that_another_program_changed_is_not_replaced() {
    let mut program = Program::start();
    let (path, theirs) = changed_by_both(&mut program);
    assert!(fs::read(&path).unwrap() == theirs);
    assert_eq!(program.title(), "Mine");
    assert!(program.shown().unsaved() && program.shown().changed_on_disk);
    check_told_of_change(&program);
    // Asking again changes nothing.
    program.run(Command::Save);
    assert!(fs::read(&path).unwrap() == theirs);
}

#[test]
fn of_two_states_mine_can_be_saved_as_a_copy() {
    let mut program = Program::start();
    let (path, theirs) = changed_by_both(&mut program);
    let copy = program.path("copy.backline");
    program.answer(Some(&copy));
    program.choose("Save a copy…");
    assert_eq!(title_in(&copy), "Mine");
    assert!(fs::read(&path).unwrap() == theirs);
    assert!(!program.shown().unsaved() && !program.shown().changed_on_disk);
}

#[test]
fn of_two_states_theirs_can_be_taken_and_mine_brought_back() {
    let mut program = Program::start();
    let (path, theirs) = changed_by_both(&mut program);
    program.choose("Reload");
    assert_eq!(program.title(), "Theirs");
    assert!(!program.shown().unsaved() && !program.shown().changed_on_disk);

    program.run(Command::Undo);
    assert_eq!(program.title(), "Mine");
    assert!(program.shown().unsaved());
    assert!(fs::read(&path).unwrap() == theirs);
    // Whoever has seen theirs may replace it.
    program.run(Command::Save);
    assert_eq!(title_in(&path), "Mine");
}

#[test]
fn of_two_states_both_can_be_looked_at() {
    let mut program = Program::start();
    let (path, theirs) = changed_by_both(&mut program);
    program.choose("See both");
    assert_eq!(program.editor.documents().len(), 2);
    assert_eq!(program.title(), "Theirs");
    assert_eq!(program.shown().name(), "a (as on disk).backline");
    // Theirs is in no file of ours, so that saving it replaces nothing.
    assert!(program.shown().path.is_none() && !program.shown().unsaved());
    assert!(fs::read(&path).unwrap() == theirs);
}

#[test]
fn what_a_notice_offers_concerns_the_dossier_that_it_is_about() {
    let mut program = Program::start();
    let (path, theirs) = changed_by_both(&mut program);
    let about = program.notice().clone();
    let other = program.open("b.backline");
    program.retitle("Other");
    program.run(Command::Save);
    assert_eq!(title_in(&other), "Other");
    let still_said = program.said().contains(&about.title.as_str());
    assert!(
        still_said,
        "another save is no answer: {:?}",
        program.said()
    );

    let (_, reload) = &about.actions[1];
    program.run(reload.clone());
    assert_eq!(program.shown().path, Some(path.clone()));
    assert_eq!(program.title(), "Theirs");
    assert!(fs::read(&path).unwrap() == theirs);
    assert_eq!(title_in(&other), "Other");
}

#[test]
fn a_change_by_another_program_is_told_once_when_the_window_is_entered() {
    let mut program = Program::start();
    let path = program.open("a.backline");
    program.run(Command::LookAtFile);
    assert_eq!(program.said(), [""; 0]);
    fs::write(&path, golden("empty")).unwrap();
    program.run(Command::LookAtFile);
    check_told_of_change(&program);

    let id = program.notice().id;
    program.run(Command::Dismiss(id));
    program.run(Command::LookAtFile);
    assert_eq!(program.said(), [""; 0]);
}

#[test]
fn a_file_that_is_gone_is_written_anew() {
    let mut program = Program::start();
    let path = program.open("a.backline");
    fs::remove_file(&path).unwrap();
    program.retitle("Mine");
    program.run(Command::Save);
    assert_eq!(title_in(&path), "Mine");
}

#[test]
fn a_damaged_file_is_only_saved_as_a_copy() {
    let mut program = Program::start();
    let whole = golden("full");
    let half = &whole[..whole.len() * 3 / 5];
    let path = program.file_of("half.backline", half);
    program.run(Command::Open(path.clone()));
    assert_eq!(program.said(), ["Parts of half.backline could not be read"]);
    assert!(program.shown().read_only.is_some());
    assert!(!program.shown().dossier().is_empty());
    program.retitle("Mine");

    // Not even where the dialog was answered with the file itself.
    program.answer(Some(&path));
    program.run(Command::Save);
    assert!(fs::read(&path).unwrap() == half);
    assert!(program.shown().unsaved());
    assert_eq!(program.notice().title, "half.backline cannot be replaced");

    let copy = program.path("copy.backline");
    program.answer(Some(&copy));
    program.choose("Save as…");
    assert_eq!(title_in(&copy), "Mine");
    assert!(fs::read(&path).unwrap() == half);
    assert!(program.shown().read_only.is_none());
    program.retitle("Mine again");
    program.run(Command::Save);
    assert_eq!(title_in(&copy), "Mine again");
}

fn check_refused(name: &str, bytes: Option<&[u8]>, why: &str) {
    let mut program = Program::start();
    program.retitle("Mine");
    let before = program.bytes();
    let path = program.path(name);
    if let Some(bytes) = bytes {
        fs::write(&path, bytes).unwrap();
    }
    program.run(Command::Open(path.clone()));
    let notice = program.notice();
    assert_eq!(notice.title, format!("Could not open {name}"));
    assert_eq!(notice.weight, NoticeWeight::Failure);
    assert!(notice.detail.contains(why), "{}", notice.detail);
    assert!(program.bytes() == before && program.shown().unsaved());
    assert_eq!(program.editor.documents().len(), 1);
    assert!(program.editor.recent().is_empty());

    // The offer works once the file is sound.
    fs::write(&path, golden("full")).unwrap();
    program.choose("Try again");
    assert_eq!(program.title(), GOLDEN_TITLE);
}

#[test]
fn what_cannot_be_opened_ends_in_a_notice_and_the_work_stays() {
    let newer = br#"{"format":"backline","schema":9,"min_reader":9,"app":"backline 99.0","doc":7}"#;
    let deep = format!(
        "{{\"format\":\"backline\",\"schema\":1,\"a\":{}",
        "[".repeat(100_000)
    );
    check_refused("missing.backline", None, "There is no such file");
    check_refused("empty.backline", Some(b""), "The file is empty");
    check_refused(
        "noise.backline",
        Some(&[0xFF, 0x00, 0x9C]),
        "not a Backline dossier",
    );
    check_refused(
        "table.csv",
        Some(b"name,age\nA,2\n"),
        "not a Backline dossier",
    );
    check_refused("zip.backline", Some(b"PK\x03\x04rest"), "compressed");
    check_refused(
        "newer.backline",
        Some(newer),
        "newer version (backline 99.0)",
    );
    check_refused("deep.backline", Some(deep.as_bytes()), "damaged");
}

#[test]
fn a_folder_that_cannot_be_saved_to_is_said_and_the_work_stays() {
    let mut program = Program::start();
    program.retitle("Mine");
    let path = program.path("gone").join("a.backline");
    program.run(Command::SaveAs {
        path: path.clone(),
        replace: false,
    });
    let notice = program.notice();
    assert_eq!(notice.title, "Could not save a.backline");
    assert!(notice.detail.contains("Its folder does not exist"));
    assert!(program.shown().unsaved() && program.shown().path.is_none());

    fs::create_dir(path.parent().unwrap()).unwrap();
    program.choose("Try again");
    assert_eq!(title_in(&path), "Mine");
    assert!(!program.shown().unsaved());
}

#[test]
fn where_no_dialog_exists_a_path_is_asked_for_in_the_window() {
    let mut program = Program::on_desktop(false);
    program.retitle("Mine");
    let key = program.shown().key;
    program.run(Command::Save);
    assert_eq!(
        program.editor.path_wanted(),
        Some(ChoosePurpose::SaveAs(key))
    );
    program.run(Command::CancelChoice);
    assert_eq!(program.editor.path_wanted(), None);
    assert!(program.shown().unsaved());

    program.run(Command::ChooseOpen);
    assert_eq!(program.editor.path_wanted(), Some(ChoosePurpose::Open));
    program.open("a.backline");
    assert_eq!(program.editor.path_wanted(), None);
}

#[test]
fn a_file_that_is_there_is_not_replaced_without_asking() {
    let mut program = Program::on_desktop(false);
    program.retitle("Mine");
    let path = program.file("theirs.backline");
    let theirs = fs::read(&path).unwrap();
    program.run(Command::SaveAs {
        path: path.clone(),
        replace: false,
    });
    assert_eq!(program.notice().title, "theirs.backline is already there");
    assert!(fs::read(&path).unwrap() == theirs);
    assert!(program.shown().unsaved());
    program.choose("Replace it");
    assert_eq!(title_in(&path), "Mine");
}

#[test]
fn a_sample_is_opened_as_a_copy() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    for sample in Sample::ALL {
        let shipped = folder.join(sample.file_name());
        let bytes = fs::read(&shipped).unwrap();
        for command in [Command::Open(shipped.clone()), Command::OpenSample(sample)] {
            let mut program = Program::start();
            program.run(command);
            assert!(!program.shown().dossier().is_empty());
            assert!(program.shown().path.is_none() && !program.shown().unsaved());
            assert!(program.editor.recent().is_empty());
            program.retitle("Mine");
            let copy = program.path(sample.file_name());
            program.answer(Some(&copy));
            program.run(Command::Save);
            assert_eq!(title_in(&copy), "Mine");
            assert!(fs::read(&shipped).unwrap() == bytes);
        }
    }
}

#[test]
fn the_answer_to_a_dossier_that_was_closed_is_dropped() {
    let mut program = Program::start();
    let path = program.open("a.backline");
    program.open("b.backline");
    let before = program.bytes();
    program.run(Command::Open(path));
    for late in [Command::Reload, Command::LookAtFile] {
        program.editor.apply(late);
    }
    program.editor.apply(Command::Close);
    program.settle();
    assert_eq!(program.editor.documents().len(), 1);
    assert_eq!(program.shown().name(), "b.backline");
    assert!(program.bytes() == before && !program.shown().unsaved());
    assert_eq!(program.said(), [""; 0]);
}
