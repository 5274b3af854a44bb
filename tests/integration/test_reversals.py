"""The page of a speaker says where published editions show them for and against the same claim; nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from accounts.models import User
from claims.enums import Stance
from claims.models import Claim, Position, Speaker
from claims.services import merge_speakers
from publication.models import Edition
from publication.queries import reversals, reversals_of
from publication.services import correct, publish, retract
from reviews.services import record_position, withdraw_position
from sources.models import Article
from tests.integration.test_review_loop import settle

pytestmark = pytest.mark.django_db
HEADING = "Contradictions and reversals"
LATER = datetime(2026, 3, 9, 12, tzinfo=UTC)
WORDS = "I never said that he agreed."


def denies(claim: Claim, by: User, *, at: datetime = LATER, stance: Stance = Stance.DENIES) -> Position:
    """Its own speaker takes the other side."""
    return record_position(
        by=by,
        claim_id=claim.pk,
        stance=stance,
        party_id=claim.speaker_id,
        stated_at=at,
        quotation=WORDS,
        address="https://harbour-wire.example/denial",
    )


def published(claim: Claim, ada: User, bo: User, eve: User) -> Edition:
    settle(claim, ada, bo)
    return publish(by=eve, claim_id=claim.pk, expected_version=claim.version, summary="So.")


def page(client: Client, speaker_id: int | None, **query: str) -> str:
    answer = client.get(f"/speakers/{speaker_id}-x/", query, follow=True)
    assert answer.status_code == 200
    return " ".join(strip_tags(answer.content.decode()).split())


def test_who_said_it_and_later_denies_it(client: Client, claim: Claim, ada: User, bo: User, eve: User) -> None:
    denies(claim, ada)
    published(claim, ada, bo, eve)
    answer = client.get(f"/speakers/{claim.speaker_id}-x/", follow=True).content.decode()
    assert HEADING in answer
    section = answer[answer.index(HEADING) : answer.index("Statements by day")]
    assert section.index("1 Mar 2026") < section.index("9 Mar 2026")
    assert section.index("asserts") < section.index("denies")
    assert 'href="https://daily-courier.example/talks"' in section
    assert 'href="https://harbour-wire.example/denial"' in section
    assert f"<q>{WORDS}</q>" in section
    assert "First one, then the other" in section
    assert claim.text in section


@pytest.mark.parametrize("stance", [Stance.NOT_CONFIRMED, Stance.DECLINED, Stance.NO_ANSWER, Stance.CONFIRMS])
def test_silence_and_saying_it_again_are_no_reversal(
    stance: Stance, client: Client, claim: Claim, ada: User, bo: User, eve: User
) -> None:
    denies(claim, ada, stance=stance)
    published(claim, ada, bo, eve)
    assert HEADING not in page(client, claim.speaker_id)


def test_what_no_edition_shows_is_not_shown(client: Client, claim: Claim, ada: User, bo: User, eve: User) -> None:
    first = published(claim, ada, bo, eve)
    position = denies(claim, ada)
    assert HEADING not in page(client, claim.speaker_id), "the desk knows, no edition says so"
    second = correct(by=eve, claim_id=claim.pk, reason="They deny it now.")
    assert HEADING in page(client, claim.speaker_id)
    then = (second.published_at - timedelta(microseconds=1)).isoformat()
    assert first.published_at < second.published_at
    assert HEADING not in page(client, claim.speaker_id, as_of=then)
    withdraw_position(by=ada, claim_id=claim.pk, position_id=position.pk)
    assert HEADING in page(client, claim.speaker_id), "the edition stands until it is corrected"
    third = correct(by=eve, claim_id=claim.pk, reason="It was somebody else.")
    assert HEADING not in page(client, claim.speaker_id)
    then = (third.published_at - timedelta(microseconds=1)).isoformat()
    answer = client.get(f"/speakers/{claim.speaker_id}-x/", {"as_of": then}, follow=True).content.decode()
    assert HEADING in answer
    section = answer[answer.index(HEADING) : answer.index("Statements by day")]
    assert "?as_of=" in section, "its links keep the moment"


def test_a_retracted_statement_tells_nothing(claim: Claim, ada: User, bo: User, eve: User) -> None:
    denies(claim, ada)
    published(claim, ada, bo, eve)
    assert claim.speaker_id is not None
    assert reversals_of(claim.speaker_id).count == 1
    retract(by=eve, claim_id=claim.pk, reason="Another envoy.")
    assert reversals_of(claim.speaker_id).count == 0


def test_a_party_to_the_statement_of_another(claim: Claim, ada: User, bo: User, eve: User) -> None:
    moscow = Speaker.objects.get(name="Government of Russia")
    for stance, day in ((Stance.CONFIRMS, 3), (Stance.DENIES, 6)):
        record_position(
            by=ada,
            claim_id=claim.pk,
            stance=stance,
            party_id=moscow.pk,
            stated_at=datetime(2026, 3, day, tzinfo=UTC),
            quotation="As we said.",
        )
    published(claim, ada, bo, eve)
    (found,) = reversals_of(moscow.pk).shown
    assert [stand.stance for stand in found.stands] == ["confirms", "denies"]
    assert not found.at_once
    assert claim.speaker_id is not None
    assert reversals_of(claim.speaker_id).count == 0, "others who deny it do not make its speaker contradict themselves"


def test_the_statement_itself_is_a_stand(claim: Claim, ada: User, bo: User, eve: User) -> None:
    Position.objects.filter(claim=claim, stance=Stance.ASSERTS).delete()
    denies(claim, ada)
    published(claim, ada, bo, eve)
    (found,) = reversals_of(claim.speaker_id or 0).shown
    assert [(stand.own, stand.stance) for stand in found.stands] == [(True, "asserts"), (False, "denies")]
    assert "Putin had agreed" in found.stands[0].quotation
    assert found.stands[0].url == "https://daily-courier.example/talks"


def test_who_denied_it_from_the_start_reverses_nothing(
    read_text: Callable[..., Article], ada: User, bo: User, eve: User
) -> None:
    read_text("Minister Lena Voss denied that she had been told of the dredging costs.")
    claim = Claim.objects.get()
    voss = Speaker.objects.get(name="Lena Voss")
    edition = published(claim, ada, bo, eve)
    stands = [(row["stance"], row["speaker"]["id"]) for row in edition.snapshot["positions"]]
    assert stands == [("denies", voss.pk)]
    assert reversals_of(voss.pk).count == 0


def test_two_sides_at_one_moment_are_named_so(client: Client, claim: Claim, ada: User, bo: User, eve: User) -> None:
    first = Position.objects.filter(claim=claim, party=claim.speaker, stance=Stance.ASSERTS)[0]
    denies(claim, ada, at=first.stated_at)
    published(claim, ada, bo, eve)
    assert "Both at the same time" in page(client, claim.speaker_id)


def test_a_merged_speaker_is_the_same_one(claim: Claim, ada: User, bo: User, eve: User) -> None:
    denies(claim, ada)
    published(claim, ada, bo, eve)
    into = Speaker.objects.create(name="Steven Witkoff", key="steven witkoff", kind="person")
    merge_speakers(by=eve, speaker_id=claim.speaker_id or 0, into_id=into.pk)
    assert [one.claim_id for one in reversals_of(into.pk).shown] == [claim.pk]


def test_stands_that_the_desk_moved_since_are_shown_until_the_statement_is_corrected(
    client: Client, claim: Claim, ada: User, bo: User, eve: User
) -> None:
    denies(claim, ada)
    published(claim, ada, bo, eve)
    said_by = claim.speaker_id
    other = Claim.objects.exclude(pk=claim.pk)[0]
    somebody = Speaker.objects.create(name="Steven Witkoff", key="steven witkoff", kind="person")
    Position.objects.filter(claim=claim, stance=Stance.DENIES).update(claim=other)  # as a split does
    Position.objects.filter(claim=claim).update(party=somebody)  # as a corrected speaker does
    assert HEADING in page(client, said_by), "what is public says so"


def test_a_stand_on_each_side_by_two_who_became_one(claim: Claim, ada: User, bo: User, eve: User) -> None:
    twin = Speaker.objects.create(name="Steven Witkoff", key="steven witkoff", kind="person")
    record_position(by=ada, claim_id=claim.pk, stance=Stance.DENIES, party_id=twin.pk, stated_at=LATER, quotation=WORDS)
    published(claim, ada, bo, eve)
    assert claim.speaker_id is not None
    assert reversals_of(twin.pk).count == reversals_of(claim.speaker_id).count == 0
    merge_speakers(by=eve, speaker_id=claim.speaker_id, into_id=twin.pk)
    assert reversals_of(twin.pk).count == 1


def test_of_many_the_newest_are_shown_and_the_page_says_so(
    client: Client,
    read_text: Callable[..., Article],
    ada: User,
    bo: User,
    eve: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reversals, "MOST_SHOWN", 2)
    for n in range(3):
        said = datetime(2026, 1, 1 + n, tzinfo=UTC)
        read_text(f"Minister Lena Voss said {n + 20} ships left the port of Varnholm in {2000 + n}.", published_at=said)
        claim = Claim.objects.order_by("-pk")[0]
        denies(claim, ada)
        published(claim, ada, bo, eve)
        shown = page(client, claim.speaker_id)
        assert ("are shown" in shown) is (n == 2)
    assert "The newest 2 of 3 are shown" in shown
    section = shown[shown.index(HEADING) : shown.index("Statements by day")]
    assert ("20 ships" in section, "21 ships" in section, "22 ships" in section) == (False, True, True)


def test_the_database_is_asked_as_often_for_many(
    client: Client, read_text: Callable[..., Article], ada: User, bo: User, eve: User
) -> None:
    def asked(speaker_id: int) -> int:
        client.get(f"/speakers/{speaker_id}-x/", follow=True)
        address = client.get(f"/speakers/{speaker_id}-x/")["Location"]
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address).status_code == 200
        return len(counted)

    counts = []
    for n in range(3):
        read_text(f"Minister Lena Voss said {n + 20} ships left the port of Varnholm in {2000 + n}.")
        claim = Claim.objects.order_by("-pk")[0]
        denies(claim, ada)
        published(claim, ada, bo, eve)
        assert claim.speaker_id is not None
        assert reversals_of(claim.speaker_id).count == n + 1
        counts.append(asked(claim.speaker_id))
    assert len(set(counts)) == 1
