//! Every sentence, in both languages: it says something, in that language, and its numbers are those of the moment.

mod capacity;
mod decimal;
mod fit;
mod formula;
mod gradients;
mod listed;
mod lost;
mod moments;
mod neuron;
mod pins;
mod race;
mod rules;
mod tables;
mod terms;
mod typed;
mod units;
mod walk;

use self::moments::{NOTICES, STATES};
use kittengrad::data::PointFault;
use kittengrad::session::knobs::{self, KNOBS, Value};
use kittengrad::session::{
    Best, Divergence, Model, Notice, OptimizerKind, ScheduleKind, Settings, State, Status, Trend, Unjudged, Verdict,
};
use kittengrad::task::Centred;
use kittengrad::text::Lang;
use kittengrad::text::number::{grouped, short};
use kittengrad::text::sentences::{self, Misuse, Tone};
use kittengrad::view::{Extent, LossEntry, Plane, Quantity, Span, Units};

const QUANTITIES: [Quantity; 3] = [Quantity::Houses, Quantity::Plain, Quantity::Named("area", "rent")];

/// Of squared losses.
fn units<'a>(quantity: &Quantity<'a>) -> Units<'a> {
    Units { quantity: quantity.clone(), squared: true }
}

fn has_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// A sentence in both languages, checked for what holds of all; returns it in English and Chinese.
fn both(say: impl Fn(Lang) -> String) -> [String; 2] {
    let [en, zh] = [Lang::En, Lang::ZhHans].map(say);
    for words in [&en, &zh] {
        assert!(!words.trim().is_empty());
        assert!(words.trim() == words && !words.contains("  "), "“{words}”");
        for broken in ["NaN", "{", "}", "inf ", "inf.", "..", "。。", " .", " ,", "--", "−−", "+ −"] {
            assert!(!words.contains(broken), "“{words}” has “{broken}”");
        }
    }
    assert!(!has_chinese(&en), "{en}");
    assert!(has_chinese(&zh), "{zh}");
    [en, zh]
}

fn status(state: State, notice: Notice, step: u64, train_loss: f64, held_out_loss: Option<f64>) -> Status {
    Status {
        classes: None,
        state,
        notice,
        step,
        last_step: step + 77,
        first_step: 0,
        best_step: None,
        sought_step: step,
        undo: (0, 0),
        epoch: step,
        train_loss,
        held_out_loss,
        penalty: None,
        train_error: train_loss.sqrt(),
        unseen_error: None,
        unseen_points: 0,
        held_out_error: held_out_loss.map(f64::sqrt),
        first_error: Some(54_321.0_f64.sqrt()),
        train_r_squared: Some(0.5),
        held_out_r_squared: None,
        trend: Trend::Unknown,
        best: None,
        one_place: false,
        parameters: 1_234,
        training_points: 48,
        points: 60,
        rate_limit: None,
        coefficients: None,
        centred: None,
        fit: Verdict::Unknown(Unjudged::Unfinished),
        law_error: None,
    }
}

fn settings(model: Model, layers: &[usize], standardize: bool) -> Settings {
    Settings { model, layers: layers.to_vec(), standardize, learning_rate: 0.125, degree: 7, ..Settings::default() }
}

#[test]
fn the_verdict_speaks_at_every_moment() {
    let losses = [0.0, 1e-12, 0.37, 1_444.0, 9.9e9, 1e38, f64::INFINITY, f64::NAN];
    for state in STATES {
        for notice in NOTICES {
            for model in [settings(Model::Line, &[], true), settings(Model::Polynomial, &[], false)]
                .into_iter()
                .chain([vec![], vec![8], vec![8, 8]].map(|layers| settings(Model::Network, &layers, true)))
            {
                for quantity in &QUANTITIES {
                    for (i, loss) in losses.into_iter().enumerate() {
                        let held_out = [None, Some(losses[losses.len() - 1 - i])][i % 2];
                        for step in [0, 1, 12_345] {
                            let status = status(state, notice, step, loss, held_out);
                            both(|lang| sentences::verdict(&status, &model, quantity, lang).1);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_verdict_has_the_tone_and_the_numbers_of_the_moment() {
    let line = settings(Model::Line, &[], true);
    let say = |status: &Status| both(|lang| sentences::verdict(status, &line, &Quantity::Houses, lang).1);
    let tone = |status: &Status| sentences::verdict(status, &line, &Quantity::Houses, Lang::En).0;

    let start = status(State::Paused, Notice::Ready, 0, 1_444.0, None);
    assert_eq!(tone(&start), Tone::Calm);
    assert!(say(&start)[0].ends_with("The line misses a typical house by 38.0 k."));
    assert!(say(&start)[1].ends_with("这条直线对每套房子一般差 3.80 万。"));

    let run = status(State::Running, Notice::Playing, 12_345, 2.0, Some(3.0));
    assert_eq!(tone(&run), Tone::Good);
    for (words, numbers) in say(&run).iter().zip([["1.41 k", "1.73 k", "233 k"], ["0.141 万", "0.173 万", "23.3 万"]])
    {
        assert!(words.contains("12,345") && numbers.iter().all(|n| words.contains(n)), "{words} {numbers:?}");
    }
    assert!(say(&Status { step: 1, ..run.clone() })[0].contains("After 1 step "));

    let gone = status(State::Diverged(Divergence::Exploded), Notice::Playing, 87, f64::INFINITY, None);
    assert_eq!(tone(&gone), Tone::Warn);
    for words in say(&gone) {
        assert!(words.contains("87") && words.contains("0.125"), "{words}");
    }

    let none = Status { training_points: 0, points: 0, ..start.clone() };
    assert_eq!(tone(&none), Tone::Warn);
    say(&none);
}

#[test]
fn each_trend_has_its_sentence_its_tone_and_its_numbers() {
    let line = settings(Model::Line, &[], true);
    let mut said: Vec<[String; 2]> = Vec::new();
    for (trend, tone, number) in [
        (Trend::Unknown, Tone::Good, None),
        (Trend::Improving, Tone::Good, None),
        (Trend::Flat { steps: 1_234 }, Tone::Calm, Some("1,234")),
        (Trend::Oscillating { swing: 0.375 }, Tone::Warn, Some("37.5")),
        (Trend::Bouncing, Tone::Warn, None),
        (Trend::Rising, Tone::Warn, None),
        (Trend::Best, Tone::Good, None),
        (Trend::ThroughAll, Tone::Good, None),
    ] {
        for state in [State::Running, State::Paused] {
            let moment = Status { trend, ..status(state, Notice::Paused, 9_000, 4.0, None) };
            let words = both(|lang| sentences::verdict(&moment, &line, &Quantity::Houses, lang).1);
            assert!(words.iter().all(|w| number.is_none_or(|n| w.contains(n))), "{words:?}");
            assert!(!said.contains(&words), "{words:?} is said twice");
            said.push(words);
            let expected =
                if state == State::Paused && tone == Tone::Good && !matches!(trend, Trend::Best | Trend::ThroughAll) {
                    Tone::Calm
                } else {
                    tone
                };
            assert_eq!(sentences::verdict(&moment, &line, &Quantity::Houses, Lang::En).0, expected, "{trend:?}");
        }
    }
    let faded = Settings { schedule: ScheduleKind::Cosine, schedule_steps: 9_000, ..line.clone() };
    let rest = Status { trend: Trend::Flat { steps: 9 }, ..status(State::Running, Notice::Playing, 9_000, 4.0, None) };
    for (step, rests) in [(9_000, true), (8_999, false)] {
        let moment = Status { step, ..rest.clone() };
        let words = both(|lang| sentences::verdict(&moment, &faded, &Quantity::Houses, lang).1);
        assert_eq!(words[0].starts_with("At rest") && words[1].starts_with("已停下"), rests);
    }
    let batches = Settings { batch: Some(10), ..line.clone() };
    let moment =
        Status { trend: Trend::Oscillating { swing: 0.5 }, ..status(State::Running, Notice::Playing, 90, 4.0, None) };
    let words = both(|lang| sentences::verdict(&moment, &batches, &Quantity::Houses, lang).1);
    assert!(words[0].contains("larger batches") && words[1].contains("批量"));
    // What is recorded of batches is not every step; and 64 of 48 points are all of them.
    assert!(!words[0].contains("a step") && !words[1].contains("每步"));
    let all = Settings { batch: Some(64), ..line.clone() };
    let heavy = Settings { optimizer: OptimizerKind::Nesterov, ..line };
    for (settings, momentum) in [(all, false), (heavy, true)] {
        let words = both(|lang| sentences::verdict(&moment, &settings, &Quantity::Houses, lang).1);
        assert!(words[0].contains("a step") && !words[0].contains("larger batches") && !words[1].contains("批量"));
        assert_eq!([words[0].contains("momentum"), words[1].contains("动量")], [momentum; 2]);
    }
}

#[test]
fn the_closed_form_is_told_with_its_numbers() {
    let coefficients = vec![912.0, -23.5];
    let centred = Centred { about: 0.0, coefficients: coefficients.clone() };
    let picture = (Span { lo: 0.0, hi: 12.0 }, Span { lo: 0.0, hi: 1000.0 });
    let best = Best { coefficients, centred, loss: 3_412.0, objective: 3_500.0, curvature: Some(2.5) };
    let known =
        Status { best: Some(best), rate_limit: Some(0.8), ..status(State::Paused, Notice::Ready, 0, 4.0, None) };
    let words = both(|lang| sentences::closed_form(&known, &units(&Quantity::Houses), picture, lang));
    for (words, told) in words.iter().zip([["23.5", "912", "3,412"], ["2.35", "91.2", "34.1"]]) {
        assert!(told.iter().chain(&["2.50", "0.800"]).all(|n| words.contains(n)), "{words}");
    }
    let unlimited = Status { rate_limit: None, ..known.clone() };
    let plain = units(&Quantity::Plain);
    assert!(both(|lang| sentences::closed_form(&unlimited, &plain, picture, lang)).iter().all(|w| !w.contains("2.50")));
    assert_eq!(sentences::closed_form(&Status { best: None, ..known }, &plain, picture, Lang::En), "");
}

#[test]
fn a_new_model_and_a_table_are_named_with_their_numbers() {
    let opening = |notice, model: &Settings| {
        let status = status(State::Paused, notice, 0, 4.0, None);
        both(|lang| sentences::verdict(&status, model, &Quantity::Plain, lang).1)
    };
    for (model, en, zh) in [
        (settings(Model::Line, &[], true), "A line ", "直线"),
        (settings(Model::Polynomial, &[], true), "A polynomial of degree 7 ", "7 次多项式"),
        (settings(Model::Network, &[], true), "A network ", "没有隐藏层的网络"),
        (settings(Model::Network, &[3, 3], true), "A network ", "有 2 个隐藏层的网络"),
    ] {
        let [said_en, said_zh] = opening(Notice::NewModel, &model);
        assert!(said_en.starts_with(en) && said_en.contains("1,234 parameters"), "{said_en}");
        assert!(said_zh.starts_with(zh) && said_zh.contains("1,234 个参数"), "{said_zh}");
    }
    for words in opening(Notice::Regrown, &settings(Model::Polynomial, &[], true)) {
        assert!(words.contains('7'), "{words}");
    }
    for notice in [Notice::LookingBack, Notice::StoppedEarly] {
        for words in opening(notice, &settings(Model::Line, &[], true)) {
            assert!(words.contains("77"), "{words}");
        }
    }
    for words in opening(Notice::Imported, &settings(Model::Line, &[], true)) {
        assert!(words.contains("60"), "{words}");
    }
}

#[test]
fn refusals_say_what_was_given_and_what_is_allowed() {
    for knob in KNOBS {
        let error = knobs::parse(knob.key, &Value::Text("purple".to_owned())).expect_err("no such value");
        for words in both(|lang| sentences::knob_error(&error, lang)) {
            let named = words.contains(knob.key) || knob.kind == knobs::Kind::Formula;
            assert!(named && words.contains("purple"), "{words}");
            let allowed: Vec<String> = match knob.kind {
                knobs::Kind::Choice(all) | knobs::Kind::Set(all) => all.iter().map(|w| (*w).to_owned()).collect(),
                knobs::Kind::Whole { min, max, .. } | knobs::Kind::Real { min, max, .. } => {
                    vec![min.to_string(), max.to_string()]
                }
                knobs::Kind::Choices(all, most) => {
                    all.iter().map(|w| (*w).to_owned()).chain([most.to_string()]).collect()
                }
                knobs::Kind::Switch => vec!["true".to_owned(), "false".to_owned()],
                knobs::Kind::Ranges { last } => vec![last.to_string()],
                knobs::Kind::Formula => vec!["sin".to_owned(), "sqrt".to_owned()],
                knobs::Kind::Interval => vec!["20".to_owned(), "30".to_owned()],
                knobs::Kind::Widths { layers, units } => vec![layers.to_string(), units.to_string()],
            };
            assert!(allowed.iter().all(|a| words.contains(a)), "{words} {allowed:?}");
        }
    }
    let error = knobs::parse("warp", &Value::Number(9.0)).expect_err("no such knob");
    for words in both(|lang| sentences::knob_error(&error, lang)) {
        assert!(words.contains("warp") && KNOBS.iter().all(|k| words.contains(k.key)), "{words}");
    }
}

#[test]
fn bad_points_and_bad_calls_are_named() {
    let mut said: Vec<[String; 2]> = Vec::new();
    for fault in
        [PointFault::TooMany { found: 4_321 }, PointFault::NotFinite { index: 3 }, PointFault::TooLarge { index: 3 }]
    {
        let words = both(|lang| sentences::point_fault(&fault, lang));
        let number = if matches!(fault, PointFault::TooMany { .. }) { "4321" } else { "points[3]" };
        assert!(words.iter().all(|w| w.contains(number)), "{words:?}");
        said.push(words);
    }
    let parameters = Misuse::Parameters { wanted: 97, given: 12 };
    let places = [Misuse::Parameter { last: 96 }, Misuse::Freeze { last: 96 }, Misuse::Explain { points: 9 }];
    let others =
        [Misuse::Steps, Misuse::Xs, Misuse::Places, Misuse::Value, Misuse::Unpin, Misuse::Explain { points: 0 }];
    for misuse in others.into_iter().chain(places).chain([parameters]) {
        said.push(both(|lang| sentences::misuse(misuse, lang)));
    }
    assert!(said.last().is_some_and(|words| words.iter().all(|w| w.contains("97") && w.contains("12"))));
    // The one sentence that shows an object.
    let points = [Lang::En, Lang::ZhHans].map(|lang| sentences::misuse(Misuse::Points, lang));
    assert!(points[0].contains("{x1, x2, label}") && has_chinese(&points[1]) && !has_chinese(&points[0]));
    said.push(points);
    for (i, words) in said.iter().enumerate() {
        assert!(said[..i].iter().all(|other| other[0] != words[0] && other[1] != words[1]), "{words:?} is said twice");
    }
}

#[test]
fn places_steps_and_planes_are_told_with_their_numbers() {
    for words in both(|lang| sentences::point(11, (-3.456, 1_234.0), &Quantity::Plain, lang)) {
        assert!(words.contains("12") && words.contains("−3.46") && words.contains("1,234"), "{words}");
    }
    let extent = |last: f32| Extent { first: 9.0, min: 0.1, max: 9.0, last };
    for held_out in [None, Some(extent(0.75)), Some(extent(f32::INFINITY)), Some(extent(f32::NAN))] {
        for train in [0.0, 0.5, 1e30, f32::INFINITY, f32::NAN] {
            let penalty = held_out.map(|_| extent(0.125));
            let entry = LossEntry { from: 9_000, to: 9_007, train: extent(train), held_out, penalty };
            for words in both(|lang| sentences::losses_at(9_003, &entry, &units(&Quantity::Plain), lang)) {
                assert!(words.contains(&grouped(9_003)) && words.contains(&short(train.into())), "{words}");
                assert!(held_out.is_none_or(|h| words.contains(&short(h.last.into()))), "{words}");
                assert!(penalty.is_none_or(|_| words.contains(&short(0.125))), "{words}");
            }
        }
    }
    both(|lang| sentences::surface_caption(Plane::Exact { x_unit: 1 }, lang));
    for plane in [Plane::Path { dimensions: 29_249 }, Plane::Weights { u: 1, v: 2, dimensions: 29_249 }] {
        assert!(both(|lang| sentences::surface_caption(plane, lang)).iter().all(|w| w.contains("29,249")));
    }
    assert_eq!(sentences::column_names(&QUANTITIES[2], Lang::ZhHans), ("area", "rent"));
    assert_eq!(sentences::column_names(&QUANTITIES[0], Lang::ZhHans), ("距离", "房价"));
    assert_eq!(sentences::amount(1_234.5, &Quantity::Houses, Lang::En), format!("{} k", short(1_234.5)));
}
