//! How far a job is.

use super::job::Job;
use super::kept::{MUTES, SENDING, TOTAL, UNMUTES};
use super::outcomes::Outcome;
use crate::bulk::text::{Object, Text};

/// What became of a part's entries.
pub struct Tally {
    /// Muted, unmuted, gone, failed.
    pub ended: [u64; 4],
    /// Mutes and unmutes that have ended, or whose request is under way.
    pub over: [u64; 2],
}

impl Tally {
    /// Counts them; so many requests are under way, one or none.
    pub fn of(job: &Job, mut sending: u64) -> Self {
        let ([mut muted, mut unmuted, mut gone, mut failed], [mut mutes, mut unmutes]) = ([0; 4], [0; 2]);
        for (entry, outcome) in job.entries() {
            let mut over = 1;
            match outcome {
                Outcome::Todo => over = std::mem::take(&mut sending),
                Outcome::Done if entry.unmute => unmuted += 1,
                Outcome::Done => muted += 1,
                Outcome::Gone => gone += 1,
                Outcome::Failed => failed += 1,
            }
            *(if entry.unmute { &mut unmutes } else { &mut mutes }) += over;
        }
        Self { ended: [muted, unmuted, gone, failed], over: [mutes, unmutes] }
    }
}

/// How far the job is, as the JSON of a `Progress`, with times in milliseconds since the epoch.
pub fn progress(job: &Job, waiting_until: u64, now: u64) -> Text {
    let kept = &job.kept;
    let tally = Tally::of(job, kept.numbers[SENDING]);
    let mut progress = Object::default();
    progress.number("total", kept.numbers[TOTAL]);
    let mut done = 0;
    let names = ["muted", "unmuted", "gone", "failed"];
    for (name, (before, here)) in names.into_iter().zip(kept.ended().iter().zip(tally.ended)) {
        progress.number(name, before + here);
        done += before + here;
    }
    progress.number("done", done);
    if let Some(entry) = job.current() {
        let mut current = Object::default();
        current.string("id", entry.id);
        current.keep("username", entry.username);
        progress.raw("current", current.finish().as_str());
    }
    if waiting_until > 0 {
        progress.number("waitingUntil", waiting_until);
    }
    let [mutes, unmutes] = tally.over;
    let mutes = kept.numbers[MUTES].saturating_sub(mutes);
    let unmutes = kept.numbers[UNMUTES].saturating_sub(unmutes);
    progress.number("eta", kept.paces.end_of(mutes, unmutes, now));
    progress.finish()
}
