import * as z from "zod";
import { fileSchema } from "../../../config/sections/registry";

/** The JSON Schema of `palisade.yaml` as text, for editors; draft 7 is what YAML editors read. */
export function jsonSchema(): string {
  const schema = z.toJSONSchema(fileSchema, { io: "input", target: "draft-07" });
  return `${JSON.stringify({ title: "Palisade configuration", ...schema }, undefined, 2)}\n`;
}
