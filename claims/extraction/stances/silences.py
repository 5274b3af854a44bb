"""Words that leave a claim open, or confirm it: yet to confirm, declined to comment, did not respond, no comment."""

from __future__ import annotations

from claims.extraction.casting.columns import Columns
from claims.extraction.casting.page import Page
from claims.extraction.stances import words as w
from claims.extraction.stances.clauses import (
    asks,
    clause_of,
    controller,
    ends_there,
    governor,
    has_could,
    has_modal,
    has_will,
    has_word,
    is_base_form,
    is_negated,
    is_question_or_condition,
    is_unable,
    is_yet_to,
    phrase_of,
    says_neither,
    subject_of,
)
from claims.extraction.stances.stand import Stand, is_definite, stand_at
from claims.extraction.types import Stance

_RIGHT = frozenset(("right", "wrong", "true", "truth", "lying", "correct", "accurate", "blame"))
_OBJECTS = frozenset(("dobj", "attr", "oprd", "pobj", "dative"))


def confirmation(page: Page, i: int) -> Stand | None:
    columns = page.columns
    low = columns.lemma[i].lower()
    if not columns.tag[i].startswith("VB") and columns.lower[i] not in ("confirm", "verify"):
        return None
    top = controller(columns, i)
    if top != i and columns.lemma[top] in w.REFUSE:
        return None
    if any(columns.dep[c] == "conj" and columns.lemma[c] in w.DENY for c in columns.children[i]) and (
        says_neither(columns, i) or is_negated(columns, i)
    ):
        return None  # "neither confirm nor deny" is found at "deny"
    stance: Stance | None = None
    if is_yet_to(columns, i) or is_unable(columns, i):
        stance = Stance.NOT_CONFIRMED
    elif is_negated(columns, i) or (top != i and is_negated(columns, top)):
        if low in w.ADMIT:
            return None
        stance = Stance.DECLINED if says_neither(columns, i) else Stance.NOT_CONFIRMED
    elif not is_question_or_condition(columns, i) and columns.tag[i] in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"):
        stand = stand_at(page, i, Stance.CONFIRMS)
        # "confirmed that ..." is somebody's own statement; only "confirmed this", "confirmed the report" answers
        definite = stand.object >= 0 and low in ("confirm", "corroborate", "verify") and is_definite(page, stand)
        wanted = stand.anaphoric or (stand.about_claim and low != "concede") or definite
        answers = wanted or (stand.has_clause and low == "confirm")
        return stand if answers and stand.party and not has_modal(columns, i) else None
    return stand_at(page, i, stance) if stance is not None else None


def support(page: Page, i: int) -> Stand | None:
    """ "Two diners back the waiter's version": a story with its teller, borne out by somebody else."""
    columns = page.columns
    if columns.tag[i] not in ("VBD", "VBZ", "VBP") or is_negated(columns, i) or is_question_or_condition(columns, i):
        return None
    stand = stand_at(page, i, Stance.CONFIRMS)
    story = stand.object >= 0 and columns.lemma[stand.object].lower() in w.STORIES
    told = story and any(columns.dep[c] == "poss" for c in columns.children[stand.object])
    return stand if told and stand.party else None


def supported(page: Page, i: int) -> Stand | None:
    """ "His version was supported by a second clerk"."""
    columns = page.columns
    thing = next((c for c in columns.children[i] if columns.dep[c] == "nsubjpass"), -1)
    by = next((c for c in columns.children[i] if columns.dep[c] == "agent"), -1)
    if thing < 0 or by < 0 or is_negated(columns, i) or columns.lemma[thing].lower() not in w.STORIES | w.CLAIMS:
        return None
    who = next((c for c in columns.children[by] if columns.dep[c] == "pobj"), -1)
    if who < 0:
        return None
    party = phrase_of(page, who)
    last = max(i, party[-1])
    return Stand(Stance.CONFIRMS, i, party, thing, last, object=thing, topic=phrase_of(page, thing), about_claim=True)


def refusal(page: Page, i: int) -> Stand | None:
    """ "declined to comment", "refused to say", "declined comment", "declined a request for an interview"."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or is_negated(columns, i):
        return None
    for child in columns.children[i]:
        if child > i and columns.dep[child] in ("xcomp", "ccomp", "advcl", "acl") and _opens_up(columns, child):
            return stand_at(page, i, Stance.DECLINED, inner=child)
        if (
            child > i
            and columns.dep[child] in _OBJECTS
            and columns.lower[child] in ("comment", "interview", "interviews", "request", "requests")
        ):
            return stand_at(page, i, Stance.DECLINED, inner=child)
    following = [columns.lower[k] for k in range(i + 1, min(len(columns), i + 4))]
    if following[:1] == ["to"] and len(following) > 1 and _opens_up(columns, i + 2):
        return stand_at(page, i, Stance.DECLINED, inner=i + 2)
    return stand_at(page, i, Stance.DECLINED) if following[:1] == ["comment"] else None


def _opens_up(columns: Columns, verb: int) -> bool:
    """Whether a verb is one of giving information: comment, say, confirm, be drawn."""
    passive = any(columns.dep[c] == "auxpass" for c in columns.children[verb])
    if columns.lemma[verb] in w.COMMENT:
        return not passive
    return columns.lemma[verb] == "draw" and passive


def silence(page: Page, i: int) -> Stand | None:
    """ "did not respond", "has not commented", "has yet to reply", "did not clarify", "would not say"."""
    columns = page.columns
    low = columns.lemma[i].lower()
    if not columns.tag[i].startswith("VB") and not is_base_form(columns, i):
        return None
    top = controller(columns, i)
    if top != i and columns.lemma[top] in w.REFUSE | {"ask", "invite", "want", "urge"}:
        return None
    negated, yet = is_negated(columns, i), is_yet_to(columns, i) or is_unable(columns, i)
    if top != i and columns.lemma[top] in ("fail", "neglect"):
        negated = True
    if not negated and not yet:
        return None
    subject = subject_of(columns, i)
    if subject >= 0 and columns.lower[subject] in ("you", "there", "one", "nobody", "no"):
        return None
    first = subject >= 0 and columns.lower[subject] in ("i", "we")
    if first and low == "answer" and has_could(columns, i):
        return stand_at(page, i, Stance.DECLINED)  # "I can't answer that"
    if first and low == "say" and page.turn(i) >= 0 and asks(columns, i):
        return stand_at(page, i, Stance.NOT_CONFIRMED)  # "I can't say whether I saw it"
    if first and low not in ("comment", "discuss", "confirm"):
        return None
    if low in ("comment", "say", "discuss", "reveal", "disclose") and any(
        columns.lower[c] in ("ca", "can") for c in columns.children[i] if columns.dep[c] == "aux"
    ):
        if low in ("comment", "discuss"):
            return stand_at(page, i, Stance.DECLINED)
        return stand_at(page, i, Stance.NOT_CONFIRMED) if asks(columns, i) else None  # he does not know
    if has_modal(columns, i) and not has_will(columns, i) and not yet and not has_could(columns, i):
        return None
    if has_will(columns, i):
        return stand_at(page, i, Stance.DECLINED) if low in w.WITHHELD else None
    if low == "comment" and (is_unable(columns, i) or (has_could(columns, i) and not _reached(columns, i))):
        return stand_at(page, i, Stance.DECLINED)
    if low == "comment" and _says_so_of_itself(columns, i):
        return stand_at(page, i, Stance.DECLINED)
    if low in ("comment", "respond", "reply", "answer") or (
        low == "return" and has_word(columns, i, "call", "message", "email", "request")
    ):
        return stand_at(page, i, Stance.NO_ANSWER)
    if low == "return":
        return _unreturned(page, i)
    if low == "address":
        return stand_at(page, i, Stance.NO_ANSWER)
    if low in ("discuss", "divulge", "talk", "speak", "engage"):
        return None
    if low in ("give", "provide", "tell", "state", "indicate", "detail") and not asks(columns, i):
        return None
    if low in ("say", "disclose", "reveal", "explain") and not (asks(columns, i) or ends_there(columns, i)):
        return None
    stand = stand_at(page, i, Stance.NOT_CONFIRMED)
    if asks(columns, i) and not stand.anaphoric:
        stand.has_clause = True  # "did not say who": asks something new
    return stand


def _says_so_of_itself(columns: Columns, verb: int) -> bool:
    """ "The bank said it did not comment on leaks", "we do not comment on rumours": that is an answer."""
    head = columns.head[verb]
    told = columns.dep[verb] == "ccomp" and columns.lemma[head] in w.SPEAK
    subject = subject_of(columns, verb)
    has = any(columns.lemma[c] == "have" and columns.dep[c] == "aux" for c in columns.children[verb])
    return not has and (told or (subject >= 0 and columns.lower[subject] == "we"))


def _reached(columns: Columns, verb: int) -> bool:
    return "reached" in columns.lower[max(0, verb - 6) : verb + 4]


def _unreturned(page: Page, verb: int) -> Stand | None:
    """ "Messages left with the family were not returned"."""
    columns = page.columns
    subject = subject_of(columns, verb)
    passive = any(columns.dep[c] == "auxpass" for c in columns.children[verb])
    if not passive or subject < 0 or columns.lower[subject] not in w.MESSAGES:
        return None
    return _of_messages(page, stand_at(page, verb, Stance.NO_ANSWER), subject)


def _of_messages(page: Page, stand: Stand, messages: int) -> Stand:
    """The one who did not answer is whom the messages went to: "emails to the company"."""
    columns = page.columns
    for k in range(messages + 1, min(len(columns), messages + 8)):
        if columns.lower[k] in ("to", "with", "for", "at") and k < stand.verb:
            reached = next((c for c in columns.children[k] if columns.dep[c] == "pobj"), -1)
            if reached >= 0:
                stand.party = phrase_of(page, reached)
                break
    stand.object, stand.topic = -1, []
    return stand


def evasion(page: Page, i: int) -> Stand | None:
    """ "Ducked the question", "sidestepped questions about it"."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or is_negated(columns, i):
        return None
    asked = next(
        (k for k in range(i + 1, min(len(columns), i + 6)) if columns.lower[k] in ("question", "questions")), -1
    )
    if asked < 0 or page.sentence[asked] != page.sentence[i]:
        return None
    stand = stand_at(page, i, Stance.DECLINED)
    stand.object, stand.topic = -1, []
    return stand if stand.party else None


def short_of(page: Page, i: int) -> Stand | None:
    """ "Stopped short of confirming the deal"."""
    columns = page.columns
    if columns.lower[i + 1 : i + 3] != ["short", "of"] or not columns.tag[i].startswith("VB"):
        return None
    inner = i + 3
    if inner >= len(columns) or columns.lemma[inner] not in w.CONFIRM | {"say", "deny", "admit"}:
        return None
    return stand_at(page, i, Stance.NOT_CONFIRMED, inner=inner)


def unaware(page: Page, i: int) -> Stand | None:
    """ "Are not aware of it", "had no information that would support it", "knows nothing of it"."""
    columns = page.columns
    low = columns.lower[i]
    verb = governor(columns, i)
    if verb < 0 and columns.dep[i] in ("acomp", "attr"):
        verb = columns.head[i]
    if verb < 0:
        return None
    before = columns.lower[max(0, i - 3) : i]
    if low in w.AWARE:
        if not (low == "unaware" or is_negated(columns, verb) or is_negated(columns, i) or "not" in before):
            return None
    elif low in w.HELD:
        holds = columns.lemma[verb] in ("have", "see", "receive", "find", "hold", "be")
        if not holds or ("no" not in before and not is_negated(columns, verb)):
            return None
    elif columns.lemma[verb] != "know" or columns.lower[i + 1 : i + 2] not in (["of"], ["about"]):
        return None
    if any(columns.lower[k] == "such" for k in range(i, min(len(columns), i + 6))):
        return None  # "knows of no such visit" is a denial
    stand = stand_at(page, verb, Stance.NOT_CONFIRMED)
    stand.verb_is_plain = False
    near = range(i + 1, min(len(columns), i + 8))
    if not any(
        columns.lower[k] in w.ANAPHORS - {"that"}
        or columns.lemma[k].lower() in w.CLAIMS
        or (columns.lower[k] == "that" and columns.lower[k - 1] in ("for", "of", "to", "about", "on"))
        for k in near
    ):
        return None  # "unaware that ads are paid for" leaves nothing open
    stand.anaphoric, stand.has_clause = True, False
    if low in w.HELD:
        stand.object, stand.topic, stand.about_claim = -1, [], False
    if columns.lemma[verb] == "be":
        stand.party = []  # "there is no evidence of that": whoever says so
        return stand
    first = bool(stand.party) and columns.lower[stand.party[0]] in ("i", "we", "you")
    return stand if stand.party and not first else None


def unspoken(page: Page, i: int) -> Stand | None:
    """ "Neither has spoken publicly"."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or not is_negated(columns, i):
        return None
    public = any(columns.lower[k] in ("publicly", "public") for k in range(i + 1, min(len(columns), i + 4)))
    return stand_at(page, i, Stance.NO_ANSWER) if public else None


def unreached(page: Page, i: int) -> Stand | None:
    """ "could not be reached", "would not be drawn", "has been approached for comment"."""
    columns = page.columns
    low = columns.lemma[i].lower()
    if not columns.tag[i].startswith("VB"):
        return None
    passive = any(columns.dep[c] == "auxpass" for c in columns.children[i])
    if low == "draw":
        return stand_at(page, i, Stance.DECLINED) if passive and is_negated(columns, i) else None
    if (low == "reach" or low == "contact") and passive and is_negated(columns, i) and has_modal(columns, i):
        return _of_nothing(stand_at(page, i, Stance.NO_ANSWER))
    if (
        low in ("approach", "contact")
        and passive
        and not is_negated(columns, i)
        and has_word(columns, i, "comment", "response")
    ):
        return _of_nothing(stand_at(page, i, Stance.NO_ANSWER))
    return None


def _of_nothing(stand: Stand) -> Stand:
    """A silence that names no claim: what was reached for is the party itself."""
    stand.object, stand.topic, stand.anaphoric, stand.whole, stand.about_claim = -1, [], False, False, False
    return stand


def silence_noun(page: Page, i: int) -> Stand | None:
    """ "no comment from X", "X had no comment", "not available for comment", "no confirmation from X"."""
    columns = page.columns
    word = columns.lower[i]
    if word in ("unavailable", "unanswered"):
        if columns.dep[i] not in ("acomp", "ccomp", "oprd", "xcomp"):
            return None
        subject = subject_of(columns, columns.head[i])
        stand = stand_at(page, i, Stance.NO_ANSWER)
        if word == "unanswered" and subject >= 0 and columns.lower[subject] in w.MESSAGES:
            return _of_messages(page, stand, subject)
        return stand
    before = {columns.lower[k] for k in range(max(0, i - 4), i)}
    verb = governor(columns, i)
    if word == "comment" and "for" in before and verb >= 0 and before & {"available", "reached"}:
        if is_negated(columns, verb) or "not" in before or "n’t" in before or "n't" in before:
            return stand_at(page, verb, Stance.NO_ANSWER)
        return None
    if "no" not in before and "without" not in before:
        return None
    stance = Stance.NOT_CONFIRMED if word == "confirmation" else Stance.NO_ANSWER
    giver = next((c for c in columns.children[i] if columns.lower[c] in ("from", "by")), -1)
    if giver < 0 and i + 1 < len(columns) and columns.lower[i + 1] in ("from", "by"):
        giver = i + 1
    if giver >= 0:
        party = next((c for c in columns.children[giver] if columns.dep[c] == "pobj"), -1)
        if party >= 0:
            stand = stand_at(page, i, stance)
            stand.party = phrase_of(page, party)
            return stand
    if verb >= 0 and columns.lemma[verb] in ("have", "make", "offer", "give", "issue") and word != "confirmation":
        stand = stand_at(page, verb, Stance.DECLINED if word == "comment" else Stance.NO_ANSWER)
        return stand if stand.party else None
    return stand_at(page, i, stance) if word == "confirmation" and verb >= 0 else None


def nothing_to_say(page: Page, i: int) -> Stand | None:
    """ "BAKKEVIG: No comment.", “No comment,” he said: the whole of an answer."""
    columns = page.columns
    if i == 0 or columns.lower[i - 1] != "no" or not (page.quoted[i] or page.turn(i) >= 0):
        return None
    opens, after = page.before(i - 1), page.after(i)
    alone = opens < 0 or not columns.word[opens][:1].isalnum()
    if not alone or (
        after < len(page) and columns.word[after][:1].isalnum() and page.sentence[after] == page.sentence[i]
    ):
        return None
    return Stand(Stance.DECLINED, i, [], i - 1, i, verb_is_plain=False)


def unestablished(page: Page, i: int) -> Stand | None:
    """ "could not establish who wrote it", "the study does not show whether ..."."""
    columns = page.columns
    left_open = is_negated(columns, i) or is_unable(columns, i) or is_yet_to(columns, i)
    if not columns.tag[i].startswith("VB") or not left_open:
        return None
    if not (asks(columns, i) or (has_could(columns, i) and columns.lemma[i] != "show")):
        return None
    stand = stand_at(page, i, Stance.NOT_CONFIRMED)
    after = columns.lower[i + 1 : i + 8]
    if after[:1] in (["who"], ["which"], ["whose"]) and set(after) & _RIGHT:
        stand.anaphoric, stand.has_clause = True, False  # "who was right", "which of them is lying"
        stand.object = -1
    return stand


def unclear(page: Page, i: int) -> Stand | None:
    """ "it is unclear whether ...": nobody in particular has confirmed it."""
    columns = page.columns
    be = columns.head[i]
    subject = subject_of(columns, be)
    if columns.dep[i] not in ("acomp", "oprd") or subject < 0 or columns.lower[subject] != "it" or not asks(columns, i):
        return None
    if columns.lower[i] in ("clear", "known", "certain") and not is_negated(columns, be):
        return None
    return Stand(Stance.NOT_CONFIRMED, i, [], subject, clause_of(page, be, [])[1], has_clause=True)


def memory(page: Page, i: int) -> Stand | None:
    """ "had no recollection of the remark", "does not recall saying so"."""
    columns = page.columns
    if columns.lower[i] in w.KNOWING:
        verb = columns.head[i]
        if columns.lower[i] == "record" or columns.lemma[verb] != "have" or columns.lower[max(0, i - 1)] != "no":
            return None
        stand = stand_at(page, verb, Stance.NOT_CONFIRMED)
        stand.object, stand.has_clause, stand.anaphoric, stand.verb_is_plain = -1, False, True, False
        return stand if stand.party else None
    if not columns.tag[i].startswith("VB") or not is_negated(columns, i):
        return None
    subject = subject_of(columns, i)
    if subject < 0:
        return None
    stand = stand_at(page, i, Stance.NOT_CONFIRMED)
    stand.object, stand.has_clause, stand.verb_is_plain = -1, False, False
    return stand
