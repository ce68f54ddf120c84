//! What the neurons of the last hidden layer say: a card for each, in every world.

use super::bases::base_key;
use super::planes::{World, cats, logit};
use super::{Look, kept, small, svg};
use kittengrad::scene;
use kittengrad::scene::lettering::{Font, text_width};
use kittengrad::text::Lang;
use kittengrad::text::votes::words;
use kittengrad::view::*;

/// The sizes that the picture has on the page, wide and on a phone, and one that is smaller than it is made for.
const SIZES: [(f64, f64); 4] = [(838.0, 112.0), (358.0, 224.0), (900.0, 260.0), (120.0, 60.0)];
const SIDE: usize = 12;

/// Everything that the view borrows.
#[derive(Clone)]
pub struct Cards {
    pub of: Vec<Vote>,
    world: World,
    at: Option<(f64, f64)>,
    here: Vec<f32>,
    in_hand: Option<Group>,
    held: Option<usize>,
    bias: f32,
}

/// The neurons whose lines fence the cats in.
pub fn fence() -> Cards {
    neurons(&[(1.1, 0.9, -6.6), (-1.35, 0.75, 5.6), (0.2, -1.5, 10.3)])
}

/// Neurons of these weights and biases, in the plane of the animals.
fn neurons(lines: &[(f64, f64, f64)]) -> Cards {
    let at = |i: usize| 10.0 * i as f64 / (SIDE - 1) as f64;
    let groups = [Group::First, Group::Second, Group::Third];
    let vote = |(k, (a, b, c)): (usize, &(f64, f64, f64))| {
        let sums = (0..SIDE * SIDE).map(|i| (a * at(i % SIDE) + b * at(i / SIDE) + c) as f32);
        let sums: Vec<f32> = sums.collect();
        Vote {
            votes: sums.iter().map(|z| 3.6 * z.tanh()).collect(),
            sums,
            keeps_out: groups[..3.min(1 + k / 3)].iter().map(|_| groups[k % 3]).collect(),
            dead: false,
        }
    };
    Cards {
        of: lines.iter().enumerate().map(vote).collect(),
        world: cats(),
        at: None,
        here: Vec::new(),
        in_hand: None,
        held: None,
        bias: -6.4,
    }
}

impl Cards {
    fn view(&self) -> View<'_> {
        View::Votes(Votes {
            of: &self.of,
            side: SIDE,
            x: self.world.x,
            y: self.world.y,
            at: self.at,
            here: self.here.clone(),
            in_hand: self.in_hand,
            samples: &self.world.samples,
            held: self.held,
            exam: self.world.exam,
            quantity: self.world.quantity.clone(),
            bias: self.bias,
        })
    }
}

/// Every world, by its name.
fn worlds() -> Vec<(&'static str, Cards)> {
    let many: Vec<_> = (0..8).map(|k| (1.0 - 0.3 * k as f64, 0.2 * k as f64 - 0.7, 0.4 * k as f64 - 2.0)).collect();
    let mut all = vec![("cats", fence()), ("eight", neurons(&many)), ("one-neuron", neurons(&many[..1]))];
    let mut with = |name: &'static str, mut cards: Cards, change: &dyn Fn(&mut Cards)| {
        change(&mut cards);
        all.push((name, cards));
    };
    with("none", neurons(&[]), &|_| {});
    with("empty", fence(), &|w| {
        w.world.samples.clear();
        w.of.iter_mut().for_each(|vote| vote.keeps_out.clear());
    });
    with("one-point", fence(), &|w| {
        w.world.samples.truncate(1);
        let sample = w.world.samples[0];
        (w.world.x, w.world.y) = (Span { lo: sample.x, hi: sample.x }, Span { lo: sample.y, hi: sample.y });
    });
    with("cats-only", fence(), &|w| {
        w.world.samples.retain(|sample| sample.group.is_positive());
        w.of.iter_mut().for_each(|vote| vote.keeps_out.clear());
    });
    with("diverged", fence(), &|w| {
        for vote in &mut w.of {
            [&mut vote.votes, &mut vote.sums].into_iter().for_each(|values| values.fill(f32::NAN));
        }
        (w.bias, w.at) = (f32::INFINITY, Some((3.0, 4.0)));
        w.here = vec![1.0, f32::NAN, 2.0];
    });
    with("asked", fence(), &|w| {
        (w.at, w.held) = (Some((6.6, 6.9)), Some(2));
        (w.here, w.in_hand) = (vec![2.4, -0.7, -3.8], Some(Group::Second));
        w.of[0].dead = true;
        w.of[1].keeps_out = vec![Group::First, Group::Third];
        w.of[2].keeps_out = vec![Group::First, Group::Second, Group::Third];
    });
    with("unready", fence(), &|w| w.of.iter_mut().for_each(|vote| vote.votes.clear()));
    with("inputs", fence(), &|w| w.world.quantity = Quantity::Inputs);
    all
}

fn each(mut check: impl FnMut(&str, &View, &Look)) {
    for (name, cards) in worlds() {
        for (i, (width, height)) in SIZES.into_iter().enumerate() {
            let lang = if i % 2 == 0 { Lang::En } else { Lang::ZhHans };
            check(name, &cards.view(), &Look { dark: i % 2 == 1, lang, ..Look::new(width, height, 4.0) });
        }
    }
}

#[test]
fn the_cards_are_as_they_were() {
    let mut changed = Vec::new();
    for (name, (width, height), dark, lang) in [
        ("cats", SIZES[0], false, Lang::En),
        ("eight", SIZES[1], true, Lang::ZhHans),
        ("asked", SIZES[0], false, Lang::En),
        ("cats-only", SIZES[1], false, Lang::ZhHans),
        ("one-point", SIZES[0], false, Lang::En),
        ("empty", SIZES[1], true, Lang::En),
        ("diverged", SIZES[0], true, Lang::ZhHans),
    ] {
        let cards = worlds().into_iter().find(|(of, _)| *of == name).expect("such a world").1;
        let look = Look { dark, lang, ..Look::new(width, height, 2.0) };
        changed.extend(kept::changed(&format!("votes-{name}"), &small::render(&cards.view(), &look, Some((8, 8)))));
    }
    kept::all_is_as_it_was(&changed);
}

#[test]
fn no_card_shows_what_is_not_a_number_or_leaves_its_canvas() {
    each(|name, view, look| {
        let drawn = svg::render(view, look, 2);
        assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{name}");
        for (horizontal, value) in svg::coordinates(&drawn) {
            let (most, value) = (if horizontal { look.width } else { look.height }, value / look.sub);
            assert!((-12.0..most + 12.0).contains(&value), "{name} at {most}: {value}");
        }
        let odd = Look { width: f64::NAN, height: -5.0, ..*look };
        assert!(scene::lay_out(view, &odd).cards().is_some());
        let mut rgba = Vec::new();
        if let Some(image) = scene::image(view, &scene::lay_out(view, look), look, &mut rgba) {
            assert_eq!(rgba.len(), image.size.0 * image.size.1 * 4);
        }
    });
}

#[test]
fn a_pointer_finds_each_card_and_keys_walk_over_them() {
    each(|name, view, look| {
        let View::Votes(votes) = view else { panic!("votes") };
        let layout = scene::lay_out(view, look);
        let cards = layout.cards().expect("cards");
        let mut found = vec![false; votes.of.len()];
        for x in 0..look.width as usize {
            for y in (0..look.height as usize).step_by(2) {
                cards.neuron_at((x as f64, y as f64)).into_iter().for_each(|neuron| found[neuron] = true);
            }
        }
        assert!(look.width < 300.0 || found.iter().all(|found| *found), "{name} at {}", look.width);
        assert_eq!(cards.neuron_at((-3.0, look.height + 9.0)), None);
        let mut at = 0;
        (0..votes.of.len()).for_each(|_| at = cards.beside(at, 1, 0));
        assert_eq!(at, votes.of.len().saturating_sub(1), "right as far as there are cards");
        assert!(cards.beside(at, 0, 1) < votes.of.len().max(1));
    });
}

#[test]
fn words_say_whom_a_neuron_keeps_out_and_fit_beside_their_map() {
    let said = |name: &str, neuron: usize, lang| {
        let cards = worlds().into_iter().find(|(of, _)| *of == name).expect("such a world").1;
        let words = words(neuron, &cards.of[neuron], cards.here.get(neuron).copied(), &cards.world.quantity, lang);
        (words.deed.unwrap_or_default(), words.vote)
    };
    let of = |deed: &str, vote: &str| (deed.to_owned(), vote.to_owned());
    assert_eq!(said("cats", 0, Lang::En), of("keeps out the dogs", "votes −3.6 to +3.6"));
    assert_eq!(said("cats", 1, Lang::ZhHans), of("挡住兔子", "投票 −3.6 到 +3.6"));
    assert_eq!(said("asked", 0, Lang::En), of("dead: always 0", "its vote here: +2.4"));
    assert_eq!(said("asked", 1, Lang::En), of("keeps out dogs and mice", "its vote here: −0.7"));
    assert_eq!(said("asked", 2, Lang::ZhHans), of("挡住其他动物", "这里它投：−3.8"));
    assert_eq!(said("empty", 0, Lang::En).0, "keeps none out");
    assert_eq!(said("inputs", 0, Lang::En).0, "", "where samples have no names");
    assert_eq!(said("diverged", 1, Lang::En).1, "its vote here: –");
    for (name, cards) in worlds() {
        let look = Look::new(838.0, 112.0, 4.0);
        let drawn = svg::render(&cards.view(), &look, 2);
        assert!(text_width("keeps out the rabbits", Font::HEAD_NARROW) > 100.0);
        assert!(!drawn.contains('…'), "{name}: all words are whole");
    }
}

#[test]
fn the_base_stands_still_in_training_and_the_image_does_not() {
    let look = Look::new(838.0, 112.0, 4.0);
    let (now, mut later) = (fence(), fence());
    for vote in &mut later.of {
        vote.votes.iter_mut().chain(&mut vote.sums).for_each(|value| *value *= 0.5);
    }
    later.world = later.world.with_map(SIDE, |x, y| 0.5 * logit(x, y));
    assert_eq!(base_key(&later.view(), &look), base_key(&now.view(), &look));
    assert_eq!(svg::base(&later.view(), &look), svg::base(&now.view(), &look));
    let image = |cards: &Cards| scene::image_key(&cards.view(), &scene::lay_out(&cards.view(), &look), &look);
    assert_ne!(image(&later), image(&now));
    let mut moved = fence();
    moved.world.samples[0].x += 1.0;
    assert_ne!(base_key(&moved.view(), &look), base_key(&now.view(), &look));
}
