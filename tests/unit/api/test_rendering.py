"""The renderer of the API gives what the framework's own would give."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import gettext_lazy
from orjson import Fragment
from rest_framework.renderers import JSONRenderer

from api.v1.rendering import QuickJSONRenderer


@pytest.mark.parametrize(
    "data",
    [
        {"a": [1, 2.5, None, True, "ä\u2028“"]},
        {"moment": datetime(2026, 1, 31, 12, 0, 0, 250, tzinfo=UTC), "day": date(2026, 1, 31)},
        {"words": gettext_lazy("Retracted")},
        {"of 70 bits": 2**70},
        {1: "a key that is no word"},
        [],
    ],
)
def test_any_data_reads_the_same(data: Any) -> None:
    ours, theirs = QuickJSONRenderer().render(data), JSONRenderer().render(data)
    assert json.loads(ours) == json.loads(theirs)


def test_nothing_is_nothing() -> None:
    assert QuickJSONRenderer().render(None) == b""


def test_a_ready_part_goes_out_as_it_is() -> None:
    assert QuickJSONRenderer().render({"about": Fragment('[{"id":1}]')}) == b'{"about":[{"id":1}]}'


def test_who_asks_for_indents_gets_them() -> None:
    assert b"\n" in QuickJSONRenderer().render({"a": 1}, "application/json; indent=2", {})
