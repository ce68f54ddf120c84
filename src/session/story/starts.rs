//! With which settings the chapters begin, and what they are set to beside the defaults.

use crate::data::{Law, Pattern};
use crate::learn::{Activation, Init};
use crate::session::settings::{Dataset, Model, OptimizerKind, PenaltyKind, Settings};

/// The learning rate with which the descent begins.
pub const FIRST_RATE: f64 = 0.1;
/// In tens of km the valley of the descent is a mild one; in km it is a ravine.
pub const MILD_UNIT: u32 = 10;
/// The seed of the animals that are shown: here one line gets 67 % right, two 88 %, three 98 %.
const CATS_SEED: u32 = 13;

/// Twelve houses, and a line.
pub fn line(settings: &mut Settings) {
    settings.dataset = Dataset::Law(Law::Town);
    settings.points = 12;
    settings.noise = 0.19;
    settings.held_out = 0.0;
    settings.seed = 3;
    settings.model = Model::Line;
    settings.learning_rate = 0.05;
}

/// The same in plain units, price in thousands and distance in tens of km, so that every number can be checked by hand.
pub fn valley(settings: &mut Settings) {
    line(settings);
    settings.standardize = false;
    settings.x_unit = MILD_UNIT;
    settings.learning_rate = FIRST_RATE;
}

/// Sixteen noisy houses, four of them kept for the exam, and a network without hidden layers. Measured over twenty seeds: with
/// two and three layers it learns its own by heart each time, and each cure cures.
pub fn few_houses(settings: &mut Settings) {
    settings.dataset = Dataset::Law(Law::Town);
    settings.points = 16;
    settings.held_out = 0.25;
    settings.noise = 0.19;
    settings.model = Model::Network;
    settings.layers = Vec::new();
    settings.activation = Activation::Gelu;
    settings.init = Init::He;
    settings.optimizer = OptimizerKind::Adam;
    settings.learning_rate = 0.02;
}

/// Twenty houses whose prices fall along a curve, and one neuron, in units in which every number can be checked by hand: tens of
/// km, and hundreds of thousands.
pub fn one_neuron(settings: &mut Settings) {
    settings.dataset = Dataset::Law(Law::Houses);
    settings.points = 20;
    settings.noise = 0.05;
    settings.held_out = 0.0;
    settings.standardize = false;
    settings.x_unit = MILD_UNIT;
    settings.y_unit = 100;
    settings.model = Model::Network;
    settings.layers = vec![1];
    settings.activation = Activation::Relu;
    settings.optimizer = OptimizerKind::Adam;
    settings.learning_rate = 0.02;
}

/// Animals by two measures, cats in the middle of the others, and one neuron. Over forty seeds the best line gets at most 77 %
/// right; three neurons get at least 95 % within 1,200 steps on 39 of them, and two, which can bend as one wedge, on 12. A little
/// weight decay keeps weights small: without it the loss falls for ever, lines drift out of the picture and the fence opens; with
/// it the run comes to rest after some 2,900 steps, with a closed fence on 36 of 40.
pub fn animals(settings: &mut Settings) {
    settings.dataset = Dataset::Pattern(Pattern::Cats);
    settings.points = 120;
    settings.held_out = 0.0;
    settings.seed = CATS_SEED;
    settings.model = Model::Network;
    settings.layers = vec![1];
    settings.activation = Activation::Tanh;
    settings.optimizer = OptimizerKind::Adam;
    settings.learning_rate = 0.03;
    settings.penalty = PenaltyKind::L2;
    settings.penalty_strength = 1e-3;
}

/// One house and a network of five neurons, in units in which a pocket calculator can follow: tens of km, and hundreds
/// of thousands.
pub fn one_house(settings: &mut Settings) {
    settings.dataset = Dataset::Law(Law::Houses);
    settings.points = 1;
    settings.held_out = 0.0;
    settings.standardize = false;
    settings.x_unit = MILD_UNIT;
    settings.y_unit = 100;
    settings.model = Model::Network;
    settings.layers = vec![2, 2];
    settings.activation = Activation::Relu;
    settings.optimizer = OptimizerKind::Descent;
    settings.learning_rate = 0.004;
}

/// The house of the walk: at so many km, sold for so many thousands.
pub const HOUSE: (f64, f64) = (12.0, 610.0);
/// Its network, chosen so that every number on the way has two digits: 1.2 becomes 1.0 and 1.4, then 3.0 and 1.0, then 4.9.
pub const SMALL_NETWORK: [f32; 13] = [0.5, -0.5, 0.4, 2.0, 0.8, 1.5, -0.6, 1.0, 0.1, 0.2, 1.5, 0.5, -0.1];

/// Neurons of the wide network: with one layer of 64 it has 193 numbers, the deep one 196.
pub const WIDE: usize = 64;

/// Houses along a railway, and seven layers of five, which sigmoid keeps from learning. Over twenty seeds, at 2,000 steps: with
/// sigmoid the wide one wins 19 races, with ReLU and He the deep one 12.
pub fn railway(settings: &mut Settings) {
    settings.dataset = Dataset::Law(Law::Railway);
    settings.points = 48;
    settings.noise = 0.1;
    settings.held_out = 0.25;
    settings.model = Model::Network;
    settings.layers = vec![5; 7];
    settings.activation = Activation::Sigmoid;
    settings.init = Init::Xavier;
    settings.optimizer = OptimizerKind::Adam;
    settings.learning_rate = 0.01;
}
