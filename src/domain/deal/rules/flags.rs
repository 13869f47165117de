//! Which rules touch a deal on its day, and what each of them means for it.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Rule, RuleTable};
use crate::domain::date::{age_on, day_text, pre_contract_from};
use crate::domain::deal::contract_rules::protected_end;
use crate::domain::deal::function::Mark;
use crate::domain::deal::time::last_day_of_years;

/// What the rules ask about a deal. What is unknown is left out of the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealOnDay {
    /// The day on which it would be completed.
    pub completion: Option<NaiveDate>,
    /// The association in which the player would be registered: England, Spain.
    pub registers_in: Option<String>,
    /// True if both clubs belong to one association.
    pub same_association: bool,
    /// The last day of his present contract.
    pub present_end: Option<NaiveDate>,
    /// The first day of his present contract.
    pub present_start: Option<NaiveDate>,
    /// The day on which he signed it.
    pub present_signed: Option<NaiveDate>,
    /// True if he would sign for after his present contract, without a fee.
    pub is_pre_contract: bool,
    /// His birth.
    pub birth: Option<NaiveDate>,
    /// The new contract.
    pub new_contract: Option<(NaiveDate, NaiveDate)>,
    /// Windows of that association that a person entered: first and last day.
    pub windows: Vec<(NaiveDate, NaiveDate)>,
}

/// How much a flag weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It cannot be done on that day.
    Blocking,
    /// It can, but not as planned.
    Warning,
    /// Good to know.
    Note,
}

/// A rule that touches a deal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flag {
    /// How much it weighs.
    pub severity: Severity,
    /// The row.
    pub rule: String,
    /// What it means here.
    pub text: String,
    /// The day on which it changes: the next opening, the first day allowed.
    pub day: Option<NaiveDate>,
    /// How far the rule was checked.
    pub mark: Mark,
    /// The document and its article.
    pub article: String,
    /// False if the rule is a reference line that binds nobody at present.
    pub binding: bool,
}

impl RuleTable {
    /// The rules that touch a deal on its day, the weightiest first.
    pub fn flags(&self, deal: &DealOnDay) -> Vec<Flag> {
        let mut flags: Vec<Flag> = [
            self.pre_contract_flag(deal),
            self.window_flag(deal),
            self.length_flag(deal),
            self.amortisation_flag(deal),
            self.protection_flag(deal),
        ]
        .into_iter()
        .flatten()
        .collect();
        flags.sort_by_key(|flag| flag.severity);
        flags
    }

    fn pre_contract_flag(&self, deal: &DealOnDay) -> Option<Flag> {
        let (on, end) = (deal.completion?, deal.present_end?);
        if !deal.is_pre_contract {
            return None;
        }
        if deal.same_association {
            let rule = self.find("pre_contract", &["England"], on)?;
            let text =
                "He plays in the same association: he may be approached after the season only";
            return Some(flag(Severity::Blocking, rule, text, end.succ_opt()));
        }
        let rule = self.find("pre_contract", &["FIFA"], on)?;
        let first = pre_contract_from(end);
        (on < first).then(|| {
            let text = format!("He may sign from {} on", day_text(first));
            flag(Severity::Blocking, rule, text, Some(first))
        })
    }

    fn window_flag(&self, deal: &DealOnDay) -> Option<Flag> {
        let (on, body) = (deal.completion?, deal.registers_in.as_deref()?);
        if deal.is_pre_contract {
            return None;
        }
        let listed = self
            .rules()
            .filter(|rule| rule.subject == "window" && rule.body == body)
            .filter_map(|rule| Some((Some(rule), rule.day("opens")?, rule.day("closes")?)));
        let entered = deal
            .windows
            .iter()
            .map(|(opens, closes)| (None, *opens, *closes));
        let windows: Vec<(Option<&Rule>, NaiveDate, NaiveDate)> = listed.chain(entered).collect();
        // A window that a person entered has no row of its own; the limit of FIFA stands for it.
        let general = self.find("window", &["FIFA"], on);
        let open = windows
            .iter()
            .filter(|(_, opens, closes)| *opens <= on && on <= *closes);
        if let Some((rule, _, closes)) = open.max_by_key(|(_, _, closes)| *closes) {
            let text = format!("The window of {body} is open until {}", day_text(*closes));
            return Some(flag(Severity::Note, rule.or(general)?, text, Some(*closes)));
        }
        let next = windows.iter().filter(|(_, opens, _)| *opens > on);
        if let Some((rule, opens, _)) = next.min_by_key(|(_, opens, _)| *opens) {
            let text = format!(
                "The window of {body} is closed on {}; it opens on {}",
                day_text(on),
                day_text(*opens)
            );
            return Some(flag(
                Severity::Warning,
                rule.or(general)?,
                text,
                Some(*opens),
            ));
        }
        // Without a window after it, the tables say nothing of that time.
        let last = windows.iter().max_by_key(|(_, _, closes)| *closes);
        let rule = last.and_then(|(rule, ..)| *rule).or(general)?;
        let text = format!(
            "No window of {body} is known for {}; enter its dates",
            day_text(on)
        );
        Some(flag(Severity::Warning, rule, text, None))
    }

    fn length_flag(&self, deal: &DealOnDay) -> Option<Flag> {
        let (start, end) = deal.new_contract?;
        let rule = self.find("contract_length", &["FIFA"], start)?;
        let minor = deal
            .birth
            .and_then(|birth| age_on(birth, start))
            .is_some_and(|age| age < 18);
        let years = rule.number(if minor { "years_under_18" } else { "years" })?;
        let last = last_day_of_years(start, years as u32)?;
        (end > last).then(|| {
            let text = if minor {
                format!("He is under 18: more than {years} years are not recognised")
            } else {
                format!("More than {years} years need a national law that allows them")
            };
            flag(Severity::Warning, rule, text, Some(last))
        })
    }

    fn amortisation_flag(&self, deal: &DealOnDay) -> Option<Flag> {
        let (start, end) = deal.new_contract?;
        let rule = self.find("amortisation_cap", &["UEFA"], start)?;
        let years = rule.number("years")?;
        let last = last_day_of_years(start, years as u32)?;
        (end > last).then(|| {
            let text = format!(
                "The cost is written off by {}, before the contract ends",
                day_text(last)
            );
            flag(Severity::Note, rule, text, Some(last))
        })
    }

    fn protection_flag(&self, deal: &DealOnDay) -> Option<Flag> {
        let (on, start) = (deal.completion?, deal.present_start?);
        let signed = deal.present_signed.unwrap_or(start);
        let rule = self.find("protected_period", &["FIFA"], on)?;
        let period = protected_end(start, signed, deal.birth?).ok()?;
        let text = if on > period.last_day {
            format!(
                "The protected period ended by {}: a breach would cost compensation, no sporting ban",
                day_text(period.last_day)
            )
        } else {
            format!(
                "Inside the protected period until {} at the latest",
                day_text(period.last_day)
            )
        };
        Some(flag(Severity::Note, rule, text, Some(period.last_day)))
    }
}

pub(in crate::domain::deal) fn flag(
    severity: Severity,
    rule: &Rule,
    text: impl Into<String>,
    day: Option<NaiveDate>,
) -> Flag {
    Flag {
        severity,
        rule: rule.id.clone(),
        text: text.into(),
        day,
        mark: rule.mark,
        article: rule.document.clone(),
        binding: rule.binding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::testing::day;

    #[test]
    fn the_rules_that_touch_konate_are_those_of_the_day() {
        let table = RuleTable::shipped();
        let konate = |completion: &str| DealOnDay {
            completion: Some(day(completion)),
            registers_in: Some("Spain".to_owned()),
            present_start: Some(day("2021-07-01")),
            present_signed: Some(day("2021-05-28")),
            present_end: Some(day("2026-06-30")),
            birth: Some(day("1999-05-25")),
            new_contract: Some((day(completion), day("2031-06-30"))),
            ..DealOnDay::default()
        };
        let ids = |deal: &DealOnDay| {
            let flags = table.flags(deal);
            flags
                .into_iter()
                .map(|flag| {
                    (
                        flag.severity,
                        flag.rule,
                        flag.day.map(|day| day.to_string()),
                    )
                })
                .collect::<Vec<_>>()
        };
        let row =
            |severity, rule: &str, day: &str| (severity, rule.to_owned(), Some(day.to_owned()));
        assert_eq!(
            ids(&konate("2025-07-15")),
            [
                row(Severity::Warning, "rstp.contract_length", "2030-07-14"),
                row(Severity::Note, "window.spain.2025_summer", "2025-09-01"),
                row(Severity::Note, "uefa.amortisation_cap", "2030-07-14"),
                row(Severity::Note, "rstp.protected_period", "2024-06-30"),
            ]
        );
        assert_eq!(
            ids(&konate("2025-06-20")).first(),
            Some(&row(
                Severity::Warning,
                "window.spain.2025_summer",
                "2025-07-01"
            ))
        );
        let free = DealOnDay {
            is_pre_contract: true,
            new_contract: Some((day("2026-07-01"), day("2030-06-30"))),
            ..konate("2025-12-31")
        };
        assert_eq!(
            ids(&free).first(),
            Some(&row(Severity::Blocking, "rstp.pre_contract", "2026-01-01"))
        );
    }
}
