//! Where everything of a picture stands.

use super::bent::Space;
use super::bent::room::Room;
use super::chart::Chart;
use super::frame::Frame;
use super::geometry::Rect;
use super::landscape::terrain::Terrain;
use super::layers::plan::Plan;
use super::race::plan::Lanes;
use super::votes::plan::Cards;
use super::walk::plan::Nodes;

/// A picture laid out: once for each drawing, and kept until the next one, so that a pointer finds what is seen.
#[derive(Clone, Debug)]
pub enum Layout {
    /// Of a picture with axes.
    Chart(Chart),
    /// Of a landscape.
    Landscape(Terrain),
    /// Of the layers: a tile for each neuron.
    Tiles(Plan),
    /// Of the last hidden layer alone: a card for each neuron.
    Cards(Cards),
    /// Of the bent plane.
    Space(Space),
    /// Of a walk, if there is one.
    Nodes(Option<Nodes>),
    /// Of a race, if there is one.
    Lanes(Option<Lanes>),
}

impl Layout {
    /// The frame of a chart.
    pub fn frame(&self) -> Option<&Frame> {
        self.chart().map(|chart| &chart.frame)
    }

    /// What a picture with axes stands on.
    pub fn chart(&self) -> Option<&Chart> {
        match self {
            Layout::Chart(chart) => Some(chart),
            Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_) => None,
        }
    }

    /// The bent plane.
    pub fn space(&self) -> Option<&Space> {
        match self {
            Layout::Space(space) => Some(space),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_) => None,
        }
    }

    /// The lanes of a race.
    pub fn lanes(&self) -> Option<&Lanes> {
        match self {
            Layout::Lanes(lanes) => lanes.as_ref(),
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Space(_)
            | Layout::Nodes(_) => None,
        }
    }

    /// The ground of a landscape.
    pub fn landscape(&self) -> Option<&Terrain> {
        match self {
            Layout::Landscape(land) => Some(land),
            Layout::Chart(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_) => None,
        }
    }

    /// The room of the bent plane, which a drag turns.
    pub fn room(&self) -> Option<&Room> {
        match self {
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_) => None,
            Layout::Space(space) => space.room(),
        }
    }

    /// The tiles of the layers.
    pub fn tiles(&self) -> Option<&Plan> {
        match self {
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Cards(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_) => None,
            Layout::Tiles(plan) => Some(plan),
        }
    }

    /// The neurons of a walk.
    pub fn nodes(&self) -> Option<&Nodes> {
        match self {
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Cards(_)
            | Layout::Space(_)
            | Layout::Lanes(_) => None,
            Layout::Nodes(nodes) => nodes.as_ref(),
        }
    }

    /// The cards of the last hidden layer.
    pub fn cards(&self) -> Option<&Cards> {
        match self {
            Layout::Chart(_)
            | Layout::Landscape(_)
            | Layout::Tiles(_)
            | Layout::Space(_)
            | Layout::Nodes(_)
            | Layout::Lanes(_) => None,
            Layout::Cards(cards) => Some(cards),
        }
    }
}

/// An image below the base of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Image {
    /// Its width and height, in pixels of its own.
    pub size: (usize, usize),
    /// Where in the picture it belongs, stretched smoothly, CSS px.
    pub place: Rect,
}
