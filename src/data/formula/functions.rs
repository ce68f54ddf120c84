//! What a formula may be made of: functions of one number and of two.

/// A function of one number, by `libm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Exp,
    Ln,
    Log10,
    Log2,
    Sqrt,
    Cbrt,
    Abs,
    Sign,
    Floor,
    Ceil,
    Round,
    /// max(z, 0)
    Relu,
    /// 1 / (1 + e^(−z))
    Sigmoid,
    /// 0 below 0, 1 from 0 on.
    Step,
}

/// What joins two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {
    Plus,
    Minus,
    Times,
    Over,
    /// The remainder, of the sign of the divisor.
    Modulo,
    Power,
    Min,
    Max,
}

/// Every function by each of its names. `log` is the natural logarithm, as in programming languages; `lg` that to base 10.
const FUNCTIONS: &[(&str, Function)] = &[
    ("sin", Function::Sin),
    ("cos", Function::Cos),
    ("tan", Function::Tan),
    ("exp", Function::Exp),
    ("ln", Function::Ln),
    ("sqrt", Function::Sqrt),
    ("abs", Function::Abs),
    ("tanh", Function::Tanh),
    ("relu", Function::Relu),
    ("sigmoid", Function::Sigmoid),
    ("step", Function::Step),
    ("log", Function::Ln),
    ("lg", Function::Log10),
    ("log10", Function::Log10),
    ("log2", Function::Log2),
    ("asin", Function::Asin),
    ("acos", Function::Acos),
    ("atan", Function::Atan),
    ("arcsin", Function::Asin),
    ("arccos", Function::Acos),
    ("arctan", Function::Atan),
    ("sinh", Function::Sinh),
    ("cosh", Function::Cosh),
    ("cbrt", Function::Cbrt),
    ("sign", Function::Sign),
    ("sgn", Function::Sign),
    ("floor", Function::Floor),
    ("ceil", Function::Ceil),
    ("round", Function::Round),
    ("σ", Function::Sigmoid),
    ("√", Function::Sqrt),
];

/// Functions of two numbers that have a name.
const PAIRS: &[(&str, Pair)] = &[("min", Pair::Min), ("max", Pair::Max), ("mod", Pair::Modulo), ("pow", Pair::Power)];

impl Function {
    pub fn named(name: &str) -> Option<Function> {
        FUNCTIONS.iter().find(|(known, _)| *known == name).map(|(_, function)| *function)
    }

    pub fn value(self, z: f64) -> f64 {
        match self {
            Function::Sin => libm::sin(z),
            Function::Cos => libm::cos(z),
            Function::Tan => libm::tan(z),
            Function::Asin => libm::asin(z),
            Function::Acos => libm::acos(z),
            Function::Atan => libm::atan(z),
            Function::Sinh => libm::sinh(z),
            Function::Cosh => libm::cosh(z),
            Function::Tanh => libm::tanh(z),
            Function::Exp => libm::exp(z),
            Function::Ln => libm::log(z),
            Function::Log10 => libm::log10(z),
            Function::Log2 => libm::log2(z),
            Function::Sqrt => z.sqrt(),
            Function::Cbrt => libm::cbrt(z),
            Function::Abs => z.abs(),
            Function::Sign if z == 0.0 => 0.0,
            Function::Sign => z.signum(),
            Function::Floor => libm::floor(z),
            Function::Ceil => libm::ceil(z),
            Function::Round => libm::round(z),
            Function::Relu => both(z, 0.0, z >= 0.0),
            Function::Sigmoid => 1.0 / (1.0 + libm::exp(-z)),
            Function::Step => both(1.0, 0.0, z >= 0.0) + 0.0 * z,
        }
    }
}

impl Pair {
    pub fn named(name: &str) -> Option<Pair> {
        PAIRS.iter().find(|(known, _)| *known == name).map(|(_, pair)| *pair)
    }

    pub fn value(self, a: f64, b: f64) -> f64 {
        match self {
            Pair::Plus => a + b,
            Pair::Minus => a - b,
            Pair::Times => a * b,
            Pair::Over => a / b,
            Pair::Modulo => a - b * libm::floor(a / b),
            Pair::Power => libm::pow(a, b),
            Pair::Min => both(a, b, a <= b),
            Pair::Max => both(a, b, a >= b),
        }
    }
}

/// One of two numbers; no number where one of them is none, which `f64::min` and `max` would hide.
fn both(a: f64, b: f64, first: bool) -> f64 {
    match (a.is_nan() || b.is_nan(), first) {
        (true, _) => f64::NAN,
        (false, true) => a,
        (false, false) => b,
    }
}
