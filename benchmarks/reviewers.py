"""`make bench NAME=reviewers`: 50 people deciding at once over HTTP, 30 % on stale pages; then races for publication.

Part one: each person sends 200 verdicts on claims that all of them work on. Every accepted one must be one audit
row, one step of the claim's version and one review; every stale one is refused with 409. Part two: 500 claims on
which two people decide at once, 500 on which one person decides twice at once; two editors publish each at once.
SCALE shortens both. Two workers with four threads answer.
"""

from __future__ import annotations

import http.client
import json
import random
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from benchmarks._newsroom import SCALE, newsroom, run_sql, say
from benchmarks._server import server

PEOPLE, EACH, STALE = 50, max(4, int(200 * SCALE)), 0.3
RACES = max(5, int(500 * SCALE))
_TOKEN = "b" * 32
_BEGIN = 2  # the version of every claim at the start: the stale one before it is a version, too

_CLAIMS = """
INSERT INTO claims_claim (text, sha256, fingerprint, presentation, score, status, round, version, first_said_at, edited,
  created_at)
SELECT 'Claim ' || n, lpad(n::text, 64, '0'), '{{}}', 'stated', 0.9, 'in_review', 1, {begin}, now(), false, now()
FROM generate_series(1, {claims}) AS n
"""


@dataclass
class Tally:
    """What came back over HTTP."""

    statuses: Counter[int] = field(default_factory=Counter)
    stale_statuses: Counter[int] = field(default_factory=Counter)
    accepted: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Person:
    """A signed-in person with a connection of their own."""

    def __init__(self, port: int, session: str) -> None:
        self._port = port
        self._headers = {
            "Cookie": f"sessionid={session}; csrftoken={_TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def post(self, path: str, **fields: Any) -> int:
        """The status of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        body = urlencode({**fields, "csrfmiddlewaretoken": _TOKEN})
        connection.request("POST", path, body, self._headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    def decide(self, claim: int, version: int, rationale: str) -> int:
        return self.post(f"/desk/claims/{claim}/decide/", version=version, verdict="unconfirmed", rationale=rationale)


def main() -> int:
    pool = PEOPLE * EACH // 3 + 1
    with newsroom() as var:
        run_sql(_CLAIMS.format(claims=pool + 2 * RACES, begin=_BEGIN))
        sessions = _sessions()
        with server(var, "config.wsgi:application", workers=2, threads=4) as port:
            people = {name: Person(port, session) for name, session in sessions.items()}
            figures = _decisions(people, range(1, pool + 1))
            figures |= _races(people, range(pool + 1, pool + 1 + 2 * RACES))
    print(json.dumps(figures))
    return 0


def _sessions() -> dict[str, str]:
    from django.test import Client

    from accounts.models import User
    from accounts.roles import Role

    sessions = {}
    for name in [*(f"reviewer{n}" for n in range(PEOPLE)), "editor1", "editor2"]:
        role = Role.EDITOR if name.startswith("editor") else Role.REVIEWER
        client = Client()
        client.force_login(User.objects.create_user(name, password=None, role=role))
        sessions[name] = client.cookies["sessionid"].value
    return sessions


def _versions(claims: range) -> dict[int, int]:
    from claims.models import Claim

    return dict(Claim.objects.filter(pk__in=claims).values_list("pk", "version"))


def _decisions(people: dict[str, Person], claims: range) -> dict[str, int]:
    from django.db import connection

    from audit.models import AuditEvent
    from reviews.models import Review

    say(f"{PEOPLE} people, {EACH} verdicts each, {STALE:.0%} on stale pages, {len(claims):,} claims")
    tally = Tally()

    def work(number: int) -> None:
        chance, person = random.Random(number), people[f"reviewer{number}"]
        for turn in range(EACH):
            claim, words = chance.choice(claims), f"Verdict {turn} of person {number}."
            stale = chance.random() < STALE
            version = _versions(range(claim, claim + 1))[claim] - stale
            status = person.decide(claim, version, words)
            with tally.lock:
                tally.statuses[status] += 1
                if stale:
                    tally.stale_statuses[status] += 1
                if status == 302:
                    tally.accepted.append(words)
        connection.close()

    _together([lambda number=number: work(number) for number in range(PEOPLE)])
    kept = set(Review.objects.filter(claim__in=claims).values_list("rationale", flat=True))
    print(f"  answers: {dict(tally.statuses)}; to stale pages: {dict(tally.stale_statuses)}")
    return {
        "decisions": PEOPLE * EACH,
        "accepted": len(tally.accepted),
        "audit_rows": AuditEvent.objects.filter(action="claim.decided", target_id__in=claims).count(),
        "version_steps": sum(_versions(claims).values()) - _BEGIN * len(claims),
        "conflicts": tally.statuses[409],
        "stale": sum(tally.stale_statuses.values()),
        "stale_refused": tally.stale_statuses[409],
        "lost": len(set(tally.accepted) - kept),
        "server_errors": sum(n for status, n in tally.statuses.items() if status >= 500),
    }


def _races(people: dict[str, Person], claims: range) -> dict[str, int]:
    from publication.models import Edition

    say(f"{RACES} races of two people, {RACES} of one person twice; two editors publish each at once")
    two, one = claims[:RACES], claims[RACES:]

    def decide(name: str, claim: int) -> None:
        # Refused because the other was faster: look at the claim as it is, and send again, as a person would.
        for _try in range(2):
            version = _versions(range(claim, claim + 1))[claim]
            if people[name].decide(claim, version, f"{name} on {claim}") != 409:
                return

    def publish(claim: int) -> None:
        version = _versions(range(claim, claim + 1))[claim]
        path = f"/desk/claims/{claim}/publish/"
        _together(
            [lambda name=name: people[name].post(path, version=version, summary="x") for name in ("editor1", "editor2")]
        )

    def both(first: str, second: str, claim: int) -> None:
        _together([lambda name=name: decide(name, claim) for name in (first, second)])
        publish(claim)

    for claim in two:
        both("reviewer1", "reviewer2", claim)
    for claim in one:
        both("reviewer1", "reviewer1", claim)
    by_one = Edition.objects.filter(fact_check__claim__in=one).count()
    for claim in one:
        decide("reviewer2", claim)
        publish(claim)
    editions = Counter(Edition.objects.filter(fact_check__claim__in=claims).values_list("fact_check__claim", flat=True))
    print(f"  published: {sum(c in editions for c in two)} of {len(two)} by two people at once, {by_one} of {len(one)}")
    print(f"  by one person, {sum(claim in editions for claim in one)} of these once a second person had decided")
    return {
        "published": len(editions),
        "races": len(claims),
        "one_person_publications": by_one,
        "double_publications": sum(n > 1 for n in editions.values()),
    }


def _together(calls: list[Callable[[], Any]]) -> None:
    """Start them all at the same moment, and wait; an error of one is raised."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], Any]) -> None:
        from django.db import connection

        gate.wait()
        try:
            call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        list(threads.map(run, calls))


if __name__ == "__main__":
    sys.exit(main())
