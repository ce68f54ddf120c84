//! The rows of lists and tables, made from templates: their parts are told apart by `data-role`.

use web_sys::Element;

/// As many rows of a list or a table as are wanted, made from its template. Those that are there stay.
pub fn rows(list: &Element, template: &Element, count: usize) -> Vec<Element> {
    let rows = list.children();
    let known = rows.length() as usize;
    if known < count {
        let _ = list.insert_adjacent_html("beforeend", &template.inner_html().repeat(count - known));
    }
    for at in (count..known).rev() {
        if let Some(row) = rows.item(at as u32) {
            row.remove();
        }
    }
    let mut all = Vec::new();
    for i in 0..count as u32 {
        all.extend(rows.item(i));
    }
    all
}

/// The part of a row that has this role.
pub fn part(row: &Element, role: &str) -> Option<Element> {
    row.query_selector(&["[data-role=", role, "]"].concat()).ok().flatten()
}

/// Writes the text of a part of a row, if it is another than before.
pub fn write(row: &Element, role: &str, text: &str) {
    if let Some(part) = part(row, role)
        && part.text_content().as_deref() != Some(text)
    {
        part.set_text_content(Some(text));
    }
}

/// Which row of its list an element is in.
pub fn row_of(element: &Element) -> usize {
    let mut row = element.closest("li").ok().flatten();
    let mut at = 0;
    while let Some(before) = row.and_then(|row| row.previous_element_sibling()) {
        at += 1;
        row = Some(before);
    }
    at
}
