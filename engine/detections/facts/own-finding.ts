import { type Fields, textOf } from "../../events/fields";

/** What the generator and the id of all findings begin with that Palisade imports into Security Hub. */
export const OWN_PREFIX = "palisade/";

/** The default product of an account, that of any caller of BatchImportFindings there. */
const DEFAULT_PRODUCT = /:product\/\d{12}\/default$/;

/** Whether Palisade imported it, of this account or another: it alerted before, and an alert on it would be imported again, for ever. */
export function isOwnFinding({ ProductArn, GeneratorId, Id }: Fields): boolean {
  const starts = [GeneratorId, Id].every((text) => textOf(text)?.startsWith(OWN_PREFIX));
  return starts && DEFAULT_PRODUCT.test((textOf(ProductArn) ?? "").slice(-200));
}
