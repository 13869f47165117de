//! A package as the paper that goes to the other side: plain text and Markdown.
//!
//! Says what is offered and nothing of what we think: no chance, no worth, no limit, and not the
//! name by which we call the package. Sums stand as they were stated; none is converted.

use std::fmt::Write as _;

use chrono::NaiveDate;

use crate::domain::date::day_text;
use crate::domain::dossier::Dossier;
use crate::domain::figures::thousands;
use crate::domain::id::PlayerId;
use crate::domain::money::Money;
use crate::domain::negotiation::{Negotiation, Round};
use crate::domain::package::{AddOn, Loan, LoanEnd, Package};

/// A sum is printed in millions as long as it needs no more letters than this.
const SHORT: usize = 7;
/// A hundredth of a million in minor units.
const HUNDREDTH: i64 = 1_000_000;

/// To whom the paper goes. What a club is offered is no business of the agent, nor the wage of
/// the club.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The selling club.
    Club,
    /// The player and his agent.
    Player,
    /// Our own people.
    Both,
}

/// How the paper is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For a mail.
    Text,
    /// For a document.
    Markdown,
}

/// The terms of one package in words.
#[derive(Clone, Debug, PartialEq)]
pub struct TermSheet {
    title: String,
    between: String,
    sections: Vec<Section>,
}

/// What every paper ends with.
const NOT_BINDING: &str = "Subject to contract; not binding";

#[derive(Clone, Debug, PartialEq)]
struct Section {
    heading: String,
    terms: Vec<(&'static str, String)>,
}

/// The term sheet of a package on a day.
pub fn term_sheet(
    package: &Package,
    negotiation: &Negotiation,
    dossier: &Dossier,
    reader: Reader,
    on: NaiveDate,
) -> TermSheet {
    let name = |id: PlayerId| {
        let player = dossier.player(id);
        player.map_or_else(|| "the player".to_owned(), |player| player.name.clone())
    };
    let player = name(negotiation.player);
    let mut sections = Vec::new();
    if reader != Reader::Player {
        sections.push(Section {
            heading: format!("With {}", or_words(&negotiation.seller, "his club")),
            terms: club_terms(package, negotiation, name),
        });
    }
    if reader != Reader::Club {
        sections.push(Section {
            heading: format!("With {player}"),
            terms: player_terms(package),
        });
    }
    if let Some(until) = package.answer_by {
        sections.push(Section {
            heading: "Answer".to_owned(),
            terms: vec![("By", day_text(until))],
        });
    }
    sections.retain(|section| !section.terms.is_empty());
    TermSheet {
        title: format!("Offer for {player}"),
        between: format!(
            "{} to {}, {}",
            or_words(&negotiation.buyer, "The buyer"),
            match reader {
                Reader::Player => player.as_str(),
                Reader::Club | Reader::Both => or_words(&negotiation.seller, "his club"),
            },
            standing_words(package, negotiation, on)
        ),
        sections,
    }
}

/// `offer of 11 Jul 2025` once these terms were recorded, a draft before.
fn standing_words(package: &Package, negotiation: &Negotiation, on: NaiveDate) -> String {
    let as_it_stands = |round: &&Round| round.terms.as_deref() == Some(package);
    match negotiation.sent(package.id).find(as_it_stands) {
        Some(round) => format!("offer of {}", day_text(round.on)),
        None => format!("draft of {}", day_text(on)),
    }
}

fn or_words<'a>(name: &'a str, otherwise: &'a str) -> &'a str {
    let name = name.trim();
    if name.is_empty() { otherwise } else { name }
}

fn club_terms(
    package: &Package,
    negotiation: &Negotiation,
    name: impl Fn(PlayerId) -> String,
) -> Vec<(&'static str, String)> {
    let mut terms = Vec::new();
    if let Some(fee) = package.fixed_fee {
        terms.push(("Fixed fee", sum_text(fee)));
    }
    for (part, sum) in package.instalments.iter().zip(parts(package)) {
        let words = format!("{} due {}", sum_text(sum), day_text(part.due));
        terms.push(("Instalment", words));
    }
    if package.fixed_fee.is_some() && package.instalments.is_empty() {
        terms.push(("Payment", "in one sum".to_owned()));
    }
    terms.extend(
        package
            .add_ons
            .iter()
            .map(|add_on| ("Add-on", add_on_text(add_on))),
    );
    if let (Some(_), [_, ..], Some(most)) =
        (package.fixed_fee, &package.add_ons[..], package.headline())
    {
        terms.push(("All add-ons met", sum_text(most)));
    }
    if let Some(clause) = &package.sell_on {
        let words = format!("{} {}", clause.share, clause.of.label());
        terms.push(("Sell-on", words));
    }
    if let Some(clause) = &package.buy_back {
        let until = clause.until.map(day_text);
        let until = until.map_or_else(String::new, |until| format!(", until {until}"));
        terms.push(("Buy-back", format!("{}{until}", sum_text(clause.amount))));
    }
    if let Some(swap) = &package.swap {
        let agreed = sum_text(swap.agreed_value);
        let words = format!("{}, valued at {agreed}", name(swap.player));
        terms.push(("In exchange", words));
    }
    if let Some(loan) = &package.loan {
        terms.push(("Loan", loan_text(loan)));
    }
    if !terms.is_empty() {
        terms.push(("Solidarity", solidarity_text(package, negotiation)));
    }
    terms
}

fn player_terms(package: &Package) -> Vec<(&'static str, String)> {
    let mut terms = Vec::new();
    if let Some(wage) = &package.wage {
        let tax = match wage.tax {
            Some(_) => "",
            None => ", gross or net not stated",
        };
        terms.push(("Wage", format!("{wage}{tax}")));
    }
    if let Some(bonus) = package.signing_bonus {
        terms.push(("Signing bonus", sum_text(bonus)));
    }
    if let Some(fee) = package.agent_fee {
        terms.push(("Agent", sum_text(fee)));
    }
    if let Some(until) = package.contract_until {
        terms.push(("Contract to", day_text(until)));
    }
    if let Some(option) = &package.option_year {
        let by = option.exercise_by.as_ref();
        let by = by.map_or_else(String::new, |by| format!(", to be used by {by}"));
        terms.push(("Option", format!("{option}{by}")));
    }
    terms
}

fn add_on_text(add_on: &AddOn) -> String {
    let event = or_words(&add_on.event, "an event still to be named");
    let due = add_on.due.map(day_text);
    let due = due.map_or_else(String::new, |due| format!(", payable {due}"));
    format!("{} on {event}{due}", sum_text(add_on.amount))
}

fn loan_text(loan: &Loan) -> String {
    let mut words = format!("until {}", day_text(loan.until));
    if let Some(fee) = loan.fee {
        let _ = write!(words, ", fee {}", sum_text(fee));
    }
    if loan.then != LoanEnd::Return {
        let _ = write!(words, ", {}", loan.then.label());
        if let Some(price) = loan.price {
            let _ = write!(words, " at {}", sum_text(price));
        }
    }
    words
}

fn solidarity_text(package: &Package, negotiation: &Negotiation) -> String {
    if package.solidarity_on_top {
        let buyer = or_words(&negotiation.buyer, "the buyer");
        format!("on top of every sum above, paid by {buyer}")
    } else {
        "taken out of every sum above".to_owned()
    }
}

/// The parts of the fee. Of a fee in whole hundredths of a million every part is one too, and the
/// last holds the remainder, so that no part has half a digit more than the whole.
fn parts(package: &Package) -> Vec<Money> {
    let stated: Vec<Money> = package.instalments.iter().map(|part| part.amount).collect();
    let is_round = |sum: &Money| sum.minor % HUNDREDTH == 0;
    let total: i64 = stated.iter().map(|sum| sum.minor).sum();
    let (Some(fee), Some((last, before))) = (package.fixed_fee, stated.split_last()) else {
        return stated;
    };
    let alike = stated.iter().all(|sum| sum.currency == fee.currency) && total == fee.minor;
    if !alike || !is_round(&fee) || stated.iter().all(is_round) {
        return stated;
    }
    let mut rounded: Vec<Money> = before
        .iter()
        .map(|sum| Money::new(nearest_hundredth(sum.minor), sum.currency))
        .collect();
    let paid: i64 = rounded.iter().map(|sum| sum.minor).sum();
    rounded.push(Money::new(fee.minor - paid, last.currency));
    rounded
}

/// Ties go away from nothing.
fn nearest_hundredth(minor: i64) -> i64 {
    let half = HUNDREDTH / 2 * minor.signum();
    (minor + half) / HUNDREDTH * HUNDREDTH
}

/// A sum to the last cent: `EUR 22.17m` while that is exact, else `EUR 22,172,220.65`.
fn sum_text(sum: Money) -> String {
    let short = sum.short();
    if short.len() <= SHORT {
        return sum.to_string();
    }
    let major = sum.major().normalize().to_string();
    let (whole, cents) = major.split_once('.').unwrap_or((&major, ""));
    let grouped = thousands(whole.trim_start_matches('-'));
    let minus = if sum.minor < 0 { "−" } else { "" };
    let cents = match cents {
        "" => String::new(),
        cents => format!(".{cents:0<2}"),
    };
    format!("{} {minus}{grouped}{cents}", sum.currency)
}

impl TermSheet {
    /// True if the package offers nothing yet.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// The paper in one of its forms, with a line break at its end.
    pub fn written(&self, form: Form) -> String {
        match form {
            Form::Text => self.text(),
            Form::Markdown => self.markdown(),
        }
    }

    fn text(&self) -> String {
        let terms = self.sections.iter().flat_map(|section| &section.terms);
        let width = terms.map(|(label, _)| label.len()).max().unwrap_or(0);
        let mut text = format!("{}\n{}\n", one_line(&self.title), one_line(&self.between));
        for section in &self.sections {
            let _ = writeln!(text, "\n{}", one_line(&section.heading));
            for (label, words) in &section.terms {
                let _ = writeln!(text, "  {label:width$}  {}", one_line(words));
            }
        }
        let _ = writeln!(text, "\n{NOT_BINDING}");
        text
    }

    fn markdown(&self) -> String {
        let mut text = format!("# {}\n\n{}\n", escaped(&self.title), escaped(&self.between));
        for section in &self.sections {
            let _ = writeln!(text, "\n## {}\n", escaped(&section.heading));
            let _ = writeln!(text, "| Term | Offer |\n|---|---|");
            for (label, words) in &section.terms {
                let _ = writeln!(text, "| {label} | {} |", escaped(words));
            }
        }
        let _ = writeln!(text, "\n{NOT_BINDING}");
        text
    }
}

/// A text that came from a field, kept to its line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same with the signs that Markdown would read taken for what they are.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in one_line(text).chars() {
        if r"\`*_[]<>|#~".contains(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::dossier::Record;
    use crate::domain::testing::empty_dossier;

    const KONATE: u128 = 1;

    fn case(package: &str) -> (Package, Negotiation, Dossier) {
        let id = |n| Uuid::from_u128(n).to_string();
        let mut dossier = empty_dossier();
        for (n, name) in [(KONATE, "Ibrahima Konaté"), (2, "Raúl Asencio")] {
            let player = crate::domain::player::Player::new(
                PlayerId(Uuid::from_u128(n)),
                name,
                crate::domain::player::Role::Target,
            );
            dossier.put(Record::Player(std::sync::Arc::new(player)));
        }
        let negotiation = serde_json::json!({
            "id": id(3), "player": id(KONATE), "seller": "Liverpool", "buyer": "Real Madrid",
        });
        let mut terms: serde_json::Value = serde_json::from_str(package).unwrap();
        terms["id"] = id(4).into();
        terms["name"] = "A, our last word".into();
        for row in ["instalments", "add_ons"] {
            let rows = terms.get_mut(row).and_then(serde_json::Value::as_array_mut);
            for (idx, row) in rows.into_iter().flatten().enumerate() {
                row["id"] = id(100 + idx as u128).into();
            }
        }
        (
            serde_json::from_value(terms).unwrap(),
            serde_json::from_value(negotiation).unwrap(),
            dossier,
        )
    }

    fn written(package: &str, reader: Reader, form: Form) -> String {
        let (package, negotiation, dossier) = case(package);
        let on = dossier.head.decision_date;
        term_sheet(&package, &negotiation, &dossier, reader, on).written(form)
    }

    const FULL: &str = r#"{
        "fixed_fee": {"minor": 2217222065, "currency": "EUR"},
        "instalments": [
            {"due": "2025-07-11", "amount": {"minor": 1200000000, "currency": "EUR"}},
            {"due": "2026-07-11", "amount": {"minor": 1017222065, "currency": "EUR"}}],
        "add_ons": [{"event": "winning | the *league*", "amount": {"minor": 500000000, "currency": "EUR"},
            "due": "2026-06-30", "chance_ours": 1500, "chance_theirs": 3000}],
        "sell_on": {"share": 1000, "of": "profit_paid"},
        "buy_back": {"amount": {"minor": 4000000000, "currency": "EUR"}, "until": "2028-06-30"},
        "swap": {"player": "00000000-0000-0000-0000-000000000002",
            "agreed_value": {"minor": 800000000, "currency": "EUR"}},
        "wage": {"amount": {"low": {"minor": 20000000, "currency": "GBP"}}, "per": "week", "tax": "gross"},
        "signing_bonus": {"minor": 150000000, "currency": "EUR"},
        "contract_until": "2030-06-30", "answer_by": "2025-08-01", "solidarity_on_top": true,
        "basis": {"assumed_by": "Sporting director"}
    }"#;

    #[test]
    fn the_paper_for_the_club_says_what_is_offered_and_when() {
        let expected = "\
Offer for Ibrahima Konaté
Real Madrid to Liverpool, draft of 11 Jul 2025

With Liverpool
  Fixed fee        EUR 22,172,220.65
  Instalment       EUR 12m due 11 Jul 2025
  Instalment       EUR 10,172,220.65 due 11 Jul 2026
  Add-on           EUR 5m on winning | the *league*, payable 30 Jun 2026
  All add-ons met  EUR 27,172,220.65
  Sell-on          10 % of the profit over fee and add-ons paid
  Buy-back         EUR 40m, until 30 Jun 2028
  In exchange      Raúl Asencio, valued at EUR 8m
  Solidarity       on top of every sum above, paid by Real Madrid

Answer
  By               1 Aug 2025

Subject to contract; not binding
";
        assert_eq!(written(FULL, Reader::Club, Form::Text), expected);
    }

    #[test]
    fn the_wage_keeps_its_convention_and_the_club_does_not_read_it() {
        let player = written(FULL, Reader::Player, Form::Text);
        assert!(
            player.contains("Wage           GBP 200k a week, gross"),
            "{player}"
        );
        assert!(!player.contains("Fixed fee") && !player.contains("Liverpool"));
        assert!(!written(FULL, Reader::Club, Form::Text).contains("200k"));
        let both = written(FULL, Reader::Both, Form::Text);
        assert!(both.contains("Fixed fee") && both.contains("200k"));
    }

    #[test]
    fn no_paper_tells_what_we_think() {
        for reader in [Reader::Club, Reader::Player, Reader::Both] {
            for form in [Form::Text, Form::Markdown] {
                let paper = written(FULL, reader, form);
                for secret in ["15 %", "30 %", "last word", "Sporting director", "chance"] {
                    assert!(!paper.contains(secret), "{secret} in {paper}");
                }
            }
        }
    }

    #[test]
    fn markdown_takes_the_signs_of_a_field_for_text() {
        let paper = written(FULL, Reader::Club, Form::Markdown);
        let row = r"| Add-on | EUR 5m on winning \| the \*league\*, payable 30 Jun 2026 |";
        assert!(paper.contains(row), "{paper}");
        assert!(paper.starts_with("# Offer for Ibrahima Konaté\n\n"));
    }

    #[test]
    fn who_pays_solidarity_is_always_said_and_sums_of_two_currencies_are_not_added() {
        let paper = written(
            r#"{"fixed_fee": {"minor": 2500000000, "currency": "EUR"},
                "add_ons": [{"event": "ten caps", "amount": {"minor": 100000000, "currency": "GBP"}}]}"#,
            Reader::Club,
            Form::Text,
        );
        assert!(
            paper.contains("Solidarity  taken out of every sum above"),
            "{paper}"
        );
        assert!(paper.contains("Payment     in one sum"));
        assert!(paper.contains("GBP 1m on ten caps\n") && !paper.contains("All add-ons"));
    }

    #[test]
    fn the_parts_of_a_round_fee_are_round_and_add_up() {
        let part = |minor: i64| serde_json::json!({"due": "2025-07-11", "amount": {"minor": minor, "currency": "EUR"}});
        for (fee, parts, printed) in [
            (
                2_217_000_000_i64,
                vec![1_108_500_000, 1_108_500_000],
                ["EUR 11.09m", "EUR 11.08m"],
            ),
            (
                2_500_000_000,
                vec![1_250_000_000, 1_250_000_000],
                ["EUR 12.5m", "EUR 12.5m"],
            ),
            (
                2_217_222_065,
                vec![1_108_611_033, 1_108_611_032],
                ["EUR 11,086,110.33", "EUR 11,086,110.32"],
            ),
        ] {
            let parts: Vec<_> = parts.into_iter().map(part).collect();
            let package = serde_json::json!({
                "fixed_fee": {"minor": fee, "currency": "EUR"}, "instalments": parts,
            });
            let paper = written(&package.to_string(), Reader::Club, Form::Text);
            for sum in printed {
                assert!(paper.contains(&format!("{sum} due")), "{sum} in {paper}");
            }
        }
    }

    #[test]
    fn a_wage_without_its_tax_says_so() {
        let wage = r#"{"wage": {"amount": {"low": {"minor": 20000000, "currency": "GBP"}}, "per": "week"}}"#;
        let paper = written(wage, Reader::Player, Form::Text);
        assert!(
            paper.contains("GBP 200k a week, gross or net not stated"),
            "{paper}"
        );
    }

    #[test]
    fn terms_that_were_recorded_are_an_offer_and_changed_again_a_draft() {
        let (mut package, mut negotiation, dossier) = case(FULL);
        let on = dossier.head.decision_date;
        let id = crate::domain::id::RoundId(Uuid::from_u128(50));
        let row = negotiation.row_of(id, &package, on, crate::domain::sourced::Basis::default());
        negotiation.rounds = std::sync::Arc::new(vec![row]);
        let first = |package: &Package| {
            term_sheet(package, &negotiation, &dossier, Reader::Club, on).between
        };
        assert_eq!(
            first(&package),
            "Real Madrid to Liverpool, offer of 11 Jul 2025"
        );
        package.fixed_fee = None;
        assert_eq!(
            first(&package),
            "Real Madrid to Liverpool, draft of 11 Jul 2025"
        );
    }

    #[test]
    fn a_package_without_terms_is_no_paper() {
        let (package, negotiation, dossier) = case("{}");
        let on = dossier.head.decision_date;
        assert!(term_sheet(&package, &negotiation, &dossier, Reader::Both, on).is_empty());
    }
}
