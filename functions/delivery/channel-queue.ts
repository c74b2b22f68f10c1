/** As SQS hands it to a function. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: { readonly ApproximateReceiveCount: string };
}

export interface ChannelQueue {
  /** Lets the message come again after that time. */
  hide(message: QueuedMessage, forMs: number): Promise<void>;
  /** Puts a message of the function's own into the queue, which comes out after that time, or after the longest that SQS holds one back. */
  sendLater(body: string, afterMs: number): Promise<void>;
  /** Copies the message to the dead letters, with the reason as its attribute `reason`. */
  bury(message: QueuedMessage, reason: string): Promise<void>;
}
