/** A text that Terraform takes as it stands: `${` and `%{` would begin an expression, and IAM's policy variables look so. */
export function terraformLiteral(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}
