//! Planes of two classes made by hand: the ordinary, the crowded, the empty and the diverged.

use super::world::{noise, span};
use kittengrad::view::*;

/// Everything that the view borrows.
#[derive(Clone)]
pub struct World {
    pub samples: Vec<Sample>,
    pub selected: Option<usize>,
    pub x: Span,
    pub y: Span,
    pub map: Option<(usize, Vec<f32>)>,
    pub exam: bool,
    pub ghosts: Vec<GhostMap>,
    pub before: Option<GhostMap>,
    pub other: Option<GhostMap>,
    pub bends: Vec<Vote>,
    pub held: Option<usize>,
    pub line: Option<Parting>,
    pub asked: Option<Asked>,
    pub pointer: Pointer,
    pub quantity: Quantity<'static>,
}

/// Three lines that fence the cats in, their votes summed.
pub fn logit(x: f64, y: f64) -> f64 {
    let votes = [(1.1, 0.9, -6.6), (-1.35, 0.75, 5.6), (0.2, -1.5, 10.3)].map(|(a, b, c)| (a * x + b * y + c).tanh());
    3.6 * votes.iter().sum::<f64>() - 6.4
}

/// So many animals of each kind, cats first.
fn animals(cats: usize, others: usize) -> World {
    let clouds = [
        (Group::Positive, 4.6, 5.2, 1.5, 1.3, cats),
        (Group::First, 2.1, 1.9, 1.6, 1.3, others),
        (Group::Second, 8.3, 3.6, 1.4, 2.2, others),
        (Group::Third, 4.4, 8.8, 1.9, 0.8, others),
    ];
    let mut samples = Vec::new();
    for (k, (group, x, y, wide, tall, count)) in clouds.into_iter().enumerate() {
        for i in 0..count {
            let of = |j: usize| (noise(900 * k + 2 * i + j) + noise(4000 + 900 * k + 2 * i + j)) / 1.3;
            let (x, y) = (x + wide * of(0), y + tall * of(1));
            samples.push(Sample { x, y, group, held_out: i % 5 == 4, logit: logit(x, y) });
        }
    }
    World {
        samples,
        selected: None,
        x: span(0.0, 10.0),
        y: span(0.0, 10.0),
        map: None,
        exam: true,
        ghosts: Vec::new(),
        before: None,
        other: None,
        bends: Vec::new(),
        held: None,
        line: None,
        asked: None,
        pointer: Pointer::Away,
        quantity: Quantity::Animals,
    }
    .with_map(24, logit)
}

fn answer(of: &GhostMap) -> AnswerMap<'_> {
    AnswerMap { side: of.side, logits: &of.logits }
}

impl World {
    pub fn with_map(mut self, side: usize, logit: impl Fn(f64, f64) -> f64) -> World {
        let at = |s: Span, i: usize| s.lo + (s.hi - s.lo) * i as f64 / (side - 1) as f64;
        let cells = (0..side * side).map(|i| logit(at(self.x, i % side), at(self.y, i / side)) as f32);
        self.map = Some((side, cells.collect()));
        self
    }

    /// A run pinned under this letter, with such a boundary.
    pub fn with_ghost(mut self, letter: usize, logit: impl Fn(f64, f64) -> f64) -> World {
        let World { map: Some((side, logits)), .. } = self.clone().with_map(12, logit) else { return self };
        self.ghosts.push(GhostMap { letter, side, logits });
        self
    }

    fn asking(mut self, x: f64, y: f64) -> World {
        self.asked = Some(Asked { x, y, logit: logit(x, y) });
        self
    }

    pub fn classes(&self) -> Classes<'_> {
        Classes {
            samples: &self.samples,
            selected: self.selected,
            x: self.x,
            y: self.y,
            map: self.map.as_ref().map(|(side, logits)| AnswerMap { side: *side, logits }),
            exam: self.exam,
            ghosts: &self.ghosts,
            before: self.before.as_ref().map(answer),
            other: self.other.as_ref().map(|other| OtherMap { map: answer(other), bends: false, trained: true }),
            bends: &self.bends,
            held: self.held,
            line: self.line,
            asked: self.asked,
            pointer: self.pointer,
            quantity: self.quantity.clone(),
        }
    }

    pub fn view(&self) -> View<'_> {
        View::Classes(self.classes())
    }
}

pub const BEST: Parting = Parting { across: (-0.6, 0.9), offset: -1.2, right: 0.753 };

pub fn cats() -> World {
    let mut w = animals(18, 8).asking(6.6, 6.9);
    w.samples.iter_mut().for_each(|sample| sample.held_out = false);
    w
}

pub fn examined() -> World {
    let mut w = animals(12, 7).asking(7.6, 1.3);
    (w.line, w.selected) = (Some(BEST), Some(3));
    w
}

/// Two rings of inputs between −6 and 6.
fn rings(count: usize) -> World {
    let round = |x: f64, y: f64| 3.0 - 0.55 * (x * x + y * y).sqrt() * 1.6 + 0.3 * x;
    let mut w = animals(0, 0);
    (w.x, w.y, w.quantity) = (span(-6.0, 6.0), span(-6.0, 6.0), Quantity::Inputs);
    for i in 0..count {
        let (turn, far) = (i as f64 * 2.399, if i % 2 == 0 { 1.6 } else { 4.6 } + 0.9 * noise(i));
        let (x, y) = (far * turn.cos(), far * turn.sin());
        let group = if i % 2 == 0 { Group::Positive } else { Group::First };
        w.samples.push(Sample { x, y, group, held_out: i % 4 == 3, logit: round(x, y) });
    }
    w.with_map(24, round)
}

fn diverged() -> World {
    let mut w = cats().with_map(20, |x, y| if x + y > 11.0 { f64::NAN } else { logit(x, y) });
    w.samples.iter_mut().for_each(|sample| sample.logit = f64::NAN);
    w.asked = w.asked.map(|asked| Asked { logit: f64::NAN, ..asked });
    w
}

/// Every world, by its name.
pub fn worlds() -> Vec<(&'static str, World)> {
    let mut all = vec![("cats", cats()), ("examined", examined()), ("rings", rings(90)), ("diverged", diverged())];
    let mut with = |name: &'static str, mut w: World, change: &dyn Fn(&mut World)| {
        change(&mut w);
        all.push((name, w));
    };
    with("empty", animals(0, 0), &|w| {
        w.map = None;
        (w.x, w.y) = (span(f64::INFINITY, f64::NEG_INFINITY), span(0.0, 0.0));
    });
    with("one", animals(1, 0), &|w| {
        let sample = w.samples[0];
        (w.x, w.y) = (span(sample.x, sample.x), span(sample.y, sample.y));
    });
    with("cats-only", animals(30, 0), &|_| {});
    with("no-cats", animals(0, 9), &|_| {});
    with("throng", animals(500, 500), &|w| w.line = Some(BEST));
    with(
        "pinned",
        cats().with_ghost(0, |x, y| 0.8 * x - y + 0.9).with_ghost(2, |x, y| 2.0 - (x - 5.0).hypot(y - 5.0)),
        &|w| {
            w.samples.retain(|s| s.x < 9.0);
        },
    );
    with("pinned-wild", cats().with_ghost(1, |_, _| f64::NAN).with_ghost(3, |x, _| 1e38 * (x - 5.0)), &|w| {
        w.ghosts[0].side = 0;
        let none = GhostMap { letter: 9, side: 3, logits: Vec::new() };
        w.ghosts.push(none);
    });
    with("no-map", cats(), &|w| w.map = None);
    with(
        "beside",
        cats().with_ghost(0, |x, y| 2.0 - (x - 5.0).hypot(y - 5.0)).with_ghost(0, |x, y| x + y - 11.0),
        &|w| {
            (w.other, w.before) = (w.ghosts.pop(), w.ghosts.pop());
            (w.bends, w.held) = (super::votes::fence().of, Some(1));
        },
    );
    with("no-exam", examined(), &|w| w.exam = false);
    with("all-wrong", animals(30, 30), &|w| w.samples.iter_mut().for_each(|s| s.logit = -s.logit));
    with("throng-wrong", animals(500, 500), &|w| w.samples.iter_mut().for_each(|s| s.logit = -s.logit));
    with("surely-not", cats().with_map(16, |_, _| -3.0), &|_| {});
    with("nowhere", cats().with_map(16, |_, _| f64::NAN), &|_| {});
    with("saturated", cats().with_map(16, |x, y| 1e38 * logit(x, y)), &|_| {});
    with("wild", rings(400), &|w| {
        w.line = Some(Parting { across: (0.0, 0.0), offset: f64::NAN, right: f64::NAN });
        w.map = Some((7, vec![0.0; 3]));
        w.samples[7].x = f64::NAN;
        w.samples[8].y = 1e300;
        w.selected = Some(7);
        w.pointer = Pointer::Over(Part::Point(9999));
        w.asked = Some(Asked { x: f64::NAN, y: 1e9, logit: 0.0 });
    });
    with("named", rings(60), &|w| {
        w.quantity =
            Quantity::Named("temperature of the water in the glass, °C", "<growth> & \"yield\" of the whole field");
        w.line = Some(Parting { across: (1e-9, 4.0), offset: 1.0, right: 1.0 });
        w.pointer = Pointer::Holds(Part::Probe);
        w.asked = Some(Asked { x: 1.0, y: -1.0, logit: 40.0 });
    });
    for (name, x, y) in [("left-top", 0.0, 10.0), ("right-top", 10.0, 10.0), ("left", 0.0, 0.0), ("right", 10.0, 0.0)] {
        with(name, cats(), &|w| *w = w.clone().asking(x, y));
    }
    with("held", cats(), &|w| (w.pointer, w.selected) = (Pointer::Holds(Part::Point(2)), Some(2)));
    with("hovered", cats(), &|w| w.pointer = Pointer::Over(Part::Point(5)));
    all
}

/// Everything that the view of a network of two inputs borrows.
#[derive(Clone)]
pub struct Net {
    pub widths: Vec<usize>,
    pub side: usize,
    pub relu: bool,
    pub responses: Vec<f32>,
    pub at: Option<(f64, f64)>,
    pub at_probe: Vec<f32>,
    pub dead: Vec<bool>,
    pub parameters: Vec<f32>,
    pub selected: Option<(usize, usize)>,
    pub inputs: Vec<Input>,
}

/// Inputs between −6 and 6.
const SIX: Span = Span { lo: -6.0, hi: 6.0 };

/// A network of the first so many features, with these hidden layers.
pub fn net(inputs: usize, hidden: &[usize], relu: bool) -> Net {
    use Input::*;
    let inputs = [X1, X2, X1Squared, X2Squared, Product, Sin1, Sin2][..inputs].to_vec();
    let widths: Vec<usize> = [inputs.len()].iter().chain(hidden).chain(&[1]).copied().collect();
    let parameters: usize = widths.windows(2).map(|pair| pair[1] * (pair[0] + 1)).sum();
    let count: usize = widths.iter().sum();
    let mut net = Net {
        side: 12,
        relu,
        responses: Vec::new(),
        at: Some((2.5, -1.5)),
        at_probe: Vec::new(),
        dead: (0..count).map(|i| relu && i % 7 == 5).collect(),
        parameters: (0..parameters).map(|i| (1.7 * noise(40 + i)) as f32).collect(),
        selected: None,
        inputs,
        widths,
    };
    let at = |i: usize| SIX.lo + (SIX.hi - SIX.lo) * i as f64 / (net.side - 1) as f64;
    let cells: Vec<Vec<f32>> =
        (0..net.side * net.side).map(|i| net.answers(at(i % net.side), at(i / net.side))).collect();
    net.responses = (0..count).flat_map(|neuron| cells.iter().map(move |cell| cell[neuron])).collect();
    net.at_probe = net.answers(2.5, -1.5);
    net
}

impl Net {
    /// What each neuron says at a place.
    fn answers(&self, x: f64, y: f64) -> Vec<f32> {
        let given = self.inputs.iter().map(|feature| match feature {
            Input::X1 => x,
            Input::X2 => y,
            Input::X1Squared => x * x,
            Input::X2Squared => y * y,
            Input::Product => x * y,
            Input::Sin1 => x.sin(),
            Input::Sin2 => y.sin(),
        });
        let mut all: Vec<f32> = given.map(|v| v as f32).collect();
        let (mut from, mut before) = (0, 0);
        for (column, pair) in self.widths.windows(2).enumerate() {
            let (inputs, outputs) = (pair[0], pair[1]);
            for to in 0..outputs {
                let weights = &self.parameters[from + to * inputs..][..inputs];
                let bias = self.parameters[from + outputs * inputs + to];
                let sum: f32 = weights.iter().zip(&all[before..before + inputs]).map(|(w, a)| w * a * 0.6).sum();
                let z = sum + bias;
                let value = match column + 2 == self.widths.len() {
                    true => 3.0 * z,
                    false if self.relu => z.max(0.0),
                    false => z.tanh(),
                };
                all.push(value);
            }
            before += inputs;
            from += outputs * (inputs + 1);
        }
        all
    }

    pub fn view(&self) -> View<'_> {
        View::Layers(Layers {
            widths: &self.widths,
            x: SIX,
            samples: self.side * self.side,
            responses: &self.responses,
            probe: None,
            at_probe: &self.at_probe,
            dead: &self.dead,
            parameters: &self.parameters,
            frozen: &[],
            selected: self.selected,
            polynomial: false,
            output: None,
            plane: Some(Over { side: self.side, x: SIX, y: SIX, at: self.at }),
            inputs: &self.inputs,
        })
    }
}

/// A bent plane without samples.
pub fn bare() -> Bent<'static> {
    Bent {
        directions: Directions::Two,
        samples: &[],
        grid: &[],
        spans: [span(0.0, 1.0); 3],
        cut: None,
        bend: 1.0,
        straight: false,
        camera: Camera::default(),
        exam: true,
        best: None,
        in_hand: None,
        quantity: Quantity::Animals,
    }
}
