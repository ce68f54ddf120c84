//! The story: what is open, what lies aside, what is recognized as reached.

use super::{bits, change, fill};
use kittengrad::session::story::{Chapter, FEW_STEPS, ROWS, Story};
use kittengrad::session::{Msg, Notice, Session, State};
use kittengrad::text::Lang;
use kittengrad::text::quantity::amount;
use kittengrad::text::story::{Whose, ruler};

fn parsed(key: &str, value: &str) -> Msg {
    Msg::Set(change(key, value))
}

fn play(session: &mut Session, steps: u32) {
    session.update(Msg::Play);
    session.tick(steps);
    session.after_steps();
    session.update(Msg::Pause);
}

pub(crate) fn opened(chapter: Chapter) -> (Story, Session) {
    let (mut story, mut session) = (Story::default(), Session::default());
    story.open(&mut session, chapter);
    (story, session)
}

pub(crate) fn tell(story: &mut Story, session: &mut Session, msg: Msg) {
    session.update(msg);
    story.observe(session);
}

fn train(story: &mut Story, session: &mut Session, steps: u32) {
    tell(story, session, Msg::Play);
    for _ in 0..steps {
        session.tick(1);
        session.after_steps();
        story.observe(session);
    }
}

#[test]
fn every_chapter_has_its_row_and_a_key_that_reads_back() {
    for (i, chapter) in Chapter::ALL.into_iter().enumerate() {
        assert_eq!((ROWS[i].chapter, chapter as usize), (chapter, i));
        assert_eq!(Chapter::read(chapter.key()), Some(chapter));
        assert!(ROWS[i].goals.len() < 8, "each goal has a bit");
    }
    assert_eq!(Chapter::read("nothing"), None);
}

#[test]
fn nothing_can_be_undone_where_a_chapter_begins() {
    for chapter in Chapter::ALL {
        let (_, mut session) = opened(chapter);
        let begun = bits(&session);
        assert_eq!(session.status().undo, (0, 0), "{chapter:?}");
        session.update(Msg::Undo);
        assert_eq!(bits(&session), begun);
    }
}

#[test]
fn a_chapter_leaves_the_work_of_free_play_as_it_was() {
    let (mut story, mut session) = (Story::default(), Session::default());
    session.update(parsed("noise", "0.4"));
    play(&mut session, 40);
    let (points, parameters) = (session.points().to_vec(), session.parameters().to_vec());
    for chapter in [Chapter::Line, Chapter::Overfit, Chapter::Map] {
        story.open(&mut session, chapter);
        assert_ne!(session.points(), points);
        session.update(Msg::AddPoint((3.0, 500.0)));
        session.update(Msg::Step(5));
    }
    story.open(&mut session, Chapter::Free);
    assert_eq!((session.points(), session.parameters()), (points.as_slice(), parameters.as_slice()));
    assert_eq!((session.state(), session.status().step), (State::Paused, 40));
    assert_eq!(session.status().undo.0, 1, "its own changes can be undone, and no others");
}

#[test]
fn a_chapter_is_found_as_it_was_left() {
    let (mut story, mut session) = opened(Chapter::Line);
    session.update(Msg::MovePoint(2, (9.0, 900.0)));
    session.update(Msg::Play);
    session.tick(7);
    let (points, step) = (session.points().to_vec(), session.status().step);
    story.open(&mut session, Chapter::Loss);
    story.open(&mut session, Chapter::Line);
    assert_eq!((session.points(), session.status().step, session.state()), (points.as_slice(), step, State::Paused));
}

#[test]
fn language_and_theme_come_along_and_nothing_else_does() {
    let (mut story, mut session) = (Story::default(), Session::default());
    for (key, value) in [("lang", "zh-Hans"), ("theme", "dark"), ("noise", "0.5")] {
        session.update(parsed(key, value));
    }
    story.open(&mut session, Chapter::Line);
    let there = session.settings().clone();
    assert_eq!((there.lang, there.theme), (kittengrad::text::Lang::ZhHans, kittengrad::session::Theme::Dark));
    assert_ne!(there.noise, 0.5);
    session.update(parsed("lang", "en"));
    story.open(&mut session, Chapter::Free);
    assert_eq!((session.settings().lang, session.settings().noise), (kittengrad::text::Lang::En, 0.5));
    assert_eq!(session.status().undo.0, 1, "that is no change to be undone");
}

#[test]
fn what_is_taken_along_can_be_undone() {
    let (mut story, mut session) = (Story::default(), Session::default());
    play(&mut session, 30);
    let own = session.parameters().to_vec();
    story.open(&mut session, Chapter::Line);
    session.update(Msg::MovePoint(0, (1.0, 990.0)));
    session.update(Msg::Step(12));
    let (points, parameters) = (session.points().to_vec(), session.parameters().to_vec());
    story.take_along(&mut session);
    assert_eq!(story.at(), Chapter::Free);
    assert_eq!((session.points(), session.parameters()), (points.as_slice(), parameters.as_slice()));
    session.update(Msg::Step(3));
    session.update(Msg::Undo);
    assert_eq!(session.parameters(), own);
    story.open(&mut session, Chapter::Line);
    assert_eq!(session.parameters(), parameters, "the chapter keeps its own");
}

#[test]
fn the_line_is_found_by_the_machine_or_by_hand() {
    let (mut story, mut session) = opened(Chapter::Line);
    assert!(story.guess(&session, 0) && !story.guess(&session, 2));
    assert_eq!(story.right(&session), None);
    train(&mut story, &mut session, 3000);
    assert!(story.is_reached(Chapter::Line));
    assert_eq!(story.right(&session), Some(0), "nobody laid a better one");

    let (mut story, mut session) = opened(Chapter::Line);
    fill(&mut session);
    tell(&mut story, &mut session, Msg::MoveTo((-10.0, 500.0)));
    tell(&mut story, &mut session, Msg::LetGo);
    assert!(!story.is_reached(Chapter::Line));
    assert_eq!(story.seen(Chapter::Line).tries.len(), 1);
    let best = session.status().best.expect("a line has a best").coefficients;
    let xs: Vec<f64> = session.points().iter().map(|p| p.x).collect();
    let mean = xs.iter().sum::<f64>() / xs.len() as f64;
    tell(&mut story, &mut session, Msg::MoveTo((best[1], best[0] + best[1] * mean)));
    assert!(story.is_reached(Chapter::Line));
    assert_eq!(session.status().notice, Notice::Placed);
}

#[test]
fn a_try_is_a_line_that_was_laid_and_counts_for_the_houses_on_which_it_was() {
    let (mut story, mut session) = opened(Chapter::Line);
    let tries = |story: &Story| story.seen(Chapter::Line).tries.len();
    for right in [200.0, 250.0] {
        tell(&mut story, &mut session, Msg::PlaceLine { left: 900.0, right });
        tell(&mut story, &mut session, Msg::LetGo);
    }
    assert_eq!(tries(&story), 2);
    let (x, y) = (session.points()[0].x, session.points()[0].y);
    tell(&mut story, &mut session, Msg::MovePoint(0, (x, y - 50.0)));
    tell(&mut story, &mut session, Msg::LetGo);
    assert_eq!(tries(&story), 0, "those before were of other houses, and to move a house is none");
    tell(&mut story, &mut session, Msg::PlaceLine { left: 900.0, right: 210.0 });
    tell(&mut story, &mut session, Msg::LetGo);
    assert_eq!(tries(&story), 1);
}

#[test]
fn the_ruler_has_a_mark_for_each_try_and_one_for_the_machine() {
    let (mut story, mut session) = opened(Chapter::Line);
    let marks = |story: &Story, session: &Session| -> Vec<(Whose, String)> {
        let marks = ruler(story, session);
        assert!(marks.iter().all(|mark| (0.0..=1.0).contains(&mark.at)), "{marks:?}");
        marks.into_iter().map(|mark| (mark.whose, mark.name)).collect()
    };
    assert_eq!(marks(&story, &session), [], "none was laid yet");
    for right in [200.0, 250.0] {
        tell(&mut story, &mut session, Msg::PlaceLine { left: 900.0, right });
        tell(&mut story, &mut session, Msg::LetGo);
    }
    let last = ruler(&story, &session)[1].clone();
    assert_eq!(marks(&story, &session), [(Whose::Earlier, String::new()), (Whose::Last, last.name.clone())]);
    assert_eq!(last.name, amount(session.status().train_error, &session.quantity(), Lang::En));
    train(&mut story, &mut session, 3000);
    let found = ruler(&story, &session)[2].clone();
    assert_eq!((found.whose, found.at < last.at), (Whose::Machine, true));
    assert_eq!(found.name, format!("machine {}", amount(session.status().train_error, &session.quantity(), Lang::En)));
    let (x, y) = (session.points()[0].x, session.points()[0].y);
    tell(&mut story, &mut session, Msg::MovePoint(0, (x, y - 50.0)));
    assert_eq!(marks(&story, &session), [], "they were of other houses");
}

#[test]
fn the_bottom_counts_only_where_it_was_reached_by_hand() {
    let (mut story, mut session) = opened(Chapter::Loss);
    train(&mut story, &mut session, 3000);
    assert!(!story.is_reached(Chapter::Loss), "the machine went there");
    fill(&mut session);
    let here = session.surface().here.expect("a ball");
    tell(&mut story, &mut session, Msg::MoveTo(here));
    assert!(story.is_reached(Chapter::Loss));
}

#[test]
fn few_steps_and_a_way_back_are_the_goals_of_the_descent() {
    let (mut story, mut session) = opened(Chapter::Descent);
    tell(&mut story, &mut session, parsed("learning-rate", "5"));
    train(&mut story, &mut session, 400);
    assert!(matches!(session.state(), State::Diverged(_)));
    assert!(!story.seen(Chapter::Descent).has_reached(1), "it is still out there");
    tell(&mut story, &mut session, Msg::Recover);
    assert!(!story.seen(Chapter::Descent).has_reached(1), "at this rate it would be out again");
    let limit = session.status().rate_limit.expect("a line has one");
    tell(&mut story, &mut session, parsed("learning-rate", &(0.8 * limit).to_string()));
    assert!(story.seen(Chapter::Descent).has_reached(1));
    tell(&mut story, &mut session, Msg::Rewind);
    tell(&mut story, &mut session, parsed("learning-rate", &(0.9 * limit).to_string()));
    train(&mut story, &mut session, FEW_STEPS as u32);
    assert!(story.is_reached(Chapter::Descent));
}

/// The same houses with their distance in another unit: the same start, and a valley of another shape.
#[test]
fn in_km_the_descent_begins_where_it_did_in_tens_and_its_valley_is_a_ravine() {
    let (mut story, mut session) = opened(Chapter::Descent);
    let (loss, limit) = (session.status().train_loss, session.status().rate_limit.expect("a bowl has a limit"));
    train(&mut story, &mut session, 3);
    tell(&mut story, &mut session, parsed("x-unit", "1"));
    assert_eq!((session.status().step, session.state()), (0, State::Running), "it goes on, from the start");
    assert!((session.status().train_loss / loss - 1.0).abs() < 1e-6);
    assert!(!session.is_touched(), "nothing is held");
    let ravine = session.status().rate_limit.expect("a bowl has a limit");
    assert!(ravine < 0.05 * limit, "{ravine} {limit}");
    // A rate that holds comes not near in as many steps as do in tens of km.
    tell(&mut story, &mut session, parsed("learning-rate", &(0.5 * ravine).to_string()));
    train(&mut story, &mut session, FEW_STEPS as u32);
    assert!(
        !story.is_reached(Chapter::Descent)
            && session.status().train_loss > 1.2 * session.status().best.expect("there is one").loss
    );
    assert_eq!(story.right(&session), None, "the question is about tens");
}

#[test]
fn the_exam_comes_by_itself_and_sooner_for_who_has_guessed() {
    let (mut story, mut session) = opened(Chapter::Overfit);
    assert!(!session.tells_held_out() && !session.fit().exam);
    train(&mut story, &mut session, 800);
    assert!(!session.tells_held_out(), "a line learns nothing by heart");
    for layers in ["16", "16,16"] {
        tell(&mut story, &mut session, parsed("layers", layers));
    }
    let begun = session.status().step;
    assert_eq!((begun, session.state()), (0, State::Running), "more layers go on learning");
    train(&mut story, &mut session, 6000);
    assert!(session.tells_held_out(), "after a while");
    assert!(story.seen(Chapter::Overfit).has_reached(0), "{:?}", session.status().fit);
    assert!(session.tries().before.iter().any(|each| each.freedom == kittengrad::view::Freedom::Layers(0)));

    // Where there is nothing more to learn it comes at once, and what it shows counts though no further step is taken.
    let (mut story, mut session) = opened(Chapter::Overfit);
    tell(&mut story, &mut session, parsed("layers", "24,24,24"));
    session.update(Msg::Play);
    while !session.rests() {
        session.tick(1);
        session.after_steps();
        let rests = session.rests();
        assert!(!session.tells_held_out(), "before {} steps", session.status().step);
        if rests || session.status().step % 100 == 0 {
            story.observe(&mut session);
        }
    }
    assert!(session.tells_held_out());
    assert!(story.seen(Chapter::Overfit).has_reached(0), "{:?}", session.status().fit);

    let (mut story, mut session) = opened(Chapter::Overfit);
    story.guess(&session, 0);
    train(&mut story, &mut session, 400);
    tell(&mut story, &mut session, parsed("layers", "16,16"));
    while story.seen(Chapter::Overfit).learnt.is_none() {
        train(&mut story, &mut session, 1);
        assert!(session.status().step < 6000, "it never learns");
    }
    assert!(session.tells_held_out(), "at once");
}

#[test]
fn what_was_tried_on_other_houses_is_compared_with_nothing_until_they_are_back() {
    let (mut story, mut session) = opened(Chapter::Overfit);
    train(&mut story, &mut session, 300);
    tell(&mut story, &mut session, parsed("layers", "16"));
    train(&mut story, &mut session, 300);
    let compared = |session: &Session| (session.tries().before.len(), session.fit().tried.len());
    assert_eq!(compared(&session), (1, 1));
    let (x, y) = (session.points()[0].x, session.points()[0].y);
    for (msg, still) in [
        (Msg::MovePoint(0, (x, y + 300.0)), 0),
        (Msg::Undo, 1),
        (Msg::Set(change("points", "200")), 0),
        (Msg::Undo, 1),
        (Msg::Set(change("learning-rate", "0.1")), 1),
    ] {
        tell(&mut story, &mut session, msg.clone());
        tell(&mut story, &mut session, Msg::LetGo);
        assert_eq!(compared(&session), (still, still), "{msg:?}");
    }
}

#[test]
fn what_was_reached_is_kept_as_text() {
    let (mut story, mut session) = opened(Chapter::Line);
    story.guess(&session, 1);
    train(&mut story, &mut session, 3000);
    let mut other = Story::default();
    assert_eq!(other.read(&story.write()), Some(Chapter::Line));
    assert_eq!(
        other.write().split_once(';').map(|(_, rest)| rest),
        story.write().split_once(';').map(|(_, rest)| rest)
    );
    assert!(other.is_reached(Chapter::Line));
    assert_eq!(other.seen(Chapter::Line).guess, Some(1));
    for junk in ["", ";;;", "line;line=9,255;x=1,1;loss=,;descent", "line;line=-1,-1"] {
        let mut story = Story::default();
        story.read(junk);
        assert_eq!(story.seen(Chapter::Line).guess, None);
        assert_eq!(story.seen(Chapter::Loss).reached, 0);
    }
}
