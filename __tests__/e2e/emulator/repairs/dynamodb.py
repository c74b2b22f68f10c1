"""DynamoDB: concurrent writers must not undo each other."""

import functools
import threading

from moto.dynamodb.models import DynamoDBBackend

_writes = threading.RLock()


def repair() -> None:
    # Plain: a transaction that fails puts back the copy of the table it took at its start, and with it undoes what other
    # requests wrote meanwhile; the server answers every request on its own thread.
    for operation in ("transact_write_items", "put_item", "update_item", "delete_item"):
        _one_at_a_time(operation)


def _one_at_a_time(operation: str) -> None:
    plain = getattr(DynamoDBBackend, operation)

    @functools.wraps(plain)
    def locked(*args, **kwargs):
        with _writes:
            return plain(*args, **kwargs)

    setattr(DynamoDBBackend, operation, locked)
