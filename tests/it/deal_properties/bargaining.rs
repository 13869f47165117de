//! What must hold of reservations, bargains and tactics.

use backline::domain::deal::call;
use backline::domain::deal::concession::{Tactics, crossing};
use backline::domain::deal::final_offer::best_final_offer;
use backline::domain::deal::keep::SellerCase;
use backline::domain::deal::rounds::{rubinstein, stahl};
use backline::domain::deal::wait::{Branches, BuyerCase};
use backline::domain::deal::zone::{bargain, chance_of_zone};
use proptest::prelude::*;
use serde_json::json;

use super::{close, hold};

/// The maximum of the Nash product by golden section, from the utilities alone.
fn nash_by_search(least: f64, most: f64, theta: f64, buyer: (f64, f64), seller: (f64, f64)) -> f64 {
    // Utilities are a + b F; what counts is the gain over no deal.
    let gain = |(a, b): (f64, f64), fee: f64, none: f64| (a + b * fee) - (a + b * none);
    let product = |fee: f64| {
        (1.0 - theta) * gain(buyer, fee, most).ln() + theta * gain(seller, fee, least).ln()
    };
    let (mut low, mut high) = (least, most);
    let ratio = 0.5 * (5.0_f64.sqrt() - 1.0);
    for _ in 0..120 {
        let (a, b) = (high - ratio * (high - low), low + ratio * (high - low));
        if product(a) < product(b) {
            low = a
        } else {
            high = b
        }
    }
    0.5 * (low + high)
}

#[test]
fn nash_does_not_care_for_the_scale_of_utility_and_mirrors_when_roles_swap() {
    let strategy = (
        0.0..50.0_f64,
        0.5..50.0_f64,
        0.05..0.95_f64,
        (-5.0..5.0_f64, 0.1..9.0_f64),
        (-5.0..5.0_f64, 0.1..9.0_f64),
    );
    hold("Nash", strategy, |(least, width, theta, (a, b), (c, d))| {
        let room = bargain(least, least + width);
        let price = room.nash(theta);
        let searched = nash_by_search(least, least + width, theta, (a, -b), (c, d));
        prop_assert!(
            (price - searched).abs() < 1e-5 * (1.0 + least + width),
            "{} {}",
            price,
            searched
        );
        prop_assert_eq!(room.nash(0.0), room.least);
        prop_assert_eq!(room.nash(1.0), room.most);
        prop_assert!(room.nash(theta + 0.04) > price);
        let mirrored = bargain(-room.most, -room.least).nash(1.0 - theta);
        prop_assert!(close(-mirrored, price, room.most));
        Ok(())
    });
}

#[test]
fn patience_pays_the_first_word_fades_and_a_far_deadline_is_none() {
    hold(
        "rounds",
        (0.05..0.97_f64, 0.05..0.97_f64, 0.01..0.3_f64),
        |(buyer, seller, rate)| {
            for first in [true, false] {
                let share = rubinstein(buyer, seller, first).unwrap();
                prop_assert!(share > 0.0 && share < 1.0);
                prop_assert!((stahl(4000, buyer, seller, first) - share).abs() < 1e-9);
            }
            let shares = call(
                "rubinstein",
                json!({"delta_B": buyer, "delta_S": seller, "first": "S", "R_S": 1, "R_B": 2})
                    .as_object()
                    .unwrap(),
            )
            .unwrap();
            let sum =
                shares["buyer_share"].as_f64().unwrap() + shares["seller_share"].as_f64().unwrap();
            prop_assert!(close(sum, 1.0, 1.0));
            let edge = |round: f64| {
                let delta = (-rate * round).exp();
                rubinstein(delta, delta, true).unwrap() - rubinstein(delta, delta, false).unwrap()
            };
            prop_assert!(edge(1.0) > edge(0.1) && edge(1e-6) < 1e-6);
            Ok(())
        },
    );
}

#[test]
fn tactics_go_from_their_start_to_their_reserve_and_never_past_it() {
    let strategy = (
        0.001..1.0_f64,
        0.05..8.0_f64,
        1.0..200.0_f64,
        any::<bool>(),
        1.0..40.0_f64,
        0.0..40.0_f64,
    );
    hold(
        "Faratin",
        strategy,
        |(k, beta, deadline, exponential, open, step)| {
            let tactics = Tactics {
                open,
                reserve: open + step,
                beta,
                k,
                exponential,
            };
            prop_assert!(close(tactics.progress(0.0, deadline), k, 1.0));
            prop_assert!(close(tactics.progress(deadline, deadline), 1.0, 1.0));
            let mut last = 0.0;
            for idx in 0..=20 {
                let t = deadline * 1.2 * f64::from(idx) / 20.0;
                let progress = tactics.progress(t, deadline);
                prop_assert!(progress >= last - 1e-12 && progress <= 1.0 + 1e-12);
                prop_assert!(tactics.offer(t, deadline) <= tactics.reserve + 1e-9);
                last = progress;
            }
            Ok(())
        },
    );
}

#[test]
fn the_first_day_of_a_crossing_is_the_first_on_which_the_bid_reaches_the_ask() {
    let strategy = (
        0.1..4.0_f64,
        0.1..4.0_f64,
        5.0..90.0_f64,
        10.0..30.0_f64,
        10.0..30.0_f64,
    );
    hold(
        "crossing",
        strategy,
        |(beta_b, beta_s, deadline, most, least)| {
            let buyer = Tactics {
                open: 5.0,
                reserve: most,
                beta: beta_b,
                k: 0.0,
                exponential: false,
            };
            let seller = Tactics {
                open: 50.0,
                reserve: least,
                beta: beta_s,
                k: 0.0,
                exponential: false,
            };
            let found = serde_json::to_value(crossing(&buyer, &seller, deadline)).unwrap();
            prop_assert_eq!(found["cross"].as_bool().unwrap(), most >= least);
            if most >= least {
                let first = found["first_day"].as_f64().unwrap();
                let t = found["t"].as_f64().unwrap();
                prop_assert!(buyer.offer(first, deadline) >= seller.offer(first, deadline) - 1e-6);
                prop_assert!(first >= t - 1e-6 && first < t + 1.0);
                prop_assert!(close(
                    buyer.offer(t, deadline),
                    seller.offer(t, deadline),
                    1e3
                ));
            }
            Ok(())
        },
    );
}

fn buyers() -> impl Strategy<Value = BuyerCase> {
    (
        (
            -5.0..15.0_f64,
            -5.0..15.0_f64,
            0.0..0.3_f64,
            5.0..80.0_f64,
            0.5..30.0_f64,
        ),
        (
            0.0..30.0_f64,
            0.0..30.0_f64,
            0.02..0.95_f64,
            0.02..0.95_f64,
            0.02..0.95_f64,
        ),
        (0.0..0.2_f64, 0.0..1.0_f64),
    )
        .prop_map(
            |(
                (with, cover, rate, mean, sd),
                (alternative, premium, renew, rival, injury),
                (on_cost, first),
            )| BuyerCase {
                season0_with: with,
                season0_cover: cover,
                rate,
                mean,
                sd,
                alternative,
                free_premium: premium,
                branches: Branches {
                    renew,
                    rival,
                    injury,
                },
                profile: vec![(0.0, first), (1.0, 1.0 - first)],
                on_cost,
                resale: None,
            },
        )
}

#[test]
fn the_buyers_most_moves_the_way_that_reason_says() {
    hold("R_B", buyers(), |case| {
        let most = |change: &dyn Fn(&mut BuyerCase)| {
            let mut other = case.clone();
            change(&mut other);
            other.breakeven().most
        };
        let base = case.breakeven().most;
        let step = 1e-12 * (1.0 + base.abs());
        prop_assert!(most(&|c| c.season0_with += 1.0) > base);
        prop_assert!(most(&|c| c.mean += 1.0) > base);
        prop_assert!(most(&|c| c.free_premium += 1.0) >= base - step);
        prop_assert!(most(&|c| c.branches.renew += 0.04) >= base - step);
        prop_assert!(most(&|c| c.branches.rival += 0.04) >= base - step);
        prop_assert!(most(&|c| c.branches.injury += 0.04) >= base - step);
        prop_assert!(most(&|c| c.alternative += 1.0) < base + step);
        prop_assert!(most(&|c| c.sd += 1.0) <= base + step);
        prop_assert!(base <= 0.0 || most(&|c| c.on_cost += 0.05) < base);
        prop_assert!((most(&|c| c.sd = 1e-9) - most(&|c| c.sd = 0.0)).abs() < 1e-6);
        let lost = most(&|c| c.branches.renew = 1.0);
        let gain = case.season0_with - case.season0_cover;
        let closed = (gain + (case.mean - case.alternative) / (1.0 + case.rate)) / case.fee_cost();
        prop_assert!(close(lost, closed, closed));
        // At his most he is indifferent.
        prop_assert!(close(case.now_minus_wait(base), 0.0, 1.0 + base.abs()));
        Ok(())
    });
}

fn sellers() -> impl Strategy<Value = SellerCase> {
    (
        (
            5.0..40.0_f64,
            0.0..5.0_f64,
            0.0..0.9_f64,
            0.0..40.0_f64,
            0.0..0.9_f64,
        ),
        (
            0.0..50.0_f64,
            -10.0..1.0_f64,
            0.0..0.2_f64,
            0.6..1.0_f64,
            0.0..1.0_f64,
        ),
    )
        .prop_map(
            |((value, wage, january, fee, renew), (renewal, replacement, rate, kept, first))| {
                SellerCase {
                    season_value: value,
                    season_wage: wage,
                    january_chance: january,
                    january_fee: fee,
                    renew_chance: renew,
                    renew_value: renewal,
                    replacement_net: replacement,
                    rate,
                    kept_fraction: kept,
                    owed: None,
                    profile: vec![(0.0, first), (1.0, 1.0 - first)],
                    headroom_price: 0.0,
                    book_value: 0.0,
                }
            },
        )
}

#[test]
fn the_sellers_least_moves_the_way_that_reason_says() {
    hold("R_S", sellers(), |case| {
        let least = |change: &dyn Fn(&mut SellerCase)| {
            let mut other = case.clone();
            change(&mut other);
            other.reservation().least
        };
        let base = case.reservation().least;
        prop_assert!(least(&|c| c.season_value += 1.0) > base);
        prop_assert!(least(&|c| c.january_fee += 1.0) >= base);
        prop_assert!(least(&|c| c.renew_value += 1.0) >= base);
        prop_assert!(least(&|c| c.replacement_net += 1.0) < base);
        let january = case.january_chance
            * case.kept_fraction
            * case.january_fee
            * (1.0 + case.rate).powf(-0.5);
        if case.keep_value() - january > case.replacement_net {
            // Less kept of a fee: a higher solidarity or sell-on.
            prop_assert!(least(&|c| c.kept_fraction *= 0.95) > base);
            prop_assert!(least(&|c| c.profile = vec![(0.0, 1.0)]) <= base + 1e-9);
        }
        prop_assert!(close(case.sell_minus_keep(base), 0.0, 1.0));
        // A share of the profit above nothing is a share of the fee; above all there is, nothing.
        let owing = |above: f64| least(&|c| c.owed = Some((0.2, above)));
        let of_the_fee = least(&|c| c.kept_fraction -= 0.2);
        prop_assert!(close(owing(1e-12), of_the_fee, of_the_fee) || base <= 0.0);
        prop_assert!(close(owing(1e6), base, base));
        let owes = SellerCase {
            owed: Some((0.2, 10.0)),
            ..case.clone()
        };
        let indifferent = owes.reservation().least;
        prop_assert!(close(owes.sell_minus_keep(indifferent), 0.0, 1.0));
        Ok(())
    });
}

#[test]
fn the_chance_of_a_zone_is_a_chance_and_its_worth_at_least_the_difference() {
    hold(
        "P(ZOPA)",
        (
            -50.0..50.0_f64,
            0.0..20.0_f64,
            -50.0..50.0_f64,
            0.0..20.0_f64,
        ),
        |(b, sb, s, ss)| {
            let found = chance_of_zone((b, sb), (s, ss));
            prop_assert!((0.0..=1.0).contains(&found.p_zopa));
            prop_assert!(found.expected_surplus >= (b - s).max(0.0) - 1e-9);
            prop_assert_eq!(chance_of_zone((b, sb), (b, ss)).p_zopa, 0.5);
            Ok(())
        },
    );
}

#[test]
fn the_best_final_offer_beats_its_neighbours_and_stays_below_the_most() {
    hold(
        "final offer",
        (-20.0..80.0_f64, -20.0..80.0_f64, 0.01..30.0_f64),
        |(most, mean, sd)| {
            let best = best_final_offer(most, mean, sd).unwrap();
            prop_assert!(best.offer < most);
            let gain = |offer: f64| {
                (most - offer) * backline::domain::deal::normal::cdf((offer - mean) / sd)
            };
            let step = 1e-3 * sd;
            prop_assert!(best.expected_gain + 1e-12 >= gain(best.offer + step));
            prop_assert!(best.expected_gain + 1e-12 >= gain(best.offer - step));
            Ok(())
        },
    );
}
