"""What the demo's people do with one claim, as data."""

from __future__ import annotations

from dataclasses import dataclass

from reviews.enums import EvidenceStance, Verdict


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Evidence to add. Without an address it is a record on file."""

    by: str
    quotation: str
    stance: EvidenceStance
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One person's verdict with its reasons."""

    by: str
    verdict: Verdict
    rationale: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A party that is asked for its reply, with `days` to give it."""

    by: str
    party: str
    whom: str
    question: str
    days: int = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One claim's way through the desk, as far as it goes.

    The claim is looked for among those of the `running` story: said by a speaker whose name has `speaker`, with all
    of `words` in its text. The editor puts it under `topics`. `held_by` takes it and keeps it; `dismissed` is (who,
    why). `published` is what readers are told: an editor publishes, `although` a rule of the policy is not met.
    `corrected` is (reason, new summary), `retracted` the reason.
    """

    name: str
    running: str
    words: tuple[str, ...]
    speaker: str = ""
    topics: tuple[str, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    asked: tuple[Asked, ...] = ()
    findings: tuple[Finding, ...] = ()
    held_by: str = ""
    dismissed: tuple[str, str] | None = None
    although: str = ""
    published: str = ""
    corrected: tuple[str, str] | None = None
    retracted: str = ""


EDITOR = "eve"
