"""An invented article for the living page of components, cut into the segments that article_text.html takes."""

from __future__ import annotations

from typing import Any

Piece = dict[str, Any]


def _mark(kind: str, claim: int, *, active: bool = False, presentation: str = "", title: str = "") -> Piece:
    return {"kind": kind, "claim_id": claim, "active": active, "presentation": presentation, "title": title}


def _piece(text: str, *marks: Piece, starts: tuple[int, ...] = ()) -> Piece:
    """One segment: plain text without marks; the innermost mark's claim is the one that opens."""
    return {"text": text, "marks": list(marks), "claim_id": marks[-1]["claim_id"] if marks else None, "starts": starts}


_SAID = "what Lena Voss says"
PARAGRAPHS: list[list[Piece]] = [
    [
        _piece("The mayor of Varnholm says the city has found", _mark("content", 7), starts=(7,)),
        _piece(" an understanding with the dockers over the summer shifts", _mark("content", 7)),
        _piece("."),
    ],
    [
        _piece("However, "),
        _piece(
            "she did not say whether the night shift would return, ",
            _mark("content", 8, presentation="hedged"),
            starts=(8,),
        ),
        _piece(
            "which the ministry reportedly set a deadline for",
            _mark("content", 8, presentation="hedged"),
            _mark("content", 6, presentation="hearsay"),
            starts=(6,),
        ),
        _piece(". Speaking at the harbour day, she "),
        _piece("defended the closing of the quay, once again blaming the storm", _mark("content", 3), starts=(3,)),
        _piece("."),
    ],
    [
        _piece("Transport minister Lena Voss", _mark("speaker", 1, active=True, title="who says it"), starts=(1,)),
        _piece(" "),
        _piece("noted", _mark("cue", 1, active=True, title="the word for saying")),
        _piece(" that "),
        _piece(
            "the authority had agreed to reopen the north quay before the summer",
            _mark("content", 1, active=True, presentation="unconfirmed", title=_SAID),
        ),
        _piece(", although "),
        _piece(
            "the Port Authority has yet to confirm this",
            _mark("position", 1, active=True, title="Port Authority: not confirmed"),
        ),
        _piece("."),
    ],
    [
        _piece("Varnholm and Eskby handle most of the country’s grain exports", _mark("statement", 2), starts=(2,)),
        _piece(", and the north quay, "),
        _piece("built in 1974", _mark("statement", 4), starts=(4,)),
        _piece(", takes the deepest ships. The Dockers’ Union "),
        _piece("rejected that any date had been agreed", _mark("content", 9, presentation="denied"), starts=(9,)),
        _piece("."),
    ],
]
