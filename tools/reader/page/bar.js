// The bar below a program: its buttons, the line that says what happens, and the
// places for the editor and the results. Called by program.js.

import { make, spoken } from "./text.js";

// The sign is for eyes alone; the word is the button's name. U+FE0E keeps a
// phone from drawing a coloured picture.
const BUTTONS = {
    run: ["▶\ufe0e", "Run", "Ctrl+Enter"],
    stop: ["■", "Stop", "Escape"],
    edit: ["✎", "Edit", ""],
    close: ["✕", "Close", ""],
    reset: ["↺", "Reset", ""],
    cure: ["✚", "Cure it", ""],
    predict: ["?", "Predict", ""],
};

// One bar is built, and copied for each program.
const original = make("div", "run", { role: "group" },
    make("div", "run-editor"),
    make("div", "run-bar", {},
        ...Object.entries(BUTTONS).map(([does, [sign, word, key]]) => make(
            "button", "run-button",
            { type: "button", "data-does": does, ...(key && { title: `${word} (${key})` }) },
            make("span", "", { "aria-hidden": "true" }, sign), word,
        )),
        make("span", "run-where"),
        make("span", "run-hint")),
    make("p", "run-status", { "aria-live": "polite" }),
    make("div", "run-results"));

export class Bar {
    constructor(number, actions) {
        this.element = original.cloneNode(true);
        this.element.setAttribute("aria-label", `Program ${number} of this page`);
        [this.editor, , this.status, this.results] = this.element.children;
        this.buttons = {};
        for (const button of this.element.querySelectorAll("button")) {
            this.buttons[button.dataset.does] = button;
        }
        this.hint = this.element.querySelector(".run-hint");
        this.hint.id = `run-hint-${number}`;
        this.where = this.element.querySelector(".run-where");
        this.where.id = `run-where-${number}`;
        this.element.addEventListener("click", ({ target }) => {
            const button = target.closest("[data-does]");
            if (button && button.getAttribute("aria-disabled") !== "true") {
                actions[button.dataset.does]();
            }
        });
    }

    // Shows the buttons that make sense now. A button that has the focus hands
    // it on before it goes, or a keyboard would begin at the top of the page.
    show({ running, editing, edited, said, cure, predict, predicting, announcement }) {
        const { run, stop, edit, close, reset } = this.buttons;
        const shown = {
            run: true,
            stop: running,
            edit: !editing && !edited,
            close: editing && !edited,
            reset: edited || said,
            cure,
            predict,
        };
        const focused = document.activeElement;
        for (const [does, button] of Object.entries(this.buttons)) {
            button.hidden = !shown[does];
        }
        run.setAttribute("aria-disabled", String(running));
        this.buttons.predict.setAttribute("aria-pressed", String(predicting));
        this.element.classList.toggle("run-edited", edited);
        this.element.classList.toggle("run-running", running);
        if (focused === run && running) {
            stop.focus();
        } else if (focused?.hidden && this.element.contains(focused)) {
            const heir = focused === stop ? run : [edit, close, reset].find((one) => !one.hidden);
            heir.focus();
        }
        // What a click will do is read with the button.
        this.where.textContent = announcement;
        if (announcement) {
            run.setAttribute("aria-describedby", this.where.id);
        }
        this.hint.textContent = editing
            ? "Ctrl+Enter runs it. Tab indents, Escape leaves the editor."
            : "";
    }

    // What happens, in few words: they are read aloud. `detail` changes often
    // and is only seen. `kind` draws the sign: going, good, bad or stopped.
    say(kind, words, detail = "") {
        this.status.className = `run-status run-${kind}`;
        const text = make("span", "", {}, ...spoken(words));
        this.status.replaceChildren(text);
        this.detail = make("span", "", { "aria-hidden": "true" }, detail && ` ${detail}`);
        this.status.append(this.detail);
    }

    // The first run builds many crates. Each is seen; only the first is read.
    building(crate) {
        if (!this.status.classList.contains("run-building")) {
            this.say("going", "building the crates that programs use, which is done once");
            this.status.classList.add("run-building");
        }
        this.detail.textContent = ` (${crate})`;
    }
}
