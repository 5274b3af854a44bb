"""A chain of a mention's own, so that correcting it leaves the pipeline's rows and other claims as they are."""

from __future__ import annotations

from django.db.models import Max

from claims.enums import Presentation, Speech
from claims.models import Attribution, ExtractionRun, Mention

BY_PERSON = "person"  # the rule that made a corrected link


def own_chain(mention: Mention) -> list[Attribution]:
    """Copy the links of the mention's chain, the outermost first, and hang the mention on the copy."""
    copies = copied_chain(mention)
    mention.attribution = copies[-1]
    mention.save(update_fields=["attribution"])
    return copies


def copied_chain(mention: Mention) -> list[Attribution]:
    """Copies of the links of the mention's chain, the outermost first.

    What the pipeline found stays as it was: it is the original that the correction is beside. A statement in the
    article's own voice gets a chain of one link without a speaker.
    """
    run = ExtractionRun.objects.select_for_update(of=("self",)).get(pk=mention.run_id)
    last = Attribution.objects.filter(run=run).aggregate(last=Max("number"))["last"]
    number = -1 if last is None else int(last)
    links = _links(mention.attribution) or [_voiced(mention)]
    parent: Attribution | None = None
    copies = []
    for link in links:
        number += 1
        link.pk, link.run, link.number, link.parent, link.rule = None, run, number, parent, BY_PERSON
        link._state.adding = True
        link.save(force_insert=True)
        copies.append(link)
        parent = link
    return copies


def _links(attribution: Attribution | None) -> list[Attribution]:
    links: list[Attribution] = []
    while attribution is not None and len(links) < 20:
        links.insert(0, attribution)
        attribution = attribution.parent
    # Fresh objects: the originals must not be changed by what is done to the copies.
    rows = Attribution.objects.in_bulk([link.pk for link in links])
    return [rows[link.pk] for link in links]


def _voiced(mention: Mention) -> Attribution:
    return Attribution(
        run_id=mention.run_id,
        content_spans=mention.spans,
        presentation=Presentation.ASSERTED,
        speech=Speech.INDIRECT,
    )
