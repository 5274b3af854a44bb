"""What pages are made of: rendered without a database, and kept inside the content security policy."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from desk.views.component_sample_article import PARAGRAPHS
from desk.views.component_samples import samples
from desk.views.components import components

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))


def render(component: str, **context: object) -> str:
    return " ".join(render_to_string(f"components/{component}.html", context).split())


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_no_template_holds_inline_styles_or_scripts(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=|hx-on|<style\b|hx-vals=['\"]js:", text, re.IGNORECASE)
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in tag or "application/ld+json" in tag, tag


@pytest.mark.parametrize("template", COMPONENTS, ids=lambda path: path.stem)
def test_each_component_says_at_its_top_what_it_takes(template: Path) -> None:
    assert "{% comment %}" in template.read_text()[:200]


@pytest.mark.parametrize("template", COMPONENTS, ids=lambda path: path.stem)
def test_each_component_is_named_in_the_page_about_them(template: Path) -> None:
    assert f"`{template.stem}`" in (ROOT / "templates/components/README.md").read_text()


@pytest.mark.urls("tests.unit.desk.no_addresses")
def test_the_living_page_shows_every_component_without_the_database() -> None:
    page = components(RequestFactory().get("/desk/components/")).content.decode()
    assert "The port authority agreed to reopen the north quay" in page
    assert page.count("data-row=") == len(samples()["rows"])


class TextOf(HTMLParser):
    """The characters of a fragment, tags dropped."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.feed(markup)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_article_keeps_its_text_character_for_character() -> None:
    markup = render_to_string("components/article_text.html", {"paragraphs": PARAGRAPHS})
    shown = re.findall(r"<p>(.*?)</p>", markup, re.DOTALL)
    assert [TextOf(paragraph).text for paragraph in shown] == [
        "".join(segment["text"] for segment in paragraph) for paragraph in PARAGRAPHS
    ]


def test_foreign_text_in_an_article_is_shown_as_text() -> None:
    hostile = [[{"text": "<script>alert(1)</script> & 'x'", "marks": [], "claim_id": None, "starts": ()}]]
    assert "<script" not in render_to_string("components/article_text.html", {"paragraphs": hostile})


def test_a_claim_is_one_tab_stop_however_many_pieces_its_marks_have() -> None:
    markup = render_to_string("components/article_text.html", {"paragraphs": PARAGRAPHS})
    stops = re.findall(r'data-claim="(\d+)" href="[^"]*"(?! tabindex)', markup)
    assert sorted(stops) == sorted({str(s["claim_id"]) for p in PARAGRAPHS for s in p if s["claim_id"]})


@pytest.mark.parametrize(
    ("value", "tone"),
    [
        ("confirmed", "good"),
        ("disputed", "bad"),
        ("unconfirmed", "warn"),
        ("hearsay", "doubt"),
        ("in_review", "work"),
        ("candidate", "hollow"),
        ("delivered", "good"),
        ("failed", "bad"),
        ("failing", "warn"),
        ("waiting", "work"),
        ("off", "hollow"),
    ],
)
def test_a_status_has_its_tone_and_its_word(value: str, tone: str) -> None:
    assert f'class="pill pill--{tone}">{value.replace("_", " ")}</span>' in render("status_pill", value=value)


def test_a_stated_claim_is_grey() -> None:
    assert '<span class="pill">stated</span>' in render("status_pill", value="stated")


def test_the_score_bar_is_as_long_as_the_score() -> None:
    markup = render("score_bar", score=0.9375)
    assert 'width="0.938"' in markup
    assert "0.94" in markup


def test_a_progress_asks_again_only_while_there_is_something_to_wait_for() -> None:
    working = render("progress", id="a", title="Harbour Wire", stage="finding", at=7, of=12, poll_url="/p/")
    assert 'hx-trigger="every 2s"' in working
    assert "paragraph 7 of 12" in working
    assert "hx-get" not in render("progress", id="a", title="Harbour Wire", stage="done")


def test_a_verdict_form_sends_back_the_version_and_keeps_what_was_written() -> None:
    markup = render(
        "verdict_form",
        action="/v/",
        version=3,
        options=[{"value": "disputed", "label": "Dispute", "status": "disputed", "key": "d", "checked": True}],
        rationale="Because <b>",
        errors={"rationale": ["Too short."]},
    )
    assert '<input type="hidden" name="version" value="3">' in markup
    assert 'value="disputed" data-key="d" checked' in markup
    assert "Because &lt;b&gt;</textarea>" in markup
    assert 'id="rationale-error">Too short.' in markup


def test_whom_the_claim_is_about_is_marked_as_not_having_said_it() -> None:
    markup = render(
        "attribution_chain",
        links=[{"name": "Lena Voss", "role": "asserter", "cue": "noted"}, {"name": "Port", "role": "about"}],
    )
    assert (
        '<li class="chain__about"> <span class="chain__name"><span class="visually-hidden">About, has not said it:'
        in markup
    )


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500", "errors/409", "errors/429", "errors/503"])
def test_error_pages_need_no_context(page: str) -> None:
    assert "<h1>" in render_to_string(f"{page}.html")
