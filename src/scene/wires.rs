//! The weights between two columns as curves: teal and solid above zero, brown and dashed below.

use super::look::Look;
use super::pen::{Pen, Px};
use super::plan::Plan;
use crate::view::Layers;
use std::collections::BinaryHeap;

/// At most about this many weights are drawn, shared between the gaps.
const MOST: usize = 300;
/// Points of a curve.
const POINTS: usize = 24;

/// One weight.
struct Wire {
    from: usize,
    to: usize,
    weight: f32,
}

/// Draws the strongest weights of each gap, and all of the neuron that is held.
pub fn draw(pen: &Pen, layers: &Layers, plan: &Plan, look: &Look) {
    let gaps = layers.widths.len().saturating_sub(1);
    let quota = MOST / gaps.max(1);
    let mut offset = 0usize;
    for gap in 0..gaps {
        let (inputs, outputs) = (layers.widths[gap], layers.widths[gap + 1]);
        let Some(weights) = layers.parameters.get(offset..offset.saturating_add(inputs * outputs)) else {
            return;
        };
        // Behind the weights stand the biases, which have no wire.
        offset += (inputs + 1) * outputs;
        if plan.edges[gap + 1].0 < look.visible.0 || plan.edges[gap].1 > look.visible.1 {
            continue;
        }
        let held = |w: &Wire| layers.selected == Some((gap, w.from)) || layers.selected == Some((gap + 1, w.to));
        let top = weights.iter().filter(|w| w.is_finite()).fold(0.0f32, |m, w| m.max(w.abs()));
        if top == 0.0 {
            continue;
        }
        // The weak below the strong, those of the held neuron on top; then by place, so that the order is always the same.
        // The bits of a float without its sign stand in the order of the floats.
        let mut order = Vec::new();
        let mut held_count = 0;
        for (i, &weight) in weights.iter().enumerate() {
            let wire = Wire { from: i % inputs, to: i / inputs, weight };
            if weight.is_finite() && weight.abs() > top * 0.01 {
                let (strength, place) = (u64::from(weight.abs().to_bits()), wire.from * outputs + wire.to);
                order.push(u64::from(held(&wire)) << 63 | strength << 32 | place as u64);
                held_count += usize::from(held(&wire));
            }
        }
        let mut order = BinaryHeap::from(order);
        let mut shown: Vec<u64> = (0..quota.max(held_count)).map_while(|_| order.pop()).collect();
        shown.reverse();
        let many = shown.len() > 150;
        for key in shown {
            let place = key as u32 as usize;
            let (from, to) = (place / outputs, place % outputs);
            let wire = Wire { from, to, weight: weights[to * inputs + from] };
            let focus = layers.selected.map(|_| held(&wire));
            let (Some(from), Some(to)) = (plan.tile(gap, wire.from), plan.tile(gap + 1, wire.to)) else {
                continue;
            };
            let a = (from.0 + from.2, from.1 + from.3 / 2.0);
            let b = (to.0, to.1 + to.3 / 2.0);
            draw_wire(pen, look, [a, b], wire.weight / top, focus, many);
        }
    }
}

fn draw_wire(pen: &Pen, look: &Look, [a, b]: [Px; 2], strength: f32, focus: Option<bool>, many: bool) {
    let c = look.colors();
    let size = f64::from(strength.abs());
    let alpha = match focus {
        Some(true) => 0.45 + 0.55 * size,
        Some(false) => 0.05 + 0.15 * size,
        None if many => 0.12 + 0.6 * size,
        None => 0.15 + 0.7 * size,
    };
    let width = 0.6 + if many { 1.2 } else { 1.8 } * size;
    let curve: Vec<Px> = (0..POINTS)
        .map(|i| {
            let t = i as f64 / (POINTS - 1) as f64;
            // Level where it leaves and where it arrives.
            (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t * t * (3.0 - 2.0 * t))
        })
        .collect();
    if strength >= 0.0 {
        pen.line(&curve, c.positive.mix(alpha), width)
    } else {
        pen.dashed(&curve, c.negative.mix(alpha), width, 6.0, 4.5)
    }
}
