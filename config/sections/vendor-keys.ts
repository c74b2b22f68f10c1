import type { ChannelKey } from "@palisade/engine/channels/channel-key";
import { VENDORS } from "@palisade/engine/channels/registry";
import type * as z from "zod";
import { oneOf, text } from "../fields/schema-builders";
import { secretName } from "../fields/secret-name";

type Vendors = typeof VENDORS;
type VendorKey = { [Kind in keyof Vendors]: keyof Vendors[Kind]["keys"] }[keyof Vendors];

/** The keys that vendors take, each with the kinds that take it; a key of several kinds means the same in each. */
export function vendorKeys(): Readonly<Record<VendorKey, z.ZodOptional<z.ZodType<string>>>> {
  const all = Object.values(VENDORS).flatMap(({ kind, keys }) =>
    Object.entries<ChannelKey>(keys).map(([name, key]) => ({ name, key, kind })),
  );
  const shape = all.map(({ name, key }) => {
    const kinds = all.flatMap((one) => (one.name === name ? [one.kind] : []));
    return [name, schemaOf(key, kinds)] as const;
  });
  return Object.fromEntries(shape) as ReturnType<typeof vendorKeys>;
}

function schemaOf(key: ChannelKey, kinds: readonly string[]): z.ZodOptional<z.ZodType<string>> {
  const about = `Of ${kinds.join(", ").replace(/, ([^,]*)$/, " and $1")}${key.when ?? ""}: ${key.about}`;
  switch (key.form) {
    case "secret":
      return secretName(about);
    case "text":
      return text(key.pattern, key).optional().describe(`${about}.`);
    case "choice":
      return oneOf(key.choices, key.fix).optional().describe(`${about}.`);
  }
}
