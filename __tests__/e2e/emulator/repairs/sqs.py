"""SQS: attributes that a second plan finds as they were applied, no message lost between threads, and dead letters that move."""

import functools
import json
import threading

from moto.core.responses import ActionResult
from moto.sqs.models import Queue
from moto.sqs.responses import SQSResponse

_messages = threading.RLock()
_moved: dict[str, dict] = {}


def repair() -> None:
    _repair_attributes()
    _repair_locking()
    _add_move_tasks()


def one_at_a_time():
    """Holds off other writers of queues while messages are received."""
    return _messages


def _repair_attributes() -> None:
    plain = Queue.attributes.fget

    # Plain: RedrivePolicy comes back with blanks that no one sent, so every plan wants to write it again.
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


def _add_move_tasks() -> None:
    # Plain: StartMessageMoveTask and ListMessageMoveTasks answer 500 (not implemented), so no dead letter can be sent again.
    # Here a move is over before it is asked about. As in SQS, a moved message is a new one that keeps body and attributes.
    def start_message_move_task(self):
        source, destination = self._get_param("SourceArn"), self._get_param("DestinationArn")
        count = 0
        with _messages:
            dead = self.sqs_backend.get_queue(source.split(":")[-1])
            for message in list(dead._messages):
                self.sqs_backend.send_message(
                    destination.split(":")[-1], message.body, message_attributes=message.message_attributes
                )
                dead._messages.remove(message)
                count += 1
        _moved[source] = {"Status": "COMPLETED", "SourceArn": source, "ApproximateNumberOfMessagesMoved": count}
        return ActionResult({"TaskHandle": source})

    def list_message_move_tasks(self):
        task = _moved.get(self._get_param("SourceArn"))
        return ActionResult({"Results": [] if task is None else [task]})

    SQSResponse.start_message_move_task = start_message_move_task
    SQSResponse.list_message_move_tasks = list_message_move_tasks
