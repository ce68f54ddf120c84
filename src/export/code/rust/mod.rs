//! The run in Rust, without a library: plain loops over rows of f32, in the page's order and by the page's formulas, so that its
//! digits are the page's.

mod functions;
mod passes;
mod training;

use self::functions::{activation_and_slope, functions};
use super::facts::{Facts, feature, name, rust_double, rust_single};
use super::lines::{filled, list, rows};
use super::shared;
use crate::data::Role;
use crate::task::plain::Coordinates;

/// The program.
pub fn program(facts: &Facts) -> String {
    let lang = facts.lang;
    let head = [shared::head(facts), "\n\n".to_owned(), shared::why_equal(facts)].concat();
    let head: String = head.lines().map(|line| ["//! ", line].concat().trim_end().to_owned() + "\n").collect();
    let width = if facts.tells_classes() { "3" } else { "2" };
    let mut text = filled(HEAD, lang, &[("HEAD", &head), ("WIDTH", width)]);
    text += &points(facts);
    text += &coordinates(facts);
    text += &model(facts);
    text += &functions(&facts.functions(), lang);
    for activation in facts.activations() {
        text += activation_and_slope(activation);
    }
    text += &passes::passes(facts);
    text += &training::schedule(facts);
    text += &training::chance(facts);
    text + &training::training(facts)
}

const HEAD: &str = "@HEAD@//!
//! ‹Compile and run it: `rustc -O kittengrad.rs && ./kittengrad`.¦编译并运行：`rustc -O kittengrad.rs && ./kittengrad`。›

/// ‹Numbers in rows, one column for each point.¦按行排列的数，每个点占一列。›
type Rows = Vec<Vec<f32>>;

/// ‹A point, as the tables below have it.¦一个点，列的含义见下表。›
type Point = [f64; @WIDTH@];
";

fn points(facts: &Facts) -> String {
    let array = |name: &str, role: Role| {
        let numbers = facts.samples(role).map(|row| row.into_iter().map(rust_double).collect());
        let count = facts.samples(role).count().to_string();
        ["static ", name, ": [Point; ", &count, "] = [\n", &rows(numbers, ("[", "]")), "];\n"].concat()
    };
    let mut text = filled(
        "\n/// ‹The points that the model learns from¦模型从这些点学习›: @COLUMNS@\n",
        facts.lang,
        &[("COLUMNS", &facts.columns())],
    );
    text += &array("TRAINING", Role::Training);
    if facts.holds_out() {
        let told =
            "\n/// ‹Those that it never sees in training; they only judge it.¦训练时从不看这些点，只用来检验。›\n";
        text += &filled(told, facts.lang, &[]);
        text += &array("HELD_OUT", Role::HeldOut);
    }
    text
}

fn coordinates(facts: &Facts) -> String {
    let lang = facts.lang;
    match &facts.plain.coordinates {
        Coordinates::Curve { scaling, basis } => {
            let inputs = match basis {
                None => INPUT.to_owned(),
                Some(basis) => {
                    let steps = basis.recurrence().map(|(projections, norm)| {
                        let numbers: Vec<String> = projections.iter().copied().map(rust_double).collect();
                        ["    (&[", &numbers.join(", "), "], ", &rust_double(norm), "),\n"].concat()
                    });
                    let steps: String = steps.collect();
                    let (rank, degree) = (basis.rank().to_string(), basis.degree().to_string());
                    filled(BASIS, lang, &[("STEPS", &steps), ("RANK", &rank), ("DEGREE", &degree)])
                }
            };
            filled(
                CURVE,
                lang,
                &[
                    ("X_MEAN", &rust_double(scaling.x_mean)),
                    ("X_SCALE", &rust_double(scaling.x_scale)),
                    ("Y_MEAN", &rust_double(scaling.y_mean)),
                    ("Y_SCALE", &rust_double(scaling.y_scale)),
                ],
            ) + &inputs
        }
        Coordinates::Classes(columns) => {
            let mut given = String::new();
            for column in columns {
                let of = feature(column.feature, |x| [x, ".sin()"].concat());
                let (mean, scale) = (rust_double(column.mean), rust_double(column.scale));
                given += &["        (", &of, " - ", &mean, ") / ", &scale, ",\n"].concat();
            }
            let usual = ["x1", "x2"].map(|x| if given.contains(x) { x.to_owned() } else { "_".to_owned() + x });
            let (x1, x2) = (&*usual[0], &*usual[1]);
            filled(CLASSES, lang, &[("X1", x1), ("X2", x2), ("GIVEN", &given)])
        }
    }
}

const CURVE: &str = "
// ‹The model counts x and y from these means, in these units.¦模型以这些均值为零点、以这些量为单位来看 x 和 y。›
const X_MEAN: f64 = @X_MEAN@;
const X_SCALE: f64 = @X_SCALE@;
const Y_MEAN: f64 = @Y_MEAN@;
const Y_SCALE: f64 = @Y_SCALE@;

fn target([_, y]: Point) -> f32 {
    ((y - Y_MEAN) / Y_SCALE) as f32
}
";

const INPUT: &str = "
fn inputs_of([x, _]: Point) -> Vec<f64> {
    vec![(x - X_MEAN) / X_SCALE]
}
";

const BASIS: &str = "
/// ‹Each input is a polynomial of x, one degree higher than the one before it: x times that one, less so much of each
/// earlier one, divided by its size. So they do not repeat one another.¦每个输入是 x 的一个多项式，比前一个高一次：x 乘以前一个，减去前面各个的若干倍，
/// 再除以自身的大小。这样它们互不重复。›
static BASIS: [(&[f64], f64); @RANK@] = [
@STEPS@];

fn inputs_of([x, _]: Point) -> Vec<f64> {
    let x = (x - X_MEAN) / X_SCALE;
    let mut all = vec![0.0; @DEGREE@];
    let mut last = 1.0;
    for (k, (earlier, size)) in BASIS.iter().enumerate() {
        let mut known = 0.0;
        for (j, part) in earlier.iter().enumerate() {
            known += if j > 0 { part * all[j - 1] } else { *part };
        }
        last = (x * last - known) / size;
        all[k] = last;
    }
    all
}
";

const CLASSES: &str = "
fn target([_, _, class]: Point) -> f32 {
    class as f32
}

fn inputs_of([@X1@, @X2@, _]: Point) -> Vec<f64> {
    vec![
@GIVEN@    ]
}
";

/// Layers and first parameters.
fn model(facts: &Facts) -> String {
    let (shape, parameters) = (&facts.plain.shape, facts.plain.parameters);
    let (mut layers, mut numbers) = (String::new(), String::new());
    for (at, (view, layer)) in shape.views().zip(shape.layers()).enumerate() {
        let [inputs, units] = [view.inputs, view.outputs].map(|count| count.to_string());
        let name = name(layer.activation);
        let (inputs_of, units_of) = (["    Layer { inputs: ", &inputs].concat(), [", units: ", &units].concat());
        layers += &[&inputs_of, &units_of, ", activation: ", name, ", slope: ", name, "_slope },\n"].concat();
        numbers +=
            &filled(WEIGHTS, facts.lang, &[("AT", &(at + 1).to_string()), ("UNITS", &units), ("INPUTS", &inputs)]);
        numbers += &list(parameters[view.weights].iter().copied().map(rust_single), 4);
        numbers += &filled("    // ‹its biases¦它的偏置›\n", facts.lang, &[]);
        numbers += &list(parameters[view.biases].iter().copied().map(rust_single), 4);
    }
    let (count, depth) = (parameters.len().to_string(), shape.layers().len().to_string());
    filled(MODEL, facts.lang, &[("LAYERS", &layers), ("DEPTH", &depth), ("COUNT", &count), ("NUMBERS", &numbers)])
}

const WEIGHTS: &str = "    // ‹layer¦第› @AT@‹: weights¦ 层：权重› [@UNITS@][@INPUTS@]\n";

const MODEL: &str = "
struct Layer {
    inputs: usize,
    units: usize,
    activation: fn(f32) -> f32,
    /// ‹Of the sum z and the value a.¦由加权和 z 与输出 a 求得。›
    slope: fn(f32, f32) -> f32,
}

static LAYERS: [Layer; @DEPTH@] = [
@LAYERS@];

/// ‹The parameters with which it begins.¦起点处的参数。›
static PARAMETERS: [f32; @COUNT@] = [
@NUMBERS@];

/// ‹Where the weights [units][inputs] of each layer begin; its biases follow them.¦每一层的权重 [单元][输入] 从哪里开始；偏置紧随其后。›
fn begins() -> Vec<usize> {
    let sizes = LAYERS.iter().map(|layer| layer.units * (layer.inputs + 1));
    let mut at = 0;
    sizes.map(|size| { at += size; at - size }).collect()
}

/// ‹Four sums over the points: of every fourth term each.¦对所有点分四路求和：每路隔四个取一个。›
fn quarters(terms: impl Iterator<Item = f32>) -> [f32; 4] {
    let mut sums = [0.0; 4];
    for (p, term) in terms.enumerate() {
        sums[p % 4] += term;
    }
    sums
}

fn total(terms: impl Iterator<Item = f32>) -> f32 {
    let [a, b, c, d] = quarters(terms);
    (a + c) + (b + d)
}

fn inputs(points: &[Point]) -> Rows {
    let all: Vec<Vec<f64>> = points.iter().map(|point| inputs_of(*point)).collect();
    (0..LAYERS[0].inputs).map(|i| all.iter().map(|inputs| inputs[i] as f32).collect()).collect()
}

fn targets(points: &[Point]) -> Vec<f32> {
    points.iter().map(|point| target(*point)).collect()
}
";
