"""Makes the script that writes docs/findings.md importable."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent.parent / "docs"))
