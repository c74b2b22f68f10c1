#!/usr/bin/env node
import { pathToFileURL } from "node:url";
import { buildCli } from "../build.mjs";

await import(pathToFileURL(await buildCli()).href);
