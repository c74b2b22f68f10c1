/** What stands after the last slash of an object's key; undefined for folders and where there is no key. */
export function baseName(key: string | undefined): string | undefined {
  const name = key?.slice(key.lastIndexOf("/") + 1);
  return name === "" ? undefined : name;
}
