/** The build puts the library here as a module of its own: see `scripts/build.mjs`. */
export { marked } from "marked";
