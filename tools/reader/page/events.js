// What a page shows of each event of a run. Loaded by program.js with the page's
// first run.

import { byLine } from "./marks.js";
import { Trouble, compiled, ended, refused } from "./tell.js";

export { Results } from "./results.js";

// One event of a run.
export function take(program, name, carried) {
    const { bar, results } = program;
    program.prediction?.take(name, carried);
    switch (name) {
        case "waiting":
            return bar.say("going", "waiting for other runs", `(${carried.ahead} before this one)`);
        case "building":
            return bar.building(carried.crate);
        case "compiling":
            return bar.say("going", "compiling");
        case "refused":
            program.finished = true;
            results.compiler("refused", carried.words, carried.cut);
            program.mark(byLine(carried.lines ?? []));
            return bar.say("bad", refused(carried));
        case "compiled":
            program.compiled = carried;
            results.compiler("warned", carried.words, carried.cut);
            program.mark(byLine(carried.lines ?? []));
            return bar.say("going", "running", `(${compiled(carried)})`);
        case "stdout":
        case "stderr":
            return results.print(name, carried.text);
        case "ended":
            program.finished = true;
            results.end({ cut: carried.cut, silent: true });
            return bar.say(...ended(carried, program.compiled, program.way));
        case "figure":
            return results.figure(carried.html, { steps: carried.steps, text: program.ran, program });
        case "recorded":
            program.finished = true;
            return bar.say("stopped", results.recorded(program.recorded?.textContent, carried.why, program.isEdited));
        case "failed":
            throw new Trouble(carried.words);
        default:
            // A newer server says more than this page knows.
    }
}
