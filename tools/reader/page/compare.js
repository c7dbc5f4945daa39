// Compares what a reader said a program prints with what it printed, line by
// line. Called by predict.js.

// More cells than a browser fills while nobody notices.
const CELLS = 4e6;

// Lines, without the empty ones at the end: an editor shows none, and a program
// has one.
export function lines(text) {
    return text.replace(/\s+$/, "").split("\n").map((line) => line.trimEnd());
}

// How many spaces stand between words is nobody's prediction.
const key = (line) => line.trim().replace(/\s+/g, " ");

// Each line, in the order of the output, as how it is (right, wrong, missing or
// extra), what was printed, what was said, and whether that was printed in
// another place. A line that was left out makes none of those below it wrong: as
// many as possible are right, in their order.
export function compare(printed, said) {
    const right = pairs(printed.map(key), said.map(key));
    const compared = [];
    let [here, there] = [0, 0];
    for (const [line, other] of [...right, [printed.length, said.length]]) {
        compared.push(...between(printed.slice(here, line), said.slice(there, other)));
        if (line < printed.length) {
            compared.push({ is: "right", printed: printed[line] });
        }
        [here, there] = [line + 1, other + 1];
    }
    const left = compared.filter(({ is }) => is === "wrong" || is === "missing");
    const others = new Set(left.map(({ printed: line }) => key(line)));
    for (const row of compared) {
        row.isElsewhere = row.said !== undefined && others.has(key(row.said));
    }
    return compared;
}

// Between two lines that are right.
function between(printed, said) {
    const rows = Math.max(printed.length, said.length);
    return Array.from({ length: rows }, (_, row) => ({
        is: row >= said.length ? "missing" : row >= printed.length ? "extra" : "wrong",
        printed: printed[row],
        said: said[row],
    }));
}

// The longest common subsequence, as places in both.
function pairs(left, right) {
    if (left.length * right.length > CELLS) {
        return left.map((line, at) => [at, at]).filter(([at]) => left[at] === right[at]);
    }
    const width = right.length + 1;
    const longest = new Uint32Array((left.length + 1) * width);
    for (let row = left.length - 1; row >= 0; row -= 1) {
        for (let column = right.length - 1; column >= 0; column -= 1) {
            const at = row * width + column;
            longest[at] = left[row] === right[column]
                ? longest[at + width + 1] + 1
                : Math.max(longest[at + width], longest[at + 1]);
        }
    }
    const found = [];
    for (let row = 0, column = 0; row < left.length && column < right.length;) {
        const at = row * width + column;
        if (left[row] === right[column]) {
            found.push([row, column]);
            [row, column] = [row + 1, column + 1];
        } else if (longest[at + width] >= longest[at + 1]) {
            row += 1;
        } else {
            column += 1;
        }
    }
    return found;
}
