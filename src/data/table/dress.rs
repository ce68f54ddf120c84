//! Numbers in dress, as people write them: `$300`, `300万`, `50 m²`, `(30)`, `~300`, `="50"`, `５０`, `1:30`.

use super::number::{self, Number, trim};

/// A number, and the unit that stands at it; empty if there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Dressed {
    /// Its value without its unit: `300万` is 300.
    pub number: Number,
    /// The unit as it is written, without spaces around it: `万`, `m²`, `$`.
    pub unit: String,
}

/// The longest unit, in characters: more are words.
const LONGEST: usize = 12;

/// What stands before a number that is about right.
const ABOUT: [&str; 9] = ["~", "≈", "約", "约", "大约", "about ", "approx. ", "ca. ", "circa "];

/// Currencies as they stand before a number, the longer ones first where one begins with the other.
const CURRENCIES: [&str; 26] = [
    "US$", "HK$", "NT$", "AU$", "CA$", "A$", "C$", "S$", "R$", "$", "€", "£", "¥", "￥", "₩", "₹", "₽", "₺", "CHF",
    "USD", "EUR", "GBP", "CNY", "RMB", "JPY", "Rs.",
];

/// Reads a cell without spaces around it; `None` if it is no number.
pub fn read(cell: &str) -> Option<Dressed> {
    let bare = number::read(cell);
    if bare.is_any() {
        return Some(Dressed { number: bare, unit: String::new() });
    }
    let cell = narrow(cell);
    let cell = unwrapped(trim(&cell));
    if let Some(hours) = clock(cell) {
        return Some(Dressed { number: Number::surely(hours), unit: String::new() });
    }
    // An accountant's brackets are a minus.
    if let Some(inner) = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        let read = signless(trim(inner))?;
        return Some(Dressed { number: read.number.map(|value| -value), ..read });
    }
    let (negative, unsigned) = number::sign(cell);
    let mut read = signless(trim(unsigned))?;
    if negative {
        read.number = read.number.map(|value| -value);
    }
    Some(read)
}

/// Full-width digits, letters and marks as the common ones.
pub fn narrow(text: &str) -> String {
    let common = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    text.chars().map(common).collect()
}

/// Without what programs put around a number so that another program takes it as text: `="50"` and `'50`.
fn unwrapped(cell: &str) -> &str {
    let formula = cell.strip_prefix('=').map(trim).and_then(|rest| rest.strip_prefix('"')?.strip_suffix('"'));
    trim(formula.or_else(|| cell.strip_prefix('\'')).unwrap_or(cell))
}

/// `1:30` and `1:30:15`, in units of the first part.
fn clock(cell: &str) -> Option<f64> {
    let parts: Vec<&str> = cell.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    let mut value = 0.0;
    for (at, part) in parts.iter().enumerate() {
        let number = number::read(part).point.filter(|_| part.starts_with(|c: char| c.is_ascii_digit()))?;
        if at > 0 && (number >= 60.0 || part.split('.').next().is_none_or(|whole| whole.len() != 2)) {
            return None;
        }
        value += number / [1.0, 60.0, 3600.0].get(at)?;
    }
    Some(value)
}

/// A number behind its sign, with what stands before and behind it.
fn signless(text: &str) -> Option<Dressed> {
    let text = trim(ABOUT.iter().find_map(|about| text.strip_prefix(about)).unwrap_or(text));
    let currency = CURRENCIES.iter().find(|currency| text.starts_with(**currency)).copied().unwrap_or_default();
    // `$-300`
    let (negative, rest) = match currency {
        "" => (false, text),
        _ => number::sign(trim(text.get(currency.len()..)?)),
    };
    let length = core(rest);
    let (digits, behind) = rest.split_at_checked(length)?;
    let digits = digits.trim_end();
    let read = number::read(digits);
    if !read.is_any() {
        return None;
    }
    let read = if negative { read.map(|value| -value) } else { read };
    let behind = without_footnote(trim(behind));
    let unit = match behind {
        "" | "+" => currency.to_owned(),
        // A minus behind the number, as some accounts have it.
        "-" if currency.is_empty() && !negative => {
            return Some(Dressed { number: read.map(|value| -value), unit: String::new() });
        }
        _ if is_unit(behind) => behind.to_owned() + currency,
        _ => return None,
    };
    Some(Dressed { number: read, unit })
}

/// How many bytes at the beginning belong to the number itself: digits, marks, what parts groups, and an exponent.
fn core(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let digit_next = next.is_some_and(|next| next.is_ascii_digit());
        let inside = match c {
            '0'..='9' => true,
            '.' | ',' => true,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' => at > 0 && digit_next,
            'e' | 'E' => {
                let behind = text.get(at + 1..).unwrap_or_default();
                let power = number::sign(behind).1;
                at > 0 && power.starts_with(|c: char| c.is_ascii_digit())
            }
            '-' | '+' => matches!(text.get(..at).and_then(|before| before.chars().last()), Some('e' | 'E')),
            _ => false,
        };
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    // A mark behind the last digit parts sentences: `300, or so`.
    text.get(..end).map_or(0, |core| core.trim_end_matches([',']).len())
}

/// Without a star, a dagger or `[1]` at its end.
fn without_footnote(text: &str) -> &str {
    let text = text.trim_end_matches(['*', '†', '‡']);
    match text.rfind('[') {
        Some(open) if text.ends_with(']') => trim(text.get(..open).unwrap_or(text)),
        _ => text,
    }
}

/// Whether a text may be the unit of a number: short, begun by a letter or one of the signs of units, and with no digits but powers.
pub fn is_unit(text: &str) -> bool {
    let signs = ['%', '‰', '°', '/', '$', '€', '£', '¥', '"', '\'', '′', '″'];
    // `℃` and `㎡` are one character each.
    let whole = |c: char| matches!(c, '\u{2100}'..='\u{214f}' | '\u{3371}'..='\u{33df}');
    let mut chars = text.chars();
    let begins = chars.next().is_some_and(|c| c.is_alphabetic() || whole(c) || signs.contains(&c));
    let inner = |c: char| {
        c.is_alphabetic()
            || signs.contains(&c)
            || matches!(c, '²' | '³' | '2' | '3' | '^' | '·' | '.' | '*' | ' ' | '-' | '⁻' | '¹')
    };
    begins && text.chars().count() <= LONGEST && chars.all(inner) && !text.contains("  ")
}

/// By how much a unit multiplies, and what is left of it: `万元` is 10,000 times `元`, `k€` a thousand times `€`.
pub fn multiplier(unit: &str) -> (f64, &str) {
    const FACTORS: [(&str, f64); 20] = [
        ("万亿", 1e12),
        ("百万", 1e6),
        ("千万", 1e7),
        ("千", 1e3),
        ("万", 1e4),
        ("萬", 1e4),
        ("亿", 1e8),
        ("億", 1e8),
        ("million", 1e6),
        ("billion", 1e9),
        ("thousand", 1e3),
        ("Mio.", 1e6),
        ("Mio", 1e6),
        ("Mrd.", 1e9),
        ("Mrd", 1e9),
        ("mn", 1e6),
        ("bn", 1e9),
        ("K", 1e3),
        ("M", 1e6),
        ("B", 1e9),
    ];
    for (word, factor) in FACTORS {
        let Some(rest) = unit.strip_prefix(word) else { continue };
        // `K` is a thousand, `Kelvin` is none; `元` may stand behind `万`.
        let ends = rest.is_empty() || !word.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric());
        if ends {
            return (factor, trim(rest));
        }
    }
    match unit.strip_prefix('k') {
        Some(rest) if rest.is_empty() || rest.starts_with(['€', '$', '£', '¥']) => (1e3, rest),
        _ => (1.0, unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_undressed() {
        let cases = [
            ("$300", 300.0, "$"),
            ("-$300.50", -300.5, "$"),
            ("$-300", -300.0, "$"),
            ("US$ 1,200", 1200.0, "US$"),
            ("300 €", 300.0, "€"),
            ("300万", 300.0, "万"),
            ("300万元", 300.0, "万元"),
            ("¥300万", 300.0, "万¥"),
            ("50平米", 50.0, "平米"),
            ("50 m²", 50.0, "m²"),
            ("50m2", 50.0, "m2"),
            ("120 km/h", 120.0, "km/h"),
            ("21.5°C", 21.5, "°C"),
            ("30%", 30.0, "%"),
            ("30 %", 30.0, "%"),
            ("(30)", -30.0, ""),
            ("($1,200)", -1200.0, "$"),
            ("30-", -30.0, ""),
            ("~300", 300.0, ""),
            ("约300", 300.0, ""),
            ("ca. 300", 300.0, ""),
            ("300+", 300.0, ""),
            ("300*", 300.0, ""),
            ("300[1]", 300.0, ""),
            ("=\"50\"", 50.0, ""),
            ("'50", 50.0, ""),
            ("５０", 50.0, ""),
            ("１，２００．５", 1200.5, ""),
            ("450'000", 450_000.0, ""),
            ("1.5e3 m", 1500.0, "m"),
            ("5 eV", 5.0, "eV"),
            ("1月", 1.0, "月"),
            ("60m", 60.0, "m"),
            ("50㎡", 50.0, "㎡"),
            ("21℃", 21.0, "℃"),
            ("1:30", 1.5, ""),
            ("2:15:36", 2.26, ""),
        ];
        for (text, value, unit) in cases {
            let read = read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((read.number.point, read.unit.as_str()), (Some(value), unit), "{text}");
        }
        assert_eq!(read("3,5 km").map(|read| read.number.comma), Some(Some(3.5)));
    }

    #[test]
    fn words_are_no_numbers() {
        let words = [
            "",
            "cat",
            "-",
            "1-2",
            "50-60",
            "50–60平米",
            "3/4",
            "2024-01-01",
            "1 2",
            "12:3",
            "1:75",
            "A1",
            "room 5",
            "1,2,3",
            "5 little apples and pears",
            "0x10",
            "192.168.0.1",
            "5a7",
            "()",
            "(a)",
            "$",
            "~",
        ];
        for text in words {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn units_multiply() {
        let cases = [
            ("万", 1e4, ""),
            ("万元", 1e4, "元"),
            ("亿元", 1e8, "元"),
            ("k€", 1e3, "€"),
            ("k", 1e3, ""),
            ("K", 1e3, ""),
            ("M", 1e6, ""),
            ("million", 1e6, ""),
            ("km", 1.0, "km"),
            ("kg", 1.0, "kg"),
            ("Kelvin", 1.0, "Kelvin"),
            ("m", 1.0, "m"),
            ("元", 1.0, "元"),
        ];
        for (unit, factor, rest) in cases {
            assert_eq!(multiplier(unit), (factor, rest), "{unit}");
        }
    }
}
