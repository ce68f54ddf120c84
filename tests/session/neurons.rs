//! A network laid by hand: the parts of which its curve is put together, where its neurons bend, and how many there are.

use crate::{apart, bits, session, set};
use kittengrad::session::knobs::value;
use kittengrad::session::{Laid, MOST_BY_HAND, Msg, Session};
use kittengrad::view::PartOf;

/// Twenty houses and a network with so many ReLUs, in units in which numbers can be checked by hand.
pub(crate) fn plain(layers: &str) -> Session {
    session(&[
        ("points", "20"),
        ("noise", "0.05"),
        ("held-out", "0"),
        ("standardize", "false"),
        ("x-unit", "10"),
        ("y-unit", "100"),
        ("model", "network"),
        ("layers", layers),
        ("activation", "relu"),
        ("optimizer", "adam"),
        ("learning-rate", "0.02"),
    ])
}

/// The same, laid side by side, with the stack shown.
pub(crate) fn laid(layers: &str) -> Session {
    let mut s = plain(layers);
    for msg in [Msg::LayNeurons, Msg::ShowStack(true), Msg::SelectNeuron(Some((1, 0)))] {
        s.update(msg);
    }
    s
}

fn answers(s: &Session) -> Vec<f64> {
    s.predict(&(0..61).map(|i| 0.5 * f64::from(i)).collect::<Vec<f64>>())
}

fn hinge(s: &Session, neuron: usize) -> kittengrad::view::Hinge {
    let stack = s.stack().expect("there are neurons");
    let (_, band) = stack.band_of(neuron).expect("there is such a neuron");
    band.hinge.expect("it bends")
}

#[test]
fn the_parts_and_what_they_stand_on_sum_to_the_curve() {
    for activation in ["relu", "leaky-relu", "tanh", "sigmoid", "elu", "gelu", "silu", "sine", "linear"] {
        for (layers, standardize) in [
            ("1", "true"),
            ("3", "false"),
            ("8", "true"),
            ("9", "true"),
            ("64", "false"),
            ("4,5", "true"),
            ("7,33", "false"),
        ] {
            let mut s = plain(layers);
            for (key, value) in [("standardize", standardize), ("activation", activation)] {
                set(&mut s, key, value);
            }
            s.update(Msg::Probe(Some(7.3)));
            s.update(Msg::SelectNeuron(Some((layers.split(',').count(), 0))));
            s.update(Msg::Step(20));
            let (stack, fit) = (s.stack().expect("a hidden layer"), s.fit());
            let summed: Vec<f64> = (0..fit.curve.len()).map(|i| stack.height(stack.bands.len(), i)).collect();
            let curve: Vec<f64> = fit.curve.iter().map(|(_, y)| *y).collect();
            assert!(apart(&curve, &summed) < 1e-5, "{activation} {layers}: {}", apart(&curve, &summed));
            let at_probe = stack.base + stack.bands.iter().map(|band| band.at_probe.expect("a question")).sum::<f64>();
            let predicted = fit.probe.expect("a question").predicted;
            assert!((at_probe - predicted).abs() < 1e-3 * predicted.abs().max(1.0), "{activation} {layers}");
            assert!(stack.bands.len() <= 8 && stack.band_of(0).is_some(), "the one that is held is told apart");
            let told: usize = stack
                .bands
                .iter()
                .map(|band| match band.of {
                    PartOf::Neuron(_) => 1,
                    PartOf::Others(count) => count,
                })
                .sum();
            let width: usize = layers.split(',').next_back().and_then(|n| n.parse().ok()).expect("a width");
            assert_eq!(told, width, "each neuron is in one part");
        }
    }
}

#[test]
fn a_neuron_bends_where_its_weighted_sum_is_nothing() {
    for layers in ["6", "5,4"] {
        let mut s = plain(layers);
        set(&mut s, "standardize", "true");
        s.update(Msg::Step(50));
        let fit = s.fit();
        let stack = s.stack().expect("a hidden layer");
        let deep = layers.contains(',');
        for band in &stack.bands {
            // A ReLU's part is 0 on one side of each of its kinks, and within a place of the curve from there it no longer is.
            let step = (fit.x.hi - fit.x.lo) / (fit.curve.len() - 1) as f64;
            let part = |x: f64| band.part[(((x - fit.x.lo) / step).round().max(0.0) as usize).min(band.part.len() - 1)];
            for kink in &band.kinks {
                assert!((fit.x.lo..=fit.x.hi).contains(kink));
                let (left, right) = (part(kink - 1.01 * step), part(kink + 1.01 * step));
                assert!((left == 0.0) != (right == 0.0), "{layers} at {kink}: {left} {right}");
            }
            match band.hinge {
                Some(hinge) if band.kinks.len() == 1 => assert!((hinge.kink - band.kinks[0]).abs() < 1e-3),
                Some(hinge) => assert!(!(fit.x.lo..fit.x.hi).contains(&hinge.kink) && band.kinks.is_empty()),
                None => assert!(deep, "only one layer can be laid by hand"),
            }
        }
    }
    assert!(plain("").stack().is_none() && session(&[]).stack().is_none());
}

#[test]
fn one_that_is_silent_at_every_house_is_named() {
    let mut s = laid("2");
    s.update(Msg::LayNeuron(Laid::Kink(0, -5.0)));
    let stack = s.stack().expect("two neurons");
    let dead: Vec<bool> = (0..2).map(|neuron| stack.band_of(neuron).expect("it is there").1.dead).collect();
    assert_eq!(dead, [true, false], "it opens to the left, where no house is");
    assert!(stack.band_of(0).expect("it is there").1.kinks.is_empty());
}

#[test]
fn kink_slope_and_base_are_where_they_were_laid_and_all_else_stays() {
    for standardize in ["false", "true"] {
        let mut s = laid("3");
        set(&mut s, "standardize", standardize);
        s.update(Msg::LayNeurons);
        s.update(Msg::Step(40));
        for neuron in 0..3 {
            let before = s.parameters().to_vec();
            s.update(Msg::LayNeuron(Laid::Kink(neuron, 17.5)));
            assert!((hinge(&s, neuron).kink - 17.5).abs() < 1e-4);
            let changed = |s: &Session, before: &[f32]| -> Vec<usize> {
                (0..before.len()).filter(|i| before[*i].to_bits() != s.parameters()[*i].to_bits()).collect()
            };
            assert_eq!(changed(&s, &before), [3 + neuron], "its bias alone");
            for slope in [12.0, -30.0, 0.5, -0.5] {
                let before = s.parameters().to_vec();
                s.update(Msg::LayNeuron(Laid::Slope(neuron, slope)));
                let now = hinge(&s, neuron);
                let told = now.slope.expect("a ReLU has a slope");
                assert!((told - slope).abs() < 1e-4 * slope.abs().max(1.0), "{told} {slope}");
                assert!((now.kink - 17.5).abs() < 1e-3 && now.opens_right == (before[neuron] > 0.0));
                assert!(changed(&s, &before).iter().all(|i| [neuron, 3 + neuron, 6 + neuron].contains(i)));
                assert_eq!(before[6 + neuron].abs(), s.parameters()[6 + neuron].abs().max(before[6 + neuron].abs()));
            }
        }
        let before = s.parameters().to_vec();
        s.update(Msg::LayNeuron(Laid::Base(333.0)));
        assert!((s.stack().expect("three").base - 333.0).abs() < 1e-3);
        assert_eq!(before[..9], s.parameters()[..9]);
        assert_eq!(s.status().step, 40, "the run goes on");
    }
}

#[test]
fn what_cannot_be_laid_stays() {
    for (knobs, laid) in [
        (vec![("model", "line")], Laid::Kink(0, 3.0)),
        (vec![("model", "network"), ("layers", "3,3")], Laid::Kink(0, 3.0)),
        (vec![("model", "network"), ("layers", "3"), ("activation", "linear")], Laid::Kink(0, 3.0)),
        (vec![("model", "network"), ("layers", "3"), ("activation", "tanh")], Laid::Slope(0, 3.0)),
        (vec![("model", "network"), ("layers", "3")], Laid::Kink(3, 3.0)),
        (vec![("model", "network"), ("layers", "3")], Laid::Kink(0, f64::NAN)),
        (vec![("model", "network"), ("layers", "3")], Laid::Base(f64::INFINITY)),
        (vec![("model", "network"), ("layers", "")], Laid::Base(3.0)),
    ] {
        let mut s = session(&knobs);
        let before = bits(&s);
        s.update(Msg::LayNeuron(laid));
        assert_eq!((bits(&s), s.status().undo), (before, (0, 0)), "{knobs:?} {laid:?}");
    }
}

#[test]
fn what_changes_nothing_is_no_change() {
    let mut s = session(&[]);
    s.update(Msg::Step(3));
    let before = bits(&s);
    for msg in [
        Msg::ShowStack(true),
        Msg::HoldNeuron(true),
        Msg::LayNeuron(Laid::Kink(0, 3.0)),
        Msg::LayNeurons,
        Msg::HaveNeurons(2),
        Msg::Bend(false),
    ] {
        s.update(msg);
        assert_eq!((bits(&s), s.status().undo), (before.clone(), (0, 0)));
    }
}

#[test]
fn laying_is_one_change_until_the_hand_lets_go() {
    let mut s = laid("2");
    s.update(Msg::LetGo);
    let (before, undo) = (bits(&s), s.status().undo.0);
    for x in [11.0, 12.0, 13.0] {
        s.update(Msg::LayNeuron(Laid::Kink(0, x)));
    }
    s.update(Msg::LayNeuron(Laid::Slope(0, -20.0)));
    assert_eq!(s.status().undo.0, undo + 1, "one neuron under one hand");
    s.update(Msg::LayNeuron(Laid::Base(250.0)));
    assert_eq!(s.status().undo.0, undo + 2);
    s.update(Msg::Undo);
    s.update(Msg::Undo);
    assert_eq!(bits(&s), before);
}

#[test]
fn a_neuron_more_changes_no_answer_and_one_less_takes_only_its_own_part() {
    for standardize in ["false", "true"] {
        let mut s = laid("1");
        set(&mut s, "standardize", standardize);
        s.update(Msg::LayNeurons);
        s.update(Msg::Step(30));
        for count in 2..=MOST_BY_HAND {
            let before = answers(&s);
            s.update(Msg::HaveNeurons(count));
            assert!(apart(&before, &answers(&s)) < 1e-6, "{count}");
            assert_eq!((s.settings().layers.as_slice(), s.status().step), (&[count][..], 30));
            s.update(Msg::Step(0));
            let kinks: Vec<f64> = (0..count).map(|neuron| hinge(&s, neuron).kink).collect();
            let fit = s.fit();
            assert!((fit.x.lo..=fit.x.hi).contains(&kinks[count - 1]), "a new one bends in sight");
        }
        s.update(Msg::Step(200));
        assert_eq!(s.status().step, 230);
        let (before, part) = {
            let stack = s.stack().expect("eight");
            let at = stack.band_of(MOST_BY_HAND - 1).expect("the last one").0;
            (s.fit().curve.iter().map(|(_, y)| *y).collect::<Vec<f64>>(), stack.bands[at].part.clone())
        };
        s.update(Msg::HaveNeurons(MOST_BY_HAND - 1));
        let after: Vec<f64> = s.fit().curve.iter().map(|(_, y)| *y).collect();
        let less: Vec<f64> = before.iter().zip(&part).map(|(y, part)| y - part).collect();
        assert!(apart(&less, &after) < 1e-5);
        let now = bits(&s);
        for count in [0, MOST_BY_HAND + 1, MOST_BY_HAND - 1] {
            s.update(Msg::HaveNeurons(count));
            assert_eq!(bits(&s), now, "{count}");
        }
        s.update(Msg::Undo);
        assert_eq!(s.settings().layers, [MOST_BY_HAND]);
        // Where a run of so many begins: side by side.
        s.update(Msg::Rewind);
        let begun = answers(&s);
        s.update(Msg::LayNeurons);
        assert_eq!(begun, answers(&s));
    }
    for knobs in [vec![("model", "line")], vec![("model", "network"), ("layers", "3,3")]] {
        let mut s = session(&knobs);
        let before = bits(&s);
        s.update(Msg::HaveNeurons(2));
        assert_eq!(bits(&s), before);
    }
}

#[test]
fn what_is_frozen_is_of_one_shape() {
    let mut s = laid("3");
    set(&mut s, "frozen", "0-2");
    let before = s.parameters()[..3].to_vec();
    s.update(Msg::Step(30));
    assert_eq!(s.parameters()[..3], before);
    s.update(Msg::LayNeuron(Laid::Slope(0, -11.0)));
    assert_ne!(s.parameters()[0], before[0], "a hand may");
    // Of the second neuron its weight, of the third its bias and its weight in the output, and the output's bias.
    set(&mut s, "frozen", "1,5,8-9");
    s.update(Msg::HaveNeurons(4));
    assert_eq!(value("frozen", s.settings()).as_str(), "1,6,10,12");
    let frozen = [1, 6, 10, 12].map(|at| s.parameters()[at]);
    s.update(Msg::Step(20));
    assert_eq!([1, 6, 10, 12].map(|at| s.parameters()[at]), frozen);
    s.update(Msg::HaveNeurons(2));
    assert_eq!(value("frozen", s.settings()).as_str(), "1,6");
    set(&mut s, "frozen", "0-2");
    s.update(Msg::Bend(false));
    assert!(s.settings().frozen.is_empty());
    s.update(Msg::Bend(true));
    assert!(!s.settings().frozen.is_empty(), "the run with the bend is as it was left");
}

#[test]
fn every_step_around_a_growth_is_found_again() {
    let mut s = laid("1");
    s.update(Msg::Step(25));
    let first = bits(&s).clone();
    s.update(Msg::HaveNeurons(3));
    s.update(Msg::Step(25));
    let last = answers(&s);
    s.update(Msg::Seek(25));
    for _ in 0..100 {
        s.tick(1_000);
        s.after_steps();
    }
    s.update(Msg::Seek(10));
    for _ in 0..100 {
        s.tick(1_000);
        s.after_steps();
    }
    assert_eq!((s.status().step, s.settings().layers.as_slice()), (10, &[1][..]));
    s.update(Msg::Seek(50));
    for _ in 0..100 {
        s.tick(1_000);
        s.after_steps();
    }
    assert_eq!((s.status().step, answers(&s)), (50, last));
    s.update(Msg::Undo);
    assert_eq!(bits(&s), first);
}
