"""What can be asked of the published statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader or program asks for; all that is set has to fit. Empty: everything that stands.

    words: as search engines read them, "phrases" and -not included. speaker, outlet: part of a name. speaker_id,
    outlet_id, topic_id: exactly these. Days of saying include both ends, in UTC. `as_of`: what stood at this moment
    (with a zone); without it, what stands now.
    """

    words: str = ""
    speaker: str = ""
    status: str = ""
    outlet: str = ""
    said_from: date | None = None
    said_to: date | None = None
    speaker_id: int | None = None
    outlet_id: int | None = None
    topic_id: int | None = None
    year: int | None = None
    as_of: datetime | None = None
