//! The bend taken away: layers come to one line, and the run with the bend goes on as it was left.

use crate::neurons::{laid, plain};
use crate::{bits, change, set};
use kittengrad::session::{Msg, State};
use kittengrad::view::{Picture, View};

#[test]
fn layers_without_a_bend_come_to_the_plain_line_and_the_bend_comes_back_as_it_was() {
    let mut s = laid("3");
    s.update(Msg::Step(120));
    let bent = bits(&s);
    s.update(Msg::Bend(true));
    assert_eq!(bits(&s), bent, "it has its bend");
    s.update(Msg::Bend(false));
    assert_eq!(
        (s.settings().layers.as_slice(), s.settings().bends(), s.state()),
        (&[8, 8, 8][..], false, State::Running)
    );
    assert!(s.fit().other.is_some_and(|other| other.bends), "the curve with the bend stays in sight");
    s.update(Msg::Step(1500));
    let line = s.plain_line().expect("twenty houses");
    let own = s.status().coefficients.expect("it is a line");
    assert!((own[0] - line.height).abs() < 1e-3 * line.height.abs(), "{own:?} {line:?}");
    assert!((own[1] - line.slope).abs() < 1e-3 * line.slope.abs(), "{own:?} {line:?}");
    // What the layers come to is the product of their weights, one after the other.
    let view = s.view(Picture::Chain);
    let View::Chain(chain) = view else { panic!("another picture") };
    let mut row = vec![1.0];
    for factor in &chain.factors {
        assert_eq!(row.len(), factor.rows);
        let times = |column: usize| -> f64 {
            row.iter().enumerate().map(|(i, r)| r * f64::from(factor.weights[i * factor.columns + column])).sum()
        };
        row = (0..factor.columns).map(times).collect();
    }
    assert!((row[0] - chain.product).abs() < 1e-9, "{row:?} {}", chain.product);
    assert!((own[1] - 100.0 / 10.0 * row[0]).abs() < 1e-5 * own[1].abs(), "in hundreds of k for tens of km");
    let straight = bits(&s);
    s.update(Msg::Bend(true));
    s.update(Msg::Pause);
    assert_eq!(bits(&s), bent);
    assert!(s.fit().other.is_some_and(|other| !other.bends));
    s.update(Msg::Bend(false));
    s.update(Msg::Pause);
    assert_eq!(bits(&s), straight, "each goes on where it was left");
    for (undone, there) in [(1, &bent), (2, &straight)] {
        s.update(Msg::Undo);
        s.update(Msg::Pause);
        assert_eq!(bits(&s), *there, "{undone}");
    }
}

#[test]
fn what_stood_still_stands_still_again_where_the_switch_is_undone() {
    let mut s = laid("3");
    s.update(Msg::Step(20));
    let before = bits(&s);
    s.update(Msg::Bend(false));
    s.tick(10);
    s.after_steps();
    s.update(Msg::Undo);
    assert_eq!((s.state(), bits(&s)), (State::Paused, before));
    s.update(Msg::Play);
    s.update(Msg::Bend(false));
    s.update(Msg::Undo);
    assert_eq!(s.state(), State::Running, "what ran goes on");
}

#[test]
fn the_run_of_the_other_kind_goes_on_on_todays_houses() {
    let mut s = laid("3");
    s.update(Msg::Step(50));
    s.update(Msg::Bend(false));
    s.update(Msg::MovePoint(4, (8.0, 950.0)));
    s.update(change_noise());
    let houses = s.points().to_vec();
    s.update(Msg::Bend(true));
    assert_eq!(s.points(), houses);
    assert_eq!((s.status().step, s.settings().bends(), s.settings().layers.as_slice()), (50, true, &[3][..]));
    let dots: Vec<f64> = s.fit().points.iter().map(|dot| dot.y).collect();
    assert_eq!(dots, houses.iter().map(|house| house.y).collect::<Vec<f64>>());
    // Where there is none of the other kind, one begins.
    let mut s = plain("8,8");
    set(&mut s, "activation", "linear");
    s.update(Msg::Bend(true));
    assert_eq!((s.settings().layers.as_slice(), s.settings().bends(), s.state()), (&[3][..], true, State::Running));
    // A table of one's own measures something else.
    s.update(Msg::Import {
        points: crate::points(&[(0.0, 1.0), (1.0, 2.0), (2.0, 4.0)]),
        names: None,
        split: false,
        classes: false,
    });
    assert!(s.fit().other.is_none());
}

fn change_noise() -> Msg {
    Msg::Set(change("noise", "0.1"))
}

#[test]
fn what_was_read_of_one_run_is_not_read_of_the_other() {
    let mut s = laid("3");
    s.update(Msg::Step(40));
    s.update(Msg::Bend(false));
    s.update(Msg::Step(200));
    s.update(Msg::ReadLosses(Some(150)));
    s.update(Msg::Bend(true));
    assert_eq!(s.losses().readout, None, "the other run has no such step");
    crate::check(&s);
}
