//! The exam: drawings that nobody has learnt from. It tells how many each learner gets right, of which kind, and which places in them
//! excite each unit of the convolutional network most.

use crate::learners::{Kind as Whose, Learners, SLICE, show, tell};
use crate::models::Model;
use crate::units::{LAYERS, UNITS, unit_of};
use deep::Network;
use drawings::{Kind, PIXELS, Picture, Place, SIDE, Series};
use std::rc::Rc;

/// How many drawings it has.
pub const DRAWINGS: usize = 1024;
/// While training runs, one is taken every so many steps.
pub const EVERY: u32 = 32;
/// It is taken in so many slices.
pub const SLICES: usize = DRAWINGS / SLICE;
/// Slices of it that are due for each step, so that it is done when the next one begins.
pub const SLICES_A_STEP: usize = SLICES / EVERY as usize;
/// So many places are remembered for each unit: those that excite it most, one in a drawing.
pub const STRONGEST: usize = 16;

/// How many of the drawings each learner has right, at a step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marks {
    /// The step.
    pub step: u32,
    /// Right answers, in the order of `learners::Kind::ALL`.
    pub right: [u32; 3],
    /// The loss of each: the mean cross-entropy of its answers, in nats.
    pub losses: [f32; 3],
}

/// A place in a drawing that excites a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exciting {
    /// How much.
    pub activation: f32,
    /// The drawing, by its number among those held out.
    pub drawing: usize,
    /// The row and column in the unit's map.
    pub at: (usize, usize),
}

/// The drawings of an exam.
#[derive(Debug)]
pub struct Paper {
    series: Series,
    pictures: Vec<Picture>,
    kinds: Vec<Kind>,
}

impl Paper {
    fn new(series: Series) -> Paper {
        Paper { series, pictures: Vec::new(), kinds: Vec::new() }
    }

    /// The pictures that are drawn so far.
    pub fn pictures(&self) -> &[Picture] {
        &self.pictures
    }

    /// What each of them shows.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    fn is_complete(&self) -> bool {
        self.pictures.len() == DRAWINGS
    }

    fn draw_more(&mut self) {
        for _ in 0..SLICE {
            let mut picture = [0.0; PIXELS];
            let drawing = self.series.held_out(self.pictures.len() as u64);
            drawing.render(&mut picture);
            self.pictures.push(picture);
            self.kinds.push(drawing.kind);
        }
    }
}

/// What an exam has come to.
#[derive(Clone, Debug)]
pub struct Results {
    /// The drawings that were asked about.
    pub paper: Rc<Paper>,
    /// The step whose parameters were asked.
    pub step: u32,
    /// Right answers of each learner.
    pub right: [u32; 3],
    /// The loss of each.
    pub losses: [f32; 3],
    /// Of each kind of drawing: how many there are, and how many of them the convolutional network has right.
    pub kinds: [(u32, u32); Kind::ALL.len()],
    /// Whether the convolutional network takes each drawing for a cat.
    pub verdicts: Vec<bool>,
    /// For each unit, the places that excite it most, the strongest first; none of a unit that is dead on all drawings.
    pub strongest: Vec<Vec<Exciting>>,
    /// What each unit looks for, where most of its strongest places agree on it; empty until all drawings are asked about.
    pub names: Vec<Option<Place>>,
}

/// An exam, past and under way.
#[derive(Debug)]
pub struct Exam {
    paper: Rc<Paper>,
    next_paper: Option<Paper>,
    models: [Model; 3],
    networks: [Network; 3],
    under_way: Option<(Results, usize)>,
    results: Option<Rc<Results>>,
}

impl Exam {
    /// One of drawings of this series, with nothing asked yet.
    pub fn new(series: Series, learners: &Learners) -> Exam {
        let models = Whose::ALL.map(|kind| learners.get(kind).model.clone());
        let networks = std::array::from_fn(|i| models[i].network(SLICE));
        let under_way = None;
        Exam {
            paper: Rc::new(Paper::new(series)),
            next_paper: Some(Paper::new(series)),
            models,
            networks,
            under_way,
            results: None,
        }
    }

    /// The drawings.
    pub fn paper(&self) -> &Rc<Paper> {
        &self.paper
    }

    /// The latest exam that is done.
    pub fn results(&self) -> Option<&Rc<Results>> {
        self.results.as_ref()
    }

    /// The step that is asked about now.
    pub fn under_way(&self) -> Option<u32> {
        self.under_way.as_ref().map(|(results, _)| results.step)
    }

    /// Whether results are those of the drawings that there are now.
    pub fn is_of_today(&self, results: &Results) -> bool {
        self.is_ready() && Rc::ptr_eq(&results.paper, &self.paper)
    }

    /// Whether all drawings are there, so that an exam can begin.
    pub fn is_ready(&self) -> bool {
        self.next_paper.is_none()
    }

    /// Other drawings from now on: of this series.
    pub fn change(&mut self, series: Series) {
        if !are_alike(self.next_paper.as_ref().unwrap_or(&self.paper).series, series) {
            self.next_paper = Some(Paper::new(series));
        }
    }

    /// Draws some of the drawings that are missing.
    pub fn prepare(&mut self) {
        if let Some(paper) = &mut self.next_paper {
            paper.draw_more();
            if paper.is_complete()
                && let Some(paper) = self.next_paper.take()
            {
                self.paper = Rc::new(paper);
            }
        }
    }

    /// Begins an exam of what the learners know now.
    pub fn begin(&mut self, step: u32, learners: &Learners) {
        for (model, kind) in self.models.iter_mut().zip(Whose::ALL) {
            model.parameters.values_mut().copy_from_slice(learners.get(kind).model.parameters.values());
        }
        let results = Results {
            paper: self.paper.clone(),
            step,
            right: [0; 3],
            losses: [0.0; 3],
            kinds: [(0, 0); Kind::ALL.len()],
            verdicts: Vec::with_capacity(DRAWINGS),
            strongest: vec![Vec::new(); UNITS],
            names: Vec::new(),
        };
        self.under_way = Some((results, 0));
    }

    /// What is under way is of no use any more.
    pub fn drop_under_way(&mut self) {
        self.under_way = None;
    }

    /// The run is another one from this step on: what is known of later ones is forgotten. An exam of this step begins again, since
    /// its drawings may be others.
    pub fn forget_after(&mut self, step: u32) {
        self.under_way.take_if(|(results, _)| results.step >= step);
        self.results.take_if(|results| results.step > step);
    }

    /// The run is another one.
    pub fn forget(&mut self) {
        (self.under_way, self.results) = (None, None);
    }

    /// Asks about some more drawings; the marks, once all are asked about.
    pub fn work(&mut self) -> Option<Marks> {
        let (results, first) = self.under_way.as_mut()?;
        // Also where there are other drawings by now, it is finished with those that it was begun with.
        let paper = results.paper.clone();
        let pictures = &paper.pictures[*first..*first + SLICE];
        let kinds = &paper.kinds[*first..*first + SLICE];
        for (at, (model, network)) in self.models.iter().zip(&mut self.networks).enumerate() {
            show(network, pictures);
            tell(network, kinds.iter().map(|kind| kind.is_cat()));
            network.plan.forward(&model.parameters);
            results.losses[at] += network.plan.loss() / SLICES as f32;
            let logits = &network.plan.values(network.logits)[..SLICE];
            let right = logits.iter().zip(kinds).filter(|(logit, kind)| (**logit > 0.0) == kind.is_cat()).count();
            results.right[at] += right as u32;
            if Whose::ALL[at] == Whose::Cnn {
                for (logit, kind) in logits.iter().zip(kinds) {
                    let (there_are, right) = &mut results.kinds[*kind as usize];
                    *there_are += 1;
                    *right += u32::from((*logit > 0.0) == kind.is_cat());
                    results.verdicts.push(*logit > 0.0);
                }
                for (unit, strongest) in results.strongest.iter_mut().enumerate() {
                    note_strongest(network, unit, *first, strongest);
                }
            }
        }
        *first += SLICE;
        if *first < DRAWINGS {
            return None;
        }
        let (mut results, _) = self.under_way.take()?;
        results.names = (0..UNITS).map(|unit| results.agreed(unit)).collect();
        let marks = Marks { step: results.step, right: results.right, losses: results.losses };
        self.results = Some(Rc::new(results));
        Some(marks)
    }
}

impl Results {
    /// What a unit looks for.
    fn agreed(&self, unit: usize) -> Option<Place> {
        let (layer, _) = unit_of(unit);
        let mut counts = [0; Place::ALL.len()];
        for exciting in &self.strongest[unit] {
            let drawing = self.paper.series.held_out(exciting.drawing as u64);
            if let Some(place) = drawing.place_at(LAYERS[layer].middle(exciting.at)) {
                counts[place as usize] += 1;
            }
        }
        Place::ALL.into_iter().find(|place| counts[*place as usize] >= AGREE)
    }

    /// How many of a unit's strongest places are in cats.
    pub fn in_cats(&self, unit: usize) -> usize {
        self.strongest[unit].iter().filter(|exciting| self.paper.kinds[exciting.drawing].is_cat()).count()
    }
}

/// So many of the strongest places have to agree on what is there for a unit to be named by it.
const AGREE: usize = 10;

/// Takes note of where a unit is excited most in each drawing that has just passed through.
fn note_strongest(network: &Network, unit: usize, first: usize, strongest: &mut Vec<Exciting>) {
    let (layer, row) = unit_of(unit);
    let layer = LAYERS[layer];
    let sheet = network.layers[layer.sheet];
    let stride = sheet.stride();
    let row = &network.plan.values(sheet)[row * sheet.columns()..][..sheet.columns()];
    let mut best = [(0.0_f32, 0_usize); SLICE];
    for (place, values) in row.chunks_exact(stride).enumerate() {
        for (best, value) in best.iter_mut().zip(values) {
            if *value > best.0 {
                *best = (*value, place);
            }
        }
    }
    for (picture, (activation, place)) in best.into_iter().enumerate() {
        let weakest = strongest.last().map_or(0.0, |weakest| weakest.activation);
        if activation > 0.0 && (strongest.len() < STRONGEST || activation > weakest) {
            let at = strongest.partition_point(|known| known.activation >= activation);
            let exciting =
                Exciting { activation, drawing: first + picture, at: (place / layer.side, place % layer.side) };
            strongest.insert(at, exciting);
            strongest.truncate(STRONGEST);
        }
    }
}

/// Whether exams of two series have the same drawings. How many there are to learn from is another matter.
pub fn are_alike(one: Series, other: Series) -> bool {
    Series { first: None, ..one } == Series { first: None, ..other }
}

/// A square of a picture, row by row; NaN for what lies outside.
pub fn patch(picture: &Picture, (top, left): (usize, usize), side: usize) -> Vec<f32> {
    let mut all = Vec::with_capacity(side * side);
    for row in top..top + side {
        for column in left..left + side {
            let inside = row < SIDE && column < SIDE;
            all.push(if inside { picture[row * SIDE + column] } else { f32::NAN });
        }
    }
    all
}
