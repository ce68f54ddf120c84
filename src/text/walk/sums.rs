//! The arithmetic of a walk: what is multiplied and added, with as many digits as it takes to compute it again.

use super::letter;
use crate::text::join::joined;
use crate::text::lang::Lang;
use crate::text::number::{self, grouped, plain, without_zeros};
use crate::text::terms::{added, enclosed, summed, times, worked};
use crate::view::{Factor, Site, Trial, Walk, WalkLayer};

/// What a neuron has just computed: the longest text first.
pub fn forward(walk: &Walk, layer: usize, unit: usize) -> Vec<String> {
    let Some(at) = walk.layers.get(layer) else { return Vec::new() };
    let below: &[f64] = match layer.checked_sub(1) {
        Some(below) => walk.layers.get(below).map_or(&[], |below| below.a),
        None => walk.inputs,
    };
    let inputs = walk.inputs_of(layer);
    let row = at.weights.get(unit * inputs..(unit + 1) * inputs).unwrap_or(&[]);
    let (Some(bias), Some(z), Some(a)) = (at.biases.get(unit), at.z.get(unit), at.a.get(unit)) else {
        return Vec::new();
    };
    let bent = if is_bent(at, unit) { [" → ", &plain(*a)].concat() } else { String::new() };
    let products: Vec<(f64, f64)> = row.iter().zip(below).map(|(w, a)| (f64::from(*w), *a)).collect();
    vec![summed(&products, f64::from(*bias), *z) + &bent, ["z = ", &plain(*z), &bent].concat(), plain(*a)]
}

/// Whether the activation makes another number of the sum.
fn is_bent(layer: &WalkLayer, unit: usize) -> bool {
    layer.z.get(unit) != layer.a.get(unit)
}

/// What the error is at a neuron, and what it comes of: the longest text first.
pub fn backward(walk: &Walk, layer: usize, unit: usize) -> Vec<String> {
    let Some(at) = walk.layers.get(layer) else { return Vec::new() };
    let (Some(da), Some(slope), Some(delta)) = (at.da.get(unit), at.slope.get(unit), at.delta.get(unit)) else {
        return Vec::new();
    };
    let short_one = vec![["∂L/∂z = ", &plain(*delta)].concat(), plain(*delta)];
    let Some(above) = walk.layers.get(layer + 1) else {
        let squared = walk.class.is_none() && near(*da, 2.0 * (at.a[unit] - walk.target));
        let long = squared.then(|| {
            let (texts, sign, result) = worked(&[at.a[unit], walk.target], *delta, |n| 2.0 * (n[0] - n[1]));
            ["2 · (", &texts[0], " − ", &enclosed(&texts[1]), ") ", sign, " ", &result].concat()
        });
        return long.into_iter().chain(short_one).collect();
    };
    let inputs = at.a.len();
    let weight = |to: usize| above.weights.get(to * inputs + unit).map_or(f64::NAN, |weight| f64::from(*weight));
    let parts: Vec<f64> = above.delta.iter().enumerate().map(|(to, delta)| delta * weight(to)).collect();
    let sum = match (above.delta, &parts[..]) {
        ([delta], _) => times(&[*delta, weight(0)], *da),
        (_, [first, others @ ..]) => added(*first, others),
        (_, []) => String::new(),
    };
    // ReLU's slope of 1 changes nothing, and is not told.
    let long = match slope {
        1.0 => sum,
        _ => joined(&[&sum, &["× ", &enclosed(&plain(*slope)), " = ", &plain(*delta)].concat()], "; "),
    };
    std::iter::once(long).chain(short_one).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * (1.0 + b.abs())
}

/// ∂L/∂θ of a parameter, in two lines: "−2.16 × 1.2" and "= −2.59".
pub fn gradient(walk: &Walk) -> [String; 2] {
    let Site { layer, unit, input } = walk.chosen;
    let delta = walk.layers.get(layer).and_then(|at| at.delta.get(unit)).copied().unwrap_or(f64::NAN);
    let below = match layer.checked_sub(1) {
        Some(below) => walk.layers.get(below).map_or(&[][..], |below| below.a),
        None => walk.inputs,
    };
    match input.and_then(|input| below.get(input)) {
        Some(a) => {
            let (texts, sign, result) = worked(&[delta, *a], walk.gradient, |n| n[0] * n[1]);
            [[&texts[0], " × ", &enclosed(&texts[1])].concat(), [sign, " ", &result].concat()]
        }
        None => [String::new(), ["= ", &plain(walk.gradient)].concat()],
    }
}

/// The ways by which the parameter reaches the loss: a head, a line for each, and what they come to together.
pub fn paths(walk: &Walk, lang: Lang) -> (String, Vec<String>, String) {
    let ways = walk.paths.ways;
    let count = if ways < 1e15 { grouped(ways as u64) } else { plain(ways) };
    let head = match (ways > 1.0, walk.paths.straight) {
        (false, true) => lang.pick("Along its one path; every slope is 1", "只有一条路；每处坡度都是 1").to_owned(),
        (false, false) => lang.pick("Along its one path; f′ is a slope", "只有一条路；f′ 是坡度").to_owned(),
        (true, true) => lang.say("Along its {0} paths; every slope is 1", "{0} 条路；每处坡度都是 1", &[&count]),
        (true, false) => lang.say("Along its {0} paths; f′ is a slope", "{0} 条路；f′ 是坡度", &[&count]),
    };
    let mut lines: Vec<String> = walk.paths.shown.iter().map(|path| along(&path.factors, path.product)).collect();
    let others = ways - lines.len() as f64;
    if others > 0.0 && !lines.is_empty() {
        let (others, rest) = (grouped(others as u64), plain(walk.paths.rest));
        lines.push(lang.say("the other {0}: {1}", "其余 {0} 条：{1}", &[&others, &rest]));
    }
    let sum = [lang.pick("together ∂L/∂", "合计 ∂L/∂"), letter(walk.chosen), " = "].concat();
    (head, lines, sum)
}

/// "−2.4 × 1.5 × f′ 0.42 × 1.2 = −1.81"; slopes of 1 are left out.
fn along(factors: &[Factor], product: f64) -> String {
    let told = factors.iter().filter(|factor| !matches!(factor, Factor::Slope(slope) if *slope == 1.0));
    let values: Vec<f64> = told.clone().map(|factor| factor.value()).collect();
    if let [_] = values[..] {
        return plain(product);
    }
    let (texts, sign, result) = worked(&values, product, |values| values.iter().product());
    let marked = texts.iter().zip(told).enumerate().map(|(at, (text, factor))| match factor {
        Factor::Slope(_) => ["f′ ", &enclosed(text)].concat(),
        Factor::Loss(_) | Factor::Weight(_) | Factor::Input(_) if at == 0 => text.clone(),
        Factor::Loss(_) | Factor::Weight(_) | Factor::Input(_) => enclosed(text),
    });
    [&marked.collect::<Vec<_>>().join(" × "), " ", sign, " ", &result].concat()
}

/// Trying a parameter out: the head, the lines, and what stands before the quotient.
pub fn trial(walk: &Walk, trial: &Trial, lang: Lang) -> (String, Vec<String>, String) {
    let decimals = decimals_of(trial.by);
    let told = |value: f64| number::fixed(value, decimals);
    let head = lang.say(
        "Try it out: {0} from {1} to {2}",
        "试一试：{0} 从 {1} 变到 {2}",
        &[letter(walk.chosen), &told(walk.value), &told(walk.value + trial.by)],
    );
    let change = trial.after - trial.before;
    let places = (decimals_of(change) + 2).min(12);
    let loss = |value: f64| number::fixed(value, places);
    // One digit more, so that what is printed of their difference is what a calculator finds.
    let finer = |value: f64| number::fixed(value, places + 1);
    let mut lines = vec![
        lang.say("loss {0} → {1}", "损失 {0} → {1}", &[&finer(trial.before), &finer(trial.after)]),
        lang.say("change {0}", "变化 {0}", &[&loss(change)]),
    ];
    if trial.kink {
        lines.push(
            lang.pick(
                "Between the two a neuron passes its kink, where it has no one slope.",
                "这中间有个神经元越过了拐点，那里没有唯一的坡度。",
            )
            .to_owned(),
        );
    }
    (head, lines, [lang.pick("divided by ", "除以 "), &without_zeros(told(trial.by)), " = "].concat())
}

/// So many zeros stand behind the point before the first digit of a number.
fn decimals_of(value: f64) -> usize {
    let power = number::power_of(value.abs());
    if value == 0.0 || !value.is_finite() || power >= 0 { 0 } else { power.unsigned_abs() as usize }
}

/// What checking all gradients came to.
pub fn checked(walk: &Walk, lang: Lang) -> Option<String> {
    let found = walk.checked?;
    let (count, worst) = (found.count.to_string(), share(found.worst));
    Some(if found.count < found.of {
        let of = found.of.to_string();
        lang.say(
            "{0} of {1} checked: at worst {2} of the largest apart.",
            "查了 {1} 个中的 {0} 个：最多相差最大梯度的 {2}。",
            &[&count, &of, &worst],
        )
    } else {
        lang.say(
            "All {0} checked: at worst {1} of the largest apart.",
            "全部 {0} 个都查了：最多相差最大梯度的 {1}。",
            &[&count, &worst],
        )
    })
}

/// A small share, as a power of ten that it does not pass.
fn share(share: f64) -> String {
    if share == 0.0 {
        return "0".to_owned();
    }
    number::power_of_ten(number::power_of(share) + 1)
}

/// What the mean over all samples asks for.
pub fn mean(walk: &Walk, lang: Lang) -> Option<String> {
    let (_, of) = walk.place;
    let mean = walk.mean?;
    Some(lang.say(
        "This one asks for {0}; the mean over all {1}: {2}",
        "这一个要求 {0}；全部 {1} 个的平均：{2}",
        &[&plain(walk.gradient), &of.to_string(), &plain(mean)],
    ))
}

/// Where the next step takes the parameter: "w ← w − α × ∂L/∂w" and "= 0.5 − 0.004 × (−2.59) = 0.51"; or why that cannot be said.
pub fn next(walk: &Walk, lang: Lang) -> [String; 2] {
    let Some((next, rate)) = walk.next else {
        let why = lang.pick(
            "Here the step goes by more than ∂L/∂w: by the optimizer, the batch or the penalty.",
            "这里的一步不只看 ∂L/∂w，还看优化器、小批量或惩罚。",
        );
        return [why.to_owned(), String::new()];
    };
    let gradient = walk.mean.unwrap_or(walk.gradient);
    let letter = letter(walk.chosen);
    let (texts, sign, result) = worked(&[walk.value, rate, gradient], next, |n| n[0] - n[1] * n[2]);
    [
        [letter, " ← ", letter, " − α × ∂L/∂", letter].concat(),
        ["= ", &texts[0], " − ", &texts[1], " × ", &enclosed(&texts[2]), " ", sign, " ", &result].concat(),
    ]
}
