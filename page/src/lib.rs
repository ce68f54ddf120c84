//! What the browser loads. The start stands in `web`; this package is only where everything is linked together.
//!
//! A `cdylib` that is also an `rlib` gets no link-time optimization, so it is a package of its own. And the profile that it
//! has is the one by which all is optimized at the end: it is fast code, of all that was asked to be small.

extern crate kittengrad as _;
