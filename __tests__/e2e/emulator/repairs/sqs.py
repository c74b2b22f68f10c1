"""SQS: attributes that a second plan finds as they were applied, and no message lost between threads."""

import functools
import json
import threading

from moto.sqs.models import Queue

_messages = threading.RLock()


def repair() -> None:
    _repair_attributes()
    _repair_locking()


def one_at_a_time():
    """Holds off other writers of queues while messages are received."""
    return _messages


def _repair_attributes() -> None:
    plain = Queue.attributes.fget

    # Plain: RedrivePolicy comes back with blanks that nobody sent, so every plan wants to write it again.
    def attributes(self):
        found = plain(self)
        if self.redrive_policy:
            found["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
        return found

    Queue.attributes = property(attributes)


def _repair_locking() -> None:
    # Plain: deleting a message copies the queue's list and puts the copy in its place; a message that another thread sent
    # meanwhile is lost. Sending also invokes the queue's function inside the sender's request, one message at a time:
    # `event_source_mapping` does that instead, so a message is only added here.
    def add_message(self, message):
        with _messages, self._messages_lock:
            self._messages.append(message)
            self._messages_lock.notify_all()

    plain_delete = Queue.delete_message

    @functools.wraps(plain_delete)
    def delete_message(self, receipt_handle):
        with _messages:
            plain_delete(self, receipt_handle)

    Queue.add_message = add_message
    Queue.delete_message = delete_message
