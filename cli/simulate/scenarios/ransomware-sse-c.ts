import { ACTORS } from "../actors";
import { managementRecord, objectRecord } from "../record";
import type { Scenario } from "../scenario";
import type { Stage } from "../stage";

const OBJECTS = 60;

/** Objects are rewritten under a key that only the attacker has. */
export const ransomwareSseC: Scenario = {
  id: "ransomware-sse-c",
  story:
    "Every object is encrypted anew with a key that only the attacker has, versions are suspended, and a note is left",
  raises: ["s3.versioning-suspended", "s3.customer-key-encryption", "s3.ransom-note"],
  play: (stage) => [
    suspendVersioning(stage),
    ...Array.from({ length: OBJECTS }, (_, i) => encrypt(stage, i)),
    leaveNote(stage),
  ],
};

function suspendVersioning(stage: Stage) {
  return managementRecord(stage, {
    minute: 5,
    who: ACTORS.stolenRole(stage),
    from: stage.inside,
    service: "s3",
    name: "PutBucketVersioning",
    parameters: {
      bucketName: stage.bucket,
      Host: `${stage.bucket}.s3.${stage.region}.amazonaws.com`,
      versioning: "",
      VersioningConfiguration: { Status: "Suspended", xmlns: "http://s3.amazonaws.com/doc/2006-03-01/" },
    },
  });
}

function encrypt(stage: Stage, index: number) {
  const key = `customers/part-${String(index).padStart(3, "0")}.csv`;
  return objectRecord(stage, {
    minute: 8 + index / 6,
    who: ACTORS.stolenRole(stage),
    from: stage.inside,
    name: "CopyObject",
    key,
    parameters: {
      "x-amz-copy-source": `${stage.bucket}/${key}`,
      "x-amz-server-side-encryption-customer-algorithm": "AES256",
    },
    additional: { SSEApplied: "SSE_C" },
  });
}

function leaveNote(stage: Stage) {
  return objectRecord(stage, {
    minute: 22,
    who: ACTORS.stolenRole(stage),
    from: stage.inside,
    name: "PutObject",
    key: "HOW_TO_DECRYPT_FILES.txt",
    bytesIn: 1_420,
  });
}
