"""The demo's claims, one at every stage a claim can be at. What is in no part stays queued, or a candidate."""

from __future__ import annotations

from reviews.enums import EvidenceStance, Verdict
from seeds.parts import Asked, Exhibit, Finding, Part
from seeds.stories import FOUNDING

_SUPPORTS, _REFUTES, _CONTEXT = EvidenceStance.SUPPORTS, EvidenceStance.REFUTES, EvidenceStance.CONTEXT
_CONFIRMED, _DISPUTED, _UNCONFIRMED = Verdict.CONFIRMED, Verdict.DISPUTED, Verdict.UNCONFIRMED

FOUNDING_PART = Part(
    name="founding",
    running=FOUNDING,
    speaker="Witkoff",
    words=("security guarantees",),
    topics=("War in Ukraine", "Diplomacy"),
    exhibits=(
        Exhibit(
            "bo",
            "although Moscow has yet to confirm this aspect",
            _CONTEXT,
            title="The article itself, Daily Courier, 1 September 2025",
        ),
        Exhibit(
            "cy",
            "No statement by the Russian side on security guarantees was found up to the day of the article.",
            _CONTEXT,
            title="Search note of the desk",
        ),
    ),
    findings=(
        Finding("bo", _UNCONFIRMED, "One asserter; Moscow has not confirmed."),
        Finding(
            "cy", _UNCONFIRMED, "Only Steve Witkoff says so. Moscow has not confirmed it, and nobody else was there."
        ),
    ),
    published=(
        "Steve Witkoff says that Vladimir Putin agreed on security guarantees for Ukraine. One asserter; Moscow has"
        " not confirmed."
    ),
)

_PUBLISHED = (
    FOUNDING_PART,
    Part(
        name="barrier cost",
        running="barrier",
        speaker="Varga",
        words=("412 million",),
        topics=("Flood protection", "Public spending"),
        exhibits=(
            Exhibit(
                "bo",
                "Total according to contract and addenda 1 to 7: 412.3 million crowns.",
                _SUPPORTS,
                title="Cost sheet of the city treasury, 11 May 2026",
            ),
            Exhibit(
                "cy",
                "The Saltmere flood barrier will cost 412 million crowns",
                _SUPPORTS,
                title="Harbour Wire",
                url="https://harbour-wire.example/2026/05/13/saltmere-barrier-cost",
            ),
        ),
        findings=(
            Finding("bo", _CONFIRMED, "The cost sheet of the treasury has the same sum."),
            Finding("cy", _CONFIRMED, "The sum is that of the contract with its seven addenda."),
        ),
        published="The cost sheet of the city treasury has the same sum, 412 million crowns.",
        although="Harbour Wire's page is not on the open web; its article is in our archive as it was sent to us.",
    ),
    Part(
        name="nitrate",
        running="river",
        words=("nitrate", "four times"),
        topics=("Environment",),
        exhibits=(
            Exhibit(
                "dee",
                "11 May, 14:20: nitrate 203 mg/l; limit 50 mg/l.",
                _SUPPORTS,
                title="Measuring log of the Environment Inspectorate, station Kelding weir",
            ),
        ),
        asked=(
            Asked(
                "dee",
                "Norvant Chemicals",
                "press office",
                "The station at the weir logged 203 milligrams a litre on 11 May. Is that from your works?",
            ),
        ),
        findings=(
            Finding("dee", _CONFIRMED, "The log of the station at the weir has 203 milligrams; the limit is 50."),
            Finding("bo", _CONFIRMED, "203 against 50 is four times the limit. The log is signed by two officers."),
        ),
        published="The measuring log has 203 milligrams a litre. The limit is 50, so four times is right.",
    ),
    Part(
        name="works inspected",
        running="river",
        words=("inspected in february",),
        topics=("Environment",),
        exhibits=(
            Exhibit("cy", "Last visit: 17 October 2024.", _REFUTES, title="Inspection register, entry for Kelding"),
        ),
        findings=(
            Finding("cy", _DISPUTED, "The register of the inspectorate has no visit after October 2024."),
            Finding("dee", _DISPUTED, "No visit in the register, and the company does not name its private auditor."),
        ),
        published="The register of the inspectorate has no visit to the works after October 2024.",
    ),
    Part(
        name="unemployment",
        running="election",
        speaker="Solane",
        words=("unemployment", "4.1"),
        topics=("Elections", "Work and wages"),
        exhibits=(
            Exhibit(
                "bo",
                "Unemployment rate, March 2026, seasonally adjusted: 4.4",
                _REFUTES,
                title="Labour force survey, table 3, statistics office of Tavania",
            ),
        ),
        findings=(
            Finding("bo", _DISPUTED, "The latest official figure is 4.4 percent."),
            Finding("dee", _DISPUTED, "4.1 percent is in no table of the statistics office for this year."),
        ),
        published="The latest official figure, for February, is 4.4 percent.",
        corrected=(
            "We named the wrong month: 4.4 percent is the figure for March, not for February.",
            "The latest official figure, for March, is 4.4 percent.",
        ),
    ),
    Part(
        name="pension cost",
        running="election",
        speaker="Lidell",
        words=("9 billion",),
        topics=("Elections", "Public spending"),
        exhibits=(
            Exhibit("dee", "Dane puts the cost at 4 billion.", _CONTEXT, title="The Northern Ledger, 14 May 2026"),
        ),
        findings=(
            Finding("dee", _UNCONFIRMED, "Two estimates stand against each other; neither shows its calculation."),
            Finding("cy", _UNCONFIRMED, "The plan leaves open who gets the higher pension, so no sum can be checked."),
        ),
        published="Nobody can check the sum: the plan leaves open who gets the higher pension.",
    ),
    Part(
        name="gate tests",
        running="barrier",
        speaker="Reyk",
        words=("failed four",),
        topics=("Flood protection",),
        exhibits=(
            Exhibit(
                "dee",
                "Runs 2 and 5: not passed. Runs 1, 3 and 4: passed.",
                _REFUTES,
                title="Test records of the eastern gate, April 2026",
            ),
        ),
        findings=(
            Finding("dee", _DISPUTED, "The records show two failed runs, not four."),
            Finding("bo", _DISPUTED, "Two of five runs failed according to the records."),
        ),
        published="The test records show two failed runs of five, not four.",
        retracted=(
            "Tomas Reyk never said four. The Saltmere Post misquoted him and has corrected its article, so there is no"
            " such statement to check."
        ),
    ),
)

_DECIDED = (
    Part(
        name="burglaries",
        running="election",
        speaker="Solane",
        words=("burglaries", "8 percent"),
        topics=("Elections", "Crime"),
        exhibits=(
            Exhibit(
                "cy", "Burglaries 2024: 6,104. 2025: 5,616.", _SUPPORTS, title="Annual report of the police, p. 12"
            ),
        ),
        findings=(
            Finding("cy", _CONFIRMED, "5,616 after 6,104 is a fall of eight percent."),
            Finding("bo", _CONFIRMED, "The annual report of the police has these two figures."),
        ),
    ),
    Part(
        name="wages",
        running="election",
        speaker="Dane",
        words=("wages", "3 percent"),
        topics=("Elections", "Work and wages"),
        exhibits=(
            Exhibit(
                "bo", "Real wages, 2022 to 2025: plus 1.2 percent.", _REFUTES, title="Wage index, statistics office"
            ),
        ),
        findings=(
            Finding("bo", _DISPUTED, "The index rose, even after prices are taken into account."),
            Finding("cy", _DISPUTED, "No series of the statistics office falls by three percent."),
        ),
    ),
    Part(
        name="lost crowns",
        running="strait",
        speaker="Thorn",
        words=("700 million",),
        topics=("Shipping",),
        findings=(
            Finding("dee", _UNCONFIRMED, "The minister's own figure; his ministry sent no calculation."),
            Finding("cy", _UNCONFIRMED, "No source beside the minister."),
        ),
    ),
    Part(
        name="invoices",
        running="barrier",
        words=("invoices",),
        dismissed=("cy", "Part of a denial: reviewed together with the claim about the consultants."),
    ),
    Part(
        name="announcement",
        running="barrier",
        speaker="Pell",
        words=("disgrace",),
        dismissed=("dee", "An opinion. There is nothing to check."),
    ),
)

_OPEN = (
    Part(
        name="skin rashes",
        running="river",
        words=("40 people",),
        topics=("Environment", "Health"),
        exhibits=(
            Exhibit(
                "bo", "Cases with rash registered 10 to 13 May: 12.", _CONTEXT, title="Call with the hospital, 14 May"
            ),
        ),
        findings=(
            Finding("bo", _UNCONFIRMED, "The hospital confirms twelve cases and is still counting."),
            Finding("dee", _DISPUTED, "Twelve is far from forty, and the report names no source."),
        ),
    ),
    Part(
        name="strait",
        running="strait",
        speaker="Marrow",
        words=("agreed to reopen the strait",),
        topics=("Diplomacy", "Shipping"),
        exhibits=(
            Exhibit(
                "cy",
                "There is no such agreement",
                _REFUTES,
                title="Radio Kelding",
                url="https://radio-kelding.example/news/strait-denial",
            ),
        ),
        findings=(Finding("cy", _DISPUTED, "The spokeswoman of the Orlavian government denies it outright."),),
    ),
    Part(
        name="broken pipe",
        running="river",
        words=("broken pipe",),
        topics=("Environment",),
        findings=(
            Finding("bo", _UNCONFIRMED, "The inspectorate calls it probable; the company says a valve was open."),
        ),
    ),
    Part(
        name="consultants",
        running="barrier",
        speaker="Pell",
        words=("11 million",),
        topics=("Flood protection", "Public spending"),
        exhibits=(
            Exhibit(
                "dee", "Consulting, 2023 to 2026: 10,940,000 crowns.", _CONTEXT, title="Ledger of the city, line 4410"
            ),
        ),
        held_by="dee",
    ),
    Part(
        name="fertiliser",
        running="river",
        speaker="Storck",
        words=("300 litres",),
        topics=("Environment",),
        held_by="bo",
    ),
)

PARTS: tuple[Part, ...] = (*_PUBLISHED, *_DECIDED, *_OPEN)
