//! Who asks, as the JavaScript half says it: a token, or with the feature `client` whatever `auth` may be.

use crate::api::{BaseUrl, InvalidArgument};
use crate::auth::Bearer;
#[cfg(feature = "client")]
use crate::{auth::OAuth1, client::Auth, web};

#[cfg(not(feature = "client"))]
pub type Argument = String;
#[cfg(feature = "client")]
pub type Argument = web::Auth;

#[cfg(not(feature = "client"))]
pub fn read(token: &Argument) -> Result<Bearer, InvalidArgument> {
    Bearer::parse("token", token)
}

#[cfg(feature = "client")]
pub fn read(given: &Argument) -> Result<Auth, InvalidArgument> {
    if let Some(token) = given.token() {
        return Ok(Auth::Bearer(Bearer::parse("auth", &token)?));
    }
    if let Some(keys) = given.keys() {
        let base = keys.signed_base_url();
        let signed = base_url(base.as_deref())?.as_str().into();
        let keys = OAuth1::parse(
            &keys.consumer_key(),
            &keys.consumer_secret(),
            &keys.access_token(),
            &keys.access_token_secret(),
        )?;
        return Ok(Auth::OAuth1(keys, signed));
    }
    Ok(if given.is_proxy() { Auth::Given(None) } else { Auth::Asked })
}

/// Where the API is: X itself unless told.
pub fn base_url(url: Option<&str>) -> Result<BaseUrl<'_>, InvalidArgument> {
    url.map_or(Ok(BaseUrl::default()), BaseUrl::parse)
}
