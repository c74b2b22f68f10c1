/** Clients with a window or a copy engine, by the beginning of their user agent. */
export const UNCOMMON_CLIENTS = [
  "S3 Browser",
  "Cyberduck",
  "Mountain Duck",
  "rclone",
  "MSP360",
  "CloudBerry",
  "WinSCP",
  "FileZilla",
  "S3 Explorer",
  "s5cmd",
] as const;
