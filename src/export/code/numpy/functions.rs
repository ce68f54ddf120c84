//! The page's own functions and activations, in NumPy.

use crate::export::code::facts::Functions;
use crate::export::code::lines::filled;
use crate::learn::Activation;
use crate::text::Lang;

/// The functions of the page's own that are needed.
pub fn functions(needed: &Functions, lang: Lang) -> String {
    let mut text = String::new();
    for (is_needed, function) in [
        (needed.any(), POLYNOMIAL),
        (needed.exp || needed.sine, ROUND),
        (needed.tanh, TANH),
        (needed.exp, EXP),
        (needed.exp_minus_1, EXP_MINUS_1),
        (needed.sigmoid, SIGMOID),
        (needed.erf, ERF),
        (needed.sine, SINE),
        (needed.cosine, COSINE),
        (needed.logarithm, LOGARITHM),
    ] {
        if is_needed {
            text += &filled(function, lang, &[]);
        }
    }
    text
}

const POLYNOMIAL: &str = "

def polynomial(x, *c):
    \"\"\"c[0] + c[1] x + c[2] x² + …\"\"\"
    value = f32(c[-1])
    for coefficient in reversed(c[:-1]):
        value = f32(coefficient) + x * value
    return value
";
const ROUND: &str = "

# ‹Added to a float32 and taken off again, this leaves the nearest integer.¦给 float32 加上它再减去，就得到最近的整数。›
ROUND = f32(1.5 * 2**23)
";
const TANH: &str = "

def tanh(z):
    z = np.clip(z, f32(-7.5), f32(7.5))
    s = z * z
    above = polynomial(s, 0.9999999, 0.12968863, 2.997916e-3, 1.1949938e-5)
    below = polynomial(s, 1, 0.46302126, 2.4006e-2, 2.453774e-4, 2.6293783e-7)
    return z * above / below
";
const EXP: &str = "

def exp_parts(z):
    \"\"\"‹e^r − 1 and two powers of two, whose product with e^r is e^z.¦e^r − 1 与两个 2 的幂；它们与 e^r 的积就是 e^z。›\"\"\"
    z = np.clip(z, f32(-104), f32(89))
    n = (z * f32(1.442695) + ROUND) - ROUND
    r = (z - n * f32(355 / 512)) - n * f32(-2.1219444e-4)
    square = polynomial(r, 0.49999994, 0.1666652, 0.0416684, 8.3688e-3, 1.38144e-3)
    n = np.nan_to_num(n).astype(np.int32)
    return r + r * r * square, np.ldexp(f32(1), n >> 1), np.ldexp(f32(1), n - (n >> 1))


def exp(z):
    e, p, q = exp_parts(z)
    return (f32(1) + e) * p * q
";
const EXP_MINUS_1: &str = "

def exp_minus_1(z):
    e, p, q = exp_parts(z)
    return e * p * q + (p * q - f32(1))
";
const SIGMOID: &str = "

def sigmoid(z):
    return f32(1) / (f32(1) + exp(-z))
";
const ERF: &str = "

def erf(z):
    s = z * z
    above = polynomial(s, 1.1283791671, 0.18790007, 5.248001e-2, 3.674029e-3, 2.856765e-4, 2.1082563e-6)
    below = polynomial(s, 1, 0.49985497, 0.11312993, 1.4785091e-2, 1.1455238e-3, 3.873176e-5)
    inside = np.clip(z * above / below, f32(-1), f32(1))
    return np.where(z < f32(-3.85), f32(-1), np.where(z > f32(3.85), f32(1), inside))


def normal_below(z):
    \"\"\"‹The chance that a normal number is below z.¦正态随机数小于 z 的概率。›\"\"\"
    return f32(0.5) + f32(0.5) * erf(z * f32(0.5**0.5))


def normal_at(z):
    return f32(0.3989423) * exp(f32(-0.5) * z * z)
";
const SINE: &str = "

def alternate(r, n):
    \"\"\"‹sin r, with the other sign where n is odd.¦sin r；n 为奇数时取相反的符号。›\"\"\"
    p = polynomial(r * r, 1, -0.16666656, 8.333025e-3, -1.980742e-4, 2.6019038e-6)
    sign = f32(1) - f32(2) * (np.nan_to_num(n).astype(np.int64) % 2).astype(f32)
    return np.clip(sign * r * p, f32(-1), f32(1))


def beyond(z, n):
    \"\"\"z - n π\"\"\"
    for part in (201 / 64, 2029 / 2097152, 1.509958e-7):
        z = z - n * f32(part)
    return z


def sine(z):
    n = (z * f32(1 / np.pi) + ROUND) - ROUND
    return alternate(beyond(z, n), n)
";
const COSINE: &str = "

def cosine(z):
    n = ((z * f32(1 / np.pi) - f32(0.5)) + ROUND) - ROUND
    return alternate(-beyond(z, n + f32(0.5)), n)
";
const LOGARITHM: &str = "

def ln_1_plus(t):
    s = t / (f32(2) + t)
    return s * polynomial(s * s, 2, 0.66666315, 0.4002491, 0.2796061, 0.281783)
";

/// An activation and its slope, of its sum z and its value a.
pub fn activation_and_slope(activation: Activation) -> &'static str {
    match activation {
        Activation::Linear => "\n\ndef linear(z):\n    return z\n\n\ndef linear_slope(z, a):\n    return f32(1)\n",
        Activation::Relu => {
            "\n\ndef relu(z):\n    return np.where(z < 0, f32(0), z)\n\n\n\
             def relu_slope(z, a):\n    return np.where(a <= 0, f32(0), f32(1))\n"
        }
        Activation::LeakyRelu => {
            "\n\ndef leaky_relu(z):\n    return np.where(z < 0, f32(0.01) * z, z)\n\n\n\
             def leaky_relu_slope(z, a):\n    return np.where(a <= 0, f32(0.01), f32(1))\n"
        }
        Activation::Tanh => "\n\ndef tanh_slope(z, a):\n    return f32(1) - a * a\n",
        Activation::Sigmoid => "\n\ndef sigmoid_slope(z, a):\n    return a * (f32(1) - a)\n",
        Activation::Elu => {
            "\n\ndef elu(z):\n    return np.where(z < 0, exp_minus_1(z), z)\n\n\n\
             def elu_slope(z, a):\n    return np.where(a < 0, a + f32(1), f32(1))\n"
        }
        Activation::Gelu => {
            "\n\ndef gelu(z):\n    return z * normal_below(z)\n\n\n\
             def gelu_slope(z, a):\n    return normal_below(z) + z * normal_at(z)\n"
        }
        Activation::Silu => {
            "\n\ndef silu(z):\n    return z * sigmoid(z)\n\n\n\
             def silu_slope(z, a):\n    s = sigmoid(z)\n    return s + z * (s * (f32(1) - s))\n"
        }
        Activation::Sine => "\n\ndef sine_slope(z, a):\n    return cosine(z)\n",
    }
}
