"""A long text comes in parts, each with its own claims in place; claims are weighed by their meaning."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from claims import queries
from claims.extraction import worth_meaning
from claims.matching import embedding
from claims.models import Mention
from desk.presenters.marks import PART_CHARACTERS
from sources.models import Article

pytestmark = pytest.mark.django_db

PARAGRAPH = "Mayor Ann Lee said that {n} bridges in Leeds were closed in 2019. " + "The river ran on as before. " * 20


@pytest.fixture
def long_article(read_text: Callable[..., Article]) -> Article:
    return read_text("\n\n".join(PARAGRAPH.format(n=n) for n in range(11, 41)))


def test_a_long_text_comes_in_parts_with_the_claims_of_each(long_article: Article, ada: User, client: Client) -> None:
    version = long_article.versions.get()
    assert len(version.text) > PART_CHARACTERS
    client.force_login(ada)
    address = reverse("desk:article", args=[long_article.pk])
    first = client.get(address).content.decode()
    second = client.get(address, {"part": 2}).content.decode()
    assert "part 1 of 2" in first and "part 2 of 2" in second
    assert "11 bridges" in first and "11 bridges" not in second
    assert "40 bridges" in second and "40 bridges" not in first
    cards = [page.count("data-card=") for page in (first, second)]
    run = queries.latest_run(version)
    assert run is not None
    assert min(cards) > 0 and sum(cards) == queries.claims_in_run(run)
    assert client.get(address, {"part": 99}).content.decode().count("part 2 of 2")


def test_the_part_that_holds_a_claim_opens_with_it(long_article: Article, ada: User, client: Client) -> None:
    last = Mention.objects.order_by("-start_offset").select_related("claim").first()
    assert last is not None and last.claim is not None
    client.force_login(ada)
    page = client.get(reverse("desk:article", args=[long_article.pk]), {"claim": last.claim.pk}).content.decode()
    assert "part 2 of 2" in page
    assert f'id="mark-{last.claim.pk}"' in page
    page = client.get(reverse("desk:claim", args=[last.claim.pk])).content.decode()
    assert f'id="mark-{last.claim.pk}"' in page
    assert "11 bridges" not in page


def test_claims_are_weighed_by_the_scorer_of_the_command(read_text: Callable[..., Article]) -> None:
    read_text("Mayor Ann Lee said that unemployment in Leeds rose to 9 per cent in 2019.")
    mention = Mention.objects.get()
    own = " ".join(mention.version.text[start:end] for start, end in mention.spans)
    (score,) = worth_meaning.score_texts([own], embedding.embed_layers)
    assert mention.score == pytest.approx(score, abs=1e-4)


def test_a_card_says_how_sure_it_sounds_and_how_it_was_found(
    read_text: Callable[..., Article], ada: User, client: Client
) -> None:
    article = read_text("Mayor Ann Lee said that unemployment in Leeds did not rise to 9 per cent in 2019.")
    mention = Mention.objects.get()
    assert mention.rule and mention.cue == "say" and "said" in mention.path and mention.confidence is not None
    client.force_login(ada)
    page = client.get(reverse("desk:article", args=[article.pk])).content.decode()
    for words in ("Why it was found", "word for saying: say", "sounds ", "negated", "path: said &gt;"):
        assert words in page, words
