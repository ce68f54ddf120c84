//! The site while trunk puts it together: its files, and what index.html is told of them.

use std::{fs, path::Path};

use crate::shell::{Outcome, say};

/// The text of a file.
pub fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Writes a text.
pub fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

/// Puts a module beside the page's program under a name with its hash, and writes that and its size into the tag of the
/// page's script, as `data-KEY`.
pub fn place(folder: &Path, module: &Path, (name, key): (&str, &str)) -> Outcome {
    let failed = |e: std::io::Error| format!("{}: {e}", module.display());
    let bytes = fs::read(module).map_err(failed)?;
    let file = format!("{name}-{:016x}.wasm", hash(&bytes));
    say(format!("{file} has {} bytes", bytes.len()));
    fs::rename(module, folder.join(&file)).map_err(failed)?;
    let index = folder.join("index.html");
    let page = read(&index)?;
    write(&index, &told(&page, key, &file, bytes.len())?)
}

/// The page with a module's file and size in the tag of its script.
fn told(page: &str, key: &str, file: &str, bytes: usize) -> Outcome<String> {
    let places: Vec<_> = page.match_indices(" data-wasm=").collect();
    let [(at, _)] = places[..] else {
        return Err(format!("index.html should name one program, and names {}", places.len()));
    };
    Ok(format!("{} data-{key}=\"./{file} {bytes}\"{}", &page[..at], &page[at..]))
}

/// FNV-1a: other bytes are another name, so that a browser may keep a file for ever.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{hash, told};

    #[test]
    fn the_script_is_told_where_a_laboratory_is() {
        let page = "<script async data-js=./a.js data-wasm=./a.wasm src=boot.js></script>";
        let known = told(page, "lab-cnn", "cnn-7.wasm", 9).unwrap();
        let expected =
            "<script async data-js=./a.js data-lab-cnn=\"./cnn-7.wasm 9\" data-wasm=./a.wasm src=boot.js></script>";
        assert_eq!(known, expected);
        // And of another one too.
        assert!(
            told(&known, "lab-gan", "gan-8.wasm", 10)
                .unwrap()
                .contains("9\" data-lab-gan=\"./gan-8.wasm 10\" data-wasm")
        );
        assert!(told("<script src=boot.js>", "lab-cnn", "cnn-7.wasm", 9).is_err());
    }

    #[test]
    fn other_bytes_have_another_name() {
        // The published values of FNV-1a.
        assert_eq!((hash(b""), hash(b"a")), (0xcbf2_9ce4_8422_2325, 0xaf63_dc4c_8601_ec8c));
    }
}
