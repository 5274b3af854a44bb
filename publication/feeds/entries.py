"""What a feed tells of each edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from core.choices import label_of
from publication.addresses import absolute, page_of
from publication.enums import EditionKind
from publication.frozen import override_of
from publication.models import Edition


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement. `id` stays the same through all its editions, so that a reader's program sees a change of it."""

    id: str
    url: str
    title: str
    text: str
    published_at: datetime
    updated_at: datetime
    status: str
    edition: int
    topics: tuple[str, ...]


def entry_of(edition: Edition, *, first_published_at: datetime) -> Entry:
    """The entry of an edition; a retraction says that the finding was taken back, and why."""
    retracted = edition.kind == EditionKind.RETRACTION
    url = absolute(page_of(edition))
    found = _("Retracted") if retracted else str(label_of(edition.status)).capitalize()
    said_by = " → ".join(name for name in (edition.speaker_name, edition.outlet_name) if name)
    lines = [edition.reason if retracted else edition.summary]
    if edition.kind == EditionKind.CORRECTION:
        lines.insert(0, _("Corrected: %s") % edition.reason)
    override = None if retracted else override_of(edition.snapshot)
    if override:
        lines.append(override.told())
    if said_by:
        lines.append(_("Said by: %s") % said_by)
    return Entry(
        id=f"{url}#claimreview",
        url=url,
        title=f"{found}: {edition.claim_text}",
        text="\n\n".join(lines),
        published_at=first_published_at,
        updated_at=edition.published_at,
        status="retracted" if retracted else edition.status,
        edition=edition.number,
        topics=tuple(topic["name"] for topic in edition.snapshot.get("topics", [])),
    )
