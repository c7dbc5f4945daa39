// What this browser remembers: the token, the reader's edits and predictions, and
// whether programs may run without a sandbox. Called by run.js, program.js,
// predicting.js, predict.js, server.js and consent.js.

// Where a browser keeps nothing, things hold as long as the page.
const memory = new Map();

export function recall(key) {
    try {
        return localStorage.getItem(key) ?? memory.get(key) ?? null;
    } catch {
        return memory.get(key) ?? null;
    }
}

export function remember(key, value) {
    try {
        localStorage.setItem(key, value);
    } catch {
        memory.set(key, value);
    }
}

export function forget(key) {
    memory.delete(key);
    try {
        localStorage.removeItem(key);
    } catch {
        // It was not kept either.
    }
}

// A short name of a text: a program that the book has changed gets no edit of
// what it was. 64 bits, as two FNV-1a hashes that begin differently.
export function fingerprint(text) {
    let [left, right] = [0x811c9dc5, 0x01000193];
    for (let index = 0; index < text.length; index += 1) {
        const unit = text.charCodeAt(index);
        left = Math.imul(left ^ unit, 0x01000193);
        right = Math.imul(right ^ unit, 0x5bd1e995);
    }
    const digits = (number) => (number >>> 0).toString(16).padStart(8, "0");
    return digits(left) + digits(right);
}
