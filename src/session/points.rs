//! The points of the session: made from the seed or the user's own, never lost by a turn of a knob.

use super::cloud::{Cloud, OwnPoints, ask_at, index_of_training};
use super::settings::{Dataset, Interval, Settings};
use super::source::Source;
use crate::data::{self, Law, Names, Pattern, Point, Species, Truth};
use crate::view::{Quantity, Span};
use std::rc::Rc;

/// The points, where they came from and the frame in which they are seen.
#[derive(Clone)]
pub struct Points {
    shown: Cloud,
    selected: Option<usize>,
    /// The user's own points of a curve, and samples of two classes, while others are shown.
    kept: [Option<Cloud>; 2],
    edition: u64,
    /// Where the user asks for ŷ.
    pub probe: Option<f64>,
    /// Where the user asks for the class.
    pub asked: Option<(f64, f64)>,
}

impl Points {
    /// Points as the settings ask for.
    pub fn made(settings: &Settings) -> Self {
        let source = match settings.dataset {
            Dataset::Law(law) => Source::Law(law),
            Dataset::Formula => Source::Formula,
            Dataset::Pattern(pattern) => Source::Pattern(pattern),
            Dataset::Own => Source::Law(Law::Houses),
            Dataset::OwnClasses => Source::Pattern(Pattern::Cats),
        };
        let shown = Cloud::made(source, settings);
        let mut points = Points { shown, selected: None, kept: [None, None], edition: 1, probe: None, asked: None };
        points.ask();
        points
    }

    fn generate(&mut self, source: Source, settings: &Settings) {
        let made = Cloud::made(source, settings);
        let same = self.shown.source == source && self.shown.names.is_none() && self.shown.frame.0 == made.frame.0;
        self.shown = made;
        self.edition += 1;
        self.selected = None;
        if !same {
            self.ask();
        }
    }

    /// The user asks here, or nothing.
    pub fn ask_at(&mut self, x: Option<f64>) {
        self.probe = x.filter(|x| x.is_finite()).map(|x| self.shown.asked(x));
    }

    /// The first question about other points.
    fn ask(&mut self) {
        let (x, y) = self.shown.frame;
        self.ask_at(Some(ask_at(x)));
        self.asked = Some((ask_at(x), ask_at(y)));
    }

    /// Follows a change of dataset, count, noise or seed; returns whether the points are others now.
    /// The user's own points stay what they are, and are kept while a generator's are shown.
    pub fn make(&mut self, before: &Settings, settings: &mut Settings) -> bool {
        if before.dataset.is_own() && before.dataset != settings.dataset {
            self.keep();
        }
        match settings.dataset {
            Dataset::Law(law) => {
                self.generate(Source::Law(law), settings);
                true
            }
            Dataset::Formula => {
                self.generate(Source::Formula, settings);
                true
            }
            Dataset::Pattern(pattern) => {
                self.generate(Source::Pattern(pattern), settings);
                true
            }
            Dataset::Own | Dataset::OwnClasses if before.dataset != settings.dataset => {
                let classes = settings.dataset.tells_classes();
                if let Some(kept) = self.kept[usize::from(classes)].take() {
                    self.shown = kept;
                    self.shown.hide(settings);
                    self.edition += 1;
                    self.selected = None;
                    self.ask();
                } else if self.shown.source.tells_classes() != classes {
                    // Whoever has none of this kind yet begins with these.
                    let first = if classes { Source::Pattern(Pattern::Cats) } else { Source::Law(Law::Houses) };
                    self.generate(first, settings);
                }
                self.count(settings);
                true
            }
            Dataset::Own | Dataset::OwnClasses => {
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
        self.all_own_points(settings).into_iter().next()
    }

    /// All that is the user's own, what is shown first.
    pub fn all_own_points(&self, settings: &Settings) -> Vec<OwnPoints> {
        let shown = settings.dataset.is_own().then_some(&self.shown);
        let own = shown.into_iter().chain(self.kept.iter().flatten());
        own.map(|own| own.kept(settings)).collect()
    }

    /// Takes the user's own points back: shown or kept, as the settings say.
    pub fn restore(&mut self, settings: &mut Settings, own: OwnPoints) {
        let cloud = Cloud::restored(own, settings);
        if settings.dataset == cloud.source.own() {
            self.shown = cloud;
            self.ask();
            self.count(settings);
        } else {
            let kept = usize::from(cloud.source.tells_classes());
            self.kept[kept] = Some(cloud);
        }
    }

    /// A table of the user's is not given up for a generator's points that were only touched.
    fn keep(&mut self) {
        let kept = &mut self.kept[usize::from(self.shown.source.tells_classes())];
        if self.shown.source.is_table() || kept.as_ref().is_none_or(|kept| !kept.source.is_table()) {
            *kept = Some(self.shown.clone());
        }
    }

    /// The user has touched the points: from now on they are the user's own.
    pub fn own(&mut self, settings: &mut Settings) {
        self.shown.hide(settings);
        settings.dataset = self.shown.source.own();
        self.count(settings);
    }

    /// The knobs show how many there are, and the law that they were drawn from, if one was typed; an empty set leaves the number,
    /// since a generator makes at least one.
    fn count(&self, settings: &mut Settings) {
        self.shown.tell_law(settings);
        if !self.shown.all.is_empty() {
            settings.points = self.shown.all.len();
        }
    }

    /// Chooses anew which points are held out.
    pub fn split(&mut self, settings: &Settings) {
        self.shown.split(settings);
    }

    /// Sets apart what training does not see: where it is told to see nothing, and, where asked, another draw of those held out.
    pub fn set_apart(&mut self, settings: &Settings, draw: bool) {
        if draw { self.split(settings) } else { self.shown.hide(settings) }
    }

    /// The stretch of x that training does not see, as far as it leaves anything to learn from.
    pub fn hidden(&self, settings: &Settings) -> Interval {
        self.shown.hidden(settings)
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

    /// Adds a training point of this kind and holds it.
    pub fn add(&mut self, (x, y): (f64, f64), kind: Species) -> bool {
        if self.shown.all.len() >= data::MOST_POINTS || !x.is_finite() || !y.is_finite() {
            return false;
        }
        self.all_mut().push(Point { kind, ..Point::of_curve(x, y, false) });
        self.selected = Some(self.shown.all.len() - 1);
        self.place(self.shown.all.len() - 1, (x, y))
    }

    /// The sample is of the other class from now on.
    pub fn flip(&mut self, index: usize) -> bool {
        let classes = self.shown.source.tells_classes();
        let Some(point) = self.all_mut().get_mut(index).filter(|_| classes) else { return false };
        point.kind = Species::of(!point.kind.is_positive());
        true
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
            && let Some(first) = self.all_mut().iter_mut().min_by_key(|point| point.unseen)
        {
            first.held_out = false;
        }
        true
    }

    /// Takes other points in place of all. `names` is given for a table; script keeps names and law where most points stand at an
    /// x of before.
    pub fn replace(
        &mut self,
        settings: &mut Settings,
        points: Vec<Point>,
        names: Option<Option<Names>>,
        (split, classes): (bool, bool),
    ) {
        if classes != self.shown.source.tells_classes() {
            if settings.dataset.is_own() {
                self.keep();
            }
            self.shown.source = if classes { Source::ClassTable } else { Source::Table };
            self.shown.names = None;
        }
        let akin = names.is_none() && self.shown.is_akin_to(&points);
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
            self.shown.source = self.shown.source.as_table();
            // A question about other quantities has no meaning for these.
            (self.probe, self.asked) = (None, None);
        } else if !akin {
            self.shown.source = self.shown.source.as_table();
            self.shown.names = None;
        }
        self.selected = None;
        self.shown.frame = self.shown.around();
        let (x, y) = self.shown.frame;
        let inside = |(at, up): &(f64, f64)| (x.lo..=x.hi).contains(at) && (y.lo..=y.hi).contains(up);
        self.probe = self.probe.filter(|at| (x.lo..=x.hi).contains(at)).or(Some(self.shown.asked(ask_at(x))));
        self.asked = self.asked.filter(inside).or(Some((ask_at(x), ask_at(y))));
        self.own(settings);
    }

    /// The points, in the user's order.
    pub fn all(&self) -> &[Point] {
        &self.shown.all
    }

    /// The true law, where it is known.
    pub fn truth(&self) -> Option<Truth> {
        self.shown.truth()
    }

    /// Where they come from.
    pub fn source(&self) -> Source {
        self.shown.source
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
        let alike = self.shown.frame == then.shown.frame;
        Points {
            selected: self.selected.filter(|_| same),
            probe: if asked { self.probe } else { then.probe },
            asked: if alike { self.asked } else { then.asked },
            ..self.replaced_by(then)
        }
    }

    /// Earlier points in the place of these, as they were.
    pub fn replaced_by(&self, then: &Points) -> Points {
        Points { edition: self.edition + 1, ..then.clone() }
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> usize {
        let kept = self.kept.iter().flatten().map(|kept| kept.all.len()).sum::<usize>();
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
        self.shown.quantity()
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
