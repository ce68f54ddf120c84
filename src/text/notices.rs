//! What is told once, beside everything else: of the storage, of other tabs.

use super::lang::Lang;

/// What there is to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// What was kept last was damaged.
    Broken,
    /// The browser has no room left.
    Full,
    /// The browser keeps nothing.
    Denied,
    /// Another tab has points of its own.
    Others,
    /// Whoever reads Traditional Chinese finds Simplified.
    Simplified,
}

impl Told {
    /// All of them.
    pub const ALL: [Told; 5] = [Told::Broken, Told::Full, Told::Denied, Told::Others, Told::Simplified];

    /// Its word in the page.
    pub fn word(self) -> &'static str {
        match self {
            Told::Broken => "broken",
            Told::Full => "full",
            Told::Denied => "denied",
            Told::Others => "others",
            Told::Simplified => "simplified",
        }
    }

    /// The sentence.
    pub fn sentence(self, lang: Lang) -> &'static str {
        match self {
            Told::Broken => lang.pick(
                "What this browser kept last was damaged. You see the copy from just before.",
                "上次保存的内容已损坏，现在显示的是它之前的那一份。",
            ),
            Told::Full => lang.pick(
                "This browser has no room left for the page. All goes on working, but what you do from now on is lost on reload; Share gives you a link that keeps it.",
                "浏览器留给本页的存储空间已满。一切照常可用，但接下来的内容在重新加载后会丢失；点“分享”可以得到一个能保存它的链接。",
            ),
            Told::Denied => lang.pick(
                "This browser lets the page keep nothing. All works, but it is lost on reload; Share gives you a link that keeps it.",
                "这个浏览器不让网页保存内容。一切照常可用，但重新加载后会丢失；点“分享”可以得到一个能保存它的链接。",
            ),
            Told::Others => lang.pick(
                "Another tab of this page has points of its own. They are kept.",
                "本页的另一个标签页里有另一份你自己的数据点，也保存着。",
            ),
            Told::Simplified => lang.pick(
                "The Chinese of this page is Simplified; there is no Traditional one.",
                "本頁只有簡體中文，沒有繁體。",
            ),
        }
    }

    /// What can be done about it, if anything.
    pub fn action(self, lang: Lang) -> Option<&'static str> {
        match self {
            Told::Others => Some(lang.pick("Show them here", "在这里打开")),
            Told::Broken | Told::Full | Told::Denied | Told::Simplified => None,
        }
    }
}
