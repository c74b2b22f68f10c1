import { writeFileSync } from "node:fs";
import { jsonSchema } from "./json-schema";

writeFileSync("palisade.schema.json", jsonSchema());
