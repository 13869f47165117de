//! Sums as people write them.
//!
//! A point or a comma divides decimals where it can mean nothing else. Where it could, the person
//! is asked: a thousandth of a fee is no small slip.

use super::number::Number;
use super::{Typed, TypedError};
use crate::domain::extra::Extra;
use crate::domain::money::{Currency, Money, PrintedConversion, StatedAmount};

/// Reads a sum that is not below zero: `50m`, `GBP 80k`, `€25.5m`, `£1,250,000`, `25,5m`, `1.5bn`,
/// `EUR 50 million`.
///
/// # Errors
/// [`TypedError`] if it is no sum, below zero, or could be two sums.
pub fn money(text: &str, default: Currency) -> Typed<Money> {
    let sum = signed_money(text, default)?;
    if sum.is_some_and(|sum| sum.minor < 0) {
        return Err(error(text, "is below zero"));
    }
    Ok(sum)
}

/// Reads a sum that may be below zero: `−5m`.
///
/// # Errors
/// [`TypedError`] if it is no sum or could be two sums.
pub fn signed_money(text: &str, default: Currency) -> Typed<Money> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut reader = Reader::new(text)?;
    let minus = reader.takes(&[Token::Dash]);
    let figure = reader.figure()?;
    reader.end()?;
    let mut sum = figure.money(default, text)?;
    // The minus may stand behind the currency, as it is printed.
    if minus || figure.minus {
        sum.minor = -sum.minor;
    }
    Ok(Some(sum))
}

/// Reads a figure as a source states it: also `20-25m`, `20m–25m`, `50m or more`, `≥ 50m`, and the
/// conversion that it prints, `EUR 50m (GBP 43m)`.
///
/// # Errors
/// [`TypedError`] if it is no such figure.
pub fn stated_amount(text: &str, default: Currency) -> Typed<StatedAmount> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let mut reader = Reader::new(text)?;
    let amount = reader.stated(default)?;
    reader.end()?;
    Ok(Some(amount))
}

fn error(text: &str, why: &str) -> TypedError {
    TypedError::new(format!("“{}” {why}", text.trim()))
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(String),
    Word(String),
    Currency(Currency),
    Dash,
    AtLeast,
    Plus,
    Slash,
    Comma,
    Open,
    Close,
}

/// Reads the tokens of an amount one after another.
pub(super) struct Reader<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    next: usize,
}

/// One end of a range.
#[derive(Clone, Debug)]
struct Figure {
    number: Number,
    /// The power of ten of `k`, `m` or `bn`; `None` if there is no such letter.
    power: Option<u32>,
    currency: Option<Currency>,
    minus: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self, TypedError> {
        let tokens = tokens(text).map_err(|c| error(text, &format!("cannot hold “{c}”")))?;
        Ok(Self {
            text,
            tokens,
            next: 0,
        })
    }

    pub(super) fn error(&self, why: &str) -> TypedError {
        error(self.text, why)
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next)
    }

    /// Takes these tokens, if they come next.
    pub(super) fn takes(&mut self, wanted: &[Token]) -> bool {
        let come = self
            .tokens
            .get(self.next..)
            .is_some_and(|rest| rest.starts_with(wanted));
        if come {
            self.next += wanted.len();
        }
        come
    }

    pub(super) fn takes_words(&mut self, words: &str) -> bool {
        let words: Vec<Token> = words
            .split(' ')
            .map(|word| Token::Word(word.to_owned()))
            .collect();
        self.takes(&words)
    }

    /// Takes the next word, whichever it is.
    pub(super) fn word(&mut self) -> Option<String> {
        let Some(Token::Word(word)) = self.peek() else {
            return None;
        };
        let word = word.clone();
        self.next += 1;
        Some(word)
    }

    pub(super) fn is_done(&self) -> bool {
        self.next >= self.tokens.len()
    }

    pub(super) fn end(&self) -> Result<(), TypedError> {
        match self.peek() {
            None => Ok(()),
            Some(Token::Word(word)) => {
                let why = format!("cannot be read: “{word}” is not known. Type 25.5m or 80k");
                Err(self.error(&why))
            }
            Some(_) => Err(self.error("is no sum. Type 25.5m or 80k")),
        }
    }

    pub(super) fn stated(&mut self, default: Currency) -> Result<StatedAmount, TypedError> {
        let at_least = self.takes(&[Token::AtLeast])
            || self.takes_words("at least")
            || self.takes_words("from")
            || self.takes_words("over");
        let (low, high) = self.range(default)?;
        let or_more =
            self.takes(&[Token::Plus]) || self.takes_words("or more") || self.takes_words("plus");
        let printed = if self.takes(&[Token::Open]) {
            Some(self.printed(low.currency)?)
        } else {
            None
        };
        Ok(StatedAmount {
            low,
            high,
            or_more: at_least || or_more,
            printed,
            extra: Extra::new(),
        })
    }

    fn range(&mut self, default: Currency) -> Result<(Money, Option<Money>), TypedError> {
        let (low, high) = self.figures()?;
        let currency = self.one_currency(&low, high.as_ref())?.unwrap_or(default);
        let high_money = match &high {
            Some(high) => Some(high.money(currency, self.text)?),
            None => None,
        };
        let low_money = low.money(currency, self.text)?;
        let (Some(high), Some(high_money)) = (&high, high_money) else {
            return Ok((low_money, None));
        };
        // "20-25m" means 20m; "950-1.2k" cannot mean 950k, "25-20m" is a slip.
        if low.power.is_none()
            && let Some(power) = high.power
        {
            let alike = Figure {
                power: Some(power),
                ..low
            };
            let alike = alike.money(currency, self.text)?;
            if alike.minor <= high_money.minor {
                return Ok((alike, Some(high_money)));
            }
            if alike.minor / 10 < high_money.minor {
                return Err(self.downwards());
            }
        }
        if high_money.minor < low_money.minor {
            return Err(self.downwards());
        }
        Ok((low_money, Some(high_money)))
    }

    fn downwards(&self) -> TypedError {
        self.error("runs downwards. The lower end comes first")
    }

    fn figures(&mut self) -> Result<(Figure, Option<Figure>), TypedError> {
        if self.takes(&[Token::Dash]) {
            return Err(self.error("is below zero"));
        }
        let low = self.figure()?;
        let ranges = self.takes(&[Token::Dash]) || self.takes_words("to");
        let high = if ranges { Some(self.figure()?) } else { None };
        if low.minus || high.as_ref().is_some_and(|high| high.minus) {
            return Err(self.error("is below zero"));
        }
        Ok((low, high))
    }

    fn one_currency(
        &self,
        low: &Figure,
        high: Option<&Figure>,
    ) -> Result<Option<Currency>, TypedError> {
        match (low.currency, high.and_then(|high| high.currency)) {
            (Some(low), Some(high)) if low != high => {
                Err(self.error("mixes two currencies in one range"))
            }
            (low, high) => Ok(low.or(high)),
        }
    }

    /// The conversion in brackets, with the unit in which it is written.
    fn printed(&mut self, of: Currency) -> Result<PrintedConversion, TypedError> {
        let start = self.next;
        let (low, high) = self.figures()?;
        let Some(currency) = self.one_currency(&low, high.as_ref())? else {
            return Err(self.error("needs the currency of what is in brackets"));
        };
        if currency == of {
            return Err(self.error("needs another currency in brackets"));
        }
        let written = high.as_ref().unwrap_or(&low);
        let unit = written
            .unit(currency)
            .ok_or_else(|| self.error("is too large"))?;
        self.next = start;
        let (low, high) = self.range(currency)?;
        if !self.takes(&[Token::Close]) {
            return Err(self.error("lacks the closing bracket"));
        }
        Ok(PrintedConversion {
            low,
            high,
            unit,
            extra: Extra::new(),
        })
    }

    fn currency(&mut self) -> Option<Currency> {
        let Some(Token::Currency(currency)) = self.peek() else {
            return None;
        };
        let currency = *currency;
        self.next += 1;
        Some(currency)
    }

    fn figure(&mut self) -> Result<Figure, TypedError> {
        let before = self.currency();
        let minus = before.is_some() && self.takes(&[Token::Dash]);
        let Some(Token::Number(number)) = self.peek() else {
            return Err(self.error("is no sum. Type 25.5m or 80k"));
        };
        let number = Number::read(number).map_err(|why| self.error(why))?;
        self.next += 1;
        let power = match self.peek() {
            Some(Token::Word(word)) => power(word),
            _ => None,
        };
        if power.is_some() {
            self.next += 1;
        }
        let after = if before.is_none() {
            self.currency()
        } else {
            None
        };
        Ok(Figure {
            number,
            power,
            currency: before.or(after),
            minus,
        })
    }
}

impl Figure {
    fn money(&self, default: Currency, text: &str) -> Result<Money, TypedError> {
        let currency = self.currency.unwrap_or(default);
        let number = match self.power {
            Some(power) => self.number.value_in_units(power),
            None => self.number.value(currency.minor_digits()),
        };
        let major = number.map_err(|why| error(text, &why))?;
        let exact =
            Money::from_major(major, currency).ok_or_else(|| error(text, "is too large"))?;
        if exact.major() == major {
            Ok(exact)
        } else {
            Err(error(text, &format!("is finer than {currency} counts")))
        }
    }

    /// The unit of its last written digit, in minor units.
    fn unit(&self, currency: Currency) -> Option<i64> {
        let power = self.power.unwrap_or(0) + currency.minor_digits();
        let decimals = u32::try_from(self.number.decimals()).ok()?;
        10_i64.checked_pow(power.saturating_sub(decimals))
    }
}

fn power(word: &str) -> Option<u32> {
    match word {
        "k" | "thousand" | "tsd" => Some(3),
        "m" | "mn" | "mln" | "mio" | "million" | "millions" => Some(6),
        "b" | "bn" | "billion" | "billions" => Some(9),
        _ => None,
    }
}

/// Divides a text into tokens; the error is the character that fits nowhere.
fn tokens(text: &str) -> Result<Vec<Token>, char> {
    let chars: Vec<char> = text.trim().to_lowercase().chars().collect();
    let at = |idx: usize| chars.get(idx).copied().unwrap_or('\0');
    let mut tokens = Vec::new();
    let mut idx = 0;
    while let Some(&c) = chars.get(idx) {
        let start = idx;
        idx += 1;
        let token = match c {
            c if c.is_whitespace() => continue,
            c if c.is_ascii_digit() => {
                while at(idx).is_ascii_digit() || joins_digits(&chars, idx) {
                    idx += 1;
                }
                Token::Number(chars.iter().take(idx).skip(start).collect())
            }
            c if c.is_alphabetic() => {
                while at(idx).is_alphabetic() {
                    idx += 1;
                }
                word(chars.iter().take(idx).skip(start).collect())
            }
            '€' => Token::Currency(Currency::EUR),
            '£' => Token::Currency(Currency::GBP),
            '$' => Token::Currency(Currency::USD),
            '>' => {
                idx += usize::from(at(idx) == '=');
                Token::AtLeast
            }
            '≥' => Token::AtLeast,
            '-' | '–' | '—' | '−' => Token::Dash,
            '+' => Token::Plus,
            '/' => Token::Slash,
            ',' | ';' => Token::Comma,
            '(' => Token::Open,
            ')' => Token::Close,
            c => return Err(c),
        };
        tokens.push(token);
    }
    Ok(tokens)
}

/// True for a mark between two digits; a space only before three digits that end there.
fn joins_digits(chars: &[char], idx: usize) -> bool {
    let digit = |idx: usize| chars.get(idx).is_some_and(char::is_ascii_digit);
    match chars.get(idx) {
        Some('.' | ',' | '\'' | '’') => digit(idx + 1),
        Some(' ' | '\u{a0}' | '\u{202f}') => {
            digit(idx + 1) && digit(idx + 2) && digit(idx + 3) && !digit(idx + 4)
        }
        _ => false,
    }
}

fn word(word: String) -> Token {
    let currency = match word.as_str() {
        "euro" | "euros" => Some(Currency::EUR),
        "pound" | "pounds" => Some(Currency::GBP),
        "dollar" | "dollars" => Some(Currency::USD),
        code if power(code).is_none() => Currency::from_code(code),
        _ => None,
    };
    currency.map_or(Token::Word(word), Token::Currency)
}
