"""Whom each source span means, within the text: names, pronouns, offices, bodies, governments, the nameless.

`resolve` fills `Attribution.speaker`; `document_speakers` lists everybody who speaks or takes a stand, with all the
names that the text uses for them. The rules live in `casting/`.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from claims.extraction.casting.cast import Entity
from claims.extraction.casting.page import page_of
from claims.extraction.casting.resolver import Found, Resolver, canonical
from claims.extraction.repairs import WITHDRAWN
from claims.extraction.types import Attribution, Speaker, SpeakerKind

_DEEPEST = 10  # attributions around one
RESOLVER_KEY = "claimdesk_resolver"


def resolver_of(doc: Doc, *, title: str | None = None, publisher: str | None = None) -> Resolver:
    """The resolver of a doc, made at the first call and kept with the doc."""
    known = doc.user_data.get(RESOLVER_KEY)
    if isinstance(known, Resolver):
        return known
    resolver = Resolver(page_of(doc), title=title, publisher=publisher)
    doc.user_data[RESOLVER_KEY] = resolver
    return resolver


def resolve(
    doc: Doc, attributions: list[Attribution], *, title: str | None = None, publisher: str | None = None
) -> list[Attribution]:
    """Attributions with `speaker` filled, in the order given. An attribution without a source gets None.

    Args:
        doc: the parsed text; `token.idx` indexes the text as given.
        attributions: source spans in code points of that text, `parent` set.
        title: the article's headline, where it is kept apart from the text.
        publisher: name of the outlet: "our poll" and "this newspaper" mean it.
    """
    resolver = resolver_of(doc, title=title, publisher=publisher)
    return [
        replace(a, speaker=found.resolution()) if found is not None else a
        for a, found in zip(attributions, _found(resolver, attributions), strict=True)
    ]


def _found(resolver: Resolver, attributions: list[Attribution]) -> list[Found | None]:
    page = resolver.page
    sources = [page.tokens(a.source) for a in attributions]
    place = {a.id: n for n, a in enumerate(attributions)}
    resolver.sources = sorted((s for s in sources if s), key=lambda s: s[0])
    parents = [place.get(a.parent, -1) if a.parent is not None else -1 for a in attributions]
    done: dict[int, Found | None] = {}
    running: set[int] = set()

    def one(n: int) -> Found | None:
        if n in done or n in running:
            return done.get(n)
        running.add(n)
        outer = one(parents[n]) if parents[n] >= 0 else None
        speaker = outer.entity if outer is not None else None
        resolver.tellers = _tellers(n, parents, done)
        if attributions[n].rule == WITHDRAWN and resolver.cast.publisher is not None:
            done[n] = Found(resolver.cast.publisher, "the outlet corrects itself", 0.9)
        else:
            done[n] = resolver.source(sources[n], speaker) if sources[n] else None
        return done[n]

    tokens = {k for source in sources for k in source}
    # those without a source too in their place: they may ask for the speaker of the one they stand in
    told = [
        ((sources[n] or page.tokens(a.cue) or page.tokens(a.content) or [0])[0], 1, n)
        for n, a in enumerate(attributions)
    ]
    for _, is_source, n in sorted([*told, *((k, 0, k) for k in resolver.narrative_pronouns() if k not in tokens)]):
        if is_source:
            one(n)
        else:
            resolver.follow(n)
    return [done[n] for n in range(len(attributions))]


def _tellers(n: int, parents: list[int], done: dict[int, Found | None]) -> tuple[Entity, ...]:
    """Everybody in whose words an attribution stands, the nearest first."""
    found: list[Entity] = []
    outer = parents[n]
    for _ in range(_DEEPEST):
        if outer < 0:
            break
        told = done.get(outer)
        if told is not None:
            found.append(told.entity)
        outer = parents[outer]
    return tuple(found)


def document_speakers(
    doc: Doc, attributions: list[Attribution], *, title: str | None = None, publisher: str | None = None
) -> tuple[Speaker, ...]:
    """Everybody who speaks or takes a stand in the attributions, in the order of the text, each once."""
    resolver = resolver_of(doc, title=title, publisher=publisher)
    known = {canonical(e): e for e in resolver.everybody()}
    found: dict[str, Speaker] = {}
    for a in attributions:
        for resolution in (a.speaker, *(p.resolution for p in a.positions)):
            if resolution is not None and resolution.name not in found:
                entity = known.get(resolution.name)
                found[resolution.name] = Speaker(
                    resolution.name,
                    resolution.kind,
                    _aliases(resolution.name, entity),
                    entity.description if entity is not None else resolution.description,
                )
    return tuple(found.values())


def _aliases(name: str, entity: Entity | None) -> tuple[str, ...]:
    if entity is None or entity.kind is SpeakerKind.UNNAMED:
        return ()
    return tuple(sorted(alias for alias in entity.aliases if alias and alias != name))
