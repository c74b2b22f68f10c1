"""CloudTrail: a trail may be named by its ARN, and the Terraform provider does so."""

from moto.cloudtrail.models import CloudTrailBackend


def repair() -> None:
    # Plain: StartLogging and StopLogging answer 500 (KeyError), so no trail that logs can be applied; DeleteTrail answers
    # 200 and deletes nothing.
    for operation in ("start_logging", "stop_logging", "delete_trail"):
        _accept_arn(operation)


def _accept_arn(operation: str) -> None:
    by_name = getattr(CloudTrailBackend, operation)

    def by_name_or_arn(self, name):
        return by_name(self, self.get_trail(name).trail_name)

    setattr(CloudTrailBackend, operation, by_name_or_arn)
