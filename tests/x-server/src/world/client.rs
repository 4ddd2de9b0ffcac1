use std::collections::HashMap;

use serde::Serialize;

/// An app that asks users for access.
#[derive(Clone, Serialize)]
pub struct Client {
    pub client_id: String,
    /// None: a public client, which could not keep one.
    pub client_secret: Option<String>,
    /// Where users may be sent back to, compared letter by letter.
    pub redirect_uris: Vec<String>,
    pub name: String,
}

#[derive(Default)]
pub struct Clients(HashMap<String, Client>);

impl Clients {
    pub fn get(&self, client_id: &str) -> Option<&Client> {
        self.0.get(client_id)
    }

    /// Adds the client, or replaces the one with its ID. Refused, in words, is what could not be used.
    pub fn put(&mut self, client: Client) -> Result<(), String> {
        let Client { client_id, redirect_uris, .. } = &client;
        if client_id.is_empty() || !client_id.bytes().all(|byte| byte.is_ascii_graphic() && byte != b':') {
            return Err(format!("client_id must be visible ASCII without a colon, was {client_id:?}"));
        }
        if let Some(bad) = redirect_uris.iter().find(|uri| !is_redirect_uri(uri)) {
            return Err(format!("redirect_uris: {bad:?} is not an absolute URI without a fragment"));
        }
        self.0.insert(client_id.clone(), client);
        Ok(())
    }
}

/// RFC 6749, section 3.1.2.
fn is_redirect_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let in_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(in_scheme)
        && !rest.is_empty()
        && rest.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#')
}
