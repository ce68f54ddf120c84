//! The points of the session: made from the seed or the user's own, never lost by a turn of a knob.

use super::range::Range;
use super::settings::{Dataset, Settings};
use crate::data::{self, Law, Point, Stream};
use crate::view::{Quantity, Span};
use std::rc::Rc;

/// The points, where they came from and the frame in which they are seen.
#[derive(Clone)]
pub struct Points {
    shown: Cloud,
    selected: Option<usize>,
    /// The user's own points while a generator's are shown.
    kept: Option<Cloud>,
    edition: u64,
    /// Where the user asks for ŷ.
    pub probe: Option<f64>,
}

/// The user's own points as they are kept from one visit to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPoints {
    /// The points with their split.
    pub points: Vec<Point>,
    /// The names of the columns, if a table gave them.
    pub names: Option<(String, String)>,
    /// The law that they were drawn around before they were touched.
    pub law: Option<Law>,
}

/// Points that belong together.
#[derive(Clone)]
struct Cloud {
    /// Shared with the model that learns from them.
    all: Rc<Vec<Point>>,
    /// The law that they were drawn around, also after the user has moved some of them.
    law: Option<Law>,
    names: Option<(String, String)>,
    frame: (Span, Span),
}

impl Points {
    /// Points as the settings ask for.
    pub fn made(settings: &Settings) -> Self {
        let law = match settings.dataset {
            Dataset::Law(law) => law,
            Dataset::Own => Law::Houses,
        };
        let empty = Span { lo: 0.0, hi: 1.0 };
        let mut points = Points {
            shown: Cloud { all: Rc::default(), law: Some(law), names: None, frame: (empty, empty) },
            selected: None,
            kept: None,
            edition: 0,
            probe: None,
        };
        points.generate(law, settings);
        points.probe = Some(ask_at(points.shown.frame.0));
        points
    }

    fn generate(&mut self, law: Law, settings: &Settings) {
        self.shown.all = Rc::new(law.generate(settings.points, settings.noise, &mut Stream::Points.of(settings.seed)));
        self.edition += 1;
        self.split(settings);
        let same = self.shown.law == Some(law) && self.shown.names.is_none();
        self.shown.law = Some(law);
        self.shown.names = None;
        self.selected = None;
        self.shown.frame = self.around();
        if !same {
            self.probe = Some(ask_at(self.shown.frame.0));
        }
    }

    /// Follows a change of dataset, count, noise or seed; returns whether the points are others now.
    /// The user's own points stay what they are, and are kept while a generator's are shown.
    pub fn make(&mut self, before: &Settings, settings: &mut Settings) -> bool {
        match settings.dataset {
            Dataset::Law(law) => {
                if before.dataset == Dataset::Own {
                    self.keep();
                }
                self.generate(law, settings);
                true
            }
            Dataset::Own if before.dataset != Dataset::Own => {
                if let Some(kept) = self.kept.take() {
                    self.shown = kept;
                    self.edition += 1;
                    self.selected = None;
                    self.probe = Some(ask_at(self.shown.frame.0));
                }
                self.count(settings);
                true
            }
            Dataset::Own => {
                if before.seed != settings.seed {
                    self.split(settings);
                }
                // Count and noise make no points here: the knobs show what there is.
                settings.points = before.points;
                settings.noise = before.noise;
                before.seed != settings.seed
            }
        }
    }

    /// The user's own points, whether shown or kept.
    pub fn own_points(&self, settings: &Settings) -> Option<OwnPoints> {
        let own = if settings.dataset == Dataset::Own { &self.shown } else { self.kept.as_ref()? };
        Some(OwnPoints { points: (*own.all).clone(), names: own.names.clone(), law: own.law })
    }

    /// Takes the user's own points back: shown or kept, as the settings say.
    pub fn restore(&mut self, settings: &mut Settings, own: OwnPoints) {
        let made = Points { kept: None, ..Points::made(settings) };
        self.shown.all = Rc::new(own.points);
        self.shown.law = own.law;
        self.shown.names = own.names;
        self.shown.frame = self.around();
        self.probe = Some(ask_at(self.shown.frame.0));
        if settings.dataset == Dataset::Own {
            self.count(settings);
        } else {
            self.keep();
            let kept = self.kept.take();
            *self = Points { kept, ..made };
        }
    }

    /// A table of the user's is not given up for a generator's points that were only touched.
    fn keep(&mut self) {
        if self.shown.law.is_some() && self.kept.as_ref().is_some_and(|kept| kept.law.is_none()) {
            return;
        }
        self.kept = Some(self.shown.clone());
    }

    /// The user has touched the points: from now on they are the user's own.
    pub fn own(&mut self, settings: &mut Settings) {
        settings.dataset = Dataset::Own;
        self.count(settings);
    }

    /// The knob shows how many there are; an empty set leaves it, since a generator makes at least one.
    fn count(&self, settings: &mut Settings) {
        if !self.shown.all.is_empty() {
            settings.points = self.shown.all.len();
        }
    }

    /// Chooses anew which points are held out.
    pub fn split(&mut self, settings: &Settings) {
        data::split(self.all_mut(), settings.held_out, &mut Stream::Split.of(settings.seed));
    }

    /// Moves a point; clamped to the frame.
    pub fn place(&mut self, index: usize, (x, y): (f64, f64)) -> bool {
        let (frame_x, frame_y) = self.shown.frame;
        match self.all_mut().get_mut(index) {
            Some(point) if x.is_finite() && y.is_finite() => {
                point.x = x.max(frame_x.lo).min(frame_x.hi);
                point.y = y.max(frame_y.lo).min(frame_y.hi);
                true
            }
            _ => false,
        }
    }

    /// Adds a training point and holds it.
    pub fn add(&mut self, (x, y): (f64, f64)) -> bool {
        if self.shown.all.len() >= data::MOST_POINTS || !x.is_finite() || !y.is_finite() {
            return false;
        }
        self.all_mut().push(Point::of_curve(x, y, false));
        self.selected = Some(self.shown.all.len() - 1);
        self.place(self.shown.all.len() - 1, (x, y))
    }

    /// Takes a point away.
    pub fn remove(&mut self, index: usize) -> bool {
        if index >= self.shown.all.len() {
            return false;
        }
        self.all_mut().remove(index);
        self.edition += 1;
        self.selected = match self.selected {
            Some(at) if at > index => Some(at - 1),
            Some(at) if at == index => None,
            other => other,
        };
        // Something has to be learnt from.
        if index_of_training(&self.shown.all).is_none()
            && let Some(first) = self.all_mut().first_mut()
        {
            first.held_out = false;
        }
        true
    }

    /// Takes other points in place of all. `names` is given for a table; script keeps the names there were.
    pub fn replace(
        &mut self,
        settings: &mut Settings,
        points: Vec<Point>,
        names: Option<Option<(String, String)>>,
        split: bool,
    ) {
        self.shown.all = Rc::new(points);
        self.edition += 1;
        if !split {
            self.split(settings);
        }
        if !self.shown.all.is_empty() && index_of_training(&self.shown.all).is_none() {
            self.all_mut()[0].held_out = false;
        }
        if let Some(names) = names {
            self.shown.names = names;
            self.shown.law = None;
            // A question about other quantities has no meaning for these.
            self.probe = None;
        } else if !self.inside_frame() {
            self.shown.law = None;
            self.shown.names = None;
        }
        self.selected = None;
        self.shown.frame = self.around();
        let (x, _) = self.shown.frame;
        self.probe = self.probe.filter(|at| (x.lo..=x.hi).contains(at)).or(Some(ask_at(x)));
        self.own(settings);
    }

    fn inside_frame(&self) -> bool {
        let (x, y) = self.shown.frame;
        self.shown.all.iter().all(|p| (x.lo..=x.hi).contains(&p.x) && (y.lo..=y.hi).contains(&p.y))
    }

    /// The frame that holds all points and the law, with room to drag.
    fn around(&self) -> (Span, Span) {
        let mut x = Range::default();
        let mut y = Range::default();
        for point in self.all() {
            x.add(point.x);
            y.add(point.y);
        }
        if let Some(law) = self.shown.law {
            let (lo, hi) = law.domain();
            x.add(lo);
            x.add(hi);
            for i in 0..=64 {
                y.add(law.value(lo + (hi - lo) * f64::from(i) / 64.0));
            }
        }
        let exact = self.shown.law.is_some();
        (x.padded(if exact { 0.0 } else { 0.05 }), y.padded(0.12))
    }

    /// The points, in the user's order.
    pub fn all(&self) -> &[Point] {
        &self.shown.all
    }

    /// The true law, where it is known.
    pub fn law(&self) -> Option<Law> {
        self.shown.law
    }

    /// What the axes show.
    pub fn frame(&self) -> (Span, Span) {
        self.shown.frame
    }

    /// The points, shared.
    pub fn shared(&self) -> Rc<Vec<Point>> {
        Rc::clone(&self.shown.all)
    }

    fn all_mut(&mut self) -> &mut Vec<Point> {
        Rc::make_mut(&mut self.shown.all)
    }

    /// Earlier points in the place of these; what is asked and held stays, where it has a meaning.
    pub fn taken_back(&self, then: &Points) -> Points {
        let (x, _) = then.shown.frame;
        let same = self.shown.all.len() == then.all().len();
        let asked = self.probe.is_none_or(|at| (x.lo..=x.hi).contains(&at));
        Points {
            selected: self.selected.filter(|_| same),
            probe: if asked { self.probe } else { then.probe },
            ..self.replaced_by(then)
        }
    }

    /// Earlier points in the place of these, as they were.
    pub fn replaced_by(&self, then: &Points) -> Points {
        Points { edition: self.edition + 1, ..then.clone() }
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> usize {
        let kept = self.kept.as_ref().map_or(0, |kept| kept.all.len());
        (self.shown.all.len() + kept) * size_of::<Point>()
    }

    /// Holds a point.
    pub fn select(&mut self, index: Option<usize>) {
        self.selected = index.filter(|i| *i < self.shown.all.len());
    }

    /// The point that is held.
    pub fn selected(&self) -> Option<usize> {
        self.selected
    }

    /// What x and y measure.
    pub fn quantity(&self) -> Quantity<'_> {
        match (&self.shown.names, self.shown.law) {
            (Some((x, y)), _) => Quantity::Named(x, y),
            (None, Some(Law::Houses | Law::Clusters | Law::Town)) => Quantity::Houses,
            (None, Some(Law::Sine | Law::Cubic | Law::Abs | Law::Step) | None) => Quantity::Plain,
        }
    }

    /// Whether all training points have the same x.
    pub fn one_place(&self) -> bool {
        let mut xs = self.shown.all.iter().filter(|p| !p.held_out).map(|p| p.x);
        xs.next().is_some_and(|first| xs.all(|x| x == first))
    }

    /// Grows whenever points change their places in the list, so that whoever holds an index can tell.
    pub fn edition(&self) -> u64 {
        self.edition
    }
}

/// Where the first question stands: right of the middle.
fn ask_at(x: Span) -> f64 {
    x.lo + 0.56 * (x.hi - x.lo)
}

fn index_of_training(points: &[Point]) -> Option<usize> {
    points.iter().position(|p| !p.held_out)
}
