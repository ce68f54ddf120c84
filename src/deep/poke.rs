//! What a hand may change in a model while it works: data that a plan applies in each pass.

use super::sheet::Sheet;

/// A change of one sheet, in force from one pass to the next until it is taken away. Sheets that an operation fills can be
/// poked; inputs are edited by themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Poke {
    /// The unit is switched off: its row is 0 everywhere, and no gradient passes through it.
    Off {
        /// Of this sheet,
        sheet: Sheet,
        /// this row.
        row: usize,
    },
    /// A cell is held at a value, whatever would have come out, and no gradient passes through it.
    Pin {
        /// Of this sheet,
        sheet: Sheet,
        /// this row
        row: usize,
        /// and this column ([`Sheet::column`]).
        column: usize,
        /// is held at this.
        value: f32,
    },
}

impl Poke {
    /// Forward: what it makes of the values of a sheet, `[rows][columns]`, if it is of this sheet.
    pub(crate) fn hold(&self, filled: &Sheet, values: &mut [f32]) {
        match *self {
            Poke::Off { sheet, row } if sheet.id == filled.id => row_of(&sheet, row, values).fill(0.0),
            Poke::Pin { sheet, row, column, value } if sheet.id == filled.id => {
                if let Some(cell) = row_of(&sheet, row, values).get_mut(column) {
                    *cell = value;
                }
            }
            Poke::Off { .. } | Poke::Pin { .. } => {}
        }
    }

    /// Backward: a value that is held depends on nothing.
    pub(crate) fn stop(&self, filled: &Sheet, gradient: &mut [f32]) {
        match *self {
            Poke::Off { .. } => self.hold(filled, gradient),
            Poke::Pin { sheet, row, column, .. } => {
                Poke::Pin { sheet, row, column, value: 0.0 }.hold(filled, gradient);
            }
        }
    }
}

/// A row of a sheet's values; empty where there is none.
fn row_of<'a>(sheet: &Sheet, row: usize, values: &'a mut [f32]) -> &'a mut [f32] {
    values.chunks_exact_mut(sheet.columns().max(1)).nth(row).unwrap_or_default()
}
