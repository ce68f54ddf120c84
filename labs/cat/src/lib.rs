//! The laboratory of the chapter on pictures, as the page calls it: plain functions and a memory of its own.

/// Which edition of these functions this is. The page and the module are built together, and a cache may mix them up.
#[unsafe(no_mangle)]
pub extern "C" fn version() -> u32 {
    1
}
