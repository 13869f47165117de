use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::date::{PartialDate, Season};
use crate::domain::fact::Position;
use crate::domain::id::PoolId;
use crate::domain::stats::Counts;
use crate::domain::stats::StatRow;
use crate::domain::stats::table::tests::{TestRow, a_table};

fn a_pool() -> StatPool {
    StatPool::new(PoolId(Uuid::nil()), "Defenders", Season(2017))
}

fn minutes(count: usize) -> StatTable {
    let names: Vec<String> = (0..count).map(|idx| idx.to_string()).collect();
    let figures: Vec<[(&str, f64); 2]> = (0..count)
        .map(|idx| [("tackles", idx as f64), ("errors", (idx % 2) as f64)])
        .collect();
    let rows: Vec<TestRow<'_>> = names
        .iter()
        .zip(&figures)
        .map(|(name, figures)| (name.as_str(), 900.0, &figures[..]))
        .collect();
    a_table(Counts::Totals, &rows)
}

#[test]
fn a_percentile_counts_those_below_and_half_of_the_equals() {
    let pool = Pool::of(&a_pool(), &minutes(4));
    for (value, percentile) in [
        (0.0, 12.5),
        (0.1, 37.5),
        (0.3, 87.5),
        (0.15, 50.0),
        (9.0, 100.0),
    ] {
        assert_eq!(
            pool.percentile("tackles", value),
            Some(percentile),
            "{value}"
        );
    }
    assert_eq!(pool.percentile("tackles", f64::NAN), None);
    assert_eq!(pool.percentile("clearances", 1.0), None);
}

#[test]
fn a_percentile_is_turned_round_where_less_is_better() {
    let pool = Pool::of(&a_pool(), &minutes(4));
    assert_eq!(pool.share("errors", 0.0), Some(25.0));
    assert_eq!(pool.percentile("errors", 0.0), Some(75.0));
    assert_eq!(pool.rank("errors", 0.0), Some(1));
    assert_eq!(pool.rank("errors", 0.1), Some(3));
    assert_eq!(pool.rank("tackles", 0.3), Some(1));
}

#[test]
fn who_has_no_figure_is_outside_the_pool_of_that_metric() {
    let table = a_table(
        Counts::Totals,
        &[
            ("a", 900.0, &[("tackles", 9.0), ("pass_pct", 80.0)]),
            ("b", 900.0, &[("tackles", 18.0)]),
        ],
    );
    let pool = Pool::of(&a_pool(), &table);
    assert_eq!(
        (pool.size, pool.n("tackles"), pool.n("pass_pct")),
        (2, 2, 1)
    );
    assert_eq!(pool.member_percentile("pass_pct", 0), Some(50.0));
    assert_eq!(pool.member_percentile("pass_pct", 1), None);
}

#[test]
fn a_pool_takes_who_fits_its_definition() {
    let mut table = minutes(3);
    let old = NaiveDate::from_ymd_opt(1990, 1, 1).map(PartialDate::Day);
    let mut rows: Vec<StatRow<'_>> = table.rows.iter().collect();
    rows[0].minutes = 899.0;
    rows[1].competition = "Premier League".into();
    rows[2].born = old;
    table.rows = rows.into_iter().collect();
    let all = a_pool();
    let check = |definition: StatPool, members: &[usize]| {
        assert_eq!(Pool::of(&definition, &table).members, members);
    };
    check(all.clone(), &[0, 1, 2]);
    check(
        StatPool {
            min_minutes: 900,
            ..all.clone()
        },
        &[1, 2],
    );
    check(
        StatPool {
            competitions: vec!["Bundesliga".into()],
            ..all.clone()
        },
        &[0, 2],
    );
    check(
        StatPool {
            max_age: Some(23),
            ..all.clone()
        },
        &[0, 1],
    );
    check(
        StatPool {
            min_age: Some(19),
            ..all.clone()
        },
        &[2],
    );
    check(
        StatPool {
            season: Season(2018),
            ..all.clone()
        },
        &[],
    );
    check(
        StatPool {
            positions: vec![Position::Winger],
            ..all.clone()
        },
        &[],
    );
    check(
        StatPool {
            positions: vec![Position::CentreBack],
            ..all
        },
        &[0, 1, 2],
    );
}

#[test]
fn a_source_without_centre_backs_is_told() {
    let table = minutes(2);
    let mut definition = a_pool();
    assert!(!Pool::of(&definition, &table).coarse_positions);
    definition.positions = vec![Position::CentreBack];
    assert!(Pool::of(&definition, &table).coarse_positions);
    definition
        .positions
        .extend([Position::LeftBack, Position::RightBack]);
    assert!(!Pool::of(&definition, &table).coarse_positions);
}

#[test]
fn axes_end_at_the_5th_and_95th_percentile() {
    let pool = Pool::of(&a_pool(), &minutes(101));
    let ends = pool.ends("tackles").unwrap();
    assert!((ends.0 - 0.5).abs() < 1e-12 && (ends.1 - 9.5).abs() < 1e-12);
    assert_eq!(pool.quartiles("tackles"), Some([2.5, 5.0, 7.5]));
}

#[test]
fn a_mailed_file_says_of_its_players_what_the_table_says() {
    let table = minutes(101);
    let konate = PlayerId(Uuid::from_u128(1));
    let mut definition = a_pool();
    definition.row_keys.insert(konate, "80".into());
    Pool::of(&definition, &table).keep_in(&mut definition);
    let with = Pool::of(&definition, &table);
    let without = Pool::quoted(&definition);
    assert_eq!(
        (with.source, without.source),
        (PoolSource::Table, PoolSource::Quoted)
    );
    assert_eq!(without.size, 101);
    for key in ["tackles", "errors"] {
        assert_eq!(with.total_of(konate, key), without.total_of(konate, key));
        assert_eq!(with.value_of(konate, key), without.value_of(konate, key));
        assert_eq!(
            with.percentile_of(konate, key),
            without.percentile_of(konate, key)
        );
        assert!(with.percentile_of(konate, key).is_some());
        assert_eq!(with.ends(key), without.ends(key));
        assert_eq!(with.n(key), without.n(key));
    }
    let far = (with.percentile("tackles", 3.3).unwrap()
        - without.percentile("tackles", 3.3).unwrap())
    .abs();
    assert!(far < 1.0, "{far}");
}

#[test]
fn a_spread_that_is_none_is_left_out() {
    let mut definition = a_pool();
    for (key, quantiles) in [
        ("tackles", vec![1.0; 20]),
        ("blocks", vec![f64::NAN; 21]),
        ("errors", (0..21).rev().map(f64::from).collect()),
        ("nonsense", vec![1.0; 21]),
    ] {
        definition
            .spread
            .insert(key.into(), Spread { n: 5, quantiles });
    }
    assert_eq!(Pool::quoted(&definition).metrics().count(), 0);
}

proptest! {
    #[test]
    fn percentiles_keep_the_order_and_fill_the_scale(
        figures in prop::collection::vec(0u32..40, 1..60),
        value in 0.0..50.0f64,
    ) {
        let ranked = Ranked::of(figures.iter().copied().map(f64::from));
        let slow = |value: f64| {
            let below = figures.iter().filter(|figure| f64::from(**figure) < value).count();
            let equal = figures.iter().filter(|figure| f64::from(**figure) == value).count();
            100.0 * (below as f64 + equal as f64 / 2.0) / figures.len() as f64
        };
        prop_assert_eq!(ranked.share(value), Some(slow(value)));
        prop_assert_eq!(ranked.share(f64::from(figures[0])), Some(slow(f64::from(figures[0]))));
        let sum: f64 = figures.iter().filter_map(|figure| ranked.share(f64::from(*figure))).sum();
        prop_assert!((sum / figures.len() as f64 - 50.0).abs() < 1e-9);
        let spread = ranked.to_spread().unwrap();
        prop_assert!(spread.quantiles.is_sorted());
    }
}
