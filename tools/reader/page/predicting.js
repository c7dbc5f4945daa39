// Whether a reader predicts: of which program, and since when. The box itself,
// predict.js, is loaded with the first. Called by run.js and program.js.

import { forget, recall, remember } from "./storage.js";

// Holds for all chapters.
const PREDICTS = "poll-by-poll-predicts";

export const predicts = () => recall(PREDICTS) !== null;

// What the page shows as the output of a program: the block that comes next.
export function outputOf(code) {
    const blocks = [...document.querySelectorAll("main pre")];
    const next = blocks[blocks.indexOf(code.parentElement) + 1];
    return next?.querySelector("code.language-text") ? next : null;
}

// Asks what a program will print, before that is shown; or no longer.
export async function predict(program, on, { focus = true } = {}) {
    on ? remember(PREDICTS, "yes") : forget(PREDICTS);
    program.prediction?.remove();
    program.prediction = null;
    if (on) {
        try {
            const { Prediction, rules } = await import("./predict.js");
            await rules;
            program.prediction ??= new Prediction(program, program.output);
            program.prediction.place();
        } catch {
            program.output.hidden = false;
            program.bar.say("bad", "The Predict box could not be loaded. Reload the page.");
        }
    }
    program.show();
    if (on && focus) {
        program.prediction?.focus();
    }
}
