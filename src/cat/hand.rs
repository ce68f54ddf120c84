//! The drawing in hand, and what is done to it.

use crate::conditions::covered;
use crate::trace::Trace;
use crate::units::{LAYERS, first};
use drawings::{Kind, PIXELS, Picture, Point, SIDE, paper_of, stroke_onto};

/// What a pointer on the drawing does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Shows what is seen there.
    Look,
    /// Inks.
    Draw,
    /// Takes ink away.
    Rub,
    /// Lays a square over it, to be dragged.
    Cover,
    /// Switches off the units that fired there.
    SwitchOff,
}

impl Tool {
    /// All of them.
    pub const ALL: [Tool; 5] = [Tool::Look, Tool::Draw, Tool::Rub, Tool::Cover, Tool::SwitchOff];

    /// Its name among the controls.
    pub fn key(self) -> &'static str {
        match self {
            Tool::Look => "look",
            Tool::Draw => "draw",
            Tool::Rub => "rub",
            Tool::Cover => "cover",
            Tool::SwitchOff => "off",
        }
    }

    /// The tool of that name.
    pub fn read(key: &str) -> Option<Tool> {
        Tool::ALL.into_iter().find(|tool| tool.key() == key)
    }
}

/// Where a drawing comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The held-out one of this number, and what it shows.
    HeldOut(u32, Kind),
    /// A paper that was empty.
    Blank,
    /// An own one that was kept, by its place.
    Own(usize),
    /// A script gave it, or it was one's own and is forgotten.
    Given,
}

/// Rows and columns of the square that covers, in pixels.
pub const COVER: usize = 8;
/// The widths of pen and eraser, in pixels.
const PEN: f32 = 1.7;
const ERASER: f32 = 3.4;

/// The drawing in hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Hand {
    /// Where it comes from.
    pub origin: Origin,
    /// As it came.
    pub original: Picture,
    /// As it is drawn on now.
    pub drawn: Picture,
    /// The left upper pixel (column, row) of the square that lies over it.
    pub cover: Option<(i32, i32)>,
    /// Units that are switched off, a bit for each, counted through all.
    pub off: u32,
}

impl Hand {
    /// A drawing as it comes.
    pub fn new(origin: Origin, picture: Picture) -> Hand {
        Hand { origin, original: picture, drawn: picture, cover: None, off: 0 }
    }

    /// An empty paper.
    pub fn blank() -> Hand {
        Hand::new(Origin::Blank, [0.0; PIXELS])
    }

    /// What the network is shown.
    pub fn shown(&self) -> Picture {
        self.cover.map_or(self.drawn, |corner| covered(&self.drawn, corner, COVER))
    }

    /// Whether anything is otherwise than when it came.
    pub fn is_poked(&self) -> bool {
        self.off != 0 || self.cover.is_some() || self.is_drawn_on()
    }

    /// Whether something was inked or rubbed out.
    pub fn is_drawn_on(&self) -> bool {
        self.drawn != self.original
    }

    /// Whether there is ink enough to be a drawing.
    pub fn has_ink(&self) -> bool {
        let shown = self.shown();
        let paper = paper_of(&shown);
        shown.iter().filter(|pixel| (**pixel - paper).abs() > 0.5).count() >= 12
    }

    /// Inks or rubs from one place to another, in pixels.
    pub fn stroke(&mut self, from: Point, to: Point, rub: bool) {
        let paper = paper_of(&self.original);
        let (width, ink) = if rub { (ERASER, paper) } else { (PEN, 1.0 - paper) };
        stroke_onto(&mut self.drawn, from, to, width, ink);
        if self.origin == Origin::Blank {
            // What grows from an empty paper is not compared with that.
            self.original = self.drawn;
        }
    }

    /// Lays the square so that its middle is at a place, in pixels.
    pub fn lay_cover(&mut self, at: Point) {
        let corner = |at: f32| ((at - COVER as f32 / 2.0).round() as i32).clamp(0, (SIDE - COVER) as i32);
        self.cover = Some((corner(at.0), corner(at.1)));
    }

    /// The middle of the square that lies over it, in pixels.
    pub fn cover_at(&self) -> Option<Point> {
        let middle = |corner: i32| corner as f32 + COVER as f32 / 2.0;
        self.cover.map(|(left, top)| (middle(left), middle(top)))
    }

    /// Switches a unit, counted through all, off or on again.
    pub fn switch(&mut self, unit: usize) {
        self.off ^= 1 << unit;
    }

    /// Whether a unit is switched off.
    pub fn is_off(&self, unit: usize) -> bool {
        self.off >> unit & 1 == 1
    }
}

/// What fires at a place: more than this share of what a unit does anywhere.
const FIRES: f32 = 0.5;
/// A window whose middle lies so near to a place is at that place, in pixels.
const NEAR: f32 = 3.5;

/// The units of a layer that fire at a place of the drawing (in pixels), counted through all, the strongest first. Strength is
/// measured against what excites a unit most in held-out drawings, `full`.
pub fn firing_at(trace: &Trace, layer: usize, place: Point, full: &[f32]) -> Vec<usize> {
    let sort = LAYERS[layer];
    let mut all = Vec::new();
    for (unit, full) in full.iter().enumerate().skip(first(layer)).take(sort.units) {
        let map = trace.map(unit);
        let near = (0..map.len()).filter(|at| {
            let (x, y) = sort.middle((at / sort.side, at % sort.side));
            (x - place.0).abs() <= NEAR.max(sort.stride as f32) && (y - place.1).abs() <= NEAR.max(sort.stride as f32)
        });
        let here = near.map(|at| map[at]).fold(0.0, f32::max);
        if here > 0.0 && here > FIRES * trace.most(unit) && *full > 0.0 {
            let strength = here / full;
            let at = all.partition_point(|(known, _)| *known >= strength);
            all.insert(at, (strength, unit));
        }
    }
    all.into_iter().map(|(_, unit)| unit).collect()
}
