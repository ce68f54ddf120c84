//! The training loss over a plane of parameters, filled a few cells at a time so that no frame is blocked.

use super::columns::Columns;
use super::learner::Learner;
use super::path::Path;
pub use super::slice::Axes;
use super::slice::Slice;
use crate::learn::Shape;
use crate::view::{Plane, Span};
use rand_pcg::Pcg32;

/// Cells along each side of the finished grid.
pub const SIDE: usize = 64;
/// Multiplications that a whole grid may cost while training runs; a dearer one is drawn coarser until the next pause.
const GRID_COST: usize = 60_000_000;
/// The grid that is shown, and the one that is being filled.
pub struct Surface {
    slice: Option<Slice>,
    grid: Vec<f32>,
    side: usize,
    trail: Vec<(f64, f64)>,
    /// The grid is new: the trail has to be projected onto it.
    fresh: bool,
    here: Option<(f64, f64)>,
    best: Option<(f64, f64)>,
    generation: u64,
    next: Option<Filling>,
    /// What is shown no longer is what training descends on.
    outdated: bool,
    room: Option<Columns>,
    trial: Vec<f32>,
    axes: Axes,
}

struct Filling {
    slice: Slice,
    grid: Vec<f32>,
    side: usize,
    filled: usize,
}

impl Surface {
    /// Nothing to see yet.
    pub fn new() -> Self {
        Surface {
            slice: None,
            grid: Vec::new(),
            side: 0,
            trail: Vec::new(),
            fresh: true,
            here: None,
            best: None,
            generation: 0,
            next: None,
            outdated: true,
            room: None,
            trial: Vec::new(),
            axes: Axes::Path,
        }
    }

    /// Forgets what is shown: another model, or other coordinates.
    pub fn restart(&mut self) {
        *self = Surface { generation: self.generation + 1, axes: self.axes, ..Surface::new() };
    }

    /// The points have changed; what is shown stays until the new grid is ready.
    pub fn data_changed(&mut self) {
        self.room = None;
        self.next = None;
        self.outdated = true;
    }

    /// The path is another; the plane stays.
    pub fn path_changed(&mut self) {
        self.fresh = true;
    }

    /// The parameters have changed. A slice through them has to follow; the line's whole plane stays.
    pub fn moved(&mut self, learner: &Learner, path: &Path) {
        if !exact(learner) {
            self.outdated = true;
        }
        self.locate(learner, path);
        if exact(learner) && self.next.is_none() && self.slice.as_ref().is_some_and(|s| self.outside(s)) {
            self.outdated = true;
        }
    }

    /// Chooses the axes of a slice.
    pub fn choose(&mut self, axes: Axes) {
        self.axes = axes;
        self.restart();
    }

    /// The chosen axes.
    pub fn axes(&self) -> Axes {
        self.axes
    }

    /// Something is left to be computed.
    pub fn unfinished(&self, running: bool) -> bool {
        self.next.is_some() || self.outdated || (!running && self.side < SIDE)
    }

    /// Computes at most `cells` cells; returns how many.
    pub fn fill(&mut self, learner: &Learner, path: &Path, rng: Pcg32, running: bool, cells: usize) -> usize {
        if self.next.is_none() && !self.begin(learner, path, rng, running) {
            return 0;
        }
        let Some(next) = &mut self.next else { return 0 };
        let room = self.room.get_or_insert_with(|| {
            let train = &learner.train().batch;
            let mut columns = Columns::new(learner.shape(), train.count());
            columns.batch = train.clone();
            columns
        });
        self.trial.resize(learner.parameters().len(), 0.0);
        let end = (next.filled + cells).min(next.grid.len());
        for cell in next.filled..end {
            let place = |span: Span, i: usize| span.lo + (span.hi - span.lo) * (i as f64 + 0.5) / next.side as f64;
            next.slice.parameters(
                (place(next.slice.u, cell % next.side), place(next.slice.v, cell / next.side)),
                &mut self.trial,
            );
            room.forward(learner.shape(), &self.trial);
            next.grid[cell] = learner.in_units(learner.loss_of(room) + learner.penalty_of(&self.trial));
        }
        let done = end - next.filled;
        next.filled = end;
        if end < next.grid.len() {
            return done;
        }
        if let Some(filled) = self.next.take() {
            self.slice = Some(filled.slice);
            self.grid = filled.grid;
            self.side = filled.side;
            self.generation += 1;
            self.fresh = true;
        }
        self.locate(learner, path);
        done
    }

    fn begin(&mut self, learner: &Learner, path: &Path, rng: Pcg32, running: bool) -> bool {
        let refine = !self.outdated && !running && self.side < SIDE;
        if !self.outdated && !refine || !learner.parameters().iter().all(|p| p.is_finite()) {
            return false;
        }
        let cell = multiplications(learner.shape()) * learner.train().batch.count().max(1);
        let side = if refine { self.side * 2 } else { side_for(cell) };
        self.best = None;
        let slice = if exact(learner) {
            Slice::whole(learner, path)
        } else {
            Slice::cut(learner, path, self.axes, self.slice.as_ref(), rng)
        };
        self.outdated = false;
        self.next = Some(Filling { slice, grid: vec![0.0; side * side], side, filled: 0 });
        true
    }

    /// Refreshes today's place, the optimum and the trail on the plane that is shown.
    fn locate(&mut self, learner: &Learner, path: &Path) {
        let Some(slice) = &self.slice else { return };
        let here = slice.place(learner.parameters());
        // Projecting the whole path of a large model is dear: its trail follows with each new grid.
        if self.fresh || exact(learner) || path.vectors().len() < 2 {
            self.trail.clear();
            self.trail.extend(path.vectors().iter().map(|v| slice.place(v)));
            self.trail.push(here);
            self.fresh = false;
        } else if let Some(last) = self.trail.last_mut() {
            *last = here;
        }
        self.here = (here.0.is_finite() && here.1.is_finite()).then_some(here);
        if self.best.is_none() && exact(learner) {
            self.best =
                learner.optimum().best.as_ref().map(|b| slice.place(&b.iter().map(|p| *p as f32).collect::<Vec<_>>()));
        }
    }

    fn outside(&self, slice: &Slice) -> bool {
        let inside = |span: Span, at: f64| (span.lo..=span.hi).contains(&at);
        self.here.is_some_and(|(u, v)| !inside(slice.u, u) || !inside(slice.v, v))
    }

    /// The parameters at a place of the plane that is shown.
    pub fn parameters_at(&self, place: (f64, f64)) -> Option<Vec<f32>> {
        let slice = self.slice.as_ref()?;
        let mut out = vec![0.0; slice.dimensions()];
        slice.parameters(place, &mut out);
        Some(out)
    }

    /// What may be seen of it. Before there is anything, at least which kind of plane it will be.
    pub fn view(&self, learner: &Learner) -> crate::view::Surface<'_> {
        let slice = Plane::Path { dimensions: learner.parameters().len() };
        let coming = if exact(learner) { Plane::Exact } else { slice };
        let empty = Span { lo: 0.0, hi: 1.0 };
        crate::view::Surface {
            grid: &self.grid,
            side: self.side,
            u: self.slice.as_ref().map_or(empty, |s| s.u),
            v: self.slice.as_ref().map_or(empty, |s| s.v),
            plane: self.slice.as_ref().map_or(coming, |s| s.kind),
            trail: &self.trail,
            here: self.here,
            best: self.best,
            generation: self.generation,
        }
    }
}

/// A line, or a network that is one: its two parameters span the whole plane.
fn exact(learner: &Learner) -> bool {
    learner.parameters().len() == 2 && !learner.is_polynomial()
}

/// How many cells a side has in a grid that is made while training runs, if one cell takes so many multiplications. Divided
/// and not multiplied: a product may be more than a browser's 32 bits hold.
fn side_for(cell: usize) -> usize {
    [SIDE, SIDE / 2, SIDE / 4].into_iter().find(|side| cell <= GRID_COST / (side * side)).unwrap_or(SIDE / 8)
}

/// Multiplications of one forward pass for one point.
pub fn multiplications(shape: &Shape) -> usize {
    shape.parameter_count() + 12 * shape.layers().iter().map(|l| l.units).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::{SIDE, side_for};

    #[test]
    fn the_dearer_a_cell_the_fewer_there_are() {
        let sides = [1, 14_648, 14_649, 60_000, 234_375, 9_441_600, usize::MAX].map(side_for);
        assert_eq!(sides, [SIDE, SIDE, SIDE / 2, SIDE / 4, SIDE / 4, SIDE / 8, SIDE / 8]);
    }
}
