/** Which configuration to load: the `--config` option, else `PALISADE_CONFIG`, else `palisade.yaml` in the working directory. */
export function configPath(
  option: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return option || environment["PALISADE_CONFIG"] || "palisade.yaml";
}
