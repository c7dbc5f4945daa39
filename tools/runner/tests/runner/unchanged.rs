//! A recorded program does what it does, and each printed line is told.

use crate::support::{paused, recorded, story, unrecorded};
use recording::What;

/// Each macro that prints, in each form; a value that prints while it is
/// printed; and what an appended line could have moved.
const PRINTING: &str = r#"#![deny(warnings)]
struct Loud;
impl std::fmt::Display for Loud {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<")?;
        println!("!");
        f.write_str(">")
    }
}
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> Result<(), String> {
    let celsius = -6;
    println!();
    println!("{celsius} C, {}, {:>4}, {place}", celsius + 1, 7, place = "summit");
    print!("no ");
    print!("end\nand one\n");
    eprintln!();
    eprintln!("{celsius:?}");
    eprint!("error");
    eprint!("{}", "\n");
    let (low, high) = dbg!(celsius, celsius + 9,);
    let same = dbg!(low + high);
    dbg!();
    println!("{} {same} {}", Loud, async { "awaited" }.await);
    std::println!("not seen");
    println!("{} {}", module_path!(), line!());
    match same { _ => println!("an expression") }
    Err(format!("{:?}", std::env::vars().find(|(name, _)| name.contains("RECORD"))))
} // no end of line"#;

#[test]
fn a_recorded_program_prints_what_it_prints() {
    let recorded = recorded(PRINTING);
    assert_eq!(recorded.run.transcript(), unrecorded(PRINTING).transcript());
    let printed: Vec<(u32, &str)> = recorded
        .events
        .iter()
        .filter_map(|event| match &event.what {
            What::Print { line, text, task } => {
                assert_eq!(*task, Some(1));
                Some((*line, text.as_str()))
            }
            _ => None,
        })
        .collect();
    let dbg = "[src/main.rs:21:23] celsius = -6";
    let dbg_other = "[src/main.rs:21:23] celsius + 9 = 3";
    let expected = [
        (13, ""),
        (14, "-6 C, -5,    7, summit"),
        (15, "no "),
        (16, "end\nand one"),
        (17, ""),
        (18, "-6"),
        (19, "error"),
        (20, ""),
        (21, dbg),
        (21, dbg_other),
        (22, "[src/main.rs:22:16] low + high = -3"),
        (23, "[src/main.rs:23:5]"),
        (6, "!"),
        (24, "<> -3 awaited"),
        (26, "main 26"),
        (27, "an expression"),
    ];
    assert_eq!(printed, expected);
}

#[test]
fn a_program_that_prints_nothing_and_denies_warnings_is_recorded() {
    let recorded = recorded(&format!(
        "#![deny(warnings)]\nmod recorder {{}}\n{}",
        paused("let _ = Duration::ZERO;")
    ));
    assert_eq!(
        story(&recorded),
        "block_on 1\nenter 1\nexit 1\nenter 1\nexit 1\nclose 1\n"
    );
}
