import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { NotifierSettings } from "@palisade/engine/channels/notifier-settings";
import type { DigestSettings } from "@palisade/engine/digest/digest-settings";
import type { DetectorSettings } from "@palisade/engine/settings";
import type { WatchedRegion } from "./requirements";
import { ELSEWHERE_FILE, SETTINGS_FILE } from "./requirements";

/** The settings that synth put beside the bundle; throws where they are not there or are no settings. */
export function readSettings(folder = __dirname): DetectorSettings {
  const { path, value } = readJson(folder);
  const settings = value as Partial<DetectorSettings> | null;
  if (typeof settings?.project !== "string" || !Array.isArray(settings.perimeters)) {
    throw new Error(
      `${path} holds no detector settings, expected project and perimeters, fix: synthesize and deploy again`,
    );
  }
  return settings as DetectorSettings;
}

/** As {@link readSettings}, for the function of one channel. */
export function readNotifierSettings(folder = __dirname): NotifierSettings {
  const { path, value } = readJson(folder);
  const settings = value as Partial<NotifierSettings> | null;
  if (typeof settings?.name !== "string" || typeof settings.channel?.kind !== "string") {
    throw new Error(`${path} holds no notifier settings, expected name and channel, fix: synthesize and deploy again`);
  }
  return settings as NotifierSettings;
}

/** As {@link readSettings}, for the function that writes the digest. */
export function readDigestSettings(folder = __dirname): DigestSettings {
  const { path, value } = readJson(folder);
  const settings = value as Partial<DigestSettings> | null;
  if (typeof settings?.alarmPrefix !== "string" || !Array.isArray(settings.deadLetterQueues)) {
    throw new Error(
      `${path} holds no digest settings, expected alarmPrefix and deadLetterQueues, fix: synthesize and deploy again`,
    );
  }
  return settings as DigestSettings;
}

/** The alarms of other regions; none where synth wrote no file of them. */
export function readElsewhere(folder = __dirname): readonly WatchedRegion[] {
  if (!existsSync(join(folder, ELSEWHERE_FILE))) return [];
  const { path, value } = readJson(folder, ELSEWHERE_FILE);
  if (!Array.isArray(value)) {
    throw new Error(`${path} holds no regions, expected a list of them, fix: synthesize and deploy again`);
  }
  return value as readonly WatchedRegion[];
}

function readJson(folder: string, name = SETTINGS_FILE): { readonly path: string; readonly value: unknown } {
  const path = join(folder, name);
  return { path, value: JSON.parse(readFileSync(path, "utf8")) };
}
