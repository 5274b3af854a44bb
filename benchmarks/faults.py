"""`make bench NAME=faults`: kill -9 of worker, broker and database at random moments while 50 articles are worked on.

A whole newsroom is started apart (its own data, its own port). First the articles are read undisturbed; that is the
reference. Then each trial hands the same texts in again under new addresses, kills one process at a random moment,
lets the supervisor start it again, waits for the end of all work and counts against the reference.

accepted: articles whose submission returned. lost: accepted articles that are not there, or lack a claim the reference
has. duplicated: versions, runs, mentions or claims too many. stuck: articles without an end 180 s after the kill.
SCALE=1 makes 20 trials, ARTICLES and VICTIMS change what is done, SEED repeats a run.
"""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = int(os.environ.get("ARTICLES", "50"))
TRIALS = max(1, round(20 * float(os.environ.get("SCALE", "1"))))
VICTIMS = os.environ.get("VICTIMS", "worker,worker child,broker,database").split(",")
PATIENCE_SECONDS = 180.0
Reading = Counter[tuple[int, int, str]]


class Newsroom:
    """A newsroom of its own, run the way `make run` does."""

    def __init__(self) -> None:
        """Choose its folder and a free port."""
        self.var = Path(tempfile.mkdtemp(prefix="claimdesk-faults-"))
        self.var.chmod(0o755)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        os.environ.update(CLAIMDESK_VAR=str(self.var), DJANGO_SETTINGS_MODULE="config.settings.dev", DEBUG="0")
        self.process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Start it and wait until it is ready, worker included."""
        command = [
            sys.executable,
            "manage.py",
            "runnewsroom",
            "--no-demo",
            "--ends-with-make",
            "--port",
            str(self.port),
        ]
        with (self.var / "newsroom.log").open("wb") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
        wait_for(self.is_ready, seconds=240, what="the newsroom to open")

    def is_ready(self) -> bool:
        """Ask /readyz."""
        if self.process is None or self.process.poll() is not None:
            sys.exit(f"The newsroom ended:\n{(self.var / 'newsroom.log').read_text()[-3000:]}")
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", "/readyz")
            answer = json.loads(line.getresponse().read())
        except (OSError, HTTPException, ValueError):
            return False
        finally:
            line.close()
        return bool(answer["ready"]) and str(answer["worker"]).startswith("heard")

    def process_of(self, victim: str) -> int:
        """Return the process number of a victim as it is now."""
        if victim == "database":
            return int((self.var / "postgres" / "postmaster.pid").read_text().splitlines()[0])
        if victim == "broker":
            return int((self.var / "valkey" / "supervised.pid").read_text())
        main = int(json.loads((self.var / "run" / "children.json").read_text())[1].split(":")[0])
        if victim == "worker":
            return main
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return int(random.choice(children)) if children else main

    def close(self) -> None:
        """Stop it and remove all of it."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)
        shutil.rmtree(self.var, ignore_errors=True)


def wait_for(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    """Wait for a condition; end the program if it does not come."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return
        time.sleep(0.5)
    sys.exit(f"Waited {seconds:.0f} s in vain for {what}.")


def texts() -> list[str]:
    """Return as many texts as are wanted: the demo newsroom's, again and again."""
    from seeds.stories import all_stories

    stories = [story.text for story in all_stories()]
    return [stories[number % len(stories)] for number in range(ARTICLES)]


def submit_all(trial: int, user: object) -> dict[int, int]:
    """Hand every text in under an address of this trial. Returns article key to text number, accepted ones only.

    What the database refuses, because it was just killed, is handed in again, as a person would.
    """
    from django.db import Error, connection

    from sources.services import submit_text

    accepted: dict[int, int] = {}
    for number, text in enumerate(texts()):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                submitted = submit_text(
                    by=user, text=text, title=f"Text {number}", url=f"https://faults.example/{trial}/{number}"
                )
                accepted[submitted.article.pk] = number
                break
            except Error:
                connection.close()
                time.sleep(0.3)
    return accepted


def unfinished(articles: list[int]) -> list[int]:
    """Return those of the articles that have no end yet."""
    from django.db import Error, connection

    from claims.models import ExtractionRun

    try:
        done = set(
            ExtractionRun.objects.filter(version__article__in=articles, matched_at__isnull=False).values_list(
                "version__article", flat=True
            )
        )
        failed = set(
            ExtractionRun.objects.filter(version__article__in=articles, state="failed").values_list(
                "version__article", flat=True
            )
        )
    except Error:
        connection.close()
        return articles
    return [article for article in articles if article not in done | failed]


def reading_of(article: int) -> tuple[Reading, int, int]:
    """Return what was found in an article, and how many versions and runs it has."""
    from claims.models import ExtractionRun, Mention
    from sources.models import ArticleVersion

    found: Reading = Counter(
        Mention.objects.filter(version__article=article).values_list("start_offset", "end_offset", "text")
    )
    versions = ArticleVersion.objects.filter(article=article).count()
    return found, versions, ExtractionRun.objects.filter(version__article=article).count()


def wait_for_end(articles: list[int]) -> list[int]:
    """Wait until all have an end, at most the patience. Returns those that have none."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        left = unfinished(articles)
        if not left:
            return []
        time.sleep(0.5)
    return left


def describe(articles: list[int]) -> list[dict[str, object]]:
    """Return how far the work on these articles is, for a person to read."""
    from claims.models import ExtractionRun

    columns = ("version__article", "state", "attempts", "leased_until", "matched_at", "reason")
    return list(ExtractionRun.objects.filter(version__article__in=articles).values(*columns))


def count_claims() -> int:
    """Return how many claims there are: the same texts again must not make new ones."""
    from claims.models import Claim

    return Claim.objects.count()


def main() -> None:
    """Run the reference and the trials, print the table and the last line."""
    seed = int(os.environ.get("SEED", "7"))
    chance = random.Random(seed)
    newsroom = Newsroom()
    try:
        newsroom.open()
        figures = measure(newsroom, chance)
    finally:
        newsroom.close()
    print(json.dumps(figures))


def measure(newsroom: Newsroom, chance: random.Random) -> dict[str, int]:
    """Run the reference and all trials against an open newsroom."""
    import django

    django.setup()
    from django.contrib.auth import get_user_model

    user = get_user_model().objects.create_user("faults", role="editor")
    began = time.monotonic()
    articles = submit_all(0, user)
    if wait_for_end(list(articles)):
        sys.exit("The undisturbed run did not end; there is nothing to compare with.")
    usual = time.monotonic() - began
    reference = {number: reading_of(article)[0] for article, number in articles.items()}
    claims = count_claims()
    # The same texts again make a few claims of their own: "officials" of one article are not those of another.
    if wait_for_end(list(submit_all(1, user))):
        sys.exit("The second undisturbed run did not end.")
    growth = count_claims() - claims
    mentions = sum(map(len, reference.values()))
    print(f"Undisturbed: {len(articles)} articles, {mentions} mentions, {claims} claims in {usual:.0f} s;", flush=True)
    print(f"the same texts again make {growth} more claims (of speakers without a name).", flush=True)
    totals = {"trials": 0, "accepted": 0, "lost": 0, "duplicated": 0, "stuck": 0}
    for trial in range(1, TRIALS + 1):
        before = count_claims()
        victim = VICTIMS[(trial - 1) % len(VICTIMS)]
        moment = chance.uniform(0, usual)
        found = one_trial(newsroom, trial + 1, victim, moment, user, reference)
        extra = count_claims() - before - growth
        found["duplicated"] += max(0, extra)
        found["lost"] += 0 if found["stuck"] else max(0, -extra)
        totals["trials"] += 1
        for name, value in found.items():
            totals[name] += value
        print(f"{trial:3}  kill -9 {victim:<13} after {moment:5.1f} s   {found}", flush=True)
    return totals


def one_trial(
    newsroom: Newsroom, trial: int, victim: str, moment: float, user: object, reference: dict[int, Reading]
) -> dict[str, int]:
    """Submit, kill at the moment, wait for the end, compare."""
    timer = threading.Timer(moment, lambda: os.kill(newsroom.process_of(victim), signal.SIGKILL))
    timer.start()
    articles = submit_all(trial, user)
    timer.join()
    stuck = wait_for_end(list(articles))
    if stuck:
        print(f"Without an end: {describe(stuck)}", flush=True)
    wait_for(newsroom.is_ready, seconds=120, what="the newsroom to be whole again")
    lost = duplicated = 0
    for article, number in articles.items():
        found, versions, runs = reading_of(article)
        if article not in stuck:
            lost += bool(reference[number] - found)
        duplicated += bool(found - reference[number]) or versions > 1 or runs > 1
    return {"accepted": len(articles), "lost": lost, "duplicated": duplicated, "stuck": len(stuck)}


if __name__ == "__main__":
    main()
