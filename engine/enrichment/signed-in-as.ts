import { type Enricher, NOTHING_KNOWN } from "./enricher";

/** Who is behind a role, where the record said so. */
export const SIGNED_IN_AS: Enricher = {
  name: "signed-in-as",
  enrich: ({ signedInAs }) =>
    signedInAs === undefined ? NOTHING_KNOWN : { rows: [{ label: "Signed in as", value: signedInAs }] },
};
