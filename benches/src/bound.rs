//! What a report says of a bound.

/// Whether what was measured keeps to its bound, in Markdown.
pub fn verdict(measured: f64, bound: f64) -> &'static str {
    met(measured <= bound)
}

/// The same of what is not a number.
pub fn met(is_met: bool) -> &'static str {
    if is_met { "met" } else { "**missed**" }
}
