//! Every word of the page and of its laboratories stands in both languages.

use super::dialogs::dialogs;
use super::{all, fragments, has_chinese, page, text};
use scraper::{ElementRef, Html};

/// Words that are the same in both languages.
const SHARED: [&str; 49] = [
    "UTF-8",
    "GB18030 / GBK",
    "Windows-1252",
    "UTF-16 LE",
    "UTF-16 BE",
    "Big5",
    "Shift JIS",
    "x₁",
    "x₂",
    "x₂ =",
    "x₁²",
    "x₂²",
    "x₁x₂",
    "sin x₁",
    "sin x₂",
    "₁",
    "y",
    "w",
    "b",
    "ReLU",
    "tanh",
    "sigmoid",
    "ELU",
    "GELU",
    "SiLU",
    "Xavier",
    "He",
    "LeCun",
    "Kittengrad",
    "Nesterov",
    "RMSProp",
    "Adam",
    "Huber",
    "L1",
    "L2",
    "CNN",
    "RNN",
    "GAN",
    "Transformer",
    "LeNet-5",
    "AlexNet",
    "GPT-2",
    "GPT-3",
    "NumPy",
    "PyTorch",
    "Rust",
    "A",
    "B",
    "C",
];

/// index.html, what laboratories add to it, and dialogs that come when they are needed.
fn pages() -> Vec<Html> {
    let of_laboratories = fragments().into_iter().map(|(_, fragment)| fragment);
    [page()].into_iter().chain(of_laboratories).chain(dialogs().into_iter().map(|(_, dialog)| dialog)).collect()
}

#[test]
fn every_word_stands_in_both_languages() {
    for page in pages() {
        stands_in_both_languages(&page);
    }
}

fn stands_in_both_languages(page: &Html) {
    for (lang, other) in [("en", "zh-Hans"), ("zh-Hans", "en")] {
        for element in all(page, &format!("body [lang=\"{lang}\"]")) {
            if element.value().name() == "option" {
                continue; // A language is named in itself.
            }
            let siblings = element.parent().into_iter().flat_map(|p| p.children()).filter_map(ElementRef::wrap);
            let kin: Vec<ElementRef> =
                siblings.filter(|s| s.value().name() == element.value().name() && s.attr("lang").is_some()).collect();
            let count = |lang: &str| kin.iter().filter(|s| s.attr("lang") == Some(lang)).count();
            assert_eq!(count(lang), count(other), "“{}” has no {other} beside it", text(element));
            assert!(!text(element).is_empty(), "an empty {lang} text");
            if lang == "zh-Hans" {
                assert!(has_chinese(&text(element)), "“{}” is not Chinese", text(element));
            } else {
                assert!(!has_chinese(&text(element)), "“{}” is not English", text(element));
            }
        }
    }
}

/// Whether an element stands under one of a language, or is one.
fn in_a_language(element: ElementRef) -> bool {
    let within = element.ancestors().filter_map(ElementRef::wrap).filter(|a| a.value().name() != "html");
    element.attr("lang").is_some()
        || element.attr("data-other").is_some()
        || within.into_iter().any(|a| a.attr("lang").is_some())
}

#[test]
fn no_visible_word_stands_outside_the_two_languages() {
    for page in pages() {
        stands_in_a_language(&page);
    }
}

fn stands_in_a_language(page: &Html) {
    for element in all(page, "body, body *") {
        let own: String = element.children().filter_map(|c| c.value().as_text().map(|t| t.to_string())).collect();
        let own = own.trim();
        let wordless = own.chars().all(|c| !c.is_alphabetic()) || ["x", "y", "R²"].contains(&own);
        if !wordless
            && !SHARED.contains(&own)
            && !["path", "script", "style", "noscript"].contains(&element.value().name())
        {
            assert!(in_a_language(element), "“{own}” is not said in two languages");
        }
    }
}

#[test]
fn words_in_attributes_stand_in_both_languages() {
    for page in pages() {
        attributes_stand_in_both_languages(&page);
    }
}

fn attributes_stand_in_both_languages(page: &Html) {
    for (kept, shown) in [
        ("data-other", None),
        ("data-other-label", Some("aria-label")),
        ("data-other-placeholder", Some("placeholder")),
        ("data-other-group", Some("label")),
    ] {
        for element in all(page, &format!("[{kept}]")) {
            let chinese = element.attr(kept).unwrap_or_default();
            assert!(has_chinese(chinese), "{}", element.html());
            let now = shown.map_or_else(|| text(element), |name| element.attr(name).unwrap_or_default().to_owned());
            assert!(!now.is_empty() && !has_chinese(&now), "what is shown before the program runs is English: {now}");
        }
    }
    for name in ["aria-label", "placeholder", "title"] {
        let kept = format!("data-other-{}", name.trim_start_matches("aria-"));
        for element in all(page, &format!("body [{name}]")) {
            assert!(element.attr(&kept).is_some(), "{}", element.html());
        }
    }
}
