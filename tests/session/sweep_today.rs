//! A sweep's results and the settings of today: when they are outdated, and where the present model stands among them.

use crate::sweep::{dozen, measure, results};
use crate::{change, session, set};
use kittengrad::session::{Msg, Session, Settings};
use kittengrad::view::Vary;

#[test]
fn a_result_is_outdated_when_points_or_recipe_have_changed_and_then_only() {
    let outdated = |session: &Session| session.sweep().outdated;
    let mut first = dozen();
    measure(&mut first, Vary::Degree, 3, 0, 100);
    assert!(!outdated(&first));
    for (key, value) in [
        ("model", "polynomial"),
        ("degree", "9"),
        ("layers", "5,5,5"),
        ("activation", "relu"),
        ("pace", "100"),
        ("lang", "zh-Hans"),
        ("theme", "dark"),
    ] {
        set(&mut first, key, value);
        assert!(!outdated(&first), "{key} has no part in a polynomial's loss");
    }
    first.update(Msg::Play);
    first.tick(10);
    first.update(Msg::Rewind);
    assert!(!outdated(&first));
    for (key, value, back) in [
        ("learning-rate", "0.01", "0.03"),
        ("optimizer", "adam", "gd"),
        ("batch", "4", "all"),
        ("penalty", "l1", "none"),
        ("loss", "mae", "mse"),
        ("schedule", "cosine", "constant"),
        ("standardize", "false", "true"),
        ("seed", "3", "1"),
        ("noise", "0.5", "0.3"),
        ("points", "15", "14"),
        ("held-out", "0.5", "0.25"),
        ("dataset", "sine", "houses"),
    ] {
        set(&mut first, key, value);
        assert!(outdated(&first), "{key}");
        set(&mut first, key, back);
        assert!(!outdated(&first), "{key} is as it was");
    }
    let point = first.points()[5];
    first.update(Msg::MovePoint(5, (point.x, point.y + 1.0)));
    assert!(outdated(&first));
    first.update(Msg::MovePoint(5, (point.x, point.y)));
    assert!(!outdated(&first));
    first.update(Msg::RemovePoint(0));
    assert!(outdated(&first));

    let mut network = dozen();
    measure(&mut network, Vary::Width, 1, 5, 100);
    set(&mut network, "held-out", "0.5");
    assert!(!outdated(&network), "folds do not ask who is held out");
    set(&mut network, "layers", "4,4");
    assert!(!outdated(&network));
    set(&mut network, "init", "he");
    assert!(outdated(&network));

    let mut one = dozen();
    measure(&mut one, Vary::Nothing, 1, 5, 100);
    set(&mut one, "model", "polynomial");
    assert!(outdated(&one), "it is another model than was judged");
    set(&mut one, "model", "line");
    assert!(!outdated(&one));
    one.update(Msg::Reset);
    assert!(one.sweep().capacities.is_empty());
}

#[test]
fn other_points_end_a_measurement_under_way_and_keep_what_is_finished() {
    let mut session = dozen();
    session.update(Msg::Measure { vary: Vary::Degree, steps: 10, folds: 0 });
    while results(&session).len() < 4 {
        session.fill_sweep(100);
    }
    set(&mut session, "noise", "0.9");
    assert_eq!(session.fill_sweep(100), 0);
    let seen = session.sweep();
    assert!(!seen.measuring && seen.outdated && seen.results.len() == 4);

    session.update(Msg::Measure { vary: Vary::Degree, steps: 10, folds: 0 });
    assert!(results(&session).is_empty(), "a new measurement begins with nothing");
    session.update(Msg::StopMeasuring);
    assert!(session.sweep().capacities.is_empty(), "where nothing is finished nothing was measured");
}

#[test]
fn the_present_model_is_found_among_the_capacities() {
    let today = |knobs: &[(&str, &str)], vary| {
        let mut session = session(&[("layers", "8,8")]);
        session.update(Msg::Measure { vary, steps: 1, folds: 0 });
        for (key, value) in knobs {
            session.update(Msg::Set(change(key, value)));
        }
        let seen = session.sweep();
        seen.today.map(|at| seen.capacities[at])
    };
    assert_eq!(today(&[], Vary::Degree), Some(1), "a line is a polynomial of degree 1");
    assert_eq!(today(&[("model", "polynomial")], Vary::Degree), Some(Settings::default().degree));
    assert_eq!(today(&[("model", "network")], Vary::Degree), None);
    assert_eq!(today(&[("model", "network")], Vary::Layers), Some(2));
    assert_eq!(today(&[("model", "network"), ("layers", "")], Vary::Layers), Some(0));
    assert_eq!(today(&[("model", "network"), ("layers", "8,4")], Vary::Layers), None);
    assert_eq!(today(&[("model", "network"), ("layers", "16,16")], Vary::Width), Some(16));
    assert_eq!(today(&[("model", "network"), ("layers", "16,16,16")], Vary::Width), None);
    assert_eq!(today(&[("model", "network"), ("layers", "7,7")], Vary::Width), None);
    assert_eq!(today(&[], Vary::Nothing), Some(0));
}
