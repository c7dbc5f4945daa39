// Keeps an open page in step with the book on disk, and shows its faults. The
// reader adds this script to the pages it serves; the book has no part in it.
"use strict";

(() => {
    // The edition that this page belongs to. The page compares, and not the
    // server, so that a restart or an edit just before this line goes unmissed.
    const edition = document.currentScript.dataset.edition;
    let source = null;
    let shown = "[]";

    function connect() {
        if (source || document.hidden) {
            return;
        }
        source = new EventSource("/reader/events");
        source.addEventListener("edition", (event) => {
            if (event.data !== edition) {
                location.reload();
            }
        });
        source.addEventListener("faults", (event) => show(event.data));
        source.addEventListener("error", () => {
            // The browser itself tries again after a lost connection, but not
            // after an answer that is no event stream.
            if (source?.readyState === EventSource.CLOSED) {
                disconnect();
                setTimeout(connect, 1000);
            }
        });
    }

    function disconnect() {
        source?.close();
        source = null;
    }

    // A browser opens six connections to one server and no more: a seventh
    // open chapter would wait for ever. So only visible pages hold one, and
    // the first events after connecting tell the others what they missed.
    document.addEventListener("visibilitychange", () => {
        if (document.hidden) {
            disconnect();
        } else {
            connect();
        }
    });

    // Faults hold whatever the author wrote: they become text, never HTML.
    function show(faults) {
        if (faults === shown) {
            return; // or a screen reader would say the same again
        }
        shown = faults;
        const items = JSON.parse(faults).map((fault) => {
            const item = document.createElement("li");
            item.textContent = fault;
            return item;
        });
        const banner = document.getElementById("reader-faults");
        if (items.length === 0) {
            banner?.remove();
        } else {
            (banner ?? add()).querySelector("ul").replaceChildren(...items);
        }
    }

    function add() {
        // Nothing of the page waits for rules that it seldom needs.
        const rules = document.createElement("link");
        rules.rel = "stylesheet";
        rules.href = "/reader/live.css";
        document.head.append(rules);
        const banner = document.createElement("section");
        banner.id = "reader-faults";
        banner.setAttribute("role", "alert");
        banner.setAttribute("aria-label", "Faults in the book");
        const says = document.createElement("p");
        says.textContent = "The book has faults. This is the last good build.";
        const list = document.createElement("ul");
        list.tabIndex = 0; // a long list scrolls, with the keyboard too
        banner.append(says, list);
        // Beside mdBook's sidebar, which lies over the page's left edge.
        const page = document.getElementById("mdbook-page-wrapper") ?? document.body;
        page.prepend(banner);
        new ResizeObserver(() => {
            const height = `${banner.offsetHeight}px`;
            document.documentElement.style.setProperty("--reader-faults-height", height);
        }).observe(banner);
        return banner;
    }

    connect();
})();
