//! A job's state as it is kept.
//!
//! It is written with each request, so it speaks of one part only, and its size does not grow with the list. Its lines are
//! whose it is, numbers, what is known of X's limits (of mutes, of unmutes and of the day), and the outcomes of the part
//! that is under way. It holds no secret.

use super::outcomes::Outcomes;
use super::pace::Style;
use super::paces::Paces;
use super::progress::Tally;
use crate::api::{Text, UserId, cut, whole_number};

/// How it begins: the name of the format, and its version.
const FORMAT: &str = "x-mutes-job 1";

/// The state of a job.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Whose job it is.
    pub user_id: UserId,
    /// What tells it from another.
    id: Text,
    style: Style,
    max_per_day: u64,
    /// How many entries there are in all.
    pub total: u64,
    /// How many mutes and unmutes there are from this part on.
    pub left: [u64; 2],
    /// How many parts there are.
    pub parts: u64,
    /// The part that is under way.
    pub part: u64,
    /// How many have ended in the parts before: muted, unmuted, gone, failed.
    pub ended: [u64; 4],
    /// How often it has been stopped by entries that fail alike, one after the other.
    pub stops: u64,
    /// A request for the first entry that has not ended may have been sent.
    pub is_sending: bool,
    /// Somebody runs it, or was killed while doing so.
    pub is_running: bool,
}

impl Kept {
    /// Reads what was kept: the state, what is known of X's limits, and what became of the entries of its part so far. None
    /// where it is damaged, or of another version.
    pub fn read(text: &str) -> Option<(Self, Paces, Outcomes)> {
        let rest = text.strip_prefix(FORMAT)?.strip_prefix(" ")?;
        let (head, rest) = cut(rest, b'\n');
        let (user_id, head) = cut(head, b' ');
        let (pace, id) = cut(head?, b' ');
        let (state, rest) = cut(rest?, b'\n');
        let (mute, rest) = cut(rest?, b'\n');
        let (unmute, rest) = cut(rest?, b'\n');
        let (day, outcomes) = cut(rest?, b'\n');
        let [max_per_day, total, mutes, unmutes, parts, part, muted, unmuted, gone, failed, stops, sending, running] =
            numbers(state)[..]
        else {
            return None;
        };
        let style = match pace {
            "even" => Style::Even,
            "burst" => Style::Burst,
            _ => return None,
        };
        let mut paces = Paces::new(style, max_per_day);
        paces.take_up([&numbers(mute), &numbers(unmute), &numbers(day)]);
        let kept = Self {
            user_id: UserId::parse("", user_id).ok()?,
            id: id?.into(),
            style,
            max_per_day,
            total,
            left: [mutes, unmutes],
            parts,
            part,
            ended: [muted, unmuted, gone, failed],
            stops,
            is_sending: sending != 0,
            is_running: running != 0,
        };
        Some((kept, paces, Outcomes::read(outcomes?)?))
    }

    /// What to keep of it, with these.
    pub fn write(&self, paces: &Paces, outcomes: &Outcomes) -> Text {
        let mut text = Text::from(FORMAT);
        let pace = if self.style == Style::Even { " even " } else { " burst " };
        text.push(" ").push(self.user_id.as_str()).push(pace).push(self.id.as_str()).push("\n");
        let ([mutes, unmutes], [muted, unmuted, gone, failed]) = (self.left, self.ended);
        let (sending, running) = (self.is_sending.into(), self.is_running.into());
        push_numbers(
            &mut text,
            &[
                self.max_per_day,
                self.total,
                mutes,
                unmutes,
                self.parts,
                self.part,
                muted,
                unmuted,
                gone,
                failed,
                self.stops,
                sending,
                running,
            ],
        );
        for line in paces.numbers() {
            push_numbers(&mut text, &line);
        }
        outcomes.write(&mut text);
        text
    }

    /// Goes on to the next part: this one has ended so.
    pub fn next_part(&mut self, tally: &Tally) {
        for (all, here) in self.ended.iter_mut().zip(tally.ended) {
            *all += here;
        }
        for (all, here) in self.left.iter_mut().zip(tally.over) {
            *all = all.saturating_sub(here);
        }
        self.part += 1;
    }
}

/// A line of numbers.
#[inline(never)]
fn push_numbers(text: &mut Text, numbers: &[u64]) {
    let mut space = "";
    for number in numbers {
        text.push(space).push_number(*number);
        space = " ";
    }
    text.push("\n");
}

/// The whole numbers of a line; of what is none, up to there.
#[inline(never)]
fn numbers(line: &str) -> Vec<u64> {
    let mut numbers = Vec::new();
    let mut rest = Some(line);
    while let Some(line) = rest {
        let (word, after) = cut(line, b' ');
        let Some(number) = whole_number(word) else { break };
        numbers.push(number);
        rest = after;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NEW: &str = "x-mutes-job 1 7 even id\n0 3 2 1 1 0 0 0 0 0 0 0 0\n\n\n\n";

    #[test]
    fn a_state_reads_back_as_it_was() {
        let (mut kept, mut paces, _) = Kept::read(NEW).unwrap();
        paces.sent(false, 1_700_000_000_000);
        kept.is_sending = true;
        let outcomes = Outcomes::read("dtf\n{}").unwrap();
        let text = kept.write(&paces, &outcomes);
        let (kept, paces, read) = Kept::read(text.as_str()).unwrap();
        assert_eq!(kept.write(&paces, &read), text);
        assert!(kept.is_sending && text.as_str().ends_with("\ndtf\n{}"));
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
            if let Some((kept, paces, outcomes)) = Kept::read(&text) {
                kept.write(&paces, &outcomes);
            }
        }
    }
}
