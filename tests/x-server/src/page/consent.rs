use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::authorization::Authorization;
use super::html::page as html_page;
use crate::world::account::Account;
use crate::world::scope;

/// Asks the user.
pub fn page(authorization: &Authorization, account: &Account) -> Response {
    let app = &authorization.client.name;
    let body = html! {
        h1 { bdi { (app) } " wants to access your account" }
        p {
            "You are signed in as " strong { bdi { (account.name) } } " "
            span .quiet { "@" (account.username) } "."
        }
        h2 { "It would be able to" }
        ul {
            @for name in &authorization.scopes {
                li { (scope::in_words(name).unwrap_or(name)) " " code .quiet { (name) } }
            }
        }
        (buttons())
        p .quiet { "Either way you go back to " code { (authorization.redirect_uri) } "." }
    };
    html_page(StatusCode::OK, &format!("Authorize {app}?"), &body)
}

/// Goes to the address it is on, which says what is asked.
fn buttons() -> Markup {
    html! {
        form method="post" {
            button .main type="submit" name="decision" value="allow" data-testid="allow" { "Authorize app" }
            button type="submit" name="decision" value="deny" data-testid="deny" { "Cancel" }
        }
    }
}

/// Tells a developer why the user is not asked. Nobody is sent anywhere: where to might be what is wrong.
pub fn refusal(reason: &str) -> Response {
    let body = html! {
        h1 { "You weren't able to give access to the App" }
        p data-testid="reason" { (reason) }
        p .quiet { "Go back to the app and try again, or correct its link to this page." }
    };
    html_page(StatusCode::BAD_REQUEST, "No access given", &body)
}
