//! A link: place, knobs, points and a moment of the run as a text that stands behind the # of an address.
//!
//! `at=PLACE&v=2&KEY=VALUE&…&points=1.LAW.POINTS&state=1.MOMENT&step=N`. Knobs are readable, and left out where they are as the
//! place has them: as it had them in the first version, where none is named; those of language, theme and pace are the reader's own and never in it. Points stand in it where they are the user's
//! own, and then they say how many there are and that they are such. From the moment, or without one from the start that the seed
//! gives, the run is trained to the step.

use crate::data::bytes::{Reader, Writer, seal, unseal};
use crate::data::{decimal, packed};
use crate::session::cloud::OwnPoints;
use crate::session::frozen;
use crate::session::knobs::{self, KNOBS, POINTS, Value, Word, is_shared};
use crate::session::settings::{Dataset, Settings};
use crate::session::source::Source;

const PLACE: &str = "at";
/// The version of what is left out.
const DEFAULTS: &str = "v";
/// The first, which was not written.
const FIRST: &str = "1";
/// That of today's defaults.
const TODAY: &str = "2";
const STATE: &str = "state";
const STEP: &str = "step";
/// The version of points and state.
const VERSION: &str = "1.";
/// The last step that a link may lead to; beyond it not every number is one.
const LAST_STEP: f64 = 9e15;
/// No more than so many characters of a key that is not known are repeated.
const MOST_QUOTED: usize = 24;

/// What a link says.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The key of a chapter; `None` for free play.
    pub place: Option<String>,
    /// The knobs.
    pub settings: Settings,
    /// The user's own points, where these are shown.
    pub points: Option<OwnPoints>,
    /// A moment of the run, for `task::carried`; `None` where the seed gives it.
    pub moment: Option<Vec<u8>>,
    /// The step to which the run is trained.
    pub step: u64,
}

/// What of a link was not understood and is passed over, by its key.
pub type Unread = Vec<String>;

impl Link {
    /// A link to the start of a place.
    pub fn to(place: Option<String>, settings: Settings) -> Link {
        Link { place, settings, points: None, moment: None, step: 0 }
    }

    /// Whether it has these knobs, and these points where they are shown, whatever is trained.
    pub fn describes(&self, (settings, own): &(Settings, Vec<OwnPoints>)) -> bool {
        let points = own.iter().find(|own| own.source.own() == settings.dataset);
        knobs::with_shared(&self.settings, settings.clone()) == *settings && points == self.points.as_ref()
    }

    /// Whether a run of it has come anywhere.
    pub fn is_trained(&self) -> bool {
        self.step > 0 || self.moment.is_some()
    }

    /// The text of a link; empty where everything is as at the start of free play. `defaults` are the settings with which its
    /// place begins.
    pub fn write(&self, defaults: &Settings) -> String {
        let mut said = String::new();
        let mut add = |key: &str, value: &str| said += &["&", key, "=", value].concat();
        let mut begins = defaults.clone();
        if let Some(own) = &self.points {
            counted(own, &mut begins);
        }
        for knob in KNOBS.iter().filter(|knob| is_shared(knob)) {
            let value = (knob.get)(&self.settings);
            if value != (knob.get)(&begins) {
                let text = knobs::show(&value);
                add(knob.key, &if text.bytes().all(is_plain) { text } else { quoted(&text) });
            }
        }
        if let Some(own) = &self.points {
            add(POINTS, &[VERSION, source_word(own.source), ".", &packed_points(own)].concat());
        }
        if let Some(moment) = &self.moment {
            add(STATE, &[VERSION, &seal(moment.clone())].concat());
        }
        if self.step > 0 {
            add(STEP, &self.step.to_string());
        }
        let place = self.place.as_ref().map_or_else(String::new, |place| ["&", PLACE, "=", place].concat());
        // What says nothing else is the start of its place as it is on the day.
        let version = if said.is_empty() { String::new() } else { ["&", DEFAULTS, "=", TODAY].concat() };
        [place, version, said].concat().trim_start_matches('&').to_owned()
    }

    /// Reads a link. `begins` makes of the defaults of a version the settings with which a place begins, and those of free play
    /// without one; `None` for a place that there is not.
    pub fn read(text: &str, begins: &dyn Fn(Option<&str>, Settings) -> Option<Settings>) -> (Link, Unread) {
        let mut unread = Unread::new();
        let mut fields = Vec::new();
        for field in text.trim_start_matches('#').split('&').filter(|field| !field.is_empty()) {
            let field = plain(field);
            match field.split_once('=') {
                Some((key, value)) => fields.push((key.to_owned(), value.to_owned())),
                None => tell(&mut unread, &field),
            }
        }
        let last = |wanted: &str| fields.iter().rfind(|(key, _)| key == wanted).map(|(_, value)| value.as_str());
        let says =
            |(key, _): &(String, String)| key == STATE || key == STEP || KNOBS.iter().any(|knob| knob.key == key);
        let defaults = match last(DEFAULTS) {
            None | Some(FIRST) if fields.iter().any(says) => Settings::first(),
            None | Some(FIRST | TODAY) => Settings::default(),
            Some(_) => {
                tell(&mut unread, DEFAULTS);
                Settings::default()
            }
        };
        let (place, settings) = match (last(PLACE), begins(last(PLACE), defaults.clone())) {
            (place, Some(settings)) => (place, settings),
            (_, None) => {
                tell(&mut unread, PLACE);
                (None, begins(None, defaults).unwrap_or_default())
            }
        };
        let mut link = Link::to(place.map(str::to_owned), settings);
        // The points come first, since they say what knobs are where nothing else is said.
        let (points, rest): (Vec<_>, Vec<_>) =
            fields.iter().partition(|(key, value)| key == POINTS && value.contains('.'));
        for (key, value) in points {
            match read_points(value) {
                Some(own) => {
                    counted(&own, &mut link.settings);
                    link.points = Some(own);
                }
                None => tell(&mut unread, key),
            }
        }
        for (key, value) in rest {
            if ![PLACE, DEFAULTS].contains(&key.as_str()) && link.take(key, value).is_none() {
                tell(&mut unread, key);
            }
        }
        link.agree(&mut unread);
        (link, unread)
    }

    fn take(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            STATE => self.moment = Some(unseal(value.strip_prefix(VERSION)?)?),
            STEP => {
                let step =
                    decimal::read(value).filter(|step| (0.0..=LAST_STEP).contains(step) && step.fract() == 0.0)?;
                self.step = step as u64;
            }
            _ => {
                let change = knobs::parse(key, &Value::Text(value.to_owned())).ok()?;
                if !is_shared(change.knob()) {
                    return None;
                }
                change.apply(&mut self.settings);
            }
        }
        Some(())
    }

    /// Notes that the moment is none of this link's model.
    pub(in crate::session) fn tell_moment(unread: &mut Unread) {
        tell(unread, STATE);
    }

    /// Notes that the step cannot be reached.
    pub(in crate::session) fn tell_step(unread: &mut Unread) {
        tell(unread, STEP);
    }

    /// Points are there where they are shown, and nowhere else; and what is frozen is there.
    fn agree(&mut self, unread: &mut Unread) {
        if frozen::fit(&mut self.settings) {
            tell(unread, knobs::FROZEN);
        }
        let fits = |own: &OwnPoints| own.source.own() == self.settings.dataset;
        let strange = self.points.as_ref().is_some_and(|own| !fits(own));
        if strange {
            self.points = None;
        }
        let missing = self.settings.dataset.is_own() && self.points.is_none();
        if missing {
            self.settings.dataset = Settings::default().dataset;
        }
        if strange || missing {
            tell(unread, POINTS);
        }
    }
}

fn tell(unread: &mut Unread, key: &str) {
    let key: String = key.chars().take(MOST_QUOTED).collect();
    if !unread.contains(&key) {
        unread.push(key);
    }
}

/// The knobs that own points turn by themselves.
fn counted(own: &OwnPoints, settings: &mut Settings) {
    settings.dataset = own.source.own();
    if !own.points.is_empty() {
        settings.points = own.points.len();
    }
}

fn source_word(source: Source) -> &'static str {
    match source {
        Source::Table => "",
        Source::Law(_) | Source::Formula | Source::Pattern(_) | Source::ClassTable => source.dataset().word(),
    }
}

fn packed_points(own: &OwnPoints) -> String {
    let mut bytes = Writer::default();
    match own.source.tells_classes() {
        false => packed::write(&own.points, own.names.as_ref(), &mut bytes),
        true => packed::write_kinds(&own.points, own.names.as_ref(), &mut bytes),
    }
    // Where they come from stands outside, where it can be read, and is counted in.
    bytes.text(source_word(own.source));
    seal(bytes.bytes())
}

fn read_points(text: &str) -> Option<OwnPoints> {
    let (word, points) = text.strip_prefix(VERSION)?.split_once('.')?;
    let source = match Dataset::read(word) {
        Some(Dataset::Law(law)) => Source::Law(law),
        Some(Dataset::Formula) => Source::Formula,
        Some(Dataset::Pattern(pattern)) => Source::Pattern(pattern),
        Some(Dataset::OwnClasses) => Source::ClassTable,
        Some(Dataset::Own) => return None,
        None if word.is_empty() => Source::Table,
        None => return None,
    };
    let bytes = unseal(points)?;
    let mut from = Reader::new(&bytes);
    let (points, names) = match source.tells_classes() {
        false => packed::read(&mut from)?,
        true => packed::read_kinds(&mut from)?,
    };
    (from.text()? == word && from.is_at_end()).then_some(OwnPoints { points, names, source })
}

/// Whether an address may hold this as it is.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._,+*/()".contains(&byte)
}

/// What an address may not hold as it is, as `%20` for a space: a formula may be written with anything.
#[inline(never)] // in the second part of the program (xtask/src/split)
fn quoted(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        match byte {
            _ if is_plain(byte) => text.push(byte.into()),
            _ => {
                let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or_default().to_ascii_uppercase();
                text.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    text
}

/// `%2C` → `,`: some that pass addresses on write signs so.
fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        let hex = |at: usize| after.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        match (byte, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((16 * high + low) as u8);
                rest = &after[2..];
            }
            (other, ..) => {
                bytes.push(*other);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
