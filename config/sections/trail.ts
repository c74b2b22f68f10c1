import { keyed, text } from "../fields/schema-builders";
import { type DraftOf, defineSection } from "./section";

const keys = {
  trail: keyed({
    existing: text(/^[\w.:/-]{3,256}$/, {
      what: "not a trail",
      expected: "the name or ARN of a trail",
      fix: "copy it from the CloudTrail console",
    }).describe("Name or ARN of a trail that logs these buckets' data events already."),
  })
    .optional()
    .describe("The trail that records requests. Without it Palisade creates one."),
};

export type TrailDraft = DraftOf<typeof keys>;

export type TrailConfig =
  /** A trail of this account or organisation that already logs; Palisade creates none. */
  | { readonly kind: "existing"; readonly name: string }
  /** Palisade creates the trail, named `names.trail`. */
  | { readonly kind: "create" };

export interface TrailPart {
  readonly trail: TrailConfig;
}

export const trailSection = defineSection({
  keys,
  example: `
trail: { existing: organisation-trail } # without it Palisade creates one
`,
  affects: "the perimeter stack and the hunting stack",
  guide: "guides/trails.md",
  resolve: ({ trail }): TrailPart => ({
    trail: trail ? { kind: "existing", name: trail.existing ?? "" } : { kind: "create" },
  }),
});
