// Begins on a public copy of the book, as mdBook builds it: programs run on the
// Rust Playground. Loaded by book/theme/public.js.

import * as playground from "./playground.js";
import { start } from "./run.js";

start(playground);
