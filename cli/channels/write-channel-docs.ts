// Writes docs/channels.md from the channels' message builders.
import { writeFileSync } from "node:fs";
import { channelDocs } from "./docs";

writeFileSync("docs/channels.md", channelDocs());
