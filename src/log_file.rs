//! The log of the program. Names, injuries and amounts stay out of it.

use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::EnvFilter;

/// Writes warnings and errors to a file of the day, kept for a week; `None` if that is not
/// possible. The guard writes what is left when it is dropped.
pub fn log_to_file() -> Option<WorkerGuard> {
    let folder = directories::ProjectDirs::from("", "", "backline")?
        .data_local_dir()
        .join("log");
    crate::store::make_folder(&folder).ok()?;
    let file = tracing_appender::rolling::Builder::new()
        .rotation(tracing_appender::rolling::Rotation::DAILY)
        .filename_prefix("backline")
        .filename_suffix("log")
        .max_log_files(7)
        .build(folder)
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    let filter = EnvFilter::try_from_env("BACKLINE_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .with_env_filter(filter)
        .try_init()
        .ok()?;
    Some(guard)
}
