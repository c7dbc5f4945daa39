//! How much processor time was used: the seconds, user and system.

/// Those of all threads of this process; `None` where the system doesn't tell.
pub fn seconds() -> Option<f64> {
    #[cfg(unix)]
    return unix::seconds(nix::sys::resource::UsageWho::RUSAGE_SELF);
    #[cfg(not(unix))]
    return None;
}

/// Those of all children that have ended so far, and of theirs; `None` where the
/// system doesn't tell.
pub fn seconds_of_children() -> Option<f64> {
    #[cfg(unix)]
    return unix::seconds(nix::sys::resource::UsageWho::RUSAGE_CHILDREN);
    #[cfg(not(unix))]
    return None;
}

#[cfg(unix)]
mod unix {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeVal;

    pub(super) fn seconds(who: UsageWho) -> Option<f64> {
        let usage = getrusage(who).ok()?;
        let seconds = |time: TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
        Some(seconds(usage.user_time()) + seconds(usage.system_time()))
    }
}
