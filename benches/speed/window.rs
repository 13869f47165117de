//! Real windows, in processes of their own that end after the first frame.

use std::time::Instant;

use backline::app::App;
use eframe::egui;

/// Draws what is inside, and ends the process when the second frame begins: then the first one has
/// been painted.
struct Once {
    inside: Box<dyn eframe::App>,
    started: Instant,
    drawn: bool,
}

impl eframe::App for Once {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        if self.drawn {
            println!("{}", self.started.elapsed().as_secs_f64() * 1e3);
            std::process::exit(0);
        }
        self.inside.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.inside.ui(ui, frame);
        self.drawn = true;
        ui.ctx().request_repaint();
    }
}

struct Bare;

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| ui.label("Nothing"));
    }
}

/// Opens the program with its sample, or a bare window; never returns if a display is there.
pub fn first_frame(bare: bool, started: Instant) {
    let folder = tempfile::tempdir().unwrap();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]),
        persistence_path: Some(folder.path().join("app.ron")),
        ..Default::default()
    };
    let opened = eframe::run_native(
        "backline-bench",
        options,
        Box::new(move |cc| {
            let inside: Box<dyn eframe::App> = if bare {
                Box::new(Bare)
            } else {
                Box::new(App::new(cc, Vec::new(), None))
            };
            Ok(Box::new(Once {
                inside,
                started,
                drawn: false,
            }))
        }),
    );
    if let Err(err) = opened {
        eprintln!("no window: {err}");
    }
}
