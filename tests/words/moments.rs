//! What has happened last, and what is said when training stops by itself.

use crate::{both, settings, status};
use kittengrad::session::{Divergence, Model, Notice, State, Status, Trend};
use kittengrad::text::sentences;
use kittengrad::view::Quantity;

/// All states of a run.
pub const STATES: [State; 4] =
    [State::Running, State::Paused, State::Diverged(Divergence::NonFinite), State::Diverged(Divergence::Exploded)];

/// All that can have happened.
pub const NOTICES: [Notice; 19] = [
    Notice::Ready,
    Notice::Playing,
    Notice::Paused,
    Notice::Hidden,
    Notice::Rewound,
    Notice::Recovered,
    Notice::NewRun,
    Notice::NewModel,
    Notice::Placed,
    Notice::Edited,
    Notice::Points,
    Notice::Imported,
    Notice::Regrown,
    Notice::LookingBack,
    Notice::StoppedEarly,
    Notice::Solved,
    Notice::NothingToGain,
    Notice::Undone,
    Notice::Redone,
];

/// What is said of a paused run of this model.
fn said(notice: Notice, trend: Trend, model: Model) -> [String; 2] {
    let moment = Status { trend, ..status(State::Paused, notice, 400, 1_444.0, None) };
    both(|lang| sentences::verdict(&moment, &settings(model, &[], true), &Quantity::Houses, lang).1)
}

#[test]
fn what_was_found_is_told_with_its_error() {
    for (model, en, zh) in [
        (Model::Line, "It found the best line: ±38", "它找到了最好的直线：一般相差"),
        (Model::Polynomial, "It found the best polynomial of degree 7: ±38", "它找到了最好的 7 次多项式：一般相差"),
    ] {
        let [said_en, said_zh] = said(Notice::Solved, Trend::Best, model);
        assert!(said_en.starts_with(en) && said_zh.starts_with(zh), "{said_en} {said_zh}");
    }
    let [en, zh] = said(Notice::Solved, Trend::ThroughAll, Model::Network);
    assert!(en.starts_with("It goes through every training point.") && zh.starts_with("它穿过了每一个训练点。"));
}

#[test]
fn where_nothing_more_is_to_be_gained_it_says_why() {
    let [en, zh] = said(Notice::NothingToGain, Trend::Flat { steps: 500 }, Model::Network);
    assert!(en.starts_with("Nothing more to gain. Flat") && en.contains("500"), "{en}");
    assert!(zh.starts_with("再训练也没有进步了。已经走平") && zh.contains("500"), "{zh}");
    let [en, zh] = said(Notice::NothingToGain, Trend::Bouncing, Model::Line);
    assert!(en.starts_with("It bounces at the limit of the learning rate") && zh.starts_with("它在学习率的极限处"));
}

#[test]
fn what_a_hand_has_set_is_told_and_blamed_on_no_learning_rate() {
    let [en, zh] = said(Notice::Edited, Trend::Unknown, Model::Network);
    assert!(en.starts_with("Parameters set by hand. Play goes on from here."), "{en}");
    assert!(zh.starts_with("已手动设定参数。按“开始”就从这里继续。"), "{zh}");
    for (notice, by_hand) in [(Notice::Edited, true), (Notice::Placed, true), (Notice::Playing, false)] {
        let moment = status(State::Diverged(Divergence::Exploded), notice, 40, 1e30, None);
        let network = settings(Model::Network, &[8], true);
        let [en, zh] = both(|lang| sentences::verdict(&moment, &network, &Quantity::Houses, lang).1);
        assert_eq!((en.contains("set by hand"), zh.contains("手动设定")), (by_hand, by_hand), "{en} {zh}");
        assert_eq!((en.contains("learning rate"), zh.contains("学习率")), (!by_hand, !by_hand), "{en} {zh}");
    }
}
