use std::time::{SystemTime, UNIX_EPOCH};

/// The world's clock: the system's, and so many milliseconds more or less.
#[derive(Default)]
pub struct Clock {
    offset_ms: i64,
}

impl Clock {
    /// Milliseconds since 1970, UTC.
    pub fn now_ms(&self) -> u64 {
        system_ms().saturating_add_signed(self.offset_ms)
    }

    pub fn set(&mut self, now_ms: u64) {
        let ahead = i128::from(now_ms) - i128::from(system_ms());
        self.offset_ms = i64::try_from(ahead).unwrap_or(i64::MAX);
    }

    pub fn advance(&mut self, by_ms: u64) {
        self.offset_ms = self.offset_ms.saturating_add_unsigned(by_ms);
    }
}

fn system_ms() -> u64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
}
