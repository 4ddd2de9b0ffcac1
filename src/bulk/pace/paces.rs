//! The paces of a job.

use super::day::Day;
use super::endpoint::Pace;
use super::style::Style;
use crate::api::RateLimit;
use crate::bulk::action::Action;

/// The pace of its mutes and that of its unmutes, each within limits of its own, and both within those of a day.
#[derive(Clone, Debug)]
pub struct Paces {
    mute: Pace,
    unmute: Pace,
    day: Day,
}

impl Paces {
    /// Paces with nothing sent yet.
    pub fn new(style: Style, max_per_day: u64) -> Self {
        Self::read(style, max_per_day, [""; 3])
    }

    /// Reads what was stored; what cannot be read is not known. At most `max_per_day` mutes and unmutes are in any 24 hours,
    /// unless that is 0.
    pub fn read(style: Style, max_per_day: u64, [mute, unmute, day]: [&str; 3]) -> Self {
        Self { mute: Pace::read(style, mute), unmute: Pace::read(style, unmute), day: Day::read(max_per_day, day) }
    }

    /// Spreads requests so from now on.
    pub fn set(&mut self, style: Style, max_per_day: u64) {
        self.mute.set_style(style);
        self.unmute.set_style(style);
        self.day.set_limit(max_per_day);
    }

    /// That of mutes or of unmutes.
    pub fn of(&mut self, action: Action) -> &mut Pace {
        match action {
            Action::Mute => &mut self.mute,
            Action::Unmute => &mut self.unmute,
        }
    }

    /// When the next one may be sent, in milliseconds since the epoch: now or later.
    pub fn next_at(&self, action: Action, now: u64) -> u64 {
        let pace = match action {
            Action::Mute => &self.mute,
            Action::Unmute => &self.unmute,
        };
        pace.next_at(now).max(self.day.free_at(now))
    }

    /// One is sent.
    pub fn sent(&mut self, action: Action, now: u64) {
        self.of(action).sent(now);
        self.day.sent(now);
    }

    /// Somebody else's one is sent, with the same account, and what its reply tells of X's limits.
    pub fn heard(&mut self, action: Action, limits: &[RateLimit], now: u64) {
        self.of(action).beside(now);
        self.of(action).told(limits, now);
    }

    /// When so many mutes and unmutes will have been sent, in milliseconds since the epoch.
    pub fn end_of(&self, mutes: u64, unmutes: u64, now: u64) -> u64 {
        let end = self.mute.end_of(mutes, now).max(self.unmute.end_of(unmutes, now));
        end.max(self.day.end_of(mutes + unmutes, now))
    }

    /// Writes what is known of mutes, of unmutes and of the day, to be stored: a line of each.
    pub fn write(&self, text: &mut String) {
        self.mute.write(text);
        text.push('\n');
        self.unmute.write(text);
        text.push('\n');
        self.day.write(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Scope;

    const NOW: u64 = 1_700_000_000_000;

    #[test]
    fn a_day_counts_mutes_and_unmutes_together() {
        let mut paces = Paces::read(Style::Burst, 2, [""; 3]);
        paces.sent(Action::Mute, NOW);
        assert_eq!(paces.next_at(Action::Unmute, NOW), NOW);
        paces.sent(Action::Unmute, NOW);
        assert!(paces.next_at(Action::Mute, NOW) > NOW && paces.next_at(Action::Unmute, NOW) > NOW);
    }

    fn written(paces: &Paces) -> String {
        let mut text = String::from("\n");
        paces.write(&mut text);
        text
    }

    #[test]
    fn what_is_kept_is_what_was_known() {
        let limit = RateLimit { scope: Scope::User24H, limit: 50, remaining: 0, reset_at: NOW + 5_000 };
        let mut paces = Paces::read(Style::Even, 1, [""; 3]);
        paces.sent(Action::Mute, NOW);
        paces.of(Action::Mute).told(&[limit], NOW);
        paces.sent(Action::Unmute, NOW + 1);
        paces.of(Action::Unmute).refused(None, NOW + 2);
        let kept = written(&paces);
        let lines: Vec<&str> = kept.lines().skip(1).collect();
        let again = Paces::read(Style::Even, 1, [lines[0], lines[1], lines[2]]);
        assert_eq!(written(&again), kept);
        for now in [NOW + 3, NOW + 5_000, NOW + 950_000, NOW + 100_000_000] {
            for action in [Action::Mute, Action::Unmute] {
                assert_eq!(again.next_at(action, now), paces.next_at(action, now));
            }
        }
    }

    #[test]
    fn the_end_is_that_of_the_last_window_that_is_needed() {
        let mut paces = Paces::read(Style::Burst, 0, [""; 3]);
        const WINDOW: u64 = 15 * 60 * 1000;
        assert_eq!(paces.end_of(0, 0, NOW), NOW);
        let windows = |paces: &Paces, mutes, unmutes| (paces.end_of(mutes, unmutes, NOW) - NOW) / WINDOW;
        assert_eq!([1, 50, 51, 10_000].map(|mutes| windows(&paces, mutes, 0)), [0, 0, 1, 199]);
        assert_eq!(windows(&paces, 51, 200), 3);
        let told = RateLimit { scope: Scope::User15Min, limit: 5, remaining: 2, reset_at: NOW + WINDOW };
        paces.of(Action::Mute).told(&[told], NOW);
        assert_eq!([2, 3, 7, 8].map(|mutes| windows(&paces, mutes, 0)), [0, 1, 1, 2]);
    }
}
