import { createHash } from "node:crypto";
import { raw } from "hono/html";
import { type Markup, markup } from "./markup";

export interface HtmlPage {
  readonly title: string;
  readonly style: string;
  readonly body: Markup;
}

/**
 * One file without anything from elsewhere: no script, no font, no picture. The policy in it forbids browsers to load or run anything,
 * whatever a log may have brought in.
 */
export function htmlPage({ title, style, body }: HtmlPage): string {
  const hash = createHash("sha256").update(style).digest("base64");
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${body}
</body>
</html>
`;
  return String(page);
}
