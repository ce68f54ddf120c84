//! What may be seen of a session: borrowed plain data with public fields, and nothing that can act.

/// A closed interval of an axis, in the units of what it measures. `lo <= hi` when both are finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Lower end.
    pub lo: f64,
    /// Upper end.
    pub hi: f64,
}

/// What x and y measure, as far as it is known; the words for it stand in `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity<'a> {
    /// x: distance from the centre in km, y: price of a house in thousands.
    Houses,
    /// Bare numbers: x and y.
    Plain,
    /// Columns of the user's own table, named by its header: (x, y).
    Named(&'a str, &'a str),
}

/// One data point as it is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// In the user's units.
    pub x: f64,
    /// In the user's units.
    pub y: f64,
    /// Kept away from training.
    pub held_out: bool,
    /// The model's answer at x, in the units of y; not finite after a divergence.
    pub predicted: f64,
}

/// The question the user asks of the model: what is ŷ at x?
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probe {
    /// In the user's units.
    pub x: f64,
    /// The model's answer in the units of y; not finite after a divergence.
    pub predicted: f64,
    /// The answer of the true law, where one is known.
    pub law: Option<f64>,
    /// The answer of the least-squares line of the training points; `None` where the model is a line itself, or there is no one
    /// such line.
    pub line: Option<f64>,
}

/// The curve of a run that was pinned.
#[derive(Clone, Debug, PartialEq)]
pub struct Ghost {
    /// 0 for A, 1 for B and so on.
    pub letter: usize,
    /// (x, ŷ) as in [`Fit::curve`].
    pub curve: Vec<(f64, f64)>,
}

/// Data and fit. All in the user's units.
#[derive(Clone, Debug)]
pub struct Fit<'a> {
    /// Every point, in the user's order.
    pub points: &'a [Dot],
    /// Index of the point that the keyboard or the pointer holds.
    pub selected: Option<usize>,
    /// What the x axis shows.
    pub x: Span,
    /// What the y axis shows. The curve may leave it.
    pub y: Span,
    /// (x, ŷ) from left to right over `x`; ŷ may be non-finite, and the line breaks there.
    pub curve: &'a [(f64, f64)],
    /// (x, y) of the true law over `x`; empty where none is known.
    pub law: &'a [(f64, f64)],
    /// Pinned curves, in the order of their letters.
    pub ghosts: &'a [Ghost],
    /// Where the user asks.
    pub probe: Option<Probe>,
    /// What is measured.
    pub quantity: Quantity<'a>,
}

/// What the two axes of the loss surface are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plane {
    /// All of a line's parameters. u: slope w, v: intercept b, both in the user's units.
    Exact,
    /// As `Exact`, but of standardized data: u is the slope w in the user's units, v the line's height at the mean x.
    Centred,
    /// A slice through today's parameters along the path's two principal directions (Li et al. 2018); u and v count
    /// distance in parameter space from today's parameters.
    Path {
        /// How many parameters the model has.
        dimensions: usize,
    },
    /// A slice through today's parameters along two of them; u and v are their values.
    Weights {
        /// Index of the parameter along u, in the flat order of `parameters()`.
        u: usize,
        /// Index of the parameter along v.
        v: usize,
        /// How many parameters the model has.
        dimensions: usize,
    },
}

/// What training makes small, over a plane of parameters.
#[derive(Clone, Debug)]
pub struct Surface<'a> {
    /// The objective, loss and penalty, in the units of the loss, at `side * side` places, row by row, the row of the least v first, at the
    /// centres of equal cells; empty before the first is ready. A non-finite loss is non-finite here.
    pub grid: &'a [f32],
    /// Cells along each axis.
    pub side: usize,
    /// What the u axis shows.
    pub u: Span,
    /// What the v axis shows.
    pub v: Span,
    /// What u and v are.
    pub plane: Plane,
    /// Where training has been, oldest first, as (u, v); a slice shows it projected.
    pub trail: &'a [(f64, f64)],
    /// Today's parameters; `None` when not finite.
    pub here: Option<(f64, f64)>,
    /// The best parameters, where they are known in closed form.
    pub best: Option<(f64, f64)>,
    /// Grows by one whenever `grid`, `u`, `v` or `plane` change.
    pub generation: u64,
}

/// Losses of a run of consecutive recorded steps, thinned without losing the shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The first value of the run.
    pub first: f32,
    /// The least value.
    pub min: f32,
    /// The greatest value.
    pub max: f32,
    /// The last value.
    pub last: f32,
}

/// One entry of the loss chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LossEntry {
    /// The first step that it covers.
    pub from: u64,
    /// The last step that it covers; equal to `from` while nothing had to be thinned.
    pub to: u64,
    /// Training loss without the penalty, in the units of y: squared, unless errors are taken as they are.
    pub train: Extent,
    /// Held-out loss; `None` when nothing is held out.
    pub held_out: Option<Extent>,
    /// What the weights cost on top of the training loss; `None` without a penalty.
    pub penalty: Option<Extent>,
}

/// Loss over steps.
#[derive(Clone, Debug)]
pub struct Losses<'a> {
    /// Oldest first; the first entry holds step 0. Of mini-batches only the ends of epochs and of frames are recorded.
    pub entries: &'a [LossEntry],
    /// Logarithmic loss axis.
    pub log: bool,
    /// The step that the pointer or the keyboard reads, if any.
    pub readout: Option<u64>,
    /// The step of the least held-out loss of today's points, if any.
    pub best: Option<u64>,
    /// The step that is looked at, while that is not the last one.
    pub now: Option<u64>,
}

/// Inside, layer by layer. Columns are the inputs (x, or a polynomial's basis functions), each hidden layer, the output.
#[derive(Clone, Debug)]
pub struct Layers<'a> {
    /// Neurons in each column, input column first, output column (1) last.
    pub widths: &'a [usize],
    /// `samples` x positions in the user's units, from left to right, over the range of the points.
    pub x: Span,
    /// How many samples a response has.
    pub samples: usize,
    /// Each neuron's activation over x, `[neuron of all columns][samples]`, column by column; may be non-finite.
    pub responses: &'a [f32],
    /// Each neuron's activation at the probe, `[neuron of all columns]`; empty without a probe.
    pub at_probe: &'a [f32],
    /// Neurons whose ReLU is zero at every training point, `[neuron of all columns]`.
    pub dead: &'a [bool],
    /// The model's parameters, layer by layer: weights `[out][in]` row by row, then biases.
    pub parameters: &'a [f32],
    /// (column, neuron) that the user holds, if any. Column 0 is the inputs.
    pub selected: Option<(usize, usize)>,
    /// The inputs are a polynomial's basis functions and not x itself.
    pub polynomial: bool,
}

/// What a sweep over capacity varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vary {
    /// The degree of a polynomial.
    Degree,
    /// The number of hidden layers, all of one width.
    Layers,
    /// The width of the hidden layers.
    Width,
    /// Nothing: one model is judged.
    Nothing,
}

/// How wrong a model is; finite, or NaN after a divergence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wrong {
    /// The loss, without the penalty, in the units of y: squared, unless errors are taken as they are.
    pub loss: f64,
    /// √ of the mean squared error, in the units of y, whatever the loss is.
    pub error: f64,
}

/// What was measured of one capacity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The degree, the number of hidden layers or their width; 0 where nothing is varied.
    pub capacity: usize,
    /// How many parameters the model has.
    pub parameters: usize,
    /// On the points that it learned from; of folds their mean.
    pub train: Wrong,
    /// On the points that it has not seen; `None` when nothing is held out. Of folds the mean over all points.
    pub held_out: Option<Wrong>,
    /// The least and the greatest of the folds; `None` without folds.
    pub folds: Option<(Wrong, Wrong)>,
    /// Compared with the true law over the x axis of the fit, squared as the loss is; `None` where no law is known. Of folds
    /// their mean.
    pub law: Option<Wrong>,
    /// The step at which training stopped by itself; then all values are NaN.
    pub diverged: Option<u64>,
}

impl Measured {
    /// The same with NaN in place of every value.
    #[must_use]
    pub fn without_values(self) -> Measured {
        let none = Wrong { loss: f64::NAN, error: f64::NAN };
        Measured {
            train: none,
            held_out: self.held_out.map(|_| none),
            folds: self.folds.map(|_| (none, none)),
            law: self.law.map(|_| none),
            ..self
        }
    }
}

/// Loss against capacity.
#[derive(Clone, Debug)]
pub struct Sweep<'a> {
    /// What is varied.
    pub vary: Vary,
    /// While the number of layers varies, the neurons in each; while the width does, the number of layers.
    pub fixed: usize,
    /// All capacities that are or will be measured, from small to great; empty before the first sweep.
    pub capacities: &'a [usize],
    /// What was measured so far, in the order of `capacities`.
    pub results: &'a [Measured],
    /// For how many steps each model is trained.
    pub steps: u32,
    /// How many folds the points are dealt into; 0 where the held-out points judge.
    pub folds: usize,
    /// Trainings that are done.
    pub trained: usize,
    /// Trainings that there are in all: one for each capacity and fold.
    pub trainings: usize,
    /// More is being measured.
    pub measuring: bool,
    /// Points or recipe are others by now.
    pub outdated: bool,
    /// Which of the capacities is that of today's model.
    pub today: Option<usize>,
    /// Which of the results the pointer or the keyboard reads.
    pub reading: Option<usize>,
}

impl Sweep<'_> {
    /// The index of the result that is least by this measure. What is not finite is passed over; of equals the first counts.
    pub fn least(&self, of: fn(&Measured) -> Option<f64>) -> Option<usize> {
        let mut least: Option<(usize, f64)> = None;
        for (i, result) in self.results.iter().enumerate() {
            if let Some(value) = of(result).filter(|value| value.is_finite())
                && least.is_none_or(|(_, before)| value < before)
            {
                least = Some((i, value));
            }
        }
        least.map(|(i, _)| i)
    }

    /// The index of the result with the least held-out loss.
    pub fn best(&self) -> Option<usize> {
        self.least(|result| result.held_out.map(|wrong| wrong.loss))
    }
}

/// Everything that can be seen, at one moment.
#[derive(Clone, Debug)]
pub struct Snapshot<'a> {
    /// Data and fit.
    pub fit: Fit<'a>,
    /// Loss surface.
    pub surface: Surface<'a>,
    /// Loss over steps.
    pub losses: Losses<'a>,
    /// Inside the model.
    pub layers: Layers<'a>,
    /// Loss against capacity.
    pub sweep: Sweep<'a>,
}
