//! Compiles and runs one program.
