//! The processes that a program started, ended together.

use tokio::process::{Child, ChildStdin};

/// Holds what a child started; what is left of it ends when this is dropped.
pub(crate) enum Leash {
    /// By a signal to all of a group.
    Group(Group),
    /// By an end of its input, upon which a supervisor ends its descendants: a
    /// signal would end the supervisor first, and leave those that left its group.
    Lifeline(ChildStdin),
}

impl Leash {
    /// The leash of a child: a supervisor is one whose input is piped.
    pub(crate) fn of(child: &mut Child) -> Leash {
        match child.stdin.take() {
            Some(input) => Leash::Lifeline(input),
            None => Leash::Group(Group::led_by(child)),
        }
    }

    /// Ends what is left.
    pub(crate) fn end(self) {
        match self {
            Leash::Group(group) => group.kill(),
            Leash::Lifeline(input) => drop(input),
        }
    }
}

/// The process group that a child leads; what is left of it is killed on drop.
pub(crate) struct Group {
    /// The child's process id, which is the group's id as well.
    #[cfg(unix)]
    leader: Option<rustix::process::Pid>,
}

impl Group {
    /// The group of a child that was started as the leader of a new one.
    pub(crate) fn led_by(child: &Child) -> Group {
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

    /// Kills all that is left of the group. Elsewhere than on Unix nothing
    /// happens here, and the child alone is killed by its handle.
    pub(crate) fn kill(self) {
        drop(self);
    }
}

impl Drop for Group {
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
