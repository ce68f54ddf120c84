//! The page without a network: the list of the site's files is written into the worker that keeps them (www/worker.js), and the
//! worker's name into the tag of the script that registers it. While the page is served for work on it there is no worker, and
//! one from before ends itself.

use std::{collections::BTreeMap, fs, path::Path};

use crate::{
    labs,
    shell::{Outcome, Workshop, output, say},
    squeeze,
};

/// Set while the page is served for work on it.
pub const SERVED: &str = "KITTENGRAD_SERVED";
/// The file of the worker, beside the page.
const WORKER: &str = "worker.js";
/// A worker of an earlier build that finds this in its place ends, and its pages are loaded anew.
const END: &str = "addEventListener('install', () => skipWaiting());\n\
    addEventListener('activate', (event) => event.waitUntil((async () => {\n\
      const ours = (await caches.keys()).filter((name) => name.startsWith(`kittengrad ${registration.scope} `));\n\
      await Promise.all(ours.map((name) => caches.delete(name)));\n\
      await registration.unregister();\n\
      for (const client of await clients.matchAll({ type: 'window' })) client.navigate(client.url);\n\
    })()));\n";
/// How the worker is made small: it is no module.
const SCRIPT: [&str; 3] = ["--minify", "--target=es2020", "--log-level=warning"];

/// Writes the worker of a folder that holds the whole site.
pub fn add(shop: &Workshop, folder: &Path) -> Outcome {
    let worker = folder.join(WORKER);
    if std::env::var_os(SERVED).is_some() {
        return squeeze::write(&worker, END);
    }
    let index = folder.join("index.html");
    squeeze::write(&index, &labs::with_attribute(&squeeze::read(&index)?, "data-worker", WORKER)?)?;
    let head = head(&files(folder)?);
    let small = output(shop.npm_command("esbuild").args(SCRIPT).arg(shop.root.join("www").join(WORKER)))?;
    say(format!("the worker keeps: {head}"));
    squeeze::write(&worker, &(head + "\n" + &small))
}

/// Every file of the site but the worker, with its bytes.
fn files(folder: &Path) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let failed = |e: std::io::Error| format!("{}: {e}", folder.display());
    let mut all = BTreeMap::new();
    for file in fs::read_dir(folder).map_err(failed)? {
        let file = file.map_err(failed)?;
        let name = file.file_name().into_string().map_err(|name| format!("{name:?} is no name for a file"))?;
        if file.path().is_file() && name != WORKER && !name.starts_with('.') {
            all.insert(name, fs::read(file.path()).map_err(failed)?);
        }
    }
    Ok(all)
}

/// What stands before the worker: the version, which is another one whenever any file is, and the files.
fn head(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut all = Vec::new();
    for (name, bytes) in files {
        all.extend(name.as_bytes());
        all.extend(squeeze::hash(bytes).to_le_bytes());
    }
    // The page itself goes by its folder.
    let name = |name: &String| if name == "index.html" { "\"./\"".to_string() } else { format!("{name:?}") };
    let names: Vec<String> = files.keys().map(name).collect();
    format!("const VERSION=\"{:016x}\",FILES=[{}];", squeeze::hash(&all), names.join(","))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::head;

    fn site(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        files.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn the_worker_knows_every_file_and_another_site_is_another_version() {
        let known = head(&site(&[("index.html", "a"), ("boot.js", "b")]));
        assert!(known.ends_with("FILES=[\"boot.js\",\"./\"];"), "{known}");
        assert_eq!(known, head(&site(&[("boot.js", "b"), ("index.html", "a")])));
        for other in [[("index.html", "a"), ("boot.js", "c")], [("index.html", "b"), ("boot.js", "a")]] {
            assert_ne!(known, head(&site(&other)));
        }
        assert_ne!(known, head(&site(&[("index.html", "a"), ("root.js", "b")])));
    }
}
