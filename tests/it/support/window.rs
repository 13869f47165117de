//! The whole window without a screen, used as a person uses it: by name, pointer and keyboard.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use backline::app::prepare;
use backline::domain::dossier::Dossier;
use backline::domain::edit::Edit;
use backline::editor::Editor;
use backline::editor::clock::FixedClock;
use backline::editor::command::{Command, Sample};
use backline::editor::dialogs::FileDialogs;
use backline::editor::jobs::Runner;
use backline::ui::screens::Screens;
use backline::ui::state::{Screen, Settings, ViewState};
use backline::ui::window_ui;
use eframe::egui::{self, Event, Key, Modifiers, OutputCommand, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

/// A desktop that has no file dialogs.
struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn available(&self) -> bool {
        false
    }

    fn choose_open(&self, _: Option<&Path>) -> Option<PathBuf> {
        None
    }

    fn choose_save(&self, _: Option<&Path>, _: &str) -> Option<PathBuf> {
        None
    }
}

/// The program and what its window remembers.
pub struct Program {
    pub editor: Editor,
    pub view: ViewState,
    pub screens: Screens,
}

/// A window of the program on 11 July 2025.
pub struct Window {
    pub harness: Harness<'static, Program>,
}

impl Window {
    /// A window with the first sample.
    pub fn with_sample(screen: Screen) -> Self {
        let mut program = program();
        program
            .editor
            .apply(Command::OpenSample(Sample::Konate2025));
        Self::of(program, screen)
    }

    /// A window with an empty dossier.
    pub fn empty(screen: Screen) -> Self {
        Self::of(program(), screen)
    }

    fn of(mut program: Program, screen: Screen) -> Self {
        program.view.show(screen);
        Self {
            harness: drawn(program, [1440.0, 900.0]),
        }
    }

    pub fn dossier(&self) -> &Dossier {
        self.harness.state().editor.shown().dossier()
    }

    pub fn view(&mut self) -> &mut ViewState {
        &mut self.harness.state_mut().view
    }

    pub fn screens(&mut self) -> &mut Screens {
        &mut self.harness.state_mut().screens
    }

    /// The label of the step that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.harness.state().editor.shown().history.undo_label()
    }

    pub fn apply(&mut self, command: Command) {
        self.harness.state_mut().editor.apply(command);
        self.harness.run();
    }

    pub fn edit(&mut self, edit: Edit) {
        self.apply(Command::Edit(edit));
    }

    pub fn run(&mut self) {
        self.harness.run();
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    /// Letters, to whatever has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.run();
    }

    pub fn paste(&mut self, text: &str) {
        self.harness.event(Event::Paste(text.to_owned()));
        self.run();
    }

    /// Presses Ctrl+C; what is then on the clipboard.
    pub fn copied(&mut self) -> Option<String> {
        self.harness.event(Event::Copy);
        self.harness.step();
        let commands = &self.harness.output().platform_output.commands;
        let text = commands.iter().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        self.run();
        text
    }

    pub fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.run();
    }

    pub fn click_with(&mut self, modifiers: Modifiers, label: &str) {
        self.harness.get_by_label(label).click_modifiers(modifiers);
        self.run();
    }

    /// Puts a text into the field of this name, in place of what stands there.
    pub fn enter(&mut self, label: &str, text: &str) {
        self.field(label).focus();
        self.run();
        self.press_with(Modifiers::COMMAND, Key::A);
        self.type_text(text);
    }

    pub fn field<'a>(&'a self, label: &'a str) -> Node<'a> {
        self.harness.get_by_role_and_label(Role::TextInput, label)
    }

    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    pub fn shows_part(&self, label: &str) -> bool {
        self.harness
            .query_all_by_label_contains(label)
            .next()
            .is_some()
    }

    /// The names of all things of one role, from top to bottom.
    pub fn all(&self, role: Role) -> Vec<String> {
        let mut all: Vec<(f32, String)> = self
            .harness
            .query_all_by_role(role)
            .map(|node| {
                (
                    node.rect().top(),
                    node.accesskit_node().label().unwrap_or_default(),
                )
            })
            .collect();
        all.sort_by(|one, other| one.0.total_cmp(&other.0));
        all.into_iter().map(|(_, name)| name).collect()
    }
}

/// A window of this size with the program in it.
pub fn drawn(program: Program, size: [f32; 2]) -> Harness<'static, Program> {
    let settings = program.view.settings.clone();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(move |ctx| prepare(ctx, &settings))
        .build_ui_state(
            |ui, program: &mut Program| {
                // The harness leaves a margin that the window does not have.
                let whole = ui.ctx().content_rect();
                ui.set_clip_rect(whole);
                let whole = egui::UiBuilder::new().max_rect(whole);
                ui.scope_builder(whole, |ui| {
                    window_ui(
                        ui,
                        &mut program.editor,
                        &mut program.view,
                        &mut program.screens,
                    );
                });
                program.editor.finish_jobs();
            },
            program,
        );
    harness.run();
    harness
}

/// The program with an empty dossier, in light.
pub fn program() -> Program {
    program_with(Settings {
        theme: egui::ThemePreference::Light,
        ..Settings::default()
    })
}

/// The program with an empty dossier on 11 July 2025.
pub fn program_with(settings: Settings) -> Program {
    let day = "2025-07-11".parse().unwrap();
    let editor = Editor::new(
        Arc::new(FixedClock::at(day)),
        Arc::new(NoDialogs),
        Runner::Inline,
        Arc::new(|| ()),
    );
    Program {
        editor,
        view: ViewState::new(settings),
        screens: Screens::default(),
    }
}
