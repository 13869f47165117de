//! The walls of the house: which room knows what. Each test reads the sources and names the line
//! that breaks the wall; `docs/ARCHITECTURE.md` says why the walls stand.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the first to the last. Each may use those before it.
const ROOMS: [&str; 6] = ["domain", "chart", "import", "store", "editor", "ui"];

const TOOLKIT: &[&str] = &["egui", "eframe", "egui_extras", "egui_table"];
const FILES: &[&str] = &["std::fs", "File::", "OpenOptions"];
const THREADS: &[&str] = &["std::thread", "thread::spawn"];
const TIME: &[&str] = &[
    "Utc::now",
    "Local::now",
    "Instant::now",
    "SystemTime::now",
    "now_v7",
];
const PANICS: &[&str] = &[
    ".unwrap()",
    ".expect(",
    "panic!",
    "unreachable!",
    "todo!",
    "unimplemented!",
];

#[test]
fn domain_chart_and_import_know_no_screen_no_files_no_clock_and_no_threads() {
    let rooms = ["domain/", "chart/", "import/"];
    let pure = |path: &str| rooms.iter().any(|room| path.starts_with(room));
    // Not even as types: what holds a moment has read a clock.
    let types: &[&str] = &["Instant", "SystemTime", "rfd"];
    for words in [TOOLKIT, FILES, THREADS, TIME, types] {
        check_wall(pure, words);
    }
}

#[test]
fn files_are_opened_in_the_store_alone() {
    check_wall(|path| !path.starts_with("store/"), FILES);
}

#[test]
fn the_time_is_read_in_one_file() {
    check_wall(|path| path != "editor/clock.rs", TIME);
}

#[test]
fn the_toolkit_is_named_where_the_screen_is_drawn() {
    let screen = |path: &str| path.starts_with("ui/") || ["app.rs", "main.rs"].contains(&path);
    check_wall(|path| !screen(path), TOOLKIT);
}

#[test]
fn a_room_uses_only_the_rooms_before_it() {
    for (idx, room) in ROOMS.iter().enumerate() {
        let rest = ROOMS[idx + 1..].iter().chain(&["app", "cli", "handoff"]);
        let forbidden: Vec<String> = rest.map(|later| format!("crate::{later}")).collect();
        let forbidden: Vec<&str> = forbidden.iter().map(String::as_str).collect();
        check_wall(|path| path.starts_with(&format!("{room}/")), &forbidden);
    }
}

#[test]
fn nothing_panics_by_design_outside_tests() {
    check_wall(|_| true, PANICS);
}

#[test]
fn a_breach_is_seen_with_its_line() {
    let source = "use std::sync::Arc;\n// egui is not named here\nuse crate::{ui, editor::clock};\n\
                  let a = \"https://egui.rs\"; // egui\nfn b() { egui::pos2(0.0, 0.0); }\n\
                  #[cfg(test)]\nmod tests {\n    use egui::Pos2;\n}\nlet begui = c.unwrap();\n";
    check_found(source, &["egui"], &[4, 5]);
    check_found(source, &["crate::ui"], &[3]);
    check_found(source, &["crate::editor"], &[3]);
    check_found(source, &["crate::store"], &[]);
    check_found(source, &[".unwrap()"], &[10]);
    check_found("#[cfg(test)]\nmod tests;\nuse egui;\n", &["egui"], &[3]);
    check_found("/* egui */ use Egui;\n", &["egui"], &[1]);
}

fn check_found(source: &str, words: &[&str], lines: &[usize]) {
    let found: Vec<usize> = breaches(source, words)
        .iter()
        .map(|found| found.0)
        .collect();
    assert_eq!(found, lines, "{words:?}");
}

/// Fails with every line of the files that names one of the words.
fn check_wall(concerns: impl Fn(&str) -> bool, words: &[&str]) {
    let mut looked_at = 0;
    let mut found = Vec::new();
    for (path, source) in sources() {
        if !concerns(&path) {
            continue;
        }
        looked_at += 1;
        for (line, word) in breaches(&source, words) {
            found.push(format!("src/{path}:{line} names {word}"));
        }
    }
    assert!(looked_at > 0, "the wall stands nowhere: {words:?}");
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The lines, from 1, that name a word outside comments and tests.
fn breaches<'w>(source: &str, words: &[&'w str]) -> Vec<(usize, &'w str)> {
    let mut found = Vec::new();
    for (number, line) in code(source) {
        for word in words {
            if names(&line, word) {
                found.push((number, *word));
            }
        }
    }
    found
}

/// The numbered lines without line comments and without what is compiled for tests alone.
fn code(source: &str) -> Vec<(usize, String)> {
    let mut kept = Vec::new();
    let mut lines = (1..).zip(source.lines());
    while let Some((number, line)) = lines.next() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            skip_item(&mut lines);
            continue;
        }
        // A web address is no comment.
        let comment = line
            .match_indices("//")
            .find(|(at, _)| !line[..*at].ends_with(':'));
        let end = comment.map_or(line.len(), |(at, _)| at);
        kept.push((number, line[..end].to_owned()));
    }
    kept
}

/// Skips the item behind an attribute: to its `;`, or to the bracket at its own indentation.
fn skip_item<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>) {
    let Some((_, first)) = lines.find(|(_, line)| !line.trim_start().starts_with('#')) else {
        return;
    };
    if first.ends_with(';') || first.ends_with('}') {
        return;
    }
    let indent = &first[..first.len() - first.trim_start().len()];
    let end = format!("{indent}}}");
    let _ = lines.find(|(_, line)| *line == end);
}

/// True if a line names a path or a word whole, also inside `crate::{…}`.
fn names(line: &str, word: &str) -> bool {
    let grouped = word
        .strip_prefix("crate::")
        .filter(|_| line.contains("crate::{"));
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    let whole = |word: &str| {
        line.match_indices(word).any(|(at, _)| {
            let before = line[..at].chars().next_back();
            let after = line[at + word.len()..].chars().next();
            let starts = !word.starts_with(inside) || !before.is_some_and(inside);
            let ends = !word.ends_with(inside) || !after.is_some_and(inside);
            starts && ends
        })
    };
    whole(word) || grouped.is_some_and(whole)
}

/// The sources of the program with their paths below `src`, but for files of tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let mut sources: Vec<(String, String)> = files
        .iter()
        .map(|file| {
            let path = file.strip_prefix(&root).unwrap();
            let path = path.to_str().unwrap().replace('\\', "/");
            (path, fs::read_to_string(file).unwrap())
        })
        .collect();
    let of_tests = test_modules(&sources);
    sources.retain(|(path, _)| !of_tests.iter().any(|module| is_of(path, module)));
    sources.sort();
    sources
}

/// The modules that are declared for tests alone and stand in files of their own.
fn test_modules(sources: &[(String, String)]) -> Vec<String> {
    let mut modules = Vec::new();
    for (path, source) in sources {
        let room = path.strip_suffix("/mod.rs").or(path.strip_suffix(".rs"));
        let lines: Vec<&str> = source.lines().map(str::trim).collect();
        for pair in lines.windows(2) {
            let name = pair[1].trim_start_matches("pub(crate) ");
            let name = name
                .strip_prefix("mod ")
                .and_then(|name| name.strip_suffix(';'));
            if let (true, Some(room), Some(name)) = (pair[0] == "#[cfg(test)]", room, name) {
                modules.push(format!("{room}/{name}"));
            }
        }
    }
    modules
}

fn is_of(path: &str, module: &str) -> bool {
    path.strip_prefix(module)
        .is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}
