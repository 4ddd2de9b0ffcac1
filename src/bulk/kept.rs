//! A job's state as it is kept.
//!
//! It is written with each request, so it speaks of one part only, and its size does not grow with the list. Its lines are
//! whose it is, numbers, what is known of X's limits (of mutes, of unmutes and of the day), and the outcomes of the part
//! that is under way. It holds no secret.

use std::ops::Range;

use super::numbers::{numbers, push_numbers};
use super::outcomes::Outcomes;
use super::pace::Style;
use super::paces::Paces;
use super::progress::Tally;
use crate::api::UserId;
use crate::bulk::text::{Text, cut};

/// How it begins: the name of the format, and its version.
const FORMAT: &str = "x-mutes-job 1 ";

/// The numbers of a state, and the place of each. At most so many mutes and unmutes are in any 24 hours, unless it is 0.
const MAX_PER_DAY: usize = 0;
/// How many entries there are in all.
pub const TOTAL: usize = 1;
/// How many mutes there are from this part on.
pub const MUTES: usize = 2;
/// How many unmutes.
pub const UNMUTES: usize = 3;
/// How many parts there are.
pub const PARTS: usize = 4;
/// The part that is under way.
pub const PART: usize = 5;
/// How many have ended in the parts before: muted, unmuted, gone, failed.
const ENDED: Range<usize> = 6..10;
/// How often it has been stopped by entries that fail alike, one after the other.
pub const STOPS: usize = 10;
/// Whether a request for the first entry that has not ended may have been sent.
pub const SENDING: usize = 11;
/// Whether somebody runs it, or was killed while doing so.
pub const RUNNING: usize = 12;
/// How many numbers there are.
const NUMBERS: usize = 13;

/// The state of a job.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Whose job it is.
    pub user_id: Text,
    /// The line that says so.
    head: Text,
    /// Its numbers.
    pub numbers: [u64; NUMBERS],
    /// What is known of X's limits.
    pub paces: Paces,
    /// What became of the entries of the part so far.
    pub outcomes: Outcomes,
}

impl Kept {
    /// Reads what was kept. None where it is damaged, or of another version.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = [""; 5];
        let mut rest = Some(text);
        for line in &mut lines {
            (*line, rest) = cut(rest?, b'\n');
        }
        let [head, state, mute, unmute, day] = lines;
        let (user_id, style) = cut(head.strip_prefix(FORMAT)?, b' ');
        let style = match cut(style?, b' ') {
            ("even", Some(_)) => Style::Even,
            ("burst", Some(_)) => Style::Burst,
            _ => return None,
        };
        let numbers: [u64; NUMBERS] = numbers(state, b' ').as_slice().try_into().ok()?;
        Some(Self {
            user_id: UserId::fault(user_id).is_none().then(|| user_id.into())?,
            head: head.into(),
            numbers,
            paces: Paces::read(style, numbers[MAX_PER_DAY], [mute, unmute, day]),
            outcomes: Outcomes::read(rest?)?,
        })
    }

    /// What to keep of it.
    pub fn write(&self) -> Text {
        let mut text = self.head.clone();
        push_numbers(text.push("\n"), &self.numbers);
        self.paces.write(text.push("\n"));
        self.outcomes.write(text.push("\n"));
        text
    }

    /// Goes on to the next part: this one has ended so.
    pub fn next_part(&mut self, tally: &Tally) {
        for (all, here) in self.numbers[ENDED].iter_mut().zip(tally.ended) {
            *all += here;
        }
        let [mutes, unmutes] = tally.over;
        self.numbers[MUTES] = self.numbers[MUTES].saturating_sub(mutes);
        self.numbers[UNMUTES] = self.numbers[UNMUTES].saturating_sub(unmutes);
        self.numbers[PART] += 1;
        self.outcomes = Outcomes::default();
    }

    /// How many have ended in the parts before: muted, unmuted, gone, failed.
    pub fn ended(&self) -> &[u64] {
        &self.numbers[ENDED]
    }

    /// Whether all parts have ended.
    pub fn is_done(&self) -> bool {
        self.numbers[PART] >= self.numbers[PARTS]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NEW: &str = "x-mutes-job 1 7 even id\n0 3 2 1 1 0 0 0 0 0 0 0 0\n\n\n\n";

    #[test]
    fn a_state_reads_back_as_it_was() {
        let mut kept = Kept::read(NEW).unwrap();
        kept.paces.sent(false, 1_700_000_000_000);
        kept.numbers[SENDING] = 1;
        kept.outcomes = Outcomes::read("dtf\n{}").unwrap();
        let text = kept.write();
        let kept = Kept::read(text.as_str()).unwrap();
        assert_eq!(kept.write(), text);
        assert!(kept.numbers[SENDING] == 1 && text.as_str().ends_with("\ndtf\n{}"));
    }

    #[test]
    fn what_is_damaged_or_of_another_version_is_refused() {
        for (from, to) in [
            ("job 1", "job 2"),
            ("7 even", "x even"),
            ("even", "fast"),
            ("0 3 2", "0 3"),
            ("0 3 2", "0 x 2"),
            ("\n\n\n\n", "\n\n\n"),
            ("\n\n\n\n", "\n\n\n\nx"),
            ("\n\n\n\n", "\n\n\n\nf"),
            ("x-mutes", ""),
        ] {
            assert!(Kept::read(&NEW.replacen(from, to, 1)).is_none(), "{from:?} as {to:?}");
        }
        assert!(Kept::read("").is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(cut in 0..60_usize, put in "[ \\n0-9a-z]{0,3}") {
            let mut text = NEW.to_owned();
            text.replace_range(cut.min(text.len())..(cut + 1).min(text.len()), &put);
            if let Some(kept) = Kept::read(&text) {
                kept.write();
            }
        }
    }
}
