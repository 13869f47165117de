//! Who is who: certain ones join, doubtful ones wait for a person, and two different men never become
//! one. Every name is invented or common.

use std::sync::Arc;

use crate::support::tables::*;
use backline::domain::date::PartialDate;
use backline::domain::dossier::{Record, RecordRef};
use backline::domain::fact::FactKey;
use backline::import::choices::Choices;
use backline::import::identity::{Certainty, compare};
use backline::import::names::{Likeness, likeness};
use backline::import::plan::Outcome;
use backline::import::rows::Who;
use proptest::prelude::*;

fn who(name: &str, born: &str, club: &str, height: u32) -> Who {
    Who {
        name: name.to_owned(),
        born: PartialDate::from_iso(born),
        club: club.to_owned(),
        height: (height > 0).then_some(height),
        ..Who::default()
    }
}

/// Compares a row with a player of the dossier: name, birth, club, height.
fn check(row: (&str, &str, &str, u32), ours: (&str, &str, &str, u32), certainty: Certainty) {
    let dossier = dossier(&[ours]);
    let player = dossier.players.values().next().unwrap();
    let found = compare(&who(row.0, row.1, row.2, row.3), player);
    assert_eq!(
        found.certainty, certainty,
        "{row:?} {ours:?}: {:?}",
        found.reasons
    );
    assert!(!found.reasons.is_empty());
}

#[test]
fn a_name_and_a_birth_make_a_man() {
    use Certainty::{Certain, Different, Doubtful};
    let ours = ("Ibrahim Okoyé", "1999-05-25", "City", 194);
    check(("Ibrahim Okoye", "1999-05-25", "City", 192), ours, Certain);
    check(("Okoye, Ibrahim", "1999-05-25", "", 0), ours, Certain);
    check(("I. Okoye", "1999-05-25", "City FC", 0), ours, Certain);
    check(("Ibrahim Okoye", "1999", "City", 0), ours, Certain);
    // The same name and another birth: two men, whatever else agrees.
    check(
        ("Ibrahim Okoye", "1998-05-25", "City", 194),
        ours,
        Different,
    );
    check(("Ibrahim Okoye", "1998", "City", 194), ours, Different);
    // The same name without a birth joins nobody.
    check(("Ibrahim Okoye", "", "City", 194), ours, Doubtful);
    check(("Ibrahim Okoye", "", "", 0), ours, Doubtful);
    check(("I. Okoye", "1999-05-25", "", 0), ours, Doubtful);
    check(("Ibrahim Okoye", "1999", "Town", 0), ours, Doubtful);
    check(("Ibrahim Okoye", "1999-05-25", "City", 170), ours, Doubtful);
    check(("Ibrahin Okoye", "1999-05-25", "City", 0), ours, Doubtful);
    // A nickname, his brother, and a stranger.
    check(("Ibou Okoye", "1999-05-25", "City", 194), ours, Doubtful);
    check(("Ibou Okoye", "1998-05-25", "City", 194), ours, Different);
    check(("Ibou Okoye", "", "City", 194), ours, Different);
    check(("Karim Okoye", "1999-05-25", "City", 194), ours, Different);
    check(("K. Okoye", "1999-05-25", "City", 194), ours, Different);
    check(("Someone Else", "1999-05-25", "City", 194), ours, Different);
}

#[test]
fn swapped_births_are_doubtful() {
    let ours = ("Ibrahim Okoye", "1999-05-04", "City", 0);
    check(
        ("Ibrahim Okoye", "1999-04-05", "City", 0),
        ours,
        Certainty::Doubtful,
    );
}

#[test]
fn short_and_full_legal_names_are_one() {
    let dossier = dossier(&[("Pepe", "1983-02-26", "Porto", 0)]);
    let mut player = dossier.players.values().next().unwrap().as_ref().clone();
    player.full_name = "Képler Laveran Lima Ferreira".to_owned();
    let found = compare(&who("Kepler Lima Ferreira", "1983-02-26", "", 0), &player);
    assert_eq!(found.certainty, Certainty::Certain, "{:?}", found.reasons);
    let found = compare(&who("Pepe", "1983-02-26", "FC Porto", 0), &player);
    assert_eq!(found.certainty, Certainty::Certain, "{:?}", found.reasons);
}

const PEOPLE: &str = "player id,player,born,club\n\
                      1,Ibrahim Okoye,1999-05-25,City\n\
                      2,Ibrahim Okoye,1996-01-02,Town\n\
                      3,Samuel Banda,,Town\n";

#[test]
fn certain_ones_join_doubtful_ones_are_listed_and_namesakes_stay_apart() {
    let before = dossier(&[
        ("Ibrahim Okoye", "1999-05-25", "City", 0),
        ("Samuel Banda", "2000-01-01", "Town", 0),
    ]);
    let draft = draft_with(PEOPLE.as_bytes(), from_source("Table"));
    let plan = plan(&draft, &before);
    let after = imported(&before, &plan);
    assert_eq!(plan.rows[2].outcome, Outcome::Doubtful);
    assert_eq!(plan.doubts.len(), 1);
    assert_eq!(plan.doubts[0].rows, [4]);
    assert_eq!(plan.doubts[0].candidates[0].player, player_id(2));
    let okoyes = after
        .players
        .values()
        .filter(|player| player.name == "Ibrahim Okoye");
    assert_eq!(okoyes.count(), 2, "another birth is another man");
    assert_eq!(after.players.len(), 3);
}

#[test]
fn a_decision_is_kept_used_again_and_can_be_undone() {
    let before = dossier(&[("Samuel Banda", "2000-01-01", "Town", 0)]);
    let text = "player id,player,contract expires\n3,Samuel Banda,2026-06-30\n";
    let undecided = plan(&draft_with(text.as_bytes(), from_source("Table")), &before);
    assert_eq!(outcomes(&undecided), [Outcome::Doubtful]);
    assert_eq!(undecided.edit, None);

    let mut choices = from_source("Table");
    choices
        .people
        .insert("3".to_owned(), "Samuel Banda".to_owned());
    let decided = plan(&draft_with(text.as_bytes(), choices), &before);
    let after = imported(&before, &decided);
    let identity = after.identities.values().next().unwrap();
    assert_eq!(
        (identity.player, identity.by_hand),
        (Some(player_id(1)), true)
    );

    // The next table has his number alone.
    let values = "player id,date,market value\n3,2025-06-01,€5m\n";
    let next = plan(
        &draft_with(values.as_bytes(), from_source("Values")),
        &after,
    );
    assert_eq!(outcomes(&next), [Outcome::New]);

    let mut undone = after.clone();
    undone.remove(RecordRef::Identity(identity.id));
    let again = plan(
        &draft_with(values.as_bytes(), from_source("Values")),
        &undone,
    );
    assert_eq!(outcomes(&again), [Outcome::Doubtful]);
}

#[test]
fn nobody_and_new_are_decisions_too() {
    let before = dossier(&[("Samuel Banda", "2000-01-01", "Town", 0)]);
    let text = "player,club,height\nSamuel Banda,Rovers,190\n";
    let key = plan(&draft(text), &before).doubts[0].key.clone();
    for (said, players, outcome) in [("new", 2, Outcome::New), ("nobody", 1, Outcome::LeftOut)] {
        let mut choices = Choices::default();
        choices.people.insert(key.clone(), said.to_owned());
        let plan = plan(&draft_with(text.as_bytes(), choices), &before);
        assert_eq!(outcomes(&plan), [outcome], "{said}");
        assert_eq!(imported(&before, &plan).players.len(), players, "{said}");
    }
}

#[test]
fn a_number_of_nobody_knows_whom_joins_nobody() {
    let mut before = dossier(&[("Samuel Banda", "2000-01-01", "Town", 0)]);
    let identity = backline::domain::import_memory::Identity {
        id: backline::domain::id::IdentityId(uuid::Uuid::from_u128(5)),
        provider: "transfermarkt".to_owned(),
        key: "3".to_owned(),
        shown: "Samuel Banda".to_owned(),
        player: Some(player_id(1)),
        by_hand: false,
        reason: String::new(),
        extra: Default::default(),
    };
    before.put(Record::Identity(Arc::new(identity)));
    let values = "player id,date,market value\n3,2025-06-01,€5m\n";
    let guessed = plan(&draft(values), &before);
    assert_eq!(
        outcomes(&guessed),
        [Outcome::Doubtful],
        "whose numbers are these?"
    );
    let choices = Choices {
        provider: Some("Transfermarkt".to_owned()),
        ..from_source("Values")
    };
    let said = plan(&draft_with(values.as_bytes(), choices), &before);
    assert_eq!(outcomes(&said), [Outcome::New]);
}

#[test]
fn a_long_list_of_numbers_is_not_asked_about_one_by_one() {
    let rows: String = (1..=60).map(|n| format!("{n},2025-06-01,€5m\n")).collect();
    let text = format!("player id,date,market value\n{rows}");
    let plan = plan(
        &draft(&text),
        &dossier(&[("Samuel Banda", "2000-01-01", "Town", 0)]),
    );
    assert_eq!(plan.count(Outcome::LeftOut), 60);
    assert!(
        plan.remarks
            .iter()
            .any(|remark| remark.contains("60 players have a number and no name"))
    );
}

proptest! {
    /// Whatever the names, clubs and heights: births that differ are two men.
    #[test]
    fn two_different_men_never_become_one(
        one in "[A-Z][a-z]{1,8} [A-Z][a-zé]{1,8}",
        other in "[A-Z][a-z]{1,8} [A-Z][a-zé]{1,8}",
        same_name: bool,
        days in 13_u64..3_000,
        same_club: bool,
    ) {
        let born = day("1995-01-13");
        let later = born + chrono::Days::new(days);
        let name = if same_name { &one } else { &other };
        let club = if same_club { "City" } else { "Town" };
        let before = dossier(&[(&one, "1995-01-13", "City", 190)]);
        let text = format!("player,born,club,height\n{name},{later},{club},190\n");
        let plan = plan(&draft(&text), &before);
        let after = imported(&before, &plan);
        let born = after.player(player_id(1)).unwrap().facts.get(FactKey::Born).unwrap();
        prop_assert_eq!(born.readings.len(), 1);
        prop_assert!(after.player(player_id(1)).unwrap() == before.player(player_id(1)).unwrap());
    }

    /// Order and accents never make another name.
    #[test]
    fn a_name_is_like_itself_in_any_order(words in proptest::collection::vec("[A-Z][a-zéüñ]{2,8}", 1..4)) {
        let straight = words.join(" ");
        let mut turned = words.clone();
        turned.reverse();
        prop_assert_eq!(likeness(&straight, &turned.join(" ")), Likeness::Same);
    }
}
