//! The catalogue of metrics: every figure that an event file or a season table is read for.
//!
//! Two providers who count the same thing share a key; their definitions stand side by side. Where
//! they count different things (a duel that can end neutral, an aerial that cannot), the keys differ.

use super::metric::{Better, Metric, MetricGroup, MetricKind};
use super::provider::Provider;

use Better::{Less, More, Neither};
use MetricGroup::{Air, Box, Ground, Minutes, Physical, Progression, Reading, Security};
use Provider::{Opta, StatsBomb, Wyscout};

/// Every metric, in the order of the matrix.
#[rustfmt::skip]
pub const METRICS: &[Metric] = &[
    figure("minutes", "Minutes", Minutes, ("", 0), More, &[
        (StatsBomb, "Time on the pitch with stoppage time, periods 1 to 4, from the line-up and the substitutions."),
        (Wyscout, "From the line-ups: 90 for a whole match; a substitution or a red card at its minute, 90 at most."),
        (Opta, "Minutes played as printed, without stoppage time."),
    ]),
    figure("matches", "Matches", Minutes, ("", 0), More, &[
        (StatsBomb, "Matches with time on the pitch or an event."),
        (Wyscout, "Matches begun or entered as a substitute."),
        (Opta, "Matches played."),
    ]),
    figure("starts", "Starts", Minutes, ("", 0), More, &[
        (StatsBomb, "Matches begun in the line-up."),
        (Wyscout, "Matches begun in the line-up."),
        (Opta, "Matches begun in the line-up."),
    ]),
    adjusted("tackles", "Tackles", Ground, More, &[
        (StatsBomb, "Duels of type Tackle, won or lost."),
        (Opta, "Players tackled, whether or not the ball was won."),
    ]),
    adjusted("tackles_won", "Tackles won", Ground, More, &[
        (StatsBomb, "Tackles with the outcome Won, Success, Success In Play or Success Out."),
        (Opta, "Tackles after which the own team had the ball."),
    ]),
    share("tackles_won_pct", "Tackles won", Ground, ("tackles_won", &["tackles"]), &[
        (StatsBomb, "Tackles won of all tackles."),
        (Opta, "Tackles won of all tackles."),
    ]),
    adjusted("dribbled_past", "Dribbled past", Ground, Less, &[
        (StatsBomb, "Dribbled Past events."),
        (Opta, "Challenges lost: dribblers not stopped."),
    ]),
    share("tackle_vs_dribble_pct", "Tackles against dribbles", Ground, ("tackles", &["tackles", "dribbled_past"]), &[
        (StatsBomb, "Tackles of tackles and times dribbled past."),
    ]),
    adjusted("challenges", "Dribblers challenged", Ground, Neither, &[
        (Opta, "Dribblers tackled and challenges lost."),
    ]),
    adjusted("dribblers_tackled", "Dribblers tackled", Ground, More, &[
        (Opta, "Dribblers tackled."),
    ]),
    share("dribblers_tackled_pct", "Dribblers tackled", Ground, ("dribblers_tackled", &["challenges"]), &[
        (Opta, "Dribblers tackled of all dribblers challenged."),
    ]),
    adjusted("ground_def_duels", "Defending duels", Ground, Neither, &[
        (Wyscout, "Ground defending duels (sub-event 12), won, neutral or lost."),
    ]),
    adjusted("ground_def_duels_won", "Defending duels won", Ground, More, &[
        (Wyscout, "Ground defending duels with tag 703."),
    ]),
    adjusted("ground_def_duels_lost", "Defending duels lost", Ground, Less, &[
        (Wyscout, "Ground defending duels with tag 701."),
    ]),
    share("ground_def_duels_won_pct", "Defending duels won", Ground, ("ground_def_duels_won", &["ground_def_duels"]), &[
        (Wyscout, "Won of all ground defending duels; a neutral one is not won."),
    ]),
    adjusted("sliding_tackles", "Sliding tackles", Ground, Neither, &[
        (Wyscout, "Events with tag 1601."),
    ]),
    adjusted("blocks", "Blocks", Ground, More, &[
        (StatsBomb, "Block events."),
        (Opta, "Times the ball was blocked by standing in its path."),
    ]),
    adjusted("blocks_defensive", "Defensive blocks", Ground, More, &[
        (StatsBomb, "Block events that do not stop an own attack."),
    ]),
    adjusted("pressures", "Pressures", Ground, Neither, &[
        (StatsBomb, "Pressure events."),
        (Opta, "Times pressure was put on the man with the ball."),
    ]),
    adjusted("counterpressures", "Counterpressures", Ground, Neither, &[
        (StatsBomb, "Pressures within five seconds of losing the ball."),
    ]),
    count("aerials", "Aerials", Air, Neither, &[
        (StatsBomb, "Aerials won and lost."),
        (Opta, "Aerials won and lost."),
    ]),
    count("aerials_won", "Aerials won", Air, More, &[
        (StatsBomb, "Pass, shot, clearance or miscontrol with aerial_won."),
        (Opta, "Aerials won."),
    ]),
    count("aerials_lost", "Aerials lost", Air, Less, &[
        (StatsBomb, "Duels of type Aerial Lost."),
        (Opta, "Aerials lost."),
    ]),
    share("aerials_won_pct", "Aerials won", Air, ("aerials_won", &["aerials_won", "aerials_lost"]), &[
        (StatsBomb, "Aerials won of won and lost."),
        (Opta, "Aerials won of won and lost."),
    ]),
    count("air_duels", "Air duels", Air, Neither, &[
        (Wyscout, "Air duels (sub-event 10), won, neutral or lost."),
    ]),
    count("air_duels_won", "Air duels won", Air, More, &[
        (Wyscout, "Air duels with tag 703."),
    ]),
    count("air_duels_lost", "Air duels lost", Air, Less, &[
        (Wyscout, "Air duels with tag 701."),
    ]),
    share("air_duels_won_pct", "Air duels won", Air, ("air_duels_won", &["air_duels"]), &[
        (Wyscout, "Won of all air duels; a neutral one is not won."),
    ]),
    adjusted("clearances", "Clearances", Air, More, &[
        (StatsBomb, "Clearance events."),
        (Wyscout, "Clearances (sub-event 71)."),
        (Opta, "Clearances."),
    ]),
    adjusted("interceptions", "Interceptions", Reading, More, &[
        (StatsBomb, "Interception events; passes of type Interception are apart."),
        (Wyscout, "Events with tag 1401."),
        (Opta, "Interceptions."),
    ]),
    adjusted("interceptions_won", "Interceptions won", Reading, More, &[
        (StatsBomb, "Interceptions with the outcome Won, Success, Success In Play or Success Out."),
    ]),
    adjusted("pass_interceptions", "Passes intercepted and played on", Reading, More, &[
        (StatsBomb, "Passes of type Interception."),
    ]),
    adjusted("recoveries", "Ball recoveries", Reading, More, &[
        (StatsBomb, "Ball Recovery events that did not fail."),
        (Opta, "Loose balls recovered."),
    ]),
    count("recoveries_failed", "Failed ball recoveries", Reading, Less, &[
        (StatsBomb, "Ball Recovery events marked as failed."),
    ]),
    adjusted("loose_ball_duels", "Loose ball duels", Reading, Neither, &[
        (Wyscout, "Loose ball duels (sub-event 13), won, neutral or lost."),
    ]),
    adjusted("loose_ball_duels_won", "Loose balls won", Reading, More, &[
        (Wyscout, "Loose ball duels with tag 703."),
    ]),
    adjusted("loose_ball_duels_lost", "Loose balls lost", Reading, Less, &[
        (Wyscout, "Loose ball duels with tag 701."),
    ]),
    share("loose_ball_duels_won_pct", "Loose balls won", Reading, ("loose_ball_duels_won", &["loose_ball_duels"]), &[
        (Wyscout, "Won of all loose ball duels; a neutral one is not won."),
    ]),
    adjusted("shots_blocked", "Shots blocked", Box, More, &[
        (Opta, "Shots blocked by standing in their path."),
    ]),
    count("penalties_conceded", "Penalties conceded", Box, Less, &[
        (StatsBomb, "Fouls committed that gave a penalty."),
        (Opta, "Penalties conceded."),
    ]),
    count("own_goals", "Own goals", Box, Less, &[
        (StatsBomb, "Own Goal Against events."),
        (Opta, "Own goals."),
    ]),
    count("touches_own_box", "Touches in own box", Box, Neither, &[
        (Opta, "Touches in the own penalty area."),
    ]),
    count("progressive_passes", "Progressive passes", Progression, More, &[
        (Opta, "Completed passes that bring the ball 10 yards nearer to the goal than it was in the last six passes, or into the box; none from the own 40 %."),
    ]),
    count("prog_passes_25pct", "Progressive passes, a quarter nearer", Progression, More, &[
        (StatsBomb, "Completed passes in open play that end at 75 % of the distance to the goal or less."),
    ]),
    count("prog_passes_10yd", "Progressive passes, 10 yards", Progression, More, &[
        (StatsBomb, "Completed passes in open play from outside the own 40 % that gain 10 yards or enter the box."),
    ]),
    count("passes_into_final_third", "Passes into the final third", Progression, More, &[
        (StatsBomb, "Completed passes from behind the final third into it."),
        (Opta, "Completed passes into the final third, set pieces excepted."),
    ]),
    count("progressive_carries", "Progressive carries", Progression, More, &[
        (Opta, "Carries that bring the ball 10 yards nearer to the goal, or into the box; none that end in the own half."),
    ]),
    count("carries", "Carries", Progression, Neither, &[
        (StatsBomb, "Carry events."),
        (Opta, "Times the ball was carried."),
    ]),
    count("prog_carries_25pct", "Progressive carries, a quarter nearer", Progression, More, &[
        (StatsBomb, "Carries of 5 yards or more that end at 75 % of the distance to the goal or less."),
    ]),
    count("prog_carries_10yd", "Progressive carries, 10 yards", Progression, More, &[
        (StatsBomb, "Carries that end in the opponent’s half and gain 10 yards or enter the box."),
    ]),
    count("long_passes", "Long passes", Progression, Neither, &[
        (StatsBomb, "Passes of 35 yards or more."),
        (Opta, "Passes of more than 30 yards."),
    ]),
    count("long_passes_completed", "Long passes completed", Progression, More, &[
        (StatsBomb, "Completed passes of 35 yards or more."),
        (Opta, "Completed passes of more than 30 yards."),
    ]),
    share("long_pass_pct", "Long passes completed", Progression, ("long_passes_completed", &["long_passes"]), &[
        (StatsBomb, "Completed of all passes of 35 yards or more."),
        (Opta, "Completed of all passes of more than 30 yards."),
    ]),
    count("ground_att_duels", "Attacking duels", Progression, Neither, &[
        (Wyscout, "Ground attacking duels (sub-event 11), won, neutral or lost."),
    ]),
    count("ground_att_duels_won", "Attacking duels won", Progression, More, &[
        (Wyscout, "Ground attacking duels with tag 703."),
    ]),
    count("ground_att_duels_lost", "Attacking duels lost", Progression, Less, &[
        (Wyscout, "Ground attacking duels with tag 701."),
    ]),
    share("ground_att_duels_won_pct", "Attacking duels won", Progression, ("ground_att_duels_won", &["ground_att_duels"]), &[
        (Wyscout, "Won of all ground attacking duels; a neutral one is not won."),
    ]),
    count("passes", "Passes", Security, Neither, &[
        (StatsBomb, "Passes, set pieces included; outcomes Unknown and Injury Clearance left out."),
        (Wyscout, "Pass events (8)."),
        (Opta, "Passes attempted."),
    ]),
    count("passes_completed", "Passes completed", Security, More, &[
        (StatsBomb, "Passes without an outcome member."),
        (Wyscout, "Passes with tag 1801."),
        (Opta, "Passes completed."),
    ]),
    share("pass_pct", "Passes completed", Security, ("passes_completed", &["passes"]), &[
        (StatsBomb, "Completed of all passes."),
        (Wyscout, "Passes with tag 1801 of all passes."),
        (Opta, "Completed of attempted passes."),
    ]),
    count("passes_under_pressure", "Passes under pressure", Security, Neither, &[
        (StatsBomb, "Passes marked as under pressure."),
    ]),
    count("passes_under_pressure_completed", "Passes completed under pressure", Security, More, &[
        (StatsBomb, "Passes marked as under pressure without an outcome member."),
    ]),
    share("pass_under_pressure_pct", "Passes completed under pressure", Security, ("passes_under_pressure_completed", &["passes_under_pressure"]), &[
        (StatsBomb, "Completed of all passes under pressure."),
    ]),
    count("touches", "Touches", Security, Neither, &[
        (Opta, "Touches; receiving, dribbling and passing is one."),
    ]),
    count("miscontrols", "Miscontrols", Security, Less, &[
        (StatsBomb, "Miscontrol events."),
        (Opta, "Failed attempts to control the ball."),
    ]),
    count("dispossessed", "Dispossessed", Security, Less, &[
        (StatsBomb, "Dispossessed events."),
        (Opta, "Times the ball was lost to a tackle, dribbles excepted."),
    ]),
    count("errors", "Errors", Security, Less, &[
        (StatsBomb, "Error events."),
        (Opta, "Mistakes that lead to an opponent’s shot."),
    ]),
    count("fouls", "Fouls", Security, Less, &[
        (StatsBomb, "Foul Committed events."),
        (Wyscout, "Foul events (2)."),
        (Opta, "Fouls committed."),
    ]),
    count("fouls_won", "Fouls won", Security, Neither, &[
        (StatsBomb, "Foul Won events."),
        (Opta, "Fouls drawn."),
    ]),
    count("yellow_cards", "Yellow cards", Security, Less, &[
        (StatsBomb, "Yellow cards; a second one is not among them."),
        (Opta, "Yellow cards."),
    ]),
    count("second_yellows", "Second yellow cards", Security, Less, &[
        (StatsBomb, "Second yellow cards."),
        (Opta, "Second yellow cards."),
    ]),
    count("red_cards", "Red cards", Security, Less, &[
        (StatsBomb, "Straight red cards."),
        (Opta, "Red cards."),
    ]),
    figure("possession_pct", "Possession of the team", Security, ("%", 1), Neither, &[
        (StatsBomb, "Share of his team in the passes of the matches that he played, weighted by his minutes."),
        (Wyscout, "Share of his team in the passes of the matches that he played, weighted by his minutes."),
    ]),
    figure("distance_per_90", "Distance for 90 minutes", Physical, ("km", 1), Neither, &[]),
    figure("sprint_distance_per_90", "Sprint distance for 90 minutes", Physical, ("m", 0), More, &[]),
    count("sprints", "Sprints", Physical, More, &[]),
    figure("top_speed", "Top speed", Physical, ("km/h", 1), More, &[]),
];

/// A metric by its key.
pub fn metric(key: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.key == key)
}

impl MetricGroup {
    /// Its metrics, in the order of the catalogue.
    pub fn metrics(self) -> impl Iterator<Item = &'static Metric> {
        METRICS.iter().filter(move |metric| metric.group == self)
    }
}

/// How each provider counts a metric.
type Definitions = &'static [(Provider, &'static str)];

/// A count that does not depend on how long the opponent has the ball.
const fn count(
    key: &'static str,
    label: &'static str,
    group: MetricGroup,
    better: Better,
    definitions: Definitions,
) -> Metric {
    Metric {
        key,
        label,
        group,
        unit: "",
        kind: MetricKind::Volume,
        better,
        adjustable: false,
        decimals: 2,
        definitions,
    }
}

/// A count that rises with the opponent's possession.
const fn adjusted(
    key: &'static str,
    label: &'static str,
    group: MetricGroup,
    better: Better,
    definitions: Definitions,
) -> Metric {
    Metric {
        adjustable: true,
        ..count(key, label, group, better, definitions)
    }
}

/// A percentage of successes in attempts.
const fn share(
    key: &'static str,
    label: &'static str,
    group: MetricGroup,
    (won, of): (&'static str, &'static [&'static str]),
    definitions: Definitions,
) -> Metric {
    Metric {
        unit: "%",
        kind: MetricKind::Rate { won, of },
        decimals: 1,
        ..count(key, label, group, More, definitions)
    }
}

/// A figure that is neither, with its unit and decimals.
const fn figure(
    key: &'static str,
    label: &'static str,
    group: MetricGroup,
    (unit, decimals): (&'static str, usize),
    better: Better,
    definitions: Definitions,
) -> Metric {
    Metric {
        unit,
        kind: MetricKind::Derived,
        decimals,
        ..count(key, label, group, better, definitions)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_matrix_has_its_headings_in_order() {
        assert!(MetricGroup::ALL.is_sorted());
        let shown = MetricGroup::ALL.iter().flat_map(|group| group.metrics());
        assert_eq!(shown.count(), METRICS.len());
    }

    #[test]
    fn every_key_is_there_once() {
        let keys: BTreeSet<_> = METRICS.iter().map(|metric| metric.key).collect();
        assert_eq!(keys.len(), METRICS.len());
    }

    #[test]
    fn the_season_lines_of_the_sample_are_in_the_catalogue() {
        for key in [
            "tackles",
            "interceptions",
            "blocks",
            "clearances",
            "aerials_won_pct",
            "pass_pct",
            "progressive_passes",
            "errors",
        ] {
            let opta = metric(key).and_then(|metric| metric.definition(&Opta));
            assert!(opta.is_some(), "{key}");
        }
    }

    #[test]
    fn a_rate_is_made_of_counts_of_the_same_provider_and_never_adjusted() {
        for rate in METRICS {
            assert_eq!(
                rate.is_rate(),
                rate.key.ends_with("_pct") && rate.key != "possession_pct"
            );
            let MetricKind::Rate { won, of } = rate.kind else {
                continue;
            };
            assert!(!rate.adjustable, "{}", rate.key);
            for part in of.iter().chain([&won]) {
                let part = metric(part).filter(|part| part.is_volume());
                for (provider, _) in rate.definitions {
                    let counted = part.and_then(|part| part.definition(provider));
                    assert!(counted.is_some(), "{} of {provider}", rate.key);
                }
            }
        }
    }
}
