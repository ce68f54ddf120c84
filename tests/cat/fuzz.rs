//! Whatever is done, in whatever order: no panic, what is told and drawn are numbers, and all work ends.

use super::{Desk, page, pictures};
use cat::session::View;
use lab::{Message, Phase, Tell, Work};
use proptest::prelude::*;

fn wild() -> impl Strategy<Value = f32> {
    prop_oneof![
        8 => 0.0..1.0_f32,
        4 => -50.0..600.0_f32,
        1 => any::<f32>(),
        1 => prop::sample::select(vec![f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 1e30, -1e30, 0.0, 2.0]),
    ]
}

fn keys() -> impl Strategy<Value = String> {
    let keys =
        ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Enter", " ", "Escape", "Delete", "Backspace", "Home", "x"];
    prop::sample::select(keys.to_vec()).prop_map(str::to_owned)
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let drawings = prop::collection::vec((any::<bool>(), any::<u8>()), 0..25).prop_map(|all| {
        let mut bytes = vec![1];
        for (cat, seed) in all {
            bytes.push(u8::from(cat));
            bytes.extend((0..784_u32).map(|pixel| (pixel * (7 + u32::from(seed)) / 8) as u8));
        }
        bytes
    });
    prop_oneof![2 => drawings, 1 => prop::collection::vec(any::<u8>(), 0..900)]
}

fn message() -> impl Strategy<Value = Message> {
    let phases = [Phase::Over, Phase::Down, Phase::Drag, Phase::Up, Phase::Cancel, Phase::Out];
    let picture = || prop_oneof![9 => 0..View::ALL.len(), 1 => any::<usize>()];
    let acts = page::acts();
    let more = ["kind-3", "kind-99", "own-3", "free", "tab-", "tool-purr", "count-7", "purr", ""];
    let names: Vec<String> = acts.iter().cloned().chain(more.map(str::to_owned)).collect();
    let sliders: Vec<String> = page::sliders();
    prop_oneof![
        8 => prop::sample::select(names).prop_map(Message::Press),
        4 => (prop::sample::select(sliders), wild()).prop_map(|(name, value)| Message::Set(name, value)),
        8 => (picture(), prop::sample::select(phases.to_vec()), (wild(), wild()), any::<bool>())
            .prop_map(|(picture, phase, at, touch)| Message::Point { picture, phase, at, touch }),
        4 => (picture(), keys()).prop_map(|(picture, key)| Message::Key { picture, key }),
        1 => any::<bool>().prop_map(Message::Chinese),
        1 => bytes().prop_map(Message::Kept),
        1 => Just(Message::Rest),
        1 => Just(Message::LetGo),
    ]
}

/// What a page does after a message.
#[derive(Clone, Copy, Debug)]
struct Then {
    milliseconds: f32,
    slices: usize,
    looks: bool,
}

fn then() -> impl Strategy<Value = Then> {
    let slices = prop_oneof![4 => Just(0_usize), 4 => 0..4_usize, 1 => 0..40_usize];
    let milliseconds = prop_oneof![6 => Just(16.7_f32), 1 => 0.0..100.0_f32];
    (milliseconds, slices, prop::bool::weighted(0.2)).prop_map(|(milliseconds, slices, looks)| Then {
        milliseconds,
        slices,
        looks,
    })
}

/// Everything that is told is something.
fn check(desk: &mut Desk) {
    for tell in desk.told() {
        match tell {
            Tell::Value { role, value } => assert!(value.is_finite(), "{role} is {value}"),
            Tell::Text { role, text } => assert!(!text.contains("NaN") && !text.contains("inf"), "{role}: {text}"),
            Tell::Mark { role, name, value } => assert!(!value.is_empty(), "{name} of {role} is empty"),
            Tell::Goal(goal) => assert!(goal < 2),
            Tell::Right(answer) => assert!(answer < 3),
            Tell::Say(text) | Tell::Focus(text) => assert!(!text.is_empty()),
            Tell::Keep(bytes) => assert_eq!(bytes[0], 1),
        }
    }
    assert!(!desk.headline().is_empty());
    for view in View::ALL {
        let sketch = desk.draw(view, (400.0, 300.0));
        pictures::is_of_numbers(&sketch, &format!("{view:?}"));
    }
}

/// Slices of which all work is made that can be due at rest: drawings, an exam, other cats and a map, and the way from a checkpoint.
const MOST_SLICES: usize = 20_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_it_goes_on(acts in prop::collection::vec((message(), then()), 60), to_the_end in prop::bool::weighted(0.05)) {
        let mut desk = Desk::default();
        for (message, then) in acts {
            desk.hear(message);
            desk.pass(then.milliseconds);
            desk.work(then.slices);
            if then.looks {
                check(&mut desk);
            }
        }
        if to_the_end {
            prop_assert!(desk.work(MOST_SLICES) != Work::Goes);
            desk.hear(Message::Rest);
            prop_assert_eq!(desk.work(MOST_SLICES), Work::Rests);
        }
        check(&mut desk);
    }
}
