//! The macros that print, as std's, and tell the recording what they printed.
//!
//! They have all of std's forms and write the same bytes. A program names them
//! as it names std's, and gets these, since `#[macro_use]` shadows the prelude.

/// `std::print!`, recorded.
#[macro_export]
macro_rules! print {
    ($($argument:tt)*) => {{
        $crate::print(::std::line!(), ::std::format_args!($($argument)*));
    }};
}

/// `std::println!`, recorded.
#[macro_export]
macro_rules! println {
    () => {
        $crate::print!("\n")
    };
    ($($argument:tt)*) => {{
        $crate::print!("{}\n", ::std::format_args!($($argument)*));
    }};
}

/// `std::eprint!`, recorded.
#[macro_export]
macro_rules! eprint {
    ($($argument:tt)*) => {{
        $crate::print_error(::std::line!(), ::std::format_args!($($argument)*));
    }};
}

/// `std::eprintln!`, recorded.
#[macro_export]
macro_rules! eprintln {
    () => {
        $crate::eprint!("\n")
    };
    ($($argument:tt)*) => {{
        $crate::eprint!("{}\n", ::std::format_args!($($argument)*));
    }};
}

/// `std::dbg!`, recorded.
#[macro_export]
macro_rules! dbg {
    () => {
        $crate::eprintln!("[{}:{}:{}]", ::std::file!(), ::std::line!(), ::std::column!())
    };
    ($value:expr $(,)?) => {
        // A match, and no let: what the expression borrows lives on.
        match $value {
            value => {
                $crate::eprintln!(
                    "[{}:{}:{}] {} = {:#?}",
                    ::std::file!(),
                    ::std::line!(),
                    ::std::column!(),
                    ::std::stringify!($value),
                    &value
                );
                value
            }
        }
    };
    ($($value:expr),+ $(,)?) => {
        ($($crate::dbg!($value)),+,)
    };
}
