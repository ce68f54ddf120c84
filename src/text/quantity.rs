//! What x and y measure: their names, their units, and numbers in those units.

use super::lang::Lang;
use super::number::{fixed, plain, short, ticked};
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
        (Quantity::Plain | Quantity::Named(..), Lang::En | Lang::ZhHans) => Money::Bare,
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
}

/// The name of a tick of the y axis, where ticks are `step` apart.
pub fn y_tick(quantity: &Quantity, value: f64, step: f64, lang: Lang) -> String {
    let money = money(quantity, lang);
    let number = match money {
        Money::Bare | Money::Thousands => ticked(value, step),
        Money::TensOfThousands => ticked(value / 10.0, step / 10.0),
    };
    number + money.unit()
}

/// A number in the units of y, to three digits, and to the same digits in both languages.
pub fn amount(y: f64, quantity: &Quantity, lang: Lang) -> String {
    let money = money(quantity, lang);
    let number = match money {
        Money::Bare | Money::Thousands => short(y),
        // Thousands above a thousand are said in full.
        Money::TensOfThousands if (1e3..1e7).contains(&y.abs()) => fixed(y / 10.0, 1),
        Money::TensOfThousands if y.abs() < 10.0 => plain(y / 10.0),
        Money::TensOfThousands => short(y / 10.0),
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
    match (money(quantity, lang), decimals) {
        (Money::Bare, _) => plain(y),
        (Money::Thousands, Some(decimals)) => fixed(y, decimals),
        (Money::Thousands, None) => plain(y),
        (Money::TensOfThousands, Some(decimals)) => fixed(y / 10.0, decimals + 1),
        (Money::TensOfThousands, None) => plain(y / 10.0),
    }
}

/// The same with its unit.
pub fn about(y: f64, quantity: &Quantity, lang: Lang) -> String {
    rounded(y, quantity, lang) + money(quantity, lang).unit()
}

/// The unit of a loss as it stands behind a number: that of y, squared or as it is; empty where none is known. A loss is said in
/// the same number in both languages, and so in thousands.
pub fn loss_unit(quantity: &Quantity, squared: bool, lang: Lang) -> &'static str {
    match (quantity, squared) {
        (Quantity::Houses, true) => lang.pick(" k²", " 千²"),
        (Quantity::Houses, false) => lang.pick(" k", " 千"),
        (Quantity::Plain | Quantity::Named(..), true | false) => "",
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
        (Quantity::Plain | Quantity::Named(..), 1) => lang.pick("point", "个点"),
        (Quantity::Plain | Quantity::Named(..), _) => lang.pick("points", "个点"),
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
