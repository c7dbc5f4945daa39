// The Predict box: a reader says what a program prints before looking, and sees
// both compared. Loaded by program.js when predicting is first switched on.

import { compare, lines } from "./compare.js";
import { forget, recall, remember } from "./storage.js";
import { count, make, visible } from "./text.js";

const SIGNS = { right: "✓", wrong: "✗", missing: "+", extra: "−" };
const WORDS = { right: "right", wrong: "wrong", missing: "missing", extra: "not printed" };

// The box is shown when it has its rules.
export const rules = new Promise((resolve) => {
    const link = make("link", "", {
        rel: "stylesheet", href: new URL("./predict.css", import.meta.url).href,
    });
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
});

// A transcript has what goes to standard error, and how the program ended, below
// what it printed.
const onlyPrinted = (transcript) => transcript.split(/(?:^|\n)\((?:standard error|exit status)/)[0];

export class Prediction {
    // `program` is asked for its text and its runs; `output` shows on the page
    // what the book's own program prints.
    constructor(program, output) {
        this.program = program;
        this.output = output;
        this.key = `poll-by-poll-prediction:${program.name}`;
        this.printed = "";
        const { number } = program;
        this.area = make("textarea", "predict-area", {
            id: `predict-${number}`, rows: "4", spellcheck: "false", autocomplete: "off",
            autocapitalize: "off", autocorrect: "off", "aria-describedby": `predict-hint-${number}`,
        });
        this.area.value = recall(this.key) ?? "";
        this.verdict = make("p", "run-status", { "aria-live": "polite" });
        this.rows = make("ol", "predict-rows", { "aria-label": "Your prediction, line by line" });
        this.rows.hidden = true;
        this.check = this.#button("Compare", () => this.compare());
        this.check.title = "Compare (Ctrl+Enter)";
        this.element = make("div", "predict", {},
            make("label", "predict-label", { for: this.area.id }, "What will it print?"),
            make("span", "run-hint", { id: `predict-hint-${number}` },
                "One line for each line of standard output. How many spaces there are does not matter."),
            this.area,
            make("div", "run-bar", {}, this.check, this.#button("I give up", () => this.giveUp())),
            this.verdict,
            this.rows);
        this.area.addEventListener("input", () => this.#typed());
        this.element.addEventListener("keydown", (event) => this.#keyed(event));
        this.fold = make("button", "run-button", { type: "button" });
        this.fold.addEventListener("click", () => this.reveal(this.output.hidden));
        this.folding = make("p", "predict-fold", {}, this.fold);
    }

    place() {
        this.program.bar.status.before(this.element);
        this.output.before(this.folding);
        this.reveal(false);
        this.changed();
    }

    remove() {
        this.element.remove();
        this.reveal(true);
        this.folding.remove();
    }

    focus() {
        this.area.focus();
    }

    get isMade() {
        return this.area.value.trim() !== "";
    }

    // What was said is forgotten, and the output is hidden again.
    reset() {
        this.area.value = "";
        forget(this.key);
        this.begin();
        this.reveal(false);
    }

    // Shows the page's output, or folds it away.
    reveal(shown) {
        this.output.hidden = !shown;
        this.fold.textContent = shown ? "Hide the output" : "Show the output";
    }

    // The program has another text: what it prints is known after a run.
    changed() {
        this.check.textContent = this.program.isEdited ? "Run and compare" : "Compare";
        this.begin();
    }

    compare() {
        if (!this.isMade) {
            this.begin();
            this.#say("stopped", "There is no prediction yet. Write what it will print, or give up.");
            return this.focus();
        }
        if (this.program.isEdited) {
            return this.program.run();
        }
        this.reveal(true);
        this.#tell(onlyPrinted(this.output.textContent));
    }

    giveUp() {
        this.begin();
        if (this.program.isEdited) {
            this.#say("stopped", "You gave up. The program is run.");
            this.program.run();
        } else {
            this.reveal(true);
            this.#say("stopped", "You gave up. The output is shown below.");
        }
    }

    // A run begins, or what was compared has changed.
    begin() {
        this.printed = "";
        this.verdict.replaceChildren();
        this.rows.replaceChildren();
        this.rows.hidden = true;
    }

    // One event of a run.
    take(name, carried) {
        if (name === "stdout") {
            this.printed += visible(carried.text);
        } else if (name === "ended" && this.isMade) {
            this.#tell(this.printed, carried.stopped || carried.cut);
        } else if (name === "refused" && this.isMade) {
            this.#say("stopped", "Nothing to compare: rustc refused the program, so it printed nothing.");
        }
    }

    // Says how much is right, and shows each line.
    #tell(printed, isPart = false) {
        const there = lines(printed);
        const rows = printed.trim() === "" ? [] : there;
        const compared = compare(rows, lines(visible(this.area.value)));
        const number = (is) => compared.filter((row) => row.is === is).length;
        const faults = Object.keys(WORDS).slice(1)
            .filter((is) => number(is) > 0)
            .map((is) => `${number(is)} ${WORDS[is]}`);
        const part = isPart ? " This is what it printed until it was cut short." : "";
        if (faults.length === 0) {
            this.#say("good", `Right: ${rows.length === 1 ? "the line is" : `all ${rows.length} lines are`} as you said.${part}`);
        } else {
            this.#say("bad", `${number("right")} of ${count(rows.length, "line")} right, ${faults.join(", ")}.${part}`);
        }
        this.rows.replaceChildren(...compared.map(row));
        this.rows.hidden = false;
    }

    #say(kind, words) {
        this.verdict.className = `run-status run-${kind}`;
        this.verdict.replaceChildren(make("span", "", {}, words));
    }

    #typed() {
        this.begin();
        if (this.isMade) {
            remember(this.key, this.area.value);
        } else {
            forget(this.key);
        }
        this.program.show();
    }

    // Keys that are typed here are no keys of the page's, where arrows turn to
    // another chapter.
    #keyed(event) {
        event.stopPropagation();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            this.compare();
        }
    }

    #button(words, does) {
        const button = make("button", "run-button", { type: "button" }, words);
        button.addEventListener("click", (event) => {
            event.stopPropagation(); // the bar around it has buttons of its own
            does();
        });
        return button;
    }
}

// A line, by sign and word.
function row({ is, printed, said, isElsewhere }) {
    const line = (who, text) => make("span", "predict-line", {},
        make("span", "predict-who", {}, who), make("code", "", {}, text || "(an empty line)"));
    const own = isElsewhere ? "you said, and it came elsewhere: " : "you said: ";
    return make("li", `predict-row predict-${is}`, {},
        make("span", "predict-is", {},
            make("span", "predict-sign", { "aria-hidden": "true" }, SIGNS[is]), WORDS[is]),
        ...(is === "extra" ? [] : [line(is === "wrong" ? "printed: " : "", printed)]),
        ...(is === "wrong" || is === "extra" ? [line(own, said)] : []));
}
