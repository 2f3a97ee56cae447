"""`python -m generator` is the command `kehoach`."""

import sys

from generator.cli import main

sys.exit(main())
