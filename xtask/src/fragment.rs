//! HTML that is fetched when it is asked for, made small as trunk makes index.html: without comments, and with no more white
//! space than is seen.

use crate::shell::Outcome;

/// Elements that begin a line of their own. White space beside their tags is not seen.
const BLOCKS: [&str; 38] = [
    "article",
    "aside",
    "blockquote",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h2",
    "h3",
    "h4",
    "h5",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
];

/// Elements in which white space counts, or which the page's policy forbids. None is needed so far.
const REFUSED: [&str; 5] = ["link", "pre", "script", "style", "textarea"];

/// The same elements, attributes and words in fewer bytes.
pub fn small(html: &str) -> Outcome<String> {
    let mut out = String::new();
    // White space that is not written yet, and whether any would be unseen here: behind a block's tag, and at the start.
    let (mut gap, mut unseen) = (false, true);
    let mut rest = html;
    while let Some(c) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("<!--") {
            (_, rest) = comment.split_once("-->").ok_or("a comment without an end")?;
            continue;
        }
        let end = if c == '<' { end_of_tag(rest)? } else { c.len_utf8() };
        let (piece, after) = rest.split_at(end);
        rest = after;
        if c.is_ascii_whitespace() {
            gap = true;
            continue;
        }
        let name = piece.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        let block = c == '<' && name.is_some_and(|name| BLOCKS.contains(&name));
        if c == '<' && name.is_some_and(|name| REFUSED.contains(&name)) {
            return Err(format!("{piece} has no place in the words of a laboratory"));
        }
        if gap && !unseen && !block {
            out.push(' ');
        }
        (gap, unseen) = (false, block);
        if c == '<' { tag(piece, &mut out) } else { out.push(c) }
    }
    Ok(out)
}

/// The bytes of the tag that a text begins with.
fn end_of_tag(text: &str) -> Outcome<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Ok(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    Err(format!("a tag without an end: {}", text.chars().take(40).collect::<String>()))
}

/// Writes a tag with one space before each attribute, and what stands in quotes as it is.
fn tag(text: &str, out: &mut String) {
    let (mut quote, mut gap) = (None, false);
    for c in text.chars() {
        if quote.is_none() && c.is_ascii_whitespace() {
            gap = true;
            continue;
        }
        if gap && !['>', '/'].contains(&c) {
            out.push(' ');
        }
        gap = false;
        match quote {
            None if c == '"' || c == '\'' => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        out.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::small;

    #[test]
    fn what_is_not_seen_is_left_out() {
        let html = "<!-- what it is -->\n<section>\n  <p class=\"lead\"\n     title=\"two  spaces\" >\n    One <b>word</b>\n    \
                    <span lang=\"en\">is  kept</span><span lang=\"zh-Hans\">留着</span> <!-- a\n note -->apart\n  </p>\n</section>\n";
        let expected = "<section><p class=\"lead\" title=\"two  spaces\">One <b>word</b> \
                        <span lang=\"en\">is kept</span><span lang=\"zh-Hans\">留着</span> apart</p></section>";
        assert_eq!(small(html).as_deref(), Ok(expected));
        assert_eq!(small(expected).as_deref(), Ok(expected));
    }

    #[test]
    fn space_between_what_stands_in_a_line_is_seen() {
        assert_eq!(
            small("<button>a</button>\n  <button>b</button>").as_deref(),
            Ok("<button>a</button> <button>b</button>")
        );
        assert_eq!(small("<svg><path d='M0 0\nh1' /></svg>").as_deref(), Ok("<svg><path d='M0 0\nh1'/></svg>"));
        // No space of HTML's: it stays.
        assert_eq!(small("<p>5\u{a0}km</p>").as_deref(), Ok("<p>5\u{a0}km</p>"));
        // A sign in quotes ends no tag.
        assert_eq!(small("<p data-other-label=\"1 > 0\"> x</p>").as_deref(), Ok("<p data-other-label=\"1 > 0\">x</p>"));
    }

    #[test]
    fn what_cannot_be_made_small_ends_the_build() {
        for html in
            ["<p", "<!-- a", "<p title=\"a>", "<pre>a\n b</pre>", "<script>1</script>", "<p></p><style>p{}</style>"]
        {
            assert!(small(html).is_err(), "{html}");
        }
    }
}
