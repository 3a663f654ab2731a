"""Work looks whether it may go on; what is kept goes to its end; a driver is told until it listens."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given
from hypothesis import strategies as st

from debrief.process import stopping
from debrief.process.refusals import StoppedWhenAsked
from debrief.process.stopping import Progress, Work

FOR_EVER = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def beside(call: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=call)
    thread.start()
    return thread


def test_without_work_at_hand_nothing_is_counted_or_stopped() -> None:
    stopping.planned(2)
    stopping.step("a step")
    stopping.last_chance()
    with stopping.interrupting(lambda: pytest.fail("told to stop")):
        assert list(stopping.counted(range(3), every=1)) == list(stopping.watched(iter(range(3)))) == [0, 1, 2]


def test_the_work_says_which_step_of_how_many_it_is_at() -> None:
    work, seen = Work(), []

    def call() -> str:
        stopping.planned(2)
        stopping.step("reading")
        for _ in stopping.counted(iter("ab"), every=1):
            seen.append(work.progress)
        stopping.step("writing")
        for _ in stopping.counted(("a", "b"), every=1):
            seen.append(work.progress)
        return "made"

    assert work.run(call) == "made"
    assert seen == [
        Progress("reading", 1, 2), Progress("reading", 1, 2, 1),
        Progress("writing", 2, 2, 0, 2), Progress("writing", 2, 2, 1, 2),
    ]  # fmt: skip


@given(st.integers(0, 30), st.integers(0, 30))
def test_it_ends_at_the_first_look_after_it_was_asked_unless_something_is_kept(asked: int, kept: int) -> None:
    work, done = Work(), 0

    def call() -> None:
        nonlocal done
        for done in stopping.counted(range(1, 21), every=1):
            if done == kept:
                stopping.committed()
            if done == asked:
                assert work.stop() is not (1 <= kept <= asked)

    if 1 <= asked < min(kept or 21, 20):
        with pytest.raises(StoppedWhenAsked, match="APP-02"):
            work.run(call)
        assert done == asked
    else:
        work.run(call)
        assert done == 20


def test_what_is_kept_before_the_next_look_is_not_ended_by_it() -> None:
    work = Work()

    def call() -> str:
        assert work.stop()
        stopping.committed()
        stopping.check()
        return "kept"

    assert work.run(call) == "kept"


def test_what_was_stopped_before_it_began_does_nothing() -> None:
    work = Work()
    assert work.stop()
    with pytest.raises(StoppedWhenAsked):
        work.run(lambda: pytest.fail("it was done all the same"))


def test_two_at_once_are_stopped_one_by_one() -> None:
    one, other = Work(), Work()
    begun, go_on, ended = threading.Barrier(3), threading.Event(), []

    def call(work: Work) -> None:
        def inside() -> None:
            begun.wait()
            go_on.wait()
            stopping.check()

        try:
            work.run(inside)
            ended.append((work, "done"))
        except StoppedWhenAsked:
            ended.append((work, "stopped"))

    threads = [beside(lambda work=work: call(work)) for work in (one, other)]  # type: ignore[misc]
    begun.wait()
    one.stop()
    go_on.set()
    for thread in threads:
        thread.join()
    assert set(ended) == {(one, "stopped"), (other, "done")}


def test_a_statement_is_ended_though_the_driver_forgot_what_it_was_told_before_it_began() -> None:
    work, connection, told = Work(), sqlcipher.connect(":memory:", check_same_thread=False), threading.Event()

    def interrupt() -> None:
        connection.interrupt()
        told.set()

    def call() -> None:
        with stopping.interrupting(interrupt):
            work.stop()
            told.wait()  # once in vain: no statement is there yet
            connection.execute(FOR_EVER)

    with pytest.raises(sqlcipher.OperationalError, match="interrupted"):
        work.run(call)
    connection.close()


def test_a_driver_that_cannot_be_told_is_told_again_and_harms_nobody() -> None:
    work, often = Work(), threading.Semaphore(0)

    def interrupt() -> None:
        often.release()
        raise RuntimeError("closed already")

    def call() -> None:
        with stopping.interrupting(interrupt):
            work.stop()
            for _ in range(2):
                often.acquire()

    work.run(call)
