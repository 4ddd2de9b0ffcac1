//! The pace against an X whose time flies.

use proptest::prelude::*;

use super::*;

const START: u64 = 1_700_000_000_000;
const DAY: u64 = 24 * 4 * WINDOW;

/// X's windows begin with their first request. `others` uses up a part of each; a request is `takes` milliseconds under way.
struct X {
    limit: u64,
    per_day: Option<u64>,
    shows_headers: bool,
    others: u64,
    takes: u64,
    window: (u64, u64),
    day: (u64, u64),
}

impl X {
    fn new(limit: u64) -> Self {
        Self { limit, per_day: None, shows_headers: true, others: 0, takes: 80, window: (0, 0), day: (0, 0) }
    }

    /// Whether it takes a request, and what its headers say.
    fn ask(&mut self, now: u64) -> (bool, Vec<RateLimit>) {
        if now >= self.window.0 + WINDOW {
            self.window = (now / 1000 * 1000, self.others);
        }
        if now >= self.day.0 + DAY {
            self.day = (now / 1000 * 1000, 0);
        }
        let taken = self.window.1 < self.limit && self.per_day.is_none_or(|limit| self.day.1 < limit);
        if taken {
            self.window.1 += 1;
            self.day.1 += 1;
        }
        let mut limits = vec![RateLimit {
            scope: Scope::User15Min,
            limit: self.limit,
            remaining: self.limit - self.window.1.min(self.limit),
            reset_at: self.window.0 + WINDOW,
        }];
        if let Some(limit) = self.per_day {
            let (scope, reset_at) = (Scope::User24H, self.day.0 + DAY);
            limits.push(RateLimit { scope, limit, remaining: limit - self.day.1, reset_at });
        }
        (taken, if self.shows_headers { limits } else { Vec::new() })
    }
}

struct Run {
    took: u64,
    refusals: u64,
    /// The most refusals within one window's length.
    in_a_window: usize,
    sent_at: Vec<u64>,
}

/// Sends until `wanted` are taken. Whoever `wakes` only so many milliseconds after it fell asleep, if that is not 0, stays awake
/// for short waits.
fn send(x: &mut X, mut pace: Pace, wanted: u64, wakes: u64) -> Run {
    let (mut now, mut taken, mut refused, mut sent_at) = (START, 0, Vec::new(), Vec::new());
    while taken < wanted {
        let next = pace.next_at(now);
        assert!(next <= now + DAY + 2 * WINDOW, "no wait is longer than a window");
        if next > now {
            now = if wakes == 0 || next <= now + 2 * SLACK { next } else { now + wakes };
            continue;
        }
        pace.sent(now);
        sent_at.push(now);
        now += x.takes;
        let (is_taken, limits) = x.ask(now);
        pace.told(&limits, now);
        if is_taken {
            taken += 1;
            pace.passed();
        } else {
            refused.push(now);
            let spent = limits.iter().filter(|limit| limit.remaining == 0);
            pace.refused(spent.map(|limit| limit.reset_at).max(), now);
        }
        assert!(refused.len() < 5_000, "it does not hammer");
    }
    let in_a_window =
        refused.iter().map(|from| refused.iter().filter(|at| (*from..from + WINDOW).contains(at)).count()).max();
    Run { took: now - START, refusals: refused.len() as u64, in_a_window: in_a_window.unwrap_or(0), sent_at }
}

/// The time that the limit itself takes, and a hundredth.
fn at_most(windows: u64, length: u64) -> u64 {
    windows * length / 100 * 101
}

#[test]
fn ten_thousand_mutes_take_the_limits_own_time_at_either_pace_and_none_is_refused() {
    for limit in [50, 5, 1] {
        for style in [Style::Even, Style::Burst] {
            let wanted = if limit == 50 { 10_000 } else { 100 * limit };
            let run = send(&mut X::new(limit), Pace::new(style), wanted, 0);
            assert_eq!(run.refusals, 0, "{limit} {style:?}");
            assert!(run.took <= at_most(wanted / limit, WINDOW), "{limit} {style:?}: {}", run.took);
        }
    }
}

#[test]
fn where_headers_are_hidden_at_most_one_a_window_is_refused() {
    for limit in [50, 5, 1] {
        for style in [Style::Even, Style::Burst] {
            let wanted = if limit == 50 { 10_000 } else { 100 * limit };
            let mut x = X { shows_headers: false, ..X::new(limit) };
            let run = send(&mut x, Pace::new(style), wanted, 0);
            assert!(run.in_a_window <= 1, "{limit} {style:?}: {}", run.in_a_window);
            assert!(run.took <= at_most(wanted / limit + 1, WINDOW), "{limit} {style:?}: {}", run.took / WINDOW);
        }
    }
}

#[test]
fn a_limit_of_24_hours_is_kept() {
    for style in [Style::Even, Style::Burst] {
        let mut x = X { per_day: Some(200), ..X::new(50) };
        let run = send(&mut x, Pace::new(style), 2_000, 0);
        assert_eq!(run.refusals, 0, "{style:?}");
        assert!(run.took <= at_most(10, DAY), "{style:?}: {} days", run.took / DAY);
    }
}

#[test]
fn another_program_in_the_same_window_costs_one_refusal_of_it_at_most() {
    for (style, shows_headers) in
        [(Style::Even, true), (Style::Burst, true), (Style::Even, false), (Style::Burst, false)]
    {
        let mut x = X { others: 20, shows_headers, ..X::new(50) };
        let run = send(&mut x, Pace::new(style), 3_000, 0);
        assert!(run.in_a_window <= 1, "{style:?} {shows_headers}: {}", run.in_a_window);
        assert!(run.took <= at_most(120, WINDOW), "{style:?} {shows_headers}: {}", run.took / WINDOW);
    }
}

#[test]
fn whoever_wakes_every_30_seconds_or_every_quarter_of_an_hour_loses_no_window() {
    for (style, wakes) in
        [(Style::Even, 30_000), (Style::Burst, 30_000), (Style::Even, WINDOW + SLACK), (Style::Burst, WINDOW + SLACK)]
    {
        let run = send(&mut X::new(50), Pace::new(style), 2_000, wakes);
        assert_eq!(run.refusals, 0, "{style:?} {wakes}");
        assert!(run.took <= 41 * (WINDOW + 31_000), "{style:?} {wakes}: {} windows", run.took / WINDOW);
    }
}

#[test]
fn whoever_wakes_every_quarter_of_an_hour_loses_no_window_where_headers_are_hidden_and_requests_take_long() {
    for style in [Style::Even, Style::Burst] {
        for takes in [1, 20, 80, 200, 500, 900] {
            let mut x = X { shows_headers: false, takes, ..X::new(50) };
            let run = send(&mut x, Pace::new(style), 2_000, WINDOW);
            assert_eq!(run.refusals, 0, "{style:?} {takes}");
            assert!(run.took <= at_most(42, WINDOW), "{style:?} {takes}: {} windows", run.took / WINDOW);
        }
    }
}

#[test]
fn what_was_sent_late_in_a_window_counts_to_the_next_one_and_to_no_other() {
    for (gap, left) in [(2 * SLACK, 40), (WINDOW - SLACK, 40), (WINDOW + 2 * SLACK, 50), (100 * WINDOW, 50)] {
        let mut pace = Pace::new(Style::Burst);
        pace.sent(START);
        for _ in 0..10 {
            pace.sent(START + WINDOW + SLACK / 2);
        }
        let now = START + WINDOW + gap;
        let mut sent = 0;
        while pace.next_at(now) == now {
            pace.sent(now);
            sent += 1;
        }
        assert_eq!(sent, left, "{gap}");
    }
}

#[test]
fn at_an_even_pace_no_minute_has_more_than_its_share() {
    let run = send(&mut X::new(50), Pace::new(Style::Even), 1_000, 0);
    let gaps = run.sent_at.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(gaps.clone().min().unwrap() >= 17_000 && gaps.max().unwrap() <= 20_000);
}

#[test]
fn a_clock_that_is_set_back_or_forward_by_a_day_stops_nothing() {
    for style in [Style::Even, Style::Burst] {
        let mut pace = Pace::new(style);
        let mut x = X::new(50);
        for step in 0..10 {
            pace.sent(START + step);
            let (_, limits) = x.ask(START + step);
            pace.told(&limits, START + step);
        }
        assert!(pace.next_at(START + DAY) <= START + DAY);
        assert!(pace.next_at(START - DAY) <= START - DAY + 2 * WINDOW, "{style:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100_000))]

    #[test]
    fn whatever_is_told_no_wait_is_below_zero_or_beyond_a_day(
        events in proptest::collection::vec((0..4_u8, any::<u64>(), any::<u64>(), any::<u64>()), 0..12),
        even in any::<bool>(),
        now in 0..(1_u64 << 50),
    ) {
        let mut pace = Pace::new(if even { Style::Even } else { Style::Burst });
        for (kind, a, b, c) in events {
            let at = c % (1 << 50);
            match kind {
                0 => pace.sent(at),
                1 => pace.told(&[RateLimit { scope: Scope::User15Min, limit: a, remaining: b % 3, reset_at: c }], at),
                2 => pace.refused(None, at),
                _ => pace.passed(),
            }
        }
        prop_assert!(pace.next_at(now) >= now);
    }
}
