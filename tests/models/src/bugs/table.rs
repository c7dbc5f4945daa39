//! The bugs, and what each is cured by.

use super::exhibit;

#[path = "."]
mod readiness_cleared_late {
    #[path = "readiness-cleared-late.rs"]
    mod bug;
    use super::exhibit;
    use bug::Readiness as Checked;

    #[path = "."]
    mod cured {
        #[path = "readiness-cleared-late.rs"]
        pub(super) mod bug;
        use crate::readiness::Readiness as Checked;
    }

    #[test]
    fn is_found() {
        exhibit::is_found("readiness-cleared-late", bug::model, bug::FOLLOWS);
    }

    #[test]
    fn is_cured() {
        exhibit::is_cured("readiness-cleared-late", cured::bug::model);
    }
}

#[path = "."]
mod the_end_forgotten {
    #[path = "the-end-forgotten.rs"]
    mod bug;
    use super::exhibit;
    use bug::Readiness as Checked;

    #[path = "."]
    mod cured {
        #[path = "the-end-forgotten.rs"]
        pub(super) mod bug;
        use crate::readiness::Readiness as Checked;
    }

    #[test]
    fn is_found() {
        exhibit::is_found("the-end-forgotten", bug::model, bug::FOLLOWS);
    }

    #[test]
    fn is_cured() {
        exhibit::is_cured("the-end-forgotten", cured::bug::model);
    }
}

#[path = "."]
mod wake_that_only_looks {
    #[path = "wake-that-only-looks.rs"]
    mod bug;
    use super::exhibit;
    use bug::State as Checked;

    #[path = "."]
    mod cured {
        #[path = "wake-that-only-looks.rs"]
        pub(super) mod bug;
        use crate::state::State as Checked;
    }

    #[test]
    fn is_found() {
        exhibit::is_found("wake-that-only-looks", bug::model, bug::FOLLOWS);
    }

    #[test]
    fn is_cured() {
        exhibit::is_cured("wake-that-only-looks", cured::bug::model);
    }
}

#[path = "."]
mod store_after_poll {
    #[path = "store-after-poll.rs"]
    mod bug;
    use super::exhibit;
    use bug::State as Checked;

    #[path = "."]
    mod cured {
        #[path = "store-after-poll.rs"]
        pub(super) mod bug;
        use crate::state::State as Checked;
    }

    #[test]
    fn is_found() {
        exhibit::is_found("store-after-poll", bug::model, bug::FOLLOWS);
    }

    #[test]
    fn is_cured() {
        exhibit::is_cured("store-after-poll", cured::bug::model);
    }
}

#[path = "."]
mod unpark_without_the_lock {
    #[path = "unpark-without-the-lock.rs"]
    mod bug;
    use super::exhibit;
    use bug::Parker as Checked;

    #[path = "."]
    mod cured {
        #[path = "unpark-without-the-lock.rs"]
        pub(super) mod bug;
        use crate::parker::Parker as Checked;
    }

    #[test]
    fn is_found() {
        exhibit::is_found("unpark-without-the-lock", bug::model, bug::FOLLOWS);
    }

    #[test]
    fn is_cured() {
        exhibit::is_cured("unpark-without-the-lock", cured::bug::model);
    }
}

#[path = "."]
mod woken_by_store {
    #[path = "woken-by-store.rs"]
    mod bug;
    use super::exhibit;
    use bug::Woken as Checked;

    #[path = "."]
    mod cured {
        #[path = "woken-by-store.rs"]
        pub(super) mod bug;
        use crate::parker::Woken as Checked;
    }

    #[test]
    fn is_found() {
        exhibit::is_found("woken-by-store", bug::model, bug::FOLLOWS);
    }

    #[test]
    fn is_cured() {
        exhibit::is_cured("woken-by-store", cured::bug::model);
    }
}

#[path = "."]
mod no_fence {
    #[path = "no-fence.rs"]
    mod bug;
    use super::exhibit;
    use bug::Injector as Checked;

    #[path = "."]
    mod cured {
        #[path = "no-fence.rs"]
        pub(super) mod bug;
        #[path = "no-fence.cure.rs"]
        mod cure;
        use cure::Injector as Checked;
    }

    #[test]
    fn is_found() {
        exhibit::is_found("no-fence", bug::model, bug::FOLLOWS);
    }

    #[test]
    fn is_cured() {
        exhibit::is_cured("no-fence", cured::bug::model);
    }
}
