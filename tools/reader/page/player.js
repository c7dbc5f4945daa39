// Goes through a figure event by event: the event's place in the picture and in
// the program, and what every task does then. Loaded by step.js when a reader
// presses the button. What is shown the server has worked out (figure/src/steps.rs).

import { place } from "./marks.js";
import { make, spoken, visible } from "./text.js";

const rules = new Promise((resolve) => {
    const href = new URL("./player.css", import.meta.url).href;
    const link = make("link", "", { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
});

// The button's work. `source` has the steps, the program and the text that ran;
// of a page's own figure, the page's programs.
export async function toggle(button, source) {
    if (button.player) {
        return button.player.close();
    }
    const player = new Player(button);
    await rules;
    try {
        player.begin(source.steps ? source : await fetched(player, source));
    } catch {
        player.element.append("The steps of this figure could not be loaded. Is the server still there?");
    }
}

// The title of a picture is called by the slug of its chapter.
async function fetched({ picture }, { programs }) {
    const slug = picture.querySelector("title").id.replace(/-title$/, "");
    const answer = await fetch(`/figures/${slug}.steps.json`);
    const steps = await answer.json();
    const text = steps.program;
    return { steps, text, program: programs.find(({ original }) => original === text) };
}

class Player {
    constructor(button) {
        this.button = button;
        button.player = this;
        this.box = button.closest("figure").querySelector(".figure-box");
        this.picture = this.box.querySelector("svg");
        this.element = make("div", "player", { role: "group", "aria-label": "Steps of the figure" });
        this.element.addEventListener("keydown", (event) => this.#key(event));
        button.setAttribute("aria-expanded", "true");
        button.parentElement.after(this.element);
    }

    begin({ steps, text, program }) {
        Object.assign(this, { told: steps, text, program, lines: text.split("\n") });
        const count = steps.steps.length;
        const move = (sign, word, by) => {
            const button = make("button", "run-button", { type: "button", "aria-label": word }, sign);
            button.addEventListener("click", () => this.show(this.index + by));
            return button;
        };
        this.ends = [move("◀\ufe0e", "Event before", -1), move("▶\ufe0e", "Next event", 1)];
        this.slider = make("input", "", { type: "range", min: 1, max: count, value: 1, "aria-label": "Event" });
        this.slider.addEventListener("input", () => this.show(this.slider.value - 1));
        this.count = make("span", "player-count", { "aria-hidden": "true" });
        this.event = make("p", "player-event", { "aria-live": "polite" });
        this.line = make("p", "player-line");
        this.queue = make("p", "player-queue");
        this.lanes = make("dl", "player-lanes");
        const bar = make("div", "player-bar", {}, this.ends[0], this.slider, this.ends[1], this.count);
        this.element.append(bar, this.event, this.line, this.queue, this.lanes);
        this.cursor = ["halo", "cursor"].map((name) => {
            const path = document.createElementNS(this.picture.namespaceURI, "path");
            path.setAttribute("class", `player-${name}`);
            this.picture.append(path);
            return path;
        });
        this.show(0);
        this.slider.focus();
    }

    show(wanted) {
        const { steps, panels, words, events } = this.told;
        const index = Math.max(0, Math.min(wanted, steps.length - 1));
        const { panel, x, at, line, does, text, lanes, queue } = steps[index];
        this.index = index;
        this.slider.value = index + 1;
        this.ends[0].setAttribute("aria-disabled", index === 0);
        this.ends[1].setAttribute("aria-disabled", index + 1 === steps.length);
        const place = `${index + 1} of ${steps.length}${at ? `, at ${at}` : ""}`;
        this.slider.setAttribute("aria-valuetext", place);
        this.count.textContent = place + (events > steps.length ? ` (the run has ${events} events)` : "");
        this.event.replaceChildren(`${index + 1}: `, ...spoken(does));
        if (text !== undefined) {
            this.event.append(": ", make("q", "", {}, visible(text)));
        }
        const code = line && this.lines[line - 1]?.trim();
        this.line.replaceChildren(...(code ? [`Line ${line}: `, make("code", "", {}, code)] : ["\u00a0"]));
        this.queue.textContent = `Run queue: ${queue.map((word) => words[word]).join(", ") || "empty"}`;
        const before = steps[index - 1]?.panel === panel && steps[index - 1].lanes;
        this.lanes.replaceChildren(...lanes.map((word, lane) => make(
            "div", before && before[lane] !== word ? "player-new" : "", {},
            make("dt", "", {}, panels[panel].lanes[lane]), make("dd", "", {}, words[word]),
        )));
        this.#draw(x, panels[panel]);
        this.#point(line);
    }

    #draw(x, { top, bottom }) {
        for (const path of this.cursor) {
            path.setAttribute("d", `M${x} ${bottom}V${top + 6}l-5-6h10l-5 6`);
        }
        const { box, picture } = this;
        const seen = x / picture.viewBox.baseVal.width * picture.getBoundingClientRect().width - box.scrollLeft;
        if (seen < 30 || seen > box.clientWidth - 30) {
            box.scrollLeft += seen - box.clientWidth / 2;
        }
    }

    // Marks a line where the program is shown now, if it still is what ran.
    #point(line) {
        const { program, text, element } = this;
        if (!program) {
            return;
        }
        // It comes again when the editor is opened, closed, or something runs.
        program.pointed = line && element.isConnected ? () => this.#point(line) : null;
        program.editor?.point(0);
        program.pre.querySelector(".player-mark")?.remove();
        if (!program.pointed || program.text !== text) {
            return;
        }
        const top = program.editor ? program.editor.point(line) : place(program.pre, program.code, line);
        if (top) {
            const mark = make("div", "player-mark", { "aria-hidden": "true" });
            mark.style.top = top;
            program.pre.append(mark);
        }
    }

    close() {
        this.button.player = null;
        this.cursor?.forEach((path) => path.remove());
        this.#point(0);
        this.button.setAttribute("aria-expanded", "false");
        this.button.focus();
        this.element.remove();
    }

    // Nobody else's: arrows turn to another chapter, and Escape stops a run.
    #key(event) {
        if (event.key === "Escape") {
            event.preventDefault();
            this.close();
        }
        if (event.key === "Escape" || event.key.startsWith("Arrow")) {
            event.stopPropagation();
        }
    }
}
