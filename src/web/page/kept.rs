//! The whole work of this tab, as the browser keeps it: knobs, points, runs and pins, sealed, in two copies that are written in turn,
//! so that the one before is there if the other is broken.
//!
//! Each tab has copies of its own and finds them again when it is loaded anew, so that two tabs do not overwrite each other. A
//! new tab goes on with the work that was written last; own points that only another one has are offered to it.
//!
//! All of this stands in the second part of the program: what is called from elsewhere is a function of its own.

use super::app::App;
use super::notices;
use super::state::{Keeping, Work};
use crate::data::bytes::{Reader, Writer, seal, unseal};
use crate::data::decimal;
use crate::session::OwnPoints;
use crate::session::link;
use crate::text::notices::Told;
use js_sys::{Date, Math};

/// With this the key of each copy begins; then come the tab's id and which of the two it is.
const WORK: &str = "kittengrad.work.";
/// In which entry of its own a tab keeps its id.
const ID: &str = "kittengrad.tab";
/// Tabs whose points were offered and not taken.
const OFFERED: &str = "kittengrad.offered";
/// What is written has this version.
const VERSION: u8 = 1;
/// Codes of Chinese as it is read where it is not Simplified.
const TRADITIONAL: [&str; 4] = ["zh-TW", "zh-HK", "zh-MO", "zh-Hant"];
/// Of so many tabs the work is kept.
const MOST_TABS: usize = 8;

/// A copy.
struct Copy {
    id: String,
    at: usize,
    sealed: String,
    /// When it was written, in milliseconds; older than any where it is broken.
    time: f64,
    from: (String, f64),
    /// `None` where it is broken.
    texts: Option<[String; 5]>,
}

fn key(id: &str, at: usize) -> String {
    [WORK, id, ".", if at == 0 { "0" } else { "1" }].concat()
}

/// All five texts.
fn with([settings, points, samples, story]: &[String; 4], runs: String) -> [String; 5] {
    [settings.clone(), points.clone(), samples.clone(), story.clone(), runs]
}

fn pack(texts: &[String; 5], time: f64, from: &(String, f64)) -> String {
    let mut out = Writer::default();
    out.byte(VERSION);
    out.double(time);
    out.text(&from.0);
    out.double(from.1);
    texts.iter().for_each(|text| out.text(text));
    seal(out.bytes())
}

fn unpack(sealed: &str) -> Option<(f64, (String, f64), [String; 5])> {
    let bytes = unseal(sealed)?;
    let mut from = Reader::new(&bytes);
    if from.byte()? != VERSION {
        return None;
    }
    let (time, before) = (from.double()?, (from.text()?, from.double()?));
    let texts = [from.text()?, from.text()?, from.text()?, from.text()?, from.text()?];
    from.is_at_end().then_some((time, before, texts))
}

fn copies(keeping: &Keeping) -> Vec<Copy> {
    let mut all = Vec::new();
    for key in keeping.site.keys(WORK) {
        let (id, at) = key.strip_prefix(WORK).and_then(|rest| rest.rsplit_once('.')).unwrap_or_default();
        let sealed = keeping.site.read(&key).unwrap_or_default();
        let (id, at) = (id.to_owned(), usize::from(at == "1"));
        all.push(match unpack(&sealed) {
            Some((time, from, texts)) => Copy { id, at, sealed, time, from, texts: Some(texts) },
            None => Copy { id, at, sealed, time: f64::NEG_INFINITY, from: Default::default(), texts: None },
        });
    }
    all.sort_by(|a, b| b.time.total_cmp(&a.time));
    all
}

/// The work with which this tab goes on takes the place of these texts, which any version of the page reads. Without a good copy
/// they stay.
#[inline(never)]
pub fn find(keeping: &mut Keeping, texts: &mut [String; 4]) {
    let mine = keeping.tab.read(ID).unwrap_or_default();
    let all = copies(keeping);
    let broken: Vec<&Copy> = all.iter().filter(|copy| copy.texts.is_none()).collect();
    let is_newest_good =
        all.first().and_then(|copy| copy.texts.as_ref()).is_some_and(|newest| newest[..4] == texts[..]);
    let own = all.iter().find(|copy| copy.id == mine && copy.texts.is_some());
    keeping.work.is_own = own.is_some();
    let found = own.or(all.first()).filter(|copy| copy.texts.is_some());
    if let Some(Copy { id, at, sealed, time, from, texts: Some(good) }) = found {
        let work = &mut keeping.work;
        if work.is_own {
            (work.id, work.at, work.last, work.from) = (id.clone(), *at, sealed.clone(), from.clone());
        } else {
            work.from = (id.clone(), *time);
        }
        work.texts = good.clone();
        texts.clone_from_slice(&good[..4]);
    } else {
        keeping.work.texts = with(texts, String::new());
    }
    if !broken.is_empty() || !all.is_empty() && !is_newest_good {
        keeping.work.to_tell.push(Told::Broken);
        keeping.work.is_missing = true;
    }
    broken.iter().for_each(|copy| keeping.site.remove(&key(&copy.id, copy.at)));
    if !keeping.work.is_own {
        clear_up(keeping, &all);
    }
}

/// A new tab looks through the work of others: what another has gone on with is no longer needed, and points that only one has are
/// offered once.
fn clear_up(keeping: &mut Keeping, all: &[Copy]) {
    let mut ids: Vec<&str> = Vec::new();
    for copy in all {
        let is_left = |other: &Copy| other.from.0 == copy.id && other.from.1 >= copy.time;
        if ids.contains(&copy.id.as_str()) {
            continue;
        }
        ids.push(&copy.id);
        if ids.len() > MOST_TABS || all.iter().any(is_left) {
            (0..2).for_each(|at| keeping.site.remove(&key(&copy.id, at)));
        }
    }
    let known = keeping.site.read(OFFERED).unwrap_or_default();
    if other_points(keeping).is_some_and(|(id, _)| !known.split(' ').any(|known| known == id)) {
        keeping.work.to_tell.push(Told::Others);
    }
}

/// The points of another tab that this one does not have, and its id.
pub fn other_points(keeping: &Keeping) -> Option<(String, OwnPoints)> {
    let all = copies(keeping);
    let mine = &keeping.work;
    let mut seen: Vec<&str> = vec![&mine.id, &mine.from.0];
    for copy in &all {
        let Some(texts) = copy.texts.as_ref().filter(|_| !seen.contains(&copy.id.as_str())) else { continue };
        seen.push(&copy.id);
        let other = (1..3).find(|i| !texts[*i].is_empty() && texts[*i] != mine.texts[*i]);
        if let Some(own) = other.and_then(|i| link::read_points(&texts[i])) {
            return Some((copy.id.clone(), own));
        }
    }
    None
}

/// The points of this tab are not offered again; they stay for as long as its work is kept.
pub fn no_more_of(keeping: &Keeping, id: &str) {
    let known = keeping.site.read(OFFERED).unwrap_or_default();
    let last: Vec<&str> = known.split(' ').rev().take(MOST_TABS).chain([id]).collect();
    keeping.site.write(OFFERED, &last.join(" "));
}

/// Where the page has failed to start with it, the work is put out of the way.
#[inline(never)]
pub fn set_aside(keeping: &mut Keeping) {
    keeping.site.clear(WORK);
    keeping.work = Work::default();
}

/// Writes the work, if it is another than before; says whether it is. Where only the run has gone on, it is if the run is.
#[inline(never)]
pub fn write(app: &mut App, texts: &[String; 4], unsaved: bool) -> bool {
    let App { story, session, address, keeping, browser, .. } = app;
    let shown = address.mine.as_ref().map_or(&*session, |(mine, _)| mine);
    let texts = with(texts, story.write_runs(shown));
    let work = &mut keeping.work;
    let is_same = texts == work.texts || !unsaved && texts[4] == work.texts[4];
    if is_same && !std::mem::take(&mut work.is_missing) {
        return false;
    }
    let is_first = work.texts.iter().all(String::is_empty) && keeping.site.is_there();
    let code = browser.window.navigator().language().unwrap_or_default();
    if is_first && TRADITIONAL.iter().any(|other| code.starts_with(other)) {
        work.to_tell.push(Told::Simplified);
    }
    let there = keeping.site.read(&key(&work.id, work.at));
    if work.id.is_empty() || there.is_some_and(|there| there != work.last) {
        // A tab that was opened as a copy of another one becomes one of its own.
        work.id = decimal::shortest(Date::now() + Math::random());
        keeping.tab.write(ID, &work.id);
        work.is_own = true;
    }
    let sealed = pack(&texts, Date::now(), &work.from);
    let at = 1 - work.at;
    if keeping.site.write(&key(&work.id, at), &sealed) {
        (work.at, work.last, work.is_full) = (at, sealed, false);
    } else if !std::mem::replace(&mut work.is_full, true) {
        work.to_tell.push(if keeping.site.is_there() { Told::Full } else { Told::Denied });
    }
    work.texts = texts;
    notices::tell_all(app);
    true
}

/// As the page is left: where somebody else has taken the copy away, it is written once more.
#[inline(never)]
pub fn missed(app: &mut App) {
    let work = &mut app.keeping.work;
    if app.keeping.site.read(&key(&work.id, work.at)).is_none() {
        work.is_missing = true;
        app.keeping.unsaved = true;
    }
}
