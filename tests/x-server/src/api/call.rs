use std::sync::Arc;

use axum::extract::{Extension, FromRequestParts};
use axum::http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::Endpoint;
use super::problem::{Problem, success};
use crate::world::limit::Charge;
use crate::world::token::Token;
use crate::world::{State, World};

/// A call of X's API, on its way to be answered.
pub struct Call {
    world: Arc<World>,
    pub headers: HeaderMap,
    pub uri: Uri,
}

/// Who calls.
pub struct Caller {
    /// None: the app itself.
    pub user_id: Option<String>,
    access_level: &'static str,
}

impl Call {
    /// Does the work that all calls share: who calls, may they, is there room in their limits; then the call's own;
    /// then X's headers around what came of it.
    pub fn answer(
        &self,
        endpoint: Endpoint,
        work: impl FnOnce(&mut State, &Caller) -> Result<Value, Problem>,
    ) -> Response {
        let mut x = self.world.lock();
        let caller = match self.caller(&x, endpoint) {
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

    fn caller(&self, x: &State, endpoint: Endpoint) -> Result<Caller, Problem> {
        let token =
            self.bearer().and_then(|it| x.tokens.get(it, x.clock.now_ms())).ok_or_else(Problem::unauthorized)?;
        match &token.user_id {
            Some(id) if x.accounts.get(id).is_none() => return Err(Problem::unauthorized()),
            Some(_) if !endpoint.scopes().iter().all(|scope| token.has(scope)) => return Err(Problem::forbidden()),
            None if !endpoint.takes_app_only() => return Err(Problem::unsupported_authentication()),
            _ => {}
        }
        Ok(Caller::of(token))
    }

    fn bearer(&self) -> Option<&str> {
        let (scheme, token) = self.headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        let world = Extension::<Arc<World>>::from_request_parts(parts, state).await;
        let Extension(world) = world.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        Ok(Self { world, headers: parts.headers.clone(), uri: parts.uri.clone() })
    }
}

impl Caller {
    fn of(token: &Token) -> Self {
        Self { user_id: token.user_id.clone(), access_level: token.access_level() }
    }

    pub fn user(&self) -> Result<&str, Problem> {
        self.user_id.as_deref().ok_or_else(Problem::unsupported_authentication)
    }

    /// The caller's ID, given that the call names it.
    pub fn must_be(&self, parameter: &str, id: &str) -> Result<&str, Problem> {
        let user_id = self.user()?;
        if id != user_id {
            let message = format!(
                "The `{parameter}` query parameter value [{id}] must be the same as the authenticating user [{user_id}]"
            );
            return Err(Problem::invalid_parameter(parameter, id, &message));
        }
        Ok(user_id)
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
