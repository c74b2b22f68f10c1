"""EventBridge: what a rule hands to its targets is the event itself."""

import copy
import itertools
import json

from moto.core.utils import iso_8601_datetime_without_milliseconds, utcfromtimestamp
from moto.events.models import Rule, events_backends
from moto.utilities.arns import parse_arn


def repair() -> None:
    # Plain: the event goes through a text template, so text like "<id>" in an object's key or a user agent is replaced by
    # the event's own id; `account` is missing; an event that crosses to another bus loses its id, time, region and resources.
    # Plain: a pattern never matches inside an array of objects, which is where Security Hub has its findings.
    # Plain: a rule with a schedule and no pattern matches every event, and its function target makes PutEvents answer 500.
    Rule.send_to_targets = _send_to_targets


def _send_to_targets(rule, event, transform_input=True) -> None:
    if not rule.event_pattern.get_pattern() or not _matches(rule.event_pattern, event):
        return
    for target in rule.targets:
        arn = parse_arn(target["Arn"])
        if arn.service == "sqs":
            _send_to_queue(rule, arn.resource_id, event)
        elif arn.service == "logs":
            rule._send_to_cw_log_group(arn.resource_id, _without_internals(event))
        elif arn.service == "events" and arn.resource_type == "event-bus":
            _send_to_bus(arn, event)
        else:
            raise NotImplementedError(f"the emulator delivers no events to {target['Arn']}")


def _matches(pattern, event) -> bool:
    return any(pattern.matches_event(single) for single in _single_elements(event))


def _single_elements(value):
    """The event with one object for each array of objects, in every combination: EventBridge wants all fields in the same one."""
    if isinstance(value, dict):
        for combination in itertools.product(*(list(_single_elements(inner)) for inner in value.values())):
            yield dict(zip(value, combination))
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for each in value:
            yield from _single_elements(each)
    else:
        yield value


def _without_internals(event) -> dict:
    return {name: value for name, value in event.items() if name != "ingestion-time"}


def _send_to_queue(rule, name: str, event) -> None:
    from moto.sqs import sqs_backends

    sent = _without_internals(event)
    if not isinstance(sent["time"], str):
        sent["time"] = iso_8601_datetime_without_milliseconds(utcfromtimestamp(float(sent["time"])))
    sqs_backends[rule.account_id][rule.region_name].send_message(queue_name=name, message_body=json.dumps(sent))


def _send_to_bus(arn, event) -> None:
    bus = events_backends[arn.account][arn.region].describe_event_bus(arn.resource_id)
    for rule in list(bus.rules.values()):
        rule.send_to_targets(copy.deepcopy(event))
