//! Users, as X's answers tell of them.

use serde::Serialize;

use super::json::Json;
use super::problem::last_segment;
use super::{Reply, Request, UserId};

/// The longest text of X's on an account that is missing, in bytes, and what stands in the place of a longer one.
const MAX_TEXT: usize = 300;
const TOO_LONG: &str = "(a text that is longer than any of X's)";

/// How much of the errors beside a list is kept, in bytes.
const MAX_ERRORS: usize = 16 * 1024;

/// The answer to a lookup. Each user in it was asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Lookup<J> {
    /// The accounts that were found, as X gave them.
    pub users: Vec<J>,
    /// The others.
    pub missing: Vec<Missing>,
    /// X keeps a field of an account to itself, or has failed to read it.
    #[serde(skip)]
    pub is_withheld: bool,
}

/// An account that was asked for and not found, with what X says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// Its ID, where it was asked for by that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its username, where it was asked for by that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// `title` of X's problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `detail` of X's problem.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The last path segment of `type` of X's problem.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub problem_type: Option<String>,
}

/// One page of a list of users.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page<J> {
    /// X's list, each with an ID; none where X leaves it out, as it does for an empty one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub users: Option<J>,
    /// Where the next page begins; none on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// X's errors beside the list, as many as are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub errors: Option<J>,
    /// ID and username of each user, as [`Reply::accounts`] gives them: a list is read in one piece, for each string that crosses
    /// from JavaScript takes longer than the rest.
    #[serde(skip)]
    pub accounts: String,
}

impl<J> Lookup<J> {
    /// The same with the users in another form.
    pub fn map<W>(self, map: impl FnMut(J) -> W) -> Lookup<W> {
        let Self { users, missing, is_withheld } = self;
        Lookup { users: users.into_iter().map(map).collect(), missing, is_withheld }
    }
}

impl<J> Page<J> {
    /// The same with X's lists in another form.
    pub fn map<W>(self, map: impl Fn(J) -> W) -> Page<W> {
        let Self { users, next_token, errors, accounts } = self;
        Page { users: users.map(&map), next_token, errors: errors.map(&map), accounts }
    }

    /// The ID of each user, and the username, which may be empty.
    pub fn accounts(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(&self.accounts)
    }
}

/// The pairs of a text of fields with commas between.
fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut fields = text.split(',');
    std::iter::from_fn(move || fields.next().zip(fields.next()))
}

/// Reads the answer to a lookup. None where it is no such answer, or two accounts have one username.
pub fn read_lookup<R: Reply>(request: &Request, reply: &R, json: &R::Json) -> Option<Lookup<R::Json>> {
    let is_by_id = request.parameter("ids").is_some();
    let mut wanted = Wanted::new(request.parameter("ids").or(request.parameter("usernames"))?);
    let mut users = Vec::new();
    let data = json.data();
    if let Some(data) = &data {
        for user in data.items()? {
            let id = checked_id(&user)?;
            let name = if is_by_id { Some(id.clone()) } else { user.username() };
            if wanted.is_first(&name.unwrap_or_default(), id)? {
                users.push(user);
            }
        }
    }
    let errors: Vec<R::Json> = json.errors().and_then(|errors| Some(errors.items()?.collect())).unwrap_or_default();
    let mut problems = Problems::of(&errors);
    let mut missing = Vec::new();
    for name in wanted.left() {
        let error = problems.find(name);
        // Without any account found, only errors that speak of each are an answer.
        if data.is_none() && error.is_none() {
            return None;
        }
        missing.push(describe(reply, is_by_id, name, error));
    }
    Some(Lookup { users, missing, is_withheld: errors.iter().any(is_of_field) })
}

/// The accounts that were asked for, and the ID that was found for each.
struct Wanted<'t> {
    people: Vec<(&'t str, Option<String>)>,
    /// After the one that was found last: X answers in the order in which it was asked.
    next: usize,
}

impl<'t> Wanted<'t> {
    fn new(list: &'t str) -> Self {
        let mut people: Vec<(&str, Option<String>)> = Vec::new();
        for name in list.split(',') {
            if !people.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
                people.push((name, None));
            }
        }
        Self { people, next: 0 }
    }

    /// True where this name was asked for and is found for the first time. None where another account was found for it before.
    fn is_first(&mut self, name: &str, id: String) -> Option<bool> {
        let Some(at) = position(&self.people, self.next, |(wanted, _)| wanted.eq_ignore_ascii_case(name)) else {
            return Some(false);
        };
        let (_, found) = self.people.get_mut(at)?;
        match found {
            Some(before) => (*before == id).then_some(false),
            None => {
                *found = Some(id);
                self.next = at + 1;
                Some(true)
            }
        }
    }

    /// The names for which nothing was found.
    fn left(&self) -> impl Iterator<Item = &'t str> {
        self.people.iter().filter(|(_, found)| found.is_none()).map(|(name, _)| *name)
    }
}

/// The place of the item that is looked for: the one that is expected or, failing that, the first.
fn position<T>(items: &[T], expected: usize, is_it: impl Fn(&T) -> bool) -> Option<usize> {
    if items.get(expected).is_some_and(&is_it) { Some(expected) } else { items.iter().position(is_it) }
}

/// X's problems by their `value`: the ID or the username that each speaks of.
struct Problems<'j, J> {
    items: Vec<(String, &'j J)>,
    next: usize,
}

impl<'j, J: Json> Problems<'j, J> {
    fn of(errors: &'j [J]) -> Self {
        let items = errors.iter().filter_map(|error| Some((error.value().filter(|value| !value.is_empty())?, error)));
        Self { items: items.collect(), next: 0 }
    }

    fn find(&mut self, name: &str) -> Option<&'j J> {
        let at = position(&self.items, self.next, |(value, _)| value.eq_ignore_ascii_case(name))?;
        self.next = at + 1;
        self.items.get(at).map(|(_, error)| *error)
    }
}

/// True where X says that it keeps a field of an account to itself, or has failed to read it.
fn is_of_field(error: &impl Json) -> bool {
    let uri = error.problem_type().unwrap_or_default();
    matches!(last_segment(&uri), "field-hydration-failure" | "field-unauthorized" | "not-authorized-for-field")
}

fn checked_id(user: &impl Json) -> Option<String> {
    user.id().filter(|id| UserId::fault(id).is_none())
}

fn describe<R: Reply>(reply: &R, is_by_id: bool, name: &str, error: Option<&R::Json>) -> Missing {
    let kept = |text: &str| match text.len() {
        0 => None,
        1..=MAX_TEXT => Some(reply.redacted(text)),
        _ => Some(TOO_LONG.into()),
    };
    let text = |of: fn(&R::Json) -> Option<String>| error.and_then(of).unwrap_or_default();
    let name = Some(name.to_owned());
    Missing {
        id: name.clone().filter(|_| is_by_id),
        username: name.filter(|_| !is_by_id),
        title: kept(&text(R::Json::title)),
        detail: kept(&text(R::Json::detail)),
        problem_type: kept(last_segment(&text(R::Json::problem_type))),
    }
}

/// Reads a page of a list of users. None where it is no such page: one with neither users nor a word on how many there are, or
/// one whose next page is itself.
pub fn read_page<R: Reply>(request: &Request, reply: &R, json: &R::Json) -> Option<Page<R::Json>> {
    let (users, meta) = (json.data(), json.meta());
    let next_token = meta.as_ref().and_then(Json::next_token).filter(|token| !token.is_empty());
    let accounts = match &users {
        Some(users) => reply.accounts(users)?,
        // X leaves an empty list out.
        None => meta?.result_count().map(|_| String::new())?,
    };
    if pairs(&accounts).any(|(id, _)| UserId::fault(id).is_some()) {
        return None;
    }
    if let Some(next) = &next_token {
        // It is kept, as a line, and goes into a URL: it has no secret and no line break.
        let is_kept = reply.redacted(next) == *next && !next.contains(char::is_control);
        if !is_kept || request.parameter("pagination_token") == Some(next) {
            return None;
        }
    }
    let errors = json.errors().map(|errors| exact(reply).unwrap_or(errors));
    Some(Page { users, next_token, errors: errors.and_then(|errors| redacted_items(reply, &errors)), accounts })
}

/// X's errors with all digits of long numbers, where the reply is no longer than a problem.
fn exact<R: Reply>(reply: &R) -> Option<R::Json> {
    reply.problem()?.errors()
}

/// X's errors beside a list, the first of them: as many as an error may keep.
fn redacted_items<R: Reply>(reply: &R, errors: &R::Json) -> Option<R::Json> {
    let mut list = String::from("[");
    for error in errors.items()? {
        let text = error.to_text();
        if list.len() + text.len() > MAX_ERRORS {
            break;
        }
        if list.len() > 1 {
            list.push(',');
        }
        list.push_str(&text);
    }
    list.push(']');
    reply.parse(&reply.redacted(&list))
}

/// Reads one user. None where it is none.
pub fn read_user<J: Json>(json: &J) -> Option<J> {
    let user = json.data()?;
    checked_id(&user)?;
    Some(user)
}

#[cfg(test)]
mod tests;
