"""Sources: found by name or host, or added."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from audit.services import record
from sources.enums import SourceKind
from sources.models import Source
from sources.queries import source_of_host


@transaction.atomic
def find_or_add_source(
    *,
    by: User | None,
    name: str,
    host: str = "",
    kind: SourceKind = SourceKind.OUTLET,
    owner: str = "",
    home_page: str = "",
) -> Source:
    """The source of that host or name; a new one if there is none. Safe to call twice and side by side."""
    found = source_of_host(host) if host else None
    slug = slugify(name)[:80] or slugify(host)[:80] or "source"
    found = found or Source.objects.filter(slug=slug).first()
    if found:
        return found
    bare = host.lower().removeprefix("www.") or None
    source, created = Source.objects.get_or_create(
        slug=slug,
        defaults={"name": name[:200], "host": bare, "kind": kind, "owner": owner, "home_page": home_page},
    )
    if created:
        record(by=by, action="source.added", target=source, data={"name": source.name, "host": bare, "kind": kind})
    return source
