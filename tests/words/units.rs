//! In Chinese every price is told in 万, tens of thousands, and all that comes of prices in what follows from that; in English, and
//! of what is no price, each number is told as it is.

use crate::decimal::Decimal;
use crate::terms::sum;
use crate::{QUANTITIES, both, units};
use kittengrad::data::{self, Point};
use kittengrad::learn::Scaling;
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::story::{Chapter, Story};
use kittengrad::session::{LossKind, Misses, Model, Msg, PenaltyKind, Session, Settings, UpdateTerm};
use kittengrad::task::update_terms;
use kittengrad::text::quantity::{Scale, saved_names, told, untold};
use kittengrad::text::story::headline;
use kittengrad::text::{Lang, capacity, labels, question, sentences, terms};
use kittengrad::view::{Errors, Extent, LossEntry, Measured, Plane, Quantity, Sweep, Units, Vary};

/// By what numbers are divided where they are told.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub lang: Lang,
    pub squared: bool,
    pub y: f64,
    pub loss: f64,
    pub slope: f64,
    pub rate: f64,
}

/// Those of house prices, by language and loss.
pub const SCALES: [Told; 4] = [
    Told { lang: Lang::En, squared: true, y: 1.0, loss: 1.0, slope: 1.0, rate: 1.0 },
    Told { lang: Lang::En, squared: false, y: 1.0, loss: 1.0, slope: 1.0, rate: 1.0 },
    Told { lang: Lang::ZhHans, squared: true, y: 10.0, loss: 100.0, slope: 10.0, rate: 1.0 },
    Told { lang: Lang::ZhHans, squared: false, y: 10.0, loss: 10.0, slope: 1.0, rate: 10.0 },
];

pub fn scale(told: Told) -> Scale {
    Scale::new(&Units { quantity: Quantity::Houses, squared: told.squared }, told.lang)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * b.abs()
}

/// The numbers of a text.
fn numbers(text: &str) -> Vec<f64> {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '−');
    let each = text.split(|c: char| !part(c)).map(|number| number.trim_end_matches(['.', ',']));
    each.filter(|number| number.chars().any(|c| c.is_ascii_digit())).map(|n| Decimal::read(n).value()).collect()
}

/// Twelve houses and a line in the units of the axes, some steps on its way.
fn line(knobs: &[(&str, &str)], steps: u32) -> Session {
    let mut session = Session::new(Settings { model: Model::Line, standardize: false, ..Settings::default() });
    let own = [("dataset", "town"), ("points", "12"), ("held-out", "0"), ("x-unit", "10"), ("learning-rate", "0.05")];
    for (key, value) in own.iter().chain(knobs) {
        session.update(Msg::Set(knobs::parse(key, &Value::Text((*value).to_owned())).expect("an allowed value")));
    }
    session.update(Msg::Step(steps));
    session
}

#[test]
fn a_scale_tells_all_that_follows_from_prices() {
    for of in SCALES {
        let scale = scale(of);
        for value in [0.0, -3.2, 1_444.0, 7.5e9] {
            assert!(near(scale.y(value), value / of.y) && near(scale.loss(value), value / of.loss));
            assert!(near(scale.slope(value), value / of.slope) && near(scale.rate(value), value / of.rate));
            // A step is as long as it is told: −α times the slope.
            assert!(near(scale.rate(0.3) * scale.slope(value), scale.y(0.3 * value)));
            // As long is what a penalty adds to it, whose slope by w is so much times w.
            assert!(near(scale.decay(0.3) * scale.y(value), scale.slope(0.3 * value)));
        }
        let slice = scale.on(&Plane::Path { dimensions: 9 });
        assert_eq!((slice.y(30.0), slice.loss(30.0)), (30.0, scale.loss(30.0)));
        assert_eq!(scale.on(&Plane::Exact { x_unit: 10 }), scale);
    }
    for quantity in &QUANTITIES[1..] {
        for lang in [Lang::En, Lang::ZhHans] {
            assert_eq!(Scale::new(&units(quantity), lang), Scale::ONE);
            assert_eq!((told(821.4, quantity, lang), untold(821.4, quantity, lang)), (821.4, 821.4));
        }
    }
}

#[test]
fn a_price_that_is_typed_comes_back_as_it_was_typed() {
    let houses = Quantity::Houses;
    for digits in (1..1_000_000u32).step_by(37) {
        for places in 0..=6 {
            let typed = f64::from(digits) / 10f64.powi(places);
            let back = told(untold(typed, &houses, Lang::ZhHans), &houses, Lang::ZhHans);
            let six = |value: f64| kittengrad::data::decimal::fixed(value, places as usize);
            assert_eq!(six(back), six(typed));
        }
    }
    assert_eq!((told(821.4, &houses, Lang::ZhHans), untold(82.0, &houses, Lang::ZhHans)), (82.14, 820.0));
    assert_eq!(untold(82.0, &houses, Lang::En), 82.0);
}

#[test]
fn each_step_of_a_run_can_be_computed_in_either_language() {
    for (knobs, rate) in [(&[][..], 1.0), (&[("loss", "mae")][..], 10.0), (&[("loss", "huber")][..], 1.0)] {
        let mut session = line(knobs, 0);
        for _ in 0..40 {
            let (update, quantity) = (update_terms(session.learner()).expect("plain descent"), session.quantity());
            let rows = [Lang::En, Lang::ZhHans]
                .map(|lang| terms::update_rows(&update, terms::scale(session.settings(), &quantity, lang)));
            for (i, term) in update.iter().enumerate() {
                for (row, size) in rows.iter().map(|rows| &rows[i]).zip([1.0, 10.0]) {
                    let (line, read) = (terms::update_line(row), |text: &str| Decimal::read(text));
                    let result = read(&row.now).minus(read(&row.rate).times(read(&row.slope)));
                    assert_eq!(row.sign, "=", "{line}");
                    assert!(result.rounds_to(read(&row.next)), "{line}");
                    assert!(read(&row.now).is_of(term.now / size) && read(&row.next).is_of(term.next / size), "{line}");
                }
                let [en, zh] = [&rows[0][i], &rows[1][i]].map(|row| Decimal::read(&row.rate).value());
                assert!((zh * rate / en - 1.0).abs() < 1e-3, "the learning rate is told as it is set: {en} {zh}");
            }
            session.update(Msg::Step(1));
        }
    }
}

#[test]
fn a_step_and_a_loss_have_as_many_digits_in_either_language() {
    let [en, zh] = [SCALES[0], SCALES[2]].map(scale);
    let (w, rate, slope) = (-94.61f32, 0.28f32, 362.83f32);
    let next = w - rate * slope;
    let term = UpdateTerm { name: "w", now: w.into(), rate: rate.into(), slope: slope.into(), next: next.into() };
    let [en_step, zh_step] = [en, zh].map(|scale| terms::update_line(&terms::update_rows(&[term, term], scale)[0]));
    assert_eq!(en_step, "w ← w − α · ∂L/∂w = −94.6 − 0.28 · 362.8 = −196.2");
    assert_eq!(zh_step, "w ← w − α · ∂L/∂w = −9.46 − 0.28 · 36.28 = −19.62");
    let misses = Misses { all: vec![-82.4, 37.1], loss: 4_083.085, scaling: Scaling::identity() };
    let lines = [(en, Lang::En), (zh, Lang::ZhHans)].map(|(scale, lang)| {
        let loss = terms::loss_terms(&misses, LossKind::MeanSquared, scale).expect("a loss");
        terms::loss_line(&loss, lang).join(" ")
    });
    assert_eq!(lines, ["L = (82.4² + 37.1²) / 2 = 8,166.17 / 2 = 4,083", "L = (8.24² + 3.71²) / 2 = 81.66 / 2 = 40.8"]);
}

#[test]
fn a_saved_table_names_the_unit_of_its_numbers() {
    let points = [Point::of_curve(2.0, 915.25, false), Point::of_curve(4.0, 828.0, true)];
    for (lang, names) in [(Lang::En, ("distance", "price")), (Lang::ZhHans, ("距离", "房价（千元）"))] {
        assert_eq!(saved_names(&Quantity::Houses, lang), names);
        let read = data::read_back(&data::write(&points, names), false);
        assert_eq!(read, Some((points.to_vec(), (names.0.to_owned(), names.1.to_owned()))));
        assert_eq!(saved_names(&QUANTITIES[2], lang), ("area", "rent"));
    }
}

#[test]
fn what_is_standardized_has_no_unit_to_tell_it_in() {
    let settings = Settings::default();
    assert!(settings.standardize);
    assert_eq!(terms::scale(&settings, &Quantity::Houses, Lang::ZhHans), Scale::ONE);
}

#[test]
fn no_sentence_in_chinese_counts_in_thousands() {
    let houses = Quantity::Houses;
    let mut said = Vec::new();
    for plane in [Plane::Exact { x_unit: 1 }, Plane::Exact { x_unit: 10 }, Plane::Centred] {
        let (u, v) = terms::plane(&plane, &houses, Lang::ZhHans);
        assert!(u.contains("万/") && v.ends_with("，万"), "{u} {v}");
        said.extend([u, v]);
    }
    for (loss, unit) in [(LossKind::MeanSquared, " 万²"), (LossKind::MeanAbsolute, " 万"), (LossKind::Huber, " 万²")]
    {
        for standardize in [false, true] {
            let settings = Settings { standardize, loss, penalty: PenaltyKind::L2, ..Settings::default() };
            let words = terms::units(&settings, &Scaling::identity(), &houses, Lang::ZhHans);
            assert!(words.contains('万'), "{words}");
            assert!(standardize || words.contains(&["L 的单位是", unit.trim_start(), "。"].concat()), "{words}");
            said.extend([words, terms::update_note(&settings, &houses, Lang::ZhHans)]);
            assert!(sentences::loss(1_444.0, &settings.units(houses.clone()), Lang::ZhHans).ends_with(unit));
        }
    }
    said.push(labels::missed_by(&houses, Lang::ZhHans));
    said.push(question::question(&houses, 9.0, Lang::ZhHans).0);
    for chapter in [Chapter::Line, Chapter::Loss, Chapter::Descent, Chapter::Overfit, Chapter::Free] {
        for steps in [0, 1, 60] {
            said.push(told_in(chapter, steps)[1].0.clone());
        }
    }
    for words in said {
        assert!(!words.contains('千'), "{words}");
    }
}

/// What a chapter says after so many steps, and the number in it, in English and in Chinese.
fn told_in(chapter: Chapter, steps: u32) -> [(String, String); 2] {
    let (mut story, mut session) = (Story::default(), Session::default());
    story.open(&mut session, chapter);
    if steps > 0 {
        session.update(Msg::Step(steps));
    }
    [("en", Lang::En), ("zh-Hans", Lang::ZhHans)].map(|(word, lang)| {
        session.update(Msg::Set(knobs::parse("lang", &Value::Text(word.to_owned())).expect("a language")));
        let (said, ..) = headline(&story, &session, &session.status());
        (said.spoken(lang), said.number)
    })
}

#[test]
fn the_loss_of_a_chapter_is_a_hundredth_in_chinese() {
    for chapter in [Chapter::Loss, Chapter::Descent] {
        for steps in [0, 1, 5] {
            let [(_, en), (words, zh)] = told_in(chapter, steps);
            let [en, zh] = [en, zh].map(|number| numbers(&number)[0]);
            // Three digits of each.
            assert!((100.0 * zh / en - 1.0).abs() < 0.01, "{words}: {en} {zh}");
        }
    }
}

#[test]
fn losses_and_errors_that_are_read_are_in_the_unit_of_the_prices() {
    let houses = units(&Quantity::Houses);
    let extent = |last: f32| Extent { first: last, min: last, max: last, last };
    let (train, held_out, penalty) = (extent(1_444.0), Some(extent(2_025.0)), Some(extent(36.0)));
    let entry = LossEntry { from: 7, to: 7, train, held_out, penalty };
    let [en, zh] = both(|lang| sentences::losses_at(7, &entry, &houses, lang)).map(|words| numbers(&words));
    assert_eq!((en, zh), (vec![7.0, 1_444.0, 2_025.0, 36.0], vec![7.0, 14.4, 20.2, 0.36]));
    let wrong = |error: f64| Errors { loss: error * error, error };
    let (held_out, law, folds) = (Some(wrong(62.0)), Some(wrong(11.0)), Some((wrong(50.0), wrong(70.0))));
    let result = Measured { capacity: 3, parameters: 4, train: wrong(38.0), held_out, folds, law, diverged: None };
    let sweep = Sweep {
        vary: Vary::Degree,
        fixed: 0,
        capacities: &[3],
        results: &[result],
        steps: 100,
        folds: 5,
        trained: 5,
        trainings: 5,
        measuring: false,
        outdated: false,
        today: None,
        reading: None,
        units: houses,
    };
    let [en, zh] = both(|lang| capacity::spoken(&sweep, 0, lang)).map(|words| numbers(&words));
    assert_eq!(en, [3.0, 4.0, 1_444.0, 38.0, 3_844.0, 62.0, 5.0, 2_500.0, 4_900.0, 11.0]);
    assert_eq!(zh, [3.0, 4.0, 14.4, 3.8, 38.4, 6.2, 5.0, 25.0, 49.0, 1.1]);
}

#[test]
fn an_output_that_says_the_price_says_it_in_its_unit() {
    for standardize in ["false", "true"] {
        let mut session = line(&[("standardize", standardize)], 20);
        session.update(Msg::Probe(Some(9.0)));
        session.update(Msg::SelectNeuron(Some((1, 0))));
        let held = session.held_neuron().expect("the output");
        let words = both(|lang| sentences::neuron(&held, false, &session.quantity(), lang));
        let price = session.predict(&[9.0])[0];
        for (words, size) in words.iter().zip([1.0, 10.0]) {
            let at = if standardize == "true" { words.matches(" = ").count() } else { 2 };
            let result = words.split(" = ").nth(at).unwrap_or_default().split([' ', '。']).next().unwrap_or_default();
            let result = Decimal::read(result.trim_end_matches('.'));
            assert!((result.value() * size / price - 1.0).abs() < 0.01, "{words}: {price}");
        }
    }
}

#[test]
fn such_an_output_can_be_computed_from_what_is_printed() {
    let (mut told, mut nearly) = (0, 0);
    for seed in 1..=40 {
        let mut session = line(&[("model", "network"), ("layers", "5"), ("learning-rate", "0.01")], 0);
        session.update(Msg::Set(knobs::parse("seed", &Value::Text(seed.to_string())).expect("a seed")));
        session.update(Msg::Step(30));
        session.update(Msg::Probe(Some(9.0)));
        session.update(Msg::SelectNeuron(Some((2, 0))));
        let held = session.held_neuron().expect("the output");
        let words = sentences::neuron(&held, false, &session.quantity(), Lang::ZhHans);
        let (_, words) = words.split_once("a = ").expect("a formula");
        let (formula, inputs) = words.split_once("。这里 ").expect("what its inputs are");
        let inputs = inputs.trim_end_matches('。').split('，').map(|input| input.split(" = ").nth(1).expect("a value"));
        let inputs: Vec<Decimal> = inputs.map(Decimal::read).collect();
        let result = Decimal::read(formula.rsplit(['=', '≈']).next().expect("a value"));
        assert!(result.is_of(f64::from(held.value.expect("a value")) / 10.0), "{formula}");
        told += 1;
        match formula.split_once(" = ") {
            Some((weights, _)) => assert!(sum(weights, &inputs).rounds_to(result), "{words}"),
            None => nearly += 1,
        }
    }
    assert!(nearly * 20 < told, "{nearly} of {told} are not found");
}
