"""Known claims ranked for a text, with and without the embedding model."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from claims.matching import embedding
from claims.matching.jsonl import InputError, run
from claims.matching.rank import ClaimIndex, KnownClaim
from claims.matching.wording import posted_on, without_address

CLAIMS = [
    KnownClaim("anaconda", "A video shows a ten metre snake that swims across a river in Brazil."),
    KnownClaim("fries", "A burger chain sells fries of any size for one dollar."),
    KnownClaim("draft", "The army sends text messages that call people up for military service."),
    KnownClaim("dolphins", "Dolphins came back to the canals of Venice."),
]
words_only = pytest.fixture(lambda monkeypatch: monkeypatch.setattr(embedding, "available", lambda: False))
needs_model = pytest.mark.skipif(not embedding.available(), reason="the embedding package is not installed")


@needs_model
def test_the_claim_that_means_the_same_comes_first_with_meaning() -> None:
    index = ClaimIndex(CLAIMS)
    assert index.mode == "meaning"
    assert index.rank("Soldiers are texting men to enlist")[0][0] == "draft"


@pytest.mark.usefixtures("words_only")
def test_without_the_model_words_alone_rank_and_the_index_says_so() -> None:
    index = ClaimIndex(CLAIMS)
    assert index.mode == "words"
    assert index.rank("dolphins in the canals of Venice!")[0][0] == "dolphins"


@pytest.mark.usefixtures("words_only")
def test_scores_are_probabilities_in_falling_order_and_stable() -> None:
    index = ClaimIndex(CLAIMS)
    ranking = index.rank("one dollar fries")
    scores = [score for _, score in ranking]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert ranking == index.rank("one dollar fries")
    assert len(index.rank("one dollar fries", top=2)) == 2


@pytest.mark.usefixtures("words_only")
def test_of_two_like_claims_the_one_nearer_in_time_comes_first() -> None:
    text = "The governor closed all schools of the state."
    claims = [KnownClaim("old", text, said_on=date(2003, 5, 1)), KnownClaim("new", text, said_on=date(2020, 3, 14))]
    ranking = ClaimIndex([*claims, *CLAIMS]).rank("the governor closed schools", said_on=date(2020, 3, 16))
    assert ranking[0][0] == "new"


@pytest.mark.usefixtures("words_only")
@pytest.mark.parametrize("query", ["", "?!", "\u200b", "🙂" * 50, "a " * 2000])
def test_odd_queries_are_ranked_all_the_same(query: str) -> None:
    assert len(ClaimIndex(CLAIMS).rank(query)) == len(CLAIMS)
    assert ClaimIndex([]).rank(query) == []


def test_a_post_loses_links_signature_and_date_and_keeps_the_words_of_its_tags() -> None:
    post = "Dolphins in #VeniceCanals https://example.org/x — A Person (@aperson) March 17, 2020"
    assert without_address(post) == "Dolphins in Venice Canals"
    assert posted_on(post) == date(2020, 3, 17)
    assert posted_on("Dolphins in Venice") is None


@pytest.mark.usefixtures("words_only")
def test_the_files_go_in_and_a_ranking_for_each_query_comes_out(tmp_path: Path) -> None:
    claims, queries, out = (tmp_path / name for name in ("claims.jsonl", "queries.jsonl", "out.jsonl"))
    claims.write_text("".join(json.dumps({"claim_id": c.id, "text": c.text, "title": None}) + "\n" for c in CLAIMS))
    queries.write_text(json.dumps({"query_id": "1", "text": "fries for one dollar"}) + "\n\n")
    said: list[str] = []
    assert run(claims, queries, out, said.append) == 1
    assert json.loads(out.read_text())["ranking"][0][0] == "fries"
    assert any("words only" in line for line in said)


def test_a_line_that_lacks_a_text_is_refused_with_its_place(tmp_path: Path) -> None:
    claims = tmp_path / "claims.jsonl"
    claims.write_text('{"claim_id": "1", "text": "x"}\n{"claim_id": "2"}\n')
    with pytest.raises(InputError, match="line 2: needs text"):
        run(claims, claims, tmp_path / "out.jsonl")


@needs_model
def test_vectors_are_unit_vectors_in_the_order_given_whatever_the_company() -> None:
    together = embedding.embed(["A long sentence about many different things in the world.", "Short."])
    assert together.shape == (2, embedding.DIMENSIONS)
    assert abs(float((together[1] ** 2).sum()) - 1) < 1e-4
    assert float(together[1] @ embedding.embed(["Short."])[0]) > 0.9999
