//! The rules that every page keeps.
//!
//! A rule reads the whole book and returns what breaks it, with file and line,
//! in words that tell an author what to do. Each has a small bad book of its
//! own name in `fixtures/`, so that none can pass because it looks at nothing.

pub mod chapters;
pub mod fences;
pub mod figures;
pub mod glossary;
pub mod links;
pub mod mistakes;
pub mod prose;

use manuscript::{Fault, Manuscript};

/// One rule.
pub struct Rule {
    /// Its name, and that of its fixture.
    pub name: &'static str,
    /// Finds what breaks it.
    pub check: fn(&Manuscript) -> Vec<Fault>,
}

/// Every rule. Dead includes are found when the book is read.
pub const RULES: [Rule; 10] = [
    Rule {
        name: "fences",
        check: fences::unproven,
    },
    Rule {
        name: "listings",
        check: fences::listings,
    },
    Rule {
        name: "chapters",
        check: chapters::files,
    },
    Rule {
        name: "shape",
        check: chapters::shape,
    },
    Rule {
        name: "figures",
        check: figures::unshown,
    },
    Rule {
        name: "links",
        check: links::dead,
    },
    Rule {
        name: "mistakes",
        check: mistakes::unshown,
    },
    Rule {
        name: "words",
        check: prose::banned_words,
    },
    Rule {
        name: "terms",
        check: prose::undefined_terms,
    },
    Rule {
        name: "glossary",
        check: glossary::unlinked_terms,
    },
];
