//! A session that refreshes itself.
//!
//! X's refresh tokens are good once, and two that are used at a time lose the session. So whoever refreshes holds a lock
//! that all tabs and workers share, looks at the store first, for another may have refreshed meanwhile, and stores the
//! new pair before anyone uses it.

use super::{Auth, Failure, Patience, Platform, Task, call, perform, whole};
use crate::api::{Endpoint, Request, read_failure};
use crate::auth::{OAuthClient, Tokens};
use crate::error::{Code, Error};

/// How often a refresh is tried: once more where its outcome is unknown, or where the store has changed meanwhile.
const TRIES: u32 = 2;

/// What is said where somebody else keeps the lock.
const LOCKED: &str = "the session stayed locked: another tab or worker holds it";

/// The session in the store, if there is one of this client's.
///
/// # Errors
/// `storage`
pub fn restore<P: Platform>(
    platform: &P,
    client: &OAuthClient,
) -> impl Future<Output = Result<Option<Box<Tokens>>, Failure<P::Thrown>>> {
    whole(async move {
        let stored = perform(platform, Task::Load, "the session could not be read").await?;
        Ok(Tokens::stored(&stored, client.id.as_str()))
    })
}

/// Exchanges the code of a sign-in, once, whatever comes of it, and stores what X gives for it.
///
/// # Errors
/// `sign_in` where X refuses; `storage`, also where X has given tokens, which then are lost.
pub fn begin<P: Platform>(
    platform: &P,
    client: &OAuthClient,
    exchange: &Request,
) -> impl Future<Output = Result<Box<Tokens>, Failure<P::Thrown>>> {
    whole(async move {
        let reply = send(platform, client, exchange, 0).await?;
        let tokens = issued(platform, &reply, None)?;
        let lost = "the session could not be stored, though X has begun it: sign in again";
        perform(platform, Task::Lock, lost).await?;
        perform(platform, Task::Save(tokens.to_stored(client.id.as_str()).as_str()), lost).await?;
        Ok(tokens)
    })
}

/// Tokens that are good now, and not the `rejected` one: those in the store where they are, or else fresh ones.
///
/// # Errors
/// `sign_in` where the session has ended, `storage`, and what a request may fail with. None of them spoils the next try.
pub fn renew<P: Platform>(
    platform: &P,
    client: &OAuthClient,
    rejected: &str,
) -> impl Future<Output = Result<Box<Tokens>, Failure<P::Thrown>>> {
    whole(async move {
        perform(platform, Task::Lock, LOCKED).await?;
        let mut tokens = restore(platform, client).await?.ok_or_else(signed_out)?;
        let mut tries = 0;
        loop {
            if tokens.is_fresh(platform.now(), rejected) {
                return Ok(tokens);
            }
            if tokens.refresh.as_str().is_empty() {
                let why = "session: it has expired, and X gave no refresh token for want of the scope offline.access: sign in again";
                return Err(Error::new(Code::SignIn, why).into());
            }
            let refresh = client.refresh(tokens.refresh.as_str());
            let reply = send(platform, client, &refresh, 0).await;
            let renewed = reply.and_then(|reply| Ok(issued(platform, &reply, Some(&tokens))?));
            let mut failure = match renewed {
                Ok(renewed) => {
                    let kept = "the session was renewed, but could not be stored; \
                        it is kept in memory, and stored at the next call";
                    perform(platform, Task::Save(renewed.to_stored(client.id.as_str()).as_str()), kept).await?;
                    return Ok(renewed);
                }
                Err(failure) => failure,
            };
            tries += 1;
            // Whoever has no part in the lock may have been quicker.
            let stored = restore(platform, client).await?.ok_or_else(signed_out)?;
            let has_changed = stored.refresh != tokens.refresh;
            if tries == TRIES || !(has_changed || is_unknown(&failure)) {
                if let Failure::Error(error, _) = &mut failure
                    && has_ended(error)
                    && !has_changed
                {
                    error.message.push("; the session has ended: sign in again");
                    perform(platform, Task::Save(""), "the session has ended, but could not be forgotten").await?;
                }
                return Err(failure);
            }
            tokens = stored;
        }
    })
}

/// Makes the tokens worthless at X, and forgets them, here also where X could not be told.
///
/// # Errors
/// `storage`, and what a request may fail with.
pub fn end<P: Platform>(platform: &P, client: &OAuthClient) -> impl Future<Output = Result<(), Failure<P::Thrown>>> {
    whole(async move {
        perform(platform, Task::Lock, LOCKED).await?;
        let Some(tokens) = restore(platform, client).await? else { return Ok(()) };
        let mut refused = None;
        for (token, hint) in [(&tokens.refresh, "refresh_token"), (&tokens.access, "access_token")] {
            if !token.as_str().is_empty() {
                let revoked = send(platform, client, &client.revoke(token.as_str(), hint), 1).await;
                refused = refused.or(revoked.err());
            }
        }
        perform(platform, Task::Save(""), "the session was revoked, but could not be forgotten").await?;
        refused.map_or(Ok(()), Err)
    })
}

/// The tokens that the token endpoint has given.
fn issued<P: Platform>(platform: &P, reply: &P::Reply, before: Option<&Tokens>) -> Result<Box<Tokens>, Box<Error>> {
    let now = platform.now();
    Tokens::issued(reply, before, now).ok_or_else(|| {
        let mut error = read_failure(Endpoint::Token, reply, now);
        error.details.number("attempts", 1);
        error
    })
}

fn send<P: Platform>(
    platform: &P,
    client: &OAuthClient,
    request: &Request,
    retries: u32,
) -> impl Future<Output = Result<P::Reply, Failure<P::Thrown>>> {
    whole(async move {
        let auth = Auth::Given(client.authorization.clone());
        Ok(whole(call(platform, request, &auth, Patience::new(retries, 0))).await?.0)
    })
}

fn signed_out() -> Box<Error> {
    Error::new(Code::SignIn, "session: there is none in the store (any more): sign in")
}

/// Whether X may have done what was asked, for all that is known.
fn is_unknown<T>(failure: &Failure<T>) -> bool {
    let Failure::Error(error, _) = failure else { return false };
    matches!(error.code, Code::Network | Code::Timeout | Code::ServerError | Code::BadResponse)
}

/// Whether X said that the refresh token is worth nothing: that it is used or dead.
fn has_ended(error: &Error) -> bool {
    let message = error.message.as_str();
    error.code == Code::SignIn
        && (message.ends_with("token was invalid.") || message.starts_with("token: 400 invalid_grant"))
}

#[cfg(test)]
mod tests;
