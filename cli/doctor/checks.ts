import type { Check } from "./check";
import { accessLogs } from "./checks/access-logs";
import { bucketPolicies } from "./checks/bucket-policies";
import { channels } from "./checks/channels";
import { clock } from "./checks/clock";
import { digest } from "./checks/digest";
import { functions } from "./checks/functions";
import { identity } from "./checks/identity";
import { key } from "./checks/key";
import { queues } from "./checks/queues";
import { roles } from "./checks/roles";
import { rules } from "./checks/rules";
import { subscriptions } from "./checks/subscriptions";
import { table } from "./checks/table";
import { targets } from "./checks/targets";
import { topic } from "./checks/topic";
import { trail } from "./checks/trail";

/** Everything that `palisade doctor` looks at, in the order in which an event comes by. A check stands after those that it needs. */
export const CHECKS: readonly Check[] = [
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
