//! What a figure depends on besides the code: the machine and the compiler.
//!
//! A report is committed, so nothing here names a host, a user or a folder.

use std::env::consts;
use std::fmt;
use std::process::Command;
use sysinfo::{CpuRefreshKind, RefreshKind, System};

/// The machine that measures.
#[derive(Debug)]
pub struct Machine {
    /// The model of its processor.
    pub processor: String,
    /// How many cores the system gives to this process.
    pub cores: usize,
    /// Its operating system, with the version.
    pub system: String,
    /// What `rustc --version` says.
    pub compiler: String,
}

impl Machine {
    /// Asks the system that this process runs on.
    pub fn ask() -> Machine {
        Machine {
            processor: processor().unwrap_or_else(|| consts::ARCH.to_string()),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            system: System::long_os_version().unwrap_or_else(|_| consts::OS.to_string()),
            compiler: rustc_version().unwrap_or_else(|| "an unknown rustc".to_string()),
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine {
            processor,
            cores,
            system,
            compiler,
        } = self;
        write!(
            formatter,
            "{processor}, {cores} cores; {system}; {compiler}"
        )
    }
}

/// Today's date in UTC: `2026-01-31`.
pub fn today() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%d").to_string()
}

fn processor() -> Option<String> {
    let kind = RefreshKind::nothing().with_cpu(CpuRefreshKind::nothing());
    let system = System::new_with_specifics(kind).ok()?;
    let brand = system.cpus().first()?.brand().trim();
    (!brand.is_empty()).then(|| brand.to_string())
}

fn rustc_version() -> Option<String> {
    let output = Command::new("rustc").arg("--version").output().ok()?;
    let version = String::from_utf8(output.stdout).ok()?;
    (!version.is_empty()).then(|| version.trim().to_string())
}
