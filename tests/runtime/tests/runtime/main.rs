//! What the runtime promises, seen from outside.
//!
//! One program, so that tests which wait run beside others. Those that count or
//! limit what their whole process has are programs of their own, beside this folder.

mod aborting;
mod blocking;
mod channels;
mod channels_in_use;
mod ending;
mod joining;
mod oneshot;
mod shutdown;
mod size;
mod sockets;
mod stages;
mod strangers;
mod tasks;
mod time;
mod workers;
