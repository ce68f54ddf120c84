//! A walk through one training step, in words: in every phase, of curves and of classes, where paths are few and where they are many.

use super::both;
use kittengrad::session::knobs::{Value, parse};
use kittengrad::session::story::{Chapter, begun};
use kittengrad::session::{Move, Msg, Session, walk};
use kittengrad::text::story::backprop::headline;
use kittengrad::text::walk as words;
use kittengrad::text::{Lang, terms};
use kittengrad::view::{Picture, View, Walk};

fn set(s: &mut Session, key: &str, to: &str) {
    s.update(Msg::Set(parse(key, &Value::Text(to.to_owned())).expect("an allowed value")));
}

fn sessions() -> Vec<Session> {
    let mut all = vec![begun(Chapter::Backprop)];
    for (dataset, layers, activation) in
        [("houses", "", "relu"), ("sine", "8,8,8", "tanh"), ("cats", "3", "sigmoid"), ("circle", "5,5,5,5,5,5", "relu")]
    {
        let mut s = Session::default();
        for (key, to) in [("dataset", dataset), ("model", "network"), ("layers", layers), ("activation", activation)] {
            set(&mut s, key, to);
        }
        s.update(Msg::Step(20));
        all.push(s);
    }
    all
}

fn view(s: &Session) -> Walk<'_> {
    let View::Walk(walk) = s.view(Picture::Walk) else { panic!("the view of the walk") };
    walk.expect("a sample")
}

#[test]
fn every_phase_has_its_sentence_in_both_languages() {
    for mut s in sessions() {
        for _ in 0..=2 * s.learner().shape().layers().len() + 2 {
            for lang in ["en", "zh-Hans"] {
                set(&mut s, "lang", lang);
                let told = headline(&s);
                assert!(!told.sentence().is_empty() && !told.sentence().contains("NaN"), "{told:?}");
                assert!(!told.beside.contains('{') && !told.sentence().contains('{'), "{told:?}");
            }
            let walk = view(&s);
            both(|lang| words::phases(walk.phase, walk.layers.len(), lang).1.to_owned());
            let msg = walk::onward(&s);
            s.update(msg);
        }
    }
}

#[test]
fn every_sum_is_told_in_both_languages() {
    for mut s in sessions() {
        s.update(Msg::Walk(Move::To(usize::MAX)));
        s.update(Msg::Walk(Move::Check));
        let count = s.parameters().len();
        for at in (0..count).step_by(count.div_ceil(20)) {
            s.update(Msg::Walk(Move::Choose(at)));
            for by in [0.001, -1.5] {
                s.update(Msg::Walk(Move::Try(by)));
                let walk = view(&s);
                let trial = walk.trial.expect("tried out");
                both(|lang| words::paths(&walk, lang).0);
                both(|lang| words::trial(&walk, &trial, lang).1.join(" "));
                both(|lang| words::site(&walk, walk.chosen, lang));
                both(|lang| words::checked(&walk, lang).expect("checked"));
                if walk.mean.is_some() {
                    both(|lang| words::mean(&walk, lang).expect("there are others"));
                }
                let (_, lines, _) = words::paths(&walk, Lang::En);
                assert!(lines.len() <= 4 && lines.iter().all(|line| !line.contains("NaN")), "{lines:?}");
            }
        }
    }
}

/// A reader with a pocket calculator comes to what is printed: of every path, and of every neuron's sum.
#[test]
fn what_is_printed_can_be_computed_again() {
    let number = |text: &str| -> f64 {
        let text = text.trim().trim_start_matches("f′ ").trim_matches(['(', ')']).replace('−', "-");
        text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
    };
    let mut compared = 0;
    for mut s in sessions() {
        s.update(Msg::Walk(Move::To(usize::MAX)));
        for at in 0..s.parameters().len().min(60) {
            s.update(Msg::Walk(Move::Choose(at)));
            let walk = view(&s);
            let (_, lines, _) = words::paths(&walk, Lang::En);
            for line in lines.iter().filter(|line| line.contains(" = ") && !line.contains('⁻')) {
                let (factors, result) = line.rsplit_once(" = ").expect("an equation");
                let product: f64 = factors.split(" × ").map(number).product();
                let decimals = result.split_once('.').map_or(0, |(_, behind)| behind.len() as i32);
                let half = 0.5 * 10_f64.powi(-decimals);
                // Zeros at the end are not printed: three digits are told at least.
                let digits =
                    if product == 0.0 { half } else { 0.5 * 10_f64.powi(product.abs().log10().floor() as i32 - 2) };
                assert!((product - number(result)).abs() <= half.min(digits).max(1e-9) * 1.01, "{line}: {product}");
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared} lines");
    // Of the chapter, step after step: what the error begins with, and the loss.
    let mut s = begun(Chapter::Backprop);
    for _ in 0..12 {
        s.update(Msg::Walk(Move::To(usize::MAX)));
        let walk = view(&s);
        let line = words::backward(&walk, 2, 0)[0].clone();
        let (left, sign, right) = match line.split_once(" = ") {
            Some((left, right)) => (left, '=', right),
            None => line.split_once(" ≈ ").map(|(left, right)| (left, '≈', right)).expect("an equation"),
        };
        let inside = left.trim_start_matches("2 · (").trim_end_matches(')');
        let (answer, target) = inside.split_once(" − ").expect("a difference");
        let found = 2.0 * (number(answer) - number(target));
        let decimals = right.split_once('.').map_or(0, |(_, behind)| behind.len() as i32);
        assert!(sign == '≈' || (found - number(right)).abs() <= 0.51 * 10_f64.powi(-decimals), "{line}: {found}");
        s.update(Msg::Step(1));
    }
    assert_eq!(terms::times(&[2.0, f64::NAN], f64::NAN), "2.00 × – ≈ –");
}
