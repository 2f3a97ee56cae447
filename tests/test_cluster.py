"""Builds on a cluster of two worker processes: the same bytes, whoever dies; the client's disk stays its own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, sample
from test_batch_crash import (
    NAMES,
    PATIENCE,
    SOON,
    assert_clean,
    assert_whole,
    await_news,
    build,
    printed,
    quick,
    start,
    states,
    undisturbed,
    write_plans,
)

assert undisturbed  # a fixture

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")

#: In each worker: what it opens of a client's folder is written down; one plan ends it.
WATCHED = """
import os, sys
own = os.environ["TMPDIR"]
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and "/plans/" in arguments[0]:
        if not arguments[0].startswith(own):
            with open(os.path.join(own, "opened"), "a") as told:
                told.write(arguments[0] + "\\n")
        if arguments[0].endswith("poison.yaml"):
            os.kill(os.getpid(), 9)
sys.addaudithook(hook)
"""


class Cluster:
    """A scheduler and its workers, processes of their own in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "scheduler.json"
        (folder / "sitecustomize.py").write_text(WATCHED, "utf-8")
        self.workers: list[subprocess.Popen[bytes]] = []
        self.started = 0
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(self.file))

    def _start(self, role: str, *arguments: str) -> subprocess.Popen[bytes]:
        home = self.folder / "tmp"
        home.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "PYTHONPATH": f"{self.folder}{os.pathsep}{ROOT}",
            "TMPDIR": str(home),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
        }
        command = [sys.executable, "-m", "distributed.cli.dask_" + role, *arguments, "--no-dashboard"]
        self.started += 1
        with (self.folder / f"{self.started}.log").open("wb") as log:
            return subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def worker(self, nanny: bool = False) -> None:
        given = ["--scheduler-file", str(self.file), "--nthreads", "1", "--local-directory", str(self.folder / "tmp")]
        self.workers.append(self._start("worker", *given, "--nanny" if nanny else "--no-nanny"))

    def two(self) -> None:
        """See that two workers are at work."""
        self.workers = [worker for worker in self.workers if worker.poll() is None]
        begun = self.started
        while len(self.workers) < 2:
            self.worker()
        for number in range(begun, self.started):
            self.await_worker(number + 1)

    def await_worker(self, number: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while "Registered to" not in (self.folder / f"{number}.log").read_text():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    @property
    def address(self) -> str:
        deadline = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError, ValueError):
                return str(json.loads(self.file.read_bytes())["address"])
            assert time.monotonic() < deadline and self.scheduler.poll() is None
            time.sleep(0.02)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Cluster]]:
    """The cluster that the tests share; one whose scheduler was killed is followed by another."""
    clusters: list[Cluster] = []
    try:
        yield clusters
    finally:
        for cluster in clusters:
            cluster.end()


@pytest.fixture
def cluster(machines: list[Cluster], tmp_path_factory: pytest.TempPathFactory) -> Cluster:
    if not machines or machines[-1].scheduler.poll() is not None:
        machines.append(Cluster(tmp_path_factory.mktemp("machines")))
    machines[-1].two()
    return machines[-1]


def test_a_cluster_makes_the_same_bytes_and_needs_no_file_of_this_machine(cluster, tmp_path, undisturbed):
    write_plans(tmp_path)
    run = start(tmp_path, "--cluster", cluster.address)
    assert run.end() == 0
    assert run.err == ""  # not a word of Dask's own
    assert printed(tmp_path) == undisturbed[2026]
    assert not (cluster.folder / "tmp" / "opened").exists()
    assert f"{len(NAMES)} không đổi" in build(tmp_path)[1]
    assert_clean(tmp_path)


def test_what_a_plan_is_made_of_travels_with_it(cluster, tmp_path):
    """A plan above, a register, an office file, a profile and a Word template, each known to the record."""
    plans = tmp_path / "all" / "plans" / "xa"
    plans.mkdir(parents=True)
    for name in ("plan.docx", "profile.yaml"):
        shutil.copy(ROOT / "templates" / name, tmp_path / "all")
    (plans.parent / "tinh.yaml").write_text(
        sample(unit="xa-tan-binh", units="dv.csv", profile="../profile.yaml") + "abstract: true\n", "utf-8"
    )
    (plans.parent / "dv.csv").write_text("id,kind,name\nxa-tan-binh,xã,Tân Bình\n", "utf-8")
    (plans / "a.yaml").write_text("extends: ../tinh.yaml\ntitle: Giảm nghèo\nunit: xa-tan-binh\n", "utf-8")
    (plans / "b.yaml").write_text(sample(template="../../plan.docx", profile="profile.yaml"), "utf-8")
    here, there = tmp_path / "here", tmp_path / "there"
    for template in ([], ["--template", "plan.docx"]):
        outs = []
        for folder, arguments in ((here, []), (there, ["--cluster", cluster.address])):
            shutil.copytree(tmp_path / "all", folder, dirs_exist_ok=True)
            code, _, err = build(folder, "--format", "docx", *template, *arguments)
            assert code == 0, err
            outs.append({path.relative_to(folder): path.read_bytes() for path in (folder / "out").rglob("*.docx")})
            outs[-1] |= {path.relative_to(folder): path.read_bytes() for path in (folder / "out").rglob("[ab].json")}
        assert outs[0].keys() == outs[1].keys() and len(outs[0]) == 4
        assert outs[0] == outs[1]  # the records too
        assert "2 không đổi" in build(there, "--format", "docx", *template)[1]
    (there / "profile.yaml").write_text("")
    assert "2 sẽ in" in build(there, "--format", "docx", "--dry-run")[1]


BAD = {
    "date": sample(date="2026-02-30"),
    "key": sample() + "tiltle: x\n",
    "extends": "extends: khong-co.yaml\ntitle: x\n",
    "letter": sample(title="Giảm nghèo \u0e01"),
    "profile": sample(profile="khong-co.yaml"),
    "template": sample(template="khong-co.docx"),
    "number": sample(sections="[{heading: A, text: '{{ thieu }}'}]"),
}


def test_what_is_wrong_is_told_as_on_this_machine(cluster, tmp_path):
    told = []
    for name, arguments in (("here", ()), ("there", ("--cluster", cluster.address))):
        plans = tmp_path / name / "plans"
        plans.mkdir(parents=True)
        for stem, text in BAD.items():
            (plans / f"{stem}.yaml").write_text(text, "utf-8")
        for stem in ("good", "open"):
            (plans / f"{stem}.yaml").write_text(sample(), "utf-8")
        (tmp_path / name / "out").mkdir()
        (tmp_path / name / "out" / ".~lock.open.docx#").touch()
        assert build(tmp_path / name, *arguments)[0] == 1
        summary = json.loads((tmp_path / name / "out" / "tong-ket.json").read_bytes())
        told.append([(each["plan"], each["state"], each["problems"]) for each in summary["plans"]])
    assert told[0] == told[1]
    assert {Path(plan).stem for plan, state, _ in told[0] if state == "failed"} == {*BAD, "open"}


@pytest.mark.parametrize("nanny", [False, True])
def test_a_worker_that_is_killed_takes_no_plan_with_it(nanny, cluster, tmp_path, undisturbed):
    if nanny:
        cluster.worker(nanny=True)
        cluster.await_worker(cluster.started)
    write_plans(tmp_path)
    run = quick(tmp_path, "--cluster", cluster.address)
    await_news(tmp_path, 2)
    victim = cluster.workers[-1]
    os.kill(_below(victim.pid) if nanny else victim.pid, signal.SIGKILL)
    assert run.end() == 0, run.err
    assert run.err == ""
    assert printed(tmp_path) == undisturbed[2026]
    assert_clean(tmp_path)
    if nanny:
        os.killpg(victim.pid, signal.SIGKILL)


def _below(pid: int) -> int:
    """The worker that a nanny looks after: the child with the most memory."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True).stdout.split("\n")
    rows = [tuple(map(int, line.split())) for line in listed if line.strip()]
    return max((rss, each) for each, above, rss in rows if above == pid)[1]


def test_a_plan_that_ends_every_machine_fails_and_the_others_are_built(cluster, tmp_path, undisturbed):
    write_plans(tmp_path)
    (tmp_path / "plans" / "poison.yaml").write_text(sample(), "utf-8")
    for _ in range(2):
        cluster.worker()  # it takes two with it
    run = quick(tmp_path, "--cluster", cluster.address)
    assert run.end() == 1
    assert "plans/poison.yaml" in run.err and "đều dừng giữa chừng" in run.err
    assert states(tmp_path) == {**dict.fromkeys(NAMES, "built"), "poison": "failed"}
    assert printed(tmp_path) == undisturbed[2026]


#: The client waits a second where staff would wait longer.
HASTY = "import generator.batch.cluster as c\nc._PATIENCE = 2.0\n"


def test_a_cluster_that_loses_all_its_machines_is_told_and_the_next_run_carries_on(cluster, tmp_path, undisturbed):
    write_plans(tmp_path)
    run = quick(tmp_path, "--cluster", cluster.address, preload=HASTY)
    await_news(tmp_path, 2)
    for worker in cluster.workers:
        worker.kill()
    assert run.end() == 1
    assert run.err.count("cụm máy không còn máy nào làm việc") == 1
    assert set(states(tmp_path).values()) == {"built", "failed"}
    assert_whole(tmp_path)
    assert build(tmp_path)[0] == 0
    assert printed(tmp_path) == undisturbed[2026]


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "ftp://x", "không đâu", " "])
def test_nobody_at_the_address_is_told(address, tmp_path):
    write_plans(tmp_path)
    code, _, err = build(tmp_path, "--cluster", address, preload=HASTY)
    assert code == 1
    assert err.startswith("lỗi: không kết nối được cụm máy") and "gợi ý" in err
    assert not printed(tmp_path)


def test_machines_with_another_program_are_told_before_anything_is_sent(cluster, tmp_path):
    write_plans(tmp_path)
    other = "import generator.batch.common as c\nreal = c.common\nc.common = lambda: {**real(), 'font': 'x'}\n"
    code, _, err = build(tmp_path, "--cluster", cluster.address, preload=other)
    assert code == 1
    assert "không giống máy này: phông chữ trên máy đã đổi" in err
    assert 1 <= err.count("lỗi:") <= len(cluster.workers)
    assert not printed(tmp_path)


def test_a_stop_ends_soon_and_the_next_run_carries_on(cluster, tmp_path, undisturbed):
    write_plans(tmp_path)
    run = start(tmp_path, "--cluster", cluster.address)
    await_news(tmp_path, 2)
    asked = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    assert run.end() == 130
    assert time.monotonic() - asked < SOON
    assert "chạy lại lệnh này để làm tiếp" in run.err and "chưa làm" in run.out
    done = set(states(tmp_path))
    assert build(tmp_path)[0] == 0
    assert {name for name, state in states(tmp_path).items() if state == "unchanged"} == done
    assert printed(tmp_path) == undisturbed[2026]
    assert_clean(tmp_path)


def test_a_stop_while_the_cluster_is_looked_for_ends_soon(tmp_path):
    write_plans(tmp_path)
    run = start(tmp_path, "--cluster", "tcp://127.0.0.1:9")
    deadline = time.monotonic() + PATIENCE
    while not (tmp_path / "out" / ".kehoach").exists():
        assert time.monotonic() < deadline
    time.sleep(1)
    asked = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    assert run.end() == 130
    assert time.monotonic() - asked < SOON


def test_a_scheduler_that_is_killed_is_told(cluster, tmp_path, undisturbed):
    write_plans(tmp_path)
    run = quick(tmp_path, "--cluster", cluster.address, preload=HASTY)
    await_news(tmp_path, 2)
    cluster.scheduler.kill()
    assert run.end() == 1
    assert run.err.count("cụm máy không còn máy nào làm việc, hoặc đã mất kết nối") == 1
    assert run.err.count("\n") < 5
    assert_whole(tmp_path)
    assert build(tmp_path)[0] == 0
    assert printed(tmp_path) == undisturbed[2026]
