import type { Statement } from "./policy-document";

/** Rights over everything of a kind that a policy gives. */
export interface WideRights {
  /** `*`, `s3:*`, `everything but iam:*`. */
  readonly actions: readonly string[];
  /** Every statement that gives them does so under conditions. */
  readonly isConditional: boolean;
}

/** Services whose every action is worth as much as all of them: a principal that may change identities or read all data has the account. */
const WIDE: ReadonlySet<string> = new Set(["*", "*:*", "iam:*", "s3:*"]);

/** Undefined where no statement gives all actions, or all of IAM or S3, on all resources. */
export function wideRightsOf(statements: readonly Statement[]): WideRights | undefined {
  const wide = statements.filter((statement) => statement.effect === "Allow" && isEverywhere(statement));
  const given = wide.map((statement) => ({ statement, actions: wideActions(statement) }));
  const giving = given.filter(({ actions }) => actions.length > 0);
  if (giving.length === 0) return undefined;
  return {
    actions: [...new Set(giving.flatMap(({ actions }) => actions))],
    isConditional: giving.every(({ statement }) => statement.conditions.length > 0),
  };
}

function wideActions({ actions, notActions }: Statement): readonly string[] {
  if (notActions.length > 0) return [`everything but ${notActions.slice(0, 5).join(", ")}`];
  return actions.filter((action) => WIDE.has(action.toLowerCase()));
}

function isEverywhere({ resources, notResources }: Statement): boolean {
  return notResources.length > 0 || resources.some((one) => one === "*" || one.endsWith(":::*") || one === "arn:*");
}
