use oauth1_request::HMAC_SHA1;
use oauth1_request::signature_method::{Sign, SignatureMethod};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::world::signer::Credentials;

/// RFC 5849, section 3.6.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Of a request with these parameters, the way the client has to come to it: in base64.
pub fn signature(credentials: &Credentials, method: &str, url: &str, parameters: &[(String, String)]) -> String {
    let secrets = (credentials.consumer_secret.as_str(), Some(credentials.access_token_secret.as_str()));
    let mut sign = HMAC_SHA1.sign_with(secrets.0, secrets.1);
    sign.request_method(method);
    sign.uri(encode(url));
    for (at, (name, value)) in normalized(parameters).iter().enumerate() {
        if at > 0 {
            sign.delimiter();
        }
        sign.parameter(&encode(name), encode(value));
    }
    let encoded = sign.end().to_string();
    percent_decode_str(&encoded).decode_utf8_lossy().into_owned()
}

/// RFC 5849, section 3.4.1.3.2: encoded, then sorted.
fn normalized(parameters: &[(String, String)]) -> Vec<(String, String)> {
    let mut encoded: Vec<_> = parameters.iter().map(|(name, value)| (encode(name), encode(value))).collect();
    encoded.sort();
    encoded
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

#[cfg(test)]
mod tests {
    use super::signature;
    use crate::world::signer::Credentials;

    fn credentials([consumer_secret, access_token_secret]: [&str; 2]) -> Credentials {
        Credentials {
            user_id: String::new(),
            consumer_key: String::new(),
            consumer_secret: consumer_secret.to_owned(),
            access_token: String::new(),
            access_token_secret: access_token_secret.to_owned(),
        }
    }

    fn owned(parameters: &[(&str, &str)]) -> Vec<(String, String)> {
        parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn the_example_of_rfc_5849_comes_out() {
        let parameters = owned(&[
            ("size", "original"),
            ("file", "vacation.jpg"),
            ("oauth_consumer_key", "dpf43f3p2l4k3l03"),
            ("oauth_token", "nnch734d00sl2jdk"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131202"),
            ("oauth_nonce", "chapoH"),
        ]);
        let credentials = credentials(["kd94hf93k423kf44", "pfkkdhi9sl3r4s00"]);
        let signed = signature(&credentials, "GET", "http://photos.example.net/photos", &parameters);
        assert_eq!(signed, "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
    }

    #[test]
    fn the_example_of_the_documentation_of_x_comes_out() {
        let parameters = owned(&[
            ("status", "Hello Ladies + Gentlemen, a signed OAuth request!"),
            ("include_entities", "true"),
            ("oauth_consumer_key", "xvz1evFS4wEEPTGEFPHBog"),
            ("oauth_nonce", "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "1318622958"),
            ("oauth_token", "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb"),
            ("oauth_version", "1.0"),
        ]);
        let credentials =
            credentials(["kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw", "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"]);
        let url = "https://api.twitter.com/1.1/statuses/update.json";
        assert_eq!(signature(&credentials, "POST", url, &parameters), "hCtSmYh+iHYCEqBWrE7C7hYmtUk=");
    }
}
