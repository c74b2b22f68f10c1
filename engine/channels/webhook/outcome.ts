import { type Answer, objectIn, TAKEN, unclear } from "../answer";
import type { Outcome } from "../outcome";

/** What a login or a proxy shows. */
const WEB_PAGE = /^\s*(?:<!doctype html|<html[\s>])/i;

/** A receiver takes a message by any status of success (docs/catalogue/channels.md), unless its body says the contrary, or something else answers. */
export function webhookOutcome(answer: Answer): Outcome {
  if (WEB_PAGE.test(answer.body ?? "")) return unclear(answer, "with a web page, as a login or a proxy does");
  const { ok, success, error } = objectIn(answer) ?? {};
  const says = ok === false || success === false || (typeof error === "string" && error !== "");
  return says ? unclear(answer, "with an error in its body") : TAKEN;
}
