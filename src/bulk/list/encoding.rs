//! What encoding a list is in, and what is no text at all.

/// Why a file that is no text is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoText(pub &'static str);

const PACKED: NoText = NoText("has a packed file in it, not a list: unpack it, and give the list that is inside");
const SHEET: NoText = NoText(
    "has a spreadsheet, a document or a packed file in it, not a list: save it as CSV, or unpack it, and give what is inside",
);
const PICTURE: NoText = NoText("has a picture or a document in it, no text: type or copy who is in it");
const NOT_TEXT: NoText = NoText("has bytes that are no text: export the list as CSV, JSON or plain text");
const MISREAD: NoText =
    NoText("has been decoded wrongly, as it seems from UTF-16: give the file itself or its bytes, not its text");
const PAGE: NoText = NoText("has a web page or another document with marks in it, not a list: save it as text or CSV");
const CARD: NoText = NoText("has contacts (vCard) in it, not a list: give one @handle or profile URL a line");

/// How files begin that are no text. As text that was decoded, bytes above 0x7f are lost.
const BEGINNINGS: [(&[u8], NoText); 17] = [
    (b"PK\x03\x04", SHEET),
    (b"PK\x05\x06", SHEET),
    (b"\xd0\xcf\x11\xe0", SHEET),
    (b"\xef\xbf\xbd\xef\xbf\xbd\x11\xef\xbf\xbd", SHEET),
    (b"\x1f\x8b", PACKED),
    (b"\x1f\xef\xbf\xbd", PACKED),
    (b"BZh", PACKED),
    (b"7z\xbc\xaf", PACKED),
    (b"Rar!", PACKED),
    (b"\xfd7zXZ", PACKED),
    (b"\x28\xb5\x2f\xfd", PACKED),
    (b"\x89PNG", PICTURE),
    (b"\xef\xbf\xbdPNG", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"%PDF-", PICTURE),
    (b"{\\rtf", PAGE),
];

/// Decodes a list: UTF-8, UTF-16 with or without a byte order mark, or Windows-1252. `is_decoded` says that somebody has decoded it
/// before, and that these bytes are the text.
///
/// # Errors
/// Why it is no text.
pub fn decode(bytes: Vec<u8>, is_decoded: bool) -> Result<String, NoText> {
    if let Some((_, why)) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning)) {
        return Err(*why);
    }
    // What the byte order mark of UTF-16 becomes, and two bytes of ASCII after it.
    if matches!(bytes.as_slice(), [0xef, 0xbf, 0xbd, 0xef, 0xbf, 0xbd, first, second, ..] if (*first == 0) != (*second == 0))
    {
        return Err(MISREAD);
    }
    let text = match wide(&bytes) {
        Some(_) if is_decoded => return Err(MISREAD),
        Some(is_big) => utf16(&bytes, is_big),
        None => String::from_utf8(bytes).unwrap_or_else(|error| windows_1252(error.as_bytes())),
    };
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    match fault(&text) {
        Some(why) => Err(why),
        None if text.trim_start().starts_with(['[', '{', 'w']) => Ok(unescaped(text)),
        None => Ok(text),
    }
}

/// JSON with its slashes as they are: some writers escape them, in URLs.
fn unescaped(text: String) -> String {
    let mut chars = text.chars();
    let mut plain = String::new();
    if !text.contains('\\') {
        return text;
    }
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('/') => plain.push('/'),
                next => {
                    plain.push(char);
                    plain.extend(next);
                }
            },
            _ => plain.push(char),
        }
    }
    plain
}

/// True where the bytes are UTF-16 of the larger end first, false for the smaller; none if they are no UTF-16.
fn wide(bytes: &[u8]) -> Option<bool> {
    match bytes {
        [0xfe, 0xff, ..] => Some(true),
        [0xff, 0xfe, ..] => Some(false),
        // Nearly all that is in a list is ASCII, of which one byte of two is zero.
        [0, first, 0, second, ..] if *first > 0 && *second > 0 => Some(true),
        [first, 0, second, 0, ..] if *first > 0 && *second > 0 => Some(false),
        _ => None,
    }
}

fn utf16(bytes: &[u8], is_big: bool) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let unit = |pair: &[u8; 2]| if is_big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
    char::decode_utf16(pairs.iter().map(unit)).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Its letters are those of Latin-1. Of its other characters, none is in an ID or a username, and a space stands for each.
fn windows_1252(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| if (0x80..0xa0).contains(byte) { '\u{fffd}' } else { char::from(*byte) }).collect()
}

/// What is wrong with a whole text.
fn fault(text: &str) -> Option<NoText> {
    let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t'..=b'\r' | 0x1b);
    let controls = text.bytes().filter(is_control).count();
    if controls > 0 && (text.contains('\0') || controls > text.len() / 64) {
        return Some(NOT_TEXT);
    }
    let beginning = text.trim_start();
    let starts =
        |start: &str| beginning.split_at_checked(start.len()).is_some_and(|(head, _)| head.eq_ignore_ascii_case(start));
    if ["<!", "<html", "<?xml", "<table", "<ul", "<ol", "<div", "<body", "<head"].iter().any(|tag| starts(tag)) {
        return Some(PAGE);
    }
    starts("BEGIN:VCARD").then_some(CARD)
}
