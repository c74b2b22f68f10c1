const PARTS = 6;

/** Splits an ARN into its six parts, of which the last keeps its colons; undefined when there are fewer. */
export function splitArn(arn: string): readonly string[] | undefined {
  const parts = arn.split(":");
  if (parts.length < PARTS) return undefined;
  return [...parts.slice(0, PARTS - 1), parts.slice(PARTS - 1).join(":")];
}

/** `*` and `?` over one part, in time proportional to pattern times text at worst and without a regular expression. */
export function matchesGlob(pattern: string, text: string): boolean {
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
 * Case counts; what has fewer than six parts matches nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileArnPattern(pattern: string): (arn: string) => boolean {
  const tests = splitArn(pattern)?.map(compileGlob);
  if (!tests) return () => false;
  // The detector asks this of every refusal, and most ARNs fail early: no list of parts is made.
  return (arn) => {
    let from = 0;
    for (let part = 0; part < PARTS - 1; part++) {
      const colon = arn.indexOf(":", from);
      if (colon < 0 || !tests[part]?.(arn.slice(from, colon))) return false;
      from = colon + 1;
    }
    return tests[PARTS - 1]?.(arn.slice(from)) ?? false;
  };
}

function compileGlob(glob: string): (text: string) => boolean {
  return /[*?]/.test(glob) ? (text) => matchesGlob(glob, text) : (text) => text === glob;
}

/**
 * One anchored RE2 expression for exactly the ARNs that one of the patterns matches, for Terraform's `regex()`; undefined when
 * there is no pattern.
 */
export function arnPatternsToRegex(patterns: readonly string[]): string | undefined {
  const alternatives = patterns.flatMap((pattern) => splitArn(pattern)?.map(globToRegex).join(":") ?? []);
  return alternatives.length === 0 ? undefined : `^(?:${alternatives.join("|")})$`;
}

function globToRegex(glob: string, part: number): string {
  const any = part === PARTS - 1 ? "." : "[^:]";
  return glob.replace(/[\\^$.*+?()[\]{}|]/g, (char) => (char === "*" ? `${any}*` : char === "?" ? any : `\\${char}`));
}
