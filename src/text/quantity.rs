//! What x and y measure: their names, their units, and numbers in those units.

use super::lang::Lang;
use super::number::{short, ticked};
use crate::view::Quantity;

/// The name of the x axis.
pub fn x_axis(quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.pick("km from the centre", "距市中心（公里）").to_owned(),
        Quantity::Plain => "x".to_owned(),
        Quantity::Named(x, _) => (*x).to_owned(),
    }
}

/// The name of the y axis; its unit stands at the ticks.
pub fn y_axis(quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.pick("price", "房价").to_owned(),
        Quantity::Plain => "y".to_owned(),
        Quantity::Named(_, y) => (*y).to_owned(),
    }
}

/// The names of x and y in a formula.
pub fn column_names<'a>(quantity: &Quantity<'a>, lang: Lang) -> (&'a str, &'a str) {
    match quantity {
        Quantity::Houses => (lang.pick("distance", "距离"), lang.pick("price", "房价")),
        Quantity::Named(x, y) => (x, y),
        Quantity::Plain => ("x", "y"),
    }
}

/// The unit of y as it stands behind a number; empty where none is known.
fn unit(quantity: &Quantity, lang: Lang) -> &'static str {
    match quantity {
        // Thousands of whatever money it is.
        Quantity::Houses => lang.pick(" k", " 千"),
        Quantity::Plain | Quantity::Named(..) => "",
    }
}

/// The name of a tick of the y axis, where ticks are `step` apart.
pub fn y_tick(quantity: &Quantity, value: f64, step: f64, lang: Lang) -> String {
    ticked(value, step) + unit(quantity, lang)
}

/// A number in the units of y.
pub fn amount(y: f64, quantity: &Quantity, lang: Lang) -> String {
    short(y) + unit(quantity, lang)
}

/// What one point is, with Chinese's word for counting it.
pub fn thing(quantity: &Quantity, lang: Lang) -> &'static str {
    things(1, quantity, lang)
}

/// What this many points are, with Chinese's word for counting them.
pub fn things(count: usize, quantity: &Quantity, lang: Lang) -> &'static str {
    match (quantity, count) {
        (Quantity::Houses, 1) => lang.pick("house", "套房子"),
        (Quantity::Houses, _) => lang.pick("houses", "套房子"),
        (Quantity::Plain | Quantity::Named(..), 1) => lang.pick("point", "个点"),
        (Quantity::Plain | Quantity::Named(..), _) => lang.pick("points", "个点"),
    }
}

/// A number in the units of y where those are told elsewhere.
pub fn bare(y: f64, quantity: &Quantity, lang: Lang) -> String {
    let named = amount(y, quantity, lang);
    named.strip_suffix(unit(quantity, lang)).unwrap_or(&named).to_owned()
}
