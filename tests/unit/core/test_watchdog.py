"""When a worker counts as deaf."""

from core.watchdog import PATIENCE_SECONDS, Watchdog


class Worker:
    """What a watchdog sees of a worker, set by the test."""

    def __init__(self) -> None:
        self.waiting = self.running = 0
        self.clock = 100.0
        self.watchdog = Watchdog(waiting=lambda: self.waiting, running=lambda: self.running, now=lambda: self.clock)

    def after(self, seconds: float) -> bool:
        self.clock += seconds
        return self.watchdog.is_deaf()


def test_a_worker_with_nothing_to_do_is_not_deaf() -> None:
    assert not Worker().after(PATIENCE_SECONDS * 10)


def test_messages_that_wait_past_the_patience_make_it_deaf() -> None:
    worker = Worker()
    worker.waiting = 1
    assert not worker.after(PATIENCE_SECONDS)
    assert worker.after(1)


def test_a_long_task_is_not_deafness() -> None:
    worker = Worker()
    worker.waiting = worker.running = 1
    assert not worker.after(PATIENCE_SECONDS + 1)
    worker.running = 0
    assert not worker.after(PATIENCE_SECONDS)


def test_each_message_received_begins_the_wait_anew() -> None:
    worker = Worker()
    worker.waiting = 1
    assert not worker.after(PATIENCE_SECONDS)
    worker.watchdog.received()
    assert not worker.after(PATIENCE_SECONDS)
    assert worker.after(1)
