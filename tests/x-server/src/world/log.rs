use std::collections::VecDeque;

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::Serialize;

/// So that a long soak does not eat the memory; the oldest go first.
const MOST_KEPT: usize = 50_000;

/// A request as X received it.
#[derive(Clone, Serialize)]
pub struct LoggedRequest {
    method: String,
    /// With the query, without the world.
    path: String,
    version: String,
    /// The names in lower case: HTTP/1.1 does not tell them apart by case, and the parser does not keep it.
    headers: Vec<(String, String)>,
    body: String,
    /// By the world's clock.
    at_ms: u64,
    /// None while it is not answered; for good, where a fault took the place of an HTTP answer or the client left.
    status: Option<u16>,
}

/// The requests to `/2/…`, in the order they came.
#[derive(Default)]
pub struct RequestLog {
    kept: VecDeque<LoggedRequest>,
    /// Of all that ever came, those dropped or cleared included.
    arrived: u64,
    dropped: u64,
}

impl RequestLog {
    /// Keeps the request; its number is how [`RequestLog::answered`] finds it again.
    pub fn arrived(&mut self, at_ms: u64, parts: &Parts, body: &Bytes) -> u64 {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if self.kept.len() == MOST_KEPT {
            self.kept.pop_front();
            self.dropped += 1;
        }
        self.kept.push_back(LoggedRequest {
            method: parts.method.to_string(),
            path: parts.uri.to_string(),
            version: format!("{:?}", parts.version),
            headers: parts.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect(),
            body: text(body),
            at_ms,
            status: None,
        });
        self.arrived += 1;
        self.arrived
    }

    pub fn answered(&mut self, number: u64, status: StatusCode) {
        let back = usize::try_from(self.arrived - number).unwrap_or(usize::MAX);
        if let Some(request) = self.kept.iter_mut().rev().nth(back) {
            request.status = Some(status.as_u16());
        }
    }

    pub fn kept(&self) -> Vec<LoggedRequest> {
        self.kept.iter().cloned().collect()
    }

    pub fn dropped(&self) -> u64 {
        self.dropped
    }

    pub fn clear(&mut self) {
        self.kept.clear();
        self.dropped = 0;
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Bytes;
    use axum::http::{Request, StatusCode};

    use super::{MOST_KEPT, RequestLog};

    #[test]
    fn beyond_the_cap_the_oldest_are_dropped_and_counted() {
        let mut log = RequestLog::default();
        let (parts, ()) = Request::new(()).into_parts();
        let first = log.arrived(0, &parts, &Bytes::new());
        let second = log.arrived(1, &parts, &Bytes::new());
        for at_ms in 2..=MOST_KEPT as u64 {
            log.arrived(at_ms, &parts, &Bytes::new());
        }
        log.answered(first, StatusCode::OK);
        log.answered(second, StatusCode::CREATED);
        let kept = log.kept();
        assert_eq!((kept.len(), log.dropped()), (MOST_KEPT, 1));
        assert_eq!((kept[0].at_ms, kept[0].status, kept[1].status), (1, Some(201), None));
    }

    #[test]
    fn a_status_that_comes_after_the_log_was_cleared_goes_to_nobody_else() {
        let mut log = RequestLog::default();
        let (parts, ()) = Request::new(()).into_parts();
        let cleared = log.arrived(0, &parts, &Bytes::new());
        log.clear();
        log.arrived(1, &parts, &Bytes::new());
        log.answered(cleared, StatusCode::OK);
        assert_eq!(log.kept()[0].status, None);
    }
}
