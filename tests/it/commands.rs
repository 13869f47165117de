//! What we promise about the work itself: every step can be undone, nothing closes unasked, and
//! looking at another date touches nothing.

use std::sync::Arc;

use backline::domain::dossier::{Record, RecordRef};
use backline::domain::edit::{Edit, PlayerEdit};
use backline::domain::fact::{FactKey, FactValue};
use backline::domain::id::{PlayerId, ReadingId};
use backline::domain::money::Currency;
use backline::domain::player::{Player, Role, Stage};
use backline::editor::command::{Command, Sample};
use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use crate::support::program::{Program, title_in};
use crate::support::values::day;

#[test]
fn fifty_steps_are_undone_and_done_again() {
    let mut program = Program::start();
    program.run(Command::OpenSample(Sample::Konate2025));
    let first = program.bytes();
    for step in 0..50 {
        program.retitle(&format!("Step {step}"));
    }
    let last = program.bytes();
    for step in (0..50).rev() {
        assert_eq!(program.title(), format!("Step {step}"));
        program.run(Command::Undo);
    }
    assert!(program.bytes() == first);
    assert!(!program.shown().unsaved());
    // There is nothing more to undo, and asking for it does no harm.
    program.run(Command::Undo);
    assert!(program.bytes() == first);
    for step in 0..50 {
        program.run(Command::Redo);
        assert_eq!(program.title(), format!("Step {step}"));
    }
    program.run(Command::Redo);
    assert!(program.bytes() == last);
}

#[test]
fn an_edit_after_an_undo_ends_what_could_be_done_again() {
    let mut program = Program::start();
    program.retitle("One");
    program.run(Command::Undo);
    program.retitle("Two");
    program.run(Command::Redo);
    assert_eq!(program.title(), "Two");
    program.run(Command::Undo);
    assert_eq!(program.title(), "New dossier");
}

#[test]
fn an_edit_that_is_refused_changes_nothing_and_says_why() {
    let mut program = Program::start();
    program.run(Command::OpenSample(Sample::Konate2025));
    let (first, steps) = (program.bytes(), program.shown().history.len());
    let nobody = PlayerId(Uuid::nil());
    for (edit, why) in [
        (Edit::SetTitle("  ".to_owned()), "A dossier needs a name."),
        (
            Edit::Player(nobody, PlayerEdit::SetNote("x".to_owned())),
            "The player is no longer in the dossier.",
        ),
        (
            Edit::SetDecisionDate(day("0025-07-11")),
            "The year 25 lies outside 1850 to 2200.",
        ),
    ] {
        program.run(Command::Edit(edit));
        assert_eq!(program.notice().detail, why);
    }
    // One of several is enough to refuse them all.
    let title = Edit::SetTitle("Half".to_owned());
    let gone = Edit::Remove(RecordRef::Player(nobody));
    program.run(Command::Edit(Edit::Many {
        label: "half".to_owned(),
        edits: vec![title, gone],
    }));
    assert!(program.bytes() == first);
    assert_eq!(program.shown().history.len(), steps);
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut program = Program::start();
    let title = program.title().to_owned();
    program.run(Command::Edit(Edit::SetTitle(title)));
    assert!(program.shown().history.is_empty() && !program.shown().unsaved());
}

#[test]
fn another_date_is_looked_at_without_touching_the_dossier() {
    let mut program = Program::start();
    program.run(Command::OpenSample(Sample::Konate2025));
    let (first, own) = (program.bytes(), program.editor.on());
    let later = day("2026-02-01");
    program.run(Command::LookAt(Some(later)));
    assert_eq!(program.editor.on(), later);
    assert_eq!(program.shown().derived.on, later);
    assert!(program.bytes() == first && !program.shown().unsaved());

    program.run(Command::LookAt(None));
    assert_eq!(program.editor.on(), own);

    program.run(Command::LookAt(Some(later)));
    program.run(Command::Edit(Edit::SetDecisionDate(later)));
    assert_eq!(program.shown().looking_at, None);
    assert_eq!(program.editor.on(), later);
    assert!(program.shown().unsaved());
    program.run(Command::Undo);
    assert_eq!(program.editor.on(), own);
    assert_eq!(program.shown().derived.on, own);
    assert!(program.bytes() == first);
}

/// The names of the dossiers about which the question is, or nothing if there is none.
fn asked_about(program: &Program) -> Option<Vec<&str>> {
    let question = program.editor.question()?;
    let names = question.unsaved.iter().map(|document| document.name());
    Some(names.collect())
}

#[test]
fn what_is_saved_closes_unasked() {
    let mut program = Program::start();
    program.open("a.backline");
    program.open("b.backline");
    program.run(Command::Close);
    assert_eq!(asked_about(&program), None);
    assert_eq!(program.shown().name(), "a.backline");
    program.run(Command::Quit);
    assert!(program.editor.ended());
}

#[test]
fn closing_asks_once_and_each_answer_does_what_it_says() {
    for (answer, documents, title_on_disk) in [
        (Command::SaveAndClose, 1, "Mine"),
        (Command::CloseUnsaved, 1, "Centre-back for 2025/26"),
        (Command::CancelClose, 2, "Centre-back for 2025/26"),
    ] {
        let mut program = Program::start();
        program.open("b.backline");
        let path = program.open("a.backline");
        program.retitle("Mine");
        program.run(Command::Close);
        assert_eq!(asked_about(&program), Some(vec!["a.backline"]));
        assert!(!program.editor.question().unwrap().quits);
        assert_eq!(program.editor.documents().len(), 2);

        program.run(answer.clone());
        assert_eq!(asked_about(&program), None, "{answer:?}");
        assert_eq!(program.editor.documents().len(), documents, "{answer:?}");
        assert_eq!(title_in(&path), title_on_disk, "{answer:?}");
        assert!(!program.editor.ended());
    }
}

#[test]
fn going_on_keeps_the_work_and_a_second_close_asks_again() {
    let mut program = Program::start();
    program.open("a.backline");
    program.retitle("Mine");
    for _ in 0..2 {
        program.run(Command::Close);
        assert_eq!(asked_about(&program), Some(vec!["a.backline"]));
        program.run(Command::CancelClose);
        assert_eq!(program.title(), "Mine");
    }
}

#[test]
fn quitting_asks_once_for_all_dossiers_and_each_answer_does_what_it_says() {
    for (answer, ends, titles) in [
        (Command::SaveAndClose, true, ["A", "B"]),
        (Command::CloseUnsaved, true, ["Centre-back for 2025/26"; 2]),
        (Command::CancelClose, false, ["Centre-back for 2025/26"; 2]),
    ] {
        let mut program = Program::start();
        let a = program.open("a.backline");
        program.retitle("A");
        program.open("saved.backline");
        let b = program.open("b.backline");
        program.retitle("B");
        program.run(Command::Quit);
        assert_eq!(
            asked_about(&program),
            Some(vec!["a.backline", "b.backline"])
        );
        assert!(program.editor.question().unwrap().quits);
        assert!(!program.editor.ended());

        program.run(answer.clone());
        assert_eq!(program.editor.ended(), ends, "{answer:?}");
        assert_eq!(asked_about(&program), None);
        assert_eq!([title_in(&a), title_in(&b)], titles, "{answer:?}");
    }
}

#[test]
fn saving_before_quitting_asks_where_for_what_is_in_no_file() {
    for has_dialogs in [true, false] {
        let mut program = Program::on_desktop(has_dialogs);
        let a = program.open("a.backline");
        program.retitle("A");
        program.run(Command::New);
        program.retitle("B");
        let b = program.path("b.backline");

        // Whoever names no file goes on working.
        program.run(Command::Quit);
        if has_dialogs {
            program.answer(None);
        }
        program.run(Command::SaveAndClose);
        if !has_dialogs {
            assert!(program.editor.path_wanted().is_some());
            program.run(Command::CancelChoice);
        }
        assert!(!program.editor.ended());
        assert_eq!(program.editor.documents().len(), 2);
        assert_eq!((program.title(), program.shown().unsaved()), ("B", true));
        assert_eq!(title_in(&a), "A");

        program.run(Command::Quit);
        assert_eq!(asked_about(&program), Some(vec!["New dossier.backline"]));
        if has_dialogs {
            program.answer(Some(&b));
        }
        program.run(Command::SaveAndClose);
        if !has_dialogs {
            let (path, replace) = (b.clone(), false);
            program.run(Command::SaveAs { path, replace });
        }
        assert!(program.editor.ended(), "{:?}", program.said());
        assert_eq!(title_in(&b), "B");
    }
}

#[test]
fn nothing_closes_if_saving_fails() {
    let mut program = Program::start();
    let path = program.open("a.backline");
    program.retitle("Mine");
    std::fs::write(&path, b"theirs").unwrap();
    program.run(Command::Quit);
    program.run(Command::SaveAndClose);
    assert!(!program.editor.ended());
    assert_eq!((program.title(), program.shown().unsaved()), ("Mine", true));
    assert_eq!(std::fs::read(&path).unwrap(), b"theirs");
    assert_eq!(
        program.said(),
        ["a.backline was changed by another program"]
    );
    // And what is then done by hand closes nothing either.
    let copy = program.path("copy.backline");
    program.answer(Some(&copy));
    program.choose("Save a copy…");
    assert!(!program.editor.ended());
}

/// One random wish: what to change, whose, and to what.
fn wish() -> impl Strategy<Value = (u8, usize, u32)> {
    (0_u8..12, 0_usize..64, 0_u32..1_000)
}

/// The edit that a wish means in the present state; some are refused and some change nothing.
fn edit_of(program: &Program, (what, whose, to): (u8, usize, u32)) -> Edit {
    let dossier = program.shown().dossier();
    let count = dossier.players.len();
    let id = dossier
        .players
        .keys()
        .nth(whose % count.max(1))
        .copied()
        .unwrap_or(PlayerId(Uuid::nil()));
    let words = match to % 4 {
        0 => String::new(),
        1 => format!("  Åse {to}\n\"two\" "),
        _ => format!("Words {to}"),
    };
    let player = |edit| Edit::Player(id, edit);
    let fact = |key, value| {
        let reading = ReadingId(Uuid::from_u128(u128::from(to)));
        player(PlayerEdit::EnterFact {
            key,
            value,
            reading,
        })
    };
    match what {
        0 => Edit::SetTitle(words),
        1 => Edit::SetQuestion(words),
        2 => Edit::SetDecisionDate(NaiveDate::from_yo_opt(2025, to % 365 + 1).unwrap()),
        3 => Edit::SetCurrency([Currency::EUR, Currency::GBP, Currency::USD][to as usize % 3]),
        4 => player(PlayerEdit::SetName(words)),
        5 => player(PlayerEdit::SetStage(Some(
            Stage::ALL[to as usize % Stage::ALL.len()].clone(),
        ))),
        6 => player(PlayerEdit::SetNote(words)),
        7 => fact(FactKey::Height, Some(FactValue::Count(to))),
        8 => fact(FactKey::Club, Some(FactValue::Text(words))),
        9 => fact(FactKey::ContractEnd, None),
        10 => Edit::Remove(RecordRef::Player(id)),
        _ => {
            let id = PlayerId(Uuid::from_u128(u128::from(to)));
            let player = Player::new(id, words, Role::Pool);
            Edit::Put(Record::Player(Arc::new(player)))
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn all_undone_is_the_first_and_all_redone_the_last_to_the_byte(
        wishes in proptest::collection::vec(wish(), 1..40),
    ) {
        let mut program = Program::start();
        program.run(Command::OpenSample(Sample::Konate2025));
        let mut states = vec![program.bytes()];
        for wish in wishes {
            let edit = edit_of(&program, wish);
            program.run(Command::Edit(edit));
            if program.shown().history.len() == states.len() {
                states.push(program.bytes());
            }
        }
        let steps = program.shown().history.len();
        prop_assert_eq!(steps + 1, states.len());
        for state in states.iter().rev() {
            prop_assert!(program.bytes() == *state);
            program.run(Command::Undo);
        }
        prop_assert!(program.shown().history.is_empty() && !program.shown().unsaved());
        for state in &states {
            prop_assert!(program.bytes() == *state);
            program.run(Command::Redo);
        }
        prop_assert_eq!(program.shown().history.len(), steps);
    }
}
