use crate::world::challenge::Challenge;
use crate::world::client::{Client, Clients};
use crate::world::scope;

/// From X's documentation.
const LONGEST_STATE: usize = 500;

/// What an app asks a user for, as its link says it (RFC 6749, section 4.1.1; RFC 7636, section 4.3).
pub struct Authorization {
    pub client: Client,
    pub redirect_uri: String,
    pub scopes: Vec<String>,
    pub state: String,
    pub challenge: Challenge,
}

impl Authorization {
    /// The error is what is wrong with it, for a developer to read.
    pub fn read(clients: &Clients, query: &str) -> Result<Self, String> {
        let query = Query::read(query);
        let client_id = query.required("client_id")?;
        let client = clients.get(&client_id).ok_or_else(|| format!("There is no client {client_id:?}."))?.clone();
        let redirect_uri = query.required("redirect_uri")?;
        if !client.redirect_uris.contains(&redirect_uri) {
            return Err(format!("The redirect_uri {redirect_uri:?} is not one that {client_id:?} has registered."));
        }
        let response_type = query.required("response_type")?;
        if response_type != "code" {
            return Err(format!("response_type must be code, was {response_type:?}."));
        }
        let state = query.required("state")?;
        if state.chars().count() > LONGEST_STATE {
            return Err(format!("state is longer than {LONGEST_STATE} characters."));
        }
        let (method, challenge) = (query.required("code_challenge_method")?, query.required("code_challenge")?);
        let challenge = Challenge::read(&method, &challenge).map_err(|error| format!("{error}."))?;
        Ok(Self { client, redirect_uri, scopes: scopes(&query.required("scope")?)?, state, challenge })
    }

    /// The redirect URI with these in its query, after what it already has there.
    pub fn back_with(&self, answer: [(&str, &str); 2]) -> String {
        let answer = form_urlencoded::Serializer::new(String::new()).extend_pairs(answer).finish();
        let joint = if self.redirect_uri.contains('?') { '&' } else { '?' };
        format!("{}{joint}{answer}", self.redirect_uri)
    }
}

/// Each once.
fn scopes(text: &str) -> Result<Vec<String>, String> {
    let mut scopes: Vec<String> = Vec::new();
    for name in text.split(' ').filter(|name| !name.is_empty()) {
        scope::in_words(name).ok_or_else(|| format!("There is no scope {name:?}."))?;
        if !scopes.iter().any(|earlier| earlier == name) {
            scopes.push(name.to_owned());
        }
    }
    if scopes.is_empty() { Err("scope names no scope.".to_owned()) } else { Ok(scopes) }
}

struct Query(Vec<(String, String)>);

impl Query {
    fn read(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    fn required(&self, name: &str) -> Result<String, String> {
        let mut values = self.0.iter().filter(|(other, _)| other == name).map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(value), None) if !value.is_empty() => Ok(value.clone()),
            (Some(_), Some(_)) => Err(format!("The parameter {name} is given more than once.")),
            _ => Err(format!("The parameter {name} is missing.")),
        }
    }
}
