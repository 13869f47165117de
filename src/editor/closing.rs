//! Closing without losing anything: one question, then saving, then closing.

use super::Editor;
use super::document::{Document, DocumentKey};

/// What is being closed, and how far that has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Closing {
    /// The one dossier, or `None` for the program.
    only: Option<DocumentKey>,
    /// True once the user chose to save first.
    saving: bool,
}

/// What the user is asked before something closes.
#[derive(Debug)]
pub struct Question<'a> {
    /// True if the program would end.
    pub quits: bool,
    /// The dossiers with changes that are in no file.
    pub unsaved: Vec<&'a Document>,
}

impl Closing {
    fn concerns(self, document: &Document) -> bool {
        self.only.is_none_or(|only| only == document.key)
    }

    pub(super) fn question(self, documents: &[Document]) -> Option<Question<'_>> {
        let unsaved = documents
            .iter()
            .filter(|document| self.concerns(document) && document.unsaved());
        (!self.saving).then(|| Question {
            quits: self.only.is_none(),
            unsaved: unsaved.collect(),
        })
    }
}

impl Editor {
    pub(super) fn close(&mut self) {
        self.begin_closing(Some(self.shown().key));
    }

    pub(super) fn quit(&mut self) {
        self.begin_closing(None);
    }

    fn begin_closing(&mut self, only: Option<DocumentKey>) {
        self.closing = Some(Closing {
            only,
            saving: false,
        });
        if self.next_to_save().is_none() {
            self.close_unsaved();
        } else {
            // Somebody may pull the plug while the question stands.
            self.keep_now();
        }
    }

    /// Closes what was asked for, with whatever is unsaved in it.
    pub(super) fn close_unsaved(&mut self) {
        let Some(closing) = self.closing.take() else {
            return;
        };
        match closing.only {
            None => {
                self.documents
                    .iter_mut()
                    .for_each(|document| document.kept.end_at_once());
                self.ended = true;
            }
            Some(key) => self.drop_document(key),
        }
    }

    pub(super) fn save_and_close(&mut self) {
        if let Some(closing) = &mut self.closing {
            closing.saving = true;
            self.go_on_closing();
        }
    }

    /// Called when a save has ended well: saves the next dossier, or closes if none is left.
    pub(super) fn go_on_closing(&mut self) {
        if !self.closing.is_some_and(|closing| closing.saving) {
            return;
        }
        match self.next_to_save() {
            None => self.close_unsaved(),
            Some(key) => {
                self.switch(key);
                self.save();
            }
        }
    }

    /// Called when a save has failed or a dialog was cancelled: nothing closes.
    pub(super) fn stop_closing(&mut self) {
        if self.closing.is_some_and(|closing| closing.saving) {
            self.closing = None;
        }
    }

    fn next_to_save(&self) -> Option<DocumentKey> {
        let closing = self.closing?;
        let unsaved = |document: &&Document| closing.concerns(document) && document.unsaved();
        self.documents
            .iter()
            .find(unsaved)
            .map(|document| document.key)
    }

    pub(super) fn drop_document(&mut self, key: DocumentKey) {
        if let Some(document) = self.document_mut(key) {
            document.kept.end();
        }
        self.documents.retain(|document| document.key != key);
        self.shown = self.shown.min(self.documents.len().saturating_sub(1));
        if self.documents.is_empty() {
            self.open_new();
        }
    }
}
