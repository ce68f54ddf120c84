//! A plan at work: forward through its operations, and backward through the same ones in the other order.

use super::ops::{Operation, Seen};
use super::parameters::{Block, Parameters};
use super::poke::Poke;
use super::sheet::Sheet;
use learn::Batch;
use std::rc::Rc;

/// One operation of the list.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub operation: Rc<dyn Operation>,
    pub inputs: Vec<Sheet>,
    pub block: Option<Block>,
    pub output: Sheet,
}

/// Operations, and the numbers that pass through them. All memory is taken when it is made: a pass allocates nothing.
#[derive(Clone, Debug)]
pub struct Plan {
    sheets: Vec<Sheet>,
    steps: Vec<Step>,
    /// All sheets one after the other, each `[rows][columns]`; below likewise.
    values: Vec<f32>,
    gradients: Vec<f32>,
    wanted: Vec<bool>,  // [sheets]: whether a gradient is computed at all
    reached: Vec<bool>, // [sheets]: whether the present pass backward has come there
    spare: Vec<f32>,    // for a sheet's gradient on its way to be added to another
    scratch: Vec<f32>,  // for a block, likewise, and as operations need it
    losses: Vec<Sheet>,
    targets: Vec<Batch>,
    pokes: Vec<Poke>,
}

impl Plan {
    pub(crate) fn new(
        sheets: Vec<Sheet>,
        steps: Vec<Step>,
        wanted: Vec<bool>,
        (losses, targets): (Vec<Sheet>, Vec<Batch>),
    ) -> Plan {
        let length = sheets.last().map_or(0, |last| last.range().end);
        let blocks = steps.iter().filter_map(|step| step.block).map(|block| block.all().len());
        let scratch = blocks.max().unwrap_or_default();
        let spare = sheets.iter().map(Sheet::size).max().unwrap_or_default();
        Plan {
            reached: vec![false; sheets.len()],
            values: vec![0.0; length],
            gradients: vec![0.0; length],
            spare: vec![0.0; spare],
            scratch: vec![0.0; scratch],
            pokes: Vec::new(),
            sheets,
            steps,
            wanted,
            losses,
            targets,
        }
    }

    /// Fills all sheets but the inputs.
    pub fn forward(&mut self, parameters: &Parameters) {
        for step in &self.steps {
            let (below, above) = self.values.split_at_mut(step.output.start);
            let y = &mut above[..step.output.size()];
            step.operation.forward(&seen(step, parameters.values(), below, &self.targets), y);
            for poke in &self.pokes {
                poke.hold(&step.output, y);
            }
        }
    }

    /// The gradient of `share` times the loss, after [`Plan::forward`]: that of every sheet is set, and that of every
    /// parameter is added to what is there.
    ///
    /// The loss is a mean over the pictures of this plan, so a step on four times as many is four passes of share ¼.
    pub fn backward(&mut self, parameters: &mut Parameters, share: f32) {
        self.reached.fill(false);
        for loss in &self.losses {
            let seed = &mut self.gradients[loss.range()];
            seed.fill(0.0);
            seed[0] = share;
            self.reached[loss.id] = true;
        }
        self.down(parameters);
    }

    /// The gradient of one cell, in place of the loss: how it depends on everything below it.
    pub fn backward_from(&mut self, parameters: &mut Parameters, sheet: Sheet, row: usize, column: usize) {
        self.reached.fill(false);
        let seed = &mut self.gradients[sheet.range()];
        seed.fill(0.0);
        if let Some(cell) = seed.get_mut(row * sheet.columns() + column) {
            *cell = 1.0;
        }
        self.reached[sheet.id] = true;
        self.down(parameters);
    }

    /// The chain rule from what is reached down to the inputs, step by step. Where a sheet is used several times, its
    /// gradients add up.
    fn down(&mut self, parameters: &mut Parameters) {
        let (values, slopes) = parameters.split();
        for step in self.steps.iter().rev().filter(|step| self.wanted[step.output.id]) {
            if !self.reached[step.output.id] {
                continue;
            }
            let (below, above) = self.gradients.split_at_mut(step.output.start);
            let dy = &mut above[..step.output.size()];
            for poke in &self.pokes {
                poke.stop(&step.output, dy);
            }
            let (y, seen) = (&self.values[step.output.range()], seen(step, values, &self.values, &self.targets));
            if let Some(block) = step.block {
                let new = &mut self.scratch[..block.all().len()];
                step.operation.backward_parameters(&seen, dy, new);
                add(new, &mut slopes[block.all()]);
            }
            for (n, input) in step.inputs.iter().enumerate().filter(|(_, input)| self.wanted[input.id]) {
                let dx = &mut below[input.range()];
                if std::mem::replace(&mut self.reached[input.id], true) {
                    let new = &mut self.spare[..dx.len()];
                    step.operation.backward_input(n, &seen, (y, dy), new, &mut self.scratch);
                    add(new, dx);
                } else {
                    step.operation.backward_input(n, &seen, (y, dy), dx, &mut self.scratch);
                }
            }
        }
        for (sheet, _) in self.sheets.iter().zip(&self.reached).filter(|(_, reached)| !**reached) {
            self.gradients[sheet.range()].fill(0.0);
        }
    }

    /// The sum of the losses, after [`Plan::forward`].
    pub fn loss(&self) -> f32 {
        self.losses.iter().map(|loss| self.values[loss.start]).sum()
    }

    /// Every sheet, by its number.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// What stands in a sheet, `[rows][columns]`.
    pub fn values(&self, sheet: Sheet) -> &[f32] {
        &self.values[sheet.range()]
    }

    /// ∂L/∂ of each of them, after [`Plan::backward`]; 0 where it was not asked for, or where nothing depends on it.
    pub fn gradient(&self, sheet: Sheet) -> &[f32] {
        &self.gradients[sheet.range()]
    }

    /// An input, `[rows][columns]`, to be filled.
    pub fn input_mut(&mut self, sheet: Sheet) -> &mut [f32] {
        &mut self.values[sheet.range()]
    }

    /// Fills one channel of one picture: `pixels` is `[height][width]`.
    pub fn set_picture(&mut self, sheet: Sheet, row: usize, picture: usize, pixels: &[f32]) {
        let start = row * sheet.columns() + picture;
        let cells = self.values[sheet.range()][start..].iter_mut().step_by(sheet.stride());
        cells.zip(pixels).for_each(|(cell, pixel)| *cell = *pixel);
    }

    /// One channel of one picture, from place to place, `[height][width]`.
    pub fn picture(&self, sheet: Sheet, row: usize, picture: usize) -> impl Iterator<Item = f32> + '_ {
        let start = row * sheet.columns() + picture;
        self.values(sheet)[start..].iter().copied().step_by(sheet.stride()).take(sheet.places())
    }

    /// All channels of the first picture, `[rows][height][width]`.
    pub fn first_picture(&self, sheet: Sheet) -> Vec<f32> {
        self.values(sheet).iter().step_by(sheet.stride()).copied().collect()
    }

    /// ∂L/∂ of each place of it, `[height][width]`.
    pub fn picture_gradient(&self, sheet: Sheet, row: usize, picture: usize) -> impl Iterator<Item = f32> + '_ {
        let start = row * sheet.columns() + picture;
        self.gradient(sheet)[start..].iter().copied().step_by(sheet.stride()).take(sheet.places())
    }

    /// The place (y, x) of the greatest value of a row in a picture, the first one if there are several: where a unit of
    /// [`super::Builder::max_over`] points to in the sheet that it was taken of.
    pub fn winner(&self, sheet: Sheet, row: usize, picture: usize) -> (usize, usize) {
        let mut best = (f32::NEG_INFINITY, 0);
        for (place, value) in self.picture(sheet, row, picture).enumerate() {
            if value > best.0 {
                best = (value, place);
            }
        }
        (best.1 / sheet.width.max(1), best.1 % sheet.width.max(1))
    }

    /// The targets of a loss, of which the inputs are not used. Precondition: the sheet is one that [`super::Builder::loss`]
    /// returned.
    pub fn targets_mut(&mut self, loss: Sheet) -> Option<&mut Batch> {
        let at = self.losses.iter().position(|other| other.id == loss.id)?;
        self.targets.get_mut(at)
    }

    /// What is changed by hand, in force in the passes that follow; where two are of one cell, the later one counts.
    pub fn pokes_mut(&mut self) -> &mut Vec<Poke> {
        &mut self.pokes
    }
}

/// What an operation sees: its own parameters, and the sheets below it.
fn seen<'a>(step: &'a Step, parameters: &'a [f32], values: &'a [f32], targets: &'a [Batch]) -> Seen<'a> {
    let (weights, biases) = match step.block {
        Some(block) => (&parameters[block.weights()], &parameters[block.biases()]),
        None => (&[][..], &[][..]),
    };
    Seen { weights, biases, inputs: &step.inputs, values, targets }
}

/// `sum += new`.
fn add(new: &[f32], sum: &mut [f32]) {
    sum.iter_mut().zip(new).for_each(|(sum, new)| *sum += *new);
}
