//! The weights between two columns as curves: teal and solid above zero, brown and dashed below.

use super::plan::Plan;
use crate::scene::geometry::{Px, Rect};
use crate::scene::pen::Pen;
use crate::view::Layers;
use std::collections::BinaryHeap;

/// At most about this many weights are drawn, an equal share of them in each gap between columns.
const MOST: usize = 300;
/// Points of a curve.
const POINTS: usize = 24;

/// Size of the square on a wire whose weight is frozen, CSS px.
const LOCK: f64 = 5.0;

/// One weight, from a neuron of a column to one of the next.
struct Wire {
    from: usize,
    to: usize,
    weight: f32,
}

/// How a wire stands out among the others of its gap.
#[derive(Clone, Copy)]
enum Emphasis {
    /// It leads to or from the selected neuron.
    Selected,
    /// It does not, and some neuron is selected.
    Faint,
    /// No neuron is selected.
    Plain,
}

/// Draws the strongest weights of each gap, and all of the selected neuron.
pub(super) fn draw(pen: &Pen, view: &Layers, plan: &Plan) {
    let look = pen.look;
    let gaps = view.widths.len().saturating_sub(1);
    let quota = MOST / gaps.max(1);
    let mut offset = 0usize;
    for gap in 0..gaps {
        let (inputs, outputs) = (view.widths[gap], view.widths[gap + 1]);
        let Some(weights) = view.parameters.get(offset..offset.saturating_add(inputs * outputs)) else {
            return;
        };
        let start = offset;
        // The biases follow the weights; they have no wire.
        offset += (inputs + 1) * outputs;
        let (Some(left), Some(right)) = (plan.columns.get(gap), plan.columns.get(gap + 1)) else {
            return;
        };
        if right.left < look.visible.0 || left.right > look.visible.1 {
            continue;
        }
        let of_selected = |w: &Wire| view.selected == Some((gap, w.from)) || view.selected == Some((gap + 1, w.to));
        let top = weights.iter().filter(|w| w.is_finite()).fold(0.0f32, |m, w| m.max(w.abs()));
        if top == 0.0 {
            continue;
        }
        // The strong above the weak, those of the selected neuron above all; equal ones by their place, so that the order is
        // always the same. The bits of floats without a sign have the order of the floats.
        let mut order = Vec::new();
        let mut selected_count = 0;
        for (i, &weight) in weights.iter().enumerate() {
            let wire = Wire { from: i % inputs, to: i / inputs, weight };
            if weight.is_finite() && weight.abs() > top * 0.01 {
                let (strength, place) = (u64::from(weight.abs().to_bits()), wire.from * outputs + wire.to);
                order.push(u64::from(of_selected(&wire)) << 63 | strength << 32 | place as u64);
                selected_count += usize::from(of_selected(&wire));
            }
        }
        let mut order = BinaryHeap::from(order);
        let mut shown: Vec<u64> = (0..quota.max(selected_count)).map_while(|_| order.pop()).collect();
        shown.reverse();
        let many = shown.len() > 150;
        for key in shown {
            let place = key as u32 as usize;
            let (from, to) = (place / outputs, place % outputs);
            let wire = Wire { from, to, weight: weights[to * inputs + from] };
            let emphasis = match view.selected {
                None => Emphasis::Plain,
                Some(_) if of_selected(&wire) => Emphasis::Selected,
                Some(_) => Emphasis::Faint,
            };
            let (Some(from), Some(to)) = (plan.tile(gap, wire.from), plan.tile(gap + 1, wire.to)) else {
                continue;
            };
            let mut a = (from.right(), from.top + from.height / 2.0);
            let mut b = (to.left, to.top + to.height / 2.0);
            if view.plane.is_some() {
                // Tiles that are an image below do not hide what runs over them, so nothing does.
                (a.0, b.0) = (left.right, right.left);
            }
            let stroke = stroke((wire.weight / top).abs(), emphasis, many);
            let at = start + wire.to * inputs + wire.from;
            let frozen = view.frozen.iter().any(|range| range.contains(&at));
            let held = frozen.then_some(stroke.alpha);
            draw_wire(pen, [a, b], wire.weight >= 0.0, stroke);
            if let Some(alpha) = held {
                draw_lock(pen, [a, b], wire.weight >= 0.0, alpha);
            }
        }
    }
}

/// How strongly and how widely a wire is drawn.
struct Stroke {
    /// How strong its colour is, 0 to 1.
    alpha: f64,
    /// CSS px.
    width: f64,
}

/// The stroke of a wire whose weight is this share of the largest in its gap; `many` is whether many are drawn there.
fn stroke(share: f32, emphasis: Emphasis, many: bool) -> Stroke {
    let share = f64::from(share);
    let alpha = match emphasis {
        Emphasis::Selected => 0.45 + 0.55 * share,
        Emphasis::Faint => 0.05 + 0.15 * share,
        Emphasis::Plain if many => 0.12 + 0.6 * share,
        Emphasis::Plain => 0.15 + 0.7 * share,
    };
    Stroke { alpha, width: 0.6 + if many { 1.2 } else { 1.8 } * share }
}

fn draw_wire(pen: &Pen, [a, b]: [Px; 2], positive: bool, stroke: Stroke) {
    let c = pen.colors();
    let curve: Vec<Px> = (0..POINTS)
        .map(|i| {
            let t = i as f64 / (POINTS - 1) as f64;
            // Horizontal at both ends.
            (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t * t * (3.0 - 2.0 * t))
        })
        .collect();
    if positive {
        pen.line(&curve, c.positive.mix(stroke.alpha), stroke.width)
    } else {
        pen.dashed(&curve, c.negative.mix(stroke.alpha), stroke.width, &[6.0, 4.5])
    }
}

/// A square in the middle of a wire: training leaves its weight as it is.
fn draw_lock(pen: &Pen, [a, b]: [Px; 2], positive: bool, alpha: f64) {
    let c = pen.colors();
    let colour = if positive { c.positive } else { c.negative };
    let middle = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
    let square = Rect { left: middle.0 - LOCK / 2.0, top: middle.1 - LOCK / 2.0, width: LOCK, height: LOCK };
    pen.rect(square.grown(1.0), c.panel);
    pen.rect(square, colour.mix(0.25 + 0.75 * alpha));
}
