//! What turned knobs touch, taken together.

use super::knobs::{self, Change, Effect};
use super::settings::{Dataset, Settings};
use super::source::Source;
use crate::data::{Law, Pattern};

/// What turned knobs touch.
#[derive(Default, PartialEq)]
pub struct Touched {
    pub data: bool,
    pub points: bool,
    pub split: bool,
    pub unseen: bool,
    pub model: bool,
    pub degree: bool,
    pub training: bool,
    pub objective: bool,
}

impl Touched {
    /// By these changes, of which some may have changed nothing.
    pub fn by(changes: &[Change], before: &Settings, after: &Settings) -> Touched {
        let mut touched = Touched::default();
        let turned = changes.iter().map(Change::knob).filter(|knob| (knob.get)(before) != (knob.get)(after));
        turned.for_each(|knob| touched.add(knob.effect, after));
        touched
    }

    /// Whether anything of the points or the run is touched, and not the view or the pace alone.
    pub fn is_anything(&self) -> bool {
        *self != Touched::default()
    }

    fn add(&mut self, effect: Effect, after: &Settings) {
        match effect {
            Effect::Law => self.data |= after.dataset == Dataset::Formula,
            Effect::Data => self.data = true,
            Effect::Points => self.points = true,
            Effect::Split => self.split = true,
            Effect::Unseen => self.unseen = true,
            Effect::Model => self.model = true,
            Effect::Degree => self.degree = true,
            Effect::Training => self.training = true,
            Effect::Objective => self.objective = true,
            // Neither the points nor the run.
            Effect::Pace | Effect::View => {}
        }
    }
}

/// How many points a curve usually has, and how many samples two classes.
const USUAL: [usize; 2] = [20, 200];

/// Who turns from a curve to two classes, or back, with as many points as usual, gets as many as is usual there, unless a number
/// is asked for.
pub fn usual_points(changes: &[Change], before: &Settings, after: &Settings) -> Option<Change> {
    let [then, now] = [before, after].map(|settings| settings.dataset.tells_classes());
    let asked = changes.iter().any(|change| change.knob().effect == Effect::Points);
    let usual = then != now && !asked && !after.dataset.is_own() && before.points == USUAL[usize::from(then)];
    if usual { knobs::points(USUAL[usize::from(now)]) } else { None }
}

/// Who types another law wants points that are drawn from it, unless others are named along with it.
pub fn with_typed_law(mut changes: Vec<Change>, settings: &Settings) -> Vec<Change> {
    let another = |change: &Change| change.shown() != settings.formula;
    let typed = changes.iter().any(|change| change.knob().key == knobs::FORMULA && another(change));
    let named = changes.iter().any(|change| change.knob().key == knobs::DATASET);
    if typed && !named && settings.dataset != Dataset::Formula {
        changes.extend(knobs::dataset(Dataset::Formula));
    }
    changes
}

/// Of one's own points nothing is made anew. Who asks for other points along with more asks for those of a law: the one that
/// one's own were drawn around, if there was any; of samples of classes likewise those of a pattern.
pub fn own_law(changes: &[Change], settings: &Settings, source: Source) -> Option<Change> {
    let own = settings.dataset.is_own();
    let makes = changes.iter().any(|change| change.knob().effect == Effect::Points);
    let named = changes.iter().any(|change| change.knob().effect == Effect::Data);
    let made = match source {
        Source::Law(_) | Source::Formula | Source::Pattern(_) => source.dataset(),
        Source::Table => Dataset::Law(Law::Houses),
        Source::ClassTable => Dataset::Pattern(Pattern::Cats),
    };
    if own && makes && !named { knobs::dataset(made) } else { None }
}
