// What a run said: the compiler's words, what the program printed, its figure.
// Called by program.js and events.js. Everything becomes text, except the figure,
// which the server drew.

import { figure } from "./figure.js";
import { offer } from "./step.js";
import { make, visible } from "./text.js";

const LABELS = {
    stdout: "▸ standard output",
    stderr: "▹ standard error",
    refused: "✗ rustc refuses it",
    warned: "△ rustc warns",
    recorded: "▸ recorded by the book's tests",
};

export class Results {
    // `place` is the element of the bar that results stand in.
    constructor(place) {
        this.place = place;
        this.clear();
    }

    clear() {
        cancelAnimationFrame(this.frame);
        this.frame = 0;
        this.waiting = [];
        this.output = null;
        this.stream = "";
        this.place.replaceChildren();
    }

    // rustc's words, when it refused the program or warned.
    compiler(kind, words, cut) {
        if (words) {
            const box = this.#box("The compiler's words");
            const text = make("pre", "", {}, visible(words.trimEnd()));
            box.append(make("div", `run-part run-${kind}`, {}, label(kind), text));
        }
        if (cut) {
            this.#note("The compiler said more than is shown.");
        }
    }

    // What the page has, where a program can't be run; returns how that is told.
    recorded(text, why, isEdited) {
        if (!text) {
            return `${why} The page has no output of it.`;
        }
        const box = this.#box("What the book's tests recorded");
        box.append(make("div", "run-part run-recorded", {}, label("recorded"), make("pre", "", {}, visible(text.trimEnd()))));
        return `${why} Below is what ${isEdited ? "the book's own program" : "it"} said when the book was tested.`;
    }

    // Pieces come by the thousand, and the page is drawn sixty times a second.
    print(stream, text) {
        this.waiting.push([stream, text]);
        this.frame ||= requestAnimationFrame(() => this.flush());
    }

    flush() {
        cancelAnimationFrame(this.frame);
        this.frame = 0;
        if (this.waiting.length === 0) {
            return;
        }
        this.output ??= this.#box("What the program printed");
        const box = this.output;
        const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 4;
        let gathered = "";
        for (const [stream, text] of this.waiting) {
            if (stream !== this.stream) {
                this.text?.append(gathered);
                gathered = "";
                this.#begin(stream);
            }
            gathered += visible(text);
        }
        this.text.append(gathered);
        this.waiting = [];
        if (atEnd) {
            box.scrollTop = box.scrollHeight;
        }
    }

    // The run is over: nothing is printed any more.
    end({ cut = false, silent = false } = {}) {
        this.flush();
        if (cut) {
            this.#note("The program printed more than is shown.");
        } else if (silent && !this.output) {
            this.#note("The program printed nothing.");
        }
    }

    figure(html, source) {
        this.place.append(figure(html));
        if (source.steps) {
            offer(this.place.lastElementChild, source);
        }
    }

    // Where the stream changes, a new part begins, so that the order is kept.
    #begin(stream) {
        this.stream = stream;
        this.text = make("pre");
        this.output.append(make("div", `run-part run-${stream}`, {}, label(stream), this.text));
    }

    // A box of its own scrolls when it is long, with the keyboard, too.
    #box(name) {
        const box = make("div", "run-box", { role: "group", "aria-label": name, tabindex: "0" });
        box.addEventListener("keydown", (event) => {
            // mdBook turns to another chapter otherwise.
            if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
                event.stopPropagation();
            }
        });
        this.place.append(box);
        return box;
    }

    #note(words) {
        this.place.append(make("p", "run-note", {}, words));
    }
}

function label(kind) {
    return make("div", "run-label", {}, LABELS[kind]);
}
