const { default: TestRunner } = require("jest-runner");

/** Each holds an emulator and up to three Terraform runs of 600 MB; the longest suite takes as long as all others on three workers. */
const END_TO_END_WORKERS = 4;

const isEndToEnd = ({ path }) => /[\\/]e2e[\\/]/.test(path);

/**
 * Runs the end-to-end suites on workers of their own, beside the others. They use little processor time: most of theirs is the AWS
 * provider's fixed waits, 25 s for each change of a queue and 55 s for a lifecycle, in which another suite can run.
 */
module.exports = class SideBySideRunner extends TestRunner {
  constructor(globalConfig, context) {
    super(globalConfig, context);
    this.endToEnd = new TestRunner({ ...globalConfig, maxWorkers: END_TO_END_WORKERS }, context);
  }

  on(event, listener) {
    const stops = [super.on(event, listener), this.endToEnd.on(event, listener)];
    return () => {
      for (const stop of stops) stop();
    };
  }

  async runTests(tests, watcher, options) {
    if (options.serial) return super.runTests(tests, watcher, options);
    const run = (runner, some) => (some.length === 0 ? undefined : runner(some, watcher, options));
    await Promise.all([
      run((...args) => this.endToEnd.runTests(...args), tests.filter(isEndToEnd)),
      run(
        (...args) => super.runTests(...args),
        tests.filter((test) => !isEndToEnd(test)),
      ),
    ]);
  }
};
