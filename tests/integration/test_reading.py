"""Addresses and files become articles; what cannot be used says why. Pages come from a local server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from accounts.models import User
from sources.enums import ArticleState
from sources.models import Article, ArticleVersion
from sources.services import read_article, retry_article, submit_file, submit_text, submit_url

pytestmark = pytest.mark.django_db

PAGE = """<html lang="en"><head><title>Harbour closed</title>
<meta property="og:site_name" content="Harbour Wire"><link rel="canonical" href="{base}/harbour"></head>
<body><nav>Home Sport</nav><article><h1>Harbour closed</h1>
<p>The harbour of Varnholm was closed on Monday after a crane fell into the water, the port authority said.</p>
<p>Nobody was hurt. Lena Voss, the transport minister, said the harbour would open again within two days.</p>
</article></body></html>"""


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        base = f"http://127.0.0.1:{self.server.server_address[1]}"  # type: ignore[attr-defined]
        if self.path.startswith(("/harbour", "/copy")):
            body, status = PAGE.format(base=base).encode(), 200
        else:
            body, status = b"gone", 404
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site(settings: pytest.FixtureRequest) -> Iterator[str]:
    settings.CLAIMDESK_FETCH_ALLOW = ["127.0.0.1/32"]  # type: ignore[attr-defined]
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def read(article: Article) -> Article:
    read_article(article_id=article.pk)
    article.refresh_from_db()
    return article


def test_a_page_on_the_web_becomes_an_article(site: str, rob: User) -> None:
    article = read(submit_url(by=rob, url=f"{site}/harbour?utm_source=x").article)
    assert article.state == ArticleState.STORED, article.state_reason
    assert article.title == "Harbour closed"
    assert article.source is not None
    text = article.versions.get().text
    assert "closed on Monday" in text
    assert "Home Sport" not in text


def test_the_same_page_at_another_address_is_shown_as_the_first(site: str, rob: User) -> None:
    first = read(submit_url(by=rob, url=f"{site}/harbour").article)
    second = read(submit_url(by=rob, url=f"{site}/copy").article)
    assert second.state == ArticleState.DUPLICATE
    assert second.duplicate_of == first
    assert ArticleVersion.objects.count() == 1


def test_reading_twice_changes_nothing(site: str, rob: User) -> None:
    article = read(submit_url(by=rob, url=f"{site}/harbour").article)
    assert read_article(article_id=article.pk) is None
    assert article.versions.count() == 1


def test_a_dead_address_is_refused_with_a_next_step_and_can_be_tried_again(site: str, rob: User) -> None:
    article = submit_url(by=rob, url=f"{site}/gone").article
    for _attempt in range(3):
        read(article)
    assert article.state in (ArticleState.REFUSED, ArticleState.FAILED)
    assert article.state_reason
    assert retry_article(by=rob, article=article).state == ArticleState.SUBMITTED


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://10.0.0.8/", "http://[::1]/", "http://localhost/x"])
def test_a_private_address_is_never_read(url: str, rob: User) -> None:
    article = submit_url(by=rob, url=url).article
    for _attempt in range(3):
        read(article)
    assert article.state in (ArticleState.REFUSED, ArticleState.FAILED)
    assert "could not be reached" in article.state_reason
    assert not ArticleVersion.objects.exists()


def test_a_text_file_is_read(rob: User) -> None:
    article = submit_file(by=rob, name="../../etc/story.txt", content="Lena Voss said ten ships sank.".encode("utf-16"))
    article = read(article.article)
    assert article.versions.get().text == "Lena Voss said ten ships sank."
    assert article.input_name == "story.txt"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "scan.pdf",
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n",
        ),
        ("broken.docx", b"PK\x03\x04 not a zip at all"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200),
        ("blank.txt", b"   \n\n  "),
    ],
)
def test_a_file_without_text_is_refused_with_the_reason(name: str, content: bytes, rob: User) -> None:
    article = read(submit_file(by=rob, name=name, content=content).article)
    assert article.state == ArticleState.REFUSED
    assert article.state_reason.endswith(".")
    assert not ArticleVersion.objects.exists()


def test_a_text_beyond_the_limit_is_cut_and_says_so(rob: User) -> None:
    article = submit_text(by=rob, text="Ten ships sank. " * 80_000).article
    version = article.versions.get()
    assert version.cut_short
    assert version.original_length == 1_280_000
    assert version.length <= 1_000_000


def test_a_known_address_with_another_text_is_a_new_version(rob: User) -> None:
    url = "https://harbour-wire.example/story"
    first = submit_text(by=rob, text="Ten ships sank.", url=url)
    same = submit_text(by=rob, text="Ten ships sank.", url=url + "?utm_source=feed")
    other = submit_text(by=rob, text="Nine ships sank.", url=url)
    assert (first.created, same.created, same.changed, other.created, other.changed) == (
        True,
        False,
        False,
        False,
        True,
    )
    assert [v.number for v in first.article.versions.order_by("number")] == [1, 2]
