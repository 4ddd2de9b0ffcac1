use serde::{Deserialize, Serialize};

/// What X does when the target of a mute or unmute does not exist: both have been seen.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub enum MissingTargets {
    #[default]
    #[serde(rename = "404")]
    NotFound,
    #[serde(rename = "200-with-errors")]
    OnlyErrors,
}

/// What stands for `data` in a list of nobody: all three have been seen.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EmptyList {
    Array,
    Null,
    #[default]
    Absent,
}

/// What stands for `connection_status` of an account to which the caller has no relation: both have been reported.
#[derive(Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoRelation {
    #[default]
    Array,
    Absent,
}

/// X is renaming tweet to post, and answers either.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Vocabulary {
    #[default]
    Tweet,
    Post,
}

impl Vocabulary {
    pub fn word(self) -> &'static str {
        match self {
            Self::Tweet => "tweet",
            Self::Post => "post",
        }
    }
}
