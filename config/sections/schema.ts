import { SEVERITIES } from "@palisade/engine/severity";
import * as z from "zod";
import type { Names } from "../config";
import { isPastedSecret } from "../yaml/redact";
import { BUCKET_NAME_PATTERN, bucketNameProblem } from "./bucket-name";
import { NAME_RULES } from "./names";
import { regionProblem } from "./region-problem";
import { REGION_PATTERN } from "./regions";

interface Wording {
  /** What is wrong with a value of another kind, as in `not an account id`. */
  readonly what: string;
  readonly expected: string;
  readonly fix: string;
}

/** Texts of zod's issues; `{got}` is filled in where the YAML source is known. */
function say({ what, expected, fix }: Wording) {
  return ({ code, input }: { readonly code?: string | undefined; readonly input?: unknown }): string | undefined => {
    if (code === "unrecognized_keys" || code === "invalid_key") return undefined;
    const beginning = input === undefined ? "missing" : `${what}, got {got}`;
    return `${beginning}, expected ${expected}, fix: ${fix}`;
  };
}

function text(pattern: RegExp, wording: Wording) {
  const error = say(wording);
  return z.string({ error }).regex(pattern, { error });
}

function oneOf<const T extends string | number | boolean>(values: readonly T[], fix: string) {
  const expected = values
    .map(String)
    .join(", ")
    .replace(/, ([^,]*)$/, " or $1");
  return z.literal([...values], { error: say({ what: "not one of the choices", expected, fix }) });
}

function wholeNumber(min: number, max: number) {
  const error = say({
    what: "not a whole number in range",
    expected: `a whole number from ${min} to ${max}`,
    fix: "correct the number",
  });
  return z.int({ error }).min(min, { error }).max(max, { error });
}

function flag(describe: string) {
  const error = say({ what: "not a switch", expected: "true or false", fix: "write true or false without quotes" });
  return z.boolean({ error }).optional().describe(describe);
}

function list<T extends z.ZodType>(element: T, of: string) {
  return z.array(element, {
    error: say({ what: "not a list", expected: `a list of ${of}`, fix: "write one per line, each after a dash" }),
  });
}

function keyed<T extends z.ZodRawShape>(shape: T, expected: string) {
  const fix = "write the keys one per line below, indented, or leave this key out";
  return z.strictObject(shape, { error: say({ what: "not a map of keys", expected, fix }) });
}

const bucketName = z
  .string({
    error: say({ what: "not a bucket name", expected: "the bucket's name as text", fix: "put the name in quotes" }),
  })
  .superRefine((name, context) => {
    const problem = bucketNameProblem(name);
    if (!problem) return;
    const message = `${problem}, got {got}, expected a name that S3 takes, fix: write the name as the S3 console shows it`;
    context.addIssue({ code: "custom", message });
  })
  .meta({ pattern: BUCKET_NAME_PATTERN });

const region = z
  .string({
    error: say({
      what: "not a region",
      expected: "a region such as eu-central-1",
      fix: "write the region's code, not its name",
    }),
  })
  .superRefine((name, context) => {
    const message = regionProblem(name);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .meta({ pattern: REGION_PATTERN });

const policyFile = text(/\S/, {
  what: "not a file name",
  expected: "a file such as policies/{bucket}.json, or none",
  fix: "name the file that holds the policy, or write none if the bucket has no policy",
});

const bucketKeys = keyed(
  {
    name: bucketName.describe("Name of the bucket."),
    region: region.optional().describe("Region of the bucket. Default: the home region."),
    create: flag("Whether Palisade creates the bucket, hardened. Default: false, the bucket exists already."),
    existingPolicy: policyFile.optional().describe("As the perimeter's existingPolicy, for this bucket only."),
  },
  "name, and perhaps region, create or existingPolicy",
);

const bucket = z.union([bucketName, bucketKeys], {
  error: say({
    what: "not a bucket",
    expected: "a bucket's name, or {name: my-bucket, region: us-east-1}",
    fix: "write the name, in quotes if it has only digits",
  }),
});

const network = z.string({
  error: say({
    what: "not an IP address or network",
    expected: "a public network such as 203.0.113.0/24",
    fix: "write all four parts of the address, in quotes",
  }),
});

const allow = keyed(
  {
    cidrs: list(network, "networks")
      .optional()
      .describe(
        "Public IPv4 and IPv6 addresses and networks without host bits, such as 203.0.113.0/24 or 198.51.100.7.",
      ),
    cidrFiles: list(
      text(/\S/, { what: "not a file name", expected: "a file such as office.txt", fix: "name a text file" }),
      "files",
    )
      .optional()
      .describe("Text files with one network per line; # begins a comment. Relative to this file."),
    vpcs: list(
      text(/^vpc-[0-9a-f]{8}(?:[0-9a-f]{9})?$/, {
        what: "not a VPC id",
        expected: "an id such as vpc-0123456789abcdef0",
        fix: "copy the id from the VPC console",
      }),
      "VPC ids",
    )
      .optional()
      .describe("VPCs whose requests come through an S3 endpoint."),
    vpcEndpoints: list(
      text(/^vpce-[0-9a-f]{8}(?:[0-9a-f]{9})?$/, {
        what: "not a VPC endpoint id",
        expected: "an id such as vpce-0123456789abcdef0",
        fix: "copy the id from the VPC console",
      }),
      "VPC endpoint ids",
    )
      .optional()
      .describe("S3 endpoints whose requests are let in."),
    principals: list(
      z.string({
        error: say({
          what: "not a principal",
          expected: "an ARN such as arn:aws:iam::111122223333:role/break-glass",
          fix: "write the ARN of a role or user",
        }),
      }),
      "ARNs",
    )
      .optional()
      .describe("ARNs, with * and ?, that are let in from anywhere: break-glass, deployer, service roles."),
    awsServices: flag("Whether AWS services, and what they do on a principal's behalf, are let in. Default: true."),
  },
  "cidrs, cidrFiles, vpcs, vpcEndpoints, principals or awsServices",
);

const notAccessLogs = say({
  what: "not a choice of access logs",
  expected: "true, false, or {existing: my-log-bucket}",
  fix: "write true or false without quotes, or name the bucket that holds the logs already",
});

const perimeterAccessLogs = z.union(
  [
    z.boolean({ error: notAccessLogs }),
    keyed(
      {
        existing: bucketName.describe(
          "Name of the bucket that the perimeter's buckets log into already, in their region and account. Palisade only reads it.",
        ),
        prefix: text(/^[!-~]{1,512}$/, {
          what: "not a prefix of keys",
          expected: "the beginning of the logs' keys, such as s3-access/",
          fix: "leave prefix out where the bucket holds nothing but access logs",
        })
          .optional()
          .describe("Beginning of the logs' keys there. Default: none, every object is a log."),
        replaceNotifications: flag(
          "Whether Palisade switches on the log bucket's notifications, and with that deletes those that it has. Default: false, you switch on its EventBridge notifications.",
        ),
      },
      "existing, and perhaps prefix and replaceNotifications",
    ),
  ],
  { error: notAccessLogs },
);

const perimeter = keyed(
  {
    mode: oneOf(["observe", "enforce"], "write mode: observe to watch or mode: enforce to deny")
      .optional()
      .describe("observe writes no Deny and reports what would have been denied; enforce denies. Default: observe."),
    scope: oneOf(["data", "all"], "write scope: data for objects only or scope: all for every action")
      .optional()
      .describe("data denies actions on objects; all denies every S3 action, management too. Default: data."),
    buckets: list(bucket, "buckets")
      .min(1, { error: say({ what: "no bucket in it", expected: "at least one bucket", fix: "name a bucket" }) })
      .describe("Buckets to protect: names, or {name, region, create, existingPolicy}."),
    allow: allow.describe("Who is let in."),
    existingPolicy: policyFile
      .optional()
      .describe(
        "JSON file of the policy that a bucket has already, kept as it is; {bucket} stands for the bucket's name. Or none. Needed to enforce on buckets that exist.",
      ),
    tls: oneOf([1.2, 1.3, false], "write tls: 1.2 without quotes")
      .optional()
      .describe("Oldest TLS version to accept. Default: 1.2 where Palisade enforces or creates, else false."),
    publicAccessBlock: flag(
      "Whether public access is blocked altogether. Default: true where Palisade enforces or creates, else false.",
    ),
    sid: text(/^[A-Za-z0-9]{1,128}$/, { what: "not a Sid", expected: "letters and digits", fix: "leave out the rest" })
      .optional()
      .describe("Sid of the perimeter statement. Default: PalisadePerimeter."),
    accessLogs: perimeterAccessLogs
      .optional()
      .describe(
        "Server access logs of the buckets: true has them log into a bucket that Palisade makes, and replaces what logging they have; {existing} names the bucket that they log into already. Default: false.",
      ),
    acceptLockOutRisk: z
      .string({
        error: say({
          what: "not a name",
          expected: "the perimeter's own name",
          fix: "write the perimeter's name, or leave this key out",
        }),
      })
      .optional()
      .describe("The perimeter's own name: accepts that nobody may be able to undo it from outside the allowlist."),
  },
  "buckets and allow",
);

const service = (name: string) => flag(`Whether Palisade switches on ${name}. Default: false.`);

const services = keyed(
  {
    guardduty: service("GuardDuty with its S3 protection"),
    config: z
      .union(
        [
          z.boolean(),
          keyed({ bucket: bucketName.optional().describe("Default: <project>-config-<account>-<region>.") }, "bucket"),
        ],
        {
          error: say({
            what: "not a switch",
            expected: "true, false or {bucket: my-config-bucket}",
            fix: "write true or false without quotes",
          }),
        },
      )
      .optional()
      .describe("Whether Palisade switches on AWS Config, with five managed rules; {bucket} names where it delivers."),
    securityHub: service("Security Hub, without any standard"),
    accessAnalyzer: service("IAM Access Analyzer for access from other accounts"),
    macie: service("Macie"),
  },
  "guardduty, config, securityHub, accessAnalyzer or macie",
);

const names = keyed(
  Object.fromEntries(
    Object.entries(NAME_RULES).map(([name, { pattern, expected, describe }]) => [
      name,
      text(pattern, { what: "not a valid name", expected, fix: "choose another name" }).optional().describe(describe),
    ]),
  ) as { [K in keyof Names]: z.ZodOptional<z.ZodString> },
  "names by resource",
);

const DEDUP_MINUTES = [1, 1440] as const;

/** A week: what takes longer to come together is no burst. */
const MOST_WITHIN_MINUTES = 10_080;

const detection = keyed(
  {
    enabled: flag("Whether the detection runs. Default: its own, which `palisade detections` shows."),
    severity: oneOf(SEVERITIES, "choose one of these, or leave severity out")
      .optional()
      .describe("Severity of its alerts, instead of what the detection itself says."),
    threshold: wholeNumber(1, 1_000_000_000_000)
      .optional()
      .describe(
        "From how many on it alerts, for detections with a threshold; docs/catalogue/detections.md says of what.",
      ),
    withinMinutes: wholeNumber(1, MOST_WITHIN_MINUTES)
      .optional()
      .describe("Within how many minutes they must come together, for detections with a threshold or a sequence."),
    dedupMinutes: wholeNumber(...DEDUP_MINUTES)
      .optional()
      .describe("How long its matches fold into one alert. Default: that of alerts."),
  },
  "enabled, severity, threshold, withinMinutes or dedupMinutes",
);

const detectionId = text(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, {
  what: "not a detection",
  expected: "an id such as s3.denied-inside-allowlist",
  fix: "write the id as palisade detections prints it",
});

const accountId = text(/^\d{12}$/, {
  what: "not an account id in quotes",
  expected: "12 digits in quotes",
  fix: 'write it as in "222233334444"; without quotes YAML drops leading zeros',
});

function sentence(what: string, expected: string, describe: string) {
  return text(/^(?=.*\S)[^\p{Cc}\p{Cf}]{1,200}$/u, {
    what,
    expected,
    fix: "write it on one line of up to 200 characters",
  }).describe(describe);
}

/** A condition that everything meets would switch the whole detection off, unseen. */
const NOT_ONLY_WILDCARDS = "(?=.*[^*?])";

const suppression = keyed(
  {
    detection: detectionId.describe("Id of the detection to silence."),
    reason: sentence("not a reason", "why nobody wants to hear of this", "Why nobody wants to hear of it."),
    owner: sentence("not an owner", "who answers for it, such as a team's address", "Who answers for it."),
    until: text(/^\d{4}-\d{2}-\d{2}$/, {
      what: "not a day",
      expected: "a day such as 2027-01-31",
      fix: "write year, month and day with hyphens",
    }).describe("The day, in UTC, on which it ends; at most a year ahead. What it silenced then alerts again."),
    when: keyed(
      {
        actor: text(new RegExp(`^${NOT_ONLY_WILDCARDS}[!-~]{1,2048}$`), {
          what: "not a caller",
          expected: "an ARN such as arn:aws:iam::111122223333:role/auditor, with * and ?, but not of these alone",
          fix: "copy `actor` or `actorArn` from an alert, or switch the detection off with enabled: false",
        })
          .optional()
          .describe("ARN or id of the caller, with * and ?."),
        bucket: text(new RegExp(`^${NOT_ONLY_WILDCARDS}[a-z0-9.*?-]{1,63}$`), {
          what: "not a bucket name",
          expected: "a bucket's name, with * and ?, but not of these alone",
          fix: "write the name without its ARN, or switch the detection off with enabled: false",
        })
          .optional()
          .describe("Name of the bucket, with * and ?."),
        account: accountId.optional().describe("Account of the caller; of a finding, the account that it concerns."),
        sourceIp: z
          .string({
            error: say({
              what: "not an IP address or network",
              expected: "a public network such as 198.51.100.0/24",
              fix: "write all four parts of the address, in quotes",
            }),
          })
          .optional()
          .describe("Address or network that the calls come from."),
      },
      "actor, bucket, account or sourceIp",
    ).describe(
      "Which matches are meant: those that meet all of these conditions; of a finding that names several buckets, callers or addresses, each of them has to.",
    ),
  },
  "detection, reason, owner, until and when",
);

const trust = keyed(
  {
    accounts: list(accountId, "account ids")
      .optional()
      .describe("Accounts besides your own that are no strangers, 12 digits in quotes."),
    accountsFile: text(/\S/, {
      what: "not a file name",
      expected: "a file such as accounts.json",
      fix: "name a file with one account id per line, or the output of aws organizations list-accounts",
    })
      .optional()
      .describe(
        "File of more such accounts: one id per line, # begins a comment; or the JSON that `aws organizations list-accounts` prints. Relative to this file.",
      ),
    deployers: list(
      z.string({
        error: say({
          what: "not a principal",
          expected: "an ARN such as arn:aws:iam::111122223333:role/deployer",
          fix: "write the ARN of a role or user",
        }),
      }),
      "ARNs",
    )
      .optional()
      .describe(
        "ARNs, with * and ?, of those that deploy Palisade, so that a deployment is no tampering. Default: nobody; principals that a perimeter lets in do not count.",
      ),
  },
  "accounts, accountsFile or deployers",
);

const decoy = z
  .string({
    error: say({ what: "not a decoy", expected: "a bucket, or bucket/prefix", fix: "put it in quotes" }),
  })
  .superRefine((name, context) => {
    const problem = bucketNameProblem(name.split("/", 1)[0] ?? "");
    if (!problem) return;
    const message = `${problem}, got {got}, expected a bucket, or a bucket and the beginning of its decoys' keys, fix: write my-bucket or my-bucket/prefix/`;
    context.addIssue({ code: "custom", message });
  });

const secretName = (what: string) =>
  text(/^(?:ssm:\/?[\w.-]+(?:\/[\w.-]+)*|secretsmanager:[\w/+=.@-]{1,512})$/, {
    what: "not the name of a secret",
    expected: "ssm:/palisade/slack for a SecureString, or secretsmanager:palisade/slack",
    fix: "store the secret there and write its name, never the secret itself",
  })
    .refine((name) => !isPastedSecret(name.slice(name.indexOf(":") + 1)), {
      error: say({
        what: "what looks like the secret itself behind ssm: or secretsmanager:",
        expected: "the name under which it is stored there, such as ssm:/palisade/slack",
        fix: "store it and write its name; if it is a name, choose one of words; change a secret that others may have read",
      }),
    })
    .optional()
    .describe(`${what}: ssm:NAME of a SecureString, or secretsmanager:NAME.`);

/** Short enough to end the names of a function, its role and its queues. */
const channelName = text(/^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/, {
  what: "not a channel's name",
  expected: "1 to 30 of a-z, 0-9 and hyphen, beginning with a letter",
  fix: "rename the channel",
});

const messagesAnHour = wholeNumber(1, 3600).optional();

const channel = keyed(
  {
    kind: oneOf(["slack", "pagerduty", "webhook", "teams", "discord", "securityhub"], "choose one of these").describe(
      "What the channel is.",
    ),
    webhook: secretName("Of slack, teams and discord: where the URL of the incoming webhook is"),
    token: secretName("Of slack, instead of webhook: where the bot's token is, which gives one thread an incident"),
    channel: text(/^[CGD][A-Z0-9]{6,20}$/, {
      what: "not the id of a Slack channel",
      expected: "an id such as C0123456789",
      fix: "copy it from the end of the channel's details in Slack",
    })
      .optional()
      .describe("Of slack with a token: id of the channel."),
    routingKey: secretName("Of pagerduty: where the integration key of Events API v2 is"),
    url: text(/^https:\/\/[!-~]{1,2000}$/i, {
      what: "not an https URL",
      expected: "a URL such as https://soc.example.com/hook",
      fix: "write the whole URL; alerts are sent over https only",
    })
      .optional()
      .describe("Of webhook: where to POST, an https URL of the internet."),
    secret: secretName("Of webhook: where the secret is by which the receiver checks the signature"),
    format: oneOf(["palisade", "ocsf"], "leave format out for Palisade's own JSON")
      .optional()
      .describe("Of webhook: palisade for its own JSON, ocsf for an OCSF Detection Finding. Default: palisade."),
    rateCap: messagesAnHour.describe("As the general rateCap, for this channel only."),
  },
  "kind and the keys of that kind",
);

const channels = (describe: string) =>
  list(channelName, "channels")
    .min(1, { error: say({ what: "no channel in it", expected: "at least one channel", fix: "name a channel" }) })
    .describe(describe);

const condition = <T extends z.ZodType>(element: T, of: string, describe: string) =>
  list(element, of)
    .min(1, { error: say({ what: "nothing in it", expected: `at least one of the ${of}`, fix: "leave the key out" }) })
    .optional()
    .describe(describe);

const route = keyed(
  {
    severity: oneOf(SEVERITIES, "choose one of these, or leave severity out")
      .optional()
      .describe("Alerts of this severity and graver ones."),
    detections: condition(
      text(/^[a-z0-9*-]+(?:\.[a-z0-9*-]+)*$/, {
        what: "not a detection",
        expected: "an id such as s3.policy-made-public, or s3.* for many",
        fix: "write the ids as palisade detections prints them",
      }),
      "detections",
      "Ids of detections, with *.",
    ),
    accounts: condition(accountId, "accounts", "Ids of the accounts in which it happened, 12 digits in quotes."),
    buckets: condition(
      text(/^[a-z0-9.*-]{1,63}$/, {
        what: "not a bucket name",
        expected: "a bucket's name, with * for many",
        fix: "write the name without its ARN",
      }),
      "buckets",
      "Names of buckets, with *; an alert on several goes where any of them does.",
    ),
    environments: condition(
      text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@*]{1,256}$/u, {
        what: "not a tag value",
        expected: "1 to 256 letters, digits, spaces and _.:/=+-@*",
        fix: "write the value as the S3 console shows it",
      }),
      "environments",
      "Values of the bucket's tag that enrich.bucketTags.environment names, with *, whatever their case.",
    ),
    channels: channels("Names of the channels that are told."),
  },
  "channels, and severity, detections, accounts, buckets or environments",
);

const timeOfDay = text(/^(?:[01]\d|2[0-3]):[0-5]\d$/, {
  what: "not a time of day in quotes",
  expected: '"20:00", from "00:00" to "23:59"',
  fix: "write two digits for the hour and for the minute, in quotes",
});

const timeZone = (describe: string) =>
  text(/^[A-Za-z][\w+/-]{0,63}$/, {
    what: "not a time zone",
    expected: "a name such as Europe/Berlin",
    fix: "write the name of the IANA database",
  })
    .optional()
    .describe(describe);

const quietHours = keyed(
  {
    from: timeOfDay.describe("When they begin, in quotes."),
    to: timeOfDay.describe("When they end, in quotes; the next day where that is earlier than from."),
    timezone: timeZone("Name of the time zone, such as Europe/Berlin. Default: UTC."),
    below: oneOf(SEVERITIES.slice(1), "choose one of these")
      .optional()
      .describe("Alerts milder than this wait for the digest. Default: high."),
  },
  "from and to, and perhaps timezone and below",
);

const notDigest = say({
  what: "not a digest",
  expected: 'false, or a time such as {at: "07:00", timezone: Europe/Berlin}',
  fix: "write the time in quotes, or leave digest out",
});

const digest = z.union(
  [
    keyed(
      {
        at: timeOfDay.describe("When it is written, in quotes."),
        timezone: timeZone("Name of the time zone, such as Europe/Berlin. Default: UTC."),
      },
      "at, and perhaps timezone",
    ),
    z.literal(false, { error: notDigest }),
  ],
  { error: notDigest },
);

const tagKey = (describe: string) =>
  text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, {
    what: "not a tag key",
    expected: "1 to 128 letters, digits, spaces and _.:/=+-@",
    fix: "write the key as the S3 console shows it",
  })
    .optional()
    .describe(describe);

const label = text(/^[A-Za-z0-9][\w .-]{0,39}$/, {
  what: "not a name",
  expected: "1 to 40 letters, digits, spaces and _.-",
  fix: "rename it",
});

const addressDatabase = text(/\S/, {
  what: "not a database of addresses",
  expected: "a file such as asn.mmdb",
  fix: "name a file in MaxMind's format",
});

const enrich = keyed(
  {
    geo: z
      .union([z.boolean(), addressDatabase], {
        error: say({
          what: "not a database of addresses",
          expected: "true, false or a file such as geo.mmdb",
          fix: "write true for the one that comes with Palisade",
        }),
      })
      .optional()
      .describe(
        "Country of an address: true for the database that comes with Palisade, or a file in MaxMind's format, relative to this one. Default: false.",
      ),
    asn: addressDatabase
      .optional()
      .describe(
        "File in MaxMind's format with the network (ASN and organization) of an address, such as GeoLite2-ASN.",
      ),
    networks: z
      .record(label, list(network, "networks"), {
        error: say({
          what: "not a map of networks",
          expected: "names such as office: [203.0.113.0/24]",
          fix: "or leave networks out",
        }),
      })
      .optional()
      .describe("Your own networks by name, private ones too: offices, VPN, partners. Lets nobody in."),
    lists: z
      .record(
        label,
        text(/\S/, { what: "not a file name", expected: "a file such as tor.txt", fix: "name a text file" }),
        {
          error: say({
            what: "not a map of lists",
            expected: "labels such as tor: tor.txt",
            fix: "or leave lists out",
          }),
        },
      )
      .optional()
      .describe("Text files of addresses by label, one network per line, # begins a comment: Tor, hosting, your own."),
    bucketTags: keyed(
      {
        owner: tagKey("Key of the tag that says who owns the bucket."),
        classification: tagKey("Key of the tag that says how sensitive its data is."),
        environment: tagKey("Key of the tag that says which environment it belongs to, to route alerts by."),
        raise: list(
          text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u, {
            what: "not a tag value",
            expected: "1 to 256 letters, digits, spaces and _.:/=+-@",
            fix: "write the value as the S3 console shows it",
          }),
          "values",
        )
          .optional()
          .describe("Classifications that make an alert graver by one, whatever their case."),
      },
      "owner, classification, environment or raise",
    )
      .optional()
      .describe("Tags of the bucket to show, which lets the functions read the tags of the account's buckets."),
    firstSeen: flag("Whether an alert says that it is the first on its caller from a network. Default: false."),
  },
  "geo, asn, networks, lists, bucketTags or firstSeen",
);

const hunting = z.union(
  [
    z.boolean(),
    keyed(
      {
        bucket: bucketName
          .optional()
          .describe("Bucket of the queries' results. Default: <project>-hunting-<account>-<region>."),
        retentionDays: wholeNumber(1, 36_500).optional().describe("Days to keep results. Default: 30."),
        limitGb: wholeNumber(1, 1_000_000)
          .optional()
          .describe("Gigabytes that one query may read before Athena stops it. Default: 200, about a dollar."),
        trailLogs: text(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[\w.!*'()-]+)*\/?$/, {
          what: "not a place in S3",
          expected: "what comes before the account's id, such as s3://organisation-trail-logs/AWSLogs/o-a1b2c3d4e5",
          fix: "copy it from the log files' location in the CloudTrail console",
        })
          .optional()
          .describe("Where an existing trail writes, up to the account's id. Needed with trail.existing."),
        trailKey: text(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, {
          what: "not the ARN of a key",
          expected: "an ARN such as arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
          fix: "copy it from the trail's page in the CloudTrail console",
        })
          .optional()
          .describe("Key with which an existing trail encrypts; whoever hunts may then decrypt with it."),
        accounts: list(accountId, "account ids")
          .optional()
          .describe("Accounts besides your own whose records lie there too, 12 digits in quotes."),
        regions: list(region, "regions")
          .min(1, { error: say({ what: "no region in it", expected: "at least one", fix: "leave regions out" }) })
          .optional()
          .describe("Regions whose records are searched. Default: every region of the partition."),
        since: text(/^\d{4}-\d{2}-\d{2}$/, {
          what: "not a day",
          expected: "a day such as 2026-01-31",
          fix: "write year, month and day with hyphens",
        })
          .optional()
          .describe("First day of the records. Default: as long as Palisade keeps them, or ten years."),
      },
      "bucket, retentionDays, limitGb, trailLogs, trailKey, accounts, regions or since",
    ),
  ],
  {
    error: say({
      what: "not a switch",
      expected: "true, false or keys such as {limitGb: 50}",
      fix: "write true or false without quotes",
    }),
  },
);

/** Days that CloudWatch Logs accepts. */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The shape of `palisade.yaml`. What only several values together can tell is checked in `resolve.ts`. */
export const fileSchema = keyed(
  {
    project: text(/^[a-z][a-z0-9-]{0,22}[a-z0-9]$/, {
      what: "not a project name",
      expected: "2 to 24 of a-z, 0-9 and hyphen, beginning with a letter",
      fix: "write project: palisade",
    }).describe("Prefix of all names."),
    account: text(/^\d{12}$/, {
      what: "not an account id in quotes",
      expected: "12 digits in quotes",
      fix: 'write account: "111122223333" with your id; without quotes YAML drops leading zeros',
    }).describe("AWS account id, 12 digits in quotes."),
    region: region.describe("Home region: alerts, functions and logs live here."),
    partition: oneOf(["aws", "aws-cn", "aws-us-gov"], "leave partition out: it follows from the region")
      .optional()
      .describe("AWS partition. Default: follows from the region."),
    tags: z
      .record(
        text(/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, {
          what: "not a tag key",
          expected: "1 to 128 letters, digits, spaces and _.:/=+-@, not beginning with aws:",
          fix: "rename the tag",
        }),
        text(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, {
          what: "not a tag value",
          expected: "up to 256 letters, digits, spaces and _.:/=+-@",
          fix: "put numbers and true or false in quotes",
        }),
        {
          error: say({ what: "not a map of tags", expected: "tags such as owner: security", fix: "or leave tags out" }),
        },
      )
      .optional()
      .describe("Tags for every resource."),
    state: keyed(
      {
        bucket: bucketName.describe("Bucket that holds Terraform's state; state-stack creates it."),
        region: region.optional().describe("Default: the home region."),
        prefix: text(/^[\w.-]+(?:\/[\w.-]+)*$/, {
          what: "not a key prefix",
          expected: "letters, digits, and ._- in parts divided by /",
          fix: "leave out leading and trailing slashes",
        })
          .optional()
          .describe("Beginning of the state files' keys. Default: the project."),
      },
      "bucket, and perhaps region and prefix",
    )
      .optional()
      .describe("Remote state. Without it Terraform's state is local."),
    perimeters: z
      .record(
        text(/^[a-z][a-z0-9-]{0,62}$/, {
          what: "not a perimeter name",
          expected: "1 to 63 of a-z, 0-9 and hyphen, beginning with a letter",
          fix: "rename the perimeter",
        }),
        perimeter,
        {
          error: say({
            what: "not a map of perimeters",
            expected: "at least one perimeter by name",
            fix: "add a name such as sensitive-data: with buckets: and allow: below it",
          }),
        },
      )
      .refine((perimeters) => Object.keys(perimeters).length > 0, {
        error:
          "no perimeter in it, got {got}, expected at least one, fix: add a name such as sensitive-data: with buckets: and allow: below it",
      })
      .describe("Perimeters by name: which buckets to protect and whom to let in."),
    trail: keyed(
      {
        existing: text(/^[\w.:/-]{3,256}$/, {
          what: "not a trail",
          expected: "the name or ARN of a trail",
          fix: "copy it from the CloudTrail console",
        }).describe("Name or ARN of a trail that logs these buckets' data events already."),
      },
      "existing",
    )
      .optional()
      .describe("The trail that records requests. Without it Palisade creates one."),
    logs: keyed(
      {
        bucket: bucketName.optional().describe("Log bucket of the trail. Default: <project>-logs-<account>-<region>."),
        retentionDays: wholeNumber(1, 36_500).optional().describe("Days to keep log files. Default: 365."),
      },
      "bucket or retentionDays",
    )
      .optional()
      .describe("Where the trail that Palisade creates writes."),
    accessLogs: keyed(
      {
        bucket: text(/^[a-z0-9{}.-]{3,80}$/, {
          what: "not a bucket name",
          expected: "a name such as example-s3-logs-{region}",
          fix: "write {region} where the region's name shall stand",
        })
          .optional()
          .describe(
            "Buckets that Palisade makes for access logs, one in each region of such a perimeter; {region} stands for the region. Default: <project>-s3-logs-<account>-{region}.",
          ),
        retentionDays: wholeNumber(1, 36_500).optional().describe("Days to keep access logs. Default: 365."),
        monitor: list(bucketName, "buckets")
          .optional()
          .describe(
            "Buckets whose access logs are held against the allowlist of their perimeter. Default: all that are logged.",
          ),
      },
      "bucket, retentionDays or monitor",
    )
      .optional()
      .describe("Where the server access logs of perimeters with accessLogs: true go."),
    alerts: keyed(
      {
        email: list(
          text(/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/, {
            what: "not an e-mail address",
            expected: "an address such as security@example.com",
            fix: "write the bare address",
          }),
          "e-mail addresses",
        )
          .optional()
          .describe("Addresses to tell; each must confirm the subscription once."),
        sms: list(
          text(/^\+[1-9]\d{6,14}$/, {
            what: "not a phone number in quotes",
            expected: "a number with country code in quotes",
            fix: 'write it as in "+12025550123"',
          }),
          "phone numbers",
        )
          .optional()
          .describe("Phone numbers to tell, with country code, in quotes."),
        dedupMinutes: wholeNumber(...DEDUP_MINUTES)
          .optional()
          .describe("How long matches fold into one alert. Default: 60."),
        eventNames: list(
          text(/^[A-Z][A-Za-z0-9]{2,63}$/, {
            what: "not an event name",
            expected: "a name such as GetObject",
            fix: "write the event's name as CloudTrail logs it",
          }),
          "event names",
        )
          .min(1, { error: say({ what: "no event in it", expected: "at least one", fix: "leave eventNames out" }) })
          .optional()
          .describe("S3 events to listen to. Default: every object-level event."),
        emailSeverity: oneOf(SEVERITIES, "choose one of these, or leave it out")
          .optional()
          .describe("Least severity that is sent by e-mail; then Palisade's own alarms are not. Default: everything."),
        smsSeverity: oneOf(SEVERITIES, "choose one of these, or leave it out")
          .optional()
          .describe(
            "Least severity that is sent by text message; then Palisade's own alarms are not. Default: everything.",
          ),
        runbooks: text(/^https:\/\/[!-~]{1,500}$/i, {
          what: "not an https URL",
          expected: "a URL such as https://github.com/example/palisade/blob/main/docs/runbooks",
          fix: "write the URL of the folder docs/runbooks",
        })
          .optional()
          .describe("https URL of the folder with the runbooks, to which messages then link."),
      },
      "email, sms, emailSeverity, smsSeverity, dedupMinutes, eventNames or runbooks",
    )
      .optional()
      .describe("Whom to tell."),
    channels: z
      .record(channelName, channel, {
        error: say({
          what: "not a map of channels",
          expected: "names such as team-slack: {kind: slack, webhook: ssm:/palisade/slack}",
          fix: "or leave channels out",
        }),
      })
      .optional()
      .describe(
        "Where alerts go besides e-mail and text messages, by name; docs/catalogue/channels.md shows how to set each up.",
      ),
    routes: list(route, "routes")
      .optional()
      .describe("Which alerts go to which channels. Each route that fits adds its channels."),
    default: channels("Channels of alerts that no route fits, and of Palisade's own alarms.").optional(),
    quietHours: quietHours.optional().describe("When mild alerts wait for the digest instead of a channel."),
    digest: digest
      .optional()
      .describe(
        "When a summary of the day is sent, to people and default channels; or false. Default: at the end of quietHours, without these false.",
      ),
    rateCap: messagesAnHour.describe(
      "Most messages an hour and channel, and as many again that are critical; what is above is folded into one message. Default: 60.",
    ),
    detections: z
      .record(detectionId, detection, {
        error: say({
          what: "not a map of detections",
          expected: "ids such as s3.denied-inside-allowlist: {enabled: true}",
          fix: "or leave detections out",
        }),
      })
      .optional()
      .describe("Detections to tune or switch on or off, by id."),
    suppressions: list(suppression, "suppressions")
      .optional()
      .describe("Matches that nobody wants to hear of, each with a reason, an owner and an end."),
    trust: trust.optional().describe("Whom detections take for one of yours."),
    decoys: list(decoy, "buckets")
      .optional()
      .describe("Buckets, or bucket/prefix of keys, that nobody has business with: any touch of them is an alert."),
    enrich: enrich.optional().describe("What else alerts say, looked up without asking anybody outside the account."),
    logRetentionDays: oneOf(LOG_RETENTION_DAYS, "choose one of these")
      .optional()
      .describe("Days to keep the functions' logs. Default: 30."),
    kms: text(/^(?:create|aws-owned|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+)$/, {
      what: "not a choice of keys",
      expected: "create, aws-owned or the ARN of a key",
      fix: "write kms: create for a key of your own",
    })
      .optional()
      .describe("Encryption of queue, topic, table and logs: create, aws-owned, or a key's ARN. Default: create."),
    debug: flag("Whether every event of the buckets is also written to a log group. Default: false."),
    hunting: hunting
      .optional()
      .describe("Athena tables, queries and a workgroup over the logs; docs/guides/hunting.md. Default: false, none."),
    services: services
      .optional()
      .describe("AWS services that find things, to switch on in every region here. Default: none of them."),
    names: names.optional().describe("Physical names, where the defaults do not suit."),
  },
  "project, account, region and perimeters",
);

/** What a valid file holds, before defaults. */
export type PalisadeFile = z.output<typeof fileSchema>;
