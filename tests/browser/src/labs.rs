//! What a site has of laboratories, as the page is told in the tag of its script.

use std::{fs, path::Path};

use crate::{Failure, Outcome};

/// The files of one laboratory, as they are called in the site's folder.
pub struct Lab {
    pub name: String,
    pub module: String,
    /// Its words and its style sheet, where it has them.
    pub words: Option<String>,
    pub sheet: Option<String>,
}

impl Lab {
    /// All that is fetched of it.
    pub fn files(&self) -> impl Iterator<Item = &String> {
        [&self.module].into_iter().chain(&self.words).chain(&self.sheet)
    }
}

/// All laboratories of the site in a folder.
pub fn labs(folder: &Path) -> Outcome<Vec<Lab>> {
    let page = fs::read_to_string(folder.join("index.html"))?;
    page.split(" data-lab-").skip(1).map(lab).collect()
}

/// `NAME="./MODULE SIZE ./WORDS ./SHEET"`: see xtask/src/labs.rs.
fn lab(text: &str) -> Outcome<Lab> {
    let (name, rest) = text.split_once("=\"").ok_or(Failure::new(format!("a laboratory without its files: {text}")))?;
    let value = rest.split('"').next().unwrap_or_default();
    let mut files = value.split(' ').map(|file| file.trim_start_matches("./").to_owned());
    let module = files.next().unwrap_or_default();
    let mut more = files.skip(1).map(|file| Some(file).filter(|file| !file.is_empty()));
    let (words, sheet) = (more.next().flatten(), more.next().flatten());
    Ok(Lab { name: name.to_owned(), module, words, sheet })
}
