use std::num::NonZeroU64;

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, Mac};
use oauth1_request::{Builder, HMAC_SHA1, Token, request::AssertSorted};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use proptest::prelude::*;
use sha1::Sha1;

use super::*;

fn signature(key: &str, base: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(base.as_bytes());
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

/// A header's parameters, whatever their order and the spaces between them.
fn parameters(header: &str) -> Vec<&str> {
    let mut parameters: Vec<_> = header.strip_prefix("OAuth ").unwrap().split(',').map(str::trim).collect();
    parameters.sort_unstable();
    parameters
}

fn owned<'t>(query: &[(&'t str, &str)]) -> Vec<(&'t str, String)> {
    query.iter().map(|(name, value)| (*name, String::from(*value))).collect()
}

/// The credentials of X's documentation.
fn documented() -> OAuth1 {
    OAuth1::parse(
        "xvz1evFS4wEEPTGEFPHBog",
        "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
        "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
        "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE",
    )
    .ok()
    .unwrap()
}

/// <https://docs.x.com/fundamentals/authentication/oauth-1-0a/creating-a-signature>, and the editions of that page from
/// when X was Twitter. They differ in the URL only.
#[test]
fn the_examples_of_xs_documentation_are_signed_as_x_shows() {
    let (nonce, timestamp) = ("kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg", 1318622958);
    let status = "Hello Ladies + Gentlemen, a signed OAuth request!";
    let query = owned(&[("status", status), ("include_entities", "true")]);
    let table = [
        ("https://api.x.com/1.1/statuses/update.json", "Ls93hJiZbQ3akF3HF3x1Bz8/zU4="),
        ("https://api.twitter.com/1.1/statuses/update.json", "hCtSmYh+iHYCEqBWrE7C7hYmtUk="),
        ("https://api.twitter.com/1/statuses/update.json", "tnnArxj06cWHq44gCs1OSKk/jLY="),
    ];
    let auth = documented();
    for (url, wanted) in table {
        let base = auth.signature_base("POST", url, &query, nonce, timestamp);
        assert_eq!(signature(&auth.key(), &base), wanted);
    }
    assert_eq!(
        auth.signature_base("POST", table[0].0, &query, nonce, timestamp),
        "POST&https%3A%2F%2Fapi.x.com%2F1.1%2Fstatuses%2Fupdate.json&include_entities%3Dtrue%26\
         oauth_consumer_key%3Dxvz1evFS4wEEPTGEFPHBog%26\
         oauth_nonce%3DkYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg%26\
         oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D1318622958%26\
         oauth_token%3D370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb%26oauth_version%3D1.0%26\
         status%3DHello%2520Ladies%2520%252B%2520Gentlemen%252C%2520a%2520signed%2520OAuth%2520request%2521"
    );
    assert_eq!(auth.key(), "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw&LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");
    // https://docs.x.com/fundamentals/authentication/oauth-1-0a/authorizing-a-request
    assert_eq!(
        parameters(&auth.header(nonce, timestamp, "tnnArxj06cWHq44gCs1OSKk/jLY=")),
        [
            "oauth_consumer_key=\"xvz1evFS4wEEPTGEFPHBog\"",
            "oauth_nonce=\"kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg\"",
            "oauth_signature=\"tnnArxj06cWHq44gCs1OSKk%2FjLY%3D\"",
            "oauth_signature_method=\"HMAC-SHA1\"",
            "oauth_timestamp=\"1318622958\"",
            "oauth_token=\"370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb\"",
            "oauth_version=\"1.0\"",
        ]
    );
}

#[test]
fn the_examples_of_rfc_5849_are_signed_as_it_shows() {
    let base = |method, url, parameters: &[(&str, &str)]| {
        signature_base(method, url, parameters.iter().map(|(name, value)| encoded_pair(name, value)).collect())
    };

    // Section 3.4.1.1. Its signature is not the one of this string; that of erratum 2550 is.
    let request = base(
        "POST",
        "http://example.com/request",
        &[
            ("b5", "=%3D"),
            ("a3", "a"),
            ("c@", ""),
            ("a2", "r b"),
            ("oauth_consumer_key", "9djdj82h48djs9d2"),
            ("oauth_token", "kkk9d7dh3k39sjv7"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131201"),
            ("oauth_nonce", "7d8f3e4a"),
            ("c2", ""),
            ("a3", "2 q"),
        ],
    );
    assert_eq!(
        request,
        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q\
         %26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_\
         key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m\
         ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk\
         9d7dh3k39sjv7"
    );
    assert_eq!(signature("j49sk3j29djd&dh893hdasih9", &request), "r6/TJjbCOr97/+UU0NsvSne7s5g=");

    // Section 1.2.
    let photo = base(
        "GET",
        "http://photos.example.net/photos",
        &[
            ("file", "vacation.jpg"),
            ("size", "original"),
            ("oauth_consumer_key", "dpf43f3p2l4k3l03"),
            ("oauth_token", "nnch734d00sl2jdk"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131202"),
            ("oauth_nonce", "chapoH"),
        ],
    );
    assert_eq!(signature("kd94hf93k423kf44&pfkkdhi9sl3r4s00", &photo), "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
}

#[test]
fn parameters_are_sorted_by_name_then_by_value_as_they_are_encoded() {
    let query =
        owned(&[("~", "1"), ("é", "2"), ("a1", "3"), ("a", "~"), ("a", "é"), ("a", "~"), ("a", ""), ("a!", "4")]);
    let base = documented().signature_base("GET", "https://api.x.com/", &query, "n", 1);
    let names = base.rsplit('&').next().unwrap().replace("%3D", "=").replace("%25", "%");
    assert!(names.starts_with("%C3%A9=2%26a=%26a=%C3%A9%26a=~%26a=~%26a%21=4%26a1=3%26oauth_consumer"), "{names}");
    assert!(names.ends_with("oauth_version=1.0%26~=1"), "{names}");
}

#[test]
fn an_access_token_says_whose_it_is() {
    let user = |token| OAuth1::parse("k", "s", token, "s").ok().unwrap().user_id().map(str::to_owned);
    for (token, wanted) in [("370773112-GmHx", "370773112"), ("1234567890123456789-a-b", "1234567890123456789")] {
        assert_eq!(user(token).as_deref(), Some(wanted));
    }
    for token in ["370773112", "GmHx-370773112", "-GmHx", "007-GmHx", "12345678901234567890-GmHx"] {
        assert_eq!(user(token), None, "{token}");
    }
}

#[test]
fn what_x_cannot_have_issued_is_refused_and_named_without_being_repeated() {
    let names = ["auth.consumerKey", "auth.consumerSecret", "auth.accessToken", "auth.accessTokenSecret"];
    let long = "s3cret".repeat(2000);
    let table = [
        ("", "is empty"),
        ("s3cret ", "a space or a line break"),
        ("s3c\nret", "a space or a line break"),
        ("s3c\r\nx-injected: ret", "a space or a line break"),
        ("s3cret\0", "not visible ASCII"),
        ("s3crét", "not visible ASCII"),
        (&long, "is too long"),
    ];
    for (at, name) in names.iter().enumerate() {
        for (text, wanted) in table {
            let mut given = ["s3cret-a", "s3cret-b", "s3cret-c", "s3cret-d"];
            given[at] = text;
            let error = OAuth1::parse(given[0], given[1], given[2], given[3]).err().unwrap();
            let message = error.message;
            assert!(message.starts_with(&[*name, " must be"].concat()), "{message}");
            assert!(message.contains(wanted), "{message}");
            assert!(!message.contains("s3c"), "{message}");
        }
    }
    let longest = "s".repeat(10_000);
    assert!(OAuth1::parse(&longest, "!", "~", "&=\"%+,/").is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// The other implementation leaves the names to be encoded, and the parameters to be sorted, to its caller.
    #[test]
    fn requests_are_signed_as_another_implementation_signs_them(
        [consumer_key, consumer_secret, token, token_secret] in prop::array::uniform4("[!-~]{1,50}"),
        method in "GET|POST|PUT|DELETE",
        url in "https?://[a-z]{1,9}\\.example(:[0-9]{2,5})?(/[a-zA-Z0-9!$&'()*+,;=:@%._~-]{0,9}){1,4}",
        query in prop::collection::vec(("[a-z~%é=&]{0,2}|\\PC{1,9}|oauth_[a-z]{1,4}", "[a~é ]{0,2}|\\PC{0,20}"), 0..9),
        nonce in "[0-9A-Za-z]{1,42}|\\PC{1,20}",
        timestamp in 1..=u64::MAX,
    ) {
        const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
        let encode = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
        let mut sorted = query.clone();
        sorted.sort_by_key(|(name, value)| (encode(name), encode(value)));
        let sorted: Vec<_> = sorted.iter().map(|(name, value)| (encode(&encode(name)), value)).collect();
        let wanted = Builder::with_token(
            Token::from_parts(&*consumer_key, &*consumer_secret, &*token, &*token_secret),
            HMAC_SHA1,
        )
        .nonce(&*nonce)
        .timestamp(NonZeroU64::new(timestamp))
        .version(true)
        .authorize(&method, &url, &AssertSorted::new(sorted.iter().map(|(name, value)| (name, value))));

        let auth = OAuth1::parse(&consumer_key, &consumer_secret, &token, &token_secret).ok().unwrap();
        let query: Vec<_> = query.iter().map(|(name, value)| (&**name, value.clone())).collect();
        let base = auth.signature_base(&method, &url, &query, &nonce, timestamp);
        let signature = signature(&auth.key(), &base);
        let header = auth.header(&nonce, timestamp, &signature);
        prop_assert_eq!(parameters(&header), parameters(&wanted));
    }
}
