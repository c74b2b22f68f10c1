"""The AWS emulator of the end-to-end tests: moto_server, with faults repaired in its process.

No file of moto is edited. Each repair names the failure of the plain emulator that it removes, and only failures that
this project meets are repaired. What passes here passed against a modified emulator, not against AWS.

usage: python3 __tests__/e2e/emulator --port PORT --node NODE [--redeliver-after SECONDS] [--vendors FILE --vendor-certificates FILE]
"""

import argparse
import os
import threading
import time

from moto.server import main as serve_moto

from repairs import athena, cloudtrail, dynamodb, event_source_mapping, eventbridge, function, s3, sqs


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--node", required=True, help="the Node that runs deployed functions")
    parser.add_argument(
        "--redeliver-after",
        type=float,
        help="seconds until a failed message comes back; default: the queue's own visibility timeout",
    )
    parser.add_argument("--vendors", help="JSON: the hosts of the internet that functions reach, each with a local port")
    parser.add_argument("--vendor-certificates", help="PEM: what functions trust besides")
    options = parser.parse_args()

    athena.repair()
    cloudtrail.repair()
    dynamodb.repair()
    eventbridge.repair()
    s3.repair()
    sqs.repair()
    function.repair(
        node=options.node,
        endpoint=f"http://127.0.0.1:{options.port}",
        vendors=options.vendors,
        vendor_certificates=options.vendor_certificates,
    )
    event_source_mapping.repair(redeliver_after=options.redeliver_after)

    threading.Thread(target=end_with_parent, daemon=True).start()
    serve_moto(["--host", "127.0.0.1", "--port", str(options.port)])


def end_with_parent() -> None:
    """A test run that is killed leaves no server behind."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


if __name__ == "__main__":
    main()
