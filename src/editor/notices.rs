//! What we tell the user, and what the user can do about it.

use super::command::Command;
use super::document::DocumentKey;

/// One message. It stays until it is dismissed or acted on, unless it only confirms.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Names it.
    pub id: u64,
    /// How grave it is.
    pub weight: NoticeWeight,
    /// What happened, in one sentence.
    pub title: String,
    /// Why, and what to do now.
    pub detail: String,
    /// What the user can do about it.
    pub actions: Vec<(String, Command)>,
}

/// How grave a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeWeight {
    /// Something was done.
    Done,
    /// Something should be looked at.
    Warning,
    /// Something failed.
    Failure,
}

/// All messages that still stand, the oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    standing: Vec<Notice>,
    next_id: u64,
}

/// More than this many at once would cover the work.
const MOST: usize = 4;

impl Notices {
    /// Shows a message.
    pub fn show(
        &mut self,
        weight: NoticeWeight,
        title: impl Into<String>,
        detail: impl Into<String>,
        actions: Vec<(String, Command)>,
    ) {
        let (title, detail) = (title.into(), detail.into());
        self.standing
            .retain(|notice| notice.weight != NoticeWeight::Done && notice.title != title);
        if self.standing.len() >= MOST {
            self.standing.remove(0);
        }
        self.next_id += 1;
        self.standing.push(Notice {
            id: self.next_id,
            weight,
            title,
            detail,
            actions,
        });
    }

    /// Says that something was done.
    pub fn done(&mut self, title: impl Into<String>) {
        self.show(NoticeWeight::Done, title, "", Vec::new());
    }

    /// Says that an edit was refused and why.
    pub fn refused(&mut self, what: &str, err: &impl std::fmt::Display) {
        self.show(
            NoticeWeight::Warning,
            format!("Could not {what}"),
            format!("{err}."),
            Vec::new(),
        );
    }

    /// Takes away every offer to save a dossier, because it has been done.
    pub fn saved(&mut self, document: DocumentKey) {
        let saves = |command: &Command| {
            matches!(
                command,
                Command::Save | Command::SaveAs { .. } | Command::ChooseSaveAs
            )
        };
        let offers = |command: &Command| match command {
            Command::With(key, command) => *key == document && saves(command),
            _ => false,
        };
        self.standing
            .retain(|notice| !notice.actions.iter().any(|(_, command)| offers(command)));
    }

    /// Takes a message away.
    pub fn dismiss(&mut self, id: u64) {
        self.standing.retain(|notice| notice.id != id);
    }

    /// Takes away what only confirms, because something else happened.
    pub fn fade(&mut self) {
        self.standing
            .retain(|notice| notice.weight != NoticeWeight::Done);
    }

    /// The messages, the oldest first.
    pub fn standing(&self) -> &[Notice] {
        &self.standing
    }
}
