//! The font of the pictures, its sizes, and an estimate of how wide a text in it is.

/// The one family of the pictures; the page's style sheet names the same.
pub const FAMILY: &str = "system-ui, -apple-system, \"PingFang SC\", \"Noto Sans CJK SC\", sans-serif";

/// A size and a weight of the one family.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Font {
    /// CSS px.
    pub size: f64,
    /// Bold, or plain.
    pub bold: bool,
}

impl Font {
    /// For labels.
    pub const SMALL: Font = Font { size: 11.0, bold: false };
    /// For labels that stand out.
    pub const SMALL_BOLD: Font = Font { size: 11.0, bold: true };
    /// For a head line in a narrow picture.
    pub const HEAD_NARROW: Font = Font { size: 12.0, bold: true };
    /// For a head line.
    pub const HEAD: Font = Font { size: 13.0, bold: true };
}

/// About how wide a text is in CSS px, from the classes of its characters: exact enough to make room for it.
pub fn text_width(text: &str, font: Font) -> f64 {
    let em: f64 = text
        .chars()
        .map(|c| match c {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.31,
            'f' | 'r' | 't' | ' ' | '(' | ')' | '·' | '-' => 0.38,
            'm' | 'w' | 'M' | 'W' | '—' | '…' => 0.92,
            '⁰'..='⁹' | '¹' | '²' | '³' | '⁻' => 0.42,
            'A'..='Z' | '&' => 0.7,
            '=' | '−' | '+' | '×' | '<' | '>' | '≈' | '→' => 0.82,
            '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' => 1.0,
            _ => 0.6,
        })
        .sum();
    em * font.size * if font.bold { 1.14 } else { 1.0 }
}

/// As much of a label as fits into a width in CSS px, with an ellipsis where something was left out.
pub fn fitted(text: &str, width: f64) -> String {
    if text_width(text, Font::SMALL) <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if text_width(&short, Font::SMALL) + Font::SMALL.size > width {
            short.pop();
            break;
        }
    }
    short.push('…');
    short
}

/// A text in lines that fit into a width in CSS px, broken at spaces, or anywhere where it has none; the last of so many lines has
/// an ellipsis if there would be more.
pub fn wrapped(text: &str, font: Font, width: f64, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let pieces = text.split_inclusive(|c: char| c == ' ' || is_wide(c));
    for piece in pieces {
        let line = lines.last().map_or("", String::as_str);
        if !line.is_empty() && text_width(line, font) + text_width(piece.trim_end(), font) > width {
            if lines.len() == most {
                lines.last_mut().into_iter().for_each(|line| *line = line.trim_end().to_owned() + "…");
                break;
            }
            lines.push(String::new());
        }
        lines.last_mut().into_iter().for_each(|line| line.push_str(piece));
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

/// A character after which a line may end, as in Chinese.
fn is_wide(c: char) -> bool {
    ('\u{2e80}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::{Font, wrapped};

    #[test]
    fn a_text_is_broken_where_it_may_be() {
        let lines = |text, width, most| wrapped(text, Font::SMALL, width, most);
        assert_eq!(lines("keeps out the dogs", 200.0, 3), ["keeps out the dogs"]);
        assert_eq!(lines("keeps out the dogs", 70.0, 3), ["keeps out", "the dogs"]);
        assert_eq!(lines("keeps out the dogs and the mice", 70.0, 2), ["keeps out", "the dogs…"]);
        assert_eq!(lines("挡住狗和老鼠", 34.0, 3), ["挡住狗", "和老鼠"]);
        assert_eq!(lines("", 10.0, 1), [""]);
        assert_eq!(lines("unbreakable", 10.0, 3), ["unbreakable"]);
    }
}
