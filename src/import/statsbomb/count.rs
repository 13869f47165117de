//! What an event counts for.

use std::collections::BTreeMap;

use super::event::{Event, Pass};
use super::minutes::{Leaving, Stays};
use super::{Match, PlayerMatch};
use crate::import::counts::counts;
use crate::import::events::list::Counter;

counts! {
    Tackles = "tackles" as "tackles",
    TacklesWon = "tackles_won" as "tackles_won",
    DribbledPast = "dribbled_past" as "dribbled_past",
    Interceptions = "interceptions" as "interceptions",
    InterceptionsWon = "interceptions_won" as "interceptions_won",
    PassInterceptions = "pass_interceptions" as "pass_interceptions",
    Blocks = "blocks" as "blocks",
    BlocksDefensive = "blocks_defensive" as "blocks_defensive",
    Clearances = "clearances" as "clearances",
    AerialsWon = "aerials_won" as "aerials_won",
    AerialsLost = "aerials_lost" as "aerials_lost",
    Pressures = "pressures" as "pressures",
    Counterpressures = "counterpressures" as "counterpressures",
    BallRecoveries = "ball_recoveries" as "recoveries",
    BallRecoveriesFailed = "ball_recoveries_failed" as "recoveries_failed",
    FoulsCommitted = "fouls_committed" as "fouls",
    PenaltiesConceded = "penalties_conceded" as "penalties_conceded",
    FoulsWon = "fouls_won" as "fouls_won",
    YellowCards = "yellow_cards" as "yellow_cards",
    SecondYellows = "second_yellows" as "second_yellows",
    RedCards = "red_cards" as "red_cards",
    Errors = "errors" as "errors",
    OwnGoals = "own_goals" as "own_goals",
    Miscontrols = "miscontrols" as "miscontrols",
    Dispossessed = "dispossessed" as "dispossessed",
    Passes = "passes" as "passes",
    PassesCompleted = "passes_completed" as "passes_completed",
    PassesUnderPressure = "passes_under_pressure" as "passes_under_pressure",
    PassesUnderPressureCompleted = "passes_under_pressure_completed" as "passes_under_pressure_completed",
    LongPasses = "long_passes" as "long_passes",
    LongPassesCompleted = "long_passes_completed" as "long_passes_completed",
    PassesIntoFinalThird = "passes_into_final_third" as "passes_into_final_third",
    ProgPasses25Pct = "prog_passes_25pct" as "prog_passes_25pct",
    ProgPasses10Yd = "prog_passes_10yd" as "prog_passes_10yd",
    Carries = "carries" as "carries",
    ProgCarries25Pct = "prog_carries_25pct" as "prog_carries_25pct",
    ProgCarries10Yd = "prog_carries_10yd" as "prog_carries_10yd",
}

/// The outcomes by which a tackle or an interception is won.
const WON: [&str; 4] = ["Won", "Success", "Success In Play", "Success Out"];
/// Passes that nobody meant to play.
const NO_PASS: [&str; 2] = ["Unknown", "Injury Clearance"];
/// Passes that bring no ball forward by skill.
const SET_PIECES: [&str; 5] = ["Corner", "Free Kick", "Throw-in", "Goal Kick", "Kick Off"];
/// Yards from which a pass is long.
const LONG: f64 = 35.0;

/// A match while it is read.
#[derive(Default)]
pub(super) struct Tally {
    players: BTreeMap<i64, PlayerMatch>,
    stays: Stays,
    team_passes: BTreeMap<String, u32>,
    seen: bool,
}

impl Tally {
    pub fn is_empty(&self) -> bool {
        !self.seen
    }

    fn line_up(&mut self, event: &Event<'_>) {
        for player in event.line_up() {
            if let Some(id) = player.id.0 {
                self.player(id, &player.name.0, &event.team.0).started = true;
            }
        }
    }

    fn player(&mut self, id: i64, name: &str, team: &str) -> &mut PlayerMatch {
        self.players.entry(id).or_insert_with(|| PlayerMatch {
            name: name.to_owned(),
            team: team.to_owned(),
            ..PlayerMatch::default()
        })
    }

    pub fn finish(mut self) -> Match {
        let mut notes = Vec::new();
        let periods = self.stays.periods(&mut notes);
        let all: u32 = self.team_passes.values().sum();
        for (id, player) in &mut self.players {
            (player.minutes, player.leaving) = self.stays.of(*id, &periods);
            let own = self
                .team_passes
                .get(&player.team)
                .copied()
                .unwrap_or_default();
            player.possession = (all > 0).then(|| 100.0 * f64::from(own) / f64::from(all));
        }
        let strangers = self
            .players
            .values()
            .filter(|player| player.leaving == Leaving::NeverOn);
        let strangers = strangers.count();
        if strangers > 0 {
            notes.push(format!(
                "{strangers} of the players with events are in no line-up and came on for nobody; their minutes are unknown"
            ));
        }
        Match {
            periods,
            players: self.players,
            notes,
        }
    }
}

impl<'de> Counter<'de> for Tally {
    type Event = Event<'de>;

    fn add(&mut self, event: &Event<'de>) {
        // A shoot-out is none of the match.
        let Some(period @ 1..=4) = event.period.0 else {
            self.seen |= event.period.0.is_some();
            return;
        };
        self.seen = true;
        self.stays.add(event, period);
        if event.kind.0 == "Starting XI" {
            self.line_up(event);
        }
        let team = event.team.0.as_ref();
        let replacement = &event.substitution.replacement;
        if let Some(id) = replacement.id.0 {
            self.player(id, &replacement.name.0, team);
        }
        let Some(id) = event.player.id.0 else {
            return;
        };
        let counted = self.player(id, &event.player.name.0, team);
        if let Some(position) = event.position.id.0 {
            *counted.positions.entry(position).or_default() += 1;
        }
        if count(event, &mut counted.counts) {
            match self.team_passes.get_mut(team) {
                Some(passes) => *passes += 1,
                None => {
                    self.team_passes.insert(team.to_owned(), 1);
                }
            }
        }
    }
}

/// Counts what one event of a player is worth. True if it was a pass.
fn count(event: &Event<'_>, counts: &mut Counts) -> bool {
    let mut one = |count: Count| counts.one_more(count);
    let in_the_air = [&event.shot, &event.clearance, &event.miscontrol];
    if in_the_air.into_iter().any(|played| played.aerial_won.0)
        || event.pass.as_ref().is_some_and(|pass| pass.aerial_won.0)
    {
        one(Count::AerialsWon);
    }
    for foul in [&event.foul_committed, &event.bad_behaviour] {
        match foul.card.0.as_ref() {
            "Yellow Card" => one(Count::YellowCards),
            "Second Yellow" => one(Count::SecondYellows),
            "Red Card" => one(Count::RedCards),
            _ => {}
        }
    }
    match event.kind.0.as_ref() {
        "Duel" => match event.duel.kind.0.as_ref() {
            "Tackle" => {
                one(Count::Tackles);
                if WON.contains(&event.duel.outcome.0.as_ref()) {
                    one(Count::TacklesWon);
                }
            }
            "Aerial Lost" => one(Count::AerialsLost),
            _ => {}
        },
        "Interception" => {
            one(Count::Interceptions);
            if WON.contains(&event.interception.outcome.0.as_ref()) {
                one(Count::InterceptionsWon);
            }
        }
        "Block" => {
            one(Count::Blocks);
            if !event.block.offensive.0 {
                one(Count::BlocksDefensive);
            }
        }
        "Clearance" => one(Count::Clearances),
        "Pressure" => {
            one(Count::Pressures);
            if event.counterpress.0 {
                one(Count::Counterpressures);
            }
        }
        "Ball Recovery" => one(if event.ball_recovery.recovery_failure.0 {
            Count::BallRecoveriesFailed
        } else {
            Count::BallRecoveries
        }),
        "Dribbled Past" => one(Count::DribbledPast),
        "Foul Committed" => {
            one(Count::FoulsCommitted);
            if event.foul_committed.penalty.0 {
                one(Count::PenaltiesConceded);
            }
        }
        "Foul Won" => one(Count::FoulsWon),
        "Error" => one(Count::Errors),
        "Own Goal Against" => one(Count::OwnGoals),
        "Miscontrol" => one(Count::Miscontrols),
        "Dispossessed" => one(Count::Dispossessed),
        "Carry" => {
            one(Count::Carries);
            if let Some((start, end)) = event.location.0.zip(event.carry.end_location.0) {
                if gains_a_quarter(start, end) && distance(start, end) >= 5.0 {
                    one(Count::ProgCarries25Pct);
                }
                if end.0 >= 60.0 && gains_ten_yards(start, end) {
                    one(Count::ProgCarries10Yd);
                }
            }
        }
        "Pass" => {
            if let Some(pass) = &event.pass {
                return count_pass(event, pass, counts);
            }
        }
        _ => {}
    }
    false
}

fn count_pass(event: &Event<'_>, pass: &Pass<'_>, counts: &mut Counts) -> bool {
    let mut one = |count: Count| counts.one_more(count);
    let kind = pass.kind.0.as_ref();
    if kind == "Interception" {
        one(Count::PassInterceptions);
    }
    let outcome = pass.outcome.as_ref().map(|outcome| outcome.name.0.as_ref());
    if outcome.is_some_and(|outcome| NO_PASS.contains(&outcome)) {
        return false;
    }
    let (start, end) = (event.location.0, pass.end_location.0);
    let length = pass.length.0.or_else(|| Some(distance(start?, end?)));
    one(Count::Passes);
    if event.under_pressure.0 {
        one(Count::PassesUnderPressure);
    }
    let is_long = length.is_some_and(|length| length >= LONG);
    if is_long {
        one(Count::LongPasses);
    }
    if outcome.is_some() {
        return true;
    }
    one(Count::PassesCompleted);
    if event.under_pressure.0 {
        one(Count::PassesUnderPressureCompleted);
    }
    if is_long {
        one(Count::LongPassesCompleted);
    }
    if let Some((start, end)) = start.zip(end) {
        if start.0 < 80.0 && end.0 >= 80.0 {
            one(Count::PassesIntoFinalThird);
        }
        if !SET_PIECES.contains(&kind) {
            if gains_a_quarter(start, end) {
                one(Count::ProgPasses25Pct);
            }
            if start.0 >= 48.0 && gains_ten_yards(start, end) {
                one(Count::ProgPasses10Yd);
            }
        }
    }
    true
}

type Place = (f64, f64);

fn distance(one: Place, other: Place) -> f64 {
    let (x, y) = (one.0 - other.0, one.1 - other.1);
    (x * x + y * y).sqrt()
}

/// True if at most 75 % of the way to the goal is left.
fn gains_a_quarter(start: Place, end: Place) -> bool {
    let goal = (120.0, 40.0);
    distance(end, goal) <= 0.75 * distance(start, goal)
}

/// True if the ball comes ten yards forward, or into the box from outside it.
fn gains_ten_yards(start: Place, end: Place) -> bool {
    let in_box = |place: Place| place.0 >= 102.0 && (18.0..=62.0).contains(&place.1);
    end.0 - start.0 >= 10.0 || (in_box(end) && !in_box(start))
}
