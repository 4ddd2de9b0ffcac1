use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// What ties a code to whoever asked for it (RFC 7636).
#[derive(Clone)]
pub enum Challenge {
    S256(String),
    Plain(String),
}

impl Challenge {
    pub fn read(method: &str, text: &str) -> Result<Self, &'static str> {
        let is_a_digest = || URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == 32);
        match method {
            "S256" if is_a_digest() => Ok(Self::S256(text.to_owned())),
            "S256" => Err("code_challenge is not a SHA-256 in base64url without padding"),
            "plain" => Ok(Self::Plain(text.to_owned())),
            _ => Err("code_challenge_method must be S256 or plain"),
        }
    }

    pub fn is_met_by(&self, verifier: &str) -> bool {
        match self {
            Self::S256(challenge) => URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == *challenge,
            Self::Plain(challenge) => verifier == challenge,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Challenge;

    #[test]
    fn the_example_of_rfc_7636_is_met() {
        let challenge = Challenge::read("S256", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").unwrap();
        assert!(challenge.is_met_by("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(!challenge.is_met_by("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }
}
