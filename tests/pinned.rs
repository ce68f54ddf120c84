//! Training is the same on every machine and for ever: hashes of whole runs, bit for bit.
//!
//! A hash that changes means that links made before would show another run. So none is changed in passing.

use kittengrad::learn::training::RngStreams;
use kittengrad::learn::{
    Activation, Batch, Dropout, Init, Loss, Optimizer, Penalty, Recipe, Schedule, Shape, Training, Workspace, backward,
    forward, gradient_descent, initialize, mse,
};
use rand_core::SeedableRng;
use rand_pcg::Pcg64Mcg;

/// A network of layers that fill no block evenly, on 30 points of a wave, at its random start.
struct Run {
    shape: Shape,
    batch: Batch,
    ws: Workspace,
    parameters: Vec<f32>,
}

impl Run {
    fn new(activation: Activation) -> Run {
        let shape = Shape::network(2, &[8, 5, 3], activation, 1);
        let mut batch = Batch::new(2, 1, 30);
        for p in 0..30 {
            let x = [0, 1].map(|i| ((p * (37 + 11 * i) + 5) % 101) as f64 / 50.0 - 1.0);
            (batch.input_mut(0)[p], batch.input_mut(1)[p]) = (x[0] as f32, x[1] as f32);
            batch.target_mut(0)[p] = libm::sin(3.0 * x[0]) as f32;
        }
        let mut parameters = vec![0.0; shape.parameter_count()];
        initialize(&shape, Init::Xavier, &mut Pcg64Mcg::seed_from_u64(7), &mut parameters);
        Run { ws: Workspace::new(&shape, &batch), parameters, batch, shape }
    }

    fn loss(&mut self) -> f32 {
        forward(&self.parameters, &self.batch, &mut self.ws);
        mse(&self.batch, &self.ws)
    }
}

/// FNV-1a over the bits.
fn hash(values: &[f32]) -> u64 {
    values
        .iter()
        .flat_map(|v| v.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn runs_are_the_same_bits_everywhere_and_for_ever() {
    let pinned = [
        (Activation::Linear, 0x2841_7977_4d24_38fd),
        (Activation::Relu, 0x7f76_e126_b0e9_487c),
        (Activation::LeakyRelu, 0xe067_827d_eb6f_a40d),
        (Activation::Tanh, 0x0757_4ffb_e634_6565),
        (Activation::Sigmoid, 0xb6dc_368b_16b9_afbe),
        (Activation::Elu, 0x03b2_9437_9b32_68f8),
        (Activation::Gelu, 0x4982_6351_31ce_d1e3),
        (Activation::Silu, 0xf780_eadc_86d4_1bb1),
        (Activation::Sine, 0xbde5_f16d_2200_f038),
    ];
    let found = pinned.map(|(activation, _)| {
        let hashes = [0, 1].map(|_| {
            let mut run = Run::new(activation);
            let (before, mut gradients) = (run.loss(), vec![0.0; run.parameters.len()]);
            for _ in 0..1000 {
                forward(&run.parameters, &run.batch, &mut run.ws);
                backward(&run.parameters, &run.batch, Loss::MeanSquared, &mut run.ws, &mut gradients);
                gradient_descent(&mut run.parameters, &gradients, 0.05);
            }
            assert!(run.loss() < before, "{activation:?} does not learn");
            hash(&run.parameters)
        });
        assert_eq!(hashes[0], hashes[1]);
        (activation, hashes[0])
    });
    assert_eq!(found, pinned, "links made before this change would show another run");
}

#[test]
fn every_way_of_descending_is_the_same_bits_for_ever() {
    let pinned = [
        (Optimizer::Descent, 0x9378_24d6_54dc_2159),
        (Optimizer::Momentum { momentum: 0.9 }, 0x7942_c36c_9e15_6ce0),
        (Optimizer::Nesterov { momentum: 0.9 }, 0x639c_014e_1fbc_5b36),
        (Optimizer::RmsProp, 0x7c26_48f3_bda2_19e7),
        (Optimizer::Adam, 0xd841_3626_e416_a3b0),
    ];
    let found = pinned.map(|(optimizer, _)| {
        let mut run = Run::new(Activation::Tanh);
        let before = run.loss();
        let recipe = Recipe {
            optimizer,
            loss: Loss::Huber,
            penalty: Penalty::L2 { strength: 1e-4 },
            dropout: Dropout { rate: 0.05 },
            learning_rate: 0.004,
            schedule: Schedule::Cosine { over: 1500 },
            batch_size: Some(7),
        };
        let mut training = Training::new(&run.shape, &run.batch);
        let mut chance = RngStreams { order: Pcg64Mcg::seed_from_u64(1), dropout: Pcg64Mcg::seed_from_u64(2) };
        for _ in 0..1000 {
            training.step_by(&recipe, &mut run.parameters, &run.batch, &mut run.ws, &mut chance);
        }
        assert!(run.loss() < before, "{optimizer:?} does not learn");
        (
            optimizer,
            hash(
                &[&run.parameters[..], training.optimizer_state().velocity(), training.optimizer_state().squares()]
                    .concat(),
            ),
        )
    });
    assert_eq!(found, pinned, "links made before this change would show another run");
}
