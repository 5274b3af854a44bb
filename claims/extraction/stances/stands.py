"""Finding the words that take a stand: "Moscow has yet to confirm this", "the firm refused to comment on the emails"."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extraction.casting.columns import Columns
from claims.extraction.casting.page import Page
from claims.extraction.stances import words as w
from claims.extraction.types import Stance

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_OBJECTS = frozenset(("dobj", "attr", "oprd", "pobj", "dative"))
_CLAUSES = frozenset(("ccomp", "xcomp", "pcomp", "acl", "advcl"))
_NOBODY = frozenset(("neither", "none", "nobody", "no"))
_ON = frozenset(("on", "to", "about", "upon", "with"))
_TAKES_ON = w.COMMENT | {"decline", "refuse", "disagree", "object", "draw", "contact", "approach"}
_SUBORDINATE = frozenset(("although", "though", "while", "whereas", "albeit"))


@dataclass(slots=True)
class Stand:
    """One party's stand as the words put it, before it is known which claim it answers."""

    stance: Stance
    verb: int  # token that carries it
    party: list[int]  # tokens that name the party; empty where nobody is named
    first: int  # tokens of the clause that says so, inclusive
    last: int
    object: int = -1  # head token of what is answered: "this", "claims", "emails"
    whole: bool = False  # "it all", "the allegations"
    anaphoric: bool = False  # "this", "any such undertaking"
    has_clause: bool = False  # says itself what is denied: "denies removing any records"
    about_claim: bool = False  # a noun for a claim is the object
    topic: list[int] = field(default_factory=list)  # tokens of the object phrase
    verb_is_plain: bool = True  # "he denied it": the pronoun is the party; not in "said he had no recollection"
    brands: bool = False  # "called it a lie", "doubts this": no denial of its own content


def find_stands(page: Page) -> list[Stand]:
    """All stands of a text in its order. One pass over the tokens, bounded work for each."""
    columns = page.columns
    found: list[Stand] = []
    for i, lemma in enumerate(columns.lemma):
        low = lemma.lower()
        stand: Stand | None = None
        if low in w.DENY or low in w.REJECT or (low in w.OFF and _particle(columns, i)):
            stand = _denial(page, i, low)
        elif low in w.DOUBT:
            stand = _doubt(page, i)
        elif low in w.REMEMBER or columns.lower[i] in w.KNOWING:
            stand = _memory(page, i)
        elif low in w.CONFIRM:
            stand = _confirmation(page, i, low)
        elif low in w.REFUSE:
            stand = _refusal(page, i)
        elif low in w.BRAND and columns.tag[i].startswith("VB"):
            stand = _branding(page, i)
        elif (low in w.TELL or low in w.ANSWER) and columns.tag[i][:2] != "NN":
            stand = _silence(page, i, low)
        elif low in ("establish", "determine", "ascertain", "prove", "show", "demonstrate"):
            stand = _unestablished(page, i)
        elif columns.lower[i] in ("unclear", "unknown"):
            stand = _unclear(page, i)
        elif low == "such":
            stand = _no_such(page, i)
        elif columns.lower[i] == "nothing":
            stand = _nothing_of_the_kind(page, i)
        elif low == "plead":
            stand = _plea(page, i)
        elif low == "speak":
            stand = _unspoken(page, i)
        elif low in ("reach", "contact", "draw", "approach"):
            stand = _unreached(page, i, low)
        elif columns.lower[i] in (
            "comment",
            "response",
            "reply",
            "answer",
            "confirmation",
            "unavailable",
            "unanswered",
        ):
            stand = _nominal(page, i)
        elif columns.lower[i] in ("denial", "denials"):
            stand = _denial_noun(page, i)
        if stand is None and (columns.lower[i] in w.FALSE or columns.lower[i] == "true"):
            stand = _falsehood(page, i)
        if stand is not None and not any(s.verb == stand.verb for s in found[-3:]):
            found.append(stand)
    return found


# ---------------------------------------------------------------------- one kind of word each


def _denial(page: Page, i: int, low: str) -> Stand | None:
    columns = page.columns
    if not columns.tag[i].startswith("VB") or _question_or_condition(columns, i):
        return None
    if low in (
        "counter",
        "contest",
        "discount",
        "rubbish",
        "quash",
        "shun",
        "scotch",
        "belie",
        "negate",
    ) and not _verb_is_sure(columns, i):
        return None
    top = _controller(columns, i)
    if top != i and columns.lemma[top] in w.REFUSE:
        return None  # "refused to deny" is found at "refused"
    if _negated(columns, i) or (top != i and _negated(columns, top)):
        if low == "deny" and (_will(columns, i) or _neither(columns, i)):
            return _stand(page, i, Stance.DECLINED)
        return None
    rejects = low in ("reject", "rebuff", "spurn", "repudiate") or (low == "turn")
    return _stand(page, i, Stance.REJECTS if rejects else Stance.DENIES)


def _doubt(page: Page, i: int) -> Stand | None:
    """ "doubts this", "doubts that he can keep his word": speaks against what was said, if that is at hand."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or _negated(columns, i) or columns.lemma[i] != "doubt":
        return None
    stand = _stand(page, i, Stance.DENIES)
    stand.brands = True
    return stand if stand.anaphoric or stand.has_clause else None


def _memory(page: Page, i: int) -> Stand | None:
    """ "had no recollection of the remark", "does not recall saying so"."""
    columns = page.columns
    if columns.lower[i] in w.KNOWING:
        verb = columns.head[i]
        if columns.lower[i] == "record" or columns.lemma[verb] != "have" or columns.lower[max(0, i - 1)] != "no":
            return None
        stand = _stand(page, verb, Stance.NOT_CONFIRMED)
        stand.object, stand.has_clause, stand.anaphoric, stand.verb_is_plain = -1, False, True, False
        return stand if stand.party else None
    if not columns.tag[i].startswith("VB") or not _negated(columns, i):
        return None
    subject = _subject(columns, i)
    if subject < 0:
        return None
    stand = _stand(page, i, Stance.NOT_CONFIRMED)
    stand.object, stand.has_clause, stand.verb_is_plain = -1, False, False
    return stand


def _unestablished(page: Page, i: int) -> Stand | None:
    """ "could not establish who wrote it", "the study does not show whether ..."."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or not (_negated(columns, i) or _unable(columns, i)):
        return None
    if not (_asks(columns, i) or (_could(columns, i) and columns.lemma[i] != "show")):
        return None
    return _stand(page, i, Stance.NOT_CONFIRMED)


def _unclear(page: Page, i: int) -> Stand | None:
    """ "it is unclear whether ...": nobody in particular has confirmed it."""
    columns = page.columns
    be = columns.head[i]
    subject = _subject(columns, be)
    if (
        columns.dep[i] not in ("acomp", "oprd")
        or subject < 0
        or columns.lower[subject] != "it"
        or not _asks(columns, i)
    ):
        return None
    return Stand(Stance.NOT_CONFIRMED, i, [], subject, _clause(page, be, [])[1], has_clause=True)


def _no_such(page: Page, i: int) -> Stand | None:
    """ "insists no such assurance was given", "knew of no such agreement", "never had any such meeting"."""
    columns = page.columns
    before = columns.lower[i - 1] if i else ""
    if before not in ("no", "any"):
        return None
    verb = _governor(columns, i)
    if verb < 0 or columns.lemma[verb] in w.DENY:
        return None
    if before == "any" and not _negated(columns, verb) and "nothing" not in columns.lower[max(0, i - 4) : i]:
        return None
    stance = Stance.NOT_CONFIRMED if columns.lemma[verb] in w.REMEMBER else Stance.DENIES
    return Stand(stance, i, [], i - 1, _clause(page, verb, [])[1], anaphoric=True, verb_is_plain=False)


def _nothing_of_the_kind(page: Page, i: int) -> Stand | None:
    """ "He said nothing of the kind." """
    columns = page.columns
    if [w_.lower() for w_ in columns.word[i + 1 : i + 3]] != ["of", "the"] or columns.lower[i + 3 : i + 4] not in (
        ["kind"],
        ["sort"],
    ):
        return None
    return Stand(Stance.DENIES, i, [], i, min(i + 3, len(columns) - 1), anaphoric=True)


def _plea(page: Page, i: int) -> Stand | None:
    """ "pleaded not guilty to all charges"."""
    columns = page.columns
    if "guilty" not in columns.lower[i + 1 : i + 4] or "not" not in columns.lower[i + 1 : i + 3]:
        return None
    stand = _stand(page, i, Stance.DENIES)
    stand.whole, stand.has_clause = True, False
    return stand


def _confirmation(page: Page, i: int, low: str) -> Stand | None:
    columns = page.columns
    if not columns.tag[i].startswith("VB") and columns.lower[i] not in ("confirm", "verify"):
        return None
    top = _controller(columns, i)
    if top != i and columns.lemma[top] in w.REFUSE:
        return None
    stance: Stance | None = None
    if _yet_to(columns, i) or _unable(columns, i):
        stance = Stance.NOT_CONFIRMED
    elif _negated(columns, i) or (top != i and _negated(columns, top)):
        if low in w.ADMIT:
            return None
        stance = Stance.DECLINED if _neither(columns, i) else Stance.NOT_CONFIRMED
    elif not _question_or_condition(columns, i) and columns.tag[i] in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"):
        stand = _stand(page, i, Stance.CONFIRMS)
        # "confirmed that ..." is somebody's own statement; only "confirmed this", "confirmed the report" answers
        definite = stand.object >= 0 and low in ("confirm", "corroborate", "verify") and _definite(page, stand)
        wanted = stand.anaphoric or (stand.about_claim and low != "concede") or definite
        return stand if wanted and not stand.has_clause and stand.party and not _modal(columns, i) else None
    return _stand(page, i, stance) if stance is not None else None


def _refusal(page: Page, i: int) -> Stand | None:
    """ "declined to comment", "refused to say", "declined comment", "declined a request for an interview"."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or _negated(columns, i):
        return None
    for child in columns.children[i]:
        if child > i and columns.dep[child] in ("xcomp", "ccomp", "advcl", "acl") and _opens_up(columns, child):
            return _stand(page, i, Stance.DECLINED, inner=child)
        if (
            child > i
            and columns.dep[child] in _OBJECTS
            and columns.lower[child] in ("comment", "interview", "request", "requests")
        ):
            return _stand(page, i, Stance.DECLINED, inner=child)
    following = [columns.lower[k] for k in range(i + 1, min(len(columns), i + 4))]
    if following[:1] == ["to"] and len(following) > 1 and _opens_up(columns, i + 2):
        return _stand(page, i, Stance.DECLINED, inner=i + 2)
    return _stand(page, i, Stance.DECLINED) if following[:1] == ["comment"] else None


def _opens_up(columns: Columns, verb: int) -> bool:
    """Whether a verb is one of giving information: comment, say, confirm, be drawn."""
    passive = any(columns.dep[c] == "auxpass" for c in columns.children[verb])
    if columns.lemma[verb] in w.COMMENT:
        return not passive
    return columns.lemma[verb] == "draw" and passive


def _branding(page: Page, i: int) -> Stand | None:
    """ "called the report a lie", "dismissed the findings as false"."""
    columns = page.columns
    if _negated(columns, i) or not _false_nearby(page, i):
        return None
    stand = _stand(page, i, Stance.DENIES)
    stand.brands = True
    following = page.after(i)
    if (
        following < len(page)
        and columns.lower[following] in ("this", "that", "it")
        and columns.tag[following + 1 :][:1] != ["NN"]
    ):
        stand.anaphoric, stand.object, stand.topic = True, following, [following]
    if stand.object < 0 and not stand.anaphoric:
        stand.object = _branded(page, i)
        stand.about_claim = stand.object >= 0
    return stand if stand.anaphoric or stand.about_claim or stand.object >= 0 else None


def _branded(page: Page, verb: int) -> int:
    """The noun right after "called", where the parser took "the figure absurd" for a clause."""
    columns = page.columns
    for k in range(verb + 1, min(len(columns), verb + 6)):
        if columns.tag[k] in ("NN", "NNS") or (columns.lower[k] in w.ANAPHORS and _phrase_ends(page, k)):
            low = columns.lower[k]
            return k if low in w.ANAPHORS or columns.lemma[k].lower() in w.CLAIMS or _is_paper(low) else -1
    return -1


def _silence(page: Page, i: int, low: str) -> Stand | None:
    """ "did not respond", "has not commented", "has yet to reply", "did not clarify", "would not say"."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") and not _base_after_auxiliary(columns, i):
        return None
    top = _controller(columns, i)
    if top != i and columns.lemma[top] in w.REFUSE | {"ask", "invite", "want", "urge"}:
        return None
    negated, yet = _negated(columns, i), _yet_to(columns, i) or _unable(columns, i)
    if top != i and columns.lemma[top] in ("fail", "neglect"):
        negated = True
    if not negated and not yet:
        return None
    subject = _subject(columns, i)
    if subject >= 0 and columns.lower[subject] in ("you", "there", "one", "nobody", "no"):
        return None
    if subject >= 0 and columns.lower[subject] in ("i", "we") and low not in ("comment", "discuss", "confirm"):
        return None
    if low in ("comment", "say", "discuss", "reveal", "disclose") and any(
        columns.lower[c] in ("ca", "can") for c in columns.children[i] if columns.dep[c] == "aux"
    ):
        return _stand(page, i, Stance.DECLINED) if low in ("comment", "discuss") or _asks(columns, i) else None
    if _modal(columns, i) and not _will(columns, i) and not yet and not _could(columns, i):
        return None
    if _will(columns, i):
        return _stand(page, i, Stance.DECLINED) if low in w.TELL | {"comment", "answer"} else None
    if low in ("comment", "respond", "reply", "answer") or (
        low == "return" and _has_word(columns, i, "call", "message", "email", "request")
    ):
        return _stand(page, i, Stance.NO_ANSWER)
    if low == "return":
        return None
    if low == "address":
        return _stand(page, i, Stance.NO_ANSWER)
    if low in ("give", "provide", "tell", "state", "indicate", "detail") and not _asks(columns, i):
        return None
    if low in ("say", "disclose", "reveal", "explain") and not (_asks(columns, i) or _ends_there(columns, i)):
        return None
    return _stand(page, i, Stance.NOT_CONFIRMED)


def _unspoken(page: Page, i: int) -> Stand | None:
    """ "Neither has spoken publicly"."""
    columns = page.columns
    if not columns.tag[i].startswith("VB") or not _negated(columns, i):
        return None
    public = any(columns.lower[k] in ("publicly", "public") for k in range(i + 1, min(len(columns), i + 4)))
    return _stand(page, i, Stance.NO_ANSWER) if public else None


def _unreached(page: Page, i: int, low: str) -> Stand | None:
    """ "could not be reached", "would not be drawn", "has been approached for comment"."""
    columns = page.columns
    if not columns.tag[i].startswith("VB"):
        return None
    passive = any(columns.dep[c] == "auxpass" for c in columns.children[i])
    if low == "draw":
        return _stand(page, i, Stance.DECLINED) if passive and _negated(columns, i) else None
    if low == "reach" or low == "contact":
        if passive and _negated(columns, i) and _modal(columns, i):
            return _stand(page, i, Stance.NO_ANSWER)
    if (
        low in ("approach", "contact")
        and passive
        and not _negated(columns, i)
        and _has_word(columns, i, "comment", "response")
    ):
        return _stand(page, i, Stance.NO_ANSWER)
    return None


def _nominal(page: Page, i: int) -> Stand | None:
    """ "no comment from X", "X had no comment", "not available for comment", "no confirmation from X"."""
    columns = page.columns
    word = columns.lower[i]
    if word in ("unavailable", "unanswered"):
        return _stand(page, i, Stance.NO_ANSWER) if columns.dep[i] in ("acomp", "ccomp", "oprd", "xcomp") else None
    before = {columns.lower[k] for k in range(max(0, i - 4), i)}
    verb = _governor(columns, i)
    if word == "comment" and "for" in before and verb >= 0 and before & {"available", "reached"}:
        if _negated(columns, verb) or "not" in before or "n’t" in before or "n't" in before:
            return _stand(page, verb, Stance.NO_ANSWER)
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
            stand = _stand(page, i, stance)
            stand.party = _span_of(page, party)
            return stand
    if verb >= 0 and columns.lemma[verb] in ("have", "make", "offer", "give", "issue") and word != "confirmation":
        stand = _stand(page, verb, Stance.DECLINED if word == "comment" else Stance.NO_ANSWER)
        return stand if stand.party else None
    return _stand(page, i, stance) if word == "confirmation" and verb >= 0 else None


def _denial_noun(page: Page, i: int) -> Stand | None:
    """ "despite the firm's denials", "issued a denial"."""
    columns = page.columns
    owner = next((c for c in columns.children[i] if columns.dep[c] == "poss"), -1)
    by = next((c for c in columns.children[i] if columns.lower[c] in ("from", "by")), -1)
    if by >= 0:
        owner = next((c for c in columns.children[by] if columns.dep[c] == "pobj"), owner)
    if owner >= 0:
        stand = _stand(page, i, Stance.DENIES)
        stand.party = _span_of(page, owner)
        return stand
    verb = _governor(columns, i)
    if verb >= 0 and columns.lemma[verb] in ("issue", "publish", "post", "repeat", "offer"):
        return _stand(page, verb, Stance.DENIES)
    return None


def _falsehood(page: Page, i: int) -> Stand | None:
    """ "said the memo was a forgery", "'That is a lie,' she said", "the claims are untrue"."""
    columns = page.columns
    be = columns.head[i]
    if columns.lemma[be] not in ("be", "'", "’s") and columns.lower[be] not in ("'s", "’s", "is", "was", "are", "were"):
        return None
    if columns.dep[i] not in ("attr", "acomp", "ccomp", "oprd"):
        return None
    negated = _negated(columns, be)
    if negated != (columns.lower[i] == "true"):
        return None
    subject = _subject(columns, be)
    if subject < 0:
        return None
    noun = columns.lemma[subject].lower()
    low = columns.lower[subject]
    if not (low in w.ANAPHORS or low in ("all", "everything", "none") or noun in w.CLAIMS or _is_paper(low)):
        return None
    if low == "it" and columns.lower[i] in ("wrong", "misleading", "wide"):
        return None
    if _question_or_condition(columns, be):
        return None
    stand = Stand(Stance.DENIES, be, [], subject, i, object=subject)
    stand.anaphoric, stand.whole = low in w.ANAPHORS, low in w.PLURAL_CLAIMS or low in w.WHOLE
    stand.about_claim = noun in w.CLAIMS or _is_paper(low)
    stand.topic = [subject]
    return stand


# ---------------------------------------------------------------------- the clause around it


def _is_paper(low: str) -> bool:
    from claims.extraction.casting.roles import PAPERS

    return low in PAPERS


def _stand(page: Page, verb: int, stance: Stance, inner: int = -1) -> Stand:
    """The stand at a verb: its party, its clause, what it answers."""
    columns = page.columns
    passive = any(columns.dep[c] == "auxpass" for c in columns.children[verb])
    subject = _subject(columns, verb)
    if subject >= 0 and columns.lower[subject] == "it" and "possible" in columns.lower[max(0, verb - 4) : verb]:
        subject = -1
    party = (
        -1 if passive and stance in (Stance.DENIES, Stance.REJECTS, Stance.NOT_CONFIRMED, Stance.CONFIRMS) else subject
    )
    agent = next(
        (c for c in columns.children[verb] if columns.dep[c] == "agent" or (passive and columns.lower[c] == "by")), -1
    )
    if agent >= 0:
        party = next((c for c in columns.children[agent] if columns.dep[c] == "pobj"), party)
    if party >= 0 and columns.lower[party] in ("there", "this", "that", "it") and passive:
        party = -1
    tokens = _span_of(page, party) if party >= 0 else []
    first, last = _clause(page, verb, tokens)
    stand = Stand(stance, verb, tokens, first, last)
    _object(page, stand, inner if inner >= 0 else verb, subject if passive else -1)
    return stand


def _object(page: Page, stand: Stand, verb: int, passive_subject: int) -> None:
    """Note what is answered: the object of the verb, or of "on", "to" and "about" after it."""
    columns = page.columns
    target = passive_subject
    for child in columns.children[verb]:
        if columns.dep[child] in ("dobj", "attr", "dative") and child > verb and target < 0:
            target = child
        elif columns.dep[child] in _CLAUSES and child > verb and columns.dep[child] != "advcl":
            stand.has_clause = True
        elif (
            columns.dep[child] == "prep"
            and columns.lower[child] in _ON
            and target < 0
            and columns.lemma[verb] in _TAKES_ON
        ):
            target = next((c for c in columns.children[child] if columns.dep[c] == "pobj"), -1)
    if target < 0 and columns.lower[min(verb, len(columns) - 1)] in ("comment",):
        target = _after_preposition(columns, verb)
    following = page.after(verb)
    if _fronted(columns, stand.verb) or (
        following < len(page) and columns.lower[following] in ("this", "that", "it") and _phrase_ends(page, following)
    ):
        stand.anaphoric = True
        if target < 0:
            target = following if columns.lower[min(following, len(page) - 1)] in w.ANAPHORS else -1
    if columns.lemma[stand.verb] == "disagree":
        stand.anaphoric = True
    _assured(page, stand, verb)
    if target < 0:
        return
    low, noun = columns.lower[target], columns.lemma[target].lower()
    if low in (
        "request",
        "requests",
        "calls",
        "call",
        "questions",
        "question",
        "message",
        "messages",
        "email",
        "inquiries",
    ):
        if columns.lemma[stand.verb] in ("respond", "reply", "return", "answer", "decline"):
            return
    stand.object = target
    stand.topic = _span_of(page, target)
    inside = {columns.lower[k] for k in stand.topic}
    stand.anaphoric = stand.anaphoric or low in w.ANAPHORS or bool(inside & {"such", "this", "these", "that", "those"})
    stand.about_claim = noun in w.CLAIMS or _is_paper(low)
    after = page.after(target)
    stand.whole = (
        low in w.PLURAL_CLAIMS
        or low in w.WHOLE
        or (low in w.ANAPHORS and after < len(page) and columns.lower[after] in w.WHOLE)
        or (bool(inside & {"all", "every", "any"}) and noun in w.CLAIMS | {"wrongdoing"})
    )
    if noun in w.CRIMES and columns.lemma[stand.verb] in w.DENY:
        stand.whole = True
    if low in ("wrongdoing", "involvement", "responsibility", "liability", "impropriety"):
        stand.about_claim = stand.whole = True


def _phrase_ends(page: Page, k: int) -> bool:
    """Whether "this" or "that" at k stands alone, not before a noun or clause."""
    columns = page.columns
    after = page.after(k)
    if after >= len(page) or page.sentence[after] != page.sentence[k]:
        return True
    return columns.tag[after] in (
        ",",
        ".",
        "CC",
        ":",
        "IN",
        "RB",
        "VBG",
        "DT",
        "''",
        "-LRB-",
        "HYPH",
        "VBD",
        "NFP",
    ) and not (columns.tag[after] in ("DT",) and columns.lower[after] not in w.WHOLE)


def _assured(page: Page, stand: Stand, verb: int) -> None:
    """ "would not say whether that was true", "... whether the email was genuine": asks about what was said before."""
    columns = page.columns
    for k in range(verb + 1, min(len(columns), verb + 14)):
        if page.sentence[k] != page.sentence[verb]:
            return
        if columns.lower[k] in ("whether", "if"):
            inner = range(k + 1, min(len(columns), k + 8))
            if any(columns.lower[m] in w.ASSURED for m in inner if page.sentence[m] == page.sentence[k]):
                stand.anaphoric, stand.has_clause = True, False
                subject = next((m for m in inner if columns.dep[m] in _SUBJECTS), -1)
                if subject >= 0:
                    stand.object = subject
                    stand.topic = [subject]
            return


def _definite(page: Page, stand: Stand) -> bool:
    """Whether the object is one that was spoken of: "the swap", "Lindqvist's account", not "a date" or "two cases"."""
    columns = page.columns
    inside = [columns.lower[k] for k in stand.topic]
    return (
        bool({"the", "this", "that", "his", "her", "their", "its", "these", "those"} & set(inside))
        or "'s" in inside
        or "’s" in inside
    )


def _fronted(columns: Columns, verb: int) -> bool:
    """ "which Serbian officials dispute", "something the firm denies"."""
    return any(columns.lower[c] == "which" and c < verb for c in columns.children[verb]) or (
        columns.dep[verb] == "relcl"
        and not any(columns.dep[c] == "dobj" for c in columns.children[verb])
        and not any(columns.lower[c] == "who" for c in columns.children[verb])
    )


def _after_preposition(columns: Columns, verb: int) -> int:
    for k in range(verb + 1, min(len(columns), verb + 3)):
        if columns.lower[k] in ("on", "about"):
            return next((c for c in columns.children[k] if columns.dep[c] == "pobj"), -1)
    return -1


def _clause(page: Page, verb: int, party: list[int]) -> tuple[int, int]:
    """First and last token of the clause: from the party (or the verb's first word) to the clause's last word."""
    columns = page.columns
    first = min(
        [verb, *party, *(c for c in columns.children[verb] if columns.dep[c] in ("aux", "auxpass", "neg", *_SUBJECTS))]
    )
    last = verb
    waiting = [
        c for c in columns.children[verb] if c > verb and columns.dep[c] not in ("conj", "cc", "punct", "parataxis")
    ]
    steps = 0
    while waiting and steps < 60:
        k = waiting.pop()
        steps += 1
        if page.sentence[k] != page.sentence[verb]:
            continue
        last = max(last, k)
        waiting.extend(columns.children[k])
    return min(first, verb), last


def _span_of(page: Page, head: int) -> list[int]:
    """Tokens of the phrase under a noun, without its relative clauses; at most 25."""
    columns = page.columns
    found: list[int] = []
    waiting = [head]
    while waiting and len(found) < 25:
        k = waiting.pop()
        if page.sentence[k] != page.sentence[head]:
            continue
        found.append(k)
        waiting.extend(
            c
            for c in columns.children[k]
            if columns.dep[c] not in ("relcl", "punct", "advcl", "cc", "preconj")
            or (k > head and columns.dep[c] == "punct")
        )
    found.sort()
    low = found.index(head)
    start = end = low
    while start > 0 and found[start - 1] >= found[start] - 2:
        start -= 1
    while end + 1 < len(found) and found[end + 1] <= found[end] + 2:
        end += 1
    return list(range(found[start], found[end] + 1))


def _subject(columns: Columns, verb: int) -> int:
    """Head of the subject of a verb, or of the verb it hangs on: "Y disputes this and puts ...", "have yet to confirm"."""
    k = verb
    for _ in range(5):
        subjects = [c for c in columns.children[k] if columns.dep[c] in _SUBJECTS]
        before = [c for c in subjects if c < k] or subjects
        if before:
            child = before[-1]
            if columns.dep[k] == "relcl" and columns.lower[child] in ("who", "which", "that"):
                return columns.head[k]
            return child
        if columns.dep[k] in ("conj", "xcomp", "acomp", "advcl") or (
            columns.dep[k] == "ccomp" and columns.tag[k] == "VB"
        ):
            k = columns.head[k]
        elif columns.dep[k] in ("relcl", "acl") and columns.tag[columns.head[k]].startswith(("NN", "PRP")):
            return columns.head[k]
        else:
            break
    return _subject_by_place(columns, verb)


def _subject_by_place(columns: Columns, verb: int) -> int:
    """The name or noun right before a finite verb at the head of its sentence, where the parser saw no subject."""
    if columns.tag[verb] not in ("VBZ", "VBD", "VBP") or verb == 0:
        return -1
    k = verb - 1
    while k > 0 and columns.tag[k] == "RB":
        k -= 1
    if columns.word[k] == "," and k > 1 and columns.tag[k - 1] in ("NNP", "NN"):
        k -= 1  # "the manager, Colin Bates, flatly denies"
    if columns.tag[k] in ("NN", "NNS", "NNP", "NNPS", "PRP") or columns.word[k][:1].isupper():
        return k
    return -1


def _controller(columns: Columns, i: int) -> int:
    """The verb that governs an infinitive: "declined" in "declined to comment"."""
    k = i
    for _ in range(3):
        if (
            columns.dep[k] in ("xcomp", "ccomp", "conj")
            and columns.tag[k] in ("VB", "VBN", "VBG")
            and columns.head[k] != k
        ):
            k = columns.head[k]
        else:
            break
    return k if columns.tag[k].startswith("VB") else i


def _governor(columns: Columns, i: int) -> int:
    k = i
    for _ in range(4):
        if columns.tag[k].startswith("VB"):
            return k
        if columns.head[k] == k:
            return -1
        k = columns.head[k]
    return -1


def _negated(columns: Columns, verb: int) -> bool:
    if any(columns.dep[c] == "neg" or columns.lower[c] in w.NEGATIONS for c in columns.children[verb] if c < verb):
        return True
    subject = next((c for c in columns.children[verb] if columns.dep[c] in ("nsubj", "nsubjpass")), -1)
    if subject >= 0:
        start = next((k for k in (subject - 2, subject - 1, subject) if k >= 0 and columns.lower[k] in _NOBODY), -1)
        if start >= 0 or any(columns.lower[c] in _NOBODY for c in columns.children[subject]):
            return True
    return columns.dep[verb] == "conj" and columns.lower[verb - 1] == "nor" if verb else False


def _neither(columns: Columns, verb: int) -> bool:
    around = {columns.lower[k] for k in range(max(0, verb - 4), verb)}
    return bool(around & {"neither", "nor"})


def _will(columns: Columns, verb: int) -> bool:
    k = verb
    for _ in range(2):
        if any(columns.lower[c] in w.MODALS_OF_WILL for c in columns.children[k] if columns.dep[c] == "aux"):
            return True
        if columns.dep[k] != "conj":
            return False
        k = columns.head[k]
    return False


def _could(columns: Columns, verb: int) -> bool:
    return any(columns.lower[c] in ("could", "can", "ca") for c in columns.children[verb] if columns.dep[c] == "aux")


def _modal(columns: Columns, verb: int) -> bool:
    return any(columns.tag[c] == "MD" for c in columns.children[verb] if columns.dep[c] == "aux")


def _yet_to(columns: Columns, verb: int) -> bool:
    before = [columns.lower[k] for k in range(max(0, verb - 5), verb)]
    return "to" in before and "yet" in before


def _unable(columns: Columns, verb: int) -> bool:
    before = {columns.lower[k] for k in range(max(0, verb - 5), verb)}
    if "to" not in before:
        return False
    return bool(before & w.UNABLE) or ("possible" in before and bool(before & w.NEGATIONS))


def _question_or_condition(columns: Columns, verb: int) -> bool:
    return any(
        columns.dep[c] == "mark" and columns.lower[c] in ("if", "whether", "unless", "until")
        for c in columns.children[verb]
    )


def _verb_is_sure(columns: Columns, i: int) -> bool:
    return columns.tag[i] in ("VBD", "VBZ", "VBN") and any(
        columns.dep[c] in ("dobj", "nsubj") for c in columns.children[i]
    )


def _particle(columns: Columns, i: int) -> bool:
    wanted = w.OFF[columns.lemma[i].lower()]
    return columns.tag[i].startswith("VB") and any(
        columns.lower[k] in wanted for k in range(i + 1, min(len(columns), i + 3))
    )


def _false_nearby(page: Page, verb: int) -> bool:
    columns = page.columns
    for k in range(verb + 1, min(len(columns), verb + 16)):
        if page.sentence[k] != page.sentence[verb]:
            return False
        if columns.lower[k] in w.FALSE:
            return not any(columns.lower[m] in w.NEGATIONS for m in range(max(verb, k - 2), k))
        if columns.tag[k] in ("VBD", "VBZ", "VBP") and k > verb + 1:
            return False
    return False


def _has_word(columns: Columns, verb: int, *wanted: str) -> bool:
    return any(columns.lemma[k].lower() in wanted for k in range(verb + 1, min(len(columns), verb + 8)))


def _asks(columns: Columns, verb: int) -> bool:
    """Whether an indirect question follows: "whether", "if", "when", "what", "how" ... or "details"."""
    questions = (
        "whether",
        "if",
        "when",
        "what",
        "how",
        "who",
        "where",
        "why",
        "which",
        "details",
        "detail",
        "reason",
        "reasons",
        "figure",
    )
    return any(columns.lower[k] in questions for k in range(verb + 1, min(len(columns), verb + 5)))


def _ends_there(columns: Columns, verb: int) -> bool:
    return verb + 1 >= len(columns) or columns.word[verb + 1] in (".", ",", ";", "”", '"')


def _base_after_auxiliary(columns: Columns, i: int) -> bool:
    return i > 0 and columns.lower[i - 1] in ("to", "not", "n't", "n’t", "immediately", "yet")
