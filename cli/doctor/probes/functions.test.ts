import { describeFaults } from "../../../testing/contracts/describe-faults";
import {
  type Answers,
  CONFIG,
  faultsOf,
  healthyAnswer,
  look,
  MINUTE,
  missing,
  NOW,
} from "../../../testing/fixtures/doctor-fixture";
import { functions } from "./functions";

const DETECTOR = "palisade-detector";

/** One function's configuration, changed. */
const changed = (change: object): Answers => ({
  GetFunctionConfiguration: (input, region) => ({
    ...(healthyAnswer("GetFunctionConfiguration", input, region) as object),
    ...(input["FunctionName"] === DETECTOR && change),
  }),
});

const reader = (change: object): Answers => ({
  ListEventSourceMappings: (input, region) => {
    const { EventSourceMappings } = healthyAnswer("ListEventSourceMappings", input, region) as {
      readonly EventSourceMappings: readonly [object];
    };
    return { EventSourceMappings: [{ ...EventSourceMappings[0], ...change }] };
  },
});

const errors = (minutesAgo: number): Answers => ({
  GetMetricData: ({ MetricDataQueries }) => ({
    MetricDataResults: JSON.stringify(MetricDataQueries).includes(DETECTOR)
      ? [{ Id: "m0", Timestamps: [new Date(NOW - minutesAgo * MINUTE)], Values: [7] }]
      : [],
  }),
});

describeFaults(functions, [
  [
    "a function that is gone",
    {
      GetFunctionConfiguration: (input, region) =>
        input["FunctionName"] === DETECTOR
          ? missing("ResourceNotFoundException")()
          : healthyAnswer("GetFunctionConfiguration", input, region),
    },
    { subject: `function ${DETECTOR}`, why: "does not exist" },
  ],
  [
    "a function that failed to start",
    changed({ State: "Failed", StateReason: "no image" }),
    { subject: `function ${DETECTOR}`, why: "is failed: no image" },
  ],
  [
    "a function whose update failed",
    changed({ LastUpdateStatus: "Failed", LastUpdateStatusReason: "no role" }),
    { subject: `function ${DETECTOR}`, why: "its last update failed: no role" },
  ],
  [
    "a function that knows no table",
    changed({ Environment: { Variables: { SNS_TOPIC_ARN: "arn:aws:sns:eu-central-1:111122223333:palisade-alerts" } } }),
    { subject: `function ${DETECTOR}, environment`, why: "INCIDENTS_TABLE is missing, expected palisade-incidents" },
  ],
  [
    "a function that is held at zero",
    {
      GetFunctionConcurrency: ({ FunctionName }) =>
        FunctionName === DETECTOR ? { ReservedConcurrentExecutions: 0 } : {},
    },
    { subject: `function ${DETECTOR}, concurrency`, why: "never runs", fix: "delete-function-concurrency" },
  ],
  [
    "a function that fails now",
    errors(30),
    { subject: `function ${DETECTOR}, errors`, why: /^7 errors/, fix: "aws logs tail" },
  ],
  [
    "a queue that no one reads",
    { ListEventSourceMappings: () => ({ EventSourceMappings: [{ State: "Enabled", FunctionArn: "somebody-else" }] }) },
    { subject: "queue palisade-events, reader", why: "nothing hands events to palisade-detector" },
  ],
  [
    "a reader that is off",
    reader({ State: "Disabled" }),
    { subject: "queue palisade-events, reader", why: "is Disabled", fix: "--uuid 1 --enabled" },
  ],
  [
    "a reader that repeats whole batches",
    reader({ FunctionResponseTypes: undefined }),
    { subject: "queue palisade-events, reader", why: "repeats its whole batch" },
  ],
  [
    "a reader that has a problem",
    reader({ LastProcessingResult: "PROBLEM: Function call failed" }),
    { subject: "queue palisade-events, reader", why: "PROBLEM: Function call failed" },
  ],
]);

describe("probe functions", () => {
  it("forgives errors of this morning, and tells of them", async () => {
    const answers = errors(5 * 60);
    expect(await faultsOf(functions, answers)).toEqual([]);
    const lines = await look(functions, answers);
    expect(lines.map(({ why }) => why)).toContain("7 errors and 0 throttles in 24 hours");
  });

  it("lets a function sleep that was not called for long", async () => {
    expect(await faultsOf(functions, changed({ State: "Inactive" }))).toEqual([]);
  });

  it("looks at the function of the digest where there is one", async () => {
    const subjects = async (config: typeof CONFIG) => (await look(functions, {}, config)).map(({ subject }) => subject);
    const { digest: _, ...without } = CONFIG;
    expect(await subjects(CONFIG)).toContain("function palisade-digest");
    expect(await subjects(without)).not.toContain("function palisade-digest");
  });
});
