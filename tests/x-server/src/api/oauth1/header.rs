use percent_encoding::percent_decode_str;

/// All of these have to be there. `oauth_version` may be, and is 1.0.
const REQUIRED: [&str; 6] = [
    "oauth_consumer_key",
    "oauth_nonce",
    "oauth_signature",
    "oauth_signature_method",
    "oauth_timestamp",
    "oauth_token",
];

/// What an `Authorization: OAuth` header says (RFC 5849, section 3.5.1), each field once.
pub struct Header {
    fields: Vec<(String, String)>,
    timestamp_s: u64,
}

impl Header {
    /// None: it is not what it must be.
    pub fn read(text: &str) -> Option<Self> {
        let fields = text.split(',').map(field).collect::<Option<Vec<_>>>()?;
        let once = |name: &str| fields.iter().filter(|(other, _)| other == name).count() == 1;
        if !fields.iter().all(|(name, _)| once(name)) || !REQUIRED.into_iter().all(once) {
            return None;
        }
        let mut header = Self { fields, timestamp_s: 0 };
        header.timestamp_s = header.get("oauth_timestamp").parse().ok()?;
        let is_fit = header.get("oauth_signature_method") == "HMAC-SHA1"
            && header.find("oauth_version").is_none_or(|version| version == "1.0")
            && !header.nonce().is_empty();
        is_fit.then_some(header)
    }

    fn find(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Of those that have to be there.
    fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    pub fn consumer_key(&self) -> &str {
        self.get("oauth_consumer_key")
    }

    pub fn token(&self) -> &str {
        self.get("oauth_token")
    }

    pub fn nonce(&self) -> &str {
        self.get("oauth_nonce")
    }

    pub fn timestamp_s(&self) -> u64 {
        self.timestamp_s
    }

    pub fn signature(&self) -> &str {
        self.get("oauth_signature")
    }

    /// RFC 5849, section 3.4.1.3.1: all but two.
    pub fn signed(&self) -> impl Iterator<Item = &(String, String)> {
        self.fields.iter().filter(|(name, _)| name != "realm" && name != "oauth_signature")
    }
}

/// `name="value"`, percent-encoded both.
fn field(text: &str) -> Option<(String, String)> {
    let (name, value) = text.trim().split_once('=')?;
    let value = value.strip_prefix('"')?.strip_suffix('"')?;
    let decode = |text: &str| Some(percent_decode_str(text).decode_utf8().ok()?.into_owned());
    Some((decode(name)?, decode(value)?))
}
