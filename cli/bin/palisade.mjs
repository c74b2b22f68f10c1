#!/usr/bin/env node
import { loadBundle } from "../../scripts/load-bundle.mjs";
import { buildCli } from "../build.mjs";

loadBundle(await buildCli());
