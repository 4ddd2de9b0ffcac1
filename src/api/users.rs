//! Users, as X's answers tell of them.

use super::json::{Value, with_safe_numbers};
use super::problem::last_segment;
use super::text::{cut, is_alike};
use super::{Object, Reply, Request, Text, UserId};

/// The longest text of X's on someone who is missing, in bytes, and what stands in the place of a longer one.
const MAX_TEXT: usize = 300;
const TOO_LONG: &str = "\"(a text that is longer than any of X's)\"";

/// How much of the errors beside a list is kept, in bytes.
const MAX_ERRORS: usize = 16 * 1024;

/// Reads the answer to a lookup: JSON of those who were asked for and found, and of those who are missing, with what X says of
/// each. Nobody else who is in the answer is handed on. None where it is no such answer, or two people have one username.
pub fn read_lookup(request: &Request, reply: &impl Reply, text: &str) -> Option<Text> {
    let answer = Value::parse(text)?;
    let (asked, field) = match request.asked("ids") {
        Some(ids) => (ids, "id"),
        None => (request.asked("usernames")?, "username"),
    };
    let [data, errors] = answer.members(["data", "errors"]);
    let users = users(data)?;
    let mut wanted = Wanted::new(asked);
    let mut found = Text::default();
    for user in users.items() {
        if wanted.is_first(user, field)? {
            found.push_item(",", with_safe_numbers(user).as_str());
        }
    }
    let mut told = Named::new(errors, "value");
    let mut missing = Text::default();
    for name in wanted.left() {
        let error = told.find(name);
        // Without anyone found, only errors that speak of each are an answer.
        if !users.is_there() && !error.is_there() {
            return None;
        }
        missing.push_item(",", describe(reply, field, name, error).as_str());
    }
    let mut lookup = Object::default();
    lookup.list("users", found.as_str());
    lookup.list("missing", missing.as_str());
    if errors.items().any(is_of_field) {
        lookup.raw("withheld", "true");
    }
    Some(lookup.finish())
}

/// Those who were asked for, and which user was found for each.
struct Wanted<'t> {
    people: Vec<(&'t str, Value<'t>)>,
    /// After the one who was found last: X answers in the order in which it was asked.
    next: usize,
}

impl<'t> Wanted<'t> {
    fn new(asked: &'t str) -> Self {
        let mut people = Vec::new();
        let mut rest = Some(asked);
        while let Some(list) = rest {
            let (name, after) = cut(list, b',');
            rest = after;
            if !people.iter().any(|(known, _): &(&str, _)| is_alike(known, name)) {
                people.push((name, Value::default()));
            }
        }
        Self { people, next: 0 }
    }

    /// Whether the user was asked for, and is the first of that name. None where another user was found for it before.
    fn is_first(&mut self, user: Value<'t>, field: &str) -> Option<bool> {
        let name = user.told(field);
        let is_it = |(wanted, _): &(&str, Value<'_>)| is_alike(wanted, name);
        let at = match self.people.get(self.next).is_some_and(is_it) {
            true => Some(self.next),
            false => self.people.iter().position(is_it),
        };
        let Some((at, (_, found))) = at.and_then(|at| Some((at, self.people.get_mut(at)?))) else { return Some(false) };
        if found.is_there() {
            return (found.told("id") == user.told("id")).then_some(false);
        }
        *found = user;
        self.next = at + 1;
        Some(true)
    }

    /// For whom nobody was found.
    fn left(&self) -> impl Iterator<Item = &'t str> {
        self.people.iter().filter(|(_, found)| !found.is_there()).map(|(name, _)| *name)
    }
}

/// Whether X says that it keeps a field of someone's to itself, or has failed to read it.
fn is_of_field(error: Value<'_>) -> bool {
    let kind = last_segment(error.told("type"));
    matches!(kind, "field-hydration-failure" | "field-unauthorized" | "not-authorized-for-field")
}

/// A reply's users, if it has any; none at all where one of them has no ID.
fn users(data: Value<'_>) -> Option<Value<'_>> {
    if matches!(data.raw(), "" | "null") {
        return Some(Value::default());
    }
    for user in data.items() {
        has_id(user)?;
    }
    data.is_list().then_some(data)
}

fn tell_users(object: &mut Object, users: Value<'_>) {
    let users = with_safe_numbers(users);
    object.raw("users", if users.as_str().is_empty() { "[]" } else { users.as_str() });
}

fn has_id(user: Value<'_>) -> Option<()> {
    UserId::fault(user.told("id")).is_none().then_some(())
}

/// The items of a list by a field of theirs.
struct Named<'t> {
    items: Vec<(&'t str, Value<'t>)>,
    /// After the one that was found last: X answers in the order in which it was asked.
    next: usize,
}

impl<'t> Named<'t> {
    fn new(list: Value<'t>, field: &str) -> Self {
        let mut items = Vec::new();
        for item in list.items() {
            let name = item.told(field);
            if !name.is_empty() {
                items.push((name, item));
            }
        }
        Self { items, next: 0 }
    }

    /// The item whose field is this text, in upper or lower case.
    fn find(&mut self, text: &str) -> Value<'t> {
        let is_it = |(name, _): &&(&str, _)| is_alike(name, text);
        if let Some((_, item)) = self.items.get(self.next).filter(is_it) {
            self.next += 1;
            return *item;
        }
        self.items.iter().find(is_it).map(|(_, item)| *item).unwrap_or_default()
    }
}

/// Someone who is missing, with what X says of them, as far as it is kept.
fn describe(reply: &impl Reply, field: &str, name: &str, error: Value<'_>) -> Text {
    let mut missing = Object::default();
    missing.string(field, name);
    let [title, detail, kind] = error.members(["title", "detail", "type"]);
    let texts = [("title", title.string()), ("detail", detail.string()), ("type", last_segment(kind.string()))];
    for (member, text) in texts {
        if !text.is_empty() {
            // A JSON string stays one: it is redacted with its quotation marks.
            let quoted = Text::of(&["\"", text, "\""]);
            let redacted = if text.len() > MAX_TEXT { TOO_LONG.into() } else { reply.redacted(quoted.as_str()) };
            missing.raw(member, &redacted);
        }
    }
    missing.finish()
}

/// Reads a page of a list of users: JSON of the users, and where the next page begins. None where it is no such page: one
/// with neither users nor a word on how many there are, or one whose next page is itself.
pub fn read_page(request: &Request, reply: &impl Reply, text: &str) -> Option<Text> {
    let answer = Value::parse(text)?;
    let [data, meta, errors] = answer.members(["data", "meta", "errors"]);
    let next = meta.told("next_token");
    let users = users(data)?;
    // X leaves an empty list out.
    if !users.is_there() && !meta.member("result_count").is_there() {
        return None;
    }
    let mut page = Object::default();
    tell_users(&mut page, users);
    if !next.is_empty() && Some(next) == request.asked("pagination_token") {
        return None;
    }
    page.keep("nextToken", next);
    if !next.is_empty() && reply.redacted(next) != next {
        // It would be kept, and be in a URL.
        return None;
    }
    if errors.is_there() {
        page.list("errors", &redacted_items(reply, errors));
    }
    Some(page.finish())
}

/// X's errors beside a list, the first of them: as many as an error may keep.
fn redacted_items(reply: &impl Reply, errors: Value<'_>) -> String {
    let mut items = Text::default();
    for error in errors.items() {
        let error = with_safe_numbers(error);
        if items.as_str().len() + error.as_str().len() > MAX_ERRORS {
            break;
        }
        items.push_item(",", error.as_str());
    }
    let list = Text::of(&["[", items.as_str(), "]"]);
    let redacted = reply.redacted(list.as_str());
    redacted.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or_default().into()
}

/// Reads one user: JSON. None where it is none.
pub fn read_user(text: &str) -> Option<Text> {
    let user = Value::parse(text)?.member("data");
    has_id(user)?;
    Some(with_safe_numbers(user))
}

#[cfg(test)]
mod tests;
