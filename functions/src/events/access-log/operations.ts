const READS = /^(?:REST|WEBSITE)\.(?:GET|HEAD|OPTIONS)\.|^REST\.POST\.SELECT$|_GET$/;

/** Whether an operation, `REST.GET.OBJECT`, leaves all as it is. The side of a copy that is read from ends in `_GET`. */
export function isReadOperation(operation: string): boolean {
  return READS.test(operation);
}
