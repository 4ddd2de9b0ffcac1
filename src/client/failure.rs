//! How a call fails.

use super::Platform;
use crate::api::{Error, InvalidArgument, Reply};

/// A failed call. `V` is a value of X's JSON, `T` what the platform throws.
pub enum Failure<V, T> {
    /// What went wrong, and what the platform threw, where it threw: the `cause`.
    Error(Box<Error<V>>, Option<T>),
    /// What a function of the caller's threw: the call fails with just that.
    Thrown(T),
}

/// How a call on the platform `P` fails.
pub type FailureOf<P> = Failure<<<P as Platform>::Reply as Reply>::Json, <P as Platform>::Thrown>;

impl<V, T> From<InvalidArgument> for Failure<V, T> {
    fn from(invalid: InvalidArgument) -> Self {
        Self::Error(invalid.into(), None)
    }
}

impl<V, T> Failure<V, T> {
    /// The same failure of a call that has sent so many requests.
    pub fn after(mut self, attempts: u32) -> Self {
        if let Self::Error(error, _) = &mut self {
            error.attempts = attempts;
        }
        self
    }
}

#[cfg(feature = "client")]
impl<V, T> From<Box<Error>> for Failure<V, T> {
    fn from(error: Box<Error>) -> Self {
        Self::Error(Box::new(error.widen()), None)
    }
}
