//! What one field of a list says.

/// How exactly a field is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A string of JSON, or X's archive: an ID in it is taken as it is.
    Exact,
    /// Text to a spreadsheet, as `="123"` is. It may have been made of a number that was rounded before.
    Text,
    /// A number or a bare word.
    Plain,
}

/// What one field says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said<'t> {
    /// Nothing: it is empty.
    Nothing,
    /// An exact ID.
    Id(&'t str),
    /// An ID that was rounded or formatted (0 if its digits cannot be told), and why it is none.
    Rounded(u64, &'static str),
    /// A username that cannot be anything else: a handle or the URL of a profile.
    Username(&'t str),
    /// A bare word that may be a username.
    Word(&'t str),
    /// The address of a post, with the username of its author, which may be empty.
    Post(&'t str),
    /// None of these, and why.
    Nobody(&'static str),
}
