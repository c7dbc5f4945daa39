// Run, Edit, Stop and Reset on every program of a page. Called by reader.js, on
// pages that the reader serves, and by public.js, on those of a public copy. They
// say who runs the programs.

import { outputOf, predicts } from "./predicting.js";
import { Program } from "./program.js";
import { fingerprint } from "./storage.js";

// Fences whose program goes wrong, and is shown for that.
const MISTAKES = ["compile_fail", "warns", "panics", "hangs", "starves", "loses"];

// Every whole program of the page, in its order. Its text has the lines that
// mdBook hides as well.
function wholePrograms() {
    return [...document.querySelectorAll("pre > code.language-rust:not(.listing)")]
        .map((code) => ({ code, original: code.textContent }))
        .filter(({ original }) => /\bfn\s+main\b/.test(original))
        .map((found) => ({
            ...found,
            mistake: MISTAKES.some((name) => found.code.classList.contains(name)),
            recorded: outputOf(found.code),
        }));
}

// A page can show one program twice, and each has edits of its own.
function keys(found) {
    const seen = new Map();
    return found.map(({ original }) => {
        const print = fingerprint(original);
        const before = seen.get(print) ?? 0;
        seen.set(print, before + 1);
        return `${location.pathname}:${print}${before ? `:${before + 1}` : ""}`;
    });
}

function setUp(found, output, backend, placed) {
    const key = keys(found);
    // All is read from the page before anything is written into it, so that a
    // page with a hundred programs is laid out once.
    const programs = found.map((one, index) => new Program({
        ...one, number: index + 1, key: key[index], output: index === 0 ? output : null, backend,
    }));
    for (const program of programs) {
        program.place();
    }
    placed?.(programs);
    showEdits(programs.filter((program) => program.hasEdit));
    document.addEventListener("keydown", (event) => stopOnEscape(event, programs), true);
}

// A kept edit takes its program's place when the reader comes near it.
function showEdits(edited) {
    if (edited.length === 0) {
        return;
    }
    const observer = new IntersectionObserver((entries) => {
        for (const { isIntersecting, target } of entries) {
            if (isIntersecting) {
                observer.unobserve(target);
                edited.find(({ pre }) => pre === target).edit({ focus: false });
            }
        }
    }, { rootMargin: "100%" });
    for (const { pre } of edited) {
        observer.observe(pre);
    }
}

// Escape stops the run that the reader is at, or else the last one. It comes
// here before mdBook and before the editor, which would give the focus to nobody.
function stopOnEscape(event, programs) {
    if (event.key !== "Escape" || event.target.closest?.("dialog, input")) {
        return;
    }
    const running = programs.filter((program) => program.running);
    const here = running.find((program) => program.holds(event.target));
    const last = running.sort((one, other) => one.started - other.started).at(-1);
    const program = here ?? last;
    // Where nothing runs, it leads out of an editor, in which Tab indents.
    const edited = programs.find((one) => one.edits(event.target));
    if (program ?? edited) {
        event.preventDefault();
        event.stopPropagation();
        program ? program.stop() : edited.leave();
    }
}

// The rules come with the buttons, and nothing of the page waits for them.
function withRules(then) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("./run.css", import.meta.url).href;
    link.addEventListener("load", then);
    link.addEventListener("error", then);
    document.head.append(link);
}

// Calls `placed` with the programs.
export function start(backend, placed) {
    const found = wholePrograms();
    // What the first program prints can be predicted, if the page says it next.
    const output = found[0] && !found[0].mistake ? found[0].recorded : null;
    // Whoever predicts does not see it first, not even for a moment.
    if (output && predicts()) {
        output.hidden = true;
    }
    withRules(() => setUp(found, output, backend, placed));
}
