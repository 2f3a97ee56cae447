"""The command line: arguments, printing, exit codes. The only place that prints.

0 done, 1 a plan needs mending, 2 the command was called wrongly, 3 a fault of ours, 130 stopped.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from generator.cli.arguments import parser
from generator.cli.printing import our_fault, tell
from generator.problem import PlanError


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. Never shows a traceback."""
    gc.set_threshold(100_000, 20, 20)  # most of what a build makes lives to its end
    if sys.stderr is None:  # closed by who called: nobody is told, and the work is done all the same
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        arguments = parser().parse_args(argv)
        options = vars(arguments)
        command = options.pop("command")
        return int(command(**options))
    except PlanError as error:
        tell(error.problems)
        return 1
    except KeyboardInterrupt:
        print("\nđã dừng", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception:  # the one door for faults of ours
        import traceback

        return our_fault(traceback.format_exc())
