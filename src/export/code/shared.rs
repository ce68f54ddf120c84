//! The pieces that both Python programs have: what is said of the run, its points, how the model sees them, its chance.

use super::facts::{Facts, feature};
use super::lines::{filled, list, rows};
use crate::data::Role;
use crate::export::digits::{double, single};
use crate::learn::Schedule;
use crate::task::plain::Coordinates;
use crate::text::Lang;
use crate::text::home::steps;

/// How long a line of words may be.
const WIDTH: usize = 96;

/// What the program is, in sentences, and what it prints.
pub fn head(facts: &Facts) -> String {
    let lang = facts.lang;
    let (train, held_out) = facts.losses;
    let mut text = if facts.from == 0 {
        let steps = steps(facts.to, lang);
        lang.say("Kittengrad: a run of {0}, as a program.", "Kittengrad：把一次训练（{0}）写成程序。", &[&steps])
    } else {
        // What was changed in its course cannot be taken again from the seed.
        lang.say(
            "Kittengrad: steps {0} to {1} of a run, as a program. At step {0} something was changed last (points, settings or \
             parameters), so it begins there.",
            "Kittengrad：把一次训练的第 {0} 步到第 {1} 步写成程序。\n第 {0} 步时最后一次改动过（数据点、设置或参数），所以从那里开始。",
            &[&facts.from.to_string(), &facts.to.to_string()],
        )
    };
    text = wrapped(&text, lang);
    text += "\n\n";
    text += lang.pick("On the page:", "页面上的结果：");
    text += &["\n    ", lang.pick("training loss", "训练损失"), ": ", &single(train)].concat();
    if let Some(held_out) = held_out {
        text += &["\n    ", lang.pick("held-out loss", "留出损失"), ": ", &single(held_out)].concat();
    }
    text
}

/// Why what is printed are the page's own digits.
pub fn why_equal(facts: &Facts) -> String {
    let lang = facts.lang;
    let functions = facts.functions();
    let why = if functions.any() {
        lang.pick(
            "This program prints the same digits: all sums are taken in 32 bits and in the page's order, and exp, tanh and the like \
             by the page's own formulas. Others are as good, and end in other last digits.",
            "本程序会打印出相同的数字：所有求和都用 32 位并按页面的次序进行，exp、tanh 之类的函数也用页面自己的公式。\n\
             换别的公式一样准确，只是末几位数字会不同。",
        )
    } else {
        lang.pick(
            "This program prints the same digits: all sums are taken in 32 bits and in the page's order.",
            "本程序会打印出相同的数字：所有求和都用 32 位并按页面的次序进行。",
        )
    };
    wrapped(why, lang)
}

/// In lines of some length, broken at blanks. Chinese is broken where it is written so.
fn wrapped(text: &str, lang: Lang) -> String {
    if lang == Lang::ZhHans {
        return text.to_owned();
    }
    let (mut lines, mut length) = (String::new(), 0);
    for word in text.split(' ') {
        if length > 0 && length + word.len() > WIDTH {
            lines.push('\n');
            length = 0;
        } else if length > 0 {
            lines.push(' ');
        }
        lines += word;
        length += word.len() + 1;
    }
    lines
}

/// The points, as two arrays.
pub fn points(facts: &Facts) -> String {
    let of = |role: Role| {
        let rows_of = facts.samples(role).map(|row| row.into_iter().map(double).collect());
        rows(rows_of, ("[", "]"))
    };
    let mut text = filled(
        "# ‹The points that the model learns from¦模型从这些点学习›: @COLUMNS@\nTRAINING = np.array([\n@ROWS@])\n",
        facts.lang,
        &[("COLUMNS", &facts.columns()), ("ROWS", &of(Role::Training))],
    );
    if facts.holds_out() {
        text += &filled(
            "# ‹Those that it never sees in training; they only judge it.¦训练时从不看这些点，只用来检验。›\n\
             HELD_OUT = np.array([\n@ROWS@])\n",
            facts.lang,
            &[("ROWS", &of(Role::HeldOut))],
        );
    }
    text
}

/// How the model sees the points: `inputs` and `targets`.
pub fn coordinates(facts: &Facts) -> String {
    let lang = facts.lang;
    match &facts.plain.coordinates {
        Coordinates::Curve { scaling, basis } => {
            let places = [
                ("X_MEAN", &*double(scaling.x_mean)),
                ("X_SCALE", &double(scaling.x_scale)),
                ("Y_MEAN", &double(scaling.y_mean)),
                ("Y_SCALE", &double(scaling.y_scale)),
            ];
            let mut text = filled(CURVE, lang, &places);
            let inputs = match basis {
                None => "    return x[None].astype(f32)\n".to_owned(),
                Some(basis) => {
                    let steps = basis.recurrence().map(|(projections, norm)| {
                        let numbers: Vec<String> = projections.iter().copied().map(double).collect();
                        ["    ([", &numbers.join(", "), "], ", &double(norm), "),\n"].concat()
                    });
                    text += &filled(BASIS, lang, &[("STEPS", &steps.collect::<String>())]);
                    filled(BY_BASIS, lang, &[("DEGREE", &basis.degree().to_string())])
                }
            };
            text += &filled(INPUTS, lang, &[]);
            text += "    x = (points[:, 0] - X_MEAN) / X_SCALE\n";
            text += &inputs;
            text + "\n\ndef targets(points):\n    return ((points[:, 1] - Y_MEAN) / Y_SCALE).astype(f32)\n"
        }
        Coordinates::Classes(columns) => {
            let mut text = filled(INPUTS, lang, &[]);
            text += "    x1, x2 = points[:, 0], points[:, 1]\n    return np.stack([\n";
            for column in columns {
                let of = feature(column.feature, |x| ["np.sin(", x, ")"].concat());
                text += &["        (", &of, " - ", &double(column.mean), ") / ", &double(column.scale), ",\n"].concat();
            }
            text + "    ]).astype(f32)\n\n\ndef targets(points):\n    return points[:, 2].astype(f32)\n"
        }
    }
}

const CURVE: &str = "
# ‹The model counts x and y from these means, in these units.¦模型以这些均值为零点、以这些量为单位来看 x 和 y。›
X_MEAN, X_SCALE = @X_MEAN@, @X_SCALE@
Y_MEAN, Y_SCALE = @Y_MEAN@, @Y_SCALE@
";

const INPUTS: &str = "

def inputs(points):
    \"\"\"‹What the model is given of some points: a row for each input, a column for each point.¦模型看到的输入：每行一个输入，每列一个点。›\"\"\"
";

const BASIS: &str = "
# ‹Each input is a polynomial of x, one degree higher than the one before it: x times that one, less so much of each
# earlier one, divided by its size. So they do not repeat one another.¦每个输入是 x 的一个多项式，比前一个高一次：x 乘以前一个，减去前面各个的若干倍，再除以自身的大小。这样它们互不重复。›
BASIS = [
@STEPS@]
";

const BY_BASIS: &str = "    rows = np.zeros((@DEGREE@, len(x)))
    last = np.ones(len(x))
    for k, (earlier, size) in enumerate(BASIS):
        known = 0.0
        for j, part in enumerate(earlier):
            known = known + (part * rows[j - 1] if j > 0 else part)
        rows[k] = last = (x * last - known) / size
    return rows.astype(f32)
";

/// A generator of chance, and which points each step sees, where something is drawn.
pub fn chance(facts: &Facts) -> String {
    if facts.draws() { filled(GENERATOR, facts.lang, &[]) + &batches(facts) } else { String::new() }
}

const GENERATOR: &str = "

class Pcg32:
    \"\"\"‹The page's random numbers (PCG32, O'Neill 2014): 32 bits at a time.¦页面所用的随机数（PCG32，O'Neill 2014）：每次 32 位。›\"\"\"

    def __init__(self, state, increment):
        self.state, self.increment = state, increment

    def draw(self):
        old = self.state
        self.state = (old * 6364136223846793005 + self.increment) % 2**64
        word = ((old >> 18 ^ old) >> 27) % 2**32
        turn = old >> 59
        return (word >> turn | word << (32 - turn)) % 2**32
";

fn batches(facts: &Facts) -> String {
    let Some(size) = facts.plain.batch() else { return String::new() };
    let (order, next) = facts.plain.order.place();
    let (count, place) = (order.len(), facts.plain.shuffling);
    let untouched = order.iter().enumerate().all(|(at, index)| at as u32 == *index);
    let order = if untouched {
        ["list(range(", &count.to_string(), "))"].concat()
    } else {
        ["[\n", &list(order.iter().map(u32::to_string), 4), "]"].concat()
    };
    filled(
        BATCHES,
        facts.lang,
        &[
            ("SIZE", &size.to_string()),
            ("ORDER", &order),
            ("NEXT", &next.to_string()),
            ("STATE", &place.state.to_string()),
            ("INCREMENT", &place.increment.to_string()),
        ],
    )
}

const BATCHES: &str = "

# ‹A step sees so many points. Once all have been seen they are shuffled anew.¦每一步看这么多个点；全部看过一遍后重新打乱顺序。›
BATCH = @SIZE@
order = @ORDER@
next_point = @NEXT@
shuffling = Pcg32(@STATE@, @INCREMENT@)


def next_batch():
    global next_point
    if next_point == len(order):
        for last in range(len(order) - 1, 0, -1):
            other = shuffling.draw() * (last + 1) >> 32
            order[last], order[other] = order[other], order[last]
        next_point = 0
    batch = order[next_point:next_point + BATCH]
    next_point += len(batch)
    return batch
";

/// The learning rate's factor at a step, as a function of the name `factor`; empty where it stays. `sine` is how the sine of
/// an f64 is written.
pub fn schedule(facts: &Facts, sine: &str) -> String {
    let places = |over: u32, from: f32| [("OVER", over.to_string()), ("FROM", double(from.into()))];
    let (body, places) = match facts.plain.spec.recipe.schedule {
        Schedule::Constant => return String::new(),
        Schedule::Step { every, factor } => (STEP, places(every.max(1), factor)),
        Schedule::Cosine { over } => (COSINE, places(over.max(1), 0.0)),
        Schedule::WarmUp { over, from } => (WARM_UP, places(over, from)),
    };
    let [(over, over_value), (from, from_value)] = &places;
    filled(&[FACTOR, body].concat(), facts.lang, &[(over, over_value), (from, from_value), ("SINE", sine)])
}

const FACTOR: &str = "

def factor(step):
    \"\"\"‹What the learning rate is multiplied by at a step.¦某一步时学习率要乘的系数。›\"\"\"
";
const STEP: &str = "    return f32(@FROM@ ** (step // @OVER@))\n";
const COSINE: &str = "    left = max(@OVER@ - step, 0) / @OVER@
    half_wave = @SINE@
    return f32(half_wave * half_wave)
";
const WARM_UP: &str = "    return f32(@FROM@ + (1.0 - @FROM@) * (step / @OVER@)) if step < @OVER@ else f32(1)\n";
