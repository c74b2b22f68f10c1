import { type Fields, fieldsOf, textOf } from "@palisade/engine/events/fields";
import { code, codes, type Finding, loud, quiet } from "./finding";
import type { PlanChange } from "./plan-change";

const SWITCHES = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/** What happens to a bucket's public access block. */
export function comparePublicAccess({ before, after, afterUnknown }: PlanChange): readonly Finding[] {
  if (!after) return [loud("**The public access block goes away**")];
  return SWITCHES.flatMap((name) => {
    if (afterUnknown[name] === true) return [loud(`**Known only after apply:** ${code(name)}`)];
    const isOn = after[name] === true;
    const wasOn = before?.[name] === true;
    if (wasOn && !isOn) return [loud(`**Public access block weakens:** ${code(name)} is switched off`)];
    return isOn && !wasOn ? [quiet(`Public access block: ${code(name)} is switched on`)] : [];
  });
}

/** Where a bucket's access logs go, which is one place: what read them where they went before reads no more of them. */
export function compareLogging({ before, after, afterUnknown }: PlanChange): readonly Finding[] {
  if (!after) return [loud("**The bucket's access logs are switched off**")];
  const was = textOf(before?.["target_bucket"]);
  const is = textOf(after["target_bucket"]);
  // A name that a plan does not know yet is that of a bucket that it makes.
  const where = is !== undefined && afterUnknown["target_bucket"] !== true ? code(is) : "a new bucket";
  if (was !== undefined) return was === is ? [] : [loud(`**Access logs go to ${where} instead of ${code(was)}**`)];
  return [quiet(`Access logs go to ${where}, and no longer to wherever they may have gone before`)];
}

/** What a trail no longer records, or records anew. */
export function compareTrail({ before, after, afterUnknown }: PlanChange): readonly Finding[] {
  if (!after) return [loud("**The trail goes away: nothing is recorded, and nothing is detected**")];
  const wasLogging = before?.["enable_logging"] !== false;
  const stops = wasLogging && after["enable_logging"] === false;
  return [
    ...(stops ? [loud("**The trail stops logging**")] : []),
    ...(afterUnknown["advanced_event_selector"] === true
      ? [loud("**Known only after apply:** what the trail selects")]
      : compareSelected(selected(before), selected(after))),
  ];
}

function compareSelected(before: readonly string[], after: readonly string[]): readonly Finding[] {
  const lost = before.filter((value) => !after.includes(value));
  const gained = after.filter((value) => !before.includes(value));
  return [
    ...(lost.length > 0 ? [loud(`**No longer recorded:** ${codes(lost)}`)] : []),
    ...(gained.length > 0 ? [quiet(`Recorded from now on: ${codes(gained)}`)] : []),
  ];
}

/** Each value of each selector's fields, as `resources.ARN starts_with arn:…`. */
function selected(trail: Fields | undefined): readonly string[] {
  const texts = listOf(trail?.["advanced_event_selector"]).flatMap((selector) =>
    listOf(fieldsOf(selector)["field_selector"]).flatMap((field) => selectorTexts(fieldsOf(field))),
  );
  return [...new Set(texts)];
}

function selectorTexts(selector: Fields): readonly string[] {
  return Object.entries(selector).flatMap(([operator, values]) =>
    operator === "field"
      ? []
      : listOf(values).map((value) => `${textOf(selector["field"]) ?? ""} ${operator} ${String(value)}`),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
