//! The rules of the date that touch the negotiation and each of its packages.

use super::Scenario;
use super::package_figures::PackageFigures;
use crate::domain::date::{day_text, pre_contract_from};
use crate::domain::deal::agents::{THRESHOLD_USD, agent_cap};
use crate::domain::deal::rules::{DealOnDay, Flag, Rule, Severity, flag};
use crate::domain::deal::terms::Terms;

impl Scenario {
    /// What the rules say of this player on this day, whatever is offered.
    pub fn flags(&self) -> Vec<Flag> {
        let mut flags = self.facts.rules.flags(&self.facts.on_day(self.on));
        flags.extend(self.pre_contract_note());
        flags.sort_by_key(|flag| flag.severity);
        flags
    }

    fn pre_contract_note(&self) -> Option<Flag> {
        let end = self.facts.present_end?;
        let rule = self.facts.rules.find("pre_contract", &["FIFA"], self.on)?;
        let first = pre_contract_from(end);
        let text = if self.on > end {
            format!("His contract ended on {}: he is free", day_text(end))
        } else if self.on >= first {
            "A club abroad may sign him for nothing now, for the time after his contract".to_owned()
        } else {
            format!(
                "From {} on a club abroad may sign him for nothing",
                day_text(first)
            )
        };
        Some(flag(Severity::Note, rule, text, Some(first)))
    }

    /// What the rules say of one package.
    pub(super) fn package_flags(&self, terms: &Terms, figures: &PackageFigures) -> Vec<Flag> {
        let contract = terms
            .contract_until
            .filter(|until| *until >= self.on)
            .map(|until| (self.on, until));
        let deal = DealOnDay {
            new_contract: contract,
            birth: self.facts.born,
            ..DealOnDay::default()
        };
        let mut flags = self.facts.rules.flags(&deal);
        flags.extend(self.agent_flag(terms));
        flags.extend(self.squad_cost_flag(figures));
        flags.extend(self.psr_flag(figures));
        flags.extend(self.cost_limit_flag(figures));
        flags.extend(self.solidarity_flag(terms));
        flags.sort_by_key(|flag| flag.severity);
        flags
    }

    /// The row on a subject that holds on the day and has a constant of that name.
    fn rule_with(&self, subject: &str, body: &str, constant: &str) -> Option<(&Rule, f64)> {
        self.facts
            .rules
            .in_force(self.on)
            .filter(|rule| rule.subject == subject && rule.body == body)
            .find_map(|rule| Some((rule, rule.number(constant)?)))
    }

    /// The caps on agents are a reference line: FIFA suspended them.
    fn agent_flag(&self, terms: &Terms) -> Option<Flag> {
        let (wage, dollar) = (terms.wage_per_year?, self.facts.dollar?);
        let rule = self.facts.rules.find("agent_cap", &["FIFA"], self.on)?;
        let low = rule.number("individual_pct")? / 100.0;
        let high = rule.number("individual_above_pct")? / 100.0;
        if terms.agent_fee <= 0.0 || dollar <= 0.0 {
            return None;
        }
        let base = wage / dollar;
        let cap = |flat: bool| agent_cap(base, low, high, flat) * dollar;
        let text = format!(
            "Our agent takes {:.2}m; the reference line for an engaging club is {:.2}m a year of pay ({:.2}m if the lower rate holds for all of it above USD {:.0}k). It binds nobody at present",
            terms.agent_fee,
            cap(false),
            cap(true),
            THRESHOLD_USD / 1e3,
        );
        Some(flag(Severity::Note, rule, text, None))
    }

    fn squad_cost_flag(&self, figures: &PackageFigures) -> Option<Flag> {
        let ratio = figures.squad_cost?;
        let of = |body| self.rule_with("squad_cost_ratio", body, "limit");
        let own = self.facts.buyer_country.as_deref().and_then(of);
        let (rule, _) = own.or_else(|| of("UEFA"))?;
        let limit = self.beliefs.get("limit");
        let severity = severity_of(ratio.headroom_after);
        let text = format!(
            "Squad cost {:.1} % of income before, {:.1} % after; the limit is {:.0} %",
            100.0 * ratio.ratio_before,
            100.0 * ratio.ratio_after,
            100.0 * limit
        );
        Some(flag(severity, rule, text, None))
    }

    fn psr_flag(&self, figures: &PackageFigures) -> Option<Flag> {
        let room = figures.psr?;
        let (rule, _) = self.rule_with("psr", "England", "limit_m")?;
        let text = format!(
            "Room under the three-year test {:.1}m before, {:.1}m after a full year of him",
            room.before, room.after
        );
        Some(flag(severity_of(room.after), rule, text, None))
    }

    fn cost_limit_flag(&self, figures: &PackageFigures) -> Option<Flag> {
        let room = figures.cost_limit?;
        let rule = self
            .facts
            .rules
            .find("squad_cost_limit", &["Spain"], self.on)?;
        let text = format!(
            "Room under the league's limit {:.1}m before, {:.1}m after a full year of him",
            room.before, room.after
        );
        Some(flag(severity_of(room.after), rule, text, None))
    }

    fn solidarity_flag(&self, terms: &Terms) -> Option<Flag> {
        let (rule, share) = self.rule_with("solidarity", "FIFA", "total_pct")?;
        let days = rule.number("due_days")?;
        if terms.fixed_fee <= 0.0 && terms.add_ons.is_empty() && terms.loan.is_none() {
            return None;
        }
        let bearer = if terms.solidarity_on_top {
            "beside the fee, by us"
        } else {
            "out of the fee"
        };
        let text = format!(
            "Up to {share} % of every payment goes to the clubs that trained him, {bearer}, within {days:.0} days"
        );
        Some(flag(Severity::Note, rule, text, None))
    }
}

fn severity_of(room: f64) -> Severity {
    if room < 0.0 {
        Severity::Warning
    } else {
        Severity::Note
    }
}
