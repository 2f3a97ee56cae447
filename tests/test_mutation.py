"""Delete, double or retype any key of a real plan: it builds, or it tells what to mend."""

from __future__ import annotations

import random

import pytest
import yaml
from conftest import EVERYTHING, PLANS, copy_registers

from generator import build
from generator.problem import PlanError

TRIES = 60
STRANGE = [
    "", "x", "0", "-1", "1.5", "99999", "true", "không", "2022-13-45", "{{", "{{ x", "{{ year }}", "*", "**", "[^a]",
    "#",
    "câu: có hai chấm", "một " * 400, "chữ" * 120, "\u00a0", "{}", "-", "a)", "Phần", "none", "&<>\"'", "$x$ @y _z_",
    [], {}, ["a"], [[]], [{}], {"a": "b"}, {"text": "a"}, [{"text": "a", "items": ["b"]}], {"heading": "a"}, None,
]  # fmt: skip


def nodes(value, path=()):
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from nodes(child, (*path, key))


def mutate(plan, chance: random.Random):
    target = chance.choice([p for p in nodes(plan) if p])
    parent = plan
    for key in target[:-1]:
        parent = parent[key]
    kind = chance.choice(["delete", "retype", "retype", "retype", "rename", "double"])
    if kind == "delete":
        del parent[target[-1]]
    elif kind == "rename" and isinstance(parent, dict):
        parent[str(target[-1]) + chance.choice(["s", "x", " y"])] = parent.pop(target[-1])
    elif kind == "double" and isinstance(parent, list):
        parent.append(parent[target[-1]])
    else:
        parent[target[-1]] = chance.choice(STRANGE)
    return plan, target, kind


@pytest.mark.parametrize("path", [*PLANS, EVERYTHING], ids=lambda p: p.stem)
def test_a_mutated_plan_never_ends_in_a_traceback(path, tmp_path):
    chance = random.Random(path.stem)
    text = path.read_text("utf-8")
    built = refused = 0
    copy_registers(tmp_path)
    for number in range(TRIES):
        plan, target, kind = mutate(yaml.load(text, yaml.CBaseLoader), chance)
        if chance.random() < 0.3:
            plan, *_ = mutate(plan, chance)
        file = tmp_path / f"{number}.yaml"
        file.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), "utf-8")
        try:
            if number % 10 == 0:
                build.build(file)  # both formats, compared
            else:
                build.read(file)
            built += 1
        except PlanError as error:
            refused += 1
            assert error.problems
            assert all(p.message and p.mark.file for p in error.problems)
        except Exception as error:
            raise AssertionError(f"{kind} of {target}") from error
    assert built and refused
