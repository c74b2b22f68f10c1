#!/usr/bin/env node
import { createRequire } from "node:module";
import { buildCli } from "../build.mjs";

// Imported, the file would first be searched for exports that nobody asks for.
createRequire(import.meta.url)(await buildCli());
