//! What is drawn: a cat or one of its look-alikes, of which parts, and where on a head a stroke lies.

/// What a drawing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A cat's head: an outline, two pointed ears, eyes, a nose, often whiskers.
    Cat,
    /// A head with long ears.
    Rabbit,
    /// A head with round ears, the one that is most like a cat.
    Bear,
    /// A head with hanging ears.
    Dog,
    /// A head without ears.
    Bald,
    /// A box with one pointed roof, and windows for eyes.
    House,
    /// A lumpy outline.
    Blob,
    /// A cat's outline and ears, without eyes.
    Faceless,
    /// A cat's parts in wrong places.
    Scatter,
}

impl Kind {
    /// The cat and its look-alikes.
    pub const ALL: [Kind; 9] = [
        Kind::Cat,
        Kind::Rabbit,
        Kind::Bear,
        Kind::Dog,
        Kind::Bald,
        Kind::House,
        Kind::Blob,
        Kind::Faceless,
        Kind::Scatter,
    ];

    /// Whether it is a cat: what is asked of a learner.
    pub fn is_cat(self) -> bool {
        self == Kind::Cat
    }
}

/// The way in which a drawing is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Round closed heads and eyes that are dots.
    Code,
    /// As people draw cats: an outline that is open or a box, tall ears that are a part of it, eyes that are lines or rings.
    Human,
}

impl Manner {
    /// Both manners.
    pub const ALL: [Manner; 2] = [Manner::Code, Manner::Human];
}

/// A part of a drawing, which can be rubbed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The outline of the head.
    Head,
    /// Both ears.
    Ears,
    /// Both eyes.
    Eyes,
    /// The nose and the mouth below it.
    Nose,
    /// The whiskers of both sides.
    Whiskers,
}

impl Part {
    /// Every part.
    pub const ALL: [Part; 5] = [Part::Head, Part::Ears, Part::Eyes, Part::Nose, Part::Whiskers];
}

/// Where on a head a stroke lies, which is finer than its part: the outline has a name for each stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The upper stretch of the outline.
    Crown,
    /// The lower sides of the outline.
    Cheek,
    /// The lowest stretch of the outline.
    Chin,
    /// An ear.
    Ear,
    /// An eye.
    Eye,
    /// Nose or mouth.
    Nose,
    /// A whisker.
    Whisker,
}

impl Place {
    /// Every place.
    pub const ALL: [Place; 7] =
        [Place::Crown, Place::Cheek, Place::Chin, Place::Ear, Place::Eye, Place::Nose, Place::Whisker];

    /// The part that it is rubbed out with.
    pub fn part(self) -> Part {
        match self {
            Place::Crown | Place::Cheek | Place::Chin => Part::Head,
            Place::Ear => Part::Ears,
            Place::Eye => Part::Eyes,
            Place::Nose => Part::Nose,
            Place::Whisker => Part::Whiskers,
        }
    }
}
