//! A neuron's response over x in a box.

use super::neurons::{Neuron, is_dead};
use crate::scene::frame::Frame;
use crate::scene::geometry::{Px, Rect};
use crate::scene::pen::Pen;
use crate::text::quantity::told;
use crate::text::{Lang, labels, number};
use crate::view::{Layers, Quantity, Span};

/// A neuron's response over x in a box, with the line of zero and the probe's place on it; a cross when it is dead.
pub(super) struct Response<'a> {
    /// Which neuron's.
    pub neuron: Neuron,
    /// Its activation at each sample.
    pub values: &'a [f32],
    /// The activation at the probe.
    at_probe: Option<f64>,
    /// What it measures as y, if that is known.
    quantity: Option<&'a Quantity<'a>>,
    /// It is a ReLU that is zero at every training point.
    pub dead: bool,
    /// The least and the greatest value that the box shows.
    pub scale: (f64, f64),
    /// How far along the box the probe is, 0 to 1.
    probe: Option<f64>,
    /// The box.
    pub place: Rect,
}

/// The parts of a response, the lowest first. They are drawn part by part and not box by box: a browser is quicker when
/// colours do not alternate.
pub(super) const PARTS: [fn(&Response, &Pen); 4] = [
    |response, pen| response.draw_zero(pen),
    |response, pen| response.draw_curve(pen),
    |response, pen| response.draw_halo(pen),
    |response, pen| response.draw_dot(pen),
];

impl<'a> Response<'a> {
    /// The response of a neuron in a box. `scale` is the range of values that the tiles of its column show.
    pub fn new(view: &'a Layers<'a>, neuron: Neuron, scale: (f32, f32), place: Rect) -> Self {
        let from = neuron.index.saturating_mul(view.samples);
        let along = |x: f64| (x - view.x.lo) / (view.x.hi - view.x.lo);
        Response {
            neuron,
            values: view.responses.get(from..from.saturating_add(view.samples)).unwrap_or_default(),
            at_probe: view.at_probe.get(neuron.index).map(|&a| f64::from(a)),
            quantity: view.output.as_ref().filter(|_| neuron.column + 1 == view.widths.len()),
            dead: is_dead(view, neuron),
            scale: (scale.0.into(), scale.1.into()),
            probe: view.probe.map(along),
            place,
        }
    }

    /// The activation at the probe, as it is told.
    pub fn told(&self, lang: Lang) -> Option<f64> {
        self.at_probe.map(|a| self.quantity.map_or(a, |quantity| told(a, quantity, lang)))
    }

    /// What is written beside it: the activation at the probe, or that the neuron is dead.
    pub fn label(&self, lang: Lang) -> Option<String> {
        if self.dead {
            return Some(labels::dead(lang).to_owned());
        }
        self.told(lang).map(compact)
    }

    /// A cross, which stands in the place of a neuron that is dead.
    pub fn draw_cross(&self, pen: &Pen) {
        let ((x, y), soft) = (self.place.middle(), pen.colors().soft);
        pen.line(&[(x - 4.0, y - 4.0), (x + 4.0, y + 4.0)], soft, 1.25);
        pen.line(&[(x - 4.0, y + 4.0), (x + 4.0, y - 4.0)], soft, 1.25);
    }

    /// Whether all values are the same.
    fn flat(&self) -> bool {
        let (lo, hi) = self.scale;
        hi - lo <= lo.abs().max(hi.abs()) * 1e-6
    }

    /// Where a value stands, from the top of the picture.
    fn y(&self, value: f64) -> f64 {
        let ((lo, hi), Rect { top, height, .. }) = (self.scale, self.place);
        match self.flat() {
            true if value.is_finite() => top + height / 2.0,
            _ => top + height * (1.0 - (value - lo) / (hi - lo)),
        }
    }

    /// Where the probe is on the curve, if that is in the box.
    fn dot(&self) -> Option<Px> {
        let Rect { left, top, width, height } = self.place;
        let (on, y) = (self.probe?, self.y(self.at_probe?));
        let shown = !self.dead
            && self.scale.0 <= self.scale.1
            && (0.0..=1.0).contains(&on)
            && (top - 2.0..=top + height + 2.0).contains(&y);
        shown.then_some((left + width * on, y))
    }

    fn draw_zero(&self, pen: &Pen) {
        let Rect { left, width, .. } = self.place;
        if !self.dead && !self.flat() && self.scale.0 < 0.0 && self.scale.1 > 0.0 {
            let y = self.y(0.0);
            pen.line(&[(left, y), (left + width, y)], pen.colors().hairline, 1.0);
        }
    }

    fn draw_curve(&self, pen: &Pen) {
        let (c, Rect { left, top, width, height }) = (pen.colors(), self.place);
        if self.dead {
            return self.draw_cross(pen);
        }
        if self.scale.0 > self.scale.1 {
            return;
        }
        let n = self.values.len();
        // A small box cannot show more than one point for every two px.
        let points = n.min(((width / 2.0) as usize).max(16)).max(2);
        let place = |k: usize| {
            let i = k * (n - 1) / (points - 1);
            (left + width * i as f64 / (n.max(2) - 1) as f64, self.y(f64::from(self.values[i])))
        };
        let unit = Span { lo: 0.0, hi: 1.0 };
        let frame = Frame { left, top: top - 1.0, width, height: height + 2.0, x: unit, y: unit, log_y: None };
        let line: Vec<Px> = (0..points.min(n)).map(place).collect();
        for piece in frame.clip_px(&line) {
            pen.line(&piece, c.model, 1.5);
        }
    }

    fn draw_halo(&self, pen: &Pen) {
        if let Some(at) = self.dot().filter(|_| self.place.width > 40.0) {
            pen.disc(at, 3.5, pen.colors().panel);
        }
    }

    fn draw_dot(&self, pen: &Pen) {
        if let Some(at) = self.dot() {
            pen.disc(at, 2.25, pen.colors().model);
        }
    }
}

/// A value in at most five characters or so.
fn compact(value: f64) -> String {
    match value.abs() {
        a if a < 0.005 => "0.00".to_owned(),
        a if a < 10.0 => number::fixed(value, 2),
        a if a < 100.0 => number::fixed(value, 1),
        a if a < 100_000.0 => number::fixed(value, 0),
        _ => number::short(value),
    }
}
