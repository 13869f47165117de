//! Everything that a person can do from a menu, a key or the palette: one table with the words,
//! the key and a line of explanation, so that no two places say it differently.

use super::command::{Command, Sample};

/// The part of the menu and of the page of keys in which an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Files.
    File,
    /// Changes.
    Edit,
    /// Screens.
    Go,
    /// The window.
    View,
    /// Learning.
    Help,
}

impl Group {
    /// All groups, in the order of the screen.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::Go, Self::View, Self::Help];

    /// The words on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Go => "Go to",
            Self::View => "View",
            Self::Help => "Help",
        }
    }
}

macro_rules! actions {
    ($( $(#[$meta:meta])* $name:ident = $group:ident, $label:literal, $keys:literal; )+) => {
        /// One action.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $( $(#[$meta])* $name, )+ }

        impl Action {
            /// Every action, in the order of the menus.
            pub const ALL: &[Self] = &[ $( Self::$name, )+ ];

            /// The words on the screen.
            pub fn label(self) -> &'static str {
                match self { $( Self::$name => $label, )+ }
            }

            /// The keys, as "Ctrl+Shift+Z"; empty if there are none.
            pub fn keys(self) -> &'static str {
                match self { $( Self::$name => $keys, )+ }
            }

            /// Where it stands.
            pub fn group(self) -> Group {
                match self { $( Self::$name => Group::$group, )+ }
            }
        }
    };
}

actions! {
    /// An empty dossier.
    New = File, "New dossier", "Ctrl+N";
    /// A file.
    Open = File, "Open…", "Ctrl+O";
    /// To its file.
    Save = File, "Save", "Ctrl+S";
    /// To another file.
    SaveAs = File, "Save as…", "Ctrl+Shift+S";
    /// What is on the disk.
    Reload = File, "Reload from disk", "";
    /// The dossier.
    Close = File, "Close dossier", "Ctrl+W";
    /// The program.
    Quit = File, "Quit", "Ctrl+Q";
    /// One step back.
    Undo = Edit, "Undo", "Ctrl+Z";
    /// One step forward.
    Redo = Edit, "Redo", "Ctrl+Shift+Z";
    /// A player.
    AddPlayer = Edit, "Add player…", "Ctrl+Shift+N";
    /// Those that were marked in the table.
    CompareMarked = Edit, "Compare marked players", "Ctrl+Enter";
    /// The calendar of the case.
    Windows = Edit, "Registration windows…", "";
    /// A package without terms.
    AddPackage = Edit, "Add a package to the negotiation", "";
    /// The chosen package, as it stands.
    RecordOffer = Edit, "Record the chosen package in the ledger", "";
    /// What somebody asked or offered.
    AddRow = Edit, "Add a row to the ledger…", "";
    /// The paper for the selling club.
    CopySheetForClub = Edit, "Copy the term sheet for the club", "";
    /// The paper for the player's side.
    CopySheetForPlayer = Edit, "Copy the term sheet for the player and his agent", "";
    /// The paper with both parts.
    CopySheetForUs = Edit, "Copy the term sheet for us, both parts", "";
    /// The table of the comparison.
    CopyComparison = Edit, "Copy the comparison as text", "";
    /// A paper, a provider, a person.
    AddSource = Edit, "Add a source", "";
    /// Tables and events of others.
    ImportFiles = Edit, "Import files…", "";
    /// Nobody is marked.
    ClearMarks = Edit, "Clear the marks in Players", "";
    /// Every row is shown.
    ClearFilter = Edit, "Clear the filter of Players", "";
    /// The date that is looked at becomes the decision date.
    KeepDate = Edit, "Keep the date looked at as decision date", "";
    /// Back to the decision date.
    LeaveDate = Edit, "Go back to the decision date", "";
    /// The case at a glance.
    Overview = Go, "Overview", "Ctrl+1";
    /// The table.
    Players = Go, "Players", "Ctrl+2";
    /// Players side by side.
    Compare = Go, "Compare", "Ctrl+3";
    /// The price of one player.
    Negotiate = Go, "Negotiate", "Ctrl+4";
    /// Tables, events, pools and metrics.
    Data = Go, "Data", "Ctrl+7";
    /// Where facts come from.
    Sources = Go, "Sources", "Ctrl+8";
    /// One back.
    Back = Go, "Back", "Alt+Left";
    /// Commands, players, screens, fields.
    Palette = Go, "Search or run a command…", "Ctrl+K";
    /// The filter of the table.
    Filter = Go, "Filter players", "Ctrl+F";
    /// Source, history, definition.
    Inspector = View, "Show or hide the inspector", "Ctrl+I";
    /// Light theme.
    Light = View, "Light theme", "";
    /// Dark theme.
    Dark = View, "Dark theme", "";
    /// The theme of the desktop.
    System = View, "Theme of the desktop", "";
    /// Larger.
    ZoomIn = View, "Larger", "Ctrl+Plus";
    /// Smaller.
    ZoomOut = View, "Smaller", "Ctrl+Minus";
    /// 100 %.
    ZoomReset = View, "Actual size", "Ctrl+0";
    /// The page of keys.
    Shortcuts = Help, "Keyboard shortcuts", "F1";
    /// A sample.
    SampleKonate = Help, "Sample: Konaté, July 2025", "";
    /// A sample.
    SampleWorked = Help, "Sample: the deal worked through", "";
    /// A sample.
    SampleHindsight = Help, "Sample: the same case, July 2026", "";
    /// The version.
    About = Help, "About Backline", "";
}

impl Action {
    /// The command that carries it out; `None` if it concerns the window alone.
    pub fn command(self) -> Option<Command> {
        Some(match self {
            Self::New => Command::New,
            Self::Open => Command::ChooseOpen,
            Self::Save => Command::Save,
            Self::SaveAs => Command::ChooseSaveAs,
            Self::Reload => Command::Reload,
            Self::Close => Command::Close,
            Self::Quit => Command::Quit,
            Self::Undo => Command::Undo,
            Self::Redo => Command::Redo,
            Self::LeaveDate => Command::LookAt(None),
            Self::SampleKonate => Command::OpenSample(Sample::Konate2025),
            Self::SampleWorked => Command::OpenSample(Sample::Worked2025),
            Self::SampleHindsight => Command::OpenSample(Sample::Hindsight2026),
            Self::AddPlayer
            | Self::CompareMarked
            | Self::Windows
            | Self::AddPackage
            | Self::RecordOffer
            | Self::AddRow
            | Self::CopySheetForClub
            | Self::CopySheetForPlayer
            | Self::CopySheetForUs
            | Self::CopyComparison
            | Self::AddSource
            | Self::ImportFiles
            | Self::ClearMarks
            | Self::ClearFilter
            | Self::KeepDate
            | Self::Overview
            | Self::Players
            | Self::Negotiate
            | Self::Data
            | Self::Compare
            | Self::Sources
            | Self::Back
            | Self::Palette
            | Self::Filter
            | Self::Inspector
            | Self::Light
            | Self::Dark
            | Self::System
            | Self::ZoomIn
            | Self::ZoomOut
            | Self::ZoomReset
            | Self::Shortcuts
            | Self::About => return None,
        })
    }
}

/// The keys that act within a screen and need no menu.
pub const SCREEN_KEYS: &[(&str, &str)] = &[
    ("Tab", "Next field"),
    ("J / K", "Next or previous row of the player table"),
    ("Enter", "Open the profile of the row; commit a field"),
    ("E", "Edit the focused cell or field"),
    ("Space", "Mark the row for comparison"),
    ("B", "Pin the column of a comparison as baseline"),
    ("Ctrl+Left / Ctrl+Right", "Move the column of a comparison"),
    ("Esc", "Take back what was typed; close what floats"),
    (
        "Ctrl+C / Ctrl+V",
        "Copy rows to a spreadsheet; paste rows from one",
    ),
    ("Alt+Down", "Open a list or a calendar"),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_actions_share_their_keys_or_words() {
        let mut seen = HashSet::new();
        for action in Action::ALL {
            assert!(seen.insert(action.label()), "{action:?}");
            assert!(
                action.keys().is_empty() || seen.insert(action.keys()),
                "{action:?}"
            );
        }
    }
}
