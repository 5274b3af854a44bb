"""What comes in, checked: bodies, parameters, preconditions. Everything wrong is 422 and names the field."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from rest_framework import serializers
from rest_framework.request import Request

from core.errors import DomainError, InvalidInput

_IF_MATCH = re.compile(r'^(?:W/)?"?v(\d{1,9})(?:-e(\d{1,9}))?(?:-s(\d{1,18}))?(?:-[0-9a-f]{1,64})?"?$')


class PreconditionRequired(DomainError):
    """The request must say which version it was made for."""

    status = 428
    code = "precondition_required"


class PreconditionFailed(DomainError):
    """The version has been passed; `details` says what is there now."""

    status = 412
    code = "precondition_failed"


class Body(serializers.Serializer[Any]):
    """A body that takes the fields it names and no other."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = {str(name)[:100]: ["There is no such field."] for name in data if name not in self.fields}
            wrong = {
                name: ["This is of another type."] for name in data if not _fits(self.fields.get(name), data[name])
            }
            long = {name: found for name in data if (found := _too_long(self.fields.get(name), data[name]))}
            if unknown or wrong or long:
                raise serializers.ValidationError(unknown | long | wrong)
        return super().to_internal_value(data)


def _fits(field: serializers.Field[Any, Any, Any, Any] | None, value: Any) -> bool:
    """Whether JSON gives the type that the field says: serializers would take 42 for a text and "42" for a number."""
    if field is None or value is None:
        return True  # refused elsewhere, each in its own words
    if isinstance(field, serializers.ListField):
        return isinstance(value, list) and all(_fits(field.child, one) for one in value)
    if isinstance(field, serializers.IntegerField):
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(field, serializers.DateTimeField):
        return isinstance(value, str) and "\0" not in value  # Python reads a time only up to a NUL
    if isinstance(field, serializers.CharField | serializers.ChoiceField):
        return isinstance(value, str)
    return True


def _too_long(field: serializers.Field[Any, Any, Any, Any] | None, value: Any) -> list[str]:
    """What is wrong with a text as it was sent: serializers count only after they have cut blanks off its ends."""
    most = field.max_length if isinstance(field, serializers.CharField) else None
    return [f"This has more than {most} characters."] if most and isinstance(value, str) and len(value) > most else []


def body_of(request: Request, kind: type[Body]) -> dict[str, Any]:
    """The body, checked. Raises ValidationError (422) with the fields."""
    return dict(_reader(kind).run_validation(request.data))


def query_of(request: Request, kind: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    """The parameters of the address, checked: an unknown one is an error, and so is one that comes twice."""
    given = request.query_params
    read = _reader(kind)
    problems = {str(name)[:100]: ["There is no such parameter."] for name in given if name not in read.fields}
    problems |= {name: found for name in given if (found := _too_long(read.fields.get(name), given[name]))}
    problems |= {name: ["Give this once."] for name, values in given.lists() if len(values) > 1 and name in read.fields}
    if problems:
        raise serializers.ValidationError(problems)
    return dict(read.run_validation({name: given[name] for name in given}))


@cache
def _reader(kind: type[serializers.Serializer[Any]]) -> serializers.Serializer[Any]:
    """Made once: to make one copies all its fields. Validation itself keeps nothing in it."""
    return kind()


class Seen(NamedTuple):
    """What a program saw of a claim: its version, the number of its edition, its newest evidence (None: not said)."""

    version: int
    edition: int
    evidence: int | None = None


def version_tag(version: int, edition: int | None = None, *, evidence: int | None = None, content: str = "") -> str:
    """The tag of a claim at the desk: version, number of its current edition, newest evidence, a mark of what is shown.

    `If-Match` looks at the first two, and a decision at the third: evidence that a colleague added meanwhile is to be
    seen first. The mark is news to whoever asks with `If-None-Match`.
    """
    newest = "" if evidence is None else f"-s{evidence}"
    return f'"v{version}-e{edition or 0}{newest}{f"-{content}" if content else ""}"'


def seen_by(request: Request) -> Seen:
    """What `If-Match` says. Raises PreconditionRequired without it, InvalidInput for another tag than a claim's."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise PreconditionRequired(
            "Send `If-Match` with the `ETag` of the claim as you saw it, so that nobody's work is overwritten.",
            field="If-Match",
        )
    found = _IF_MATCH.match(given)
    if found is None:
        raise InvalidInput("This is no `ETag` of a claim at the desk. Read it and use its `ETag`.", field="If-Match")
    return Seen(int(found[1]), int(found[2] or 0), None if found[3] is None else int(found[3]))


def fields_of(given: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The names that `fields` asks for, `id` first; empty for all. Raises InvalidInput for an unknown one."""
    if not given.strip():
        return ()
    names = [name.strip() for name in given.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise InvalidInput(f"There is no field {unknown[0][:50]}. There are: {', '.join(known)}.", field="fields")
    return tuple(name for name in known if name in names or name == "id")
