//! Values that carry their source: several readings of one fact, one of them used.

use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::extra::{Extra, open_enum};
use super::id::{ReadingId, SourceId};

open_enum! {
    /// How far a report can be trusted.
    pub enum Grade {
        /// A statement of the club or the regulator.
        A = "A", "A, official";
        /// Several reputable media agree.
        B = "B", "B, several reputable sources";
        /// A single report or a rumour.
        C = "C", "C, single report or rumour";
        /// Outlets disagree.
        D = "D", "D, disputed";
    }
}

/// What a value rests on: a source with its date and grade, or the person who assumed it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Basis {
    /// Where it was read; `None` if nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceId>,
    /// The date to which the source's statement belongs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<PartialDate>,
    /// The grade of this statement, if it differs from the grade of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
    /// Who assumed the value, if it is an assumption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_by: Option<String>,
    /// A remark on this statement.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Basis {
    /// A statement of a source.
    pub fn reported(source: SourceId) -> Self {
        Self {
            source: Some(source),
            ..Self::default()
        }
    }

    /// An assumption of a person.
    pub fn assumed(by: impl Into<String>) -> Self {
        Self {
            assumed_by: Some(by.into()),
            ..Self::default()
        }
    }

    /// True if it is neither reported nor assumed.
    pub fn is_unsourced(&self) -> bool {
        self.source.is_none() && self.assumed_by.is_none()
    }

    /// True if the file need not mention it.
    pub fn is_empty(&self) -> bool {
        let Self {
            source,
            on,
            grade,
            assumed_by,
            note,
            extra,
        } = self;
        source.is_none()
            && on.is_none()
            && grade.is_none()
            && assumed_by.is_none()
            && note.is_empty()
            && extra.is_empty()
    }
}

/// One statement of a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading<T> {
    /// Stable across copies of the file.
    pub id: ReadingId,
    /// What was stated.
    pub value: T,
    /// Who stated it.
    #[serde(default, skip_serializing_if = "Basis::is_empty")]
    pub basis: Basis,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl<T> Reading<T> {
    /// A statement with what it rests on.
    pub fn new(id: ReadingId, value: T, basis: Basis) -> Self {
        Self {
            id,
            value,
            basis,
            extra: Extra::new(),
        }
    }
}

/// Every reading of one fact. Readings that disagree are kept side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// In the order in which they were entered.
    #[serde(
        deserialize_with = "super::list::tight",
        bound(deserialize = "T: Deserialize<'de>")
    )]
    pub readings: Vec<Reading<T>>,
    /// The reading that tables and sums use; the first one if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<ReadingId>,
    /// Members of a newer version.
    #[serde(flatten)]
    pub extra: Extra,
}

impl<T> Default for Sourced<T> {
    fn default() -> Self {
        Self {
            readings: Vec::new(),
            used: None,
            extra: Extra::new(),
        }
    }
}

impl<T> Sourced<T> {
    /// One reading.
    pub fn single(reading: Reading<T>) -> Self {
        Self {
            readings: vec![reading],
            ..Self::default()
        }
    }

    /// True if nothing was stated.
    pub fn is_empty(&self) -> bool {
        self.readings.is_empty() && self.extra.is_empty()
    }

    /// The reading that tables and sums use.
    pub fn used_reading(&self) -> Option<&Reading<T>> {
        self.used
            .and_then(|used| self.readings.iter().find(|reading| reading.id == used))
            .or_else(|| self.readings.first())
    }

    /// The value that tables and sums use.
    pub fn value(&self) -> Option<&T> {
        self.used_reading().map(|reading| &reading.value)
    }

    /// The readings that are kept beside the used one.
    pub fn others(&self) -> impl Iterator<Item = &Reading<T>> {
        let used = self.used_reading().map(|reading| reading.id);
        self.readings
            .iter()
            .filter(move |reading| Some(reading.id) != used)
    }

    /// Takes `id` for the used reading.
    #[must_use]
    pub fn using(mut self, id: ReadingId) -> Self {
        self.used = (self.readings.first().map(|first| first.id) != Some(id)).then_some(id);
        self
    }

    /// Drops one reading; the first of the others is used if it was the used one.
    #[must_use]
    pub fn without(mut self, id: ReadingId) -> Self {
        let used = self
            .used_reading()
            .map(|reading| reading.id)
            .filter(|used| *used != id);
        self.readings.retain(|reading| reading.id != id);
        match used {
            Some(used) => self.using(used),
            None => {
                self.used = None;
                self
            }
        }
    }

    /// Replaces the reading of the same id, or adds it; the used reading stays the used one.
    #[must_use]
    pub fn with_reading(mut self, reading: Reading<T>) -> Self {
        match self.readings.iter_mut().find(|old| old.id == reading.id) {
            Some(old) => *old = reading,
            None => self.readings.push(reading),
        }
        self
    }
}

impl<T: PartialEq> Sourced<T> {
    /// What a person typed over the value.
    ///
    /// A reading that names a source or a person keeps saying what they said, so the typed value
    /// joins it as a reading of its own, unsourced and used. What was typed before is corrected:
    /// it is nobody's statement, so no two typed values stand beside each other. Typing the value
    /// of another reading takes that one for the used one, and what was typed over it goes.
    #[must_use]
    pub fn entered(self, id: ReadingId, value: T) -> Self {
        let used = self.used_reading();
        let typed = used.filter(|used| used.basis.is_unsourced()).or_else(|| {
            let mut last = self.readings.iter().rev();
            last.find(|reading| reading.basis.is_empty())
        });
        let typed = typed.map(|typed| (typed.id, typed.extra.clone(), typed.basis.clone()));
        if let Some(same) = self.readings.iter().find(|reading| reading.value == value) {
            let same = same.id;
            let other = typed.filter(|(id, _, basis)| *id != same && basis.is_empty());
            return match other {
                Some((id, ..)) => self.without(id).using(same),
                None => self.using(same),
            };
        }
        let (id, extra, basis) = typed.unwrap_or((id, Extra::new(), Basis::default()));
        let reading = Reading {
            id,
            value,
            basis,
            extra,
        };
        self.with_reading(reading).using(id)
    }

    /// True if two readings state different values.
    pub fn disagrees(&self) -> bool {
        self.used_reading()
            .is_some_and(|used| self.readings.iter().any(|other| other.value != used.value))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> ReadingId {
        ReadingId(Uuid::from_u128(n))
    }

    fn two_heights() -> Sourced<u16> {
        let source = |n| Basis::reported(SourceId(Uuid::from_u128(n)));
        Sourced::single(Reading::new(id(1), 194, source(91))).with_reading(Reading::new(
            id(2),
            192,
            source(92),
        ))
    }

    #[test]
    fn typing_over_a_sourced_value_keeps_what_the_source_said() {
        let typed = two_heights().entered(id(3), 193);
        assert_eq!(typed.value(), Some(&193));
        assert_eq!(typed.readings.len(), 3);
        assert!(typed.used_reading().unwrap().basis.is_unsourced());
        let again = typed.entered(id(4), 195);
        assert_eq!((again.value(), again.readings.len()), (Some(&195), 3));
    }

    #[test]
    fn one_typed_value_takes_the_place_of_the_other() {
        let typed = two_heights().entered(id(3), 181).using(id(1));
        let again = typed.entered(id(4), 205);
        let values: Vec<u16> = again.readings.iter().map(|reading| reading.value).collect();
        assert_eq!((values, again.value()), (vec![194, 192, 205], Some(&205)));
        let back = again.entered(id(5), 194);
        assert_eq!((back.readings.len(), back.value()), (2, Some(&194)));
        assert_eq!(back, two_heights());
    }

    #[test]
    fn a_typed_value_with_a_remark_is_not_dropped_for_that_of_a_source() {
        let mut typed = two_heights().entered(id(3), 181);
        typed.readings[2].basis.note = "measured by us".to_owned();
        let back = typed.entered(id(4), 194);
        assert_eq!((back.readings.len(), back.value()), (3, Some(&194)));
    }

    #[test]
    fn typing_the_value_of_another_source_uses_that_source() {
        let typed = two_heights().entered(id(3), 192);
        assert_eq!(typed.used_reading().unwrap().id, id(2));
        assert_eq!(typed.readings.len(), 2);
    }

    #[test]
    fn dropping_the_used_reading_falls_back_to_the_first() {
        let rest = two_heights().using(id(2)).without(id(2));
        assert_eq!((rest.value(), rest.used), (Some(&194), None));
        assert_eq!(
            two_heights().using(id(2)).without(id(1)).value(),
            Some(&192)
        );
    }
}
