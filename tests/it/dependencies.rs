//! What we build on may be passed on under our licences, and one kit draws the window.

use std::process::Command;

use serde_json::Value;

/// The same list as in `deny.toml`. MPL-2.0 binds changes of those crates' own files only.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "MPL-2.0+",
    "OFL-1.1",
    "Ubuntu-font-1.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Two versions of one of these would not understand each other's types.
const ONCE: &[&str] = &[
    "chrono",
    "eframe",
    "egui",
    "egui_extras",
    "emath",
    "epaint",
    "imbl",
    "rust_decimal",
    "serde",
    "serde_json",
    "uuid",
    "winit",
];

/// Nothing here speaks to a server.
const NEVER: &[&str] = &[
    "curl",
    "hyper",
    "reqwest",
    "ureq",
    "openssl",
    "native-tls",
    "rustls",
];

/// Every crate of a build on this machine, tests included.
fn packages() -> Vec<Value> {
    let cargo = env!("CARGO");
    let version = Command::new(cargo)
        .args(["--version", "--verbose"])
        .output()
        .unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let metadata = Command::new(cargo)
        .args([
            "metadata",
            "--locked",
            "--format-version",
            "1",
            "--all-features",
        ])
        .args(["--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let problem = String::from_utf8_lossy(&metadata.stderr);
    assert!(metadata.status.success(), "{problem}");
    let mut metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    serde_json::from_value(metadata["packages"].take()).unwrap()
}

fn text<'a>(package: &'a Value, member: &str) -> &'a str {
    package[member].as_str().unwrap_or_default()
}

/// True if a licence expression leaves us a way: one arm of each OR, every arm of each AND.
fn is_allowed(expression: &str) -> bool {
    let expression = expression.trim();
    if let Some(arms) = split(expression, " OR ").or_else(|| split(expression, "/")) {
        return arms.into_iter().any(is_allowed);
    }
    if let Some(arms) = split(expression, " AND ") {
        return arms.into_iter().all(is_allowed);
    }
    let inner = expression
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    inner.map_or(ALLOWED.contains(&expression), is_allowed)
}

/// The arms between an operator that stands outside every bracket; `None` if it does not.
fn split<'a>(expression: &'a str, operator: &str) -> Option<Vec<&'a str>> {
    let mut arms = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, sign) in expression.char_indices() {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 && expression[at..].starts_with(operator) => {
                arms.push(&expression[start..at]);
                start = at + operator.len();
            }
            _ => {}
        }
    }
    arms.push(&expression[start..]);
    (arms.len() > 1).then_some(arms)
}

#[test]
fn licence_expressions_are_read_as_spdx_means_them() {
    for (expression, allowed) in [
        ("MIT OR Apache-2.0", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0-only", false),
        ("GPL-2.0-only OR Apache-2.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only AND AGPL-3.0-only", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        (
            "(MIT OR GPL-3.0-only) AND (GPL-3.0-only OR AGPL-3.0-only)",
            false,
        ),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
}

#[test]
fn cargo_deny_allows_the_same_licences() {
    let deny = include_str!("../../deny.toml");
    let listed = deny
        .split("[bans]")
        .next()
        .unwrap()
        .matches("\",\n")
        .count();
    assert_eq!(listed, ALLOWED.len());
    for licence in ALLOWED {
        assert!(deny.contains(&format!("\"{licence}\",\n")), "{licence}");
    }
}

#[test]
fn every_dependency_may_be_passed_on() {
    for package in packages() {
        let licence = text(&package, "license");
        let name = text(&package, "name");
        assert!(is_allowed(licence), "{name} has the licence {licence:?}");
    }
}

#[test]
fn shared_types_come_from_one_version() {
    let packages = packages();
    for name in ONCE {
        let same = packages
            .iter()
            .filter(|package| text(package, "name") == *name);
        let versions: Vec<_> = same.map(|package| text(package, "version")).collect();
        assert_eq!(versions.len(), 1, "{name} {versions:?}");
    }
}

#[test]
fn nothing_that_speaks_to_a_server_is_built_in() {
    for package in packages() {
        let name = text(&package, "name");
        assert!(!NEVER.contains(&name), "{name}");
    }
}
