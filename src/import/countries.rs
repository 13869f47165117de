//! Countries as tables write them: "FRA", "fr FRA", "Frankreich" and "France" are one nationality.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::names::folded;

const LIST: &str = include_str!("../../assets/countries.txt");

/// Names in English, by code and by every other name.
#[derive(Debug, Default)]
struct Countries {
    by_code: HashMap<&'static str, &'static str>,
    by_name: HashMap<String, &'static str>,
}

fn countries() -> &'static Countries {
    static READ: OnceLock<Countries> = OnceLock::new();
    READ.get_or_init(|| {
        let mut read = Countries::default();
        for line in LIST.lines().filter(|line| !line.starts_with('#')) {
            let Some((name, rest)) = line.split_once(" = ") else {
                continue;
            };
            let mut parts = rest.split(" | ");
            let codes = parts.next().unwrap_or_default().split_whitespace();
            read.by_code.extend(codes.map(|code| (code, name)));
            read.by_name.insert(folded(name), name);
            read.by_name
                .extend(parts.map(|other| (folded(other), name)));
        }
        read
    })
}

/// The country of a code, alone or behind its two letters as FBref writes it: "FRA", "fr FRA".
fn of_code(text: &str) -> Option<&'static str> {
    let by_code = |code: &str| countries().by_code.get(code).copied();
    match text.split_once(' ') {
        Some((flag, code)) => {
            let is_flag =
                (2..=3).contains(&flag.len()) && flag.bytes().all(|byte| byte.is_ascii_lowercase());
            by_code(code.trim()).filter(|_| is_flag)
        }
        None => by_code(text),
    }
}

/// Transfermarkt parts one nation by the comma that parts several elsewhere.
fn whole(text: &str) -> String {
    text.replace("Korea, South", "South Korea")
        .replace("Korea, North", "North Korea")
}

/// The nations of a cell: a player can have several.
fn nations(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '/', '|', '\n'])
        .flat_map(|part| part.split("  "))
        .flat_map(|part| part.split("\u{a0}\u{a0}"))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// A cell with the codes in it read as names; names stay as they are written.
pub(super) fn named(text: &str) -> String {
    let words = |nation: &str| nation.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = whole(text);
    let nations = nations(&text).map(|nation| match of_code(&words(nation)) {
        Some(name) => name.to_owned(),
        None => words(nation),
    });
    nations.collect::<Vec<_>>().join(", ")
}

/// True if all nations of one cell are among those of the other, whatever their language: a table
/// with one column names only the first.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let read = |text: &str| -> Vec<String> {
        let nation = |nation: &str| {
            let name = folded(nation);
            let known = of_code(nation).or_else(|| countries().by_name.get(&name).copied());
            known.map_or(name, folded)
        };
        nations(&whole(text)).map(nation).collect()
    };
    let (one, other) = (read(one), read(other));
    let (few, many) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    !few.is_empty() && few.iter().all(|nation| many.contains(nation))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_names_and_names_stay() {
        for (text, name) in [
            ("FRA", "France"),
            ("fr FRA", "France"),
            ("eng ENG", "England"),
            ("NL", "Netherlands"),
            ("DEU", "Germany"),
            ("FRA, MLI", "France, Mali"),
            ("France  Mali", "France, Mali"),
            ("Frankreich", "Frankreich"),
            ("Korea, South", "South Korea"),
            ("XYZ", "XYZ"),
        ] {
            assert_eq!(named(text), name, "{text}");
        }
    }

    #[test]
    fn one_nation_in_two_spellings_is_no_disagreement() {
        for (one, other, same) in [
            ("FRA", "France", true),
            ("fr FRA", "Frankreich", true),
            ("Côte d'Ivoire", "Ivory Coast", true),
            ("Holland", "NED", true),
            ("Türkiye", "Turkey", true),
            ("France", "Mali, France", true),
            ("France", "Mali", false),
            ("France, Senegal", "France, Mali", false),
            ("Niger", "Nigeria", false),
            ("Atlantis", "atlantis", true),
        ] {
            assert_eq!(alike(one, other), same, "{one} {other}");
            assert_eq!(alike(other, one), same, "{other} {one}");
        }
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        let is_entry = |line: &&str| !line.starts_with('#') && line.contains(" = ");
        let lines = LIST.lines().filter(is_entry).count();
        let mut names: Vec<&str> = countries().by_code.values().copied().collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), lines);
        assert!(lines > 200);
    }
}
