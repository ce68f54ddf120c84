//! What is told once at the edge of the window, until it is closed. The place for it is made when it is needed first.

use super::app::App;
use crate::text::Lang;
use crate::text::notices::Told;
use crate::web::kit::other;
use web_sys::Element;

/// Tells what there is to tell.
#[inline(never)] // in the second part
pub fn tell_all(app: &mut App) {
    for told in std::mem::take(&mut app.keeping.work.to_tell) {
        let both = |of: &dyn Fn(Lang) -> Option<&'static str>| {
            let part =
                |lang, code: &str| of(lang).map(|words| ["<span lang=\"", code, "\">", words, "</span>"].concat());
            part(Lang::En, "en").zip(part(Lang::ZhHans, "zh-Hans")).map(|(en, zh)| en + &zh)
        };
        let word = told.word();
        let words = both(&|lang| Some(told.sentence(lang))).unwrap_or_default();
        let button = both(&|lang| told.action(lang)).map_or_else(String::new, |words| {
            [" <button type=\"button\" class=\"button\" data-notice=\"do\">", &words, "</button>"].concat()
        });
        let close = "<button type=\"button\" data-notice=\"close\" aria-label=\"Close the message\" data-other-label=\"关闭提示\">×</button>";
        let html = ["<div data-told=\"", word, "\"><p>", &words, &button, "</p>", close, "</div>"].concat();
        if let Some(place) = place(app) {
            let _ = place.insert_adjacent_html("beforeend", &html);
            if let Some(new) = place.last_element_child().filter(|_| app.session.settings().lang == Lang::ZhHans) {
                other::swap(app.page.document(), Some(&new));
            }
        }
    }
}

fn place(app: &App) -> Option<Element> {
    let known = app.page.document().get_element_by_id("notices");
    known.or_else(|| {
        let body = app.page.document().body()?;
        let _ = body.insert_adjacent_html("beforeend", "<div id=\"notices\" role=\"status\"></div>");
        app.page.document().get_element_by_id("notices")
    })
}

/// Takes a notice away, by one of its buttons; says which it was.
pub fn close(button: &Element) -> Option<Told> {
    let notice = button.closest("[data-told]").ok().flatten()?;
    let (word, place) = (notice.get_attribute("data-told")?, notice.parent_element());
    notice.remove();
    if let Some(place) = place.filter(|place| place.child_element_count() == 0) {
        place.remove();
    }
    Told::ALL.into_iter().find(|told| told.word() == word)
}
