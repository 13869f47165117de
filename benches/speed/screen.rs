//! Frames of the window without a graphics driver: layout, commands, finished jobs, tessellation.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use backline::app::prepare;
use backline::domain::id::RevisionId;
use backline::editor::Editor;
use backline::editor::clock::FixedClock;
use backline::editor::command::Command;
use backline::editor::dialogs::FileDialogs;
use backline::editor::jobs::Runner;
use backline::store::{Revision, save};
use backline::ui::screens::Screens;
use backline::ui::state::{Screen, Settings, ViewState};
use backline::ui::window_ui;
use eframe::egui;
use egui::{Event, Key, Modifiers, Shape};
use uuid::Uuid;

use crate::generate::{LAST, dossier, today};
use crate::table::Row;
use crate::{PLAYERS, child, millis, timed};

const FEW: usize = 1_000;
const ROUNDS: usize = 5;
const FRAMES: usize = 60;
/// What a person types who looks for young centre-backs.
const TYPED: &str = "silva cb <25";

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

/// A window of the program.
pub struct Window {
    ctx: egui::Context,
    pub editor: Editor,
    pub view: ViewState,
    pub screens: Screens,
    time: f64,
}

impl Window {
    /// The window on the player table.
    fn of(players: usize) -> Self {
        let mut window = Self::empty();
        window.view.show(Screen::Players);
        window.open(players);
        window
    }

    /// A window with an empty dossier.
    pub fn empty() -> Self {
        let ctx = egui::Context::default();
        let settings = Settings::default();
        prepare(&ctx, &settings);
        let clock = Arc::new(FixedClock::at(today()));
        let editor = Editor::new(clock, Arc::new(NoDialogs), Runner::Threads, Arc::new(|| ()));
        Self {
            ctx,
            editor,
            view: ViewState::new(settings),
            screens: Screens::default(),
            time: 0.0,
        }
    }

    fn open(&mut self, players: usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.backline");
        let revision = Revision::first(RevisionId(Uuid::from_u128(1)));
        save(&path, &dossier(players), &revision, None).unwrap();
        self.editor.apply(Command::Open(path));
        self.settle();
        self.view.show(Screen::Players);
        self.settle();
        assert_eq!(self.editor.shown().dossier().players.len(), players);
    }

    /// One frame as the desktop asks for it, and how long it took.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        let (time, mut output) = timed(|| {
            let mut output = self.draw(events);
            let shapes = std::mem::take(&mut output.shapes);
            self.ctx.tessellate(shapes, output.pixels_per_point);
            output
        });
        output.textures_delta.clear();
        time
    }

    /// True if names of players are on the screen: an empty one would be drawn in no time.
    pub fn shows_players(&mut self) -> bool {
        let mut output = self.draw(Vec::new());
        output.textures_delta.clear();
        output.shapes.iter().any(|clipped| is_name(&clipped.shape))
    }

    /// True if these words are on the screen.
    pub fn shows(&mut self, words: &str) -> bool {
        let mut output = self.draw(Vec::new());
        output.textures_delta.clear();
        output
            .shapes
            .iter()
            .any(|clipped| is_text(&clipped.shape, words))
    }

    fn draw(&mut self, events: Vec<Event>) -> egui::FullOutput {
        self.time += 1.0 / 60.0;
        let screen = egui::vec2(1440.0, 900.0);
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, screen)),
            time: Some(self.time),
            focused: true,
            events,
            ..Default::default()
        };
        self.editor.finish_jobs();
        let output = self.ctx.run_ui(input, |ui| {
            window_ui(ui, &mut self.editor, &mut self.view, &mut self.screens);
        });
        self.editor.finish_jobs();
        output
    }

    pub fn idle(&mut self) -> Duration {
        self.frame(Vec::new())
    }

    /// Draws until nothing runs any more; the longest frame.
    pub fn settle(&mut self) -> Duration {
        let mut longest = Duration::ZERO;
        for _ in 0..3 {
            longest = longest.max(self.idle());
        }
        while !self.editor.jobs().running().is_empty() {
            longest = longest.max(self.idle());
            std::thread::sleep(Duration::from_millis(4));
        }
        longest.max(self.idle())
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) -> Duration {
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        };
        self.frame(vec![event(true), event(false)])
    }

    /// Goes to the filter and types; the longest frame, and how many players are left.
    fn filter(&mut self) -> (Duration, usize) {
        let mut longest = self.press(Key::F, Modifiers::COMMAND | Modifiers::CTRL);
        longest = longest.max(self.settle());
        for letter in TYPED.chars() {
            let event = Event::Text(letter.to_string());
            longest = longest.max(self.frame(vec![event]));
            // Some letters come while the answer to the one before is still worked out.
            for _ in 0..3 {
                longest = longest.max(self.idle());
                std::thread::sleep(Duration::from_millis(4));
            }
        }
        longest = longest.max(self.settle());
        let left = self.editor.arranged().players;
        for _ in TYPED.chars() {
            longest = longest.max(self.press(Key::Backspace, Modifiers::NONE));
        }
        (longest.max(self.settle()), left)
    }
}

fn is_text(shape: &Shape, words: &str) -> bool {
    match shape {
        Shape::Text(text) => text.galley.text() == words,
        Shape::Vec(shapes) => shapes.iter().any(|shape| is_text(shape, words)),
        _ => false,
    }
}

fn is_name(shape: &Shape) -> bool {
    match shape {
        Shape::Text(text) => LAST.iter().any(|name| text.galley.text().contains(name)),
        Shape::Vec(shapes) => shapes.iter().any(is_name),
        _ => false,
    }
}

pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

pub fn rows() -> Vec<Row> {
    let (mut few, mut many) = (Window::of(FEW), Window::of(PLAYERS));
    let mut medians = [Duration::MAX; 2];
    for _ in 0..ROUNDS {
        for (window, best) in [&mut few, &mut many].into_iter().zip(&mut medians) {
            let times = (0..FRAMES).map(|_| window.idle()).collect();
            *best = median(times).min(*best);
        }
    }
    let [with_few, with_many] = medians;
    let drawn = few.shows_players() && many.shows_players();
    let frame = Row {
        what: format!("A frame of the player table with {PLAYERS} rows, against {FEW}"),
        found: drawn.then(|| with_many.as_secs_f64() / with_few.as_secs_f64()),
        unit: "×",
        limit: Some(1.2),
        detail: if drawn {
            format!("{} against {}", millis(with_many), millis(with_few))
        } else {
            "the player table shows no names".to_owned()
        },
    };
    vec![frame, typing(&mut many), first_frame()]
}

fn typing(many: &mut Window) -> Row {
    let rounds: Vec<(Duration, usize)> = (0..ROUNDS).map(|_| many.filter()).collect();
    let took = rounds.iter().all(|(_, left)| (1..PLAYERS).contains(left));
    let longest = rounds.iter().map(|(longest, _)| *longest).min();
    let found = longest.filter(|_| took);
    let left = rounds.first().map_or(0, |(_, left)| *left);
    Row {
        what: format!("The longest frame while a filter is typed over {PLAYERS} rows"),
        found: found.map(|longest| longest.as_secs_f64() * 1e3),
        unit: "ms",
        limit: Some(8.0),
        detail: if took {
            format!("best of {ROUNDS}; {left} players pass “{TYPED}”")
        } else {
            "the filter did not take what was typed".to_owned()
        },
    }
}

/// The first frame of a real window, from the start of the process, against a window of the
/// toolkit with nothing in it.
fn first_frame() -> Row {
    let shortest = |what: &str| {
        let times = (0..ROUNDS).map(|_| child(what, true));
        times
            .collect::<Option<Vec<f64>>>()?
            .into_iter()
            .reduce(f64::min)
    };
    let times = shortest("first-frame-bare").zip(shortest("first-frame"));
    Row {
        what: "Start to the first frame in a real window, against a bare window of the toolkit"
            .to_owned(),
        found: times.map(|(bare, ours)| ours / bare),
        unit: "×",
        limit: Some(1.3),
        detail: match times {
            Some((bare, ours)) => format!("{ours:.0} ms against {bare:.0} ms"),
            None => "there is neither a display nor xvfb-run".to_owned(),
        },
    }
}
