//! A table that somebody has brought, before it is used: its text, what was understood of it, and what was corrected by hand.

use crate::data::table::{self, Choices, Delimiter, Mark, Pick, Reading, Unread};

/// A table that is looked at.
pub struct Brought {
    text: String,
    choices: Choices,
    seed: u32,
    reading: Result<Reading, Unread>,
}

/// What the hand corrects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Correct {
    /// This is x. What was x becomes y, if this was y.
    X(Pick),
    /// This is y, likewise.
    Y(Pick),
    /// This column tells the class; once more, and it does not.
    Label(usize),
    /// Whether the first row holds names.
    Header(bool),
    /// The decimal mark.
    Decimal(Mark),
    /// What parts the cells.
    Delimiter(Delimiter),
    /// Whether dates have their day first.
    DayFirst(bool),
    /// Whether rows become columns.
    Sideways(bool),
}

impl Brought {
    /// A text as it was brought; `seed` draws the sample of a long one, and `choices` are what is known of it.
    pub fn new(text: String, choices: Choices, seed: u32) -> Brought {
        let reading = table::read(&text, &choices, seed);
        Brought { text, choices, seed, reading }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The same table as another text, as its bytes are in another encoding; what was corrected stays.
    pub fn read_as(&mut self, text: String) {
        self.text = text;
        self.reading = table::read(&self.text, &self.choices, self.seed);
    }

    /// What was understood of it.
    pub fn reading(&self) -> Result<&Reading, Unread> {
        self.reading.as_ref().map_err(|unread| *unread)
    }

    /// Corrects one thing, and reads the text once more.
    pub fn correct(&mut self, what: Correct) {
        let now = self.reading.as_ref().ok().map(|reading| (reading.x, reading.y, reading.label));
        let choices = &mut self.choices;
        match what {
            Correct::X(pick) | Correct::Y(pick) => {
                let Some((x, y, label)) = now else { return };
                let is_x = matches!(what, Correct::X(_));
                let swapped = pick == if is_x { y } else { x };
                let other = match (is_x, swapped) {
                    (true, true) | (false, false) => x,
                    (true, false) | (false, true) => y,
                };
                let (x, y) = if is_x { (pick, other) } else { (other, pick) };
                (choices.x, choices.y) = (Some(x), Some(y));
                choices.label = Some(label.filter(|label| pick != Pick::Column(*label)));
            }
            Correct::Label(column) => {
                let Some((x, y, label)) = now else { return };
                let keep = |pick: Pick| Some(pick).filter(|pick| *pick != Pick::Column(column));
                (choices.x, choices.y) = (keep(x), keep(y));
                choices.label = Some(Some(column).filter(|_| label != Some(column)));
            }
            Correct::Header(header) => choices.header = Some(header),
            Correct::Decimal(mark) => choices.decimal = Some(mark),
            Correct::DayFirst(day_first) => choices.day_first = Some(day_first),
            Correct::Delimiter(delimiter) => {
                choices.delimiter = Some(delimiter);
                (choices.x, choices.y, choices.label) = (None, None, None);
            }
            Correct::Sideways(sideways) => {
                choices.sideways = Some(sideways);
                (choices.x, choices.y, choices.label) = (None, None, None);
            }
        }
        self.reading = table::read(&self.text, &self.choices, self.seed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes(brought: &Brought) -> (Pick, Pick, Option<usize>) {
        brought.reading().map(|reading| (reading.x, reading.y, reading.label)).unwrap_or((Pick::Row, Pick::Row, None))
    }

    #[test]
    fn a_press_corrects_each_guess() {
        let [a, b, c] = [0, 1, 2].map(Pick::Column);
        let mut brought = Brought::new("a,b,c\n1,5,7\n2,6,9\n3,5,8".to_owned(), Choices::default(), 1);
        assert_eq!(axes(&brought), (a, c, None));
        brought.correct(Correct::X(b));
        assert_eq!(axes(&brought), (b, c, None));
        brought.correct(Correct::X(c));
        assert_eq!(axes(&brought), (c, b, None), "they change places");
        brought.correct(Correct::Y(a));
        assert_eq!(axes(&brought), (c, a, None));
        brought.correct(Correct::Label(1));
        assert_eq!(axes(&brought), (c, a, Some(1)));
        brought.correct(Correct::Y(b));
        assert_eq!(axes(&brought), (c, b, None), "a column has one use");
        brought.correct(Correct::Label(2));
        assert_eq!(axes(&brought), (a, b, Some(2)), "what is free takes its place");
        brought.correct(Correct::Label(2));
        assert_eq!(axes(&brought).2, None);
        brought.correct(Correct::X(Pick::Row));
        assert_eq!(axes(&brought).0, Pick::Row);
        brought.read_as("a,b,c\n4,5,7\n5,6,9".to_owned());
        assert_eq!((axes(&brought).0, brought.reading().map(|reading| reading.rows)), (Pick::Row, Ok(2)));
        brought.read_as("a,b,c\n1,5,7\n2,6,9\n3,5,8".to_owned());
        brought.correct(Correct::Header(false));
        assert_eq!(brought.reading().map(|reading| reading.rows), Ok(4));
        brought.correct(Correct::Delimiter(Delimiter::Semicolon));
        assert!(brought.reading().is_err());
        brought.correct(Correct::Delimiter(Delimiter::Comma));
        assert_eq!(axes(&brought), (a, c, None));
    }
}
