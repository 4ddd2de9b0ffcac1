//! One entry with fields: a row of a table, or an object of JSON.

use super::column::Column;
use super::found::{Entry, Person};
use super::person::{self, NOBODY, ROUNDED};
use super::said::{Said, Source};
use crate::bulk::account_hash::id_number;

/// Beside a username, a smaller number may be that of a row: the username tells who is meant.
const LEAST_ID: u64 = 10_000;

const POST: &str = "is a post, not a person: with `authors: true` its author is read, where it has one";
const LIST: &str = "is a list or something else with a name, not a person: it has no username";
const TWO: &str = "has a username and the profile URL of someone else";
const ROW: &str = "has no ID and no username: the column of IDs has the numbers of rows";

/// A value and how exactly it is written.
#[derive(Clone, Copy, Debug)]
pub struct Field<'t> {
    /// What it says; empty if there is none.
    pub text: &'t str,
    /// How exactly.
    pub source: Source,
}

impl Field<'_> {
    const NONE: Self = Self { text: "", source: Source::Plain };
}

/// What is asked of a list beside who is in it, and what is known of all its entries.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rules {
    /// Whether the authors of posts are wanted.
    pub authors: bool,
    /// All entries are posts.
    pub of_posts: bool,
    /// The IDs are the numbers of rows.
    pub counts: bool,
    /// An `id` beside a name, with no username, is not known to be a user's.
    pub names_are_lists: bool,
    /// An `id` without a username is not known to be a user's.
    pub only_usernames: bool,
}

/// The fields of an entry that tell who it is.
#[derive(Clone, Copy, Debug)]
pub struct Record<'t> {
    id: Field<'t>,
    id_str: Field<'t>,
    user_id: Field<'t>,
    username: &'t str,
    account: Field<'t>,
    profile: &'t str,
    url: &'t str,
    author_id: Field<'t>,
    author: &'t str,
    /// The entry's own ID, where it has a user within.
    own_id: &'t str,
    is_post: bool,
    is_list: bool,
    has_name: bool,
    has_user: bool,
}

impl<'t> Record<'t> {
    /// No field yet.
    pub const EMPTY: Self = Self {
        id: Field::NONE,
        id_str: Field::NONE,
        user_id: Field::NONE,
        username: "",
        account: Field::NONE,
        profile: "",
        url: "",
        author_id: Field::NONE,
        author: "",
        own_id: "",
        is_post: false,
        is_list: false,
        has_name: false,
        has_user: false,
    };

    /// Takes a field. Of two of a kind, the first that is not empty counts.
    pub fn offer(&mut self, column: Column, field: Field<'t>) {
        if field.text.is_empty() {
            return;
        }
        let slot = match column {
            Column::Id => &mut self.id,
            Column::IdStr => &mut self.id_str,
            Column::UserId => &mut self.user_id,
            Column::Account => &mut self.account,
            Column::AuthorId => &mut self.author_id,
            _ => return self.offer_text(column, field.text),
        };
        if slot.text.is_empty() {
            *slot = field;
        }
    }

    fn offer_text(&mut self, column: Column, text: &'t str) {
        let slot = match column {
            Column::Username => &mut self.username,
            Column::Profile => &mut self.profile,
            Column::Url => &mut self.url,
            Column::Author => &mut self.author,
            _ => return self.mark(column),
        };
        if slot.is_empty() {
            *slot = text;
        }
    }

    /// Notes what kind of thing has such a field, whatever the field says.
    pub fn mark(&mut self, column: Column) {
        self.is_post |= column == Column::Post;
        self.is_list |= column == Column::List;
        self.has_name |= column == Column::Name;
    }

    /// Takes the user within an entry, who is meant in place of the entry.
    pub fn take_user(&mut self, user: &Self) {
        self.is_list |= user.is_list;
        self.has_user = true;
        self.own_id = first_nonempty([self.id_str, self.id]).text;
        let id = first_nonempty([user.user_id, user.id_str, user.id]);
        if !id.text.is_empty() {
            (self.user_id, self.id, self.id_str) = (id, Field::NONE, Field::NONE);
        }
        if !user.username.is_empty() {
            (self.username, self.id, self.id_str) = (user.username, Field::NONE, Field::NONE);
        }
        if self.profile.is_empty() {
            self.profile = user.profile;
        }
    }

    /// Takes the author within an entry, which is a post.
    pub fn take_author(&mut self, author: &Self) {
        self.offer(Column::AuthorId, first_nonempty([author.user_id, author.id_str, author.id]));
        self.offer_text(Column::Author, author.username);
        self.is_post = true;
    }

    /// True if a field tells who is meant, or what the entry is.
    pub fn is_someone(&self) -> bool {
        let ids = [self.id, self.id_str, self.user_id, self.account, self.author_id];
        let texts = [self.username, self.profile, self.url, self.author];
        self.is_post
            || self.is_list
            || ids.iter().any(|id| !id.text.is_empty())
            || texts.iter().any(|text| !text.is_empty())
    }

    /// True if nothing but a bare word tells who is meant.
    pub fn is_bare(&self) -> bool {
        let ids = [self.id, self.id_str, self.user_id, self.author_id];
        let is_username = !self.username.is_empty() || !self.account.text.is_empty();
        is_username
            && ids.iter().all(|id| id.text.is_empty())
            && !self.username.starts_with('@')
            && !self.username.contains('/')
    }

    /// Who is meant.
    ///
    /// # Errors
    /// Why nobody is, as it follows on the entry.
    pub fn person(&self, rules: Rules) -> Result<Person<'t>, &'static str> {
        if self.is_list {
            return Err(LIST);
        }
        if self.is_post() || rules.of_posts {
            return if rules.authors { self.author() } else { Err(POST) };
        }
        let id = first_nonempty([self.user_id, self.id_str, self.id]);
        let is_bare_id = self.user_id.text.is_empty();
        let is_doubtful = rules.names_are_lists && self.has_name || rules.only_usernames;
        if is_doubtful && is_bare_id && !id.text.is_empty() && !self.has_username() {
            return Err(LIST);
        }
        let id = if rules.counts { Field::NONE } else { id };
        let person = self.paired(id);
        if rules.counts { person.map_err(|_| ROW) } else { person }
    }

    /// True for a post: it has an author, an address of its own, or an ID of its own beside that of a user.
    fn is_post(&self) -> bool {
        let has_author = !self.author_id.text.is_empty() || !self.author.is_empty();
        let own_id = if self.own_id.is_empty() { first_nonempty([self.id_str, self.id]).text } else { self.own_id };
        let is_another = own_id != self.user_id.text && id_number(own_id).is_some_and(|id| id >= LEAST_ID);
        let has_address = matches!(person::read(self.url, Source::Plain), Said::Post(_));
        self.is_post || has_author || has_address || self.has_user && is_another
    }

    fn has_username(&self) -> bool {
        !self.username.is_empty() || !self.profile.is_empty() || !self.account.text.is_empty()
    }

    /// The author of a post, by fields that cannot be the post's own.
    fn author(&self) -> Result<Person<'t>, &'static str> {
        let id = first_nonempty([self.author_id, self.user_id]);
        let username = if self.author.is_empty() { self.username } else { self.author };
        let url = match person::read(self.url, Source::Plain) {
            Said::Post(author) => author,
            _ => "",
        };
        let username = if username.is_empty() { url } else { username };
        let author = Self { username, profile: "", url: "", account: self.account, ..Self::EMPTY };
        author.paired(id).map_err(|why| if why == NOBODY { POST } else { why })
    }

    /// Someone by an ID and what else there is.
    fn paired(&self, id: Field<'t>) -> Result<Person<'t>, &'static str> {
        let mut id_said = person::in_id_column(id.text, id.source);
        let mut name_said = person::in_username_column(self.username);
        if name_said == Said::Nothing {
            name_said = match person::read(self.account.text, self.account.source) {
                Said::Word(_) => Said::Nobody("has a bare word, which may be a name: put an @ before a username"),
                said => said,
            };
        }
        let profile = match person::read(self.profile, Source::Plain) {
            Said::Nothing if name_said == Said::Nothing => person::read(self.url, Source::Plain),
            said => said,
        };
        if let (Said::Username(name), Said::Username(other)) = (name_said, profile)
            && !name.eq_ignore_ascii_case(other)
        {
            return Err(TWO);
        }
        for said in [name_said, profile] {
            if let (Said::Id(_), false) = (said, matches!(id_said, Said::Id(_))) {
                id_said = said;
            }
        }
        let username = [name_said, profile, id_said].iter().find_map(|said| match said {
            Said::Username(name) => Some(*name),
            _ => None,
        });
        match (id_said, username) {
            (Said::Id(exact), Some(name)) => Ok(pair(exact, name, person::clean(id.text, id.source).1)),
            (Said::Id(id), None) => Ok(Person::id(id)),
            (Said::Rounded(rounded, _), Some(username)) => {
                Ok(Person { entry: Entry { id: "", username, rounded }, is_bare_word: false })
            }
            (_, Some(name)) => Ok(Person::username(name)),
            (Said::Rounded(0, _), None) => Err(ROUNDED),
            (said, None) => Err(first_reason([said, name_said, profile])),
        }
    }
}

/// Who a field by itself names. The author of a post is taken with `authors`, a bare word with `are_words`, and else rejected for `bare`.
///
/// # Errors
/// Why nobody is, as it follows on the entry.
pub fn someone<'t>(
    said: Said<'t>,
    authors: bool,
    are_words: bool,
    bare: &'static str,
) -> Result<Person<'t>, &'static str> {
    match said {
        Said::Id(id) => Ok(Person::id(id)),
        Said::Username(name) => Ok(Person::username(name)),
        Said::Word(word) if are_words => Ok(Person::word(word)),
        Said::Word(_) => Err(bare),
        Said::Post(author) if authors && !author.is_empty() => Ok(Person::username(author)),
        Said::Post(_) => Err(POST_ADDRESS),
        Said::Nothing => Err(NOBODY),
        Said::Rounded(_, why) | Said::Nobody(why) => Err(why),
    }
}

fn pair<'t>(id: &'t str, username: &'t str, source: Source) -> Person<'t> {
    let is_row = source == Source::Plain && id_number(id).is_some_and(|id| id < LEAST_ID);
    Person { entry: Entry { id: if is_row { "" } else { id }, username, rounded: 0 }, is_bare_word: false }
}

fn first_nonempty<const N: usize>(fields: [Field<'_>; N]) -> Field<'_> {
    fields.into_iter().find(|field| !field.text.is_empty()).unwrap_or(Field::NONE)
}

/// Why the first field that says something names nobody.
fn first_reason(said: [Said<'_>; 3]) -> &'static str {
    let reason = said.iter().find_map(|said| match said {
        Said::Nobody(why) | Said::Rounded(_, why) => Some(*why),
        Said::Post(_) => Some(POST_ADDRESS),
        _ => None,
    });
    reason.unwrap_or(NOBODY)
}

/// Why the address of a post is rejected.
const POST_ADDRESS: &str = "is the address of a post, not of a person: with `authors: true` its author is read";
