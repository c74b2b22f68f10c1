/** A delivery that is not taken; its sender gets the message with the status. */
export class RefusedDelivery extends Error {
  override readonly name = "RefusedDelivery";
  readonly status: 400 | 401 | 403 | 404 | 422 | 502;

  constructor(status: RefusedDelivery["status"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
