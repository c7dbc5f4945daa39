// Asks, once in a browser, before a program runs without a sandbox. Called by
// program.js.

import { recall, remember } from "./storage.js";
import { make, spoken } from "./text.js";

const AGREED = "poll-by-poll-unsandboxed";

// Whether a program may run in this sandbox; asks where there is none.
export async function mayRun(sandbox, signal) {
    if (sandbox.level !== "none" || recall(AGREED)) {
        return true;
    }
    const agreed = await asked(sandbox.words, signal);
    if (agreed) {
        remember(AGREED, "yes");
    }
    return agreed;
}

function asked(words, signal) {
    const dialog = make("dialog", "run-dialog", { "aria-labelledby": "run-dialog-title" },
        make("h2", "", { id: "run-dialog-title" }, "Run without a sandbox?"),
        make("p", "", {}, "This machine offers no sandbox. The program runs as you do: it can read, change and delete your files, and use the network. The book's programs do none of this; what you write or paste might."),
        ...(words ? [make("p", "", {}, ...spoken(words))] : []),
        make("p", "", {}, "You are asked once in this browser."),
        make("form", "run-bar", { method: "dialog" },
            make("button", "run-button", { value: "cancel", autofocus: "" }, "Cancel"),
            make("button", "run-button", { value: "agreed" }, "Run anyway")));
    // mdBook keeps every form of the page from being submitted.
    dialog.addEventListener("submit", (event) => {
        event.preventDefault();
        dialog.close(event.submitter?.value ?? "cancel");
    });
    // Nor does mdBook let Escape close a dialog, or arrows stay on the page.
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
    return new Promise((resolve) => {
        signal.addEventListener("abort", () => dialog.close("cancel"));
        dialog.addEventListener("close", () => {
            dialog.remove();
            resolve(dialog.returnValue === "agreed");
        });
    });
}
