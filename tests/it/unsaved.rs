//! What we promise about work that was not saved: it is back at the next start, it is nobody else's,
//! and it goes only when it is saved or given up.

use std::fs;
use std::path::{Path, PathBuf};

use backline::domain::edit::Edit;
use backline::editor::command::Command;
use backline::store::{Journals, encode};

use crate::support::program::{Program, golden, title_in};

const GOLDEN_TITLE: &str = "Centre-back for 2025/26";

/// The folder that stays when the program ends.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(&self, name: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, golden("full")).unwrap();
        path
    }

    /// The program as it starts with these files.
    fn start(&self, files: &[&Path]) -> Program {
        let mut program = Program::start();
        program
            .editor
            .set_journals(Journals::new(self.0.path().join("unsaved")));
        for file in files {
            program.run(Command::Open(file.to_path_buf()));
        }
        let files = files.iter().map(|file| file.to_path_buf()).collect();
        program.editor.look_for_unsaved(files);
        program.settle();
        program
    }

    fn journals(&self) -> usize {
        fs::read_dir(self.0.path().join("unsaved")).map_or(0, Iterator::count)
    }
}

/// Edits and lets the second pass.
fn retitle(program: &mut Program, title: &str) {
    program.retitle(title);
    program.editor.keep_now();
    program.settle();
}

/// Ends the program without a word, as the system does.
fn kill(program: Program) {
    drop(program);
}

#[test]
fn what_was_not_saved_is_back_as_one_step_when_the_file_is_opened() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    retitle(&mut program, "Mine again");
    let bytes = program.bytes();
    kill(program);
    assert!(fs::read(&path).unwrap() == golden("full"));

    let mut program = desk.start(&[&path]);
    assert_eq!(
        program.said(),
        ["2 changes from 12:00 were not saved; they are back"]
    );
    assert!(program.bytes() == bytes);
    assert!(program.shown().unsaved());
    assert_eq!(
        program.shown().history.undo_label(),
        Some("restore unsaved changes")
    );
    program.run(Command::Undo);
    assert_eq!(program.title(), GOLDEN_TITLE);
    assert!(!program.shown().unsaved());
    program.run(Command::Redo);
    program.run(Command::Save);
    assert_eq!(title_in(&path), "Mine again");
    // The offer to save goes with it.
    assert_eq!(program.said(), ["Saved a.backline"]);
    assert_eq!(desk.journals(), 0);
    kill(program);
    assert_eq!(desk.start(&[&path]).said(), [""; 0]);
}

#[test]
fn what_is_back_is_kept_when_the_program_is_stopped_again() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    kill(program);
    // Nobody names the file at the next start.
    let mut program = desk.start(&[]);
    assert_eq!(program.shown().path.as_ref(), Some(&path));
    assert_eq!(
        program.said(),
        ["1 change from 12:00 was not saved; it is back"]
    );
    retitle(&mut program, "Mine again");
    kill(program);
    assert_eq!(desk.start(&[]).title(), "Mine again");
    assert_eq!(desk.journals(), 1);
}

#[test]
fn a_dossier_that_was_never_saved_is_opened_again() {
    let desk = Desk::new();
    let mut program = desk.start(&[]);
    retitle(&mut program, "Mine");
    let bytes = program.bytes();
    kill(program);
    let mut program = desk.start(&[]);
    assert!(program.bytes() == bytes);
    assert!(program.shown().unsaved() && program.shown().path.is_none());
    assert_eq!(program.editor.documents().len(), 1);
    program.choose("Discard it");
    assert_eq!(program.title(), "New dossier");
    assert_eq!(desk.journals(), 0);
}

#[test]
fn changes_that_were_discarded_come_back_by_undo_alone() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    kill(program);
    let mut program = desk.start(&[&path]);
    program.choose("Discard it");
    assert_eq!(program.title(), GOLDEN_TITLE);
    assert!(!program.shown().unsaved());
    assert_eq!(desk.journals(), 0);
    program.run(Command::Undo);
    assert_eq!(program.title(), "Mine");
    assert!(program.shown().unsaved());
}

#[test]
fn nothing_is_kept_of_what_was_saved_undone_or_closed_without_saving() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let ends: [&[Command]; 5] = [
        &[Command::Save],
        &[Command::Undo],
        &[Command::Close, Command::CloseUnsaved],
        &[Command::Quit, Command::CloseUnsaved],
        &[Command::Quit, Command::SaveAndClose],
    ];
    for (idx, end) in ends.into_iter().enumerate() {
        let mut program = desk.start(&[&path]);
        retitle(&mut program, &format!("Mine {idx}"));
        assert_eq!(desk.journals(), 1);
        for command in end {
            program.run(command.clone());
        }
        program.editor.keep_now();
        program.settle();
        assert_eq!(desk.journals(), 0, "{end:?}");
    }
}

#[test]
fn what_is_asked_before_quitting_is_kept_while_the_question_stands() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    program.retitle("Mine");
    program.run(Command::Quit);
    assert!(program.editor.question().is_some());
    kill(program);
    assert_eq!(desk.start(&[&path]).title(), "Mine");
}

#[test]
fn what_changed_while_a_save_ran_is_kept_for_the_new_file() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Saved");
    program.editor.apply(Command::Save);
    program
        .editor
        .apply(Command::Edit(Edit::SetTitle("Later".to_owned())));
    program.settle();
    assert_eq!(title_in(&path), "Saved");
    kill(program);
    let program = desk.start(&[&path]);
    assert_eq!(program.title(), "Later");
    assert_eq!(
        program.said(),
        ["1 change from 12:00 was not saved; it is back"]
    );
    assert_eq!(desk.journals(), 1);
}

#[test]
fn of_a_file_that_somebody_else_changed_both_versions_stay() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    kill(program);
    let theirs = String::from_utf8(golden("full")).unwrap();
    let theirs = theirs.replace(GOLDEN_TITLE, "Theirs").into_bytes();
    fs::write(&path, &theirs).unwrap();

    // Whoever does not decide is asked again.
    for _ in 0..2 {
        let program = desk.start(&[&path]);
        assert_eq!(program.title(), "Theirs");
        assert!(!program.shown().unsaved());
        assert_eq!(
            program.notice().title,
            "1 change from 12:00 was not saved, and a.backline was changed since"
        );
        kill(program);
    }
    let mut program = desk.start(&[&path]);
    program.choose("Open my unsaved version beside it");
    assert_eq!(program.title(), "Mine");
    assert!(program.shown().path.is_none() && program.shown().unsaved());
    assert_eq!(program.editor.documents().len(), 2);
    assert!(fs::read(&path).unwrap() == theirs);
    // From here on it is a dossier that was never saved.
    assert_eq!(desk.journals(), 1);
    kill(program);
    let program = desk.start(&[&path]);
    assert_eq!(program.title(), "Mine");
    assert_eq!(program.shown().name(), "a (unsaved).backline");
}

#[test]
fn changes_to_a_changed_file_can_be_given_up() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    kill(program);
    fs::remove_file(&path).unwrap();
    let mut program = desk.start(&[]);
    assert_eq!(
        program.notice().title,
        "1 change from 12:00 was not saved, and a.backline is gone"
    );
    program.choose("Discard it");
    assert_eq!(desk.journals(), 0);
}

#[test]
fn changes_are_not_put_into_another_dossier_of_the_same_path() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    kill(program);
    let mut stranger = Program::start();
    stranger.retitle("Stranger");
    stranger.run(Command::SaveAs {
        path: path.clone(),
        replace: true,
    });
    let mut program = desk.start(&[&path]);
    assert_eq!(program.title(), "Stranger");
    program.choose("Open my unsaved version beside it");
    assert_eq!(program.title(), "Mine");
    assert_eq!(title_in(&path), "Stranger");
}

#[test]
fn changes_that_the_file_holds_by_now_are_forgotten() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    // As if the program had been stopped between the save and the end of its journal.
    let saved = program.shown().dossier().clone();
    kill(program);
    let (loaded, _) = backline::store::load(&path).unwrap();
    fs::write(&path, encode(&saved, &loaded.revision)).unwrap();
    let program = desk.start(&[&path]);
    assert_eq!(program.said(), [""; 0]);
    assert_eq!(program.title(), "Mine");
    assert_eq!(desk.journals(), 0);
}

#[test]
fn a_file_that_was_moved_still_gets_its_changes_and_a_copy_does_not() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let copy = desk.file("copy.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    kill(program);
    let mut program = Program::start();
    program
        .editor
        .set_journals(Journals::new(desk.0.path().join("unsaved")));
    program.run(Command::Open(copy));
    assert_eq!(program.title(), GOLDEN_TITLE);
    let moved = desk.0.path().join("moved.backline");
    fs::rename(&path, &moved).unwrap();
    program.run(Command::Open(moved));
    assert_eq!(program.title(), "Mine");
}

#[test]
fn two_windows_do_not_take_each_others_changes() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut one = desk.start(&[&path]);
    retitle(&mut one, "One");
    let mut other = desk.start(&[&path]);
    assert_eq!(other.said(), [""; 0]);
    assert_eq!(other.title(), GOLDEN_TITLE);
    retitle(&mut other, "Other");
    assert_eq!(desk.journals(), 2);
    other.run(Command::Quit);
    other.run(Command::CloseUnsaved);
    assert_eq!(desk.journals(), 1);
    kill(other);
    kill(one);
    assert_eq!(desk.start(&[&path]).title(), "One");
}

#[test]
fn a_journal_whose_end_is_damaged_gives_what_is_sound_and_says_so() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    kill(program);
    let folder = fs::read_dir(desk.0.path().join("unsaved")).unwrap();
    for journal in folder.map(|entry| entry.unwrap().path()) {
        let mut bytes = fs::read(&journal).unwrap();
        bytes.extend_from_slice(b"3 cut off");
        fs::write(&journal, bytes).unwrap();
    }
    let program = desk.start(&[&path]);
    assert_eq!(program.title(), "Mine");
    let detail =
        "The program ended before a.backline was saved. What was changed last could not be read.";
    assert_eq!(program.notice().detail, detail);
}

#[test]
fn where_nothing_can_be_kept_it_is_said_once() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    fs::write(desk.0.path().join("unsaved"), b"no folder").unwrap();
    let mut program = desk.start(&[&path]);
    retitle(&mut program, "Mine");
    assert_eq!(program.notice().title, "Unsaved changes are not kept");
    let id = program.notice().id;
    program.run(Command::Dismiss(id));
    retitle(&mut program, "Mine again");
    assert_eq!(program.said(), [""; 0]);
}

#[test]
fn a_file_that_another_program_changes_is_noticed_though_nobody_saves() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let other = desk.file("b.backline");
    let mut program = desk.start(&[&path, &other]);
    // Rewritten with the same bytes, it is the same file.
    fs::write(&path, golden("full")).unwrap();
    program.run(Command::LookAtFile);
    assert_eq!(program.said(), [""; 0]);
    // Also one that is not shown.
    fs::write(&path, golden("empty")).unwrap();
    program.run(Command::LookAtFile);
    assert_eq!(
        program.said(),
        ["a.backline was changed by another program"]
    );
}

#[test]
fn a_file_that_is_asked_for_twice_is_opened_once() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut program = desk.start(&[]);
    program.editor.apply(Command::Open(path.clone()));
    program.editor.apply(Command::Open(path));
    program.settle();
    assert_eq!(program.editor.documents().len(), 1);
}

/// Names the folder to the program that is to be killed.
const FOLDER: &str = "BACKLINE_TEST_KILLED_IN";

#[test]
#[ignore = "types until it is killed, by the test below"]
fn types_until_it_is_killed() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let mut program = Program::start();
    let journals = Journals::new(folder.join("unsaved"));
    program.editor.set_journals(journals);
    program.run(Command::Open(folder.join("a.backline")));
    for number in 1.. {
        retitle(&mut program, &format!("Mine {number}"));
    }
}

#[test]
fn a_program_that_is_killed_while_it_writes_loses_no_line_that_was_written() {
    let desk = Desk::new();
    let path = desk.file("a.backline");
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "unsaved::types_until_it_is_killed", "--ignored"])
        .env(FOLDER, desk.0.path())
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let written = || {
        let folder = fs::read_dir(desk.0.path().join("unsaved")).ok()?;
        let journal = folder.filter_map(Result::ok).next()?;
        String::from_utf8(fs::read(journal.path()).ok()?).ok()
    };
    // An entry is the head and a change; the first line says where they belong.
    let entries = |text: &str| text.matches('\n').count().saturating_sub(1) / 2;
    while written().is_none_or(|text| entries(&text) < 20) {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let whole = entries(&written().unwrap());

    let program = desk.start(&[&path]);
    let number: usize = program
        .title()
        .strip_prefix("Mine ")
        .unwrap()
        .parse()
        .unwrap();
    assert!(
        number == whole || number == whole + 1,
        "{number} of {whole}"
    );
    assert!(program.shown().unsaved());
}
