"""Lambda's SQS poller: batches, partial failures and retries as Lambda does them.

Plain: the mapping invokes the function inside the sender's request, one message at a time with a receive count that is
always 1, takes any answer that is not an error as success of all, and knows no batchItemFailures.

It differs from Lambda in three ways: one batch at a time, a batching window of at most one second, and, when asked,
failed messages that come back sooner than the queue's visibility timeout.
"""

import json
import threading
import time
import traceback

from moto.awslambda.models import lambda_backends
from moto.sqs.models import sqs_backends

from . import sqs


def repair(redeliver_after: float | None) -> None:
    threading.Thread(target=_poll_for_ever, args=(redeliver_after,), daemon=True).start()


def _poll_for_ever(redeliver_after: float | None) -> None:
    while True:
        time.sleep(0.1)
        try:
            for backend in _backends():
                for mapping in list(backend._event_source_mappings.values()):
                    if mapping.enabled and ":sqs:" in mapping.event_source_arn:
                        _poll(backend, mapping, redeliver_after)
        except Exception:
            traceback.print_exc()


def _backends():
    for account in list(lambda_backends.values()):
        yield from list(account.values())


def _poll(backend, mapping, redeliver_after: float | None) -> None:
    queues = sqs_backends[backend.account_id][backend.region_name]
    name = mapping.event_source_arn.split(":")[-1]
    queue = queues.queues.get(name)
    if queue is None or not queue.messages:
        return
    time.sleep(min(mapping.max_batch_window or 0, 1))

    with sqs.one_at_a_time():
        messages = queues.receive_message(name, mapping.batch_size, 0, queue.visibility_timeout)
    if not messages:
        return
    failed = _invoke(backend, mapping, messages)
    for message in messages:
        if message.id not in failed:
            queues.delete_message(name, message.receipt_handle)
        elif redeliver_after is not None:
            _show_again(queue, message, redeliver_after)


def _invoke(backend, mapping, messages) -> set[str]:
    """Ids of the messages that failed."""
    everything = {message.id for message in messages}
    headers: dict[str, str] = {}
    event = {"Records": [_record(backend, mapping, message) for message in messages]}
    answer = backend.invoke(mapping.function_arn, None, json.dumps(event), {}, headers)
    if "x-amz-function-error" in headers:
        return everything
    if "ReportBatchItemFailures" not in (mapping.function_response_types or []):
        return set()
    failures = ((json.loads(answer) if answer else None) or {}).get("batchItemFailures") or []
    failed = {failure.get("itemIdentifier") for failure in failures}
    # An identifier that is not in the batch fails the whole batch.
    return failed if failed <= everything else everything


def _record(backend, mapping, message) -> dict:
    return {
        "messageId": message.id,
        "receiptHandle": message.receipt_handle,
        "body": message.body,
        "attributes": {
            "ApproximateReceiveCount": str(message.approximate_receive_count),
            "SentTimestamp": str(message.sent_timestamp),
            "SenderId": message.sender_id,
            "ApproximateFirstReceiveTimestamp": str(message.approximate_first_receive_timestamp),
        },
        "messageAttributes": {},
        "md5OfBody": message.body_md5,
        "eventSource": "aws:sqs",
        "eventSourceARN": mapping.event_source_arn,
        "awsRegion": backend.region_name,
    }


def _show_again(queue, received, seconds: float) -> None:
    for message in queue._messages:
        if message.id == received.id:
            message.visible_at = time.time() * 1000 + seconds * 1000
