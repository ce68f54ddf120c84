//! The golden files: what is drawn, compared with what is kept.

use std::path::{Path, PathBuf};

/// All golden files together stay below this.
const MOST_BYTES: u64 = 1_400_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The name of a picture, if it is not as it is kept; then what is drawn lies beside it. Kept anew, if that was asked for.
pub fn changed(name: &str, drawn: &str) -> Option<String> {
    let (kept, beside) = (folder().join(format!("{name}.svg")), folder().join(format!("{name}-changed.svg")));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&kept, drawn).expect("golden files can be written");
    }
    if std::fs::read_to_string(&kept).is_ok_and(|old| old == drawn) {
        let _ = std::fs::remove_file(&beside);
        return None;
    }
    std::fs::write(&beside, drawn).expect("golden files can be written");
    Some(name.to_owned())
}

/// Fails if any is changed, or if all that are kept are too large.
pub fn all_is_as_it_was(changed: &[String]) {
    assert!(changed.is_empty(), "look at tests/golden/NAME-changed.svg of {changed:?}; UPDATE_GOLDEN=1 keeps them");
    let files = std::fs::read_dir(folder()).expect("there are golden files").flatten();
    let kept = files.filter(|file| !file.file_name().to_string_lossy().ends_with("-changed.svg"));
    let bytes: u64 = kept.filter_map(|file| Some(file.metadata().ok()?.len())).sum();
    assert!((1_000_000..MOST_BYTES).contains(&bytes), "{bytes} bytes of golden files are too many to keep");
}
