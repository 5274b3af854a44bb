"""Invented data for the living page of components: a port, a minister and an authority that has not confirmed.

Everything here has the shape that templates/components/ ask for; pages build the same shapes from `queries`.
"""

from __future__ import annotations

from typing import Any

from desk.forms.component_sample import SampleForm
from desk.views.component_sample_article import PARAGRAPHS

Sample = dict[str, Any]

CLAIM_TEXT = "The port authority agreed to reopen the north quay before the summer"

VERDICTS: list[Sample] = [
    {"value": "confirmed", "label": "Confirm", "status": "confirmed", "key": "c"},
    {"value": "disputed", "label": "Dispute", "status": "disputed", "key": "d"},
    {"value": "unconfirmed", "label": "Unconfirmed", "status": "unconfirmed", "key": "u", "checked": True},
]

CHAIN: list[Sample] = [
    {"name": "Lena Voss", "note": "transport minister · asserts it", "cue": "noted", "role": "asserter", "url": "#"},
    {"name": "Harbour Wire", "note": "reported 4 May", "role": "outlet"},
    {"name": "Port Authority", "note": "the claim is about it", "role": "about"},
]
CHAIN_UNNAMED: list[Sample] = [
    {"name": "", "note": "“reportedly”", "cue": "reportedly", "role": "asserter"},
    {"name": "Coast Courier", "note": "reported 4 May", "role": "outlet"},
]

POSITIONS: list[Sample] = [
    {"party": "Lena Voss", "stance": "asserts", "where": "“noted that the authority had agreed…”", "date": "4 May"},
    {"party": "Port Authority", "stance": "not_confirmed", "where": "“has yet to confirm this”", "date": "4 May"},
    {"party": "Dockers’ Union", "stance": "denies", "where": "press release, 5 May", "where_url": "#", "date": "5 May"},
    {
        "party": "City of Varnholm",
        "stance": "no_answer",
        "where": "e-mail to the press office · due 12 May",
        "date": "10 May",
    },
]

EVIDENCE: list[Sample] = [
    {
        "id": 1,
        "stance": "supports",
        "title": "Interview, Morning Desk",
        "url": "https://example.org/interview",
        "quotation": "They told us the quay opens before the summer.",
        "state": "captured",
        "state_note": "captured 3 May",
        "sha256": "9f2c…e1",
    },
    {
        "id": 2,
        "stance": "context",
        "title": "Minutes of the authority’s board, 28 April",
        "url": "https://example.org/minutes",
        "quotation": "No decision on the north quay.",
        "state": "changed",
        "state_note": "page changed since",
    },
    {
        "id": 3,
        "stance": "refutes",
        "title": "Notice to ships 14/26",
        "url": "https://example.org/notice",
        "state": "failed",
        "state_note": "could not be captured",
    },
]

CHECKS: list[Sample] = [
    {"met": True, "text": "evidence captured"},
    {"met": True, "text": "party contacted"},
    {"met": False, "text": "two independent origins: 1 of 2"},
]


def _row(number: int, **values: object) -> Sample:
    blank: Sample = {"id": number, "url": "#", "outlet": "Harbour Wire", "links": 1, "origins": 1, "age": "26 min old"}
    return blank | values


ROWS: list[Sample] = [
    _row(
        1,
        text=CLAIM_TEXT,
        score=0.94,
        reasons=["relayed", "names a concession", "party silent"],
        said_by="Lena Voss",
        cue="noted",
        said_on="4 May",
        status="unconfirmed",
        status_note="Port Authority: not confirmed, 9 days",
        links=3,
        age="24 min old",
        holder="Ada · to 15:04",
        mine=True,
    ),
    _row(
        2,
        text="Varnholm and Eskby handle most of the country’s grain exports",
        score=0.91,
        reasons=["quantity", "named places"],
        own_voice=True,
        said_on="4 May",
        status="stated",
        links=7,
        origins=4,
        take_url="#",
    ),
    _row(
        3,
        text="The quay was closed because of storm damage, not because of the strike",
        score=0.88,
        reasons=["cause", "already checked"],
        said_by="Jonas Reil",
        cue="reiterated",
        status="disputed",
        status_label="disputed 22 Apr",
        match_url="#",
        links=12,
        origins=5,
        take_url="#",
    ),
    _row(
        4,
        text="The north quay was built in 1974",
        score=0.83,
        reasons=["date", "named place"],
        own_voice=True,
        status="confirmed",
        status_label="confirmed 3 Mar",
        links=31,
        origins=14,
        age="",
        take_url="#",
    ),
    _row(
        5,
        text="No container line will leave Varnholm this year",
        score=0.71,
        reasons=["future: comes back in January"],
        said_by="Mira Okafor",
        cue="insists",
        status="hedged",
        links=2,
        origins=2,
        age="",
        holder="Bo · to 15:10",
    ),
    _row(
        6,
        text="The ministry set the authority a deadline for the reopening",
        score=0.64,
        reasons=[],
        said_by="",
        cue="“reportedly”",
        outlet="Coast Courier",
        status="hearsay",
        age="",
        take_url="#",
    ),
]


CARD: Sample = {
    "id": 1,
    "text": CLAIM_TEXT,
    "presentation": "unconfirmed",
    "tags": ["indirect speech", "past"],
    "lease": "yours until 15:04",
    "chain": CHAIN,
}

OTHER_CARDS: list[Sample] = [
    {
        "id": 2,
        "text": "Varnholm and Eskby handle most of the country’s grain exports",
        "presentation": "stated",
        "chain": [{"name": "Harbour Wire", "note": "in its own voice", "role": "outlet"}],
        "score": 0.91,
        "reasons": ["quantity", "named places"],
    },
    {
        "id": 6,
        "text": "The ministry set the authority a deadline for the reopening",
        "presentation": "hearsay",
        "chain": CHAIN_UNNAMED,
    },
]

GROUPS: list[Sample] = [
    {
        "title": "Stage",
        "choices": [
            {"label": "To review", "count": 128, "url": "#", "selected": True},
            {"label": "Mine", "count": 4, "url": "#"},
            {"label": "Second review", "count": 17, "url": "#"},
            {"label": "Adjudication", "count": 2, "url": "#"},
        ],
    },
    {
        "title": "How it is put",
        "choices": [
            {"label": "asserted", "count": 71, "url": "#"},
            {"label": "unconfirmed", "count": 19, "url": "#"},
            {"label": "denied", "count": 14, "url": "#"},
            {"label": "hearsay", "count": 11, "url": "#"},
            {"label": "hedged", "count": 9, "url": "#"},
        ],
    },
    {
        "title": "Speaker",
        "choices": [
            {"label": "Jonas Reil", "count": 22, "url": "#"},
            {"label": "Mira Okafor", "count": 18, "url": "#"},
            {"label": "Lena Voss", "count": 6, "url": "#"},
        ],
        "more_url": "#",
    },
]

POINTS: list[Sample] = [
    {"at": 6, "date": "3 May", "text": "interview", "tone": "work"},
    {"at": 27, "date": "4 May", "text": "Harbour Wire + 2 copies", "tone": "work"},
    {"at": 62, "date": "9 May", "text": "authority asked again", "tone": "warn"},
    {"at": 93, "date": "14 May", "text": "edition 2", "tone": "good"},
]

DIFF: list[Sample] = [
    {"kind": "same", "text": "The statement was made by "},
    {"kind": "removed", "text": "the Port Authority"},
    {"kind": "added", "text": "Lena Voss, who reported its agreement"},
    {"kind": "same", "text": " on 4 May."},
]

VALUES: list[list[str]] = [
    [
        "candidate",
        "queued",
        "in_review",
        "second_review",
        "adjudication",
        "confirmed",
        "disputed",
        "unconfirmed",
        "dismissed",
    ],
    ["stated", "asserted", "hedged", "hearsay", "unconfirmed", "denied", "future"],
    ["asserts", "confirms", "denies", "rejects", "not_confirmed", "declined", "no_answer", "not_asked"],
    ["supports", "refutes", "context", "draft", "published", "corrected", "retracted"],
]

TABLE: Sample = {
    "columns": [{"label": "Speaker"}, {"label": "Latest"}, {"label": "Claims", "number": True}],
    "rows": [
        [
            {"text": "Lena Voss", "url": "#"},
            {"text": "unconfirmed", "pill": "unconfirmed"},
            {"text": "6", "number": True},
        ],
        [{"text": "Jonas Reil", "url": "#"}, {"text": "disputed", "pill": "disputed"}, {"text": "22", "number": True}],
    ],
}

TABS: list[Sample] = [
    {"label": "To review", "url": "#", "selected": True},
    {"label": "Grain exports", "url": "#", "count": 12},
    {"label": "Waiting for the authority", "url": "#"},
]


def samples() -> Sample:
    """Everything the page of components needs, by the names its template uses."""
    return {
        "chain": CHAIN,
        "chain_unnamed": CHAIN_UNNAMED,
        "positions": POSITIONS,
        "evidence": EVIDENCE,
        "checks": CHECKS,
        "rows": ROWS,
        "paragraphs": PARAGRAPHS,
        "card": CARD,
        "other_cards": OTHER_CARDS,
        "groups": GROUPS,
        "points": POINTS,
        "diff": DIFF,
        "values": VALUES,
        "table": TABLE,
        "tabs": TABS,
        "crumbs": [{"label": "Queue", "url": "#"}, {"label": CLAIM_TEXT}],
        "active_filters": [{"label": "unconfirmed", "url": "#"}, {"label": "speaker: Lena Voss", "url": "#"}],
        "verdict_options": VERDICTS,
        "verdict_errors": {
            "rationale": ["Say why, in a sentence or more. The second reviewer and readers rely on it."]
        },
        "form": SampleForm(data={"address": "harbour", "note": "kept"}),
    }
