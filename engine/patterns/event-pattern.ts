/** A leaf's condition: a literal, or one of EventBridge's content filters. */
export type Matcher =
  | string
  | number
  | boolean
  | null
  | { readonly prefix: string | { readonly "equals-ignore-case": string } }
  | { readonly suffix: string | { readonly "equals-ignore-case": string } }
  | { readonly "equals-ignore-case": string }
  | { readonly wildcard: string }
  | { readonly cidr: string }
  | { readonly exists: boolean }
  | { readonly numeric: readonly (string | number)[] }
  | { readonly "anything-but": AnythingBut };

type OneOrMany<T> = T | readonly T[];

type AnythingBut =
  | OneOrMany<string>
  | OneOrMany<number>
  | { readonly prefix: OneOrMany<string> }
  | { readonly suffix: OneOrMany<string> }
  | { readonly wildcard: OneOrMany<string> }
  | { readonly "equals-ignore-case": OneOrMany<string> };

/**
 * An EventBridge event pattern: fields AND, a field's matchers OR, `$or` takes alternatives.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export interface EventPattern {
  readonly [field: string]: readonly Matcher[] | EventPattern | readonly EventPattern[];
}
