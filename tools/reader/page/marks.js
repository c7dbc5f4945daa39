// Marks the lines that the compiler speaks of beside a program that is shown,
// not edited: a gutter with their numbers. Called by program.js and
// player.js. (The editor marks its own lines: editor.js.)

import { make } from "./text.js";

export const SIGNS = { error: "✗", warning: "△" };

// One mark a line; an error hides a warning.
export function byLine(lines) {
    const marks = new Map();
    for (const { line, level } of lines) {
        if (marks.get(line) !== "error") {
            marks.set(line, level === "error" ? "error" : "warning");
        }
    }
    return marks;
}

export function unmark(pre) {
    pre.classList.remove("run-marked");
    pre.querySelector(".run-gutter")?.remove();
}

// `marks` says for each line what it has.
export function mark(pre, code, marks) {
    unmark(pre);
    if (marks.size === 0) {
        return;
    }
    pre.classList.add("run-marked"); // makes room: lines are measured after it
    const gutter = make("div", "run-gutter", { "aria-hidden": "true" });
    for (const [line, level] of marks) {
        const top = place(pre, code, line);
        if (top) {
            const number = make("span", `run-line-${level}`, {}, `${SIGNS[level]} ${line}`);
            number.style.top = top;
            gutter.append(number);
        }
    }
    pre.append(gutter);
}

// Where the middle of a line stands, in the text's own size, so that both grow
// together. A line that mdBook hides has no place.
export function place(pre, code, line) {
    const start = lineStarts(code)[line - 1];
    const box = start && boxOf(start);
    const middle = box?.height && box.top + box.height / 2 - pre.getBoundingClientRect().top;
    return middle && `${middle / parseFloat(getComputedStyle(code).fontSize)}em`;
}

// Where each line begins: a text node, and a place in it. The highlighter puts
// spans around words, and some go over several lines.
function lineStarts(code) {
    const starts = [];
    let begins = true;
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let index = 0; index < node.length; index += 1) {
            if (begins) {
                starts.push([node, index]);
            }
            begins = node.data[index] === "\n";
        }
    }
    return starts;
}

function boxOf([node, index]) {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getClientRects()[0];
}
