//! The training loss over a plane of parameters, filled a few cells at a time so that no frame is blocked.

use super::descent;
use super::lazy::Lazy;
use super::slice::{Axes, Slice};
use crate::data::Stream;
use crate::run::{Editions, Kept, Model, Run, State};
use crate::task::{Learner, Pass};
use crate::view::{self, Descent, Plane, Span};
use std::cell::Cell;

/// Cells along each side of the finished grid.
const SIDE: usize = 64;
/// Multiplications that a whole grid may cost while training runs; a dearer one is drawn coarser until the next pause.
const GRID_COST: usize = 60_000_000;

/// The grid that is shown, and the one that is being filled.
#[derive(Default)]
pub struct Surface {
    shown: Option<Grid>,
    next: Option<Grid>,
    generation: u64,
    /// What had changed when it was looked at last.
    seen: Editions,
    /// Path or grid are others: the trail has to be projected anew.
    fresh: Cell<bool>,
    located: Lazy<Located>,
    descent: Lazy<Option<Descent>>,
    pass: Option<Pass>,
    trial: Vec<f32>,
    axes: Axes,
    flags: bool,
}

struct Grid {
    slice: Slice,
    cells: Vec<f32>,
    side: usize,
    filled: usize,
    /// The editions that it was computed from.
    of: Editions,
}

/// What stands on the plane that is shown.
#[derive(Default)]
struct Located {
    trail: Vec<(f64, f64)>,
    here: Option<(f64, f64)>,
    best: Option<(f64, f64)>,
    flags: Vec<(f64, f64)>,
}

/// Beside the optimum flags stand at these shares of the window from it, along u and v: not far up, so that it is a question.
const ASTRAY: [(f64, f64); 2] = [(0.17, -0.11), (-0.15, 0.2)];

/// The place of the flag at the optimum among the flags.
pub fn best_flag(learner: &Learner) -> usize {
    learner.spec().seed as usize % (ASTRAY.len() + 1)
}

impl Surface {
    /// Takes note of what has changed of the run. What is shown stays until the next grid is ready, unless parameters mean
    /// something else by now.
    pub fn follow<C: Kept>(&mut self, run: &Run<Learner, C>) {
        let now = run.editions();
        let before = std::mem::replace(&mut self.seen, now);
        // The next step is another at another rate, which leaves all else as it is.
        self.descent.forget();
        if now == before {
            return;
        }
        if now.space != before.space {
            self.restart();
        }
        if now.objective != before.objective {
            self.pass = None;
            self.next = None;
        }
        if now.path != before.path {
            self.fresh.set(true);
        }
        self.located.forget();
    }

    fn restart(&mut self) {
        let (generation, seen, axes, flags) = (self.generation + 1, self.seen, self.axes, self.flags);
        *self = Surface { generation, seen, axes, flags, ..Surface::default() };
    }

    /// Chooses the axes of a slice.
    pub fn choose(&mut self, axes: Axes) {
        self.axes = axes;
        self.restart();
    }

    /// Whether flags stand at the optimum of a line and beside it; the optimum itself is not marked then.
    pub fn plant_flags(&mut self, on: bool) {
        self.flags = on;
        self.located.forget();
    }

    /// The chosen axes.
    pub fn axes(&self) -> Axes {
        self.axes
    }

    /// Whether what is shown is not what training descends on. A slice goes through today's parameters; the plane of a line
    /// stays where it is, unless these have left it.
    fn is_outdated<C: Kept>(&self, run: &Run<Learner, C>) -> bool {
        let (Some(shown), now) = (&self.shown, run.editions()) else { return true };
        if shown.of.objective != now.objective {
            return true;
        }
        // A plane that was laid around these very parameters is as wide as it gets.
        if shown.of.parameters == now.parameters || !run.model().is_line() {
            return shown.of.parameters != now.parameters;
        }
        let (u, v) = shown.slice.place(run.model().parameters());
        let outside = |span: Span, at: f64| at.is_finite() && !(span.lo..=span.hi).contains(&at);
        outside(shown.slice.u, u) || outside(shown.slice.v, v)
    }

    /// Something is left to be computed.
    pub fn is_unfinished<C: Kept>(&self, run: &Run<Learner, C>) -> bool {
        self.next.is_some() || self.is_outdated(run) || self.is_coarse(run)
    }

    fn is_coarse<C: Kept>(&self, run: &Run<Learner, C>) -> bool {
        run.state() != State::Running && self.shown.as_ref().is_some_and(|shown| shown.side < SIDE)
    }

    /// Computes at most `cells` cells; returns how many.
    pub fn fill<C: Kept>(&mut self, run: &Run<Learner, C>, cells: usize) -> usize {
        let learner = run.model();
        if self.next.is_none() {
            self.next = self.begin(run);
        }
        let Some(next) = &mut self.next else { return 0 };
        let pass = self.pass.get_or_insert_with(|| {
            let train = &learner.train().batch;
            let mut pass = Pass::new(learner.shape(), train.count());
            pass.batch = train.clone();
            pass
        });
        self.trial.resize(learner.parameters().len(), 0.0);
        let end = (next.filled + cells).min(next.cells.len());
        for cell in next.filled..end {
            let place = |span: Span, i: usize| span.lo + (span.hi - span.lo) * (i as f64 + 0.5) / next.side as f64;
            let at = (place(next.slice.u, cell % next.side), place(next.slice.v, cell / next.side));
            next.slice.parameters(at, &mut self.trial);
            pass.forward(&self.trial);
            next.cells[cell] = learner.in_units(learner.loss_of(pass) + learner.penalty_of(&self.trial));
        }
        let done = end - next.filled;
        next.filled = end;
        if end == next.cells.len() {
            self.shown = self.next.take();
            self.generation += 1;
            self.fresh.set(true);
            self.located.forget();
            self.descent.forget();
        }
        done
    }

    /// The next grid, if one is due.
    fn begin<C: Kept>(&self, run: &Run<Learner, C>) -> Option<Grid> {
        let (learner, path) = (run.model(), run.path());
        let outdated = self.is_outdated(run);
        let due = outdated || self.is_coarse(run);
        if !due || !learner.parameters().iter().all(|p| p.is_finite()) {
            return None;
        }
        let finer = self.shown.as_ref().filter(|_| !outdated).map(|shown| shown.side * 2);
        let side = finer.unwrap_or_else(|| side_for(cell_cost(learner)));
        let slice = if learner.is_line() {
            Slice::whole(learner, path)
        } else {
            let rng = Stream::Slice.of(learner.spec().seed);
            Slice::cut(learner, path, self.axes, self.shown.as_ref().map(|shown| &shown.slice), rng)
        };
        Some(Grid { slice, cells: vec![0.0; side * side], side, filled: 0, of: run.editions() })
    }

    /// Today's place, the optimum and the trail on the plane that is shown.
    fn located<C: Kept>(&self, run: &Run<Learner, C>) -> &Located {
        self.located.get(|room| {
            let Some(Grid { slice, .. }) = &self.shown else { return Located::default() };
            let (learner, path) = (run.model(), run.path().vectors());
            let mut located = room.unwrap_or_default();
            let here = slice.place(learner.parameters());
            // Projecting the whole path of a large model is expensive: its trail follows with each new grid.
            if self.fresh.replace(false) || learner.is_line() || path.len() < 2 {
                located.trail.clear();
                located.trail.extend(path.iter().map(|v| slice.place(v)));
                located.trail.push(here);
            } else if let Some(last) = located.trail.last_mut() {
                *last = here;
            }
            located.here = (here.0.is_finite() && here.1.is_finite()).then_some(here);
            let best = learner.optimum().best.as_ref().filter(|_| learner.is_line());
            located.best = best.map(|b| slice.place(&b.iter().map(|p| *p as f32).collect::<Vec<_>>()));
            located.flags.clear();
            if let Some(best) = located.best.filter(|_| self.flags) {
                let away = |span: Span, share: f64| share * (span.hi - span.lo);
                located.flags.extend(ASTRAY.map(|(u, v)| (best.0 + away(slice.u, u), best.1 + away(slice.v, v))));
                located.flags.insert(best_flag(learner), best);
                located.best = None;
            }
            located
        })
    }

    /// The parameters at a place of the plane that is shown.
    pub fn parameters_at(&self, place: (f64, f64)) -> Option<Vec<f32>> {
        let slice = &self.shown.as_ref()?.slice;
        let mut out = vec![0.0; slice.dimensions()];
        slice.parameters(place, &mut out);
        Some(out)
    }

    /// Gradient and next step of a line on the plane that is shown.
    pub fn descent<C: Kept>(&self, run: &Run<Learner, C>) -> Option<Descent> {
        *self.descent.get(|_| descent::descent(&self.shown.as_ref()?.slice, run.model()))
    }

    /// What may be seen of it. Before there is anything, at least which kind of plane it will be.
    pub fn view<'a, C: Kept>(&'a self, run: &Run<Learner, C>, units: view::Units<'a>) -> view::Surface<'a> {
        let learner = run.model();
        let slice = Plane::Path { dimensions: learner.parameters().len() };
        let coming = if learner.is_line() { Plane::Exact { x_unit: learner.spec().x_unit } } else { slice };
        let empty = Span { lo: 0.0, hi: 1.0 };
        let located = self.located(run);
        let shown = self.shown.as_ref();
        view::Surface {
            grid: shown.map_or(&[], |shown| &shown.cells),
            side: shown.map_or(0, |shown| shown.side),
            u: shown.map_or(empty, |shown| shown.slice.u),
            v: shown.map_or(empty, |shown| shown.slice.v),
            plane: shown.map_or(coming, |shown| shown.slice.kind),
            units,
            trail: &located.trail,
            numbered: run.path().first_steps(),
            here: located.here,
            best: located.best,
            loss: learner.losses().objective(),
            relief: None,
            descent: None,
            flags: &located.flags,
            generation: self.generation,
        }
    }
}

/// About how many multiplications a cell costs.
pub fn cell_cost(learner: &Learner) -> usize {
    learner.pass_cost() * learner.train().batch.count().max(1)
}

/// How many cells a side has in a grid that is made while training runs, if one cell takes this many multiplications. Divided
/// and not multiplied: a product may be more than a browser's 32 bits hold.
fn side_for(cell: usize) -> usize {
    [SIDE, SIDE / 2, SIDE / 4].into_iter().find(|side| cell <= GRID_COST / (side * side)).unwrap_or(SIDE / 8)
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
