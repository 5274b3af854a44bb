"""Words that say where a party stands: lemmas of verbs, nouns for claims, words for falsehood.

Written by hand for this project.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


DENY = _set(
    """deny dispute refute rebut contradict contest disavow debunk gainsay disclaim rubbish disprove repudiate counter
    belie negate disagree"""
)
# As they stand, where the tagger may take them for nouns.
DENIERS = _set(
    "reject rejects deny denies dispute disputes contest contests refute refutes rebut rebuts dismiss dismisses"
)
DOUBT = _set("doubt question query")
REJECT = _set("reject dismiss rebuff spurn scotch quash discount")
OFF = {
    "rule": ("out",),
    "turn": ("down",),
    "brush": ("off", "aside"),
    "shrug": ("off",),
    "laugh": ("off",),
    "wave": ("away", "off", "aside"),
    "bat": ("away",),
    "push": ("back",),
}
# Not accepted, which is less than called untrue.
NOT_ACCEPT = _set("reject rebuff spurn repudiate turn brush shrug wave bat push")
CONFIRM = _set("""confirm verify corroborate authenticate acknowledge substantiate validate admit concede""")
ADMIT = _set("acknowledge admit concede")
REFUSE = _set("decline refuse")
COMMENT = _set(
    """
    comment respond reply answer speak talk discuss elaborate explain clarify say specify disclose reveal
    identify name provide give address confirm deny tell
    """
)
ANSWER = _set("respond reply answer comment return")
TELL = _set(
    "say clarify specify explain elaborate disclose reveal state indicate detail give provide reply tell address"
    " discuss divulge"
)
MESSAGES = _set(
    "email emails e-mail e-mails message messages call calls letter letters request requests question questions"
)
WITHHELD = TELL | _set("comment answer talk speak engage")
HAPPEN = _set("happen occur exist")
EVADE = _set("dodge duck sidestep evade avoid skirt swerve bat brush deflect")
AWARE = _set("aware unaware ignorant")
HELD = _set("information evidence record records knowledge indication sign proof reports inkling idea")
WORTHLESS = _set("merit foundation basis substance truth")
BRAND = _set("call label brand describe denounce dismiss slam condemn characterise characterize decry term deem blast")
SPEAK = _set(
    """
    say state insist maintain claim argue tell reply respond add declare assert fume retort counter write tweet
    post believe think announce
    """
)

FALSE = _set(
    """
    false untrue lie lies nonsense rubbish fabrication fabrications fabricated forgery forgeries forged fake
    hoax baseless groundless unfounded unsubstantiated ridiculous absurd ludicrous preposterous fiction
    fictitious invented invention wrong incorrect inaccurate misleading bogus slander slanderous libel libellous
    defamatory smear smears propaganda disinformation misinformation falsehood falsehoods fantasy fanciful
    outlandish myth baloney bunk garbage bullshit codswallop tripe untruth untruths manufactured doctored
    mischief malicious laughable wide farcical erroneous flawed specious spurious unjustified unwarranted meritless
    mistaken unfair rot bull nonsensical fabricating concocted made-up grotesque exaggerated exaggeration overblown
    discredited unreliable rumour-mongering scaremongering hogwash claptrap balderdash piffle distortion
    distorted imaginary hysteria hysterical fable fables fairytale tall-tale moonshine malarkey poppycock twaddle drivel
    far-fetched witch-hunt calumny slur slurs fib fibs cobblers bonkers alarmist unproven overstated fantastical
    conspiracy vexatious
    """
)
CLAIMS = _set(
    """
    claim allegation accusation charge assertion suggestion report rumour rumor story account finding version
    statement insinuation assessment characterisation characterization figure number estimate reading criticism
    speculation theory narrative interpretation contention conclusion description portrayal analysis testimony
    remark comment number sum date pledge promise entry remark testimony quote quotation wording idea notion
    result verdict ruling judgment judgement argument complaint evidence detail information news
    talk gossip speculation chatter
    """
)
PLURAL_CLAIMS = _set("claims allegations accusations charges assertions suggestions rumours rumors insinuations")
STORIES = _set("story account version tale claim allegation accusation testimony evidence timeline recollection")
QUOTED = _set("quotation quote quotes wording")
MATTERS = _set("case matter issue subject situation affair incident investigation proceedings litigation")
ACCUSATIONS = _set("claim allegation accusation charge story account suggestion tale")
PAPERS_TOO = {
    "finding": (
        "document",
        "study",
        "report",
        "investigation",
        "research",
        "audit",
        "review",
        "analysis",
        "paper",
        "survey",
        "poll",
        "inquiry",
        "test",
    )
}
ANAPHORS = _set("this that it them these those so such")
WHOLE = _set("all everything both")

NOT = _set("not n't n’t never nt")
NEGATIONS = _set("not n't never no neither nor n’t nt hardly without")
MODALS_OF_WILL = _set("will would wo")
UNABLE = _set("unable powerless impossible difficult")
UNAVAILABLE = _set("unavailable unreachable")
SILENT = _set("silent tight-lipped mum")
REMARKS = _set("although though but while whereas which albeit despite")
OPPOSING = _set("although though but while whereas yet however which despite albeit even")

KNOWING = _set("recollection memory knowledge record")
REMEMBER = _set("recall remember recollect")
ESTABLISH = _set("establish determine ascertain prove show demonstrate confirm verify")
ASSURED = _set("true genuine authentic real accurate correct right authenticity case so")
AFFINE = {
    "accusation": ("accuse", "allege", "blame", "charge", "claim"),
    "allegation": ("allege", "accuse", "claim", "charge", "blame"),
    "charge": ("accuse", "charge", "allege"),
    "claim": ("claim", "allege"),
    "suggestion": ("suggest", "hint", "imply"),
    "report": ("report",),
    "warning": ("warn", "caution"),
    "promise": ("promise", "pledge", "vow", "agree", "assure"),
    "pledge": ("promise", "pledge", "vow", "agree", "commit"),
    "prediction": ("predict", "forecast", "expect"),
    "forecast": ("forecast", "predict", "expect"),
    "criticism": ("criticise", "criticize", "call", "accuse", "slam"),
    "estimate": ("estimate", "put"),
    "figure": ("put", "estimate"),
    "number": ("put", "estimate"),
    "finding": ("find", "show", "conclude"),
    "ruling": ("rule",),
    "decision": ("rule", "decide"),
    "judgment": ("rule",),
    "judgement": ("rule",),
    "conclusion": ("conclude", "find"),
    "testimony": ("testify", "tell"),
    "complaint": ("complain",),
    "threat": ("threaten",),
    "boast": ("boast", "brag"),
    "rumour": ("rumour",),
    "rumor": ("rumor",),
}
FLAT_NO = _set("no nope never wrong false rubbish nonsense untrue absolutely")
REBUFFS = _set("insist maintain protest retort counter storm fume snap rage rail thunder")
HITS_BACK = _set("hit hits hitting fired fires shot struck fought")
LYING = _set("lying liar liars lied")
COMMON = _set(
    """
    be have do say tell get go make take know think see come want give use find can will would could should may
    might must not never no one two it he she they we i you this that there what who people year day time thing
    way anything nothing something anyone everyone any all more much many new last first
    """
)
CRIMES = _set(
    """
    charge count offence offense fraud murder manslaughter assault rape theft conspiracy bribery corruption
    harassment arson embezzlement perjury blackmail extortion robbery burglary treason spying espionage
    negligence misconduct bullying crime
    """
)
