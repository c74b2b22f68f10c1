/** The part of an object's key after its last slash; undefined for folders and where there is no key. */
export function baseName(key: string | undefined): string | undefined {
  const name = key?.slice(key.lastIndexOf("/") + 1);
  return name === "" ? undefined : name;
}

/** The part of a name after its last dot, as it is written; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot === -1 ? "" : name.slice(dot + 1);
}
