//! Who leads by weights, and how firmly.

use super::*;

#[test]
fn weights_decide_who_leads_and_robustness_says_how_much() {
    let dossier = centre_backs();
    let mut comparison = comparison(&[11, 12, 14]);
    let rank = |comparison: &Comparison| {
        let sheet = sheet(&dossier, comparison);
        let found = standings(&sheet, comparison);
        found.iter().map(|it| it.rank).collect::<Vec<_>>()
    };
    for group in WEIGHED {
        comparison.weights.insert(group.key().to_owned(), 0.0);
    }
    comparison.weights.insert("ground".to_owned(), 100.0);
    assert_eq!(
        rank(&comparison),
        [Some(2), Some(1), Some(3)],
        "tackles alone"
    );
    let shown = sheet(&dossier, &comparison);
    let alone = robustness(&shown, &comparison);
    let shares: Vec<f64> = alone.players.iter().map(|spell| spell.share).collect();
    assert_eq!(shares, [0.0, 1.0, 0.0], "one weight decides whatever it is");
    assert_eq!(alone.players[1].decides.as_deref(), Some("Tackles per 90"));

    comparison.weights.insert("security".to_owned(), 100.0);
    let both = robustness(&sheet(&dossier, &comparison), &comparison);
    let sum: f64 = both.players.iter().map(|spell| spell.share).sum();
    assert!((sum - 1.0).abs() < 1e-9, "somebody is always first");
    assert_eq!(
        both,
        robustness(&sheet(&dossier, &comparison), &comparison),
        "the same each time"
    );
}

#[test]
fn figures_of_another_provider_do_not_lead() {
    let mut dossier = centre_backs();
    let other = line(15, WYSCOUT, 3_000, &[("clearances", 900.0)]);
    add(&mut dossier, 15, "Kim", vec![other]);
    let own = |n: u128, clearances: f64| {
        line(
            n,
            OPTA,
            3_000,
            &[("clearances", clearances), ("tackles", 10.0)],
        )
    };
    add(&mut dossier, 16, "Saliba", vec![own(16, 90.0)]);
    add(&mut dossier, 17, "Gabriel", vec![own(17, 80.0)]);
    let comparison = comparison(&[15, 16, 17]);
    let found = standings(&sheet(&dossier, &comparison), &comparison);
    let ranks: Vec<Option<usize>> = found.iter().map(|standing| standing.rank).collect();
    assert_eq!(ranks, [None, Some(1), Some(2)]);
}

#[test]
fn equal_players_share_the_first_place() {
    let mut dossier = dossier();
    for n in [51, 52] {
        add(
            &mut dossier,
            n,
            "Twin",
            vec![line(n, OPTA, 2_000, &[("tackles", 40.0)])],
        );
    }
    let comparison = comparison(&[51, 52]);
    let sheet = sheet(&dossier, &comparison);
    assert_eq!(ranks(&sheet, "tackles"), [Some(1), Some(1)]);
    assert!(
        sheet
            .row("tackles")
            .unwrap()
            .cells
            .iter()
            .all(|cell| cell.is_best && !cell.is_close)
    );
    let found = robustness(&sheet, &comparison);
    assert!(
        found
            .players
            .iter()
            .all(|spell| spell.share == 0.5 && spell.decides.is_none())
    );
}

#[test]
fn few_minutes_do_not_lead() {
    let mut dossier = dossier();
    add(
        &mut dossier,
        61,
        "Regular",
        vec![line(61, OPTA, 3_000, &[("tackles", 60.0)])],
    );
    add(
        &mut dossier,
        62,
        "Cameo",
        vec![line(62, OPTA, 90, &[("tackles", 3.0)])],
    );
    add(
        &mut dossier,
        63,
        "Other",
        vec![line(63, OPTA, 3_000, &[("tackles", 50.0)])],
    );
    let comparison = comparison(&[61, 62, 63]);
    let found = standings(&sheet(&dossier, &comparison), &comparison);
    assert!(found[1].score < Some(60.0), "{:?}", found[1]);
}
