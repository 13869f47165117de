//! What the window remembers and the dossier does not, as far as several screens share it: which
//! screen and record are shown, what is inspected, what floats. What a screen keeps to itself is
//! in [`Screens`](super::screens::Screens).
//!
//! Ids in here may dangle after an undo; they are looked up with `get`.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use eframe::egui;
use serde::{Deserialize, Serialize};

use super::reckoned::{Reckonings, Subject};
use crate::domain::comparison::MOST_PLAYERS;
use crate::domain::field::FieldRef;
use crate::domain::id::{ComparisonId, DossierId, NegotiationId, PlayerId};
use crate::domain::money::Currency;
use crate::domain::roster::Column;
use crate::editor::Editor;
use crate::editor::action::Action;
use crate::editor::document::DocumentKey;

/// A screen of the rail, or the profile that the player table leads to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// The case at a glance.
    #[default]
    Overview,
    /// The table.
    Players,
    /// One player.
    Profile,
    /// The price of one player.
    Negotiate,
    /// What comes in from elsewhere, and what it is measured in.
    Data,
    /// Players side by side.
    Compare,
    /// Where facts come from.
    Sources,
}

/// Where the user was, for the way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    screen: Screen,
    player: Option<PlayerId>,
}

/// Places on the way back that are remembered.
const BACK: usize = 50;

/// The state of the window.
#[derive(Default)]
pub struct ViewState {
    /// The screen that is shown.
    pub screen: Screen,
    /// Whose profile is or was shown last.
    pub player: Option<PlayerId>,
    /// The comparison that was chosen; else the first.
    pub comparison: Option<ComparisonId>,
    /// The negotiation that was chosen; else the one over the lead target.
    pub negotiation: Option<NegotiationId>,
    /// What the inspector explains.
    pub inspected: Option<Inspected>,
    /// A field that whoever draws it next scrolls to and focuses.
    pub reveal: Option<FieldRef>,
    /// A field to whose part the screen turns that is drawn next.
    pub leads_to: Option<FieldRef>,
    /// Players marked for comparison, in the order of marking.
    pub marked: Vec<PlayerId>,
    /// What the negotiations come to.
    pub reckonings: Reckonings,
    /// What floats above the screen.
    pub floating: Option<Floating>,
    /// What is kept from one start to the next.
    pub settings: Settings,
    /// True while the inspector was asked for on Negotiate.
    inspector_on_negotiate: bool,
    /// True while it was asked for in a narrow window, where it covers the screen.
    inspector_over: bool,
    /// True once it was closed by hand: the figures of a table then no longer open it.
    inspector_was_closed: bool,
    /// True if the window is narrow.
    pub narrow: bool,
    /// True if the overview lists every finding.
    pub all_findings: bool,
    /// When the dossier in the window was last opened before; `None` for the first time.
    pub last_seen: Option<DateTime<Utc>>,
    /// The dossier for which `last_seen` was looked up.
    document: Option<DocumentKey>,
    /// True if the overview is to show its findings.
    pub scroll_to_findings: bool,
    /// What was asked for in this frame. It is carried out at its end, when the field that was being
    /// typed in has handed its value over.
    pub actions: Vec<Action>,
    /// Where the fields stand that hold a text which was not taken; some belong to dossiers that are
    /// open and not shown.
    pub typed_in: egui::IdMap<TypedIn>,
    /// A field that the next frame goes back to.
    pub going_to: Option<egui::Id>,
    /// The field that was entered last, by its address.
    followed: Option<(egui::Id, FieldRef)>,
    back: VecDeque<Place>,
}

/// Where a field stands in which somebody typed.
#[derive(Clone, Debug)]
pub struct TypedIn {
    /// In which dossier.
    pub document: DocumentKey,
    place: Place,
    comparison: Option<ComparisonId>,
    negotiation: Option<NegotiationId>,
    field: Option<FieldRef>,
}

/// What the inspector can explain.
#[derive(Clone, Debug, PartialEq)]
pub enum Inspected {
    /// A field of the dossier.
    Field(FieldRef),
    /// A metric, by its key.
    Metric(&'static str),
    /// A figure of a negotiation.
    Figure(NegotiationId, Subject),
    /// A figure of a player that follows from what was entered.
    Cell(PlayerId, Column),
    /// A figure of the comparison on the screen: a row by its key, and a column by its player.
    Compared(String, PlayerId),
    /// The place in our squad that a player holds or would fill.
    SquadPlace(PlayerId),
}

/// A window within the window. There is one at most.
#[derive(Debug)]
pub enum Floating {
    /// Commands, players, screens and fields by a few letters.
    Palette,
    /// The page of keys.
    Shortcuts,
    /// Version and licences.
    About,
    /// The registration windows.
    Windows,
    /// A name for a new player.
    AddPlayer(String),
    /// Texts that were not taken, before this closes something.
    Untaken(Action),
    /// A path for opening or saving, where the desktop has no dialog.
    Path(String),
}

/// What is kept from one start to the next, apart from dossiers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the desktop has it.
    pub theme: egui::ThemePreference,
    /// 0.8 to 2.0.
    pub zoom: f32,
    /// True while the inspector is open.
    pub inspector: bool,
    /// Files used lately, the latest first.
    pub recent: Vec<PathBuf>,
    /// When each dossier was last opened.
    pub opened: BTreeMap<DossierId, DateTime<Utc>>,
    /// In which currency sums of a dossier are looked at, where not in its own.
    pub currencies: BTreeMap<DossierId, Currency>,
    /// The columns of the player table, by key; empty for the usual ones.
    pub columns: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: egui::ThemePreference::System,
            zoom: 1.0,
            inspector: false,
            recent: Vec::new(),
            opened: BTreeMap::new(),
            currencies: BTreeMap::new(),
            columns: Vec::new(),
        }
    }
}

impl ViewState {
    /// A window as it was left, with nothing selected.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// Shows a screen and remembers the way back.
    pub fn show(&mut self, screen: Screen) {
        self.go_to(Place {
            screen,
            player: self.player,
        });
    }

    /// Shows the profile of a player.
    pub fn show_player(&mut self, player: PlayerId) {
        let of_him = self.inspected.take().filter(|inspected| match inspected {
            Inspected::Field(field) => field.player() == Some(player),
            Inspected::Cell(of, _) | Inspected::SquadPlace(of) => *of == player,
            Inspected::Compared(..) | Inspected::Figure(..) | Inspected::Metric(_) => false,
        });
        self.go_to(Place {
            screen: Screen::Profile,
            player: Some(player),
        });
        self.inspected = of_him;
    }

    /// Shows a comparison.
    pub fn show_comparison(&mut self, comparison: ComparisonId) {
        self.comparison = Some(comparison);
        self.show(Screen::Compare);
    }

    /// Shows a negotiation.
    pub fn show_negotiation(&mut self, negotiation: NegotiationId) {
        self.negotiation = Some(negotiation);
        self.show(Screen::Negotiate);
    }

    /// Leads to a field: the screen on which it stands, the focus on it.
    pub fn show_field(&mut self, field: &FieldRef) {
        match field {
            FieldRef::Negotiation(_)
            | FieldRef::Round(..)
            | FieldRef::Package(..)
            | FieldRef::Term(..)
            | FieldRef::AddOn(..)
            | FieldRef::Belief(..) => {
                self.negotiation = field.negotiation().or(self.negotiation);
                self.leads_to = Some(field.clone());
                self.show(Screen::Negotiate);
            }
            FieldRef::Head(_)
            | FieldRef::Slot(_)
            | FieldRef::Window(_)
            | FieldRef::Rate(_)
            | FieldRef::Statement(_) => self.show(Screen::Overview),
            FieldRef::Source(_) => self.show(Screen::Sources),
            FieldRef::Comparison(id) => self.show_comparison(*id),
            FieldRef::Player(id, _)
            | FieldRef::Fact(id, _)
            | FieldRef::Spell(id, _)
            | FieldRef::Transfer(id, _)
            | FieldRef::Valuation(id, _)
            | FieldRef::Season(id, _)
            | FieldRef::Training(id, _) => self.show_player(*id),
            FieldRef::Other(_) => return,
        }
        if matches!(field, FieldRef::Window(_)) {
            self.floating = Some(Floating::Windows);
        }
        self.inspect(field);
        self.reveal = Some(field.clone());
    }

    /// True if the inspector is to be open. On Negotiate it is asked for by itself, as the page
    /// needs its whole width; so it is in a narrow window, where it covers a part of the screen.
    pub fn wants_inspector(&self) -> bool {
        match self.screen {
            _ if self.narrow => self.inspector_over,
            Screen::Negotiate => self.inspector_on_negotiate,
            _ => self.settings.inspector,
        }
    }

    /// Opens or closes the inspector of this screen.
    pub fn open_inspector(&mut self, open: bool) {
        self.inspector_was_closed = !open;
        match self.screen {
            _ if self.narrow => self.inspector_over = open,
            Screen::Negotiate => self.inspector_on_negotiate = open,
            _ => self.settings.inspector = open,
        }
    }

    /// Opens the inspector on a figure that was clicked.
    pub fn ask(&mut self, inspected: Inspected) {
        self.inspected = Some(inspected);
        self.open_inspector(true);
    }

    /// The same for a figure of a table, where a click also chooses the row: not once the inspector
    /// was closed by hand, and not where it would cover the table.
    pub fn offer(&mut self, inspected: Inspected) {
        self.inspected = Some(inspected);
        if !self.inspector_was_closed && !self.narrow {
            self.open_inspector(true);
        }
    }

    /// Goes back to where the user was.
    pub fn go_back(&mut self) {
        if let Some(place) = self.back.pop_back() {
            self.inspected = None;
            (self.screen, self.player) = (place.screen, place.player);
        }
    }

    /// True while something floats above the screen and has its keys.
    pub fn is_covered(&self, editor: &Editor) -> bool {
        self.floating.is_some() || editor.question().is_some()
    }

    fn go_to(&mut self, place: Place) {
        let here = Place {
            screen: self.screen,
            player: self.player,
        };
        if here != place {
            // What stood on the other screen is not what one looks at now.
            self.inspected = None;
            self.back.push_back(here);
            if self.back.len() > BACK {
                self.back.pop_front();
            }
        }
        (self.screen, self.player) = (place.screen, place.player);
    }

    /// Ties a control to its field: the inspector follows the focus, and a field that is to be
    /// revealed takes it.
    pub fn follow(&mut self, field: &FieldRef, response: &egui::Response) {
        if self.reveal.as_ref() == Some(field) {
            self.reveal = None;
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
        }
        if response.gained_focus() || response.clicked() {
            self.followed = Some((response.id, field.clone()));
            self.inspect(field);
        }
    }

    /// Notes where the field stands that has the keyboard.
    pub fn note_typing(&mut self, id: egui::Id, document: DocumentKey) {
        let followed = self.followed.as_ref();
        let field = followed.filter(|(followed, _)| *followed == id);
        let typed_in = TypedIn {
            document,
            place: Place {
                screen: self.screen,
                player: self.player,
            },
            comparison: self.comparison,
            negotiation: self.negotiation,
            field: field.map(|(_, field)| field.clone()),
        };
        self.typed_in.insert(id, typed_in);
    }

    /// Goes back to where somebody typed.
    pub fn return_to(&mut self, typed_in: &TypedIn) {
        self.comparison = typed_in.comparison.or(self.comparison);
        self.negotiation = typed_in.negotiation.or(self.negotiation);
        if let Some(field) = &typed_in.field {
            self.show_field(field);
        }
        // The same field may stand in a profile and in a table.
        self.go_to(typed_in.place);
    }

    /// Ties a control to a metric: the inspector says what it is while the control has the focus.
    pub fn follow_metric(&mut self, key: &'static str, response: &egui::Response) {
        if response.clicked() {
            self.ask(Inspected::Metric(key));
        } else if response.gained_focus() {
            self.inspected = Some(Inspected::Metric(key));
        }
    }

    /// Lets the inspector explain a field.
    pub fn inspect(&mut self, field: &FieldRef) {
        self.inspected = Some(Inspected::Field(field.clone()));
    }

    /// The field that the inspector explains.
    pub fn inspected_field(&self) -> Option<&FieldRef> {
        match self.inspected.as_ref()? {
            Inspected::Field(field) => Some(field),
            Inspected::Metric(_)
            | Inspected::Figure(..)
            | Inspected::Cell(..)
            | Inspected::Compared(..)
            | Inspected::SquadPlace(_) => None,
        }
    }

    /// True if the inspector explains this metric.
    pub fn inspects_metric(&self, key: &str) -> bool {
        matches!(self.inspected, Some(Inspected::Metric(inspected)) if inspected == key)
    }

    /// As [`follow`](Self::follow), for a control that is known by its id before it is drawn.
    pub fn follow_id(&mut self, field: &FieldRef, ui: &egui::Ui, id: egui::Id) {
        if self.reveal.as_ref() == Some(field) {
            self.reveal = None;
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if ui.memory(|memory| memory.has_focus(id)) {
            self.followed = Some((id, field.clone()));
            self.inspect(field);
        }
    }

    /// Marks a player for comparison or takes the mark back; false if there are too many.
    pub fn toggle_mark(&mut self, player: PlayerId) -> bool {
        if let Some(idx) = self.marked.iter().position(|marked| *marked == player) {
            self.marked.remove(idx);
            return true;
        }
        let room = self.marked.len() < MOST_PLAYERS;
        if room {
            self.marked.push(player);
        }
        room
    }

    /// The currency in which a dossier that has just come into the window was looked at before.
    pub fn currency_on_turn(&self, document: DocumentKey, dossier: DossierId) -> Option<Currency> {
        let known = self.settings.currencies.get(&dossier).copied();
        known.filter(|_| self.document != Some(document))
    }

    /// Turns to the dossier in the window and remembers when it was there before. True if another
    /// one was in it since: what belonged to that is forgotten.
    pub fn turn_to(
        &mut self,
        document: DocumentKey,
        dossier: DossierId,
        now: DateTime<Utc>,
    ) -> bool {
        if self.document == Some(document) {
            return false;
        }
        let is_another = self.document.is_some();
        if is_another {
            *self = Self {
                typed_in: std::mem::take(&mut self.typed_in),
                going_to: self.going_to,
                ..Self::new(std::mem::take(&mut self.settings))
            };
        }
        self.document = Some(document);
        self.last_seen = self.settings.opened.insert(dossier, now);
        is_another
    }
}
