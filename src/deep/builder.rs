//! How a plan is written: each call lists one operation and returns the sheet that it fills.

use super::ops::{Act, AnyLoss, Conv, Flatten, Logistic, MaxOver, MaxPool, Operation, Relu};
use super::parameters::Block;
use super::plan::{Plan, Step};
use super::sheet::Sheet;
use learn::{Activation, Batch, Loss};
use std::rc::Rc;

/// A plan that is being written, for a number of pictures (points, texts) at once.
///
/// Preconditions: a sheet is one of this builder's, and blocks have the sizes that their operation asks for.
#[derive(Debug)]
pub struct Builder {
    count: usize,
    sheets: Vec<Sheet>,
    steps: Vec<Step>,
    wanted: Vec<bool>, // [sheets]: whether its gradient is of use to anyone
    losses: Vec<Sheet>,
    targets: Vec<Batch>,
}

impl Builder {
    /// For `count` pictures at once, at least one. Multiples of 8 waste nothing.
    pub fn new(count: usize) -> Builder {
        Builder {
            count: count.max(1),
            sheets: Vec::new(),
            steps: Vec::new(),
            wanted: Vec::new(),
            losses: Vec::new(),
            targets: Vec::new(),
        }
    }

    /// An input of `rows` channels, to be filled from outside. Its gradient is not computed.
    pub fn input(&mut self, rows: usize, height: usize, width: usize) -> Sheet {
        self.sheet(rows, height, width, false)
    }

    /// An input whose gradient is computed, too.
    pub fn input_with_gradient(&mut self, rows: usize, height: usize, width: usize) -> Sheet {
        self.sheet(rows, height, width, true)
    }

    /// `z = W x + b` at each column. The block is `[units][rows of x]`.
    pub fn linear(&mut self, x: Sheet, block: Block) -> Sheet {
        debug_assert_eq!(block.columns, x.rows);
        self.conv(x, block, 1)
    }

    /// A convolution without padding: filters of k × k slide over each picture. The block is `[filters][rows of x · k · k]`.
    pub fn conv(&mut self, x: Sheet, block: Block, k: usize) -> Sheet {
        debug_assert_eq!(block.columns, x.rows * k * k);
        debug_assert!(x.height >= k && x.width >= k);
        let conv = Conv::new(x.rows, (x.height, x.width), k, x.stride());
        self.step(Rc::new(conv), x, Some(block), (block.rows, x.height + 1 - k, x.width + 1 - k))
    }

    /// The maximum of each K × K places, which do not overlap; what is left over at the right and below is dropped.
    pub fn max_pool<const K: usize>(&mut self, x: Sheet) -> Sheet {
        debug_assert!(K > 0 && x.height >= K && x.width >= K);
        let pool = MaxPool::<K> { height: x.height, width: x.width, stride: x.stride() };
        self.step(Rc::new(pool), x, None, (x.rows, x.height / K, x.width / K))
    }

    /// The maximum over all places of each picture.
    pub fn max_over(&mut self, x: Sheet) -> Sheet {
        self.step(Rc::new(MaxOver { stride: x.stride() }), x, None, (x.rows, 1, 1))
    }

    /// `a = max(z, 0)` of every number.
    pub fn relu(&mut self, z: Sheet) -> Sheet {
        self.step(Rc::new(Relu), z, None, (z.rows, z.height, z.width))
    }

    /// `a = f(z)` of every number, for any f of `learn`'s.
    pub fn act(&mut self, z: Sheet, activation: Activation) -> Sheet {
        self.step(Rc::new(Act(activation)), z, None, (z.rows, z.height, z.width))
    }

    /// All places of a picture as rows: `[rows][places]` becomes `[rows · places][1]`.
    pub fn flatten(&mut self, x: Sheet) -> Sheet {
        self.step(Rc::new(Flatten), x, None, (x.rows * x.places(), 1, 1))
    }

    /// A loss of `learn`, the mean over all columns; the loss of a plan is the sum of these. The sheet has the value in its first cell.
    ///
    /// Targets are as `learn::Batch` has them, one row for each row of the prediction, but for the cross-entropy one row
    /// with the numbers of the classes. Where there are several places, `count` is a multiple of 4.
    pub fn loss(&mut self, prediction: Sheet, loss: Loss) -> Sheet {
        let rows = if loss == Loss::CrossEntropy { 1 } else { prediction.rows };
        let target = self.target(prediction, rows);
        self.judge(Rc::new(AnyLoss { loss, target }), prediction)
    }

    /// [`Loss::Logistic`], likewise.
    pub fn logistic(&mut self, prediction: Sheet) -> Sheet {
        let target = self.target(prediction, prediction.rows);
        self.judge(Rc::new(Logistic { target }), prediction)
    }

    fn target(&mut self, prediction: Sheet, rows: usize) -> usize {
        let points = if prediction.places() == 1 { prediction.count } else { prediction.columns() };
        self.targets.push(Batch::new(0, rows, points));
        self.targets.len() - 1
    }

    fn judge(&mut self, loss: Rc<dyn Operation>, prediction: Sheet) -> Sheet {
        let sheet = self.step(loss, prediction, None, (1, 1, 1));
        self.losses.push(sheet);
        sheet
    }

    /// The plan, with room for all of its numbers.
    pub fn finish(self) -> Plan {
        let Builder { sheets, steps, wanted, losses, targets, .. } = self;
        Plan::new(sheets, steps, wanted, (losses, targets))
    }

    fn step(
        &mut self,
        operation: Rc<dyn Operation>,
        x: Sheet,
        block: Option<Block>,
        shape: (usize, usize, usize),
    ) -> Sheet {
        let (rows, height, width) = shape;
        let wanted = block.is_some() || self.wanted[x.id];
        let output = self.sheet(rows, height, width, wanted);
        self.steps.push(Step { operation, inputs: vec![x], block, output });
        output
    }

    fn sheet(&mut self, rows: usize, height: usize, width: usize, wanted: bool) -> Sheet {
        let start = self.sheets.last().map_or(0, |last| last.range().end);
        let sheet = Sheet { id: self.sheets.len(), rows, height, width, count: self.count, start };
        self.sheets.push(sheet);
        self.wanted.push(wanted);
        sheet
    }
}
