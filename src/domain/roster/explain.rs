//! How a derived figure of a player came about: the sum with its numbers, and what went in.

use serde_json::Value;

use super::{Column, Row, season_lines};
use crate::domain::career::SeasonLine;
use crate::domain::date::{DAYS_PER_MONTH, Season, day_text};
use crate::domain::deal::explain::{ExplainedInput, Explanation};
use crate::domain::deal::tag::Tag;
use crate::domain::dossier::Dossier;
use crate::domain::fact::FactKey;
use crate::domain::field::{FieldRef, PlayerField};
use crate::domain::figures::whole;
use crate::domain::injury::{Availability, Spell, counted_spells, three_seasons};
use crate::domain::sourced::Basis;

impl Column {
    /// True if its figure is worked out, so that it has a way to be explained; the others are
    /// stated and show their readings.
    pub fn is_reckoned(self) -> bool {
        matches!(
            self,
            Self::Availability
                | Self::DaysOut
                | Self::Spells
                | Self::Age
                | Self::MonthsLeft
                | Self::Minutes
                | Self::LatestMinutes
        )
    }
}

impl Row {
    /// How the figure of a cell came about; `None` for what was stated as it stands.
    pub fn explanation(&self, column: Column, dossier: &Dossier) -> Option<Explanation> {
        let of = Of { row: self, dossier };
        match column {
            Column::Availability | Column::DaysOut => Some(of.availability(column)),
            Column::Spells => Some(of.spells()),
            Column::Age => Some(of.age()),
            Column::MonthsLeft => Some(of.months_left()),
            Column::Minutes => Some(of.minutes(column, Some(three_seasons(self.on).1))),
            Column::LatestMinutes => {
                Some(of.minutes(column, self.latest.map(|(season, _)| season)))
            }
            _ => None,
        }
    }
}

/// Whose figure it is, and where its sources are named.
struct Of<'a> {
    row: &'a Row,
    dossier: &'a Dossier,
}

impl Of<'_> {
    fn availability(&self, column: Column) -> Explanation {
        let (row, player) = (self.row, &self.row.player);
        let (first, last) = three_seasons(row.on);
        let (from, to) = (first.start(), last.end());
        let counted: Vec<(&Spell, i64)> =
            counted_spells(&player.spells, from, to, row.on).collect();
        let days = (to - from).num_days() + 1;
        let span = format!("{} – {}", day_text(from), day_text(to));
        let mut steps = Vec::new();
        if let Some(out) = row.days_out {
            // Each season by itself, as the table of injuries prints it.
            let seasons = (0..3).filter_map(|later| {
                Availability::of_season(&player.spells, first.offset(later), row.on)
            });
            let sum = parts(seasons.map(|season| season.days_out));
            steps.push(format!(
                "{} of {} days out{sum}",
                whole(out as f64),
                whole(days as f64)
            ));
            if let Some(percent) = row.availability {
                steps.push(format!(
                    "({} − {}) ÷ {} = {percent:.1} %",
                    whole(days as f64),
                    whole(out as f64),
                    whole(days as f64)
                ));
            }
        } else {
            steps.push(format!(
                "His injuries are not known for all of {span}. Days outside the records are unknown, not healthy"
            ));
        }
        let mut inputs: Vec<ExplainedInput> = counted
            .iter()
            .map(|(spell, days)| self.spell(spell, *days))
            .collect();
        inputs.extend(self.coverage());
        let value = match column {
            Column::DaysOut => row.days_out.map(|days| days as f64),
            _ => row.availability.map(tenths),
        };
        let purpose = match column {
            Column::DaysOut => "The days of three whole seasons on which he was injured.",
            _ => "The share of the days of three whole seasons on which he was fit.",
        };
        Explanation {
            label: format!("{}, {span}", column.label()),
            value,
            unit: if column == Column::DaysOut {
                "days"
            } else {
                "%"
            },
            purpose,
            steps,
            source: "Both days of a spell count, a day of two spells once. Rest, illness, suspension and quarantine \
                     do not count unless the row says so",
            ..explained(inputs)
        }
    }

    fn spells(&self) -> Explanation {
        let row = self.row;
        let counts = |spell: &&Spell| spell.from <= row.on && spell.counts_as_injury();
        let counted = row.player.spells.iter().filter(counts);
        let mut inputs: Vec<_> = counted
            .map(|spell| self.spell(spell, spell.days_out(row.on)))
            .collect();
        inputs.extend(self.coverage());
        Explanation {
            label: Column::Spells.label().to_owned(),
            value: row.number(Column::Spells),
            purpose: "How often he was injured, as far as the records go.",
            source: "Rest, illness, suspension and quarantine do not count unless the row says so",
            ..explained(inputs)
        }
    }

    fn age(&self) -> Explanation {
        let row = self.row;
        let steps = row.player.born().zip(row.age);
        let steps = steps.map(|(born, age)| {
            let (born, on) = (day_text(born), day_text(row.on));
            format!("{born} to {on}: {age} completed years")
        });
        Explanation {
            label: Column::Age.label().to_owned(),
            value: row.age.map(f64::from),
            unit: "years",
            purpose: "Completed years at the decision date or the date that is looked at.",
            steps: steps.into_iter().collect(),
            ..explained(self.fact(FactKey::Born))
        }
    }

    fn months_left(&self) -> Explanation {
        let row = self.row;
        let steps = row.player.contract_end().zip(row.months_left);
        let steps = steps.map(|(end, months)| {
            let days = whole((end - row.on).num_days() as f64);
            let (on, end) = (day_text(row.on), day_text(end));
            let months = format!("{months:.1}").replace('-', "−");
            format!("{on} to {end}: {days} days ÷ {DAYS_PER_MONTH} = {months} months")
        });
        Explanation {
            label: Column::MonthsLeft.label().to_owned(),
            value: row.months_left.map(tenths),
            unit: "months",
            purpose: "Months to the last day of his contract.",
            steps: steps.into_iter().collect(),
            source: "A month is 30.4375 days. Of a month or year that a source names, the last day counts",
            ..explained(self.fact(FactKey::ContractEnd))
        }
    }

    fn minutes(&self, column: Column, season: Option<Season>) -> Explanation {
        let row = self.row;
        let found = season.and_then(|season| Some((season, season_lines(&row.player, season)?)));
        let (mut steps, mut inputs) = (Vec::new(), Vec::new());
        if let Some((season, (minutes, first))) = found {
            let same = |line: &&SeasonLine| {
                line.season == season && line.basis.source == first.basis.source
            };
            let lines = row.player.seasons.iter().filter(same);
            let lines: Vec<_> = lines
                .filter_map(|line| Some((line, line.minutes?)))
                .collect();
            let sum = parts(lines.iter().map(|(_, minutes)| i64::from(*minutes)));
            steps.push(format!("{} minutes{sum}", whole(f64::from(minutes))));
            inputs.extend(lines.iter().map(|(line, minutes)| {
                let field = FieldRef::Season(row.player.id, line.id);
                let value = (Value::from(*minutes), "minutes");
                self.input(&line.competition, value, &line.basis, Some(field))
            }));
        }
        let label = match season {
            Some(season) => format!("Minutes, {}", season.long()),
            None => column.label().to_owned(),
        };
        Explanation {
            label,
            value: row.number(column),
            purpose: "Minutes of one season in all competitions that one provider counted.",
            steps,
            source: "Lines of a second provider count the same matches again and are left out",
            ..explained(inputs)
        }
    }

    fn spell(&self, spell: &Spell, days: i64) -> ExplainedInput {
        let field = FieldRef::Spell(self.row.player.id, spell.id);
        let mut input = self.input(
            &spell.kind,
            (Value::from(days), "days"),
            &spell.basis,
            Some(field),
        );
        let dates = spell.to_string();
        let dates = dates.strip_prefix(&format!("{}, ", spell.kind));
        input.note = format!("{}; {}", dates.unwrap_or_default(), input.note);
        input
    }

    fn coverage(&self) -> Option<ExplainedInput> {
        let player = &self.row.player;
        let coverage = player.injury_coverage.as_ref()?;
        let field = FieldRef::Player(player.id, PlayerField::Coverage);
        let value = (Value::from(coverage.to_string()), "");
        Some(self.input("Records cover", value, &coverage.basis, Some(field)))
    }

    fn fact(&self, key: FactKey) -> Vec<ExplainedInput> {
        let player = &self.row.player;
        let used = player
            .facts
            .get(key)
            .and_then(|sourced| sourced.used_reading());
        let input = used.map(|reading| {
            let field = FieldRef::Fact(player.id, key);
            let value = (Value::from(reading.value.to_string()), "");
            self.input(key.label(), value, &reading.basis, Some(field))
        });
        input.into_iter().collect()
    }

    fn input(
        &self,
        label: &str,
        (value, unit): (Value, &'static str),
        basis: &Basis,
        field: Option<FieldRef>,
    ) -> ExplainedInput {
        let source = basis.source.and_then(|id| self.dossier.source(id));
        let name = source.map(|source| source.name.as_str());
        let tag = Tag::of_basis(basis, name, source.map(|source| &source.grade));
        ExplainedInput {
            name: "",
            label: label.to_owned(),
            value,
            unit,
            words: tag.to_string(),
            note: match &tag {
                Tag::Reported { source, .. } => source.clone(),
                other => other.to_string(),
            },
            tag,
            field,
        }
    }
}

/// An explanation that rests on these; its words are still to be put in.
fn explained(inputs: Vec<ExplainedInput>) -> Explanation {
    let tag = Tag::derived("", inputs.iter().map(|input| &input.tag));
    Explanation {
        label: String::new(),
        value: None,
        unit: "",
        function: "",
        purpose: "",
        section: "",
        steps: Vec::new(),
        formula: "",
        source: "",
        mark: "",
        inputs,
        words: tag.to_string(),
        tag,
    }
}

/// `: 34 + 47 + 150`; nothing for a sum of one part.
fn parts(parts: impl Iterator<Item = i64>) -> String {
    let parts: Vec<String> = parts.map(|part| whole(part as f64)).collect();
    match parts.len() {
        0 | 1 => String::new(),
        _ => format!(": {}", parts.join(" + ")),
    }
}

/// As the tables print it.
fn tenths(value: f64) -> f64 {
    (10.0 * value).round() / 10.0
}
