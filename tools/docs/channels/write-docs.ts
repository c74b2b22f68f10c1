// Writes docs/catalogue/channels.md from the channels' message builders.
import { writeFileSync } from "node:fs";
import { channelDocs } from "./docs";

writeFileSync("docs/catalogue/channels.md", channelDocs());
