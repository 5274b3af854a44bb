"""Claims that mean nearly the same, found in PostgreSQL and put in order by the code that `match_claims` runs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from audit.models import AuditEvent
from claims import search
from claims.enums import Presentation, SuggestionState
from claims.matching import minhash_bands
from claims.models import Claim, ClaimVector, MatchSuggestion
from claims.services import compare_claims
from claims.services.match import wording_hash

pytestmark = pytest.mark.django_db

DREDGING = "The harbour trust has spent 12 million crowns on dredging since 2024."
PARAPHRASE = "Since 2024 the trust that runs the harbour paid twelve million crowns to have it dredged."
OTHERS = [
    "The minister of health resigned on Tuesday.",
    "Unemployment in the region fell to 4.1 percent.",
    "Two bridges over the river are closed for repairs until spring.",
    "The orchestra will play in the old opera house.",
]


def said(text: str) -> Claim:
    return Claim.objects.create(
        text=text,
        sha256=wording_hash(text),
        fingerprint=minhash_bands(text),
        presentation=Presentation.ASSERTED,
        score=0.7,
        first_said_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


@pytest.fixture
def known() -> dict[str, Claim]:
    return {text: said(text) for text in [*OTHERS, DREDGING]}


def test_a_paraphrase_is_suggested_to_people_and_never_merged(known: dict[str, Claim]) -> None:
    assert compare_claims() == len(known)
    newer = said(PARAPHRASE)
    assert compare_claims() == 1
    pair = MatchSuggestion.objects.get(claim=newer)
    assert (pair.candidate, pair.state) == (known[DREDGING], SuggestionState.OPEN)
    assert "near in meaning" in pair.reason
    newer.refresh_from_db()
    assert newer.merged_into is None
    event = AuditEvent.objects.get(action="claim.compared", target_id=newer.pk)
    assert event.data["suggested"] == [known[DREDGING].pk]


def test_a_claim_on_another_matter_is_not_suggested_however_few_are_known() -> None:
    said("The city's debt has doubled since 2021.")
    compare_claims()
    said("Unemployment in Tavania has fallen to 4.1 percent.")
    said("Tavania spends 11 percent of its national income on pensions.")
    assert compare_claims() == 2
    assert not MatchSuggestion.objects.exists()


def test_comparing_twice_makes_the_same_rows_and_keeps_what_people_decided(known: dict[str, Claim]) -> None:
    newer = said(PARAPHRASE)
    compare_claims()
    pair = MatchSuggestion.objects.get(claim=newer)
    MatchSuggestion.objects.filter(pk=pair.pk).update(state=SuggestionState.REJECTED)
    assert compare_claims() == 0
    Claim.objects.filter(pk=newer.pk).update(vector_sha256="")
    assert compare_claims() == 1
    assert MatchSuggestion.objects.get(claim=newer).state == SuggestionState.REJECTED


def test_another_wording_makes_the_vector_due_again(known: dict[str, Claim]) -> None:
    compare_claims()
    claim = known[OTHERS[0]]
    before = ClaimVector.objects.get(claim=claim).vector
    reworded = "The minister of transport opened a railway."
    Claim.objects.filter(pk=claim.pk).update(text=reworded, sha256=wording_hash(reworded))
    assert list(search.due_for_meaning()) == [claim]
    compare_claims()
    assert ClaimVector.objects.get(claim=claim).vector != before
    assert not search.due_for_meaning().exists()


def test_the_likeliest_claim_comes_first_with_its_likeness(known: dict[str, Claim]) -> None:
    compare_claims()
    near = search.nearest_claims(PARAPHRASE)
    assert near[0].claim == known[DREDGING]
    assert near[0].likeness is not None
    assert near[0].likeness > 0.6
    assert [found.score for found in near] == sorted((found.score for found in near), reverse=True)


def test_a_pool_narrows_what_is_found(known: dict[str, Claim]) -> None:
    compare_claims()
    pool = Claim.objects.exclude(pk=known[DREDGING].pk)
    assert known[DREDGING] not in [found.claim for found in search.nearest_claims(PARAPHRASE, within=pool)]
    meant = search.meant_claims("dredged harbour cost", within=Claim.objects.all())
    assert meant[0][0] == known[DREDGING].pk
    assert search.meant_claims("dredged harbour cost", within=pool, at_least=0.9) == []


def test_without_pgvector_words_alone_find_claims(known: dict[str, Claim]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE claims_claimvector")
    search.meaning_available.cache_clear()
    try:
        assert compare_claims() == 0
        near = search.nearest_claims("How much did the harbour trust spend on dredging?")
        assert near[0].claim == known[DREDGING]
        assert near[0].likeness is None
        assert search.meant_claims("dredging", within=Claim.objects.all()) == []
    finally:
        search.meaning_available.cache_clear()


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂" * 300, "a " * 9000, "' | & ! (", "\u202eabc", "x" * 100_000])
def test_any_text_can_be_looked_for(known: dict[str, Claim], text: str) -> None:
    compare_claims()
    assert len(search.nearest_claims(text)) <= search.CANDIDATES
