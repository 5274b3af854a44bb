"""What can be asked of the published statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from publication.search.language import Reading


class Sort(StrEnum):
    """Orders of a list. Empty: newest publication first, or the last said first where days are asked for."""

    BEST = "best"  # the words in this order, then how well they fit, newer ones before older ones
    PUBLISHED = "published"
    SAID = "said"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader or program asks for; all that is set has to fit. Empty: everything that stands.

    words: as search engines read them, "phrases" and -not included. speaker, outlet: part of a name, or with
    `speaker_whole`, `outlet_whole` the whole name. topic: its slug. speaker_id, outlet_id, topic_id: exactly these.
    Days of saying include both ends, in UTC. `as_of`: what stood at this moment (with a zone); without it, what stands
    now. `sort`: see Sort.
    """

    words: str = ""
    speaker: str = ""
    speaker_whole: bool = False
    status: str = ""
    outlet: str = ""
    outlet_whole: bool = False
    topic: str = ""
    said_from: date | None = None
    said_to: date | None = None
    speaker_id: int | None = None
    outlet_id: int | None = None
    speaker_ids: tuple[int, ...] | None = None
    outlet_ids: tuple[int, ...] | None = None
    topic_id: int | None = None
    as_of: datetime | None = None
    sort: str = ""


def filters_of(reading: Reading, *, as_of: datetime | None = None, sort: str = "") -> Filters:
    """What a text of the search box asks for."""
    speaker, outlet = reading.speaker, reading.outlet
    return Filters(
        words=reading.websearch,
        speaker=speaker.text if speaker else "",
        speaker_whole=bool(speaker and speaker.whole),
        status=reading.status,
        outlet=outlet.text if outlet else "",
        outlet_whole=bool(outlet and outlet.whole),
        topic=reading.topic,
        said_from=reading.said_from,
        said_to=reading.said_to,
        as_of=as_of,
        sort=sort,
    )
