//! How long a player was on the pitch.

use std::collections::BTreeMap;

use super::event::Event;

/// Time on the pitch in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Minutes {
    /// Real time, stoppage included.
    pub clock: u64,
    /// Each period cut at 45, 90, 105, 120 minutes.
    pub nominal: u64,
}

impl Minutes {
    /// Real minutes.
    pub fn minutes_clock(self) -> f64 {
        self.clock as f64 / 60_000.0
    }

    /// Minutes without stoppage time.
    pub fn minutes_nominal(self) -> f64 {
        self.nominal as f64 / 60_000.0
    }
}

/// How a stay on the pitch ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaving {
    /// It did not begin.
    #[default]
    NeverOn,
    /// With the match.
    End,
    /// Another came for him.
    Substituted,
    /// A red or second yellow card.
    SentOff,
    /// He left, and nobody came for him.
    Left,
}

impl Leaving {
    /// The name in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::NeverOn => "never_on",
            Self::End => "end",
            Self::Substituted => "substituted",
            Self::SentOff => "sent_off",
            Self::Left => "left",
        }
    }
}

/// A moment of a match: period 1 to 4, milliseconds within it, the event's place for equals.
type Moment = (i64, u64, i64);

/// Who came and went when, while a match is read.
#[derive(Default)]
pub(super) struct Stays {
    on: BTreeMap<i64, Moment>,
    off: BTreeMap<i64, (Moment, Leaving)>,
    steps: BTreeMap<i64, Steps>,
    half_ends: [Option<u64>; 4],
    last_events: [Option<u64>; 4],
    place: i64,
}

/// The last time that a player stepped off the pitch, and on again.
#[derive(Default)]
struct Steps {
    off: Option<Moment>,
    on: Option<Moment>,
}

impl Stays {
    pub fn add(&mut self, event: &Event<'_>, period: i64) {
        self.place += 1;
        let Some(at) = milliseconds(&event.timestamp.0) else {
            return;
        };
        let idx = usize::try_from(period - 1).unwrap_or_default();
        let longest = |slot: Option<&mut Option<u64>>| {
            if let Some(slot) = slot {
                *slot = (*slot).max(Some(at));
            }
        };
        longest(self.last_events.get_mut(idx));
        let moment = (period, at, event.index.0.unwrap_or(self.place));
        let player = event.player.id.0;
        match event.kind.0.as_ref() {
            "Half End" => longest(self.half_ends.get_mut(idx)),
            "Starting XI" => {
                for player in event.line_up() {
                    if let Some(id) = player.id.0 {
                        self.on.insert(id, (1, 0, 0));
                    }
                }
            }
            "Substitution" => {
                if let Some(player) = player {
                    self.leave(player, moment, Leaving::Substituted);
                }
                if let Some(id) = event.substitution.replacement.id.0 {
                    self.on.entry(id).or_insert(moment);
                }
            }
            "Player Off" | "Player On" => {
                if let Some(player) = player {
                    let steps = self.steps.entry(player).or_default();
                    let step = if event.kind.0 == "Player Off" {
                        &mut steps.off
                    } else {
                        &mut steps.on
                    };
                    *step = (*step).max(Some(moment));
                }
            }
            _ => {}
        }
        let cards = [&event.foul_committed, &event.bad_behaviour];
        let sent_off = cards
            .into_iter()
            .any(|foul| matches!(foul.card.0.as_ref(), "Red Card" | "Second Yellow"));
        if let (true, Some(player)) = (sent_off, player) {
            self.leave(player, moment, Leaving::SentOff);
        }
    }

    fn leave(&mut self, player: i64, at: Moment, how: Leaving) {
        let off = self.off.entry(player).or_insert((at, how));
        if at < off.0 {
            *off = (at, how);
        }
    }

    /// The length of each period that was played.
    pub fn periods(&self, notes: &mut Vec<String>) -> [Option<u64>; 4] {
        let mut periods = self.half_ends;
        for ((number, period), last) in (1..).zip(&mut periods).zip(self.last_events) {
            if let (None, Some(last)) = (&period, last) {
                notes.push(format!(
                    "Period {number} has no Half End; its last event, {:.1} minutes in, is taken for it",
                    last as f64 / 60_000.0
                ));
                *period = Some(last);
            }
        }
        periods
    }

    /// How long a player stayed, and how that ended.
    pub fn of(&self, player: i64, periods: &[Option<u64>; 4]) -> (Minutes, Leaving) {
        let Some(on) = self.on.get(&player) else {
            return (Minutes::default(), Leaving::NeverOn);
        };
        let left = self.steps.get(&player).and_then(|steps| {
            let off = steps.off?;
            (steps.on < Some(off)).then_some((off, Leaving::Left))
        });
        let off = match (self.off.get(&player).copied(), left) {
            (Some(gone), Some(left)) => Some(if left.0 < gone.0 { left } else { gone }),
            (gone, left) => gone.or(left),
        };
        let mut minutes = Minutes::default();
        for (period, length) in (1..).zip(periods) {
            let Some(length) = *length else {
                continue;
            };
            let from = match period.cmp(&on.0) {
                std::cmp::Ordering::Less => continue,
                std::cmp::Ordering::Equal => on.1,
                std::cmp::Ordering::Greater => 0,
            };
            let to = match off {
                Some((off, _)) if off.0 < period => continue,
                Some((off, _)) if off.0 == period => off.1.min(length),
                _ => length,
            };
            let nominal = if period <= 2 { 45 } else { 15 } * 60_000;
            minutes.clock += to.saturating_sub(from);
            minutes.nominal += to.min(nominal).saturating_sub(from);
        }
        (minutes, off.map_or(Leaving::End, |(_, how)| how))
    }
}

/// Milliseconds of `00:44:57.123`; `None` for anything else.
fn milliseconds(timestamp: &str) -> Option<u64> {
    let (hours, rest) = timestamp.split_once(':')?;
    let (minutes, seconds) = rest.split_once(':')?;
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let number = |text: &str| -> Option<u64> {
        let sound = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| sound)
    };
    let digits = fraction.get(..fraction.len().min(3))?;
    let thousandths = match digits.len() {
        0 => 0,
        len => number(digits)? * [100, 10, 1].get(len - 1)?,
    };
    let seconds = (number(hours)? * 60 + number(minutes)?) * 60 + number(seconds)?;
    Some(seconds * 1_000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_read_to_the_millisecond() {
        for (text, at) in [
            ("00:00:00.000", Some(0)),
            ("00:47:32.5", Some(2_852_500)),
            ("01:00:00", Some(3_600_000)),
            ("00:00:01.2345678", Some(1_234)),
            ("47:32", None),
            ("00:-1:00.000", None),
            ("00:00:00.é", None),
            ("", None),
        ] {
            assert_eq!(milliseconds(text), at, "{text}");
        }
    }
}
