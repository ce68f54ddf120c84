//! The list of a neuron's terms: its parts give its sum, and it stands in the order that was made for it.

use crate::decimal::{Decimal, Random};
use crate::{QUANTITIES, both};
use kittengrad::learn::{Activation, Scaling};
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{HeldNeuron, Listing, Model, Msg, Reach, Session, Settings, State, Term};
use kittengrad::text::terms::{self, TermList};
use kittengrad::text::{Lang, sentences};
use kittengrad::view::Quantity;

/// A neuron of these weights that was asked.
fn neuron(activation: Activation, weights: Vec<f32>, bias: f32, inputs: Vec<f32>) -> HeldNeuron {
    let products = weights.iter().zip(&inputs).map(|(w, a)| f64::from(*w) * f64::from(*a));
    let (value, _) = activation.value_and_slope(products.sum::<f64>() + f64::from(bias));
    HeldNeuron {
        column: 2,
        columns: if activation == Activation::Linear { 3 } else { 4 },
        neuron: 0,
        activation,
        weights_at: 7,
        bias_at: 500,
        layer_at: 0..508,
        bias,
        inputs,
        weights,
        value: Some(value as f32),
        question: Some(1.0),
        features: Vec::new(),
        feature_scales: Vec::new(),
        scaling: Scaling { x_mean: 0.0, x_scale: 1.0, y_mean: 3.0, y_scale: 2.0 },
        dead: false,
    }
}

fn list(neuron: &HeldNeuron, quantity: &Quantity, lang: Lang) -> TermList {
    let mut all: Vec<Term> = (0..neuron.weights.len()).map(Term::Weight).collect();
    all.push(Term::Bias);
    let reach = Reach { weights: 2.0, bias: 1.0 };
    terms::listed(&Listing { neuron: neuron.clone(), terms: &all, reach }, false, quantity, lang)
}

/// What is printed behind a sign.
fn behind(text: &str) -> Decimal {
    Decimal::read(text.rsplit(['=', '≈', '·']).next().expect("a number").trim_matches([' ', '(', ')']))
}

/// Whether the sum is found; then each part is its weight times its input, and their sum is the sum.
fn adds_up(list: &TermList, neuron: &HeldNeuron, size: f64) -> bool {
    let mut total = Decimal { digits: 0, places: 0 };
    for row in &list.rows {
        let (weight, part) = (Decimal::read(&row.weight), behind(&row.part));
        assert_eq!(weight.digits, Decimal::read(&row.field).digits);
        let exact = match row.at {
            500 => neuron.bias,
            at => neuron.weights[at - 7],
        };
        assert!(weight.is_of(f64::from(exact) / size), "{row:?} {exact}");
        let made = if row.input.is_empty() { weight } else { weight.times(behind(&row.input)) };
        assert!(made.rounds_to(part), "{row:?}");
        total = total.plus(part);
    }
    let sum = behind(&list.sum);
    let products = neuron.weights.iter().zip(&neuron.inputs).map(|(w, a)| f64::from(*w) * f64::from(*a));
    let z = products.sum::<f64>() + f64::from(neuron.bias);
    assert!((sum.value() - z / size).abs() < 0.500_01 * 10f64.powi(-(sum.places as i32)) + 1e-6 * z.abs(), "{list:?}");
    if !list.answer.is_empty() {
        let (a, _) = neuron.activation.value_and_slope(sum.value());
        let found = behind(&list.answer).is_of(a) || (behind(&list.answer).value() - a).abs() < 1e-6;
        assert!(found || list.answer.contains('≈'), "{list:?} {a}");
    }
    let found = list.sum.contains('=');
    assert!(!found || total.rounds_to(sum), "{list:?}");
    found
}

#[test]
fn what_is_listed_gives_what_it_comes_to() {
    let mut random = Random(11);
    let (mut nearly, mut count) = (0, 0);
    for inputs in (1..=64).cycle().take(1_500) {
        let activation = Activation::ALL[random.0 as usize % Activation::ALL.len()];
        let (size, of_inputs) = (random.of_size(0.1, 10.0), random.of_size(0.1, 30.0));
        let mut numbers =
            |n: usize, size: f64| -> Vec<f32> { (0..n).map(|_| (size * (2.0 * random.unit() - 1.0)) as f32).collect() };
        let (weights, bias, seen) = (numbers(inputs, size), numbers(1, size)[0], numbers(inputs, of_inputs));
        let neuron = neuron(activation, weights, bias, seen);
        for lang in [Lang::En, Lang::ZhHans] {
            let list = list(&neuron, &Quantity::Plain, lang);
            assert_eq!(list.rows.len(), inputs + 1);
            nearly += usize::from(!adds_up(&list, &neuron, 1.0));
            count += 1;
        }
    }
    assert!(nearly * 100 < count, "{nearly} of {count} are not found");
}

/// An output that says prices itself is told in the units of prices, and so is what is typed there.
#[test]
fn prices_are_told_as_prices_are() {
    let raw = HeldNeuron {
        scaling: Scaling { x_mean: 0.0, x_scale: 10.0, y_mean: 0.0, y_scale: 1.0 },
        ..neuron(Activation::Linear, vec![-42.5, 3.25, 0.125], 612.5, vec![1.5, -2.0, 0.75])
    };
    for (lang, size) in [(Lang::En, 1.0), (Lang::ZhHans, 10.0)] {
        let list = list(&raw, &Quantity::Houses, lang);
        assert!(adds_up(&list, &raw, size), "{list:?}");
        for row in &list.rows {
            let exact = if row.at == 500 { raw.bias } else { raw.weights[row.at - 7] };
            assert_eq!(terms::model_value(row.value, &raw, &Quantity::Houses, lang), Some(exact));
            assert_eq!(row.reach, if row.at == 500 { 1.0 } else { 2.0 } / size);
        }
        assert!(sentences::neuron(&raw, false, &Quantity::Houses, lang).contains(list.sum.trim_start_matches("a = ")));
        assert_eq!(terms::model_value(1e39, &raw, &Quantity::Houses, lang), None);
        assert_eq!(terms::model_value(f64::NAN, &raw, &Quantity::Houses, lang), None);
    }
}

#[test]
fn what_cannot_be_written_out_is_listed_all_the_same() {
    let of = |weight: f32, input: f32| neuron(Activation::Relu, vec![weight, 0.5], 0.25, vec![input, 1.0]);
    for broken in [of(f32::NAN, 1.0), of(f32::INFINITY, 1.0), of(3e20, 1.0), of(1.0, f32::NAN), of(1e-30, 1.0)] {
        let shown = both(|lang| {
            let list = list(&broken, &QUANTITIES[0], lang);
            let rows: Vec<String> =
                list.rows.iter().map(|row| [row.name.as_str(), &row.weight, &row.input, &row.part].join(" ")).collect();
            assert!(list.rows.iter().all(|row| !row.field.contains(['N', 'i'])), "{list:?}");
            lang.pick("", "列表：").to_owned() + &rows.join("; ").replace("  ", " ").replace(" ;", ";") + &list.sum
        });
        assert!(!shown[0].contains("inf"), "{shown:?}");
    }
    // Where nobody asks, weights stand alone.
    let silent = HeldNeuron { inputs: Vec::new(), value: None, question: None, ..of(1.5, 1.0) };
    let list = list(&silent, &QUANTITIES[0], Lang::En);
    assert!(list.sum.is_empty() && list.answer.is_empty() && list.rows.iter().all(|row| row.part.is_empty()));
    assert_eq!(list.rows[0].field, "1.50");
    let named = |at: usize| both(|lang| self::list(&of(1.0, 1.0), &Quantity::Plain, lang).rows[at].freeze.clone());
    assert_eq!([named(1)[0].as_str(), &named(1)[1], &named(2)[0]], ["Freeze w2", "冻结 w₂", "Freeze b"]);
    for label in ["w3, the weight of a3", "b, the bias"] {
        both(|lang| terms::no_number(lang.pick(label, "偏置 b"), lang));
    }
}

fn set(session: &mut Session, key: &str, value: &str) {
    session.update(Msg::Set(knobs::parse(key, &Value::Text(value.to_owned())).expect("an allowed value")));
}

fn order(session: &Session) -> Vec<Term> {
    session.listing().expect("a list").terms.to_vec()
}

/// The bias, and then the largest part of the sum first.
fn is_in_order(session: &Session) -> bool {
    let listing = session.listing().expect("a list");
    let part = |term: &Term| match term {
        Term::Bias => f32::INFINITY,
        Term::Weight(i) => (listing.neuron.weights[*i] * listing.neuron.inputs.get(*i).unwrap_or(&1.0)).abs(),
    };
    listing.terms.is_sorted_by(|a, b| part(a) >= part(b))
}

#[test]
fn the_largest_stand_first_and_nothing_moves_under_the_hand() {
    let mut s = Session::new(Settings { model: Model::Network, layers: vec![8, 8], ..Settings::default() });
    assert!(s.listing().is_none());
    s.update(Msg::SelectNeuron(Some((0, 0))));
    assert!(s.listing().is_none(), "an input has no terms");
    s.update(Msg::SelectNeuron(Some((2, 3))));
    assert!(is_in_order(&s));
    let first = order(&s);
    assert_eq!((first.len(), first[0]), (9, Term::Bias));

    // Each row has the parameter that it says.
    let listing = s.listing().expect("a list");
    let (neuron, reach) = (listing.neuron, listing.reach);
    assert!(neuron.weights.iter().all(|w| f64::from(w.abs()) < reach.weights));
    for term in &first {
        let value = match term {
            Term::Bias => neuron.bias,
            Term::Weight(i) => neuron.weights[*i],
        };
        assert_eq!(s.parameters()[term.place(&neuron)], value);
    }

    // A slider is held: the smallest becomes the largest and keeps its place, and the slider its ends.
    let last = *first.last().expect("a term");
    let edit = |s: &mut Session, value: f64| s.update(Msg::EditParameters(vec![(last.place(&neuron), value as f32)]));
    edit(&mut s, reach.weights);
    assert_eq!((order(&s), s.listing().expect("a list").reach), (first.clone(), reach));
    s.update(Msg::LetGo);
    let grown = s.listing().expect("a list").reach;
    assert!(grown.weights > reach.weights && grown.bias == reach.bias);
    assert_eq!(order(&s), first, "only a pause, a question or a choice brings another order");

    // Another question waits until no control is held.
    s.update(Msg::HoldTerms(true));
    s.update(Msg::Probe(Some(3.0)));
    assert_eq!(order(&s), first);
    s.update(Msg::HoldTerms(false));
    assert!(is_in_order(&s) && order(&s) != first);

    // While training runs they stay; when it pauses they are put in order.
    let before = order(&s);
    edit(&mut s, 0.0);
    s.update(Msg::LetGo);
    s.update(Msg::Play);
    s.tick(30);
    assert_eq!(order(&s), before);
    s.update(Msg::Pause);
    assert!(s.state() == State::Paused && is_in_order(&s) && order(&s) != before);
    s.update(Msg::Probe(None));
    assert!(is_in_order(&s), "by their own size");

    // Another model has other terms, whatever is held.
    s.update(Msg::HoldTerms(true));
    set(&mut s, "layers", "3,4");
    s.update(Msg::SelectNeuron(Some((2, 3))));
    assert_eq!(order(&s).len(), 4);
}
