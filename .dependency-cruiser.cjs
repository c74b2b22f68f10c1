const PURE = "^functions/src/(events|inventory|perimeter|patterns|detections|hunts|preview)/";
const TESTS = "(\\.test\\.ts$|^__tests__/|/(test-|[^/]*-fixture|store-contract)[^/]*\\.ts$)";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one idea in two places.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "An import that nothing answers.",
      severity: "error",
      from: {},
      // Types without a package of their own name: @types/sarif.
      to: { couldNotResolve: true, pathNot: "^sarif$" },
    },
    {
      name: "constructs-know-nothing-of-ours",
      comment: "Constructs are reusable: what they need comes in as props.",
      severity: "error",
      from: { path: "^stacks/constructs/" },
      to: { path: "^(main\\.ts$|config/|functions/|cli/|stacks/(?!constructs/))" },
    },
    {
      name: "stacks-use-the-contract",
      comment: "The functions package shows infrastructure one file, functions/contract.ts.",
      severity: "error",
      from: { path: "^(main\\.ts$|stacks/)" },
      to: { path: "^(functions/(?!contract\\.ts$)|cli/)" },
    },
    {
      name: "config-uses-the-contract",
      comment: "As the stacks do; and configuration never looks at what is made of it.",
      severity: "error",
      from: { path: "^config/", pathNot: TESTS },
      to: { path: "^(functions/(?!contract\\.ts$)|stacks/|cli/|main\\.ts$)" },
    },
    {
      name: "functions-stand-alone",
      comment: "What runs in AWS is a package of its own: no stack, no configuration loader, no cdktf.",
      severity: "error",
      from: { path: "^functions/(contract\\.ts$|src/)", pathNot: TESTS },
      to: { path: "^(config/|stacks/|cli/|main\\.ts$)|node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "pure-rooms-stay-pure",
      comment:
        "Events, perimeter, patterns and detections run live, in replay and as tests: no SDK, no process, no alert texts.",
      severity: "error",
      from: { path: PURE, pathNot: TESTS },
      to: {
        path: "^functions/src/(platform|alerts|incidents|handlers)/|node_modules/@aws-sdk/",
        // The shape of a match, and no code.
        pathNot: "^functions/src/incidents/incident\\.ts$",
      },
    },
    {
      name: "enrichment-asks-nobody-itself",
      comment: "Enrichment runs live and in replay: files and AWS's answers come in as functions.",
      severity: "error",
      from: { path: "^functions/src/enrichment/", pathNot: TESTS },
      to: {
        path: "^functions/src/(alerts|delivery|handlers)/|^functions/src/platform/(?!log\\.ts$)|node_modules/@aws-sdk/|^(fs|http|https|net)(/|$)",
      },
    },
    {
      name: "handlers-are-entry-points",
      comment: "Wiring belongs at the end of every arrow.",
      severity: "error",
      from: { pathNot: TESTS },
      to: { path: "^functions/src/handlers/" },
    },
    {
      name: "no-development-packages-in-what-ships",
      comment: "iam-simulate is AGPL and a development dependency; nothing shipped may load it or any other.",
      severity: "error",
      from: { path: "^(main\\.ts$|config/|stacks/|functions/|cli/)", pathNot: TESTS },
      to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/@types/" },
    },
    {
      name: "provider-by-resource",
      comment: "The provider's index takes seconds to load; import @cdktf/provider-aws/lib/<resource>.",
      severity: "error",
      from: {},
      to: { path: "node_modules/@cdktf/provider-aws/lib/index" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(functions/dist|cdktf\\.out[^/]*|\\.build)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    parser: "swc",
    enhancedResolveOptions: {
      extensions: [".ts", ".mjs", ".cjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
