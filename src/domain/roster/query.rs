//! The filter line of the player table: `cb <23 contract<12 konate`.

use std::cmp::Ordering;

use memchr::memmem;
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::{Column, Roster, Row, plain_line, position_of};
use crate::domain::fact::Position;
use crate::domain::typed::position_word;

/// How many rows are looked at between two questions whether to go on.
pub(super) const STRIDE: usize = 4096;

/// A filter, read from what was typed.
///
/// Words are looked for in name, club and position, without regard to case and accents; a word
/// that is found nowhere is taken for a rough spelling. `cb` is a position, `<23` an age,
/// `contract<12` months left, `value>20` millions, `foot:left` words in a column, `club:` a column
/// that is filled in, and `-` before any of these turns it round. Two choices for one column are
/// alternatives; everything else must hold together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    terms: Vec<Term>,
    problems: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
struct Term {
    excludes: bool,
    asks: Asks,
}

#[derive(Clone, Debug, PartialEq)]
enum Asks {
    Word(String),
    Position(Position),
    Number(Column, Compare, f64),
    Text(Column, String),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Compare {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

const OPERATORS: [char; 6] = ['<', '>', '=', ':', '≤', '≥'];

impl Query {
    /// Reads a filter. What cannot be read is left out and stands among the problems.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        for token in joined(tokens(text)) {
            let (excludes, asked) = match token.strip_prefix('-') {
                Some(rest) if !rest.is_empty() => (true, rest),
                _ => (false, token.as_str()),
            };
            match Asks::parse(asked) {
                Ok(Some(asks)) => query.terms.push(Term { excludes, asks }),
                Ok(None) => {}
                Err(problem) => query.problems.push(problem),
            }
        }
        query
    }

    /// What could not be read, a sentence each.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// True if it lets everybody through.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The places of the rows that pass, in the order of the roster; `None` if it was cancelled.
    pub(super) fn hits(&self, roster: &Roster, cancelled: &dyn Fn() -> bool) -> Option<Vec<u32>> {
        let mut passes = vec![true; roster.rows.len()];
        for alternatives in self.groups() {
            let mut any = vec![false; passes.len()];
            let mut excludes = false;
            for term in alternatives {
                excludes = term.excludes;
                term.asks.mark(roster, &mut any, cancelled)?;
            }
            for (passes, any) in passes.iter_mut().zip(&any) {
                *passes &= *any != excludes;
            }
        }
        let places = passes.iter().zip(0_u32..);
        Some(
            places
                .filter_map(|(passes, place)| passes.then_some(place))
                .collect(),
        )
    }

    /// Terms that are alternatives to each other. Words are never: each must be found.
    fn groups(&self) -> Vec<Vec<&Term>> {
        let mut groups: Vec<Vec<&Term>> = Vec::new();
        for term in &self.terms {
            let column = term.asks.choice();
            let group = groups.iter_mut().find(|group| {
                group.first().is_some_and(|first| {
                    column.is_some()
                        && first.asks.choice() == column
                        && first.excludes == term.excludes
                })
            });
            match group {
                Some(group) => group.push(term),
                None => groups.push(vec![term]),
            }
        }
        groups
    }
}

impl Asks {
    fn parse(text: &str) -> Result<Option<Self>, String> {
        let Some(operator) = text.find(OPERATORS) else {
            let short = text.chars().count() <= 3;
            let position = short.then(|| position_word(text)).flatten();
            let word = plain_line(text.trim_matches('"'));
            let word = (!word.is_empty()).then_some(Self::Word(word));
            return Ok(position.map(Self::Position).or(word));
        };
        let (name, rest) = text.split_at(operator);
        let (compare, value) = compare(rest);
        let value = value.trim_matches('"').trim();
        let column = match name {
            "" => Column::Age,
            name => Column::parse(name).ok_or_else(|| {
                format!("“{name}” is no column. Try age, contract, value or club")
            })?,
        };
        if column == Column::Position
            && let Some(position) = position_word(value)
        {
            return Ok(Some(Self::Position(position)));
        }
        if column.is_numeric() || column == Column::Wage {
            if value.is_empty() && compare == Compare::Equal {
                return Ok(Some(Self::Text(column, String::new())));
            }
            let number = value.replace(',', ".").replace('−', "-").parse::<f64>();
            let number = number.ok().filter(|number| number.is_finite());
            return match number {
                Some(number) => Ok(Some(Self::Number(column, compare, number))),
                None => Err(format!("“{text}” needs a number")),
            };
        }
        if compare != Compare::Equal {
            let name = column.key();
            return Err(format!("“{text}” compares words. Try {name}:{value}"));
        }
        Ok(Some(Self::Text(column, plain_line(value))))
    }

    /// The column of which it chooses a value.
    fn choice(&self) -> Option<Column> {
        match self {
            Self::Position(_) => Some(Column::Position),
            Self::Text(column, _) => Some(*column),
            Self::Word(_) | Self::Number(..) => None,
        }
    }

    fn mark(
        &self,
        roster: &Roster,
        marks: &mut [bool],
        cancelled: &dyn Fn() -> bool,
    ) -> Option<()> {
        if cancelled() {
            return None;
        }
        if let Self::Word(word) = self {
            if !mark_containing(roster, word, marks) {
                return mark_like(roster, word, marks, cancelled);
            }
            return Some(());
        }
        for (rows, marks) in roster.rows.chunks(STRIDE).zip(marks.chunks_mut(STRIDE)) {
            if cancelled() {
                return None;
            }
            for (row, mark) in rows.iter().zip(marks) {
                *mark |= self.holds(row);
            }
        }
        Some(())
    }

    fn holds(&self, row: &Row) -> bool {
        match self {
            Self::Word(word) => row.search.contains(word.as_str()),
            Self::Position(position) => position_of(&row.player) == Some(position),
            Self::Text(column, text) => {
                let cell = row.text(*column);
                !cell.is_empty() && plain_line(&cell).contains(text.as_str())
            }
            Self::Number(column, compare, number) => row
                .number(*column)
                .and_then(|figure| figure.partial_cmp(number))
                .is_some_and(|order| compare.allows(order)),
        }
    }
}

impl Compare {
    fn allows(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::AtLeast => order.is_ge(),
            Self::More => order.is_gt(),
        }
    }
}

fn compare(text: &str) -> (Compare, &str) {
    for (sign, compare) in [
        ("<=", Compare::AtMost),
        (">=", Compare::AtLeast),
        ("≤", Compare::AtMost),
        ("≥", Compare::AtLeast),
        ("<", Compare::Less),
        (">", Compare::More),
        ("=", Compare::Equal),
        (":", Compare::Equal),
    ] {
        if let Some(value) = text.strip_prefix(sign) {
            return (compare, value);
        }
    }
    (Compare::Equal, text)
}

/// Marks every row whose text contains a word; false if there is none.
fn mark_containing(roster: &Roster, word: &str, marks: &mut [bool]) -> bool {
    let mut found = false;
    let mut row = 0;
    for at in memmem::find_iter(roster.text.as_bytes(), word) {
        while roster.starts.get(row + 1).is_some_and(|start| *start <= at) {
            row += 1;
        }
        if let Some(mark) = marks.get_mut(row) {
            *mark = true;
            found = true;
        }
    }
    found
}

/// Marks every row in which the letters of a word stand in their order.
fn mark_like(
    roster: &Roster,
    word: &str,
    marks: &mut [bool],
    cancelled: &dyn Fn() -> bool,
) -> Option<()> {
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut needle = Vec::new();
    let needle = Utf32Str::new(word, &mut needle);
    let mut buffer = Vec::new();
    for (rows, marks) in roster.rows.chunks(STRIDE).zip(marks.chunks_mut(STRIDE)) {
        if cancelled() {
            return None;
        }
        for (row, mark) in rows.iter().zip(marks) {
            let name = Utf32Str::new(&row.name_key, &mut buffer);
            *mark |= matcher.fuzzy_match(name, needle).is_some();
        }
    }
    Some(())
}

/// At spaces, but not inside quotation marks.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut token = String::new();
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' | '“' | '”' => {
                quoted = !quoted;
                token.push('"');
            }
            c if c.is_whitespace() && !quoted => tokens.push(std::mem::take(&mut token)),
            c => token.push(c),
        }
    }
    tokens.push(token);
    tokens.retain(|token| !token.is_empty());
    tokens
}

/// Puts `contract < 12` and `contract <12` together; the sign of `cb <23` stays with the age.
fn joined(tokens: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    let mut open = false;
    for token in tokens {
        let begins = token.starts_with(OPERATORS);
        let ends = token.ends_with(['<', '>', '=', '≤', '≥']);
        let names_column = |last: &String| Column::parse(last.trim_start_matches('-')).is_some();
        match joined.last_mut() {
            Some(last) if open || (begins && names_column(last)) => last.push_str(&token),
            _ => joined.push(token),
        }
        open = ends;
    }
    joined
}
