//! Limits that JavaScript hands in.

use wasm_bindgen::prelude::*;

use crate::api::{self, Scope};

#[wasm_bindgen]
extern "C" {
    /// A public `RateLimit`, its date in milliseconds since the epoch.
    pub type RateLimit;
    #[wasm_bindgen(method, getter)]
    fn scope(this: &RateLimit) -> RateLimitScope;
    #[wasm_bindgen(method, getter)]
    fn limit(this: &RateLimit) -> f64;
    #[wasm_bindgen(method, getter)]
    fn remaining(this: &RateLimit) -> f64;
    #[wasm_bindgen(method, getter, js_name = resetAt)]
    fn reset_at(this: &RateLimit) -> f64;
}

/// The public names of what a limit counts.
#[wasm_bindgen]
#[derive(Clone, Copy, Debug)]
pub enum RateLimitScope {
    /// The user's calls of one endpoint in 15 minutes.
    User15Min = "user-15min",
    /// The user's calls in 24 hours.
    User24H = "user-24h",
    /// The app's calls in 24 hours.
    App24H = "app-24h",
}

impl RateLimit {
    /// The limit as Rust has it.
    pub fn read(&self) -> api::RateLimit {
        let scope = match self.scope() {
            RateLimitScope::User15Min => Scope::User15Min,
            RateLimitScope::App24H => Scope::App24H,
            _ => Scope::User24H,
        };
        let [limit, remaining, reset_at] =
            [self.limit(), self.remaining(), self.reset_at()].map(|number| number as u64);
        api::RateLimit { scope, limit, remaining, reset_at }
    }
}
