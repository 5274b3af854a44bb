"""Find or make the claim that each mention is a mention of."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from audit.services import record
from claims import queries
from claims.enums import SpeakerKind, Stance, VerificationStatus
from claims.matching import minhash_bands, normalise, same_claim
from claims.models import Claim, ClaimAbout, ExtractionRun, MatchSuggestion, Mention, Position, Speaker
from claims.services.corrected import carry_corrections, corrected_places
from claims.services.follow import earlier_claims, reword
from claims.services.priority import rank_claims
from claims.services.speakers import find_or_add_speaker, speaker_key
from claims.services.weigh import weigh_run
from claims.signals import claims_matched
from core.announce import announce
from sources.models import ArticleVersion

# Below this two wordings are not worth a person's look.
SUGGEST_FROM = 0.5
NEAR_CANDIDATES = 25
_BATCH = 500  # rows of one statement
_Near = tuple[Claim, float, bool]  # a claim, how alike the wordings are, whether they say the same
STEP = 300  # mentions of one transaction


def match_run(*, run_id: int) -> int:
    """Give every mention of a finished run its worth and its claim; the number matched. Run twice, it does nothing.

    In steps of STEP mentions, each kept for good: whoever comes after a worker that was killed, or that ran out of time
    over a very long text, goes on from the last of them.
    """
    matched = 0
    while step := _weigh_and_match(run_id=run_id):
        matched += step
    return matched


def _weigh_and_match(*, run_id: int) -> int:
    weigh_run(run_id=run_id, most=STEP)  # outside the transaction: nobody waits for the model
    return _match(run_id=run_id)


@transaction.atomic
def _match(*, run_id: int) -> int:
    """Find or make the claims of the next mentions; with the last of them the run is matched.

    A mention joins a claim on its own only if the wording says the same *and* the same speaker asserts it. The same
    words by another speaker are another claim, and a suggestion for a person.
    """
    # A run that another worker matches now is theirs: waiting for it would only hold this worker.
    run = queries.unmatched_runs().select_for_update(of=("self",), skip_locked=True).filter(pk=run_id).first()
    if run is None:
        return 0
    article = run.version.article
    mentions = list(
        Mention.objects.filter(run=run, claim__isnull=True)
        .select_related("run", "attribution__speaker", "attribution__parent__speaker")
        .prefetch_related("positions")
        .order_by("pk")[:STEP]
    )
    new_claims: list[int] = []
    suggestions: list[MatchSuggestion] = []
    corrected = corrected_places(run)
    earlier = earlier_claims(run, mentions, asserter)
    for mention in mentions:
        kept = corrected.get((mention.start_offset, mention.end_offset))
        if kept:
            mention.claim = kept
            continue
        mention.claim, created, near = _claim_for(mention, run.version, earlier.get(mention.pk))
        if created:
            new_claims.append(mention.claim.pk)
            suggestions += _suggestions(mention.claim, near)
    # Some twenty for each claim of a long text: asked for one by one they took two thirds of the time.
    MatchSuggestion.objects.bulk_create(suggestions, batch_size=_BATCH, ignore_conflicts=True)
    Mention.objects.bulk_update(mentions, ["claim"], batch_size=_BATCH)
    _keep_positions(run, mentions)
    rank_claims({mention.claim_id for mention in mentions if mention.claim_id is not None})
    if not Mention.objects.filter(run=run, claim__isnull=True).exists():
        carry_corrections(run=run)
        run.matched_at = timezone.now()
        run.save(update_fields=["matched_at"])
        announce(claims_matched, run_id=run.pk)
    record(
        by=None,
        action="version.matched",
        target=run.version,
        data={"run": run.pk, "article": article.pk, "mentions": len(mentions), "new_claims": new_claims},
    )
    return len(mentions)


def wording_hash(text: str) -> str:
    """SHA-256 (hex) of the normalised wording."""
    return hashlib.sha256(normalise(text).encode()).hexdigest()


def asserter(mention: Mention) -> Speaker | None:
    """Who asserts it: the speaker of the outermost link, unless the text gives them another stand.

    In "Witkoff noted that Putin had agreed" that is Witkoff: Putin is whom the claim is about. In "Penn denied that he
    had been told" it is nobody.
    """
    return None if queries.own_stance(mention) else queries.outermost_speaker(mention.attribution)


def _claim_for(mention: Mention, version: ArticleVersion, earlier: Claim | None) -> tuple[Claim, bool, list[_Near]]:
    """The claim, whether it is new, and which ones are near it. `earlier`: what the reading before found there."""
    speaker = asserter(mention)
    digest = wording_hash(mention.text)
    bands = minhash_bands(mention.text)
    known = Claim.objects.filter(sha256=digest, speaker=speaker).first() or queries.corrected_claim(digest, speaker)
    if known is None and earlier is not None:
        return _raise_score(reword(_followed(earlier), mention, sha256=digest), mention), False, []
    near = [] if known else _near(mention.text, bands)
    same = known or next((claim for claim, score, same in near if same and claim.speaker_id == _pk(speaker)), None)
    if same:
        return _raise_score(_followed(same), mention), False, []
    claim, created = Claim.objects.get_or_create(
        sha256=digest,
        speaker=speaker,
        defaults={
            "text": mention.text,
            "fingerprint": bands,
            "presentation": mention.presentation,
            "score": mention.score,
            "status": _first_status(mention),
            "language": version.article.language,
            "first_said_at": version.article.published_at or version.created_at,
        },
    )
    if created:
        _keep_about(claim, mention, speaker, version.article_id)
    return claim, created, near


def _near(text: str, bands: list[int]) -> list[_Near]:
    candidates = Claim.objects.filter(fingerprint__overlap=bands).defer("fingerprint", "search").order_by("-pk")
    judged = [(claim, same_claim(text, claim.text)) for claim in candidates[:NEAR_CANDIDATES]]
    return [(claim, verdict.score, verdict.same) for claim, verdict in judged if verdict.score >= SUGGEST_FROM]


def _suggestions(claim: Claim, near: list[_Near]) -> list[MatchSuggestion]:
    """For a new claim: the claims near it, each once, the nearest reason first."""
    found: dict[int, MatchSuggestion] = {}
    for candidate, score, same in near:
        target = _followed(candidate)
        if target.pk == claim.pk:
            continue
        reason = "same wording, another speaker" if same else "similar wording"
        row = MatchSuggestion(claim=claim, candidate=target, score=min(1.0, score), reason=reason)
        found.setdefault(target.pk, row)
    return list(found.values())


def _followed(claim: Claim) -> Claim:
    for _step in range(10):
        if claim.merged_into is None:
            break
        claim = claim.merged_into
    return claim


def _raise_score(claim: Claim, mention: Mention) -> Claim:
    """A claim is as check-worthy as its most check-worthy mention. Not a change of the claim: no version step."""
    Claim.objects.filter(pk=claim.pk, score__lt=mention.score).update(score=mention.score)
    return claim


def _first_status(mention: Mention) -> VerificationStatus:
    """Worth a place in the queue, unless the text is in a language that is read badly: then a person decides."""
    foreign = any("language not supported" in str(warning) for warning in mention.run.warnings)
    worth_it = mention.score >= settings.QUEUE_THRESHOLD and not foreign
    return VerificationStatus.QUEUED if worth_it else VerificationStatus.CANDIDATE


def _keep_about(claim: Claim, mention: Mention, speaker: Speaker | None, article_id: int) -> None:
    place = 0
    for person in _people_about(mention, article_id):
        if speaker is not None and person.pk == speaker.pk:
            continue
        _, created = ClaimAbout.objects.get_or_create(claim=claim, speaker=person, defaults={"place": place})
        place += created


def _people_about(mention: Mention, article_id: int) -> list[Speaker]:
    """The inner speakers of the chain first, then the names the claim is about."""
    people: list[Speaker] = []
    link = mention.attribution
    while link is not None and link.parent is not None:
        if link.speaker is not None:
            people.insert(0, link.speaker)
        link = link.parent
    denier = queries.outermost_speaker(mention.attribution) if queries.own_stance(mention) else None
    if denier is not None:
        people.insert(0, denier)
    for name in mention.about:
        known = Speaker.objects.filter(key=speaker_key(name, kind=SpeakerKind.PERSON)).first()
        people.append(known or find_or_add_speaker(name=name, kind=_kind_of(name), article_id=article_id))
    return people


def _kind_of(name: str) -> SpeakerKind:
    if name.endswith("(unnamed)"):
        return SpeakerKind.UNNAMED
    return SpeakerKind.GOVERNMENT if name.startswith("Government of") else SpeakerKind.ORGANISATION


def _keep_positions(run: ExtractionRun, mentions: list[Mention]) -> None:
    """The stands of the text get the claim of their mention; the asserters get a stand of their own.

    Unless the text gives the asserter another one: they deny, or have not confirmed.
    """
    claim_of = Mention.objects.filter(pk=OuterRef("mention")).values("claim")
    of_these = Position.objects.filter(mention__in=mentions)
    of_these.update(claim=Subquery(claim_of))
    stands = set(of_these.values_list("mention", "party"))
    asserted = [(mention, asserter(mention)) for mention in mentions]
    Position.objects.bulk_create(
        [
            _assertion(mention, speaker, run.version)
            for mention, speaker in asserted
            if speaker is not None and (mention.pk, speaker.pk) not in stands
        ],
        batch_size=_BATCH,
    )


def _assertion(mention: Mention, speaker: Speaker, version: ArticleVersion) -> Position:
    return Position(
        mention=mention,
        claim=mention.claim,
        party=speaker,
        stance=Stance.ASSERTS,
        start_offset=mention.start_offset,
        end_offset=mention.end_offset,
        quotation=version.text[mention.start_offset : mention.end_offset],
        stated_at=version.article.published_at or version.created_at,
    )


def _pk(speaker: Speaker | None) -> int | None:
    return speaker.pk if speaker else None
