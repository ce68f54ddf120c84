//! What the same poke does to other cats: how many of them are lost by it.

use crate::learners::{SLICE, show};
use crate::models::Model;
use crate::trace::set_off;
use deep::Network;
use drawings::{PIXELS, Part, Picture, Series};

/// How many cats are asked about.
pub const CATS: u32 = 125;

/// What is done to each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The ears are rubbed out.
    Ears,
    /// The eyes are.
    Eyes,
    /// The whiskers are.
    Whiskers,
    /// A blank corner is, as large as the ears.
    Corner,
    /// The units are switched off that are in the drawing in hand.
    Units,
}

impl Loss {
    /// All of them.
    pub const ALL: [Loss; 5] = [Loss::Ears, Loss::Eyes, Loss::Whiskers, Loss::Corner, Loss::Units];
}

/// How many cats are lost by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Losses {
    /// Cats that are taken for cats as they are, among those that were asked about.
    pub known: u32,
    /// Of these, how many are taken for none after each loss.
    pub lost: [u32; Loss::ALL.len()],
}

/// The question, under way.
#[derive(Debug)]
pub struct Others {
    series: Series,
    off: u32,
    /// The number of the held-out drawing that is next, and how many cats were asked about.
    next: u64,
    asked: u32,
    losses: Losses,
    network: Network,
    pictures: Vec<Picture>,
}

/// The first held-out drawing that is asked about. Those in hand and those of the exam have smaller numbers.
const FIRST: u64 = 1 << 20;

/// As they are, and after each loss that is of the picture: so many versions of each cat.
const VERSIONS: usize = 5;

impl Others {
    /// For held-out cats of a series, where these units are off in the last version.
    pub fn new(series: Series, off: u32, model: &Model) -> Others {
        Others {
            series,
            off,
            next: FIRST,
            asked: 0,
            losses: Losses { known: 0, lost: [0; Loss::ALL.len()] },
            network: model.network(SLICE),
            pictures: vec![[0.0; PIXELS]; SLICE],
        }
    }

    /// Asks about one more cat; all losses, once enough were asked about.
    pub fn work(&mut self, model: &Model) -> Option<Losses> {
        let drawing = loop {
            let drawing = self.series.held_out(self.next);
            self.next += 1;
            if drawing.kind.is_cat() {
                break drawing;
            }
        };
        drawing.render(&mut self.pictures[0]);
        drawing.render_without(Some(Part::Ears), &mut self.pictures[1]);
        drawing.render_without(Some(Part::Eyes), &mut self.pictures[2]);
        drawing.render_without(Some(Part::Whiskers), &mut self.pictures[3]);
        drawing.render_without_corner(&mut self.pictures[4]);
        let whole = self.verdicts(model, 0);
        let poked = if self.off == 0 { whole } else { self.verdicts(model, self.off) };
        if whole[0] {
            self.losses.known += 1;
            for (at, lost) in self.losses.lost.iter_mut().enumerate() {
                let kept = if at + 1 < VERSIONS { whole[at + 1] } else { poked[0] };
                *lost += u32::from(!kept);
            }
        }
        self.asked += 1;
        (self.asked == CATS).then(|| self.losses.clone())
    }

    /// Whether each version is taken for a cat where these units are off.
    fn verdicts(&mut self, model: &Model, off: u32) -> [bool; SLICE] {
        let network = &mut self.network;
        set_off(network.plan.pokes_mut(), &network.layers, off);
        show(network, &self.pictures);
        network.plan.forward(&model.parameters);
        std::array::from_fn(|version| network.plan.values(network.logits)[version] > 0.0)
    }
}
