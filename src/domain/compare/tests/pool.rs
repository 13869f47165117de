//! Ranks in a pool, and who comes from it.

use super::*;

/// Ten defenders with 1 to 10 tackles for 90 minutes, and player 11 as the row of that name.
fn pool() -> (StatPool, StatTable) {
    let rows = (1..=10)
        .map(|n: u32| StatRow {
            key: n.to_string().into(),
            name: format!("Defender {n}").into(),
            born: None,
            club: "Club".into(),
            competition: "Bundesliga".into(),
            season: Some(Season(2017)),
            role: "DF".into(),
            positions: Vec::new().into(),
            minutes: 900.0,
            age: None,
        })
        .collect();
    let column = |factor: f64| {
        (1..=10)
            .map(|n| f64::from(n) * factor)
            .collect::<StatColumn>()
    };
    let columns = BTreeMap::from([
        ("tackles".to_owned(), column(10.0)),
        ("interceptions".to_owned(), column(5.0)),
        ("clearances".to_owned(), column(20.0)),
        ("errors".to_owned(), column(1.0)),
        ("blocks".to_owned(), column(3.0)),
    ]);
    let table = StatTable::new(Provider::Opta, "a table", Counts::Totals, rows, columns);
    let mut definition = StatPool::new(PoolId(Uuid::from_u128(77)), "Bundesliga", Season(2017));
    definition.row_keys.insert(id(11), "8".to_owned());
    (definition, table)
}

#[test]
fn the_pool_knows_a_player_of_its_own_season_and_gives_him_his_percentile() {
    let (definition, table) = pool();
    let made = Pool::of(&definition, &table);
    let mut comparison = comparison(&[11, 12]);
    comparison.seasons.insert(id(11), Season(2017));
    let dossier = centre_backs();
    let shown = sheet_with(
        &dossier,
        &comparison,
        Look::default(),
        Some((&definition, &made)),
    );
    let cell = shown.cell("tackles", id(11)).unwrap();
    assert_eq!((cell.text.as_str(), cell.percentile), ("8.00", Some(75.0)));
    let errors = shown.cell("errors", id(11)).unwrap();
    assert_eq!(errors.percentile, Some(25.0), "less is better");
    let other = shown.cell("tackles", id(12)).unwrap();
    assert_eq!(other.percentile, None);
    assert_eq!(other.no_percentile.as_deref(), Some("the pool is 2017/18"));

    let look = Look {
        shrunk: true,
        ..Look::default()
    };
    let shrunk = sheet_with(&dossier, &comparison, look, Some((&definition, &made)));
    let cell = shrunk.cell("tackles", id(11)).unwrap();
    let expected = 50.0 + 900.0 / 1_170.0 * 25.0;
    assert!((cell.percentile.unwrap() - expected).abs() < 1e-9);
}

/// Those whom a pool of another season holds.
fn then(players: &[u128]) -> Option<Sheet> {
    let (definition, table) = pool();
    let made = Pool::of(&definition, &table);
    let dossier = centre_backs();
    let comparison = comparison(players);
    let input = SheetInput {
        dossier: &dossier,
        comparison: &comparison,
        on: dossier.head.decision_date,
        look: Look::default(),
        pool: Some((&definition, &made)),
        deals: &BTreeMap::new(),
        slots: &BTreeMap::new(),
    };
    let sheet = Sheet::of(&input);
    sheet.then(&input)
}

#[test]
fn a_pool_of_another_season_tells_apart_whom_it_holds_and_under_which_club() {
    let then = then(&[11, 12]).unwrap();
    let columns: Vec<_> = then.columns.iter().map(|it| it.player).collect();
    assert_eq!(columns, [id(11)], "the other is not in the pool");
    assert_eq!(then.columns[0].season, Some(Season(2017)));
    assert_eq!(then.columns[0].played_in, "Bundesliga, Club");
    assert!(
        then.columns[0].short.ends_with(", Club"),
        "{}",
        then.columns[0].short
    );
    let cell = then.cell("tackles", id(11)).unwrap();
    assert_eq!(cell.percentile, Some(75.0));
}

#[test]
fn a_pool_that_holds_nobody_or_ranks_the_comparison_itself_stands_beside_nothing() {
    assert_eq!(then(&[12]), None);
    let (definition, table) = pool();
    let made = Pool::of(&definition, &table);
    let dossier = centre_backs();
    let mut comparison = comparison(&[11]);
    comparison.seasons.insert(id(11), Season(2017));
    let input = SheetInput {
        dossier: &dossier,
        comparison: &comparison,
        on: dossier.head.decision_date,
        look: Look::default(),
        pool: Some((&definition, &made)),
        deals: &BTreeMap::new(),
        slots: &BTreeMap::new(),
    };
    assert_eq!(Sheet::of(&input).then(&input), None);
}

#[test]
fn an_adjusted_count_names_its_method_or_what_it_needs() {
    let mut dossier = dossier();
    add(
        &mut dossier,
        41,
        "Known",
        vec![line(
            41,
            OPTA,
            900,
            &[("tackles", 20.0), ("possession_pct", 60.0)],
        )],
    );
    add(
        &mut dossier,
        42,
        "Unknown",
        vec![line(42, OPTA, 900, &[("tackles", 20.0)])],
    );
    let look = Look {
        adjustment: Adjustment::OpponentMinutes,
        ..Look::default()
    };
    let sheet = sheet_with(&dossier, &comparison(&[41, 42]), look, None);
    let row = sheet.row("tackles").unwrap();
    assert_eq!(
        row.adjustment.as_deref(),
        Some(Adjustment::OpponentMinutes.label())
    );
    assert_eq!(row.cells[0].text, "1.67");
    let why = row.cells[1].why.as_ref().unwrap().words();
    assert_eq!(why, "needs the possession of his team");
}

#[test]
fn similar_players_are_near_and_the_words_say_in_what() {
    let (definition, table) = pool();
    let made = Pool::of(&definition, &table);
    let found = similar((&definition, &made), &table, id(11), 3);
    let names: Vec<&str> = found.iter().map(|similar| similar.name.as_str()).collect();
    assert_eq!(
        names,
        ["Defender 7", "Defender 9", "Defender 6"],
        "himself is left out"
    );
    assert_eq!(found[0].alike, Alike::Very);
    assert!(
        found[0]
            .because
            .iter()
            .all(|words| words.starts_with("many ") || words.starts_with("few "))
    );
    assert!(
        similar((&definition, &made), &table, id(12), 3).is_empty(),
        "not in the pool"
    );
}

#[test]
fn players_of_a_pool_join_as_far_as_there_is_room() {
    let (definition, table) = pool();
    let dossier = centre_backs();
    let mut count = 500;
    let mut new_id = || {
        count += 1;
        Uuid::from_u128(count)
    };
    let comparison = comparison(&[11, 12, 13, 14]);
    let rows = [7, 0, 1, 2];
    let (edit, joined) = join_from_pool(
        &dossier,
        &comparison,
        &definition,
        &table,
        &rows,
        &mut new_id,
    )
    .unwrap();
    assert_eq!(
        joined, 2,
        "row 7 is Konaté, who is in it; two places are free"
    );
    let crate::domain::edit::Edit::Many { label, edits } = edit else {
        panic!("several edits are one step");
    };
    assert_eq!(label, "add 2 players of a pool to Stoppers");
    assert_eq!(edits.len(), 5, "two players, the pool, two who join");
    assert!(
        join_from_pool(
            &dossier,
            &comparison,
            &definition,
            &table,
            &[7],
            &mut new_id
        )
        .is_none()
    );
}
