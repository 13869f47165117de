//! Who is who: the people of a table and the players of a dossier.
//!
//! Certain ones join; doubtful ones are listed for a person, whose decision the dossier keeps. Two
//! different men never become one: births that differ part them whatever their names, and a name
//! alone joins nobody.

use std::collections::{BTreeMap, BTreeSet};

use super::detect::Detected;
use super::names::{Likeness, folded, likeness, words};
use super::rows::{ReadRow, Who};
use crate::domain::career::Transfer;
use crate::domain::date::PartialDate;
use crate::domain::dossier::Dossier;
use crate::domain::fact::{FactKey, FactValue};
use crate::domain::id::PlayerId;
use crate::domain::import_memory::Identity;
use crate::domain::player::Player;
use crate::domain::text::clubs_alike;

/// How sure it is that two are one man.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// They are one man.
    Certain,
    /// A person should decide.
    Doubtful,
    /// They are two men.
    Different,
}

impl Certainty {
    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Doubtful => "doubtful",
            Self::Different => "different",
        }
    }
}

/// How sure it is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// How sure.
    pub certainty: Certainty,
    /// From 0 to 100, to sort candidates by; never shown as a probability.
    pub score: u8,
    /// What speaks for and against it, in words.
    pub reasons: Vec<String>,
}

/// One man of a table, whose rows these are.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// His number at the provider, or his name with birth and club.
    pub key: String,
    /// What the rows say of him together.
    pub who: Who,
    /// His rows, by their place in the list of read rows.
    pub rows: Vec<usize>,
    /// What is odd about his rows: two births, two men of one name.
    pub notes: Vec<String>,
    /// True if another man of the table has the same name and nothing tells them apart for sure.
    pub is_shared_name: bool,
}

impl Person {
    /// How a list shows him: "K. Konaté, 1999, Liverpool".
    pub fn shown(&self) -> String {
        let who = &self.who;
        let mut parts: Vec<String> = Vec::new();
        if who.name.is_empty() {
            parts.push(format!("number {}", who.number));
        } else {
            parts.push(who.name.clone());
        }
        parts.extend(who.born.map(|born| format!("born {born}")));
        if !who.club.is_empty() {
            parts.push(who.club.clone());
        }
        parts.join(", ")
    }
}

/// A player of the dossier who may be the man of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The player.
    pub player: PlayerId,
    /// How sure it is.
    pub confidence: Confidence,
}

/// What became of one man of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// He is that player, beyond doubt.
    Is(PlayerId, Vec<String>),
    /// A person decided that he is that player.
    Decided(PlayerId),
    /// A person decided that he is nobody of ours.
    Nobody,
    /// Nobody in the dossier is like him.
    New,
    /// He may be one of these, the likeliest first; a person should decide.
    Doubtful(Vec<Candidate>),
}

/// The people of read rows, in the order in which they first appear.
///
/// Rows join by the number of the provider. Without one they join by name and birth, or by name and
/// club where no birth is stated.
pub fn people(rows: &[ReadRow]) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (idx, row) in rows.iter().enumerate() {
        let is_nobody = row.who.name.is_empty() && row.who.number.is_empty();
        if is_nobody || row.is_sum {
            continue;
        }
        let key = key_of(&row.who, &by_key);
        let person = *by_key.entry(key.clone()).or_insert_with(|| {
            people.push(Person {
                key,
                who: row.who.clone(),
                rows: Vec::new(),
                notes: Vec::new(),
                is_shared_name: false,
            });
            people.len() - 1
        });
        if let Some(person) = people.get_mut(person) {
            person.add(idx, row);
        }
    }
    mark_shared_names(&mut people);
    people
}

/// The key under which a decision on him is kept.
fn key_of(who: &Who, known: &BTreeMap<String, usize>) -> String {
    if !who.number.is_empty() {
        return who.number.clone();
    }
    let name = folded(&who.name);
    if let Some(born) = who.born {
        return format!("{name} | {}", born.earliest());
    }
    if let Some(about) = who.born_about {
        let key = |year: i32| format!("{name} | about {year}");
        // An age is a year of birth give or take one.
        let near = [0, -1, 1].into_iter().map(|apart| key(about + apart));
        return near
            .into_iter()
            .find(|key| known.contains_key(key))
            .unwrap_or_else(|| key(about));
    }
    if who.club.is_empty() {
        name
    } else {
        format!("{name} | {}", folded(&who.club))
    }
}

impl Person {
    fn add(&mut self, idx: usize, row: &ReadRow) {
        let who = &mut self.who;
        let number = row.number;
        if likeness(&who.name, &row.who.name) >= Likeness::Nickname
            && !row.who.name.is_empty()
            && !who.name.is_empty()
        {
            let note = format!(
                "row {number} calls him {} and not {}",
                row.who.name, who.name
            );
            self.notes.push(note);
        }
        match (who.born, row.who.born) {
            (Some(one), Some(other)) if compare_births(one, other) == Births::Differ => {
                self.notes
                    .push(format!("row {number} has the birth {other} and not {one}"));
            }
            (None, born) => who.born = born,
            _ => {}
        }
        if who.name.is_empty() {
            who.name.clone_from(&row.who.name);
        }
        if who.club.is_empty() {
            who.club.clone_from(&row.who.club);
        }
        who.height = who.height.or(row.who.height);
        who.born_about = who.born_about.or(row.who.born_about);
        self.rows.push(idx);
    }
}

fn mark_shared_names(people: &mut [Person]) {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (idx, person) in people.iter().enumerate() {
        by_name
            .entry(folded(&person.who.name))
            .or_default()
            .push(idx);
    }
    for (name, same) in by_name {
        if name.is_empty() || same.len() < 2 {
            continue;
        }
        for idx in same {
            let Some(person) = people.get_mut(idx) else {
                continue;
            };
            person.is_shared_name = person.who.number.is_empty()
                && !matches!(person.who.born, Some(PartialDate::Day(_)));
        }
    }
}

/// The players of a dossier, ready to be looked up by the words of their names.
#[derive(Debug)]
pub struct Roll<'a> {
    dossier: &'a Dossier,
    by_word: BTreeMap<String, Vec<PlayerId>>,
    decisions: BTreeMap<(String, String), &'a Identity>,
}

impl<'a> Roll<'a> {
    /// The roll of a dossier.
    pub fn of(dossier: &'a Dossier) -> Self {
        let mut by_word: BTreeMap<String, Vec<PlayerId>> = BTreeMap::new();
        for player in dossier.players.values() {
            let names = [&player.name, &player.full_name];
            let all: BTreeSet<String> = names.iter().flat_map(|name| words(name)).collect();
            for word in all {
                by_word.entry(word).or_default().push(player.id);
            }
        }
        let decisions = dossier
            .identities
            .values()
            .map(|identity| {
                let key = (identity.provider.clone(), identity.key.clone());
                (key, identity.as_ref())
            })
            .collect();
        Self {
            dossier,
            by_word,
            decisions,
        }
    }

    /// The decision that the dossier keeps on a man of a provider.
    pub fn decision(&self, provider: &str, key: &str) -> Option<&'a Identity> {
        let key = (provider.to_owned(), key.to_owned());
        self.decisions.get(&key).copied()
    }

    /// Who a man of a table is. It is in doubt whose numbers these are, if `provider` is not sure.
    pub fn find(&self, provider: &Detected<String>, person: &Person) -> Verdict {
        if let Some(decision) = self.decision(&provider.value, &person.key)
            && let Some(verdict) = self.by_decision(decision, person)
        {
            return match verdict {
                // The number alone would join him, and it may be the number of another provider.
                Verdict::Is(id, _) | Verdict::Decided(id)
                    if !provider.sure && person.who.name.is_empty() =>
                {
                    let reason = format!(
                        "the same number, if these are numbers of {}",
                        provider.value
                    );
                    let confidence = Confidence {
                        certainty: Certainty::Doubtful,
                        score: 60,
                        reasons: vec![reason],
                    };
                    Verdict::Doubtful(vec![Candidate {
                        player: id,
                        confidence,
                    }])
                }
                verdict => verdict,
            };
        }
        let mut candidates = self.candidates(person);
        candidates.sort_by(|one, other| {
            let key = |candidate: &Candidate| {
                (
                    candidate.confidence.certainty,
                    std::cmp::Reverse(candidate.confidence.score),
                )
            };
            key(one).cmp(&key(other))
        });
        let certain = candidates
            .iter()
            .filter(|candidate| candidate.confidence.certainty == Certainty::Certain)
            .count();
        match candidates.first() {
            None if person.notes.is_empty() => Verdict::New,
            Some(first) if certain == 1 && !person.is_shared_name && person.notes.is_empty() => {
                Verdict::Is(first.player, first.confidence.reasons.clone())
            }
            _ => Verdict::Doubtful(candidates),
        }
    }

    /// A decision holds unless the table says now what makes him another man.
    fn by_decision(&self, decision: &Identity, person: &Person) -> Option<Verdict> {
        let Some(id) = decision.player else {
            return Some(Verdict::Nobody);
        };
        let player = self.dossier.player(id)?;
        let against = person
            .who
            .born
            .zip(born_of(player))
            .is_some_and(|(one, other)| compare_births(one, other) == Births::Differ);
        let renamed =
            !person.who.name.is_empty() && name_likeness(&person.who, player) >= Likeness::Nickname;
        if decision.by_hand {
            Some(Verdict::Decided(id))
        } else if against || renamed {
            None
        } else {
            let reason = format!("known as {} from an earlier table", decision.shown);
            Some(Verdict::Is(id, vec![reason]))
        }
    }

    fn candidates(&self, person: &Person) -> Vec<Candidate> {
        let mut seen: BTreeSet<PlayerId> = BTreeSet::new();
        for name in [&person.who.name, &person.who.full_name] {
            for word in words(name) {
                seen.extend(self.by_word.get(&word).into_iter().flatten());
            }
        }
        // A slip of a key hits the only word that both share; small dossiers can afford to look.
        if self.dossier.players.len() <= 500 && !person.who.name.is_empty() {
            seen.extend(self.dossier.players.keys());
        }
        let judged = seen.into_iter().filter_map(|id| {
            let player = self.dossier.player(id)?;
            let confidence = compare(&person.who, player);
            (confidence.certainty != Certainty::Different).then_some(Candidate {
                player: id,
                confidence,
            })
        });
        judged.collect()
    }
}

/// How two statements of a birth stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Births {
    SameDay,
    /// One is a year or a month that holds the other.
    Fit,
    /// The same day with day and month swapped.
    Swapped,
    Differ,
}

fn compare_births(one: PartialDate, other: PartialDate) -> Births {
    use chrono::Datelike as _;
    if let (PartialDate::Day(one), PartialDate::Day(other)) = (one, other) {
        let swapped =
            (one.year(), one.month(), one.day()) == (other.year(), other.day(), other.month());
        return match (one == other, swapped) {
            (true, _) => Births::SameDay,
            (false, true) => Births::Swapped,
            (false, false) => Births::Differ,
        };
    }
    let holds = |wide: PartialDate, narrow: PartialDate| {
        wide.earliest() <= narrow.earliest() && narrow.latest() <= wide.latest()
    };
    if holds(one, other) || holds(other, one) {
        Births::Fit
    } else {
        Births::Differ
    }
}

/// The birth that the dossier uses.
fn born_of(player: &Player) -> Option<PartialDate> {
    player.date(FactKey::Born)
}

/// Years between the birth of a player and the year that an age in the table gives.
fn about(who: &Who, player: &Player) -> Option<u32> {
    use chrono::Datelike as _;
    let born = born_of(player)?.earliest().year();
    Some(who.born_about?.abs_diff(born))
}

fn name_likeness(who: &Who, player: &Player) -> Likeness {
    let ours = [&player.name, &player.full_name];
    let theirs = [&who.name, &who.full_name];
    let pairs = theirs
        .iter()
        .flat_map(|one| ours.iter().map(move |other| likeness(one, other)));
    pairs.min().unwrap_or(Likeness::Other)
}

/// How sure it is that a man of a table is a player of the dossier.
pub fn compare(who: &Who, player: &Player) -> Confidence {
    let alike = name_likeness(who, player);
    let mut reasons = vec![alike.reason().to_owned()];
    let births = who
        .born
        .zip(born_of(player))
        .map(|(one, other)| compare_births(one, other));
    let club = same_club(who, player);
    let heights = who.height.zip(height_of(player));
    // Many brothers have like names; a nickname is asked about where the birth is the same.
    let born_alike = matches!(births, Some(Births::SameDay | Births::Swapped));
    if alike == Likeness::Other || alike == Likeness::Nickname && !born_alike {
        return different(reasons);
    }
    match births {
        Some(Births::SameDay) => reasons.push("the same birth".to_owned()),
        Some(Births::Fit) => reasons.push("the same year of birth".to_owned()),
        Some(Births::Swapped) => {
            reasons.push("the same birth but for day and month being swapped".to_owned());
        }
        Some(Births::Differ) => {
            reasons.push("another birth".to_owned());
            return different(reasons);
        }
        None => match about(who, player) {
            Some(0 | 1) => reasons.push("an age that fits, no birth".to_owned()),
            Some(_) => {
                reasons.push("another age".to_owned());
                return different(reasons);
            }
            None => reasons.push("a birth is missing".to_owned()),
        },
    }
    match club {
        Some(Club::Now) => reasons.push("the same club".to_owned()),
        Some(Club::Once) => reasons.push("a club that he played for".to_owned()),
        Some(Club::Other) => reasons.push("another club".to_owned()),
        None => {}
    }
    if let Some((one, other)) = heights {
        match one.abs_diff(other) {
            0..=3 => reasons.push("about the same height".to_owned()),
            4..=7 => {}
            apart => reasons.push(format!("{apart} cm between their heights")),
        }
    }
    let near = heights.is_none_or(|(one, other)| one.abs_diff(other) <= 7);
    let at_club = matches!(club, Some(Club::Now | Club::Once));
    let named = matches!(alike, Likeness::Same | Likeness::Within);
    let certain = match births {
        // A first name and a birth are shared by many; a full name and a birth by nobody.
        Some(Births::SameDay) => {
            (alike == Likeness::Same
                || (named || alike == Likeness::Initial) && at_club
                || alike == Likeness::Within && words(&who.name).len() > 1)
                && near
        }
        Some(Births::Fit) => {
            alike == Likeness::Same && at_club && near && words(&who.name).len() > 1
        }
        Some(Births::Swapped | Births::Differ) | None => false,
    };
    let mut score = match alike {
        Likeness::Same => 50,
        Likeness::Within => 40,
        Likeness::Initial => 30,
        Likeness::Typing => 25,
        Likeness::Nickname => 20,
        Likeness::Other => 0,
    };
    score += match births {
        Some(Births::SameDay) => 35,
        Some(Births::Fit) => 20,
        Some(Births::Swapped) => 15,
        Some(Births::Differ) | None => 0,
    };
    score += u8::from(at_club) * 10 + u8::from(heights.is_some() && near) * 5;
    Confidence {
        certainty: if certain {
            Certainty::Certain
        } else {
            Certainty::Doubtful
        },
        score,
        reasons,
    }
}

fn different(reasons: Vec<String>) -> Confidence {
    Confidence {
        certainty: Certainty::Different,
        score: 0,
        reasons,
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Club {
    Now,
    Once,
    Other,
}

fn same_club(who: &Who, player: &Player) -> Option<Club> {
    if who.club.is_empty() {
        return None;
    }
    let is_it = |club: &str| clubs_alike(&who.club, club);
    let once = |transfer: &Transfer| is_it(&transfer.from) || is_it(&transfer.to);
    if player.club().is_some_and(is_it) {
        Some(Club::Now)
    } else if player.transfers.iter().any(once)
        || player.seasons.iter().any(|line| is_it(&line.club))
    {
        Some(Club::Once)
    } else {
        player.club().map(|_| Club::Other)
    }
}

fn height_of(player: &Player) -> Option<u32> {
    match player.facts.value(FactKey::Height)? {
        FactValue::Count(height) => Some(*height),
        _ => None,
    }
}
