//! One person a line, or several handles on one.

use super::csv::Rows;
use super::found::{Found, Person, Span};
use super::person::{self, NO_USERNAME, NOBODY};
use super::record::someone;
use super::said::{Said, Source};

const BARE: &str = "has a bare word among other lines, which may be a title or a name: put an @ before a username";
const SEVERAL: &str =
    "has several values, and no header tells what they are: give one ID, @handle or profile URL a line";
const PROSE: &str = "has other words beside an @handle or an address: leave one ID, @handle or profile URL a line";
const OTHER_LINK: &str = "has a link to someone else than its text says";

/// Lines that are read.
#[derive(Clone, Copy)]
pub struct Lines {
    authors: bool,
    /// Every line is a bare word: then each is taken for a username.
    are_words: bool,
}

impl Lines {
    /// Looks through the lines from here on, up to the first that is no bare word.
    pub fn new(rows: &mut Rows<'_>, authors: bool) -> Self {
        let start = rows.at;
        let mut are_words = true;
        while are_words && rows.next_row(true) {
            let line = rows.line();
            are_words = matches!(person::read(without_separator(line), Source::Plain), Said::Word(_) | Said::Nothing)
                || person::is_placeholder_word(line);
        }
        rows.at = start;
        Self { authors, are_words }
    }

    /// Reads so many lines at most; true if there may be more.
    pub fn read<'t>(self, rows: &mut Rows<'t>, found: &mut Found<'t>, most: usize) -> bool {
        for _ in 0..most {
            if !rows.next_row(true) {
                return false;
            }
            let start = rows.at;
            let line = rows.line();
            self.line(line, Span { start, end: start + line.trim_end().len() }, found);
        }
        true
    }

    fn line<'t>(self, line: &'t str, span: Span, found: &mut Found<'t>) {
        let said = person::read(line, Source::Plain);
        if let Said::Id(id) = said {
            return found.add(Person::id(id));
        }
        let text = without_separator(line);
        let said = if matches!(said, Said::Nobody(_)) { person::read(unmarked(text), Source::Plain) } else { said };
        match self.person(said) {
            None => {}
            Some(Ok(person)) => found.add(person),
            Some(Err(why)) if !self.several(unmarked(text), span, found) => {
                found.reject(reason(text, why).into(), span)
            }
            Some(Err(_)) => {}
        }
    }

    /// Who is meant; none if a line says nothing.
    fn person<'t>(self, said: Said<'t>) -> Option<Result<Person<'t>, &'static str>> {
        (said != Said::Nothing).then(|| someone(said, self.authors, self.are_words, BARE))
    }

    /// Takes everyone on a line of handles and addresses, or the address of a link; false if it is none.
    fn several<'t>(self, text: &'t str, span: Span, found: &mut Found<'t>) -> bool {
        if let Some((shown, address)) = link(text) {
            let person = self.person(person::read(address, Source::Plain)).unwrap_or(Err(NOBODY));
            let person = match (person::read(shown, Source::Plain), person) {
                (Said::Username(shown), Ok(person)) if !person.entry.username.eq_ignore_ascii_case(shown) => {
                    Err(OTHER_LINK)
                }
                (_, person) => person,
            };
            found.settle(person, span);
            return true;
        }
        let parts = || text.split(is_separator).filter(|part| !part.is_empty());
        let is_person = |part: &str| match person::read(part, Source::Plain) {
            Said::Username(_) => true,
            Said::Id(_) => part.contains('/'),
            Said::Post(_) => self.authors,
            _ => false,
        };
        if parts().nth(1).is_none() || !parts().all(is_person) {
            return false;
        }
        for part in parts() {
            found.settle(self.person(person::read(part, Source::Plain)).unwrap_or(Err(NOBODY)), span);
        }
        true
    }
}

/// What separates several on a line.
fn is_separator(char: char) -> bool {
    matches!(char, ',' | ';' | '|') || person::is_unseen(char)
}

/// A line without what separates it from the next.
fn without_separator(line: &str) -> &str {
    line.trim_end_matches(is_separator)
}

/// A line without the mark of a list: a bullet, a box or a number with a point or a bracket.
fn unmarked(line: &str) -> &str {
    let line = line.trim_matches(person::is_unseen);
    let Some((mark, rest)) = line.split_once([' ', '\t']) else {
        return unwrapped(line);
    };
    let number = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = (1..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if !matches!(mark, "-" | "*" | "+" | "\u{2022}" | "\u{2013}" | ">") && !is_number {
        return unwrapped(line);
    }
    let boxes = ["[ ] ", "[x] ", "[X] "];
    unwrapped(boxes.iter().find_map(|mark| rest.strip_prefix(mark)).unwrap_or(rest))
}

/// A text without the marks of Markdown around it.
fn unwrapped(text: &str) -> &str {
    let inner = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).filter(|text| text.contains('/'));
    inner.unwrap_or(text).trim_matches('*')
}

/// The text and the address of a link in Markdown.
fn link(text: &str) -> Option<(&str, &str)> {
    let (shown, address) = text.strip_prefix('[')?.split_once(']')?;
    Some((shown, address.strip_prefix('(')?.strip_suffix(')')?))
}

/// Why a line is rejected, where it has more than one word.
fn reason(line: &str, why: &'static str) -> &'static str {
    let parts = || line.split(is_separator).filter(|part| !part.is_empty());
    if why != NOBODY && why != NO_USERNAME || parts().nth(1).is_none() {
        return why;
    }
    let is_value = |part| {
        matches!(person::read(part, Source::Plain), Said::Id(_) | Said::Word(_) | Said::Username(_) | Said::Rounded(..))
    };
    if parts().any(|part| part.starts_with('@') || part.contains('/')) {
        if parts().all(is_value) { SEVERAL } else { PROSE }
    } else if line.contains([',', ';', '\t', '|']) {
        SEVERAL
    } else {
        why
    }
}
