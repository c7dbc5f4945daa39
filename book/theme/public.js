// Puts the buttons below the programs of a public copy, as `mdbook build` makes
// it. The reader leaves this script out of the pages that it serves, which have
// their buttons from it.
"use strict";

if (document.querySelector("pre > code.language-rust")) {
    // mdBook copies book/page as it is. Opened as a file, a page may load no
    // module, and stays without buttons.
    const page = new URL("../../page/public.js", document.currentScript.src);
    import(page.href).catch(() => {});
}
