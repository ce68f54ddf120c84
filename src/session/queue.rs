//! What waits for the next frame: messages in their order, the moves of one gesture joined into one.

use super::msg::{Laid, Msg};

/// The messages that wait.
#[derive(Default)]
pub struct Queue(Vec<Msg>);

impl Queue {
    /// Adds a message. If it continues the one right before it, as the next move of a drag does, it replaces that one.
    pub fn push(&mut self, msg: Msg) {
        match self.0.last_mut() {
            Some(last) if goes_on(last, &msg) => *last = msg,
            _ => self.0.push(msg),
        }
    }

    /// Takes all of them out, in their order.
    pub fn take(&mut self) -> Vec<Msg> {
        std::mem::take(&mut self.0)
    }

    /// Whether all of them leave every point its index.
    pub fn keeps_indices(&self) -> bool {
        let keeps = |msg: &Msg| {
            let moves =
                matches!(msg, Msg::MovePoint(..) | Msg::MoveTo(_) | Msg::Probe(_) | Msg::Ask(_) | Msg::ReadLosses(_));
            moves
                || matches!(
                    msg,
                    Msg::PlaceLine { .. }
                        | Msg::LayNeuron(_)
                        | Msg::EditParameters(_)
                        | Msg::PointAt(_)
                        | Msg::SelectPoint(_)
                        | Msg::TurnLandscape(..)
                        | Msg::TurnRoom(..)
                        | Msg::BendPlane(_)
                        | Msg::LetGo
                )
        };
        self.0.iter().all(keeps)
    }
}

/// Whether the later of two messages makes the earlier one pointless.
fn goes_on(earlier: &Msg, later: &Msg) -> bool {
    match earlier {
        Msg::MovePoint(index, _) => matches!(later, Msg::MovePoint(other, _) if other == index),
        Msg::Set(change) => matches!(later, Msg::Set(other) if other.knob().key == change.knob().key),
        Msg::MoveTo(_) => matches!(later, Msg::MoveTo(_)),
        Msg::PlaceLine { .. } => matches!(later, Msg::PlaceLine { .. }),
        Msg::LayNeuron(laid) => matches!(later, Msg::LayNeuron(next) if is_of_one_hand(laid, next)),
        Msg::EditParameters(edits) => {
            let places = |edits: &[(usize, f32)]| edits.iter().map(|(at, _)| *at).collect::<Vec<_>>();
            matches!(later, Msg::EditParameters(others) if places(others) == places(edits))
        }
        Msg::PointAt(_) => matches!(later, Msg::PointAt(_)),
        Msg::Probe(_) => matches!(later, Msg::Probe(_)),
        Msg::Ask(_) => matches!(later, Msg::Ask(_)),
        Msg::TurnLandscape(..) => matches!(later, Msg::TurnLandscape(..)),
        Msg::TurnRoom(..) => matches!(later, Msg::TurnRoom(..)),
        Msg::BendPlane(_) => matches!(later, Msg::BendPlane(_)),
        Msg::Seek(_) => matches!(later, Msg::Seek(_)),
        Msg::ReadLosses(_) => matches!(later, Msg::ReadLosses(_)),
        Msg::ReadCapacity(_) => matches!(later, Msg::ReadCapacity(_)),
        // Each of these counts.
        Msg::SetAll(_)
        | Msg::Unsee(_)
        | Msg::LetGo
        | Msg::Undo
        | Msg::Redo
        | Msg::Play
        | Msg::PlayUntil(_)
        | Msg::Pace(_)
        | Msg::Pause
        | Msg::Hide
        | Msg::Step(_)
        | Msg::Rewind
        | Msg::Again
        | Msg::NewSeed
        | Msg::Recover
        | Msg::AddPoint(_)
        | Msg::AddsKind(_)
        | Msg::FlipPoint(_)
        | Msg::RemovePoint(_)
        | Msg::SelectPoint(_)
        | Msg::ReplacePoints { .. }
        | Msg::Import { .. }
        | Msg::SetParameters(_)
        | Msg::LayNeurons
        | Msg::HaveNeurons(_)
        | Msg::Bend(_)
        | Msg::SurfaceAxes(_)
        | Msg::ShowErrors(_)
        | Msg::ShowHeldOutErrors(_)
        | Msg::ShowHandles(_)
        | Msg::ShowLaw(_)
        | Msg::ShowStack(_)
        | Msg::ShowVotes(_)
        | Msg::ShowBestLine(_)
        | Msg::PlantFlags(_)
        | Msg::Paces(_)
        | Msg::HoldEnd(_)
        | Msg::HoldNeuron(_)
        | Msg::HoldTerms(_)
        | Msg::Relief(_)
        | Msg::Walk(_)
        | Msg::Race(_)
        | Msg::ShowDescent(_)
        | Msg::LogLosses(_)
        | Msg::SelectNeuron(_)
        | Msg::Measure { .. }
        | Msg::StopMeasuring
        | Msg::LoadCapacity(_)
        | Msg::Pin
        | Msg::Unpin(_)
        | Msg::Exam(_)
        | Msg::Compare(_)
        | Msg::Reset => false,
    }
}

/// Whether both lay the same of the same neuron.
fn is_of_one_hand(earlier: &Laid, later: &Laid) -> bool {
    match (earlier, later) {
        (Laid::Kink(one, _), Laid::Kink(other, _)) | (Laid::Slope(one, _), Laid::Slope(other, _)) => one == other,
        (Laid::Base(_), Laid::Base(_)) => true,
        (Laid::Kink(..) | Laid::Slope(..) | Laid::Base(_), Laid::Kink(..) | Laid::Slope(..) | Laid::Base(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::knobs::{Value, parse};

    fn set(key: &str, value: f64) -> Msg {
        Msg::Set(parse(key, &Value::Number(value)).expect("in range"))
    }

    fn queued(all: &[Msg]) -> Vec<Msg> {
        let mut queue = Queue::default();
        all.iter().for_each(|msg| queue.push(msg.clone()));
        queue.take()
    }

    #[test]
    fn moves_of_one_gesture_are_one() {
        let moves = |n: usize| Msg::MovePoint(3, (n as f64, -1.0));
        assert_eq!(queued(&[moves(1), moves(2), moves(3)]), [moves(3)]);
        assert_eq!(queued(&[Msg::Probe(Some(1.0)), Msg::Probe(None)]), [Msg::Probe(None)]);
        assert_eq!(queued(&[Msg::MoveTo((1.0, 1.0)), Msg::MoveTo((2.0, 1.0))]), [Msg::MoveTo((2.0, 1.0))]);
        let line = |left| Msg::PlaceLine { left, right: 2.0 };
        assert_eq!(queued(&[line(1.0), line(4.0)]), [line(4.0)]);
        let turns = [Msg::TurnLandscape(3.0, 40.0), Msg::TurnLandscape(9.0, 40.0)];
        assert_eq!(queued(&turns), turns[1..]);
        assert_eq!(queued(&[set("noise", 0.1), set("noise", 0.2)]), [set("noise", 0.2)]);
        assert_eq!(queued(&[Msg::ReadLosses(Some(4)), Msg::ReadLosses(None)]), [Msg::ReadLosses(None)]);
    }

    #[test]
    fn what_something_lies_between_stays_apart() {
        let one = Msg::MovePoint(3, (1.0, 1.0));
        for between in [Msg::LetGo, Msg::MovePoint(4, (0.0, 0.0)), Msg::RemovePoint(3), Msg::Play, set("noise", 0.3)] {
            let all = [one.clone(), between, one.clone()];
            assert_eq!(queued(&all), all);
        }
        let knobs = [set("noise", 0.1), set("held-out", 0.2), set("noise", 0.2)];
        assert_eq!(queued(&knobs), knobs);
        let presses = [Msg::Step(1), Msg::Step(1), Msg::Undo, Msg::Undo, Msg::NewSeed, Msg::NewSeed];
        assert_eq!(queued(&presses), presses, "each press of a button counts");
    }

    #[test]
    fn what_was_taken_out_is_not_gone_on_with() {
        let mut queue = Queue::default();
        queue.push(Msg::Probe(Some(1.0)));
        assert_eq!(queue.take(), [Msg::Probe(Some(1.0))]);
        queue.push(Msg::Probe(Some(2.0)));
        assert_eq!(queue.take(), [Msg::Probe(Some(2.0))]);
        assert!(queue.take().is_empty());
    }

    #[test]
    fn indices_are_kept_by_moves_and_by_little_else() {
        let mut queue = Queue::default();
        for msg in [Msg::SelectPoint(Some(1)), Msg::MovePoint(1, (0.0, 0.0)), Msg::Probe(None), Msg::LetGo] {
            queue.push(msg);
        }
        assert!(queue.keeps_indices());
        queue.push(Msg::RemovePoint(0));
        assert!(!queue.keeps_indices());
    }
}
