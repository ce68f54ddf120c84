//! Places, rectangles and outlines, in CSS px.

/// A place in CSS px, from the top left.
pub type Px = (f64, f64);

/// A rectangle in CSS px.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

impl Rect {
    /// Right edge.
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    /// Bottom edge.
    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }

    /// Its middle.
    pub fn middle(&self) -> Px {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// Larger by this much on every side; smaller if it is negative.
    #[must_use]
    pub fn grown(&self, by: f64) -> Rect {
        Rect { left: self.left - by, top: self.top - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    /// Whether the two have more than an edge in common.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.right() > other.left && self.left < other.right() && self.bottom() > other.top && self.top < other.bottom()
    }

    /// Whether a place is inside, its edges left out.
    pub fn holds(&self, (x, y): Px) -> bool {
        x > self.left && x < self.right() && y > self.top && y < self.bottom()
    }
}

/// How far apart two places are, CSS px.
pub fn distance(a: Px, b: Px) -> f64 {
    ((b.0 - a.0) * (b.0 - a.0) + (b.1 - a.1) * (b.1 - a.1)).sqrt()
}

/// The outline of a rectangle with round corners of this radius.
pub fn rounded(rect: Rect, radius: f64) -> Vec<Px> {
    const TURN: [(f64, f64); 4] = [(1.0, 0.0), (0.866, 0.5), (0.5, 0.866), (0.0, 1.0)];
    let Rect { left, top, width, height } = rect;
    let r = radius.min(width / 2.0).min(height / 2.0).max(0.0);
    let (right, bottom) = (rect.right(), rect.bottom());
    let mut turn = TURN.map(|(c, s)| (r * s, -(r * c)));
    let mut outline = Vec::with_capacity(17);
    for (x, y) in [(right - r, top + r), (right - r, bottom - r), (left + r, bottom - r), (left + r, top + r)] {
        for (dx, dy) in &mut turn {
            outline.push((x + *dx, y + *dy));
            // A quarter on, for the next corner.
            (*dx, *dy) = (-*dy, *dx);
        }
    }
    outline
}

/// The same outline as a closed line.
pub fn closed(mut outline: Vec<Px>) -> Vec<Px> {
    outline.extend(outline.first().copied());
    outline
}
