"""The claims of a text as a table for the terminal."""

from __future__ import annotations

from django.utils.translation import gettext as _
from rich.markup import escape
from rich.table import Table

from claims.enums import Stance
from claims.models import Claim, ExtractionRun, Mention
from claims.queries import mentions_of_run
from core.choices import label_of
from desk.presenters.words import nobody

_MOST_NAMES = 3


def claims_table(run: ExtractionRun, *, title: str = "", outlet: str = "") -> Table:
    """claim · said by · about · how it is put · positions · score; the most check-worthy first, each claim once.

    `outlet` is who speaks where the article speaks for itself. Positions leave out that the asserter asserts it.
    """
    table = Table(title=escape(title) or None, title_justify="left", show_lines=True)
    table.add_column(_("claim"), ratio=5)
    for name in (_("said by"), _("about"), _("how it is put"), _("positions")):
        table.add_column(name, ratio=2)
    table.add_column(_("score"), justify="right", no_wrap=True)
    for mention, claim in _each_once(run):
        table.add_row(
            escape(claim.text),
            escape(_said_by(mention, claim, outlet)),
            escape(_about(claim)),
            str(label_of(mention.presentation)),
            escape(_positions(mention, claim)),
            f"{claim.score:.2f}",
        )
    return table


def _each_once(run: ExtractionRun) -> list[tuple[Mention, Claim]]:
    """The earliest mention of each claim; a claim that is not matched yet is left out."""
    rows: dict[int, tuple[Mention, Claim]] = {}
    for mention in mentions_of_run(run):
        if mention.claim is not None:
            rows.setdefault(mention.claim.pk, (mention, mention.claim))
    return sorted(rows.values(), key=lambda row: (-row[1].score, row[0].start_offset))


def _said_by(mention: Mention, claim: Claim, outlet: str) -> str:
    if claim.speaker is not None:
        return claim.speaker.name
    if mention.attribution is not None:
        return nobody()
    return _("%s, own voice") % outlet if outlet else _("the article's own voice")


def _about(claim: Claim) -> str:
    names = [about.speaker.name for about in claim.about.all()]
    return ", ".join(names[:_MOST_NAMES])


def _positions(mention: Mention, claim: Claim) -> str:
    stands = [
        f"{position.party.name if position.party else nobody()} – {label_of(position.stance)}"
        for position in mention.positions.all()
        if not (position.stance == Stance.ASSERTS and position.party_id == claim.speaker_id)
    ]
    return "\n".join(dict.fromkeys(stands))
