use chrono::DateTime;
use uuid::Uuid;

use super::*;
use crate::domain::change::Stamp;
use crate::domain::dossier::Record;
use crate::domain::edit::Edit;
use crate::domain::extra::Extra;
use crate::domain::money::{Currency, Percent, StatedAmount};
use crate::domain::negotiation::{Move, RoundStatus, Side};
use crate::domain::player::{Player, Role};
use crate::domain::testing::{day, empty_dossier};

const KONATE: PlayerId = PlayerId(Uuid::from_u128(1));
const TALKS: NegotiationId = NegotiationId(Uuid::from_u128(2));

fn package_id(n: u128) -> PackageId {
    PackageId(Uuid::from_u128(100 + n))
}

fn euro(millions: i64) -> Money {
    Money::new(millions * 100_000_000, Currency::EUR)
}

fn dossier() -> Dossier {
    let mut dossier = empty_dossier();
    let player = Player::new(KONATE, "Ibrahima Konaté", Role::Target);
    dossier.put(Record::Player(Arc::new(player)));
    dossier
}

fn start() -> NegotiationEdit {
    NegotiationEdit::Start(Negotiation::new(TALKS, KONATE, "Liverpool", "Real Madrid"))
}

fn edited(dossier: &Dossier, edit: NegotiationEdit) -> Result<(Dossier, String), EditError> {
    let stamp = Stamp {
        id: ChangeId(Uuid::from_u128(dossier.changes.len() as u128)),
        at: DateTime::UNIX_EPOCH,
        by: "Anna".to_owned(),
    };
    let next = dossier.edited(&Edit::Negotiation(TALKS, edit), &stamp)?;
    Ok(next.map_or_else(
        || (dossier.clone(), String::new()),
        |next| (next.dossier, next.label),
    ))
}

/// Carries the edits out one after the other; their labels.
fn labels(edits: Vec<NegotiationEdit>) -> (Dossier, Vec<String>) {
    let mut all = Vec::new();
    let mut dossier = dossier();
    for edit in edits {
        let (next, label) = edited(&dossier, edit).unwrap();
        dossier = next;
        all.push(label);
    }
    (dossier, all)
}

fn package(n: u128, name: &str) -> NegotiationEdit {
    NegotiationEdit::AddPackage(Package::new(package_id(n), name, Basis::default()))
}

fn of_a(edit: PackageEdit) -> NegotiationEdit {
    NegotiationEdit::Package(package_id(0), edit)
}

fn round(n: u128, corrects: Option<u128>) -> Round {
    let id = |n| RoundId(Uuid::from_u128(200 + n));
    Round {
        id: id(n),
        on: day("2025-07-11"),
        side: Side::Seller,
        kind: Move::Ask,
        package: None,
        terms: None,
        amount: Some(StatedAmount::exactly(euro(50))),
        status: RoundStatus::Standing,
        corrects: corrects.map(id),
        basis: Basis::default(),
        extra: Extra::new(),
    }
}

#[test]
fn each_edit_is_named_in_the_undo_menu() {
    let belief = |value| NegotiationEdit::EnterBelief {
        key: "p_renew".to_owned(),
        value,
        reading: ReadingId(Uuid::from_u128(9)),
        by: "Anna".to_owned(),
    };
    let percent = |share| Some(BeliefValue::Percent(Percent(share)));
    let cases = [
        (start(), "start negotiation over Konaté"),
        (package(0, "A"), "add package A"),
        (package(1, "B"), "add package B"),
        (
            of_a(PackageEdit::SetFixedFee(Some(euro(25)))),
            "add fixed fee of package A",
        ),
        (
            of_a(PackageEdit::SetFixedFee(Some(euro(20)))),
            "change fixed fee of package A",
        ),
        (
            of_a(PackageEdit::Lock(TermField::FixedFee, true)),
            "lock fixed fee of package A",
        ),
        (
            of_a(PackageEdit::Lock(TermField::FixedFee, false)),
            "unlock fixed fee of package A",
        ),
        (
            of_a(PackageEdit::SetFixedFee(None)),
            "remove fixed fee of package A",
        ),
        (
            NegotiationEdit::MovePackage {
                id: package_id(1),
                to: 0,
            },
            "move package B",
        ),
        (
            of_a(PackageEdit::Rename("A, bridge".to_owned())),
            "rename package A, bridge",
        ),
        (
            NegotiationEdit::RemovePackage(package_id(1)),
            "remove package B",
        ),
        (belief(percent(3_000)), "add belief he renews of Konaté"),
        (belief(percent(2_500)), "change belief he renews of Konaté"),
        (belief(None), "remove belief he renews of Konaté"),
        (
            NegotiationEdit::Record(round(0, None)),
            "record ask for Konaté",
        ),
        (
            NegotiationEdit::Record(round(1, Some(0))),
            "correct ask for Konaté",
        ),
        (
            NegotiationEdit::SetClosed(true),
            "close negotiation over Konaté",
        ),
    ];
    let (edits, expected): (Vec<_>, Vec<_>) = cases.into_iter().unzip();
    let (dossier, found) = labels(edits);
    assert_eq!(found, expected);
    assert!(dossier.negotiations[&TALKS].beliefs.is_empty());
}

#[test]
fn every_edit_but_starting_leads_to_its_field() {
    let (dossier, _) = labels(vec![
        start(),
        package(0, "A"),
        of_a(PackageEdit::SetFixedFee(Some(euro(25)))),
        NegotiationEdit::Record(round(0, None)),
    ]);
    let fields: Vec<String> = dossier
        .changes
        .values()
        .map(|change| change.field.as_ref().unwrap().to_string())
        .collect();
    let (talks, a) = (TALKS, package_id(0));
    let of_talks = format!("negotiation/{talks}");
    assert_eq!(
        fields,
        [
            of_talks.clone(),
            format!("{of_talks}/package/{a}"),
            format!("{of_talks}/package/{a}/term/fixed_fee"),
            format!("{of_talks}/round/{}", round(0, None).id),
        ]
    );
    let fee = dossier.changes.values().nth(2).unwrap();
    assert_eq!((fee.before.as_str(), fee.after.as_str()), ("", "EUR 25m"));
}

#[test]
fn the_ledger_only_grows() {
    let (dossier, _) = labels(vec![start(), NegotiationEdit::Record(round(0, None))]);
    let other = Round {
        on: day("2025-07-12"),
        ..round(0, None)
    };
    for (row, err) in [
        (other, EditError::LedgerRow),
        (round(1, Some(7)), EditError::Gone("row of the ledger")),
    ] {
        let found = edited(&dossier, NegotiationEdit::Record(row));
        assert_eq!(found.unwrap_err(), err);
    }
}

#[test]
fn what_is_gone_or_there_already_is_refused() {
    let (dossier, _) = labels(vec![start(), package(0, "A")]);
    let nameless = Package::new(package_id(5), " ", Basis::default());
    for (edit, err) in [
        (start(), EditError::There("negotiation")),
        (package(0, "A"), EditError::There("package")),
        (
            NegotiationEdit::RemovePackage(package_id(4)),
            EditError::Gone("package"),
        ),
        (
            NegotiationEdit::AddPackage(nameless),
            EditError::NoName("package"),
        ),
        (
            of_a(PackageEdit::RemoveAddOn(AddOnId(Uuid::nil()))),
            EditError::Gone("add-on"),
        ),
    ] {
        assert_eq!(edited(&dossier, edit).unwrap_err(), err);
    }
}

#[test]
fn a_range_joins_its_belief_and_goes_with_it() {
    let percent = |share| BeliefValue::Percent(Percent(share));
    let range = BeliefRange::new(percent(5_000), percent(1_000));
    let set = |range| NegotiationEdit::SetRange("p_renew".to_owned(), range);
    let enter = |value| NegotiationEdit::EnterBelief {
        key: "p_renew".to_owned(),
        value,
        reading: ReadingId(Uuid::from_u128(1)),
        by: "Anna".to_owned(),
    };
    let other = BeliefRange::new(percent(1_000), percent(4_000));
    let (mut dossier, _) = edited(&dossier(), start()).unwrap();
    let at = FieldRef::Belief(TALKS, "p_renew".to_owned());
    for (edit, verb, text) in [
        (enter(Some(percent(3_000))), "add", "30 %"),
        (set(Some(other)), "add range of", "30 %, 10 % to 40 %"),
        (
            set(Some(range.clone())),
            "change range of",
            "30 %, 10 % to 50 %",
        ),
        (set(None), "remove range of", "30 %"),
        (set(Some(range)), "add range of", "30 %, 10 % to 50 %"),
        (enter(None), "remove", ""),
    ] {
        let (next, label) = edited(&dossier, edit).unwrap();
        assert_eq!(label, format!("{verb} belief he renews of Konaté"));
        assert_eq!(next.text_at(&at), text, "{label}");
        dossier = next;
    }
    assert!(dossier.negotiations[&TALKS].ranges.is_empty());
}

#[test]
fn a_belief_typed_over_that_of_a_colleague_joins_it() {
    let belief = |by: &str, n, share| NegotiationEdit::EnterBelief {
        key: "p_renew".to_owned(),
        value: Some(BeliefValue::Percent(Percent(share))),
        reading: ReadingId(Uuid::from_u128(n)),
        by: by.to_owned(),
    };
    let (dossier, _) = labels(vec![
        start(),
        belief("Anna", 1, 3_000),
        belief("Anna", 2, 2_500),
        belief("Ben", 3, 5_000),
    ]);
    let kept = &dossier.negotiations[&TALKS].beliefs["p_renew"];
    let read: Vec<(String, Option<&str>)> = kept
        .readings
        .iter()
        .map(|reading| {
            (
                reading.value.to_string(),
                reading.basis.assumed_by.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            ("25 %".to_owned(), Some("Anna")),
            ("50 %".to_owned(), Some("Ben"))
        ]
    );
    assert_eq!(kept.value(), Some(&BeliefValue::Percent(Percent(5_000))));
}

#[test]
fn what_was_sent_keeps_its_terms_whatever_the_package_becomes() {
    let (dossier, _) = labels(vec![
        start(),
        package(0, "A"),
        of_a(PackageEdit::SetFixedFee(Some(euro(25)))),
    ]);
    let talks = &dossier.negotiations[&TALKS];
    let sent = talks.row_of(
        RoundId(Uuid::from_u128(300)),
        talks.package(package_id(0)).unwrap(),
        day("2025-07-11"),
        Basis::default(),
    );
    let (dossier, _) = edited(&dossier, NegotiationEdit::Record(sent)).unwrap();
    let (dossier, _) = edited(&dossier, of_a(PackageEdit::SetFixedFee(Some(euro(30))))).unwrap();
    let talks = &dossier.negotiations[&TALKS];
    let package = talks.package(package_id(0)).unwrap();
    let base = talks.base_of(package).unwrap();
    assert_eq!(
        (base.fixed_fee, package.fixed_fee),
        (Some(euro(25)), Some(euro(30)))
    );
    let (dossier, _) = edited(&dossier, NegotiationEdit::RemovePackage(package_id(0))).unwrap();
    let row = dossier.negotiations[&TALKS].rounds.last().unwrap();
    assert_eq!(row.terms.as_ref().unwrap().fixed_fee, Some(euro(25)));
}
