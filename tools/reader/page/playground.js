// The back end of a public copy: asks the Rust Playground to run programs, after
// a click and never before; what it does not run is shown as it was recorded.
// Called by program.js.

import { Trouble } from "./tell.js";

const PLAYGROUND = "https://play.rust-lang.org/execute";

// What it has. Which of tokio's features is said by tokio's manifest: "full" and
// "test-util", so that paused clocks work there.
const HAS = ["std", "core", "alloc", "crate", "self", "super", "tokio", "futures"];

export const asking = "asking play.rust-lang.org";

// What Run will do, before it is pressed.
export function announcement(program) {
    const lack = lacking(program);
    return lack
        ? `Run shows the recorded output: ${lack}.`
        : "Run sends this program to play.rust-lang.org.";
}

// Why the Playground would say something else than the book, if it would.
function lacking(program) {
    if (/\bclippy::/.test(program)) {
        return "this mistake is found by clippy";
    }
    if (/\btokio_unstable\b/.test(program)) {
        return "the program needs a tokio that was built for it";
    }
    const used = /^[ \t]*(?:pub(?:\([^)]*\))? )?(?:use|extern crate) (?:::)?(?:r#)?([a-z_]\w*)/gm;
    const own = (name) => new RegExp(`\\bmod ${name}\\b`).test(program);
    const crates = [...program.matchAll(used)].map(([, name]) => name);
    const foreign = crates.find((name) => !HAS.includes(name) && !own(name));
    return foreign && `the program uses ${foreign}`;
}

export const brokenOff = () => new Trouble("play.rust-lang.org said nothing that this page understands.");

export const ready = () => ({ way: "on play.rust-lang.org", title: "" });

// The same events as those of the reader's own server, all at once.
export async function* run(program, _original, signal) {
    const lack = lacking(program);
    if (lack) {
        return yield ["recorded", { why: `Not run: ${lack}.` }];
    }
    const begun = performance.now();
    try {
        const told = await ask(program, signal);
        yield* events(told, (performance.now() - begun) / 1000);
    } catch (error) {
        if (signal.aborted || !(error instanceof Trouble)) {
            throw error;
        }
        yield ["recorded", { why: error.message }];
    }
}

async function ask(program, signal) {
    let answer;
    try {
        answer = await fetch(PLAYGROUND, {
            method: "POST",
            credentials: "omit",
            referrerPolicy: "no-referrer",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify({
                channel: "stable", mode: "debug", edition: "2024", crateType: "bin",
                tests: false, backtrace: false, code: program,
            }),
            signal,
        });
    } catch (error) {
        throw signal.aborted ? error : new Trouble("play.rust-lang.org does not answer.");
    }
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok || typeof told.stdout !== "string" || typeof told.stderr !== "string") {
        const words = typeof told.error === "string" ? `: ${told.error}` : ` (status ${answer.status})`;
        throw new Trouble(`play.rust-lang.org did not run it${words}.`);
    }
    return told;
}

// cargo speaks first on standard error, then the compiler, then the program.
function* events({ stdout, stderr, success, exitDetail }, seconds) {
    const [words, ...rest] = stderr.split(/^ +Running `.*`\n/m);
    const compiler = words.replace(/^ +(?:Compiling|Finished) .*\n?/gm, "").trim();
    const lines = [...compiler.matchAll(/^(error|warning)\b.*\n +--> src\/main\.rs:(\d+)/gm)]
        .map(([, level, line]) => ({ level, line: Number(line) }));
    if (rest.length === 0 && !success) {
        return yield ["refused", { seconds, words: compiler, lines }];
    }
    const built = Number(/Finished .* in ([\d.]+)s/.exec(words)?.[1] ?? 0);
    yield ["compiled", { seconds: built, words: compiler, lines }];
    for (const [stream, text] of [["stdout", stdout], ["stderr", rest.join("")]]) {
        if (text) {
            yield [stream, { text }];
        }
    }
    const status = String(exitDetail).replace(/^Exited with status (\d+)$/, "exit status: $1");
    yield ["ended", { seconds, status, success }];
}
