use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;

/// Whatever parameters, such as a charset, follow it.
pub fn is(headers: &HeaderMap, media_type: &str) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    content_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type)
}
