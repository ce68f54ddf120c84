//! Sliders: from a place along one to the value that it stands for, and back.

use crate::scene::range::bounded;
use crate::text::number::power_of;
use web_sys::HtmlInputElement;

/// Positions of a slider that runs over the logarithm.
pub const NOTCHES: f64 = 1000.0;

/// The scale of a slider.
#[derive(Clone, Copy)]
pub struct Scale {
    /// The least value.
    pub min: f64,
    /// The greatest value.
    pub max: f64,
    /// The slider runs over the logarithm.
    pub log: bool,
    /// The values are whole numbers.
    pub whole: bool,
}

impl Scale {
    /// From 0 to 1 along the slider.
    pub fn share(self, value: f64) -> f64 {
        let share = if self.log {
            libm::log(value / self.min) / libm::log(self.max / self.min)
        } else {
            (value - self.min) / (self.max - self.min)
        };
        bounded(share, 0.0, 1.0)
    }

    /// The value at a place of a logarithmic slider, to two significant digits.
    fn value(self, share: f64) -> f64 {
        let value = self.min * libm::exp(share * libm::log(self.max / self.min));
        let digit = 10_f64.powi(power_of(value) - 1);
        // Dividing by a whole power of ten keeps the decimals short.
        let rounded =
            if digit < 1.0 { (value / digit).round() / (1.0 / digit).round() } else { (value / digit).round() * digit };
        bounded(if self.whole { rounded.round() } else { rounded }, self.min, self.max)
    }

    /// The value at which a slider stands.
    pub fn value_at(self, slider: &HtmlInputElement) -> f64 {
        let at = slider.value_as_number();
        if self.log { self.value(at / NOTCHES) } else { at }
    }

    /// The next value of a logarithmic slider, one in its second digit: a notch may be too little to change it.
    pub fn next(self, value: f64, forward: bool) -> f64 {
        // Downwards from 100 goes 99, not 90.
        let from = if forward { value } else { value * 0.999_999 };
        let power = (power_of(from) - 1).max(if self.whole { 0 } else { i32::MIN });
        let digit = 10_f64.powi(power);
        let count = (value / digit).round() + if forward { 1.0 } else { -1.0 };
        let next = if power < 0 { count / 10_f64.powi(-power) } else { count * digit };
        bounded(next, self.min, self.max)
    }
}
