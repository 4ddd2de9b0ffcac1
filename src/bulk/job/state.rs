//! The state of a job, as it is stored.
//!
//! It is written with each request, so it speaks of one part only, and its size does not grow with the list. It holds no
//! secret. This is the only place that writes or reads its text, whose lines are: the format with its version, whose job it is,
//! its pace and its ID; numbers; what is known of X's limits (of mutes, of unmutes and of the day); and from the sixth line on
//! the outcomes of the part that is under way.

use super::outcomes::Outcomes;
use super::tally::{Counts, Tally};
use crate::api::UserId;
use crate::bulk::numbers::{numbers, push_numbers};
use crate::bulk::pace::{Paces, Style};

/// How the text begins: the name of the format, and its version.
const FORMAT: &str = "x-mutes-job 1 ";

/// The name of a text that is stored of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateName {
    /// The state's.
    State,
    /// A part's, by its number.
    Part(u64),
}

/// The state of a job.
#[derive(Clone, Debug)]
pub struct JobState {
    /// Whose job it is.
    pub user_id: String,
    /// What tells it from other jobs under the same key.
    pub id: String,
    /// How its requests are spread over X's windows.
    pub style: Style,
    /// At most so many mutes and unmutes are sent in any 24 hours; 0 if any number may be.
    pub max_per_day: u64,
    /// How many entries there are.
    pub total: u64,
    /// How many mutes there are from this part on.
    pub mutes: u64,
    /// How many unmutes there are from this part on.
    pub unmutes: u64,
    /// How many parts there are.
    pub parts: u64,
    /// The part that is under way.
    pub part: u64,
    /// The entries that have ended in the parts before.
    pub ended: Counts,
    /// How often the job has stopped because entries failed alike, one after the other.
    pub stops: u64,
    /// True if the request of the first entry that has not ended may have been sent.
    pub is_sending: bool,
    /// True if some context runs it, or was killed while it did.
    pub is_running: bool,
    /// What is known of X's limits.
    pub paces: Paces,
    /// What became of the entries of the part so far.
    pub outcomes: Outcomes,
}

impl JobState {
    /// The state of a job without entries.
    pub fn new(user_id: String, id: String, style: Style, max_per_day: u64) -> Self {
        Self {
            user_id,
            id,
            style,
            max_per_day,
            total: 0,
            mutes: 0,
            unmutes: 0,
            parts: 0,
            part: 0,
            ended: Counts::default(),
            stops: 0,
            is_sending: false,
            is_running: false,
            paces: Paces::new(style, max_per_day),
            outcomes: Outcomes::default(),
        }
    }

    /// Reads a state. None if it is damaged, or of another version.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(6, '\n');
        let mut head = lines.next()?.strip_prefix(FORMAT)?.splitn(3, ' ');
        let user_id = head.next().filter(|id| UserId::fault(id).is_none())?;
        let style = Style::from_name(head.next()?)?;
        let id = head.next()?;
        let numbers = numbers(lines.next()?);
        let [max_per_day, total, mutes, unmutes, parts, part, muted, unmuted, gone, failed, stops, sending, running] =
            *numbers
        else {
            return None;
        };
        let paces = Paces::read(style, max_per_day, [lines.next()?, lines.next()?, lines.next()?]);
        Some(Self {
            user_id: user_id.into(),
            id: id.into(),
            style,
            max_per_day,
            total,
            mutes,
            unmutes,
            parts,
            part,
            ended: Counts { muted, unmuted, gone, failed },
            stops,
            is_sending: sending > 0,
            is_running: running > 0,
            paces,
            outcomes: Outcomes::read(lines.next()?)?,
        })
    }

    /// The state as it is stored.
    pub fn write(&self) -> String {
        let mut text = [FORMAT, &self.user_id, " ", self.style.name(), " ", &self.id, "\n"].concat();
        let Counts { muted, unmuted, gone, failed } = self.ended;
        push_numbers(&mut text, &[self.max_per_day, self.total, self.mutes, self.unmutes, self.parts, self.part]);
        push_numbers(&mut text, &[muted, unmuted, gone, failed, self.stops]);
        push_numbers(&mut text, &[self.is_sending.into(), self.is_running.into()]);
        text.push('\n');
        self.paces.write(&mut text);
        text.push('\n');
        self.outcomes.write(&mut text);
        text
    }

    /// Spreads its requests so from now on.
    pub fn set_pace(&mut self, style: Style, max_per_day: u64) {
        self.style = style;
        self.max_per_day = max_per_day;
        self.paces.set(style, max_per_day);
    }

    /// Goes on to the next part, as this one has ended.
    pub fn next_part(&mut self, tally: &Tally) {
        self.ended = self.ended.plus(tally.ended);
        self.mutes = self.mutes.saturating_sub(tally.mutes);
        self.unmutes = self.unmutes.saturating_sub(tally.unmutes);
        self.part += 1;
        self.outcomes = Outcomes::default();
    }

    /// True if so many parts with so many entries are all of it.
    pub fn is_whole(&self, parts: u64, entries: u64) -> bool {
        self.parts == parts && self.part <= parts && self.total == entries
    }

    /// True if all parts have ended.
    pub fn is_done(&self) -> bool {
        self.part >= self.parts
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::bulk::action::Action;

    const NEW: &str = "x-mutes-job 1 7 even id\n0 3 2 1 1 0 0 0 0 0 0 0 0\n\n\n\n";

    #[test]
    fn a_state_reads_back_as_it_was() {
        let mut state = JobState::read(NEW).unwrap();
        state.paces.sent(Action::Mute, 1_700_000_000_000);
        state.is_sending = true;
        state.outcomes = Outcomes::read("dtf\n{}").unwrap();
        let text = state.write();
        let state = JobState::read(&text).unwrap();
        assert_eq!(state.write(), text);
        assert!(state.is_sending && text.ends_with("\ndtf\n{}"));
    }

    #[test]
    fn a_state_that_is_damaged_or_of_another_version_is_refused() {
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
            assert!(JobState::read(&NEW.replacen(from, to, 1)).is_none(), "{from:?} as {to:?}");
        }
        assert!(JobState::read("").is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(cut in 0..60_usize, put in "[ \\n0-9a-z]{0,3}") {
            let mut text = NEW.to_owned();
            text.replace_range(cut.min(text.len())..(cut + 1).min(text.len()), &put);
            if let Some(state) = JobState::read(&text) {
                state.write();
            }
        }
    }
}
