"""`python -m collard` is the `collard` command."""

import sys

from collard.command import main

sys.exit(main())
