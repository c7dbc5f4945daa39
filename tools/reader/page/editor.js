// The editor of a program: prism-code-editor, for Rust alone. Loaded by
// program.js when a reader first presses Edit. `vendor` fetches what is in
// editor/.

import { createEditor } from "./editor/index.js";
import { defaultKeymap, editHistory, editorCommands } from "./editor/extensions/commands/index.js";
import "./editor/languages/rust.js";
import "./editor/prism/languages/rust.js";

// A quotation mark alone begins a lifetime, so it is not closed.
const PAIRS = ['""', "()", "[]", "{}"];

// Ctrl+Enter runs the program, here as in the book's programs.
const { "Mod+Enter": _, ...KEYS } = defaultKeymap;

// The editor is shown when it has its rules.
const rules = new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL("./editor/layout.css", import.meta.url).href;
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    // Before run.css, which has the last word.
    document.head.prepend(link);
});

// Opens an editor in `place`. `changed` is called with the text after every
// change; `described` is the id of the words on how to leave.
export async function open(place, { text, name, described, changed }) {
    await rules;
    const editor = createEditor(place, {
        value: text,
        language: "rust",
        tabSize: 4,
        insertSpaces: true,
        lineNumbers: true,
        wordWrap: false,
    }, editorCommands(KEYS, PAIRS), editHistory());
    editor.textarea.setAttribute("aria-label", name);
    editor.textarea.setAttribute("aria-describedby", described);
    editor.on("update", changed);
    return {
        get value() {
            return editor.value;
        },
        // As if it were typed, so that it can be undone.
        replace(value) {
            const { textarea } = editor;
            textarea.dispatchEvent(new InputEvent("beforeinput", { inputType: "insertReplacementText" }));
            textarea.value = value;
            textarea.setSelectionRange(0, 0);
            textarea.dispatchEvent(new InputEvent("input", { inputType: "insertReplacementText" }));
        },
        focus() {
            editor.textarea.focus({ preventScroll: true });
        },
        // The lines that the compiler speaks of. A mark stays with its line while
        // others are edited, until the next run.
        mark(marks) {
            [...editor.lines].forEach((line, number) => {
                line.classList.toggle("run-line-error", marks.get(number) === "error");
                line.classList.toggle("run-line-warning", marks.get(number) === "warning");
            });
        },
        // The line of a figure's event; none for 0.
        point(line) {
            [...editor.lines].forEach((element, number) => {
                element.classList.toggle("player-mark-line", line > 0 && number === line);
            });
        },
        remove() {
            editor.remove();
        },
    };
}
