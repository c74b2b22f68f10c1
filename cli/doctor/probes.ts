import type { Probe } from "./probe";
import { accessLogs } from "./probes/access-logs";
import { bucketPolicies } from "./probes/bucket-policies";
import { channels } from "./probes/channels";
import { clock } from "./probes/clock";
import { digest } from "./probes/digest";
import { functions } from "./probes/functions";
import { identity } from "./probes/identity";
import { key } from "./probes/key";
import { queues } from "./probes/queues";
import { roles } from "./probes/roles";
import { rules } from "./probes/rules";
import { subscriptions } from "./probes/subscriptions";
import { table } from "./probes/table";
import { targets } from "./probes/targets";
import { topic } from "./probes/topic";
import { trail } from "./probes/trail";

/** Everything that `palisade doctor` looks at, in the order in which an event comes by. A probe stands after those that it needs. */
export const PROBES: readonly Probe[] = [
  identity,
  bucketPolicies,
  trail,
  rules,
  targets,
  queues,
  functions,
  accessLogs,
  roles,
  table,
  key,
  topic,
  subscriptions,
  channels,
  digest,
  clock,
];
