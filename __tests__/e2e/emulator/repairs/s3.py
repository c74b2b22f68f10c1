"""S3: a bucket policy's statement applies only under its conditions."""

import json

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket


def repair() -> None:
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
