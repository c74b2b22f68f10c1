import type { PalisadeConfig } from "../../config/config";
import { channelNames } from "../../config/derived/channel-names";
import { chainRegions } from "../doctor/expected-rules";

/** A queue of messages that came to nothing, and where they go through again. */
export interface DeadLetterQueue {
  readonly name: string;
  readonly region: string;
  /** In the home region. */
  readonly queue: string;
  /** The channel that did not take them, which are alerts; absent where they are events that the detector did not take. */
  readonly channel?: string;
  /** Where notifications of access logs go through again, in the home region; absent where there can be none among them. */
  readonly logQueue?: string;
}

/** Every dead-letter queue of the configuration: the events' in each region, the access logs' and each channel's at home. */
export function deadLetterQueues(config: PalisadeConfig): readonly DeadLetterQueue[] {
  const { deadLetterQueue, queue, accessLogsDeadLetterQueue, accessLogsQueue: logQueue } = config.names;
  const { region: home, accessLogs } = config;
  return [
    ...chainRegions(config).map((region) => ({
      name: deadLetterQueue,
      region,
      queue,
      ...(accessLogs && region !== home && { logQueue }),
    })),
    ...(accessLogs ? [{ name: accessLogsDeadLetterQueue, region: home, queue: logQueue, logQueue }] : []),
    ...config.channels.map(({ name: channel }) => {
      const names = channelNames(config, channel);
      return { name: names.deadLetterQueue, region: config.region, queue: names.queue, channel };
    }),
  ];
}
