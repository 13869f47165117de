//! Values as providers write them: `€375Th.`, `£60K - £600K`, `£1,200 p/w`, `6'0"`, `D (C)`.

use std::str::FromStr as _;

use rust_decimal::Decimal;

use super::detect::{DecimalSign, number};
use crate::domain::contract::WagePeriod;
use crate::domain::extra::Extra;
use crate::domain::fact::{Foot, Position};
use crate::domain::money::{Currency, Money, StatedAmount};
use crate::domain::typed;

/// True for the ways in which tables say that nothing is known.
pub fn is_blank(text: &str) -> bool {
    const WORDS: [&str; 25] = [
        "-",
        "–",
        "—",
        "--",
        "?",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "nil",
        "unknown",
        "k. a.",
        "k.a.",
        "unbekannt",
        "s/d",
        "nd",
        "n.d.",
        "#n/a",
        "inconnu",
        "desconocido",
        "sconosciuto",
        "desconhecido",
        "<na>",
        ".",
    ];
    let text = text.trim();
    text.is_empty() || WORDS.iter().any(|word| word.eq_ignore_ascii_case(text)) || is_no_day(text)
}

/// "0000-00-00" and "00/00/0000" are how databases write no day.
fn is_no_day(text: &str) -> bool {
    let zeros = text.bytes().filter(|byte| *byte == b'0').count();
    let date = text.split_whitespace().next().unwrap_or_default();
    zeros >= 8 && date.len() == 10 && date.bytes().all(|byte| b"0-/.".contains(&byte))
}

/// A sum with what stands around it.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadSum {
    /// The sum or the range.
    pub amount: StatedAmount,
    /// True if the cell itself names the currency.
    pub names_currency: bool,
    /// The span that it pays for, if it is a wage that says so.
    pub per: Option<WagePeriod>,
}

/// In which units a column of sums counts when a cell does not say.
#[derive(Clone, Debug, PartialEq)]
pub struct SumUnits {
    /// The currency.
    pub currency: Currency,
    /// The power of ten: 6 for millions.
    pub power: u32,
    /// The sign between whole units and decimals.
    pub sign: DecimalSign,
}

impl SumUnits {
    /// What a header says: "EUR m", "€", "in millions".
    pub fn said(unit: &str) -> (Option<Currency>, Option<u32>) {
        let unit = unit.to_lowercase();
        let words = unit.split(|c: char| !c.is_alphabetic());
        let power = words.clone().find_map(power);
        let currency = sign_of(&unit).map(|(_, currency)| currency);
        (currency.or_else(|| words.clone().find_map(code)), power)
    }
}

/// Reads a sum, a range of sums or nothing.
///
/// # Errors
/// A sentence if it is no sum.
pub fn sum(text: &str, units: &SumUnits) -> Result<Option<ReadSum>, String> {
    if is_blank(text) {
        return Ok(None);
    }
    let no_sum = || format!("“{text}” is no sum");
    let lower = text.to_lowercase();
    let (body, per) = without_period(&lower);
    let mut parts = divide(&body);
    let high = parts.pop_if_two();
    let low = Figure::read(&parts.first, units.sign).ok_or_else(no_sum)?;
    let high = match high {
        Some(high) => Some(Figure::read(&high, units.sign).ok_or_else(no_sum)?),
        None => None,
    };
    let named = low
        .currency
        .or(high.as_ref().and_then(|high| high.currency));
    let currency = named.unwrap_or(units.currency);
    let power = |figure: &Figure| figure.power;
    let high_power = high.as_ref().and_then(power);
    // "20–25m" means 20m.
    let low_power = low.power.or(high_power).unwrap_or(units.power);
    let low_money = low.money(low_power, currency).ok_or_else(no_sum)?;
    let high_money = match &high {
        Some(high) => {
            let power = high.power.unwrap_or(units.power);
            Some(high.money(power, currency).ok_or_else(no_sum)?)
        }
        None => None,
    };
    if high_money.is_some_and(|high| high.minor < low_money.minor) {
        return Err(format!("“{text}” runs downwards"));
    }
    let amount = StatedAmount {
        low: low_money,
        high: high_money.filter(|high| *high != low_money),
        or_more: false,
        printed: None,
        extra: Extra::new(),
    };
    Ok(Some(ReadSum {
        amount,
        names_currency: named.is_some(),
        per,
    }))
}

/// "£1,200 p/w" is "£1,200" a week.
fn without_period(lower: &str) -> (String, Option<WagePeriod>) {
    const PERIODS: [(&str, WagePeriod); 24] = [
        ("p/w", WagePeriod::Week),
        ("/week", WagePeriod::Week),
        ("/wk", WagePeriod::Week),
        ("/w", WagePeriod::Week),
        ("per week", WagePeriod::Week),
        ("a week", WagePeriod::Week),
        ("pro woche", WagePeriod::Week),
        ("por semana", WagePeriod::Week),
        ("par semaine", WagePeriod::Week),
        ("a settimana", WagePeriod::Week),
        ("p/m", WagePeriod::Month),
        ("per month", WagePeriod::Month),
        ("a month", WagePeriod::Month),
        ("pro monat", WagePeriod::Month),
        ("al mes", WagePeriod::Month),
        ("par mois", WagePeriod::Month),
        ("al mese", WagePeriod::Month),
        ("p/a", WagePeriod::Year),
        ("p.a.", WagePeriod::Year),
        ("per year", WagePeriod::Year),
        ("a year", WagePeriod::Year),
        ("pro jahr", WagePeriod::Year),
        ("por año", WagePeriod::Year),
        ("par an", WagePeriod::Year),
    ];
    for (words, per) in PERIODS {
        if let Some(rest) = lower.trim_end().strip_suffix(words) {
            return (rest.trim_end().to_owned(), Some(per));
        }
    }
    (lower.to_owned(), None)
}

struct Parts {
    first: String,
    second: Option<String>,
}

impl Parts {
    fn pop_if_two(&mut self) -> Option<String> {
        self.second.take()
    }
}

/// Divides a range at its dash, which stands between a digit or letter and a digit or sign.
fn divide(body: &str) -> Parts {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—');
    for (at, dash) in body.char_indices().filter(|(_, c)| is_dash(*c)) {
        let (first, second) = (body.get(..at), body.get(at + dash.len_utf8()..));
        if let (Some(first), Some(second)) = (first, second)
            && first.chars().any(|c| c.is_ascii_digit())
            && second.chars().any(|c| c.is_ascii_digit())
        {
            return Parts {
                first: first.to_owned(),
                second: Some(second.to_owned()),
            };
        }
    }
    Parts {
        first: body.to_owned(),
        second: None,
    }
}

#[derive(Clone, Debug)]
struct Figure {
    number: Decimal,
    power: Option<u32>,
    currency: Option<Currency>,
}

impl Figure {
    fn read(text: &str, sign: DecimalSign) -> Option<Self> {
        let (text, mut currency) = match sign_of(text) {
            Some((sign, currency)) => (text.replace(sign, " "), Some(currency)),
            None => (text.to_owned(), None),
        };
        let start =
            text.find(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '−'))?;
        let before = text.get(..start)?;
        let rest = text.get(start..)?;
        let is_digit = |c: char| {
            c.is_ascii_digit()
                || matches!(
                    c,
                    '.' | ',' | '\'' | '-' | '−' | ' ' | '\u{a0}' | '\u{202f}'
                )
        };
        let end = rest.find(|c: char| !is_digit(c)).unwrap_or(rest.len());
        let (digits, after) = (rest.get(..end)?.trim(), rest.get(end..)?);
        let digits = digits.trim_end_matches(['.', ',', '\'']);
        let mut words = before.split_whitespace().chain(after.split_whitespace());
        let mut figure_power = None;
        if words.any(|word| {
            let word = word.trim_matches(['.', ',', ':', '(', ')', '+']);
            match (word.is_empty(), power(word), code(word)) {
                (true, ..) => false,
                (_, Some(found), _) if figure_power.is_none() => {
                    figure_power = Some(found);
                    false
                }
                (_, _, Some(found)) if currency.is_none() => {
                    currency = Some(found);
                    false
                }
                _ => true,
            }
        }) {
            return None;
        }
        // A sum with two decimals and a letter is what it is, whatever the rest of the file uses.
        let other = match sign {
            DecimalSign::Point => DecimalSign::Comma,
            DecimalSign::Comma => DecimalSign::Point,
        };
        let value = number(digits, sign).or_else(|| number(digits, other))?;
        Some(Self {
            number: Decimal::from_str(&value.to_string())
                .ok()
                .filter(|value| !value.is_sign_negative())?,
            power: figure_power,
            currency,
        })
    }

    fn money(&self, power: u32, currency: Currency) -> Option<Money> {
        let unit = Decimal::from(10_i64.checked_pow(power)?);
        Money::from_major(self.number.checked_mul(unit)?, currency)
    }
}

fn sign_of(text: &str) -> Option<(char, Currency)> {
    [
        ('€', "EUR"),
        ('£', "GBP"),
        ('$', "USD"),
        ('¥', "JPY"),
        ('₺', "TRY"),
        ('₽', "RUB"),
    ]
    .into_iter()
    .find(|(sign, _)| text.contains(*sign))
    .and_then(|(sign, code)| Some((sign, Currency::from_code(code)?)))
}

fn code(word: &str) -> Option<Currency> {
    match word {
        "euro" | "euros" => Some(Currency::EUR),
        "pound" | "pounds" => Some(Currency::GBP),
        word if word.len() == 3 && power(word).is_none() => Currency::from_code(word),
        _ => None,
    }
}

/// The power of ten of a letter or word. "mil" is a thousand in Spanish and Portuguese.
fn power(word: &str) -> Option<u32> {
    match word {
        "k" | "th" | "tsd" | "tsd." | "thousand" | "mil" | "mila" | "mille" => Some(3),
        "m" | "mn" | "mln" | "mio" | "mill" | "million" | "millions" | "millionen" | "millones"
        | "milhões" | "milhoes" | "milioni" | "mi" => Some(6),
        "b" | "bn" | "mrd" | "billion" | "milliarden" | "bi" => Some(9),
        _ => None,
    }
}

/// Reads a height into centimetres.
///
/// # Errors
/// A sentence if it is none.
pub fn height(text: &str, sign: DecimalSign) -> Result<Option<u32>, String> {
    // Tables write 0 for a height that nobody measured.
    if is_blank(text) || matches!(text.trim(), "0" | "0.0" | "0cm" | "0 cm") {
        return Ok(None);
    }
    let plain = number(text, sign).map(|value| value.to_string());
    let text = plain.as_deref().unwrap_or(text);
    typed::height(text).map_err(|err| err.to_string())
}

/// Reads a preferred foot in six languages.
///
/// # Errors
/// A sentence if it is none.
pub fn foot(text: &str) -> Result<Option<Foot>, String> {
    if is_blank(text) {
        return Ok(None);
    }
    let plain = deunicode::deunicode(text).to_lowercase();
    let found = match plain.trim() {
        "left" | "l" | "left only" | "links" | "linker" | "izquierdo" | "izquierda" | "zurdo"
        | "gauche" | "gaucher" | "sinistro" | "mancino" | "sx" | "esquerdo" | "canhoto" => {
            Some(Foot::Left)
        }
        "right" | "r" | "right only" | "rechts" | "rechter" | "derecho" | "derecha" | "diestro"
        | "droit" | "droite" | "droitier" | "destro" | "dx" | "direito" => Some(Foot::Right),
        "both" | "b" | "either" | "beidfussig" | "beide" | "ambidiestro" | "ambos"
        | "ambidextre" | "les deux" | "ambidestro" | "entrambi" | "ambi" => Some(Foot::Both),
        _ => None,
    };
    found
        .map(Some)
        .ok_or_else(|| format!("“{text}” is no foot"))
}

/// True if all that a cell says is the line of the team: "DF", "MF,DF", "Defender".
pub fn names_line(text: &str) -> bool {
    let first = text.split([',', ';', '|']).next().unwrap_or_default();
    let first = first.rsplit('>').next().unwrap_or(first);
    first.split('/').all(is_line)
}

fn is_line(word: &str) -> bool {
    matches!(
        deunicode::deunicode(word.trim()).to_lowercase().as_str(),
        "df" | "def"
            | "d"
            | "defender"
            | "defence"
            | "defense"
            | "defenders"
            | "abwehr"
            | "verteidiger"
            | "defensa"
            | "defenseur"
            | "difensore"
            | "defensor"
            | "mf"
            | "mid"
            | "m"
            | "midfielder"
            | "mittelfeld"
            | "mittelfeldspieler"
            | "fwd"
            | "attack"
            | "attacker"
            | "sturm"
            | "angriff"
            | "sub"
            | "res"
    )
}

/// Reads a position as providers write it: "Centre-Back", "D (C)", "Innenverteidiger". Several are
/// divided by commas; the first counts. A line of the team is no position.
///
/// # Errors
/// A sentence if it names no single position.
pub fn position(text: &str) -> Result<Option<Position>, String> {
    if is_blank(text) {
        return Ok(None);
    }
    let first = text
        .split([',', ';', '|'])
        .next()
        .unwrap_or_default()
        .trim();
    // Scraped cells hold the tag before the word.
    let first = first.rsplit('>').next().unwrap_or(first).trim();
    // "Defender - Centre-Back" names the line first.
    let first = first.rsplit(" - ").next().unwrap_or(first).trim();
    if names_line(first) {
        return Ok(None);
    }
    if let Some(position) = typed::position_word(first) {
        return Ok(Some(position));
    }
    if let Some(position) = manager_position(first) {
        return Ok(Some(position));
    }
    let plain = deunicode::deunicode(first).to_lowercase();
    let found = match plain.as_str() {
        "torwart" | "portero" | "gardien" | "gardien de but" | "portiere" | "goleiro"
        | "guarda-redes" => Position::Goalkeeper,
        "innenverteidiger" | "defensa central" | "central" | "defenseur central"
        | "difensore centrale" | "zagueiro" | "defesa central" => Position::CentreBack,
        "linker verteidiger" | "lateral izquierdo" | "arriere gauche" | "lateral gauche"
        | "terzino sinistro" | "lateral esquerdo" | "left back" => Position::LeftBack,
        "rechter verteidiger"
        | "lateral derecho"
        | "arriere droit"
        | "lateral droit"
        | "terzino destro"
        | "lateral direito"
        | "right back" => Position::RightBack,
        "defensives mittelfeld"
        | "pivote"
        | "milieu defensif"
        | "mediano"
        | "volante"
        | "trinco"
        | "medio defensivo" => Position::DefensiveMidfielder,
        "zentrales mittelfeld"
        | "mediocentro"
        | "milieu central"
        | "centrocampista"
        | "meia central"
        | "medio centro" => Position::Midfielder,
        "offensives mittelfeld"
        | "mediapunta"
        | "milieu offensif"
        | "trequartista"
        | "meia ofensivo"
        | "medio ofensivo" => Position::AttackingMidfielder,
        "left midfield" | "right midfield" | "left midfielder" | "right midfielder"
        | "linkes mittelfeld" | "rechtes mittelfeld" | "linksaussen" | "rechtsaussen"
        | "extremo izquierdo" | "extremo derecho" | "ailier gauche" | "ailier droit"
        | "ala sinistra" | "ala destra" | "ponta esquerda" | "ponta direita"
        | "extremo esquerdo" | "extremo direito" => Position::Winger,
        "mittelsturmer" | "hangende spitze" | "delantero centro" | "avant-centre"
        | "prima punta" | "seconda punta" | "centroavante" | "ponta de lanca"
        | "second striker" => Position::Forward,
        _ => return Err(format!("“{text}” names no single position")),
    };
    Ok(Some(found))
}

/// "D (C)", "D/WB (R)", "AM (RLC)" as Football Manager writes them.
fn manager_position(text: &str) -> Option<Position> {
    let (lines, sides) = match text.split_once('(') {
        Some((lines, sides)) => (lines.trim(), sides.trim_end_matches(')').trim()),
        None => (text, ""),
    };
    let line = lines.split('/').next()?.trim();
    let centre = sides.is_empty() || sides.contains('C');
    Some(match (line, centre) {
        ("GK", _) => Position::Goalkeeper,
        ("D", true) if !sides.is_empty() => Position::CentreBack,
        ("D" | "WB", false) if sides.starts_with('R') => Position::RightBack,
        ("D" | "WB", false) => Position::LeftBack,
        ("DM", _) => Position::DefensiveMidfielder,
        ("M", true) if !sides.is_empty() => Position::Midfielder,
        ("AM", true) if !sides.is_empty() => Position::AttackingMidfielder,
        ("M" | "AM", false) => Position::Winger,
        ("ST", _) => Position::Forward,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_sum(text: &str, expected: &str, per: Option<WagePeriod>) {
        let units = SumUnits {
            currency: Currency::USD,
            power: 0,
            sign: DecimalSign::Point,
        };
        let read = sum(text, &units).unwrap().unwrap();
        assert_eq!(
            (read.amount.to_string().as_str(), read.per),
            (expected, per),
            "{text}"
        );
    }

    #[test]
    fn sums_are_read_as_providers_write_them() {
        check_sum("€375Th.", "EUR 375k", None);
        check_sum("€84.65m", "EUR 84.65m", None);
        check_sum("84,65 Mio. €", "EUR 84.65m", None);
        check_sum("375 Tsd. €", "EUR 375k", None);
        check_sum("£60K - £600K", "GBP 60k–600k", None);
        check_sum("£3.9M - £5.8M", "GBP 3.9m–5.8m", None);
        check_sum("20-25m", "USD 20m–25m", None);
        check_sum("£1,200 p/w", "GBP 1.2k", Some(WagePeriod::Week));
        check_sum("€0", "EUR 0", None);
        check_sum("200000000.0", "USD 200m", None);
        check_sum(
            "EUR 1.5bn",
            "EUR 1.5bn".replace("1.5bn", "1500m").as_str(),
            None,
        );
        check_sum("350 mil €", "EUR 350k", None);
        check_sum("1.250.000 €", "EUR 1.25m", None);
    }

    #[test]
    fn what_is_no_sum_is_refused_and_blanks_are_nothing() {
        let units = SumUnits {
            currency: Currency::EUR,
            power: 6,
            sign: DecimalSign::Point,
        };
        for text in ["", "-", "?", "N/A", "NaN"] {
            assert_eq!(sum(text, &units), Ok(None), "{text}");
        }
        for text in ["free transfer", "25-20m", "12 apples", "€", "€-5m"] {
            assert!(sum(text, &units).is_err(), "{text}");
        }
        let in_millions = sum("12.5", &units).unwrap().unwrap();
        assert_eq!(in_millions.amount.to_string(), "EUR 12.5m");
        assert_eq!(SumUnits::said("EUR m"), (Some(Currency::EUR), Some(6)));
        assert_eq!(SumUnits::said("£"), (Some(Currency::GBP), None));
    }

    #[test]
    fn heights_feet_and_positions_are_read() {
        for (text, cm) in [
            ("185 cm", Some(185)),
            ("189cm", Some(189)),
            ("195.0", Some(195)),
            ("1.94 m", Some(194)),
            ("6'0\"", Some(183)),
            ("0", None),
            ("-", None),
        ] {
            assert_eq!(height(text, DecimalSign::Point), Ok(cm), "{text}");
        }
        assert_eq!(height("1,94", DecimalSign::Comma), Ok(Some(194)));
        assert!(height("tall", DecimalSign::Point).is_err());
        assert_eq!(foot("beidfüßig"), Ok(Some(Foot::Both)));
        assert_eq!(foot("Izquierdo"), Ok(Some(Foot::Left)));
        for (text, found) in [
            ("Centre-Back", Some("cb")),
            ("D (C)", Some("cb")),
            ("D/WB (R)", Some("rb")),
            ("AM (LC), ST (C)", Some("am")),
            ("M/AM (L)", Some("w")),
            ("Innenverteidiger", Some("cb")),
            ("Right Winger", Some("w")),
            ("DF", None),
            ("D", None),
        ] {
            let position = position(text).ok().flatten();
            assert_eq!(position.as_ref().map(Position::key), found, "{text}");
        }
    }
}
