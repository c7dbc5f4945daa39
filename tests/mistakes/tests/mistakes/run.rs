//! Each case in `run/` goes wrong in the way that is written beside it, and
//! every cure, of all four folders, does the work.

use mistakes::{
    Folder, Watched, compare, insist, strangers, symptom, updating, verdict, verdict_on_cure, watch,
};
use runner::Run;

#[test]
fn every_case_has_its_cure() {
    insist(&strangers(Folder::Run));
}

#[test]
fn every_case_has_its_symptom_and_every_cure_works() {
    let complaint = |watched: &Watched| {
        let words = check(watched).err()?;
        Some(format!("{}: {words}", watched.case))
    };
    insist(&watch().iter().filter_map(complaint).collect::<Vec<_>>());
}

fn check(watched: &Watched) -> Result<(), String> {
    let cure = watched.cure.as_ref().map_err(String::clone)?;
    verdict_on_cure(cure)?;
    if let Some(faulty) = &watched.faulty {
        check_faulty(watched, faulty.as_ref().map_err(String::clone)?, cure)?;
    }
    compare(&cure.transcript(), &watched.case.file("cure.out"))
}

fn check_faulty(watched: &Watched, faulty: &Run, cure: &Run) -> Result<(), String> {
    let known = watched.case.read("symptom").ok().filter(|_| !updating());
    let known = known.as_deref().map(str::trim);
    let symptom = verdict(known, symptom(faulty, cure), faulty)?;
    compare(&format!("{symptom}\n"), &watched.case.file("symptom"))?;
    compare(&faulty.transcript(), &watched.case.file("out"))
}
