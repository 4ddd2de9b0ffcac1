//! OAuth 1.0a (RFC 5849): who signed a call.

mod header;
mod signature;

use axum::http::header::HOST;

use super::call::Call;
use super::problem::Problem;
use crate::world::State;
use crate::world::signer::Credentials;
use header::Header;
use signature::signature;

/// The ID of the user whose signature stands in the Authorization header, `fields` being what follows its scheme.
pub fn signer(call: &Call, x: &mut State, fields: &str) -> Result<String, Problem> {
    verify(call, x, fields).ok_or_else(Problem::unauthorized)
}

/// None: it is not signed as it must be; X does not say why.
fn verify(call: &Call, x: &mut State, fields: &str) -> Option<String> {
    let header = Header::read(fields)?;
    let credentials = x.signers.credentials(header.consumer_key(), header.token())?;
    if !is_signed(call, &header, &credentials, x.signers.base_url.as_deref())? {
        return None;
    }
    let now_ms = x.clock.now_ms();
    let admitted = x.signers.admit(header.timestamp_s(), header.token(), header.nonce(), now_ms);
    admitted.then_some(credentials.user_id)
}

fn is_signed(call: &Call, header: &Header, credentials: &Credentials, base_url: Option<&str>) -> Option<bool> {
    let query = call.uri.query().unwrap_or_default();
    let mut parameters: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    if parameters.iter().any(|(name, _)| name.starts_with("oauth_")) {
        return None;
    }
    parameters.extend(header.signed().cloned());
    Some(signature(credentials, call.method.as_str(), &url(call, base_url)?, &parameters) == header.signature())
}

/// RFC 5849, section 3.4.1.2.
fn url(call: &Call, base_url: Option<&str>) -> Option<String> {
    if let Some(base_url) = base_url {
        return Some(format!("{base_url}{}", call.uri.path()));
    }
    let host = call.headers.get(HOST)?.to_str().ok()?.to_ascii_lowercase();
    let host = host.strip_suffix(":80").unwrap_or(&host);
    Some(format!("http://{host}{}", call.full_path.0))
}
