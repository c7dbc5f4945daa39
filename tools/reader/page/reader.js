// Begins on a page that the reader serves: programs run on this machine. The
// reader adds this module to its pages.

import { start } from "./run.js";
import * as server from "./server.js";
import { offer } from "./step.js";

server.takeToken();
// The link can also be opened in a page that is open already.
addEventListener("hashchange", server.takeToken);
start(server, (programs) => {
    for (const figure of document.querySelectorAll("main .figure-run:not(.figure-memory)")) {
        offer(figure, { programs });
    }
});
