//! The texts of a new job, and whether texts are those of a job.

use super::outcomes::Outcomes;
use super::part::{Entry, PART_SIZE, Part};
use super::state::JobState;
use crate::api::UserId;
use crate::bulk::account_hash::{AccountHash, id_number};
use crate::bulk::action::Action;

/// The most entries that a job may have.
const MAX_ENTRIES: u64 = 1_000_000;

/// The texts of a new job: its state, and its parts. `state` is that of a job without entries.
pub fn new_job(state: JobState, mutes: Vec<Entry>, unmutes: Vec<Entry>) -> (String, Vec<String>) {
    let (mute_count, unmute_count) = (mutes.len() as u64, unmutes.len() as u64);
    let entries = interleaved(mutes, unmutes);
    let parts: Vec<String> =
        entries.chunks(PART_SIZE).map(|entries| Part::write(entries, &Outcomes::default())).collect();
    let total = mute_count + unmute_count;
    let state = JobState { total, mutes: mute_count, unmutes: unmute_count, parts: parts.len() as u64, ..state };
    (state.write(), parts)
}

/// Reads entries: an ID and a username each, which may be empty, with commas between. Skips what is no ID.
pub fn entries_of(action: Action, text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut fields = text.split(',');
    while let (Some(id), Some(username)) = (fields.next(), fields.next()) {
        if UserId::fault(id).is_none() {
            let username = (!username.is_empty()).then(|| username.into());
            entries.push(Entry { action, id: id.into(), username });
        }
    }
    entries
}

/// What is wrong with the texts of a job; none if they are whole and name nobody twice: each entry is a request that X bills, and
/// nobody knows what an account that is to be muted and unmuted is to be. `seed` is any number that the author of the texts does not
/// know.
pub fn fault_of(state: &str, parts: &[String], seed: u32) -> Option<String> {
    const NO_JOB: &str = "plan must be what plan() gave, or a job's checkpoint()";
    let mut ids = AccountHash::new(seed).id_set();
    let (mut count, mut twice) = (0, None);
    for part in parts {
        let Some(part) = Part::read(part) else { return Some(NO_JOB.into()) };
        for Entry { id, .. } in part.entries {
            count += 1;
            // Each is a user ID, or the part had not been read.
            let is_new = id_number(&id).is_some_and(|number| ids.insert(number));
            if !is_new {
                twice = Some(id);
            }
        }
    }
    if count > MAX_ENTRIES {
        return Some(format!("plan must have {MAX_ENTRIES} people at most; it has {count}: split it"));
    }
    if let Some(twice) = twice {
        return Some(format!("plan must have nobody twice; it has {twice} twice"));
    }
    let is_whole = JobState::read(state).is_some_and(|state| state.is_whole(parts.len() as u64, count));
    if is_whole { None } else { Some(NO_JOB.into()) }
}

/// Both lists in one, each spread over the whole: X counts mutes and unmutes apart, so neither need wait for the other.
fn interleaved(mutes: Vec<Entry>, unmutes: Vec<Entry>) -> Vec<Entry> {
    let (mute_count, unmute_count) = (mutes.len(), unmutes.len());
    let (mut mutes, mut unmutes) = (mutes.into_iter(), unmutes.into_iter());
    let mut entries = Vec::with_capacity(mute_count + unmute_count);
    loop {
        let (muted, unmuted) = (mute_count - mutes.len(), unmute_count - unmutes.len());
        let is_mute = mutes.len() > 0 && (unmutes.len() == 0 || muted * unmute_count <= unmuted * mute_count);
        let Some(entry) = (if is_mute { mutes.next() } else { unmutes.next() }) else { return entries };
        entries.push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::pace::Style;

    fn job(ids: &[&str], unmuted: &[&str]) -> (String, Vec<String>) {
        let entries = |action, ids: &[&str]| -> Vec<Entry> {
            ids.iter().map(|id| Entry { action, id: (*id).into(), username: None }).collect()
        };
        let state = JobState::new("1".into(), "a".into(), Style::Even, 0);
        new_job(state, entries(Action::Mute, ids), entries(Action::Unmute, unmuted))
    }

    #[test]
    fn a_job_that_names_somebody_twice_is_refused_by_name_whatever_the_seed() {
        for seed in [0, 1, u32::MAX] {
            let fault = |(state, parts): (String, Vec<String>)| fault_of(&state, &parts, seed);
            assert_eq!(fault(job(&["10", "12", "9999999999999999999"], &["11"])), None);
            let twice = Some("plan must have nobody twice; it has 12 twice".to_owned());
            assert_eq!(fault(job(&["12", "11", "12"], &[])), twice);
            assert_eq!(fault(job(&["11", "12"], &["13", "12"])), twice);
        }
    }

    #[test]
    fn texts_that_are_not_whole_are_no_job() {
        let (state, parts) = job(&["10", "12"], &[]);
        let cut = parts[0].trim_end();
        for (state, parts) in [("", &parts[..]), (&state, &[]), (&state, &[cut.into()]), ("x-mutes-job 1\n", &parts)] {
            let fault = fault_of(state, parts, 7).unwrap();
            assert!(fault.starts_with("plan must be what plan() gave"), "{fault}");
        }
    }
}
