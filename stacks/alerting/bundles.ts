/** The folder into which tools/build puts a folder for each handler, relative to the working directory. */
export const BUNDLES = "functions/dist";
