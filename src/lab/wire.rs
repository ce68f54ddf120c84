//! What is said, as bytes: the page and a laboratory have a memory each.

pub use nanoserde::{DeBin, SerBin};

/// Writes something as bytes, in place of what is there.
pub fn write(what: &impl SerBin, bytes: &mut Vec<u8>) {
    bytes.clear();
    what.ser_bin(bytes);
}

/// Reads what the other side has written; `None` if it was something else. Both sides are of one build: bytes from elsewhere are not
/// for this.
pub fn read<T: DeBin>(bytes: &[u8]) -> Option<T> {
    let mut at = 0;
    let what = T::de_bin(&mut at, bytes).ok()?;
    (at == bytes.len()).then_some(what)
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::message::{Answer, Message, Phase, Tell, Told};
    use crate::sketch::{Letters, Rect, Scale, Side, Sketch, Tone};

    fn same<T: nanoserde::SerBin + nanoserde::DeBin + PartialEq + std::fmt::Debug>(what: &T) {
        let mut bytes = vec![9; 3];
        write(what, &mut bytes);
        assert_eq!(read::<T>(&bytes).as_ref(), Some(what));
        for short in 0..bytes.len() {
            assert_eq!(read::<T>(&bytes[..short]), None, "{short} of {} bytes", bytes.len());
        }
        bytes.push(0);
        assert_eq!(read::<T>(&bytes), None);
    }

    #[test]
    fn what_is_written_reads_back() {
        for message in [
            Message::Press("play".into()),
            Message::Set("variety".into(), 0.75),
            Message::Point { picture: 1, phase: Phase::Drag, at: (1.5, -2.0), touch: true },
            Message::Key { picture: 0, key: "ArrowLeft".into() },
            Message::LetGo,
            Message::Chinese(true),
            Message::Kept(vec![0, 255]),
            Message::Rest,
        ] {
            same(&message);
        }
        let told: Told = vec![
            Tell::text("verdict", "是猫"),
            Tell::flag("rub", "aria-pressed", true),
            Tell::value("variety", 0.5),
            Tell::Goal(1),
            Tell::Right(0),
            Tell::Say("a cat".into()),
            Tell::Focus("picture".into()),
            Tell::Keep(vec![1, 2, 3]),
        ];
        same(&told);
        same(&Answer { fields: vec![("step".into(), vec![3.0]), ("none".into(), Vec::new())] });
        let mut sketch = Sketch::default();
        let place = Rect { left: 1.0, top: 2.0, width: 3.0, height: 4.0 };
        sketch.raster(place, 2, Scale::Signed, (&[0.0, 1.0, -1.0, f32::NAN], 1.0));
        sketch.fill(place, Tone::Panel);
        sketch.frame(place, Tone::Model.at(0.5), 2.0);
        sketch.dashed(&[(0.0, 0.0), (1.0, 1.0)], Tone::Soft, 1.0, 3.0);
        sketch.disc((1.0, 1.0), 3.0, Tone::Ink);
        sketch.ring((1.0, 1.0), 3.0, Tone::HeldOut, 1.0);
        sketch.text("耳朵", (4.0, 5.0), &(Side::Middle, Letters::SMALL), Tone::Ink);
        same(&sketch);
    }
}
