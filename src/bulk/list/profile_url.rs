//! URLs on X: those of profiles, of posts, and all others.

use super::said::Said;
use crate::api::{UserId, is_username};

const ELSEWHERE: &str = "is an address elsewhere than on X, so it has no username of X's";
const NO_PROFILE: &str = "is a page of X's that is no profile: it has no ID and no username";
const ITS_LISTS: &str =
    "is a page about a profile, or with other people, and has no profile itself: give https://x.com/username";

/// The hosts of X's pages.
pub const HOSTS: [&str; 2] = ["x.com", "twitter.com"];

/// What may be before a host.
const SUBDOMAINS: [&str; 3] = ["www.", "mobile.", "m."];

/// Pages of X's own, which no one can have as a username.
const PAGES: [&str; 34] = [
    "home",
    "explore",
    "search",
    "share",
    "i",
    "intent",
    "login",
    "logout",
    "signup",
    "settings",
    "notifications",
    "messages",
    "compose",
    "hashtag",
    "tos",
    "privacy",
    "about",
    "download",
    "jobs",
    "account",
    "bookmarks",
    "communities",
    "oauth",
    "help",
    "following",
    "followers",
    "mentions",
    "widgets",
    "status",
    "statuses",
    "web",
    "who_to_follow",
    "lists",
    "personalization",
];

/// The tabs of a profile.
const TABS: [&str; 8] = ["with_replies", "media", "likes", "highlights", "articles", "photo", "header_photo", "about"];

/// Reads a URL; none if the text is no URL at all.
pub fn read(text: &str) -> Option<Said<'_>> {
    let (has_scheme, rest) = without_scheme(text);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let domain = SUBDOMAINS.iter().find_map(|subdomain| after(host, subdomain)).unwrap_or(host);
    if HOSTS.iter().any(|known| domain.eq_ignore_ascii_case(known)) {
        Some(page(path))
    } else {
        (has_scheme || !path.is_empty() && host.contains('.')).then_some(Said::Nobody(ELSEWHERE))
    }
}

fn without_scheme(text: &str) -> (bool, &str) {
    let found = ["https://", "http://", "//"].iter().find_map(|scheme| after(text, scheme));
    found.map_or((false, text), |rest| (true, rest))
}

/// What follows this beginning, in upper or lower case.
fn after<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let (head, rest) = text.split_at_checked(start.len())?;
    head.eq_ignore_ascii_case(start).then_some(rest)
}

/// Reads what follows the host.
fn page(path: &str) -> Said<'_> {
    let path = path.strip_prefix('/').unwrap_or(path);
    // As profiles were addressed in 2011: `/#!/jack`.
    let path = after(path, "#!/").unwrap_or(path);
    let (path, fragmentless) = path.split_once('#').map_or((path, path), |(path, _)| (path, path));
    let (path, query) = fragmentless.split_once('?').unwrap_or((path, ""));
    let mut parts = path.split('/');
    let [first, second, third] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let is_all = parts.all(str::is_empty);
    if first.eq_ignore_ascii_case("intent") {
        return if third.is_empty() && is_all { intent(second, query) } else { Said::Nobody(NO_PROFILE) };
    }
    if first.eq_ignore_ascii_case("i") {
        return own_page(second, third, is_all);
    }
    let name = first.strip_prefix('@').unwrap_or(first);
    if !is_username(name) || PAGES.iter().any(|page| name.eq_ignore_ascii_case(page)) {
        return Said::Nobody(NO_PROFILE);
    }
    match second {
        "" if third.is_empty() && is_all => Said::Username(name),
        "status" | "statuses" => Said::Post(name),
        tab if TABS.contains(&tab) && third.is_empty() && is_all => Said::Username(name),
        _ => Said::Nobody(ITS_LISTS),
    }
}

/// Reads `/i/user/ID`; the other pages under `/i` are no profiles.
fn own_page<'t>(kind: &str, id: &'t str, is_all: bool) -> Said<'t> {
    match kind {
        "user" if is_all => user(id),
        "status" => Said::Post(""),
        "web" if id == "status" => Said::Post(""),
        "lists" => Said::Nobody("is a list, not a person: it has members, who are not read"),
        _ => Said::Nobody(NO_PROFILE),
    }
}

fn user(id: &str) -> Said<'_> {
    UserId::fault(id).map_or(Said::Id(id), Said::Nobody)
}

/// Reads `/intent/user` and `/intent/follow`, whose query names the account.
fn intent<'t>(kind: &str, query: &'t str) -> Said<'t> {
    if !matches!(kind, "user" | "follow") {
        return Said::Nobody(NO_PROFILE);
    }
    let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    match (value("user_id"), value("screen_name")) {
        (Some(id), _) if !id.is_empty() => user(id),
        (_, Some(name)) if is_username(name.strip_prefix('@').unwrap_or(name)) => {
            Said::Username(name.strip_prefix('@').unwrap_or(name))
        }
        _ => Said::Nobody(NO_PROFILE),
    }
}
