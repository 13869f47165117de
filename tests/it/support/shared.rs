//! Files of other people, and what other programs reckoned from them. They are nobody's to hand on,
//! so they lie beside the project, and a machine without them leaves their tests out.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file or folder of them; without it, says on the screen that a test was left out.
///
/// `BACKLINE_SHARED` names the folder if it lies elsewhere.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("BACKLINE_SHARED").map(PathBuf::from);
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let path = folder.unwrap_or_else(beside).join(path);
    if path.exists() {
        return Some(path);
    }
    let test = std::thread::current();
    let test = test.name().unwrap_or("a test");
    // Not `println!`, which a test that ends well keeps to itself.
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED {test}: there is no {}",
        path.display()
    );
    None
}
