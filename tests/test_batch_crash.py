"""Batches that are killed, stopped, doubled, or run out of disk: files stay whole and the next run carries on."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pypdfium2
import pytest
from conftest import ROOT, sample

from generator.batch import common, files, record, work
from generator.batch.task import Order, Task
from generator.build import Built

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and mounts as POSIX has them")

PLANS = 14
NAMES = [f"xa-{number:02}" for number in range(PLANS)]
#: A machine under load takes its time; an undisturbed one needs a tenth of these (s).
PATIENCE, SOON = 60, 6


# --- what the tests share -----------------------------------------------------------------------


def write_plans(folder: Path, year: int = 2026) -> Path:
    """Write the plans of a small batch and return their folder."""
    plans = folder / "plans"
    plans.mkdir(exist_ok=True)
    for name in NAMES:
        (plans / f"{name}.yaml").write_text(sample(title=f"Giảm nghèo năm {year} của {name}"), "utf-8")
    return plans


@dataclass
class Run:
    """A build that was started, a process group of its own; what it says goes to two files."""

    folder: Path
    pid: int
    wait: Callable[[float], int | None]
    said: Path

    @property
    def out(self) -> str:
        return self.said.with_suffix(".out").read_text("utf-8")

    @property
    def err(self) -> str:
        return self.said.with_suffix(".err").read_text("utf-8")

    def end(self) -> int:
        """Wait for the build and return its exit code; whatever of it is left is killed."""
        try:
            code = self.wait(PATIENCE)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        assert code is not None, "the build hangs"
        assert "Traceback" not in self.out + self.err
        return code


def start(folder: Path, *arguments: str, preload: str = "") -> Run:
    """Start a build of `plans` into `out` as staff do, after running `preload` in it."""
    said, environment = _said(folder), {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    if preload:
        (folder / "preload").mkdir(exist_ok=True)
        (folder / "preload" / "sitecustomize.py").write_text(preload, "utf-8")
        environment["PYTHONPATH"] = f"{folder / 'preload'}{os.pathsep}{ROOT}"
    command = [sys.executable, "-m", "generator", *BUILD, *arguments]
    with said.with_suffix(".out").open("wb") as out, said.with_suffix(".err").open("wb") as err:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=err, start_new_session=True)

    def wait(seconds: float) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return process.wait(seconds)
        return None

    return Run(folder, process.pid, wait, said)


BUILD = ("build", "plans", "-o", "out")
_NUMBERS = count()


def _said(folder: Path) -> Path:
    (folder / "said").mkdir(exist_ok=True)
    return folder / "said" / str(next(_NUMBERS))


#: A process that has imported the program and forks one for each quick build: most of a command is else its imports.
SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(
    """generator.cli generator.build generator.batch.run generator.batch.summary generator.check.agree
    generator.render.docx generator.verify.docx generator.verify.gate generator.verify.pdf distributed""".split()
)


def quick(folder: Path, *arguments: str, preload: str = "") -> Run:
    """Start a build as `start` does, in a process that has the program in memory already."""
    said = _said(folder)
    process = SERVER.Process(target=_command, args=(folder, [*BUILD, *arguments], preload, said))
    process.start()
    while not said.exists():  # a process group of its own from here on
        assert process.is_alive()
        time.sleep(0.001)
    assert process.pid

    def wait(seconds: float) -> int | None:
        process.join(seconds)
        return process.exitcode

    return Run(folder, process.pid, wait, said)


def _command(folder: Path, arguments: list[str], preload: str, said: Path) -> None:
    from generator import cli

    os.setsid()
    os.chdir(folder)
    for number, stream in ((1, "out"), (2, "err")):
        os.dup2(os.open(said.with_suffix(f".{stream}"), os.O_WRONLY | os.O_CREAT), number)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8") for number in (1, 2))  # noqa: SIM115
    signal.signal(signal.SIGINT, signal.default_int_handler)
    said.touch()
    exec(preload, {})
    code = cli.main(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def build(folder: Path, *arguments: str, preload: str = "") -> tuple[int, str, str]:
    """Build `plans` into `out` quickly; return the exit code and what was said."""
    run = quick(folder, *arguments, preload=preload)
    return run.end(), run.out, run.err


def printed(folder: Path) -> dict[str, bytes]:
    """The documents that stand in the outputs, by name."""
    return {path.name: path.read_bytes() for path in sorted((folder / "out").glob("*.*")) if path.suffix in KINDS}


KINDS = (".docx", ".pdf")


def await_news(folder: Path, count: int = 1, of: str = "*.pdf") -> None:
    """Return when so many files were written since the call."""
    before = _stamps(folder, of)
    deadline = time.monotonic() + PATIENCE
    while len(_stamps(folder, of) - before) < count:
        assert time.monotonic() < deadline, "nothing was written"
        time.sleep(0.002)


def _stamps(folder: Path, pattern: str) -> set[tuple[str, int]]:
    found = set()
    for path in (folder / "out").glob(pattern):
        with contextlib.suppress(FileNotFoundError):
            found.add((path.name, path.stat().st_ino))
    return found


def assert_whole(folder: Path) -> None:
    """Every document opens, every record and summary can be read."""
    for path in (folder / "out").rglob("*"):
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as package:
                assert package.testzip() is None
        elif path.suffix == ".pdf":
            assert path.read_bytes().rstrip().endswith(b"%%EOF")
            with contextlib.closing(pypdfium2.PdfDocument(path)) as opened:
                assert len(opened) >= 1
        elif path.suffix == ".json":
            json.loads(path.read_bytes())


def assert_clean(folder: Path) -> None:
    """Nothing half-written is left, nothing was taken for the work of a hand."""
    names = [path.name for path in (folder / "out").rglob("*")]
    assert [name for name in names if name.endswith(".tmp") or "sua-tay" in name] == []


def states(folder: Path) -> dict[str, str]:
    """How the last run ended for each plan, as its JSON summary tells."""
    summary = json.loads((folder / "out" / "tong-ket.json").read_bytes())
    return {Path(each["plan"]).stem: each["state"] for each in summary["plans"]}


def group_is_gone(group: int, within: float) -> bool:
    """Tell whether every process of a group ends by itself in time (s)."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """The documents of two years' plans as a run that nothing disturbs makes them."""
    made = Undisturbed(tmp_path_factory.mktemp("undisturbed"))
    for year in (2027, 2026):
        write_plans(made.folder, year)
        assert build(made.folder, "--jobs", "2")[0] == 0
        made[year] = printed(made.folder)
        assert len(made[year]) == 2 * PLANS
    return made


class Undisturbed(dict[int, dict[str, bytes]]):
    """The documents by year, and the folder where those of 2026 stand with their plans."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder


def copy_built(undisturbed: Undisturbed, folder: Path) -> None:
    """Give a folder the plans of 2026, built."""
    for name in ("plans", "out"):
        shutil.copytree(undisturbed.folder / name, folder / name)


# --- kill -9 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("begin", [quick, start])
def test_a_command_killed_again_and_again_leaves_whole_files_and_gets_there(begin, tmp_path, undisturbed):
    write_plans(tmp_path)
    killed = 0
    for number in range(5 if begin is quick else 1):
        before = printed(tmp_path)
        if len(before) == len(KINDS) * len(
            NAMES
        ):  # workers that outlived their parent got there before: nothing is new
            break
        run = begin(tmp_path, "--jobs", "2")
        await_news(tmp_path)
        time.sleep(number * 0.004)
        kill = os.kill if number % 2 else os.killpg  # the parent alone: its workers end by themselves
        with contextlib.suppress(ProcessLookupError):  # a quick machine got there before
            kill(run.pid, signal.SIGKILL)
            killed += 1
        run.wait(PATIENCE)
        assert group_is_gone(run.pid, SOON)
        assert_whole(tmp_path)
        assert before.items() <= printed(tmp_path).items()
    assert killed >= (3 if begin is quick else 1)
    whole = {name for name in NAMES if {f"{name}.docx", f"{name}.pdf"} <= printed(tmp_path).keys()}
    assert build(tmp_path, "--jobs", "2")[0] == 0
    assert {name for name, state in states(tmp_path).items() if state == "unchanged"} == whole
    assert printed(tmp_path) == undisturbed[2026]
    assert_clean(tmp_path)


def test_a_command_killed_while_it_replaces_old_documents_leaves_old_or_new(tmp_path, undisturbed):
    copy_built(undisturbed, tmp_path)
    write_plans(tmp_path, 2027)
    for number in range(4):
        run = quick(tmp_path, "--jobs", "2")
        await_news(tmp_path, 1, ("*.docx", "*.pdf", ".kehoach/*.json")[number % 3])
        os.killpg(run.pid, signal.SIGKILL)
        run.wait(PATIENCE)
        assert group_is_gone(run.pid, SOON)
        for name, data in printed(tmp_path).items():
            assert data in (undisturbed[2026][name], undisturbed[2027][name])
    assert build(tmp_path)[0] == 0
    assert printed(tmp_path) == undisturbed[2027]
    assert_clean(tmp_path)


@pytest.fixture(scope="module")
def two_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """One plan as it was, and as it is after an edit."""
    from generator import build as builder

    made = []
    for title in ("Giảm nghèo năm 2026", "Giảm nghèo năm 2027"):
        path = tmp_path_factory.mktemp("two") / "xa.yaml"
        path.write_text(sample(title=title), "utf-8")
        made.append(builder.build(path))
    return made[0], made[1]


def one_task(folder: Path) -> Task:
    """The task of building one plan into `out`, whose folders are there."""
    (folder / "plans").mkdir()
    (folder / "out" / record.FOLDER).mkdir(parents=True)
    plan = folder / "plans" / "xa.yaml"
    plan.write_text(sample(), "utf-8")
    return Task(plan, folder / "out", Path(), Order(), common.common(), "")


def dying_at(moment: int, folder: Path, action: Callable[[], object]) -> bool:
    """Do something in a child that is killed before its so-maniest touch of a folder; tell whether it was."""
    child = os.fork()
    if child == 0:
        try:
            sys.addaudithook(_killer(moment, str(folder)))
            action()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _killer(moment: int, folder: str) -> Callable[[str, tuple[object, ...]], None]:
    touched = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal touched
        if event.startswith(("open", "os.", "shutil.")) and any(folder in str(each) for each in arguments):
            touched += 1
            if touched == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def test_a_writer_may_be_killed_before_each_of_its_calls(tmp_path, two_built):
    old, new = two_built
    todo = one_task(tmp_path)
    out = tmp_path / "out"
    for moment in range(1, 100):
        work.write(todo, old)
        killed = dying_at(moment, out, lambda: work.write(todo, new))
        for name, path in todo.targets.items():
            assert path.read_bytes() in (old.files[name], new.files[name])
        assert record.read(record.path(out, Path(), "xa")) is not None
        assert work.write(todo, new).problems == new.notes  # nothing is taken for the work of a hand
        files.sweep([out, out / record.FOLDER])
        assert {path.name: path.read_bytes() for path in out.glob("*.*") if path.is_file()} == {
            "xa.docx": new.files["docx"],
            "xa.pdf": new.files["pdf"],
        }
        assert not list(out.rglob("*.tmp"))
        if not killed:
            break
    assert moment > 10


# --- a worker -----------------------------------------------------------------------------------


def workers(parent: int) -> list[int]:
    """The processes that a command began."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True).stdout.split("\n")
    pairs = [tuple(map(int, line.split())) for line in listed if line.strip()]
    return [pid for pid, above in pairs if above == parent]


@pytest.mark.parametrize("number", [1, 2])
def test_workers_that_are_killed_take_no_plan_with_them(number, tmp_path, undisturbed):
    write_plans(tmp_path)
    run = quick(tmp_path, "--jobs", "2")
    await_news(tmp_path, 3)
    for worker in workers(run.pid)[:number]:
        os.kill(worker, signal.SIGKILL)
    assert run.end() == 0, run.err
    assert printed(tmp_path) == undisturbed[2026]
    assert_clean(tmp_path)


#: Ends the process that reads a certain plan, or is about to put its document in place, unless it is the command.
POISON = """
import os, sys
own = os.getpid()
def hook(event, arguments):
    if event == EVENT and any(str(each).endswith(("xa-07.yaml", "xa-07.docx")) for each in arguments):
        if os.getpid() != own:
            os.kill(os.getpid(), 9)
sys.addaudithook(hook)
"""


@pytest.mark.parametrize(("jobs", "event"), [(1, "open"), (3, "os.rename")])
def test_a_plan_that_kills_its_worker_fails_with_the_reason_and_the_others_are_built(
    jobs, event, tmp_path, undisturbed
):
    write_plans(tmp_path)
    code, _, err = build(tmp_path, "--jobs", str(jobs), preload=POISON.replace("EVENT", repr(event)))
    assert code == 1
    assert "plans/xa-07.yaml" in err and "bị dừng giữa chừng" in err
    assert states(tmp_path) == {name: "failed" if name == "xa-07" else "built" for name in NAMES}
    assert printed(tmp_path) == {name: data for name, data in undisturbed[2026].items() if "xa-07" not in name}
    assert_clean(tmp_path)


# --- Ctrl-C -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "to_all", "jobs", "begin"),
    [
        (signal.SIGINT, True, 2, start),
        (signal.SIGINT, False, 2, quick),
        (signal.SIGTERM, True, 2, quick),
        (signal.SIGTERM, False, 1, quick),
    ],
)
def test_a_stop_ends_soon_with_a_summary_and_the_next_run_carries_on(
    number, to_all, jobs, begin, tmp_path, undisturbed
):
    write_plans(tmp_path)
    run = begin(tmp_path, "--jobs", str(jobs))
    await_news(tmp_path, 4)
    asked = time.monotonic()
    (os.killpg if to_all else os.kill)(run.pid, number)
    assert run.end() == 130
    assert time.monotonic() - asked < SOON
    assert run.err.count("đang dừng: in nốt kế hoạch đang dở") == 1
    assert "chạy lại lệnh này để làm tiếp" in run.err
    assert "chưa làm" in run.out
    assert_whole(tmp_path)
    assert_clean(tmp_path)
    done = set(states(tmp_path))
    assert 2 <= len(done) < PLANS
    whole = {name for name in NAMES if {f"{name}.docx", f"{name}.pdf"} <= printed(tmp_path).keys()}
    assert done <= whole and len(whole) <= len(done) + 2  # a worker that is ended may not have told its last
    assert build(tmp_path)[0] == 0
    assert {name for name, state in states(tmp_path).items() if state == "unchanged"} == whole
    assert printed(tmp_path) == undisturbed[2026]
    assert_clean(tmp_path)


def test_a_stop_while_the_workers_begin_is_told_once(tmp_path):
    write_plans(tmp_path)
    run = quick(tmp_path, "--jobs", "6")
    deadline = time.monotonic() + PATIENCE
    while not workers(run.pid):
        assert time.monotonic() < deadline
    os.killpg(run.pid, signal.SIGINT)
    assert run.end() == 130
    assert run.err.count("đang dừng: in nốt") == 1
    assert_whole(tmp_path)


#: Makes every plan take long.
SLOW = """
import os, sys, time
own = os.getpid()
def hook(event, arguments):
    if event == "open" and str(arguments[0]).endswith(".yaml") and "xa-" in str(arguments[0]) and os.getpid() != own:
        time.sleep(30)
sys.addaudithook(hook)
"""


def test_a_second_stop_does_not_wait_for_the_plans_in_hand(tmp_path):
    write_plans(tmp_path)
    run = start(tmp_path, "--jobs", "2", preload=SLOW)
    deadline = time.monotonic() + PATIENCE
    while len(workers(run.pid)) < 2:
        assert time.monotonic() < deadline
    time.sleep(0.3)
    os.killpg(run.pid, signal.SIGINT)
    while "đang dừng" not in run.err:
        assert time.monotonic() < deadline
    asked = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    assert run.wait(PATIENCE) == 130
    assert group_is_gone(run.pid, SOON)
    assert time.monotonic() - asked < SOON
    assert run.end() == 130


# --- two at once --------------------------------------------------------------------------------


def test_runs_at_once_on_one_folder_do_no_harm(tmp_path, undisturbed):
    write_plans(tmp_path)
    begun = [quick(tmp_path, "--jobs", "2") for _ in range(3)]
    assert [run.end() for run in begun] == [0, 0, 0], [run.err for run in begun]
    assert printed(tmp_path) == undisturbed[2026]
    assert_whole(tmp_path)
    assert f"{PLANS} không đổi" in build(tmp_path)[1]
    assert_clean(tmp_path)


def test_runs_at_once_with_an_edit_between_them_end_in_the_newer_text(tmp_path, undisturbed):
    copy_built(undisturbed, tmp_path)
    first = quick(tmp_path, "--jobs", "2", "--force")
    await_news(tmp_path, 2)
    write_plans(tmp_path, 2027)
    second = quick(tmp_path, "--jobs", "2")
    assert [first.end(), second.end()] == [0, 0]
    assert_whole(tmp_path)
    assert build(tmp_path)[0] == 0
    assert printed(tmp_path) == undisturbed[2027]
    assert f"{PLANS} không đổi" in build(tmp_path)[1]
    assert_clean(tmp_path)


def test_two_writers_of_two_versions_never_leave_a_mixture(tmp_path, two_built):
    todo = one_task(tmp_path)
    children = []
    for built in two_built * 2:
        child = os.fork()
        if child == 0:
            try:
                for _ in range(40):
                    if work.write(todo, built).problems != built.notes:
                        os._exit(1)  # the other's work was taken for that of a hand
                os._exit(0)
            finally:
                os._exit(2)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * len(children)
    stand = {name: path.read_bytes() for name, path in todo.targets.items()}
    assert stand in [built.files for built in two_built]
    assert_clean(tmp_path)


# --- the disk -----------------------------------------------------------------------------------

#: What the outputs may take (bytes): not enough for all plans.
ROOM = 400_000
#: A full disk where none can be mounted: writes below `out` fail when they would go over the limit in a file.
NO_ROOM = """
import errno, os, pathlib
real = pathlib.Path.write_bytes
def write(self, data):
    limit = pathlib.Path("room")
    out = pathlib.Path("out").absolute()
    if limit.exists() and out in self.absolute().parents:
        used = sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
        if used + len(data) > int(limit.read_text()):
            real(self, data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return real(self, data)
pathlib.Path.write_bytes = write
"""


def _mounts() -> bool:
    """Whether a small disk can be mounted here."""
    if not (shutil.which("mount") and os.geteuid() == 0):
        return False
    probe = "mkdir /tmp/.probe-$$ && mount -t tmpfs -o size=64k none /tmp/.probe-$$; e=$?; umount /tmp/.probe-$$; "
    return subprocess.run(["sh", "-c", probe + "rmdir /tmp/.probe-$$; exit $e"], capture_output=True).returncode == 0


@pytest.fixture(params=["injected", *(["tmpfs"] if _mounts() else [])])
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Callable[[int], None]]]:
    """`out` on a disk without room for all: what to preload, and a function that makes it larger (bytes)."""
    out = tmp_path / "out"
    out.mkdir()
    if request.param == "injected":
        room = tmp_path / "room"
        room.write_text(str(ROOM))
        yield NO_ROOM, lambda size: room.write_text(str(size)) and None
        return
    options = ["mount", "-t", "tmpfs", "-o"]
    subprocess.run([*options, f"size={ROOM}", "none", str(out)], check=True)
    try:
        yield "", lambda size: subprocess.run([*options, f"remount,size={size}", str(out)], check=True) and None
    finally:
        subprocess.run(["umount", "-l", str(out)], check=True)


def test_a_full_disk_is_told_and_leaves_whole_files(tmp_path, small_disk, undisturbed):
    preload, enlarge = small_disk
    write_plans(tmp_path)
    code, out, err = build(tmp_path, "--jobs", "2", preload=preload)
    assert code == 1
    assert err.count("ổ đĩa hết chỗ") >= 2
    built = {f"{name}{kind}" for name in NAMES for kind in KINDS if f"đã in out/{name}.docx" in out}
    assert 0 < len(built) < 2 * PLANS
    assert out.count("chưa in được plans/") == PLANS - len(built) // 2
    assert printed(tmp_path) == {name: undisturbed[2026][name] for name in built}
    assert_clean(tmp_path)
    enlarge(10 * ROOM)
    code, out, _ = build(tmp_path, "--jobs", "2", preload=preload)
    assert code == 0
    assert f"{len(built) // 2} không đổi" in out
    assert printed(tmp_path) == undisturbed[2026]


def test_what_does_not_fit_leaves_the_old_documents(tmp_path, small_disk, undisturbed):
    preload, enlarge = small_disk
    enlarge(10 * ROOM)
    shutil.copytree(undisturbed.folder / "plans", tmp_path / "plans")
    shutil.copytree(undisturbed.folder / "out", tmp_path / "out", dirs_exist_ok=True)
    write_plans(tmp_path, 2027)
    used = sum(path.stat().st_size for path in (tmp_path / "out").rglob("*") if path.is_file())
    enlarge(max(used, _used(tmp_path / "out")) + 12_000)
    code, out, err = build(tmp_path, "--jobs", "2", preload=preload)
    assert code == 1 and "ổ đĩa hết chỗ" in err
    for name in NAMES:
        failed = f"chưa in được plans/{name}.yaml" in out
        for kind in KINDS:
            data = (tmp_path / "out" / f"{name}{kind}").read_bytes()
            assert data == undisturbed[2026 if failed else 2027][f"{name}{kind}"]
    assert_clean(tmp_path)
    enlarge(10 * ROOM)
    assert build(tmp_path, preload=preload)[0] == 0
    assert printed(tmp_path) == undisturbed[2027]
    assert_clean(tmp_path)


def _used(folder: Path) -> int:
    status = os.statvfs(folder)
    whole = (status.f_blocks - status.f_bfree) * status.f_frsize
    return whole if whole < 20 * ROOM else 0


def test_a_copy_that_did_not_fit_never_replaces_the_old_document(tmp_path, monkeypatch):
    """On a disk without hard links the old file is copied aside; a copy that was cut short is not put back."""
    import errno

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links")

    def cut_short(source: Path, target: str) -> None:
        Path(target).write_bytes(Path(source).read_bytes()[:1])
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(files.os, "link", no_links)
    monkeypatch.setattr(files.shutil, "copy2", cut_short)
    (tmp_path / "a.docx").write_bytes(b"old")
    with pytest.raises(files.PlanError, match="ổ đĩa hết chỗ"):
        files.write({tmp_path / "a.docx": b"new"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.docx", b"old")]


#: A process that may write only where the modes of files let it, even one of root.
NO_RIGHTS = """
import ctypes
header, none = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
ctypes.CDLL(None).capset(header, none)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="rights are given up as Linux has them")
def test_outputs_that_may_not_be_written_stay_and_are_told(tmp_path, undisturbed):
    copy_built(undisturbed, tmp_path)
    write_plans(tmp_path, 2027)
    folders = [tmp_path / "out", tmp_path / "out" / record.FOLDER]
    for folder in folders:
        folder.chmod(0o555)
    try:
        code, out, err = build(tmp_path, "--jobs", "2", preload=NO_RIGHTS)
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert code == 1
    assert err.count("không ghi được tệp (không có quyền)") >= PLANS
    assert f"{PLANS} chưa in được" in out
    assert printed(tmp_path) == undisturbed[2026]
    assert build(tmp_path)[0] == 0
    assert printed(tmp_path) == undisturbed[2027]
    assert_clean(tmp_path)


def test_a_folder_where_a_file_should_go_fails_that_plan_alone(tmp_path, undisturbed):
    write_plans(tmp_path)
    (tmp_path / "out" / "xa-03.pdf").mkdir(parents=True)
    (tmp_path / "out" / record.FOLDER / "xa-04.json").mkdir(parents=True)
    code, _, err = build(tmp_path, "--jobs", "2")
    assert code == 1 and err.count("không ghi được tệp (đây là thư mục)") == 2
    there = {path.name for path in (tmp_path / "out").glob("xa-*") if path.is_file()}
    assert there == {name for name in undisturbed[2026] if name[:5] not in ("xa-03", "xa-04")}
    assert_clean(tmp_path)


def test_outputs_that_are_taken_away_on_the_way_are_told_and_built_again(tmp_path, undisturbed):
    write_plans(tmp_path)
    run = quick(tmp_path, "--jobs", "2")
    await_news(tmp_path, 2)
    (tmp_path / "out").rename(tmp_path / "elsewhere")
    assert run.end() == 1
    assert "không ghi được tệp (không tìm thấy)" in run.err
    assert build(tmp_path)[0] == 0
    assert printed(tmp_path) == undisturbed[2026]
    assert_clean(tmp_path)


def test_plans_that_are_taken_away_on_the_way_fail_alone(tmp_path):
    write_plans(tmp_path)
    run = quick(tmp_path, "--jobs", "2")
    await_news(tmp_path, 1)
    (tmp_path / "plans" / f"{NAMES[-1]}.yaml").unlink()
    assert run.end() == 1
    assert "không tìm thấy tệp" in run.err and f"{NAMES[-1]}.yaml" in run.err
    assert states(tmp_path) == {name: "failed" if name == NAMES[-1] else "built" for name in NAMES}


def test_a_name_as_long_as_names_may_be_is_built(tmp_path):
    (tmp_path / "plans").mkdir()
    for stem in ("x" * 250, "đ" * 83):
        (tmp_path / "plans" / f"{stem}.yaml").write_text(sample(), "utf-8")
    assert build(tmp_path)[0] == 0
    assert len(printed(tmp_path)) == 4
    assert "2 không đổi" in build(tmp_path)[1]


def test_a_writer_that_hangs_does_not_hold_up_the_others_for_ever(tmp_path, two_built, monkeypatch):
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(files, "_PATIENCE", 0.2)
    todo = one_task(tmp_path)
    with (tmp_path / "out" / record.FOLDER / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        begun = time.monotonic()
        assert work.write(todo, two_built[0]).state == "built"
        assert time.monotonic() - begun >= 0.2
