//! What is printed of a step, of the loss and of a neuron gives, computed from the printed digits, what is printed as result.

use crate::decimal::{Decimal, Random};
use crate::units::{SCALES, Told, scale};
use crate::{QUANTITIES, both};
use kittengrad::learn::{Activation, Scaling};
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{LossKind, Misses, Model, Msg, NoUpdate, PenaltyKind, Session, Settings, UpdateTerm};
use kittengrad::task::misses;
use kittengrad::text::quantity::Scale;
use kittengrad::text::{Lang, sentences, terms};
use kittengrad::view::Plane;

fn term(now: f32, rate: f32, slope: f32) -> UpdateTerm {
    let next = now - rate * slope;
    UpdateTerm { name: "w", now: now.into(), rate: rate.into(), slope: slope.into(), next: next.into() }
}

#[test]
fn a_step_can_be_computed_from_what_is_printed() {
    for told in SCALES {
        steps_can_be_computed(told);
    }
}

fn steps_can_be_computed(told: Told) {
    let mut random = Random(7);
    let (mut nearly, count) = (0, 20_000);
    for _ in 0..count {
        let now = random.of_size(1e-3, 1e6) as f32;
        let rate = random.of_size(1e-5, 10.0).abs() as f32;
        let slope = random.of_size(1e-6, 1e6) as f32;
        let term = term(now, rate, slope);
        if term.next.abs() >= 1e9 {
            continue;
        }
        let [row, _] = terms::update_rows(&[term, term], scale(told));
        let [now, rate, slope, next] = [&row.now, &row.rate, &row.slope, &row.next].map(|text| Decimal::read(text));
        let line = terms::update_line(&row);
        let known = now.is_of(term.now / told.y) && slope.is_of(term.slope / told.slope);
        assert!(known && next.is_of(term.next / told.y), "{line} {term:?}");
        assert!((rate.value() / (term.rate / told.rate) - 1.0).abs() < 1e-3, "{line} {term:?}");
        match row.sign {
            "=" => assert!(now.minus(rate.times(slope)).rounds_to(next), "{line}"),
            _ => nearly += 1,
        }
    }
    assert!(nearly * 1_000 < count, "{nearly} of {count} are not found: {told:?}");
}

#[test]
fn a_step_is_written_as_short_as_it_can_be() {
    let line = |now, rate, slope| {
        let term = term(now, rate, slope);
        terms::update_line(&terms::update_rows(&[term, UpdateTerm { name: "b", ..term }], Scale::ONE)[0])
    };
    assert_eq!(line(-94.61, 0.28, 362.83), "w ← w − α · ∂L/∂w = −94.6 − 0.28 · 362.8 = −196.2");
    assert_eq!(line(0.5, 0.03, -1.25), "w ← w − α · ∂L/∂w = 0.5000 − 0.03 · (−1.250) = 0.5375");
    assert_eq!(line(0.0, 0.1, 0.0), "w ← w − α · ∂L/∂w = 0 − 0.1 · 0 = 0");
    // A small step is seen to do something.
    assert_eq!(line(-241.3135, 0.28, 0.004_12), "w ← w − α · ∂L/∂w = −241.314 − 0.28 · 0.004120 = −241.315");
    assert!(line(1e12, 0.1, 3e13).contains(" ≈ "));
}

fn set(session: &mut Session, key: &str, value: &str) {
    session.update(Msg::Set(knobs::parse(key, &Value::Text(value.to_owned())).expect("an allowed value")));
}

/// "L = (82² + 37²) / 2" and "= 8,093 / 2 = 4,047", computed from its digits.
fn loss_of(lines: &[String; 2]) -> Option<bool> {
    let sum = lines[0].strip_prefix("L = ")?.split(" / ").next()?.trim_matches(['(', ')']);
    let whole = !sum.contains('…');
    let mut total = Decimal { digits: 0, places: 0 };
    for term in sum.split(" + ").filter(|term| !term.contains('…')) {
        let number = Decimal::read(term.trim_end_matches('²'));
        total = total.plus(if term.ends_with('²') { number.times(number) } else { number });
    }
    let mut right = lines[1].strip_prefix("= ")?.split(" = ");
    let (first, result) = (right.next()?, right.next());
    let Some(result) = result else { return Some(total.rounds_to(Decimal::read(first))) };
    let (sum, n) = first.split_once(" / ")?;
    let (sum, n, result) = (Decimal::read(sum), Decimal::read(n).digits, Decimal::read(result));
    Some((!whole || total.rounds_to(sum)) && sum.over_rounds_to(n, result))
}

#[test]
fn the_loss_can_be_computed_from_what_is_printed() {
    for told in SCALES {
        losses_can_be_computed(told);
    }
    let scaling = Scaling { y_scale: 3.0, ..Scaling::identity() };
    let none =
        |all: Vec<f64>, loss| terms::loss_terms(&Misses { all, loss, scaling }, LossKind::MeanSquared, Scale::ONE);
    assert_eq!(none(Vec::new(), f64::NAN), None);
    assert_eq!(none(vec![1.0, f64::INFINITY], f64::INFINITY), None);
    let huge = none(vec![1e9, 2e9], 2.5e18).expect("a loss");
    assert_eq!(huge.sign, "≈");
    both(|lang| {
        let all = vec![1.0; 30];
        let loss = none(all, 1.0).expect("a loss");
        lang.pick("", "损失 ").to_owned() + &terms::loss_line(&loss, lang)[0]
    });
}

fn losses_can_be_computed(told: Told) {
    let mut random = Random(3);
    let scaling = Scaling { y_scale: 3.0, ..Scaling::identity() };
    let (mut nearly, mut count) = (0, 0);
    for n in (1..=20).cycle().take(2_000) {
        let size = random.of_size(1e-2, 1e4).abs();
        let all: Vec<f64> = (0..n).map(|_| size * (2.0 * random.unit() - 1.0)).collect();
        for kind in [LossKind::MeanSquared, LossKind::MeanAbsolute, LossKind::Huber] {
            let of = |miss: &f64| match kind {
                LossKind::MeanSquared => miss * miss,
                LossKind::MeanAbsolute => miss.abs(),
                LossKind::Huber if miss.abs() < 3.0 => miss * miss / 2.0,
                LossKind::Huber => 3.0 * (miss.abs() - 1.5),
            };
            let loss = all.iter().map(of).sum::<f64>() / f64::from(n);
            let squared = kind != LossKind::MeanAbsolute;
            if squared != told.squared {
                continue;
            }
            let misses = Misses { all: all.clone(), loss, scaling };
            let terms = terms::loss_terms(&misses, kind, scale(told)).expect("a loss");
            let lines = terms::loss_line(&terms, Lang::En);
            assert!(Decimal::read(&terms.loss).is_of(loss / told.loss), "{lines:?} {loss}");
            assert_eq!(terms.terms.len() + terms.left_out, n as usize);
            assert_eq!(lines[0].contains('…'), n > 16);
            count += 1;
            match terms.sign {
                "=" => assert_eq!(loss_of(&lines), Some(true), "{lines:?}"),
                _ => nearly += 1,
            }
        }
    }
    assert!(nearly * 500 < count, "{nearly} of {count} are not found: {told:?}");
}

#[test]
fn what_is_printed_is_the_loss_of_the_session() {
    for points in ["1", "12", "60"] {
        for loss in ["mse", "mae", "huber"] {
            let mut session = Session::default();
            for (key, value) in [("points", points), ("noise", "0.15"), ("held-out", "0"), ("loss", loss)] {
                set(&mut session, key, value);
            }
            session.update(Msg::Step(30));
            let misses = misses(session.learner());
            assert_eq!(misses.loss, session.status().train_loss);
            assert_eq!(misses.all.len(), session.status().training_points);
            for (lang, size) in [(Lang::En, 1.0), (Lang::ZhHans, if loss == "mae" { 10.0 } else { 100.0 })] {
                let scale = Scale::new(&session.units(), lang);
                let terms = terms::loss_terms(&misses, session.settings().loss, scale).expect("a loss");
                let lines = terms::loss_line(&terms, lang);
                assert_eq!(terms.sign, "=", "{lines:?} {misses:?}");
                assert_eq!(loss_of(&lines), Some(true), "{lines:?}");
                assert!(Decimal::read(&terms.loss).is_of(misses.loss / size), "{lines:?} {misses:?}");
            }
        }
    }
}

#[test]
fn what_stands_beside_the_step_is_said_in_both_languages() {
    let raw = Scaling::identity();
    for quantity in &QUANTITIES {
        for loss in [LossKind::MeanSquared, LossKind::MeanAbsolute, LossKind::Huber] {
            for penalty in [PenaltyKind::None, PenaltyKind::L1, PenaltyKind::L2] {
                let settings = Settings { loss, penalty, ..Settings::default() };
                let [en, zh] = both(|lang| terms::update_note(&settings, quantity, lang));
                for words in [en, zh] {
                    assert!(words.contains("∂L/∂b") && words.contains("∂L/∂w"), "{words}");
                    assert_eq!(words.contains("0.01"), penalty != PenaltyKind::None, "{words}");
                }
            }
        }
        let fitted = Scaling { x_mean: 14.9, x_scale: 8.31, y_mean: 478.0, y_scale: 157.0 };
        let words = both(|lang| terms::units(&Settings::default(), &fitted, quantity, lang));
        let chinese = if quantity == &QUANTITIES[0] { ["47.8", "15.7"] } else { ["478", "157"] };
        for (words, y) in words.iter().zip([["478", "157"], chinese]) {
            assert!(["14.9", "8.31", y[0], y[1]].iter().all(|n| words.contains(n)), "{words}");
        }
        for x_unit in [1, 10] {
            let settings = Settings { standardize: false, x_unit, ..Settings::default() };
            let [en, _] = both(|lang| terms::units(&settings, &raw, quantity, lang));
            assert_eq!(en.contains("10"), x_unit == 10, "{en}");
            let (u, v) = terms::plane(&Plane::Exact { x_unit }, quantity, Lang::En);
            assert!(u.contains('w') && v.contains('b') && u.contains("10") == (x_unit == 10), "{u} {v}");
        }
        for plane in [Plane::Exact { x_unit: 10 }, Plane::Centred, Plane::Path { dimensions: 9 }] {
            both(|lang| terms::plane(&plane, quantity, lang).0);
            both(|lang| terms::plane(&plane, quantity, lang).1);
        }
    }
    for why in [NoUpdate::Optimizer, NoUpdate::Batches, NoUpdate::Frozen, NoUpdate::Diverged] {
        both(|lang| terms::no_update(why, lang).to_owned());
    }
    assert_eq!(terms::plane(&Plane::Exact { x_unit: 10 }, &QUANTITIES[0], Lang::En).0, "w: tilt, k per 10 km");
    assert_eq!(terms::plane(&Plane::Exact { x_unit: 10 }, &QUANTITIES[0], Lang::ZhHans).0, "w：斜率，万/10 公里");
}

/// The value of "1.2·a₁ − 0.3·a₂ + 0.1" at these inputs.
pub fn sum(text: &str, inputs: &[Decimal]) -> Decimal {
    let mut total = Decimal { digits: 0, places: 0 };
    for term in text.replace(" − ", " + −").split(" + ") {
        let (number, name) = term.split_once('·').unwrap_or((term, ""));
        let index = name.chars().filter_map(|c| "₀₁₂₃₄₅₆₇₈₉".chars().position(|d| d == c)).fold(0, |n, d| 10 * n + d);
        let number = Decimal::read(number);
        total = total.plus(if name.is_empty() { number } else { number.times(inputs[index.max(1) - 1]) });
    }
    total
}

#[test]
fn a_neuron_can_be_computed_from_what_is_printed() {
    let (mut told, mut nearly) = (0, 0);
    let knobs: [&[(&str, &str)]; 4] = [
        &[("standardize", "true")],
        &[("standardize", "false"), ("x-unit", "10"), ("learning-rate", "0.00001")],
        &[("standardize", "false"), ("learning-rate", "0.00001")],
        &[("model", "polynomial"), ("degree", "5")],
    ];
    for seed in 1..=12 {
        for (activation, knobs) in Activation::ALL.into_iter().flat_map(|a| knobs.map(|k| (a, k))) {
            let settings =
                Settings { model: Model::Network, layers: vec![6, 5], activation, seed, ..Settings::default() };
            let mut session = Session::new(settings);
            for (key, value) in knobs {
                set(&mut session, key, value);
            }
            session.update(Msg::Step(20));
            let polynomial = session.layers().polynomial;
            let columns = session.layers().widths.len();
            for column in 1..columns {
                session.update(Msg::SelectNeuron(Some((column, 0))));
                let held = session.held_neuron().expect("a neuron");
                let words = sentences::neuron(&held, polynomial, &session.quantity(), Lang::En);
                let (_, formula) = words.split_once("a = ").expect("a formula");
                let (formula, here) = formula.split_once(". Here ").expect("what its inputs are");
                let here = here.split(['.', ':']).collect::<Vec<_>>().join(".");
                let inputs: Vec<Decimal> = match here.strip_prefix("x = ") {
                    Some(_) => {
                        let told = words.split_once("x = ").expect("x").1;
                        let end = told.find(": st").or(told.find(". ")).unwrap_or(told.len() - 1);
                        vec![Decimal::read(told[..end].rsplit(" = ").next().expect("x"))]
                    }
                    None => {
                        let list = words.split_once(". Here ").expect("inputs").1;
                        let list = list.split(". ").next().expect("a list").trim_end_matches('.');
                        list.split(", ")
                            .map(|input| Decimal::read(input.split(" = ").nth(1).expect("a value")))
                            .collect()
                    }
                };
                assert_eq!(inputs.len(), held.weights.len(), "{words}");
                let parts: Vec<&str> = formula.split(" = ").collect();
                let inner =
                    |text: &str| text.split_once('(').map_or(text, |(_, rest)| &rest[..rest.len() - 1]).to_owned();
                let value = Decimal::read(formula.rsplit(['=', '≈']).next().expect("a value"));
                assert!(value.is_of(held.value.expect("a value").into()), "{words}");
                told += 1;
                if formula.contains('≈') {
                    nearly += 1;
                    continue;
                }
                if held.activation == Activation::Linear {
                    assert!(sum(parts[0], &inputs).rounds_to(value), "{words}");
                } else {
                    let z = Decimal::read(&inner(parts[1]));
                    assert!(sum(&inner(parts[0]), &inputs).rounds_to(z), "{words}");
                    let (a, _) = held.activation.value_and_slope(z.value());
                    // In its tails the engine is right to so much, and not to three digits.
                    assert!(value.is_of(a) || (value.value() - a).abs() < 1e-6, "{words}: {a}");
                }
            }
        }
    }
    assert!(told > 1_000 && nearly * 100 < told, "{nearly} of {told} are not found");
}

#[test]
fn standardizing_and_its_way_back_are_told_with_numbers() {
    let mut session = Session::new(Settings { model: Model::Network, layers: vec![3], ..Settings::default() });
    session.update(Msg::Probe(Some(16.8)));
    let mut say = |at| {
        session.update(Msg::SelectNeuron(Some(at)));
        let held = session.held_neuron().expect("a neuron");
        both(|lang| sentences::neuron(&held, false, &session.quantity(), lang))
    };
    for (at, beginning, end) in [((1, 0), "x = (", ") / "), ((0, 0), "x = (", ") / "), ((2, 0), "price = ", " · ")] {
        let [words, _] = say(at);
        let told = words.split_once(beginning).unwrap_or_else(|| panic!("{words}")).1;
        assert!(told.contains(end), "{words}");
    }
    let [words, _] = say((1, 2));
    let told = words.split_once("x = (").expect("x").1;
    let (x, rest) = told.split_once(" − ").expect("minus the mean");
    let (mean, rest) = rest.split_once(") / ").expect("over the deviation");
    let (scale, rest) = rest.split_once(" = ").expect("is");
    let [x, mean, scale] = [x, mean, scale].map(|n| Decimal::read(n).value());
    let result = Decimal::read(rest.split(':').next().expect("the standardized x"));
    assert!(result.is_of((x - mean) / scale), "{words}");
    assert_eq!(x, 16.8, "{words}");
}
