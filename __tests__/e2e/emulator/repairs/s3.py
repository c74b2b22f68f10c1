"""S3: a bucket policy's statement applies only under its conditions, and settings are found as they were written."""

import json

from moto.core.responses import ActionResult
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response


def repair() -> None:
    _repair_policies()
    _repair_logging()
    _repair_notifications()


def _repair_policies() -> None:
    # Plain: conditions are not read, so `Deny` unless over TLS denies every request for an object, Terraform's for its
    # state among them. Statements with conditions are left out here: the emulator never denies what AWS may allow.
    FakeBucket.get_permission = _get_permission


def _get_permission(bucket, action: str, resource: str):
    if bucket.policy is None:
        return PermissionResult.NEUTRAL
    policy = json.loads(bucket.policy)
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    unconditional = [statement for statement in statements if "Condition" not in statement]
    return IAMPolicy(json.dumps({**policy, "Statement": unconditional})).is_action_permitted(action, resource)


def _repair_logging() -> None:
    plain = S3Response.get_bucket_logging

    # Plain: the format of the logs' keys is not said, so every plan wants to write it again.
    def get_bucket_logging(self):
        logging = self.backend.get_bucket_logging(self.bucket_name)
        key_format = (logging or {}).get("TargetObjectKeyFormat")
        if not key_format:
            return plain(self)
        self.data["Action"] = "GetBucketLogging"
        enabled = {name: logging[name] for name in ("TargetBucket", "TargetPrefix")}
        enabled["TargetObjectKeyFormat"] = {name: value or {} for name, value in key_format.items()}
        return self.serialized(ActionResult({"LoggingEnabled": enabled}))

    S3Response.get_bucket_logging = get_bucket_logging
    # Plain: each request puts a log at once, of one line that S3 would not write: its fields have other places and no quotes. S3 takes
    # hours, so nothing is delivered here, and the tests put logs themselves.
    S3Backend.log_incoming_request = lambda *_: None


def _repair_notifications() -> None:
    plain = S3Response.get_bucket_notification

    # Plain: that EventBridge is told is not said, so every plan wants to switch it on again.
    def get_bucket_notification(self):
        found = self.backend.get_bucket_notification_configuration(self.bucket_name)
        if found is None or found.event_bridge is None or found.queue or found.topic or found.cloud_function:
            return plain(self)
        self.data["Action"] = "GetBucketNotificationConfiguration"
        return self.serialized(ActionResult({"EventBridgeConfiguration": {}}))

    S3Response.get_bucket_notification = get_bucket_notification
