//! The drafts of all fields: what was typed and is not yet part of the dossier.

use eframe::egui;
use egui::{Context, Id, IdMap};

/// What was typed into one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    /// The accessible name of the field.
    pub label: String,
    /// The formatted value from which typing started.
    pub start: String,
    /// What stands in the field.
    pub text: String,
    /// Why the text cannot be taken, once somebody tried to leave it.
    pub error: Option<String>,
    /// The field has the keyboard.
    pub editing: bool,
    /// The field was entered by a press whose release selects all.
    pub select_on_release: bool,
    /// The frame in which the field was drawn last.
    pub drawn_in: u64,
}

impl Draft {
    /// True if the text says something else than the value from which it started.
    pub fn is_changed(&self) -> bool {
        self.text.trim() != self.start.trim()
    }

    /// Follows the document unless something typed would be lost.
    ///
    /// A field whose view went away in the middle of typing shows a newer value when it returns,
    /// since its text was an answer to the old one; a refused text always stays.
    pub fn follow(&mut self, shown: &str) {
        let left_behind = !self.editing && self.error.is_none() && self.start != shown;
        if !self.is_changed() || left_behind {
            self.reset(shown);
        }
    }

    /// Goes back to the value of the document.
    pub fn reset(&mut self, shown: &str) {
        if self.start != shown || self.text != shown {
            self.start = shown.to_owned();
            self.text = shown.to_owned();
        }
        self.error = None;
    }

    /// Tries to take the text: a value once, if it changed and can be read.
    pub fn attempt<T>(&mut self, parse: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        if !self.is_changed() {
            self.error = None;
            return None;
        }
        match parse(&self.text) {
            Ok(value) => {
                self.error = None;
                self.start = self.text.clone();
                Some(value)
            }
            Err(why) => {
                self.error = Some(why);
                None
            }
        }
    }
}

/// Every field that has the keyboard or holds a text of its own.
#[derive(Clone, Default)]
struct Drafts {
    fields: IdMap<Draft>,
    commit_asked_in: Option<u64>,
}

fn with<R>(ctx: &Context, change: impl FnOnce(&mut Drafts) -> R) -> R {
    let id = Id::unique("drafts of fields");
    ctx.data_mut(|data| change(data.get_temp_mut_or_default::<Drafts>(id)))
}

pub(super) fn load(ctx: &Context, id: Id) -> Option<Draft> {
    with(ctx, |drafts| drafts.fields.get(&id).cloned())
}

pub(super) fn store(ctx: &Context, id: Id, mut draft: Draft) {
    draft.drawn_in = ctx.cumulative_frame_nr();
    with(ctx, |drafts| {
        if draft.editing || draft.is_changed() {
            drafts.fields.insert(id, draft);
        } else {
            drafts.fields.remove(&id);
        }
    });
}

/// Drops the draft of one field.
pub(super) fn forget(ctx: &Context, id: Id) {
    with(ctx, |drafts| drafts.fields.remove(&id));
}

/// True if the focused field should take its text now although it keeps the keyboard.
pub(super) fn is_commit_asked(ctx: &Context) -> bool {
    let now = ctx.cumulative_frame_nr();
    with(ctx, |drafts| {
        drafts
            .commit_asked_in
            .is_some_and(|asked| now <= asked.saturating_add(1))
    })
}

/// A text that could not be taken, with the field in which it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InvalidDraft {
    /// The name of the field.
    pub label: String,
    /// What was typed.
    pub text: String,
    /// Why it cannot be taken.
    pub why: String,
}

/// Every refused text that still stands in its field, by name.
pub fn invalid_drafts(ctx: &Context) -> Vec<InvalidDraft> {
    let mut all: Vec<InvalidDraft> = with(ctx, |drafts| {
        let fields = drafts.fields.values();
        fields
            .filter_map(|draft| {
                Some(InvalidDraft {
                    label: draft.label.clone(),
                    text: draft.text.clone(),
                    why: draft.error.clone()?,
                })
            })
            .collect()
    });
    all.sort();
    all
}

/// A text that is in its field and not in the dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UntakenDraft {
    /// Of the field; takes the focus where the field is drawn.
    pub id: Id,
    /// The name of the field.
    pub label: String,
    /// What was typed.
    pub text: String,
    /// Why it cannot be taken, if somebody tried.
    pub why: Option<String>,
}

/// Every text that the dossier lacks, by the name of its field: refused ones, and those whose view
/// went away in the middle of typing.
pub fn untaken_drafts(ctx: &Context) -> Vec<UntakenDraft> {
    let mut all: Vec<UntakenDraft> = with(ctx, |drafts| {
        let fields = drafts.fields.iter();
        fields
            .filter(|(_, draft)| draft.is_changed())
            .map(|(id, draft)| UntakenDraft {
                id: *id,
                label: draft.label.clone(),
                text: draft.text.trim().to_owned(),
                why: draft.error.clone(),
            })
            .collect()
    });
    all.sort_by(|one, other| (&one.label, &one.text).cmp(&(&other.label, &other.text)));
    all
}

/// The field in which somebody types, if this frame shows it: for a moment the keyboard stays with
/// a field whose view went away.
pub fn field_in_use(ctx: &Context) -> Option<Id> {
    let now = ctx.cumulative_frame_nr();
    let focused = ctx.memory(|memory| memory.focused())?;
    let drawn = |draft: &Draft| draft.drawn_in == now;
    with(ctx, |drafts| drafts.fields.get(&focused).is_some_and(drawn)).then_some(focused)
}

/// True if the draft of this field is kept.
pub fn has_draft(ctx: &Context, id: Id) -> bool {
    with(ctx, |drafts| drafts.fields.contains_key(&id))
}

/// True if a refused text stands in a field: saving would leave it out.
pub fn has_invalid_drafts(ctx: &Context) -> bool {
    with(ctx, |drafts| {
        drafts.fields.values().any(|draft| draft.error.is_some())
    })
}

/// True while the focused field holds a changed text: Ctrl+Z then belongs to the field, and
/// closing should call [`commit_focused`] first.
pub fn is_typing(ctx: &Context) -> bool {
    let Some(focused) = ctx.memory(|memory| memory.focused()) else {
        return false;
    };
    with(ctx, |drafts| {
        drafts.fields.get(&focused).is_some_and(Draft::is_changed)
    })
}

/// Makes the focused field take what was typed so far; the field keeps the keyboard.
///
/// Call it before drawing, then save after the commands of that drawing were applied. True if
/// there is something to take.
pub fn commit_focused(ctx: &Context) -> bool {
    let now = ctx.cumulative_frame_nr();
    with(ctx, |drafts| drafts.commit_asked_in = Some(now));
    is_typing(ctx)
}

/// Puts a refused text into a field, as if it had been typed: for the gallery.
pub fn preset_invalid(ctx: &Context, id: Id, label: &str, text: &str, why: &str) {
    let draft = Draft {
        label: label.to_owned(),
        text: text.to_owned(),
        error: Some(why.to_owned()),
        ..Draft::default()
    };
    store(ctx, id, draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(start: &str, text: &str) -> Draft {
        Draft {
            start: start.into(),
            text: text.into(),
            editing: true,
            ..Draft::default()
        }
    }

    fn number(text: &str) -> Result<i32, String> {
        text.trim().parse().map_err(|_| "Not a number".to_owned())
    }

    #[test]
    fn a_value_is_taken_once_and_only_if_it_changed() {
        let mut draft = typed("12", "13");
        assert_eq!(draft.attempt(number), Some(13));
        assert_eq!(draft.attempt(number), None);
        assert_eq!(typed("12", " 12 ").attempt(number), None);
    }

    #[test]
    fn a_refused_text_stays_whatever_the_document_does() {
        let mut draft = typed("12", "12x");
        assert_eq!(draft.attempt(number), None);
        draft.editing = false;
        draft.follow("15");
        assert_eq!(draft.text, "12x");
        assert_eq!(draft.error.as_deref(), Some("Not a number"));
    }

    #[test]
    fn an_untouched_field_follows_the_document() {
        let mut draft = typed("12", "12");
        draft.follow("15");
        assert_eq!(draft.text, "15");
    }

    #[test]
    fn typing_goes_on_while_the_document_changes() {
        let mut draft = typed("12", "13");
        draft.follow("15");
        assert_eq!(draft.text, "13");
        draft.editing = false;
        draft.follow("15");
        assert_eq!(draft.text, "15");
    }
}
