//! What stands on the picture of the plane as the last hidden layer sees it.

use super::lang::Lang;
use super::number::fixed;
use super::quantity::{x_axis, y_axis};
use super::sentences::sorting::percent;
use super::stack::neuron_name;
use crate::view::{Directions, Quantity};

/// From this share on, what a cut gets right is called all.
const ALL: f64 = 0.95;

/// The name of an axis, 0 to 2, of the plane that is not bent, and of one that is; `None` on the way, and where an axis is empty.
pub fn axis(directions: &Directions, bend: f64, axis: usize, quantity: &Quantity, lang: Lang) -> Option<String> {
    if bend <= 0.0 || *directions == Directions::Inputs {
        return match axis {
            0 => Some(x_axis(quantity, lang)),
            1 => Some(y_axis(quantity, lang)),
            _ => None,
        };
    }
    let neuron = |of: usize| (axis < of && bend >= 1.0).then(|| neuron_name(axis, lang));
    match directions {
        Directions::Inputs => None,
        Directions::One => neuron(1),
        Directions::Two => neuron(2),
        Directions::Three => neuron(3),
        Directions::Main { .. } if axis == 2 => (bend >= 1.0).then(|| {
            let (yes, _) = classes(quantity, lang);
            lang.say("toward {0}", "朝向“{0}”", &[yes])
        }),
        Directions::Main { .. } => {
            (bend >= 1.0).then(|| lang.say("direction {0}", "方向 {0}", &[&(axis + 1).to_string()]))
        }
    }
}

/// What samples are called on either side of the cut: the class that is asked for, and the other one.
pub fn classes(quantity: &Quantity, lang: Lang) -> (&'static str, &'static str) {
    match quantity {
        Quantity::Animals => (lang.pick("cat", "猫"), lang.pick("no cat", "不是猫")),
        Quantity::Houses | Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs => {
            (lang.pick("class 1", "第 1 类"), lang.pick("class 0", "第 0 类"))
        }
    }
}

/// What the cut comes to, by the share of the samples that lie on their own side of it.
pub fn cut(directions: &Directions, right: f64, quantity: &Quantity, lang: Lang) -> String {
    // All is said of what is all, and else how much of it.
    let share = percent(right, lang);
    let but = if right < 1.0 { lang.pick(": ", "：").to_owned() + &share } else { String::new() };
    match (directions, quantity) {
        (Directions::One, _) if right >= ALL => {
            lang.pick("here one point does it", "在这里，一个分界点就够了").to_owned() + &but
        }
        (Directions::One, _) => {
            lang.say("one neuron is one axis: its cut gets {0}", "一个神经元只有一个轴：这一刀分对 {0}", &[&share])
        }
        (Directions::Inputs | Directions::Two, _) if right >= ALL => {
            lang.pick("here one straight line does it", "在这里，一条直线就够了").to_owned() + &but
        }
        (Directions::Inputs | Directions::Two, _) => {
            lang.say("its straight line gets {0} of all right", "它的这条直线分对了全部的 {0}", &[&share])
        }
        (Directions::Three | Directions::Main { .. }, Quantity::Animals) if right >= ALL => {
            lang.pick("here the fence is one flat cut", "在这里，围栏就是平着的一刀").to_owned() + &but
        }
        (
            Directions::Three | Directions::Main { .. },
            Quantity::Houses | Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs,
        ) if right >= ALL => lang.pick("here one flat cut does it", "在这里，平着一刀就够了").to_owned() + &but,
        (Directions::Three | Directions::Main { .. }, _) => {
            lang.say("its flat cut gets {0} of all right", "它平着的这一刀分对了全部的 {0}", &[&share])
        }
    }
}

/// What the cut comes to where no layer bends.
pub fn straight(right: f64, lang: Lang) -> String {
    let (en, zh) = ("nothing bends it, so it stays a plane: {0} right", "没有弯折，它还是一张平面：分对 {0}");
    lang.say(en, zh, &[&percent(right, lang)])
}

/// How far the plane is bent, where it is not bent wholly; `best` is the share that the best straight cut of the flat one gets.
pub fn on_the_way(bend: f64, best: Option<f64>, lang: Lang) -> String {
    if bend <= 0.0 {
        return match best {
            Some(share) => {
                let share = percent(share, lang);
                lang.say("flat: the best straight cut gets {0}", "还是一张平面：最好的一刀直线分对 {0}", &[&share])
            }
            None => lang.pick("flat: not bent yet", "还是一张平面，没有弯").to_owned(),
        };
    }
    let percent = (100.0 * bend).round().max(1.0);
    let percent = fixed(percent.min(99.0), 0);
    lang.say("on the way: {0} % bent", "正在弯曲：已弯 {0}%", &[&percent])
}

/// Stands where nothing is left to be seen.
pub fn diverged(lang: Lang) -> &'static str {
    lang.pick("no numbers any more: nothing to see", "已经不再是数，没什么可看的了")
}

/// Of how many dimensions three directions are a view, and how much of them they show.
pub fn main_directions(neurons: usize, share: f64, lang: Lang) -> String {
    // Rounded down: what is not seen is not denied.
    lang.say(
        "a view of {0} dimensions: {1} % of the variance",
        "{0} 维空间的一个侧面，保留了方差的 {1}%",
        &[&neurons.to_string(), &fixed((100.0 * share + 1e-6).floor(), 0)],
    )
}

/// At a sample that the model takes for what it is not.
pub fn wrong(lang: Lang) -> &'static str {
    lang.pick("wrong", "错了")
}
