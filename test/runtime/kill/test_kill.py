"""Any process may be killed at any instant: nothing committed is lost, nothing half-written is seen."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import time
from pathlib import Path

from step_harness import Json, Server, StepSpec, Workspace

ROUNDS = 300
KEYS = 12
LONGEST = 0.03
"""Seconds; a step of this test lasts about half as long, so kills fall before, into and after everything it does."""
SEED = 20240229


def step(number: int) -> StepSpec:
    """A step with a small and a large value and a file; equal numbers have equal keys and equal results."""
    source = (
        f"small = [{number}]\nlarge = bytes(range(256)) * 100 + bytes([{number}])\n"
        f"open('file-{number}.txt', 'w').write('{number}' * 9999)"
    )
    return StepSpec(f"s{number}", [source], outputs=["small", "large"])


class Auditor:
    """Looks at the whole store as a reader would, and remembers what was committed."""

    def __init__(self, workspace: Workspace) -> None:
        self.store = workspace.store
        self.verified: set[Path] = set()
        self.committed: dict[str, str] = {}

    def check(self) -> None:
        self.check_objects()
        found = {
            str(path.relative_to(self.store)): result_of(path)
            for path in self.store.glob("records/*/*/*.json")
        }
        for path, result in self.committed.items():
            assert found.get(path) == result, f"{path} was committed and is another now"
        for path in set(found) - set(self.committed):
            self.check_record(json.loads((self.store / path).read_text()))
        self.committed = found

    def check_objects(self) -> None:
        for path in self.store.glob("objects/*/*"):
            if path not in self.verified:
                assert hashlib.sha256(path.read_bytes()).hexdigest() == path.parent.name + path.name
                self.verified.add(path)

    def check_record(self, record: Json) -> None:
        objects = [one for artifact in record["outputs"].values() for one in artifact["objects"]]
        objects += [{"digest": one["digest"], "bytes": one["size"]} for one in record["writes"]]
        assert len(objects) >= 2
        for one in objects:
            path = self.store / "objects" / one["digest"][:2] / one["digest"][2:]
            assert path.stat().st_size == one["bytes"]


def result_of(path: Path) -> str:
    """What a record says, without the time that it took."""
    record = json.loads(path.read_text())
    return json.dumps([record[name] for name in ("key", "id", "outputs", "metrics", "writes", "reusable")])


def test_sigkill_at_random_instants_with_two_writers_of_the_same_keys(workspace: Workspace, tmp_path_factory):
    dice = random.Random(SEED)
    plan = workspace.plan(*[step(number) for number in range(KEYS)])
    auditor = Auditor(workspace)
    server = Server()
    succeeded = killed = 0
    for round_number in range(ROUNDS):
        names = [round_number % KEYS, round_number % KEYS, (round_number + 1) % KEYS]
        requests = [workspace.request(plan, f"s{name}") for name in names]
        numbers = [server.start(request) for request in requests]
        time.sleep(dice.uniform(0, LONGEST))
        if round_number % 30 == 29:  # the server goes too, and its steps go on without it
            server.process.send_signal(signal.SIGKILL)
            server.process.wait()
            server = Server()
        else:
            for number in dice.sample(numbers, dice.randint(1, 3)):
                server.kill(number, signal.SIGKILL)
            outcomes = [server.outcome(number, request) for number, request in zip(numbers, requests)]
            succeeded += sum(outcome.succeeded for outcome in outcomes)
            killed += sum(outcome.code is None for outcome in outcomes)
        auditor.check()
        server.messages.clear()
    assert server.close() == 0
    assert succeeded > 20, "some steps must have been left alone"
    assert killed > 100, "some steps must have been hit"
    assert len(auditor.committed) == KEYS
    assert_equal_to_an_undisturbed_run(workspace, Workspace(tmp_path_factory.mktemp("undisturbed")))
    auditor.check()


def assert_equal_to_an_undisturbed_run(workspace: Workspace, undisturbed: Workspace) -> None:
    server = Server()
    for number in range(KEYS):
        hit = server.run(workspace, step(number), check=True)
        assert hit.of("step-cached"), "what was committed is used"
        again = server.run(workspace, step(number))
        calm = server.run(undisturbed, step(number))
        names = ("outputs", "writes", "reads", "distributions", "modules", "reusable", "id")
        assert [again.record[name] for name in names] == [calm.record[name] for name in names]
    assert server.close() == 0
