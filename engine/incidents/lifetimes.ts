/** SQS keeps nothing for longer, and every queue and dead-letter queue here keeps what it holds for as long. */
export const MESSAGE_DAYS = 14;

/**
 * How long records in the incidents table are kept, in days. A record must outlive whatever refers to it: a message that comes again after
 * its record has expired is taken for a new one, or announces nothing.
 *
 * SQS lets a message that it moves to the dead letters keep its age, so queue and dead letters hold an event for `MESSAGE_DAYS` together.
 * What is redriven is new, and so is what a channel's function puts into the dead letters itself. Two more days are room for EventBridge's
 * retries and for clocks.
 */
export const KEPT_DAYS = {
  /** That an event was counted, and what counts towards a window: for as long as the event may come, and come again redriven. */
  event: 2 * MESSAGE_DAYS + 2,
  /** What became of an alert in a channel, and the counts of an hour that it may carry: in the queue, dead, and redriven. */
  delivery: 3 * MESSAGE_DAYS + 2,
  /** Where an incident's messages are, and until when it is open at the vendor: as long as the incident itself. */
  thread: 90,
  incident: 90,
  /** Numbers of a day, of which a digest looks back on fifteen. */
  day: 60,
} as const;
