"""How a claim is put: asserted, hedged, hearsay, unconfirmed, denied."""

from __future__ import annotations

import pytest

from tests.unit.extraction.telling import Telling


@pytest.mark.parametrize(
    ("source", "cue", "content", "put"),
    [
        ("Ada Lin", "said", "the pool was closed", "asserted"),
        ("Ada Lin", "insists", "the pool will open", "asserted"),
        ("Ada Lin", "claimed", "she could fix the pool in a day", "asserted"),
        ("Ada Lin", "hopes", "the pool will open", "hedged"),
        ("Ada Lin", "feared", "a flood", "hedged"),
        ("Ada Lin", "suggested", "the pool was empty", "hedged"),
        ("Ada Lin", "said", "the pool might open", "hedged"),
        ("Ada Lin", "said", "if it rains the pool will close", "hedged"),
        ("Ada Lin", "said", "perhaps the pool was empty", "hedged"),
        ("Ada Lin", "expressed optimism", "that the pool would open", "hedged"),
        ("Ada Lin", "said", "critics fear the pool could crack", "asserted"),
        ("Ada Lin", "denied", "that the pool was empty", "denied"),
        ("Ada Lin", "ruled out", "a new pool", "denied"),
        ("Ada Lin", "did not say", "whether the pool would open", "unconfirmed"),
        ("Ada Lin", "declined to say", "when the pool would open", "unconfirmed"),
        ("Ada Lin", "cannot rule out", "a new pool", "hedged"),
    ],
)
def test_cue_and_clause_decide(source: str, cue: str, content: str, put: str) -> None:
    told = Telling(f"{source} {cue} {content}.").said(source, cue, content)
    assert told.put_as() == put


def test_nobody_named_is_hearsay() -> None:
    told = Telling("It is believed that the cargo was steel.").said("", "It is believed", "that the cargo was steel")
    assert told.put_as() == "hearsay"


def test_a_denial_by_somebody_else_wins_over_a_hedge() -> None:
    told = Telling("Ada Lin fears the pool will crack. The builder denied this.").said(
        "Ada Lin", "fears", "the pool will crack"
    )
    assert told.put_as() == "denied"


def test_silence_makes_it_unconfirmed_even_for_hearsay() -> None:
    told = Telling("Coins are said to have gone missing. The bank has not commented.")
    told.said("", "are said", "Coins", "to have gone missing")
    assert told.put_as() == "unconfirmed"


def test_the_inner_claim_takes_over_denied_but_not_hedged() -> None:
    denied = Telling("Lin said Moss had promised a pool. Moss denied it.")
    denied.said("Lin", "said", "Moss had promised a pool").said("Moss", "had promised", "a pool", parent="a1")
    assert [denied.put_as(0), denied.put_as(1)] == ["denied", "denied"]
    hedged = Telling("Lin suspects Moss promised a pool.")
    hedged.said("Lin", "suspects", "Moss promised a pool").said("Moss", "promised", "a pool", parent="a1")
    assert [hedged.put_as(0), hedged.put_as(1)] == ["hedged", "asserted"]


def test_the_outer_claim_does_not_take_over_the_hedge_inside() -> None:
    told = Telling("Two aides said Lund believes the cabinet will fall.")
    told.said("Two aides", "said", "Lund believes the cabinet will fall").said(
        "Lund", "believes", "the cabinet will fall", parent="a1"
    )
    assert [told.put_as(0), told.put_as(1)] == ["asserted", "hedged"]


def test_unconfirmed_reports_say_so_themselves() -> None:
    told = Telling("Unconfirmed reports say that a dam broke.").said("", "reports say", "that a dam broke")
    assert told.put_as() == "unconfirmed"
