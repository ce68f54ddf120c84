//! Points in few bytes, exactly.
//!
//! A column whose numbers are decimals of few digits, as in most tables, is written as whole numbers; any other number by number,
//! bit for bit.

use super::bytes::{Reader, Writer};
use super::limits::{MOST_POINTS, check};
use super::names::Names;
use super::point::Point;
use super::species::Species;

/// The most digits after the point that are written as a whole number.
const MOST_DIGITS: u8 = 6;
/// Says that a column is written bit for bit.
const EXACT: u8 = 255;
/// Whole numbers up to here have a double each, and so their quotients by a power of ten are the decimals nearest to them.
const MOST_WHOLE: f64 = 9e15;

/// Writes points, which of them are held out, and the names of their columns.
pub fn write(points: &[Point], names: Option<&Names>, out: &mut Writer) {
    out.whole(points.len() as u64);
    write_column(points, |point| point.x, out);
    write_column(points, |point| point.y, out);
    for eight in points.chunks(8) {
        out.byte(eight.iter().enumerate().fold(0, |bits, (i, point)| bits | u8::from(point.held_out) << i));
    }
    out.byte(names.map_or(0, |names| 1 + u8::from(names.dated)));
    if let Some(names) = names {
        out.text(&names.x);
        out.text(&names.y);
    }
}

/// Reads them. `None` where they are not points that a person could have brought.
pub fn read(from: &mut Reader) -> Option<(Vec<Point>, Option<Names>)> {
    let count = usize::try_from(from.whole()?).ok().filter(|count| *count <= MOST_POINTS)?;
    let (xs, ys) = (read_column(count, from)?, read_column(count, from)?);
    let mut points: Vec<Point> = xs.into_iter().zip(ys).map(|(x, y)| Point::of_curve(x, y, false)).collect();
    for eight in points.chunks_mut(8) {
        let bits = from.byte()?;
        eight.iter_mut().enumerate().for_each(|(i, point)| point.held_out = bits >> i & 1 == 1);
    }
    let names = match from.byte()? {
        0 => None,
        kind @ (1 | 2) => Some(Names { x: from.text()?, y: from.text()?, dated: kind == 2 }),
        _ => return None,
    };
    let learns = points.is_empty() || points.iter().any(|point| !point.held_out);
    (learns && check(&points).is_ok()).then_some((points, names))
}

/// Writes points of classes: as `write`, and behind it what each of them is, two bits a point and four points a byte, the first in the
/// lowest bits. Points of a curve are written without.
pub fn write_kinds(points: &[Point], names: Option<&Names>, out: &mut Writer) {
    write(points, names, out);
    for four in points.chunks(4) {
        out.byte(four.iter().enumerate().fold(0, |bits, (i, point)| bits | point.kind.number() << (2 * i)));
    }
}

/// Reads what `write_kinds` has written. `None` where they are not points that a person could have brought.
pub fn read_kinds(from: &mut Reader) -> Option<(Vec<Point>, Option<Names>)> {
    let (mut points, names) = read(from)?;
    for four in points.chunks_mut(4) {
        let bits = from.byte()?;
        for (i, point) in four.iter_mut().enumerate() {
            point.kind = Species::ALL.into_iter().find(|kind| kind.number() == bits >> (2 * i) & 3)?;
        }
    }
    Some((points, names))
}

fn write_column(points: &[Point], of: fn(&Point) -> f64, out: &mut Writer) {
    let digits = (0..=MOST_DIGITS).find(|digits| points.iter().all(|point| whole(of(point), *digits).is_some()));
    out.byte(digits.unwrap_or(EXACT));
    for number in points.iter().map(of) {
        match digits.and_then(|digits| whole(number, digits)) {
            // Zigzag: the sign in the lowest bit.
            Some(whole) => out.whole((whole << 1 ^ whole >> 63) as u64),
            None => out.double(number),
        }
    }
}

fn read_column(count: usize, from: &mut Reader) -> Option<Vec<f64>> {
    let digits = from.byte()?;
    let number = |from: &mut Reader| match digits {
        EXACT => from.double(),
        0..=MOST_DIGITS => {
            from.whole().map(|whole| ((whole >> 1) as i64 ^ -(whole as i64 & 1)) as f64 / ten_to(digits))
        }
        _ => None,
    };
    (0..count).map(|_| number(from)).collect()
}

/// The number without its point, if it has so many digits behind it at most, and comes back from that bit for bit.
fn whole(number: f64, digits: u8) -> Option<i64> {
    let whole = libm::round(number * ten_to(digits));
    let exact = whole.abs() <= MOST_WHOLE && (whole as i64 as f64 / ten_to(digits)).to_bits() == number.to_bits();
    exact.then_some(whole as i64)
}

fn ten_to(digits: u8) -> f64 {
    (0..digits).fold(1.0, |power, _| 10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(count: usize) -> Vec<Point> {
        let kinds = Species::ALL.into_iter().cycle();
        let point = |(i, kind)| Point {
            x: i as f64 / 4.0,
            y: -1.5 * i as f64 - 0.5,
            kind,
            held_out: i % 3 == 1,
            unseen: false,
        };
        (0..count).zip(kinds).map(point).collect()
    }

    fn written(points: &[Point], by: fn(&[Point], Option<&Names>, &mut Writer)) -> Vec<u8> {
        let mut out = Writer::default();
        by(points, Some(&Names::of("ears", "whiskers")), &mut out);
        out.bytes()
    }

    #[test]
    fn kinds_come_back_and_take_a_byte_for_four() {
        for count in [0, 1, 2, 3, 4, 5, 8, 33] {
            let points = points(count);
            let bytes = written(&points, write_kinds);
            let plain = written(&points, write);
            assert_eq!((&bytes[..plain.len()], bytes.len()), (&plain[..], plain.len() + count.div_ceil(4)));

            let mut from = Reader::new(&bytes);
            assert_eq!(read_kinds(&mut from).map(|(read, _)| read), Some(points));
            assert!(from.is_at_end());
            // Where bytes are missing there is nothing to read.
            assert!(
                bytes.is_empty() || (0..bytes.len()).all(|end| read_kinds(&mut Reader::new(&bytes[..end])).is_none())
            );
        }
    }

    #[test]
    fn the_bits_of_kinds_and_all_bytes_of_curves_are_these_for_ever() {
        let bytes = written(&points(5), write_kinds);
        let plain = [
            5, 2, 0, 50, 100, 150, 1, 200, 1, 1, 9, 39, 69, 99, 129, 1, 0b10010, 1, 4, 101, 97, 114, 115, 8, 119, 104,
            105, 115, 107, 101, 114, 115,
        ];
        // 3, 2, 1, 0 from the highest bits down, and 0 again.
        assert_eq!(bytes, [&plain[..], &[0b1110_0100, 0]].concat());
        assert_eq!(written(&points(5), write), plain);
        let read =
            read(&mut Reader::new(&plain)).map(|(points, _)| points.iter().all(|p| p.kind == Species::default()));
        assert_eq!(read, Some(true));
    }
}
