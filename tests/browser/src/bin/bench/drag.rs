//! What a drag costs: one of 2,000 points is moved while a network learns them.

use std::time::Duration;

use kittengrad_browser::{Failure, Outcome, Page};
use serde_json::Value;

use crate::draw::spread;

const POINTS: u64 = 2000;

/// Frames a second while a point is dragged, and the script of a frame: the page's own, and that of the moves within it.
pub async fn drag(page: &Page) -> Outcome {
    page.script(&format!("({SET_UP})({POINTS})")).await?;
    page.wait("kittengrad.status().step > 100").await?;
    page.script(&format!("globalThis.dragged = null; ({DRAG})()")).await?;
    page.wait_at_most(Duration::from_secs(60), "dragged !== null").await?;
    let seen = page.value("dragged").await?;
    page.script("kittengrad.pause()").await?;
    let number = |key: &str| seen[key].as_f64().unwrap_or(f64::NAN);
    // Whatever else the pointer did, what was measured is no drag.
    if seen["count"].as_u64() != Some(POINTS) || seen["moved"].as_u64() != Some(1) {
        return Err(Failure::new(format!("not one point was dragged: {} of {}", seen["moved"], seen["count"])));
    }
    if number("trained") < 1.0 {
        return Err(Failure::new("nothing was trained during the drag"));
    }
    println!(
        "\na drag of one of {POINTS} points while 8,8 tanh trains: {:.1} frames a second over {:.1} s, the longest gap {:.0} ms; \
         {} moves, {} steps",
        number("frames") / number("seconds"),
        number("seconds"),
        number("longest"),
        seen["moves"],
        seen["trained"],
    );
    println!("{:20} {:>8} {:>8}   (ms of script a frame)", "", "median", "95 %");
    for part in ["frame", "moves", "whole", "training", "cells", "fit", "surface", "losses", "layers", "sweep", "words"]
    {
        let (median, most) = spread(&seen["spent"], part);
        let name = match part {
            "frame" => "all of it",
            "moves" => "hearing the moves",
            "whole" => "the frame's own",
            part => part,
        };
        println!("{name:20} {median:8.2} {most:8.2}");
    }
    match seen["spent"] {
        Value::Array(_) => Ok(()),
        _ => Err(Failure::new("no frame was seen")),
    }
}

const SET_UP: &str = "count => {
    const k = kittengrad;
    k.pause();
    for (const [key, value] of Object.entries({ model: 'network', layers: '8,8', activation: 'tanh', init: 'xavier', optimizer: 'gd', 'learning-rate': 0.01 }))
        k.set(key, value);
    const at = i => 30 * i / (count - 1);
    k.setPoints(Array.from({ length: count }, (_, i) => ({ x: at(i), y: 900 - 20 * at(i) + 40 * Math.sin(7 * i), heldOut: i % 5 === 4 })));
    k.rewind();
    document.getElementById('fit').scrollIntoView({ block: 'center', behavior: 'instant' });
    k.play();
}";

/// Presses amid the points, goes round in circles for five seconds with three moves a frame, as a fast mouse reports them,
/// and lets go. The frame's own script runs later in the same frame, so what it took is read at the next.
const DRAG: &str = "() => {
    const k = kittengrad, place = document.getElementById('fit'), box = place.getBoundingClientRect();
    const [x, y] = [box.left + 0.54 * box.width, box.top + 0.48 * box.height];
    const send = (kind, dx, dy) => place.dispatchEvent(new PointerEvent(kind, { pointerId: 7, pointerType: 'mouse',
        isPrimary: true, button: kind === 'pointermove' ? -1 : 0, buttons: kind === 'pointerup' ? 0 : 1, bubbles: true,
        cancelable: true, clientX: x + dx, clientY: y + dy }));
    const [before, step] = [k.points(), k.status().step], times = [], spent = [];
    let moves = 0, heard = null;
    send('pointerdown', 0, 0);
    const frame = now => {
        if (heard !== null) {
            const own = k.lastFrame();
            spent.push({ ...own, moves: heard, frame: heard + own.whole });
        }
        times.push(now);
        if (now - times[0] < 5000) {
            const begin = performance.now();
            for (let i = 0; i < 3; i++) {
                const turn = 0.05 * moves++;
                send('pointermove', 60 * Math.sin(turn), 40 - 40 * Math.cos(turn));
            }
            heard = performance.now() - begin;
            return requestAnimationFrame(frame);
        }
        send('pointerup', 0, 0);
        const after = k.points(), gaps = times.slice(1).map((time, i) => time - times[i]);
        globalThis.dragged = { moves, spent, frames: gaps.length, seconds: (times.at(-1) - times[0]) / 1000,
            longest: Math.max(...gaps), trained: k.status().step - step, count: after.length,
            moved: after.filter((p, i) => p.x !== before[i].x || p.y !== before[i].y).length };
    };
    requestAnimationFrame(frame);
}";
