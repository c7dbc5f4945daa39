//! The processes that a program started, ended together.

use std::io;
use std::process::ExitStatus;
use std::time::Duration;
use tokio::process::{Child, ChildStdin};
use tokio::runtime::Handle;
use tokio::time::timeout;

/// How long a supervisor has to end what its program left.
const LAST_WORK: Duration = Duration::from_secs(2);

/// A child and all that it started. What is left of them ends when this is
/// dropped, and is waited for.
pub(crate) struct Held {
    /// `None` when it is gone.
    child: Option<Child>,
    leash: Option<Leash>,
}

/// Ends what a child started, when it is dropped.
enum Leash {
    /// By a signal to all of a group.
    Group(#[expect(dead_code, reason = "it is dropped")] Group),
    /// By an end of its input, upon which a supervisor ends its descendants: a
    /// signal would end the supervisor first, and leave those that left its group.
    Lifeline(#[expect(dead_code, reason = "it is dropped")] ChildStdin),
}

impl Held {
    /// Holds a child from its start. A supervisor is one whose input is piped.
    pub(crate) fn new(mut child: Child) -> Held {
        let leash = match child.stdin.take() {
            Some(input) => Leash::Lifeline(input),
            None => Leash::Group(Group::led_by(&child)),
        };
        Held {
            child: Some(child),
            leash: Some(leash),
        }
    }

    /// Waits for the end of the child, and ends what is left then.
    pub(crate) async fn wait(&mut self) -> io::Result<ExitStatus> {
        let child = self.child.as_mut().ok_or(io::ErrorKind::NotFound)?;
        let status = child.wait().await?;
        self.child = None;
        self.leash = None;
        Ok(status)
    }

    /// Ends all of it.
    pub(crate) async fn end(&mut self) -> io::Result<()> {
        self.leash = None;
        match &mut self.child {
            Some(child) => end(child).await,
            None => Ok(()),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.leash = None;
        // A child that nobody waits for stays in the system's list of processes.
        if let Some(mut child) = self.child.take()
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(async move { end(&mut child).await });
        }
    }
}

async fn end(child: &mut Child) -> io::Result<()> {
    match timeout(LAST_WORK, child.wait()).await {
        Ok(ended) => ended.map(|_| ()),
        Err(_) => child.kill().await,
    }
}

/// The process group that a child leads; what is left of it is killed on drop.
struct Group {
    /// The child's process id, which is the group's id as well.
    #[cfg(unix)]
    leader: Option<rustix::process::Pid>,
}

impl Group {
    /// The group of a child that was started as the leader of a new one.
    fn led_by(child: &Child) -> Group {
        #[cfg(unix)]
        let leader = child
            .id()
            .and_then(|id| rustix::process::Pid::from_raw(id.cast_signed()));
        #[cfg(not(unix))]
        let _ = child;
        Group {
            #[cfg(unix)]
            leader,
        }
    }
}

impl Drop for Group {
    /// Kills all that is left of the group. Elsewhere than on Unix nothing happens
    /// here, and the child alone is killed by its handle.
    fn drop(&mut self) {
        // When the leader ended by itself its id is already free. It can't
        // have been given away while the group has members, and if it has none
        // the system would have to run through all ids before this line.
        #[cfg(unix)]
        if let Some(leader) = self.leader {
            let _already_empty =
                rustix::process::kill_process_group(leader, rustix::process::Signal::KILL);
        }
    }
}
