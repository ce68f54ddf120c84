//! How many other cats are lost without their ears, eyes or whiskers.

use crate::others::Loss;
use crate::session::Session;
use crate::words::number::whole;
use crate::words::picture;
use lab::{Letters, Rect, Side, Sketch, Tone};

/// Room for the names and for the numbers, CSS px.
const NAME: f32 = 104.0;
const NUMBER: f32 = 34.0;

/// Draws a bar for each loss.
pub fn draw(session: &mut Session, (width, height): (f32, f32), sketch: &mut Sketch) {
    let chinese = session.chinese;
    let losses = session.losses.as_ref().map(|(_, losses)| losses);
    let shown = Loss::ALL.into_iter().filter(|loss| *loss != Loss::Units || session.hand.off != 0);
    let line = (height / Loss::ALL.len() as f32).min(34.0);
    for (row, loss) in shown.enumerate() {
        let middle = line * (row as f32 + 0.5);
        sketch.text(picture::loss(loss, chinese), (0.0, middle), &(Side::Start, Letters::SMALL), Tone::Ink);
        let bar = Rect { left: NAME, top: middle - 6.0, width: width - NAME - NUMBER, height: 12.0 };
        sketch.fill(bar, Tone::Hairline.at(0.7));
        let Some(losses) = losses else { continue };
        let lost = losses.lost[loss as usize];
        let share = lost as f32 / losses.known.max(1) as f32;
        sketch.fill(Rect { width: bar.width * share, ..bar }, Tone::HeldOut);
        let number = &(Side::End, Letters::SMALL_BOLD);
        sketch.text(whole(lost), (width, middle), number, if lost > 0 { Tone::HeldOut } else { Tone::Soft });
    }
}
