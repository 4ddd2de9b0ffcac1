use std::sync::Arc;

use axum::extract::{Extension, FromRequestParts};
use axum::http::header::{HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::Endpoint;
use super::caller::Caller;
use super::problem::{Problem, success};
use crate::world::limit::Charge;
use crate::world::{State, World};

/// A call of X's API, on its way to be answered.
pub struct Call {
    world: Arc<World>,
    pub method: Method,
    pub headers: HeaderMap,
    pub uri: Uri,
    pub full_path: FullPath,
}

/// The path as the client wrote it, with the world's prefix.
#[derive(Clone)]
pub struct FullPath(pub String);

impl Call {
    /// Does the work that all calls share: who calls, may they, is there room in their limits; then the call's own;
    /// then X's headers around what came of it.
    pub fn answer(
        &self,
        endpoint: Endpoint,
        work: impl FnOnce(&mut State, &Caller) -> Result<Value, Problem>,
    ) -> Response {
        let mut x = self.world.lock();
        let caller = match Caller::of(self, &mut x, endpoint) {
            Ok(caller) => caller,
            Err(problem) => return problem.into_response(),
        };
        let now_ms = x.clock.now_ms();
        let charge = x.limits.of(endpoint).charge(caller.user_id.as_deref().unwrap_or("app"), now_ms);
        let outcome = if charge.allowed { work(&mut x, &caller) } else { Err(Problem::too_many_requests()) };
        let mut response = match outcome {
            Ok(body) => success(&body),
            Err(problem) => problem.into_response(),
        };
        mark(response.headers_mut(), &caller, &charge);
        response
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        type Given = (Extension<Arc<World>>, Extension<FullPath>);
        let given = Given::from_request_parts(parts, state).await;
        let (Extension(world), Extension(full_path)) = given.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let (method, headers, uri) = (parts.method.clone(), parts.headers.clone(), parts.uri.clone());
        Ok(Self { world, method, headers, uri, full_path })
    }
}

fn mark(headers: &mut HeaderMap, caller: &Caller, charge: &Charge) {
    headers.insert("x-access-level", HeaderValue::from_static(caller.access_level));
    for (name, standing) in &charge.standings {
        let values = [("limit", standing.limit), ("remaining", standing.remaining), ("reset", standing.reset)];
        for (what, value) in values {
            if let Ok(name) = HeaderName::try_from(format!("{name}-{what}")) {
                headers.insert(name, HeaderValue::from(value));
            }
        }
    }
}
