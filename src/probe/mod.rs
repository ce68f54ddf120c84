//! What pictures need computed of a run: the curve, every neuron's answers, the loss surface. Each is computed when somebody
//! looks, and what would take longer than a frame in slices.

mod bent;
mod curve;
mod descent;
mod directions;
mod field;
mod lazy;
mod map;
mod neurons;
mod plane;
mod principal;
mod profile;
mod sheet;
mod slice;
mod stack;
mod sum;
mod surface;
mod votes;
mod walk;

pub use self::bent::{Bending, LINES, PLACES, Seen, bent, grid_places};
pub use self::curve::{Curves, Ground, curve, law_error, mean_square_to_law};
pub use self::field::Field;
pub use self::lazy::Lazy;
pub use self::neurons::{Answers, HeldNeuron, Neurons};
pub use self::plane::{Planes, SMALL, ghost_map, map_of};
pub use self::principal::{Directions3, Rows};
pub use self::profile::{Flow, Profiles, is_saturated, profile, profile_at, profile_now};
pub use self::slice::Axes;
pub use self::stack::Stacks;
pub use self::sum::{chain, sum};
pub use self::surface::{Surface, best_flag, cell_cost};
pub use self::votes::{Votes, votes_for};
pub use self::walk::{Asked, Walked, Walks, checked, loss_at, place, tried};
