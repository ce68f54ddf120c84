//! The losses at the step that the pointer or the keyboard reads.

use super::columns::Column;
use crate::scene::frame::Frame;
use crate::scene::lettering::Font;
use crate::scene::pen::Pen;
use crate::scene::tip::{Row, Sample, Tip};
use crate::text::labels;
use crate::text::quantity::Scale;
use crate::view::{LossEntry, Losses, Units};

/// A step, and what was recorded of it.
pub(super) struct Reading<'a> {
    step: u64,
    entry: &'a LossEntry,
    units: Units<'a>,
}

impl<'a> Reading<'a> {
    /// Past either end the nearest entry is read. `None` where nothing is read or there is nothing to read.
    pub fn of(view: &Losses<'a>) -> Option<Reading<'a>> {
        let (step, entries) = (view.readout?, view.entries);
        let entry = entries.get(entries.partition_point(|e| e.to < step)).or(entries.last())?;
        Some(Reading { step, entry, units: view.units.clone() })
    }

    /// A line at the step, and a tip beside it that hides little of the lines of training, held-out loss and penalty.
    pub fn draw(&self, pen: &Pen, f: &Frame, lines: [&[Column]; 3]) {
        let (c, lang, entry) = (pen.colors(), pen.look.lang, self.entry);
        let (x, _) = f.to_px(self.step.clamp(entry.from, entry.to) as f64, f.y.lo);
        pen.line(&[(x, f.top), (x, f.bottom())], c.ink.mix(0.5), 1.0);
        let scale = Scale::new(&self.units, lang);
        let mut rows = vec![Row::head(labels::step(entry.from, entry.to, lang))];
        let values = [
            (Some(entry.train), labels::training(lang), c.model, Sample::Training),
            (entry.held_out, labels::held_out(lang), c.held_out, Sample::HeldOut),
            (entry.penalty, labels::penalty(lang), c.soft, Sample::Penalty),
        ];
        for (extent, name, color, sample) in values {
            let Some(e) = extent else { continue };
            let reading = labels::reading(scale.loss(e.min.into()), scale.loss(e.max.into()));
            rows.push(Row::of(sample, [name, " ", &reading].concat()));
            let at = (x, f.to_px(0.0, f64::from(e.last)).1);
            if entry.from == entry.to && f.holds(at, 0.5) {
                pen.disc(at, 5.0, c.panel);
                pen.disc(at, 3.5, color);
            }
        }
        let lines = lines.map(|line| line.iter().map(|c| (c.x, c.last)).collect::<Vec<_>>());
        Tip { rows, head: Font::SMALL_BOLD }.draw_beside(pen, f, x, &lines);
    }
}
