"""The attribution chain of a mention, as the line that a page draws."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import Attribution, Claim, Mention, Speaker
from claims.queries import own_stance
from desk.presenters.words import day

# The stand of one who is spoken of as the source of what they do not assert.
STANDS = {
    "denies": "denies it",
    "rejects": "rejects it",
    "not_confirmed": "has not confirmed it",
    "declined": "would not say",
    "no_answer": "did not answer",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One stop on the line. `role`: asserter, outlet, or about (that person has not said it)."""

    name: str
    note: str
    role: str
    cue: str = ""
    url: str = ""


def chain_of(mention: Mention, claim: Claim | None = None) -> list[Link]:
    """From who asserts it, through the outlet, to whom it is about."""
    text = mention.version.text
    links = chain_links(mention.attribution)
    stance = own_stance(mention)
    line: list[Link] = []
    if links and not stance:
        line.append(_asserter(links[0], text))
    line.append(_outlet(mention))
    if links and links[0].speaker and stance:
        # The words for it are the party's: the outlet did not decline.
        line.append(_about(links[0].speaker, STANDS.get(stance, ""), _slice(text, links[0].cue_spans)))
    inner = [row.speaker for row in links[1:] if row.speaker]
    # One stop is enough where the chain itself names nobody inside: the first is whom the claim is about.
    others = [about.speaker for about in list(claim.about.all())[:1]] if claim and not inner else []
    seen = {links[0].speaker_id} if links else set()
    for speaker in [*inner, *others]:
        if speaker.pk not in seen:
            seen.add(speaker.pk)
            line.append(_about(speaker))
    return line


def chain_links(attribution: Attribution | None) -> list[Attribution]:
    """The attribution and those around it, the outermost first."""
    links: list[Attribution] = []
    while attribution is not None and len(links) < 10:
        links.insert(0, attribution)
        attribution = attribution.parent
    return links


def cue_of(attribution: Attribution | None, text: str) -> str:
    """The word for saying of the outermost link."""
    links = chain_links(attribution)
    return _slice(text, links[0].cue_spans) if links else ""


def _asserter(link: Attribution, text: str) -> Link:
    speaker = link.speaker
    note = (speaker.description if speaker else "") or ""
    told = _("asserts it") if link.presentation not in ("hearsay",) else _("hearsay")
    return Link(
        name=speaker.name if speaker else "",
        note=" · ".join(part for part in (note, told) if part),
        role="asserter",
        cue=_slice(text, link.cue_spans),
        url=reverse("desk:speaker", args=[speaker.pk]) if speaker else "",
    )


def _outlet(mention: Mention) -> Link:
    article = mention.version.article
    name = article.source.name if article.source else _("a text given to the desk")
    when = day(article.published_at)
    note = _("states it in its own voice") if mention.attribution is None else _("reported it")
    return Link(
        name=name,
        note=f"{note}, {when}" if when else note,
        role="outlet",
        url=reverse("desk:article", args=[article.pk]),
    )


def _about(speaker: Speaker, stand: str = "", words: str = "") -> Link:
    told = f"{_(stand)} (“{words}”)" if stand and words else _(stand)
    return Link(
        name=speaker.name,
        note=told if stand else _("it is about them; they have not said it"),
        role="about",
        url=reverse("desk:speaker", args=[speaker.pk]),
    )


def _slice(text: str, spans: list[list[int]]) -> str:
    return " ".join(text[start:end] for start, end in spans)
