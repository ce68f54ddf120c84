//! What is kept of the runs and pins of the chapters: the next visit has them again, bit for bit.

use crate::links::all;
use crate::{session, set};
use kittengrad::session::story::{Chapter, Story};
use kittengrad::session::{Msg, Session, Settings};

/// What is kept: knobs and points of free play, where one is, and the runs.
fn kept(story: &mut Story, open: &Session) -> (Session, String) {
    let (settings, own) = story.free_play(open).kept();
    (Session::restored(settings, own), story.write_runs(open))
}

fn arrive(s: &mut Session) {
    while s.replay().is_some() && s.tick(97) > 0 {
        s.after_steps();
    }
}

/// Letter, step and error of a pin, and its curve.
type Pin = (usize, u64, u64, Vec<(u64, u64)>);

fn pins(s: &Session) -> Vec<Pin> {
    let ghosts = s.fit();
    let curve = |at: usize| ghosts.ghosts[at].curve.iter().map(|(x, y)| (x.to_bits(), y.to_bits())).collect::<Vec<_>>();
    s.pins().iter().enumerate().map(|(i, pin)| (pin.letter, pin.step, pin.train_error.to_bits(), curve(i))).collect()
}

#[test]
fn runs_pins_and_chapters_come_back_bit_for_bit() {
    let mut free = session(&[("model", "network"), ("optimizer", "adam"), ("batch", "8"), ("dropout", "0.1")]);
    free.update(Msg::Step(40));
    free.update(Msg::Pin);
    free.update(Msg::MovePoint(3, (5.0, 500.0)));
    free.update(Msg::LetGo);
    set(&mut free, "model", "polynomial");
    free.update(Msg::Step(25));
    free.update(Msg::Pin);
    free.update(Msg::Step(60));
    let (was, pinned) = (all(&free), pins(&free));
    assert_eq!(pinned.len(), 2);

    let mut story = Story::default();
    let mut open = free;
    story.open(&mut open, Chapter::Overfit);
    set(&mut open, "learning-rate", "0.01");
    open.update(Msg::Step(130));
    let exam = all(&open);
    let (mut next, text) = kept(&mut story, &open);

    let mut again = Story::default();
    again.read_runs(&mut next, &text);
    // Another chapter is opened before free play has come to where it was: that goes on later.
    assert!(next.replay().is_some());
    again.open(&mut next, Chapter::Overfit);
    arrive(&mut next);
    assert_eq!(all(&next), exam);
    assert_eq!(again.write_runs(&next), text, "what is on its way is kept as what it will be");
    again.open(&mut next, Chapter::Free);
    arrive(&mut next);
    assert_eq!(all(&next), was);
    assert_eq!(pins(&next), pinned);
    assert_eq!(again.write_runs(&next), text);
}

#[test]
fn a_chapter_that_nobody_has_touched_is_not_kept() {
    let (mut story, mut open) = (Story::default(), Session::default());
    for chapter in Chapter::ALL {
        story.open(&mut open, chapter);
        open.update(Msg::Pause);
    }
    story.open(&mut open, Chapter::Free);
    let text = story.write_runs(&open);
    assert!(!text.contains("@free"), "{text}");
    assert!(!text.contains("@overfit"), "{text}");
}

#[test]
fn whoever_looks_back_keeps_the_end_of_the_run() {
    let (mut story, mut s) = (Story::default(), Session::default());
    s.update(Msg::Step(200));
    let (end, text) = (all(&s), story.write_runs(&s));
    s.update(Msg::Seek(20));
    while s.steps_to_go().is_some() && s.tick(97) > 0 {
        s.after_steps();
    }
    assert_eq!(s.status().step, 20);
    assert_eq!(story.write_runs(&s), text);
    let (mut next, text) = kept(&mut story, &s);
    Story::default().read_runs(&mut next, &text);
    arrive(&mut next);
    assert_eq!(all(&next), end);
}

#[test]
fn whatever_the_text_is_it_does_no_harm() {
    let good = {
        let (mut story, mut s) = (Story::default(), Session::new(Settings::default()));
        s.update(Msg::Step(20));
        s.update(Msg::Pin);
        story.write_runs(&s)
    };
    let mut texts: Vec<String> = (0..good.len()).map(|at| good[..at].to_owned()).collect();
    texts.extend(
        ["@", "@free", "@free\n\n\n7 x", "@free\nat=free&step=9\nx y\n0\n99 at=line", "\u{0}=\n@nowhere\n1 2"]
            .map(String::from),
    );
    for text in texts {
        let mut s = Session::default();
        let mut story = Story::default();
        story.read_runs(&mut s, &text);
        arrive(&mut s);
        story.open(&mut s, Chapter::Overfit);
        story.open(&mut s, Chapter::Free);
        story.write_runs(&s);
    }
}
