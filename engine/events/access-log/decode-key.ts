const ENCODED = /[%+]/;

/**
 * An object's key as it is in the bucket. S3 encodes keys as forms do, with `+` for a space, and most of its lines hold the result encoded
 * once more. The request URI, where there is one, shows how often it was; without one, twice is what S3 does. Never throws: what is not
 * encoded well stays as it is.
 */
export function decodeKey(key: string, requestUri: string, bucket: string): string {
  if (!ENCODED.test(key)) return key;
  const once = percentDecoded(key) ?? key;
  const twice = formDecoded(once) ?? once;
  if (twice === once && once === key) return key;
  const asked = pathOf(requestUri);
  if (asked === undefined) return twice;
  const isAsked = (decoded: string) => asked === `/${decoded}` || asked === `/${bucket}/${decoded}`;
  return (
    [twice, percentDecoded(once), once, formDecoded(key), key].find((one) => one !== undefined && isAsked(one)) ?? twice
  );
}

/** The path that was asked for, as S3 takes it: there, too, `+` is a space. */
function pathOf(requestUri: string): string | undefined {
  const start = requestUri.indexOf(" /");
  if (start < 0) return undefined;
  const end = requestUri.slice(start + 1).search(/[ ?]/);
  return formDecoded(end < 0 ? requestUri.slice(start + 1) : requestUri.slice(start + 1, start + 1 + end));
}

function formDecoded(text: string): string | undefined {
  return percentDecoded(text.replaceAll("+", " "));
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
