"""Texts as strangers give them: without a title, with markup, with refusals, very long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from claims.models import MatchSuggestion, Mention
from claims.services import extract_version, match
from sources.models import Article, ArticleVersion
from sources.services import submit_text

pytestmark = pytest.mark.django_db

HEADLINE = "Ferry operator knew of cracked hull, union says"
BODY = "The ferry operator Norrline knew that 3 hulls were cracked, the seafarers’ union said on Tuesday in Leeds."


def page_of(client: Client, article: Article) -> str:
    return client.get(reverse("desk:article", args=[article.pk])).content.decode()


def test_a_text_without_a_title_is_called_by_its_first_line(
    read_text: Callable[..., Article], ada: User, client: Client
) -> None:
    article = read_text(f"{HEADLINE}\n\n{BODY}")
    client.force_login(ada)
    assert f'<h1 id="article-title">{HEADLINE}</h1>' in page_of(client, article)
    assert HEADLINE in client.get(reverse("desk:articles")).content.decode()
    claim = Mention.objects.order_by("pk").first()
    assert claim is not None
    assert HEADLINE in client.get(reverse("desk:claim", args=[claim.claim_id])).content.decode()
    article.refresh_from_db()
    assert article.title == "" and article.versions.get().title == ""  # what is stored stays as it was given


def test_markup_is_marked_and_names_nobody(read_text: Callable[..., Article], ada: User, client: Client) -> None:
    article = read_text("<p>The director, <b>Nora Weiss</b>, said that 14 patients had been infected in 2025.</p>")
    client.force_login(ada)
    page = page_of(client, article)
    assert "HTML markup was found in the text" in page
    mention = Mention.objects.get()
    assert mention.text == "14 patients were infected in 2025"
    assert mention.attribution is not None and mention.attribution.speaker is not None
    assert mention.attribution.speaker.name == "Nora Weiss"


def test_the_one_who_declined_is_the_party_and_not_the_outlet(
    read_text: Callable[..., Article], ada: User, client: Client
) -> None:
    read_text("Ilse Kramer spoke in Leeds. She declined to say whether Norrline had asked for a hull inspection.")
    client.force_login(ada)
    claim = Mention.objects.get(attribution__speaker__name="Ilse Kramer").claim
    assert claim is not None
    page = client.get(reverse("desk:claim", args=[claim.pk])).content.decode()
    assert "would not say (“declined to say”)" in page
    assert '<span class="chain__cue">declined to say</span>' not in page


def test_a_long_text_shows_how_many_claims_are_matched(
    rob: User, ada: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(f"Mayor Ann Lee said that {n} bridges in Leeds were closed in 2019." for n in range(11, 17))
    version: ArticleVersion = submit_text(by=rob, text=text, source_name="Daily Courier").article.versions.get()
    run = extract_version(version_id=version.pk)
    assert run is not None
    monkeypatch.setattr(match, "STEP", 4)
    match._weigh_and_match(run_id=run.pk)
    client.force_login(ada)
    line = client.get(reverse("desk:article-progress", args=[version.article_id])).content.decode()
    assert "4 of 6 claims compared with those known" in line
    match.match_run(run_id=run.pk)
    assert (
        MatchSuggestion.objects.count() == MatchSuggestion.objects.values("claim", "candidate").distinct().count() > 0
    )
