mod base64;
mod headers;
mod raw;
mod respond;

use axum::http::{Method, Uri};
use serde::{Deserialize, Serialize};

pub use headers::Headers;
pub use raw::{Raw, Repeat, Then};
pub use respond::Respond;

/// Something that goes wrong at the next requests it fits.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// How many requests it meets; 0: all, until it is cleared.
    #[serde(default = "once")]
    pub times: u64,
    /// None: any but a preflight that CORS would answer, so that a fault meant for a call is not spent on that.
    pub method: Option<String>,
    /// A part of the path and query, without the world.
    pub path_contains: Option<String>,
    /// Real time, not the world's, before anything else is done.
    #[serde(default)]
    pub delay_ms: u64,
    /// X does what was asked, and only the answer is lost: for what stands below in place of it.
    #[serde(default)]
    pub takes_effect: bool,
    #[serde(default)]
    pub add_headers: Headers,
    pub respond: Option<Respond>,
    pub raw: Option<Raw>,
    #[serde(default)]
    pub reset: bool,
    #[serde(default)]
    pub hold: bool,
}

fn once() -> u64 {
    1
}

impl Fault {
    /// What is wrong with it that its parts cannot know.
    pub fn check(&self) -> Result<(), String> {
        let acts = [!self.add_headers.is_empty(), self.respond.is_some(), self.raw.is_some(), self.reset, self.hold];
        if acts.into_iter().filter(|act| *act).count() > 1 {
            return Err("at most one of add_headers, respond, raw, reset, hold".to_owned());
        }
        if self.takes_effect && !self.replaces_the_answer() {
            return Err("takes_effect goes with respond, raw, reset or hold".to_owned());
        }
        self.respond.as_ref().map_or(Ok(()), Respond::check)?;
        self.raw.as_ref().map_or(Ok(()), Raw::check)
    }

    pub fn replaces_the_answer(&self) -> bool {
        self.respond.is_some() || self.raw.is_some() || self.reset || self.hold
    }

    fn fits(&self, method: &Method, uri: &Uri, preflight: bool) -> bool {
        let method_fits = match &self.method {
            Some(wanted) => wanted.eq_ignore_ascii_case(method.as_str()),
            None => !preflight,
        };
        method_fits && self.path_contains.as_ref().is_none_or(|part| uri.to_string().contains(part))
    }
}

/// The faults that are left, the oldest first.
#[derive(Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    pub fn add(&mut self, faults: Vec<Fault>) {
        self.0.extend(faults);
    }

    /// The first that fits, counted as used.
    pub fn take(&mut self, method: &Method, uri: &Uri, preflight: bool) -> Option<Fault> {
        let at = self.0.iter().position(|fault| fault.fits(method, uri, preflight))?;
        let fault = self.0.get_mut(at)?;
        let taken = fault.clone();
        match fault.times {
            0 => {}
            1 => drop(self.0.remove(at)),
            _ => fault.times -= 1,
        }
        Some(taken)
    }

    pub fn left(&self) -> Vec<Fault> {
        self.0.clone()
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }
}
