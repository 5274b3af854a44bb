"""A person puts right what was extracted; the original stays beside it, and it can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from audit.models import AuditEvent
from audit.queries import verify_chain
from claims.enums import SpeakerKind, Stance, SuggestionState
from claims.models import Claim, Correction, ExtractionRun, MatchSuggestion, Mention, Position, Speaker
from claims.queries import mentions_of_claim, positions_of_claim
from claims.services import extract_version, find_or_add_speaker
from claims.services.match import match_run
from core.errors import Conflict, InvalidInput, NotAllowed
from reviews.enums import EvidenceStance, Verdict
from reviews.models import Act
from reviews.services import (
    Part,
    add_evidence,
    correct_about,
    correct_span,
    correct_speaker,
    correct_text,
    decide,
    merge_claims,
    reject_match,
    split_claim,
    take,
    undo,
)
from sources.models import Article

pytestmark = pytest.mark.django_db

BETTER = "Russia's president agreed to security guarantees for Ukraine"


def place(claim: Claim) -> Mention:
    found = mentions_of_claim(claim).first()
    assert found is not None
    return found


def undo_last(by: User) -> Claim:
    return undo(by=by, act_id=Act.objects.filter(by=by, undone_at=None).latest("pk").pk)


def reread(article: Article) -> None:
    """What a newer pipeline does: a new run over the same text."""
    version = article.versions.get()
    ExtractionRun.objects.filter(version=version).update(pipeline_version="older")
    extract_version(version_id=version.pk)
    match_run(run_id=ExtractionRun.objects.filter(version=version).latest("pk").pk)


def test_a_corrected_text_keeps_the_original_beside_it(claim: Claim, ada: User) -> None:
    original = claim.text
    correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version, text=f" {BETTER} ", reason="Shorter")
    after = Claim.objects.get(pk=claim.pk)
    assert (after.text, after.edited, after.version) == (BETTER, True, claim.version + 1)
    row = Correction.objects.get()
    assert (row.original["text"], row.corrected["text"], row.by, row.reason) == (original, BETTER, ada, "Shorter")
    assert AuditEvent.objects.latest("sequence").action == "claim.corrected_text"


def test_an_extraction_after_a_correction_finds_the_corrected_claim(
    read_text: Callable[..., Article], claim: Claim, ada: User
) -> None:
    correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version, text=BETTER)
    claims_before = Claim.objects.count()
    reread(Article.objects.get())
    assert Claim.objects.count() == claims_before
    assert Claim.objects.get(pk=claim.pk).text == BETTER
    assert place(claim).run == ExtractionRun.objects.latest("pk")


def test_a_stale_correction_is_refused_with_what_it_is_now(claim: Claim, ada: User, eve: User) -> None:
    correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version, text=BETTER)
    with pytest.raises(Conflict) as refused:
        correct_text(by=eve, claim_id=claim.pk, expected_version=claim.version, text="Other words.")
    assert refused.value.details["text"] == BETTER
    assert Correction.objects.count() == 1


def test_what_a_verdict_rests_on_is_not_corrected(claim: Claim, ada: User, bo: User) -> None:
    take(by=ada, claim_id=claim.pk)
    claim.refresh_from_db()
    with pytest.raises(Conflict, match="has taken"):
        correct_text(by=bo, claim_id=claim.pk, expected_version=claim.version, text=BETTER)
    decide(by=ada, claim_id=claim.pk, expected_version=claim.version, verdict=Verdict.UNCONFIRMED, rationale="So.")
    claim.refresh_from_db()
    with pytest.raises(Conflict, match="A verdict rests"):
        correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version, text=BETTER)


def test_a_reporter_may_not_correct(claim: Claim, rob: User) -> None:
    with pytest.raises(NotAllowed, match="reviewer"):
        correct_text(by=rob, claim_id=claim.pk, expected_version=claim.version, text=BETTER)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 2001])
def test_a_text_that_is_none_is_refused(text: str, claim: Claim, ada: User) -> None:
    with pytest.raises(InvalidInput):
        correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version, text=text)


def test_the_speaker_is_corrected_by_selecting_words(claim: Claim, ada: User) -> None:
    mention = place(claim)
    start = mention.version.text.index("Vladimir Putin")
    found = mention.attribution
    correct_speaker(
        by=ada,
        claim_id=claim.pk,
        expected_version=claim.version,
        mention_id=mention.pk,
        span=(start, start + len("Vladimir Putin")),
    )
    after = Claim.objects.get(pk=claim.pk)
    assert after.speaker is not None
    assert after.speaker.name == "Vladimir Putin"
    assert not after.about.filter(speaker=after.speaker).exists()
    now = place(after).attribution
    assert now is not None
    assert now.speaker_text == "Vladimir Putin" or now.parent is not None
    assert ("Vladimir Putin", Stance.ASSERTS) in {
        (p.party.name, p.stance) for p in positions_of_claim(after) if p.party
    }
    # What the pipeline found is still there: it is the original.
    assert found is not None
    found.refresh_from_db()
    assert Correction.objects.get().original["name"] == "Steve Witkoff"

    undo_last(ada)
    back = Claim.objects.get(pk=claim.pk)
    assert back.speaker is not None
    assert back.speaker.name == "Steve Witkoff"
    assert place(back).attribution == found
    assert "Vladimir Putin" in [about.speaker.name for about in back.about.all()]
    assert ("Steve Witkoff", Stance.ASSERTS) in {(p.party.name, p.stance) for p in positions_of_claim(back) if p.party}


def test_the_outlets_own_words_get_a_speaker(read_text: Callable[..., Article], ada: User) -> None:
    read_text("Ten ships sank off Varnholm on 3 March 2026, killing 40 people.", source_name="Daily Courier")
    claim = Claim.objects.filter(speaker=None).first()
    assert claim is not None
    correct_speaker(
        by=ada, claim_id=claim.pk, expected_version=claim.version, name="Harbour Office", kind=SpeakerKind.ORGANISATION
    )
    claim.refresh_from_db()
    assert claim.speaker == Speaker.objects.get(name="Harbour Office")
    attribution = place(claim).attribution
    assert attribution is not None
    assert attribution.speaker == claim.speaker
    undo_last(ada)
    claim.refresh_from_db()
    assert claim.speaker is None
    assert place(claim).attribution is None


def test_a_span_is_corrected_in_place(claim: Claim, ada: User) -> None:
    mention = place(claim)
    before = mention.spans
    text = mention.version.text
    start = text.index("security guarantees")
    correct_span(
        by=ada,
        claim_id=claim.pk,
        expected_version=claim.version,
        mention_id=mention.pk,
        part=Part.CONTENT,
        start=start,
        end=start + len("security guarantees "),
    )
    after = place(claim)
    assert text[after.start_offset : after.end_offset] == "security guarantees"
    assert Correction.objects.get().original["spans"] == before
    undo_last(ada)
    assert place(claim).spans == before


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (5, 5), (9, 3), (0, 10**9)])
def test_a_span_outside_the_text_is_refused(start: int, end: int, claim: Claim, ada: User) -> None:
    with pytest.raises(InvalidInput):
        correct_span(
            by=ada,
            claim_id=claim.pk,
            expected_version=claim.version,
            mention_id=place(claim).pk,
            part=Part.CONTENT,
            start=start,
            end=end,
        )


def test_whom_it_is_about_is_corrected(claim: Claim, ada: User) -> None:
    was = [row.speaker.name for row in claim.about.all()]
    correct_about(by=ada, claim_id=claim.pk, expected_version=claim.version, names=["Government of Russia", "Kim Doe"])
    assert [row.speaker.name for row in claim.about.all()] == ["Government of Russia", "Kim Doe"]
    undo_last(ada)
    assert [row.speaker.name for row in claim.about.all()] == was


def test_a_claim_is_split_in_two(claim: Claim, ada: User) -> None:
    places = mentions_of_claim(claim).count()
    one, other = split_claim(
        by=ada,
        claim_id=claim.pk,
        expected_version=claim.version,
        first="Vladimir Putin agreed on guarantees",
        second="There will be security for Ukraine",
    )
    assert one.pk == claim.pk
    assert other.speaker == one.speaker
    texts = []
    for part in (one, other):
        mention = place(part)
        texts.append(mention.version.text[mention.start_offset : mention.end_offset])
    assert "guarantees" in texts[0]
    assert "security" in texts[1]
    assert "Ukraine" in texts[1]
    assert {p.stance for p in positions_of_claim(other)} == {p.stance for p in positions_of_claim(one)}
    assert AuditEvent.objects.filter(action="claim.split_off", target_id=other.pk).exists()

    undo_last(ada)
    whole = Claim.objects.get(pk=claim.pk)
    assert whole.text == claim.text
    other.refresh_from_db()
    assert other.merged_into == whole
    assert mentions_of_claim(whole).count() == places


def test_a_split_that_somebody_has_worked_on_stays(claim: Claim, ada: User, bo: User) -> None:
    _one, other = split_claim(
        by=ada,
        claim_id=claim.pk,
        expected_version=claim.version,
        first="Vladimir Putin agreed on guarantees",
        second="There will be security for Ukraine",
    )
    add_evidence(by=bo, claim_id=other.pk, quotation="Yes.", stance=EvidenceStance.SUPPORTS)
    with pytest.raises(Conflict, match="worked on"):
        undo_last(ada)


@pytest.fixture
def two(read_text: Callable[..., Article], claim: Claim) -> tuple[Claim, Claim]:
    read_text("Putin had agreed on security guarantees for Ukraine, Steve Witkoff said.", source_name="Evening Post")
    other = Claim.objects.exclude(pk=claim.pk).filter(text__contains="guarantees").first()
    if other is None:
        speaker = find_or_add_speaker(name="Someone Else", kind=SpeakerKind.PERSON)
        other = Claim.objects.create(
            text="Putin agreed to guarantees.",
            sha256="0" * 64,
            speaker=speaker,
            presentation="asserted",
            score=0.9,
            first_said_at=claim.first_said_at,
        )
    return claim, other


def test_two_claims_become_one_and_two_again(two: tuple[Claim, Claim], ada: User) -> None:
    kept, gone = two
    evidence = add_evidence(by=ada, claim_id=gone.pk, quotation="Readout.", stance=EvidenceStance.CONTEXT)
    suggestion, _ = MatchSuggestion.objects.get_or_create(
        claim=gone, candidate=kept, defaults={"score": 0.9, "reason": "similar"}
    )
    places = mentions_of_claim(kept).count() + mentions_of_claim(gone).count()
    merge_claims(by=ada, claim_id=gone.pk, into_id=kept.pk, expected_version=gone.version)
    gone.refresh_from_db()
    evidence.refresh_from_db()
    suggestion.refresh_from_db()
    assert gone.merged_into == kept
    assert evidence.claim == kept
    assert suggestion.state == SuggestionState.ACCEPTED
    assert mentions_of_claim(kept).count() == places
    assert AuditEvent.objects.filter(action="claim.absorbed", target_id=kept.pk).exists()
    assert AuditEvent.objects.filter(action="claim.corrected_merge", target_id=gone.pk).exists()
    kept.refresh_from_db()
    with pytest.raises(Conflict, match="loop"):
        merge_claims(by=ada, claim_id=kept.pk, into_id=gone.pk, expected_version=kept.version)

    undo_last(ada)
    gone.refresh_from_db()
    evidence.refresh_from_db()
    assert gone.merged_into is None
    assert evidence.claim == gone
    assert verify_chain().bad_sequence is None


def test_what_a_merge_brings_is_seen_before_a_verdict_and_stays_under_it(
    two: tuple[Claim, Claim], ada: User, bo: User, cy: User
) -> None:
    kept, gone = two
    brought = add_evidence(by=ada, claim_id=gone.pk, quotation="It was so.", stance=EvidenceStance.SUPPORTS)
    add_evidence(by=bo, claim_id=kept.pk, quotation="Yes.", stance=EvidenceStance.SUPPORTS)
    take(by=cy, claim_id=kept.pk)
    kept.refresh_from_db()
    decide(by=cy, claim_id=kept.pk, expected_version=kept.version, verdict="confirmed", rationale="So.")
    kept.refresh_from_db()
    opened = kept.version
    merge_claims(by=ada, claim_id=gone.pk, into_id=kept.pk, expected_version=gone.version)
    with pytest.raises(Conflict, match="since you opened it"):
        decide(by=bo, claim_id=kept.pk, expected_version=opened, verdict="confirmed", rationale="So.")
    kept.refresh_from_db()
    decide(by=bo, claim_id=kept.pk, expected_version=kept.version, verdict="confirmed", rationale="So.")
    with pytest.raises(Conflict, match="judged since"):
        undo_last(ada)
    brought.refresh_from_db()
    assert brought.claim == kept


def test_the_database_refuses_a_loop_of_merges(two: tuple[Claim, Claim], ada: User) -> None:
    kept, gone = two
    merge_claims(by=ada, claim_id=gone.pk, into_id=kept.pk, expected_version=gone.version)
    with pytest.raises(IntegrityError, match="loop"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE claims_claim SET merged_into_id = %s WHERE id = %s", [gone.pk, kept.pk])


def test_two_that_are_not_the_same_are_not_suggested_again(two: tuple[Claim, Claim], ada: User) -> None:
    kept, other = two
    MatchSuggestion.objects.get_or_create(claim=other, candidate=kept, defaults={"score": 0.9, "reason": "similar"})
    reject_match(by=ada, claim_id=kept.pk, other_id=other.pk)
    assert MatchSuggestion.objects.get(claim=other, candidate=kept).state == SuggestionState.REJECTED
    with pytest.raises(Conflict):
        reject_match(by=ada, claim_id=kept.pk, other_id=other.pk)


def test_positions_follow_the_claims_of_a_merge(two: tuple[Claim, Claim], ada: User) -> None:
    kept, gone = two
    moved = Position.objects.filter(claim=gone).count()
    standing = Position.objects.filter(claim=kept).count()
    merge_claims(by=ada, claim_id=gone.pk, into_id=kept.pk, expected_version=gone.version)
    assert Position.objects.filter(claim=kept).count() == moved + standing


def test_a_newer_reading_keeps_the_span_that_a_person_set(claim: Claim, ada: User) -> None:
    mention = place(claim)
    start = mention.version.text.index("security guarantees")
    correct_span(
        by=ada,
        claim_id=claim.pk,
        expected_version=claim.version,
        mention_id=mention.pk,
        part=Part.CONTENT,
        start=start,
        end=start + 19,
    )
    claims_before = Claim.objects.count()
    reread(Article.objects.get())
    again = place(claim)
    assert again.run == ExtractionRun.objects.latest("pk")
    assert (again.start_offset, again.end_offset) == (start, start + 19)
    assert Claim.objects.count() == claims_before


def test_a_newer_reading_keeps_the_speaker_that_a_person_set(claim: Claim, ada: User) -> None:
    correct_speaker(by=ada, claim_id=claim.pk, expected_version=claim.version, name="Kim Doe")
    claims_before = Claim.objects.count()
    reread(Article.objects.get())
    attribution = place(claim).attribution
    while attribution is not None and attribution.parent is not None:
        attribution = attribution.parent
    assert attribution is not None
    assert str(attribution.speaker) == "Kim Doe"
    assert attribution.run == ExtractionRun.objects.latest("pk")
    assert Claim.objects.count() == claims_before


def test_a_newer_reading_keeps_both_parts_of_a_split(claim: Claim, ada: User) -> None:
    one, other = split_claim(
        by=ada,
        claim_id=claim.pk,
        expected_version=claim.version,
        first="Vladimir Putin agreed on guarantees",
        second="There will be security for Ukraine",
    )
    claims_before = Claim.objects.count()
    reread(Article.objects.get())
    assert Claim.objects.count() == claims_before
    for part in (one, other):
        assert place(part).run == ExtractionRun.objects.latest("pk")
        assert positions_of_claim(part).exists()


def test_corrections_are_exported_for_training(claim: Claim, ada: User, tmp_path: Path) -> None:
    mention = place(claim)
    start = mention.version.text.index("security guarantees")
    correct_span(
        by=ada,
        claim_id=claim.pk,
        expected_version=claim.version,
        mention_id=mention.pk,
        part=Part.CONTENT,
        start=start,
        end=start + 19,
    )
    correct_text(by=ada, claim_id=claim.pk, expected_version=claim.version + 1, text=BETTER, reason="Clearer")
    correct_about(by=ada, claim_id=claim.pk, expected_version=claim.version + 2, names=["Kim Doe"])
    undo_last(ada)
    out = tmp_path / "corrections.jsonl"
    call_command("export_corrections", "--out", str(out))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["kind"] for row in rows] == ["span", "text"]  # what was taken back is no signal
    span = rows[0]["corrected"]["spans"][0]
    assert rows[0]["in"]["text"][span[0] : span[1]] == "security guarantees"
    assert rows[0]["in"]["pipeline_version"]
    assert (rows[1]["original"]["text"], rows[1]["corrected"]["text"]) == (claim.text, BETTER)
    assert (rows[1]["by"], rows[1]["reason"]) == ("ada", "Clearer")
    with pytest.raises(CommandError, match="no date"):
        call_command("export_corrections", "--out", str(out), "--since", "yesterday")
