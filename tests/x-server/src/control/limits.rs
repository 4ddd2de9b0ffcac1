use axum::Json;
use axum::body::Bytes;
use axum::extract::Extension;
use serde::Deserialize;
use serde_json::json;

use super::{Answer, Refusal, ThisWorld, even_null, read};
use crate::api::Endpoint;
use crate::world::limit::{Allowance, DAY_S};

/// What is not said stays as it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewLimit {
    endpoint: Endpoint,
    limit: Option<u64>,
    /// Of everyone's, in a window that begins now.
    remaining: Option<u64>,
    /// For windows that begin from now on.
    window_s: Option<u64>,
    send_headers: Option<bool>,
    /// `null` takes it away again.
    #[serde(default, deserialize_with = "even_null")]
    user_24h: Option<Option<DayLimit>>,
    /// Likewise.
    #[serde(default, deserialize_with = "even_null")]
    app_24h: Option<Option<DayLimit>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DayLimit {
    limit: u64,
    remaining: Option<u64>,
}

impl DayLimit {
    fn allowance(self, now_ms: u64) -> Result<Allowance, Refusal> {
        let mut allowance = Allowance::new(self.limit, DAY_S);
        leave(&mut allowance, self.remaining, now_ms)?;
        Ok(allowance)
    }
}

pub async fn set(Extension(world): ThisWorld, body: Bytes) -> Answer {
    let told: NewLimit = read(&body)?;
    let mut x = world.lock();
    let now_ms = x.clock.now_ms();
    let user_24h = told.user_24h.map(|day| day.map(|day| day.allowance(now_ms)).transpose()).transpose()?;
    let app_24h = told.app_24h.map(|day| day.map(|day| day.allowance(now_ms)).transpose()).transpose()?;
    let limit = x.limits.of(told.endpoint);
    if told.remaining.is_some_and(|remaining| remaining > told.limit.unwrap_or(limit.rate.limit)) {
        return Err(too_much_remaining());
    }
    limit.rate.limit = told.limit.unwrap_or(limit.rate.limit);
    limit.rate.window_s = told.window_s.unwrap_or(limit.rate.window_s);
    leave(&mut limit.rate, told.remaining, now_ms)?;
    limit.send_headers = told.send_headers.unwrap_or(limit.send_headers);
    limit.user_24h = user_24h.unwrap_or_else(|| limit.user_24h.take());
    limit.app_24h = app_24h.unwrap_or_else(|| limit.app_24h.take());
    Ok(Json(json!(limit)))
}

fn leave(allowance: &mut Allowance, remaining: Option<u64>, now_ms: u64) -> Result<(), Refusal> {
    match remaining {
        Some(remaining) if remaining > allowance.limit => return Err(too_much_remaining()),
        Some(remaining) => allowance.leave(remaining, now_ms),
        None => {}
    }
    Ok(())
}

fn too_much_remaining() -> Refusal {
    Refusal::bad("remaining is at most limit")
}
