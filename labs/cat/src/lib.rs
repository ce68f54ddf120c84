//! The laboratory of the cat, as the page calls it: plain functions and a memory of its own.
//!
//! What they do stands in `lab::Ports`; here they get the names under which the page finds them, which is the one thing that
//! needs `unsafe`.

#![cfg(target_arch = "wasm32")]

use cat::Cat;
use lab::Ports;
use std::cell::RefCell;

/// Where all memory comes from, as in the page's own program.
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static PORTS: RefCell<Ports<Cat>> = RefCell::default();
}

fn with<T>(work: impl FnOnce(&mut Ports<Cat>) -> T) -> T {
    PORTS.with_borrow_mut(work)
}

/// Room for so many bytes that the page is about to write.
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    with(|ports| ports.room(length))
}

/// How many bytes there are to be read.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    with(|ports| ports.length())
}

/// Hears the message that was written.
#[unsafe(no_mangle)]
pub extern "C" fn hear() {
    with(Ports::hear);
}

/// Time has passed, in milliseconds.
#[unsafe(no_mangle)]
pub extern "C" fn pass(milliseconds: f32) {
    with(|ports| ports.pass(milliseconds));
}

/// Does a slice of what is due; says what is left to do.
#[unsafe(no_mangle)]
pub extern "C" fn work() -> u32 {
    with(Ports::work)
}

/// Which pictures no longer show what is.
#[unsafe(no_mangle)]
pub extern "C" fn stale() -> u32 {
    with(Ports::stale)
}

/// Draws a picture, to be read.
#[unsafe(no_mangle)]
pub extern "C" fn draw(picture: u32, width: f32, height: f32) -> *const u8 {
    with(|ports| ports.draw(picture, width, height))
}

/// Tells everything, to be read.
#[unsafe(no_mangle)]
pub extern "C" fn tell() -> *const u8 {
    with(Ports::tell)
}

/// Answers the question that was written; the answer is to be read.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    with(Ports::answer)
}
