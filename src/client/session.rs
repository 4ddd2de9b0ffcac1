//! A session that refreshes itself.
//!
//! X's refresh tokens are good once, and two that are used at a time lose the session. So whoever refreshes holds a lock
//! that all tabs and workers share, looks at the store first, for another may have refreshed meanwhile, and stores the
//! new pair before anyone uses it.

use super::{Answer, Auth, ClientPlatform, Failure, FailureOf, RetryBudget, Task, call, perform};
use crate::api::{Code, Endpoint, Error, Request, Success, is_dead_token};
use crate::auth::{OAuthClient, Tokens};

/// How often a refresh is tried: once more where its outcome is unknown, or where the store has changed meanwhile.
const TRIES: u32 = 2;

/// What is said where somebody else keeps the lock.
const LOCKED: &str = "the session stayed locked, for another tab or worker holds it: try again";

/// The session in the store, if there is one of this client's.
///
/// # Errors
/// `storage`
pub async fn restore<P: ClientPlatform>(
    platform: &P,
    client: &OAuthClient,
) -> Result<Option<Box<Tokens>>, FailureOf<P>> {
    let stored = perform(platform, Task::Load, "the session could not be read").await?;
    Ok(platform.parse(&stored).and_then(|json| Tokens::stored(&json, &client.id)))
}

/// Exchanges the code of a sign-in, once, whatever comes of it, and stores what X gives for it.
///
/// # Errors
/// `sign_in` where X refuses; `storage`, also where X has given tokens, which then are lost.
pub async fn begin<P: ClientPlatform>(
    platform: &P,
    client: &OAuthClient,
    exchange: &Request,
) -> Result<Box<Tokens>, FailureOf<P>> {
    let answer = send(platform, client, exchange, 0).await?;
    let tokens = issued(platform, &answer, None)?;
    let lost = "the session could not be stored, though X has begun it: sign in again";
    perform(platform, Task::Lock, lost).await?;
    perform(platform, Task::Save(&tokens.to_stored(&client.id)), lost).await?;
    Ok(tokens)
}

/// Tokens that are good now, and not the `rejected` one: those in the store where they are, or else fresh ones.
///
/// # Errors
/// `sign_in` where the session has ended, `storage`, and what a request may fail with. None of them spoils the next try.
pub async fn renew<P: ClientPlatform>(
    platform: &P,
    client: &OAuthClient,
    rejected: &str,
) -> Result<Box<Tokens>, FailureOf<P>> {
    perform(platform, Task::Lock, LOCKED).await?;
    let mut tokens = restore(platform, client).await?.ok_or_else(signed_out)?;
    let mut tries = 0;
    loop {
        if tokens.is_fresh(platform.now(), rejected) {
            return Ok(tokens);
        }
        if tokens.refresh.is_empty() {
            let why = "session: it has expired, and X gave no refresh token for want of the scope offline.access: sign in again";
            return Err(Error::new(Code::SignIn, why).into());
        }
        let mut failure = match refresh(platform, client, &tokens).await {
            Ok(renewed) => {
                let kept = "the session was renewed, but could not be stored; \
                    it is kept in memory, and stored at the next call";
                perform(platform, Task::Save(&renewed.to_stored(&client.id)), kept).await?;
                return Ok(renewed);
            }
            Err(failure) => failure,
        };
        tries += 1;
        // Another context that has no part in the lock may have been quicker.
        let stored = restore(platform, client).await?.ok_or_else(signed_out)?;
        let has_changed = stored.refresh != tokens.refresh;
        if tries == TRIES || !(has_changed || is_unknown(&failure)) {
            if let Failure::Error(error, _) = &mut failure
                && is_dead_token(error)
                && !has_changed
            {
                error.message.push_str("; the session has ended: sign in again");
                perform(platform, Task::Save(""), "the session has ended, but could not be forgotten").await?;
            }
            return Err(failure);
        }
        tokens = stored;
    }
}

async fn refresh<P: ClientPlatform>(
    platform: &P,
    client: &OAuthClient,
    tokens: &Tokens,
) -> Result<Box<Tokens>, FailureOf<P>> {
    let answer = send(platform, client, &client.refresh(&tokens.refresh), 0).await?;
    issued(platform, &answer, Some(tokens))
}

/// Makes the tokens worthless at X, and forgets them, here also where X could not be told.
///
/// # Errors
/// `storage`, and what a request may fail with.
pub async fn end<P: ClientPlatform>(platform: &P, client: &OAuthClient) -> Result<(), FailureOf<P>> {
    perform(platform, Task::Lock, LOCKED).await?;
    let Some(tokens) = restore(platform, client).await? else { return Ok(()) };
    let mut refused = None;
    for (token, hint) in [(&tokens.refresh, "refresh_token"), (&tokens.access, "access_token")] {
        if !token.is_empty() {
            let revoked = send(platform, client, &client.revoke(token, hint), 1).await;
            refused = refused.or(revoked.err());
        }
    }
    perform(platform, Task::Save(""), "the session was revoked, but could not be forgotten").await?;
    refused.map_or(Ok(()), Err)
}

/// The tokens that the token endpoint has given.
fn issued<P: ClientPlatform>(
    platform: &P,
    answer: &Answer<P::Reply>,
    before: Option<&Tokens>,
) -> Result<Box<Tokens>, FailureOf<P>> {
    let now = platform.now();
    let tokens = match &answer.success {
        Success::Reply(Some(json)) => Tokens::issued(json, before, now),
        _ => None,
    };
    tokens.ok_or_else(|| {
        let mut error = answer.to_failure(Endpoint::Token, now);
        error.attempts = 1;
        Failure::Error(error, None)
    })
}

async fn send<P: ClientPlatform>(
    platform: &P,
    client: &OAuthClient,
    request: &Request,
    retries: u32,
) -> Result<Answer<P::Reply>, FailureOf<P>> {
    let auth = Auth::Given(client.authorization.clone());
    call(platform, request, &auth, RetryBudget::new(retries, 0)).await
}

fn signed_out() -> Box<Error> {
    Error::new(Code::SignIn, "session: there is none in the store (any more): sign in")
}

/// True if X may have done what was asked, for all that is known.
fn is_unknown<V, T>(failure: &Failure<V, T>) -> bool {
    let Failure::Error(error, _) = failure else { return false };
    matches!(error.code, Code::Network | Code::Timeout | Code::ServerError | Code::BadResponse)
}

#[cfg(test)]
mod tests;
