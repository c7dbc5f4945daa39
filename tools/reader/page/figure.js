// Makes the ids of a drawn run its own: the page may show a figure of the same
// program, whose patterns and titles have the same names. Called by results.js.

let drawn = 0;

// What refers to an id in a figure: its picture's title, its patterns, links.
const REFERRING = ["aria-labelledby", "aria-describedby", "href", "style", "fill"];

// The figure as a part of the page. The server wrote it, from the recording.
export function figure(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    drawn += 1;
    const renamed = new Map();
    for (const element of template.content.querySelectorAll("[id]")) {
        renamed.set(element.id, `${element.id}-run-${drawn}`);
        element.id = renamed.get(element.id);
    }
    for (const element of template.content.querySelectorAll("*")) {
        for (const name of REFERRING) {
            const value = element.getAttribute(name);
            if (value) {
                const other = refer(name, value, renamed);
                if (other !== value) {
                    element.setAttribute(name, other);
                }
            }
        }
    }
    // A landmark beside one of the same name would not be told from it.
    for (const region of template.content.querySelectorAll("[role=region][aria-label]")) {
        region.setAttribute("aria-label", `${region.getAttribute("aria-label")}, run ${drawn} of yours`);
    }
    return template.content;
}

function refer(name, value, renamed) {
    if (name.startsWith("aria-")) {
        return value.split(/\s+/).map((id) => renamed.get(id) ?? id).join(" ");
    }
    return value.replace(/#([\w.:-]+)/g, (whole, id) => (
        renamed.has(id) ? `#${renamed.get(id)}` : whole
    ));
}
