import { ACTORS } from "../actors";
import { managementRecord } from "../record";
import type { Scenario } from "../scenario";

/** Blinding comes first. */
export const trailStopped: Scenario = {
  id: "trail-stopped",
  story: "The trail that records all this is stopped",
  raises: ["account.pipeline-tampered"],
  play: (stage) => [
    managementRecord(stage, {
      minute: 3,
      who: ACTORS.stolenUser(stage),
      from: stage.outside,
      service: "cloudtrail",
      name: "StopLogging",
      parameters: {
        name: `arn:${stage.partition}:cloudtrail:${stage.region}:${stage.account}:trail/${stage.trail}`,
      },
    }),
  ],
};
