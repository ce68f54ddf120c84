//! What the tests in a browser are written with: a server, a browser, and the ways of a person's hands and eyes.

mod driver;
mod find;
mod firefox;
mod gestures;
mod labs;
pub mod monkey;
mod pack;
mod page;
mod server;
mod wishes;

pub use driver::Browser;
pub use labs::{Lab, labs};
pub use pack::packed;
pub use page::{FREE_PLAY, Options, Page, Slow};
pub use server::Mischief;
pub use thirtyfour::{Key, WebElement};

/// A test's failure: one message. Any error turns into it with `?`.
pub struct Failure(String);

/// What a test returns.
pub type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure of one's own.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl std::fmt::Debug for Failure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.to_string())
    }
}

/// The folder of the project.
pub fn root() -> &'static std::path::Path {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}
