// The button below a picture that steps through it. Called by reader.js for the
// figures of the page, and by results.js for those of runs.

import { make } from "./text.js";

// The player is loaded when the button is pressed; `source` is what it needs.
export function offer(figure, source) {
    const button = make("button", "run-button", { type: "button", "aria-expanded": false }, "Step through");
    button.onclick = async () => (await import("./player.js")).toggle(button, source);
    figure.querySelector(".figure-box").after(make("div", "run-bar", {}, button));
}
