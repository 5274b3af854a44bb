"""The invented outlets of the demo newsroom. Two belong to one house, so their reports count as one origin."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from sources.enums import SourceKind
from sources.services import find_or_add_source


@dataclass(frozen=True, slots=True)
class Outlet:
    """Hosts are under `.example`, a domain that is reserved and never answers."""

    name: str
    host: str
    kind: SourceKind = SourceKind.OUTLET
    owner: str = ""


OUTLETS: tuple[Outlet, ...] = (
    Outlet("Harbour Wire", "harbour-wire.example", SourceKind.NEWS_AGENCY, "Harbour Wire Cooperative"),
    Outlet("The Saltmere Post", "saltmere-post.example", owner="Meridian Media"),
    Outlet("Kelding Evening News", "kelding-evening.example", owner="Meridian Media"),
    Outlet("The Northern Ledger", "northern-ledger.example", owner="Ledger Trust"),
    Outlet("Radio Kelding", "radio-kelding.example", owner="Kelding Listeners' Union"),
    Outlet("Capital Dispatch", "capital-dispatch.example", owner="Dispatch Holding"),
    Outlet("Norvant Chemicals", "norvant-chemicals.example", SourceKind.COMPANY),
    Outlet("Daily Courier", "daily-courier.example", owner="Courier Press"),
)


def add_outlets(*, by: User) -> None:
    """Put every outlet there is not yet among the sources."""
    for outlet in OUTLETS:
        find_or_add_source(
            by=by,
            name=outlet.name,
            host=outlet.host,
            kind=outlet.kind,
            owner=outlet.owner,
            home_page=f"https://{outlet.host}/",
        )
