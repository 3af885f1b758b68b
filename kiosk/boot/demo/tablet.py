"""The tablet's way to the server, seen from the tablet. One rule: it is asked what it keeps, never how many came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db.file import KioskFile
from db.outbox import SqlOutbox
from kiosk.boot.demo.guests import Came
from kiosk.boot.demo.machines import Machines
from kiosk.boot.demo.processes import Done, ceiba
from kiosk.boot.demo.report import Report, Stage, Story
from kiosk.boot.demo.shelf import what_is_wrong
from kiosk.ports.outbox import Aside, Kept
from kiosk.problem import Damaged


def wait_without_server(machines: Machines, report: Report, story: Story) -> None:
    """Nobody listens yet: a session ends with one sentence, and every batch is still here."""
    before = _kept(machines)
    done = _sync(machines)
    story.sentences[Stage.WAITING] = done.sentence
    if done.code != 1 or "[not-delivered]" not in done.err:
        report.fail(Stage.WAITING, f"a tablet without a server said: {done.sentence}")
    if not before or [one.digest32 for one in _kept(machines)] != [one.digest32 for one in before]:
        report.fail(Stage.WAITING, "what waits on the tablet changed although no server was there")


def take_receipts(machines: Machines, came: Iterable[Came], report: Report, story: Story) -> None:
    """A session with the server: then there is a receipt for every batch, and so for every visit's."""
    done = _sync(machines)
    story.sentences[Stage.RECEIPT] = done.sentence
    kept = _kept(machines)
    for one in kept:
        if one.aside is Aside.RETURNED:
            report.fail(Stage.BLOB, f"batch {one.bno} was damaged on its way. {done.sentence}")
        elif not one.received and not _name_damage(machines, one, report):
            report.fail(Stage.RECEIPT, f"there is none for batch {one.bno}. {done.sentence}")
    received = {(one.chain8, one.bno) for one in kept if one.received}
    visits = [one.batch for one in came]
    report.synced = sum(batch in received for batch in visits)
    if report.synced < len(visits):
        report.fail(Stage.RECEIPT, f"{len(visits) - report.synced} visits are in no batch that has one")


def forget(machines: Machines, report: Report, story: Story) -> None:
    """Both readers have signed by now, so nothing may stay on the tablet."""
    done = _sync(machines)
    story.sentences[Stage.FORGOTTEN] = done.sentence
    left = len(_kept(machines))
    if left or done.code != 0:
        report.fail(Stage.FORGOTTEN, f"{left} stayed on the tablet. {done.sentence}")


def _sync(machines: Machines) -> Done:
    return ceiba("sync", "--once", "--data", machines.tablet.root)


def _outbox(machines: Machines) -> SqlOutbox:
    return SqlOutbox(KioskFile(machines.tablet.database))


def _kept(machines: Machines) -> Sequence[Kept]:
    return _outbox(machines).kept()


def _name_damage(machines: Machines, kept: Kept, report: Report) -> bool:
    """Whether the batch went bad on the tablet's disk, told under the stage that it belongs to."""
    try:
        batch = _outbox(machines).batch(kept)
    except Damaged as damaged:
        report.fail(Stage.BLOB, damaged.sentence)
        return True
    wrong = what_is_wrong(batch.manifest, batch.signature64, batch.blobs, machines)
    if wrong is not None:
        report.fail(wrong[0], f"on the tablet, {wrong[1]}")
    return wrong is not None
