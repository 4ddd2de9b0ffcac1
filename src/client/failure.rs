//! How a call fails.

use crate::error::Error;

/// A failed call.
pub enum Failure<T> {
    /// What went wrong, and what the platform threw, where it threw: the `cause`.
    Error(Box<Error>, Option<T>),
    /// What a function of the caller's threw: the call fails with just that.
    Thrown(T),
}

impl<T> From<Box<Error>> for Failure<T> {
    fn from(error: Box<Error>) -> Self {
        Self::Error(error, None)
    }
}
