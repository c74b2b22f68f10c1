"""Lambda: the deployed zip runs, in the local Node, in an internet of local servers if asked; its logging configuration is kept."""

import io
import json
import os
import pathlib
import subprocess
import tempfile
import zipfile

from moto.awslambda.models import LambdaFunction

_RUNNER = pathlib.Path(__file__).parent.parent / "run-function.cjs"
_VENDORS = _RUNNER.parent / "vendors.cjs"
_unpacked = tempfile.TemporaryDirectory(prefix="palisade-functions-")


def repair(node: str, endpoint: str, vendors: str | None, vendor_certificates: str | None) -> None:
    _keep_logging_config()
    # Functions that send to vendors find local servers in their place, told nothing of it: a module that Node loads before
    # their code gives them another internet, and their certificates are trusted besides the usual ones.
    internet = {"VENDORS": vendors, "NODE_EXTRA_CA_CERTS": vendor_certificates} if vendors else {}

    # Plain: an invocation needs Docker and answers "error running docker" where there is none.
    def invoke(self, event=None):
        result, failed, logs = _run(self, {} if event is None else event, node, endpoint, internet)
        self.logs_backend.ensure_log_group(self.logs_group_name)
        if logs:
            self.save_logs(logs)
        return result, failed, logs

    LambdaFunction._invoke_lambda = invoke


def _keep_logging_config() -> None:
    plain_init = LambdaFunction.__init__
    plain_get = LambdaFunction.get_configuration
    plain_update = LambdaFunction.update_configuration

    # Plain: LoggingConfig is dropped, so every plan wants to write it again and logs go to the default group.
    def remember(self, spec):
        if spec.get("LoggingConfig"):
            self.logging_config = spec["LoggingConfig"]
            self.logs_group_name = self.logging_config.setdefault("LogGroup", self.logs_group_name)

    def init(self, account_id, spec, *args, **kwargs):
        plain_init(self, account_id, spec, *args, **kwargs)
        remember(self, spec)

    def get_configuration(self, on_create=False):
        configuration = plain_get(self, on_create)
        if hasattr(self, "logging_config"):
            configuration["LoggingConfig"] = self.logging_config
        return configuration

    def update_configuration(self, updates):
        remember(self, updates)
        return plain_update(self, updates)

    LambdaFunction.__init__ = init
    LambdaFunction.get_configuration = get_configuration
    LambdaFunction.update_configuration = update_configuration


def _run(function, event, node: str, endpoint: str, internet: dict[str, str]) -> tuple[str, bool, str]:
    with tempfile.TemporaryDirectory() as scratch:
        answer = os.path.join(scratch, "answer.json")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": scratch,
            "AWS_REGION": function.region,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
            "AWS_LAMBDA_FUNCTION_VERSION": str(function.version),
            "AWS_LAMBDA_LOG_FORMAT": getattr(function, "logging_config", {}).get("LogFormat", "Text"),
            **internet,
            **(function.environment_vars or {}),
        }
        preload = ["--require", str(_VENDORS)] if internet else []
        try:
            process = subprocess.run(
                [node, *preload, str(_RUNNER), _code_of(function), function.handler, answer, str(function.timeout)],
                input=json.dumps(event),
                text=True,
                capture_output=True,
                env=environment,
                timeout=int(function.timeout),
            )
        except subprocess.TimeoutExpired:
            return json.dumps({"errorMessage": f"Task timed out after {function.timeout} seconds"}), True, ""
        logs = process.stdout + process.stderr
        if not os.path.exists(answer):
            return json.dumps({"errorType": "Runtime.ExitError", "errorMessage": process.stderr[-500:]}), True, logs
        return pathlib.Path(answer).read_text(), process.returncode != 0, logs


def _code_of(function) -> str:
    folder = os.path.join(_unpacked.name, function.code_digest.replace(":", "-"))
    if not os.path.exists(folder):
        zipfile.ZipFile(io.BytesIO(function.code_bytes)).extractall(folder)
    return folder
