//! The registry of headers: what a column holds by what stands above it, in six languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::field::Field;
use crate::domain::text::plain;

const FILE: &str = include_str!("../../assets/import_aliases.txt");

static REGISTRY: LazyLock<BTreeMap<String, Vec<Field>>> = LazyLock::new(|| {
    let mut registry: BTreeMap<String, Vec<Field>> = BTreeMap::new();
    for line in FILE.lines().filter(|line| !line.starts_with('#')) {
        let Some((key, headers)) = line.split_once(" = ") else {
            continue;
        };
        let Some(field) = Field::from_key(key.trim()) else {
            continue;
        };
        for header in headers.split(" | ") {
            let fields = registry.entry(folded(header)).or_default();
            if !fields.contains(&field) {
                fields.push(field.clone());
            }
        }
    }
    registry
});

/// What a header says of its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// The fields that it can hold; the kind of the table decides.
    pub fields: Vec<Field>,
    /// True if the header says that counts are for 90 minutes.
    pub per_90: bool,
    /// What stands in brackets or behind the name as a unit: "cm", "EUR m".
    pub unit: String,
}

/// Looks a header up, with and without its unit and "per 90".
pub fn meaning(header: &str, group: &str) -> Meaning {
    if let Some(fields) = of_group(header, group) {
        return Meaning {
            fields,
            per_90: false,
            unit: String::new(),
        };
    }
    let look = |text: &str| REGISTRY.get(&folded(text)).cloned().unwrap_or_default();
    let whole = look(header);
    let grouped = says_per_90(group);
    if !whole.is_empty() {
        let unit = split_unit(header).1;
        return Meaning {
            fields: whole,
            per_90: grouped,
            unit,
        };
    }
    let (name, unit) = split_unit(header);
    let per_90 = grouped || says_per_90(header);
    let bare = without_per_90(&name);
    let unit_share = if unit.contains('%') { " %" } else { "" };
    let tries = [
        format!("{name}{unit_share}"),
        format!("{bare}{unit_share}"),
        without_provider(&bare).to_owned(),
    ];
    let fields = tries
        .iter()
        .map(|text| look(text))
        .find(|found| !found.is_empty());
    if let (None, "", Some((group, name))) = (&fields, group, flattened(header)) {
        return meaning(name, group);
    }
    Meaning {
        fields: fields.unwrap_or_default(),
        per_90,
        unit,
    }
}

/// "Tackles_TklW" is "TklW" below "Tackles": how scripts write two rows of headers as one.
fn flattened(header: &str) -> Option<(&str, &str)> {
    const GROUPS: [&str; 20] = [
        "playing time",
        "performance",
        "tackles",
        "challenges",
        "vs dribbles",
        "blocks",
        "progression",
        "expected",
        "standard",
        "total",
        "short",
        "medium",
        "long",
        "aerial duels",
        "take-ons",
        "dribbles",
        "carries",
        "receiving",
        "touches",
        "per 90 minutes",
    ];
    if let Some(rest) = header.strip_prefix("Unnamed: ") {
        let (_, name) = rest.split_once("_level_")?.1.split_once('_')?;
        return Some(("", name)).filter(|(_, name)| !name.is_empty());
    }
    let lower = header.to_ascii_lowercase();
    let group = GROUPS.iter().find(|group| lower.starts_with(**group))?;
    let (group, rest) = header.split_at_checked(group.len())?;
    let name = rest.trim_start_matches(['_', ' ', '.', ':', '-', '|']);
    // What is won and lost is told by the groups that know it, and by no other.
    let is_told =
        of_group(name, group).is_some() || !matches!(folded(name).as_str(), "won" | "lost");
    (name.len() < rest.len() && !name.is_empty() && is_told).then_some((group, name))
}

/// What short headers mean below the groups of FBref, where "Att" is tried in each of them.
fn of_group(header: &str, group: &str) -> Option<Vec<Field>> {
    let (header, group) = (folded(header), folded(group));
    let key = match (group.as_str(), header.as_str()) {
        ("challenges" | "vsdribbles", "tkl") => "dribblers_tackled",
        ("challenges" | "vsdribbles", "att") => "challenges",
        ("challenges" | "vsdribbles", "lost" | "past") => "dribbled_past",
        ("aerialduels", "lost") => "aerials_lost",
        ("aerialduels", "won") => "aerials_won",
        ("blocks", "sh") => "shots_blocked",
        ("long", "att") => "long_passes",
        ("long", "cmp") => "long_passes_completed",
        ("long", "cmppct") => "long_pass_pct",
        (
            "short" | "medium" | "takeons" | "dribbles" | "penaltykicks",
            "att" | "cmp" | "cmppct" | "succ" | "succpct",
        ) => return Some(Vec::new()),
        _ => return None,
    };
    Some(vec![Field::Metric(key.to_owned())])
}

/// True if the header as it stands is in the registry for a field.
pub fn names_exactly(header: &str, field: &Field) -> bool {
    REGISTRY
        .get(&folded(header))
        .is_some_and(|fields| fields.contains(field))
}

/// True if a header is in the registry.
pub fn is_known(header: &str) -> bool {
    !meaning(header, "").fields.is_empty()
}

/// Small letters and digits without accents; `%` and `+` stay as words.
pub fn folded(header: &str) -> String {
    let plain = plain(header);
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '%' => out.push_str("pct"),
            '+' => out.push_str("plus"),
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out
}

/// "Height (cm)" is "Height" and "cm"; so are `Height [cm]` and "Height in cm".
fn split_unit(header: &str) -> (String, String) {
    let header = header.trim();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((name, unit)) = header.split_once(open) {
            let (unit, rest) = unit.split_once(close).unwrap_or((unit, ""));
            return (format!("{}{rest}", name.trim()), unit.trim().to_owned());
        }
    }
    if let Some((name, unit)) = header.rsplit_once(" in ") {
        return (name.to_owned(), unit.trim().to_owned());
    }
    let last = header.rsplit_once([' ', '_', ',']);
    if let Some((name, unit)) = last
        && ["€", "£", "$", "eur", "gbp", "usd", "cm", "m", "mio"]
            .contains(&unit.to_lowercase().as_str())
    {
        return (name.trim_end_matches(',').to_owned(), unit.to_owned());
    }
    (header.to_owned(), String::new())
}

/// "Blocks_stats_defense" is "Blocks": how some tables tell repeated headers apart.
fn without_provider(header: &str) -> &str {
    header
        .split_once("_stats_")
        .map_or(header, |(name, _)| name)
}

const PER_90: [&str; 9] = [
    "per 90 minutes",
    "per 90",
    "per90",
    "/90",
    "p90",
    "pro 90",
    "por 90",
    "par 90",
    "/ 90",
];

fn says_per_90(text: &str) -> bool {
    let lower = text.to_lowercase().replace('_', " ");
    PER_90.iter().any(|words| lower.contains(words))
}

fn without_per_90(header: &str) -> String {
    let lower = header.to_lowercase().replace('_', " ");
    let cut = PER_90
        .iter()
        .find_map(|words| lower.find(words).map(|at| (at, words.len())));
    match cut {
        Some((at, len)) => {
            let head = lower.get(..at).unwrap_or_default();
            let tail = lower.get(at + len..).unwrap_or_default();
            format!("{}{tail}", head.trim_end_matches([' ', ',', '(']))
        }
        None => header.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_of_headers_written_as_one_are_taken_apart() {
        for (header, key) in [
            ("Playing Time_Min", "season.minutes"),
            ("Tackles_TklW", "metric.tackles_won"),
            ("Challenges Lost", "metric.dribbled_past"),
            ("Aerial Duels_Lost", "metric.aerials_lost"),
            ("Total_Cmp%", "metric.pass_pct"),
            ("Unnamed: 1_level_0_Player", "player.name"),
        ] {
            check(header, key);
        }
        for header in [
            "Blocks_Lost",
            "Carries_Won",
            "Totally",
            "Short_Att",
            "Unnamed: 0",
        ] {
            assert_eq!(meaning(header, "").fields, [], "{header}");
        }
        assert!(meaning("Per 90 Minutes_Tkl", "").per_90);
    }

    fn check(header: &str, key: &str) {
        let found = meaning(header, "").fields;
        let keys: Vec<String> = found.iter().map(Field::key).collect();
        assert!(keys.iter().any(|found| found == key), "{header}: {keys:?}");
    }

    #[test]
    fn headers_are_known_in_six_languages() {
        for (key, headers) in [
            (
                "fact.born",
                [
                    "Date of birth",
                    "Geburtsdatum",
                    "Fecha de nacimiento",
                    "Date de naissance",
                    "Data di nascita",
                    "Data de nascimento",
                ],
            ),
            (
                "fact.contract_end",
                [
                    "Contract expires",
                    "Vertrag bis",
                    "Fin de contrato",
                    "Fin de contrat",
                    "Scadenza",
                    "Fim de contrato",
                ],
            ),
            (
                "spell.games",
                [
                    "Games missed",
                    "Verpasste Spiele",
                    "Partidos perdidos",
                    "Matchs manqués",
                    "Partite saltate",
                    "Jogos perdidos",
                ],
            ),
            (
                "fact.height_cm",
                [
                    "Height (cm)",
                    "Größe in cm",
                    "Estatura",
                    "Taille",
                    "ALTEZZA",
                    "altura_cm",
                ],
            ),
            (
                "value.amount",
                [
                    "Market value (EUR m)",
                    "Marktwert",
                    "Valor de mercado",
                    "Valeur marchande",
                    "Valore di mercato",
                    "market_value_in_eur",
                ],
            ),
        ] {
            for header in headers {
                check(header, key);
            }
        }
    }

    #[test]
    fn providers_and_counts_for_90_minutes_are_known() {
        for (header, key, per_90) in [
            ("3-Jan", "metric.passes_into_final_third", false),
            ("1/3", "metric.passes_into_final_third", false),
            ("Tkl%", "metric.dribblers_tackled_pct", false),
            ("Lost_stats_misc", "metric.aerials_lost", false),
            ("Int_stats_misc", "metric.interceptions", false),
            ("Aerial duels won, %", "metric.aerials_won_pct", false),
            ("Interceptions per 90", "metric.interceptions", true),
            ("tackles_per90", "metric.tackles", true),
            ("Clearances/90", "metric.clearances", true),
        ] {
            check(header, key);
            assert_eq!(meaning(header, "").per_90, per_90, "{header}");
        }
        assert!(meaning("Tkl", "Per 90 Minutes").per_90);
        assert!(meaning("Market value (EUR m)", "").unit == "EUR m");
        assert!(meaning("PhotoURL", "").fields.is_empty());
    }

    #[test]
    fn every_line_of_the_registry_names_a_field_that_exists() {
        for line in FILE
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            let (key, headers) = line.split_once(" = ").unwrap();
            let field = Field::from_key(key).unwrap_or_else(|| panic!("{key}"));
            assert_eq!(field.key(), key);
            if let Field::Metric(metric) = &field {
                assert!(crate::domain::stats::metric(metric).is_some(), "{metric}");
            }
            for header in headers.split(" | ") {
                assert!(!folded(header).is_empty(), "{header}");
            }
        }
        assert!(REGISTRY.len() > 500, "{}", REGISTRY.len());
    }
}
