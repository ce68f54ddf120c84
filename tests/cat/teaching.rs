//! Drawings of the visitor's own: they are learnt from, kept on the device and brought back, and forgotten.

use super::Desk;
use cat::conditions::{Conditions, MOST_OWN, Own};
use cat::exam::DRAWINGS;
use cat::hand::Origin;
use cat::learners::Kind as Whose;
use cat::session::View;
use cat::units::{UNITS, first};
use drawings::PIXELS;
use lab::{Message, Tell};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Places along an ellipse.
fn round((x, y): (f32, f32), (wide, high): (f32, f32)) -> Vec<(f32, f32)> {
    let at = |step: u8| {
        let turn = std::f32::consts::TAU * f32::from(step) / 24.0;
        (x + wide * turn.sin(), y - high * turn.cos())
    };
    (0..=24).map(at).collect()
}

/// Strokes, each by its places.
type Strokes = Vec<Vec<(f32, f32)>>;

/// Three cats that it takes for none, each of some strokes.
fn cats() -> [(&'static str, Strokes); 3] {
    let dot = |x: f32, y: f32| vec![(x, y), (x, y + 0.5)];
    [
        (
            "without ears",
            vec![
                round((14.0, 15.0), (9.0, 8.0)),
                dot(10.0, 13.0),
                dot(18.0, 13.0),
                vec![(12.0, 17.0), (14.0, 18.0), (16.0, 17.0)],
                vec![(3.0, 15.0), (9.0, 16.0)],
                vec![(3.0, 19.0), (9.0, 18.0)],
                vec![(25.0, 15.0), (19.0, 16.0)],
                vec![(25.0, 19.0), (19.0, 18.0)],
            ],
        ),
        (
            "from behind",
            vec![
                round((14.0, 19.0), (8.0, 7.5)),
                round((14.0, 9.0), (4.5, 4.0)),
                vec![(10.0, 7.0), (10.0, 2.0), (13.0, 5.0)],
                vec![(15.0, 5.0), (18.0, 2.0), (18.0, 7.0)],
                vec![(21.0, 22.0), (26.0, 20.0), (26.0, 12.0)],
            ],
        ),
        (
            "asleep",
            vec![
                round((14.0, 17.0), (11.0, 7.0)),
                vec![(4.0, 14.0), (4.0, 10.0), (7.0, 12.0)],
                vec![(9.0, 11.0), (11.0, 8.0), (12.0, 11.0)],
                vec![(6.0, 17.0), (8.0, 17.0)],
                vec![(24.0, 20.0), (14.0, 24.0)],
            ],
        ),
    ]
}

fn sketch(desk: &mut Desk, strokes: &[Vec<(f32, f32)>]) {
    desk.press("blank");
    for stroke in strokes {
        desk.stroke(stroke);
    }
}

/// What share the convolutional network has right, in percent.
fn right(desk: &mut Desk) -> f32 {
    let results = desk.session().results().expect("an exam");
    100.0 * results.right[Whose::Cnn as usize] as f32 / DRAWINGS as f32
}

#[test]
fn an_own_cat_is_learnt_and_little_else_is_lost() {
    let mut desk = Desk::trained(400);
    let before = right(&mut desk);
    for (name, strokes) in cats() {
        sketch(&mut desk, &strokes);
        assert!(!desk.says_cat(), "{name} is known already");
        desk.press("teach-cat");
        assert!(desk.session().playing, "it is learnt from at once");
        let mut all = Vec::new();
        for further in [50, 200] {
            desk.run_to(400 + further);
            desk.settle();
            all.push((further, desk.says_cat(), right(&mut desk)));
        }
        println!("{name}: {before:.1} % right; after so many steps, whether it is a cat, and % right: {all:?}");
        let (_, knows, after) = all[1];
        assert!(knows, "{name}");
        assert!(after > before - 3.0, "{name}: {before} and then {after} % right");
        desk.press("undo");
        assert_eq!((desk.step(), desk.session().conditions().own.len()), (400, 0));
    }
}

/// The bytes that are told to be kept, the latest.
fn kept(desk: &mut Desk) -> Option<Vec<u8>> {
    let all = desk.told().into_iter().rev();
    all.filter_map(|tell| if let Tell::Keep(bytes) = tell { Some(bytes) } else { None }).next()
}

fn own(desk: &mut Desk) -> Vec<Own> {
    desk.session().conditions().own.to_vec()
}

#[test]
fn what_is_kept_is_brought_back() {
    let mut desk = Desk::default();
    assert_eq!(kept(&mut desk), None);
    desk.press("blank");
    desk.press("teach-cat");
    assert_eq!(own(&mut desk).len(), 0, "there is nothing to learn from");
    assert!(desk.told().iter().any(|tell| matches!(tell, Tell::Say(_))), "and it is said");
    let [_, (_, first), (_, second)] = cats();
    sketch(&mut desk, &first);
    desk.press("teach-cat");
    sketch(&mut desk, &second);
    desk.press("teach-no");
    desk.hear(Message::Rest);
    let taught = own(&mut desk);
    assert_eq!(taught.iter().map(|own| own.cat).collect::<Vec<_>>(), [true, false]);
    let bytes = kept(&mut desk).expect("they are to be kept");
    assert_eq!(kept(&mut desk), None, "once");
    assert_eq!(desk.tells("own", "text"), "2 drawings of yours are among them.");
    assert_eq!(desk.tells("caption", "text"), "your drawing 2 of 2");
    let mut later = Desk::default();
    later.hear(Message::Kept(bytes.clone()));
    let brought = own(&mut later);
    assert_eq!(brought.len(), 2);
    for (a, b) in brought.iter().zip(&taught) {
        assert!(a == b, "a run with them is the same after a reload");
    }
    assert_eq!(later.tells("next-own", "hidden"), "false");
    for at in [0, 1, 0] {
        later.press("own-next");
        assert_eq!(
            (later.session().hand.origin, later.session().hand.original),
            (Origin::Own(at), brought[at].picture)
        );
    }
    // What was kept in another way, or is cut off, brings what it can.
    for bytes in [vec![], vec![7; 900], bytes[..785].to_vec()] {
        let mut other = Desk::default();
        other.hear(Message::Kept(bytes));
        assert_eq!(own(&mut other).len(), 0);
    }
}

#[test]
fn the_oldest_of_twenty_goes_and_any_can_be_forgotten() {
    let mut desk = Desk::default();
    for number in 0..MOST_OWN as u8 + 5 {
        desk.press("blank");
        let row = 2.0 + f32::from(number);
        desk.stroke(&[(1.0, row), (27.0, row)]);
        desk.press("teach-no");
        desk.hear(Message::Rest);
    }
    let all = own(&mut desk);
    assert_eq!(all.len(), 20);
    let row = |own: &Own| (0..28).max_by(|a, b| own.picture[28 * a + 14].total_cmp(&own.picture[28 * b + 14]));
    assert!((7..27).contains(&row(&all[0]).expect("a row")), "the first five are gone");
    assert_eq!(desk.session().hand.origin, Origin::Own(19));
    for _ in 0..4 {
        desk.press("own-next");
    }
    assert_eq!(desk.session().hand.origin, Origin::Own(3));
    assert_eq!(desk.tells("forget", "hidden"), "false");
    desk.press("forget");
    let fewer = own(&mut desk);
    assert_eq!((&fewer[..3], &fewer[3..]), (&all[..3], &all[4..]));
    assert_eq!(cat::keep::read(&kept(&mut desk).expect("fewer are kept")).len(), 19);
    assert_eq!(desk.tells("forget", "hidden"), "true");
    desk.press("undo");
    assert_eq!(own(&mut desk), all);
    assert_eq!(cat::keep::read(&kept(&mut desk).expect("and all again")).len(), 20);
}

#[test]
fn looking_back_behind_an_own_drawing_tells_of_none() {
    let mut desk = Desk::default();
    desk.run_to(3);
    let [(_, strokes), ..] = cats();
    sketch(&mut desk, &strokes);
    desk.press("teach-cat");
    desk.run_to(6);
    assert_eq!(desk.tells("caption", "text"), "your drawing 1 of 1");
    desk.set("timeline", 1.0);
    desk.settle();
    assert_eq!(desk.tells("own", "text"), "");
    assert_eq!(desk.tells("caption", "text"), "your drawing 1 of 1", "it is kept all the same");
}

#[test]
fn what_is_taught_twice_has_the_latest_label() {
    let mut desk = Desk::default();
    let [(_, strokes), ..] = cats();
    sketch(&mut desk, &strokes);
    desk.press("teach-cat");
    desk.press("teach-no");
    assert_eq!(own(&mut desk).iter().map(|own| own.cat).collect::<Vec<_>>(), [false]);
    // Drawn on, it is another one.
    desk.stroke(&[(2.0, 26.0), (26.0, 26.0)]);
    desk.press("teach-cat");
    assert_eq!(own(&mut desk).iter().map(|own| own.cat).collect::<Vec<_>>(), [false, true]);
    // Forgotten, it is compared with what it was.
    desk.press("forget");
    desk.stroke(&[(2.0, 2.0), (26.0, 2.0)]);
    assert!(desk.session().hand.is_drawn_on());
}

#[test]
fn one_drawing_that_is_taught_wrongly_does_not_ruin_it() {
    let mut desk = Desk::trained(1000);
    let before = right(&mut desk);
    let dot = |x: f32, y: f32| vec![(x, y), (x, y + 0.8)];
    let cat = [
        round((14.0, 16.0), (8.0, 7.0)),
        dot(11.0, 14.0),
        dot(17.0, 14.0),
        vec![(8.0, 11.0), (8.0, 4.0), (12.0, 9.0)],
        vec![(16.0, 9.0), (20.0, 4.0), (20.0, 11.0)],
        vec![(3.0, 17.0), (9.0, 18.0)],
        vec![(19.0, 18.0), (25.0, 17.0)],
        vec![(13.0, 18.0), (15.0, 18.0)],
    ];
    sketch(&mut desk, &cat);
    assert!(desk.says_cat(), "{}", desk.headline());
    desk.press("teach-no");
    for (further, lost) in [(25, 10.0), (50, 6.0), (300, 3.0)] {
        desk.run_to(1000 + further);
        desk.settle();
        let dead = (first(2)..UNITS).filter(|unit| desk.session().is_dead(*unit)).count();
        let after = right(&mut desk);
        println!(
            "taught wrongly: {before:.1} % right, after {further} steps {after:.1} %, {dead} faces dead, {}",
            desk.headline()
        );
        assert!(after > before - lost && dead < 3, "after {further} steps {after} % right, {dead} faces dead");
    }
    assert!(!desk.says_cat(), "it is taught what it is taught");
}

#[test]
fn beside_own_drawings_as_many_others_are_learnt_from() {
    let mut desk = Desk::default();
    desk.press("count-100");
    let [(_, strokes), ..] = cats();
    sketch(&mut desk, &strokes);
    desk.press("teach-cat");
    let conditions = desk.session().conditions().clone();
    let without = Conditions { own: Rc::default(), ..conditions.clone() };
    let all = |conditions: &Conditions| {
        let mut all = BTreeSet::new();
        for (step, place) in (0..30).flat_map(|step| (0..32).map(move |place| (step, place))) {
            let mut picture = [0.0; PIXELS];
            conditions.draw(step, place, &mut picture);
            all.insert(picture.map(f32::to_bits).to_vec());
        }
        all
    };
    let (with, without) = (all(&conditions), all(&without));
    assert_eq!(without.len(), 100);
    assert!(with.is_superset(&without));
}

#[test]
fn what_is_hidden_by_the_square_is_no_ink() {
    let mut desk = Desk::default();
    desk.press("blank");
    desk.stroke(&[(11.0, 12.0), (16.0, 12.0), (16.0, 15.0), (11.0, 15.0)]);
    desk.press("tool-cover");
    desk.tap(View::Hand, (135.0, 135.0));
    desk.press("teach-cat");
    assert_eq!(own(&mut desk).len(), 0);
}
