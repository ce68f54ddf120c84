//! The behaviour of a session, seen through its one door: messages in, views and numbers out.

mod again;
mod bend;
mod changed_runs;
mod chapter_numbers;
mod classes;
mod descent;
mod divergence;
mod edited_runs;
mod edits;
mod ends;
mod exploded;
mod extremes;
mod few_samples;
mod fit;
mod free_play;
mod frozen;
mod fuzz;
mod gradients;
mod handles;
mod inside;
mod knob_effects;
mod lanes;
mod layers_chapter;
mod link;
mod links;
mod neuron_chapter;
mod neurons;
mod old_links;
mod optimum;
mod pins;
mod points;
mod race;
mod recipes;
mod remembered;
mod rewind;
mod running;
mod story;
mod surface;
mod sweep;
mod sweep_today;
mod timeline;
mod trends;
mod typed_laws;
mod undo;
mod units;
mod vanished;
mod votes;
mod walk;

use kittengrad::data::Point;
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{MOST_PINS, Msg, Session, Settings, State};
use kittengrad::text::Lang;
use kittengrad::text::sentences::verdict;
use kittengrad::view::{self, Picture, Span, View};

/// Every model and every way of standardizing it.
pub(crate) const MODELS: [(&str, &str); 6] = [
    ("line", "true"),
    ("line", "false"),
    ("polynomial", "true"),
    ("polynomial", "false"),
    ("network", "true"),
    ("network", "false"),
];

/// What these tests begin with where they say nothing else: sixty houses, tanh, plain gradient descent.
pub(crate) const BEGINS: [(&str, &str); 5] =
    [("points", "60"), ("noise", "0.15"), ("activation", "tanh"), ("init", "xavier"), ("optimizer", "gd")];

/// The defaults with these knobs turned.
pub(crate) fn turned(knobs: &[(&str, &str)]) -> Settings {
    let mut settings = Settings::default();
    for (key, value) in knobs {
        change(key, value).apply(&mut settings);
    }
    settings
}

/// A session at the start of its run with these knobs turned from what [`BEGINS`] says.
pub(crate) fn session(knobs: &[(&str, &str)]) -> Session {
    Session::new(turned(&[&BEGINS[..], knobs].concat()))
}

pub(crate) fn change(key: &str, value: &str) -> knobs::Change {
    knobs::parse(key, &Value::Text(value.to_owned())).expect("an allowed value")
}

pub(crate) fn set(session: &mut Session, key: &str, value: &str) {
    session.update(Msg::Set(change(key, value)));
}

pub(crate) fn points(all: &[(f64, f64)]) -> Vec<Point> {
    all.iter().map(|&(x, y)| Point::of_curve(x, y, false)).collect()
}

/// Training points in place of all.
pub(crate) fn put(session: &mut Session, all: &[(f64, f64)]) {
    session.update(Msg::ReplacePoints { points: points(all), split: true, classes: false });
}

/// Computes the loss surface to its end. Panics when it has none.
pub(crate) fn fill(session: &mut Session) {
    let ends = (0..2_000).any(|_| {
        session.fill_surface(256);
        !session.surface_unfinished()
    });
    assert!(ends, "the surface is never finished");
}

/// A table of three points.
pub(crate) fn table() -> Msg {
    let points = points(&[(1.0, 2.0), (2.0, 3.0), (3.0, 1.0)]);
    Msg::Import { points, names: None, split: false, classes: false }
}

/// What must be equal bit for bit where a run starts over.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bits {
    step: u64,
    parameters: Vec<u32>,
    losses: (u64, Option<u64>, Option<u64>),
    history: Vec<[u64; 4]>,
}

pub(crate) fn bits(session: &Session) -> Bits {
    let status = session.status();
    Bits {
        step: status.step,
        parameters: session.parameters().iter().map(|p| p.to_bits()).collect(),
        losses: (
            status.train_loss.to_bits(),
            status.held_out_loss.map(f64::to_bits),
            status.first_error.map(f64::to_bits),
        ),
        history: session
            .losses()
            .entries
            .iter()
            .map(|e| {
                let held_out = e.held_out.map_or(0, |h| u64::from(h.last.to_bits()));
                [e.from, e.to, u64::from(e.train.last.to_bits()), held_out]
            })
            .collect(),
    }
}

/// The greatest distance between two curves, as a share of the greatest of the first.
pub(crate) fn apart(before: &[f64], after: &[f64]) -> f64 {
    let size = before.iter().fold(1e-12_f64, |m, v| m.max(v.abs()));
    before.iter().zip(after).fold(0.0_f64, |m, (a, b)| m.max((a - b).abs())) / size
}

/// What all pictures are given.
pub(crate) struct Seen<'a> {
    pub fit: view::Fit<'a>,
    pub surface: view::Surface<'a>,
    pub losses: view::Losses<'a>,
    pub layers: view::Layers<'a>,
    pub sweep: view::Sweep<'a>,
}

pub(crate) fn seen(s: &Session) -> Seen<'_> {
    Seen { fit: s.fit(), surface: s.surface(), losses: s.losses(), layers: s.layers(), sweep: s.sweep() }
}

/// What holds of every session at every moment.
pub(crate) fn check(session: &Session) {
    let (status, seen) = (session.status(), seen(session));
    let proper = |span: Span| span.lo.is_finite() && span.hi.is_finite() && span.lo < span.hi;

    assert_eq!(seen.fit.points.len(), session.points().len());
    assert!(proper(seen.fit.x) && proper(seen.fit.y), "{:?} {:?}", seen.fit.x, seen.fit.y);
    assert!(session.points().iter().all(|p| p.x.is_finite() && p.y.is_finite()));
    assert!(seen.fit.selected.is_none_or(|i| i < seen.fit.points.len()));
    assert!(!seen.fit.curve.is_empty() && seen.fit.curve.iter().all(|(x, _)| x.is_finite()));
    assert!(seen.fit.law.is_empty() || seen.fit.law.len() == seen.fit.curve.len());
    assert!(seen.fit.probe.is_none_or(|p| p.x.is_finite()));
    let letters: Vec<usize> = session.pins().iter().map(|pin| pin.letter).collect();
    assert!(letters.iter().all(|letter| *letter < MOST_PINS) && letters.is_sorted_by(|a, b| a < b), "{letters:?}");
    let classes = session.settings().dataset.tells_classes();
    let maps = if classes { session.classes().ghosts } else { &[] };
    let drawn: Vec<usize> =
        seen.fit.ghosts.iter().map(|ghost| ghost.letter).chain(maps.iter().map(|map| map.letter)).collect();
    assert_eq!(letters, drawn);
    assert!(session.free_pin().is_none_or(|letter| !letters.contains(&letter)));
    let places = || seen.fit.curve.iter().map(|(x, _)| x.to_bits());
    assert!(seen.fit.ghosts.iter().all(|ghost| ghost.curve.iter().map(|(x, _)| x.to_bits()).eq(places())));

    if let View::Walk(Some(walk)) = session.view(Picture::Walk) {
        assert_eq!(walk.layers.len(), session.learner().shape().layers().len());
        assert!(walk.place.0 < walk.place.1 && walk.place.1 == status.training_points);
        assert!(walk.curve.iter().all(|y| y.is_finite()) && walk.reach.0 < walk.reach.1);
    } else {
        assert_eq!(status.training_points, 0);
    }

    let surface = &seen.surface;
    assert_eq!(surface.grid.len(), surface.side * surface.side);
    assert!(proper(surface.u) && proper(surface.v), "{:?} {:?}", surface.u, surface.v);
    assert!(surface.here.is_none_or(|(u, v)| u.is_finite() && v.is_finite()));
    assert!(surface.best.is_none_or(|(u, v)| u.is_finite() && v.is_finite()), "{:?}", surface.best);

    let entries = seen.losses.entries;
    // A link may begin in the middle of a run.
    assert!(entries.first().is_some_and(|e| e.from == 0 || e.from == status.first_step));
    assert_eq!(entries.last().map(|e| e.to), Some(status.last_step));
    assert!(status.first_step <= status.step && status.step <= status.last_step);
    assert_eq!(session.looks_back(), seen.losses.now.is_some());
    // Of mini-batches only the ends of epochs and of frames are recorded.
    assert!(entries.windows(2).all(|w| w[0].to < w[1].from));
    assert!(seen.losses.readout.is_none_or(|at| at <= status.last_step));

    let layers = &seen.layers;
    let neurons: usize = layers.widths.iter().sum();
    assert_eq!(layers.responses.len(), neurons * layers.samples);
    assert!(layers.at_probe.is_empty() || layers.at_probe.len() == neurons);
    assert_eq!(layers.dead.len(), neurons);
    assert_eq!(layers.parameters.len(), layers.widths.windows(2).map(|w| (w[0] + 1) * w[1]).sum::<usize>());
    assert_eq!(layers.parameters.len(), status.parameters);
    assert!(layers.selected.is_none_or(|(column, row)| layers.widths.get(column).is_some_and(|w| row < *w)));

    let sweep = &seen.sweep;
    assert!(sweep.results.len() <= sweep.capacities.len() && sweep.trained <= sweep.trainings);
    assert_eq!(sweep.measuring, session.is_measuring());
    assert!(!sweep.measuring || sweep.trained < sweep.trainings);
    assert!(sweep.results.iter().zip(sweep.capacities).all(|(r, c)| r.capacity == *c));
    assert!(sweep.results.iter().all(|r| r.train.loss.is_finite() == r.diverged.is_none()));
    assert!(sweep.reading.is_none_or(|at| at < sweep.results.len()));
    assert!(sweep.today.is_none_or(|at| at < sweep.capacities.len()));

    assert_eq!(status.training_points, session.points().iter().filter(|p| p.is_trained_on()).count());
    assert!(status.training_points > 0 || session.points().is_empty(), "something has to be learned from");
    if !matches!(status.state, State::Diverged(_)) {
        assert!(status.train_loss.is_finite(), "{status:?}");
        assert!(session.parameters().iter().all(|p| p.is_finite()));
    }
    for lang in [Lang::En, Lang::ZhHans] {
        let (_, words) = verdict(&status, session.settings(), &session.quantity(), lang);
        assert!(!words.is_empty() && !words.contains("NaN") && !words.contains("inf"), "{words}");
    }
}
