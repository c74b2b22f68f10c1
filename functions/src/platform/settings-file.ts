import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DetectorSettings } from "../settings";
import { SETTINGS_FILE } from "./requirements";

/** The settings that synth put beside the bundle; throws where they are not there or are no settings. */
export function readSettings(folder = __dirname): DetectorSettings {
  const path = join(folder, SETTINGS_FILE);
  const value: unknown = JSON.parse(readFileSync(path, "utf8"));
  const settings = value as Partial<DetectorSettings> | null;
  if (typeof settings?.project !== "string" || !Array.isArray(settings.perimeters)) {
    throw new Error(
      `${path} holds no detector settings, expected project and perimeters, fix: synthesize and deploy again`,
    );
  }
  return settings as DetectorSettings;
}
