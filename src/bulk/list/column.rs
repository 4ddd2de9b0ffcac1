//! The columns of tables, and the fields of JSON objects, by the names that people and programs give them.

use super::found::TakenFor;

/// What a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// IDs of users.
    UserId,
    /// IDs of whatever the entry is: of a user, a post, a list, or the number of a row.
    Id,
    /// The same as text: in X's API 1.1, a double may have rounded the `id` beside it.
    IdStr,
    /// Usernames.
    Username,
    /// Accounts, however they are named.
    Account,
    /// URLs of profiles.
    Profile,
    /// URLs, of profiles where nothing else tells who is meant.
    Url,
    /// IDs of the authors of posts.
    AuthorId,
    /// Usernames of the authors of posts.
    Author,
    /// What only posts have.
    Post,
    /// What only X's lists have.
    List,
    /// A name for people to read.
    Name,
    /// Anything else.
    Other,
}

use Column::{Account, Author, AuthorId, Id, IdStr, List, Name, Other, Post, Profile, Url, UserId, Username};

/// Names in lower case, without spaces and marks between words. Each group is separated by spaces.
const NAMES: [(Column, &str); 12] = [
    (Id, "id"),
    (IdStr, "idstr restid"),
    (
        UserId,
        "userid useridstr accountid twitterid twitteruserid twitteraccountid xid xuserid xaccountid targetid \
         targetuserid blockedid muteduserid blockeduserid numericid",
    ),
    (
        Username,
        "username usernames screenname screennames handle handles twitterhandle xhandle twitterusername xusername \
         twitterscreenname userscreenname userhandle userusername accounthandle benutzername nutzername nombredeusuario \
         nomdutilisateur nomeutente gebruikersnaam",
    ),
    (
        Account,
        "user users account accounts twitter twitteraccount xaccount benutzer usuario utilisateur utente profile",
    ),
    (
        Profile,
        "profileurl profilelink userlink userurl twitterurl twitterlink twitterprofile twitterprofileurl xurl xprofile \
         xprofileurl accounturl accountlink",
    ),
    (Url, "url link"),
    (AuthorId, "authorid authoridstr tweetauthorid postauthorid"),
    (Author, "author authorusername authorhandle authorscreenname tweetauthor postauthor"),
    (
        Post,
        "tweetid tweetidstr like postid statusid statusidstr conversationid conversationidstr text fulltext tweet tweettext posttext \
         content rawcontent renderedcontent retweetcount likecount favoritecount replycount quotecount inreplytostatusid \
         inreplytostatusidstr inreplytotweetid edithistorytweetids edithistorypostids referencedtweets isquotestatus",
    ),
    (List, "membercount memberscount subscribercount slug"),
    (Name, "name displayname title"),
];

impl Column {
    /// The column of this name.
    pub fn of(name: &str) -> Self {
        let Some(name) = plain(name) else { return Other };
        let found = NAMES.iter().find(|(_, names)| names.split(' ').any(|known| name.eq_ignore_ascii_case(known)));
        found.map_or(Other, |(column, _)| *column)
    }

    /// True if it tells who is meant, or that no one is.
    pub fn is_known(self) -> bool {
        !matches!(self, Other | Name | List)
    }

    /// What people are told of it. In a list of posts, accounts are authors.
    pub fn taken_for(self, of_posts: bool) -> TakenFor {
        match self {
            Author | AuthorId => TakenFor::Author,
            UserId | Username | Account if of_posts => TakenFor::Author,
            Id | IdStr if of_posts => TakenFor::Nothing,
            UserId | Id | IdStr => TakenFor::Id,
            Username | Account => TakenFor::Username,
            Profile | Url if !of_posts => TakenFor::Profile,
            _ => TakenFor::Nothing,
        }
    }
}

/// The longest name that is known.
const LONGEST: usize = 24;

/// A name without what stands between its words; none if it has other characters than letters and digits, or too many.
fn plain(name: &str) -> Option<String> {
    let mut plain = String::new();
    for char in name.chars() {
        match char {
            ' ' | '_' | '-' | '.' | '\'' | '\u{2019}' | '"' | '(' | ')' | ':' | '#' | '\u{a0}' | '\u{feff}' => {}
            _ if char.is_ascii_alphanumeric() && plain.len() < LONGEST => plain.push(char),
            _ => return None,
        }
    }
    Some(plain)
}
