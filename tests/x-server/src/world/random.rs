use std::iter;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What a text that X gives out is for.
#[derive(Clone, Copy)]
pub enum Kind {
    Code,
    AccessToken,
    RefreshToken,
}

/// Shaped as X's are: 43 random characters, the time and the kind, all in base64url.
pub fn secret(kind: Kind, now_ms: u64) -> String {
    let (kind, random) = (kind.mark(), text(43));
    URL_SAFE_NO_PAD.encode(format!("{random}:{now_ms}:1:0:{kind}:1"))
}

/// Letters and digits.
pub fn text(length: usize) -> String {
    iter::repeat_with(fastrand::alphanumeric).take(length).collect()
}

impl Kind {
    fn mark(self) -> &'static str {
        match self {
            Self::Code => "ac",
            Self::AccessToken => "at",
            Self::RefreshToken => "rt",
        }
    }
}
