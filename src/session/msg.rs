//! What a user or a script can ask for.

use super::knobs::Change;
use super::pace::{PaceWord, Paces};
use crate::data::{Names, Point, Species};
use crate::probe::Axes;
use crate::view::{End, ErrorMarks, Pointer, Vary};

/// How a neuron of the one hidden layer is laid by hand. Neurons count from 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Laid {
    /// It bends at this x.
    Kink(usize, f64),
    /// What it adds has this slope on its open side, in the units of y for one of x.
    Slope(usize, f64),
    /// All of them stand on this, in the units of y.
    Base(f64),
}

/// What can be asked for in a walk through one training step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Move {
    /// To the phase after so many moves, at most to where all layers have been walked back.
    To(usize),
    /// To another training sample: so many farther in their order, and round at the ends.
    Sample(isize),
    /// Look at the parameter with this place in the flat list. Ignored where there is none.
    Choose(usize),
    /// Try the parameter out by changing it this much; 0: no more. Ignored where it is no number.
    Try(f64),
    /// Go on by itself, slowly, or stop that.
    Stroll(bool),
    /// Check all gradients by differences.
    Check,
}

/// A third of what the x axis shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Third {
    /// The least x.
    Left,
    /// What lies between the others.
    Middle,
    /// The greatest x.
    Right,
}

/// What can be asked for of a race.
#[derive(Clone, Debug, PartialEq)]
pub enum Lanes {
    /// These learn beside today's run: each is what it has otherwise than today's settings. No more than there is room for, and
    /// of each only what it may have otherwise.
    Against(Vec<Vec<Change>>),
    /// None does any more.
    Alone,
    /// Run many races over as many seeds, in the background; or stop that.
    Many(bool),
    /// By the user's guess this lane wins; 0 is today's run. Heard before the first step only.
    Guess(usize),
    /// The run of this lane is today's from now on, and the race is over. Ignored where there is none.
    TakeOver(usize),
}

/// What a user or a script can ask for. A closed list: whatever the page can do is here.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Turn a knob.
    Set(Change),
    /// Turn several knobs at once: one change.
    SetAll(Vec<Change>),
    /// Training sees nothing of this third of x from now on.
    Unsee(Third),
    /// The hand has let go of what it turned or dragged: what comes next is a change of its own.
    LetGo,
    /// Back to the moment before the last change.
    Undo,
    /// The last undone change once more.
    Redo,
    /// Look at this step of the run; `tick` takes the steps that lead there. What was trained is not lost by it.
    Seek(u64),
    /// Train at every tick. After a divergence: go back to the last good step first. From a step that is looked at, the run
    /// goes on from there.
    Play,
    /// Train until this step, then pause.
    PlayUntil(u64),
    /// Train at this pace from now on.
    Pace(PaceWord),
    /// Stop training.
    Pause,
    /// The page is hidden: pause and say so.
    Hide,
    /// Train this many steps at once, whatever the pace.
    Step(u32),
    /// Back to the run's own start, bit for bit, paused.
    Rewind,
    /// Back to the run's own start, and train anew. The run before stays as a ghost.
    Again,
    /// Draw another seed, and with it other points, another split, other starting weights.
    NewSeed,
    /// After a divergence: back to the last good step, paused.
    Recover,
    /// Put the point at this place, by index.
    MovePoint(usize, (f64, f64)),
    /// Add a training point; where a class is asked for, of the kind that was chosen last.
    AddPoint((f64, f64)),
    /// Samples that are added are of this kind from now on.
    AddsKind(Species),
    /// The sample is of the other class from now on, by index. Ignored where no class is asked for.
    FlipPoint(usize),
    /// Take the point away.
    RemovePoint(usize),
    /// Hold a point, for the keyboard and the exact fields.
    SelectPoint(Option<usize>),
    /// Put these points in place of all; the parameters stay. Ignored, as in `Import`, when `data::check` refuses them.
    ReplacePoints {
        /// The points; `held_out` counts when `split` is set.
        points: Vec<Point>,
        /// The points say which of them are held out.
        split: bool,
        /// They are samples of two classes.
        classes: bool,
    },
    /// Points of the user's own table: they take the place of all, and a new run starts.
    Import {
        /// The points; `held_out` counts when `split` is set.
        points: Vec<Point>,
        /// The names of the columns, if the table had any.
        names: Option<Names>,
        /// The table says which points are held out.
        split: bool,
        /// They are samples of two classes.
        classes: bool,
    },
    /// Ask for ŷ at this x; `None`: ask nothing.
    Probe(Option<f64>),
    /// Ask for the class at this place of the plane; `None`: ask nothing.
    Ask(Option<(f64, f64)>),
    /// Put the parameters at this place of the loss surface: a new run starts there.
    MoveTo((f64, f64)),
    /// Draw the line through these heights at the ends of the frame's x, in the units of y: a new run starts there. Ignored
    /// when the model is no line, or when one is not finite.
    PlaceLine {
        /// At the least x of the frame.
        left: f64,
        /// At the greatest x of the frame.
        right: f64,
    },
    /// A new run starts at these parameters. Ignored when their number is wrong or one is not finite.
    SetParameters(Vec<f32>),
    /// Lay a neuron by hand; the run goes on. Ignored where there is none such, or it cannot be laid so.
    LayNeuron(Laid),
    /// Lay all neurons of the one hidden layer side by side: a new run starts there. Ignored where the model is another.
    LayNeurons,
    /// The one hidden layer has this many neurons from now on, at most `MOST_BY_HAND`. Those that stay keep their numbers, and
    /// the run goes on.
    HaveNeurons(usize),
    /// Take the bend away, or give it back: the run of the other kind goes on.
    Bend(bool),
    /// Show the best straight line between two classes, or not.
    ShowBestLine(bool),
    /// Show the last hidden layer's neurons by what they say of a class, where there are few of them; or every layer.
    ShowVotes(bool),
    /// Show the parts of which a network's curve is put together, or not.
    ShowStack(bool),
    /// The parameters with these places in the flat list take these values, the last one that is given for a place; all else
    /// stays, and the run goes on. At step 0 this is the run's new start. Ignored when there is none, a place or a value is
    /// none, or nothing changes.
    EditParameters(Vec<(usize, f32)>),
    /// A control of the list of a neuron's terms is held, or none is: they keep their order while one is.
    HoldTerms(bool),
    /// Choose the axes of the surface.
    SurfaceAxes(Axes),
    /// How the errors on the training points are drawn.
    ShowErrors(ErrorMarks),
    /// Draw the errors on the held-out points, or not.
    ShowHeldOutErrors(bool),
    /// Give a line handles, or none.
    ShowHandles(bool),
    /// Plant flags at the optimum of a line and beside it, and leave the optimum itself unmarked; or take them away.
    PlantFlags(bool),
    /// Show the true law, where one is known, or not.
    ShowLaw(bool),
    /// What slow, normal and fast mean from now on.
    Paces(Paces),
    /// Hold an end of the line, for the keyboard.
    HoldEnd(Option<End>),
    /// Hold the chosen neuron, for the keyboard, or let it go.
    HoldNeuron(bool),
    /// What of the points' picture the pointer is on.
    PointAt(Pointer),
    /// Show the surface as a landscape, or as a map. A matter of the view, as are the next two: there is nothing to undo.
    Relief(bool),
    /// See the landscape from here: azimuth and elevation in degrees, as in `view::Camera`, which also says their bounds.
    TurnLandscape(f64, f64),
    /// See the bent plane from here, where it has three axes, as `TurnLandscape`.
    TurnRoom(f64, f64),
    /// Bend the plane so far: 0 for that of the inputs, 1 for that of the last hidden layer.
    BendPlane(f64),
    /// Show on the surface which way is uphill and where the next step of a line leads.
    ShowDescent(bool),
    /// Logarithmic loss axis, or linear.
    LogLosses(bool),
    /// Read the losses at this step.
    ReadLosses(Option<u64>),
    /// A walk through one training step.
    Walk(Move),
    /// A second model learns beside today's.
    Race(Lanes),
    /// Hold a neuron, by column and row; column 0 is the inputs.
    SelectNeuron(Option<(usize, usize)>),
    /// Measure loss against capacity. Ignored where there is nothing to learn from or to judge by.
    Measure {
        /// What is varied.
        vary: Vary,
        /// For how many steps each model is trained: 1 to `MOST_SWEEP_STEPS`.
        steps: u32,
        /// How many folds the points are dealt into: 2 to `MOST_FOLDS`; 0 for the held-out points as judges.
        folds: usize,
    },
    /// End a measurement; what is finished stays.
    StopMeasuring,
    /// Read what was measured of this capacity, by its place.
    ReadCapacity(Option<usize>),
    /// Take the model of this capacity, by its place, and train it as it was trained when it was measured.
    LoadCapacity(usize),
    /// Keep today's curve as a ghost to compare with, under the first free letter. Ignored when `MOST_PINS` are there, and after
    /// a divergence. Points of another law, the user's own table and `Reset` drop the pins.
    Pin,
    /// Take a pinned run away, by its letter: 0 for A.
    Unpin(usize),
    /// Whether the held-out points are shown and told of: without, they are kept for an exam.
    Exam(bool),
    /// Whether runs that end as the model gets more freedom or less are kept, to be compared with.
    Compare(bool),
    /// Everything as on the first day, but the language and the theme.
    Reset,
}
