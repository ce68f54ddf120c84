//! What is offered beside the verdict: fewer points, where so many cannot be learnt by heart.

use super::settings::{Dataset, Model, PenaltyKind, Settings};
use super::status::Status;
use crate::learn::{Activation, Optimizer};
use crate::run::Trend;
use crate::task::judgement::OVERFIT;
use crate::task::{Unjudged, Verdict};

/// From so many training points on a model that could learn a dozen by heart has to find their law.
const MANY: usize = 100;
/// Parameters with which a network learns a dozen points by heart: two for each.
const ABLE: usize = 24;
/// The degree from which on a polynomial goes through about as many.
const ABLE_DEGREE: usize = 11;
/// With less noise than this a curve through few points is not far from their law.
const NOISY: f64 = 0.1;
/// Below this R² a model has not learnt enough for its fit to be called good without more words.
const EXPLAINS: f64 = 0.5;

/// After so many steps without overfitting, eight seconds as free play begins, it is taken for granted while it still improves.
const LONG: u64 = 960;

/// Whether the model fits only because there are too many points to learn by heart, so that with a dozen of them it would
/// overfit. It would not where something keeps it from that, nor where nothing is known of how one's own points scatter.
pub fn offers_fewer(status: &Status, settings: &Settings) -> bool {
    let noisy = match settings.dataset {
        Dataset::Law(_) | Dataset::Formula => settings.noise >= NOISY,
        Dataset::Pattern(_) | Dataset::Own | Dataset::OwnClasses => false,
    };
    let free = match settings.penalty {
        PenaltyKind::None => settings.dropout == 0.0 && !settings.early_stopping,
        PenaltyKind::L1 | PenaltyKind::L2 => false,
    };
    let free = free && settings.frozen.is_empty();
    // Looked back at, it may have been on its way to learn them after all.
    let last = status.step == status.last_step;
    status.training_points >= MANY && last && noisy && free && is_able(status, settings) && fits(status)
}

fn fits(status: &Status) -> bool {
    let explains = status.train_r_squared.is_some_and(|r| r >= EXPLAINS);
    let improves = match status.trend {
        Trend::Improving | Trend::Flat { .. } => true,
        Trend::Unknown
        | Trend::Oscillating { .. }
        | Trend::Bouncing
        | Trend::Rising
        | Trend::Best
        | Trend::ThroughAll => false,
    };
    explains
        && match status.fit {
            Verdict::Good { .. } => true,
            Verdict::Unknown(Unjudged::Unfinished) => {
                let near = status.held_out_error.is_some_and(|error| error < OVERFIT * status.train_error);
                improves && near && status.step >= LONG
            }
            Verdict::Unknown(Unjudged::Untrained | Unjudged::FewHeldOut | Unjudged::FewPlaces { .. })
            | Verdict::Underfit { .. }
            | Verdict::Vanished { .. }
            | Verdict::Exploded { .. }
            | Verdict::Overfit { .. }
            | Verdict::Mixes { .. }
            | Verdict::Sorts { .. }
            | Verdict::ByHeart { .. } => false,
        }
}

fn is_able(status: &Status, settings: &Settings) -> bool {
    match settings.model {
        Model::Line => false,
        Model::Polynomial => settings.standardize && settings.degree >= ABLE_DEGREE,
        Model::Network => {
            let bends = settings.hidden_layers().filter(|layer| layer.activation != Activation::Linear).count();
            // Plain descent would take it there as well, and one layer alone, but nobody would wait for that.
            let quick = match settings.recipe().optimizer {
                Optimizer::Adam | Optimizer::RmsProp => true,
                Optimizer::Descent | Optimizer::Momentum { .. } | Optimizer::Nesterov { .. } => false,
            };
            bends > 1 && quick && status.parameters >= ABLE
        }
    }
}
