//! Points that are drawn from a law of one's own, and a stretch of x that training does not see.

use crate::{check, put, session, set};
use kittengrad::data::{Formula, Law, Role};
use kittengrad::session::knobs::{Value, parse, value};
use kittengrad::session::{Dataset, Link, Msg, Session, Settings, Third, link};
use kittengrad::view::Quantity;

fn typed(formula: &str, range: &str) -> Session {
    session(&[("dataset", "formula"), ("points", "20"), ("formula", formula), ("x-range", range), ("noise", "0")])
}

fn roles(s: &Session) -> [usize; 3] {
    [Role::Training, Role::HeldOut, Role::Unseen].map(|role| s.points().iter().filter(|p| p.role() == role).count())
}

#[test]
fn points_lie_on_what_was_typed() {
    for (formula, range, ends) in [
        ("900 - 24*x", "0..30", (0.0, 30.0)),
        ("x*sin(x)", "5 to -5", (-5.0, 5.0)),
        ("|x - 1|", "", (0.0, 10.0)),
        ("7", "2..2.5", (2.0, 2.5)),
    ] {
        let s = typed(formula, range);
        let law = Formula::read(formula).expect("a formula");
        assert_eq!((s.settings().dataset, s.points().len()), (Dataset::Formula, 20));
        assert!(s.points().iter().all(|p| p.y == law.value(p.x) && (ends.0..=ends.1).contains(&p.x)), "{formula}");
        assert_eq!(s.quantity(), Quantity::Plain);
        assert!(s.fit().law.iter().all(|(x, y)| *y == law.value(*x)), "{formula}");
        check(&s);
    }
}

#[test]
fn where_a_law_has_no_value_there_are_no_points_and_nothing_is_drawn() {
    let mut s = typed("ln(x)", "-10..10");
    assert!(s.points().iter().all(|p| p.x > 0.0 && p.y.is_finite()) && s.points().len() < 15);
    assert!(s.fit().law.iter().all(|(x, y)| (*x > 0.0) == y.is_finite()));
    s.update(Msg::Step(50));
    assert!(s.status().law_error.is_some_and(f64::is_finite), "judged where there is a law");
    check(&s);
    let nowhere = typed("ln(-1 - x^2)", "0..1");
    assert!(nowhere.points().is_empty());
    check(&nowhere);
}

#[test]
fn typing_a_law_asks_for_its_points_and_what_it_begins_is_undone_at_once() {
    let mut s = session(&[]);
    let houses = s.points().to_vec();
    set(&mut s, "formula", "x^2");
    assert_eq!(s.settings().dataset, Dataset::Formula);
    s.update(Msg::Undo);
    assert_eq!((s.settings().dataset, s.points()), (Dataset::Law(Law::Houses), &houses[..]));
    // The ends of a law that is not shown change nothing.
    s.update(Msg::Step(5));
    set(&mut s, "x-range", "0..40");
    assert_eq!((s.points(), s.status().step), (&houses[..], 5));
}

#[test]
fn touched_points_keep_their_law_and_the_knobs_that_name_it() {
    let mut s = typed("x^2", "-2..2");
    s.update(Msg::MovePoint(3, (0.5, 1.0)));
    assert_eq!(s.settings().dataset, Dataset::Own);
    assert!(!s.fit().law.is_empty());
    let (settings, own) = s.kept();
    let back = Session::restored(settings, own);
    assert_eq!((back.points(), back.fit().law), (s.points(), s.fit().law));
    // Another law, and back to one's own points: the knobs tell theirs again.
    set(&mut s, "formula", "x^3");
    set(&mut s, "dataset", "own");
    assert_eq!(s.settings().formula, "x^2");
    assert!(s.fit().law.iter().all(|(x, y)| *y == x * x));
    // While others are shown, theirs is not kept: what was restored would be told of a law that is not theirs.
    set(&mut s, "formula", "x^3");
    let (settings, own) = s.kept();
    let mut back = Session::restored(settings, own);
    set(&mut back, "dataset", "own");
    assert!(back.fit().law.is_empty() && back.points().len() == 20);
}

#[test]
fn a_link_brings_the_law_along_as_it_was_typed() {
    for formula in ["900 - 24*x", "7 % x & 1", "|x − 1|·√x + 100 %2", "max(x, 2)^2", "y = e^x"] {
        let Some(change) = parse("formula", &Value::Text(formula.into())).ok() else {
            assert!(formula.contains('&'), "{formula}");
            continue;
        };
        let mut s = session(&[("unseen", "2..3")]);
        s.update(Msg::Set(change));
        let text = s.link(None).write(&Settings::default());
        assert!(text.is_ascii() && !text.contains(' '), "{text}");
        let (read, unread) = Link::read(&text, &|_, settings| Some(settings));
        assert!(unread.is_empty(), "{unread:?}");
        let back = Session::described(&read, &Settings::default());
        assert_eq!((back.points(), &back.settings().formula), (s.points(), &s.settings().formula), "{formula}");
        let settings = link::read_settings(&link::write_settings(s.settings()), Settings::default());
        assert_eq!(&settings, s.settings());
    }
}

#[test]
fn training_learns_nothing_of_what_it_does_not_see() {
    for model in ["line", "polynomial", "network"] {
        let mut s = session(&[("model", model), ("points", "40"), ("unseen", "20..30")]);
        let [own, held_out, unseen] = roles(&s);
        assert!(own > 10 && held_out > 2 && unseen > 8, "{own} {held_out} {unseen}");
        assert!(s.points().iter().all(|p| p.unseen == (20.0..=30.0).contains(&p.x)));
        s.update(Msg::Step(40));
        let learnt = s.parameters().to_vec();
        // Wherever they lie there, the same is learnt.
        let mut other = session(&[("model", model), ("points", "40"), ("unseen", "20..30")]);
        for i in 0..40 {
            let p = other.points()[i];
            if p.unseen {
                other.update(Msg::MovePoint(i, (p.x, 50.0)));
            }
        }
        other.update(Msg::Step(40));
        assert_eq!(other.parameters(), learnt);
        // Nor is it judged otherwise, or stopped.
        assert_eq!(other.learner().variance(), s.learner().variance());
        assert_eq!((other.status().fit, other.status().trend), (s.status().fit, s.status().trend));
        // And what is told of them is told of them alone.
        let told = s.status();
        let errors: Vec<f64> = s.fit().points.iter().filter(|d| d.unseen).map(|d| d.predicted - d.y).collect();
        let root = (errors.iter().map(|e| e * e).sum::<f64>() / errors.len() as f64).sqrt();
        assert!((told.unseen_error.expect("there are some") / root - 1.0).abs() < 1e-4);
        assert_eq!((told.training_points, told.held_out_points(), told.unseen_points), (own, held_out, unseen));
        let held: Vec<f64> =
            s.fit().points.iter().filter(|d| d.held_out && !d.unseen).map(|d| d.predicted - d.y).collect();
        let root = (held.iter().map(|e| e * e).sum::<f64>() / held.len() as f64).sqrt();
        assert!((told.held_out_error.expect("there are some") / root - 1.0).abs() < 1e-4);
        check(&s);
    }
}

#[test]
fn what_was_out_of_sight_comes_back_to_the_side_it_stood_on() {
    let mut s = session(&[("points", "40")]);
    let before = s.points().to_vec();
    s.update(Msg::Step(10));
    set(&mut s, "unseen", "0..12");
    assert!(s.status().unseen_points > 10 && s.status().step == 10, "the run goes on");
    assert_eq!(s.fit().unseen.map(|(x, _)| (x.lo, x.hi)), Some((0.0, 12.0)));
    set(&mut s, "unseen", "");
    assert_eq!(s.points(), before);
    assert_eq!(s.fit().unseen, None);
    // A point that is dragged there is learnt from no more, and again once it is dragged away.
    set(&mut s, "unseen", "0..12");
    let at = s.points().iter().position(|p| p.is_trained_on()).expect("one to learn from");
    s.update(Msg::MovePoint(at, (5.0, 700.0)));
    assert_eq!(s.points()[at].role(), Role::Unseen);
    s.update(Msg::MovePoint(at, (15.0, 700.0)));
    assert_eq!(s.points()[at].role(), Role::Training);
    s.update(Msg::AddPoint((3.0, 800.0)));
    assert_eq!(s.points().last().map(|p| p.role()), Some(Role::Unseen));
    check(&s);
}

#[test]
fn something_is_always_left_to_learn_from() {
    let mut s = session(&[("unseen", "-5..50")]);
    assert_eq!((s.status().unseen_points, s.fit().unseen), (0, None), "else there would be nothing");
    put(&mut s, &[(1.0, 5.0), (2.0, 6.0), (60.0, 7.0)]);
    assert_eq!(s.status().unseen_points, 2);
    s.update(Msg::RemovePoint(2));
    assert_eq!((s.status().unseen_points, s.status().training_points > 0), (0, true));
    check(&s);
    // Of two classes nothing is hidden by x₁.
    let classes = session(&[("dataset", "cats"), ("unseen", "0..5")]);
    assert_eq!(classes.status().unseen_points, 0);
}

#[test]
fn a_third_is_one_press_and_its_ends_are_round() {
    for (third, text) in [(Third::Left, "0..10"), (Third::Middle, "10..20"), (Third::Right, "20..30")] {
        let mut s = session(&[]);
        s.update(Msg::Unsee(third));
        assert_eq!(value("unseen", s.settings()), text);
        assert!(s.status().unseen_points > 3);
        s.update(Msg::Undo);
        assert_eq!(s.settings().unseen, None);
    }
    let mut s = session(&[("dataset", "sine")]);
    s.update(Msg::Unsee(Third::Right));
    assert_eq!(s.settings().unseen, Some((1.0, 3.0)));
    set(&mut s, "dataset", "houses");
    assert_eq!(s.status().unseen_points, s.points().iter().filter(|p| (1.0..=3.0).contains(&p.x)).count());
}
