const TESTS = "(\\.test\\.ts$|^__tests__/|^testing/)";

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
      name: "engine-stands-alone",
      comment: "The engine runs in Lambda, on a laptop and in tests: it knows no other room.",
      severity: "error",
      from: { path: "^engine/", pathNot: TESTS },
      to: { path: "^(main\\.ts$|aws/|cli/|config/|functions/|stacks/|testing/|tools/)" },
    },
    {
      name: "engine-is-pure",
      comment: "No SDK, file, network or process: files and answers of AWS come in as values or functions.",
      severity: "error",
      from: { path: "^engine/", pathNot: TESTS },
      to: {
        path: "node_modules/@(aws-sdk|smithy)/|^(child_process|dns|fs|http|https|os|process|timers|tls|worker_threads)(/|$)",
      },
    },
    {
      name: "detections-know-no-alerts",
      comment: "What an event means does not depend on how people are told of it.",
      severity: "error",
      from: { path: "^engine/(events|inventory|perimeter|patterns|detections|hunts|preview)/", pathNot: TESTS },
      to: {
        path: "^engine/(alerts|channels|digest|incidents)/",
        // The shape of a match, and the shape of the routes in the settings; no code.
        pathNot: "^engine/(incidents/incident|alerts/routing)\\.ts$",
      },
    },
    {
      name: "docs-decide-nothing",
      comment: "What people read about a detection takes no part in judging an event, and needs nothing of what does.",
      severity: "error",
      from: { path: "^engine/detections/", pathNot: [TESTS, "^engine/detections/docs\\.ts$", "\\.docs\\.ts$"] },
      to: { path: "^engine/detections/(docs\\.ts$|.*\\.docs\\.ts$)" },
    },
    {
      name: "detections-and-hunts-by-their-registry",
      comment: "One detection or hunt by name is a test's business; the engine's package.json does not offer them.",
      severity: "error",
      from: { pathNot: [TESTS, "^engine/(detections|hunts)/"] },
      to: { path: "^engine/(detections/(s3|iam|account|findings)|hunts/library)/" },
    },
    {
      name: "functions-use-the-engine",
      comment: "What runs in AWS is a package of its own: no stack, no configuration loader, no command, no cdktf.",
      severity: "error",
      from: { path: "^functions/", pathNot: TESTS },
      to: { path: "^(main\\.ts$|aws/|cli/|config/|stacks/|testing/|tools/)|node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "handlers-are-entry-points",
      comment: "Wiring belongs at the end of every arrow.",
      severity: "error",
      from: { pathNot: TESTS },
      to: { path: "^functions/handlers/" },
    },
    {
      name: "config-knows-no-infrastructure",
      comment: "Configuration never looks at what is made of it.",
      severity: "error",
      from: { path: "^config/", pathNot: TESTS },
      to: { path: "^(main\\.ts$|aws/|cli/|functions/(?!platform/requirements\\.ts$)|stacks/|testing/|tools/)" },
    },
    {
      name: "constructs-know-nothing-of-ours",
      comment: "Constructs are reusable: what they need comes in as props.",
      severity: "error",
      from: { path: "^stacks/constructs/", pathNot: TESTS },
      to: {
        path: "^(main\\.ts$|aws/|cli/|config/|engine/(?!arn\\.ts$)|functions/|testing/|tools/|stacks/(?!constructs/))",
      },
    },
    {
      name: "stacks-know-no-commands",
      comment: "Infrastructure is made of the configuration, and knows a function by what it requires.",
      severity: "error",
      from: { path: "^(main\\.ts$|stacks/)", pathNot: TESTS },
      to: { path: "^(aws/|cli/|functions/(?!platform/requirements\\.ts$)|testing/|tools/)" },
    },
    {
      name: "aws-asks-and-judges-nothing",
      comment: "Asking AWS is apart from what is made of the answer.",
      severity: "error",
      from: { path: "^aws/", pathNot: TESTS },
      to: { path: "^(main\\.ts$|cli/|config/|functions/|stacks/|testing/|tools/)" },
    },
    {
      name: "nothing-shipped-uses-tools-or-tests",
      comment: "Tools write and check this repository; what tests need lies in testing/.",
      severity: "error",
      from: { path: "^(main\\.ts$|aws/|cli/|config/|engine/|functions/|stacks/)", pathNot: TESTS },
      to: { path: "^(testing|tools/(?!build/)|__tests__)/" },
    },
    {
      name: "no-development-packages-in-what-ships",
      comment: "iam-simulate is AGPL and a development dependency; nothing shipped may load it or any other.",
      severity: "error",
      from: { path: "^(main\\.ts$|aws/|config/|engine/|functions/|stacks/)", pathNot: TESTS },
      to: { dependencyTypes: ["npm-dev"], pathNot: "node_modules/@types/" },
    },
    {
      name: "the-command-names-what-it-bundles",
      comment:
        "What cli/ imports stands in its package.json: with the bundle it ships, so it is a development dependency there.",
      severity: "error",
      from: { path: "^cli/", pathNot: TESTS },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"], pathNot: "node_modules/@types/" },
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
