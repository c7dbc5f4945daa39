//! What a page has to know to run anything.

use std::fmt;
use subtle::ConstantTimeEq;

/// 128 random bits, new at each start. They are printed in the terminal, behind
/// the `#` of the address: a browser sends that part to nobody, and no page that
/// can be fetched has it.
#[derive(Clone)]
pub(crate) struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    ///
    /// When the system has no randomness.
    pub(crate) fn new() -> anyhow::Result<Token> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
        let digits = bits.iter().map(|byte| format!("{byte:02x}"));
        Ok(Token(digits.collect()))
    }

    /// Whether this is it, in a time that does not depend on how much of it is
    /// right.
    pub(super) fn is(&self, said: &[u8]) -> bool {
        self.0.as_bytes().ct_eq(said).into()
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_another_and_knows_itself() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert_eq!(one.to_string().len(), 32);
        assert!(one.is(one.to_string().as_bytes()));
        assert!(!one.is(other.to_string().as_bytes()));
        assert!(!one.is(&one.to_string().as_bytes()[..31]));
        assert!(!one.is(b""));
        assert!(!format!("{one:?}").contains(&one.to_string()));
    }
}
