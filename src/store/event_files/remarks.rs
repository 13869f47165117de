//! What should be told about files of match events when all of them are read.

use super::EventFiles;
use crate::domain::figures::counted;
use crate::import::statsbomb;

impl EventFiles {
    /// What should be told about all files together.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = self.name_remarks();
        let season = &self.wyscout;
        let lists = !(season.sheets.is_empty() && season.players.is_empty());
        if season.events.is_empty() {
            if lists || !season.teams.is_empty() {
                let words = "These are lists without events. Choose the events too";
                remarks.push(words.to_owned());
            }
            return remarks;
        }
        let (matches, without) = (season.events.len(), season.without_sheet());
        if without > 0 {
            remarks.push(format!(
                "{without} of {} no line-ups, so their minutes are not known. Choose the list of matches too",
                having(matches)
            ));
        }
        let unplayed = season.without_events();
        if unplayed > 0 {
            remarks.push(format!(
                "{} of the lists {} no events here and {} not counted",
                counted(unplayed, "match"),
                if unplayed == 1 { "has" } else { "have" },
                if unplayed == 1 { "is" } else { "are" },
            ));
        }
        if season.players.is_empty() {
            let words = "The players have numbers and no names. Choose the list of players too";
            remarks.push(words.to_owned());
        }
        remarks
    }

    /// What should be told of the list of StatsBomb's matches.
    fn name_remarks(&self) -> Vec<String> {
        if self.names.is_empty() {
            return Vec::new();
        }
        let without = |id: &&String| self.name_of(id).is_none();
        let unnamed = self.statsbomb.keys().filter(without).count();
        let mut remarks = Vec::new();
        if self.statsbomb.is_empty() {
            remarks.push("This is a list of matches without events. Choose the events too".into());
        } else if unnamed > 0 {
            remarks.push(format!(
                "{unnamed} of {} {} not in the list of matches, so nobody says of which competition",
                counted(self.statsbomb.len(), "match"),
                if unnamed == 1 { "is" } else { "are" }
            ));
        }
        let year = |name: &&statsbomb::MatchName| name.year.clone().zip(name.season);
        for (year, season) in self.named().iter().filter_map(year) {
            remarks.push(format!(
                "The list names the year {year} and no day: it is taken for the season {}",
                season.long()
            ));
        }
        remarks
    }
}

/// `1 match has`, `3 matches have`.
fn having(matches: usize) -> String {
    let have = if matches == 1 { "has" } else { "have" };
    format!("{} {have}", counted(matches, "match"))
}
