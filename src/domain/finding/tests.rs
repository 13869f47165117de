mod build;

use uuid::Uuid;

use self::build::*;
use super::*;
use crate::domain::career::Training;
use crate::domain::dossier::Record;
use crate::domain::extra::Extra;
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::id::*;
use crate::domain::money::{Money, PrintedConversion, StatedAmount};
use crate::domain::negotiation::{Move, Negotiation, Round, RoundStatus, Side};
use crate::domain::sourced::{Reading, Sourced};

fn lines(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let Finding {
                weight,
                kind,
                subject,
                text,
                ..
            } = finding;
            format!("{} | {} | {subject} | {text}", weight.label(), kind.label())
        })
        .collect()
}

fn check(change: impl Fn(&mut Player), expected: &[&str]) {
    check_on("2025-07-11", change, expected);
}

fn check_on(on: &str, change: impl Fn(&mut Player), expected: &[&str]) {
    let dossier = dossier();
    let mut player = konate();
    change(&mut player);
    let findings = of_player(&player, &FindingContext::of(&dossier, day(on)));
    assert_eq!(lines(&findings), expected);
}

#[test]
fn a_complete_player_has_no_findings() {
    check(|_| {}, &[]);
}

#[test]
fn what_the_decision_needs_is_missed() {
    for (key, line) in [
        (
            FactKey::Born,
            "warning | missing | Konaté, born | No date of birth: no age and no age limits.",
        ),
        (
            FactKey::Club,
            "warning | missing | Konaté, club | No club: nobody to negotiate with.",
        ),
        (
            FactKey::ContractEnd,
            "warning | missing | Konaté, contract end | No contract end: no months left, no clock.",
        ),
    ] {
        let empty = |player: &mut Player| player.facts.set(key, Sourced::default());
        check(empty, &[line]);
        check(
            |player| {
                empty(player);
                player.role = Role::Benchmark;
            },
            &[],
        );
    }
}

#[test]
fn an_age_that_does_not_follow_from_the_birth_is_contradictory() {
    let age = |n| {
        move |player: &mut Player| state(player, FactKey::StatedAge, FactValue::Count(n), ARTICLE)
    };
    check(
        age(27),
        &["error | contradictory | Konaté, age | Article prints 27. Born 25 May 1999: he is 26."],
    );
    check(age(26), &[]);
}

#[test]
fn readings_that_exclude_each_other_are_named_with_their_sources() {
    check(
        |player| {
            state(player, FactKey::Height, FactValue::Count(194), TM);
            state(player, FactKey::Height, FactValue::Count(192), WYSCOUT);
        },
        &[
            "warning | contradictory | Konaté, height | Transfermarkt 194 cm, Wyscout 192 cm. 194 is used.",
        ],
    );
    check(
        |player| {
            state(player, FactKey::Wage, wage(80), ARTICLE);
            state(player, FactKey::Wage, wage(70), TM);
        },
        &[
            "warning | disputed | Konaté, wage | GBP 80k a week (Article) or GBP 70k a week (Transfermarkt). GBP 80k a week is used.",
        ],
    );
}

#[test]
fn readings_that_can_both_be_meant_are_left_alone() {
    check(
        |player| state(player, FactKey::Born, FactValue::Date(date("1999")), TM),
        &[],
    );
    check(
        |player| {
            state(
                player,
                FactKey::Club,
                FactValue::Text("liverpool ".to_owned()),
                WYSCOUT,
            );
            let formal = FactValue::Text("Liverpool FC".to_owned());
            state(player, FactKey::Club, formal, TM);
        },
        &[],
    );
}

#[test]
fn a_contract_is_held_against_the_calendar() {
    let ends = |on: &'static str| {
        move |player: &mut Player| retype(player, FactKey::ContractEnd, FactValue::Date(date(on)))
    };
    check(
        ends("2020-06-30"),
        &[
            "error | outside a rule | Konaté, contract end | Ends 30 Jun 2020, before he joined: July 2021.",
        ],
    );
    check(
        ends("2025-06-30"),
        &["warning | stale | Konaté, contract end | Ended 30 Jun 2025, before the decision date."],
    );
    check_on(
        "2026-01-01",
        ends("2026-06-30"),
        &["warning | outside a rule | Konaté, contract end | May sign abroad since 1 Jan 2026."],
    );
    check_on("2025-12-31", ends("2026-06-30"), &[]);
}

#[test]
fn options_and_clauses_that_have_lapsed_are_stale() {
    let option = |by: &'static str| {
        move |player: &mut Player| state(player, FactKey::OptionYear, option_year(by), TM)
    };
    check(
        option("2025-05-31"),
        &[
            "warning | stale | Konaté, contract option | Club option to 30 Jun 2027 was to be exercised by 31 May 2025.",
        ],
    );
    check(option("2026-05-31"), &[]);
    let held = |until: &'static str| {
        move |player: &mut Player| state(player, FactKey::ReleaseClause, clause(until), TM)
    };
    check(
        held("2025-07-10"),
        &["warning | stale | Konaté, release clause | GBP 50m held until 10 Jul 2025."],
    );
    check(
        held("2024-01-01"),
        &[
            "error | outside a rule | Konaté, release clause | Ends 1 Jan 2024, before it holds: 1 Jul 2024.",
        ],
    );
    check(held("2025-07-11"), &[]);
}

#[test]
fn injuries_that_are_not_known_are_not_taken_for_health() {
    let covered = |from: Option<&'static str>, until: Option<&'static str>| {
        move |player: &mut Player| {
            if let Some(coverage) = &mut player.injury_coverage {
                (coverage.from, coverage.until) = (from.map(date), until.map(date));
            }
        }
    };
    check(
        |player| player.injury_coverage = None,
        &["warning | missing | Konaté, injuries | No dates known: no availability shown."],
    );
    check(
        |player| {
            player.injury_coverage = None;
            spell(player, "knee", "2024-11-28", Some("2024-12-31"));
        },
        &[
            "warning | missing | Konaté, injuries | 1 spell without the span that the list covers: no availability shown.",
        ],
    );
    check(
        covered(None, Some("2022")),
        &[
            "warning | missing | Konaté, injuries | Nothing known after 2022: no availability shown.",
        ],
    );
    check(
        covered(None, Some("2025-06-30")),
        &["note | missing | Konaté, injuries | Nothing known after 30 Jun 2025."],
    );
    check(
        covered(Some("2024-01-01"), None),
        &[
            "warning | missing | Konaté, injuries | Nothing known before 1 Jan 2024: no availability shown.",
        ],
    );
    check(covered(Some("2022-07-01"), None), &[]);
}

#[test]
fn spells_that_cannot_be_are_errors_and_open_ones_are_notes() {
    for (from, to, line) in [
        (
            "2025-01-10",
            Some("2025-01-01"),
            "error | outside a rule | Konaté, meniscus | Ends 1 Jan 2025, before it starts on 10 Jan 2025.",
        ),
        (
            "1998-01-10",
            Some("1998-02-01"),
            "error | outside a rule | Konaté, meniscus | Starts 10 Jan 1998, before he was born.",
        ),
        (
            "2025-04-29",
            Some("2025-07-31"),
            "note | ongoing | Konaté, meniscus | Out since 29 Apr 2025, expected to 31 Jul 2025.",
        ),
        (
            "2025-04-29",
            None,
            "note | ongoing | Konaté, meniscus | Out since 29 Apr 2025, no return date.",
        ),
        (
            "2022-04-29",
            None,
            "warning | stale | Konaté, meniscus | Out since 29 Apr 2022 without an end. Is he back?",
        ),
        (
            "2025-07-12",
            Some("2025-07-31"),
            "warning | later | Konaté, meniscus | Starts 12 Jul 2025, after the decision date: not counted.",
        ),
    ] {
        check(|player| spell(player, "meniscus", from, to), &[line]);
    }
}

#[test]
fn a_pair_of_overlapping_spells_is_one_finding() {
    check(
        |player| {
            spell(player, "muscle", "2023-08-25", Some("2023-09-14"));
            spell(player, "knee", "2023-08-20", Some("2023-09-01"));
        },
        &[
            "warning | outside a rule | Konaté, muscle | muscle, 25 Aug 2023 – 14 Sep 2023 overlaps knee, 20 Aug 2023 – 1 Sep 2023. Shared days count once.",
        ],
    );
    check(
        |player| {
            spell(player, "cruciate", "2023-08-13", Some("2024-03-13"));
            spell(player, "fitness", "2024-03-13", Some("2024-03-30"));
        },
        &[],
    );
}

#[test]
fn many_later_spells_are_one_finding() {
    check_on(
        "2025-01-01",
        |player| {
            spell(player, "knee", "2025-02-01", Some("2025-02-10"));
            spell(player, "hip", "2025-03-01", Some("2025-03-10"));
        },
        &[
            "warning | later | Konaté, injuries | 2 spells start after the decision date: not counted.",
        ],
    );
}

#[test]
fn the_club_follows_from_the_last_move() {
    check(
        |player| move_to(player, "Leipzig", "Liverpool FC", "2021-07", &[]),
        &[],
    );
    check(
        |player| move_to(player, "Sochaux", "Leipzig", "2017-07", &[]),
        &[
            "warning | contradictory | Konaté, club | Liverpool, but the last move leads to Leipzig: July 2017.",
        ],
    );
    check(
        |player| move_to(player, "Leipzig", "Liverpool", "2022-01-05", &[]),
        &[
            "warning | contradictory | Konaté, with the club | Since July 2021, but he moved there in January 2022.",
        ],
    );
    check(
        |player| {
            move_to(player, "Leipzig", "Chelsea", "2021-07-01", &[]);
            move_to(player, "Leipzig", "Liverpool", "2021-07-01", &[]);
        },
        &[
            "warning | contradictory | Konaté, two clubs | At Chelsea and at Liverpool from 1 Jul 2021.",
        ],
    );
}

#[test]
fn fees_that_differ_are_disputed() {
    let fees = |player: &mut Player, fees: &[(Money, SourceId)], on| {
        move_to(player, "Leipzig", "Liverpool", on, fees)
    };
    check(
        |player| fees(player, &[(eur(40), TM), (gbp(36), ARTICLE)], "2021-07"),
        &["warning | disputed | Konaté, fee 2021 | EUR 40m (Transfermarkt) or GBP 36m (Article)."],
    );
    check(
        |player| {
            player.facts.set(FactKey::ClubSince, Sourced::default());
            fees(player, &[(eur(50), TM), (gbp(43), ARTICLE)], "2025-07-11");
        },
        &[],
    );
}

#[test]
fn figures_outside_what_can_be_are_errors() {
    check(
        |player| season(player, 9000, &[("pass_pct", 190.0), ("tackles", 190.0)]),
        &[
            "error | outside a rule | Konaté, 2024/25 | 9000 minutes, more than 60 matches with extra time; pass_pct 190 %, above 100.",
        ],
    );
    check(
        |player| state(player, FactKey::Height, FactValue::Count(19), TM),
        &["error | outside a rule | Konaté, height | 19 cm is no height of a footballer."],
    );
    check(
        |player| {
            season(player, 900, &[]);
            season(player, 901, &[]);
        },
        &[
            "warning | contradictory | Konaté, 2024/25 | 24/25 Premier League, Liverpool is entered twice.",
        ],
    );
    check(
        |player| {
            Arc::make_mut(&mut player.training).push(Training {
                id: TrainingId(Uuid::from_u128(700)),
                club: "Sochaux".to_owned(),
                from_age: 18,
                to_age: 16,
                basis: Basis::reported(TM),
                extra: Extra::new(),
            });
        },
        &[
            "error | outside a rule | Konaté, training club | Sochaux, 18 to 16: the ages run backwards.",
        ],
    );
}

#[test]
fn an_old_market_value_is_stale() {
    check(
        |player| value(player, eur(60), "2024-05-29"),
        &[
            "warning | stale | Konaté, value | EUR 60m, 29 May 2024 is the latest: older than 12 months.",
        ],
    );
    check(|player| value(player, eur(60), "2024-07-11"), &[]);
    check(
        |player| value(player, eur(60), "2025-08-01"),
        &["note | later | Konaté, market value | Dated 1 Aug 2025, after the decision date."],
    );
}

#[test]
fn what_values_rest_on_is_one_finding_a_player() {
    let unsourced = |player: &mut Player, key, value| {
        let reading = Reading::new(ReadingId(Uuid::from_u128(1)), value, Basis::default());
        player.facts.set(key, Sourced::single(reading));
    };
    check(
        |player| unsourced(player, FactKey::Height, FactValue::Count(194)),
        &["note | unsourced | Konaté, height | “194” has no source."],
    );
    check(
        |player| {
            unsourced(player, FactKey::Height, FactValue::Count(194));
            unsourced(player, FactKey::Caps, FactValue::Count(22));
        },
        &["note | unsourced | Konaté, sources | 2 values have no source."],
    );
    check(
        |player| {
            state(
                player,
                FactKey::Caps,
                FactValue::Count(22),
                SourceId(Uuid::from_u128(999)),
            )
        },
        &["warning | lost | Konaté, caps | “22” names a source that is not in the file."],
    );
    check_on(
        "2025-07-10",
        |player| state(player, FactKey::Caps, FactValue::Count(22), ARTICLE),
        &["note | later | Konaté, caps | “22” was said after 10 Jul 2025."],
    );
}

#[test]
fn a_pool_player_gets_errors_only() {
    check(
        |player| {
            *player = Player::new(KONATE, "Naldo", Role::Pool);
            season(player, 9000, &[]);
            spell(player, "knee", "2025-07-01", None);
        },
        &[
            "error | outside a rule | Naldo, 2024/25 | 9000 minutes, more than 60 matches with extra time.",
        ],
    );
}

fn with_bid() -> Dossier {
    let mut dossier = dossier();
    dossier.put(Record::Player(Arc::new(konate())));
    let amount = StatedAmount {
        high: Some(eur(25)),
        printed: Some(PrintedConversion {
            low: gbp(17),
            high: Some(gbp(21)),
            unit: 100_000_000,
            extra: Extra::new(),
        }),
        ..StatedAmount::exactly(eur(20))
    };
    let round = Round {
        id: RoundId(Uuid::from_u128(801)),
        on: decision(),
        side: Side::Buyer,
        kind: Move::Bid,
        package: None,
        terms: None,
        amount: Some(amount),
        status: RoundStatus::Believed,
        corrects: None,
        basis: Basis::reported(ARTICLE),
        extra: Extra::new(),
    };
    dossier.put(Record::Negotiation(Arc::new(Negotiation {
        id: NegotiationId(Uuid::from_u128(800)),
        player: KONATE,
        seller: "Liverpool".to_owned(),
        buyer: "Real Madrid".to_owned(),
        packages: Arc::default(),
        rounds: Arc::new(vec![round]),
        beliefs: Default::default(),
        ranges: Default::default(),
        closed: false,
        note: String::new(),
        extra: Extra::new(),
    })));
    dossier
}

#[test]
fn a_printed_conversion_is_held_against_the_rate_of_its_day() {
    let all: Vec<Finding> = Findings::of(&with_bid(), decision())
        .all()
        .cloned()
        .collect();
    assert_eq!(
        lines(&all),
        ["warning | conversion | Konaté, bid | EUR 25m printed as GBP 21m; ECB rate gives 21.6m."]
    );
}

#[test]
fn a_player_who_is_gone_leaves_his_negotiation_lost() {
    let mut dossier = with_bid();
    dossier.players.clear();
    let all: Vec<Finding> = Findings::of(&dossier, decision()).all().cloned().collect();
    assert_eq!(
        lines(&all),
        ["error | lost | Negotiation | The player is not in the file."]
    );
}

#[test]
fn an_update_says_what_a_fresh_look_says() {
    let before = with_bid();
    let old = Findings::of(&before, decision());
    let mut changed = konate();
    state(
        &mut changed,
        FactKey::StatedAge,
        FactValue::Count(27),
        ARTICLE,
    );
    let mut edited = before.clone();
    edited.put(Record::Player(Arc::new(changed)));
    let mut joined = edited.clone();
    let other = Player::new(PlayerId(Uuid::from_u128(2)), "Marc Guéhi", Role::Target);
    joined.put(Record::Player(Arc::new(other)));
    let mut unsourced = joined.clone();
    unsourced.sources.clear();
    let mut left = joined.clone();
    left.players.remove(&KONATE);
    for (dossier, on) in [
        (&edited, "2025-07-11"),
        (&joined, "2025-07-11"),
        (&unsourced, "2025-07-11"),
        (&left, "2025-07-11"),
        (&joined, "2026-02-01"),
    ] {
        let updated: Vec<Finding> = old.updated(dossier, day(on)).all().cloned().collect();
        let fresh: Vec<Finding> = Findings::of(dossier, day(on)).all().cloned().collect();
        assert_eq!(lines(&updated), lines(&fresh));
        assert!(updated.is_sorted_by_key(|finding| finding.weight));
    }
}

#[test]
fn findings_are_counted_and_found_at_their_field() {
    let mut dossier = with_bid();
    let mut changed = konate();
    state(
        &mut changed,
        FactKey::StatedAge,
        FactValue::Count(27),
        ARTICLE,
    );
    dossier.put(Record::Player(Arc::new(changed)));
    let findings = Findings::of(&dossier, decision());
    assert_eq!(findings.counts().to_string(), "1 error, 1 warning");
    assert_eq!(findings.of_player(KONATE).len(), 1);
    for finding in findings.all() {
        assert!(findings.at(&finding.field).any(|other| other == finding));
    }
}
