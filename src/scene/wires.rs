//! The weights between two columns as curves: teal and solid above zero, brown and dashed below.

use super::look::Look;
use super::pen::{Drawn, Pen, Px};
use super::plan::Plan;
use crate::snapshot::Layers;
use plotters::style::Color;
use plotters_backend::DrawingBackend;

/// At most about this many weights are drawn, shared between the gaps.
const MOST: usize = 300;
/// Points of a curve.
const POINTS: usize = 14;

/// One weight.
struct Wire {
    from: usize,
    to: usize,
    weight: f32,
}

/// Draws the strongest weights of each gap, and all of the neuron that is held.
pub fn draw<DB: DrawingBackend>(pen: &Pen<DB>, layers: &Layers, plan: &Plan, look: &Look) -> Drawn<DB> {
    let gaps = layers.widths.len().saturating_sub(1);
    let quota = MOST / gaps.max(1);
    let mut offset = 0usize;
    for gap in 0..gaps {
        let (inputs, outputs) = (layers.widths[gap], layers.widths[gap + 1]);
        let Some(weights) = layers.parameters.get(offset..offset.saturating_add(inputs * outputs)) else {
            return Ok(());
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
        let all = weights.iter().enumerate().filter(|(_, w)| w.is_finite() && w.abs() > top * 0.01);
        let mut wires: Vec<Wire> = all.map(|(i, &weight)| Wire { from: i % inputs, to: i / inputs, weight }).collect();
        let room = quota.max(wires.iter().filter(|w| held(w)).count());
        if wires.len() > room {
            wires.select_nth_unstable_by(room, |a, b| {
                held(b).cmp(&held(a)).then(b.weight.abs().total_cmp(&a.weight.abs()))
            });
            wires.truncate(room);
        }
        // The weak below the strong, those of the held neuron on top; then by place, so that the order is always the same.
        wires.sort_unstable_by(|a, b| {
            let strength = a.weight.abs().total_cmp(&b.weight.abs());
            held(a).cmp(&held(b)).then(strength).then((a.from, a.to).cmp(&(b.from, b.to)))
        });
        let many = wires.len() > 150;
        for wire in &wires {
            let focus = layers.selected.map(|_| held(wire));
            let (Some(from), Some(to)) = (plan.tile(gap, wire.from), plan.tile(gap + 1, wire.to)) else {
                continue;
            };
            let a = (from.0 + from.2, from.1 + from.3 / 2.0);
            let b = (to.0, to.1 + to.3 / 2.0);
            draw_wire(pen, look, [a, b], wire.weight / top, focus, many)?;
        }
    }
    Ok(())
}

fn draw_wire<DB: DrawingBackend>(
    pen: &Pen<DB>,
    look: &Look,
    [a, b]: [Px; 2],
    strength: f32,
    focus: Option<bool>,
    many: bool,
) -> Drawn<DB> {
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
        pen.line(&curve, &c.positive.mix(alpha), width)
    } else {
        pen.dashed(&curve, &c.negative.mix(alpha), width, 5.0, 3.5)
    }
}
