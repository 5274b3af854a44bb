"""The demo's topics, with what belongs to each: readers see both."""

from __future__ import annotations

from accounts.models import User
from claims.services import add_topic

TOPICS: dict[str, str] = {
    "War in Ukraine": "What is said of the war, of talks and of guarantees.",
    "Diplomacy": "Agreements between governments, and what each of them says of these.",
    "Public spending": "What public works and promises cost, and who pays.",
    "Flood protection": "The barrier at Saltmere: its cost, its tests, its builders.",
    "Environment": "Water, air and soil, and who keeps them clean.",
    "Health": "Illness, hospitals, and what harms people.",
    "Elections": "What is said in campaigns and debates.",
    "Work and wages": "Jobs, pay and pensions.",
    "Crime": "What is counted by police and courts.",
    "Shipping": "Ports, straits and trade by sea.",
}


def add_topics(*, by: User) -> None:
    """Every topic of TOPICS; those that are there are left as they are."""
    for name, description in TOPICS.items():
        add_topic(by=by, name=name, description=description)
