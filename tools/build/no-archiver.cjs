// Stands for the package that zips folders for cdktf, which takes a tenth of a synthesis to load. Functions are zipped by stacks/constructs/zip.ts.
module.exports = () => {
  throw new Error(
    "got a folder as an asset, expected a file, fix: zip it first, as stacks/constructs/function-code.ts does",
  );
};
