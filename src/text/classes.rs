//! Which class? The words on its picture, and the answer to the question of one place.

use super::lang::Lang;
use super::number::{fixed, plain};
use super::quantity::column_names;
use crate::view::{Asked, Group, Quantity};

/// The animals of a group.
pub fn group(group: Group, lang: Lang) -> &'static str {
    match group {
        Group::Positive => lang.pick("cats", "猫"),
        Group::First => lang.pick("dogs", "狗"),
        Group::Second => lang.pick("rabbits", "兔子"),
        Group::Third => lang.pick("mice", "老鼠"),
    }
}

/// The class that is asked for, or the other one.
pub fn class(positive: bool, quantity: &Quantity, lang: Lang) -> &'static str {
    match quantity {
        Quantity::Animals if positive => lang.pick("cat", "是猫"),
        Quantity::Animals => lang.pick("no cat", "不是猫"),
        Quantity::Houses | Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs => {
            if positive { lang.pick("class 1", "类别 1") } else { lang.pick("class 0", "类别 0") }
        }
    }
}

/// The class that a model says at every place that is seen.
pub fn everywhere(positive: bool, quantity: &Quantity, lang: Lang) -> String {
    lang.say("{0} everywhere", "处处{0}", &[class(positive, quantity, lang)])
}

/// A share as a whole number of hundredths, with its sign.
pub fn percent(share: f64, lang: Lang) -> String {
    fixed(100.0 * share, 0) + lang.pick(" %", "%")
}

/// The class that a model says, and how sure it is of that: never quite, since no log-odds are infinite.
pub fn answer(logit: f64, quantity: &Quantity, lang: Lang) -> String {
    if !logit.is_finite() {
        return lang.pick("no answer", "没有答案").to_owned();
    }
    let class = class(logit > 0.0, quantity, lang);
    let sure = 1.0 / (1.0 + libm::exp(-logit.abs()));
    if sure >= 0.995 {
        return lang.say("{0}, over {1} sure", "{0}，{1} 以上的把握", &[class, &percent(0.99, lang)]);
    }
    lang.say("{0}, {1} sure", "{0}，{1} 的把握", &[class, &percent(sure, lang)])
}

/// The place of a question, where the names of what is measured are short.
pub fn place(asked: &Asked, quantity: &Quantity, lang: Lang) -> Option<String> {
    let (x, y) = match quantity {
        Quantity::Named(..) | Quantity::Dated(..) => return None,
        Quantity::Animals | Quantity::Houses | Quantity::Plain | Quantity::Inputs => column_names(quantity, lang),
    };
    Some(lang.say("{0} {1}, {2} {3}", "{0} {1}，{2} {3}", &[x, &plain(asked.x), y, &plain(asked.y)]))
}

/// The line that parts the classes best, with the share that it has right.
pub fn best_line(right: f64, lang: Lang) -> String {
    lang.say("best line: {0}", "最好的直线：{0}", &[&percent(right, lang)])
}

/// A sample that the model takes for what it is not.
pub fn wrong(lang: Lang) -> &'static str {
    lang.pick("wrong", "错了")
}

/// What the ends of an axis are, where they are words and not numbers: the least and the greatest, x₁ and then x₂.
pub fn ends(quantity: &Quantity, lang: Lang) -> Option<[(&'static str, &'static str); 2]> {
    match quantity {
        Quantity::Animals => Some([
            (lang.pick("ears: round", "耳朵：圆"), lang.pick("pointed", "尖")),
            (lang.pick("short", "短"), lang.pick("long", "长")),
        ]),
        Quantity::Houses | Quantity::Plain | Quantity::Named(..) | Quantity::Dated(..) | Quantity::Inputs => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_the_class_and_how_sure_it_is() {
        let said = |logit: f64| [Lang::En, Lang::ZhHans].map(|lang| answer(logit, &Quantity::Animals, lang));
        assert_eq!(said(2.6), ["cat, 93 % sure", "是猫，93% 的把握"]);
        assert_eq!(said(-2.0), ["no cat, 88 % sure", "不是猫，88% 的把握"]);
        assert_eq!(said(0.0), ["no cat, 50 % sure", "不是猫，50% 的把握"]);
        assert_eq!(said(40.0), ["cat, over 99 % sure", "是猫，99% 以上的把握"]);
        assert_eq!(said(f64::NAN), ["no answer", "没有答案"]);
        assert_eq!(answer(2.6, &Quantity::Inputs, Lang::ZhHans), "类别 1，93% 的把握");
    }
}
