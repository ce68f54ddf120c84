//! A float as decimal text and back, correctly rounded.
//!
//! The standard library does the same and faster, but with tables and code that would be a tenth of all that the page
//! downloads. This is the schoolbook way, on whole numbers of any length.

use super::natural::Natural;
use std::cmp::Ordering;

/// Reads `-12.5`, `.5`, `5.` or `1e-7` as the nearest float; infinite if it is too large. `None` if it is not a number.
pub fn read(text: &str) -> Option<f64> {
    let (negative, text) = sign(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (down, power) = sign(exponent);
    let digits = || whole.bytes().chain(fraction.bytes());
    if digits().next().is_none() || power.is_empty() || !digits().chain(power.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    let power = power.bytes().fold(0i64, |n, b| (n * 10 + i64::from(b - b'0')).min(1 << 32));
    let exponent = if down { -power } else { power } - fraction.len() as i64;
    let magnitude = match digits().count() <= MOST_EXACT_DIGITS && exponent.abs() <= MOST_EXACT_POWER {
        true => quotient(digits().fold(0, |n, b| n * 10 + u64::from(b - b'0')), exponent),
        false => nearest(digits().map(|b| b - b'0'), exponent),
    };
    Some(if negative { -magnitude } else { magnitude })
}

/// Whole numbers of so many digits are floats, and so are the powers of ten up to this one.
const MOST_EXACT_DIGITS: usize = 15;
const MOST_EXACT_POWER: i64 = 22;

/// whole · 10^exponent, where both are floats: then one multiplication or division is rounded once, and right (Clinger 1990).
fn quotient(whole: u64, exponent: i64) -> f64 {
    let power = (0..exponent.abs()).fold(1.0, |power, _| power * 10.0);
    if exponent < 0 { whole as f64 / power } else { whole as f64 * power }
}

/// As `{value}` writes it: the fewest digits that read back as the same float, and no exponent.
pub fn shortest(value: f64) -> String {
    signed(value, |magnitude| {
        let (digits, exponent) = digits(magnitude, Want::Shortest);
        let decimals = digits.len() as i32 - 1 - exponent;
        plain(&digits, exponent, decimals.max(0))
    })
}

/// As `{value:e}` writes it: the fewest digits, and the power of ten of the first.
pub fn scientific(value: f64) -> String {
    signed(value, |magnitude| {
        let (digits, exponent) = digits(magnitude, Want::Shortest);
        plain(&digits, 0, digits.len() as i32 - 1) + "e" + &exponent.to_string()
    })
}

/// As `{value:.decimals$}` writes it.
pub fn fixed(value: f64, decimals: usize) -> String {
    signed(value, |magnitude| {
        let (digits, exponent) = digits(magnitude, Want::Decimals(decimals as i32));
        plain(&digits, exponent, decimals as i32)
    })
}

/// The mantissa, with this many decimals, and the power of ten that `{value:.decimals$e}` writes. The value is finite and
/// not negative.
pub fn mantissa(value: f64, decimals: usize) -> (String, i32) {
    let (digits, exponent) = digits(value, Want::Digits(decimals as i32 + 1));
    (plain(&digits, 0, decimals as i32), exponent)
}

fn sign(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn signed(value: f64, magnitude: impl Fn(f64) -> String) -> String {
    let text = match value.abs() {
        a if a.is_finite() => magnitude(a),
        a if a.is_nan() => return "NaN".to_owned(),
        _ => "inf".to_owned(),
    };
    if value.is_sign_negative() { "-".to_owned() + &text } else { text }
}

/// The digits, of which the first counts 10^exponent, with this many decimals.
fn plain(digits: &[u8], exponent: i32, decimals: i32) -> String {
    let mut text = String::new();
    for place in (-decimals..=exponent.max(0)).rev() {
        if place == -1 {
            text.push('.');
        }
        let digit = usize::try_from(exponent - place).ok().and_then(|at| digits.get(at));
        text.push(char::from(b'0' + digit.unwrap_or(&0)));
    }
    text
}

/// Which digits of a float are wanted.
#[derive(Clone, Copy, PartialEq)]
enum Want {
    /// As many as tell it from its neighbours.
    Shortest,
    /// So many, at least one.
    Digits(i32),
    /// So many behind the point.
    Decimals(i32),
}

/// The digits of a finite magnitude, rounded half to even (the shortest half up), and the power of ten of the first: Steele and White's way,
/// by which `rest / one` is what is left to be written.
fn digits(value: f64, want: Want) -> (Vec<u8>, i32) {
    if value == 0.0 {
        return (vec![0], 0);
    }
    // value = mantissa · 2^power
    let (fraction, biased) = (value.to_bits() & ((1 << 52) - 1), (value.to_bits() >> 52) as i32);
    let (mantissa, power) = if biased == 0 { (fraction, -1074) } else { (fraction | 1 << 52, biased - 1075) };
    // Half the way to the next float up, and down; a power of two has its lower neighbour nearer. All in quarters.
    let (mut rest, mut one) = (Natural::new(mantissa * 4), Natural::new(4));
    let mut above = Natural::new(2);
    let mut below = Natural::new(if fraction == 0 && biased > 1 { 1 } else { 2 });
    for n in [&mut rest, &mut above, &mut below] {
        n.shift(power.max(0) as u32);
    }
    one.shift((-power).max(0) as u32);
    // From the power of two below the value: right or too small by one.
    let mut exponent =
        (f64::from(63 - mantissa.leading_zeros() as i32 + power) * std::f64::consts::LOG10_2).floor() as i32;
    one.times_power_of_ten(exponent);
    for n in [&mut rest, &mut above, &mut below] {
        n.times_power_of_ten(-exponent);
    }
    let mut ten = one.clone();
    ten.times(10, 0);
    if rest.compare(&ten).is_ge() {
        exponent += 1;
        one = ten;
    }
    let most = match want {
        Want::Shortest => i32::MAX,
        Want::Digits(count) => count,
        Want::Decimals(count) => exponent + 1 + count,
    };
    if most < 0 {
        return (vec![0], 0);
    }
    // A zero in front, for what is rounded up beyond the first digit.
    let mut digits = vec![0];
    let even = mantissa.is_multiple_of(2);
    let up = loop {
        if digits.len() as i32 > most {
            break None;
        }
        if digits.len() > 1 {
            for n in [&mut rest, &mut above, &mut below] {
                n.times(10, 0);
            }
        }
        let mut digit = 0;
        while rest.compare(&one).is_ge() {
            rest.subtract(&one);
            digit += 1;
        }
        digits.push(digit);
        if want == Want::Shortest {
            let mut left = one.clone();
            left.subtract(&rest);
            let reaches = |way: &Natural, reach: &Natural| match way.compare(reach) {
                Ordering::Less => true,
                Ordering::Equal => even,
                Ordering::Greater => false,
            };
            match (reaches(&rest, &below), reaches(&left, &above)) {
                (false, false) => {}
                (true, false) => break Some(false),
                (false, true) => break Some(true),
                (true, true) => break None,
            }
        }
    };
    let up = up.unwrap_or_else(|| {
        // Where no digit was wanted, the first one is still in `rest`.
        rest.times(2, 0);
        if digits.len() == 1 {
            one.times(10, 0);
        }
        let odd = digits.last().is_some_and(|last| last % 2 == 1);
        match rest.compare(&one) {
            Ordering::Less => false,
            // Where two shortest texts are as near, the standard library takes the larger one.
            Ordering::Equal => odd || want == Want::Shortest,
            Ordering::Greater => true,
        }
    });
    if up {
        while digits.last() == Some(&9) {
            digits.pop();
        }
        if let Some(last) = digits.last_mut() {
            *last += 1;
        }
    }
    if digits.first() == Some(&0) {
        digits.remove(0);
    } else {
        exponent += 1;
    }
    if digits.is_empty() { (vec![0], 0) } else { (digits, exponent) }
}

/// The float nearest to the digits · 10^exponent, the one with an even mantissa of two that are as near.
fn nearest(digits: impl Iterator<Item = u8>, exponent: i64) -> f64 {
    // No float, and no middle between two, has more digits than this; behind them only matters if there is anything.
    const MOST_DIGITS: usize = 800;
    let (mut number, mut count, mut exponent) = (Natural::new(0), 0, exponent);
    let mut anything = false;
    for digit in digits.skip_while(|digit| *digit == 0) {
        if count < MOST_DIGITS {
            number.times(10, digit.into());
            count += 1;
        } else {
            exponent += 1;
            anything |= digit > 0;
        }
    }
    if anything {
        number.times(10, 1);
        exponent -= 1;
    }
    if count == 0 || exponent + (count as i64) < -330 {
        return 0.0;
    }
    if exponent + count as i64 > 310 {
        return f64::INFINITY;
    }
    let mut unit = Natural::new(1);
    number.times_power_of_ten(exponent as i32);
    unit.times_power_of_ten(-exponent as i32);
    // number / unit = a mantissa from 1 to 2, times 2^power; powers below −1022 have a mantissa below 1 instead.
    let mut power = (number.bits() as i32 - unit.bits() as i32).max(-1021);
    number.shift((-power).max(0) as u32);
    unit.shift(power.max(0) as u32);
    if number.compare(&unit).is_lt() && power > -1022 {
        power -= 1;
        number.times(2, 0);
    }
    let mut mantissa = 0u64;
    for bit in 0..53 {
        if bit > 0 {
            number.times(2, 0);
        }
        mantissa *= 2;
        if number.compare(&unit).is_ge() {
            number.subtract(&unit);
            mantissa += 1;
        }
    }
    number.times(2, 0);
    mantissa += match number.compare(&unit) {
        Ordering::Less => 0,
        Ordering::Equal => mantissa % 2,
        Ordering::Greater => 1,
    };
    // The leading one of the mantissa adds itself to the exponent, and so does a carry; the end of it is infinity.
    let bits = mantissa + (((power + 1022) as u64) << 52);
    f64::from_bits(bits.min(f64::INFINITY.to_bits()))
}

#[cfg(test)]
mod tests;
