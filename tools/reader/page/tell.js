// How a run ended, in few words. Called by program.js, events.js and the back
// ends, server.js and playground.js.

import { count, seconds } from "./text.js";

// Trouble whose message is meant for the reader.
export class Trouble extends Error {}

// Where the program ran: the last words of the line.
export function ways({ level }) {
    return level === "none" ? "without a sandbox" : `in the sandbox ${level}`;
}

export function compiled({ seconds: time }) {
    return `compiled in ${seconds(time)}`;
}

// rustc's errors, with the place of the first.
export function refused({ seconds: time, lines = [] }) {
    const errors = lines.filter(({ level }) => level === "error");
    const told = errors.length === 0
        ? ""
        : `: ${count(errors.length, "error")}, ${errors.length === 1 ? "at" : "the first at"} line ${errors[0].line}`;
    return `refused by rustc after ${seconds(time)}${told}`;
}

// The kind of line, and its words.
export function ended({ seconds: time, status, success, stopped }, build, way) {
    const words = [
        stopped ? `ended by the time limit after ${seconds(time)}` : `${status} after ${seconds(time)}`,
        ...(build ? [compiled(build)] : []),
        ...(way ? [way] : []),
    ].join(", ");
    return [stopped ? "stopped" : success ? "good" : "bad", words];
}
