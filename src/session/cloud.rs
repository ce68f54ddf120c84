//! Points that belong together: where they came from, and the frame in which they are seen.

use super::range::Range;
use super::settings::{Interval, Settings, X_RANGE};
use super::source::Source;
use crate::data::{self, Law, Names, Pattern, Point, Stream, Truth, Typed};
use crate::view::{Quantity, Span};
use std::rc::Rc;

/// The user's own points as they are kept from one visit to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPoints {
    /// The points with their split.
    pub points: Vec<Point>,
    /// The names of the columns, if a table gave them.
    pub names: Option<Names>,
    /// Where they came from before they were touched.
    pub source: Source,
}

/// Points that belong together.
#[derive(Clone)]
pub struct Cloud {
    /// Shared with the model that learns from them.
    pub all: Rc<Vec<Point>>,
    /// Where they come from, also after the user has moved some of them.
    pub source: Source,
    /// The law that was typed, where they come from one.
    pub typed: Option<Rc<Typed>>,
    /// The names of the columns, if a table gave them.
    pub names: Option<Names>,
    /// What the axes show.
    pub frame: (Span, Span),
}

impl Cloud {
    /// Points of a source as the settings ask for, and their split; of a table none.
    pub fn made(source: Source, settings: &Settings) -> Cloud {
        let (count, noise, mut rng) = (settings.points, settings.noise, Stream::Points.of(settings.seed));
        let typed = typed(source, settings);
        let all = match source {
            Source::Law(law) => law.generate(count, noise, &mut rng),
            Source::Formula => typed.as_ref().map_or_else(Vec::new, |law| law.generate(count, noise, &mut rng)),
            Source::Pattern(pattern) => pattern.generate(count, noise, &mut rng),
            Source::Table | Source::ClassTable => Vec::new(),
        };
        let empty = Span { lo: 0.0, hi: 1.0 };
        let mut cloud = Cloud { all: Rc::new(all), source, typed, names: None, frame: (empty, empty) };
        cloud.split(settings);
        cloud.frame = cloud.around();
        cloud
    }

    /// The user's own points as they were kept, seen as they lie.
    #[inline(never)] // in the second part of the program (xtask/src/split)
    pub fn restored(own: OwnPoints, settings: &Settings) -> Cloud {
        let OwnPoints { points, names, source } = own;
        let empty = Span { lo: 0.0, hi: 1.0 };
        let typed = typed(source, settings);
        let mut cloud = Cloud { all: Rc::new(points), source, typed, names, frame: (empty, empty) };
        cloud.hide(settings);
        cloud.frame = cloud.around();
        cloud
    }

    /// What is kept of them from one visit to the next. A law that is no longer the one of the settings is not.
    pub fn kept(&self, settings: &Settings) -> OwnPoints {
        let same =
            |law: &Rc<Typed>| law.text() == settings.formula && law.domain() == settings.x_range.unwrap_or(X_RANGE);
        let known = self.source != Source::Formula || self.typed.as_ref().is_some_and(same);
        OwnPoints {
            points: self.all.iter().map(|point| Point { unseen: false, ..*point }).collect(),
            names: self.names.clone(),
            source: if known { self.source } else { Source::Table },
        }
    }

    /// Chooses anew which points are held out.
    pub fn split(&mut self, settings: &Settings) {
        data::split(
            Rc::make_mut(&mut self.all).as_mut_slice(),
            settings.held_out,
            &mut Stream::Split.of(settings.seed),
        );
        self.hide(settings);
    }

    /// Keeps points from training that lie in the stretch that training does not see.
    pub fn hide(&mut self, settings: &Settings) {
        if settings.unseen.is_some() || self.all.iter().any(|p| p.unseen) {
            self.hide_anew(settings);
        }
    }

    #[inline(never)] // in the second part of the program (xtask/src/split)
    fn hide_anew(&mut self, settings: &Settings) {
        let hidden = self.hidden(settings);
        let unseen = |p: &Point| lies_in(hidden, p);
        if self.all.iter().any(|p| p.unseen != unseen(p)) {
            Rc::make_mut(&mut self.all).iter_mut().for_each(|p| p.unseen = unseen(p));
        }
    }

    /// The stretch that training does not see; `None` where it sees all, because nothing would be left to learn from, or a class
    /// is asked for.
    pub fn hidden(&self, settings: &Settings) -> Interval {
        let leaves = |interval: Interval| self.all.iter().any(|p| !p.held_out && !lies_in(interval, p));
        Some(settings.unseen).filter(|unseen| !self.source.tells_classes() && leaves(*unseen)).flatten()
    }

    /// The knobs of a typed law show the one that these points were drawn from.
    pub fn tell_law(&self, settings: &mut Settings) {
        if let Some(law) = self.typed.as_ref().filter(|_| self.source == Source::Formula) {
            law.text().clone_into(&mut settings.formula);
            settings.x_range = Some(law.domain());
        }
    }

    /// Whether other points mean what these mean: they lie in the same frame, and at least half of them at an
    /// x of these.
    pub fn is_akin_to(&self, points: &[Point]) -> bool {
        let (x, y) = self.frame;
        let inside = |p: &Point| (x.lo..=x.hi).contains(&p.x) && (y.lo..=y.hi).contains(&p.y);
        let same = |p: &&Point| self.all.iter().any(|old| old.x == p.x);
        points.iter().all(inside) && 2 * points.iter().filter(same).count() >= points.len()
    }

    /// The true law, where it is known.
    pub fn truth(&self) -> Option<Truth> {
        match self.source {
            Source::Law(law) => Some(Truth::Law(law)),
            Source::Formula => self.typed.clone().map(Truth::Typed),
            Source::Pattern(_) | Source::Table | Source::ClassTable => None,
        }
    }

    /// The frame that holds all points, and the law or the pattern, with room to drag.
    pub fn around(&self) -> (Span, Span) {
        let (mut x, mut y) = (Range::default(), Range::default());
        for point in self.all.iter() {
            x.add(point.x);
            y.add(point.y);
        }
        if let Some(truth) = self.truth() {
            let (lo, hi) = truth.domain();
            [lo, hi].into_iter().for_each(|end| x.add(end));
            for i in 0..=64 {
                Some(truth.value(lo + (hi - lo) * f64::from(i) / 64.0))
                    .filter(|y| y.is_finite())
                    .into_iter()
                    .for_each(|at| y.add(at));
            }
        }
        match self.source {
            Source::Law(_) | Source::Formula => (x.padded(0.0), y.padded(0.12)),
            Source::Pattern(pattern) => {
                let (across, up) = pattern.frame();
                [across.0, across.1].into_iter().for_each(|end| x.add(end));
                [up.0, up.1].into_iter().for_each(|end| y.add(end));
                (x.padded(0.0), y.padded(0.0))
            }
            Source::Table => (x.padded(0.05), y.padded(0.12)),
            Source::ClassTable => (x.padded(0.08), y.padded(0.08)),
        }
    }

    /// Where a question about this x is asked: of dates, where days lie close together, at the beginning of one.
    pub fn asked(&self, x: f64) -> f64 {
        let in_days = self.frame.0.hi - self.frame.0.lo > 10.0 && self.names.as_ref().is_some_and(|names| names.dated);
        if in_days { x.round() } else { x }
    }

    /// What x and y measure.
    pub fn quantity(&self) -> Quantity<'_> {
        match (&self.names, self.source) {
            (Some(Names { x, y, dated: false }), _) => Quantity::Named(x, y),
            (Some(Names { x, y, dated: true }), _) => Quantity::Dated(x, y),
            (None, Source::Law(Law::Houses | Law::Clusters | Law::Town | Law::Railway)) => Quantity::Houses,
            (None, Source::Law(Law::Sine | Law::Cubic | Law::Abs | Law::Step) | Source::Formula | Source::Table) => {
                Quantity::Plain
            }
            (None, Source::Pattern(Pattern::Cats)) => Quantity::Animals,
            (None, Source::Pattern(_) | Source::ClassTable) => Quantity::Inputs,
        }
    }
}

/// Where the first question stands: right of the middle.
pub fn ask_at(x: Span) -> f64 {
    x.lo + 0.56 * (x.hi - x.lo)
}

/// A point that training sees.
pub fn index_of_training(points: &[Point]) -> Option<usize> {
    points.iter().position(Point::is_trained_on)
}

fn lies_in(interval: Interval, point: &Point) -> bool {
    interval.is_some_and(|(lo, hi)| (lo..=hi).contains(&point.x))
}

fn typed(source: Source, settings: &Settings) -> Option<Rc<Typed>> {
    let domain = settings.x_range.unwrap_or(X_RANGE);
    let law = if source == Source::Formula { Typed::read(&settings.formula, domain) } else { None };
    law.map(Rc::new)
}
