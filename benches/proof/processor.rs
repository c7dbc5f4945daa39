//! How much processor time child processes have used.

/// The seconds, user and system, of all children that have ended so far, and
/// of theirs; `None` where the system doesn't tell.
#[cfg(unix)]
pub(crate) fn seconds_of_children() -> Option<f64> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;

    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    Some(seconds(usage.user_time()) + seconds(usage.system_time()))
}

/// As above: this system isn't asked.
#[cfg(not(unix))]
pub(crate) fn seconds_of_children() -> Option<f64> {
    None
}
