//! What x and y measure: their names, their units, and numbers in those units.

use super::dates;
use super::lang::Lang;
use super::number::{fixed, plain, power_of, short, ticked, without_zeros};
use crate::view::{Plane, Quantity, Units};

/// The name of the x axis.
pub fn x_axis(quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.pick("km from the centre", "距市中心（公里）").to_owned(),
        Quantity::Plain => "x".to_owned(),
        Quantity::Animals => lang.pick("ears, from round to pointed", "耳朵：由圆到尖").to_owned(),
        Quantity::Inputs => "x₁".to_owned(),
        Quantity::Named(x, _) | Quantity::Dated(x, _) => (*x).to_owned(),
    }
}

/// The name of the y axis; its unit stands at the ticks.
pub fn y_axis(quantity: &Quantity, lang: Lang) -> String {
    match quantity {
        Quantity::Houses => lang.pick("price", "房价").to_owned(),
        Quantity::Plain => "y".to_owned(),
        Quantity::Animals => lang.pick("whiskers, from short to long", "胡须：由短到长").to_owned(),
        Quantity::Inputs => "x₂".to_owned(),
        Quantity::Named(_, y) | Quantity::Dated(_, y) => (*y).to_owned(),
    }
}

/// The names of x and y in a formula.
pub fn column_names<'a>(quantity: &Quantity<'a>, lang: Lang) -> (&'a str, &'a str) {
    match quantity {
        Quantity::Houses => (lang.pick("distance", "距离"), lang.pick("price", "房价")),
        Quantity::Named(x, y) | Quantity::Dated(x, y) => (x, y),
        Quantity::Plain => ("x", "y"),
        Quantity::Animals => (lang.pick("ears", "耳朵"), lang.pick("whiskers", "胡须")),
        Quantity::Inputs => ("x₁", "x₂"),
    }
}

/// The names of x and y at the head of a saved table, whose numbers are those of the data, to the bit: where prices are told
/// otherwise, the unit is named.
pub fn saved_names<'a>(quantity: &Quantity<'a>, lang: Lang) -> (&'a str, &'a str) {
    match quantity {
        Quantity::Houses => (lang.pick("distance", "距离"), lang.pick("price", "房价（千元）")),
        Quantity::Named(..) | Quantity::Dated(..) | Quantity::Plain | Quantity::Animals | Quantity::Inputs => {
            column_names(quantity, lang)
        }
    }
}

/// How the amounts of y are said.
enum Money {
    /// As they are, with nothing behind them.
    Bare,
    /// In thousands, as they are.
    Thousands,
    /// In tens of thousands, as Chinese counts.
    TensOfThousands,
}

fn money(quantity: &Quantity, lang: Lang) -> Money {
    match (quantity, lang) {
        (Quantity::Houses, Lang::En) => Money::Thousands,
        (Quantity::Houses, Lang::ZhHans) => Money::TensOfThousands,
        (
            Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs,
            Lang::En | Lang::ZhHans,
        ) => Money::Bare,
    }
}

impl Money {
    /// The unit as it stands behind a number.
    fn unit(&self) -> &'static str {
        match self {
            Money::Bare => "",
            Money::Thousands => " k",
            Money::TensOfThousands => " 万",
        }
    }

    /// How much of y makes one.
    fn size(&self) -> f64 {
        match self {
            Money::Bare | Money::Thousands => 1.0,
            Money::TensOfThousands => 10.0,
        }
    }
}

/// A number of y as it is told, without its unit.
pub fn told(y: f64, quantity: &Quantity, lang: Lang) -> f64 {
    y / money(quantity, lang).size()
}

/// The number of y that is told so.
pub fn untold(told: f64, quantity: &Quantity, lang: Lang) -> f64 {
    told * money(quantity, lang).size()
}

/// From the numbers of a model to those that are told, wherever these are computed with: in Chinese a price of 821 thousand is
/// told as 82.1, so a loss of 1,444 as 14.44. All that follows from prices goes along, so that a formula holds as it is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// How much of y is told as 1.
    y: f64,
    /// How much of a loss is told as 1.
    loss: f64,
}

impl Scale {
    /// Each number as it is.
    pub const ONE: Scale = Scale { y: 1.0, loss: 1.0 };

    /// What counts in these units, in the user's own.
    pub fn new(units: &Units, lang: Lang) -> Scale {
        let y = money(&units.quantity, lang).size();
        Scale { y, loss: if units.squared { y * y } else { y } }
    }

    /// Along the axes of a plane. Those of a slice have no unit, but the loss has its own all the same.
    #[must_use]
    pub fn on(self, plane: &Plane) -> Scale {
        match plane {
            Plane::Exact { .. } | Plane::Centred => self,
            Plane::Path { .. } | Plane::Weights { .. } => Scale { y: 1.0, ..self },
        }
    }

    /// A number of y: a price, a parameter of a line, a tick of their axes.
    pub fn y(self, y: f64) -> f64 {
        y / self.y
    }

    /// A loss, or a penalty.
    pub fn loss(self, loss: f64) -> f64 {
        loss / self.loss
    }

    /// The derivative of a loss by a parameter of a line.
    pub fn slope(self, slope: f64) -> f64 {
        slope / (self.loss / self.y)
    }

    /// The learning rate with which a parameter follows such a slope: as it is, if the loss is squared.
    pub fn rate(self, rate: f64) -> f64 {
        rate / (self.y * self.y / self.loss)
    }

    /// What a weight is multiplied by in the derivative of its penalty: as it is, if the loss is squared.
    pub fn decay(self, strength: f64) -> f64 {
        strength * (self.y * self.y / self.loss)
    }
}

/// A loss in the units in which it is told, which stand elsewhere.
pub fn loss(loss: f64, units: &Units, lang: Lang) -> String {
    short(Scale::new(units, lang).loss(loss))
}

/// The name of a tick of the y axis, where ticks are `step` apart.
pub fn y_tick(quantity: &Quantity, value: f64, step: f64, lang: Lang) -> String {
    let money = money(quantity, lang);
    ticked(value / money.size(), step / money.size()) + money.unit()
}

/// A number in the units of y, to three digits, and to the same digits in both languages.
pub fn amount(y: f64, quantity: &Quantity, lang: Lang) -> String {
    let money = money(quantity, lang);
    let told = y / money.size();
    let number = match money {
        Money::Bare | Money::Thousands => short(told),
        // Thousands above a thousand are said in full.
        Money::TensOfThousands if (1e3..1e7).contains(&y.abs()) => fixed(told, 1),
        Money::TensOfThousands if y.abs() < 10.0 => plain(told),
        Money::TensOfThousands => short(told),
    };
    number + money.unit()
}

/// The number of an amount as a label on a picture has room for it: whole from ten on.
pub fn rounded(y: f64, quantity: &Quantity, lang: Lang) -> String {
    let decimals = match y.abs() {
        a if (10.0..1e7).contains(&a) => Some(0),
        a if (1.0..10.0).contains(&a) => Some(1),
        _ => None,
    };
    let money = money(quantity, lang);
    let told = y / money.size();
    match (money, decimals) {
        (Money::Thousands, Some(decimals)) => fixed(told, decimals),
        (Money::TensOfThousands, Some(decimals)) => fixed(told, decimals + 1),
        (Money::Bare, _) | (Money::Thousands | Money::TensOfThousands, None) => plain(told),
    }
}

/// The same with its unit.
pub fn about(y: f64, quantity: &Quantity, lang: Lang) -> String {
    rounded(y, quantity, lang) + money(quantity, lang).unit()
}

/// The unit of a loss as it stands behind a number: that of y, squared or as it is; empty where none is known.
pub fn loss_unit(units: &Units, lang: Lang) -> &'static str {
    match (&units.quantity, units.squared) {
        (Quantity::Houses, true) => lang.pick(" k²", " 万²"),
        (Quantity::Houses, false) => lang.pick(" k", " 万"),
        (
            Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs,
            true | false,
        ) => "",
    }
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
        (Quantity::Animals, 1) => lang.pick("animal", "只动物"),
        (Quantity::Animals, _) => lang.pick("animals", "只动物"),
        (Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs, 1) => {
            lang.pick("point", "个点")
        }
        (Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs, _) => {
            lang.pick("points", "个点")
        }
    }
}

/// A place on the x axis, to six digits at least: years, and whatever else has four, without a comma.
pub fn place(quantity: &Quantity, x: f64) -> String {
    if let Quantity::Dated(..) = quantity {
        return dates::date(x);
    }
    match x.abs() {
        a if !(1e-4..1e15).contains(&a) => plain(x),
        a => ungrouped(without_zeros(fixed(x, (5 - power_of(a)).clamp(0, 9) as usize))),
    }
}

/// The name of a tick of the x axis, where ticks are `step` apart.
pub fn x_tick(value: f64, step: f64) -> String {
    ungrouped(ticked(value, step))
}

/// What the names of x's ticks leave out.
pub fn x_common(value: f64) -> String {
    // No decimal is written that a number of this size does not have.
    ungrouped(without_zeros(fixed(value, (14 - power_of(value)).clamp(0, 9) as usize)))
}

/// What the names of y's ticks leave out.
pub fn y_common(quantity: &Quantity, value: f64, lang: Lang) -> String {
    let money = money(quantity, lang);
    x_common(value / money.size()) + money.unit()
}

/// A number of four digits without the comma.
fn ungrouped(number: String) -> String {
    let whole = number.split('.').next().unwrap_or_default();
    match whole.chars().filter(char::is_ascii_digit).count() {
        4 => number.replacen(',', "", 1),
        _ => number,
    }
}

/// A number in the units of y where those are told elsewhere.
pub fn bare(y: f64, quantity: &Quantity, lang: Lang) -> String {
    let named = amount(y, quantity, lang);
    named.strip_suffix(money(quantity, lang).unit()).unwrap_or(&named).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_has_the_same_digits_in_both_languages() {
        let said = |y: f64| [Lang::En, Lang::ZhHans].map(|lang| amount(y, &Quantity::Houses, lang));
        assert_eq!(said(821.4), ["821 k", "82.1 万"]);
        assert_eq!(said(-62.44), ["−62.4 k", "−6.24 万"]);
        assert_eq!(said(12_345.6), ["12,346 k", "1,234.6 万"]);
        assert_eq!(said(2.0), ["2.00 k", "0.2 万"]);
        assert_eq!(said(0.0), ["0 k", "0 万"]);
        assert_eq!(said(f64::NAN), ["– k", "– 万"]);
        assert_eq!(amount(821.4, &Quantity::Plain, Lang::ZhHans), "821");
    }

    #[test]
    fn a_label_has_as_many_digits_as_it_has_room_for() {
        let said = |y: f64| [Lang::En, Lang::ZhHans].map(|lang| about(y, &Quantity::Houses, lang));
        assert_eq!(said(131.4), ["131 k", "13.1 万"]);
        assert_eq!(said(62.44), ["62 k", "6.2 万"]);
        assert_eq!(said(5.26), ["5.3 k", "0.53 万"]);
        assert_eq!(said(0.0512), ["0.0512 k", "0.00512 万"]);
        assert_eq!(about(0.25, &Quantity::Plain, Lang::En), "0.25");
    }

    #[test]
    fn ticks_are_said_in_tens_of_thousands() {
        let said = |y: f64| [Lang::En, Lang::ZhHans].map(|lang| y_tick(&Quantity::Houses, y, 200.0, lang));
        assert_eq!(said(800.0), ["800 k", "80 万"]);
        assert_eq!(said(0.0), ["0 k", "0 万"]);
        assert_eq!(y_tick(&Quantity::Houses, 5.0, 5.0, Lang::ZhHans), "0.5 万");
    }
}
