import { copyOut } from "../copy-out";
import type { Scenario } from "../scenario";

/** Inside AWS, so that no network ever sees it. */
export const externalCopy: Scenario = {
  id: "external-copy",
  story: "Objects are copied, one call each, into a bucket of someone else's account",
  raises: ["s3.copied-to-foreign-account"],
  play: (stage) => copyOut(stage, { name: "CopyObject", count: 12 }),
};
