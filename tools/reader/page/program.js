// A program of a page: what its buttons do, and what happens while it runs.
// Called by run.js.

import { Bar } from "./bar.js";
import { mark, unmark } from "./marks.js";
import { predict, predicts } from "./predicting.js";
import { forget, recall, remember } from "./storage.js";
import { Trouble } from "./tell.js";
import { seconds } from "./text.js";

// An editor has no empty line at its end; a program ends with a line's end.
const withoutEnd = (text) => text.replace(/\n$/, "");

export class Program {
    // `key` names the places of its edit and of its prediction in the browser,
    // `mistake` says that it goes wrong on purpose, and has a cure; `recorded` is
    // where the page shows what it prints, and `output` the same if that can be
    // predicted. `backend` runs it.
    constructor({ code, original, number, key, mistake, recorded, output, backend }) {
        this.code = code;
        this.pre = code.parentElement;
        this.original = withoutEnd(original);
        this.number = number;
        this.name = key;
        this.key = `poll-by-poll-edit:${key}`;
        this.mistake = mistake;
        this.recorded = recorded;
        this.output = output;
        this.backend = backend;
        this.prediction = null;
        this.mended = null;
        this.hasEdit = recall(this.key) !== null;
        this.editor = null;
        this.running = null;
        // The text that ran last, and its lines that the compiler spoke of.
        this.ran = null;
        this.marks = new Map();
    }

    // Puts the bar below the program.
    place() {
        this.bar = new Bar(this.number, {
            run: () => this.run(),
            stop: () => this.stop(),
            edit: () => this.edit(),
            close: () => this.close(),
            reset: () => this.reset(),
            cure: () => this.cure(),
            predict: () => predict(this, !this.prediction),
        });
        this.show();
        this.code.tabIndex = 0; // to scroll it, and for Ctrl+Enter
        for (const element of [this.pre, this.bar.element]) {
            element.addEventListener("keydown", (event) => this.#key(event));
        }
        this.pre.classList.add("run-program");
        this.pre.after(this.bar.element);
        if (this.output && predicts()) {
            predict(this, true, { focus: false });
        }
    }

    holds(node) {
        return this.pre.contains(node) || this.bar.element.contains(node);
    }

    // Whether this is its editor's text.
    edits(node) {
        return node?.tagName === "TEXTAREA" && this.bar.editor.contains(node);
    }

    // From the editor back to the buttons.
    leave() {
        this.bar.buttons.run.focus();
    }

    get text() {
        return this.editor?.value ?? this.original;
    }

    get isEdited() {
        return this.editor ? this.text !== this.original : this.hasEdit;
    }

    show() {
        this.bar.show({
            running: this.running !== null,
            editing: this.editor !== null,
            edited: this.isEdited,
            said: this.prediction?.isMade ?? false,
            cure: this.mistake && this.backend.cure && this.text !== this.mended,
            announcement: this.backend.announcement(this.text),
            predict: this.output !== null,
            predicting: this.prediction !== null,
        });
    }

    // The editor takes the program's place, with the kept edit if there is one.
    async edit({ focus = true } = {}) {
        if (await this.#open() && focus) {
            this.editor.focus();
        }
    }

    // Whether there is an editor now.
    async #open() {
        if (this.editor) {
            return true;
        }
        try {
            // Pressed twice, it is still opened once.
            this.opening ??= import("./editor.js").then(({ open }) => open(this.bar.editor, {
                text: (this.hasEdit ? recall(this.key) : null) ?? this.original,
                name: `Program ${this.number}, to edit`,
                described: this.bar.hint.id,
                changed: (value) => this.#changed(value),
            }));
            this.editor = await this.opening;
        } catch {
            this.opening = null;
            this.bar.say("bad", "The editor could not be loaded. Is the server still there?");
            return false;
        }
        this.pre.classList.add("run-replaced");
        this.mark();
        this.show();
        return true;
    }

    #changed(text) {
        this.hasEdit = text !== this.original;
        if (this.hasEdit) {
            remember(this.key, text);
        } else {
            forget(this.key);
        }
        this.prediction?.changed();
        this.show();
    }

    close() {
        this.editor?.remove();
        this.editor = this.opening = null;
        this.pre.classList.remove("run-replaced");
        this.mark();
        this.show();
    }

    reset() {
        this.stop();
        forget(this.key);
        this.hasEdit = false;
        this.#clear();
        this.prediction?.reset();
        this.close();
        this.prediction?.changed();
        this.bar.say("stopped", "The program is as the book has it.");
    }

    // The whole cure: the page may show only the lines that differ.
    async cure() {
        this.stop();
        this.#clear();
        try {
            this.mended ??= withoutEnd(await this.backend.cure(`${this.original}\n`));
        } catch (error) {
            return this.bar.say("bad", error.message);
        }
        if (!await this.#open()) {
            return;
        }
        this.editor.replace(this.mended);
        this.editor.focus();
        this.bar.say("good", "The editor has the cure. Reset brings the mistake back.");
    }

    stop() {
        if (!this.running) {
            return;
        }
        const over = this.finished;
        this.running.abort();
        this.results?.end();
        if (!over) {
            const time = (performance.now() - this.started) / 1000;
            this.bar.say("stopped", `stopped after ${seconds(time)}`);
        }
        this.#rest();
    }

    async run() {
        if (this.running) {
            return;
        }
        const controller = new AbortController();
        const { signal } = controller;
        this.running = controller;
        this.started = performance.now();
        this.#clear();
        this.show();
        this.bar.say("going", this.backend.asking);
        // What runs is what is shown: a kept edit may not be shown yet.
        if (this.hasEdit && !await this.#open()) {
            return this.#rest();
        }
        try {
            await this.#load();
            const how = await this.backend.ready(signal);
            if (signal.aborted) {
                return;
            }
            if (how) {
                this.way = how.way;
                this.bar.status.title = how.title; // what the program can reach
                await this.#follow(signal);
            } else {
                this.bar.say("stopped", "The program was not run.");
            }
        } catch (error) {
            if (!signal.aborted) {
                this.results?.end();
                this.bar.say("bad", error instanceof Trouble
                    ? error.message
                    : `This page has a fault: ${error.message}`);
            }
        }
        if (this.running === controller) {
            this.#rest();
        }
    }

    // What shows a run is loaded with the first run of the page.
    async #load() {
        try {
            this.events = await import("./events.js");
            this.results ??= new this.events.Results(this.bar.results);
        } catch {
            throw this.backend.brokenOff();
        }
    }

    async #follow(signal) {
        const { text } = this;
        this.ran = text;
        for await (const [name, carried] of this.backend.run(`${text}\n`, `${this.original}\n`, signal)) {
            // Stopped: what still comes is of no interest.
            if (signal.aborted) {
                return;
            }
            this.events.take(this, name, carried);
        }
        if (!this.finished) {
            throw this.backend.brokenOff();
        }
    }

    // Marks the lines that the compiler spoke of where the program is shown now,
    // if it is still the one that ran.
    mark(marks = this.marks) {
        this.marks = marks;
        unmark(this.pre);
        this.pointed?.(); // by the player
        if (this.text !== this.ran) {
            return;
        }
        if (this.editor) {
            this.editor.mark(marks);
        } else {
            mark(this.pre, this.code, marks);
        }
    }

    #clear() {
        this.finished = false;
        this.compiled = null;
        this.results?.clear();
        this.prediction?.begin();
        this.ran = this.text;
        this.mark(new Map());
    }

    // Nothing runs any more. Where the page gave up, the server shall, too.
    #rest() {
        this.running?.abort();
        this.running = null;
        this.show();
    }

    #key(event) {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopPropagation();
            this.run();
        }
    }
}
