"""The worker process that prints, with its limits of time and memory, and its replacement when it dies."""

from __future__ import annotations

import atexit
import logging
import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import time
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from council.paper.press.job import Job, PaperFailed, Pdf

log = logging.getLogger("council.paper")

OUT_OF_MEMORY = 70  # the exit status with which a worker says so
DEATHS_BY_MEMORY = {OUT_OF_MEMORY, -signal.SIGABRT, -signal.SIGTRAP, -signal.SIGKILL, -signal.SIGSEGV}
QUEUE_SECONDS = 60
LONGEST = 16 << 20  # characters of HTML; a thousand pages are about 8 million


class Press:
    """One worker per web process. Two would be slower on the machines this runs on, and hold twice the fonts."""

    def __init__(
        self, *, seconds: float = 30, memory: int = 2 << 30, renders: int = 60, queue: float = QUEUE_SECONDS
    ) -> None:
        self.seconds = seconds
        self.memory = memory
        self.renders = renders
        self.queue = queue
        self._lock = threading.Lock()
        self._pool: ProcessPool | None = None
        self._folder = ""
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.close)

    def print(self, job: Job) -> Pdf:
        """The finished document, or `PaperFailed`."""
        if len(job.html) > LONGEST:
            raise PaperFailed("paper.memory")
        future = self._running().schedule(_work, args=(job,), timeout=self.seconds)
        try:
            pdf: Pdf = future.result(timeout=self.seconds + self.queue)
        except TimeoutError:
            future.cancel()
            log.warning("paper: %r took longer than %s s", job.title, self.seconds)
            raise PaperFailed("paper.timeout", seconds=int(self.seconds)) from None
        except ProcessExpired as death:
            log.warning("paper: the worker died with %s printing %r", death.exitcode, job.title)
            by_memory = death.exitcode in DEATHS_BY_MEMORY
            raise PaperFailed("paper.memory" if by_memory else "paper.failed") from None
        except BrokenProcessPool:
            self.close()
            log.exception("paper: no worker left")
            raise PaperFailed("paper.failed") from None
        except Exception:
            log.exception("paper: %r failed", job.title)
            raise PaperFailed("paper.failed") from None
        for warning in pdf.warnings:
            log.warning("paper: %r: %s", job.title, warning)
        return pdf

    def warm(self) -> None:
        """Start the worker without waiting for it."""
        self._running()

    def close(self) -> None:
        """End the worker; the next document starts a new one."""
        with self._lock:
            self._end()

    def _running(self) -> ProcessPool:
        with self._lock:
            if self._pool is None or not self._pool.active:
                self._end()
                self._folder = tempfile.mkdtemp(prefix="council-paper-")
                # Spawned, not forked: a fork of a process with threads and open databases is a trap.
                self._pool = ProcessPool(
                    max_workers=1,
                    max_tasks=self.renders,
                    initializer=_settle_in,
                    initargs=(self.memory, self._folder),
                    context=multiprocessing.get_context("spawn"),
                )
                self._pool.schedule(_ready)
            return self._pool

    def _end(self) -> None:
        pool, folder, self._pool, self._folder = self._pool, self._folder, None, ""
        if pool is not None:
            pool.stop()
            pool.join()
        for _ in range(40):  # a worker that is just ending may still write into it
            if not folder or not os.path.exists(folder):
                break
            shutil.rmtree(folder, ignore_errors=True)
            time.sleep(0.05)

    def _forget(self) -> None:
        """After gunicorn forks: the parent's worker is not ours, and its lock may be held for ever."""
        self._lock = threading.Lock()
        self._pool, self._folder = None, ""


def _ready() -> bool:
    return True


def _settle_in(memory: int, folder: str) -> None:
    # Imported in the worker only: it costs a second, and pango's memory, that web processes never need.
    from council.paper.press import worker

    worker.settle_in(memory, folder)


def _work(job: Job) -> Pdf:
    from council.paper.press import worker

    try:
        return worker.typeset(job)
    except MemoryError:
        # A process that ran out once is full of holes: end it, the pool starts a fresh one.
        os._exit(OUT_OF_MEMORY)
