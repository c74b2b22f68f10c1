const PARTS = 6;

/** Splits an ARN into its six parts; the last keeps its colons. */
function splitArn(arn: string): readonly string[] | undefined {
  const parts = arn.split(":");
  if (parts.length < PARTS) return undefined;
  return [...parts.slice(0, PARTS - 1), parts.slice(PARTS - 1).join(":")];
}

/** `*` and `?` over one part, in time proportional to pattern times text at worst and without a regular expression. */
function matchesGlob(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    // The star is looked at first: a literal "*" in the text must not consume it as an ordinary character.
    if (pattern[p] === "*") {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/**
 * IAM's `ArnLike`: each of the six parts is compared on its own, so a wildcard never reaches over a colon except within the last part.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileArnPattern(pattern: string): (arn: string) => boolean {
  const wanted = splitArn(pattern);
  return (arn) => {
    const parts = splitArn(arn);
    return !!wanted && !!parts && wanted.every((glob, i) => matchesGlob(glob, parts[i] as string));
  };
}

/** The same pattern as an anchored RE2 expression, for Terraform's `regex()`. */
export function arnPatternToRegex(pattern: string): string {
  const parts = splitArn(pattern) ?? [pattern];
  const regexes = parts.map((part, i) => {
    const any = i === PARTS - 1 ? "." : "[^:]";
    return part
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", `${any}*`)
      .replaceAll("?", any);
  });
  return `^${regexes.join(":")}$`;
}

/** What is wrong with an entry of `principals`, or undefined. */
export function checkPrincipalPattern(text: string): { readonly problem: string; readonly fix: string } | undefined {
  const example = "write a full ARN such as arn:aws:iam::111122223333:role/break-glass";
  const parts = splitArn(text);
  if (!parts || parts[0] !== "arn" || /\s/.test(text)) return { problem: "not an ARN", fix: example };
  const [, , service, , account, resource] = parts as [string, string, string, string, string, string];
  if (service === "sts" && resource.startsWith("assumed-role/")) {
    return {
      problem: "a session's ARN, which aws:PrincipalArn never holds",
      fix: `write the role: arn:${parts[1]}:iam::${account}:role/${resource.split("/")[1] ?? "NAME"}`,
    };
  }
  if (service !== "iam" && service !== "sts") return { problem: "not the ARN of a principal", fix: example };
  const serviceLinked = resource.startsWith("role/aws-service-role/");
  if (!/^\d{12}$/.test(account) && !serviceLinked) {
    return {
      problem: "an exemption without one account: any account could make a principal of that name",
      fix: "write the 12-digit account id",
    };
  }
  return resource === "" ? { problem: "an ARN without a resource", fix: example } : undefined;
}
