//! What a pointer holds on the picture of the points: a point, a handle, the line, the question, or the ground.

use crate::scene::fit::stack::hands;
use crate::scene::fit::{handles, reach};
use crate::scene::frame::Frame;
use crate::scene::range::bounded;
use crate::session::{Laid, Msg};
use crate::text::sentences;
use crate::view::{End, Part, Picture, Pointer};
use crate::web::kit::elements::set;
use crate::web::page::added;
use crate::web::page::announce;
use crate::web::page::app::{App, Held};
use crate::web::page::hold::{apart, inside};

/// A press that moves less than this is a click.
pub const STILL: f64 = 4.0;
/// One that lasts longer than this is none: somebody meant to drag. Milliseconds.
const BRIEF: f64 = 500.0;
/// A handle that stands within the frame moves its end as a lever: at least this share of the frame's width long.
const LEVER: f64 = 0.1;

/// What a pointer holds here.
pub enum Grip {
    /// A point, by index, and how far from its middle it was taken, in CSS px. Its index holds good as long as the list's
    /// edition is the same.
    Point { index: usize, edition: u64, off: (f64, f64) },
    /// An end of the line.
    Handle { end: End, lever: Lever },
    /// The line: the heights of its ends, and where it was taken, in the units of y.
    Line { heights: (f64, f64), from: f64 },
    /// Where a neuron bends, and how far from it it was taken, CSS px to the right.
    Kink { neuron: usize, off: f64 },
    /// The open end of a neuron's part, and how far from it it was taken, CSS px downward.
    Slope { neuron: usize, off: f64 },
    /// What all neurons stand on, likewise.
    Base { off: f64 },
    /// The probe's line, or the empty ground once the pointer has moved: ask at the pointer's x.
    Probe { before: Option<f64> },
    /// The empty ground, pressed here and at this millisecond.
    Ground { at: (f64, f64), since: f64 },
}

/// An end of the line is moved so that the line goes by the pointer at the x where it was taken, about the other end.
pub struct Lever {
    /// Heights of the ends when it was taken, in the units of y.
    heights: (f64, f64),
    /// How far the pointer was from the handle's middle, CSS px downward.
    off: f64,
    /// How far from the other end it was taken, as a share of the way to this end.
    share: f64,
}

impl Grip {
    fn part(&self) -> Option<Part> {
        match self {
            Grip::Point { index, .. } => Some(Part::Point(*index)),
            Grip::Handle { end, .. } => Some(Part::Handle(*end)),
            Grip::Line { .. } => Some(Part::Line),
            Grip::Kink { neuron, .. } => Some(Part::Kink(*neuron)),
            Grip::Slope { neuron, .. } => Some(Part::Slope(*neuron)),
            Grip::Base { .. } => Some(Part::Base),
            Grip::Probe { .. } => Some(Part::Probe),
            Grip::Ground { .. } => None,
        }
    }
}

impl Held for Grip {
    fn is_firm(&self) -> bool {
        !matches!(self, Grip::Ground { .. })
    }

    fn stops_training(&self) -> bool {
        match self {
            Grip::Handle { .. } | Grip::Line { .. } => true,
            Grip::Kink { .. } | Grip::Slope { .. } | Grip::Base { .. } => true,
            Grip::Point { .. } | Grip::Probe { .. } | Grip::Ground { .. } => false,
        }
    }

    fn taken(&mut self, app: &mut App, _: (f64, f64)) {
        match self {
            Grip::Point { index, .. } => app.send(Msg::SelectPoint(Some(*index))),
            Grip::Handle { .. } | Grip::Line { .. } | Grip::Base { .. } => app.send(Msg::SelectPoint(None)),
            Grip::Kink { neuron, .. } | Grip::Slope { neuron, .. } => {
                app.send(Msg::SelectPoint(None));
                app.send(Msg::SelectNeuron(Some((1, *neuron))));
            }
            Grip::Probe { .. } | Grip::Ground { .. } => {}
        }
        point_at(app, self.part().map_or(Pointer::Away, Pointer::Holds));
    }

    fn dragged(&mut self, app: &mut App, at: (f64, f64)) {
        if let Grip::Ground { at: from, .. } = self
            && apart(at, *from) > STILL
        {
            *self = Grip::Probe { before: app.session.fit().probe.map(|p| p.x) };
            point_at(app, Pointer::Holds(Part::Probe));
        }
        let Some(frame) = frame(app) else { return };
        let height = |y: f64| frame.from_px(frame.left, bounded(y, frame.top, frame.bottom())).1;
        match self {
            Grip::Point { index, edition, off } if *edition == app.session.edition() => {
                app.send(Msg::MovePoint(*index, frame.from_px(at.0 + off.0, at.1 + off.1)));
            }
            Grip::Handle { end, lever } => {
                let ((left, right), y) = (lever.heights, height(at.1 + lever.off));
                let (left, right) = match end {
                    End::Left => (right + (y - right) / lever.share, right),
                    End::Right => (left, left + (y - left) / lever.share),
                };
                app.send(Msg::PlaceLine { left, right });
            }
            Grip::Line { heights, from } => {
                let by = height(at.1) - *from;
                app.send(Msg::PlaceLine { left: heights.0 + by, right: heights.1 + by });
            }
            Grip::Kink { neuron, off } => {
                let x = frame.from_px(bounded(at.0 + *off, frame.left, frame.right()), at.1).0;
                app.send(Msg::LayNeuron(Laid::Kink(*neuron, x)));
            }
            Grip::Slope { neuron, off } => {
                let y = height(at.1 + *off);
                if let Some((from, away)) = hands::lever(&app.session.fit(), *neuron) {
                    app.send(Msg::LayNeuron(Laid::Slope(*neuron, (y - from) / away)));
                }
            }
            Grip::Base { off } => app.send(Msg::LayNeuron(Laid::Base(height(at.1 + *off)))),
            Grip::Probe { .. } => {
                app.send(Msg::Probe(Some(frame.from_px(bounded(at.0, frame.left, frame.right()), at.1).0)));
            }
            Grip::Ground { .. } | Grip::Point { .. } => {}
        }
    }

    fn let_go(&mut self, app: &mut App) {
        point_at(app, Pointer::Away);
        match self {
            Grip::Ground { at, since } => pressed_ground(app, *at, *since),
            Grip::Point { .. } => moved_point(app),
            Grip::Handle { .. } | Grip::Line { .. } | Grip::Kink { .. } | Grip::Slope { .. } | Grip::Base { .. } => {
                app.settle();
                announce::verdict(app);
            }
            Grip::Probe { .. } => {}
        }
    }

    fn cancelled(&mut self, app: &mut App) {
        point_at(app, Pointer::Away);
        match self {
            Grip::Probe { before } => app.send(Msg::Probe(*before)),
            Grip::Ground { .. } => {}
            Grip::Point { .. }
            | Grip::Handle { .. }
            | Grip::Line { .. }
            | Grip::Kink { .. }
            | Grip::Slope { .. }
            | Grip::Base { .. } => {
                if app.session.is_touched() {
                    app.send(Msg::Undo);
                }
            }
        }
    }
}

/// The frame of the picture that is seen.
pub fn frame(app: &App) -> Option<Frame> {
    app.canvas(Picture::Fit).frame()
}

/// What a press takes hold of.
pub fn press(app: &App, at: (f64, f64), reach: f64) -> Option<Box<dyn Held>> {
    Some(Box::new(grip(app, at, reach)?))
}

/// What is held at a place by a pointer that reaches this far.
pub fn grip(app: &App, at: (f64, f64), reach: f64) -> Option<Grip> {
    let (fit, frame) = (app.session.fit(), frame(app)?);
    let heights = fit.handles.map(|[left, right]| (left.1, right.1));
    Some(match reach::part_at(&fit, &frame, at, reach) {
        Some(Part::Point(index)) => {
            let point = fit.points.get(index)?;
            let p = frame.to_px(point.x, point.y);
            Grip::Point { index, edition: app.session.edition(), off: (p.0 - at.0, p.1 - at.1) }
        }
        Some(Part::Handle(end)) => {
            let [left, right] = handles::places(&fit, &frame)?;
            let (place, far) = match end {
                End::Left => (left, frame.right() - left.0),
                End::Right => (right, right.0 - frame.left),
            };
            let share = bounded(far / frame.width, LEVER, 1.0);
            Grip::Handle { end, lever: Lever { heights: heights?, off: place.1 - at.1, share } }
        }
        Some(Part::Line) => Grip::Line { heights: heights?, from: frame.from_px(at.0, at.1).1 },
        Some(part @ (Part::Kink(_) | Part::Slope(_) | Part::Base)) => {
            let hand = hands::all(&fit, &frame).into_iter().find(|hand| hand.part == part)?;
            let (right, down) = (hand.at.0 - at.0, hand.at.1 - at.1);
            match part {
                Part::Kink(neuron) => Grip::Kink { neuron, off: right },
                Part::Slope(neuron) => Grip::Slope { neuron, off: down },
                Part::Base | Part::Point(_) | Part::Handle(_) | Part::Line | Part::Probe => Grip::Base { off: down },
            }
        }
        Some(Part::Probe) => Grip::Probe { before: fit.probe.map(|p| p.x) },
        None if inside(&frame, at) => Grip::Ground { at, since: app.browser.clock.now() },
        None => return None,
    })
}

/// The picture and the cursor show what the pointer is over or drags.
pub fn point_at(app: &mut App, pointer: Pointer) {
    let hand = match pointer {
        Pointer::Over(Part::Point(_) | Part::Handle(_) | Part::Line | Part::Kink(_) | Part::Slope(_) | Part::Base) => {
            "grab"
        }
        Pointer::Holds(Part::Point(_) | Part::Handle(_) | Part::Line | Part::Kink(_) | Part::Slope(_) | Part::Base) => {
            "grabbing"
        }
        Pointer::Over(Part::Probe) | Pointer::Holds(Part::Probe) => "ask",
        Pointer::Away => "",
    };
    if app.hands.pointer != pointer {
        app.hands.pointer = pointer;
        set(&app.canvas(Picture::Fit).place, "data-hand", hand);
        app.send(Msg::PointAt(pointer));
    }
}

/// The ground was pressed at a place: a point is added, if it was briefly.
pub fn pressed_ground(app: &mut App, at: (f64, f64), since: f64) {
    let Some(frame) = frame(app).filter(|_| app.browser.clock.now() - since < BRIEF) else { return };
    app.act_now(Msg::AddPoint(frame.from_px(at.0, at.1)));
    app.hands.just_added = true;
    added::offer_undo(app, sentences::undo_added);
    announce::point(app);
}

/// The hand has let go of a point.
pub fn moved_point(app: &mut App) {
    app.settle();
    if app.session.is_touched() {
        added::offer_undo(app, sentences::undo_moved);
    }
    announce::point(app);
}
