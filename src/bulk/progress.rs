//! How far a job is.

use super::job::Job;
use super::kept::Kept;
use super::outcomes::Outcome;
use crate::api::{Object, Text};

/// What became of a part's entries.
pub struct Tally {
    /// Muted, unmuted, gone, failed.
    pub ended: [u64; 4],
    /// Mutes and unmutes that have ended.
    pub over: [u64; 2],
}

impl Tally {
    /// Counts them.
    pub fn of(job: &Job) -> Self {
        let ([mut muted, mut unmuted, mut gone, mut failed], [mut mutes, mut unmutes]) = ([0; 4], [0; 2]);
        for (entry, outcome) in job.entries() {
            *match outcome {
                Outcome::Todo => continue,
                Outcome::Done if entry.unmute => &mut unmuted,
                Outcome::Done => &mut muted,
                Outcome::Gone => &mut gone,
                Outcome::Failed => &mut failed,
            } += 1;
            *(if entry.unmute { &mut unmutes } else { &mut mutes }) += 1;
        }
        Self { ended: [muted, unmuted, gone, failed], over: [mutes, unmutes] }
    }
}

/// How far the job is, as the JSON of a `Progress`, with times in milliseconds since the epoch.
pub fn progress(kept: &Kept, job: &Job, waiting_until: u64, now: u64) -> Text {
    let tally = Tally::of(job);
    let mut progress = Object::default();
    progress.number("total", kept.total);
    let mut done = 0;
    let names = ["muted", "unmuted", "gone", "failed"];
    for (name, (before, here)) in names.into_iter().zip(kept.ended.into_iter().zip(tally.ended)) {
        progress.number(name, before + here);
        done += before + here;
    }
    progress.number("done", done);
    if let Some(entry) = job.current() {
        let mut current = Object::default();
        current.string("id", entry.id);
        if !entry.username.is_empty() {
            current.string("username", entry.username);
        }
        progress.raw("current", current.finish().as_str());
    }
    if waiting_until > 0 {
        progress.number("waitingUntil", waiting_until);
    }
    let ([mutes, unmutes], [mutes_over, unmutes_over]) = (kept.left, tally.over);
    // The one whose request is under way is counted among those that were sent.
    let under_way = job.current().filter(|_| kept.is_sending).map(|entry| entry.unmute);
    let mutes = mutes.saturating_sub(mutes_over + u64::from(under_way == Some(false)));
    let unmutes = unmutes.saturating_sub(unmutes_over + u64::from(under_way == Some(true)));
    progress.number("eta", job.paces.end_of(mutes, unmutes, now));
    progress.finish()
}
