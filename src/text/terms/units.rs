//! In which units the numbers of a line count.

use crate::learn::Scaling;
use crate::session::Settings;
use crate::text::lang::Lang;
use crate::text::number::{plain, short};
use crate::text::quantity::{Scale, column_names, loss_unit};
use crate::view::{Plane, Quantity};

/// The names of the axes of the surface, (u, v), with their units.
pub fn plane(plane: &Plane, quantity: &Quantity, lang: Lang) -> (String, String) {
    let text = |en: &str, zh: &str| lang.pick(en, zh).to_owned();
    match (plane, quantity) {
        (Plane::Exact { x_unit }, Quantity::Houses) => (
            lang.say("w: tilt, {0}", "w：斜率，{0}", &[&per_kilometres(*x_unit, lang)]),
            text("b: price at the centre, k", "b：市中心的房价，万"),
        ),
        (
            Plane::Exact { x_unit: 1 },
            Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs,
        ) => (text("slope w", "斜率 w"), text("intercept b", "截距 b")),
        (
            Plane::Exact { x_unit },
            Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs,
        ) => (
            lang.say("slope w, per {0} of x", "斜率 w（x 每增加 {0}）", &[&x_unit.to_string()]),
            text("intercept b", "截距 b"),
        ),
        (Plane::Centred, Quantity::Houses) => (
            lang.say("w: tilt, {0}", "w：斜率，{0}", &[&per_kilometres(1, lang)]),
            text("h: price at the mean distance, k", "h：平均距离处的房价，万"),
        ),
        (
            Plane::Centred,
            Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs,
        ) => (text("slope w", "斜率 w"), text("height h at the mean x", "在平均 x 处的高度 h")),
        (Plane::Path { .. }, _) => (text("along the path", "沿着路径"), text("across the path", "横过路径")),
        (Plane::Weights { u, v, .. }, _) => {
            let name = |i: &usize| lang.say("weight {0}", "权重 {0}", &[&(i + 1).to_string()]);
            (name(u), name(v))
        }
    }
}

/// "k per 10 km"
fn per_kilometres(x_unit: u32, lang: Lang) -> String {
    match x_unit {
        1 => lang.pick("k per km", "万/公里").to_owned(),
        _ => lang.say("k per {0} km", "万/{0} 公里", &[&x_unit.to_string()]),
    }
}

/// How w, b and their slopes are told: as the model has them, which is in the units of y unless these are standardized.
pub fn scale(settings: &Settings, quantity: &Quantity, lang: Lang) -> Scale {
    if settings.standardize { Scale::ONE } else { Scale::new(&settings.units(quantity.clone()), lang) }
}

/// In which units w, b and their slopes count: the model's own.
pub fn units(settings: &Settings, scaling: &Scaling, quantity: &Quantity, lang: Lang) -> String {
    let (x, y) = column_names(quantity, lang);
    let own = settings.units(quantity.clone());
    if settings.standardize {
        let told = Scale::new(&own, lang);
        let numbers = [scaling.x_mean, scaling.x_scale, told.y(scaling.y_mean), told.y(scaling.y_scale)].map(short);
        let (en, zh) = match quantity {
            Quantity::Houses => (
                "Standardized: all counts in deviations from the mean here, {0} in steps of {3} km from {2} km, {1} in steps of {5} k from {4} k.",
                "已标准化：这里的数都以偏离平均值几个标准差计，{0}的平均值是 {2} 公里、标准差 {3} 公里，{1}的平均值是 {4} 万、标准差 {5} 万。",
            ),
            Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs => (
                "Standardized: all counts in deviations from the mean here, {0} in steps of {3} from {2}, {1} in steps of {5} from {4}.",
                "已标准化：这里的数都以偏离平均值几个标准差计，{0} 的平均值是 {2}、标准差 {3}，{1} 的平均值是 {4}、标准差 {5}。",
            ),
        };
        return lang.say(en, zh, &[x, y, &numbers[0], &numbers[1], &numbers[2], &numbers[3]]);
    }
    match (quantity, settings.x_unit) {
        (Quantity::Houses, unit) => {
            let (en, zh) = ("w counts in {0}, b in k, L in {1}.", "w 的单位是{0}，b 的单位是万，L 的单位是{1}。");
            let text = lang.say(en, zh, &[&per_kilometres(unit, lang), loss_unit(&own, lang).trim_start()]);
            // A loss that is not squared is told as a tenth, as w is: its slope stays as it is, and w goes a tenth of the way.
            let share = Scale::new(&own, lang).rate(1.0);
            if share == 1.0 {
                return text;
            }
            let (en, zh) = (" So counted, α is {0} times what is set.", "按这些单位计，α 是设定值的 {0} 倍。");
            text + &lang.say(en, zh, &[&plain(share)])
        }
        (Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs, 1) => {
            lang.say("{0} and {1} count as they are.", "{0} 和 {1} 都按原来的单位计。", &[x, y])
        }
        (Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Animals | Quantity::Inputs, unit) => {
            lang.say(
                "{0} counts in units of {2}, {1} as it is.",
                "{0} 以 {2} 为单位计，{1} 按原来的单位计。",
                &[x, y, &unit.to_string()],
            )
        }
    }
}
