// Offers to step through a figure. Called by reader.js and results.js.

import { make } from "./text.js";

// The player is loaded when it is wanted.
export function offer(figure, source) {
    const button = make("button", "run-button", { type: "button", "aria-expanded": false }, "Step through");
    button.onclick = async () => (await import("./player.js")).toggle(button, source);
    figure.querySelector(".figure-box").after(make("div", "run-steps", {}, button));
}
