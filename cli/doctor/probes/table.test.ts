import { describeFaults } from "../../../testing/contracts/describe-faults";
import { healthyAnswer, missing } from "../../../testing/fixtures/doctor-fixture";
import { table } from "./table";

const changed = (change: object) => ({
  DescribeTable: () => {
    const { Table } = healthyAnswer("DescribeTable") as { readonly Table: object };
    return { Table: { ...Table, ...change } };
  },
});
const SUBJECT = "table palisade-incidents";

describeFaults(table, [
  [
    "a table that is gone",
    { DescribeTable: missing("ResourceNotFoundException") },
    { subject: SUBJECT, why: "does not exist" },
  ],
  ["a table that is being deleted", changed({ TableStatus: "DELETING" }), { subject: SUBJECT, why: "is DELETING" }],
  [
    "another key",
    changed({ KeySchema: [{ AttributeName: "id", KeyType: "HASH" }] }),
    { subject: SUBJECT, why: "another key than pk" },
  ],
  ["a missing index", changed({ GlobalSecondaryIndexes: undefined }), { subject: SUBJECT, why: "no index open" }],
  [
    "a table that keeps everything",
    { DescribeTimeToLive: () => ({ TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } }) },
    { subject: `${SUBJECT}, time to live`, why: "for ever" },
  ],
]);
