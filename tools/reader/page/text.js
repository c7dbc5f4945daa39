// How words and output become text of the page. Called by bar.js, results.js,
// marks.js, tell.js, program.js and consent.js.

// Makes an element; a class, attributes, and what is in it.
export function make(name, className, attributes = {}, ...children) {
    const element = document.createElement(name);
    if (className) {
        element.className = className;
    }
    for (const [attribute, value] of Object.entries(attributes)) {
        element.setAttribute(attribute, value);
    }
    element.append(...children);
    return element;
}

// Our own words: what stands between `…` is code. Never HTML.
export function spoken(words) {
    return words.split("`").map((part, index) => (
        index % 2 ? make("code", "", {}, part) : part
    ));
}

// What a program printed: a terminal would obey control characters, a page
// would hide them. Here they are seen. Lines and tabs stay what they are.
export function visible(text) {
    return text.replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, (character) => {
        const code = character.charCodeAt(0);
        if (code < 0x20) {
            return String.fromCharCode(0x2400 + code);
        }
        return code === 0x7f ? "\u2421" : "\ufffd";
    });
}

// 0.04 s, 12.3 s
export function seconds(number) {
    return `${number.toFixed(number < 10 ? 2 : 1)} s`;
}

// 1 error, 2 errors
export function count(number, thing) {
    return `${number} ${thing}${number === 1 ? "" : "s"}`;
}
