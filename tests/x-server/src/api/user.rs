use serde_json::{Map, Value, json};

use super::Endpoint;
use super::caller::Caller;
use super::problem::Problem;
use crate::world::State;
use crate::world::account::Account;
use crate::world::setting::NoRelation;

/// From X's OpenAPI description; those of posts under their old names too.
const NAMES: [&str; 29] = [
    "affiliation",
    "confirmed_email",
    "connection_status",
    "created_at",
    "description",
    "entities",
    "id",
    "is_identity_verified",
    "location",
    "most_recent_post_id",
    "most_recent_tweet_id",
    "name",
    "parody",
    "pinned_post_id",
    "pinned_tweet_id",
    "profile_banner_url",
    "profile_image_url",
    "protected",
    "public_metrics",
    "receives_your_dm",
    "subscribes_to_you",
    "subscription",
    "subscription_type",
    "url",
    "username",
    "verified",
    "verified_followers_count",
    "verified_type",
    "withheld",
];

/// What `user.fields` asks for, as far as it is known of anybody here.
pub struct UserFields {
    connection_status: bool,
    pinned_post_id: bool,
    public_metrics: bool,
}

impl UserFields {
    /// Of the text of the parameter, if it is there.
    pub fn read(text: Option<&str>) -> Result<Self, Problem> {
        let text = text.unwrap_or("id");
        if let Some(unknown) = text.split(',').find(|name| !NAMES.contains(name)) {
            let known = NAMES.join(",");
            let message = format!("The `user.fields` query parameter value [{unknown}] is not one of [{known}]");
            return Err(Problem::invalid_parameter("user.fields", text, &message));
        }
        let asks_for = |names: &[&str]| text.split(',').any(|name| names.contains(&name));
        Ok(Self {
            connection_status: asks_for(&["connection_status"]),
            pinned_post_id: asks_for(&["pinned_post_id", "pinned_tweet_id"]),
            public_metrics: asks_for(&["public_metrics"]),
        })
    }
}

/// A user as X shows them to the caller. Everybody here has one post, pinned, that has their own ID.
pub fn user(x: &State, caller: &Caller, account: &Account, fields: &UserFields) -> Value {
    let mut user = Map::new();
    for (name, value) in [("id", &account.id), ("name", &account.name), ("username", &account.username)] {
        user.insert(name.to_owned(), json!(value));
    }
    if let (true, Some(viewer)) = (fields.connection_status, &caller.user_id) {
        let status = connection_status(x, viewer, account);
        if !status.is_empty() || x.no_relation == NoRelation::Array {
            user.insert("connection_status".to_owned(), Value::Array(status));
        }
    }
    let post = x.vocabulary.word();
    if fields.pinned_post_id {
        user.insert(format!("pinned_{post}_id"), json!(account.id));
    }
    if fields.public_metrics {
        let count = format!("{post}_count");
        let metrics = json!({"followers_count": 0, "following_count": 0, count: 1, "listed_count": 0});
        user.insert("public_metrics".to_owned(), metrics);
    }
    Value::Object(user)
}

fn connection_status(x: &State, viewer: &str, account: &Account) -> Vec<Value> {
    let mut status: Vec<Value> = account.connection_status.iter().map(|it| json!(it)).collect();
    if x.lists.has(Endpoint::Muted, viewer, &account.id) {
        status.push(json!("muting"));
    }
    status
}
