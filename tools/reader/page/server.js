// The reader's back end: asks the server to run programs, and says in words what
// went wrong with that. Called by program.js, and by reader.js for the token.

import { recall, remember } from "./storage.js";
import { Trouble, ways } from "./tell.js";

const TOKEN = "poll-by-poll-token";

// What the reader can do about it is part of every text. `…` is set as code.
const NO_TOKEN = "Programs run for whoever started the server. Open the link that `cargo run` printed.";
const GONE = "The server does not answer. Start it with `cargo run` in the folder of the book, and open the link that it prints.";
const BROKEN_OFF = "The server went away during the run. Start it with `cargo run` in the folder of the book, and open the link that it prints.";
const REFUSALS = new Map([
    [401, NO_TOKEN],
    [403, "The server refuses requests from this page. Open the link that `cargo run` printed."],
    [404, "This server runs no programs. Start it with `cargo run` in the folder of the book."],
    [413, "The program is too long to be run."],
    [429, "Too many runs wait. Try again when some of them have ended."],
]);

export const asking = "asking the server";

// Nothing leaves the machine, so that nothing has to be said beside the button.
export const announcement = () => "";

// `cargo run` prints a link that ends in #token=…; the token belongs in no
// history and in no screenshot. A chapter opened in a new tab has it, too.
export function takeToken() {
    const [, token] = /^#token=([0-9a-f]{32})$/.exec(location.hash) ?? [];
    if (token) {
        remember(TOKEN, token);
        history.replaceState(history.state, "", location.pathname + location.search);
    }
}

async function ask(path, body, signal) {
    // Each time from the storage: another tab may have taken a newer one.
    const token = recall(TOKEN);
    if (!token) {
        throw new Trouble(NO_TOKEN);
    }
    let answer;
    try {
        answer = await fetch(path, {
            method: "POST",
            headers: { "Content-Type": "application/json", "X-Poll-By-Poll": token },
            body: JSON.stringify(body),
            signal,
        });
    } catch (error) {
        throw signal.aborted ? error : new Trouble(GONE);
    }
    if (!answer.ok) {
        throw new Trouble(await refusal(answer));
    }
    return answer;
}

async function refusal(answer) {
    const own = REFUSALS.get(answer.status);
    if (answer.status === 401) {
        return own; // whatever the server says: this is what helps
    }
    try {
        const { error } = await answer.json();
        if (typeof error === "string" && error) {
            return error;
        }
    } catch {
        // No words of its own.
    }
    return own ?? `The server refused the run, with status ${answer.status}.`;
}

// How a program will be run, or null if it will not be.
export async function ready(signal) {
    const { sandbox, toolchain } = await status(signal);
    if (!toolchain.ready) {
        throw new Trouble(toolchain.words);
    }
    // Asked only where there is no sandbox, which is seldom.
    const ask = sandbox.level === "none" && await import("./consent.js");
    if (ask && !await ask.mayRun(sandbox, signal)) {
        return null;
    }
    return { way: ways(sandbox), title: sandbox.words };
}

// What a program can reach, and whether one can be compiled.
async function status(signal) {
    const answer = await ask("/api/status", {}, signal);
    try {
        return await answer.json();
    } catch (error) {
        throw signal.aborted ? error : new Trouble(GONE);
    }
}

// The program that cures a mistake.
export async function cure(mistake) {
    const { signal } = new AbortController();
    const answer = await ask("/api/cure", { program: mistake }, signal);
    return (await answer.json()).cure;
}

// The events of a run as they come, each as a name and what it carries. What the
// page has in its place, `original`, decides how the run is drawn.
export async function* run(program, original, signal) {
    const answer = await ask("/api/run", { program, original }, signal);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
        let piece;
        try {
            piece = await reader.read();
        } catch (error) {
            throw signal.aborted ? error : new Trouble(BROKEN_OFF);
        }
        if (piece.done) {
            return;
        }
        const lines = (rest + piece.value).split("\n");
        rest = lines.pop();
        for (const line of lines) {
            if (line.trim()) {
                yield* Object.entries(parse(line));
            }
        }
    }
}

function parse(line) {
    try {
        return JSON.parse(line);
    } catch {
        throw new Trouble("The server said something that this page does not understand. Reload the page.");
    }
}

export const brokenOff = () => new Trouble(BROKEN_OFF);
