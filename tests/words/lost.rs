//! A gradient that has vanished or exploded, as the verdict tells it.

use crate::fit::{say, twelve};
use crate::settings;
use kittengrad::learn::{Activation, Init};
use kittengrad::session::{Model, PenaltyKind, Settings, Status, Trend, Verdict};
use kittengrad::text::Lang;
use kittengrad::text::sentences::{self, Tone};
use kittengrad::view::Quantity;

#[test]
fn a_gradient_that_has_vanished_is_told_with_what_lets_the_error_through() {
    let sigmoid = Settings { activation: Activation::Sigmoid, ..settings(Model::Network, &[8, 8], true) };
    let lost = |reach| Status { trend: Trend::Flat { steps: 75 }, ..twelve(Verdict::Vanished { reach }) };
    let [en, zh] = say(&lost(7e-7), &sigmoid, &Quantity::Houses);
    assert_eq!(
        en,
        "Flat for 75 steps. The gradient has vanished: less than 1/1,000,000 of the error reaches the first layers. \
         Try ReLU or tanh instead of sigmoid, or fewer layers."
    );
    assert_eq!(
        zh,
        "已走平 75 步。误差传不到前面的层：往回传到第 1 层只剩不到 1/1,000,000（梯度消失）。\
         试试把 sigmoid 换成 ReLU 或 tanh，或者减少层数。"
    );
    assert_eq!(sentences::verdict(&lost(7e-7), &sigmoid, &Quantity::Houses, Lang::En).0, Tone::Warn);
    for (reach, told) in [(9e-5, "less than 1/10,000 of"), (1e-15, "less than 1/1,000,000,000 of"), (0.0, "nothing of")]
    {
        assert!(say(&lost(reach), &sigmoid, &Quantity::Plain)[0].contains(told), "{reach}");
    }
    let relu = Settings { activation: Activation::Relu, ..sigmoid.clone() };
    for (model, en, zh) in [
        (Settings { layers: vec![8], ..sigmoid.clone() }, "instead of sigmoid.", "tanh。"),
        (Settings { init: Init::Zero, ..sigmoid.clone() }, "first weights by Xavier or He.", "初始化权重。"),
        (Settings { penalty: PenaltyKind::L2, ..sigmoid.clone() }, "a weaker penalty.", "更弱的惩罚。"),
        (relu, "leaky ReLU or another seed.", "换一个种子。"),
    ] {
        let words = say(&lost(1e-6), &model, &Quantity::Plain);
        assert!(words[0].ends_with(en) && words[1].ends_with(zh) && !words[0].contains("more neurons"), "{words:?}");
    }
}

#[test]
fn a_gradient_that_has_exploded_is_told_with_what_keeps_its_size() {
    let large = Settings { init: Init::Large, ..settings(Model::Network, &[16, 16, 16], true) };
    let lost = Status { trend: Trend::Flat { steps: 75 }, ..twelve(Verdict::Exploded { reach: 4321.5 }) };
    for (model, en, zh) in [
        (Settings { activation: Activation::Relu, ..large.clone() }, "first weights by He.", "用 He 初始化权重。"),
        (Settings { activation: Activation::Tanh, ..large.clone() }, "first weights by Xavier.", "Xavier 初始化权重。"),
        (Settings { init: Init::He, ..large }, "a smaller learning rate, or fewer layers.", "或者减少层数。"),
    ] {
        let words = say(&lost, &model, &Quantity::Plain);
        assert!(words[0].contains("it reaches the first layers 4,321 times larger"), "{words:?}");
        assert!(
            words[0].ends_with(en) && words[1].contains("4,321 倍（梯度爆炸）") && words[1].ends_with(zh),
            "{words:?}"
        );
    }
    assert_eq!(sentences::verdict(&lost, &Settings::default(), &Quantity::Plain, Lang::En).0, Tone::Warn);
}
