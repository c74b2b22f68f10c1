// Writes docs/configuration.md and palisade.schema.json from the sections of the configuration.
import { writeFileSync } from "node:fs";
import { configurationPage } from "./configuration-page";
import { jsonSchema } from "./json-schema";

writeFileSync("docs/configuration.md", configurationPage());
writeFileSync("palisade.schema.json", jsonSchema());
