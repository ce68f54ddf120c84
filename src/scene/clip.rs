//! Lines cut at a frame before plotters sees them: it would move points that are outside to the edge.

use super::frame::Frame;
use super::geometry::Px;
use super::range::bounded;

impl Frame {
    /// A line of values in CSS px, cut at the frame and broken where it is not finite.
    pub fn clip(&self, values: &[(f64, f64)]) -> Vec<Vec<Px>> {
        let line: Vec<Px> = values.iter().map(|&(x, y)| self.to_px(x, y)).collect();
        self.clip_px(&line)
    }

    /// A line in CSS px, cut at the frame and broken where it is not finite.
    pub fn clip_px(&self, line: &[Px]) -> Vec<Vec<Px>> {
        let mut pieces: Vec<Vec<Px>> = Vec::new();
        let mut before: Option<Px> = None;
        let mut open = false;
        for &p in line {
            if !(p.0.is_finite() && p.1.is_finite()) {
                (before, open) = (None, false);
                continue;
            }
            if let Some(q) = before {
                match self.clip_segment(q, p) {
                    Some((a, b)) => {
                        match pieces.last_mut() {
                            Some(piece) if open => piece.push(b),
                            _ => pieces.push(vec![a, b]),
                        }
                        open = b == p;
                    }
                    None => open = false,
                }
            }
            before = Some(p);
        }
        pieces
    }

    /// The part of a segment that is inside the frame (Liang–Barsky), if any. Finite CSS px in, CSS px out.
    pub fn clip_segment(&self, a: Px, b: Px) -> Option<(Px, Px)> {
        // From the nearer end: seen from one that is far away, the part inside would be lost in rounding.
        if a.0.abs().max(a.1.abs()) > b.0.abs().max(b.1.abs()) {
            return self.clip_from(b, a).map(|(b, a)| (a, b));
        }
        self.clip_from(a, b)
    }

    fn clip_from(&self, a: Px, b: Px) -> Option<(Px, Px)> {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        // Each edge: how far out `a` is (negative is outside), and how fast the segment runs toward that edge.
        for (toward, room) in
            [(-dx, a.0 - self.left), (dx, self.right() - a.0), (-dy, a.1 - self.top), (dy, self.bottom() - a.1)]
        {
            if toward == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else {
                let t = room / toward;
                if toward < 0.0 {
                    enter = enter.max(t);
                } else {
                    leave = leave.min(t);
                }
            }
        }
        if !(enter <= leave && dx.is_finite() && dy.is_finite()) {
            return None;
        }
        let cut = |t: f64| {
            let (x, y) = (a.0 + dx * t, a.1 + dy * t);
            (bounded(x, self.left, self.right()), bounded(y, self.top, self.bottom()))
        };
        // An end that was not cut is kept as it is, so that a joined line stays joined.
        let from = if enter == 0.0 { a } else { cut(enter) };
        let to = if leave == 1.0 && self.holds(b, 0.0) { b } else { cut(leave) };
        Some((from, to))
    }
}
