//! What is said of how a model fits: each claim with its numbers, in both languages, and short enough for its place.

use crate::{QUANTITIES, both, settings, status};
use kittengrad::learn::Activation;
use kittengrad::scene::lettering::{Font, text_width};
use kittengrad::session::{Model, Notice, PenaltyKind, Settings, State, Status, Trend, Unjudged, Verdict};
use kittengrad::text::sentences::{self, Tone};
use kittengrad::text::{Lang, labels, question};
use kittengrad::view::{Probe, Quantity};

/// Ten of twelve points are trained on; the errors are 2 and 31.
pub(crate) fn twelve(fit: Verdict) -> Status {
    Status {
        fit,
        trend: Trend::Best,
        parameters: 13,
        training_points: 10,
        points: 12,
        train_r_squared: Some(0.8765),
        ..status(State::Running, Notice::Playing, 400, 4.0, Some(961.0))
    }
}

pub(crate) fn say(status: &Status, settings: &Settings, quantity: &Quantity) -> [String; 2] {
    both(|lang| sentences::verdict(status, settings, quantity, lang).1)
}

#[test]
fn who_overfits_is_told_of_the_points_the_parameters_and_the_errors() {
    let over = twelve(Verdict::Overfit { ratio: 15.5 });
    let model = settings(Model::Polynomial, &[], true);
    let [en, zh] = say(&over, &model, &Quantity::Houses);
    assert_eq!(
        en,
        "Overfits: with 13 parameters for 10 points it remembers them. \
         On the 2 houses held out it is off by 31.0 k, 16 times as much as on its own (2.00 k)."
    );
    assert_eq!(
        zh,
        "过拟合：13 个参数对 10 个点，它把点背了下来。对留出的 2 套房子差 3.10 万，是训练点（0.2 万）的 16 倍。"
    );
    for lang in [Lang::En, Lang::ZhHans] {
        assert_eq!(sentences::verdict(&over, &model, &Quantity::Houses, lang).0, Tone::Warn);
    }
    // No praise for having gone through all points; what is worse is still said.
    for trend in [Trend::Improving, Trend::Unknown, Trend::ThroughAll, Trend::Flat { steps: 9 }] {
        assert_eq!(say(&Status { trend, ..over.clone() }, &model, &Quantity::Houses)[0], en);
    }
    let paused = Status { state: State::Paused, notice: Notice::Paused, ..over.clone() };
    assert_eq!(say(&paused, &model, &Quantity::Houses)[0], "Paused. ".to_owned() + &en);
    let worse = Status { trend: Trend::Rising, ..over.clone() };
    assert!(say(&worse, &model, &Quantity::Houses)[0].starts_with("Getting worse"));
    for (ratio, times) in [(3.04, "3.0 times"), (9.96, "10.0 times"), (999.4, "999 times")] {
        let words = say(&Status { fit: Verdict::Overfit { ratio }, ..over.clone() }, &model, &Quantity::Plain);
        assert!(words[0].contains(times) && words[0].contains("2 points held out"), "{words:?}");
    }
    // Thousands of times is no nothing: that is told by R² on its own points.
    let many = say(&Status { fit: Verdict::Overfit { ratio: 42_518.0 }, ..over.clone() }, &model, &Quantity::Plain);
    assert!(many[0].contains("42,518 times as much as on its own (2.00)"), "{many:?}");
    let more = say(&Status { fit: Verdict::Overfit { ratio: 1.3e11 }, ..over.clone() }, &model, &Quantity::Plain);
    assert!(more[0].contains("more than 100,000 times") && more[1].contains("100,000 倍"), "{more:?}");
    for (ratio, r) in [(1000.0, 0.9999), (f64::INFINITY, 0.5)] {
        let fit = Verdict::Overfit { ratio };
        let words = say(&Status { fit, train_r_squared: Some(r), ..over.clone() }, &model, &Quantity::Plain);
        assert!(words[0].ends_with("off by 31.0, on its own by next to nothing.") && words[1].ends_with("几乎不差。"));
    }
}

#[test]
fn too_many_to_learn_by_heart_are_told_beside_what_offers_fewer() {
    let good = Status {
        fit: Verdict::Good { ratio: 1.04 },
        parameters: 97,
        training_points: 160,
        points: 200,
        train_r_squared: Some(0.9),
        last_step: 2_400,
        ..status(State::Running, Notice::Playing, 2_400, 8_100.0, Some(8_836.0))
    };
    let network = settings(Model::Network, &[8, 8], true);
    let [en, zh] = say(&good, &network, &Quantity::Houses);
    assert_eq!(
        en,
        "Fits well: 160 houses are too many to learn by heart. Off by 94.0 k on the 40 held out, by 90.0 k on its own."
    );
    assert_eq!(zh, "拟合得好：160 套房子太多，背不下来。对留出的 40 套房子差 9.40 万，对训练点差 9.00 万。");
    let going = |step, trend| {
        let fit = Verdict::Unknown(Unjudged::Unfinished);
        say(&Status { fit, trend, step, last_step: step, ..good.clone() }, &network, &Quantity::Houses)
    };
    assert_eq!(going(960, Trend::Improving)[0], en.replace("Fits well: ", ""));
    assert_eq!(going(960, Trend::Improving)[1], zh.replace("拟合得好：", ""));
    for other in
        [going(959, Trend::Improving), going(960, Trend::Rising), going(960, Trend::Oscillating { swing: 0.2 })]
    {
        assert!(!other[0].contains("by heart"), "{other:?}");
    }
    // Where fewer would not be learnt by heart, nothing of the kind is said.
    let line = settings(Model::Line, &[], true);
    assert!(!say(&good, &line, &Quantity::Houses)[0].contains("by heart"));
    // Large in two lines of a phone, and two beneath them.
    for notice in [Notice::Playing, Notice::NothingToGain] {
        let state = if notice == Notice::Playing { State::Running } else { State::Paused };
        let moment = Status { trend: Trend::Flat { steps: 12_345 }, notice, state, ..good.clone() };
        for (words, end) in say(&moment, &network, &Quantity::Houses).iter().zip([". ", "。"]) {
            let (head, beside) = words.split_once(end).expect("two sentences");
            assert!(lines(head, 330.0 * 14.0 / 16.0) <= 2 && lines(beside, 330.0) <= 2, "{words}");
        }
    }
}

#[test]
fn who_underfits_is_told_how_much_is_pattern_and_what_to_try() {
    let under = twelve(Verdict::Underfit { pattern: 0.864 });
    let line = settings(Model::Line, &[], true);
    let [en, zh] = say(&under, &line, &Quantity::Houses);
    assert_eq!(
        en,
        "Solved: no line fits these points better. Underfits: what it misses is 86 % pattern, and a line cannot \
         bend to it. Try a polynomial or a network."
    );
    assert_eq!(
        zh,
        "已解出：对这些点，没有更好的直线了。欠拟合：它的误差里 86% 是规律，不是偶然，直线弯不过去。试试多项式或神经网络。"
    );
    assert_eq!(sentences::verdict(&under, &line, &Quantity::Houses, Lang::En).0, Tone::Calm);
    let whole = Status { fit: Verdict::Underfit { pattern: 0.9999 }, ..under.clone() };
    assert!(say(&whole, &line, &Quantity::Plain).iter().all(|w| w.contains("99") && !w.contains("100")));
    let network = settings(Model::Network, &[8, 8], true);
    let bare = settings(Model::Network, &[], true);
    for (model, en, zh) in [
        (settings(Model::Polynomial, &[], true), "a higher degree", "更高的次数"),
        (network.clone(), "more neurons or layers", "更多的神经元"),
        (Settings { dropout: 0.3, ..network.clone() }, "less dropout", "随机失活"),
        (Settings { activation: Activation::Linear, ..network.clone() }, "hidden layers that bend", "激活函数"),
        (bare, "hidden layers that bend", "激活函数"),
        (Settings { penalty: PenaltyKind::L2, dropout: 0.3, ..network }, "a weaker penalty", "惩罚"),
    ] {
        let words = say(&under, &model, &Quantity::Plain);
        assert!(words[0].ends_with(&["Try ", en, "."].concat()) && words[1].contains(zh), "{words:?}");
    }
}

#[test]
fn who_fits_well_is_told_by_how_much_the_errors_differ() {
    let model = settings(Model::Polynomial, &[], true);
    for (ratio, en, zh) in [
        (0.99, ", no more than on its own (2.00 k).", "，不比训练点（0.2 万）多。"),
        (1.0, ", hardly more than on its own (2.00 k).", "，只比训练点（0.2 万）略多。"),
        (1.25, ", hardly more than on its own (2.00 k).", "，只比训练点（0.2 万）略多。"),
        (1.26, ", 1.3 times as much as on its own (2.00 k).", "，是训练点（0.2 万）的 1.3 倍。"),
    ] {
        let good = twelve(Verdict::Good { ratio });
        let words = say(&good, &model, &Quantity::Houses);
        assert!(words[0].contains("Fits well. On the 2 houses held out it is off by 31.0 k"), "{words:?}");
        assert!(words[0].ends_with(en) && words[1].ends_with(zh) && words[1].contains("拟合得好。"), "{words:?}");
        assert_eq!(sentences::verdict(&good, &model, &Quantity::Houses, Lang::En).0, Tone::Good);
    }
    // More held-out points would have been enough for another word.
    let words = say(&twelve(Verdict::Good { ratio: 3.9 }), &model, &Quantity::Houses);
    assert!(words[0].contains("Too few unseen points to judge by. On the 2 houses"), "{words:?}");
    assert!(words[1].contains("没见过的点太少") && words.iter().all(|w| w.contains("3.9")), "{words:?}");
    let little = Status { train_r_squared: Some(0.0314), ..twelve(Verdict::Good { ratio: 1.0 }) };
    let words = say(&little, &model, &Quantity::Plain);
    assert!(
        words[0].contains("Explains little") && words[1].contains("解释得不多") && !words[0].contains("well"),
        "{words:?}"
    );
}

#[test]
fn what_is_missing_for_a_judgement_is_named() {
    let model = settings(Model::Polynomial, &[], true);
    let unknown = |why, points| Status { points, ..twelve(Verdict::Unknown(why)) };
    for (status, en, zh) in [
        (unknown(Unjudged::FewHeldOut, 10), "Nothing is held out", "没有留出的点"),
        (unknown(Unjudged::FewHeldOut, 11), "Only 1 house is held out", "只留出 1 套房子"),
        (unknown(Unjudged::FewPlaces { places: 4 }, 12), "Only 4 different x", "只有 4 个不同的 x"),
    ] {
        let words = say(&status, &model, &Quantity::Houses);
        assert!(words[0].contains(en) && words[1].contains(zh), "{words:?}");
        assert!(words[0].contains("misses a typical house by 2.00 k"), "{words:?}");
    }
    for why in [Unjudged::Unfinished, Unjudged::Untrained] {
        let words = say(&unknown(why, 12), &model, &Quantity::Houses);
        assert!(words[0].ends_with("On those held out: 31.0 k.") && words[1].ends_with("对留出的点差 3.10 万。"));
    }
    // All in one place is said already.
    let one = Status { one_place: true, ..unknown(Unjudged::FewPlaces { places: 1 }, 12) };
    assert!(!say(&one, &model, &Quantity::Plain)[0].contains("Only 1"));
}

/// Lines that a text takes where one is `width` px wide, broken at spaces and between Chinese characters.
fn lines(text: &str, width: f64) -> usize {
    let (mut lines, mut at) = (1, 0.0);
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        word.push(c);
        if c == ' ' || c >= '\u{2e80}' {
            let wide = text_width(&word, Font { size: 14.0, bold: false });
            if at + wide > width {
                (lines, at) = (lines + 1, 0.0);
            }
            at += wide;
            word.clear();
        }
    }
    lines
}

#[test]
fn the_verdict_stays_within_the_lines_that_its_bar_has_room_for() {
    let mut fits = vec![Verdict::Unknown(Unjudged::Unfinished)];
    fits.extend([0.5, 1.1, 1.9, 3.9].map(|ratio| Verdict::Good { ratio }));
    fits.extend([4.4, 999.0, f64::INFINITY].map(|ratio| Verdict::Overfit { ratio }));
    fits.push(Verdict::Underfit { pattern: 0.864 });
    fits.extend([0.0, 1e-9].map(|reach| Verdict::Vanished { reach }));
    fits.extend([12.0, 1e12].map(|reach| Verdict::Exploded { reach }));
    for fit in fits {
        for trend in [Trend::Improving, Trend::Flat { steps: 12_345 }, Trend::Best, Trend::ThroughAll] {
            for model in [settings(Model::Line, &[], true), settings(Model::Polynomial, &[], true)]
                .into_iter()
                .chain([settings(Model::Network, &[64, 64], true)])
            {
                // Only in a network, and only in one that has learnt little, can a gradient vanish.
                let learnt = matches!(trend, Trend::Best | Trend::ThroughAll);
                if matches!(fit, Verdict::Vanished { .. } | Verdict::Exploded { .. })
                    && (learnt || model.model != Model::Network)
                {
                    continue;
                }
                for quantity in &QUANTITIES {
                    let moment = Status { trend, parameters: 4_321, training_points: 160, points: 200, ..twelve(fit) };
                    for words in say(&moment, &model, quantity) {
                        assert!(lines(&words, 1180.0) <= 2, "{words}");
                        assert!(lines(&words, 330.0) <= 4, "{words}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_capacity_is_counted_beside_the_training_points() {
    let of = |parameters, training_points| {
        let status = Status { parameters, training_points, ..twelve(Verdict::Overfit { ratio: 9.0 }) };
        let many = sentences::capacity(&status, Lang::En).0;
        (many, both(|lang| sentences::capacity(&status, lang).1))
    };
    assert_eq!(
        of(193, 1_200),
        (false, ["193 parameters, 1,200 points".to_owned(), "参数 193 个，训练点 1,200 个".to_owned()])
    );
    assert_eq!(
        of(193, 12),
        (true, ["193 parameters, only 12 points".to_owned(), "参数 193 个，训练点只有 12 个".to_owned()])
    );
    // As many are enough to go through them all.
    assert_eq!([of(12, 12).0, of(12, 13).0], [true, false]);
    assert!(of(2, 1).1[0].ends_with("only 1 point"));
    // Beside "Fits well" it would be a false alarm.
    let good = Status { parameters: 193, training_points: 48, ..twelve(Verdict::Good { ratio: 1.0 }) };
    assert_eq!(sentences::capacity(&good, Lang::En), (false, "193 parameters, 48 points".to_owned()));
}

#[test]
fn what_is_held_out_is_counted() {
    let of = |points, training_points| {
        let status = Status { points, training_points, ..twelve(Verdict::Good { ratio: 1.0 }) };
        both(|lang| sentences::split(&status, lang))
    };
    assert_eq!(of(228, 216), ["216 to learn from, 12 unseen", "216 个用来学，12 个没见过"]);
    assert_eq!(of(0, 0)[0], "There are no points.");
}

#[test]
fn the_question_has_its_words_and_each_answer_its_name_and_number() {
    let probe = Probe { x: 7.3, predicted: 553.4, law: Some(733.4), line: Some(610.4) };
    let [en, zh] = both(|lang| question::question(&Quantity::Houses, 7.3, lang).0);
    assert_eq!([en.as_str(), zh.as_str()], ["Price of a house at 7.3 km?", "距市中心 7.3 公里的房子多少钱？"]);
    assert_eq!(question::question(&Quantity::Plain, 0.25, Lang::En), ("y at x = 0.25?".to_owned(), None));
    let named = question::question(&QUANTITIES[2], 7.3, Lang::En);
    assert_eq!(named, ("rent?".to_owned(), Some("at area = 7.3".to_owned())));
    let told = question::answers(&Quantity::Houses, &probe, Lang::En).map(Option::unwrap_or_default);
    assert_eq!(told, ["this model 553 k", "true law 733 k", "best line 610 k"]);
    let told = question::answers(&Quantity::Houses, &probe, Lang::ZhHans).map(Option::unwrap_or_default);
    assert_eq!(told, ["这个模型 55.3 万", "真实规律 73.3 万", "最优直线 61.0 万"]);
    let [beside, _] = both(|lang| question::beside(&Quantity::Houses, &probe, lang));
    assert_eq!(beside, "true law 733 k · best line 610 k");
    for quantity in &QUANTITIES {
        for words in both(|lang| question::spoken(quantity, &probe, lang)) {
            let numbers = if words.contains('万') { ["55.3", "73.3", "61.0"] } else { ["553", "733", "610"] };
            assert!(words.contains("7.3") && numbers.iter().all(|n| words.contains(n)), "{words}");
        }
    }
    // What is not known is not said, and what is no number is no answer.
    let lone = Probe { predicted: f64::NAN, law: None, line: None, ..probe };
    assert_eq!(question::beside(&Quantity::Houses, &lone, Lang::En), "");
    let [en, zh] = both(|lang| question::spoken(&Quantity::Houses, &lone, lang));
    assert!(en.ends_with("this model: no answer") && zh.ends_with("这个模型：没有答案"), "{en} {zh}");
}

#[test]
fn the_gap_is_named_with_its_number() {
    for (times, number) in [(1.5, "×1.5"), (9.94, "×9.9"), (40.4, "×40"), (999.8, "×1,000"), (2.5e8, "×1,000")] {
        assert!(both(|lang| labels::gap(times, lang)).iter().all(|w| w.ends_with(number)), "{times}");
    }
}
