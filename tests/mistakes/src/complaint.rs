//! Many complaints in one failure, so that an author sees them all at once.

/// Panics with every complaint, if there is any.
///
/// # Panics
///
/// That is its purpose.
pub fn insist(complaints: &[String]) {
    let count = complaints.len();
    assert!(
        complaints.is_empty(),
        "{count} {}:\n\n{}\n",
        if count == 1 {
            "complaint"
        } else {
            "complaints"
        },
        complaints.join("\n\n")
    );
}
