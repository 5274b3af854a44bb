"""The order of the queue: worth, origins, age, and what the desk wants first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from claims.enums import PriorityLevel
from claims.models import Claim, DeskPriority
from claims.queries import due_priorities
from claims.services import apply_priority, set_priority
from core.errors import InvalidInput, NotAllowed
from reviews.services import change_claim_topics
from sources.models import Article, Source

pytestmark = pytest.mark.django_db

FERRIES = "Minister Lena Voss said 42 ferries left the port of Varnholm in 2024."


def of(name: str) -> Claim:
    found = Claim.objects.filter(speaker__name__icontains=name).first()
    assert found is not None
    return found


@pytest.fixture
def two(read_text: Callable[..., Article], claim: Claim) -> tuple[Claim, Claim]:
    """Witkoff's claim and the minister's, equal in worth and age."""
    read_text(FERRIES, source_name="Harbour Wire")
    now = timezone.now()
    Claim.objects.update(score=0.6, created_at=now)
    return Claim.objects.get(pk=claim.pk), of("Voss")


def test_priority_follows_from_the_row_itself(two: tuple[Claim, Claim]) -> None:
    first, second = two
    assert first.priority == pytest.approx(second.priority)
    Claim.objects.filter(pk=first.pk).update(score=0.9)
    Claim.objects.filter(pk=second.pk).update(created_at=F("created_at") - timedelta(days=2))
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.priority - second.priority == pytest.approx(0.3 + 0.1)
    Claim.objects.filter(pk=first.pk).update(priority=99)
    first.refresh_from_db()
    assert first.priority < 90


def test_a_copy_of_one_text_is_no_second_origin(read_text: Callable[..., Article]) -> None:
    read_text(FERRIES, source_name="Harbour Wire", url="https://harbour.example/1")
    one = of("Voss")
    before = one.priority
    read_text(FERRIES + " ", source_name="Saltmere Post", url="https://saltmere.example/1")
    one.refresh_from_db()
    assert (one.origins, one.priority) == (1, before)
    read_text(
        "The harbour was busy, officials noted in a long report about trade, tourism and the weather of the coast."
        f"\n\n{FERRIES}\n\nTourism grew as well, and hotels were full for most of the summer according to the chamber.",
        source_name="Northern Ledger",
        url="https://northern.example/1",
    )
    one.refresh_from_db()
    assert one.origins == 2
    assert one.priority > before


@pytest.mark.parametrize("kind", ["claim", "speaker", "topic", "source"])
def test_an_editors_word_puts_claims_first(kind: str, two: tuple[Claim, Claim], eve: User) -> None:
    change_claim_topics(by=eve, claim_id=two[0].pk, add=["Peace talks"])
    mention = two[0].mentions.select_related("version__article").first()
    assert mention is not None
    targets = {
        "claim": two[0].pk,
        "speaker": two[0].speaker_id,
        "topic": two[0].topic_rows.get().topic_id,
        "source": mention.version.article.source_id,
    }
    priority = set_priority(by=eve, kind=kind, target_id=targets[kind] or 0, level=PriorityLevel.URGENT, note="Vote.")
    apply_priority(priority_id=priority.pk)
    assert Claim.objects.get(pk=two[0].pk).desk_level == 2
    assert Claim.objects.get(pk=two[1].pk).desk_level == 0
    first = Claim.objects.filter(pk__in=[one.pk for one in two]).order_by("-priority").first()
    assert first == two[0]
    again = set_priority(by=eve, kind=kind, target_id=targets[kind] or 0, level=PriorityLevel.NORMAL)
    apply_priority(priority_id=again.pk)
    assert Claim.objects.get(pk=two[0].pk).desk_level == 0
    assert DeskPriority.objects.count() == 1


def test_what_raises_counts_before_what_lowers(two: tuple[Claim, Claim], eve: User) -> None:
    change_claim_topics(by=eve, claim_id=two[0].pk, add=["Peace talks"])
    for kind, target, level in (
        ("topic", two[0].topic_rows.get().topic_id, PriorityLevel.LATER),
        ("speaker", two[0].speaker_id, PriorityLevel.HIGH),
    ):
        priority = set_priority(by=eve, kind=kind, target_id=target or 0, level=level)  # type: ignore[arg-type]
        apply_priority(priority_id=priority.pk)
    assert Claim.objects.get(pk=two[0].pk).desk_level == 1


def test_a_topic_that_comes_later_brings_its_priority(two: tuple[Claim, Claim], eve: User) -> None:
    change_claim_topics(by=eve, claim_id=two[0].pk, add=["Peace talks"])
    topic = two[0].topic_rows.get().topic_id
    priority = set_priority(by=eve, kind="topic", target_id=topic, level=PriorityLevel.HIGH)
    apply_priority(priority_id=priority.pk)
    change_claim_topics(by=eve, claim_id=two[1].pk, add=["Peace talks"])
    assert Claim.objects.get(pk=two[1].pk).desk_level == 1
    change_claim_topics(by=eve, claim_id=two[0].pk, remove=[topic])
    assert Claim.objects.get(pk=two[0].pk).desk_level == 0


def test_new_claims_of_a_wanted_speaker_come_first(read_text: Callable[..., Article], eve: User) -> None:
    read_text(FERRIES)
    speaker = of("Voss").speaker
    assert speaker is not None
    apply_priority(priority_id=set_priority(by=eve, kind="speaker", target_id=speaker.pk, level=PriorityLevel.HIGH).pk)
    read_text("Minister Lena Voss said the port of Varnholm lost 90 jobs in 2025.")
    assert set(Claim.objects.filter(speaker=speaker).values_list("desk_level", flat=True)) == {1}


def test_a_priority_is_due_until_all_earlier_work_has_ended(two: tuple[Claim, Claim], eve: User) -> None:
    assert two[0].speaker_id is not None
    priority = set_priority(by=eve, kind="speaker", target_id=two[0].speaker_id, level=PriorityLevel.HIGH)
    assert due_priorities().filter(pk=priority.pk).exists()
    apply_priority(priority_id=priority.pk)
    assert not due_priorities().exists()
    DeskPriority.objects.update(
        set_at=F("set_at") - timedelta(minutes=3), applied_at=F("applied_at") - timedelta(minutes=3)
    )
    assert due_priorities().get() == priority
    apply_priority(priority_id=priority.pk)
    assert not due_priorities().exists()


def test_only_editors_say_what_comes_first_and_only_of_what_is_there(ada: User, eve: User) -> None:
    with pytest.raises(NotAllowed):
        set_priority(by=ada, kind="speaker", target_id=1, level=PriorityLevel.HIGH)
    with pytest.raises(InvalidInput, match="not there"):
        set_priority(by=eve, kind="speaker", target_id=999_999, level=PriorityLevel.HIGH)


def test_an_owner_changed_later_is_counted_by_the_command(read_text: Callable[..., Article]) -> None:
    read_text(FERRIES, source_name="Harbour Wire", url="https://harbour.example/1")
    read_text(
        "The harbour was busy, officials noted in a long report about trade, tourism and the weather of the coast."
        f"\n\n{FERRIES}",
        source_name="Northern Ledger",
        url="https://northern.example/1",
    )
    assert of("Voss").origins == 2
    Source.objects.update(owner="One house")
    call_command("rank_claims")
    assert of("Voss").origins == 1
