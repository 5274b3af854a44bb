"""A page of statements, as every list of the public side shows it."""

from __future__ import annotations

from core.errors import InvalidInput
from core.pagination import Page, keyset_page
from publication import queries
from publication.models import Listing
from publication.search import Filters


def list_page(filters: Filters, *, size: int, cursor: str) -> tuple[Page[Listing], str]:
    """The page at the cursor. For a cursor that is none of ours: the first page, and a sentence that says so."""
    found, order = queries.search(filters), queries.order_of(filters)
    try:
        return keyset_page(found, order=order, size=size, cursor=cursor), ""
    except InvalidInput as refusal:
        return keyset_page(found, order=order, size=size), refusal.message
