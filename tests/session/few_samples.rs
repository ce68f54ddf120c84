//! Few samples of two classes: what can be said of them, and what not.

use crate::timeline::run;
use crate::{session, set};
use kittengrad::data::{Point, Species};
use kittengrad::session::{Msg, Session, Verdict};
use kittengrad::text::{Lang, sentences};

/// A network with these samples: x₁, x₂, whether it is of the class that is asked for, whether it is held out.
fn with(samples: &[(f64, f64, bool, bool)]) -> Session {
    let mut s = session(&[
        ("dataset", "cats"),
        ("model", "network"),
        ("layers", "3,2"),
        ("activation", "tanh"),
        ("optimizer", "adam"),
        ("learning-rate", "0.03"),
    ]);
    let sample = |&(x, y, positive, held_out): &(f64, f64, bool, bool)| Point {
        x,
        y,
        kind: Species::of(positive),
        held_out,
        unseen: false,
    };
    s.update(Msg::ReplacePoints { points: samples.iter().map(sample).collect(), split: true, classes: true });
    s
}

fn said(s: &Session, lang: Lang) -> String {
    sentences::verdict(&s.status(), s.settings(), &s.quantity(), lang).1
}

/// Two held out, both of one class and both right: their entropy is nothing, and no loss is above that for it.
#[test]
fn who_has_all_unseen_right_has_not_learnt_by_heart() {
    let red = [(1.0, 1.0), (2.0, 1.0), (1.0, 2.0), (1.5, 1.2), (6.0, 1.0)];
    let blue = [(5.0, 5.0), (6.0, 5.0), (5.0, 6.0), (5.5, 5.5), (1.0, 5.0)];
    let mut right = 0;
    for (first, second) in (0..5).flat_map(|first| (0..first).map(move |second| (first, second))) {
        let of = |positive: bool| {
            move |(i, (x, y)): (usize, (f64, f64))| (x, y, positive, !positive && (i == first || i == second))
        };
        let samples: Vec<_> =
            red.into_iter().enumerate().map(of(false)).chain(blue.into_iter().enumerate().map(of(true))).collect();
        let mut s = with(&samples);
        for _ in 0..6 {
            run(&mut s, 100);
            let status = s.status();
            if status.classes.expect("classes").sorted.held_out.all().share() == Some(1.0) {
                right += 1;
                assert!(!matches!(status.fit, Verdict::ByHeart { .. }), "{:?} {:?}", status.fit, status.held_out_loss);
            }
        }
    }
    assert!(right > 30, "{right}");
}

#[test]
fn one_class_is_nothing_to_tell_apart() {
    let mut s = with(&[(1.0, 1.0, true, false), (2.0, 1.0, true, false), (1.0, 3.0, true, true)]);
    assert!(said(&s, Lang::En).contains("only one class"), "{}", said(&s, Lang::En));
    run(&mut s, 50);
    assert!(said(&s, Lang::ZhHans).contains("只有一类"));
    set(&mut s, "layers", "2");
    let s = with(&[(1.0, 1.0, true, false), (1.0, 1.0, false, false)]);
    assert!(!said(&s, Lang::En).contains("class to learn from") && !said(&s, Lang::En).contains("same x"));
}
