export default {
  // Paths that work in any folder of a site. newsmark itself needs no settings.
  base: "./",
};
