//! The course of a run as a table.

use kittengrad::export::history::{csv, rows};
use kittengrad::session::knobs::{self, Value};
use kittengrad::session::{Msg, Session};

fn set(session: &mut Session, key: &str, value: &str) {
    session.update(Msg::Set(knobs::parse(key, &Value::Text(value.to_owned())).expect("an allowed value")));
}

#[test]
fn a_short_run_is_told_step_by_step() {
    let mut session = Session::default();
    set(&mut session, "penalty", "l2");
    let mut losses = vec![session.status()];
    for _ in 0..30 {
        session.update(Msg::Step(1));
        losses.push(session.status());
    }
    let rows = rows(&session);
    assert_eq!(rows.len(), 31);
    for (row, status) in rows.iter().zip(&losses) {
        assert_eq!((row.step, row.epoch), (status.step, status.epoch));
        assert_eq!(f64::from(row.train), status.train_loss);
        assert_eq!(row.held_out.map(f64::from), status.held_out_loss);
        assert_eq!(row.penalty.map(f64::from), status.penalty);
    }
    let text = csv(&rows);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("step,epoch,training_loss,held_out_loss,penalty"));
    assert_eq!(lines.clone().count(), 31);
    let last: Vec<f32> =
        lines.next_back().expect("a row").split(',').map(|cell| cell.parse().expect("a number")).collect();
    assert_eq!(last[..2], [30.0, 30.0]);
    assert_eq!(last[2].to_bits(), rows[30].train.to_bits());
    assert_eq!(Some(last[4]), rows[30].penalty);
}

#[test]
fn epochs_are_counted_through_changes() {
    let mut session = Session::default();
    for (key, value) in [("model", "network"), ("points", "50"), ("batch", "8")] {
        set(&mut session, key, value);
    }
    // 40 points in fives; a change within an epoch; larger batches; a change back to all.
    let mut counted = vec![(0, 0)];
    for (steps, key, value) in
        [(13, "learning-rate", "0.01"), (4, "batch", "16"), (9, "batch", "all"), (6, "batch", "8"), (11, "seed", "1")]
    {
        for _ in 0..steps {
            session.update(Msg::Step(1));
            counted.push((session.status().step, session.status().epoch));
        }
        set(&mut session, key, value);
    }
    let found: Vec<(u64, u64)> = rows(&session).iter().map(|row| (row.step, row.epoch)).collect();
    assert_eq!(found, counted);
}

#[test]
fn a_long_run_tells_steps_that_were_taken_and_looking_back_only_those_before() {
    let mut session = Session::default();
    set(&mut session, "model", "network");
    session.update(Msg::Step(5000));
    let all = rows(&session);
    assert!((1000..=2100).contains(&all.len()), "{}", all.len());
    assert_eq!(all.last().map(|row| row.step), Some(5000));
    assert!(all.windows(2).all(|pair| pair[0].step < pair[1].step && pair[0].epoch == pair[0].step));
    // Each is what that step really came to.
    for at in [1, all.len() / 3, all.len() - 2] {
        session.update(Msg::Seek(all[at].step));
        while session.status().step != all[at].step {
            session.tick(1000);
        }
        assert_eq!(session.status().train_loss, f64::from(all[at].train), "step {}", all[at].step);
        assert!(rows(&session).iter().all(|row| row.step <= all[at].step));
    }
}
