//! The marks that plotters draws for us, on whatever backend.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Polygon, Text};
use plotters::style::TextStyle;
use plotters_backend::{BackendCoord, DrawingBackend};
use std::cell::RefCell;

/// The outcome of drawing on a backend.
pub type Drawn<DB> = Result<(), Failure<DB>>;

/// Why a backend could not draw.
type Failure<DB> = DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>;

/// Draws the marks that pictures are made of. A trait object, so that pictures are not compiled anew for each backend.
pub(super) trait Sheet {
    fn path(&self, path: PathElement<BackendCoord>);
    fn polygon(&self, polygon: Polygon<BackendCoord>);
    fn circle(&self, circle: Circle<BackendCoord, i32>);
    fn text(&self, text: &Text<BackendCoord, &str>);
    /// In backend units; `None` where the backend cannot tell.
    fn text_width(&self, text: &str, style: &TextStyle) -> Option<u32>;
}

/// An area, and the first failure on it. After a failure nothing more is drawn.
pub(super) struct Area<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    failure: RefCell<Option<Failure<DB>>>,
}

impl<'a, DB: DrawingBackend> Area<'a, DB> {
    pub fn new(area: &'a DrawingArea<DB, Shift>) -> Self {
        Area { area, failure: RefCell::new(None) }
    }

    /// The first failure, if there was one.
    pub fn outcome(self) -> Drawn<DB> {
        self.failure.into_inner().map_or(Ok(()), Err)
    }

    fn draw<E>(&self, element: E)
    where
        for<'e> &'e E: PointCollection<'e, BackendCoord>,
        E: Drawable<DB>,
    {
        let mut failure = self.failure.borrow_mut();
        if failure.is_none() {
            *failure = self.area.draw(&element).err();
        }
    }
}

impl<DB: DrawingBackend> Sheet for Area<'_, DB> {
    fn path(&self, path: PathElement<BackendCoord>) {
        self.draw(path);
    }

    fn polygon(&self, polygon: Polygon<BackendCoord>) {
        self.draw(polygon);
    }

    fn circle(&self, circle: Circle<BackendCoord, i32>) {
        self.draw(circle);
    }

    fn text(&self, text: &Text<BackendCoord, &str>) {
        let mut failure = self.failure.borrow_mut();
        if failure.is_none() {
            *failure = self.area.draw(text).err();
        }
    }

    fn text_width(&self, text: &str, style: &TextStyle) -> Option<u32> {
        Some(self.area.estimate_text_size(text, style).ok()?.0)
    }
}
