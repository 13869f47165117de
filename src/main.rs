//! The program: arguments, log, window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::path::PathBuf;
use std::process::ExitCode;

use backline::app::App;
use backline::{cli, handoff};
use clap::{Parser, Subcommand};
use eframe::egui;

/// The desk on which a football club decides about a defender: dossier, comparison, priced deal.
#[derive(Parser)]
#[command(name = "backline", version, args_conflicts_with_subcommands = true)]
struct Arguments {
    #[command(subcommand)]
    task: Option<Task>,
    /// Dossiers to open. Without one, the first sample opens. If the program is already running,
    /// they open in its window
    files: Vec<PathBuf>,
}

#[derive(Subcommand)]
enum Task {
    /// Print what is missing, contradictory, stale or outside a rule in a dossier.
    ///
    /// Ends with 0 if there is no error among the findings, with 1 if there is one, and with 2 if
    /// the file cannot be read.
    Check {
        /// The dossier.
        file: PathBuf,
        /// Print JSON for other programs.
        #[arg(long)]
        json: bool,
    },
    /// Write a comparison of players as a picture or as figures.
    ///
    /// Our limits and the costs that rest on our beliefs are left out unless asked for. Ends with 0,
    /// or with 2 if nothing could be written.
    Compare {
        /// The dossier.
        file: PathBuf,
        #[command(flatten)]
        options: cli::CompareOptions,
    },
    /// Carry out one function of the deal engine: a JSON object on standard input, one on standard
    /// output.
    ///
    /// Ends with 0 for a result and with 2 for an error, which is JSON too.
    Deal {
        /// The function; `--list` prints them all.
        #[arg(required_unless_present = "list")]
        function: Option<String>,
        #[command(flatten)]
        options: cli::DealOptions,
        /// Print the functions with their fields, units, defaults and sections.
        #[arg(long)]
        list: bool,
        /// Print the list as JSON for other programs.
        #[arg(long, requires = "list")]
        json: bool,
    },
    /// Print how much of each season the players of a list of injuries were fit for.
    ///
    /// Days are counted once with both ends. Spells that begin after the date are unknown, open and
    /// longer ones are cut at it.
    Availability {
        /// The list: CSV, TSV, XLSX, ODS or HTML.
        file: PathBuf,
        /// The date, as 2025-07-11.
        #[arg(long)]
        as_of: chrono::NaiveDate,
        /// Print JSON for other programs.
        #[arg(long)]
        json: bool,
    },
    /// Print an amount at the ECB reference rate of a day, or of the working day before it.
    ///
    /// Ends with 0 for a result and with 1 if there is no rate.
    Fx {
        /// The amount.
        #[arg(allow_negative_numbers = true)]
        amount: rust_decimal::Decimal,
        /// Its currency, as EUR.
        from: String,
        /// The currency to convert to.
        to: String,
        /// The day, as 2025-07-11.
        #[arg(long)]
        on: chrono::NaiveDate,
        /// Print JSON for other programs.
        #[arg(long)]
        json: bool,
    },
    /// Take tables into a dossier: players, injuries, transfers, market values, season figures.
    ///
    /// Nothing that a source said is overwritten, and nobody is joined to another man in doubt. Ends
    /// with 0 if every row was taken, with 1 if rows were refused or wait for a decision, and with 2
    /// if nothing was written because a file could not be read or written.
    Import {
        /// Files and folders.
        #[arg(required = true)]
        sources: Vec<PathBuf>,
        /// The dossier; a new one is made if it does not exist.
        #[arg(long)]
        into: PathBuf,
        #[command(flatten)]
        options: cli::ImportOptions,
    },
    /// Count the events of matches: StatsBomb, or Wyscout with its lists of matches, players and
    /// teams. Files may be gzipped; folders are opened up.
    ///
    /// Ends with 0 if all was counted, with 1 if a file was left out, and with 2 if nothing could
    /// be counted.
    Metrics {
        /// Files and folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Print JSON for other programs.
        #[arg(long)]
        json: bool,
    },
    /// Print where the players of a season table stand among each other.
    ///
    /// Counts are compared for 90 minutes, percentages as they are; a table whose counts are for 90
    /// minutes already is noticed. Ends with 2 if the table cannot be read or nobody belongs to the
    /// pool.
    Pool {
        /// The table: FBref's, or any other with names, minutes and figures.
        file: PathBuf,
        #[command(flatten)]
        options: cli::PoolOptions,
    },
    /// Count the events of a season into a table of totals, from which stat pools are made.
    ///
    /// The pool of the samples was written so; see sample_data/pools/NOTICE.md.
    Season {
        /// Files and folders, as for `metrics`.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The table to write, as CSV.
        #[arg(long, short)]
        out: PathBuf,
        #[command(flatten)]
        options: cli::SeasonOptions,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.task {
        Some(Task::Check { file, json }) => cli::check(&file, json),
        Some(Task::Compare { file, options }) => cli::compare(&file, &options),
        Some(Task::Deal {
            function: Some(function),
            options,
            list: false,
            ..
        }) => cli::deal(&function, options),
        Some(Task::Deal { json, .. }) => cli::list_deal_functions(json),
        Some(Task::Availability { file, as_of, json }) => cli::availability(&file, as_of, json),
        Some(Task::Fx {
            amount,
            from,
            to,
            on,
            json,
        }) => cli::fx(amount, &from, &to, on, json),
        Some(Task::Import {
            sources,
            into,
            options,
        }) => cli::import(&sources, &into, &options),
        Some(Task::Metrics { paths, json }) => cli::metrics(&paths, json),
        Some(Task::Pool { file, options }) => cli::pool(&file, &options),
        Some(Task::Season {
            paths,
            out,
            options,
        }) => cli::season(&paths, &out, &options),
        None => open_window(arguments.files),
    }
}

fn open_window(files: Vec<PathBuf>) -> ExitCode {
    let _log = backline::log_to_file();
    let files: Vec<PathBuf> = files
        .into_iter()
        .map(|file| std::path::absolute(&file).unwrap_or(file))
        .collect();
    let Some(socket) = handoff::first_start(&files) else {
        return ExitCode::SUCCESS;
    };
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../assets/icon-256.png"));
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("backline")
        .with_title("Backline")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([800.0, 560.0]);
    let viewport = match icon {
        Ok(icon) => viewport.with_icon(icon),
        Err(err) => {
            tracing::warn!("the icon cannot be read: {err}");
            viewport
        }
    };
    let options = eframe::NativeOptions {
        viewport,
        ..Default::default()
    };
    let run = eframe::run_native(
        "backline",
        options,
        Box::new(move |cc| {
            let ctx = cc.egui_ctx.clone();
            let handed_over = socket.listen(move || ctx.request_repaint());
            Ok(Box::new(App::new(cc, files, Some(handed_over))))
        }),
    );
    match run {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            tracing::error!("the window could not be opened: {err}");
            cli::complain(&format!(
                "Could not open a window ({err}). Check that there is a display and that the packages of `make run` are installed"
            ));
            ExitCode::from(2)
        }
    }
}
