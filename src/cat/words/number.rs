//! Numbers as they are written.

use super::joined;

/// A whole number, as it is. Its digits are few, and what the standard library has for any number is many times longer.
pub fn plain(value: usize) -> String {
    digits(value as u64)
}

/// Reads a whole number of a few digits; `None` if it is something else.
pub fn read(text: &str) -> Option<usize> {
    if !(1..=4).contains(&text.len()) {
        return None;
    }
    text.bytes().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| 10 * value + usize::from(byte - b'0')))
}

fn digits(value: u64) -> String {
    let mut text = String::new();
    let mut unit = 1;
    while value / unit > 9 {
        unit *= 10;
    }
    while unit > 0 {
        text.push(char::from(b'0' + (value / unit % 10) as u8));
        unit /= 10;
    }
    text
}

/// A number with so many digits after the point, rounded; a minus sign is a true one, and what is not a number is a dash.
pub fn fixed(value: f32, places: u32) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let scale = 10_u64.pow(places);
    // Large numbers have no digits after the point to lose.
    let scaled = (f64::from(value.abs()) * scale as f64 + 0.5) as u64;
    let mut text = if value < 0.0 && scaled > 0 { "−".to_owned() } else { String::new() };
    text += &digits(scaled / scale);
    if places > 0 {
        let rest = digits(scaled % scale);
        text.push('.');
        text.extend(std::iter::repeat_n('0', places as usize - rest.len()));
        text += &rest;
    }
    text
}

/// A whole number, with a mark after thousands.
pub fn whole(value: u32) -> String {
    let digits = digits(value.into());
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share in percent; 100 only of all, and 0 only of none.
pub fn percent(part: u32, of: u32) -> String {
    let share = match 100.0 * part as f32 / of as f32 {
        share if part > 0 && part < of => share.clamp(1.0, 99.0),
        share => share,
    };
    if of == 0 { "–".to_owned() } else { joined(&[&fixed(share, 0), " %"]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_and_written() {
        assert_eq!(fixed(2.946, 2), "2.95");
        assert_eq!(fixed(-0.07, 2), "−0.07");
        assert_eq!(fixed(-0.001, 2), "0.00");
        assert_eq!(fixed(17.0, 0), "17");
        assert_eq!(fixed(0.999, 1), "1.0");
        assert_eq!(fixed(f32::NAN, 2), "–");
        assert_eq!([whole(0), whole(999), whole(1000), whole(1234567)].join(" "), "0 999 1,000 1,234,567");
        assert_eq!(percent(98, 100), "98 %");
        assert_eq!(percent(1, 0), "–");
        assert_eq!(
            [percent(1023, 1024), percent(1024, 1024), percent(1, 1024), percent(0, 9)].join(" "),
            "99 % 100 % 1 % 0 %"
        );
        assert_eq!(["0", "17", "", "x", "-1", "99999"].map(read), [Some(0), Some(17), None, None, None, None]);
    }
}
