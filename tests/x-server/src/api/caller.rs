use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use super::Endpoint;
use super::call::Call;
use super::oauth1;
use super::problem::Problem;
use crate::world::State;
use crate::world::token::Token;

/// Who calls.
pub struct Caller {
    /// None: the app itself.
    pub user_id: Option<String>,
    pub access_level: &'static str,
}

impl Caller {
    /// Whoever the call's one Authorization header proves it to be, if they may call this.
    pub fn of(call: &Call, x: &mut State, endpoint: Endpoint) -> Result<Self, Problem> {
        let (scheme, rest) = authorization(&call.headers).ok_or_else(Problem::unauthorized)?;
        let caller = if scheme.eq_ignore_ascii_case("bearer") {
            Self::of_token(x.tokens.get(rest, x.clock.now_ms()).ok_or_else(Problem::unauthorized)?, endpoint)?
        } else if scheme.eq_ignore_ascii_case("oauth") {
            // All scopes are theirs.
            Self { user_id: Some(oauth1::signer(call, x, rest)?), access_level: "read-write" }
        } else {
            return Err(Problem::unauthorized());
        };
        match &caller.user_id {
            Some(id) if x.accounts.get(id).is_none() => Err(Problem::unauthorized()),
            _ => Ok(caller),
        }
    }

    fn of_token(token: &Token, endpoint: Endpoint) -> Result<Self, Problem> {
        match &token.user_id {
            Some(_) if !endpoint.scopes().iter().all(|scope| token.has(scope)) => Err(Problem::forbidden()),
            None if !endpoint.takes_app_only() => Err(Problem::unsupported_authentication()),
            _ => Ok(Self { user_id: token.user_id.clone(), access_level: token.access_level() }),
        }
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

fn authorization(headers: &HeaderMap) -> Option<(&str, &str)> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let only = all.next().filter(|_| all.next().is_none())?;
    only.to_str().ok()?.split_once(' ')
}
