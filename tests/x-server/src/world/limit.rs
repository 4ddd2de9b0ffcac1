use std::collections::HashMap;

use serde::Serialize;

use crate::api::Endpoint;

/// Of the short window, in seconds.
pub const QUARTER_HOUR_S: u64 = 15 * 60;
/// Of the long window, in seconds.
pub const DAY_S: u64 = 24 * 60 * 60;

/// A window that has begun.
#[derive(Clone, Copy)]
struct Window {
    used: u64,
    ends_ms: u64,
}

/// So many calls a window. The window begins with its first call, separately for everyone it counts.
#[derive(Serialize)]
pub struct Allowance {
    pub limit: u64,
    pub window_s: u64,
    #[serde(skip)]
    windows: HashMap<String, Window>,
    /// What is found, until it ends, by whoever has no window yet.
    #[serde(skip)]
    opening: Option<Window>,
}

/// How one caller stands to an allowance; as X's headers say it.
#[derive(Clone, Copy)]
pub struct Standing {
    pub limit: u64,
    pub remaining: u64,
    /// UTC seconds.
    pub reset: u64,
}

impl Allowance {
    pub fn new(limit: u64, window_s: u64) -> Self {
        Self { limit, window_s, windows: HashMap::new(), opening: None }
    }

    /// Leaves everyone so many calls in a window that begins now.
    pub fn leave(&mut self, remaining: u64, now_ms: u64) {
        self.windows.clear();
        self.opening = Some(Window { used: self.limit.saturating_sub(remaining), ends_ms: self.end_ms(now_ms) });
    }

    fn window(&mut self, who: &str, now_ms: u64) -> &mut Window {
        let fresh = match self.opening {
            Some(opening) if now_ms < opening.ends_ms => opening,
            _ => Window { used: 0, ends_ms: self.end_ms(now_ms) },
        };
        let window = self.windows.entry(who.to_owned()).or_insert(fresh);
        if window.ends_ms <= now_ms {
            *window = fresh;
        }
        window
    }

    /// On a whole second, because the header can say no other: who comes back at that second is let in.
    fn end_ms(&self, now_ms: u64) -> u64 {
        now_ms.div_ceil(1000).saturating_add(self.window_s).saturating_mul(1000)
    }

    fn standing(&mut self, who: &str, now_ms: u64) -> Standing {
        let limit = self.limit;
        let window = self.window(who, now_ms);
        Standing { limit, remaining: limit.saturating_sub(window.used), reset: window.ends_ms / 1000 }
    }
}

/// The limits of one endpoint.
#[derive(Serialize)]
pub struct Limit {
    #[serde(flatten)]
    pub rate: Allowance,
    pub send_headers: bool,
    pub user_24h: Option<Allowance>,
    /// Counts all users of the app together.
    pub app_24h: Option<Allowance>,
}

impl Limit {
    fn of(endpoint: Endpoint) -> Self {
        let rate = Allowance::new(endpoint.usual_limit(), QUARTER_HOUR_S);
        Self { rate, send_headers: true, user_24h: None, app_24h: None }
    }

    fn allowances<'a>(&'a mut self, user: &'a str) -> impl Iterator<Item = (&'static str, &'a mut Allowance, &'a str)> {
        let rate = ("x-rate-limit", &mut self.rate, user);
        let user_24h = self.user_24h.as_mut().map(|it| ("x-user-limit-24hour", it, user));
        let app_24h = self.app_24h.as_mut().map(|it| ("x-app-limit-24hour", it, ""));
        [Some(rate), user_24h, app_24h].into_iter().flatten()
    }

    /// Counts a call against each of them if all have room, else against none.
    pub fn charge(&mut self, user: &str, now_ms: u64) -> Charge {
        let allowed = self.allowances(user).all(|(_, it, who)| it.standing(who, now_ms).remaining > 0);
        if allowed {
            self.allowances(user).for_each(|(_, it, who)| it.window(who, now_ms).used += 1);
        }
        let mut charge = Charge { allowed, standings: Vec::new() };
        if self.send_headers {
            charge.standings = self.allowances(user).map(|(name, it, who)| (name, it.standing(who, now_ms))).collect();
        }
        charge
    }
}

/// What became of a call at its limits.
pub struct Charge {
    pub allowed: bool,
    /// By the beginning of their headers' names; none where the headers are not to be sent.
    pub standings: Vec<(&'static str, Standing)>,
}

/// The limits of all endpoints: X's own until they are changed.
#[derive(Default)]
pub struct Limits(HashMap<Endpoint, Limit>);

impl Limits {
    pub fn of(&mut self, endpoint: Endpoint) -> &mut Limit {
        self.0.entry(endpoint).or_insert_with(|| Limit::of(endpoint))
    }
}
