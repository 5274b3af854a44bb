"""What a log line may hold."""

import json
import logging
from typing import Any

import pytest

from config.settings.logs import OneLineARequest, structured_logging


def _logged(capsys: Any, *, readable: bool) -> str:
    described = structured_logging(readable=readable)
    formatter = described["formatters"]["event"]
    built = formatter["()"](processors=formatter["processors"], foreign_pre_chain=formatter["foreign_pre_chain"])
    record = None
    try:
        password = "".join(["hun", "ter2"])
        raise ValueError("line one\nline two") if password else None
    except ValueError:
        import sys

        record = logging.LogRecord("room", logging.ERROR, "file", 1, "it failed for %s", ("a\nb",), sys.exc_info())
    return str(built.format(record))


@pytest.mark.parametrize("readable", [True, False])
def test_a_traceback_never_shows_the_values_of_variables(capsys: Any, *, readable: bool) -> None:
    line = _logged(capsys, readable=readable)
    assert "ValueError" in line
    assert "hunter2" not in line


def test_production_writes_one_json_object_a_line(capsys: Any) -> None:
    line = _logged(capsys, readable=False)
    assert "\n" not in line
    assert json.loads(line)["event"] == "it failed for a\nb"


def test_the_beginning_of_a_request_is_not_a_line_of_its_own() -> None:
    keep = OneLineARequest().filter
    assert keep(logging.LogRecord("x", 20, "f", 1, "text", (), None))
    began = logging.LogRecord("x", 20, "f", 1, {"event": "request_started"}, (), None)  # type: ignore[arg-type]
    assert not keep(began)
