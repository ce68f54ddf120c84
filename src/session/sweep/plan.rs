//! What a sweep varies, how long it trains and how it judges; and whether the settings still say the same.

use crate::data::Point;
use crate::learn::Frozen;
use crate::session::board::Board;
use crate::session::knobs;
use crate::session::settings::{Model, Settings};
use crate::view::Vary;
use std::rc::Rc;

/// What can be varied, each with its word: the value of the page's list, and what scripts say.
pub const VARIES: [(&str, Vary); 4] =
    [("degree", Vary::Degree), ("layers", Vary::Layers), ("width", Vary::Width), ("model", Vary::Nothing)];

/// The most steps that each model is trained for.
pub const MOST_STEPS: u32 = 100_000;
/// The most folds that the points are dealt into.
pub const MOST_FOLDS: usize = 20;

const WIDTHS: [usize; 7] = [1, 2, 4, 8, 16, 32, 64];

/// A sweep as it was asked for, and what it was asked of.
pub struct Plan {
    pub vary: Vary,
    pub steps: u32,
    /// 0: judged by the held-out points.
    pub folds: usize,
    /// While the layers vary, the neurons in each; while the width does, the number of layers.
    pub fixed: usize,
    pub capacities: Vec<usize>,
    /// Knobs and points of that time.
    pub board: Rc<Board>,
}

impl Plan {
    /// A sweep on this board; `None` where there is nothing to learn from or to judge by, or a number is out of range.
    pub fn new(vary: Vary, steps: u32, folds: usize, board: &Rc<Board>) -> Option<Plan> {
        let allowed = (1..=MOST_STEPS).contains(&steps) && folds != 1 && folds <= MOST_FOLDS;
        // Of two measures there is no degree.
        let allowed = allowed && (vary != Vary::Degree || !board.settings.dataset.tells_classes());
        if !allowed || board.points.all().len() < if folds == 0 { 1 } else { 2 } {
            return None;
        }
        let layers = &board.settings.layers;
        let (fixed, capacities) = match vary {
            Vary::Degree => (0, degrees()),
            Vary::Layers => (layers.iter().copied().max().unwrap_or(8), (0..=knobs::MOST_LAYERS).collect()),
            Vary::Width => (layers.len().max(1), WIDTHS.to_vec()),
            Vary::Nothing => (0, vec![0]),
        };
        let folds = folds.min(board.points.all().len());
        Some(Plan { vary, steps, folds, fixed, capacities, board: Rc::clone(board) })
    }

    /// Sets the knobs that make the model of this capacity.
    pub fn choose(&self, index: usize, settings: &mut Settings) {
        let Some(&capacity) = self.capacities.get(index) else { return };
        settings.model = match self.vary {
            Vary::Degree => Model::Polynomial,
            Vary::Layers | Vary::Width => Model::Network,
            Vary::Nothing => self.board.settings.model,
        };
        match self.vary {
            Vary::Degree => settings.degree = capacity,
            Vary::Layers => settings.layers = vec![self.fixed; capacity],
            Vary::Width => settings.layers = vec![capacity; self.fixed],
            Vary::Nothing => {
                settings.degree = self.board.settings.degree;
                settings.layers.clone_from(&self.board.settings.layers);
            }
        }
        // What is frozen belongs to one shape.
        settings.frozen = match self.vary {
            Vary::Degree | Vary::Layers | Vary::Width => Frozen::default(),
            Vary::Nothing => self.board.settings.frozen.clone(),
        };
    }

    /// The settings that the model of this capacity is trained by.
    pub fn settings(&self, index: usize) -> Settings {
        let mut settings = self.board.settings.clone();
        self.choose(index, &mut settings);
        settings
    }

    /// Whether the same sweep would give the same results today. What is varied may be anything today, and so may what has
    /// no part in it.
    pub fn holds(&self, today: &Board) -> bool {
        let spec = |settings: &Settings| {
            let mut settings = settings.clone();
            self.choose(self.capacities.len() - 1, &mut settings); // of the most layers
            settings.spec()
        };
        let (points, points_today) = (self.board.points.all(), today.points.all());
        let same = |(a, b): (&Point, &Point)| {
            a.x == b.x
                && a.y == b.y
                && a.kind == b.kind
                && a.unseen == b.unseen
                && (self.folds > 0 || a.held_out == b.held_out)
        };
        spec(&self.board.settings) == spec(&today.settings)
            && (self.vary != Vary::Nothing || self.today(&today.settings).is_some())
            && points.len() == points_today.len()
            && points.iter().zip(points_today).all(same)
    }

    /// Which of the capacities is that of today's model. A line is a polynomial of degree 1.
    pub fn today(&self, today: &Settings) -> Option<usize> {
        let layers = &today.layers;
        let even = |width: usize| layers.iter().all(|units| *units == width);
        let width = layers.first().copied().unwrap_or(0);
        let here = match (self.vary, today.model) {
            (Vary::Degree, Model::Polynomial) => today.degree,
            (Vary::Degree, Model::Line) => 1,
            (Vary::Layers, Model::Network) if even(self.fixed) => layers.len(),
            (Vary::Width, Model::Network) if even(width) && layers.len() == self.fixed => width,
            (Vary::Nothing, model) if model == self.board.settings.model => {
                let same = match model {
                    Model::Line => true,
                    Model::Polynomial => today.degree == self.board.settings.degree,
                    Model::Network => *layers == self.board.settings.layers,
                };
                return (same && today.frozen == self.board.settings.frozen).then_some(0);
            }
            (Vary::Degree, Model::Network)
            | (Vary::Layers | Vary::Width, Model::Line | Model::Polynomial | Model::Network)
            | (Vary::Nothing, Model::Line | Model::Polynomial | Model::Network) => return None,
        };
        self.capacities.iter().position(|capacity| *capacity == here)
    }
}

/// Every degree that the knob takes.
fn degrees() -> Vec<usize> {
    (1..=knobs::MOST_DEGREE).collect()
}
