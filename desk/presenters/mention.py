"""What a reviewer reads about one mention: how it is put, how sure it sounds, why it was found, why it is scored so."""

from __future__ import annotations

from django.utils.translation import gettext as _

from claims.enums import Tense
from claims.extraction.certainty_words import in_words
from claims.models import Mention

_UP, _DOWN = "↑", "↓"


def tags_of(mention: Mention) -> list[str]:
    """Speech, tense, negation."""
    tags = []
    if mention.attribution:
        tags.append(_("%s speech") % mention.attribution.get_speech_display())
    if mention.tense:
        tags.append(mention.get_tense_display())
    if mention.negated:
        tags.append(_("negated"))
    if mention.condition_start is not None:
        tags.append(_("under a condition"))
    return tags


def condition_of(mention: Mention) -> str:
    """The words of the condition: "if there is no deal by Friday"; nothing where there is none."""
    if mention.condition_start is None or mention.condition_end is None:
        return ""
    return " ".join(mention.version.text[mention.condition_start : mention.condition_end].split())


def certainty_of(mention: Mention) -> str:
    """How certain the text makes it, in words; nothing where it was not read."""
    if mention.certainty is None:
        return ""
    # What the model was taught asks whether a thing has happened: what is still to come has not.
    if mention.tense == Tense.FUTURE and not mention.negated and mention.certainty < 0:
        return _("yet to happen")
    words = {
        "certainly not": _("certainly not so"),
        "probably not": _("probably not so"),
        "possibly not": _("possibly not so"),
        "uncertain": _("uncertain"),
        "possible": _("possible"),
        "probable": _("probable"),
        "certain": _("certain"),
    }
    return words[in_words(mention.certainty)]


def reasons_of(mention: Mention) -> list[str]:
    """Why the score is what it is, strongest first, with the way each pushes it: "quantity ↑"."""
    return [f"{reason['label']} {_UP if reason.get('weight', 0) >= 0 else _DOWN}" for reason in mention.reasons]


def found_by(mention: Mention) -> list[tuple[str, str]]:
    """How the mention was found, as label and value: rule or model, word for saying, path, confidence."""
    rule, cue, sure = mention.rule, mention.cue, mention.confidence
    if mention.attribution is not None:
        rule, cue = rule or mention.attribution.rule, cue or mention.attribution.cue_lemma
        sure = mention.attribution.confidence if sure is None else sure
    rows = [
        (_("found by"), rule),
        (_("word for saying"), cue),
        (_("path") if mention.attribution is not None else _("signs"), mention.path),
        (_("confidence"), f"{sure:.2f}" if sure is not None else ""),
    ]
    return [(label, value) for label, value in rows if value]
