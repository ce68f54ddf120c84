//! What the faces add up to: a stair for each, and the line from which on it is a cat.

use super::columns::Plan;
use crate::trace::Trace;
use crate::units::first;
use crate::words::number::fixed;
use crate::words::{joined, picture};
use lab::{Letters, Rect, Side, Sketch, Tone};

/// Room above the stairs, for the head and the numbers.
const ABOVE: f32 = 40.0;
/// Beside the head, in English and in Chinese, stands how much is enough, where the picture is not narrow.
const BESIDE: [f32; 2] = [196.0, 96.0];
const NARROW: f32 = 480.0;

/// Draws them in the columns of the faces.
pub fn draw(chinese: bool, plan: &Plan, (before, now): (&Trace, &Trace), sketch: &mut Sketch) {
    let place = plan.stairs;
    if place.height < 40.0 {
        return;
    }
    let head = (0.0, place.top + 8.0);
    sketch.text(picture::adds_up(chinese), head, &(Side::Start, Letters::HEAD), Tone::Ink);
    let most = before.sum.max(now.sum).max(now.enough).max(1e-3);
    let floor = place.bottom() - 2.0;
    let high = (place.height - ABOVE - 2.0).max(10.0);
    let y = |value: f32| floor - value / most * high;
    if plan.pairs && before != now {
        steps(plan, before, &y, true, sketch);
    }
    let enough = y(now.enough);
    sketch.dashed(&[(0.0, enough), (place.width, enough)], Tone::Ink, 1.5, 4.0);
    steps(plan, now, &y, false, sketch);
    sketch.line(&[(0.0, floor), (place.width, floor)], Tone::Soft, 1.0);
    let label = picture::enough(now.enough, chinese);
    let at = if place.width < NARROW { (0.0, place.top + 23.0) } else { (BESIDE[usize::from(chinese)], head.1) };
    sketch.text(label, at, &(Side::Start, Letters::SMALL), Tone::Soft);
    let tone = if before.is_cat() && !now.is_cat() { Tone::HeldOut } else { Tone::Model };
    let total = Letters { size: 18.0, bold: true };
    let at = (place.width, place.top + 9.0);
    let text = if plan.pairs { joined(&[picture::now(chinese), " ", &fixed(now.sum, 2)]) } else { fixed(now.sum, 2) };
    sketch.text(text, at, &(Side::End, total), tone);
}

/// One stair for each face, from where the one before it ends.
fn steps(plan: &Plan, trace: &Trace, y: &dyn Fn(f32) -> f32, hollow: bool, sketch: &mut Sketch) {
    let mut sum = 0.0;
    let mut from: Option<f32> = None;
    for (row, evidence) in trace.evidence.iter().enumerate() {
        let column = plan.maps[first(2) + row];
        let (wide, middle) = (column.width.min(44.0), column.middle().0);
        let (low, top) = (y(sum), y(sum + evidence));
        if let Some(from) = from {
            sketch.dashed(&[(from, low), (middle - wide / 2.0, low)], Tone::Soft.at(0.7), 1.0, 2.0);
        }
        let step = Rect { left: middle - wide / 2.0, top, width: wide, height: low - top };
        if hollow {
            sketch.frame(step, Tone::Soft.at(0.7), 1.0);
        } else if low - top > 0.5 {
            sketch.fill(step, Tone::Model);
        }
        // A stair that adds nothing needs no number, and on a narrow picture there is room for none.
        if !hollow && *evidence >= 0.005 {
            let at = (middle, top - 8.0);
            // The line would cross it out.
            if (at.1 - y(trace.enough)).abs() < 8.0 {
                sketch.fill(Rect { left: middle - 14.0, top: at.1 - 7.0, width: 28.0, height: 13.0 }, Tone::Panel);
            }
            sketch.text(fixed(*evidence, 2), at, &(Side::Middle, Letters::SMALL_BOLD), Tone::Model);
        }
        sum += evidence;
        from = Some(middle + wide / 2.0);
    }
}
