//! Links that are damaged, and links that were given out long ago.

use crate::links::{All, all, open, text};
use crate::{BEGINS, session, turned};
use kittengrad::session::story::{self, Chapter};
use kittengrad::session::{Msg, Session, Settings};

#[test]
fn what_is_not_understood_is_named_and_the_rest_is_read() {
    let told = |text: &str| {
        let (s, unread) = open(text);
        (unread, s.settings().clone(), s.status().step)
    };
    for (text, unread) in [
        ("", ""),
        ("&&", ""),
        ("rate=1", "rate"),
        ("degree=99&step=5", "degree"),
        ("at=nowhere&step=5", "at"),
        ("lang=zh-Hans", "lang"),
        ("theme=dark", "theme"),
        ("speed=9", "speed"),
        ("step=-1", "step"),
        ("step=1.5", "step"),
        ("step=1e15", "step"),
        ("step=99999999999999999999999", "step"),
        ("dataset=own", "points"),
        ("points=1.houses.AAAA", "points"),
        ("points=2.houses.AAAA", "points"),
        ("points=0", "points"),
        ("state=1.AAAA&step=7", "state"),
        ("hello", "hello"),
        ("=3", ""),
        ("%", "%"),
        ("%00%ff=%zz", "\0\u{fffd}"),
    ] {
        let (found, ..) = told(text);
        if !unread.is_empty() || !text.starts_with('=') {
            assert_eq!(found.join(","), unread, "{text}");
        }
    }
    let (unread, settings, step) = told("rate=1&noise=0.3&at=nowhere&degree=x&step=40");
    assert_eq!((unread.join(","), settings.noise, step), ("at,rate,degree".to_owned(), 0.3, 40));
    let (unread, ..) = told(&format!("{}=1", "猫".repeat(500)));
    assert_eq!(unread, ["猫".repeat(24)]);
}

/// Links of many kinds of sessions.
fn some_links() -> Vec<String> {
    let mut all = vec!["at=overfit&layers=16,16&noise=0.3&step=120".to_owned()];
    all.push("v=2&model=network&layers=8,8,8,8,8&step=200".to_owned());
    all.push("v=2&model=network&frozen=0-15,96&step=200".to_owned());
    for (model, knobs) in [("line", ("optimizer", "gd")), ("network", ("batch", "8")), ("polynomial", ("degree", "7"))]
    {
        let mut s = session(&[("model", model), ("optimizer", "adam"), knobs]);
        s.update(Msg::Step(40));
        s.update(Msg::MovePoint(2, (11.0, 333.0)));
        s.update(Msg::LetGo);
        s.update(Msg::Step(33));
        all.push(text(&s, None));
    }
    all
}

/// A thousand: each opens as a session that is in order; and what stands in points or state and is damaged is said.
#[test]
fn a_damaged_link_stops_nothing_and_is_said() {
    use rand_core::Rng;
    let mut rng = rand_pcg::Pcg32::new(7, 11);
    let mut below = |n: usize| rng.next_u32() as usize % n.max(1);
    let links = some_links();
    let whole: Vec<All> = links.iter().map(|link| all(&open(link).0)).collect();
    let (mut said, mut harmless, mut unsaid) = (0, 0, 0);
    for i in 0..1000 {
        let at = below(links.len());
        let link = &links[at];
        let mut bytes = link.clone().into_bytes();
        match i % 4 {
            0 => {
                let at = below(bytes.len());
                bytes[at] ^= 1 << below(7);
            }
            1 => bytes.truncate(below(bytes.len())),
            2 => {
                // A field of another link in the place of one of its own.
                let mut fields: Vec<&str> = link.split('&').collect();
                let others: Vec<&str> = links[below(links.len())].split('&').collect();
                let at = below(fields.len());
                fields[at] = others[below(others.len())];
                bytes = fields.join("&").into_bytes();
            }
            _ => {
                let at = below(bytes.len());
                let to = (at + 1 + below(9)).min(bytes.len());
                bytes.drain(at..to);
            }
        }
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        let (s, unread) = open(&damaged);
        if !unread.is_empty() {
            said += 1;
        } else if all(&s) == whole[at] {
            harmless += 1;
        } else {
            // What is readable says what it says. What is packed is as it was, or not there at all.
            unsaid += 1;
            for field in damaged.split('&').filter(|f| f.starts_with("state=") || f.starts_with("points=1.")) {
                assert!(links.iter().any(|link| link.split('&').any(|own| own == field)), "{field}");
            }
        }
    }
    println!("{said} said, {harmless} as before, {unsaid} another link that is in order");
    assert!(said > 500);
}

/// Links that name no version leave out the first defaults, and those of today the second.
#[test]
fn what_a_link_leaves_out_is_what_its_version_had() {
    let settings = |text: &str| {
        let (s, unread) = open(text);
        (s.settings().clone(), unread.join(","))
    };
    let first = turned(&[&BEGINS[..], &[("model", "network")]].concat());
    let today = turned(&[("model", "network")]);
    assert_ne!(first, today);
    assert_eq!(settings("model=network"), (first.clone(), String::new()));
    assert_eq!(settings("v=1&model=network"), (first, String::new()));
    assert_eq!(settings("v=2&model=network"), (today.clone(), String::new()));
    // In any order, and what is not known yet is said.
    assert_eq!(settings("model=network&v=2"), (today.clone(), String::new()));
    assert_eq!(settings("model=network&v=3"), (today, "v".to_owned()));
    // What says nothing is the start as it is today.
    for text in ["", "hello", "&", "v=1"] {
        assert_eq!(settings(text).0, Settings::default(), "{text}");
    }
    // Chapters name all that their runs hang on: their starts are the same runs in both.
    for chapter in [Chapter::Line, Chapter::Loss, Chapter::Descent, Chapter::Overfit] {
        let [first, today] =
            [Settings::first(), Settings::default()].map(|defaults| story::settings_from(chapter, defaults));
        assert_eq!(first.spec(), today.spec(), "{chapter:?}");
        let data = |s: &Settings| (s.dataset, s.points, s.noise, s.held_out, s.seed);
        assert_eq!(data(&first), data(&today), "{chapter:?}");
    }
}

/// Links that were given out once open for ever: what they have to open as stands beside them.
#[test]
fn old_links_stay_valid() {
    let path = "tests/fixtures/links.txt";
    let shown = |s: &Session| {
        let parameters: Vec<u8> = s.parameters().iter().flat_map(|p| p.to_le_bytes()).collect();
        let points: Vec<u8> = s
            .points()
            .iter()
            .flat_map(|p| [p.x, p.y, f64::from(u8::from(p.held_out))])
            .flat_map(f64::to_le_bytes)
            .collect();
        let sum = |bytes: &[u8]| {
            bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3))
        };
        format!(
            "step {} points {} {:016x} parameters {} {:016x}",
            s.status().step,
            s.points().len(),
            sum(&points),
            s.parameters().len(),
            sum(&parameters)
        )
    };
    let mut file = std::fs::read_to_string(path).expect("the fixture");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        // Lines come, and none that is there changes.
        let added = some_links().into_iter().filter(|link| !file.lines().any(|line| line == link));
        let added: Vec<String> = added.map(|link| format!("{link}\n{}\n", shown(&open(&link).0))).collect();
        file += &added.concat();
        std::fs::write(path, &file).expect("written");
    }
    let lines: Vec<&str> = file.lines().filter(|line| !line.starts_with("# ")).collect();
    assert!(lines.len() >= 16);
    for pair in lines.chunks(2) {
        let (s, unread) = open(pair[0]);
        assert_eq!((shown(&s), unread.len()), (pair[1].to_owned(), 0), "{}", pair[0]);
    }
}
