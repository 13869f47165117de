//! One window: a second start hands its files to the first one and ends.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

use interprocess::local_socket::prelude::*;
use interprocess::local_socket::{GenericNamespaced, Listener, ListenerOptions, Name, Stream};

/// Longest line that is read from another start, in bytes.
const LINE: u64 = 64 * 1024;

/// The place where later starts report.
pub struct Socket(Option<Listener>);

/// Hands the files over if the program already runs, and is `None` then. Without a way to ask,
/// this is a start like any other.
pub fn first_start(files: &[PathBuf]) -> Option<Socket> {
    let Some(name) = name() else {
        return Some(Socket(None));
    };
    if let Ok(stream) = Stream::connect(name.clone())
        && hand_over(stream, files).is_ok()
    {
        return None;
    }
    Some(Socket(ListenerOptions::new().name(name).create_sync().ok()))
}

fn hand_over(mut stream: Stream, files: &[PathBuf]) -> std::io::Result<()> {
    // An empty line asks for the window alone.
    let mut message = String::new();
    for file in files {
        message.push_str(&file.to_string_lossy());
        message.push('\n');
    }
    if message.is_empty() {
        message.push('\n');
    }
    stream.write_all(message.as_bytes())
}

/// One name for each user's data folder, so that two users do not meet.
fn name() -> Option<Name<'static>> {
    let folder = directories::ProjectDirs::from("", "", "backline")?
        .data_local_dir()
        .to_owned();
    let hash = blake3::hash(folder.to_string_lossy().as_bytes()).to_hex();
    format!("backline-{}.sock", &hash[..16])
        .to_ns_name::<GenericNamespaced>()
        .ok()
}

impl Socket {
    /// Receives what later starts hand over; `wake` is called for each.
    pub fn listen(self, wake: impl Fn() + Send + 'static) -> Receiver<PathBuf> {
        let (sender, receiver) = channel();
        let Some(listener) = self.0 else {
            return receiver;
        };
        std::thread::spawn(move || {
            for stream in listener.incoming().filter_map(Result::ok) {
                let reader = BufReader::new(std::io::Read::take(stream, LINE));
                for line in reader.lines().map_while(Result::ok) {
                    if sender.send(PathBuf::from(line)).is_err() {
                        return;
                    }
                }
                wake();
            }
        });
        receiver
    }
}
